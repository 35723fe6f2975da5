//! Files in, a dataset out: import, import again, overlap, refuse.

use std::path::{Path, PathBuf};
use wayline_engine::error::Error;
use wayline_engine::ingest::{EventImport, ImportReport};
use wayline_engine::store::Store;
use wayline_engine::table::EventTable;
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
