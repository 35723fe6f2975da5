//! Maps to begin from, for those who begin with nothing. Everything on them is an assumption.

use wayline_model::map::JourneyMap;
use wayline_model::yaml;

/// A map to begin from.
#[derive(Clone, Debug)]
pub struct Template {
    /// What `wayline init --template` calls it.
    pub id: &'static str,
    /// For whom it is, in a sentence.
    pub about: &'static str,
    text: &'static str,
}

/// All templates.
pub const ALL: [Template; 2] = [
    Template {
        id: "ecommerce",
        about: "A shop on the web: thirteen steps from first sight to recommendation.",
        text: include_str!("../templates/ecommerce.journey.yaml"),
    },
    Template {
        id: "one-page",
        about: "A small business: the whole journey on one page, one step a stage.",
        text: include_str!("../templates/one-page.journey.yaml"),
    },
];

impl Template {
    /// The file as it is written into a project, with its comments.
    pub fn text(&self) -> &'static str {
        self.text
    }

    /// The map.
    ///
    /// # Panics
    /// Never: a test reads every template.
    pub fn map(&self) -> JourneyMap {
        yaml::read(self.text, self.id).0.expect("a test reads every template")
    }
}

/// The template of a name.
pub fn of(id: &str) -> Option<&'static Template> {
    ALL.iter().find(|template| template.id == id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use wayline_model::yaml;

    #[test]
    fn every_template_is_a_sound_map_in_the_stable_form() {
        for template in &ALL {
            let (map, found) = yaml::read(template.text, template.id);
            assert!(found.is_empty(), "{}: {found:?}", template.id);
            let map = map.expect("a map");
            assert_eq!(yaml::rewrite(template.text, &map), template.text, "{}", template.id);
            let resolved = wayline_model::unbound::checked(&map, &yaml::Places::default());
            let errors = resolved
                .diagnostics
                .iter()
                .filter(|found| found.severity == wayline_model::diagnostic::Severity::Error);
            assert_eq!(errors.count(), 0, "{}: {:?}", template.id, resolved.diagnostics);
        }
    }
}
