//! Who is forgotten is in no file of the dataset, and everybody else is as before.

use super::{Shop, files, fill_up};
use crate::error::Error;
use crate::ingest::{EventImport, FeedbackImport};
use crate::store::{Compaction, Forget, ForgetReport, Store};
use crate::table::EventTable;
use parquet::file::reader::{FileReader as _, SerializedFileReader};
use std::fmt::Write;
use std::path::{Path, PathBuf};
use wayline_model::question::Unit;

/// Files of a folder that hold some bytes: as they are, or in a page of a Parquet file.
fn holding(folder: &Path, what: &str) -> Vec<PathBuf> {
    let has = |bytes: &[u8]| bytes.windows(what.len()).any(|part| part == what.as_bytes());
    let mut found = Vec::new();
    for (path, bytes) in files(folder) {
        let mut holds = has(&bytes);
        if path.extension().is_some_and(|ending| ending == "parquet") {
            let reader = SerializedFileReader::new(bytes::Bytes::from(bytes)).expect("Parquet");
            for group in 0..reader.num_row_groups() {
                let group = reader.get_row_group(group).expect("a group");
                for column in 0..group.num_columns() {
                    let mut pages = group.get_column_page_reader(column).expect("a column");
                    while let Some(page) = pages.get_next_page().expect("a page") {
                        holds |= has(page.buffer());
                    }
                }
            }
        }
        if holds {
            found.push(path);
        }
    }
    found
}

/// Ids that are part of no other.
fn who(number: usize) -> String {
    format!("who<{number}>")
}

/// Lines of events with cases `case<…>` of their own, by number; a customer has three each.
fn lines(numbers: std::ops::Range<usize>) -> String {
    let mut text = String::from("customer,case,account,activity,time,note\n");
    for number in numbers {
        let (customer, when) = (who(number % 20), 1_700_000_000 + number * 7_919 % 5_000);
        let case = number % 20 + number / 20 % 3 * 20;
        writeln!(
            text,
            "{customer},case<{case}>,acc<{}>,a{},{when},n{number}",
            number % 4,
            number % 3
        )
        .expect("in memory");
    }
    text
}

struct Bench {
    dir: tempfile::TempDir,
}

impl Bench {
    fn new() -> Self {
        let bench = Self { dir: tempfile::tempdir().expect("a folder") };
        let mut store = bench.store();
        // Three runs of several files, and rows that were set aside.
        for (name, numbers) in [("a.csv", 0..90), ("b.csv", 60..150), ("c.csv", 150..180)] {
            let aside =
                format!("{},case<1>,acc<1>,a1,soon,\nwho<19>,case<1>,acc<1>,a1,soon,\n", who(7));
            let files = vec![bench.file(name, &(lines(numbers) + &aside))];
            let import = EventImport { files, ..EventImport::default() };
            assert_eq!(store.import_events(&import, &()).expect("imported").rejected, 2);
        }
        let said = "id,customer,case,stars,text\n\
                    f1,who<7>,,1,seven is unhappy\n\
                    f2,,case<27>,1,seven by case\n\
                    f3,who<8>,case<27>,5,eight about the case of seven\n\
                    f4,who<9>,,5,nine is fine\n\
                    odd,who<7>,,stars\n";
        let import =
            FeedbackImport { files: vec![bench.file("said.csv", said)], ..Default::default() };
        let report = store.import_feedback(&import, &()).expect("imported");
        assert_eq!((report.added, report.rejected), (4, 1));
        let hot = bench.data().join("hot/deep");
        std::fs::create_dir_all(&hot).expect("made");
        std::fs::write(hot.join("columns"), format!("derived from {}", who(7))).expect("written");
        bench
    }

    fn file(&self, name: &str, text: &str) -> PathBuf {
        let path = self.dir.path().join(name);
        std::fs::write(&path, text).expect("written");
        path
    }

    fn data(&self) -> PathBuf {
        self.dir.path().join("data")
    }

    fn store(&self) -> Store {
        Store::open(&self.data()).expect("opened").with_limits(30, 50)
    }
}

fn forget(unit: Unit, ids: &[&str]) -> Forget {
    Forget { unit, ids: ids.iter().map(|id| (*id).to_owned()).collect() }
}

/// All rows but those of some customer, as text.
fn others(table: &EventTable, customer: &str) -> Vec<String> {
    let rows = (0..table.len()).filter(|row| table.customer.get(*row) != Some(customer));
    let one = |row: usize| {
        let ids = (table.customer.get(row), table.case.get(row), table.activity.get(row));
        let Some(crate::table::Column::Text(notes)) = table.attribute("note") else {
            panic!("notes")
        };
        format!("{ids:?} {} {} {:?}", table.time[row], table.arrival[row], notes.get(row))
    };
    rows.map(one).collect()
}

#[test]
fn a_customer_who_is_forgotten_is_in_no_file_and_others_are_as_before() {
    let bench = Bench::new();
    let before = bench.store().dataset().expect("read");
    let held = holding(&bench.data(), &who(7));
    for part in ["events", "feedback", "rejected", "hot"] {
        assert!(held.iter().any(|file| file.starts_with(part)), "{part} holds them before");
    }
    // What a killed import or compaction left holds them too.
    for part in ["importing/000000.part", "compacting/000.parquet", "events/009-000009.parquet"] {
        let path = bench.data().join(part);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        std::fs::write(path, who(7)).expect("written");
    }
    let mut store = bench.store();
    let report = store.forget(&forget(Unit::Customer, &[&who(7), "nobody"])).expect("forgotten");
    let expect =
        ForgetReport { events: 9, feedback: 2, rejected: 4, unknown: vec!["nobody".into()] };
    assert_eq!(report, expect);
    assert!(holding(&bench.data(), &who(7)).is_empty());
    for verbatim in ["seven is unhappy", "seven by case"] {
        assert!(holding(&bench.data(), verbatim).is_empty());
    }
    let after = bench.store().dataset().expect("read");
    assert_eq!(after.damage, []);
    assert_eq!(others(&after.events, ""), others(&before.events, &who(7)));
    assert_eq!(after.manifest.events, after.events.len() as u64);
    assert_eq!(after.manifest.forgotten, 11);
    let said: Vec<&str> = after.feedback.iter().map(|piece| piece.id.as_str()).collect();
    assert_eq!(said, ["f3", "f4"]);
    // The rows of others that were set aside are still there, and only what the manifest names.
    assert_eq!(
        holding(&bench.data(), "who<19>").iter().filter(|f| f.starts_with("rejected")).count(),
        3
    );
    assert!(!bench.data().join("hot").exists());
    // To forget again changes nothing; imports and compactions go on, and nobody comes back.
    let version = store.manifest().version;
    let again = store.forget(&forget(Unit::Customer, &[&who(7)])).expect("forgotten");
    assert_eq!(again, ForgetReport { unknown: vec![who(7)], ..ForgetReport::default() });
    assert_eq!(store.manifest().version, version);
    let import =
        EventImport { files: vec![bench.file("d.csv", &lines(180..186))], ..Default::default() };
    assert_eq!(store.import_events(&import, &()).expect("imported").added, 6);
    store.compact(Compaction::Whole).expect("compacted");
    assert!(holding(&bench.data(), &who(7)).is_empty());
}

#[test]
fn cases_and_accounts_are_forgotten_by_their_ids_wherever_they_lie() {
    let bench = Bench::new();
    let mut store = bench.store();
    let report = store.forget(&forget(Unit::Case, &["case<27>"])).expect("forgotten");
    assert_eq!((report.events, report.feedback, report.rejected), (3, 2, 0));
    assert!(holding(&bench.data(), "case<27>").is_empty());
    let report = store.forget(&forget(Unit::Account, &["acc<3>"])).expect("forgotten");
    assert_eq!(report.feedback, 0);
    let left = store.dataset().expect("read");
    assert_eq!(left.events.account.code("acc<3>"), None);
    assert_eq!(left.events.len() as u64, 180 - 3 - report.events);
    assert!(holding(&bench.data(), "acc<3>").is_empty());
}

#[test]
fn nobody_is_forgotten_by_halves_on_a_disk_that_is_full_at_any_byte() {
    let bench = Bench::new();
    // Derived data go in any case; they are made again.
    std::fs::remove_dir_all(bench.data().join("hot")).expect("removed");
    let failures = fill_up(
        || bench.store(),
        |store| store.forget(&forget(Unit::Customer, &[&who(7)])).map(|report| report.events),
    );
    assert!(failures > 700, "only {failures} places");
    bench.store().forget(&forget(Unit::Customer, &[&who(7)])).expect("forgotten");
    assert!(holding(&bench.data(), &who(7)).is_empty());
}

#[test]
fn nobody_is_forgotten_while_an_import_runs_or_a_file_that_may_hold_them_is_damaged() {
    let bench = Bench::new();
    let mut store = bench.store();
    let lock = store.lock(super::super::Locks::Try).expect("asked");
    assert!(lock.is_some());
    let refused = |refused: Result<ForgetReport, Error>| match refused {
        Err(Error::User(refused)) => refused.code,
        other => panic!("{other:?}"),
    };
    assert_eq!(
        refused(bench.store().forget(&forget(Unit::Customer, &[&who(7)]))),
        "import-running"
    );
    drop(lock);
    let before = files(&bench.data());
    let mut damaged = 0;
    let entries: Vec<_> = store.manifest().event_files().cloned().collect();
    for entry in entries {
        let path = bench.data().join(&entry.path);
        let kept = std::fs::read(&path).expect("read");
        std::fs::write(&path, "half").expect("written");
        let said = store.forget(&forget(Unit::Case, &["case<27>"]));
        assert_eq!(refused(said), "data-damaged");
        damaged += 1;
        std::fs::write(&path, kept).expect("written");
        assert_eq!(files(&bench.data()), before);
    }
    assert!(damaged > 4, "{damaged} files only");
}

#[test]
fn in_an_empty_dataset_nobody_is_found() {
    let shop = Shop::new();
    let mut store = Store::open(&shop.dir.path().join("none")).expect("opened");
    let report = store.forget(&forget(Unit::Customer, &["c"])).expect("looked");
    assert_eq!(report, ForgetReport { unknown: vec!["c".into()], ..ForgetReport::default() });
    assert!(!shop.dir.path().join("none").exists());
}
