//! `drivers` against its definition: every journey looked at once for every activity and every value.

use super::{DAY, NAMES, answer_of, with_channels};
use proptest::prelude::*;
use serde_json::{Value, json};

const CHANNELS: [&str; 3] = ["ad", "mail", "shop"];
const GOAL: usize = 2;

/// An event's activity and channel.
type Seen = (usize, Option<usize>);
/// What came before the goal within the window, and whether it came.
type Looked = (Vec<Seen>, bool);

/// Odds ratio with one half in every cell, and the ends of its interval.
fn odds([a, b, c, d]: [usize; 4]) -> [f64; 3] {
    let [a, b, c, d] = [a, b, c, d].map(|count| count as f64 + 0.5);
    let (log, wide) = (
        (a * d / b / c).ln(),
        (1.0 / a + 1.0 / b + 1.0 / c + 1.0 / d).sqrt() * 1.959_963_984_540_054,
    );
    [log.exp(), (log - wide).exp(), (log + wide).exp()]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, failure_persistence: None, ..Default::default() })]

    #[test]
    fn drivers(
        log in prop::collection::vec((0..9_usize, 0..4_usize, 0..20_i64, prop::option::of(0..3_usize)), 1..50),
        days in prop::option::of(0..4_i64), only: bool,
    ) {
        let mut log = log;
        log.push((9, GOAL, 19, Some(0)));
        let journeys = with_channels(log.iter().map(|(j, a, t, c)| (*j, *a, *t, c.map(|c| CHANNELS[c]))));
        let mut question = json!({"op": "drivers", "goal": NAMES[GOAL]});
        if let Some(days) = days { question["within"] = format!("{days}d").into(); }
        if only { question["only"] = "activity != \"ship\"".into(); }
        prop_assume!(!only || log.iter().any(|event| event.1 == 3));
        let found = answer_of(&journeys, question);
        let newest = log.iter().map(|event| event.2).max().expect("events") * DAY / 4;
        let mut looked: Vec<Looked> = vec![];
        let mut open = 0;
        for journey in 0..10 {
            let mut events: Vec<_> = log.iter()
                .filter(|e| e.0 == journey && (!only || e.1 != 3)).map(|e| (e.2 * DAY / 4, e.1, e.3)).collect();
            events.sort_by_key(|event| event.0);
            let Some(entry) = events.first().map(|event| event.0) else { continue };
            let end = days.map(|days| entry + days * DAY);
            events.retain(|event| end.is_none_or(|end| event.0 <= end));
            let goal = events.iter().position(|event| event.1 == GOAL);
            if goal.is_none() && end.is_some_and(|end| end > newest) {
                open += 1;
                continue;
            }
            let before = &events[..goal.unwrap_or(events.len())];
            looked.push((before.iter().map(|event| (event.1, event.2)).collect(), goal.is_some()));
        }
        prop_assert_eq!(&found["open"], open);
        prop_assert_eq!(&found["reached"], looked.iter().filter(|one| one.1).count());
        let rows = found["drivers"].as_array().expect("a list");
        let mut listed = 0;
        let mut check = |row: Option<&Value>, has: &dyn Fn(&Seen) -> bool, always: bool| {
            let cell = |with: bool, reached: bool| {
                looked.iter().filter(|one| one.0.iter().any(has) == with && one.1 == reached).count()
            };
            let cells = [cell(true, true), cell(true, false), cell(false, true), cell(false, false)];
            let Some(row) = row else {
                prop_assert!(!always && cells[0] + cells[1] == 0);
                return Ok(());
            };
            listed += 1;
            for (found, expect) in ["value", "low", "high"].into_iter().zip(odds(cells)) {
                let found = row["odds"][found].as_f64().expect("odds");
                prop_assert!((found - expect).abs() <= 1e-9 * expect, "{found} and not {expect}");
            }
            prop_assert_eq!(&row["odds"]["n"], looked.len());
            prop_assert_eq!(&row["with"], cells[0] + cells[1]);
            prop_assert_eq!(&row["with_reached"], cells[0]);
            prop_assert_eq!(&row["without"], cells[2] + cells[3]);
            prop_assert_eq!(&row["without_reached"], cells[2]);
            Ok(())
        };
        for (activity, name) in NAMES.iter().enumerate().filter(|(activity, _)| *activity != GOAL) {
            if log.iter().any(|event| event.1 == activity) {
                check(rows.iter().find(|row| row["activity"] == *name), &|had| had.0 == activity, true)?;
            }
        }
        for (channel, name) in CHANNELS.iter().enumerate() {
            let is = |row: &&Value| row["attribute"] == "channel" && row["value"] == *name;
            check(rows.iter().find(is), &|had| had.1 == Some(channel), false)?;
        }
        prop_assert_eq!(rows.len(), listed);
        let strength: Vec<f64> = rows.iter().map(|row| {
            let compared = row["with"] != 0 && row["without"] != 0;
            if compared { row["odds"]["value"].as_f64().expect("odds").ln().abs() } else { -1.0 }
        }).collect();
        prop_assert!(strength.is_sorted_by(|a, b| *a >= b - 1e-12), "strongest first, what all had or nobody last");
    }
}
