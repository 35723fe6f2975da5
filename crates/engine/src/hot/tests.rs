//! A hot file answers every question as the journeys in memory do.

use super::{Hot, Plan, build};
use crate::ask::{Settings, ask};
use crate::disk::Disk;
use crate::error::Error;
use crate::journeys::Journeys;
use crate::manifest::{AttributeEntry, AttributeType};
use crate::shard::append::take;
use crate::span::DAY;
use crate::table::{Codes, Column, EventTable};
use proptest::prelude::*;
use serde_json::{Value, json};
use std::path::Path;
use wayline_model::question::{Question, Unit};

/// (customer, activity, time, channel, amount, flag, case)
type Row = (u8, u16, i64, Option<u8>, Option<i32>, Option<bool>, Option<u8>);

fn rows() -> impl Strategy<Value = Vec<Row>> {
    let times = prop_oneof![0..24_i64, 0..1_i64 << 20, 0..1_i64 << 40];
    let attributes = (
        prop::option::of(0..3_u8),
        prop::option::of(-3..3_i32),
        prop::option::of(any::<bool>()),
        prop::option::of(0..5_u8),
    );
    let row = (0..12_u8, 0..5_u16, times, attributes);
    let row = row.prop_map(|(who, what, when, (a, b, c, d))| (who, what, when, a, b, c, d));
    prop::collection::vec(row, 1..80)
}

fn table(rows: &[Row], unit: i64) -> EventTable {
    let mut table = EventTable::default();
    let (mut channel, mut amount, mut flag) = (Codes::default(), Vec::new(), Vec::new());
    for (arrival, (who, what, when, at, number, yes, case)) in rows.iter().enumerate() {
        let fits = "few values";
        table.customer.push(Some(&format!("c{who}"))).expect(fits);
        table.case.push(case.map(|case| format!("k{case}")).as_deref()).expect(fits);
        table.account.push(None).expect(fits);
        table.session.push(None).expect(fits);
        table.activity.push(Some(&format!("a{what}"))).expect(fits);
        channel.push(at.map(|at| format!("ch{at}")).as_deref()).expect(fits);
        amount.push(number.map_or(f64::NAN, f64::from));
        flag.push(*yes);
        table.time.push(when * unit);
        table.arrival.push(arrival as u64);
    }
    table.attributes = vec![
        ("channel".into(), Column::Text(channel)),
        ("amount".into(), Column::Number(amount)),
        ("yes".into(), Column::Flag(flag)),
    ];
    table
}

/// A hot file of the events in several tables, a customer's all in one.
fn hot(table: &EventTable, unit: Unit, tables: usize, path: &Path) -> Hot {
    let read = |at: usize| -> Result<EventTable, Error> {
        let mine = |row: &usize| {
            let of = |codes: &Codes| codes.get(*row).map_or(0, |id| usize::from(id.as_bytes()[1]));
            let place = if unit == Unit::Case { of(&table.case) } else { of(&table.customer) };
            place % tables == at
        };
        let rows: Vec<usize> = (0..table.len()).filter(mine).collect();
        take(table, &rows.iter().copied())
    };
    let plan = Plan {
        unit,
        attributes: table.attributes.iter().map(|(name, _)| name.clone()).collect(),
        covers: vec!["all".into()],
        stamps: vec![[0, 0]],
        tables,
        read: &read,
    };
    build(path, &Disk::default(), &plan).expect("written");
    Hot::open(path, 1 << 20).expect("a hot file")
}

fn has_unit(table: &EventTable, unit: Unit) -> bool {
    let codes = if unit == Unit::Case { &table.case } else { &table.customer };
    !codes.values.is_empty()
}

/// The attributes of the tables.
fn entries() -> Vec<AttributeEntry> {
    [AttributeType::Text, AttributeType::Number, AttributeType::Flag]
        .into_iter()
        .zip(["channel", "amount", "yes"])
        .map(|(kind, name)| AttributeEntry { name: name.into(), kind, ..AttributeEntry::default() })
        .collect()
}

fn questions() -> Vec<Value> {
    let operators = [
        json!({"op": "counts"}),
        json!({"op": "counts", "ends": ["a1"]}),
        json!({"op": "transitions"}),
        json!({"op": "funnel", "steps": ["a0", "a1"], "within": "2d"}),
        json!({"op": "variants"}),
        json!({"op": "paths", "from": "a0", "depth": 3}),
        json!({"op": "paths", "to": "a1"}),
        json!({"op": "funnel", "steps": ["a0", "a1"], "exclude": ["a2"], "hold": "channel"}),
        json!({"op": "sessions", "gap": "1d"}),
        json!({"op": "retention", "period": "7d"}),
        json!({"op": "dwell", "from": "a0", "to": "a1"}),
        json!({"op": "variants", "top": 2, "collapse_repeats": true}),
        json!({"op": "transitions", "quantiles": "none"}),
        json!({"op": "transitions", "quantiles": "sketch"}),
        json!({"op": "transitions", "quantiles": "median"}),
        json!({"op": "counts", "mean": "amount"}),
        json!({"op": "pattern", "pattern": "a0->.*->a1"}),
        json!({"op": "attribution", "goal": "a1", "model": "linear"}),
        json!({"op": "drivers", "goal": "a1"}),
    ];
    let scopes = [
        json!({}),
        json!({"where": "channel = \"ch1\""}),
        json!({"where": "did(\"a1\", within 2d of first \"a0\") or duration > 3d"}),
        json!({"where": "customer = \"c3\" or count(\"a0\") >= 2"}),
        json!({"only": "channel = \"ch1\" or amount > 0"}),
        json!({"only": "channel in (\"ch0\", \"ch2\")"}),
        json!({"by": "channel"}),
        json!({"by": {"attribute": "amount", "at": "last"}}),
        json!({"by": "customer"}),
        json!({"by": "yes", "only": "activity != \"a1\""}),
        json!({"since": "1970-01-02", "until": "1970-01-05"}),
    ];
    let mut questions = Vec::new();
    for operator in &operators {
        for scope in &scopes {
            let mut question = operator.clone();
            for (key, value) in scope.as_object().expect("an object") {
                question[key] = value.clone();
            }
            questions.push(question);
        }
    }
    let step = json!({"attribute": "channel", "at": "step"});
    questions.push(json!({"op": "counts", "by": step}));
    questions.push(json!({"op": "transitions", "by": step, "only": "amount is present"}));
    questions
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..Default::default() })]

    #[test]
    fn every_question_has_the_same_answer_in_both_forms(
        rows in rows(), tables in 1..4_usize, unit in prop::sample::select(vec![Unit::Customer, Unit::Case]),
        step in prop::sample::select(vec![1, 1_000, DAY / 4]), kept: bool, later in 0..30_usize,
    ) {
        let table = table(&rows, if rows.iter().any(|row| row.2 > 1 << 20) { 1 } else { step });
        let Ok(journeys) = Journeys::build(&table, unit) else { return Ok(()) };
        let folder = tempfile::tempdir().expect("a folder");
        let hot = hot(&table, unit, tables, &folder.path().join("a.hot"));
        let path = folder.path().join("a.hot");
        let hot = if kept { hot } else { Hot::open(&path, 0).expect("a hot file") };
        prop_assert_eq!(hot.event_count(), journeys.event_count() as u64);
        let settings = Settings { min_base: 3, ..Settings::default() };
        // The same, of which the last events came when the file was there already.
        let all: Vec<usize> = (0..table.len()).collect();
        let (old, new) = all.split_at(table.len() - later.min(table.len() - 1));
        let (old, new) = (take(&table, &old.iter().copied()), take(&table, &new.iter().copied()));
        let (old, new) = (old.expect("taken"), new.expect("taken"));
        let extended = has_unit(&old, unit).then(|| {
            let hot = self::hot(&old, unit, tables, &folder.path().join("b.hot"));
            let fits = hot.has_columns_of(&new, &entries()) && has_unit(&new, unit);
            // What was asked before must not be kept too long.
            let hot = if kept { hot.keeping() } else { hot };
            for question in questions() {
                let asked: Question = serde_json::from_value(question).expect("a question");
                let _ = hot.ask(&asked, &settings);
            }
            fits.then(|| hot.extended(&new).expect("read"))
        });
        for question in questions() {
            let asked: Question = serde_json::from_value(question.clone()).expect("a question");
            let answer = |answer: Result<wayline_model::answer::Answer, Error>| match answer {
                Ok(answer) => serde_json::to_string(&answer).expect("plain data"),
                Err(error) => error.to_string(),
            };
            let (found, expect) =
                (answer(hot.ask(&asked, &settings)), answer(ask(&journeys, &asked, &settings)));
            prop_assert_eq!(&found, &expect, "{}", question);
            if let Some(extended) = extended.as_ref().and_then(Option::as_ref) {
                let found = answer(extended.ask(&asked, &settings));
                prop_assert_eq!(found, expect, "with later events: {}", question);
            }
        }
    }
}

#[test]
fn a_file_that_is_cut_short_or_changed_is_none_or_is_named() {
    let rows: Vec<Row> = (0..200_u8)
        .map(|n| (n % 12, u16::from(n % 5), i64::from(n), Some(n % 3), None, None, None))
        .collect();
    let table = table(&rows, DAY);
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.hot");
    drop(hot(&table, Unit::Customer, 2, &path));
    let whole = std::fs::read(&path).expect("written");
    let question: Question =
        serde_json::from_value(json!({"op": "transitions", "by": "channel"})).expect("a question");
    let expect = Hot::open(&path, 1 << 20)
        .expect("whole")
        .ask(&question, &Settings::default())
        .expect("an answer");
    for length in (0..whole.len()).step_by(97) {
        std::fs::write(&path, &whole[..length]).expect("written");
        assert!(Hot::open(&path, 1 << 20).is_none(), "{length} of {} bytes", whole.len());
    }
    let mut found_out = 0;
    for at in 0..whole.len() {
        let mut changed = whole.clone();
        changed[at] ^= 0x40;
        std::fs::write(&path, &changed).expect("written");
        let Some(hot) = Hot::open(&path, 1 << 20) else {
            found_out += 1;
            continue;
        };
        match hot.ask(&question, &Settings::default()) {
            // A section that the question does not read.
            Ok(answer) => assert_eq!(answer, expect, "byte {at}"),
            Err(Error::Damaged { .. }) => found_out += 1,
            Err(other) => panic!("byte {at}: {other}"),
        }
    }
    assert!(2 * found_out > whole.len(), "{found_out} of {}", whole.len());
}
