//! Compaction beside everything else: imports, readers, a full disk, damaged files.

use super::runs::shown;
use super::{Row, Shop, files, fill_up, import, rows};
use crate::error::Error;
use crate::store::{Compaction, CompactionReport, Store};
use std::path::Path;

/// A dataset of three runs of some files.
fn three_runs(dir: &Path) -> Store {
    let mut store = Store::open(&dir.join("data")).expect("opened").with_limits(10, 100);
    for (name, from) in [("a.csv", 0), ("b.csv", 40), ("c.csv", 20)] {
        let part: Vec<Row> =
            (0..30).map(|row| (row % 19, row % 3, from + 3 * u32::from(row))).collect();
        import(&mut store, dir, name, &part);
    }
    assert_eq!(store.manifest().runs.len(), 3);
    store
}

#[test]
fn a_whole_compaction_makes_one_run_that_answers_alike() {
    let dir = tempfile::tempdir().expect("a folder");
    let mut store = three_runs(dir.path());
    let before = store.dataset().expect("read");
    let held: u64 = before.manifest.events;
    let report = store.compact(Compaction::Whole).expect("compacted");
    let expect = CompactionReport {
        runs_before: 3,
        runs: 1,
        files_before: 12,
        files: 16,
        rewritten: held,
        expired: 0,
    };
    assert_eq!(report, expect);
    let after = store.dataset().expect("read");
    assert_eq!(shown(&after.events), shown(&before.events));
    assert_eq!(after.manifest.events, held);
    // Nothing is left of the old files, and there is nothing more to do.
    let there = files(&dir.path().join("data"));
    assert_eq!(there.len() as u64, report.files + 1);
    let version = store.manifest().version;
    assert_eq!(store.compact(Compaction::Whole).expect("compacted").rewritten, 0);
    assert_eq!(store.manifest().version, version);
    assert_eq!(store.compact(Compaction::Tiers).expect("compacted").rewritten, 0);
}

#[test]
fn an_import_that_ends_while_others_are_put_together_is_kept() {
    let dir = tempfile::tempdir().expect("a folder");
    let mut store = three_runs(dir.path());
    let base = store.manifest().clone();
    let made = store.put_together(0..3, &base, None, 0).expect("made");
    let late = store.put_together(0..2, &base, None, 100).expect("made");
    let mut other = Store::open(&dir.path().join("data")).expect("opened");
    other.shard_rows = 1_000;
    // The import puts the four runs together by itself, unless somebody compacts.
    let compaction = store.lock_compaction(super::super::Locks::Try).expect("asked");
    assert!(compaction.is_some());
    import(&mut other, dir.path(), "d.csv", &[(1, 1, 1_000)]);
    assert_eq!(other.manifest().runs.len(), 4);
    let before = other.dataset().expect("read");
    store.manifest = other.manifest().clone();
    let mut report = CompactionReport::default();
    assert!(store.swap(&base, vec![made], None, &mut report).expect("swapped"));
    assert_eq!(store.manifest().runs.len(), 2);
    assert_eq!(shown(&store.dataset().expect("read").events), shown(&before.events));
    // Once its runs are gone, what was made of them is not used.
    let kept = files(&dir.path().join("data/events"));
    assert!(!store.swap(&base, vec![late], None, &mut report).expect("looked"));
    assert_eq!(files(&dir.path().join("data/events")), kept);
}

#[test]
fn a_second_compaction_is_refused_and_an_import_beside_one_works() {
    let dir = tempfile::tempdir().expect("a folder");
    let mut store = three_runs(dir.path());
    let held = store.lock_compaction(super::super::Locks::Try).expect("asked");
    assert!(held.is_some());
    let Err(Error::User(refused)) = store.compact(Compaction::Whole) else { panic!("refused") };
    assert_eq!(refused.code, "compaction-running");
    // What it has made so far is not swept by an import.
    let half = dir.path().join("data/compacting/000.parquet");
    std::fs::create_dir_all(half.parent().expect("a folder")).expect("made");
    std::fs::write(&half, "half").expect("written");
    import(&mut store, dir.path(), "d.csv", &[(1, 1, 1_000)]);
    assert!(half.exists());
    drop(held);
    // What a killed one left is.
    import(&mut store, dir.path(), "e.csv", &[(1, 1, 1_001)]);
    assert!(!half.exists());
    assert_eq!(store.manifest().runs.len(), 1, "five small runs were put together");
}

#[test]
fn a_reader_beside_a_compaction_takes_swept_files_for_no_damage() {
    let dir = tempfile::tempdir().expect("a folder");
    let reader = three_runs(dir.path());
    let data = dir.path().join("data");
    let mut store = Store::open(&data).expect("opened");
    store.compact(Compaction::Whole).expect("compacted");
    assert!(reader.manifest().event_files().all(|file| !data.join(&file.path).exists()));
    assert_eq!(reader.damage().expect("looked"), []);
    assert_eq!(reader.dataset().expect("read").damage, []);
}

#[test]
fn a_compaction_on_a_disk_that_is_full_at_any_byte_leaves_the_old_version_whole() {
    let dir = tempfile::tempdir().expect("a folder");
    let open = || Store::open(&dir.path().join("data")).expect("opened").with_limits(30, 20);
    let before = three_runs(dir.path()).dataset().expect("read");
    let failures = fill_up(open, |store| {
        store.compact(Compaction::Whole).map(|report| report.runs_before - report.runs)
    });
    assert!(failures > 700, "only {failures} places");
    let mut store = open();
    store.compact(Compaction::Whole).expect("compacted");
    assert_eq!(store.manifest().runs.len(), 1);
    assert_eq!(shown(&store.dataset().expect("read").events), shown(&before.events));
}

#[test]
fn a_compaction_of_a_damaged_file_is_refused_and_an_import_tells_of_it() {
    let dir = tempfile::tempdir().expect("a folder");
    let mut store = three_runs(dir.path());
    let lost = dir.path().join("data").join(&store.manifest().runs[1].files[2].path);
    std::fs::write(&lost, "half").expect("written");
    let Err(Error::User(refused)) = store.compact(Compaction::Whole) else { panic!("refused") };
    assert_eq!(refused.code, "data-damaged");
    assert!(refused.message.contains("002-000002.parquet"), "{}", refused.message);
    assert!(!dir.path().join("data/compacting").exists());
    let path = dir.path().join("d.csv");
    std::fs::write(&path, super::csv(&[(1, 1, 1_000)])).expect("written");
    let import = crate::ingest::EventImport { files: vec![path], ..Default::default() };
    let report = store.import_events(&import, &()).expect("imported");
    assert_eq!((report.added, report.diagnostics[0].code.as_str()), (1, "compaction-failed"));
}

#[test]
fn every_file_that_is_damaged_is_named_and_the_others_answer() {
    let dir = tempfile::tempdir().expect("a folder");
    let store = three_runs(dir.path());
    let shop = Shop::new();
    for store in [store, shop.store()] {
        let whole = store.dataset().expect("read");
        let files: Vec<_> =
            store.manifest().event_files().chain(&store.manifest().feedback).collect();
        for entry in files {
            let path = store.folder.join(&entry.path);
            let kept = std::fs::read(&path).expect("read");
            let mut flipped = kept.clone();
            flipped[kept.len() / 2] ^= 4;
            for bytes in [Some(&flipped[..]), Some(&kept[..kept.len() - 1]), Some(&[]), None] {
                match bytes {
                    Some(bytes) => std::fs::write(&path, bytes).expect("written"),
                    None => std::fs::remove_file(&path).expect("removed"),
                }
                let read = store.dataset().expect("read");
                assert_eq!(read.damage.len(), 1);
                assert!(read.damage[0].file.ends_with(&entry.path), "{:?}", read.damage);
                let left = read.events.len() + read.feedback.len();
                let all = whole.events.len() + whole.feedback.len();
                assert_eq!((all - left) as u64, entry.rows);
                assert!(rows(&read.events).iter().all(|row| rows(&whole.events).contains(row)));
            }
            std::fs::write(&path, kept).expect("written");
        }
        assert_eq!(store.damage().expect("looked"), []);
    }
}
