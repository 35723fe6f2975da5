//! Mapping files: one file, joined tables, conditions, and what is said when they are wrong.

use std::path::Path;
use wayline_engine::error::Error;
use wayline_engine::ingest::{EventImport, FeedbackImport, ImportReport};
use wayline_engine::manifest::AttributeType;
use wayline_engine::store::Store;
use wayline_engine::table::{Column, EventTable};

const ORDERS: &str = "\
id,buyer,placed,paid,delivered,promised,status
1,u1,2024-03-01 10:00,2024-03-01 10:05,2024-03-05 23:30,2024-03-05,done
2,u1,2024-03-02 10:00,,,2024-03-09,canceled
3,u2,2024-03-03 10:00,2024-03-03 11:00,2024-03-11 00:10,2024-03-10,done
";
const PEOPLE: &str = "key;country\nu1;PL\nu2;中国\n";
const LINES: &str = "{\"order\":1,\"price\":1.1,\"what\":\"pen\"}\n{\"order\":1,\"price\":2.2,\"what\":\"ink\"}\n{\"order\":3,\"price\":5,\"what\":\"pad\"}\n";

const MAPPING: &str = r#"
time_zone = "Europe/Warsaw"
from = "orders"
customer = "buyer"
case = "id"
joins = ["orders.buyer = people.key", "orders.id = lines.order"]
table = [
  { name = "orders", file = "orders.csv" },
  { name = "people", file = "people*" },
  { name = "lines", file = "*.ndjson" },
]
[[event]]
activity = "placed"
time = "placed"
[[event]]
activity = "paid"
time = "paid"
[[event]]
activity = "delivered"
time = "delivered"
[[event]]
activity = "canceled"
when = "status = 'canceled'"
time_imputed = { after = ["placed", "paid"] }
[[attribute]]
name = "country"
value = "country"
[[attribute]]
name = "late"
value = "days_between(promised, delivered)"
of = ["delivered"]
role = "promise"
[[attribute]]
name = "price"
value = "sum(lines.price)"
[[attribute]]
name = "first thing"
value = "coalesce(first(lines.what), 'nothing')"
[[attribute]]
name = "big"
value = "count(lines) >= 2 and sum(lines.price) > 3"
"#;

fn run(folder: &Path, mapping: &str) -> Result<(ImportReport, EventTable), Error> {
    let tables = folder.join("tables");
    std::fs::create_dir_all(&tables).expect("made");
    for (name, text) in [("orders.csv", ORDERS), ("people.csv", PEOPLE), ("lines.ndjson", LINES)] {
        std::fs::write(tables.join(name), text).expect("written");
    }
    let path = folder.join("mapping.toml");
    std::fs::write(&path, mapping).expect("written");
    let import = EventImport { files: vec![tables], mapping: Some(path), ..EventImport::default() };
    let mut store = Store::open(&folder.join("data"))?;
    let report = store.import_events(&import, &())?;
    Ok((report, store.events()?))
}

/// The mapping, changed in one place, is refused with words that help.
fn refused(from: &str, to: &str, says: &str) {
    assert!(MAPPING.contains(from), "{from}");
    let dir = tempfile::tempdir().expect("a folder");
    match run(dir.path(), &MAPPING.replacen(from, to, 1)) {
        Err(Error::User(error)) => {
            let all = format!("{} {}", error.message, error.help.unwrap_or_default());
            assert!(all.contains(says), "{all}");
            assert!(error.place.file.is_some(), "{all}");
        }
        other => panic!("`{to}` should be refused: {other:?}"),
    }
}

fn text(column: Option<&Column>, row: usize) -> String {
    match column {
        Some(Column::Text(codes)) => codes.get(row).unwrap_or("-").to_owned(),
        Some(Column::Number(numbers)) => numbers[row].to_string(),
        Some(Column::Flag(flags)) => format!("{:?}", flags[row]),
        None => "no column".into(),
    }
}

#[test]
fn wide_and_joined_tables_become_events() {
    let dir = tempfile::tempdir().expect("a folder");
    let (report, table) = run(dir.path(), MAPPING).expect("imported");
    let lines: Vec<String> = (0..table.len())
        .map(|row| {
            let values: Vec<String> =
                table.attributes.iter().map(|(_, column)| text(Some(column), row)).collect();
            format!(
                "{} {} {} {} | {}",
                table.customer.get(row).unwrap_or("-"),
                table.case.get(row).unwrap_or("-"),
                table.activity.get(row).unwrap_or("-"),
                wayline_engine::ingest::time::rfc3339(table.time[row]),
                values.join(" ")
            )
        })
        .collect();
    // Days are compared in Warsaw: half past eleven on the promised day is in time, ten past midnight is not.
    insta::assert_snapshot!(lines.join("\n"), @r"
    u1 1 placed 2024-03-01T09:00:00Z | PL 3.3 pen Some(true) NaN None
    u1 1 paid 2024-03-01T09:05:00Z | PL 3.3 pen Some(true) NaN None
    u1 1 delivered 2024-03-05T22:30:00Z | PL 3.3 pen Some(true) 0 None
    u1 2 placed 2024-03-02T09:00:00Z | PL NaN nothing Some(false) NaN None
    u1 2 canceled 2024-03-02T09:00:00Z | PL NaN nothing Some(false) NaN Some(true)
    u2 3 placed 2024-03-03T09:00:00Z | 中国 5 pad Some(false) NaN None
    u2 3 paid 2024-03-03T10:00:00Z | 中国 5 pad Some(false) NaN None
    u2 3 delivered 2024-03-10T23:10:00Z | 中国 5 pad Some(false) 1 None
    ");
    let (text, number, flag) = (AttributeType::Text, AttributeType::Number, AttributeType::Flag);
    let kinds: Vec<AttributeType> = report.attributes.iter().map(|a| a.kind).collect();
    assert_eq!(kinds, [text, number, text, flag, number, flag]);
    assert_eq!(report.rejected, 0);
}

#[test]
fn what_is_wrong_in_a_mapping_is_said_with_the_nearest_name() {
    refused("time = \"paid\"", "time = \"pad\"", "did you mean `paid`?");
    refused("lines.what", "lines.waht", "did you mean `what`?");
    refused("lines.order\"", "linse.order\"", "did you mean `lines`?");
    refused("sum(lines.price)", "lines.price", "has several rows where `order` is `1`");
    refused("days_between(promised", "days_betwen(promised", "did you mean `days_between`?");
    refused("when =", "wen =", "did you mean `when`?");
    refused("status = 'canceled'", "status = ", "ends too early");
    refused(
        "file = \"people*\"",
        "file = \"persons*\"",
        "needs one file like `persons*`, 0 were given",
    );
    refused("Europe/Warsaw", "Europe/Warschau", "there is no time zone `Europe/Warschau`");
    refused("from = \"orders\"", "", "no `from`");
    refused(
        "[[event]]\nactivity = \"placed\"\ntime = \"placed\"",
        "[[event]]\nactivity = \"placed\"",
        "needs `time`",
    );
}

#[test]
fn one_file_a_key_and_a_form_of_time() {
    let dir = tempfile::tempdir().expect("a folder");
    let csv = dir.path().join("log.csv");
    let rows = "wer;was;wann;n\nu;auf;01.02.24 10.00;1\nu;auf;01.02.24 10.00;2\nu;zu;01.02.24 11.00;3\nu;zu;bald;4\n";
    std::fs::write(&csv, rows).expect("written");
    let mapping = dir.path().join("m.toml");
    let text = "customer = 'wer'\ntime_format = '%d.%m.%y %H.%M'\nkey = ['customer', 'activity', 'time']\n\
                [[event]]\nactivity_column = 'was'\ntime = 'wann'\n[[attribute]]\nname = 'n'\nvalue = 'n'\n";
    std::fs::write(&mapping, text).expect("written");
    let import = EventImport { files: vec![csv], mapping: Some(mapping), ..EventImport::default() };
    let mut store = Store::open(&dir.path().join("data")).expect("opened");
    let report = store.import_events(&import, &()).expect("imported");
    assert_eq!((report.added, report.duplicates, report.rejected), (2, 1, 1));
    assert!(report.first_rejected[0].reason.contains("not a time of the form"));
    let table = store.events().expect("read");
    assert_eq!(text_of(&table, "n"), ["1", "3"], "the first to arrive stays");
}

fn text_of(table: &EventTable, name: &str) -> Vec<String> {
    (0..table.len()).map(|row| text(table.attribute(name), row)).collect()
}

#[test]
fn feedback_is_read_by_the_mapping_and_wrong_ratings_are_set_aside() {
    let dir = tempfile::tempdir().expect("a folder");
    let csv = dir.path().join("answers.csv");
    let rows = "nr,score,title,said,at,who\n1,9,Good,Fast,2024-01-01,u1\n2,11,,,2024-01-02,u2\n3,,,Slow,2024-01-03,u3\n4,,,,2024-01-04,u4\n1,5,,,2024-01-05,u5\n";
    std::fs::write(&csv, rows).expect("written");
    let mapping = dir.path().join("m.toml");
    let text = "[feedback]\nid = ['nr']\nkind = 'nps'\nrating = 'score'\ntext = ['title', 'said']\n\
                answered_at = 'at'\ncustomer = 'who'\nabout = 'paid'\n";
    std::fs::write(&mapping, text).expect("written");
    let import =
        FeedbackImport { files: vec![csv], mapping: Some(mapping), ..FeedbackImport::default() };
    let mut store = Store::open(&dir.path().join("data")).expect("opened");
    let report = store.import_feedback(&import, &()).expect("imported");
    assert_eq!((report.rows, report.added, report.duplicates, report.rejected), (5, 2, 1, 1));
    assert!(report.first_rejected[0].reason.contains("11 lies outside the scale 0 … 10"));
    let all = store.feedback().expect("read");
    assert_eq!(all[0].text.as_deref(), Some("Good\nFast"));
    assert_eq!((all[0].rating, all[0].scale), (Some(9.0), Some((0.0, 10.0))));
    assert_eq!((all[1].rating, all[1].about.as_deref()), (None, Some("paid")));
}
