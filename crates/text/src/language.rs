//! In which language a text is written: script rules, then whatlang on long texts, then lingua on short or doubtful ones.
//!
//! 1. Web addresses, e-mails, mentions and digits are left out; the letters that remain are counted by script.
//! 2. A script with one language decides at once: Han is `zh` (with a fifth of kana `ja`), Hangul `ko`, Greek `el`, …
//! 3. Letters and words that one language alone has decide next (`ї`, `where`, `muito`).
//! 4. Latin: whatlang among the languages that feedback is expected in, when the text is long and the
//!    answer sure; else lingua, which is right more often and slower. Its models are loaded once, when first needed.
//! 5. A language outside that list is named only when whatlang is sure of it on a long text, or the text has letters
//!    that no language of the list uses.
//!
//! `None` is an answer: no letters (empty, digits, emoji), or too few or too mixed to tell (`ok`, `super`).
//! Measured accuracy and limits: `docs/methods/sentiment.md`.

mod telling;

use crate::script::{Letters, Script, letters};
use lingua::{LanguageDetector, LanguageDetectorBuilder};
use std::sync::LazyLock;
use whatlang::{Detector, Lang};

/// A language and how sure it is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Language {
    /// BCP 47: `pt`.
    pub code: &'static str,
    /// 0 … 1, in hundredths. Not a probability: comparable between texts of the same way of telling only.
    pub confidence: f32,
}

/// Under this many letters whatlang is not asked: trigrams of a few words say little.
const LONG: usize = 60;
/// From this many letters a language outside the expected ones is believed.
const VERY_LONG: usize = 100;
/// Confidence under which a text's language counts as unknown.
const FLOOR: f64 = 0.4;
/// Letters that are read of a long text: more change nothing but the time.
const READ: usize = 600;
/// Letters that lingua is given: its time grows with them.
const READ_SLOWLY: usize = 100;

/// The language of a text, or `None` when it cannot be known. The same text gives the same answer.
pub fn detect(text: &str) -> Option<Language> {
    let found = letters(text, READ);
    let (script, share) = found.main()?;
    let language = |code, confidence: f64| {
        #[expect(clippy::cast_possible_truncation, reason = "hundredths between 0 and 1")]
        let confidence = ((confidence * 100.0).round() / 100.0) as f32;
        Some(Language { code, confidence })
    };
    match script {
        Script::Latin => latin(&found),
        Script::Cyrillic => cyrillic(&found),
        Script::Han => Some(("zh", share)),
        Script::Kana => Some(("ja", share)),
        Script::Hangul => Some(("ko", share)),
        Script::Other => whatlang::detect(&found.text)
            .filter(|info| info.confidence() >= FLOOR)
            .map(|info| (bcp47(info.lang()), info.confidence())),
    }
    .and_then(|(code, confidence)| language(code, confidence))
}

/// Latin letters: the expected languages, or another that is sure.
fn latin(found: &Letters) -> Option<(&'static str, f64)> {
    match outside(found) {
        Outside::Sure(code, confidence) => return Some((code, confidence)),
        Outside::Unclear => return None,
        Outside::No => {}
    }
    let sure = (found.count >= LONG)
        .then(|| LATIN.detect(&found.text))
        .flatten()
        .filter(|info| info.confidence() >= 0.9)
        .map(|info| (bcp47(info.lang()), info.confidence()));
    sure.or_else(|| {
        telling::language(&found.text)
            .map(|(code, words)| (code, if words > 1 { 0.95 } else { 0.8 }))
    })
    .or_else(|| slowly(&LATIN_SLOW, &found.text).filter(|(_, confidence)| *confidence >= FLOOR))
}

/// Cyrillic letters: letters that only one of the languages has, then as Latin.
fn cyrillic(found: &Letters) -> Option<(&'static str, f64)> {
    let has = |letters: &[char]| found.text.contains(letters);
    let russian = has(&['ы', 'э', 'ё']);
    let ukrainian = has(&['ї', 'є', 'ґ']);
    let other =
        has(&['ў', 'ј', 'љ', 'њ', 'ћ', 'ђ', 'џ', 'ќ', 'ѓ', 'ѕ', 'қ', 'ң', 'ө', 'ү', 'һ', 'ә']);
    match (russian, ukrainian, other) {
        (true, false, false) if !has(&['і']) => return Some(("ru", 1.0)),
        (false, true, false) => return Some(("uk", 1.0)),
        (_, _, true) => {
            let info = whatlang::detect(&found.text).filter(|info| info.confidence() >= FLOOR)?;
            return Some((bcp47(info.lang()), info.confidence()));
        }
        _ => {}
    }
    // Bulgarian writes ъ for a vowel, Russian hardly ever writes it.
    let hard_signs = found.text.chars().filter(|letter| *letter == 'ъ').count();
    if hard_signs >= 2 && hard_signs * 100 >= found.count && !russian && found.count >= LONG {
        let info = whatlang::detect(&found.text).filter(|info| info.confidence() >= FLOOR)?;
        return Some((bcp47(info.lang()), info.confidence()));
    }
    // One letter in seventeen of Ukrainian is an і; a text of this length without any of its letters is not Ukrainian.
    if found.count >= 12 && !has(&['і', 'ї', 'є', 'ґ']) {
        return Some(("ru", 0.8));
    }
    slowly(&CYRILLIC_SLOW, &found.text).filter(|(_, confidence)| *confidence >= 0.6)
}

/// Whether a text in Latin letters is in a language that was not expected.
enum Outside {
    No,
    /// It is, and cannot be told which.
    Unclear,
    Sure(&'static str, f64),
}

fn outside(found: &Letters) -> Outside {
    let foreign = found.text.chars().filter(|letter| FOREIGN.contains(*letter)).count();
    let strange = foreign * 50 >= found.count && foreign > 0;
    if !strange && found.count < VERY_LONG {
        return Outside::No;
    }
    match whatlang::detect(&found.text) {
        Some(info) if EXPECTED_LATIN.contains(&info.lang()) => Outside::No,
        Some(info) if info.is_reliable() || (strange && info.confidence() >= FLOOR) => {
            Outside::Sure(bcp47(info.lang()), info.confidence())
        }
        _ if strange => Outside::Unclear,
        _ => Outside::No,
    }
}

/// Lingua's answer when it is sure enough; near ties go to nobody.
fn slowly(detector: &LanguageDetector, text: &str) -> Option<(&'static str, f64)> {
    let start: String = text.chars().take(READ_SLOWLY).collect();
    let mut values = detector.compute_language_confidence_values(start);
    // Lingua sums over hash maps: beyond the ninth digit its figures may differ from run to run.
    for (_, confidence) in &mut values {
        *confidence = (*confidence * 1e9).round() / 1e9;
    }
    let best = values.iter().map(|(_, confidence)| *confidence).fold(0.0, f64::max);
    let mut best_ones = values.iter().filter(|(_, confidence)| *confidence >= best);
    let (language, _) = best_ones.next()?;
    if best < FLOOR || best_ones.next().is_some() {
        return None;
    }
    let code = match language {
        lingua::Language::Dutch => "nl",
        lingua::Language::English => "en",
        lingua::Language::French => "fr",
        lingua::Language::German => "de",
        lingua::Language::Italian => "it",
        lingua::Language::Polish => "pl",
        lingua::Language::Portuguese => "pt",
        lingua::Language::Russian => "ru",
        lingua::Language::Spanish => "es",
        lingua::Language::Ukrainian => "uk",
    };
    Some((code, best))
}

const EXPECTED_LATIN: [Lang; 8] =
    [Lang::Eng, Lang::Pol, Lang::Por, Lang::Spa, Lang::Ita, Lang::Fra, Lang::Deu, Lang::Nld];

/// Letters that none of the expected Latin languages uses in its own words.
const FOREIGN: &str =
    "řěůťďňčšžőűğşıțșăđðþåøėįųūāēīķļņģľĺŕőơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹə";

static LATIN: LazyLock<Detector> =
    LazyLock::new(|| Detector::with_allowlist(EXPECTED_LATIN.to_vec()));

static LATIN_SLOW: LazyLock<LanguageDetector> = LazyLock::new(|| {
    use lingua::Language::{Dutch, English, French, German, Italian, Polish, Portuguese, Spanish};
    LanguageDetectorBuilder::from_languages(&[
        English, Polish, Portuguese, Spanish, Italian, French, German, Dutch,
    ])
    .build()
});

static CYRILLIC_SLOW: LazyLock<LanguageDetector> = LazyLock::new(|| {
    LanguageDetectorBuilder::from_languages(&[
        lingua::Language::Russian,
        lingua::Language::Ukrainian,
    ])
    .build()
});

/// whatlang's ISO 639-3 as BCP 47, which wants the shorter code where there is one.
fn bcp47(lang: Lang) -> &'static str {
    match lang {
        Lang::Afr => "af",
        Lang::Aka => "ak",
        Lang::Amh => "am",
        Lang::Ara => "ar",
        Lang::Aze => "az",
        Lang::Bel => "be",
        Lang::Ben => "bn",
        Lang::Bul => "bg",
        Lang::Cat => "ca",
        Lang::Ces => "cs",
        Lang::Cmn => "zh",
        Lang::Cym => "cy",
        Lang::Dan => "da",
        Lang::Deu => "de",
        Lang::Ell => "el",
        Lang::Eng => "en",
        Lang::Epo => "eo",
        Lang::Est => "et",
        Lang::Fin => "fi",
        Lang::Fra => "fr",
        Lang::Guj => "gu",
        Lang::Heb => "he",
        Lang::Hin => "hi",
        Lang::Hrv => "hr",
        Lang::Hun => "hu",
        Lang::Hye => "hy",
        Lang::Ind => "id",
        Lang::Ita => "it",
        Lang::Jav => "jv",
        Lang::Jpn => "ja",
        Lang::Kan => "kn",
        Lang::Kat => "ka",
        Lang::Khm => "km",
        Lang::Kor => "ko",
        Lang::Lat => "la",
        Lang::Lav => "lv",
        Lang::Lit => "lt",
        Lang::Mal => "ml",
        Lang::Mar => "mr",
        Lang::Mkd => "mk",
        Lang::Mya => "my",
        Lang::Nep => "ne",
        Lang::Nld => "nl",
        Lang::Nob => "nb",
        Lang::Ori => "or",
        Lang::Pan => "pa",
        Lang::Pes => "fa",
        Lang::Pol => "pl",
        Lang::Por => "pt",
        Lang::Ron => "ro",
        Lang::Rus => "ru",
        Lang::Sin => "si",
        Lang::Slk => "sk",
        Lang::Slv => "sl",
        Lang::Sna => "sn",
        Lang::Spa => "es",
        Lang::Srp => "sr",
        Lang::Swe => "sv",
        Lang::Tam => "ta",
        Lang::Tel => "te",
        Lang::Tgl => "tl",
        Lang::Tha => "th",
        Lang::Tuk => "tk",
        Lang::Tur => "tr",
        Lang::Ukr => "uk",
        Lang::Urd => "ur",
        Lang::Uzb => "uz",
        Lang::Vie => "vi",
        Lang::Yid => "yi",
        Lang::Zul => "zu",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(text: &str, expect: Option<&str>) {
        assert_eq!(detect(text).map(|language| language.code), expect, "{text}");
    }

    #[test]
    fn short_and_long_feedback_is_told_apart() {
        check("The parcel never arrived and nobody answers my calls", Some("en"));
        check("My card payment was declined", Some("en"));
        check("Paczka nigdy nie dotarła", Some("pl"));
        check("Obsługa była bardzo miła, ale pokój brudny i głośny", Some("pl"));
        check("Não recebi o produto", Some("pt"));
        check("Péssimo atendimento, recomendo não comprar nesta loja", Some("pt"));
        check("Связь пропала, второй день жду ответа", Some("ru"));
        check("Зв'язок зник, вже другий день чекаю на відповідь", Some("uk"));
        check("送餐速度快，下次再来", Some("zh"));
        check("配達がとても早かったです", Some("ja"));
        check("배송이 너무 늦어요", Some("ko"));
        check("Η παράδοση άργησε πολύ", Some("el"));
    }

    #[test]
    fn what_has_no_letters_or_too_few_has_no_language() {
        for text in [
            "",
            "   ",
            "12345 67",
            "10/10",
            "👍👍👍",
            "!!!",
            "...",
            "https://example.com/a",
            "@user",
        ] {
            check(text, None);
        }
    }

    #[test]
    fn addresses_and_mentions_do_not_count() {
        check("@united https://example.com/some/long/english/path спасибо большое", Some("ru"));
    }

    #[test]
    fn a_language_that_was_not_expected_is_not_forced_into_the_list() {
        check(
            "Zásilka nikdy nedorazila a nikdo mi neodpovídá na žádné zprávy, příště si vyberu jinde",
            Some("cs"),
        );
    }

    proptest! {
        #[test]
        fn any_text_is_answered_and_twice_the_same(text in "\\PC{0,60}") {
            let first = detect(&text);
            prop_assert_eq!(first, detect(&text));
            if let Some(language) = first {
                prop_assert!((0.0..=1.0).contains(&language.confidence));
            }
        }
    }
}
