//! Maps of every shape: few steps and very many, names of one character and of 120, lanes full and empty.

use super::build::{Fill, Passed, known, map, pass_on, path, stage, step};
use wayline_model::answer::Sampling;
use wayline_model::evidence::Figure;
use wayline_model::grade::Grade;
use wayline_model::map::{Feel, Kind, Status};
use wayline_model::resolved::{Lowest, PathKind, ResolvedMap, ResolvedStep};

/// Names of one kind.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Names {
    One,
    Words,
    Word,
    Chinese,
}

impl Names {
    /// A name of at most `length` characters that begins with its number where there is room.
    fn name(self, number: usize, length: usize) -> String {
        let long = match self {
            Self::One => return ["a", "b", "Ż", "Я", "付"][number % 5].to_owned(),
            Self::Words => format!("{number} {}", "checks whether the price is right ".repeat(4)),
            Self::Word => format!("W{number}{}", "ordnungswidrigkeit".repeat(7)),
            Self::Chinese => format!("{number}{}", "客户检查价格是否正确并比较三家商店".repeat(8)),
        };
        long.chars().take(length).collect::<String>().trim().to_owned()
    }
}

/// How much stands in the cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Cells {
    /// Nothing is known and nobody wrote anything.
    Empty,
    /// Every figure is known, two cards a cell.
    Full,
    /// Eight cards a cell, and every lane of service.
    Eight,
}

/// A map of `stages` with `steps` each.
pub(crate) fn shaped(stages: usize, steps: usize, names: Names, cells: Cells) -> ResolvedMap {
    let mut parts = Vec::new();
    for s in 0..stages {
        let count = |i: usize| 1_900_000_u64 / (1 + (s * steps + i) as u64);
        let inside = (0..steps).map(|i| one(s * steps + i, count(i), names, cells)).collect();
        let mut part = stage(&names.name(s, 120), count(0), inside);
        if cells == Cells::Eight {
            part.question = Some(names.name(s, 120));
            part.task = Some(names.name(s, 120));
        }
        if cells == Cells::Empty {
            part.count = None;
        }
        parts.push(part);
    }
    let mut paths = Vec::new();
    if cells != Cells::Empty && stages * steps > 2 {
        let at = |i: usize| (i / steps, i % steps);
        let last = stages * steps - 1;
        for (i, kind) in
            [PathKind::Return, PathKind::Skip, PathKind::Branch].into_iter().enumerate()
        {
            paths.push(path(at(last - i % 2), at(0), kind, 90_000 - i as u64, Some(0.12)));
            paths.push(path(at(0), at((2 + i).min(last)), kind, 80_000 - i as u64, Some(0.31)));
        }
    }
    let mut one = map(&names.name(1, 120), &names.name(2, 120), parts, paths);
    one.goal_text = Some(names.name(3, 120));
    one.actors = vec![names.name(4, 120), names.name(5, 120)];
    one.notes = vec![names.name(6, 120), "A note of the usual length.".into()];
    (one.health.journeys, one.health.events) = (1_900_000, 38_000_412);
    (one.health.claims, one.health.supported) = (70, 61);
    one.health.goal = known(0.061, 0.0603, 0.0617, 1_900_000);
    one.since = Some("2016-09-04T21:15:19Z".into());
    one.as_of = Some("2018-10-17T17:30:18Z".into());
    if cells != Cells::Empty {
        one.health.lowest = Lowest {
            step: one.stages.first().and_then(|s| s.steps.first()).map(|s| s.name.clone()),
            emotion: one
                .stages
                .first()
                .and_then(|s| s.steps.first())
                .map_or_else(|| Figure::unknown("no ratings"), |step| step.emotion.figure.clone()),
        };
    }
    if cells == Cells::Eight {
        one.kind = Kind::ServiceBlueprint;
    }
    let last = stages * steps - 1;
    if cells == Cells::Empty || last < 2 {
        return one;
    }
    let at = |i: usize| (i / steps, i % steps);
    let what = names.name(7, 120);
    let passed: [Passed; 5] = [
        (at(0), at(1), &what),
        (at(1), at(0), ""),
        (at(1), at(last), &what),
        (at(0), at(last), "the order"),
        (at(2), at(2), "once more"),
    ];
    pass_on(one, &passed)
}

fn one(number: usize, count: u64, names: Names, cells: Cells) -> ResolvedStep {
    let name = |length: usize| names.name(number, length);
    let mut one = step(&name(120), count);
    if cells == Cells::Empty {
        (one.count, one.events) = (None, None);
        return one;
    }
    let wave = [-1.9, -0.4, 1.2, 1.9, 0.3, -1.1][number % 6];
    one = one
        .does(&name(120), &[&name(60), "Web", "App", "Telephone", "Letter"])
        .feels(Some(Feel::Frustrated), wave, 0.3, 1_234_567, Grade::Supported)
        .stars(4.55)
        .leaves(0.253, count / 4, count / 9)
        .waits(86_400.0 * (1 + number) as f64, 40_800);
    (one.optional, one.repeats) = (number.is_multiple_of(3), number.is_multiple_of(4));
    one.department = (!number.is_multiple_of(5)).then(|| names.name(number / 2, 60));
    let cards = if cells == Cells::Eight { 8 } else { 2 };
    for i in 0..cards {
        let grade =
            [Grade::Supported, Grade::Ageing, Grade::Assumption, Grade::Contradicted][i % 4];
        let lost = (i % 2 == 0).then_some((19_000.0, 18_400.0, 19_600.0));
        one = one
            .says(&name(120), 4_127, &name(20), "zh, en", grade)
            .pain(&name(120), &name(90), (number * 8 + i) as u64 + 1, lost, grade)
            .idea(&name(120), &name(90), (i % 2 == 0).then_some(0.026), Some(5.0))
            .act(&name(120), &name(40), Status::Running, (i % 2 == 0).then_some((0.018, 0.011)));
    }
    if cells == Cells::Eight {
        let words = || vec![name(120); 8];
        (one.think, one.need, one.ideas) = (words(), words(), words());
        one.touchpoints = Vec::new();
        one.serve.evidence = words();
        one.serve.frontstage = words();
        one.serve.backstage = words();
        one.serve.support = words();
        one.serve.systems = words();
        one.serve.roles = words();
        one.serve.policies = words();
        one.serve.training = words();
    }
    one
}

/// From a sample chosen by outcome: no share is shown.
pub(crate) fn chosen(mut one: ResolvedMap) -> ResolvedMap {
    one.sampling = Sampling::OutcomeSelected;
    one
}
