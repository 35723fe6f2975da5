//! Pains: what goes with worse ratings, longer ways, leaving and waiting; found by a documented family of comparisons.
//!
//! How: `docs/methods/pains.md`. Every comparison of [`family`] is tried on every outcome of [`outcome`], the figures that
//! need no comparison are in [`standing`]; [`select`] keeps those that chance could not have made over all that was tried, the
//! worst first, and [`redundant`] leaves one card for one pain.

pub(crate) mod bits;
pub(crate) mod candidate;
pub(crate) mod effect;
pub(crate) mod facts;
pub(crate) mod family;
pub(crate) mod local;
pub(crate) mod loss;
pub(crate) mod outcome;
pub(crate) mod redundant;
pub(crate) mod said;
pub(crate) mod select;
pub(crate) mod standing;

use crate::attach::Attached;
use crate::discover::Skeleton;
use crate::discover::moves::Moves;
use crate::flow::Flow;
use candidate::did;
use facts::Facts;
use loss::Loss;
use wayline_engine::feedback::Feedback;
use wayline_engine::idle::Endings;
use wayline_engine::journeys::Journeys;
use wayline_engine::manifest::{AttributeEntry, Manifest};
use wayline_model::answer::Sampling;
use wayline_model::claim::Claim;
use wayline_model::question::{Question, Scope, Unit};

/// A step that fewer journeys than this share lack does not tell them apart.
const NEARLY_ALL: f64 = 0.98;

/// Everything a pain is looked for in.
pub(crate) struct Ground<'a> {
    pub(crate) journeys: &'a Journeys,
    pub(crate) flow: &'a Flow,
    pub(crate) skeleton: &'a Skeleton,
    pub(crate) moves: &'a Moves,
    /// Names of the steps.
    pub(crate) names: &'a [String],
    /// The step of each activity.
    pub(crate) step_of: Vec<Option<usize>>,
    /// Whether a step is the survey's own.
    pub(crate) own: Vec<bool>,
    /// Whether a journey of the dataset is on the map.
    pub(crate) in_scope: Vec<bool>,
    pub(crate) feedback: &'a [Feedback],
    pub(crate) attached: &'a Attached,
    pub(crate) manifest: &'a Manifest,
    pub(crate) endings: &'a Endings,
    pub(crate) facts: Facts,
    /// Whether the times of a step are not in the source but were imputed.
    pub(crate) imputed: Vec<bool>,
    /// The map's filter.
    pub(crate) scope: Option<&'a str>,
    pub(crate) unit: Unit,
    /// The activity that is the goal.
    pub(crate) goal: Option<&'a str>,
    pub(crate) min_base: u64,
}

/// A pain with what can be denied about it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct FoundPain {
    /// The step it hangs under.
    pub(crate) step: usize,
    pub(crate) title: String,
    pub(crate) claim: Claim,
    /// What it costs.
    pub(crate) loss: Loss,
    /// What would be gained at most: the opportunity in words, where it can be said.
    pub(crate) opportunity: Option<String>,
}

/// A comparison that was tried, with its place among all.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Tried {
    pub(crate) claim: Claim,
    /// The step it is about.
    pub(crate) step: usize,
    /// False-discovery rate (Benjamini–Hochberg).
    pub(crate) q: f64,
    /// What it costs, to rank by.
    pub(crate) loss: Loss,
    /// Customers that one lost unit of it loses, where it is of customers who are lost.
    pub(crate) cost: f64,
}

/// The pains of a map, the worst first, and all that was tried.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Found {
    pub(crate) pains: Vec<FoundPain>,
    pub(crate) tried: Vec<Tried>,
    /// Pains that hold but were left out because the map has room for no more.
    pub(crate) more: usize,
    /// Whether anybody was asked how it was.
    pub(crate) rated: bool,
}

impl Ground<'_> {
    /// The activities of a step by name.
    pub(crate) fn activities(&self, step: usize) -> Vec<&str> {
        let activities = &self.skeleton.steps[step].activities;
        activities.iter().map(|a| self.flow.activities[*a as usize].as_str()).collect()
    }

    /// What the dataset says about an attribute.
    pub(crate) fn attribute(&self, name: &str) -> Option<&AttributeEntry> {
        self.manifest.attributes.iter().find(|entry| entry.name == name)
    }

    /// How to call an attribute.
    pub(crate) fn attribute_label(&self, name: &str) -> String {
        let label = self.attribute(name).and_then(|entry| entry.label.clone());
        label.unwrap_or_else(|| crate::label::inside(name))
    }

    /// Microseconds from the first `from` to the first `to` after it, of every journey that has both so.
    pub(crate) fn first_waits_us(&self, from: usize, to: usize) -> Vec<i64> {
        let step_of = |event: usize| self.step_of[self.flow.activity[event] as usize];
        let wait = |mut events: std::ops::Range<usize>| {
            let start = events.find(|event| step_of(*event) == Some(from))?;
            let end = events.find(|event| step_of(*event) == Some(to))?;
            Some(self.flow.time[end] - self.flow.time[start])
        };
        self.flow.journeys().filter_map(wait).collect()
    }

    /// The steps that tell journeys apart by how far they came: not optional, not the survey's own, not taken by nearly all.
    pub(crate) fn telling_steps(&self) -> Vec<usize> {
        let all = self.flow.len() as f64;
        let telling = |step: &usize| {
            let found = &self.skeleton.steps[*step];
            !found.optional && !self.own[*step] && (found.count as f64) < NEARLY_ALL * all
        };
        (0..self.skeleton.steps.len()).filter(telling).collect()
    }

    /// ` and did("a") and did("b")`: the journeys that came the whole way, so that attributes are compared within one
    /// possibility; empty where too few came.
    pub(crate) fn completed(&self) -> String {
        let steps: Vec<String> = self
            .telling_steps()
            .into_iter()
            .map(|step| format!(" and {}", did(&self.activities(step))))
            .collect();
        let all = steps.concat();
        let fits = |step: usize| self.skeleton.steps[step].count >= 2 * self.min_base;
        if self.telling_steps().into_iter().all(fits) { all } else { String::new() }
    }

    /// How far each journey of the dataset came before a step (or in all): one bit a telling step, the six leftmost.
    pub(crate) fn strata(&self, before: usize) -> Vec<u32> {
        let mut bit_of = vec![None; self.skeleton.steps.len()];
        let telling = self.telling_steps().into_iter().filter(|step| *step < before);
        for (bit, step) in telling.take(6).enumerate() {
            bit_of[step] = Some(bit);
        }
        let mut strata = vec![0; self.journeys.len()];
        for (step, bit) in bit_of.iter().enumerate() {
            let Some(bit) = bit else { continue };
            for (stratum, row) in strata.iter_mut().zip(&self.facts.first[step]) {
                *stratum |= u32::from(*row != facts::NEVER) << bit;
            }
        }
        strata
    }

    /// First and last step of the main line.
    pub(crate) fn whole_way(&self) -> Option<(usize, usize)> {
        let steps = &self.skeleton.steps;
        let first = steps.iter().position(|step| !step.optional)?;
        let ends =
            (first + 1..steps.len()).filter(|step| steps[*step].end && !steps[*step].optional);
        let last = ends
            .rev()
            .max_by_key(|step| steps[*step].count)
            .or_else(|| (first + 1..steps.len()).rev().find(|step| !steps[*step].optional))?;
        Some((first, last))
    }

    /// Whether shares of journeys say anything about customers.
    pub(crate) fn shows_prevalence(&self) -> bool {
        self.manifest.sampling.shows_prevalence()
    }

    /// A claim in the scope of the map.
    pub(crate) fn claim(
        &self,
        op: wayline_model::question::Operator,
        with: Option<&str>,
        against: Option<&str>,
        is: String,
    ) -> Claim {
        let scoped = |filter: &str| candidate::within(self.scope, filter);
        Claim {
            question: Question {
                op,
                scope: Scope {
                    unit: Some(self.unit),
                    filter: with.map(scoped).or_else(|| self.scope.map(ToOwned::to_owned)),
                    ..Scope::default()
                },
            },
            is,
            against: against.map(scoped),
        }
    }
}

/// Finds the pains.
pub(crate) fn find(ground: &Ground<'_>) -> Found {
    let outcomes = outcome::outcomes(ground);
    let family = family::family(ground, &outcomes);
    let rated = outcomes.iter().any(|o| {
        matches!(o.measure, outcome::Measure::Ratings(_) | outcome::Measure::About { .. })
    });
    let compared = select::compare_all(ground, &family, &outcomes);
    let standing = standing::standing(ground, &outcomes, rated);
    let mut found = select::select(ground, &compared, standing);
    found.rated = rated;
    found
}

/// Whether a sample lets shares be told, for callers that have no ground.
pub(crate) fn prevalence_why(sampling: Sampling) -> Option<String> {
    (!sampling.shows_prevalence()).then(|| {
        "the data were chosen by how journeys ended, so shares of journeys say nothing about customers".into()
    })
}
