//! Two resolved maps beside each other, step by step: figures of both, their difference with its interval, and which
//! differences are told apart.
//!
//! A share at a step is that of the journeys that take it. A difference has the interval recovered from both sides' own
//! (Newcombe 1998, method 10, for rates; Zou and Donner 2008 for any figure with an interval). It is **told** when that interval
//! has no zero in it, neither side is under the minimum base, and its false-discovery rate over all differences of the
//! comparison (Benjamini and Hochberg 1995) is under 0.05. Journeys that stand on both sides make the interval wider than it
//! need be, never narrower, where both sides ask the same of them: they vary together. Two versions may ask different things
//! of them, which may vary against each other; so where both sides are the same journeys, a difference is only that of what
//! the maps say, and has no interval.

use crate::project::Project;
use crate::resolve::claim::{difference, q_among_drawn};
use serde::Serialize;
use wayline_engine::stats::proportion::rate;
use wayline_model::evidence::Figure;
use wayline_model::resolved::{ResolvedMap, ResolvedStep};

/// What a difference's false-discovery rate must be under, to be told.
const MOST_Q: f64 = 0.05;

/// Which figure is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ComparedFigure {
    /// Share of journeys that take the step.
    Taken,
    /// Share that left there, of those who did not stay open.
    Left,
    /// Median wait before it, in seconds.
    Wait,
    /// Mean emotion, −2 … +2.
    Emotion,
    /// Share that reaches the map's goal.
    Goal,
    /// Share of journeys that the map explains.
    Explained,
}

/// A figure of both sides.
#[derive(Clone, Debug, PartialEq, Serialize, schemars::JsonSchema)]
pub struct Difference {
    /// Which figure.
    pub figure: ComparedFigure,
    /// Of the first side.
    pub a: Figure,
    /// Of the second side.
    pub b: Figure,
    /// The second less the first.
    pub difference: Figure,
    /// False-discovery rate of the difference among all of this comparison; absent where it has no interval.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub q: Option<f64>,
    /// Whether the two are told apart.
    pub told: bool,
}

/// A step of either side, or of both.
#[derive(Clone, Debug, PartialEq, Serialize, schemars::JsonSchema)]
pub struct StepBeside {
    /// Key of the step on the first side.
    pub a: Option<String>,
    /// Key of the step on the second side.
    pub b: Option<String>,
    /// Figures that are known on either side; empty where a side has no such step.
    pub figures: Vec<Difference>,
}

/// Two sides of a comparison.
#[derive(Clone, Debug, PartialEq, Serialize, schemars::JsonSchema)]
pub struct Beside {
    /// Figures of the whole maps.
    pub whole: Vec<Difference>,
    /// Steps: those of the first side in its order, and what only the second has after what it follows there.
    pub steps: Vec<StepBeside>,
    /// Differences that were looked at: what each one's `q` is over.
    pub family: u64,
}

impl Project {
    /// Compares two resolved maps. `pairs` are the keys of steps that are the same on both sides, in the order in which
    /// they are to stand; a step of one side only has no other. Where both sides are the same journeys there is no sample to
    /// infer from: no difference has an interval, and none is told.
    pub fn compare(
        &self,
        (a, b): (&ResolvedMap, &ResolvedMap),
        pairs: &[(Option<String>, Option<String>)],
        same_journeys: bool,
    ) -> Beside {
        let least = self.settings().minimum_base;
        let mut whole = vec![
            beside(ComparedFigure::Goal, a.health.goal.clone(), b.health.goal.clone()),
            beside(
                ComparedFigure::Explained,
                a.health.explained.clone(),
                b.health.explained.clone(),
            ),
        ];
        let steps = pairs.iter().map(|(one, other)| {
            let found = |map: &'_ ResolvedMap, key: &Option<String>| {
                let key = key.as_deref()?;
                map.stages.iter().flat_map(|stage| &stage.steps).find(|s| s.key == key).cloned()
            };
            let figures = match (found(a, one), found(b, other)) {
                (Some(one), Some(other)) => figures((a, &one), (b, &other), least),
                _ => Vec::new(),
            };
            StepBeside { a: one.clone(), b: other.clone(), figures }
        });
        let mut steps: Vec<StepBeside> = steps.collect();
        if same_journeys {
            let figures = steps.iter_mut().flat_map(|step| &mut step.figures);
            for one in whole.iter_mut().chain(figures) {
                (one.difference.low, one.difference.high) = (None, None);
            }
        }
        let all = || whole.iter().chain(steps.iter().flat_map(|step| &step.figures));
        let tests: Vec<Option<(Figure, f64)>> = all().map(test).collect();
        let family = tests.iter().flatten().count() as u64;
        let judged = whole.iter_mut().chain(steps.iter_mut().flat_map(|step| &mut step.figures));
        for (one, q) in judged.zip(q_among_drawn(&tests)) {
            one.q = q;
            one.told = q.is_some_and(|q| q < MOST_Q) && is_apart(&one.difference);
        }
        Beside { whole, steps, family }
    }
}

/// What can be judged: a difference with an interval of some width.
fn test(one: &Difference) -> Option<(Figure, f64)> {
    let (low, high) = one.difference.low.zip(one.difference.high)?;
    (high > low).then(|| (one.difference.clone(), 0.0))
}

fn is_apart(difference: &Figure) -> bool {
    let ends = difference.low.zip(difference.high);
    !difference.low_base && ends.is_some_and(|(low, high)| low > 0.0 || high < 0.0)
}

fn figures(
    (map_a, a): (&ResolvedMap, &ResolvedStep),
    (map_b, b): (&ResolvedMap, &ResolvedStep),
    least: u64,
) -> Vec<Difference> {
    let all = [
        beside(ComparedFigure::Taken, taken(map_a, a, least), taken(map_b, b, least)),
        beside(ComparedFigure::Left, a.left.figure.clone(), b.left.figure.clone()),
        beside(ComparedFigure::Wait, a.wait_s.clone(), b.wait_s.clone()),
        beside(ComparedFigure::Emotion, a.emotion.figure.clone(), b.emotion.figure.clone()),
    ];
    all.into_iter().filter(|one| one.a.value.is_some() || one.b.value.is_some()).collect()
}

/// The share of a map's journeys that take a step; nothing where the sampling says nothing of shares.
fn taken(map: &ResolvedMap, step: &ResolvedStep, least: u64) -> Figure {
    if let Some(why) = crate::pain::prevalence_why(map.sampling) {
        return Figure::unknown(why);
    }
    let Some(count) = step.count else {
        return Figure::unknown("no events are bound to this step");
    };
    let share = Figure::from(rate(count, map.health.journeys, least));
    Figure { as_of: map.as_of.clone(), ..share }
}

fn beside(figure: ComparedFigure, a: Figure, b: Figure) -> Difference {
    let bare = |figure: Figure| Figure { question: None, ..figure };
    let (a, b) = (bare(a), bare(b));
    Difference { figure, difference: difference(&b, &a), a, b, q: None, told: false }
}
