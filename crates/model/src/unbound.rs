//! A map without data: the same resolved form, every statement an assumption, every figure unknown.
//!
//! A map for a launch, a workshop or a template can so be shown, checked and drawn like any other. What
//! a person estimated (an emotion) is kept as what it is; nothing is made up to fill the picture.

use crate::answer::Sampling;
use crate::check::{self, CheckInput};
use crate::evidence::Figure;
use crate::grade::Grade;
use crate::map::{Emotion, FeelingSource, JourneyMap, Pain, Step};
use crate::question::Unit;
use crate::ranking::{Hurting, worst_first};
use crate::resolved::{
    Health, Leaving, Lowest, PathKind, ResolvedAction, ResolvedEmotion, ResolvedHandOver,
    ResolvedMap, ResolvedOpportunity, ResolvedPain, ResolvedPath, ResolvedStage, ResolvedStep,
};
use crate::yaml::Places;

/// Why every figure of such a map is unknown.
const WHY: &str = "no events have been imported";

/// The map with no evidence behind it. Its `diagnostics` are empty: run the checks on it.
pub fn resolve(map: &JourneyMap) -> ResolvedMap {
    let stages: Vec<ResolvedStage> = map
        .stages
        .iter()
        .enumerate()
        .map(|(s, stage)| ResolvedStage {
            key: format!("s{s}"),
            name: stage.stage.clone(),
            question: stage.question.clone(),
            task: stage.task.clone(),
            count: None,
            steps: stage.steps.iter().enumerate().map(|(t, step)| unbound(step, s, t)).collect(),
        })
        .collect();
    let stages = ranked(stages);
    let claims = map.steps().map(|step| {
        step.pains.len() + step.opportunities.len() + usize::from(step.emotion.is_some())
    });
    let claims = claims.sum::<usize>() as u64;
    ResolvedMap {
        map: map.map.clone(),
        kind: map.kind,
        dataset: String::new(),
        sample: map.sample,
        goal_text: map.goal.as_ref().map(|goal| goal.text.clone()),
        actors: map.actors.clone(),
        unit: map.unit.unwrap_or(Unit::Customer),
        sampling: Sampling::Unknown,
        as_of: None,
        since: None,
        lanes: map.known_lanes(),
        library: map.library.clone(),
        notes: vec![note(map)],
        health: Health {
            journeys: 0,
            events: 0,
            customers: None,
            goal: Figure::unknown(WHY),
            claims,
            supported: 0,
            assumptions: claims,
            ageing: 0,
            contradicted: 0,
            explained: Figure::unknown(WHY),
            lowest: Lowest::of(&stages),
        },
        paths: paths(map, &stages),
        hand_overs: hand_overs(map, &stages),
        stages,
        diagnostics: vec![],
    }
}

/// The map with no evidence behind it, and what the checks find. `places` are those of its file, where it has one.
pub fn checked(map: &JourneyMap, places: &Places) -> ResolvedMap {
    let mut resolved = resolve(map);
    resolved.diagnostics =
        check::all(&CheckInput { map, resolved: Some(&resolved), activities: None, places });
    resolved
}

/// What stands behind the map instead of events.
fn note(map: &JourneyMap) -> String {
    let counted = |n: usize, one: &str, many: &str| match n {
        0 => None,
        1 => Some(format!("1 {one}")),
        n => Some(format!("{n} {many}")),
    };
    let pains = || map.steps().flat_map(|step| &step.pains);
    let opportunities = map.steps().flat_map(|step| &step.opportunities);
    let estimates = map.steps().filter_map(|step| step.emotion.as_ref()?.estimate()).count();
    let quotes = map.steps().map(|step| step.quotes.len()).sum::<usize>()
        + pains().map(|pain| pain.quotes.len()).sum::<usize>();
    let claims = pains().filter(|pain| pain.claim.is_some()).count()
        + opportunities.filter(|opportunity| opportunity.claim.is_some()).count();
    let there_is: Vec<String> = [
        counted(estimates, "feeling that the team estimated", "feelings that the team estimated"),
        counted(quotes, "quote of a customer", "quotes of customers"),
        counted(claims, "claim that events could answer", "claims that events could answer"),
    ]
    .into_iter()
    .flatten()
    .collect();
    if there_is.is_empty() {
        return "No data are behind this map yet: everything on it is an assumption.".into();
    }
    format!(
        "No events are behind this map yet, so nothing on it is counted. What there is: {}.",
        there_is.join(", ")
    )
}

/// What a pain rests on while there are no events.
fn why(pain: &Pain) -> String {
    match (pain.quotes.len(), &pain.claim) {
        (0, None) => format!("a word of the team; {WHY}"),
        (0, Some(_)) => format!("its claim waits for an answer: {WHY}"),
        (1, _) => format!("1 customer is quoted; how many it hits is not known: {WHY}"),
        (n, _) => format!("{n} customers are quoted; how many it hits is not known: {WHY}"),
    }
}

/// The same with each pain's place among them all.
fn ranked(mut stages: Vec<ResolvedStage>) -> Vec<ResolvedStage> {
    let steps = || stages.iter().flat_map(|stage| &stage.steps);
    let hurting = steps().flat_map(|step| {
        let emotion = step.emotion.figure.value;
        step.pains.iter().map(move |pain| Hurting { pain, felt: 0.0, emotion })
    });
    let order = worst_first(&hurting.collect::<Vec<_>>(), Sampling::Unknown);
    let mut ranks = vec![0; order.len()];
    for (place, at) in (1..).zip(order) {
        ranks[at] = place;
    }
    let pains =
        stages.iter_mut().flat_map(|stage| &mut stage.steps).flat_map(|step| &mut step.pains);
    for (pain, rank) in pains.zip(ranks) {
        pain.rank = rank;
    }
    stages
}

fn unbound(step: &Step, s: usize, t: usize) -> ResolvedStep {
    let key = format!("s{s}.{t}");
    let emotion = step.emotion.as_ref();
    let pains = step.pains.iter().enumerate().map(|(p, pain)| ResolvedPain {
        key: format!("{key}.pain.{p}"),
        title: pain.pain.clone(),
        detail: None,
        grade: Grade::Assumption,
        why: why(pain),
        rank: 0,
        lost: Figure::unknown(WHY),
        evidence: vec![],
        q: None,
        quotes: pain.quotes.clone(),
    });
    let opportunities =
        step.opportunities.iter().enumerate().map(|(o, opportunity)| ResolvedOpportunity {
            key: format!("{key}.opportunity.{o}"),
            title: opportunity.opportunity.clone(),
            detail: None,
            grade: Grade::Assumption,
            value: Figure::unknown(WHY),
            effort: opportunity.effort,
        });
    let acted = step.opportunities.iter().enumerate();
    let acted =
        acted.filter_map(|(a, opportunity)| Some((a, opportunity, opportunity.action.as_ref()?)));
    // As with events: an action's key counts opportunities.
    let actions = acted.map(|(a, opportunity, action)| ResolvedAction {
        key: format!("{key}.action.{a}"),
        title: action.action.clone().unwrap_or_else(|| opportunity.opportunity.clone()),
        kind: action.kind,
        owner: action.owner.clone(),
        department: action.department.clone(),
        due: action.due.clone(),
        status: action.status,
        predict: action.predict.clone(),
        effect: Figure::unknown("no experiment has measured it"),
        grade: Grade::Assumption,
    });
    ResolvedStep {
        name: step.step.clone(),
        activities: step.activities.clone(),
        optional: step.optional,
        repeats: step.repeats,
        end: step.end,
        count: None,
        events: None,
        touchpoints: step.touchpoints.clone(),
        channels: step.channels.clone(),
        emotion: ResolvedEmotion {
            key: format!("{key}.emotion"),
            figure: match emotion.and_then(Emotion::estimate) {
                Some(value) => Figure { value: Some(value), low_base: true, ..Figure::default() },
                None => Figure::unknown(WHY),
            },
            feel: emotion.and_then(|emotion| emotion.feel),
            from: emotion.map(|_| FeelingSource::Estimate),
            native: None,
            estimate: None,
            grade: Grade::Assumption,
        },
        left: Leaving {
            key: format!("{key}.left"),
            figure: Figure::unknown(WHY),
            count: None,
            open: None,
        },
        wait_s: Figure::unknown(WHY),
        action: step.action.clone(),
        need: step.need.clone(),
        think: step.think.clone(),
        serve: step.serve.clone(),
        department: step.department.clone(),
        voices: vec![],
        pains: pains.collect(),
        opportunities: opportunities.collect(),
        actions: actions.collect(),
        ideas: step.ideas.clone(),
        opens: step.opens.clone(),
        key,
    }
}

/// The drawn paths whose ends are steps of the map.
fn paths(map: &JourneyMap, stages: &[ResolvedStage]) -> Vec<ResolvedPath> {
    let steps: Vec<&ResolvedStep> = stages.iter().flat_map(|stage| &stage.steps).collect();
    let drawn = map.paths.iter().filter_map(|path| {
        let (from, to) = (map.step_at(&path.from)?, map.step_at(&path.to)?);
        let kind = match to {
            to if to <= from => PathKind::Return,
            to if to > from + 1 => PathKind::Skip,
            _ => PathKind::Branch,
        };
        Some((path, steps[from], steps[to], kind))
    });
    drawn
        .enumerate()
        .map(|(index, (path, from, to, kind))| ResolvedPath {
            key: format!("path.{index}"),
            from: from.name.clone(),
            from_key: from.key.clone(),
            to: to.name.clone(),
            to_key: to.key.clone(),
            kind,
            drawn: true,
            when: path.when.clone(),
            count: 0,
            share: Figure::unknown(WHY),
            grade: Grade::Assumption,
        })
        .collect()
}

/// The hand-overs whose ends are steps of the map, with nothing measured.
fn hand_overs(map: &JourneyMap, stages: &[ResolvedStage]) -> Vec<ResolvedHandOver> {
    let keys: Vec<&str> =
        stages.iter().flat_map(|stage| &stage.steps).map(|step| step.key.as_str()).collect();
    let unknown = |_, _| (None, Figure::unknown(WHY));
    ResolvedHandOver::all(map, &keys, unknown)
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_map_without_data_is_all_assumptions_and_no_figure_is_made_up() {
        let text = include_str!("../tests/manual.journey.yaml");
        let (map, _) = crate::yaml::read(text, "m");
        let resolved = super::resolve(&map.expect("the map of the manual"));
        assert_eq!((resolved.health.claims, resolved.health.assumptions), (3, 3));
        let step = &resolved.stages[0].steps[0];
        assert_eq!(step.emotion.figure.value, Some(-1.2), "a person's estimate is kept");
        assert_eq!((step.left.figure.value, step.count), (None, None));
        assert!(resolved.paths.is_empty(), "`Asks support` is no step of this map");
    }

    #[test]
    fn what_there_is_instead_of_events_is_said_and_every_pain_has_a_place() {
        let check = |text: &str, note: &str, whys: &[(u64, &str)]| {
            let (map, _) = crate::yaml::read(text, "m");
            let resolved = super::resolve(&map.expect("a map"));
            assert_eq!(resolved.notes, [note]);
            let pains = resolved.stages.iter().flat_map(|s| &s.steps).flat_map(|s| &s.pains);
            let told: Vec<(u64, &str)> = pains.map(|pain| (pain.rank, pain.why.as_str())).collect();
            assert_eq!(told, whys);
        };
        let bare = "wayline: 1\nmap: M\nstages:\n  - stage: S\n    steps:\n      - step: A\n";
        check(bare, "No data are behind this map yet: everything on it is an assumption.", &[]);
        let pains = "        pains:\n          - pain: Slow\n      - step: B\n        emotion: { value: -1 }\n        pains:\n          - pain: Dear\n            quotes: [a, b]\n          - pain: Odd\n            claim: { op: counts, is: rate > 0.05 }\n";
        check(
            &format!("{bare}{pains}"),
            "No events are behind this map yet, so nothing on it is counted. What there is: 1 feeling that the team estimated, \
             2 quotes of customers, 1 claim that events could answer.",
            &[
                (3, "a word of the team; no events have been imported"),
                (
                    1,
                    "2 customers are quoted; how many it hits is not known: no events have been imported",
                ),
                (2, "its claim waits for an answer: no events have been imported"),
            ],
        );
    }
}
