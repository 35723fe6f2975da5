//! Drafts of real logs: which stages, steps, paths and pains come out, and that the figures are exact.

use insta::assert_snapshot;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use wayline_fixtures::real_data;
use wayline_model::grade::Grade;
use wayline_model::map::JourneyMap;
use wayline_model::question::{Operator, Question, Scope, Unit};
use wayline_model::resolved::{ResolvedMap, ResolvedPain};
use wayline_project::engine::ingest::{EventImport, FeedbackImport, Progress};
use wayline_project::{DraftOptions, Project, Settings};

struct Quiet;
impl Progress for Quiet {
    fn step(&self, _: u64, _: u64) {}
}

/// An imported log with the map drafted from it.
struct Drafted {
    _folder: tempfile::TempDir,
    project: Project,
    map: JourneyMap,
}

impl Drafted {
    fn of(files: Vec<PathBuf>, mapping: Option<&Path>) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let project = Project::init(folder.path(), Settings::default()).expect("an empty folder");
        let mapping = mapping.map(Path::to_path_buf);
        let import = EventImport {
            files: files.clone(),
            mapping: mapping.clone(),
            ..EventImport::default()
        };
        project.import_events(&import, &Quiet).expect("a good log");
        if mapping.is_some() {
            let import = FeedbackImport { files, mapping, ..FeedbackImport::default() };
            project.import_feedback(&import, &Quiet).expect("good reviews");
        }
        let map = project.draft(&DraftOptions::default()).expect("a log").map;
        Self { _folder: folder, project, map }
    }

    fn log(file: &str) -> Option<Self> {
        Some(Self::of(vec![real_data(file)?], None))
    }

    fn shown(&self) -> ResolvedMap {
        self.project.show(&self.map).expect("a drafted map")
    }

    fn pain(&self, title: &str) -> ResolvedPain {
        let shown = self.shown();
        let mut pains = shown.stages.into_iter().flat_map(|s| s.steps).flat_map(|s| s.pains);
        pains.find(|pain| pain.title == title).expect("the pain is on the map")
    }

    /// Stages, steps with their marks (`?` optional, `*` repeats, `!` end), pains and paths.
    fn outline(&self) -> String {
        let shown = self.shown();
        let mut out = String::new();
        for stage in &shown.stages {
            writeln!(out, "{} ({})", stage.name, stage.count.unwrap_or_default()).expect("text");
            for step in &stage.steps {
                let marks: String = [(step.optional, "?"), (step.repeats, "*"), (step.end, "!")]
                    .into_iter()
                    .filter_map(|(is, mark)| is.then_some(mark))
                    .collect();
                let count = step.count.unwrap_or_default();
                writeln!(out, "  {}{marks} ({count})", step.name).expect("text");
                for pain in &step.pains {
                    let grade = format!("{:?}", pain.grade).to_lowercase();
                    let detail = pain.detail.as_deref().unwrap_or("-");
                    writeln!(out, "    {}. {} ({grade}): {detail}", pain.rank, pain.title)
                        .expect("text");
                }
            }
        }
        for path in &shown.paths {
            writeln!(out, "{:?}: {} → {} ({})", path.kind, path.from, path.to, path.count)
                .expect("text");
        }
        write!(out, "explained {:.3}", shown.health.explained.value.unwrap_or_default())
            .expect("text");
        out
    }
}

/// The marketplace: its wide tables joined by the mapping of the example, with its reviews.
static MARKETPLACE: LazyLock<Option<Drafted>> = LazyLock::new(|| {
    let tables = real_data("olist")?;
    let mapping = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/olist/mapping.toml");
    let mut files: Vec<PathBuf> = std::fs::read_dir(&tables)
        .expect("the folder of tables")
        .map(|entry| entry.expect("a file").path())
        .collect();
    files.sort();
    Some(Drafted::of(files, Some(&mapping)))
});

/// Asks for the stars of some orders as anybody could, and compares with what is known of the data.
fn check_stars(filter: &str, mean: f64, n: u64) {
    let Some(market) = &*MARKETPLACE else { return };
    let question = Question {
        op: Operator::Ratings { kind: None, about: None },
        scope: Scope { unit: Some(Unit::Case), filter: Some(filter.into()), ..Scope::default() },
    };
    let answer = market.project.ask(&question).expect("a good question").answer;
    assert_eq!(answer["mean"]["n"], n, "{filter}");
    let found = answer["mean"]["value"].as_f64().expect("a mean");
    assert!((found - mean).abs() < 0.005, "{filter}: {found}");
}

#[test]
fn the_stars_of_the_marketplace_are_those_that_are_known_of_it() {
    check_stars("`days against the estimate` > 0", 2.18, 345);
    check_stars("`days against the estimate` <= 0", 4.27, 4893);
    check_stars("not did(\"delivered\")", 1.76, 2987);
}

#[test]
fn late_and_never_delivered_are_supported_pains_near_the_top_and_their_questions_repeat_them() {
    let Some(market) = &*MARKETPLACE else { return };
    for (title, with, against) in [
        ("Delivered after the promised day", (2.18, 345), (4.27, 4893)),
        ("Never reaches Delivered", (1.76, 2987), (4.13, 5238)),
    ] {
        let pain = market.pain(title);
        assert_eq!(pain.grade, Grade::Supported, "{title}: {}", pain.why);
        assert!(pain.rank <= 3, "{title} has rank {}", pain.rank);
        assert!(pain.lost.value.is_none() && pain.lost.why.is_some(), "{title}: {:?}", pain.lost);
        for (evidence, (mean, n)) in pain.evidence.iter().zip([with, against]) {
            assert_eq!((evidence.figure.n, evidence.measure.as_str()), (n, "stars"), "{title}");
            let value = evidence.figure.value.expect("a mean");
            assert!((value - mean).abs() < 0.005, "{title}: {value}");
            let question = evidence.figure.question.as_ref().expect("a question");
            let again = market.project.ask(question).expect("its own question").answer;
            assert_eq!(again["mean"]["value"].as_f64(), evidence.figure.value, "{title}");
            assert_eq!(again["mean"]["low"].as_f64(), evidence.figure.low, "{title}");
        }
        assert_eq!(pain.evidence.len(), 2, "{title}");
    }
}

#[test]
fn from_orders_chosen_by_outcome_nothing_is_claimed_of_all_customers() {
    let Some(market) = &*MARKETPLACE else { return };
    let shown = market.shown();
    assert!(shown.health.goal.value.is_none() && shown.health.goal.why.is_some());
    assert!(shown.notes.iter().any(|note| note.contains("chosen by how they ended")));
    for step in shown.stages.iter().flat_map(|stage| &stage.steps) {
        assert!(step.left.figure.value.is_none() && step.left.count.is_none(), "{}", step.name);
        assert!(step.pains.iter().all(|pain| pain.lost.value.is_none()), "{}", step.name);
    }
    assert!(shown.paths.iter().all(|path| path.share.value.is_none() && path.share.why.is_some()));
}

#[test]
fn every_key_of_a_map_opens_its_evidence() {
    for drafted in [MARKETPLACE.as_ref(), Drafted::log("permits/receipt.xes.gz").as_ref()] {
        let Some(drafted) = drafted else { return };
        let keys = drafted.project.keys(&drafted.map).expect("a drafted map");
        assert!(keys.len() > 30, "{keys:?}");
        for key in keys {
            let detail = drafted.project.evidence(&drafted.map, &key).expect("a key of the map");
            assert!(!detail.title.is_empty() && !detail.why.is_empty(), "{key}: {detail:?}");
            assert!(detail.journeys.len() <= 50 && detail.verbatims.len() <= 50, "{key}");
            // Of figures that no single question gives, only the map itself tells.
            assert!(detail.question.is_some() || detail.command.is_none(), "{key}");
        }
        let wrong =
            drafted.project.evidence(&drafted.map, "s0.0.emotoin").expect_err("no such key");
        assert!(wrong.diagnostic().help.is_some_and(|help| help.contains("s0.0.emotion")));
    }
}

#[test]
fn the_same_data_give_the_same_map_and_it_survives_its_text_form() {
    let Some(drafted) = Drafted::log("permits/receipt.xes.gz") else { return };
    let again = drafted.project.draft(&DraftOptions::default()).expect("a log").map;
    assert_eq!(again, drafted.map);
    let path = drafted.project.folder().join("maps/permits.journey.yaml");
    drafted.project.write_map(&path, &drafted.map).expect("written");
    let (read, findings) = drafted.project.read_map(&path).expect("readable");
    assert_eq!(findings, []);
    let read = read.expect("a map");
    assert_eq!(read, drafted.map);
    let json =
        |map| serde_json::to_string(&drafted.project.show(map).expect("a map")).expect("json");
    assert_eq!(json(&read), json(&drafted.map));
}

#[test]
fn the_marketplace_drafts_into_a_map() {
    let Some(market) = &*MARKETPLACE else { return };
    assert_snapshot!(market.outline(), @r#"
    Order placed → Handed to carrier (8135)
      Order placed (8135)
      Payment approved (7989)
      Handed to carrier (6353)
        4. Handed to carrier takes longer than 3.8 days after Payment approved (supported): 3.46 against 3.82 stars, n = 1,544 and 4,811
    Delivered (6398)
      Delivered (5170)
        1. Never reaches Delivered (supported): 1.76 against 4.13 stars, n = 2,987 and 5,238
        2. Delivered after the promised day (supported): 2.18 against 4.27 stars, n = 345 and 4,893
        3. Delivered takes longer than 12 days after Handed to carrier (supported): 3.66 against 4.29 stars, n = 1,306 and 3,929
      Canceled? (625)
      Unavailable? (609)
    Survey sent → Review answered (8135)
      Survey sent (8135)
      Review answered! (8135)
    Skip: Handed to carrier → Survey sent (1567)
    Skip: Payment approved → Survey sent (658)
    Branch: Payment approved → Unavailable (609)
    Branch: Payment approved → Canceled (409)
    explained 0.895
    "#);
}

#[test]
fn the_help_desk_drafts_into_a_map() {
    let Some(drafted) = Drafted::log("helpdesk/helpdesk.xes.gz") else { return };
    assert_snapshot!(drafted.outline(), @r#"
    Insert ticket → Assign seriousness (4502)
      Insert ticket (118)
      Assign seriousness* (4495)
    Take in charge ticket → Resolve ticket (4580)
      Take in charge ticket* (4285)
      Wait?* (1236)
      Require upgrade?* (107)
      Resolve ticket* (4569)
    Closed (4559)
      Closed! (4559)
        1. Waits 30 days for Closed after Resolve ticket (supported): 30 days, n = 4,559
    Return: Wait → Take in charge ticket (496)
    Skip: Assign seriousness → Resolve ticket (258)
    explained 0.933
    "#);
}

#[test]
fn customers_behind_cases_are_counted_over_all_events() {
    let Some(log) = real_data("helpdesk/helpdesk.xes.gz") else { return };
    let mapping =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/helpdesk/mapping.toml");
    let folder = tempfile::tempdir().expect("a folder");
    let project = Project::init(folder.path(), Settings::default()).expect("an empty folder");
    let import = EventImport { files: vec![log], mapping: Some(mapping), ..EventImport::default() };
    project.import_events(&import, &Quiet).expect("a good log");
    let map = project.draft(&DraftOptions::default()).expect("a log").map;
    let health = project.show(&map).expect("a drafted map").health;
    assert_eq!((health.events, health.journeys, health.customers), (21_348, 4_580, Some(397)));
}

#[test]
fn the_permit_desk_drafts_into_a_map() {
    let Some(drafted) = Drafted::log("permits/receipt.xes.gz") else { return };
    assert_snapshot!(drafted.outline(), @r#"
    Confirmation of receipt → T04 Determine confirmation of receipt (1434)
      Confirmation of receipt (1434)
        1. Where org:resource is admin2, fewer go on from Confirmation of receipt to T02 Check confirmation of receipt (supported): 1.8% against 99.6%, n = 114 and 1,319
      T02 Check confirmation of receipt (1316)
      T03 Adjust confirmation of receipt?* (37)
      T04 Determine confirmation of receipt (1303)
    T05 Print and send confirmation of receipt → T10 Determine necessity to stop indication (1316)
      T05 Print and send confirmation of receipt (1300)
      T06 Determine necessity of stop advice (1309)
        2. Repeats T06 Determine necessity of stop advice (supported): 23 h against 6.3 min, n = 59 and 1,250
      T07-1 Draft intern advice aspect 1?* (29)
      T10 Determine necessity to stop indication! (1283)
    T11 Create document X request unlicensed → T14 Determine document X request unlicensed (44)
      T11 Create document X request unlicensed (44)
      T12 Check document X request unlicensed (40)
      T14 Determine document X request unlicensed (39)
    T15 Print document X request unlicensed (39)
      T15 Print document X request unlicensed! (39)
    Skip: Confirmation of receipt → T06 Determine necessity of stop advice (239)
    Skip: T02 Check confirmation of receipt → T06 Determine necessity of stop advice (179)
    Return: T10 Determine necessity to stop indication → T02 Check confirmation of receipt (158)
    Return: T10 Determine necessity to stop indication → T04 Determine confirmation of receipt (141)
    Skip: T04 Determine confirmation of receipt → T06 Determine necessity of stop advice (104)
    Return: T10 Determine necessity to stop indication → T05 Print and send confirmation of receipt (104)
    Skip: T05 Print and send confirmation of receipt → T10 Determine necessity to stop indication (86)
    Return: T06 Determine necessity of stop advice → T02 Check confirmation of receipt (76)
    Return: T03 Adjust confirmation of receipt → T02 Check confirmation of receipt (35)
    Return: T07-1 Draft intern advice aspect 1 → T06 Determine necessity of stop advice (27)
    explained 0.887
    "#);
}

#[test]
fn the_textbook_example_drafts_into_a_map() {
    let Some(drafted) = Drafted::log("xes/running-example.xes") else { return };
    assert_snapshot!(drafted.outline(), @r#"
    Register request → Check ticket (6)
      Register request (6)
      Examine casually (4)
      Check ticket* (6)
      Examine thoroughly? (3)
    Decide (6)
      Decide* (6)
      Reinitiate request? (2)
    Pay compensation → Reject request (6)
      Pay compensation?! (3)
      Reject request! (3)
    Skip: Register request → Check ticket (2)
    Skip: Examine casually → Decide (2)
    Return: Check ticket → Examine casually (2)
    Return: Examine thoroughly → Check ticket (2)
    explained 0.500
    "#);
}
