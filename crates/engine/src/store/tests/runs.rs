//! A dataset of many runs answers as one of a single import, whatever came late and however it was cut.

use super::{Row, csv, import, rows, together};
use crate::ingest::{EventImport, FeedbackImport, ImportReport};
use crate::shard::ids;
use crate::store::{Compaction, Store};
use crate::table::{Column, EventTable};
use proptest::prelude::*;
use std::fmt::Write;
use std::path::Path;

/// Everything of a table, as text: codes are shown as their values.
pub(super) fn shown(table: &EventTable) -> String {
    let mut text = String::new();
    for row in 0..table.len() {
        let ids = ids(table).map(|codes| codes.get(row).unwrap_or("-"));
        write!(text, "{} {} {ids:?}", table.arrival[row], table.time[row]).expect("in memory");
        for (name, column) in &table.attributes {
            let value = match column {
                Column::Text(codes) => format!("{:?}", codes.get(row)),
                Column::Number(numbers) => format!("{}", numbers[row]),
                Column::Flag(flags) => format!("{:?}", flags[row]),
            };
            write!(text, " {name}={value}").expect("in memory");
        }
        text.push('\n');
    }
    // Codes are in order of first arrival.
    for codes in ids(table) {
        writeln!(text, "{:?}", codes.values).expect("in memory");
    }
    text
}

/// A line of a log; each is another, by its number.
type Line = (Option<u8>, u8, u8, u32, u8);

/// A log as a file. `n` is a number, or a text where a line says so; `s` is there in some lines only.
fn log(lines: &[(usize, Line)]) -> String {
    let mut text = String::from("user_id,order_id,event,time,n,s\n");
    for (number, (who, order, what, when, kind)) in lines {
        let who = who.map(|who| format!("u{who}")).unwrap_or_default();
        let number = if *kind == 0 { format!("x{number}") } else { number.to_string() };
        let some = if *kind == 1 { "some" } else { "" };
        let when = 1_700_000_000 + when;
        writeln!(text, "{who},o{order},a{what},{when},{number},{some}").expect("in memory");
    }
    text
}

/// The numbers of the lines that the events come from.
fn numbers(table: &EventTable) -> Vec<u64> {
    let number = |row| match table.attribute("n").expect("there") {
        Column::Text(codes) => codes.get(row).expect("a value").trim_start_matches('x').to_owned(),
        Column::Number(numbers) => numbers[row].to_string(),
        Column::Flag(flags) => u8::from(flags[row].expect("a value")).to_string(),
    };
    (0..table.len()).map(|row| number(row).parse().expect("a number")).collect()
}

fn add(store: &mut Store, path: &Path, text: &str, mapping: Option<&Path>) -> ImportReport {
    std::fs::write(path, text).expect("written");
    let mapping = mapping.map(Path::to_owned);
    let import = EventImport { files: vec![path.to_owned()], mapping, ..EventImport::default() };
    store.import_events(&import, &()).expect("imported")
}

const MAPPING: &str = "
wayline = 1
customer = \"user_id\"
case = \"order_id\"
[[event]]
activity_column = \"event\"
time = \"time\"
[[attribute]]
name = \"n\"
value = \"n\"
[[attribute]]
name = \"s\"
value = \"s\"
";

fn lines(most: usize) -> impl Strategy<Value = Vec<(usize, Line)>> {
    let line = (prop::option::weighted(0.8, 0_u8..9), 0_u8..5, 0_u8..3, 0_u32..500, 0_u8..9);
    prop::collection::vec(line, 1..most).prop_map(|lines| lines.into_iter().enumerate().collect())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]
    #[test]
    fn any_split_of_a_log_into_imports_is_the_log(
        lines in lines(60),
        cuts in prop::collection::vec(any::<prop::sample::Index>(), 0..6),
        file_rows in prop::collection::vec(1_u64..40, 8),
        compactions in prop::collection::vec(prop::option::of(any::<bool>()), 8),
    ) {
        let dir = tempfile::tempdir().expect("a folder");
        let mapping = dir.path().join("mapping.toml");
        std::fs::write(&mapping, MAPPING).expect("written");
        let path = dir.path().join("log.csv");
        let mut whole = Store::open(&dir.path().join("whole")).expect("opened");
        add(&mut whole, &path, &log(&lines), Some(&mapping));
        let mut cuts: Vec<usize> = cuts.iter().map(|cut| cut.index(lines.len())).collect();
        cuts.extend([0, lines.len()]);
        cuts.sort_unstable();
        cuts.dedup();
        let mut parts = Store::open(&dir.path().join("parts")).expect("opened");
        for ((cut, file_rows), compaction) in cuts.windows(2).zip(file_rows).zip(compactions) {
            parts.shard_rows = file_rows;
            let report = add(&mut parts, &path, &log(&lines[cut[0]..cut[1]]), Some(&mapping));
            prop_assert_eq!(report.added, (cut[1] - cut[0]) as u64);
            prop_assert_eq!(report.diagnostics, []);
            if let Some(all) = compaction {
                parts.held_rows = cut[0];
                let compaction = if all { Compaction::Whole } else { Compaction::Tiers };
                let report = parts.compact(compaction).expect("compacted");
                prop_assert!(!all || report.runs == 1);
            }
        }
        prop_assert!(parts.manifest().runs.len() < 4, "an import puts small runs together");
        let (mut whole, mut parts) =
            (whole.dataset().expect("read"), parts.dataset().expect("read"));
        for events in [&mut whole.events, &mut parts.events] {
            // Numbers that times give have gaps, which depend on what was imported together.
            prop_assert!(events.arrival.windows(2).all(|two| two[0] < two[1]));
            events.arrival = (0..).take(events.len()).collect();
        }
        prop_assert_eq!(shown(&parts.events), shown(&whole.events));
        prop_assert_eq!(parts.manifest.attributes, whole.manifest.attributes);
        prop_assert_eq!(parts.manifest.events, whole.manifest.events);
    }

    #[test]
    fn exports_that_overlap_hold_together_what_each_holds(
        exports in prop::collection::vec(
            prop::collection::vec((0_u8..5, 0_u8..2, 0_u32..6), 1..20), 1..6),
        file_rows in prop::collection::vec(1_u64..20, 6),
    ) {
        let dir = tempfile::tempdir().expect("a folder");
        let mut store = Store::open(&dir.path().join("data")).expect("opened");
        let mut expect: Vec<Row> = Vec::new();
        for (number, (export, file_rows)) in exports.iter().zip(file_rows).enumerate() {
            if exports[..number].contains(export) {
                continue;
            }
            store.shard_rows = file_rows;
            let both = together(&expect, export);
            let added = (both.len() - expect.len()) as u64;
            let counts = import(&mut store, dir.path(), "a.csv", export);
            prop_assert_eq!(counts, (added, export.len() as u64 - added));
            expect = both;
        }
        prop_assert_eq!(rows(&store.events().expect("read")), expect);
    }

    #[test]
    fn of_rows_with_one_key_the_first_stays_whoever_owns_them(
        lines in lines(60),
        cut in any::<prop::sample::Index>(),
        key in prop::sample::subsequence(vec!["customer", "case", "activity", "time"], 1..5),
        file_rows in (1_u64..30, 1_u64..30),
    ) {
        let dir = tempfile::tempdir().expect("a folder");
        let mapping = dir.path().join("mapping.toml");
        let text = MAPPING.replacen('\n', &format!("\nkey = {key:?}\n"), 1);
        std::fs::write(&mapping, text).expect("written");
        let mut seen = Vec::new();
        let mut first = |(_, (who, order, what, when, _)): &(usize, Line)| {
            let part = |name: &&str| match *name {
                "customer" => format!("{who:?}"),
                "case" => order.to_string(),
                "activity" => what.to_string(),
                _ => when.to_string(),
            };
            let own: Vec<String> = key.iter().map(part).collect();
            let is_new = !seen.contains(&own);
            seen.push(own);
            is_new
        };
        let expect: Vec<bool> = lines.iter().map(&mut first).collect();
        let mut store = Store::open(&dir.path().join("data")).expect("opened");
        let cut = cut.index(lines.len());
        let path = dir.path().join("log.csv");
        for (part, file_rows) in [(&lines[..cut], file_rows.0), (&lines[cut..], file_rows.1)] {
            if !part.is_empty() {
                store.shard_rows = file_rows;
                add(&mut store, &path, &log(part), Some(&mapping));
            }
        }
        let events = store.events().expect("read");
        let kept: Vec<u64> = (0..).zip(&expect).filter(|(_, new)| **new).map(|(at, _)| at).collect();
        prop_assert_eq!(numbers(&events), kept);
    }
}

#[test]
fn events_newer_than_all_others_are_added_without_a_look_at_those() {
    let dir = tempfile::tempdir().expect("a folder");
    let data = dir.path().join("data");
    let mut store = Store::open(&data).expect("opened").with_limits(4, 100);
    let old: Vec<Row> = (0..20).map(|row| (row, 0, u32::from(row))).collect();
    assert_eq!(import(&mut store, dir.path(), "a.csv", &old), (20, 0));
    // Had a file to be read, the import would be refused.
    for file in std::fs::read_dir(data.join("events")).expect("there").flatten() {
        std::fs::remove_file(file.path()).expect("removed");
    }
    assert_eq!(import(&mut store, dir.path(), "b.csv", &[(0, 0, 20), (1, 0, 30)]), (2, 0));
    // So is what lies in the middle, but with other owners.
    assert_eq!(import(&mut store, dir.path(), "c.csv", &[(0, 0, 25), (77, 1, 26)]), (2, 0));
    let path = dir.path().join("d.csv");
    std::fs::write(&path, csv(&[(3, 0, 3)])).expect("written");
    let import = EventImport { files: vec![path], ..EventImport::default() };
    let refused = store.import_events(&import, &()).expect_err("refused").to_string();
    assert!(refused.contains("is not there"), "{refused}");
}

#[test]
fn a_dataset_of_the_first_layout_is_read_and_the_next_import_makes_it_one_of_runs() {
    let dir = tempfile::tempdir().expect("a folder");
    let data = dir.path().join("data");
    let mut store = Store::open(&data).expect("opened").with_limits(3, 100);
    let old: Vec<Row> = (0..10).map(|row| (row, row % 2, u32::from(row))).collect();
    import(&mut store, dir.path(), "a.csv", &old);
    let path = dir.path().join("said.csv");
    std::fs::write(&path, "id,customer,stars,text,answered_at\nf,u1,5,fine,2020-01-01\n")
        .expect("written");
    let said = FeedbackImport { files: vec![path], ..FeedbackImport::default() };
    store.import_feedback(&said, &()).expect("imported");
    // As the first layout wrote it: one list of files, and no times.
    let path = data.join("manifest.json");
    let text = std::fs::read_to_string(&path).expect("read");
    let mut old_form: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    let mut files = old_form["runs"][0]["files"].clone();
    for file in files.as_array_mut().expect("a list") {
        let file = file.as_object_mut().expect("an entry");
        file.remove("oldest");
        file.remove("newest");
    }
    for file in old_form["feedback"].as_array_mut().expect("a list") {
        file.as_object_mut().expect("an entry").remove("oldest");
    }
    old_form.as_object_mut().expect("fields").remove("runs");
    old_form["shards"] = files;
    old_form["wayline"] = 1.into();
    std::fs::write(&path, old_form.to_string()).expect("written");

    let mut store = Store::open(&data).expect("opened").with_limits(3, 100);
    assert_eq!(rows(&store.dataset().expect("read").events), old);
    assert_eq!((store.manifest().runs.len(), store.manifest().runs[0].files.len()), (1, 4));
    // Rows that are there are known, and the times of their files from now on.
    let more = [(3, 1, 3), (3, 1, 50)];
    assert_eq!(import(&mut store, dir.path(), "b.csv", &more), (1, 1));
    let now = Store::open(&data).expect("opened");
    assert_eq!(now.manifest().wayline, 2);
    assert!(now.manifest().event_files().all(|file| file.rows == 0 || file.oldest.is_some()));
    assert!(now.manifest().feedback[0].oldest.is_some());
    let mut both = old;
    both.push((3, 1, 50));
    assert_eq!(rows(&now.events().expect("read")), both);
}
