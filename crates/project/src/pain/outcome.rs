//! What a pain is measured by: ratings on one scale, reaching the goal, or the time to the end of the journey.

use super::Ground;
use super::effect::Sums;
use wayline_engine::idle::Ending;
use wayline_model::map::FeelingSource;
use wayline_model::question::{Entry, Operator, Order};
use wayline_text::rating::Scale;

/// Something that can be better or worse, with one entry a journey of the dataset.
#[derive(Clone, Debug)]
pub(crate) struct Outcome {
    /// What it is.
    pub(crate) measure: Measure,
    /// Values so signed that lower is worse, scaled to 0 … 1 where it is a rating.
    pub(crate) values: Vec<Sums>,
}

/// What is measured.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Measure {
    /// Ratings on one scale, by the scale's formula.
    Ratings(Scale),
    /// Logarithm of the time between two activities; longer is worse.
    Time {
        /// Activity at its start.
        from: String,
        /// Activity at its end.
        to: String,
    },
    /// Whether the goal is reached from the start.
    Goal {
        /// Activity at the start.
        from: String,
        /// The goal.
        to: String,
    },
}

impl Measure {
    /// The question that repeats it.
    pub(crate) fn question(&self) -> Operator {
        match self {
            Self::Ratings(scale) => {
                Operator::Ratings { kind: Some(kind_name(scale.kind()).into()), about: None }
            }
            Self::Time { from, to } => Operator::Dwell { from: from.clone(), to: to.clone() },
            Self::Goal { from, to } => Operator::Funnel {
                steps: vec![from.clone(), to.clone()],
                within: None,
                order: Order::Ordered,
                entry: Entry::Best,
                once: false,
            },
        }
    }
}

/// A kind of rating as questions write it.
pub(crate) fn kind_name(kind: FeelingSource) -> &'static str {
    match kind {
        FeelingSource::Stars => "stars",
        FeelingSource::Nps => "nps",
        FeelingSource::Csat => "csat",
        FeelingSource::Ces => "ces",
        FeelingSource::Ces2 => "ces2",
        FeelingSource::Thumbs => "thumbs",
        FeelingSource::Text => "text",
        FeelingSource::Estimate => "estimate",
    }
}

/// The outcomes that the data can speak about: every scale with at least twice the minimum base of ratings; reaching the goal, where
/// one is set and shares can be told; where there is neither, the time from the first to the last step of the main line, if at least half of those that start come to the
/// end. Scales are never mixed.
pub(crate) fn outcomes(ground: &Ground<'_>) -> Vec<Outcome> {
    let mut scales: Vec<(Scale, Vec<Sums>, u64)> = Vec::new();
    for (feedback, journey) in ground.feedback.iter().zip(&ground.attached.journey) {
        let (Some(ix), Some(kind), Some(rating)) = (journey, feedback.kind, feedback.rating) else {
            continue;
        };
        let Ok(scale) = Scale::new(kind, feedback.scale) else { continue };
        let Ok(valence) = scale.valence(rating) else { continue };
        if !ground.in_scope[ix.0] {
            continue;
        }
        let place = scales.iter().position(|(known, ..)| *known == scale).unwrap_or_else(|| {
            scales.push((scale, vec![Sums::default(); ground.journeys.len()], 0));
            scales.len() - 1
        });
        scales[place].1[ix.0].push(f64::midpoint(valence, 1.0));
        scales[place].2 += 1;
    }
    let rated: Vec<Outcome> = scales
        .into_iter()
        .filter(|(_, _, n)| *n >= 2 * ground.min_base)
        .map(|(scale, values, _)| Outcome { measure: Measure::Ratings(scale), values })
        .collect();
    let goal = if ground.shows_prevalence() { goal(ground) } else { None };
    let time = if rated.is_empty() && goal.is_none() { time(ground) } else { None };
    rated.into_iter().chain(goal).chain(time).collect()
}

/// Of the journeys with the first step of the main line: 1 for those that reach the goal after it, 0 for those that ended without.
fn goal(ground: &Ground<'_>) -> Option<Outcome> {
    let goal = ground.journeys.find_activity(ground.goal?)?;
    let (first, _) = ground.whole_way()?;
    let from = ground.activities(first).first()?.to_string();
    let start = ground.journeys.find_activity(&from).filter(|start| *start != goal)?;
    let mut values = vec![Sums::default(); ground.journeys.len()];
    for ix in &ground.flow.source {
        let mut rows = ground.journeys.events(*ix);
        if !rows.any(|row| ground.journeys.activity(row) == start) {
            continue;
        }
        let reached = rows.any(|row| ground.journeys.activity(row) == goal);
        if reached || ground.endings.ending(ground.journeys, *ix) != Ending::Open {
            values[ix.0].push(f64::from(u8::from(reached)));
        }
    }
    let to = ground.goal?.to_owned();
    Some(Outcome { measure: Measure::Goal { from, to }, values })
}

fn time(ground: &Ground<'_>) -> Option<Outcome> {
    let (first, last) = ground.whole_way()?;
    let from = ground.activities(first).first()?.to_string();
    let to = ground.activities(last).first()?.to_string();
    let (a, b) = (ground.journeys.find_activity(&from)?, ground.journeys.find_activity(&to)?);
    let mut values = vec![Sums::default(); ground.journeys.len()];
    let (mut n, mut started) = (0u64, 0u64);
    for ix in &ground.flow.source {
        let mut rows = ground.journeys.events(*ix);
        let Some(start) = rows.find(|row| ground.journeys.activity(*row) == a) else { continue };
        started += 1;
        let Some(end) = rows.find(|row| ground.journeys.activity(*row) == b) else { continue };
        let seconds = (ground.journeys.time(end) - ground.journeys.time(start)) as f64 / 1e6;
        values[ix.0].push(-seconds.max(0.0).ln_1p());
        n += 1;
    }
    // Where most never come to the end, how long it takes is no measure of how it went.
    (n >= 2 * ground.min_base && 2 * n >= started)
        .then_some(Outcome { measure: Measure::Time { from, to }, values })
}
