//! Funnels of many steps against their definition: from every entry, step by step, whatever comes next and is in the
//! window.

use proptest::prelude::*;
use serde_json::{Value, json};
use wayline_engine::ask::{Settings, ask};
use wayline_engine::journeys::Journeys;
use wayline_engine::table::EventTable;
use wayline_model::question::Unit;

const HOUR: i64 = 3_600_000_000;
/// Activities, of which some are no step.
const NAMES: usize = 40;

/// A funnel and the journeys that mostly go along it: of each event the activity and the hour.
#[derive(Clone, Debug)]
struct Case {
    steps: Vec<usize>,
    within: i64,
    once: bool,
    first: bool,
    log: Vec<Vec<(usize, i64)>>,
}

fn case() -> impl Strategy<Value = Case> {
    let distinct = Just((0..NAMES).collect::<Vec<_>>()).prop_shuffle();
    // Some steps are equal to the one before them.
    let steps =
        (distinct, 13..=32_usize, prop::collection::vec(any::<prop::sample::Index>(), 0..4));
    let steps = steps.prop_map(|(mut all, length, repeats)| {
        all.truncate(length);
        for at in repeats {
            let at = at.index(length - 1);
            all[at + 1] = all[at];
        }
        all
    });
    (steps, 1..200_i64, any::<bool>(), any::<bool>()).prop_flat_map(
        |(steps, within, once, first)| {
            // Mostly the next step, now and then the same one, an earlier one, or any event; often at the same hour.
            let move_on = prop_oneof![
                12 => Just(None), 2 => (0..NAMES).prop_map(Some),
            ];
            let event = (move_on, 0..6_i64, 0..3_usize);
            let of = steps.clone();
            let journey = prop::collection::vec(event, 1..60).prop_map(move |events| {
                let (mut at, mut hour) = (0_usize, 0);
                let mut journey = Vec::new();
                for (other, gap, back) in events {
                    hour += gap;
                    if let Some(other) = other {
                        at = (at + 1).saturating_sub(back);
                        journey.push((other, hour));
                    } else {
                        journey.push((of[at % of.len()], hour));
                        at += 1;
                    }
                }
                journey
            });
            prop::collection::vec(journey, 1..25).prop_map(move |log| Case {
                steps: steps.clone(),
                within,
                once,
                first,
                log,
            })
        },
    )
}

/// How many steps the longest chain of a journey has.
fn furthest(case: &Case, journey: &[(usize, i64)]) -> usize {
    let entries = (0..journey.len()).filter(|at| journey[*at].0 == case.steps[0]);
    let entries = entries.take(if case.first { 1 } else { usize::MAX });
    let from = |entry: usize| {
        let mut filled = 0;
        for (activity, hour) in &journey[entry..] {
            if hour - journey[entry].1 > case.within {
                break;
            }
            while case.steps.get(filled) == Some(activity) {
                filled += 1;
                if case.once {
                    break;
                }
            }
        }
        filled
    };
    entries.map(from).max().unwrap_or(0)
}

fn build(log: &[Vec<(usize, i64)>]) -> Journeys {
    let mut table = EventTable::default();
    // Every name is known, also where no event of the random ones has it.
    let others = (0..NAMES).map(|activity| (log.len(), (activity, 0)));
    let events = log.iter().enumerate().flat_map(|(id, all)| all.iter().map(move |e| (id, *e)));
    for (arrival, (id, (activity, hour))) in events.chain(others).enumerate() {
        table.case.push(Some(&id.to_string())).expect("few values");
        table.activity.push(Some(&format!("a{activity}"))).expect("few values");
        table.time.push(hour * HOUR);
        table.arrival.push(arrival as u64);
    }
    Journeys::build(&table, Unit::Case).expect("every event has a case")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..Default::default() })]

    #[test]
    fn long_funnels_equal_their_definition(case in case()) {
        let journeys = build(&case.log);
        let steps: Vec<String> = case.steps.iter().map(|step| format!("a{step}")).collect();
        let question = json!({
            "op": "funnel", "steps": steps, "within": format!("{}h", case.within), "once": case.once,
            "entry": if case.first { "first" } else { "best" },
        });
        let question = serde_json::from_value(question).expect("a question");
        let answer = ask(&journeys, &question, &Settings::default()).expect("an answer").answer;
        let found: Vec<u64> = answer["steps"].as_array().expect("steps").iter()
            .filter_map(|step: &Value| step["count"].as_u64()).collect();
        // The journey that has every activity once, all at the same hour.
        let every: Vec<(usize, i64)> = (0..NAMES).map(|activity| (activity, 0)).collect();
        let all: Vec<usize> = case.log.iter().chain([&every]).map(|own| furthest(&case, own)).collect();
        let expect: Vec<u64> = (1..=case.steps.len())
            .map(|step| all.iter().filter(|furthest| **furthest >= step).count() as u64).collect();
        prop_assert_eq!(found, expect, "{:?}", case);
    }
}
