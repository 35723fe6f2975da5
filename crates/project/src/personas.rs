//! Personas: files in `personas/`, each with a rule that says which journeys are theirs.

use crate::error::{Error, Result};
use crate::project::Project;
use serde::Serialize;
use wayline_model::answer::Answer;
use wayline_model::diagnostic::Severity;
use wayline_model::evidence::Figure;
use wayline_model::persona::Persona;
use wayline_model::question::{Operator, Question, Scope};
use wayline_model::yaml;

/// The ending of a persona's file name.
const PERSONA_ENDING: &str = ".yaml";
/// The longest name of a persona's file, in characters.
const MOST_NAME: usize = 64;

/// A persona as it lies on the disk.
#[derive(Clone, Debug, PartialEq)]
pub struct PersonaFile {
    /// What the text says.
    pub persona: Persona,
    /// The text.
    pub text: String,
}

/// How many there are of a persona.
#[derive(Clone, Debug, PartialEq, Serialize, schemars::JsonSchema)]
pub struct Persons {
    /// Journeys that the rule keeps; `null` with a why where that is not known.
    pub journeys: Option<u64>,
    /// Journeys in all.
    pub of: Option<u64>,
    /// Their share with its interval, and the newest event that was counted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub share: Option<Figure>,
    /// Why it is not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
}

impl Project {
    /// Names of the personas: their files' without the ending.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub fn personas(&self) -> Result<Vec<String>> {
        let folder = self.folder().join("personas");
        let files = self.world().list(&folder);
        let files = files.map_err(|error| Error::io("reading", &folder, error))?;
        let names = files.iter().filter_map(|path| {
            Some(path.file_name()?.to_str()?.strip_suffix(PERSONA_ENDING)?.to_owned())
        });
        Ok(names.collect())
    }

    /// A persona; `None` if there is none of this name. A name is looked up, never made into a path.
    ///
    /// # Errors
    /// When the file cannot be read or understood.
    pub fn persona(&self, name: &str) -> Result<Option<PersonaFile>> {
        if !self.personas()?.iter().any(|known| known == name) {
            return Ok(None);
        }
        let path = self.folder().join("personas").join(format!("{name}{PERSONA_ENDING}"));
        let text = self.world().read(&path).map_err(|error| Error::io("reading", &path, error))?;
        match yaml::read_persona(&text, &path.display().to_string()) {
            (Some(persona), findings)
                if findings.iter().all(|finding| finding.severity != Severity::Error) =>
            {
                Ok(Some(PersonaFile { persona, text }))
            }
            (_, findings) => {
                let worst = findings.into_iter().max_by_key(|finding| finding.severity);
                Err(worst.map_or_else(
                    || Error::refuse("persona-unreadable", "the persona is empty", "write it anew"),
                    Error::user,
                ))
            }
        }
    }

    /// Writes a persona's file.
    ///
    /// # Errors
    /// When the name is none for a file, or the disk refuses.
    pub fn write_persona(&self, name: &str, persona: &Persona) -> Result<()> {
        let fits = |letter: char| letter.is_alphanumeric() || "-_ ".contains(letter);
        let length = name.chars().count();
        if length == 0 || length > MOST_NAME || !name.chars().all(fits) || name.trim() != name {
            return Err(Error::refuse(
                "wrong-name",
                "a persona of this name cannot be a file",
                "a name has 1 to 64 letters, digits, spaces, `-` and `_`",
            ));
        }
        let folder = self.folder().join("personas");
        let made = self.world().make_folder(&folder);
        made.map_err(|error| Error::io("making the folder", &folder, error))?;
        let path = folder.join(format!("{name}{PERSONA_ENDING}"));
        let text = yaml::write_persona(persona);
        self.world().write(&path, &text).map_err(|error| Error::io("writing", &path, error))
    }

    /// How many journeys a persona's rule keeps, of how many.
    pub fn persons(&self, persona: &Persona) -> Persons {
        let ask = |rule: Option<&String>| {
            let scope = Scope { filter: rule.cloned(), ..Scope::default() };
            let op = Operator::Counts { ends: Vec::new(), mean: None };
            self.ask(&Question { op, scope })
        };
        let unknown =
            |why: String| Persons { journeys: None, of: None, share: None, why: Some(why) };
        let Some(rule) = &persona.rule else {
            return unknown("no rule says which journeys are theirs".into());
        };
        match ask(None).and_then(|of| Ok((ask(Some(rule))?, of))) {
            Ok((part, whole)) => {
                let strange = strange(&part, &whole);
                let why = Some(strange.join("; ")).filter(|why| !why.is_empty());
                Persons { why, ..self.share_of(part.journeys, whole.journeys, whole.as_of) }
            }
            Err(error) => {
                let found = error.diagnostic();
                let help = found.help.map(|help| format!(": {help}")).unwrap_or_default();
                unknown(format!("{}{help}", found.message))
            }
        }
    }

    /// What a rule names that no event has, each with what was probably meant or what there is.
    ///
    /// # Errors
    /// Without events, and for a rule that cannot be understood.
    pub fn strange_in_rule(&self, rule: &str) -> Result<Vec<String>> {
        let ask = |filter: Option<String>| {
            let op = Operator::Counts { ends: Vec::new(), mean: None };
            self.ask(&Question { op, scope: Scope { filter, ..Scope::default() } })
        };
        Ok(strange(&ask(Some(rule.to_owned()))?, &ask(None)?))
    }
}

/// How the engine begins a note on a value that a filter names and nothing has.
const NO_EVENT_HAS: &str = "no event has ";

/// What is noted of a part of the data and not of the whole: what its filter names that no event has.
fn strange(part: &Answer, whole: &Answer) -> Vec<String> {
    let is_of_part = |note: &&String| !whole.notes.contains(note) && note.starts_with(NO_EVENT_HAS);
    part.notes.iter().filter(is_of_part).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::Settings;
    use wayline_engine::ingest::EventImport;

    #[test]
    fn a_persona_is_written_read_and_counted_by_its_rule() {
        let folder = tempfile::tempdir().expect("a folder");
        let project = Project::init(folder.path(), Settings::default()).expect("made");
        let persona = Persona {
            wayline: 1,
            persona: "Ann".into(),
            rule: Some("channel = \"web\"".into()),
            ..Persona::default()
        };
        assert_eq!(project.persona("ann").expect("read"), None);
        project.write_persona("ann", &persona).expect("written");
        assert_eq!(project.persona("ann").expect("read").expect("there").persona, persona);
        assert_eq!(project.personas().expect("read"), ["ann"]);
        let size = project.persons(&persona);
        assert!(size.why.is_some_and(|why| why.contains("no events")), "nothing was imported");

        let file = folder.path().join("a.csv");
        let rows = "customer,activity,time,channel\na,view,2026-01-01,web\nb,view,2026-01-01,app\nc,view,2026-01-01,web\n";
        std::fs::write(&file, rows).expect("written");
        let import = EventImport { files: vec![file], ..EventImport::default() };
        project.import_events(&import, &()).expect("imported");
        let size = project.persons(&persona);
        assert_eq!((size.journeys, size.of, size.why), (Some(2), Some(3), None));
        let share = size.share.expect("a share");
        assert!(share.low_base && share.low < share.value && share.value < share.high);
        assert_eq!(share.as_of.as_deref(), Some("2026-01-01T00:00:00Z"));
        let told = |rule: &str| {
            let size = project.persons(&Persona { rule: Some(rule.into()), ..persona.clone() });
            (size.journeys, size.why.unwrap_or_default())
        };
        let (journeys, why) = told("chanel = \"web\"");
        assert!(journeys.is_none() && why.contains("did you mean \"channel\"?"), "{why}");
        let (journeys, why) = told("channel = \"wbe\"");
        assert_eq!(
            (journeys, why.as_str()),
            (Some(0), "no event has channel = \"wbe\"; did you mean \"web\"?")
        );
        let (journeys, why) = told("channel in (\"telephone\", \"app\")");
        assert_eq!(journeys, Some(1));
        assert!(why.contains("the data have values of channel \"web\", \"app\""), "{why}");
        let (map, _) = yaml::read(
            "wayline: 1\nmap: M\nstages:\n  - stage: S\n    steps:\n      - step: A\n        match: [view]\n",
            "m",
        );
        let map = map.expect("a map");
        let shown = |rule: &str| {
            project.show_of(&map, &Persona { rule: Some(rule.into()), ..persona.clone() })
        };
        let (_, resolved, _) = shown("channel in (\"telephone\", \"app\")").expect("shown");
        let found = resolved.diagnostics.iter().find(|found| found.code == "persona-rule");
        assert!(found.is_some_and(|found| found.message.contains("telephone")), "{found:?}");
        let refused = shown("channel = \"wbe\"").expect_err("nobody is of it").diagnostic();
        assert_eq!(
            refused.help.as_deref(),
            Some("no event has channel = \"wbe\"; did you mean \"web\"?")
        );
    }

    #[test]
    fn a_name_that_is_no_file_is_refused() {
        let folder = tempfile::tempdir().expect("a folder");
        let project = Project::init(folder.path(), Settings::default()).expect("made");
        for name in ["", "../a", "a/b", ".hidden", " a", "a\0", &"a".repeat(65)] {
            assert!(project.write_persona(name, &Persona::default()).is_err(), "{name:?}");
            assert_eq!(project.persona(name).expect("looked up"), None);
        }
        project.write_persona("Молодая мать 2", &Persona::default()).expect("a good name");
    }
}
