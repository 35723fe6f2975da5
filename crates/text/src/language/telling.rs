//! Words that only one of the expected Latin languages has, so common that most texts hold one.
//!
//! A language model of letters is unsure of `Where do I scan my card?`; `where` and `my` are not. Words shared by two
//! of the languages, by spelling alone (`a`, `to`, `mais`, `super`), stand in none of the lists.

/// The language whose words the text has, and how many; `None` without any or with as many of another.
pub(super) fn language(text: &str) -> Option<(&'static str, usize)> {
    let mut votes = [0usize; WORDS.len()];
    for word in text.split_whitespace() {
        let word = word.trim_matches(['\'', '’']);
        for (vote, (_, words)) in votes.iter_mut().zip(WORDS) {
            *vote += usize::from(words.split_ascii_whitespace().any(|telling| telling == word));
        }
    }
    let most = votes.iter().copied().max()?;
    let mut winners = votes.iter().enumerate().filter(|(_, vote)| **vote == most);
    let (winner, _) = winners.next()?;
    (most > 0 && winners.next().is_none()).then(|| (WORDS[winner].0, most))
}

const WORDS: [(&str, &str); 8] = [
    (
        "en",
        "the and are were my your you it this that with have has had what where when how why \
 would could should been they their there from not don't didn't can't won't it's i'm i've please \
 thanks thank thx hope good great love flight just only very much now today never ever for \
         can want need get set know",
    ),
    (
        "pl",
        "jest się nie bardzo była było były że już tylko dla czy przez oraz przy który która które \
 polecam polecamy dobry dobra dobre dobrze brak obsługa pokój pokoje jak też jeszcze może \
 ale nic tak będzie są co",
    ),
    (
        "pt",
        "não nao é são muito muita muitos foi uma com meu minha você vc até ate já ainda pra pelo pela \
 tudo bom boa ótimo otimo ótima otima gostei amei recomendo adorei recebi chegou produto entrega \
 prazo obrigado obrigada péssimo pessimo péssima pessima veio sem antes vcs td legal \
 rapido ",
    ),
    (
        "es",
        "el muy pero producto llegó gracias su bueno buena \
 recomiendo malo más hasta también",
    ),
    ("it", "il è molto anche più sono della buono ottimo grazie perché stato arrivato"),
    (
        "fr",
        "le les est très pas et vous nous c'est j'ai avec pour dans produit bien merci sur cette été",
    ),
    (
        "de",
        "der das und ist nicht ich ein eine sehr mit auf für wurde gut danke zu auch habe noch aber nur",
    ),
    ("nl", "het een niet ik van zeer erg goed heel ook maar voor bij zijn wel nog niks bedankt"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_telling_word_decides_and_a_tie_does_not() {
        assert_eq!(language("where do i scan my card"), Some(("en", 2)));
        assert_eq!(language("muito bom"), Some(("pt", 2)));
        assert_eq!(language("gracias the"), None);
        assert_eq!(language("super"), None);
    }

    #[test]
    fn no_word_stands_in_two_lists() {
        for (at, (_, words)) in WORDS.iter().enumerate() {
            for word in words.split_ascii_whitespace() {
                for (_, others) in &WORDS[at + 1..] {
                    assert!(!others.split_ascii_whitespace().any(|other| other == word), "{word}");
                }
            }
        }
    }
}
