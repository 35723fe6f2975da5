//! The operators on real logs, against figures computed from the files by other means.

use serde_json::{Value, json};
use std::sync::OnceLock;
use wayline_engine::ask::{Settings, ask};
use wayline_engine::ingest::EventImport;
use wayline_engine::journeys::Journeys;
use wayline_engine::store::Store;
use wayline_model::answer::Answer;
use wayline_model::question::Unit;

fn journeys(file: &str) -> Option<Journeys> {
    let files = vec![wayline_fixtures::real_data(file)?];
    let folder = tempfile::tempdir().expect("a folder");
    let mut store = Store::open(folder.path()).expect("an empty folder");
    store.import_events(&EventImport { files, ..EventImport::default() }, &()).expect("imported");
    let table = Store::open(folder.path()).expect("the dataset").events().expect("its events");
    Some(Journeys::build(&table, Unit::Case).expect("every event has a case"))
}

fn help_desk() -> Option<&'static Journeys> {
    static ONCE: OnceLock<Option<Journeys>> = OnceLock::new();
    ONCE.get_or_init(|| journeys("helpdesk/helpdesk.xes.gz")).as_ref()
}

fn answer(journeys: &Journeys, question: Value) -> Answer {
    let question = serde_json::from_value(question).expect("a question");
    ask(journeys, &question, &Settings::default()).expect("an answer")
}

/// Events, cases, activities, variants.
fn sizes(journeys: &Journeys) -> (u64, u64, usize, u64) {
    let counts = answer(journeys, json!({"op": "counts"}));
    let activities = counts.answer["activities"].as_array().map_or(0, Vec::len);
    let variants = answer(journeys, json!({"op": "variants", "top": 1}));
    let total = variants.answer["total_variants"].as_u64().expect("a count");
    (counts.events, counts.journeys, activities, total)
}

/// Pairs as `from → to count median_s`, the most frequent first.
fn pairs(journeys: &Journeys, top: usize) -> Vec<String> {
    let answer = answer(journeys, json!({"op": "transitions"})).answer;
    let rows = answer["transitions"].as_array().expect("a list");
    let line = |row: &Value| {
        let text = |key: &str| row[key].as_str().unwrap_or("?").to_owned();
        format!("{} → {} {} {}", text("from"), text("to"), row["count"], row["median_s"])
    };
    rows.iter().take(top).map(line).collect()
}

#[test]
fn the_help_desk() {
    let Some(journeys) = help_desk() else { return };
    assert_eq!(sizes(journeys), (21_348, 4_580, 14, 226));
    assert_eq!(
        pairs(journeys, 3),
        [
            "Resolve ticket → Closed 4558 2592116.0",
            "Assign seriousness → Take in charge ticket 4160 21926.5",
            "Take in charge ticket → Resolve ticket 3563 9758.0",
        ]
    );
    let all = answer(journeys, json!({"op": "transitions"})).answer;
    assert_eq!(all["transitions"].as_array().map(Vec::len), Some(55));
    assert_eq!(all["starts"][0], json!({"activity": "Assign seriousness", "count": 4384}));
    assert_eq!(all["ends"][0], json!({"activity": "Closed", "count": 4557}));
    let variants = answer(journeys, json!({"op": "variants", "top": 2})).answer;
    assert_eq!(
        (&variants["variants"][0]["count"], &variants["variants"][1]["count"]),
        (&json!(2366), &json!(552))
    );
}

#[test]
fn a_funnel_of_the_help_desk() {
    let Some(journeys) = help_desk() else { return };
    let steps = ["Assign seriousness", "Take in charge ticket", "Resolve ticket", "Closed"];
    let answer = answer(journeys, json!({"op": "funnel", "steps": steps, "within": "30d"})).answer;
    let figures = |key: &str| -> Vec<u64> {
        let rows = answer["steps"].as_array().expect("a list").iter();
        rows.map(|row| row[key].as_u64().expect("a count")).collect()
    };
    assert_eq!(figures("count"), [4495, 4153, 3800, 70]);
    assert_eq!(figures("open"), [0, 0, 0, 0]);
}

#[test]
fn the_permits() {
    let Some(journeys) = journeys("permits/receipt.xes.gz") else { return };
    assert_eq!(sizes(&journeys), (8_577, 1_434, 27, 116));
    assert_eq!(
        pairs(&journeys, 2),
        [
            "T04 Determine confirmation of receipt → T05 Print and send confirmation of receipt 1177 31.055",
            "T06 Determine necessity of stop advice → T10 Determine necessity to stop indication 1165 31.134",
        ]
    );
}

#[test]
fn the_running_example_is_the_same_from_xes_and_csv() {
    let (Some(xes), Some(csv)) =
        (journeys("xes/running-example.xes"), journeys("xes/running-example.csv"))
    else {
        return;
    };
    for journeys in [&xes, &csv] {
        assert_eq!(sizes(journeys), (42, 6, 8, 6));
        let pairs = pairs(journeys, 100);
        assert_eq!(pairs.len(), 16);
        assert_eq!(
            pairs[..3],
            [
                "check ticket → decide 6 129300.0",
                "examine casually → check ticket 4 48120.0",
                "register request → examine casually 3 3840.0",
            ]
        );
        let ends = answer(journeys, json!({"op": "transitions"})).answer["ends"].clone();
        let ends: Vec<u64> = ends
            .as_array()
            .expect("a list")
            .iter()
            .map(|end| end["count"].as_u64().expect("a count"))
            .collect();
        assert_eq!(ends, [3, 3]);
    }
}
