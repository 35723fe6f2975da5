//! Resolved maps nobody would draw: hostile names, figures out of range, paths to nowhere, lanes full and empty.

use super::build::{Fill, Passed, map, pass_on, stage, step};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use wayline_model::answer::Sampling;
use wayline_model::grade::Grade;
use wayline_model::lane::LANES;
use wayline_model::map::Status;
use wayline_model::resolved::{PathKind, ResolvedMap, ResolvedPath, ResolvedStage, ResolvedStep};

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => "[a-z]{1,12}( [a-z]{1,14}){0,8}",
        1 => ".{0,60}",
        1 => "[a-zA-Z0-9_/]{60,120}",
        1 => "[一-龥，。]{1,60}",
        1 => Just(r#""><script>alert(1)</script>]]>javascript:"#.to_owned()),
        1 => "[א-ת ]{3,30}",
        1 => Just("\u{202e}evil\u{0}\u{7}".to_owned()),
    ]
}

fn grade() -> impl Strategy<Value = Grade> {
    prop::sample::select(vec![
        Grade::Assumption,
        Grade::Supported,
        Grade::Ageing,
        Grade::Contradicted,
    ])
}

fn any_step() -> impl Strategy<Value = ResolvedStep> {
    let figures = (
        option::weighted(0.8, 0_u64..5_000_000),
        option::of((-2.5_f64..2.5, 0.0_f64..2.0, 0_u64..5_000)),
        option::of((0.0_f64..1.0, 0_u64..2_000_000, 0_u64..20_000)),
        option::of((0.0_f64..1e9, 0_u64..100)),
    );
    let department = option::of(prop_oneof![text(), Just("Sales".to_owned())]);
    let words = (text(), option::of(text()), vec(text(), 0..6), vec(text(), 0..3), department);
    let cards = (vec((text(), text(), grade()), 0..9), vec((text(), text(), grade()), 0..4));
    (figures, words, cards, any::<(bool, bool)>()).prop_map(|(figures, words, cards, flags)| {
        let mut one = step(&words.0, figures.0.unwrap_or(0));
        one.count = figures.0;
        one.action = words.1;
        one.channels = words.2;
        one.think.clone_from(&words.3);
        one.serve.backstage = words.3;
        one.department = words.4;
        (one.optional, one.repeats) = flags;
        if let Some((value, half, n)) = figures.1 {
            one = one.feels(None, value, half, n, Grade::Supported).stars(value);
        }
        if let Some((share, count, open)) = figures.2 {
            one = one.leaves(share, count, open);
        }
        if let Some((seconds, n)) = figures.3 {
            one = one.waits(seconds, n);
        }
        for (i, (title, detail, grade)) in cards.0.iter().enumerate() {
            let lost = (i % 2 == 0).then_some((7_400.0, 6_900.0, 8_000.0));
            one = one.pain(title, detail, i as u64 + 1, lost, *grade);
        }
        for (title, detail, grade) in &cards.1 {
            one = one.says(title, 12, detail, "en", *grade);
            one.ideas.push(title.clone());
            one =
                one.idea(detail, title, None, Some(2.5)).act(title, detail, Status::Planned, None);
        }
        one
    })
}

fn any_stage() -> impl Strategy<Value = ResolvedStage> {
    (text(), option::of(text()), vec(any_step(), 0..5)).prop_map(|(name, question, steps)| {
        let mut one = stage(&name, 12_345, steps);
        one.question = question;
        one
    })
}

fn any_path() -> impl Strategy<Value = ResolvedPath> {
    let place = || (0_usize..5, 0_usize..4);
    let kinds = prop::sample::select(vec![PathKind::Return, PathKind::Skip, PathKind::Branch]);
    (place(), place(), kinds, 0_u64..90_000, option::of(0.0_f64..1.0), any::<bool>()).prop_map(
        |(from, to, kind, count, share, drawn)| {
            let mut path = super::build::path(from, to, kind, count, share);
            path.drawn = drawn;
            path
        },
    )
}

/// The lanes of a map: none chosen, or a few in any order, some of them none.
fn any_lanes() -> impl Strategy<Value = Vec<String>> {
    let ids: Vec<&str> = LANES.iter().map(|lane| lane.id).chain(["horoscope", "ways"]).collect();
    prop_oneof![
        2 => Just(Vec::new()),
        1 => prop::sample::subsequence(ids, 1..8).prop_shuffle(),
    ]
    .prop_map(|ids| ids.into_iter().map(str::to_owned).collect())
}

/// Any map at all.
pub(crate) fn any_map() -> impl Strategy<Value = ResolvedMap> {
    let sampling = prop::sample::select(vec![Sampling::All, Sampling::OutcomeSelected]);
    let place = || (0_usize..5, 0_usize..4);
    let passed = vec((place(), place(), text()), 0..8);
    let ways = (vec(any_path(), 0..8), passed);
    (text(), text(), vec(any_stage(), 0..6), ways, vec(text(), 0..4), sampling, any_lanes())
        .prop_map(|(name, dataset, stages, (paths, passed), notes, sampling, lanes)| {
            let mut one = map(&name, &dataset, stages, paths);
            one.sampling = sampling;
            one.lanes = lanes;
            one.health.journeys = 184_210;
            one.actors.clone_from(&notes);
            one.notes = notes;
            let passed: Vec<Passed> =
                passed.iter().map(|(from, to, what)| (*from, *to, what.as_str())).collect();
            pass_on(one, &passed)
        })
}
