//! Maps to begin from, for those who begin with nothing, in each language of the page. Everything on them is an assumption.
//!
//! A template is one file a language in `templates/`, all of the same shape. To add one, copy its neighbour's four files and its
//! entry in [`ALL`].

use wayline_model::map::JourneyMap;
use wayline_model::yaml;

/// The languages that templates are written in, ISO 639-1; the first is taken where another is asked for.
pub const LANGUAGES: [&str; 4] = ["en", "pl", "ru", "zh"];

/// A map to begin from.
#[derive(Clone, Debug)]
pub struct Template {
    /// What `wayline init --template` calls it.
    pub id: &'static str,
    /// In the order of [`LANGUAGES`].
    written: [Written; LANGUAGES.len()],
}

/// A template in one language.
#[derive(Clone, Copy, Debug)]
struct Written {
    about: &'static str,
    text: &'static str,
}

/// All templates.
pub const ALL: [Template; 2] = [
    Template {
        id: "ecommerce",
        written: [
            Written {
                about: "A shop on the web: thirteen steps from first sight to recommendation.",
                text: include_str!("../templates/ecommerce.en.journey.yaml"),
            },
            Written {
                about: "Sklep w internecie: trzynaście kroków od pierwszego spojrzenia do polecenia.",
                text: include_str!("../templates/ecommerce.pl.journey.yaml"),
            },
            Written {
                about: "Магазин в интернете: тринадцать шагов от первого взгляда до рекомендации.",
                text: include_str!("../templates/ecommerce.ru.journey.yaml"),
            },
            Written {
                about: "网店：从第一眼到推荐，共十三步。",
                text: include_str!("../templates/ecommerce.zh.journey.yaml"),
            },
        ],
    },
    Template {
        id: "one-page",
        written: [
            Written {
                about: "A small business: the whole journey on one page, one step a stage.",
                text: include_str!("../templates/one-page.en.journey.yaml"),
            },
            Written {
                about: "Mała firma: cała podróż na jednej stronie, jeden krok na etap.",
                text: include_str!("../templates/one-page.pl.journey.yaml"),
            },
            Written {
                about: "Малый бизнес: весь путь на одной странице, один шаг на этап.",
                text: include_str!("../templates/one-page.ru.journey.yaml"),
            },
            Written {
                about: "小企业：一页纸看完整个旅程，每个阶段一步。",
                text: include_str!("../templates/one-page.zh.journey.yaml"),
            },
        ],
    },
];

impl Template {
    fn written(&self, language: &str) -> Written {
        let place = LANGUAGES.iter().position(|known| *known == language);
        self.written[place.unwrap_or_default()]
    }

    /// For whom it is, in a sentence of a language.
    pub fn about(&self, language: &str) -> &'static str {
        self.written(language).about
    }

    /// The file as it is written into a project, with its comments.
    pub fn text(&self, language: &str) -> &'static str {
        self.written(language).text
    }

    /// The map.
    ///
    /// # Panics
    /// Never: a test reads every template.
    pub fn map(&self, language: &str) -> JourneyMap {
        yaml::read(self.text(language), self.id).0.expect("a test reads every template")
    }
}

/// The template of a name.
pub fn of(id: &str) -> Option<&'static Template> {
    ALL.iter().find(|template| template.id == id)
}

/// The language of templates that a locale names: `pl_PL.UTF-8` → `pl`; none of another language.
pub fn language_of(locale: &str) -> Option<&'static str> {
    let language = locale.split(['_', '-', '.', '@']).next().unwrap_or_default();
    LANGUAGES.into_iter().find(|known| language.eq_ignore_ascii_case(known))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;
    use wayline_model::diagnostic::Severity;

    fn check(template: &Template, language: &str) {
        let (text, called) = (template.text(language), format!("{}.{language}", template.id));
        let (map, found) = yaml::read(text, &called);
        assert!(found.is_empty(), "{called}: {found:?}");
        let map = map.expect("a map");
        assert_eq!(yaml::rewrite(text, &map), text, "{called}");
        let resolved = wayline_model::unbound::checked(&map, &yaml::Places::default());
        let wrong = resolved.diagnostics.iter().filter(|found| found.severity == Severity::Error);
        assert_eq!(wrong.count(), 0, "{called}: {:?}", resolved.diagnostics);
    }

    #[test]
    fn every_template_is_a_sound_map_in_the_stable_form() {
        for (template, language) in ALL.iter().flat_map(|t| LANGUAGES.map(|l| (t, l))) {
            check(template, language);
        }
    }

    /// A map without its words: how many of what, and which of them are the same.
    fn shape(map: &JourneyMap) -> Vec<String> {
        let names: Vec<&str> = map.steps().map(|step| step.step.as_str()).collect();
        let place = |name: &str| names.iter().position(|known| *known == name);
        let steps = map.steps().map(|step| {
            let emotion = step.emotion.as_ref().map(|emotion| (emotion.feel, emotion.value));
            format!(
                "{} {} {} {} {} {} {} {emotion:?}",
                step.touchpoints.len(),
                step.channels.len(),
                step.action.is_some(),
                step.need.len(),
                step.think.len(),
                step.optional,
                step.repeats
            )
        });
        let stages = map.stages.iter().map(|stage| {
            format!("{} {} {}", stage.steps.len(), stage.question.is_some(), stage.task.is_some())
        });
        let paths =
            map.paths.iter().map(|path| format!("{:?} {:?}", place(&path.from), place(&path.to)));
        let head = format!("{:?} {:?} {:?}", map.kind, map.occasion, map.lanes);
        std::iter::once(head).chain(stages).chain(steps).chain(paths).collect()
    }

    #[test]
    fn a_template_has_the_same_shape_and_other_words_in_each_language() {
        for template in &ALL {
            let [english, others @ ..] = LANGUAGES;
            let wanted = shape(&template.map(english));
            let words = |language: &str| -> BTreeSet<String> {
                template.map(language).steps().map(|step| step.step.clone()).collect()
            };
            for language in others {
                assert_eq!(shape(&template.map(language)), wanted, "{}.{language}", template.id);
                assert!(words(language).is_disjoint(&words(english)), "{}.{language}", template.id);
                assert_ne!(template.about(language), template.about(english));
            }
        }
    }

    #[test]
    fn a_locale_names_a_language_and_another_one_is_answered_in_english() {
        assert_eq!(language_of("pl_PL.UTF-8"), Some("pl"));
        assert_eq!(language_of("zh-Hans-CN"), Some("zh"));
        assert_eq!(language_of("RU"), Some("ru"));
        assert_eq!((language_of("C.UTF-8"), language_of("")), (None, None));
        assert_eq!(ALL[0].text("fr"), ALL[0].text("en"));
    }
}
