//! Polish cues. Written by hand for feedback; no list was copied and no weight was learned from labelled data.

use super::Lexicon;

pub(super) const PL: Lexicon = Lexicon {
    code: "pl",
    cues: &[
        (
            3.0,
            "wspaniał* doskonał* rewelac* fantastycz* znakomi* świetn* idealn* cudown* wyśmieni* perfekcyj* \
               bajeczn* przepyszn* genialn* niesamowit* super* najlepsz* bomba ekstra wow przepiękn* mistrzost* \
               wyborn* wyjątkow* bezbłędn* pierwszorzędn* zachwyc* zachwyt* uwielbi* nieziemsk* raj fenomenaln*",
        ),
        (
            2.0,
            "dobry dobra dobre dobrze dobrym dobrą dobrej dobrego dobrych lepszy miły miła miłe miło mili miłej \
               miłą miłego miłym milutk* polecam* poleca polecić polecenia polecamy ładn* piękn* pyszn* smaczn* \
               czyst* wygodn* uprzejm* przyjazn* przyjaźn* pomocn* zadowol* sympaty* przyjemn* profesjonal* kompeten* przemił* smakow* ciesz* mniam* udał udała udało cisz* ciche cichą dokładn* staran* życzliw* komfort* \
               spokojn* spokój zadban* przytuln* przestronn* klimatycz* udan* fajn* dzięki dziękuj* serdeczn* rzeteln* \
               punktualn* szybko szybki szybka sprawn* bezproblemow* atrakcyjn* eleganc* urozmaicon* różnorod* \
               świeże świeży świeża świeżo estetycz* warto wart warta podoba* polub* dogodn* gościnn* wzorow* \
               rozsądn* uśmiech* wrócę wrócimy wracam* zalet* troskliw* obfit* malownicz* relaks* uroczy urocz* \
               kameraln* godny godne fachow* cierpliw* empat* wypas* zaufani* niezawodn* skuteczn* trafn*",
        ),
        (
            1.0,
            "ok okej w_porządku pozytywn* solidn* nowoczesn* poprawn* blisko plus plusem bogat* duży spory \
               przyzwoit* niedrog* tanio cicho cichy cicha odpocząć wypocząć znośn* idealnie",
        ),
        (
            -3.0,
            "tragicz* tragedi* fataln* okropn* koszmar* beznadziej* skandal* oszu* dramat* masakr* żenad* \
                żenuj* najgorsz* odradza* makabr* porażk* syf* obrzydliw* chams* chamst* hańba wstręt* paskudn* \
                katastrof* żałosn* bezczeln* nigdy_więcej złodziej* kpina kpiny dno",
        ),
        (
            -2.0,
            "brud* zły zła złe źle złego złej rozczarow* zawied* zawiod* słab* brak brakuj* brakowa* śmierd* smród smrod* \
                głośn* hałas* drogo zniszcz* zepsu* popsu* uszkodz* problem* niestety opóźn* kiepsk* marn* minus* \
                wada wady stracon* strat* grzyb* pleśń pleśn* karaluch* robak* mrówk* pluskw* brzydk* nudn* nuda \
                ciasn* cieknie zaniedban* obskurn* niedorob* skarg* kłam* ignoran* ignor* arogan* opryskliw* \
                nieczynn* awari* tandet* wulgar* pomyłk* błąd błęd* gorsz* nędzn* licho ubogi ubogie uboga zagrzyb* \
                sypi* rozpada* przestarza* niechluj* kradzież* ukrad* przereklam* rozwodnion* monoton* uciążliw* \
                odrapan* obdrapan* zardzewia* rdza dziura* połaman* niedopuszczaln* szkoda utrudn* stęchł* \
                lekceważ* odmówi* zimny_prysznic wstyd zakup_nieudany odór cuchn* zatrut* zatruc* obgryz* nieporozumieni* \
                podejrzan* pęknięt* poplamion* plamy chaos chaot* amatorsz* dyskwalif* obrażon* zastrzeż* opieszal* paskarsk* wygórow* kłótn* ściem* zapchan* tłok tłocz* kolejk*",
        ),
        (
            -1.0,
            "zimn* stary stara stare starych czekać czekałam czekałem czekali* dopłac* reklamacj* trzeba mało \
                małe mały mała daleko tłum* pusto jedyn* ledwo zużyt* skromn* musieli* przepłac* dwukrotnie",
        ),
        (
            0.0,
            "dzień_dobry dobra_noc ok_1* ok_2* ok_3* ok_4* ok_5* ok_6* ok_7* ok_8* ok_9* supermarket* super_market*",
        ),
    ],
    expected: "rozumie* wystarcz* skorzyst* zmieni* działa* odpowiad* odpowiedz* dotar* otrzyma* dosta* przysz* zgadza* reag* sprząta* można ma mogę umie* \
               potraf* było był była ścieli* wymien* wymieni* da dało interesuj* spełni* zna zwróc* wiedzą wie nadaje zasługuj* pracuj* polewa",
    negations: "nie bez ani nigdy nic żaden żadna żadne żadnych żadnego żadnej nikt",
    stronger: "bardzo wyjątkowo naprawdę niezwykle zbyt totalnie kompletnie mega całkowicie absolutnie zdecydowanie strasznie \
               ogromnie tak niesamowicie",
    weaker: "trochę dość dosyć raczej nieco w_miarę",
    contrasts: "ale jednak lecz natomiast jednakże tylko_że",
    opposites: &["nie"],
};
