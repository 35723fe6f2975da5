//! What a pain is measured by: ratings on one scale, reaching the goal, the time to the end of the journey; and at a step: going on, going
//! astray, its own ratings.

use super::Ground;
use super::effect::{Side, Sums, compare};
use super::facts::NEVER;
use wayline_engine::journeys::JourneyIx;
use wayline_model::map::FeelingSource;
use wayline_model::question::{Entry, Exclusion, Operator, Order};
use wayline_text::rating::Scale;

/// Something that can be better or worse, with one entry a journey of the dataset.
#[derive(Clone, Debug)]
pub(crate) struct Outcome {
    /// What it is.
    pub(crate) measure: Measure,
    /// Values so signed that lower is worse, scaled to 0 … 1 where it is a rating.
    pub(crate) values: Vec<Sums>,
    /// The journeys that have a value.
    pub(crate) rated: Vec<usize>,
    /// Customers that one lost unit of it loses: 1 where the outcome is that they come no further, 0 where it is none of that.
    pub(crate) cost: f64,
}

impl Outcome {
    fn new(measure: Measure, values: Vec<Sums>) -> Self {
        let rated = (0..values.len()).filter(|journey| values[*journey].n > 0.0).collect();
        let cost = f64::from(u8::from(measure.loses()));
        Self { measure, values, rated, cost }
    }
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
    /// Whether those who come to a step of the main line go on to the next.
    Onward {
        /// The step.
        step: usize,
        /// Its activity.
        from: String,
        /// The activity after it.
        to: String,
        /// Name of the step after it.
        name: String,
    },
    /// Whether those who come to a step go astray: to one beside the main line from which fewer go on.
    Astray {
        /// The step they come from.
        step: usize,
        /// Its activity.
        from: String,
        /// The activity that is better not met.
        to: String,
        /// Name of its step.
        name: String,
    },
    /// Ratings that belong to a step.
    About {
        /// Their scale.
        scale: Scale,
        /// The step.
        step: usize,
        /// Its activity.
        about: String,
    },
}

impl Measure {
    /// The step that it is of; `None` where it is of whole journeys.
    pub(crate) fn step(&self) -> Option<usize> {
        match self {
            Self::Onward { step, .. } | Self::Astray { step, .. } | Self::About { step, .. } => {
                Some(*step)
            }
            _ => None,
        }
    }

    /// Whether it is of people who are lost on the way.
    pub(crate) fn loses(&self) -> bool {
        matches!(self, Self::Goal { .. } | Self::Onward { .. } | Self::Astray { .. })
    }

    /// The question that repeats it.
    pub(crate) fn question(&self) -> Operator {
        match self {
            Self::Ratings(scale) => {
                Operator::Ratings { kind: Some(kind_name(scale.kind()).into()), about: None }
            }
            Self::About { scale, about, .. } => Operator::Ratings {
                kind: Some(kind_name(scale.kind()).into()),
                about: Some(about.clone()),
            },
            Self::Time { from, to } => Operator::Dwell { from: from.clone(), to: to.clone() },
            Self::Goal { from, to }
            | Self::Onward { from, to, .. }
            | Self::Astray { from, to, .. } => Operator::Funnel {
                steps: vec![from.clone(), to.clone()],
                within: None,
                // Who has been at the next step before is not lost on the way to it.
                order: match self {
                    Self::Onward { .. } => Order::Any,
                    _ => Order::Ordered,
                },
                entry: Entry::Best,
                once: false,
                exclude: Vec::new(),
                exclusion: Exclusion::default(),
                hold: None,
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

/// The outcomes that the data can speak about: every scale with at least twice the minimum base of ratings that are about the whole
/// (where customers were mostly asked about single steps, the mix of steps would be compared, not the journeys); reaching the goal, where
/// one is set and shares can be told; where there is neither, the time from the first to the last step of the main line, if at least half of those that start come to the
/// end. Scales are never mixed.
pub(crate) fn outcomes(ground: &Ground<'_>) -> Vec<Outcome> {
    let mut scales: Vec<(Scale, Vec<Sums>, u64, u64)> = Vec::new();
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
            scales.push((scale, vec![Sums::default(); ground.journeys.len()], 0, 0));
            scales.len() - 1
        });
        scales[place].1[ix.0].push(f64::midpoint(valence, 1.0));
        scales[place].2 += 1;
        scales[place].3 += u64::from(feedback.about.is_some());
    }
    scales.retain(|(_, _, n, _)| *n >= 2 * ground.min_base);
    let known: Vec<Scale> = scales.iter().map(|(scale, ..)| *scale).collect();
    let rated: Vec<Outcome> = scales
        .into_iter()
        .filter(|(_, _, n, about)| 2 * about < *n)
        .map(|(scale, values, ..)| Outcome::new(Measure::Ratings(scale), values))
        .collect();
    let goal = if ground.shows_prevalence() { goal(ground) } else { None };
    let time = if known.is_empty() && goal.is_none() { time(ground) } else { None };
    let mut all: Vec<Outcome> = rated.into_iter().chain(goal).chain(time).collect();
    for scale in known {
        all.extend((0..ground.skeleton.steps.len()).filter_map(|step| about(ground, scale, step)));
    }
    if ground.shows_prevalence() {
        (0..ground.skeleton.steps.len()).for_each(|step| ways(ground, step, &mut all));
    }
    all
}

/// Ratings on a scale that belong to a step, where customers were asked about steps: at least twice the minimum base.
fn about(ground: &Ground<'_>, scale: Scale, step: usize) -> Option<Outcome> {
    let [about] = ground.activities(step)[..] else { return None };
    let activity = ground.journeys.find_activity(about)?;
    let (mut values, mut n) = (vec![Sums::default(); ground.journeys.len()], 0);
    let mut named = false;
    for (place, feedback) in ground.feedback.iter().enumerate() {
        let (Some(ix), Some(kind), Some(rating)) =
            (ground.attached.journey[place], feedback.kind, feedback.rating)
        else {
            continue;
        };
        let here = ground.attached.activity[place] == Some(activity) && ground.in_scope[ix.0];
        if !here || Scale::new(kind, feedback.scale).ok() != Some(scale) {
            continue;
        }
        let Ok(valence) = scale.valence(rating) else { continue };
        values[ix.0].push(f64::midpoint(valence, 1.0));
        n += 1;
        named |= feedback.about.is_some();
    }
    let measure = Measure::About { scale, step, about: about.to_owned() };
    (named && n >= 2 * ground.min_base).then(|| Outcome::new(measure, values))
}

/// Going on from a step of the main line, and going astray from it. The way on is the step that directly follows most often, if it is on the
/// main line too and to the right.
fn ways(ground: &Ground<'_>, step: usize, all: &mut Vec<Outcome>) {
    let steps = &ground.skeleton.steps;
    let beside = |step: usize| steps[step].optional || ground.own[step];
    let direct = &ground.moves.direct[step];
    // The leftmost of equals.
    let next = (0..steps.len()).rev().filter(|to| *to != step).max_by_key(|to| direct[*to]);
    let Some(next) = next.filter(|next| *next > step && !beside(*next) && !beside(step)) else {
        return;
    };
    let ([from], [to]) = (&ground.activities(step)[..], &ground.activities(next)[..]) else {
        return;
    };
    let (values, n) = reaching(ground, step, next, Order::Any);
    if n < 2 * ground.min_base || !stops(ground, &values, next) {
        return;
    }
    let before = ground.strata(step);
    let onward = Outcome::new(
        Measure::Onward {
            step,
            from: (*from).to_owned(),
            to: (*to).to_owned(),
            name: ground.names[next].clone(),
        },
        values,
    );
    for aside in (0..steps.len()).filter(|aside| beside(*aside) && !ground.own[*aside]) {
        let [other] = ground.activities(aside)[..] else { continue };
        if direct[aside] < ground.min_base {
            continue;
        }
        let (gone, _) = reaching(ground, step, aside, Order::Ordered);
        // Held against those who went anywhere else: whoever stopped at the step had no chance to meet it.
        let moved = |journey: usize| {
            let rows = ground.journeys.events(JourneyIx(journey));
            rows.end > ground.facts.last[step][journey].saturating_add(1)
        };
        let side = |journey: usize| match gone[journey] {
            Sums { n: 0.0, .. } => Side::Neither,
            Sums { sum, .. } if sum > 0.0 => Side::With,
            _ if moved(journey) => Side::Against,
            _ => Side::Neither,
        };
        let cost = compare(&onward.values, &onward.rated, &before, side, 1.0);
        let Some(cost) = cost.filter(|cost| cost.high < 0.0) else { continue };
        // Lower is worse: 1 for those who do not meet it.
        let spared =
            gone.iter().map(|own| Sums { sum: own.n - own.sum, squares: own.n - own.sum, ..*own });
        let measure = Measure::Astray {
            step,
            from: (*from).to_owned(),
            to: other.to_owned(),
            name: ground.names[aside].clone(),
        };
        all.push(Outcome { cost: -cost.difference, ..Outcome::new(measure, spared.collect()) });
    }
    all.push(onward);
}

/// Whether at least half of those who never come to the next step come to nothing of the main line beyond it either: else they
/// only go another way.
fn stops(ground: &Ground<'_>, values: &[Sums], next: usize) -> bool {
    let (mut all, mut further) = (0u64, 0u64);
    for ix in ground.flow.source.iter().filter(|ix| values[ix.0].n > 0.0 && values[ix.0].sum == 0.0)
    {
        let mut beyond = next + 1..ground.skeleton.steps.len();
        let comes =
            |step: usize| !ground.skeleton.steps[step].optional && ground.facts.comes(step, ix.0);
        all += 1;
        further += u64::from(beyond.any(comes));
    }
    2 * further <= all
}

/// Of the journeys that come to a step: 1 for those that come to another (after it, if in order), 0 for those that ended without; and
/// how many they are. Both steps have one activity.
fn reaching(ground: &Ground<'_>, from: usize, to: usize, order: Order) -> (Vec<Sums>, u64) {
    let (mut values, mut n) = (vec![Sums::default(); ground.journeys.len()], 0);
    for ix in &ground.flow.source {
        let start = ground.facts.first[from][ix.0];
        if start == NEVER {
            continue;
        }
        let end = ground.facts.last[to][ix.0];
        let reached = end != NEVER && (order == Order::Any || end > start);
        if reached || !ground.facts.open[ix.0] {
            values[ix.0].push(f64::from(u8::from(reached)));
            n += 1;
        }
    }
    (values, n)
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
        if reached || !ground.facts.open[ix.0] {
            values[ix.0].push(f64::from(u8::from(reached)));
        }
    }
    let to = ground.goal?.to_owned();
    Some(Outcome::new(Measure::Goal { from, to }, values))
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
        .then(|| Outcome::new(Measure::Time { from, to }, values))
}
