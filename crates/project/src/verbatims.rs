//! What customers said, in their words: by its id, and searched. Personal data are masked as everywhere.

use crate::bound::Bound;
use crate::data::{Data, rfc3339};
use crate::error::Result;
use crate::project::Project;
use crate::ratings::given_at;
use crate::resolve::emotion::feedback_at;
use crate::resolve::voices::telling;
use serde::Serialize;
use std::cmp::Reverse;
use wayline_model::map::{FeelingSource, JourneyMap};
use wayline_text::{language, redact};

/// What one customer said.
#[derive(Clone, Debug, Default, PartialEq, Serialize, schemars::JsonSchema)]
pub struct Verbatim {
    /// Its id.
    pub verbatim: String,
    /// The words; `null` with a why where they are not there.
    pub text: Option<String>,
    /// Why there are no words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
    /// ISO 639-1: said by the source, else told from the words.
    pub language: Option<String>,
    /// When it was said, RFC 3339 UTC.
    pub at: Option<String>,
    /// The name of the import that it came with.
    pub source: Option<String>,
    /// What kind of rating came with it.
    pub kind: Option<FeelingSource>,
    /// The rating on its own scale.
    pub rating: Option<f64>,
    /// Where it was given.
    pub channel: Option<String>,
}

/// What was found.
#[derive(Clone, Debug, Default, PartialEq, Serialize, schemars::JsonSchema)]
pub struct FoundVerbatims {
    /// How many there are in all.
    pub total: u64,
    /// The first of them: the most telling where nothing is looked for, else the newest.
    pub verbatims: Vec<Verbatim>,
}

impl Project {
    /// A verbatim by its id. One that is not there has no words, and says why: who asks has read the id on a map.
    ///
    /// # Errors
    /// When the data cannot be read.
    pub fn verbatim(&self, id: &str) -> Result<Verbatim> {
        let (_, data) = self.data_there()?;
        let place = data.said(id);
        Ok(place.map_or_else(|| missing(&data, id), |place| line(&data, place)))
    }

    /// What was said at a step of a map, or anywhere on it: all words must occur, whatever their case. `step` is its place among all
    /// steps, left to right.
    ///
    /// # Errors
    /// As [`Project::show`].
    pub fn verbatims(
        &self,
        map: &JourneyMap,
        step: Option<usize>,
        words: &str,
        most: usize,
    ) -> Result<FoundVerbatims> {
        let resolved = self.resolved(map)?;
        let bound = &resolved.bound;
        let here = match step.filter(|step| *step < resolved.keys.len()) {
            Some(step) => feedback_at(bound, step),
            None => on_map(bound),
        };
        let words: Vec<String> = words.split_whitespace().map(str::to_lowercase).collect();
        let says = |place: &usize| {
            let text = bound.data.feedback[*place].text.as_deref().unwrap_or_default();
            let text = redact::redact(text).to_lowercase();
            !text.trim().is_empty() && words.iter().all(|word| text.contains(word.as_str()))
        };
        let found: Vec<usize> = here.into_iter().filter(says).collect();
        let total = found.len() as u64;
        let chosen = if words.is_empty() {
            telling(bound, &found, most)
        } else {
            let mut newest = found;
            newest.sort_by_key(|place| Reverse(given_at(&bound.data, *place)));
            newest.truncate(most);
            newest
        };
        let verbatims = chosen.into_iter().map(|place| line(&bound.data, place)).collect();
        Ok(FoundVerbatims { total, verbatims })
    }
}

/// Feedback of the map's journeys, at whatever step.
fn on_map(bound: &Bound) -> Vec<usize> {
    let attached = bound.attached();
    let here = |place: &usize| attached.journey[*place].is_some_and(|ix| bound.in_scope[ix.0]);
    (0..bound.data.feedback.len()).filter(here).collect()
}

fn line(data: &Data, place: usize) -> Verbatim {
    let feedback = &data.feedback[place];
    let said: Vec<&str> = feedback.text.as_deref().unwrap_or_default().split_whitespace().collect();
    let text = Some(redact::redact(&said.join(" "))).filter(|text| !text.is_empty());
    let told = || language::detect(text.as_deref()?).map(|found| found.code.to_owned());
    Verbatim {
        verbatim: feedback.id.clone(),
        why: text.is_none().then(|| "a rating without words".into()),
        language: feedback.language.clone().or_else(told),
        at: given_at(data, place).and_then(rfc3339),
        source: Some(feedback.source.clone()),
        kind: feedback.kind,
        rating: feedback.rating,
        channel: feedback.channel.clone(),
        text,
    }
}

/// Ids of what was deleted are kept nowhere, so it can only be told whether anything was.
fn missing(data: &Data, id: &str) -> Verbatim {
    let why = if data.manifest.forgotten > 0 {
        "deleted with everything of a customer who is forgotten, or never imported"
    } else if data.manifest.expired > 0 {
        "older than data are kept, or never imported"
    } else {
        "no feedback that was imported has this id"
    };
    Verbatim { verbatim: id.into(), why: Some(why.into()), ..Verbatim::default() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::Settings;
    use wayline_engine::ingest::{EventImport, FeedbackImport};
    use wayline_engine::store::Forget;
    use wayline_model::question::Unit;
    use wayline_model::yaml;

    const MAP: &str = "wayline: 1\nmap: Buying\nstages:\n  - stage: All\n    steps:\n      - step: Looks\n        match: [view]\n      - step: Pays\n        match: [pay]\n";

    fn project(folder: &std::path::Path) -> Project {
        let project = Project::init(folder, Settings::default()).expect("made");
        let write = |name: &str, text: &str| {
            let file = folder.join(name);
            std::fs::write(&file, text).expect("written");
            vec![file]
        };
        let events = "customer,activity,time\na,view,2026-01-01\na,pay,2026-01-02\nb,view,2026-01-03\nb,pay,2026-01-04\n";
        let import = EventImport { files: write("e.csv", events), ..EventImport::default() };
        project.import_events(&import, &()).expect("imported");
        let said = "id,customer,time,rating,text\nf1,a,2026-01-02T12:00:00Z,1,The card was declined twice\nf2,b,2026-01-04T12:00:00Z,2,Declined again and nobody at ann@example.org answers\nf3,b,2026-01-04T13:00:00Z,5,\n";
        let import = FeedbackImport { files: write("f.csv", said), ..FeedbackImport::default() };
        project.import_feedback(&import, &()).expect("imported");
        project
    }

    #[test]
    fn a_verbatim_has_its_words_and_one_that_was_deleted_says_so() {
        let folder = tempfile::tempdir().expect("a folder");
        let project = project(folder.path());
        let said = project.verbatim("f1").expect("read");
        assert_eq!(said.text.as_deref(), Some("The card was declined twice"));
        assert_eq!((said.language.as_deref(), said.rating), (Some("en"), Some(1.0)));
        assert_eq!(said.at.as_deref(), Some("2026-01-02T12:00:00Z"));
        let masked = project.verbatim("f2").expect("read").text.expect("words");
        assert!(!masked.contains("ann@"), "{masked}");
        let why = |id: &str| project.verbatim(id).expect("read").why.expect("no words");
        assert_eq!(why("f3"), "a rating without words");
        assert_eq!(why("f9"), "no feedback that was imported has this id");
        let forget = Forget { unit: Unit::Customer, ids: vec!["a".into()] };
        project.forget(&forget).expect("forgotten");
        assert!(why("f1").contains("forgotten"));
    }

    #[test]
    fn words_are_looked_for_among_what_was_said_at_a_step() {
        let folder = tempfile::tempdir().expect("a folder");
        let project = project(folder.path());
        let map = yaml::read(MAP, "map").0.expect("a map");
        let ids = |step: Option<usize>, words: &str| -> (u64, Vec<String>) {
            let found = project.verbatims(&map, step, words, 10).expect("found");
            (found.total, found.verbatims.into_iter().map(|one| one.verbatim).collect())
        };
        assert_eq!(ids(Some(1), "DECLINED"), (2, vec!["f2".into(), "f1".into()]));
        assert_eq!(ids(Some(1), "declined card"), (1, vec!["f1".into()]));
        assert_eq!(ids(Some(0), "declined").0, 0, "said at another step");
        assert_eq!(ids(None, "").0, 2, "what has no words is not among them");
        assert_eq!(ids(None, "ann@example.org").0, 0, "what is masked is not found");
    }
}
