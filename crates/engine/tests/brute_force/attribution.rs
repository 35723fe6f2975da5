//! `attribution` against its definitions: shapley by all orders of the channels, markov by letting a crowd walk until nobody is left.

use super::{DAY, Journeys, Trace, answer_of, with_channels};
use proptest::prelude::*;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// (journey, activity, six-hour step, channel)
type Log = Vec<(usize, usize, i64, Option<usize>)>;
const CHANNELS: [&str; 4] = ["ad", "mail", "search", "shop"];
const GOAL: usize = 2;

fn logs() -> impl Strategy<Value = Log> {
    let channel = prop::option::weighted(0.7, 0..4_usize);
    let event = (0..6_usize, 0..4_usize, 0..20_i64, channel);
    // The goal is always known.
    prop::collection::vec(event, 1..40).prop_map(|mut log| {
        log.push((6, GOAL, 20, None));
        log
    })
}

fn build(log: &Log) -> Journeys {
    with_channels(log.iter().map(|(j, a, t, c)| (*j, *a, *t, c.map(|c| CHANNELS[c]))))
}

/// A journey's events in order, each with its channel.
fn traces(log: &Log) -> Vec<Vec<(usize, i64, Option<usize>)>> {
    let mut ids: Vec<usize> = log.iter().map(|event| event.0).collect();
    ids.sort_unstable();
    ids.dedup();
    let of = |id: &usize| {
        let events = log.iter().filter(|event| event.0 == *id);
        let mut trace: Vec<_> = events.map(|e| (e.1, e.2 * DAY / 4, e.3)).collect();
        trace.sort_by_key(|event| event.1);
        trace
    };
    ids.iter().map(of).collect()
}

/// The touches of every conversion, as (channel, age); and those of journeys without one.
fn paths(
    log: &Log,
    of_activity: bool,
    within: Option<i64>,
    collapse: bool,
) -> [Vec<Vec<(usize, i64)>>; 2] {
    let mut found = [vec![], vec![]];
    for trace in traces(log) {
        let until = |end: usize| {
            let mut touches: Vec<(usize, i64)> = vec![];
            for (activity, time, channel) in &trace[..=end] {
                let credited =
                    if of_activity { Some(*activity).filter(|a| *a != GOAL) } else { *channel };
                let Some(credited) = credited else { continue };
                if collapse && touches.last().is_some_and(|last| last.0 == credited) {
                    touches.pop();
                }
                touches.push((credited, trace[end].1 - time));
            }
            touches.retain(|touch| within.is_none_or(|within| touch.1 <= within));
            touches
        };
        let goals: Vec<usize> = (0..trace.len()).filter(|at| trace[*at].0 == GOAL).collect();
        if goals.is_empty() {
            found[1].push(until(trace.len() - 1));
        }
        found[0].extend(goals.into_iter().map(until));
    }
    found
}

/// The credit of one conversion by a rule.
fn rule(model: &str, touches: &[(usize, i64)], half_life: i64) -> Vec<f64> {
    let n = touches.len();
    let weights: Vec<f64> = (0..n)
        .map(|at| match model {
            "first" => f64::from(u8::from(at == 0)),
            "last" => f64::from(u8::from(at + 1 == n)),
            "linear" => 1.0,
            "time_decay" => 0.5_f64.powf(touches[at].1 as f64 / half_life as f64),
            _ if n < 3 => 1.0,
            _ if at == 0 || at + 1 == n => 0.4,
            _ => 0.2 / (n - 2) as f64,
        })
        .collect();
    let all: f64 = weights.iter().sum();
    weights.iter().map(|weight| weight / all).collect()
}

/// Every order of the channels.
fn orders(channels: &[usize]) -> Vec<Vec<usize>> {
    if channels.is_empty() {
        return vec![vec![]];
    }
    let mut all = vec![];
    for (at, first) in channels.iter().enumerate() {
        let mut rest = channels.to_vec();
        rest.remove(at);
        all.extend(orders(&rest).into_iter().map(|mut order| {
            order.insert(0, *first);
            order
        }));
    }
    all
}

/// The mean of what a channel adds to those before it, over all orders.
fn shapley(paths: &[Vec<(usize, i64)>]) -> BTreeMap<usize, f64> {
    // What a set of channels brings: the conversions that need no other.
    let worth = |set: &[usize]| {
        paths
            .iter()
            .filter(|p| !p.is_empty() && p.iter().all(|touch| set.contains(&touch.0)))
            .count() as f64
    };
    let orders = orders(&[0, 1, 2, 3]);
    let mut credit = BTreeMap::new();
    for order in &orders {
        for at in 0..order.len() {
            let adds = worth(&order[..=at]) - worth(&order[..at]);
            *credit.entry(order[at]).or_insert(0.0) += adds / orders.len() as f64;
        }
    }
    credit
}

/// The share of a crowd that arrives, when each goes on as the paths did, and whoever comes to `without` is lost.
fn arrives(won: &[Vec<(usize, i64)>], lost: &[Vec<(usize, i64)>], without: Option<usize>) -> f64 {
    let (start, goal, gone) = (4, 5, 6);
    let mut counts = [[0.0_f64; 7]; 7];
    for (paths, end) in [(won, goal), (lost, gone)] {
        for path in paths.iter().filter(|path| !path.is_empty()) {
            let mut at = start;
            for next in path.iter().map(|touch| touch.0).chain([end]) {
                counts[at][next] += 1.0;
                at = next;
            }
        }
    }
    let mut crowd = [0.0; 7];
    crowd[start] = 1.0;
    for _ in 0..4_000 {
        let mut next = [0.0; 7];
        for from in 0..7 {
            let all: f64 = counts[from].iter().sum();
            if from == goal || from == gone || all == 0.0 {
                next[from] += crowd[from];
                continue;
            }
            for (to, count) in counts[from].iter().enumerate() {
                let to = if Some(to) == without { gone } else { to };
                next[to] += crowd[from] * count / all;
            }
        }
        crowd = next;
    }
    crowd[goal]
}

fn expected(
    model: &str,
    [won, lost]: &[Vec<Vec<(usize, i64)>>; 2],
    half_life: i64,
) -> BTreeMap<usize, f64> {
    match model {
        "shapley" => shapley(won),
        "markov" => {
            let touched = won.iter().filter(|path| !path.is_empty()).count() as f64;
            let whole = arrives(won, lost, None);
            let effects: Vec<f64> = (0..4)
                .map(|c| if whole > 0.0 { 1.0 - arrives(won, lost, Some(c)) / whole } else { 0.0 })
                .collect();
            let all: f64 = effects.iter().sum();
            let worth = |e: &f64| if all > 0.0 { touched * e / all } else { 0.0 };
            effects.iter().map(worth).enumerate().collect()
        }
        _ => {
            let mut credit = BTreeMap::new();
            for path in won {
                for (touch, share) in path.iter().zip(rule(model, path, half_life)) {
                    *credit.entry(touch.0).or_insert(0.0) += share;
                }
            }
            credit
        }
    }
}

fn same_credit(
    found: &Value,
    log: &Log,
    model: &str,
    of_activity: bool,
    within: Option<i64>,
    collapse: bool,
    half_life: i64,
) -> Result<(), TestCaseError> {
    let paths = paths(log, of_activity, within, collapse);
    let [won, lost] = &paths;
    let touched = won.iter().filter(|path| !path.is_empty()).count();
    prop_assert_eq!(&found["conversions"], won.len());
    prop_assert_eq!(&found["without_touch"], won.len() - touched);
    if model == "markov" {
        prop_assert_eq!(&found["null_paths"], lost.iter().filter(|path| !path.is_empty()).count());
    }
    let expect = expected(model, &paths, half_life);
    let mut sum = 0.0;
    let names = if of_activity { super::NAMES } else { CHANNELS };
    for (code, name) in names.into_iter().enumerate() {
        let row =
            found["channels"].as_array().expect("a list").iter().find(|row| row["value"] == name);
        let credit = row.and_then(|row| row["conversions"].as_f64()).unwrap_or(0.0);
        let want = expect.get(&code).copied().unwrap_or(0.0);
        prop_assert!(
            (credit - want).abs() < 1e-9,
            "{} of {}: {} and not {}",
            model,
            name,
            credit,
            want
        );
        let with = won.iter().filter(|path| path.iter().any(|touch| touch.0 == code)).count();
        prop_assert_eq!(
            row.map_or(0, |row| row["touched"].as_u64().expect("a count")),
            with as u64
        );
        if touched > 0
            && let Some(row) = row
        {
            prop_assert!(
                (row["share"].as_f64().expect("a share") - want / touched as f64).abs() < 1e-9
            );
        }
        sum += credit;
    }
    prop_assert!((sum - touched as f64).abs() < 1e-9, "all conversions with a touch are credited");
    Ok(())
}

const MODELS: [&str; 7] = ["first", "last", "linear", "u_shape", "time_decay", "markov", "shapley"];

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..Default::default() })]

    #[test]
    fn attribution(
        log in logs(), of_activity: bool, days in prop::option::of(0..4_i64), collapse: bool, half_days in 1..9_i64,
    ) {
        let journeys = build(&log);
        for model in MODELS {
            let mut question = json!({"op": "attribution", "goal": super::NAMES[GOAL], "model": model, "collapse_repeats": collapse});
            if of_activity { question["of"] = "activity".into(); }
            if let Some(days) = days { question["within"] = format!("{days}d").into(); }
            if model == "time_decay" { question["half_life"] = format!("{half_days}d").into(); }
            let found = answer_of(&journeys, question);
            same_credit(&found, &log, model, of_activity, days.map(|d| d * DAY), collapse, half_days * DAY)?;
        }
    }
}

#[test]
fn a_trace_is_what_the_log_says() {
    let log: Log = vec![(0, 1, 4, Some(0)), (0, GOAL, 8, None)];
    let expect: Vec<Trace> = vec![vec![(1, DAY), (GOAL, 2 * DAY)]];
    let found: Vec<Trace> =
        traces(&log).into_iter().map(|t| t.into_iter().map(|e| (e.0, e.1)).collect()).collect();
    assert_eq!(found, expect);
}
