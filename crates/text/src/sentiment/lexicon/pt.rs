//! Portuguese cues. Written by hand for feedback; no list was copied and no weight was learned from labelled data.

use super::Lexicon;

pub(super) const PT: Lexicon = Lexicon {
    code: "pt",
    cues: &[
        (
            3.0,
            "excelent* ótim* perfeit* maravilh* amei amamos amou ador* incríve* fantástic* espetacul* sensaciona* \
               impecáve* lindo linda lindos lindas lindíssim* parabéns nota_10 nota_dez nota_mil excepciona* \
               surpreendente* fenomena* exelente* show_de_bola mara",
        ),
        (
            2.0,
            "bom boa bons boas gost* recomend* satisfeit* satisfaç* satisfatór* rápid* rapidez pontua* obrigad* \
               eficien* eficiên* confiáv* confianç* bonit* feliz felizes ágil agilidade fácil útil cumpri* \
               legal gratid* curti curtimos aprovad* duráv* caprichad* atencios* superou top show melhor melhores \
               adiantad* antes_do_prazo antes_do_previsto antes_da_data tudo_ok tudo_certo muito_bem bem_embalado dentro_do_prazo valeu \
               sucesso responsabilidade seriedade contente encantad* honest* profissiona* cuidados* \
               atendeu facilidade original originais bem_embalada bem_rápido ansios* fiel_a confort* macio macia",
        ),
        (
            1.0,
            "ok certinho certo correto corretamente conforme bem qualidade no_prazo chegou barato prático cheiros* \
               correspond* entregue surpreend* super direitinho normal beleza positivo expectativas íntegro",
        ),
        (
            -3.0,
            "péssim* horríve* terríve* lixo decepcion* decepç* golpe fraude engan* desrespeit* absurd* vergonh* \
                descaso ridícul* porcaria odiei odeio nunca_mais roubo roubad* ladr* palhaçada estelionato",
        ),
        (
            -2.0,
            "ruim ruins mal defeit* quebrad* quebr* errad* erro erros atraso atrasou atrasad* atrasos demor* falt* \
                problema* reclam* insatisf* infelizmente danific* amassad* rasgad* falso falsa falsificad* frágil \
                pior piores fraco fraca fraquíssim* chatead* triste lament* prejuíz* incomplet* difícil dificuldade* sumiu \
                extravi* procon propaganda_enganosa manchad* sujo suja usado usada velho vazio vazia vazando \
                mentir* desorganiz* má mau péssimas cadê arranhad* trincad* torto torta riscad* irrespons* \
                indigna* frustrad* frustra* revolt* infeliz devolver devolvi devolução desisti \
                até_agora até_o_momento até_hoje até_o_presente me_arrependi arrepend* demais_problemas fora_do_prazo incompetent*",
        ),
        (
            -1.0,
            "diferente* cancel* troca trocar reembols* estorn* aguard* ainda só apenas metade parcial* parte \
                dinheiro_de_volta esperava quero cobrança* cobrando cobraram paguei solicit* providênc* resposta porém pouco caro \
                outro_produto outra_cor somente indisponíve* deveria poderia melhorar preciso faz_dias dias \
                esperando reenvi* providenc*",
        ),
        (0.0, "gostaria gostaríamos melhoria* bom_dia boa_tarde boa_noite antes_de"),
    ],
    expected: "tinha tinham agrad* contento envi* mand* emit* receb* cheg* funcion* entreg* respond* veio vieram consig* consegu* atend* serv* vem resolv* encaix* \
               entra compr* confi* tenho tive bate liga carrega aguenta avis* condiz compens* é está tem presta",
    negations: "nada não nao nunca nem sem nenhum nenhuma jamais n ñ",
    stronger: "muito muita super extremamente bastante mto mt tão totalmente mega muitíssimo demais hiper",
    weaker: "meio quase um_pouco razoavelmente",
    contrasts: "embora mas porém contudo entretanto só_que todavia",
    opposites: &["des", "in"],
};
