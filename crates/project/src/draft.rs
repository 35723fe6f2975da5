//! A first map from data: the discovered skeleton with names, pains with their claims, and what each would be worth.
//!
//! Methods: `docs/methods/discovery.md`, `docs/methods/pains.md`. Stages are named after their own steps: the first and the last that is
//! not optional (`Order placed → Handed to carrier`); steps after their activity, by typography alone. No action is invented.

use crate::data::Data;
use crate::discover::moves::Moves;
use crate::discover::order::step_of;
use crate::discover::paths::kind;
use crate::discover::{Skeleton, discover};
use crate::error::{Error, Result};
use crate::flow::Flow;
use crate::label::{count, distinct, words};
use crate::pain::facts::Facts;
use crate::pain::{Found, Ground, find};
use crate::settings::Settings;
use wayline_engine::filter::Filter;
use wayline_engine::idle::Endings;
use wayline_model::claim::Claim;
use wayline_model::diagnostic::{Diagnostic, Severity};
use wayline_model::map::{Goal, JourneyMap, Opportunity, Pain, Path, Stage, Step, VERSION};
use wayline_model::question::Unit;
use wayline_model::resolved::PathKind;

/// A discovered map: the bones, their names, and what hurts.
pub(crate) struct Discovered {
    pub(crate) unit: Unit,
    pub(crate) skeleton: Skeleton,
    pub(crate) names: Vec<String>,
    pub(crate) found: Found,
    pub(crate) activities: Vec<String>,
    pub(crate) journeys: u64,
}

/// Discovers steps, stages, paths and pains of the journeys that a filter keeps.
pub(crate) fn discovered(
    data: &Data,
    settings: &Settings,
    unit: Unit,
    filter: Option<&str>,
) -> Result<Discovered> {
    let unit_data = data.unit(unit)?;
    let journeys = &unit_data.journeys;
    let kept = filter.map(|text| Filter::compile(text, journeys)).transpose()?;
    let in_scope: Vec<bool> = journeys
        .all()
        .map(|ix| kept.as_ref().is_none_or(|filter| filter.keeps(journeys, ix)))
        .collect();
    let flow = Flow::of(journeys, journeys.all().filter(|ix| in_scope[ix.0]));
    if flow.len() == 0 {
        return Err(Error::refuse(
            "no-journeys",
            "no journey is left to draft a map from",
            "loosen the filter in `--where`",
        ));
    }
    let skeleton = discover(&flow);
    let groups: Vec<Vec<u32>> = skeleton.steps.iter().map(|step| step.activities.clone()).collect();
    let moves = Moves::count(&flow, &groups);
    let names = names(&flow, &skeleton);
    let own = groups
        .iter()
        .map(|group| group.iter().all(|a| unit_data.attached.own[*a as usize]))
        .collect();
    let imputed = groups
        .iter()
        .map(|group| group.iter().any(|a| data.is_imputed(&flow.activities[*a as usize])))
        .collect();
    let ends: Vec<String> = skeleton
        .steps
        .iter()
        .filter(|step| step.end)
        .flat_map(|step| &step.activities)
        .map(|activity| flow.activities[*activity as usize].clone())
        .collect();
    let endings = Endings::of(journeys, &data.asking(settings, &ends)?)?;
    let step_of = step_of(flow.activities.len(), &groups);
    let facts = Facts::of(journeys, &flow, &step_of, groups.len(), &endings);
    let ground = Ground {
        journeys,
        flow: &flow,
        skeleton: &skeleton,
        moves: &moves,
        names: &names,
        step_of,
        own,
        imputed,
        in_scope,
        feedback: &data.feedback,
        attached: &unit_data.attached,
        manifest: &data.manifest,
        endings: &endings,
        facts,
        scope: filter,
        unit,
        goal: settings.goal.as_deref(),
        min_base: settings.minimum_base,
    };
    let found = find(&ground);
    let (activities, journeys) = (flow.activities.clone(), flow.len() as u64);
    Ok(Discovered { unit, skeleton, names, found, activities, journeys })
}

/// The map of what was discovered, and what the reader must know about it.
pub(crate) fn map(
    data: &Data,
    settings: &Settings,
    discovered: &Discovered,
    name: Option<&str>,
    filter: Option<&str>,
) -> (JourneyMap, Vec<Diagnostic>) {
    let Discovered { skeleton, names, .. } = discovered;
    let steps: Vec<Step> =
        (0..skeleton.steps.len()).map(|step| drafted(discovered, step)).collect();
    let stage_names =
        distinct(skeleton.stages.iter().map(|stage| stage_name(skeleton, names, stage)));
    let mut steps = steps.into_iter();
    let stages = skeleton
        .stages
        .iter()
        .zip(stage_names)
        .map(|(range, stage)| Stage {
            stage,
            steps: steps.by_ref().take(range.len()).collect(),
            ..Stage::default()
        })
        .collect();
    let paths = skeleton.paths.iter().map(|(from, to)| {
        let when = match kind(*from, *to, &|step| skeleton.steps[step].optional) {
            PathKind::Return => "returns",
            PathKind::Skip => "skips",
            PathKind::Branch => "branches off",
        };
        Path { from: names[*from].clone(), to: names[*to].clone(), when: Some(when.into()) }
    });
    let map = JourneyMap {
        wayline: VERSION,
        map: name.map_or_else(|| words(data.name(settings)), ToOwned::to_owned),
        goal: settings.goal.as_deref().map(|goal| Goal {
            text: format!("More customers reach “{}”", words(goal)),
            measure: None,
        }),
        unit: Some(discovered.unit),
        filter: filter.map(ToOwned::to_owned),
        paths: paths.collect(),
        stages,
        ..JourneyMap::default()
    };
    (map, diagnostics(data, discovered))
}

fn names(flow: &Flow, skeleton: &Skeleton) -> Vec<String> {
    let name = |step: &crate::discover::FoundStep| {
        let own = step.activities.first().map_or("", |a| flow.activities[*a as usize].as_str());
        let words = words(own);
        if words.is_empty() { own.to_owned() } else { words }
    };
    distinct(skeleton.steps.iter().map(name))
}

/// The first step and the last that is not optional (or ends the journey); the last of all where every one is optional.
fn stage_name(skeleton: &Skeleton, names: &[String], stage: &std::ops::Range<usize>) -> String {
    let is_main = |step: &usize| {
        let step = &skeleton.steps[*step];
        !step.optional || step.end
    };
    let (first, last) = (stage.start, stage.clone().rev().find(is_main).unwrap_or(stage.end - 1));
    if first == last {
        names[first].clone()
    } else {
        format!("{} → {}", names[first], names[last])
    }
}

fn drafted(discovered: &Discovered, step: usize) -> Step {
    let found = &discovered.skeleton.steps[step];
    let here = || discovered.found.pains.iter().filter(|pain| pain.step == step);
    Step {
        step: discovered.names[step].clone(),
        activities: found
            .activities
            .iter()
            .map(|activity| discovered.activities[*activity as usize].clone())
            .collect(),
        optional: found.optional,
        repeats: found.repeats,
        end: found.end,
        pains: here()
            .map(|pain| Pain {
                pain: pain.title.clone(),
                claim: Some(pain.claim.clone()),
                quotes: Vec::new(),
            })
            .collect(),
        opportunities: here()
            .filter_map(|pain| {
                Some(Opportunity {
                    opportunity: pain.opportunity.clone()?,
                    claim: Some(other_way_round(&pain.claim)?),
                    ..Opportunity::default()
                })
            })
            .collect(),
        ..Step::default()
    }
}

/// What the good side has over the bad one; `None` for a claim without sides.
fn other_way_round(claim: &Claim) -> Option<Claim> {
    let mut question = claim.question.clone();
    let against = question.scope.filter.replace(claim.against.clone()?);
    let is = match claim.is.as_str() {
        "difference < 0" => "difference > 0",
        "difference > 0" => "difference < 0",
        _ => return None,
    };
    Some(Claim { question, is: is.into(), against })
}

fn diagnostics(data: &Data, discovered: &Discovered) -> Vec<Diagnostic> {
    let mut notes = Vec::new();
    let note = |code: &str, message: String| Diagnostic::new(code, Severity::Note, message);
    let left_out = &discovered.skeleton.left_out;
    if !left_out.is_empty() {
        let listed: Vec<String> = left_out
            .iter()
            .take(5)
            .map(|(activity, n)| {
                format!("\"{}\" ({})", discovered.activities[*activity as usize], count(*n))
            })
            .collect();
        let more = left_out.len().saturating_sub(5);
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        notes.push(
            note(
                "rare-activities",
                format!(
                    "{} activities are taken too seldom for one of the map's steps: {}{more}",
                    left_out.len(),
                    listed.join(", ")
                ),
            )
            .help("journeys with them count as not explained; add them to the `match` of a step, or give them one"),
        );
    }
    for step in discovered.skeleton.steps.iter().filter(|step| step.activities.len() > 1) {
        let names: Vec<&str> = step
            .activities
            .iter()
            .map(|activity| discovered.activities[*activity as usize].as_str())
            .collect();
        notes.push(note(
            "interchangeable",
            format!(
                "\"{}\" come in the same place or in one go and are one step",
                names.join("\", \"")
            ),
        ));
    }
    let found = &discovered.found;
    notes.push(note(
        "comparisons",
        format!(
            "{} comparisons were tried; {} pains hold and are drawn{}",
            found.tried.len(),
            found.pains.len(),
            if found.more > 0 { format!(", {} more hold", found.more) } else { String::new() }
        ),
    ));
    if !found.rated {
        notes.push(
            note("nobody-asked", "there are no ratings, so no pain is about a feeling".into())
                .help("add reviews or surveys with `wayline import feedback FILE`"),
        );
    }
    if !data.manifest.sampling.shows_prevalence() {
        notes.push(note(
            "outcome-selected",
            "the data were chosen by how journeys ended: no shares, no leaving and no people lost are drawn"
                .into(),
        ));
    }
    if discovered.journeys < 30 {
        notes.push(
            note("few-journeys", format!("the map rests on {} journeys only", discovered.journeys))
                .help("figures under the minimum base are drawn hollow"),
        );
    }
    notes
}

#[cfg(test)]
mod tests;
