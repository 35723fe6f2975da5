//! The laws of folding, for every operator: however the journeys are split and in whatever order the
//! parts are merged, the answer is the same, byte by byte.

use crate::ask::{Settings, ask};
use crate::calendar::{Period, Periods};
use crate::catalog::Catalog;
use crate::idle::Endings;
use crate::journeys::Journeys;
use crate::ops::Context;
use crate::ops::attribution::{self, Attribution};
use crate::ops::counts::Counts;
use crate::ops::drivers::Drivers;
use crate::ops::dwell::Dwell;
use crate::ops::funnel::{Course, Funnel, Plan};
use crate::ops::paths::{Anchor, Paths};
use crate::ops::pattern::{Automaton, Pattern};
use crate::ops::retention::Retention;
use crate::ops::sessions::Sessions;
use crate::ops::transitions::Transitions;
use crate::ops::variants::{Hashes, Variants};
use crate::ranks::Bracket;
use crate::run::{Operator, Rounds, fold, fold_pieces};
use crate::scope::Bound;
use crate::span::DAY;
use crate::table::{Codes, Column, EventTable};
use proptest::prelude::*;
use rustc_hash::FxHashMap;
use serde_json::Value;
use std::fmt::Debug;
use std::sync::Arc;
use wayline_model::question::{
    By, Entry, Exclusion, Mode, Model, Order, Quantiles, Question, Scope, Unit,
};

/// Small logs with many ties and repeats: (journey, activity, quarter of a day, channel).
fn logs() -> impl Strategy<Value = Vec<(u8, u8, i64, Option<u8>)>> {
    prop::collection::vec((0..12_u8, 0..4_u8, 0..24_i64, prop::option::of(0..3_u8)), 1..60)
}

fn journeys(log: &[(u8, u8, i64, Option<u8>)]) -> Journeys {
    let mut table = EventTable::default();
    let mut channel = Codes::default();
    for (arrival, (journey, activity, time, at)) in log.iter().enumerate() {
        let fits = "few values";
        table.customer.push(Some(&format!("c{journey}"))).expect(fits);
        table.activity.push(Some(&format!("a{activity}"))).expect(fits);
        channel.push(at.map(|at| format!("ch{at}")).as_deref()).expect(fits);
        table.time.push(time * DAY / 4);
        table.arrival.push(arrival as u64);
    }
    table.attributes.push(("channel".into(), Column::Text(channel)));
    Journeys::build(&table, Unit::Customer).expect("every event has a customer")
}

fn context<'a>(journeys: &'a Journeys, bound: &Bound<'_>, endings: &'a Endings) -> Context<'a> {
    Context {
        names: journeys.activities(),
        endings,
        min_base: 3,
        shows_prevalence: true,
        seen_through: bound.seen_through(),
    }
}

/// The journeys in pieces, both in an order made from a seed.
fn pieces(journeys: usize, count: usize, seed: u64) -> Vec<Vec<usize>> {
    let mut pieces = vec![Vec::new(); count];
    let mut state = seed | 1;
    let mut next = || {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).expect("31 bits")
    };
    for journey in 0..journeys {
        let piece = &mut pieces[next() % count];
        let at = next() % (piece.len() + 1);
        piece.insert(at, journey);
    }
    pieces
}

fn answers<O: Operator<Answer: Debug>>(
    bound: &Bound<'_>,
    operator: &O,
    split: Option<&[Vec<usize>]>,
) -> String {
    let folded = match split {
        None => fold(bound, operator),
        Some(pieces) => fold_pieces(bound, operator, pieces),
    };
    let folded = folded.expect("few groups");
    let groups: Vec<(Value, u64, O::Answer)> = folded
        .parts
        .into_iter()
        .map(|(group, part)| {
            (bound.value(group), part.tally.journeys, operator.finish(part.partial))
        })
        .collect();
    format!("{:?} {groups:#?}", folded.total)
}

fn law<O: Operator<Answer: Debug>>(
    bound: &Bound<'_>,
    operator: &O,
    pieces: &[Vec<usize>],
) -> Result<(), TestCaseError> {
    let whole = answers(bound, operator, None);
    let backwards: Vec<Vec<usize>> = pieces.iter().rev().cloned().collect();
    prop_assert_eq!(&whole, &answers(bound, operator, Some(pieces)));
    prop_assert_eq!(&whole, &answers(bound, operator, Some(&backwards)));
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..Default::default() })]

    #[test]
    fn wherever_quantiles_are_looked_for_first_they_are_the_same(
        log in logs(), near in prop::collection::vec((0..12_i64, 0..8_i64), 2 * 4 * 4),
        split_by in any::<bool>(), median in any::<bool>(),
    ) {
        let journeys = journeys(&log).in_blocks_of(3);
        let settings = Settings::default();
        let scope = Scope { by: split_by.then(|| By::Attribute("channel".into())), ..Scope::default() };
        let bound = Bound::new(&journeys, &scope, &settings).expect("a scope that fits");
        let endings = Endings::within(&bound, &settings).expect("no names");
        let context = context(&journeys, &bound, &endings);
        let quantiles = if median { Quantiles::Median } else { Quantiles::Exact };
        let plain = Transitions { context, quantiles, sought: FxHashMap::default() };
        let at = |(low, width): (i64, i64)| Bracket { low: low * DAY / 4, high: (low + width) * DAY / 4 };
        let pairs = (0..4).flat_map(|from| (0..4).map(move |to| (from, to)));
        let brackets = near.chunks(2).map(|two| [at(two[0]), at(two[usize::from(!median)])]);
        let sought: Arc<FxHashMap<_, _>> = Arc::new(pairs.zip(brackets).collect());
        let groups = fold(&bound, &plain).expect("few groups").parts.into_iter();
        let sought = groups.map(|(group, _)| (group, Arc::clone(&sought)));
        let mut narrow = Transitions { sought: sought.collect(), ..plain.clone() };
        let mut rounds = 0;
        loop {
            let mut found = fold(&bound, &narrow).expect("few groups");
            let Some(next) = narrow.again(&mut found) else { break };
            narrow = next;
            rounds += 1;
            prop_assert!(rounds < 4);
        }
        prop_assert_eq!(answers(&bound, &narrow, None), answers(&bound, &plain, None));
    }

    #[test]
    fn any_split_merged_in_any_order_gives_the_same_bytes(
        log in logs(), count in 1..6_usize, seed: u64, split_by in any::<bool>(), only in any::<bool>(),
    ) {
        let journeys = journeys(&log).in_blocks_of(1);
        let settings = Settings { min_base: 3, ..Settings::default() };
        let scope = Scope {
            by: split_by.then(|| By::Attribute("channel".into())),
            only: only.then(|| "channel is present".into()),
            ..Scope::default()
        };
        let bound = Bound::new(&journeys, &scope, &settings).expect("a scope that fits");
        let endings = Endings::within(&bound, &settings).expect("no names");
        let context = context(&journeys, &bound, &endings);
        let last = journeys.activities().len() - 1;
        let pieces = pieces(journeys.len(), count, seed);
        let sought = FxHashMap::default();
        law(&bound, &Counts { context, mean: Vec::new(), sought }, &pieces)?;
        for quantiles in
            [Quantiles::Exact, Quantiles::Sketch, Quantiles::Median, Quantiles::None]
        {
            let sought = FxHashMap::default();
            let transitions = Transitions { context, quantiles, sought };
            law(&bound, &transitions, &pieces)?;
        }
        for collapse_repeats in [false, true] {
            law(&bound, &Variants { context, leading: None, collapse_repeats }, &pieces)?;
            for top in [1, 3, 100] {
                law(&bound, &Hashes { names: last + 1, collapse_repeats, top }, &pieces)?;
            }
        }
        for order in [Order::Ordered, Order::Strict, Order::Any] {
            for (hold, exclusion) in [
                (false, Exclusion::DropEntry), (true, Exclusion::DropEntry), (true, Exclusion::DropJourney),
            ] {
                let plan = Plan {
                    steps: vec![0, last],
                    within_us: Some(DAY),
                    order,
                    entry: Entry::Best,
                    once: false,
                    exclude: if hold && last > 1 { vec![1] } else { vec![] },
                    exclusion,
                    hold,
                };
                let course = Course::new(plan, journeys.activities().len());
                let held = if hold { journeys.find_column("channel").into_iter().collect() } else { vec![] };
                law(&bound, &Funnel::new(context, course, held), &pieces)?;
            }
        }
        for anchor in [Anchor::Start, Anchor::From(0), Anchor::To(last)] {
            law(&bound, &Paths { context, anchor, depth: 4 }, &pieces)?;
        }
        law(&bound, &Dwell { context, from: 0, to: last }, &pieces)?;
        law(&bound, &Sessions { context, gap_us: DAY / 4 }, &pieces)?;
        let newest = bound.seen_through();
        let periods = Periods::between(Period::Day, "UTC", bound.oldest().expect("in memory"), newest).expect("few days");
        for (mode, returns) in [(Mode::On, None), (Mode::On, Some(last)), (Mode::OnOrAfter, Some(0))] {
            let periods = periods.clone();
            law(&bound, &Retention::new(context, periods, (None, returns), mode), &pieces)?;
        }
        let drivers = Drivers::new(context, &journeys, last, Some("2d"), None);
        law(&bound, &drivers.expect("a length of time"), &pieces)?;
        let first = &journeys.activities()[0];
        for text in [format!("[^{first}]->.*->{first}"), format!("path_start->{first}*->.->path_end")] {
            let automaton = Automaton::compile(&text, journeys.activities()).expect("a pattern");
            law(&bound, &Pattern { context, names: &journeys, automaton }, &pieces)?;
        }
    }

    #[test]
    fn credit_is_the_same_however_the_journeys_are_split(
        log in logs(), count in 1..6_usize, seed: u64, split_by in any::<bool>(), of_activity in any::<bool>(),
    ) {
        let journeys = journeys(&log).in_blocks_of(1);
        let settings = Settings { min_base: 3, ..Settings::default() };
        let by = split_by.then(|| By::Attribute("channel".into()));
        let bound = Bound::new(&journeys, &Scope { by, ..Scope::default() }, &settings).expect("a scope that fits");
        let endings = Endings::unlearned(&bound);
        let context = context(&journeys, &bound, &endings);
        let pieces = pieces(journeys.len(), count, seed);
        for model in [
            Model::First, Model::Last, Model::Linear, Model::UShape, Model::TimeDecay, Model::Markov, Model::Shapley,
        ] {
            let options = attribution::Options {
                model,
                within: Some("3d"),
                of: of_activity.then_some("activity"),
                half_life: None,
                collapse_repeats: false,
            };
            let operator = Attribution::new(context, &journeys, 0, options).expect("options that fit");
            law(&bound, &operator, &pieces)?;
        }
    }

    #[test]
    fn the_order_of_rows_and_the_names_do_not_matter(log in logs(), seed: u64) {
        // Rows in another order, arrival kept: the same journeys.
        let straight = journeys(&log);
        let mut table = EventTable::default();
        for at in pieces(log.len(), 3, seed).into_iter().flatten() {
            let (journey, activity, time, _) = log[at];
            let fits = "few values";
            // Names whose alphabetical order is another one.
            table.customer.push(Some(&format!("{}", 99 - journey))).expect(fits);
            table.activity.push(Some(&format!("{}", 99 - activity))).expect(fits);
            table.time.push(time * DAY / 4);
            table.arrival.push(at as u64);
        }
        let renamed = Journeys::build(&table, Unit::Customer).expect("every event has a customer");
        for op in ["counts", "transitions", "variants", "paths"] {
            let question: Question =
                serde_json::from_value(serde_json::json!({"op": op})).expect("a question");
            let settings = Settings::default();
            let of = |journeys| ask(journeys, &question, &settings).expect("an answer").answer.to_string();
            let named_back = (0..4).fold(of(&renamed), |text, activity| {
                text.replace(&format!("\"{}\"", 99 - activity), &format!("\"a{activity}\""))
            });
            prop_assert_eq!(of(&straight), named_back);
        }
    }
}
