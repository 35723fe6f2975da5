//! Every operator against its definition, written down as slow and plain as possible and sharing no
//! code with the engine, on thousands of small random logs full of ties and repeats.

use proptest::prelude::*;
use serde_json::{Value, json};
use wayline_engine::ask::{Settings, ask};
use wayline_engine::journeys::Journeys;
use wayline_engine::table::{Codes, Column, EventTable};
use wayline_model::question::Unit;

#[path = "brute_force/attribution.rs"]
mod attribution;
#[path = "brute_force/chains.rs"]
mod chains;
#[path = "brute_force/drivers.rs"]
mod drivers;
#[path = "brute_force/pattern.rs"]
mod pattern;

const HOUR: i64 = 3_600_000_000;
const DAY: i64 = 24 * HOUR;
const NAMES: [&str; 4] = ["view", "cart", "pay", "ship"];

/// (journey, activity, six-hour step): the order is that of arrival.
type Log = Vec<(usize, usize, i64)>;
/// A journey's events in order: (activity, time).
type Trace = Vec<(usize, i64)>;

fn logs() -> impl Strategy<Value = Log> {
    prop::collection::vec((0..6_usize, 0..4_usize, 0..20_i64), 1..40)
}

fn build(log: &Log) -> Journeys {
    let mut table = EventTable::default();
    for (arrival, (journey, activity, time)) in log.iter().enumerate() {
        table.case.push(Some(&journey.to_string())).expect("few values");
        table.activity.push(Some(NAMES[*activity])).expect("few values");
        table.time.push(time * 6 * HOUR);
        table.arrival.push(arrival as u64);
    }
    Journeys::build(&table, Unit::Case).expect("every event has a case")
}

/// Journeys in order of first arrival.
fn traces(log: &Log) -> Vec<Trace> {
    let mut ids: Vec<usize> = vec![];
    for (journey, _, _) in log {
        if !ids.contains(journey) {
            ids.push(*journey);
        }
    }
    let of = |id: &usize| {
        let mut trace: Trace =
            log.iter().filter(|e| e.0 == *id).map(|e| (e.1, e.2 * 6 * HOUR)).collect();
        trace.sort_by_key(|(_, time)| *time);
        trace
    };
    ids.iter().map(of).collect()
}

/// Journeys of events with a channel: (journey, activity, six-hour step, channel).
fn with_channels<'c>(
    events: impl Iterator<Item = (usize, usize, i64, Option<&'c str>)>,
) -> Journeys {
    let mut table = EventTable::default();
    let mut channels = Codes::default();
    for (arrival, (journey, activity, time, channel)) in events.enumerate() {
        table.case.push(Some(&journey.to_string())).expect("few values");
        table.activity.push(Some(NAMES[activity])).expect("few values");
        table.time.push(time * 6 * HOUR);
        table.arrival.push(arrival as u64);
        channels.push(channel).expect("few values");
    }
    table.attributes.push(("channel".into(), Column::Text(channels)));
    Journeys::build(&table, Unit::Case).expect("every event has a case")
}

fn answer(log: &Log, question: Value) -> Value {
    answer_of(&build(log), question)
}

fn answer_of(journeys: &Journeys, question: Value) -> Value {
    let question = serde_json::from_value(question).expect("a question");
    ask(journeys, &question, &Settings::default()).expect("an answer").answer
}

fn newest(log: &Log) -> i64 {
    log.iter().map(|event| event.2 * 6 * HOUR).max().expect("there are events")
}

/// A hundred times the percentile of type 7: in whole numbers, for a limit must not fall between two of them.
fn hundred_percentiles(mut list: Vec<i64>, percent: usize) -> i64 {
    list.sort_unstable();
    let place = (list.len() - 1) * percent;
    let (low, high) = (list[place / 100], list[(place / 100 + 1).min(list.len() - 1)]);
    let hundredths = i64::try_from(place % 100).expect("below a hundred");
    low * 100 + (high - low) * hundredths
}

fn percentile_s(list: &[i64], percent: usize) -> f64 {
    hundred_percentiles(list.to_vec(), percent) as f64 / 1e8
}

/// The idle limit of an activity.
fn limit(traces: &[Trace], activity: usize) -> i64 {
    let mut waits = vec![];
    for trace in traces {
        for at in 1..trace.len() {
            if trace[at - 1].0 == activity {
                waits.push(trace[at].1 - trace[at - 1].1);
            }
        }
    }
    if waits.is_empty() { DAY } else { DAY.max(hundred_percentiles(waits, 95) / 100) }
}

/// A time as answers write it.
fn rfc3339(us: i64) -> String {
    jiff::Timestamp::from_microsecond(us).expect("in range").to_string()
}

fn same(found: &Value, expect: f64) -> bool {
    found.as_f64().is_some_and(|found| (found - expect).abs() <= 1e-9 * expect.abs().max(1.0))
}

/// The longest chain from an event on, by trying everything.
fn furthest(trace: &Trace, steps: &[usize], from: usize, end: i64, once: bool) -> usize {
    let Some((step, rest)) = steps.split_first() else {
        return 0;
    };
    let mut best = 0;
    for at in from..trace.len() {
        if trace[at].0 == *step && trace[at].1 <= end {
            let next = if once { at + 1 } else { at };
            best = best.max(1 + furthest(trace, rest, next, end, once));
        }
    }
    best
}

fn best_chain(trace: &Trace, steps: &[usize], within: i64, once: bool) -> usize {
    let mut best = 0;
    for (at, (activity, time)) in trace.iter().enumerate() {
        if *activity == steps[0] {
            let next = if once { at + 1 } else { at };
            best = best.max(1 + furthest(trace, &steps[1..], next, time + within, once));
        }
    }
    best
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..Default::default() })]

    #[test]
    fn counts(log in logs()) {
        let (traces, found) = (traces(&log), answer(&log, json!({"op": "counts"})));
        for row in found["activities"].as_array().expect("a list") {
            let activity = NAMES.iter().position(|name| row["activity"] == *name).expect("known");
            let has = |trace: &&Trace| trace.iter().any(|event| event.0 == activity);
            let events = log.iter().filter(|event| event.1 == activity).count();
            let with = traces.iter().filter(has).count();
            let ends: Vec<&Trace> =
                traces.iter().filter(|trace| trace[trace.len() - 1].0 == activity).collect();
            let starts = traces.iter().filter(|trace| trace[0].0 == activity).count();
            let gone = |trace: &&&Trace| {
                newest(&log) - trace[trace.len() - 1].1 > limit(&traces, activity)
            };
            let left = ends.iter().filter(gone).count();
            let open = ends.len() - left;
            prop_assert_eq!(&row["events"], events);
            prop_assert_eq!(&row["journeys"], with);
            prop_assert_eq!(&row["starts"], starts);
            prop_assert_eq!(&row["ends"], ends.len());
            prop_assert_eq!(&row["open"], open);
            prop_assert_eq!(&row["left"]["n"], with - open);
            if with > open {
                prop_assert!(same(&row["left"]["value"], left as f64 / (with - open) as f64));
            }
        }
        let total: u64 = found["activities"].as_array().expect("a list").iter()
            .map(|row| row["events"].as_u64().expect("a count")).sum();
        prop_assert_eq!(total, log.len() as u64);
    }

    #[test]
    fn transitions(log in logs()) {
        let (traces, found) = (traces(&log), answer(&log, json!({"op": "transitions"})));
        let mut listed = 0;
        for (from, from_name) in NAMES.iter().enumerate() {
            for (to, to_name) in NAMES.iter().enumerate() {
                let mut waits = vec![];
                let mut journeys = 0;
                for trace in &traces {
                    let before = waits.len();
                    for at in 1..trace.len() {
                        if (trace[at - 1].0, trace[at].0) == (from, to) {
                            waits.push(trace[at].1 - trace[at - 1].1);
                        }
                    }
                    journeys += u64::from(waits.len() > before);
                }
                let row = found["transitions"].as_array().expect("a list").iter()
                    .find(|row| row["from"] == *from_name && row["to"] == *to_name);
                prop_assert_eq!(row.is_some(), !waits.is_empty());
                let Some(row) = row else { continue };
                listed += 1;
                prop_assert_eq!(&row["count"], waits.len());
                prop_assert_eq!(&row["journeys"], journeys);
                let mean = waits.iter().sum::<i64>() as f64 / waits.len() as f64;
                prop_assert!(same(&row["mean_s"], mean / 1e6));
                prop_assert!(same(&row["median_s"], percentile_s(&waits, 50)));
                prop_assert!(same(&row["p95_s"], percentile_s(&waits, 95)));
                prop_assert!(same(&row["min_s"], percentile_s(&waits, 0)));
                prop_assert!(same(&row["max_s"], percentile_s(&waits, 100)));
            }
        }
        prop_assert_eq!(found["transitions"].as_array().map(Vec::len), Some(listed));
        let mut fewer = found.clone();
        for row in fewer["transitions"].as_array_mut().expect("a list") {
            row.as_object_mut().expect("a row").retain(|key, _| {
                !["journeys", "p95_s", "min_s", "max_s"].contains(&key.as_str())
            });
        }
        prop_assert_eq!(answer(&log, json!({"op": "transitions", "quantiles": "median"})), fewer);
    }

    #[test]
    fn funnels(
        log in logs(), steps in prop::collection::vec(0..4_usize, 1..5), days in 0..4_i64, once: bool,
    ) {
        let names: Vec<&str> = log.iter().map(|event| NAMES[event.1]).collect();
        prop_assume!(steps.iter().all(|step| names.contains(&NAMES[*step])));
        let asked: Vec<&str> = steps.iter().map(|step| NAMES[*step]).collect();
        let question = json!({"op": "funnel", "steps": asked, "within": format!("{days}d"), "once": once});
        let found = answer(&log, question);
        let levels: Vec<usize> =
            traces(&log).iter().map(|trace| best_chain(trace, &steps, days * DAY, once)).collect();
        // A journey that entered and did not finish is open while some entry's window is.
        let may_go_on = |trace: &Trace| trace.iter()
            .any(|event| event.0 == steps[0] && event.1 + days * DAY > newest(&log));
        for (step, row) in found["steps"].as_array().expect("a list").iter().enumerate() {
            let count = levels.iter().filter(|level| **level > step).count();
            let open = traces(&log).iter().zip(&levels)
                .filter(|(trace, level)| **level == step + 1 && *level < &steps.len() && may_go_on(trace))
                .count();
            prop_assert_eq!(&row["count"], count, "step {}", step);
            prop_assert_eq!(&row["open"], open, "step {}", step);
        }
    }

    #[test]
    fn strict_and_first_funnels(log in logs(), steps in prop::collection::vec(0..4_usize, 1..4)) {
        let names: Vec<&str> = log.iter().map(|event| NAMES[event.1]).collect();
        prop_assume!(steps.iter().all(|step| names.contains(&NAMES[*step])));
        let asked: Vec<&str> = steps.iter().map(|step| NAMES[*step]).collect();
        let counts = |order: &str, entry: &str| -> Vec<u64> {
            let question = json!({"op": "funnel", "steps": asked, "order": order, "entry": entry, "once": true});
            let found = answer(&log, question);
            found["steps"].as_array().expect("a list").iter()
                .map(|row| row["count"].as_u64().expect("a count")).collect()
        };
        let expect = |level: &dyn Fn(&Trace) -> usize| -> Vec<u64> {
            let levels: Vec<usize> = traces(&log).iter().map(level).collect();
            (0..steps.len()).map(|step| levels.iter().filter(|l| **l > step).count() as u64).collect()
        };
        let next_by_next = |trace: &Trace, at: usize| {
            let mut level = 0;
            while level < steps.len() && at + level < trace.len() && trace[at + level].0 == steps[level] {
                level += 1;
            }
            level
        };
        let entry = |trace: &Trace| trace.iter().position(|event| event.0 == steps[0]);
        prop_assert_eq!(counts("strict", "best"), expect(&|trace| {
            (0..trace.len()).map(|at| next_by_next(trace, at)).max().unwrap_or(0)
        }));
        prop_assert_eq!(counts("strict", "first"), expect(&|trace| {
            entry(trace).map_or(0, |at| next_by_next(trace, at))
        }));
        prop_assert_eq!(counts("ordered", "first"), expect(&|trace| {
            entry(trace).map_or(0, |at| furthest(trace, &steps, at, i64::MAX, true))
        }));
        prop_assert_eq!(counts("any", "best"), expect(&|trace| {
            let mut waiting = steps.clone();
            for (activity, _) in trace {
                if let Some(at) = waiting.iter().position(|step| step == activity) {
                    waiting.remove(at);
                }
            }
            steps.len() - waiting.len()
        }));
    }

    #[test]
    fn variants(log in logs(), collapse_repeats: bool) {
        let mut expect: Vec<(Vec<&str>, u64)> = vec![];
        for trace in traces(&log) {
            let mut names: Vec<&str> = trace.iter().map(|event| NAMES[event.0]).collect();
            if collapse_repeats {
                let mut at = 1;
                while at < names.len() {
                    if names[at] == names[at - 1] { names.remove(at); } else { at += 1; }
                }
            }
            match expect.iter_mut().find(|(known, _)| *known == names) {
                Some((_, count)) => *count += 1,
                None => expect.push((names, 1)),
            }
        }
        // A stable sort leaves equals in order of first arrival.
        expect.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        let found = answer(&log, json!({"op": "variants", "collapse_repeats": collapse_repeats}));
        prop_assert_eq!(&found["total_variants"], expect.len());
        let found: Vec<(Vec<&str>, u64)> = found["variants"].as_array().expect("a list").iter()
            .map(|row| {
                let trace = row["trace"].as_array().expect("a list");
                (trace.iter().filter_map(Value::as_str).collect(), row["count"].as_u64().expect("a count"))
            })
            .collect();
        prop_assert_eq!(found, expect);
    }

    #[test]
    fn paths(log in logs(), anchor in 0..4_usize, depth in 1..5_usize, back: bool) {
        prop_assume!(log.iter().any(|event| event.1 == anchor));
        let side = if back { "to" } else { "from" };
        let found = answer(&log, json!({"op": "paths", side: NAMES[anchor], "depth": depth}));
        let mut parts: Vec<Vec<usize>> = vec![];
        for trace in traces(&log) {
            let mut acts: Vec<usize> = trace.iter().map(|event| event.0).collect();
            if back {
                acts.reverse();
            }
            if let Some(at) = acts.iter().position(|activity| *activity == anchor) {
                parts.push(acts[at..].to_vec());
            }
        }
        prop_assert_eq!(&found["journeys"], parts.len());
        for (activity, name) in NAMES.iter().enumerate() {
            let row = found["matrix"].as_array().expect("a list").iter().find(|row| row["activity"] == *name);
            for position in 0..depth {
                let count = parts.iter().filter(|part| part.get(position) == Some(&activity)).count();
                let listed = row.map_or(0, |row| row["counts"][position].as_u64().expect("a count"));
                prop_assert_eq!(listed, count as u64);
            }
        }
        let edges: u64 = found["edges"].as_array().expect("a list").iter()
            .map(|edge| edge["count"].as_u64().expect("a count")).sum();
        let steps: usize = parts.iter().map(|part| part.len().min(depth) - 1).sum();
        prop_assert_eq!(edges, steps as u64);
        for edge in found["edges"].as_array().expect("a list") {
            let at = (0..depth).find(|at| edge["position"] == at + 1).expect("a position");
            let (near, far) = if back { ("to", "from") } else { ("from", "to") };
            let count = parts.iter()
                .filter(|part| part.len() > at + 1
                    && edge[near] == NAMES[part[at]] && edge[far] == NAMES[part[at + 1]])
                .count();
            prop_assert_eq!(&edge["count"], count);
        }
        for position in 0..depth {
            let over = parts.iter().filter(|part| part.len() == position + 1).count() as u64;
            let at = |key: &str| found[key][position].as_u64().unwrap_or(0);
            prop_assert_eq!(at("left") + at("open") + at("reached") + at("starts"), over);
        }
    }

    #[test]
    fn dwell(log in logs(), from in 0..4_usize, to in 0..4_usize) {
        prop_assume!([from, to].iter().all(|known| log.iter().any(|event| event.1 == *known)));
        let found = answer(&log, json!({"op": "dwell", "from": NAMES[from], "to": NAMES[to]}));
        // (how long, whether it came)
        let mut times: Vec<(i64, bool)> = vec![];
        for trace in traces(&log) {
            let Some(start) = trace.iter().position(|event| event.0 == from) else { continue };
            match trace[start + 1..].iter().find(|event| event.0 == to) {
                Some(event) => times.push((event.1 - trace[start].1, true)),
                None => times.push((newest(&log) - trace[start].1, false)),
            }
        }
        prop_assert_eq!(&found["n"], times.len());
        prop_assert_eq!(&found["events"], times.iter().filter(|time| time.1).count());
        let mut points: Vec<i64> = times.iter().filter(|time| time.1).map(|time| time.0).collect();
        points.sort_unstable();
        points.dedup();
        let mut waiting = 1.0;
        let mut median = None;
        for (at, point) in points.iter().enumerate() {
            let risk = times.iter().filter(|time| time.0 >= *point).count();
            let came = times.iter().filter(|time| **time == (*point, true)).count();
            waiting *= 1.0 - came as f64 / risk as f64;
            let row = &found["curve"][at];
            prop_assert!(same(&row["s"], *point as f64 / 1e6));
            prop_assert!((row["waiting"].as_f64().expect("a share") - waiting).abs() < 1e-9);
            if waiting <= 0.5 + 1e-9 && median.is_none() {
                median = Some(*point as f64 / 1e6);
            }
        }
        prop_assert_eq!(found["quantiles"][1]["s"].as_f64(), median);
    }
}
