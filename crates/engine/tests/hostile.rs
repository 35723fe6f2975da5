//! Bad input gets a clear error or is set aside with its reason; nothing is lost and nothing panics.

use flate2::Compression;
use flate2::write::GzEncoder;
use proptest::prelude::*;
use std::io::Write;
use std::path::Path;
use wayline_engine::error::Error;
use wayline_engine::ingest::{Columns, EventImport, ImportReport};
use wayline_engine::store::Store;

const HEAD: &str = "customer,activity,time\n";
const GOOD: &str = "customer,activity,time\na,view,2024-01-01 10:00\na,buy,2024-01-01 11:00\nb,view,2024-01-02 10:00\n";

fn folder() -> tempfile::TempDir {
    tempfile::tempdir().expect("a folder")
}

fn run(data: &Path, import: &EventImport) -> Result<ImportReport, Error> {
    Store::open(data)?.import_events(import, &())
}

/// Imports bytes as a file of that name, and reads the dataset back.
fn import(name: &str, bytes: impl AsRef<[u8]>) -> Result<(ImportReport, tempfile::TempDir), Error> {
    let dir = folder();
    let path = dir.path().join(name);
    std::fs::write(&path, bytes).expect("written");
    let data = dir.path().join("data");
    let report = run(&data, &EventImport { files: vec![path], ..EventImport::default() })?;
    let store = Store::open(&data)?;
    assert_eq!(store.events()?.len() as u64, report.added);
    assert_eq!(store.manifest().events, report.added);
    Ok((report, dir))
}

/// The import is refused with this code, the message says this, and nothing is written.
fn refused(name: &str, bytes: impl AsRef<[u8]>, code: &str, says: &str) {
    let dir = folder();
    let path = dir.path().join(name);
    std::fs::write(&path, bytes).expect("written");
    let data = dir.path().join("data");
    let error = run(&data, &EventImport { files: vec![path], ..EventImport::default() });
    match error {
        Err(Error::User(error)) => {
            assert_eq!(error.code, code, "{}", error.message);
            assert!(error.message.contains(says), "{}", error.message);
            assert!(error.help.is_some(), "{}", error.message);
        }
        other => panic!("{name} should be refused with {code}: {other:?}"),
    }
    assert!(!data.join("manifest.json").exists(), "nothing was committed");
}

fn write_row(rows: &mut String, row: std::fmt::Arguments<'_>) {
    std::fmt::Write::write_fmt(rows, row).expect("in memory");
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).and_then(|()| encoder.finish()).expect("in memory")
}

#[test]
fn files_that_are_no_files_are_named() {
    let dir = folder();
    let missing = EventImport { files: vec![dir.path().join("no.csv")], ..EventImport::default() };
    assert!(matches!(run(dir.path(), &missing), Err(Error::User(e)) if e.code == "file-missing"));
    let itself = EventImport { files: vec![dir.path().to_owned()], ..EventImport::default() };
    assert!(matches!(run(dir.path(), &itself), Err(Error::User(e)) if e.code == "file-is-folder"));
    let none = EventImport::default();
    assert!(matches!(run(dir.path(), &none), Err(Error::User(e)) if e.code == "no-file"));
}

#[test]
fn empty_files_and_lone_headers_are_refused() {
    refused("a.csv", "", "file-empty", "is empty");
    refused("a.csv.gz", gzip(b""), "file-empty", "holds nothing");
    refused("a.csv", HEAD, "nothing-read", "has a header but no rows");
    refused("a.ndjson", "\n\n", "nothing-read", "no rows");
    refused("a.xes", "", "file-empty", "is empty");
}

#[test]
fn damaged_files_are_refused_with_how_far_they_could_be_read() {
    let mut rows = String::from(HEAD);
    for row in 0..5_000 {
        write_row(
            &mut rows,
            format_args!(
                "c{},view,2024-01-{:02} 10:00:{:02}\n",
                row * 7919 % 1000,
                row % 28 + 1,
                row % 60
            ),
        );
    }
    let whole = gzip(rows.as_bytes());
    refused("a.csv.gz", &whole[..whole.len() / 2], "gzip-damaged", "rows");
    let mut flipped = whole.clone();
    let at = whole.len() / 2;
    flipped[at] ^= 0xff;
    flipped[at + 1] ^= 0xff;
    refused("a.csv.gz", flipped, "gzip-damaged", "damaged gzip");
    refused("a.parquet", b"PAR1 and then nothing", "parquet-damaged", "cannot be read as Parquet");
    // Two gzip members one after the other are one file.
    let mut two = gzip(rows.as_bytes());
    two.extend(gzip(b"x,buy,2024-02-01\n"));
    assert_eq!(import("a.csv.gz", two).expect("imported").0.added, 5_001);
}

#[test]
fn other_encodings_are_read_by_mark_or_declaration_and_never_guessed_wrongly() {
    let utf16: Vec<u8> =
        std::iter::once(0xfeff).chain(GOOD.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    assert_eq!(import("a.csv", &utf16).expect("imported").0.added, 3);
    refused("a.csv", &utf16[2..], "encoding-unknown", "looks like UTF-16");
    let mut marked = b"\xEF\xBB\xBF".to_vec();
    marked.extend(GOOD.as_bytes());
    assert_eq!(import("a.csv", marked).expect("imported").0.guess[0].column, "time");
    // One value in windows-1251: its row is set aside, the others go in.
    let mut mixed = GOOD.as_bytes().to_vec();
    mixed.extend(b"c,\xcf\xf0\xe8,2024-01-03\n");
    let (report, _) = import("a.csv", mixed).expect("imported");
    assert_eq!((report.added, report.rejected), (3, 1));
    assert_eq!(report.first_rejected[0].column.as_deref(), Some("activity"));
    assert!(report.first_rejected[0].reason.contains("not UTF-8"));
}

#[test]
fn rows_that_do_not_fit_are_set_aside_with_place_and_reason() {
    let rows = format!(
        "{GOOD}c,view,soon\n,view,2024-01-04\nd,,2024-01-04\nd,view\n{},view,2024-01-04\ne\0f,view,2024-01-04\n",
        "x".repeat(10_240)
    );
    let (report, dir) = import("a.csv", rows).expect("imported");
    assert_eq!((report.rows, report.added, report.rejected), (9, 3, 6));
    let csv = std::fs::read_to_string(dir.path().join("data/rejected/a.csv")).expect("set aside");
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let seen: Vec<String> = reader
        .records()
        .map(|row| row.expect("CSV"))
        .map(|row| format!("{} {} {}", &row[1], &row[2], &row[3]))
        .collect();
    insta::assert_snapshot!(seen.join("\n"), @r"
    5 time `soon` is not a time in any form that means one thing
    6  there is no id: neither customer nor case nor any other
    7 activity there is no activity
    8  the row has 2 fields, the header has 3
    9 customer the customer is 10240 bytes long, more than 1024: surely another column's value
    10 customer the customer contains a NUL character
    ");
    assert!(csv.contains(&"x".repeat(10_240)), "the row is kept whole");
}

#[test]
fn a_quote_that_is_not_closed_is_refused_with_its_line_and_swallows_no_rows() {
    let rows = |from: usize, to: usize| {
        let mut rows = String::new();
        for row in from..to {
            write_row(&mut rows, format_args!("c{row},view,2024-01-01 10:00,said\n"));
        }
        rows
    };
    let head = "customer,activity,time,note\n";
    let stray = "d,view,2024-01-01 10:00,\"so\n";
    // The first in the file, so that the rest would be one field; and one of many.
    let whole = format!("{head}{stray}{}", rows(0, 60_000));
    refused("a.csv", whole, "quote-not-closed", "line 2 of ");
    let late = format!("{head}{}{stray}{}", rows(0, 90_000), rows(0, 3));
    refused("a.csv", &late, "quote-not-closed", "line 90002 of ");
    refused("a.csv.gz", gzip(late.as_bytes()), "quote-not-closed", "line 90002 of ");
    // A second stray quote far below closes the field, which is too long to be one.
    let two = format!("{head}{stray}{}{stray}{}", rows(0, 2_000), rows(0, 3));
    refused("a.csv", two, "quote-not-closed", "line 2 of ");
    // A text of some lines is a field.
    let text = format!("{head}d,view,2024-01-01 10:00,\"so\nand so\n\"\n{}", rows(0, 3));
    let (report, _) = import("a.csv", text).expect("imported");
    assert_eq!((report.added, report.rejected), (4, 0));
}

#[test]
fn a_row_and_a_header_of_a_million_columns_are_refused_alone() {
    let long = format!("{GOOD}{}\n", "1,".repeat(1_000_000));
    let (report, _) = import("a.csv", long).expect("imported");
    assert_eq!((report.added, report.rejected), (3, 1));
    refused("a.csv", format!("{}\n1\n", "x,".repeat(1_000_000)), "too-many-columns", "1000001");
    let object: Vec<String> = (0..5_000).map(|n| format!("\"k{n}\":1")).collect();
    refused("a.ndjson", format!("{{{}}}\n", object.join(",")), "too-many-columns", "4097");
}

#[test]
fn unknown_columns_are_named_with_the_nearest() {
    let dir = folder();
    let path = dir.path().join("a.csv");
    std::fs::write(&path, GOOD).expect("written");
    let columns = Columns { customer: Some("custmer".into()), ..Columns::default() };
    let import = EventImport { files: vec![path], columns, ..EventImport::default() };
    let Err(Error::User(error)) = run(dir.path(), &import) else { panic!("it is refused") };
    assert!(error.message.contains("no column `custmer`"), "{}", error.message);
    assert_eq!(error.help.as_deref(), Some("did you mean `customer`?"));
}

#[test]
fn columns_are_found_by_their_content_alone() {
    let mut rows = String::from("q1;q2;q3;q4;q5\n");
    let steps = ["zx", "kw", "mm", "pa", "oo"];
    for row in 0..600_usize {
        let (id, step) = (row / 5, row % 5);
        write_row(
            &mut rows,
            format_args!(
                "{}.{}.2023 0{step}:00;r{};u{id:04};{};{}\n",
                1 + id % 28,
                1 + id % 12,
                row % 3,
                steps[step],
                row % 2
            ),
        );
    }
    let (report, _) = import("a.csv", rows).expect("imported");
    let mut found: Vec<String> =
        report.guess.iter().map(|guess| format!("{}={}", guess.role, guess.column)).collect();
    found.sort();
    assert_eq!(found, ["activity=q4", "customer=q3", "time=q1"]);
    assert_eq!(report.added, 600);
}

#[test]
fn mixed_forms_of_time_are_said_and_years_at_the_edge_are_doubtful() {
    let rows = format!(
        "{HEAD}a,v,2024-01-01 10:00\na,w,1704103200\na,x,2024-01-01T10:00:00+01:00\na,y,0001-01-01\na,z,9999-12-31\na,u,24/12/2023\na,u,3/4/2023\n"
    );
    let (report, dir) = import("a.csv", rows).expect("imported");
    assert_eq!((report.added, report.rejected), (7, 0));
    assert_eq!(report.time_formats.len(), 5);
    // In letters: an example would be taken for a time of the file.
    let days = report.time_formats.iter().map(|form| form.format.as_str());
    let days: Vec<&str> = days.filter(|form| form.contains("YYYY")).collect();
    assert_eq!(
        days,
        ["YYYY-MM-DDThh:mm:ss±hh:mm", "YYYY-MM-DD hh:mm:ss", "YYYY-MM-DD", "D/M/YYYY hh:mm"]
    );
    let codes: Vec<&str> = report.diagnostics.iter().map(|d| d.code.as_str()).collect();
    assert_eq!(codes, ["time-order", "time-doubtful"]);
    let store = Store::open(&dir.path().join("data")).expect("opened");
    let quality =
        wayline_engine::quality::report(store.manifest(), &store.events().expect("read"), &[]);
    assert_eq!(quality.last.as_deref(), Some("2024-01-01T10:00:00Z"));
    assert!(quality.findings.iter().any(|finding| finding.code == "time-doubtful"));
}

#[test]
fn both_orders_of_day_and_month_in_one_column_are_never_silently_wrong() {
    let rows = format!("{HEAD}a,v,24/12/2023\na,w,12/24/2023\na,x,3/4/2023\n");
    let (report, _) = import("a.csv", rows).expect("imported");
    assert_eq!((report.added, report.rejected), (2, 1));
    assert!(report.first_rejected[0].reason.contains("can mean two days"));
}

#[test]
fn xml_that_is_dangerous_or_broken_is_refused_with_its_line() {
    let bomb = "<?xml version=\"1.0\"?>\n<!DOCTYPE log [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]>\n<log/>";
    refused("a.xes", bomb, "xes-doctype", "line 2");
    refused("a.xes", "<log>\n<trace>\n<event>\n</trace></log>", "xes-damaged", "line 4");
    refused("a.xes", "<log>\n<trace>", "xes-damaged", "line 2");
    refused("a.xes", "<html/>", "xes-not-xes", "`html`");
    refused("a.xes", format!("<log>{}", "<list key=\"a\">".repeat(100_000)), "xes-deep", "nested");
    let unknown = "<log><trace><string key=\"concept:name\" value=\"&boom;\"/></trace></log>";
    refused("a.xes", unknown, "xes-damaged", "line 1");
}

#[test]
fn json_of_other_shapes_is_refused_or_set_aside() {
    refused("a.json", "[\n{}\n]", "json-list", "one JSON list");
    let rows = "{\"customer\":\"a\",\"activity\":\"v\",\"time\":\"2024-01-01\",\"page\":{\"url\":\"x\",\"tags\":[1,2]}}\n\
                not json\n[1]\n{\"customer\":\"b\",\"activity\":\"w\",\"time\":1704103200000}\n";
    let (report, _) =
        import("a.ndjson", format!("{rows}{}\n", "[".repeat(100_000))).expect("imported");
    assert_eq!((report.added, report.rejected), (2, 3));
    let names: Vec<&str> = report.attributes.iter().map(|a| a.name.as_str()).collect();
    assert_eq!(names, ["page.url", "page.tags"]);
}

#[test]
fn two_imports_at_once_give_the_second_a_clear_error() {
    let dir = folder();
    let path = dir.path().join("a.csv");
    std::fs::write(&path, GOOD).expect("written");
    let data = dir.path().join("data");
    std::fs::create_dir_all(&data).expect("made");
    let first = std::fs::File::create(data.join("lock")).expect("made");
    first.lock().expect("free");
    let import = EventImport { files: vec![path], ..EventImport::default() };
    assert!(matches!(run(&data, &import), Err(Error::User(e)) if e.code == "import-running"));
    first.unlock().expect("was locked");
    assert_eq!(run(&data, &import).expect("imported").added, 3);
}

#[test]
fn a_damaged_shard_is_named_and_a_dry_run_writes_nothing() {
    let dir = folder();
    let path = dir.path().join("a.csv");
    std::fs::write(&path, GOOD).expect("written");
    let data = dir.path().join("data");
    let dry = EventImport { files: vec![path], dry_run: true, ..EventImport::default() };
    let report = run(&data, &dry).expect("looked at");
    assert_eq!((report.added, report.preview.len()), (3, 3));
    assert!(!data.exists());
    run(&data, &EventImport { dry_run: false, ..dry }).expect("imported");
    let shard =
        std::fs::read_dir(data.join("events")).expect("there").flatten().next().expect("one");
    let mut bytes = std::fs::read(shard.path()).expect("read");
    bytes[10] ^= 1;
    std::fs::write(shard.path(), bytes).expect("written");
    let error =
        Store::open(&data).and_then(|store| store.events()).expect_err("damaged").to_string();
    assert!(error.contains("000-000001.parquet") && error.contains("checksum"), "{error}");
}

#[test]
fn an_interrupted_import_leaves_the_old_version_whole() {
    let dir = folder();
    let path = dir.path().join("a.csv");
    std::fs::write(&path, GOOD).expect("written");
    let data = dir.path().join("data");
    let import = EventImport { files: vec![path.clone()], ..EventImport::default() };
    run(&data, &import).expect("imported");
    // What a crash before the commit leaves: new shards that no manifest names, and half a manifest.
    std::fs::write(data.join("events/000-000002.parquet"), "half").expect("written");
    std::fs::write(data.join("manifest.new"), "{\"wayline\":").expect("written");
    assert_eq!(Store::open(&data).expect("opened").events().expect("read").len(), 3);
    std::fs::write(&path, format!("{GOOD}c,view,2024-03-01\n")).expect("written");
    assert_eq!(run(&data, &import).expect("imported").added, 1);
    let left = std::fs::read_dir(data.join("events")).expect("there").count();
    assert_eq!(left, 2, "a file each import; what was broken is gone");
}

/// Small right files of each text format.
fn seeds() -> [(&'static str, String); 3] {
    let xes = "<?xml version=\"1.0\"?>\n<log xes.version=\"1.0\">\n<trace><string key=\"concept:name\" value=\"1\"/>\n<event><string key=\"concept:name\" value=\"a\"/><date key=\"time:timestamp\" value=\"2024-01-01T10:00:00Z\"/></event></trace></log>";
    let json = "{\"customer\":\"a\",\"activity\":\"v\",\"time\":\"2024-01-01\"}\n".repeat(3);
    [("a.csv", GOOD.into()), ("a.xes", xes.into()), ("a.ndjson", json)]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]
    #[test]
    fn no_mutation_of_a_file_panics(
        seed in 0_usize..3,
        edits in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0_u8..3), 1..12),
    ) {
        let (name, text) = &seeds()[seed];
        let mut bytes = text.clone().into_bytes();
        for (at, byte, kind) in edits {
            let at = at.index(bytes.len().max(1));
            match kind {
                0 if at < bytes.len() => bytes[at] = byte,
                1 if at < bytes.len() => { bytes.remove(at); }
                _ => bytes.insert(at.min(bytes.len()), byte),
            }
        }
        let dir = folder();
        let path = dir.path().join(name);
        std::fs::write(&path, bytes).expect("written");
        let dry = EventImport { files: vec![path], dry_run: true, ..EventImport::default() };
        let _ = run(&dir.path().join("data"), &dry);
    }
}

#[test]
fn parquet_of_any_plain_type_is_read_and_nested_columns_are_left_out() {
    use arrow::array::{
        ArrayRef, Decimal128Array, DictionaryArray, ListArray, StructArray,
        TimestampNanosecondArray,
    };
    use arrow::datatypes::{Field, Int32Type, Schema};
    use std::sync::Arc;
    let names: DictionaryArray<Int32Type> = ["v", "w", "v"].into_iter().collect();
    let times =
        TimestampNanosecondArray::from(vec![1_704_103_200_000_000_000; 3]).with_timezone("+02:00");
    let price =
        Decimal128Array::from(vec![150, 225, 1]).with_precision_and_scale(10, 2).expect("fits");
    let list =
        ListArray::from_iter_primitive::<Int32Type, _, _>(vec![Some(vec![Some(1)]), None, None]);
    let inner: ArrayRef = Arc::new(arrow::array::Int64Array::from(vec![7, 8, 9]));
    let group = StructArray::from(vec![(
        Arc::new(Field::new("x", inner.data_type().clone(), true)),
        inner,
    )]);
    let columns: Vec<(&str, ArrayRef)> = vec![
        ("user_id", Arc::new(arrow::array::Int64Array::from(vec![1, 1, 2]))),
        ("event", Arc::new(names)),
        ("ts", Arc::new(times)),
        ("price", Arc::new(price)),
        ("tags", Arc::new(list)),
        ("geo", Arc::new(group)),
    ];
    let fields: Vec<Field> = columns
        .iter()
        .map(|(name, array)| Field::new(*name, array.data_type().clone(), true))
        .collect();
    let schema = Arc::new(Schema::new(fields));
    let arrays = columns.into_iter().map(|(_, array)| array).collect();
    let batch = arrow::array::RecordBatch::try_new(Arc::clone(&schema), arrays).expect("fits");
    let mut writer =
        parquet::arrow::ArrowWriter::try_new(Vec::new(), schema, None).expect("in memory");
    writer.write(&batch).expect("in memory");
    let bytes = writer.into_inner().expect("in memory");
    refused("a.parquet", &bytes[..bytes.len() - 20], "parquet-damaged", "cannot be read");
    for bytes in [bytes.clone(), gzip(&bytes)] {
        let (report, dir) = import("a.parquet", bytes).expect("imported");
        assert_eq!((report.added, report.rejected), (3, 0));
        let names: Vec<String> =
            report.attributes.iter().map(|a| format!("{} {:?}", a.name, a.kind)).collect();
        assert_eq!(names, ["price Number", "geo.x Number"]);
        assert!(report.diagnostics.iter().any(|d| d.code == "parquet-nested"));
        let table = Store::open(&dir.path().join("data")).and_then(|s| s.events()).expect("read");
        assert_eq!(table.time, [1_704_103_200_000_000; 3]);
    }
}

#[test]
fn a_log_in_the_encoding_that_its_declaration_names_is_read() {
    let mut bytes = b"<?xml version=\"1.0\" encoding='ISO-8859-1'?>\n<log><trace><string key=\"concept:name\" value=\"1\"/><event><string key=\"concept:name\" value=\"pr\xfcfen &amp; zahlen\"/><date key=\"time:timestamp\" value=\"2024-01-01T10:00:00Z\"/></event></trace></log>".to_vec();
    let (report, _) = import("a.xes", &bytes).expect("imported");
    assert_eq!(report.preview[0].activity, "prüfen & zahlen");
    let at = bytes.iter().position(|byte| *byte == b'8').expect("there");
    bytes[at - 4..at + 6].copy_from_slice(b"UTF-8     ");
    assert!(import("a.xes", &bytes).is_err());
}

#[test]
fn a_missing_header_is_refused_and_a_wide_table_is_recognised() {
    refused("a.csv", GOOD.trim_start_matches(HEAD), "no-header", "`2024-01-01 10:00` is a time");
    let mut rows = String::from("order_id,status,placed,paid\n");
    for row in 0..30 {
        write_row(
            &mut rows,
            format_args!(
                "o{row},s{},2024-01-{:02},2024-02-{:02}\n",
                row % 3,
                row % 28 + 1,
                row % 28 + 1
            ),
        );
    }
    let (report, _) = import("a.csv", rows).expect("imported");
    assert!(report.diagnostics.iter().any(|d| d.code == "looks-wide"), "{:?}", report.diagnostics);
    let (report, _) = import("a.csv", GOOD).expect("imported");
    assert!(report.diagnostics.is_empty(), "{:?}", report.diagnostics);
}
