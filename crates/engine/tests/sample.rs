//! The invented sample comes in whole by its mapping file: every row an event or a voice, none twice, none set aside.

use std::path::{Path, PathBuf};
use wayline_engine::ingest::{EventImport, FeedbackImport};
use wayline_engine::manifest::AttributeRole;
use wayline_engine::store::Store;
use wayline_model::answer::Sampling;
use wayline_model::question::Unit;

fn sample() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/sample")
}

/// Rows of a table of the sample, without its head.
fn rows(file: &str) -> u64 {
    let text = std::fs::read_to_string(sample().join(file)).expect("the sample is committed");
    text.lines().skip(1).map(|_| 1).sum()
}

#[test]
fn every_row_of_the_sample_comes_in_once() {
    let dir = tempfile::tempdir().expect("a folder");
    let mut store = Store::open(dir.path()).expect("opened");
    let mapping = Some(sample().join("mapping.toml"));
    let import =
        EventImport { files: vec![sample()], mapping: mapping.clone(), ..EventImport::default() };
    let report = store.import_events(&import, &()).expect("imported");
    assert_eq!(report.added, rows("events.csv"));
    assert_eq!((report.rejected, report.duplicates), (0, 0));
    assert_eq!((report.unit, report.sampling), (Some(Unit::Customer), Sampling::All));
    let promise = report.attributes.iter().find(|a| a.role == Some(AttributeRole::Promise));
    assert_eq!(promise.map(|a| a.name.as_str()), Some("hours_over_promise"));

    let import = FeedbackImport { files: vec![sample()], mapping, ..FeedbackImport::default() };
    let report = store.import_feedback(&import, &()).expect("imported");
    assert_eq!(report.added, rows("feedback.csv"));
    assert_eq!(report.sources, ["feedback"], "named after the table that holds it");
    let feedback = store.feedback().expect("read");
    assert!(feedback.iter().all(|voice| voice.rating.is_some() && voice.customer.is_some()));
    assert!(feedback.iter().any(|voice| voice.about.is_none()), "some are general");
}
