//! The words that a picture says by itself, in the reader's language: the texts of `locales/`, those of the page where it
//! says the same, those of `picture.ftl` where it does not. What stands in a map stays as it was written.

mod figures;

pub(crate) use figures::code;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;
use std::sync::LazyLock;
use wayline_model::grade::Grade;
use wayline_model::map::Kind;

/// A language that a picture can speak.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema,
)]
pub enum Language {
    /// English.
    #[default]
    #[serde(rename = "en")]
    English,
    /// Polish.
    #[serde(rename = "pl")]
    Polish,
    /// Russian.
    #[serde(rename = "ru")]
    Russian,
    /// Chinese, in simplified characters.
    #[serde(rename = "zh")]
    Chinese,
}

impl Language {
    /// Every language there is.
    pub const ALL: [Self; 4] = [Self::English, Self::Polish, Self::Russian, Self::Chinese];

    /// As it is asked for: `en`, `pl`, `ru`, `zh`.
    pub fn code(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Polish => "pl",
            Self::Russian => "ru",
            Self::Chinese => "zh",
        }
    }

    /// As documents name it (BCP 47).
    pub fn tag(self) -> &'static str {
        if self == Self::Chinese { "zh-Hans" } else { self.code() }
    }

    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks with a reference")]
    pub(crate) fn is_english(&self) -> bool {
        *self == Self::English
    }

    /// The letters beyond ASCII that its texts are written with, each once.
    pub(crate) fn letters(self) -> String {
        // Of the page's texts a picture has few: those of its own stand for them.
        let all = SOURCES[self as usize][0].chars();
        let all: BTreeSet<char> = all.filter(|c| !c.is_ascii() && c.is_alphabetic()).collect();
        all.into_iter().collect()
    }
}

/// A language that is not there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownLanguage(pub String);

impl UnknownLanguage {
    /// What can be asked for instead.
    pub fn help(&self) -> String {
        format!("the languages are {}", Language::ALL.map(Language::code).join(", "))
    }
}

impl fmt::Display for UnknownLanguage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "there is no language `{}`", self.0)
    }
}

impl FromStr for Language {
    type Err = UnknownLanguage;

    fn from_str(code: &str) -> Result<Self, UnknownLanguage> {
        let found = Self::ALL.into_iter().find(|language| language.code() == code);
        found.ok_or_else(|| UnknownLanguage(code.to_owned()))
    }
}

macro_rules! texts_of {
    ($language:literal) => {
        [
            include_str!(concat!("../../../locales/", $language, "/picture.ftl")),
            include_str!(concat!("../../../locales/", $language, "/page.ftl")),
            include_str!(concat!("../../../locales/", $language, "/editor.ftl")),
        ]
    };
}

/// By language, in the order of [`Language::ALL`].
static SOURCES: [[&str; 3]; 4] =
    [texts_of!("en"), texts_of!("pl"), texts_of!("ru"), texts_of!("zh")];

type Texts = FluentBundle<FluentResource>;

static TEXTS: [LazyLock<Texts>; 4] = [
    LazyLock::new(|| texts(Language::English)),
    LazyLock::new(|| texts(Language::Polish)),
    LazyLock::new(|| texts(Language::Russian)),
    LazyLock::new(|| texts(Language::Chinese)),
];

fn texts(language: Language) -> Texts {
    let tag = language.code().parse().expect("a code is a language tag");
    let mut bundle = FluentBundle::new_concurrent(vec![tag]);
    // Marks of direction around figures and names would be drawn as boxes.
    bundle.set_use_isolating(false);
    bundle.set_formatter(Some(match language {
        Language::English => |value, _| number(Language::English, value),
        Language::Polish => |value, _| number(Language::Polish, value),
        Language::Russian => |value, _| number(Language::Russian, value),
        Language::Chinese => |value, _| number(Language::Chinese, value),
    }));
    for source in SOURCES[language as usize] {
        // What could be read of a damaged file is kept: a test says that every text is there.
        let resource = FluentResource::try_new(source.to_owned()).unwrap_or_else(|(part, _)| part);
        bundle.add_resource_overriding(resource);
    }
    bundle
}

/// A number within a text, with all its digits.
fn number(language: Language, value: &FluentValue) -> Option<String> {
    let FluentValue::Number(number) = value else { return None };
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "counts only are given as numbers"
    )]
    let count = number.value as u64;
    Some(Words(language).whole(count))
}

/// What fills a place in a text: words, or a count that also chooses between one and several.
pub(crate) type Fill<'a> = FluentValue<'a>;

/// The words of a language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Words(pub(crate) Language);

impl Words {
    /// A text without places.
    pub(crate) fn say(self, key: &str) -> String {
        self.fill(key, [])
    }

    /// A text with what fills its places.
    pub(crate) fn fill<'a, const N: usize>(
        self,
        key: &'a str,
        places: [(&'a str, Fill<'a>); N],
    ) -> String {
        let texts: &Texts = &TEXTS[self.0 as usize];
        let mut args = FluentArgs::new();
        for (name, value) in places {
            args.set(name, value);
        }
        let text = texts.get_message(key).and_then(|message| message.value());
        debug_assert!(text.is_some(), "no text is called `{key}`");
        text.map_or_else(
            || key.to_owned(),
            |text| texts.format_pattern(text, Some(&args), &mut Vec::new()).into_owned(),
        )
    }

    /// A grade in the words of the legend.
    pub(crate) fn grade(self, grade: Grade) -> String {
        self.say(match grade {
            Grade::Supported => "legend-supported",
            Grade::Ageing => "legend-ageing",
            Grade::Assumption => "legend-assumption",
            Grade::Contradicted => "legend-contradicted",
        })
    }

    /// A kind of map.
    pub(crate) fn kind(self, kind: Kind) -> String {
        self.say(match kind {
            Kind::CurrentState => "kind-current_state",
            Kind::FutureState => "kind-future_state",
            Kind::DayInTheLife => "kind-day_in_the_life",
            Kind::ServiceBlueprint => "kind-service_blueprint",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    /// Every key that the sources of this crate ask for, or name in a lane.
    fn asked(folder: &Path, keys: &mut BTreeSet<String>) {
        for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
            let path = entry.path();
            if path.is_dir() {
                asked(&path, keys);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let text = std::fs::read_to_string(&path).expect("a source");
                let starts =
                    ["picture-", "edit-lane-", "edit-value-", "legend-", "kind-", "health-"];
                let starts = starts.map(|start| format!("\"{start}"));
                for start in &starts {
                    for (at, _) in text.match_indices(start.as_str()) {
                        if !text[..at].trim_end().ends_with("Diagnostic::new(") {
                            keys.extend(key_at(&text[at..]));
                        }
                    }
                }
                for asks in [".say(", ".fill("] {
                    let all = text.match_indices(asks);
                    keys.extend(
                        all.filter_map(|(at, _)| key_at(text[at + asks.len()..].trim_start())),
                    );
                }
            }
        }
    }

    /// The key that is written here between quotes, if it is a whole one.
    fn key_at(text: &str) -> Option<String> {
        let key = text.strip_prefix('"')?.split('"').next()?;
        let is_key = |b: u8| b.is_ascii_alphanumeric() || b"-_".contains(&b);
        (!key.is_empty() && !key.ends_with('-') && key.bytes().all(is_key)).then(|| key.to_owned())
    }

    fn own_keys(language: Language) -> BTreeSet<String> {
        let lines = SOURCES[language as usize][0].lines();
        let keys = lines.filter_map(|line| line.split_once(" =").map(|(key, _)| key));
        keys.filter(|key| key.starts_with("picture-")).map(str::to_owned).collect()
    }

    #[test]
    fn every_text_that_a_picture_asks_for_is_there_in_every_language() {
        let mut keys = BTreeSet::new();
        asked(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut keys);
        assert!(keys.len() > 120, "{}", keys.len());
        keys.extend(own_keys(Language::English));
        for language in Language::ALL {
            let texts: &Texts = &TEXTS[language as usize];
            let missing: Vec<&String> = keys.iter().filter(|key| !texts.has_message(key)).collect();
            assert_eq!(missing, Vec::<&String>::new(), "{}", language.code());
            for source in SOURCES[language as usize] {
                assert!(FluentResource::try_new(source.to_owned()).is_ok(), "{}", language.code());
            }
        }
    }

    #[test]
    fn an_unknown_language_is_refused_with_those_there_are() {
        let refused = Language::from_str("de").expect_err("no German");
        assert_eq!(refused.to_string(), "there is no language `de`");
        assert_eq!(refused.help(), "the languages are en, pl, ru, zh");
        assert_eq!(Language::from_str("pl"), Ok(Language::Polish));
    }
}
