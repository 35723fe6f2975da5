//! The figures of the header: journeys, goal, how many claims stand, how much is explained, the lowest moment.
//!
//! Claims are: every step (that it is there), every emotion with a value, every pain, every opportunity whose worth is claimed,
//! every path.

use crate::bound::Bound;
use crate::grade::Graded;
use crate::pain::candidate::text;
use crate::pain::prevalence_why;
use crate::resolve::claim::{scoped, stamped};
use crate::resolve::explained::explained;
use crate::resolve::paths::Move;
use std::collections::HashSet;
use wayline_engine::stats::proportion::rate;
use wayline_model::evidence::Figure;
use wayline_model::grade::Grade;
use wayline_model::question::{Operator, Unit};
use wayline_model::resolved::{Health, Lowest, ResolvedStage};

/// The header of a map.
pub(crate) fn health(
    bound: &Bound,
    stages: &[ResolvedStage],
    moves: &[Move],
    steps: &[Graded],
) -> Health {
    let mut grades: Vec<Grade> = steps.iter().map(|graded| graded.grade).collect();
    for step in stages.iter().flat_map(|stage| &stage.steps) {
        grades.extend(step.emotion.figure.value.map(|_| step.emotion.grade));
        grades.extend(step.pains.iter().map(|pain| pain.grade));
        grades.extend(step.opportunities.iter().map(|opportunity| opportunity.grade));
    }
    grades.extend(moves.iter().map(|made| made.path.grade));
    let with = |grade: Grade| grades.iter().filter(|other| **other == grade).count() as u64;
    Health {
        journeys: bound.flow.len() as u64,
        events: bound.flow.activity.len() as u64,
        customers: customers(bound),
        goal: goal(bound),
        claims: grades.len() as u64,
        supported: with(Grade::Supported),
        assumptions: with(Grade::Assumption),
        ageing: with(Grade::Ageing),
        contradicted: with(Grade::Contradicted),
        explained: explained(bound),
        lowest: Lowest::of(stages),
    }
}

/// Customers behind the journeys, where that is another number.
fn customers(bound: &Bound) -> Option<u64> {
    if bound.unit() == Unit::Customer {
        return None;
    }
    let mut known = HashSet::new();
    for ix in &bound.flow.source {
        known.extend(bound.journeys().events(*ix).filter_map(|row| bound.journeys().customer(row)));
    }
    let n = known.len() as u64;
    (n > 0 && n != bound.flow.len() as u64).then_some(n)
}

/// The share of journeys that reaches the goal: the map's own measure, else the project's goal.
fn goal(bound: &Bound) -> Figure {
    if let Some(why) = prevalence_why(bound.data.manifest.sampling) {
        return Figure::unknown(why);
    }
    let measure = bound.map.goal.as_ref().and_then(|goal| goal.measure.as_ref());
    let Some(goal) = bound.settings.goal.as_deref().filter(|_| measure.is_none()) else {
        let Some(measure) = measure else {
            return Figure::unknown("no goal is set: name one in the map or in wayline.toml");
        };
        let question = scoped(bound, measure);
        let last = match bound.ask(&question) {
            Ok(answer) => answer.answer["steps"].as_array().and_then(|s| s.last().cloned()),
            Err(error) => return Figure::unknown(format!("the goal is not measured: {error}")),
        };
        let rate = last.map(|step| step["from_start"].clone());
        let figure = rate.and_then(|rate| serde_json::from_value::<Figure>(rate).ok());
        return figure.map_or_else(
            || Figure::unknown("the goal's measure has no rate; measure it with a funnel"),
            |figure| stamped(figure, &question, bound.period.map(|(_, newest)| newest)),
        );
    };
    let Some(activity) = bound.journeys().find_activity(goal) else {
        return Figure::unknown(format!(
            "no event has the activity \"{goal}\" that is the project's goal"
        ));
    };
    let reached = bound.flow.journeys().filter(|events| {
        bound.flow.activity[events.clone()].iter().any(|a| *a as usize == activity.0)
    });
    let figure = rate(reached.count() as u64, bound.flow.len() as u64, bound.settings.minimum_base);
    let question = bound.question(
        Operator::Counts { ends: Vec::new(), mean: None },
        Some(&format!("did({})", text(goal))),
    );
    stamped(figure.into(), &question, bound.period.map(|(_, newest)| newest))
}
