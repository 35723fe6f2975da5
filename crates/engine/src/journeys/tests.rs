//! How events become journeys, and the rare sizes and times.

use super::*;
use crate::ask::{Settings, ask};
use crate::idle::{Ending, Endings};
use crate::span::DAY;
use wayline_model::question::Question;

/// (customer, activity, time, arrival)
type Event<'a> = (Option<&'a str>, Option<&'a str>, i64, u64);

fn table(events: &[Event<'_>]) -> EventTable {
    let mut table = EventTable::default();
    for (customer, activity, time, arrival) in events {
        table.customer.push(*customer).expect("few values");
        table.activity.push(*activity).expect("few values");
        for codes in [&mut table.case, &mut table.account, &mut table.session] {
            codes.push(None).expect("no value");
        }
        table.time.push(*time);
        table.arrival.push(*arrival);
    }
    table
}

fn build(events: &[Event<'_>]) -> Journeys {
    Journeys::build(&table(events), Unit::Customer).expect("customers")
}

/// `ann: a b · bob: c`
fn check(events: &[Event<'_>], expect: &str) {
    let journeys = build(events);
    let line = |ix| {
        let names: Vec<&str> = journeys.events(ix).map(|row| journeys.activity_name(row)).collect();
        format!("{}: {}", journeys.id(ix), names.join(" "))
    };
    assert_eq!(journeys.all().map(line).collect::<Vec<_>>().join(" · "), expect);
}

#[test]
fn journeys_stand_in_order_of_first_arrival_whatever_the_rows() {
    let (ann, bob) = (Some("ann"), Some("bob"));
    let events = [(bob, Some("c"), 9, 1), (ann, Some("b"), 5, 2), (ann, Some("a"), 1, 0)];
    check(&events, "ann: a b · bob: c");
    assert_eq!(build(&events).activities(), ["a", "c", "b"], "in order of first arrival, too");
    let journeys = build(&events);
    assert_eq!(journeys.find("bob"), Some(JourneyIx(1)));
    assert_eq!(journeys.journey_of(1), JourneyIx(0));
    assert_eq!((journeys.customer(2), journeys.case(2)), (Some("bob"), None));
}

#[test]
fn equal_times_keep_the_order_of_arrival() {
    let ann = Some("ann");
    let events = [(ann, Some("z"), 5, 7), (ann, Some("y"), 5, 3), (ann, Some("x"), 5, 9)];
    check(&events, "ann: y z x");
}

#[test]
fn events_without_id_or_activity_are_left_out_and_counted() {
    let events =
        [(None, Some("a"), 0, 0), (Some("ann"), None, 0, 1), (Some("bob"), Some("b"), 0, 2)];
    check(&events, "bob: b");
    assert_eq!(build(&events).without_id(), 2);
}

#[test]
fn no_events_are_no_journeys_and_no_id_at_all_is_an_error() {
    check(&[], "");
    let error = Journeys::build(&table(&[(Some("ann"), Some("a"), 0, 0)]), Unit::Case);
    assert!(error.expect_err("no case").to_string().contains("no event has a case id"));
}

fn answer(journeys: &Journeys, question: &str) -> serde_json::Value {
    let question: Question = serde_json::from_str(question).expect("a question");
    ask(journeys, &question, &Settings::default()).expect("an answer").answer
}

#[test]
fn activity_codes_of_every_width_count_alike() {
    for activities in [2_usize, 256, 257, 65_536, 65_537] {
        let names: Vec<String> = (0..activities).map(|activity| format!("n{activity}")).collect();
        let events: Vec<Event<'_>> = names
            .iter()
            .enumerate()
            .map(|(at, name)| {
                (Some("ann"), Some(name.as_str()), i64::try_from(at).expect("small"), at as u64)
            })
            .collect();
        let journeys = build(&events);
        let width = match journeys.activity_codes() {
            ActivityCodes::U8(_) => 1,
            ActivityCodes::U16(_) => 2,
            ActivityCodes::U32(_) => 4,
        };
        let expect = if activities <= 256 {
            1
        } else if activities <= 65_536 {
            2
        } else {
            4
        };
        assert_eq!(width, expect, "{activities}");
        let answer = answer(&journeys, r#"{"op": "transitions"}"#);
        let pairs = answer["transitions"].as_array().map_or(0, Vec::len);
        assert_eq!(pairs, activities - 1);
        assert_eq!(answer["ends"][0]["activity"], format!("n{}", activities - 1));
    }
}

#[test]
fn no_time_however_far_makes_a_question_panic() {
    let ann = Some("ann");
    let events = [
        (ann, Some("a"), i64::MIN, 0),
        (ann, Some("b"), i64::MAX, 1),
        (Some("bob"), Some("a"), 0, 2),
    ];
    let empty: [Event<'_>; 0] = [];
    let narrow = [(ann, Some("a"), 0, 0), (ann, Some("b"), 1, 1)];
    for question in [
        r#"{"op": "counts"}"#,
        r#"{"op": "transitions"}"#,
        r#"{"op": "variants"}"#,
        r#"{"op": "paths"}"#,
        r#"{"op": "funnel", "steps": ["a", "b"], "within": "7d"}"#,
        r#"{"op": "funnel", "steps": ["a", "b"], "order": "any"}"#,
        r#"{"op": "funnel", "steps": ["a"], "within": "7d", "exclude": ["b"], "hold": "customer"}"#,
        r#"{"op": "sessions", "gap": "7d"}"#,
        r#"{"op": "retention", "period": "15000000w", "return": "b"}"#,
        r#"{"op": "dwell", "from": "a", "to": "b"}"#,
        r#"{"op": "counts", "where": "duration > 3d and did(\"b\", within 1w of first \"a\")"}"#,
        r#"{"op": "counts", "since": "0001-01-01", "until": "9999-12-31"}"#,
    ] {
        answer(&build(&events), question);
        answer(&build(&narrow), question);
        let question: Question = serde_json::from_str(question).expect("a question");
        // Without events no activity is known: an error or an answer, and no panic.
        drop(ask(&build(&empty), &question, &Settings::default()));
    }
}

#[test]
fn endings_are_told_by_the_goal_the_limit_and_the_newest_event() {
    let events = [
        (Some("ann"), Some("view"), 0, 0),
        (Some("ann"), Some("pay"), DAY, 1),
        (Some("bob"), Some("view"), 0, 2),
        (Some("cat"), Some("view"), 9 * DAY, 3),
        (Some("dan"), Some("view"), 10 * DAY, 4),
    ];
    let journeys = build(&events);
    let settings = Settings { goals: vec!["pay".into()], ..Settings::default() };
    let endings = Endings::of(&journeys, &settings).expect("a known goal");
    assert_eq!(endings.limit_us(ActivityIx(0)), DAY);
    let found: Vec<Ending> = journeys.all().map(|ix| endings.ending(&journeys, ix)).collect();
    assert_eq!(found, [Ending::Reached, Ending::Left, Ending::Open, Ending::Open]);
    let unknown = Settings { goals: vec!["pya".into()], ..Settings::default() };
    let error = Endings::of(&journeys, &unknown).expect_err("no such activity");
    assert!(error.to_string().contains("\"pya\""));
}
