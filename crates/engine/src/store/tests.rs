//! What holds whatever happens: any cut of the files, a disk that is full at any byte, damaged files.

mod compaction;
mod forgetting;
mod keeping;
mod runs;
mod scanning;

use super::{Dataset, Store};
use crate::disk::Disk;
use crate::error::Error;
use crate::ingest::{EventImport, FeedbackImport, ImportReport};
use crate::manifest::{Manifest, Placing};
use crate::table::EventTable;
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicU64;

type Row = (u8, u8, u32);

fn csv(rows: &[Row]) -> String {
    let line = |(who, what, when): &Row| format!("u{who},a{what},{}\n", 1_700_000_000 + when);
    let lines: String = rows.iter().map(line).collect();
    format!("user_id,event,time\n{lines}")
}

fn import(store: &mut Store, dir: &Path, name: &str, rows: &[Row]) -> (u64, u64) {
    let path = dir.join(name);
    std::fs::write(&path, csv(rows)).expect("written");
    let import = EventImport { files: vec![path], ..EventImport::default() };
    let report = store.import_events(&import, &()).expect("imported");
    (report.added, report.duplicates)
}

fn rows(table: &EventTable) -> Vec<Row> {
    let number = |text: Option<&str>| text.and_then(|t| t[1..].parse().ok()).expect("a number");
    let when = |us: i64| u32::try_from(us / 1_000_000 - 1_700_000_000).expect("as written");
    let one = |row| {
        let (who, what) = (table.customer.get(row), table.activity.get(row));
        (number(who), number(what), when(table.time[row]))
    };
    (0..table.len()).map(one).collect()
}

/// Every file of a folder but the locks, with what it holds.
fn files(top: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![top.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if !path.ends_with("lock") && !path.ends_with("lock-compaction") {
                let bytes = std::fs::read(&path).expect("read");
                found.insert(path.strip_prefix(top).expect("in it").into(), bytes);
            }
        }
    }
    found
}

/// What two exports hold together: every row as often as the export that has it most often.
fn together(a: &[Row], b: &[Row]) -> Vec<Row> {
    let mut all = a.to_vec();
    let mut left = a.to_vec();
    for row in b {
        match left.iter().position(|known| known == row) {
            Some(at) => drop(left.remove(at)),
            None => all.push(*row),
        }
    }
    all
}

#[test]
fn a_lost_manifest_costs_no_data_and_a_killed_first_import_is_no_lost_manifest() {
    let dir = tempfile::tempdir().expect("a folder");
    let data = dir.path().join("data");
    let mut store = Store::open(&data).expect("opened");
    import(&mut store, dir.path(), "a.csv", &[(0, 0, 0), (1, 1, 1)]);
    let manifest = data.join("manifest.json");
    let kept = std::fs::read(&manifest).expect("read");
    std::fs::remove_file(&manifest).expect("removed");
    let path = dir.path().join("b.csv");
    std::fs::write(&path, csv(&[(2, 2, 2)])).expect("written");
    let again = EventImport { files: vec![path.clone()], ..EventImport::default() };
    let mut store = Store::open(&data).expect("opened");
    let error = store.import_events(&again, &()).expect_err("refused").to_string();
    assert!(error.contains("manifest is missing"), "{error}");
    std::fs::write(&manifest, kept).expect("restored");
    assert_eq!(rows(&Store::open(&data).expect("opened").events().expect("read")).len(), 2);

    let killed = dir.path().join("killed");
    let mut store = Store::open(&killed).expect("opened");
    std::fs::create_dir_all(killed.join("events")).expect("made");
    store.found().expect("founded");
    std::fs::write(killed.join("events/000-000001.parquet"), "half").expect("written");
    assert_eq!(store.import_events(&again, &()).expect("imported").added, 1);
    assert_eq!(rows(&store.events().expect("read")), [(2, 2, 2)]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn any_number_of_shards_holds_the_same_events_in_order_of_arrival(
        a in prop::collection::vec((0_u8..9, 0_u8..3, 0_u32..4), 1..30),
        b in prop::collection::vec((0_u8..9, 0_u8..3, 0_u32..4), 1..30),
        shard_rows in 1_u64..40,
        held_rows in 0_usize..20,
    ) {
        let dir = tempfile::tempdir().expect("a folder");
        let data = dir.path().join("data");
        let mut store = Store::open(&data).expect("opened");
        store.shard_rows = shard_rows;
        // The same without spilling makes the same bytes.
        let held = dir.path().join("held");
        let mut other = Store::open(&held).expect("opened");
        other.shard_rows = shard_rows;
        store.held_rows = held_rows;
        prop_assert_eq!(import(&mut store, dir.path(), "a.csv", &a), (a.len() as u64, 0));
        prop_assert_eq!(rows(&store.events().expect("read")), a.clone());
        import(&mut other, dir.path(), "a.csv", &a);
        prop_assert_eq!(files(&data), files(&held));
        if a != b {
            let expect = together(&a, &b);
            let added = (expect.len() - a.len()) as u64;
            let counts = import(&mut store, dir.path(), "b.csv", &b);
            prop_assert_eq!(counts, (added, b.len() as u64 - added));
            let table = store.events().expect("read");
            prop_assert!(table.arrival.is_sorted());
            prop_assert_eq!(rows(&table), expect);
            import(&mut other, dir.path(), "b.csv", &b);
            prop_assert_eq!(files(&data), files(&held));
        }
    }
}

/// A dataset of two shards and a file of feedback, and what an import of more would read.
struct Shop {
    dir: tempfile::TempDir,
    events: EventImport,
    feedback: FeedbackImport,
}

const FEEDBACK: &str =
    "id,customer,stars,text\nf1,u1,5,good enough for me\nf2,u2,1,never again please\n";

impl Shop {
    fn new() -> Self {
        let dir = tempfile::tempdir().expect("a folder");
        let rows: Vec<Row> = (0..16).map(|row| (row, row % 3, u32::from(row))).collect();
        let more: Vec<Row> = (0..9).map(|row| (row, row % 2, 100 + u32::from(row))).collect();
        // A row that is set aside is written too.
        let written = |name: &str, text: String| {
            let path = dir.path().join(name);
            std::fs::write(&path, text).expect("written");
            vec![path]
        };
        let files = written("more.csv", csv(&more) + "u1,a1,soon\n");
        let events = EventImport { files, ..EventImport::default() };
        let files = written("said.csv", FEEDBACK.into());
        let first = FeedbackImport { files, ..FeedbackImport::default() };
        let files = written("more-said.csv", FEEDBACK.replace("f1", "f3"));
        let feedback = FeedbackImport { files, ..FeedbackImport::default() };
        let shop = Self { dir, events, feedback };
        let mut store = shop.store();
        assert_eq!(import(&mut store, shop.dir.path(), "rows.csv", &rows), (16, 0));
        assert_eq!(store.import_feedback(&first, &()).expect("imported").added, 2);
        assert_eq!(store.manifest().runs[0].files.len(), 2);
        shop
    }

    fn data(&self) -> PathBuf {
        self.dir.path().join("data")
    }

    /// The dataset, of which an import spills.
    fn store(&self) -> Store {
        Store::open(&self.data()).expect("opened").with_limits(10, 3)
    }
}

/// Changes a dataset with more and more room until that is enough, and gives back how often it was not. Each time the dataset is the old one, to the byte, or (after the rename) the new one. The change
/// says how much it changed.
fn fill_up(open: impl Fn() -> Store, change: impl Fn(&mut Store) -> Result<u64, Error>) -> usize {
    const { assert!(crate::disk::STEP > 7) }
    let folder = open().folder;
    let old = files(&folder);
    // No call and no write of some bytes is passed over.
    for (failures, room) in (0..1_000_000).step_by(7).enumerate() {
        let mut store = open();
        store.disk = Disk { room: Some(Arc::new(AtomicU64::new(room))) };
        match change(&mut store) {
            Ok(changed) => {
                assert!(changed > 0);
                return failures;
            }
            Err(Error::User(full)) => {
                assert_eq!(full.code, "disk-full");
                let place = full.place.file.expect("a file is named");
                assert!(full.message.contains(&place), "{}", full.message);
                assert!(full.help.expect("advice").contains("make room"), "at {room}");
                let mut left = files(&folder);
                if old.is_empty() {
                    // A dataset without a version: nothing but an empty manifest.
                    left.remove(Path::new("manifest.json"));
                    let empty = Store::open(&folder).expect("opened").events().expect("read");
                    assert_eq!(empty.len(), 0);
                }
                let names: Vec<&PathBuf> = left.keys().collect();
                assert_eq!(names, old.keys().collect::<Vec<_>>(), "with room for {room}");
                assert!(left == old, "with room for {room} a file changed");
            }
            Err(Error::Io { what, .. }) => {
                // The folder's names could not be made durable, before or after the rename.
                assert!(what.starts_with("flushing"), "{what}");
                let whole = Store::open(&folder).and_then(|store| store.dataset()).expect("read");
                assert!(whole.damage.is_empty());
                if Store::open(&folder).expect("opened").manifest != store_before(&old, &folder) {
                    return failures;
                }
            }
            Err(other) => panic!("{other}"),
        }
    }
    panic!("nothing needs more than that")
}

fn added(report: Result<ImportReport, Error>) -> Result<u64, Error> {
    report.map(|report| report.added)
}

/// The manifest among some files.
fn store_before(old: &BTreeMap<PathBuf, Vec<u8>>, folder: &Path) -> crate::manifest::Manifest {
    match old.get(Path::new("manifest.json")) {
        Some(bytes) => serde_json::from_slice(bytes).expect("a manifest"),
        None => crate::manifest::Manifest::read(&folder.join("none")).expect("an empty one"),
    }
}

#[test]
fn a_disk_that_is_full_at_any_byte_leaves_the_old_version_whole() {
    let shop = Shop::new();
    let failures = fill_up(|| shop.store(), |store| added(store.import_events(&shop.events, &())));
    assert!(failures > 700, "only {failures} places");
    // There is room again.
    let mut store = shop.store();
    let added = store.import_events(&shop.events, &()).expect("imported").added;
    assert!(added == 9 || store.manifest().events == 25);
    assert_eq!(store.events().expect("read").len(), 25);
    assert_eq!(store.feedback().expect("read").len(), 2);
}

#[test]
fn feedback_on_a_full_disk_leaves_the_old_version_whole() {
    let shop = Shop::new();
    let failures =
        fill_up(|| shop.store(), |store| added(store.import_feedback(&shop.feedback, &())));
    assert!(failures > 300, "only {failures} places");
    let mut store = shop.store();
    store.import_feedback(&shop.feedback, &()).expect("imported");
    assert_eq!(store.feedback().expect("read").len(), 3);
    assert_eq!(store.events().expect("read").len(), 16);
}

#[test]
fn a_first_import_on_a_full_disk_leaves_an_empty_dataset() {
    let dir = tempfile::tempdir().expect("a folder");
    let path = dir.path().join("a.csv");
    std::fs::write(&path, csv(&[(0, 0, 0), (1, 1, 1), (2, 0, 2)])).expect("written");
    let first = EventImport { files: vec![path], ..EventImport::default() };
    let data = dir.path().join("data");
    let open = || Store::open(&data).expect("opened").with_limits(2, 1);
    fill_up(open, |store| added(store.import_events(&first, &())));
    let mut store = open();
    store.import_events(&first, &()).expect("imported");
    assert_eq!(store.events().expect("read").len(), 3);
}

#[test]
fn an_import_writes_a_run_of_its_own_and_no_old_file() {
    let shop = Shop::new();
    let before = shop.store().manifest().runs.clone();
    let path = shop.dir.path().join("one.csv");
    std::fs::write(&path, csv(&[(3, 1, 500)])).expect("written");
    let one = EventImport { files: vec![path], ..EventImport::default() };
    let mut store = shop.store();
    assert_eq!(store.import_events(&one, &()).expect("imported").added, 1);
    let after = &store.manifest().runs;
    assert_eq!((&after[..1], after.len(), after[1].files.len()), (&before[..], 2, 1));
    let time = Some((1_700_000_000 + 500) * 1_000_000);
    assert_eq!((after[1].files[0].oldest, after[1].files[0].newest), (time, time));
    assert_eq!(rows(&store.events().expect("read")).last(), Some(&(3, 1, 500)));
}

#[test]
fn a_damaged_or_missing_file_is_named_and_the_rest_still_answers() {
    let shop = Shop::new();
    let whole = shop.store().dataset().expect("read");
    let manifest = shop.store().manifest().clone();
    let lost = &manifest.runs[0].files[1];
    let file = shop.data().join(&lost.path);
    let kept = std::fs::read(&file).expect("read");
    let path = shop.dir.path().join("overlap.csv");
    let rows_again: Vec<Row> = (0..16).map(|row| (row, row % 3, u32::from(row))).collect();
    std::fs::write(&path, csv(&rows_again) + "u1,a1,1700000099\n").expect("written");
    let overlap = EventImport { files: vec![path], ..EventImport::default() };
    let told = |why: &str| {
        let Dataset { events, feedback, damage, .. } = shop.store().dataset().expect("read");
        assert_eq!(events.len() as u64, 16 - lost.rows);
        assert_eq!(feedback.len(), 2);
        assert_eq!(damage.len(), 1);
        assert_eq!((damage[0].rows, damage[0].journeys), (lost.rows, lost.journeys));
        let finding = damage[0].diagnostic();
        assert!(finding.message.contains("001-000001.parquet"), "{}", finding.message);
        assert!(finding.message.contains(why), "{}", finding.message);
        let what = format!("{} events of {} journeys", lost.rows, lost.journeys.expect("known"));
        assert!(finding.message.contains(&what), "{}", finding.message);
        assert!(finding.help.expect("advice").contains("restore"));
        // The events that are there are those of the whole, in the same order.
        let left = rows(&events);
        assert!(left.iter().all(|row| rows(&whole.events).contains(row)));
        assert!(events.arrival.is_sorted());
        // What might be in it is not imported, nothing is swept.
        let before = files(&shop.data());
        let Err(Error::User(refused)) = shop.store().import_events(&overlap, &()) else {
            panic!("the import is refused")
        };
        assert_eq!(refused.code, "data-damaged");
        assert!(refused.message.contains("001-000001.parquet"), "{}", refused.message);
        assert_eq!(files(&shop.data()), before);
    };
    // A single bit anywhere.
    for at in (0..kept.len()).step_by(97) {
        let mut bytes = kept.clone();
        bytes[at] ^= 1;
        std::fs::write(&file, bytes).expect("written");
        assert_eq!(shop.store().damage().expect("looked").len(), 1, "at {at}");
    }
    told("checksum");
    std::fs::write(&file, &kept[..kept.len() / 2]).expect("written");
    told("checksum");
    std::fs::remove_file(&file).expect("removed");
    told("is not there");
    // Something else in its place, as after a rescue that went wrong.
    std::fs::create_dir(&file).expect("made");
    told("cannot be read");
    std::fs::remove_dir(&file).expect("removed");
    // What cannot be in it is.
    assert_eq!(shop.store().import_events(&shop.events, &()).expect("imported").added, 9);
    assert_eq!(shop.store().import_feedback(&shop.feedback, &()).expect("imported").added, 1);
    // Restored, all is well.
    std::fs::write(&file, &kept).expect("written");
    assert!(shop.store().damage().expect("looked").is_empty());
    assert_eq!(shop.store().import_events(&overlap, &()).expect("imported").added, 1);
}

#[test]
fn several_files_of_feedback_go_in_together_or_not_at_all() {
    let shop = Shop::new();
    let written = |name: &str, text: &str| {
        let path = shop.dir.path().join(name);
        std::fs::write(&path, text).expect("written");
        path
    };
    let head = "id,customer,stars,text\n";
    let good = written("good.csv", &format!("{head}g1,u1,4,fine\ng2,u1\n"));
    let more = written("more.csv", &format!("{head}g1,u1,4,fine\ng3,u2,5,fine as well\n"));
    let bad = written("bad.csv", &format!("{head}g4,u2,5,\"not closed\n"));
    let import = |files: &[&PathBuf]| FeedbackImport {
        files: files.iter().map(|file| (*file).clone()).collect(),
        ..FeedbackImport::default()
    };
    let before = files(&shop.data());
    let refused = shop.store().import_feedback(&import(&[&good, &bad]), &());
    let Err(Error::User(refused)) = refused else { panic!("the import is refused") };
    assert_eq!(refused.code, "quote-not-closed");
    assert_eq!(files(&shop.data()), before, "nothing was imported");
    let mut store = shop.store();
    let version = store.manifest().version;
    let report = store.import_feedback(&import(&[&good, &more, &good]), &()).expect("imported");
    assert_eq!((report.added, report.duplicates, report.rejected), (2, 1, 1));
    assert_eq!(report.diagnostics.iter().filter(|d| d.code == "already-imported").count(), 1);
    assert_eq!(report.sources, ["good", "more"]);
    assert_eq!(store.manifest().version, version + 1);
    let ids: Vec<String> =
        store.feedback().expect("read").into_iter().map(|piece| piece.id).collect();
    assert_eq!(ids, ["f1", "f2", "g1", "g3"]);
}

#[test]
fn rows_set_aside_by_an_import_that_was_killed_are_swept_and_those_of_a_source_stay() {
    let shop = Shop::new();
    shop.store().import_events(&shop.events, &()).expect("imported");
    let aside = shop.data().join("rejected");
    for name in ["lost.csv", "lost.new", "more.new"] {
        std::fs::write(aside.join(name), "half").expect("written");
    }
    shop.store().import_feedback(&shop.feedback, &()).expect("imported");
    let left: Vec<PathBuf> = files(&aside).into_keys().collect();
    assert_eq!(left, [Path::new("more.csv")]);
}

#[test]
fn damaged_feedback_costs_its_pieces_and_no_events() {
    let shop = Shop::new();
    let file = shop.data().join(&shop.store().manifest().feedback[0].path);
    std::fs::write(&file, "half").expect("written");
    let read = shop.store().dataset().expect("read");
    assert_eq!((read.events.len(), read.feedback.len(), read.damage.len()), (16, 0, 1));
    assert!(read.damage[0].sentence().contains("2 pieces of feedback"));
}

#[test]
fn a_dataset_of_layout_1_is_added_to_and_its_owners_stay_in_their_shards() {
    let dir = tempfile::tempdir().expect("a folder");
    let data = dir.path().join("data");
    std::fs::create_dir_all(&data).expect("made");
    let mut old = serde_json::to_value(Manifest::default()).expect("a value");
    let fields = old.as_object_mut().expect("fields");
    fields.insert("wayline".into(), 1.into());
    fields.insert("shards".into(), serde_json::json!([]));
    fields.remove("runs").and(fields.remove("placing")).expect("both were there");
    std::fs::write(data.join("manifest.json"), old.to_string()).expect("written");
    let first: Vec<Row> = (0..40).map(|n| (n % 9, 0, u32::from(n))).collect();
    let then: Vec<Row> = (0..40).map(|n| (n % 9, 1, u32::from(n))).collect();
    for (name, rows) in [("a.csv", &first), ("b.csv", &then)] {
        let mut store = Store::open(&data).expect("opened").with_limits(10, 3);
        assert_eq!(import(&mut store, dir.path(), name, rows), (40, 0));
    }
    let store = Store::open(&data).expect("opened");
    assert_eq!(rows(&store.events().expect("read")), [first, then].concat());
    assert_eq!(store.manifest().placing, Placing::Blake3);
    assert_eq!(store.manifest().wayline, crate::manifest::LAYOUT);
    assert!(store.manifest().runs.iter().any(|run| run.files.len() > 1));
    for run in &store.manifest().runs {
        for (place, entry) in run.files.iter().enumerate() {
            for id in store.shard(entry).expect("read").customer.values {
                assert_eq!(crate::shard::place(Placing::Blake3, &id, run.files.len()), place);
            }
        }
    }
}
