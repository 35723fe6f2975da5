//! Funnels against their definition: every chain there is, tried one by one, on thousands of small random journeys
//! full of ties, repeats and missing values, with every combination of the options.

use proptest::prelude::*;
use serde_json::{Value, json};
use wayline_engine::ask::{Settings, ask};
use wayline_engine::journeys::Journeys;
use wayline_engine::table::{Codes, Column, EventTable};
use wayline_model::question::Unit;

const HOUR: i64 = 3_600_000_000;
const DAY: i64 = 24 * HOUR;
const NAMES: [&str; 5] = ["view", "cart", "pay", "help", "cancel"];

#[derive(Clone, Copy, Debug)]
struct Event {
    activity: usize,
    time: i64,
    item: Option<u8>,
}

/// Journeys of at most seven events in order.
fn log() -> impl Strategy<Value = Vec<Vec<Event>>> {
    let event = (0..5_usize, 0..14_i64, prop::option::weighted(0.85, 0..2_u8))
        .prop_map(|(activity, quarter, item)| Event { activity, time: quarter * 6 * HOUR, item });
    let journey = prop::collection::vec(event, 1..8).prop_map(|mut events| {
        events.sort_by_key(|event| event.time);
        events
    });
    prop::collection::vec(journey, 30..60)
}

fn build(log: &[Vec<Event>]) -> Journeys {
    let mut table = EventTable::default();
    let mut items = Codes::default();
    // Every name is known, also where no event of the random ones has it.
    let others = NAMES.iter().enumerate();
    let others = others.map(|(activity, _)| (log.len(), Event { activity, time: 0, item: None }));
    let events = log.iter().enumerate().flat_map(|(id, all)| all.iter().map(move |e| (id, *e)));
    for (arrival, (id, event)) in events.chain(others).enumerate() {
        table.case.push(Some(&id.to_string())).expect("few values");
        table.activity.push(Some(NAMES[event.activity])).expect("few values");
        items.push(event.item.map(|item| format!("item {item}")).as_deref()).expect("few values");
        table.time.push(event.time);
        table.arrival.push(arrival as u64);
    }
    table.attributes.push(("item".into(), Column::Text(items)));
    Journeys::build(&table, Unit::Case).expect("every event has a case")
}

/// What is asked, in plain words.
#[derive(Clone, Copy, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "the options of the question, one by one")]
struct Asked<'a> {
    steps: &'a [usize],
    within: Option<i64>,
    order: &'a str,
    first: bool,
    once: bool,
    exclude: bool,
    drop_journey: bool,
    hold: bool,
}

const CANCEL: usize = 4;

impl Asked<'_> {
    fn in_window(&self, trace: &[Event], from: usize, to: usize) -> bool {
        self.within.is_none_or(|within| trace[to].time - trace[from].time <= within)
    }

    /// Whether an event can be in a chain of the value at another.
    fn agrees(&self, trace: &[Event], a: usize, b: usize) -> bool {
        !self.hold || (trace[a].item.is_some() && trace[a].item == trace[b].item)
    }

    /// Whether the event at `x` breaks chains of the value at `entry`.
    fn breaks(&self, trace: &[Event], x: usize, entry: usize) -> bool {
        let own = !self.hold || trace[x].item.is_none() || trace[x].item == trace[entry].item;
        self.exclude && trace[x].activity == CANCEL && own
    }

    /// The events that may be the first of a chain.
    fn entries(&self, trace: &[Event]) -> Vec<usize> {
        let may = |at: &usize| {
            let step = if self.order == "any" {
                self.steps.contains(&trace[*at].activity)
            } else {
                trace[*at].activity == self.steps[0]
            };
            step && self.agrees(trace, *at, *at)
        };
        let all: Vec<usize> = (0..trace.len()).filter(may).collect();
        if self.first { all.into_iter().take(1).collect() } else { all }
    }

    /// Every chain as the places of its events.
    fn chains(&self, trace: &[Event]) -> Vec<Vec<usize>> {
        let mut chains = vec![];
        for entry in self.entries(trace) {
            self.longer(trace, &mut vec![], &mut vec![], entry, &mut chains);
        }
        chains
    }

    /// Adds an event to a chain wherever it fills a step, and what can follow it.
    fn longer(
        &self,
        trace: &[Event],
        chain: &mut Vec<usize>,
        filled: &mut Vec<usize>,
        at: usize,
        chains: &mut Vec<Vec<usize>>,
    ) {
        let entry = *chain.first().unwrap_or(&at);
        let broken = (entry..at).any(|x| x > entry && self.breaks(trace, x, entry));
        if broken || !self.in_window(trace, entry, at) || !self.agrees(trace, at, entry) {
            return;
        }
        for step in 0..self.steps.len() {
            // Of equal steps the first that is not filled: which of them it is makes no other chain.
            let same = |other: &usize| self.steps[*other] == self.steps[step];
            let next = (0..self.steps.len()).filter(same).find(|same| !filled.contains(same));
            let turn = if self.order == "any" { next == Some(step) } else { step == chain.len() };
            if !turn || filled.contains(&step) || self.steps[step] != trace[at].activity {
                continue;
            }
            chain.push(at);
            filled.push(step);
            chains.push(chain.clone());
            let next: Vec<usize> = match (self.order, self.once) {
                ("strict", _) => vec![at + 1],
                (_, true) => (at + 1..trace.len()).collect(),
                (_, false) => (at..trace.len()).collect(),
            };
            for next in next.into_iter().filter(|next| *next < trace.len()) {
                self.longer(trace, chain, filled, next, chains);
            }
            chain.pop();
            filled.pop();
        }
    }

    /// Whether the chain from an entry may still go on with the event at `end`, were it the right one.
    fn under_way(&self, trace: &[Event], entry: usize, end: usize) -> bool {
        let broken = (entry + 1..end).any(|x| self.breaks(trace, x, entry));
        let whole = end - entry >= self.steps.len();
        let strict = (entry..end).all(|at| {
            self.steps.get(at - entry) == Some(&trace[at].activity) && self.agrees(trace, at, entry)
        });
        !broken && (self.order != "strict" || (strict && !whole))
    }

    /// Whether something breaks a chain that is under way before one is whole.
    fn dropped(&self, trace: &[Event], chains: &[Vec<usize>]) -> bool {
        let whole = |before: usize| {
            chains.iter().any(|c| c.len() == self.steps.len() && c[c.len() - 1] < before)
        };
        self.drop_journey
            && (0..trace.len()).any(|x| {
                !whole(x)
                    && self.entries(trace).into_iter().any(|entry| {
                        entry < x
                            && self.breaks(trace, x, entry)
                            && self.in_window(trace, entry, x)
                            && self.under_way(trace, entry, x)
                    })
            })
    }

    /// The chain that counts.
    fn counted(&self, chains: &[Vec<usize>]) -> Option<Vec<usize>> {
        let longest = chains.iter().map(Vec::len).max()?;
        let mut all: Vec<&Vec<usize>> = chains.iter().filter(|c| c.len() == longest).collect();
        if self.order == "ordered" && !self.first {
            // The one that got there first, and of those the one with the latest events from the end back.
            let soonest = all.iter().map(|c| c[longest - 1]).min()?;
            all.retain(|c| c[longest - 1] == soonest);
            all.sort_by_key(|c| {
                c.iter().rev().map(|at| std::cmp::Reverse(*at)).collect::<Vec<_>>()
            });
        } else {
            // The one that got there first, from the earliest entry, and from it whatever comes first.
            all.sort_by_key(|c| (c[longest - 1], (*c).clone()));
        }
        all.first().map(|chain| (*chain).clone())
    }
}

fn median_s(mut list: Vec<i64>) -> Option<f64> {
    list.sort_unstable();
    let (low, high) = (list.get((list.len().max(1) - 1) / 2)?, list.get(list.len() / 2)?);
    Some((low + high) as f64 / 2e6)
}

/// The 95th hundredth of the waits after an activity, at least a day.
fn limit(log: &[Vec<Event>], activity: usize) -> i64 {
    let pairs = log.iter().flat_map(|trace| trace.windows(2));
    let of = pairs.filter(|pair| pair[0].activity == activity);
    let mut waits: Vec<i64> = of.map(|pair| pair[1].time - pair[0].time).collect();
    waits.sort_unstable();
    let Some(top) = waits.len().checked_sub(1) else { return DAY };
    let (low, high) = (waits[top * 95 / 100], waits[(top * 95 / 100 + 1).min(top)]);
    let rest = i64::try_from(top * 95 % 100).expect("below a hundred");
    DAY.max((low * 100 + (high - low) * rest) / 100)
}

/// Whether a journey that did not finish may still get further.
fn is_open(asked: &Asked, log: &[Vec<Event>], trace: &[Event]) -> bool {
    let newest = log.iter().flatten().map(|event| event.time).max().unwrap_or(0);
    let (end, last) = (trace.len(), trace[trace.len() - 1]);
    let waits = |entry: &usize| match asked.within {
        Some(within) => trace[*entry].time + within > newest,
        None => newest - last.time <= limit(log, last.activity),
    };
    let entries = asked.entries(trace).into_iter();
    entries.filter(waits).any(|entry| asked.under_way(trace, entry, end))
}

fn check(log: &[Vec<Event>], journeys: &Journeys, asked: &Asked) -> Result<(), TestCaseError> {
    let names: Vec<&str> = asked.steps.iter().map(|step| NAMES[*step]).collect();
    let question = json!({
        "op": "funnel", "steps": names, "within": asked.within.map(|us| format!("{}h", us / HOUR)),
        "order": asked.order, "entry": if asked.first { "first" } else { "best" }, "once": asked.once,
        "exclude": if asked.exclude { vec![NAMES[CANCEL]] } else { vec![] },
        "exclusion": if asked.drop_journey { "drop_journey" } else { "drop_entry" },
        "hold": asked.hold.then_some("item"),
    });
    let question = serde_json::from_value(question).expect("a question");
    let found = ask(journeys, &question, &Settings::default()).expect("an answer").answer;
    let (mut counts, mut open) = (vec![0; asked.steps.len()], vec![0; asked.steps.len()]);
    let mut waits: Vec<Vec<i64>> = vec![vec![]; asked.steps.len()];
    let mut left_out = 0;
    for trace in log {
        let chains = asked.chains(trace);
        if asked.dropped(trace, &chains) {
            left_out += 1;
            continue;
        }
        let Some(chain) = asked.counted(&chains) else { continue };
        (0..chain.len()).for_each(|step| counts[step] += 1);
        if chain.len() < asked.steps.len() && is_open(asked, log, trace) {
            open[chain.len() - 1] += 1;
        }
        for step in 1..chain.len() {
            waits[step].push(trace[chain[step]].time - trace[chain[step - 1]].time);
        }
    }
    let told = if asked.exclude && asked.drop_journey { json!(left_out) } else { Value::Null };
    prop_assert_eq!(&found["excluded"], &told, "{:?}", asked);
    for (step, row) in found["steps"].as_array().expect("a list").iter().enumerate() {
        prop_assert_eq!(&row["count"], counts[step], "step {} of {:?}", step, asked);
        prop_assert_eq!(&row["open"], open[step], "step {} of {:?}", step, asked);
        let median = median_s(waits[step].clone());
        prop_assert_eq!(row["median_s"].as_f64(), median, "step {} of {:?}", step, asked);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..Default::default() })]

    #[test]
    fn every_combination_of_options_is_its_definition(
        log in log(), steps in prop::collection::vec(0..3_usize, 1..5), quarters in 0..12_i64,
    ) {
        // One more journey makes every name known.
        let mut log = log;
        let others = (0..NAMES.len()).map(|activity| Event { activity, time: 0, item: None });
        let journeys = build(&log);
        log.push(others.collect());
        for order in ["ordered", "strict", "any"] {
            for bits in 0..64_u32 {
                let [first, once, exclude, drop_journey, hold, windowed] =
                    [0, 1, 2, 3, 4, 5].map(|bit| bits >> bit & 1 == 1);
                if drop_journey && !exclude {
                    continue;
                }
                let within = windowed.then_some(quarters * 6 * HOUR);
                let asked = Asked { steps: &steps, within, order, first, once, exclude, drop_journey, hold };
                check(&log, &journeys, &asked)?;
            }
        }
    }
}
