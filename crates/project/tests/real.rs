//! Drafts of real logs: which stages, steps, paths and pains come out, and that the figures are exact.

use std::fmt::Write;
use std::path::{Path, PathBuf};
use wayline_fixtures::real_data;
use wayline_model::map::JourneyMap;
use wayline_project::engine::ingest::{EventImport, FeedbackImport, Progress};
use wayline_project::{DraftOptions, Project, Settings};

struct Quiet;
impl Progress for Quiet {
    fn step(&self, _: u64, _: u64) {}
}

/// A project with one imported log; `None` where there are no real data.
fn project(log: &str) -> Option<(tempfile::TempDir, Project)> {
    let file = real_data(log)?;
    let folder = tempfile::tempdir().expect("a folder");
    let project = Project::init(folder.path(), Settings::default()).expect("an empty folder");
    let import = EventImport { files: vec![file], ..EventImport::default() };
    project.import_events(&import, &Quiet).expect("a good log");
    Some((folder, project))
}

/// The marketplace: its wide tables joined by the mapping of the example, with its reviews.
fn marketplace() -> Option<(tempfile::TempDir, Project)> {
    let tables = real_data("olist")?;
    let mapping = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/olist/mapping.toml");
    let mut files: Vec<PathBuf> = std::fs::read_dir(&tables)
        .expect("the folder of tables")
        .map(|entry| entry.expect("a file").path())
        .collect();
    files.sort();
    let folder = tempfile::tempdir().expect("a folder");
    let project = Project::init(folder.path(), Settings::default()).expect("an empty folder");
    let import = EventImport { files: files.clone(), mapping: Some(mapping.clone()), ..EventImport::default() };
    project.import_events(&import, &Quiet).expect("good tables");
    let import = FeedbackImport { files, mapping: Some(mapping), ..FeedbackImport::default() };
    project.import_feedback(&import, &Quiet).expect("good reviews");
    Some((folder, project))
}

fn outline(project: &Project, map: &JourneyMap) -> String {
    let shown = project.show(map).expect("a drafted map");
    let mut out = String::new();
    for stage in &shown.stages {
        writeln!(out, "{} ({})", stage.name, stage.count.unwrap_or_default()).expect("text");
        for step in &stage.steps {
            let marks: String = [(step.optional, "?"), (step.repeats, "*"), (step.end, "!")]
                .into_iter()
                .filter_map(|(is, mark)| is.then_some(mark))
                .collect();
            write!(out, "  {}{marks} ({})", step.name, step.count.unwrap_or_default())
                .expect("text");
            if let Some(wait) = step.wait_s.value {
                write!(out, " after {wait:.0} s").expect("text");
            }
            if let Some(left) = step.left.figure.value {
                write!(out, " left {:.1} %", 100.0 * left).expect("text");
            }
            if let Some(value) = step.emotion.figure.value {
                write!(out, " emotion {value:+.2} n = {}", step.emotion.figure.n).expect("text");
            }
            out.push('\n');
            for pain in &step.pains {
                let detail = pain.detail.as_deref().unwrap_or("-");
                writeln!(out, "    #{} {} [{:?}] {detail}", pain.rank, pain.title, pain.grade)
                    .expect("text");
            }
            for chance in &step.opportunities {
                let detail = chance.detail.as_deref().unwrap_or("-");
                writeln!(out, "    + {} [{:?}] {detail}", chance.title, chance.grade)
                    .expect("text");
            }
        }
    }
    for path in &shown.paths {
        writeln!(out, "{:?}: {} → {} ({})", path.kind, path.from, path.to, path.count)
            .expect("text");
    }
    let explained = shown.health.explained.value.unwrap_or_default();
    writeln!(
        out,
        "explained {:.1} %; {} claims, {} supported",
        100.0 * explained,
        shown.health.claims,
        shown.health.supported
    )
    .expect("text");
    for note in &shown.notes {
        writeln!(out, "note: {note}").expect("text");
    }
    for finding in &shown.diagnostics {
        writeln!(out, "check {}: {}", finding.code, finding.message).expect("text");
    }
    out
}

fn show(found: Option<(tempfile::TempDir, Project)>) {
    let Some((_folder, project)) = found else { return };
    let start = std::time::Instant::now();
    let draft = project.draft(&DraftOptions::default()).expect("a log");
    eprintln!("draft {:?}", start.elapsed());
    println!("{}", outline(&project, &draft.map));
    eprintln!("show {:?}", start.elapsed());
    for finding in &draft.diagnostics {
        println!("draft: {}", finding.message);
    }
}

#[test]
fn helpdesk() {
    show(project("helpdesk/helpdesk.xes.gz"));
}
#[test]
fn permits() {
    show(project("permits/receipt.xes.gz"));
}
#[test]
fn running() {
    show(project("xes/running-example.xes"));
}

#[test]
fn olist() {
    show(marketplace());
}
