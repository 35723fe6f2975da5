//! `pattern` against a matcher that tries every part of every journey by backtracking.

use super::{HOUR, Log, NAMES, Trace, answer, logs, percentile_s, rfc3339, same, traces};
use proptest::prelude::*;
use serde_json::{Value, json};

/// Which activities fit a place, and whether it is starred.
type Place = (Vec<usize>, bool);
/// The first event of a match, and the one behind its last.
type Match = (usize, usize);

#[derive(Clone, Debug)]
struct Asked {
    text: String,
    places: Vec<Place>,
    from_start: bool,
    to_end: bool,
}

/// A place as it is written, in one of several ways.
fn place() -> impl Strategy<Value = (String, Place)> {
    let classes = prop::collection::btree_set(0..4_usize, 1..4);
    (0..4_usize, 0..4_usize, classes, prop::bool::weighted(0.4)).prop_map(
        |(kind, one, class, star)| {
            let names: Vec<&str> = class.iter().map(|activity| NAMES[*activity]).collect();
            let (text, fits): (String, Vec<usize>) = match kind {
                0 => (NAMES[one].into(), vec![one]),
                1 => (".".into(), (0..4).collect()),
                2 => (format!("[{}]", names.join("|")), class.iter().copied().collect()),
                _ => {
                    let others = (0..4).filter(|activity| !class.contains(activity)).collect();
                    (format!("[ ^{}]", names.join(" | ")), others)
                }
            };
            (if star { format!("{text}*") } else { text }, (fits, star))
        },
    )
}

fn asked() -> impl Strategy<Value = Asked> {
    (prop::collection::vec(place(), 1..6), prop::bool::weighted(0.25), prop::bool::weighted(0.25))
        .prop_map(|(places, from_start, to_end)| {
            let mut parts: Vec<String> = places.iter().map(|(text, _)| text.clone()).collect();
            if from_start {
                parts.insert(0, "path_start".into());
            }
            if to_end {
                parts.push("path_end".into());
            }
            let places = places.into_iter().map(|(_, place)| place).collect();
            Asked { text: parts.join(" -> "), places, from_start, to_end }
        })
}

/// Whether the places describe exactly these events.
fn describes(places: &[Place], events: &[(usize, i64)]) -> bool {
    let Some(((fits, star), rest)) = places.split_first() else { return events.is_empty() };
    let one = events.first().is_some_and(|event| fits.contains(&event.0));
    if *star {
        describes(rest, events) || (one && describes(places, &events[1..]))
    } else {
        one && describes(rest, &events[1..])
    }
}

/// The match that begins first, and of those the one that ends first.
fn next_match(asked: &Asked, trace: &Trace, from: usize) -> Option<Match> {
    for start in from..trace.len() {
        for end in start + 1..=trace.len() {
            let placed = (!asked.from_start || start == 0) && (!asked.to_end || end == trace.len());
            if placed && describes(&asked.places, &trace[start..end]) {
                return Some((start, end));
            }
        }
    }
    None
}

/// Matches from left to right, each behind the one before.
fn matches(asked: &Asked, trace: &Trace) -> Vec<Match> {
    let mut found: Vec<Match> = vec![];
    while let Some(next) = next_match(asked, trace, found.last().map_or(0, |last| last.1)) {
        found.push(next);
    }
    found
}

/// Logs that have every activity, so that no name is unknown.
fn whole(mut log: Log) -> Log {
    log.extend((0..4).map(|activity| (6, activity, 20)));
    log
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 20_000, failure_persistence: None, ..Default::default() })]

    #[test]
    fn patterns(log in logs(), asked in asked()) {
        let log = whole(log);
        let found = answer(&log, json!({"op": "pattern", "pattern": asked.text}));
        let all: Vec<(usize, Trace, Vec<Match>)> = traces(&log).into_iter().enumerate()
            .map(|(ix, trace)| { let found = matches(&asked, &trace); (ix, trace, found) }).collect();
        let with = all.iter().filter(|(_, _, found)| !found.is_empty()).count();
        prop_assert_eq!(&found["count"], with, "{}", asked.text);
        prop_assert_eq!(&found["rate"]["n"], all.len());
        prop_assert!(same(&found["rate"]["value"], with as f64 / all.len() as f64));
        let lengths: Vec<i64> = all.iter()
            .flat_map(|(_, trace, found)| found.iter().map(|(s, e)| trace[e - 1].1 - trace[*s].1)).collect();
        prop_assert_eq!(&found["matches"], lengths.len(), "{}", asked.text);
        if lengths.is_empty() {
            prop_assert_eq!(&found["median_s"], &Value::Null);
        } else {
            prop_assert!(same(&found["median_s"], percentile_s(&lengths, 50)));
        }
        let mut ids: Vec<usize> = vec![];
        for (journey, _, _) in &log {
            if !ids.contains(journey) { ids.push(*journey); }
        }
        let first: Vec<Value> = all.iter().filter_map(|(ix, trace, found)| {
            let (start, end) = found.first()?;
            Some(json!({"journey": ids[*ix].to_string(), "position": start + 1, "events": end - start,
                "start": rfc3339(trace[*start].1), "end": rfc3339(trace[end - 1].1)}))
        }).collect();
        prop_assert_eq!(&found["first"], &json!(first));
    }
}

#[test]
fn a_journey_of_many_events_takes_two_looks_at_each() {
    // Tried from every beginning, this would be 10^10 steps.
    let log: Log = (0..100_000).map(|at| (0, 0, at)).chain([(1, 1, 0)]).collect();
    let found = answer(&log, json!({"op": "pattern", "pattern": "view->view*->cart"}));
    assert_eq!((&found["count"], &found["matches"]), (&json!(0), &json!(0)));
    let found = answer(&log, json!({"op": "pattern", "pattern": "view->view*->path_end"}));
    assert_eq!((&found["count"], &found["matches"]), (&json!(1), &json!(1)));
    assert_eq!(found["median_s"], json!((99_999 * 6 * HOUR) as f64 / 1e6));
}
