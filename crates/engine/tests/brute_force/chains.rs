//! What a flow of paths draws and the questions that a click gives: every count is counted by hand from the definition of
//! paths and asked of the funnel or pattern that the chain is named by.

use super::{HOUR, Log, NAMES, answer_of, build, logs, traces, with_channels};
use proptest::prelude::*;
use serde_json::{Value, json};
use wayline_engine::ask::{Settings, ask};
use wayline_engine::journeys::Journeys;
use wayline_model::chain::{NoChain, chain};
use wayline_model::question::{Operator, Question};

#[derive(Clone, Copy, Debug)]
enum Anchor {
    Start,
    From(usize),
    To(usize),
}

impl Anchor {
    fn question(self, depth: usize) -> Value {
        match self {
            Self::Start => json!({"op": "paths", "depth": depth}),
            Self::From(activity) => json!({"op": "paths", "from": NAMES[activity], "depth": depth}),
            Self::To(activity) => json!({"op": "paths", "to": NAMES[activity], "depth": depth}),
        }
    }

    /// The events of a journey from position 1 on.
    fn positions(self, activities: &[usize]) -> Vec<usize> {
        match self {
            Self::Start => activities.to_vec(),
            Self::From(anchor) => {
                let at = activities.iter().position(|activity| *activity == anchor);
                at.map_or_else(Vec::new, |at| activities[at..].to_vec())
            }
            Self::To(anchor) => {
                let at = activities.iter().rposition(|activity| *activity == anchor);
                at.map_or_else(Vec::new, |at| activities[..=at].iter().rev().copied().collect())
            }
        }
    }
}

fn anchors() -> impl Strategy<Value = Anchor> {
    prop_oneof![
        Just(Anchor::Start),
        (0..4_usize).prop_map(Anchor::From),
        (0..4_usize).prop_map(Anchor::To),
    ]
}

/// A journey that has such positions: `None` is any activity.
fn has(positions: &[usize], places: &[Option<usize>]) -> bool {
    positions.len() >= places.len()
        && places.iter().zip(positions).all(|(place, at)| place.is_none_or(|place| place == *at))
}

/// The question of places, from position 1 on.
fn named(paths: &Value, anchor: Anchor, places: &[Option<usize>]) -> Result<Question, NoChain> {
    let paths: Question = serde_json::from_value(paths.clone()).expect("a question");
    let mut names: Vec<Option<&str>> =
        places.iter().map(|place| place.map(|activity| NAMES[activity])).collect();
    if matches!(anchor, Anchor::To(_)) {
        names.reverse();
    }
    chain(&paths, &names)
}

/// How many journeys the question of a chain finds; of groups their sum.
fn count(journeys: &Journeys, question: &Question) -> Option<u64> {
    let answer = ask(journeys, question, &Settings::default()).expect("an answer").answer;
    let of = |answer: &Value| match &question.op {
        Operator::Funnel { .. } => answer["steps"].as_array()?.last()?["count"].as_u64(),
        _ => answer["count"].as_u64(),
    };
    match answer["groups"].as_array() {
        None => of(&answer),
        Some(groups) => groups.iter().map(|group| of(&group["answer"])).sum(),
    }
}

fn known(log: &Log, places: &[Option<usize>]) -> bool {
    places.iter().flatten().all(|place| log.iter().any(|event| event.1 == *place))
}

/// Few activities, so that longer chains are found and activities follow themselves.
fn repeats() -> impl Strategy<Value = Log> {
    prop::collection::vec((0..6_usize, 0..2_usize, 0..20_i64), 1..40)
}

proptest! {
    // Many random logs lack an activity of the chain, and are no case.
    #![proptest_config(ProptestConfig { cases: 4000, max_global_rejects: 100_000, ..ProptestConfig::default() })]

    #[test]
    fn a_chain_has_the_count_of_its_question(
        log in prop_oneof![logs(), repeats()],
        anchor in anchors(),
        mut places in prop::collection::vec(prop::option::weighted(0.85, 0..4_usize), 1..6),
        like in 0..6_usize,
    ) {
        if let Anchor::From(activity) | Anchor::To(activity) = anchor {
            places[0] = Some(activity);
        }
        let journeys: Vec<Vec<usize>> = traces(&log).iter()
            .map(|trace| anchor.positions(&trace.iter().map(|event| event.0).collect::<Vec<_>>()))
            .collect();
        // Half of the chains are those of a journey, so that most are found.
        if let Some(own) = journeys.get(like) {
            places.iter_mut().zip(own).for_each(|(place, own)| *place = place.map(|_| *own));
        }
        prop_assume!(known(&log, &places));
        let expected = journeys.iter().filter(|own| has(own, &places)).count() as u64;
        let question = named(&anchor.question(10), anchor, &places).expect("a chain");
        let whole = places.iter().all(Option::is_some);
        prop_assert_eq!(
            matches!(question.op, Operator::Funnel { .. }),
            whole && matches!(anchor, Anchor::From(_))
        );
        prop_assert_eq!(count(&build(&log), &question), Some(expected), "{:?}", question);
    }

    #[test]
    fn every_edge_has_the_count_of_its_question(log in prop_oneof![logs(), repeats()], anchor in anchors()) {
        if let Anchor::From(activity) | Anchor::To(activity) = anchor {
            prop_assume!(known(&log, &[Some(activity)]));
        }
        let journeys = build(&log);
        let question = anchor.question(5);
        let paths = answer_of(&journeys, question.clone());
        for edge in paths["edges"].as_array().expect("a list") {
            let activity = |end: &str| NAMES.iter().position(|name| edge[end] == *name);
            let (near, far) = if matches!(anchor, Anchor::To(_)) { ("to", "from") } else { ("from", "to") };
            let position = (1..5).find(|at| edge["position"] == *at).expect("a position");
            let mut places = vec![None; position - 1];
            places.extend([activity(near), activity(far)]);
            if let Anchor::From(activity) | Anchor::To(activity) = anchor {
                places[0] = Some(activity);
            }
            let asked = named(&question, anchor, &places).expect("a chain");
            prop_assert_eq!(count(&journeys, &asked), edge["count"].as_u64(), "{:?}", asked);
        }
    }

    #[test]
    fn the_scope_is_that_of_the_paths(
        events in prop::collection::vec(
            (0..6_usize, 0..4_usize, 0..20_i64, prop::option::of(prop::sample::select(vec!["web", "shop"]))), 1..40),
        anchor in anchors(),
        filters in (any::<bool>(), any::<bool>(), any::<bool>(), any::<bool>()),
    ) {
        let journeys = with_channels(events.iter().copied());
        if let Anchor::From(activity) | Anchor::To(activity) = anchor {
            prop_assume!(events.iter().any(|event| event.1 == activity));
        }
        prop_assume!(events.iter().any(|event| event.3 == Some("web")));
        let mut question = anchor.question(3);
        let scope = [
            ("only", "channel = \"web\"", filters.0),
            ("where", "channel = \"web\"", filters.1),
            ("by", "channel", filters.2),
            ("until", "1970-01-04", filters.3 && events.iter().any(|event| event.2 * 6 * HOUR < 72 * HOUR)),
        ];
        for (field, value, given) in scope {
            if given {
                question[field] = value.into();
            }
        }
        let paths = answer_of(&journeys, question.clone());
        let groups = paths["groups"].as_array().map_or_else(
            || vec![&paths], |groups| groups.iter().map(|group| &group["answer"]).collect());
        let mut sums = std::collections::BTreeMap::<(usize, usize), u64>::new();
        for edge in groups.iter().flat_map(|group| group["edges"].as_array().expect("a list")) {
            let activity = |end: &str| NAMES.iter().position(|name| edge[end] == *name).expect("a name");
            if edge["position"] == 1 {
                *sums.entry((activity("from"), activity("to"))).or_default() +=
                    edge["count"].as_u64().expect("a count");
            }
        }
        for ((from, to), sum) in sums {
            let near_first = if matches!(anchor, Anchor::To(_)) { [to, from] } else { [from, to] };
            let asked = named(&question, anchor, &near_first.map(Some)).expect("a chain");
            prop_assert_eq!(count(&journeys, &asked), Some(sum), "{:?}", asked);
        }
    }
}

/// The longest chains that have a name are asked, one more has none.
#[test]
fn long_chains_are_answered_as_far_as_they_have_a_name() {
    let log: Log = (0..70).map(|time| (0, 0, time)).collect();
    let journeys = build(&log);
    for (anchor, most) in [(Anchor::Start, 63), (Anchor::From(0), 62), (Anchor::To(0), 62)] {
        for length in [1, 32, 33, most] {
            let question = named(&anchor.question(100), anchor, &vec![Some(0); length]);
            let question = question.expect("a chain");
            assert_eq!(count(&journeys, &question), Some(1), "{anchor:?} {length}");
        }
        let longer = named(&anchor.question(100), anchor, &vec![Some(0); most + 1]);
        assert_eq!(longer, Err(NoChain::TooLong(most)));
    }
}

/// Names that look like the signs of a pattern.
#[test]
fn any_name_can_be_in_a_chain() {
    let names = ["a->b", "path_start", ".", "[x|y]", "^z*", "say \"hi\" \\", " spaced ", "ж 中"];
    let mut table = wayline_engine::table::EventTable::default();
    for (at, name) in names.iter().enumerate() {
        table.case.push(Some("1")).expect("few values");
        table.activity.push(Some(name)).expect("few values");
        table.time.push(i64::try_from(at).expect("small"));
        table.arrival.push(at as u64);
    }
    let unit = wayline_model::question::Unit::Case;
    let journeys = Journeys::build(&table, unit).expect("every event has a case");
    for paths in [json!({"op": "paths"}), json!({"op": "paths", "to": names[names.len() - 1]})] {
        let paths: Question = serde_json::from_value(paths).expect("a question");
        let asked = chain(&paths, &names.map(Some)).expect("a chain");
        assert_eq!(count(&journeys, &asked), Some(1), "{asked:?}");
    }
}
