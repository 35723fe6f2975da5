//! Whom a claim is about: the journeys that it is measured on, and what these said where it holds.
//!
//! A pain shows the words of those whom it hits, at the place where it hits them, and not whatever was said at its step: of a
//! claim about ratings the ratings that it is the mean of; of one about leaving those who left; of a funnel those who began it.

use crate::bound::Bound;
use crate::resolve::claim::scoped;
use crate::resolve::leaving;
use wayline_engine::idle::Ending;
use wayline_engine::journeys::JourneyIx;
use wayline_model::claim::Claim;
use wayline_model::question::Operator;

/// The journeys and the feedback behind a claim.
#[derive(Debug, Default)]
pub(super) struct Hit {
    pub(super) journeys: Vec<JourneyIx>,
    /// Places in the feedback.
    pub(super) feedback: Vec<usize>,
}

/// Whom a claim that hangs under a step is about; nobody where it cannot be asked.
pub(super) fn hit(bound: &Bound, claim: &Claim, step: usize) -> Hit {
    let question = scoped(bound, &claim.question);
    let Ok(kept) = bound.kept(question.scope.filter.as_deref()) else { return Hit::default() };
    let is: String = claim.is.split_whitespace().collect();
    let among = |mut journeys: Vec<JourneyIx>| {
        journeys.retain(|ix| kept.binary_search(ix).is_ok());
        journeys
    };
    let at_step = |activity: usize| bound.step_of[activity] == Some(step);
    match &question.op {
        Operator::Ratings { .. } => {
            let rated = crate::ratings::select(&bound.data, &bound.unit, &question, &bound.asking);
            let feedback = rated.map(|selected| selected.feedback).unwrap_or_default();
            let mut journeys: Vec<JourneyIx> =
                feedback.iter().filter_map(|index| bound.attached().journey[*index]).collect();
            journeys.sort_unstable();
            journeys.dedup();
            Hit { journeys, feedback }
        }
        Operator::Counts { .. } if is.starts_with("rate") => {
            let journeys = among(leaving::last_here(bound, step, Ending::Left));
            let feedback = said(bound, &journeys, at_step);
            Hit { journeys, feedback }
        }
        Operator::Funnel { steps, .. } => {
            let journeys = match steps.first() {
                Some(first) => with_activity(bound, kept, first),
                None => kept,
            };
            // More of them come to the last step than should: what hurts is said there.
            let last = steps.last().filter(|_| is.contains('>'));
            let last = last.and_then(|name| bound.journeys().find_activity(name));
            let there =
                |activity: usize| at_step(activity) || last.is_some_and(|last| last.0 == activity);
            let feedback = said(bound, &journeys, there);
            Hit { journeys, feedback }
        }
        Operator::Dwell { from, .. } => {
            let journeys = with_activity(bound, kept, from);
            let feedback = said(bound, &journeys, at_step);
            Hit { journeys, feedback }
        }
        _ => {
            let journeys = among(bound.takers(step));
            let feedback = said(bound, &journeys, at_step);
            Hit { journeys, feedback }
        }
    }
}

/// Those of some journeys that have an activity; all where the data do not know it.
fn with_activity(bound: &Bound, mut journeys: Vec<JourneyIx>, name: &str) -> Vec<JourneyIx> {
    if let Some(wanted) = bound.journeys().find_activity(name) {
        journeys.retain(|ix| {
            bound.journeys().events(*ix).any(|row| bound.journeys().activity(row) == wanted)
        });
    }
    journeys
}

/// What some journeys said about activities of a kind.
fn said(bound: &Bound, journeys: &[JourneyIx], about: impl Fn(usize) -> bool) -> Vec<usize> {
    let mut theirs = vec![false; bound.journeys().len()];
    for ix in journeys {
        theirs[ix.0] = true;
    }
    let attached = bound.attached();
    let is = |index: &usize| {
        attached.journey[*index].is_some_and(|ix| theirs[ix.0])
            && attached.activity[*index].is_some_and(|activity| about(activity.0))
    };
    (0..bound.data.feedback.len()).filter(is).collect()
}

#[cfg(test)]
mod tests {
    use crate::project::Project;
    use crate::settings::Settings;
    use std::fmt::Write as _;
    use wayline_engine::ingest::{EventImport, FeedbackImport};
    use wayline_model::grade::Grade;
    use wayline_model::map::JourneyMap;
    use wayline_model::yaml;

    const MAP: &str = r#"
wayline: 1
map: Buying
stages:
  - stage: All
    steps:
      - step: Looks
        match: [view]
        pains:
          - pain: Leaves after a look
            claim: { op: counts, is: rate > 0.1 }
          - pain: The site is slow
            quotes: [f0, f1, f2]
          - pain: Twice the same word
            quotes: [f0, f0]
          - pain: Bad stars
            claim: { op: ratings, kind: stars, about: view, where: 'channel = "app"', is: mean < 3 }
      - step: Pays
        match: [pay, pay again]
"#;

    /// Ninety customers look at something on one day each; every third pays. Whoever does not pay says that it was slow.
    fn project(folder: &std::path::Path) -> (Project, JourneyMap) {
        let project = Project::init(folder, Settings::default()).expect("made");
        let mut rows = String::from("customer,activity,time,channel\n");
        let mut said = String::from("id,customer,time,rating,text,about\n");
        for n in 0..90 {
            let (month, day) = (n / 28 + 1, n % 28 + 1);
            let channel = if n % 2 == 0 { "app" } else { "web" };
            let at = format!("2026-{month:02}-{day:02}");
            writeln!(rows, "c{n},view,{at} 08:00:00,{channel}").expect("in memory");
            if n % 3 == 2 {
                writeln!(rows, "c{n},pay,{at} 09:00:00,{channel}").expect("in memory");
            }
            if n == 2 {
                writeln!(rows, "c{n},pay again,{at} 10:00:00,{channel}").expect("in memory");
            }
            let words = if n % 3 == 2 { "5,It went well" } else { "1,It was slow" };
            writeln!(said, "f{n},c{n},{at}T08:30:00Z,{words},view").expect("in memory");
        }
        let file = |name: &str, text: String| {
            let file = folder.join(name);
            std::fs::write(&file, text).expect("written");
            vec![file]
        };
        let import = EventImport { files: file("a.csv", rows), ..EventImport::default() };
        project.import_events(&import, &()).expect("imported");
        let import = FeedbackImport { files: file("said.csv", said), ..FeedbackImport::default() };
        project.import_feedback(&import, &()).expect("imported");
        (project, yaml::read(MAP, "map").0.expect("a map"))
    }

    #[test]
    fn a_pain_shows_the_words_of_those_whom_it_hits_and_not_those_of_its_step() {
        let folder = tempfile::tempdir().expect("a folder");
        let (project, map) = project(folder.path());
        let open = |key: &str| project.evidence(&map, key).expect("a key of the map");
        let step: Vec<String> = open("s0.0").verbatims.into_iter().map(|one| one.text).collect();
        assert!(step.iter().any(|text| text == "It went well"), "{step:?}");
        let left = open("s0.0.pain.0");
        assert!(!left.verbatims.is_empty());
        assert!(left.verbatims.iter().all(|one| one.text == "It was slow"), "{left:?}");
        assert_eq!(
            left.journeys_total,
            project.show(&map).expect("shown").stages[0].steps[0].left.count.expect("counted")
        );
        // Of a claim about ratings, the ratings that it is the mean of.
        assert_eq!(open("s0.0.pain.3").journeys_total, 45);
    }

    #[test]
    fn what_a_pain_quotes_stands_first_and_three_customers_are_enough_for_it_to_exist() {
        let folder = tempfile::tempdir().expect("a folder");
        let (project, map) = project(folder.path());
        let quoted = project.evidence(&map, "s0.0.pain.1").expect("a key of the map");
        let ids: Vec<&str> = quoted.verbatims.iter().map(|one| one.verbatim.as_str()).collect();
        assert_eq!(ids, ["f0", "f1", "f2"]);
        assert_eq!(quoted.grade, Grade::Supported, "{}", quoted.why);
        let one = project.evidence(&map, "s0.0.pain.2").expect("a key of the map");
        assert_eq!(one.grade, Grade::Assumption, "one customer is no three");
        assert_eq!(
            one.why, "1 customer in their own words, fewer than 3 independent ones",
            "what is quoted twice was said once"
        );
        let ids: Vec<&str> = one.verbatims.iter().map(|one| one.verbatim.as_str()).collect();
        assert_eq!(ids, ["f0"], "and is shown once");
    }

    #[test]
    fn a_command_names_its_step_and_a_figure_that_no_question_gives_has_none() {
        let folder = tempfile::tempdir().expect("a folder");
        let (project, map) = project(folder.path());
        let command = |key: &str| project.evidence(&map, key).expect("a key of the map").command;
        assert_eq!(
            command("s0.0.pain.0").as_deref(),
            Some("wayline ask counts --where 'did(\"view\")' --unit customer")
        );
        assert_eq!(command("s0.1.left"), None, "two activities are one step");
        assert_eq!(command("health.explained"), None);
    }
}
