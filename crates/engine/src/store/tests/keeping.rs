//! Events older than the limit go, and are counted.

use super::{Row, Shop, csv, files, fill_up, rows};
use crate::ingest::{EventImport, FeedbackImport, ImportReport};
use crate::store::{Compaction, Retention, Store};
use proptest::prelude::*;
use std::path::Path;

const DAY: u32 = 86_400;
/// The times of rows count from this one, as those of [`csv`] do.
const ZERO: i64 = 1_700_000_000;
const FAR: i64 = i64::MAX;

fn add(store: &mut Store, dir: &Path, rows: &[Row]) -> ImportReport {
    let path = dir.join("rows.csv");
    std::fs::write(&path, csv(rows)).expect("written");
    let import = EventImport { files: vec![path], ..EventImport::default() };
    store.import_events(&import, &()).expect("imported")
}

fn open(dir: &Path, limit: Option<&str>, now: i64) -> Store {
    let limit = limit.map(|limit| Retention::read(limit).expect("a limit"));
    let store = Store::open(&dir.join("data")).expect("opened").with_limits(6, 50);
    store.with_retention(limit, now)
}

/// Whether a row is kept where the newest is of a time; days begin at midnight UTC.
fn is_kept(row: Row, newest: u32, days: i64) -> bool {
    let day = i64::from(DAY);
    let newest = ZERO + i64::from(newest) - days * day;
    ZERO + i64::from(row.2) >= newest - newest.rem_euclid(day)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn what_is_kept_is_what_is_new_enough_after_every_import(
        imports in prop::collection::vec(
            prop::collection::vec((0_u8..9, 0_u8..3, 0_u32..60 * DAY), 1..20), 1..6),
    ) {
        let dir = tempfile::tempdir().expect("a folder");
        let mut store = open(dir.path(), Some("10d"), FAR);
        let mut expect: Vec<Row> = Vec::new();
        let (mut number, mut expired) = (0, 0);
        for import in imports {
            // Each row is another, by a second of its own.
            let unique = |row: Row| {
                number += 1;
                (row.0, row.1, row.2 / 60 * 60 + number % 60)
            };
            let import: Vec<Row> = import.into_iter().map(unique).collect();
            let before = expect.len() + import.len();
            let report = add(&mut store, dir.path(), &import);
            expect.extend(import);
            let newest = expect.iter().map(|row| row.2).max().unwrap_or_default();
            expect.retain(|row| is_kept(*row, newest, 10));
            let gone = (before - expect.len()) as u64;
            expired += gone - report.duplicates;
            prop_assert_eq!(report.expired, gone - report.duplicates);
            let dataset = store.dataset().expect("read");
            prop_assert_eq!(rows(&dataset.events), expect.clone());
            prop_assert_eq!(dataset.manifest.events, expect.len() as u64);
            prop_assert_eq!(dataset.manifest.expired, expired);
        }
    }
}

#[test]
fn a_limit_that_is_new_takes_hold_with_the_next_compaction_or_import() {
    let dir = tempfile::tempdir().expect("a folder");
    let all: Vec<Row> = (0..20).map(|day| (1, 0, day * DAY)).collect();
    add(&mut open(dir.path(), None, FAR), dir.path(), &all);
    let dry = EventImport {
        dry_run: true,
        files: vec![dir.path().join("new.csv")],
        ..Default::default()
    };
    std::fs::write(&dry.files[0], csv(&[(2, 0, 20 * DAY)])).expect("written");
    let mut store = open(dir.path(), Some("1w"), FAR);
    assert!(store.wants_compaction());
    let before = files(&dir.path().join("data"));
    assert_eq!(store.import_events(&dry, &()).expect("looked at").expired, 13);
    assert_eq!(files(&dir.path().join("data")), before);
    let report = store.compact(Compaction::Tiers).expect("compacted");
    assert_eq!((report.expired, report.runs), (12, 1));
    assert_eq!(store.manifest().retention.as_deref(), Some("1w"));
    assert_eq!(rows(&store.events().expect("read")), all[12..]);
    assert!(!store.wants_compaction());
    let report =
        store.import_events(&EventImport { dry_run: false, ..dry }, &()).expect("imported");
    assert_eq!((report.added, report.expired), (1, 1));
    // What is older comes in no more, whatever export has it.
    let report = add(&mut store, dir.path(), &[(7, 0, 0), (7, 0, 20 * DAY + 1)]);
    assert_eq!((report.added, report.expired, report.duplicates), (1, 1, 0));
    assert_eq!(store.manifest().sources.last().expect("there").expired, 1);
}

#[test]
fn a_time_in_the_future_makes_nothing_too_old() {
    let dir = tempfile::tempdir().expect("a folder");
    let now = (ZERO + i64::from(DAY)) * 1_000_000;
    let mut store = open(dir.path(), Some("2y"), now);
    let report = add(&mut store, dir.path(), &[(1, 0, 0), (2, 0, 10), (3, 0, 1_000_000_000)]);
    assert_eq!((report.added, report.expired), (3, 0));
}

#[test]
fn feedback_is_kept_as_long_as_events() {
    let dir = tempfile::tempdir().expect("a folder");
    let said = |name: &str, pieces: &[(&str, &str)]| {
        let line = |(id, day): &(&str, &str)| format!("{id},u1,5,fine,{day}\n");
        let lines: String = pieces.iter().map(line).collect();
        let path = dir.path().join(name);
        std::fs::write(&path, format!("id,customer,stars,text,answered_at\n{lines}"))
            .expect("written");
        FeedbackImport { files: vec![path], ..FeedbackImport::default() }
    };
    // 2023-11-14 and later.
    let mut store = open(dir.path(), Some("10d"), FAR);
    add(&mut store, dir.path(), &[(1, 0, 0)]);
    let first = said("a.csv", &[("f1", "2023-11-01"), ("f2", "2023-11-06"), ("f3", "2023-11-14")]);
    let report = store.import_feedback(&first, &()).expect("imported");
    assert_eq!((report.added, report.expired), (2, 1));
    let report = add(&mut store, dir.path(), &[(1, 0, 5 * DAY)]);
    assert_eq!((report.added, report.expired), (1, 1));
    let left = store.dataset().expect("read");
    assert_eq!(left.feedback.iter().map(|piece| piece.id.as_str()).collect::<Vec<_>>(), ["f3"]);
    assert_eq!((left.damage.len(), left.manifest.expired), (0, 2));
    // Without a time nothing is too old.
    let path = dir.path().join("timeless.csv");
    std::fs::write(&path, "id,customer,stars,text\nf4,u1,5,fine\n").expect("written");
    let import = FeedbackImport { files: vec![path], ..FeedbackImport::default() };
    assert_eq!(store.import_feedback(&import, &()).expect("imported").added, 1);
    assert!(!store.wants_compaction());
    assert_eq!(add(&mut store, dir.path(), &[(1, 0, 50 * DAY)]).expired, 3);
    assert_eq!(store.feedback().expect("read")[0].id, "f4");
}

#[test]
fn dropping_what_is_too_old_on_a_full_disk_leaves_the_old_version_whole() {
    let shop = Shop::new();
    let old = csv(&[(1, 1, 40 * DAY), (2, 2, 41 * DAY)]);
    let path = shop.dir.path().join("later.csv");
    std::fs::write(&path, old).expect("written");
    let import = EventImport { files: vec![path], ..EventImport::default() };
    let limit = Some(Retention::read("10d").expect("a limit"));
    let failures = fill_up(
        || shop.store().with_retention(limit, FAR),
        |store| store.import_events(&import, &()).map(|report| report.expired),
    );
    assert!(failures > 300, "only {failures} places");
    let left = shop.store().dataset().expect("read");
    assert_eq!((left.events.len(), left.manifest.expired), (2, 16));
}
