//! Files in, a dataset out: import, import again, overlap, refuse.

use std::fmt::Write;
use std::path::{Path, PathBuf};
use wayline_engine::error::Error;
use wayline_engine::ingest::{EventImport, ImportReport};
use wayline_engine::store::Store;
use wayline_engine::table::{Column, EventTable};
use wayline_model::question::Unit;

/// Imports files into a folder.
fn import(folder: &Path, files: &[PathBuf]) -> Result<ImportReport, Error> {
    let import = EventImport { files: files.to_vec(), ..EventImport::default() };
    Store::open(folder)?.import_events(&import, &())
}

fn events(folder: &Path) -> EventTable {
    Store::open(folder).and_then(|store| store.events()).expect("the dataset can be read")
}

/// A file of a test's folder.
fn file(folder: &Path, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
    let path = folder.join(name);
    std::fs::write(&path, bytes).expect("written");
    path
}

/// Every event as a line, in order of arrival.
fn lines(table: &EventTable) -> Vec<String> {
    (0..table.len())
        .map(|row| {
            let id = table.customer.get(row).or(table.case.get(row)).unwrap_or("-");
            let activity = table.activity.get(row).unwrap_or("-");
            format!("{id} {activity} {}", wayline_engine::ingest::time::rfc3339(table.time[row]))
        })
        .collect()
}

#[test]
fn the_running_example_is_read_by_the_names_of_process_mining() {
    let Some(csv) = wayline_fixtures::real_data("xes/running-example.csv") else { return };
    let dir = tempfile::tempdir().expect("a folder");
    let report = import(dir.path(), &[csv]).expect("imported");
    let table = events(dir.path());
    assert_eq!((report.added, table.len(), table.case.values.len()), (42, 42, 6));
    assert_eq!(report.unit, Some(Unit::Case));
    assert_eq!(lines(&table)[0], "3 register request 2010-12-30T13:32:00Z");
    let names: Vec<&str> = table.attributes.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["org:resource", "Activity", "Resource", "Costs", "creator"]);
}

#[test]
fn importing_a_file_again_adds_nothing_and_says_so() {
    let dir = tempfile::tempdir().expect("a folder");
    let csv = file(
        dir.path(),
        "a.csv",
        "user,event,time\n1,a,2024-01-01\n1,a,2024-01-01\n2,b,2024-01-02\n",
    );
    let data = dir.path().join("data");
    assert_eq!(
        import(&data, std::slice::from_ref(&csv)).expect("imported").added,
        3,
        "equal rows of one file stay"
    );
    let again = import(&data, &[csv]).expect("known");
    assert_eq!(again.added, 0);
    assert_eq!(again.diagnostics[0].code, "already-imported");
    assert_eq!(events(&data).len(), 3);
}

#[test]
fn an_overlapping_export_adds_only_its_new_rows() {
    let dir = tempfile::tempdir().expect("a folder");
    let data = dir.path().join("data");
    let old = "user,event,time,n\n1,a,2024-01-01,1\n1,a,2024-01-01,1\n2,b,2024-01-02,2\n";
    let a = file(dir.path(), "a.csv", old);
    let b = file(dir.path(), "b.csv", format!("{old}2,c,2024-01-03,x\n"));
    import(&data, &[a]).expect("imported");
    let report = import(&data, &[b]).expect("imported");
    // `n` became text with the second file, and its numbers are still the same values.
    assert_eq!((report.added, report.duplicates), (1, 3));
    assert_eq!(lines(&events(&data)).last().map(String::as_str), Some("2 c 2024-01-03T00:00:00Z"));
}

/// A log of many rows in order of time, of which some cannot be used.
fn long_log() -> String {
    let mut text = String::from("user,event,time,note\n");
    for row in 0..3_000 {
        let (user, event) = (row * 7 % 97, ["view", "order", "pay"][row % 3]);
        // Every other second has two rows, every hundredth row no time.
        let second = if row % 4 == 1 { row - 1 } else { row };
        let time =
            format!("2024-01-01 {:02}:{:02}:{:02}", second / 3_600, second / 60 % 60, second % 60);
        let time = if row % 100 == 99 { "soon" } else { &time };
        writeln!(text, "{user},{event},{time},note {}", row * row).expect("written");
    }
    text
}

#[test]
fn how_many_rows_are_held_changes_nothing_that_is_stored() {
    let dir = tempfile::tempdir().expect("a folder");
    let log = file(dir.path(), "a.csv", long_log());
    let mut found = Vec::new();
    for (name, held_rows) in [("all", 1_000_000), ("few", 100), ("none", 0)] {
        let data = dir.path().join(name);
        let open = || Store::open(&data).expect("opened").with_limits(500, held_rows);
        let import = EventImport { files: vec![log.clone()], ..EventImport::default() };
        let dry = EventImport { dry_run: true, ..import.clone() };
        let told = open().import_events(&dry, &()).expect("looked");
        assert!(!data.exists(), "a dry run writes nothing");
        let report = open().import_events(&import, &()).expect("imported");
        assert_eq!((report.added, report.rejected), (2_970, 30));
        assert_eq!((told.added, told.rejected), (report.added, report.rejected));
        assert_eq!(told.first_rejected, report.first_rejected);
        assert_eq!(told.preview, report.preview);
        let aside = std::fs::read_to_string(data.join("rejected/a.csv")).expect("set aside");
        assert_eq!(aside.lines().count(), 31);
        let mut shards: Vec<PathBuf> = std::fs::read_dir(data.join("events"))
            .expect("shards")
            .map(|entry| entry.expect("a file").path())
            .collect();
        shards.sort();
        let bytes: Vec<Vec<u8>> =
            shards.iter().map(|shard| std::fs::read(shard).expect("a shard")).collect();
        found.push((aside, bytes, lines(&events(&data))));
    }
    assert!(found.windows(2).all(|two| two[0] == two[1]));
    // The order of arrival is that of the file, though no number of it is stored.
    let expect = long_log();
    let rows = expect.lines().skip(1).filter(|row| !row.contains("soon"));
    for (row, line) in rows.zip(&found[0].2) {
        let cells: Vec<&str> = row.split(',').collect();
        assert_eq!(*line, format!("{} {} {}Z", cells[0], cells[1], cells[2].replace(' ', "T")));
    }
}

#[test]
fn the_same_log_as_csv_and_ndjson_makes_the_same_events() {
    let dir = tempfile::tempdir().expect("a folder");
    let text = long_log();
    let csv = file(dir.path(), "a.csv", &text);
    let object = |row: &str| {
        let cells: Vec<&str> = row.split(',').collect();
        format!(
            "{{\"user\":{},\"event\":\"{}\",\"time\":\"{}\",\"note\":\"{}\"}}\n",
            cells[0], cells[1], cells[2], cells[3]
        )
    };
    let ndjson: String = text.lines().skip(1).map(object).collect();
    let ndjson = file(dir.path(), "a.ndjson", ndjson);
    let (one, other) = (dir.path().join("csv"), dir.path().join("ndjson"));
    let report = import(&one, &[csv]).expect("imported");
    let same = import(&other, &[ndjson]).expect("imported");
    assert_eq!((report.added, report.rejected), (same.added, same.rejected));
    assert_eq!(lines(&events(&one)), lines(&events(&other)));
}

#[test]
fn what_the_end_of_a_long_file_says_holds_for_its_beginning() {
    let dir = tempfile::tempdir().expect("a folder");
    let mut text = String::new();
    for row in 0..40_000 {
        let (user, minute) = (row % 501, row / 60);
        write!(text, "{{\"user\":\"u{user}\",\"event\":\"view\",\"n\":{}", row % 7)
            .expect("written");
        // The last rows have a column of their own, and a number that is none.
        if row > 39_990 {
            text += ",\"late\":true,\"n\":\"many\"";
        }
        writeln!(text, ",\"time\":\"2024-01-{:02} 00:00:00\"}}", minute % 28 + 1).expect("written");
    }
    let log = file(dir.path(), "a.ndjson", &text);
    // Enough for the beginning to be one block and the end another.
    assert!(text.len() > 2 << 20);
    let mut found = Vec::new();
    for (name, held_rows) in [("whole", 1_000_000), ("ahead", 100)] {
        let data = dir.path().join(name);
        let mut store = Store::open(&data).expect("opened").with_limits(10_000, held_rows);
        let import = EventImport { files: vec![log.clone()], ..EventImport::default() };
        let report = store.import_events(&import, &()).expect("imported");
        let table = events(&data);
        let column = |name: &str| table.attribute(name).expect("a column").clone();
        let (Column::Text(numbers), Column::Flag(late)) = (column("n"), column("late")) else {
            panic!("the kinds are those of the whole file");
        };
        assert_eq!((numbers.get(0), numbers.get(39_999)), (Some("0"), Some("many")));
        assert_eq!((late[0], late[39_999]), (None, Some(true)));
        assert!(!data.join("importing").exists());
        let report = serde_json::to_string(&report).expect("told");
        let manifest = std::fs::read_to_string(data.join("manifest.json")).expect("read");
        found.push((lines(&table), report, manifest));
    }
    assert!(found[0] == found[1]);
}
