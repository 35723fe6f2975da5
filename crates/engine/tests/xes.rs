//! Logs in XES: what becomes a case, an activity, an attribute, and what is left out and said.

use wayline_engine::ingest::{Columns, EventImport, ImportReport};
use wayline_engine::store::Store;
use wayline_engine::table::{Column, EventTable};
use wayline_model::question::Unit;

fn import(log: &str, columns: Columns) -> (ImportReport, EventTable) {
    let dir = tempfile::tempdir().expect("a folder");
    let path = dir.path().join("a.xes");
    std::fs::write(&path, log).expect("written");
    let mut store = Store::open(&dir.path().join("data")).expect("opened");
    let import = EventImport { files: vec![path], columns, ..EventImport::default() };
    let report = store.import_events(&import, &()).expect("imported");
    (report, store.events().expect("read"))
}

fn shown(table: &EventTable) -> String {
    let one = |row: usize| {
        let values = table.attributes.iter().map(|(name, column)| match column {
            Column::Text(codes) => format!("{name}={}", codes.get(row).unwrap_or("-")),
            Column::Number(numbers) => format!("{name}={}", numbers[row]),
            Column::Flag(flags) => format!("{name}={:?}", flags[row]),
        });
        let values: Vec<String> = values.collect();
        let (case, activity) = (table.case.get(row), table.activity.get(row));
        format!("{} {} {}", case.unwrap_or("-"), activity.unwrap_or("-"), values.join(" "))
    };
    (0..table.len()).map(one).collect::<Vec<_>>().join("\n")
}

const LOG: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<log xes.version="1849-2016">
  <global scope="event"><string key="cost" value="UNKNOWN"/></global>
  <classifier name="c" keys="concept:name lifecycle:transition"/>
  <trace>
    <string key="concept:name" value="t1"/>
    <string key="customer" value="Ada"/>
    <int key="prio" value="2"/>
    <event>
      <string key="concept:name" value="a"/>
      <string key="lifecycle:transition" value="start"/>
      <date key="time:timestamp" value="2024-01-01T10:00:00+01:00"/>
      <string key="prio" value="high"><string key="inner" value="left out"/></string>
      <list key="tags"><values><string key="tag" value="x"/></values></list>
    </event>
    <event>
      <string key="concept:name" value="b"/>
      <date key="time:timestamp" value="2024-01-01T11:00:00+01:00"/>
      <boolean key="ok" value="true"/>
      <float key="cost" value="2.5"/>
    </event>
    <event>
      <string key="concept:name" value="c"/>
      <date key="time:timestamp" value="2024-01-01T12:00:00+01:00"/>
      <float key="cost" value="much"/>
    </event>
  </trace>
  <trace>
    <event>
      <string key="concept:name" value="a"/>
      <date key="time:timestamp" value="2024-01-02T10:00:00"/>
    </event>
  </trace>
  <event><string key="concept:name" value="z"/><date key="time:timestamp" value="2024-01-03T10:00:00Z"/></event>
</log>"#;

#[test]
fn a_trace_is_a_case_and_its_attributes_are_its_events() {
    let (report, table) = import(LOG, Columns::default());
    insta::assert_snapshot!(shown(&table), @r"
    t1 a customer=Ada case:prio=2 lifecycle:transition=start prio=high ok=None cost=NaN
    t1 b customer=Ada case:prio=2 lifecycle:transition=- prio=- ok=Some(true) cost=2.5
    trace 2 a customer=- case:prio=NaN lifecycle:transition=- prio=- ok=None cost=NaN
    ");
    assert_eq!((report.unit, report.added, report.rejected), (Some(Unit::Case), 3, 2));
    let reasons: Vec<String> =
        report.first_rejected.iter().map(|r| format!("{}: {}", r.row, r.reason)).collect();
    insta::assert_snapshot!(reasons.join("\n"), @r"
    22: `much` is not a number
    34: there is no id: neither customer nor case nor any other
    ");
    let said: Vec<&str> = report.diagnostics.iter().map(|d| d.code.as_str()).collect();
    assert_eq!(said, ["xes-nested", "xes-value", "xes-trace", "many-rejected"]);
}

#[test]
fn a_customer_is_one_when_told() {
    let columns = Columns { customer: Some("case:customer".into()), ..Columns::default() };
    let (report, table) = import(LOG, columns);
    assert_eq!(report.unit, Some(Unit::Customer));
    assert_eq!(table.customer.values, ["Ada"]);
    assert_eq!(table.case.values, ["t1", "trace 2"]);
}

#[test]
fn without_names_the_first_classifier_names_the_activity() {
    let log = LOG
        .replace("\"concept:name\" value=\"a\"", "\"task\" value=\"a\"")
        .replace("\"concept:name\" value=\"b\"", "\"task\" value=\"b\"")
        .replace("\"concept:name\" value=\"c\"", "\"task\" value=\"c\"")
        .replace("\"concept:name\" value=\"z\"", "\"task\" value=\"z\"")
        .replace("keys=\"concept:name lifecycle:transition\"", "keys=\"task\"");
    let (_, table) = import(&log, Columns::default());
    assert_eq!(table.activity.values, ["a", "b"]);
}
