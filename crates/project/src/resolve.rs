//! A map with its evidence: every statement bound to the data, graded, or left hollow with a why.

pub(crate) mod claim;
pub(crate) mod emotion;
pub(crate) mod explained;
pub(crate) mod hand_overs;
pub(crate) mod health;
pub(crate) mod leaving;
pub(crate) mod notes;
pub(crate) mod pains;
pub(crate) mod paths;
pub(crate) mod voices;
pub(crate) mod waits;

use crate::bound::Bound;
use crate::data::rfc3339;
use crate::grade::{Graded, assumed, witnessed};
use crate::pain::Tried;
use emotion::Felt;
use pains::{Chance, Hurt};
use paths::Move;
use rayon::prelude::*;
use wayline_engine::journeys::{Attribute, Value};
use wayline_model::evidence::Figure;
use wayline_model::map::Step;
use wayline_model::resolved::{
    Leaving, ResolvedAction, ResolvedEmotion, ResolvedMap, ResolvedOpportunity, ResolvedPain,
    ResolvedStage, ResolvedStep, Voice,
};

/// A resolved map with what a click needs beside it.
pub(crate) struct Resolved {
    pub(crate) map: ResolvedMap,
    pub(crate) bound: Bound,
    /// Keys of the steps, left to right over all stages.
    pub(crate) keys: Vec<String>,
    /// Why each step is graded so.
    pub(crate) steps: Vec<Graded>,
    pub(crate) felt: Vec<Felt>,
    pub(crate) hurts: Vec<Hurt>,
    pub(crate) chances: Vec<Chance>,
    pub(crate) moves: Vec<Move>,
}

/// Resolves a bound map. `tried` is the family of comparisons that pains were drafted from.
pub(crate) fn resolve(bound: Bound, tried: &[Tried]) -> Resolved {
    let keys: Vec<String> = bound
        .stages
        .iter()
        .enumerate()
        .flat_map(|(s, steps)| (0..steps.len()).map(move |i| format!("s{s}.{i}")))
        .collect();
    let felt: Vec<Felt> =
        (0..keys.len()).map(|step| emotion::emotion(&bound, step, &keys[step])).collect();
    let waits: Vec<Figure> =
        (0..keys.len()).into_par_iter().map(|step| waits::wait(&bound, step)).collect();
    let voices: Vec<Vec<Voice>> = (0..keys.len())
        .into_par_iter()
        .map(|step| voices::voices(&bound, step, &keys[step]))
        .collect();
    let leaving: Vec<Leaving> =
        (0..keys.len()).map(|step| leaving::leaving(&bound, step, &keys[step])).collect();
    let hurts = pains::pains(&bound, &keys, &felt, tried);
    let (chances, actions) = pains::opportunities(&bound, &keys, tried);
    let moves = paths::paths(&bound, &keys);
    let steps: Vec<Graded> = (0..keys.len()).map(|step| exists(&bound, step)).collect();
    let channels = channels(&bound);
    let mut resolved: Vec<ResolvedStep> = bound
        .map
        .steps()
        .enumerate()
        .map(|(step, drawn)| {
            let mut hurting: Vec<&Hurt> = hurts.iter().filter(|hurt| hurt.step == step).collect();
            hurting.sort_by_key(|hurt| hurt.pain.rank);
            let chances = chances.iter().filter(|chance| chance.step == step);
            let actions = actions.iter().filter(|(at, _)| *at == step);
            let cards = Cards {
                emotion: felt[step].emotion.clone(),
                left: leaving[step].clone(),
                wait_s: waits[step].clone(),
                voices: voices[step].clone(),
                pains: hurting.into_iter().map(|hurt| hurt.pain.clone()).collect(),
                opportunities: chances.map(|chance| chance.opportunity.clone()).collect(),
                actions: actions.map(|(_, action)| action.clone()).collect(),
                channels: said_and_found(&drawn.channels, &channels[step]),
            };
            step_of(&bound, step, drawn, &keys[step], cards)
        })
        .collect();
    let mut stages = Vec::new();
    for (s, (stage, steps)) in bound.map.stages.iter().zip(&bound.stages).enumerate() {
        let somewhere = steps.clone().any(|step| !bound.groups[step].is_empty());
        stages.push(ResolvedStage {
            key: format!("s{s}"),
            name: stage.stage.clone(),
            question: stage.question.clone(),
            task: stage.task.clone(),
            count: somewhere.then(|| bound.takers_of(steps.clone()).len() as u64),
            steps: resolved.drain(..steps.len()).collect(),
        });
    }
    let mut map = ResolvedMap {
        map: bound.map.map.clone(),
        kind: bound.map.kind,
        dataset: bound.data.name(&bound.settings).to_owned(),
        sample: bound.map.sample,
        goal_text: bound.map.goal.as_ref().map(|goal| goal.text.clone()),
        actors: bound.map.actors.clone(),
        unit: bound.unit(),
        sampling: bound.data.manifest.sampling,
        as_of: bound.period.and_then(|(_, newest)| rfc3339(newest)),
        since: bound.period.and_then(|(oldest, _)| rfc3339(oldest)),
        lanes: bound.map.known_lanes(),
        library: bound.map.library.clone(),
        notes: Vec::new(),
        health: health::health(&bound, &stages, &moves, &steps),
        stages,
        paths: moves.iter().map(|made| made.path.clone()).collect(),
        hand_overs: hand_overs::hand_overs(&bound, &keys),
        diagnostics: Vec::new(),
    };
    map.notes = notes::notes(&bound, &map, &felt, tried);
    Resolved { map, bound, keys, steps, felt, hurts, chances, moves }
}

/// What a step carries with its evidence.
struct Cards {
    emotion: ResolvedEmotion,
    left: Leaving,
    wait_s: Figure,
    voices: Vec<Voice>,
    pains: Vec<ResolvedPain>,
    opportunities: Vec<ResolvedOpportunity>,
    actions: Vec<ResolvedAction>,
    channels: Vec<String>,
}

/// A step as it is shown. Its cards are spelled out here and nowhere else: whoever adds a kind of them is led to where they come from.
fn step_of(bound: &Bound, step: usize, drawn: &Step, key: &str, cards: Cards) -> ResolvedStep {
    let is_bound = !bound.groups[step].is_empty();
    let events = || {
        let here = |activity: &&u32| bound.step_of[**activity as usize] == Some(step);
        bound.flow.activity.iter().filter(here).count() as u64
    };
    let Cards { emotion, left, wait_s, voices, pains, opportunities, actions, channels } = cards;
    ResolvedStep {
        key: key.to_owned(),
        name: drawn.step.clone(),
        activities: drawn.activities.clone(),
        optional: drawn.optional,
        repeats: paths::repeats(bound, step),
        end: drawn.end,
        count: is_bound.then(|| bound.moves.reach[step]),
        events: is_bound.then(events),
        touchpoints: drawn.touchpoints.clone(),
        channels,
        emotion,
        left,
        wait_s,
        action: drawn.action.clone(),
        need: drawn.need.clone(),
        think: drawn.think.clone(),
        serve: drawn.serve.clone(),
        department: drawn.department.clone(),
        voices,
        pains,
        opportunities,
        actions,
        ideas: drawn.ideas.clone(),
        opens: drawn.opens.clone(),
    }
}

/// Whether a step is there at all.
fn exists(bound: &Bound, step: usize) -> Graded {
    if bound.groups[step].is_empty() {
        return assumed("no events are bound to this step");
    }
    let newest = bound.newest(&bound.takers(step));
    let what = ("journey at this step", "journeys at this step");
    witnessed(bound.moves.reach[step], what, bound.events_age(newest))
}

/// The channels of each step's events, most used first.
fn channels(bound: &Bound) -> Vec<Vec<String>> {
    let mut found: Vec<Vec<(String, u64)>> = vec![Vec::new(); bound.groups.len()];
    if let Some(column @ Attribute::Text { .. }) = bound.journeys().attribute("channel") {
        for ix in &bound.flow.source {
            for row in bound.journeys().events(*ix) {
                let step = bound.step_of[bound.journeys().activity(row).0];
                let (Some(step), Some(Value::Text(channel))) = (step, column.value(row)) else {
                    continue;
                };
                match found[step].iter_mut().find(|(known, _)| known == channel) {
                    Some((_, n)) => *n += 1,
                    None => found[step].push((channel.to_owned(), 1)),
                }
            }
        }
    }
    for step in &mut found {
        step.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
    }
    found.into_iter().map(|step| step.into_iter().map(|(name, _)| name).collect()).collect()
}

fn said_and_found(said: &[String], found: &[String]) -> Vec<String> {
    const SHOWN: usize = 6;
    let new = found.iter().filter(|name| !said.contains(name));
    said.iter().chain(new.take(SHOWN)).cloned().collect()
}

#[cfg(test)]
mod tests;
#[cfg(test)]
mod whole_step_tests;
