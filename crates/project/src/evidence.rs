//! What a click opens: the figures behind a key, the question, verbatims, journeys, and the commands that repeat them.

mod hit;

use crate::bound::Bound;
use crate::command::command;
use crate::data::rfc3339;
use crate::error::{Error, Result};
use crate::evidence::hit::{Hit, hit};
use crate::grade::{assumed, witnessed};
use crate::resolve::claim::{Answered, sources};
use crate::resolve::emotion::feedback_at;
use crate::resolve::voices::{lines, telling};
use crate::resolve::waits::comes_from;
use crate::resolve::{Resolved, explained, leaving, paths};
use std::collections::{BTreeMap, BTreeSet};
use wayline_engine::idle::Ending;
use wayline_engine::journeys::JourneyIx;
use wayline_engine::manifest::SourceKind;
use wayline_model::claim::Claim;
use wayline_model::diagnostic::nearest;
use wayline_model::evidence::{Evidence, Figure};
use wayline_model::grade::Grade;
use wayline_model::question::{Operator, Quantiles, Question};
use wayline_model::resolved::{EvidenceDetail, JourneyLine, ResolvedHandOver, ResolvedStep};

/// Verbatims and journeys shown at most.
const SHOWN: usize = 50;
/// Activities of a journey shown at most.
const ACTIVITIES: usize = 100;

/// What is behind a part of the map, before it is made ready for the reader.
struct Behind {
    title: String,
    claim: Option<String>,
    grade: Grade,
    why: String,
    evidence: Vec<Evidence>,
    feedback: Vec<usize>,
    /// Feedback that the card names: it stands first.
    quotes: Vec<usize>,
    journeys: Vec<JourneyIx>,
    question: Option<Question>,
    /// Whether its questions give its figures as they stand. Where several activities are one step, and for figures that are
    /// put together from several answers, only the map itself does.
    asked: bool,
}

/// What a click on a key opens.
///
/// # Errors
/// For a key that the map does not have, with the nearest one.
pub(crate) fn evidence(resolved: &Resolved, key: &str) -> Result<EvidenceDetail> {
    detail(resolved, key, &mut Told::new())
}

/// What a click on each key opens, in the order of [`keys`].
///
/// # Errors
/// None that a key of the map can cause.
pub(crate) fn evidence_all(resolved: &Resolved) -> Result<Vec<EvidenceDetail>> {
    let mut told = Told::new();
    keys(resolved).iter().map(|key| detail(resolved, key, &mut told)).collect()
}

/// The most telling of feedback that was looked at already: many keys of a step have the same.
type Told = BTreeMap<Vec<usize>, Vec<usize>>;

fn detail(resolved: &Resolved, key: &str, told: &mut Told) -> Result<EvidenceDetail> {
    let behind = find(resolved, key).ok_or_else(|| {
        let keys = keys(resolved);
        let near = nearest(key, keys.iter().map(String::as_str));
        Error::refuse(
            "unknown-key",
            format!("the map has no `{key}`"),
            near.map_or_else(
                || "keys are those of `wayline show MAP --json`".into(),
                |near| format!("did you mean `{near}`?"),
            ),
        )
    })?;
    let bound = &resolved.bound;
    let found = told
        .entry(behind.feedback.clone())
        .or_insert_with(|| telling(bound, &behind.feedback, SHOWN));
    let found = found.iter().filter(|index| !behind.quotes.contains(index));
    let chosen: Vec<usize> = behind.quotes.iter().chain(found).take(SHOWN).copied().collect();
    let command = commands(&behind);
    Ok(EvidenceDetail {
        key: key.to_owned(),
        title: behind.title,
        claim: behind.claim,
        grade: behind.grade,
        why: behind.why,
        evidence: behind.evidence,
        verbatims: lines(bound, &behind.feedback, &chosen, &format!("{key}.verbatim")),
        journeys: behind.journeys.iter().take(SHOWN).map(|ix| line(resolved, *ix)).collect(),
        journeys_total: behind.journeys.len() as u64,
        command,
        question: behind.question,
    })
}

/// What asks again for each figure, one a line; none where a figure is no answer of a single question.
fn commands(behind: &Behind) -> Option<String> {
    if !behind.asked {
        return None;
    }
    let figures = behind.evidence.iter().filter_map(|one| one.figure.question.as_ref());
    let mut lines: Vec<String> = Vec::new();
    for line in behind.question.iter().chain(figures).map(command) {
        if !lines.contains(&line) {
            lines.push(line);
        }
    }
    (!lines.is_empty()).then(|| lines.join("\n"))
}

/// Whether a step is one activity: then questions of events tell its figures as they stand.
fn is_one_activity(bound: &Bound, step: usize) -> bool {
    bound.groups[step].len() == 1
}

/// Every key that answers.
pub(crate) fn keys(resolved: &Resolved) -> Vec<String> {
    let mut keys: Vec<String> = HEALTH.iter().map(|figure| format!("health.{figure}")).collect();
    for stage in &resolved.map.stages {
        keys.push(stage.key.clone());
        for step in &stage.steps {
            keys.extend([
                step.key.clone(),
                step.emotion.key.clone(),
                step.left.key.clone(),
                format!("{}.wait", step.key),
            ]);
            keys.extend(step.voices.iter().map(|voice| voice.key.clone()));
            keys.extend(step.pains.iter().map(|pain| pain.key.clone()));
            keys.extend(step.opportunities.iter().map(|chance| chance.key.clone()));
            keys.extend(step.actions.iter().map(|action| action.key.clone()));
        }
    }
    keys.extend(resolved.map.paths.iter().map(|path| path.key.clone()));
    keys.extend(resolved.map.hand_overs.iter().map(|passed| passed.key.clone()));
    keys
}

const HEALTH: [&str; 5] = ["journeys", "goal", "claims", "explained", "lowest"];

fn find(resolved: &Resolved, key: &str) -> Option<Behind> {
    if let Some(figure) = key.strip_prefix("health.") {
        return header(resolved, figure);
    }
    if let Some(made) = resolved.moves.iter().find(|made| made.path.key == key) {
        let bound = &resolved.bound;
        return Some(Behind {
            title: format!("{} → {}", made.path.from, made.path.to),
            claim: made.path.when.clone(),
            grade: made.path.grade,
            why: made.why.clone(),
            evidence: vec![
                measured(resolved, "journeys on this path", "count", counted(made.path.count)),
                measured(resolved, "of the journeys at its start", "rate", made.path.share.clone()),
            ],
            feedback: Vec::new(),
            quotes: Vec::new(),
            journeys: paths::takers(bound, made.from, made.to),
            question: Some(
                bound.question(Operator::Transitions { quantiles: Quantiles::Exact }, None),
            ),
            // Its share is of those at its start, which no answer of moves holds.
            asked: false,
        });
    }
    if let Some(passed) = resolved.map.hand_overs.iter().find(|passed| passed.key == key) {
        return hand_over(resolved, passed);
    }
    let stage = resolved
        .map
        .stages
        .iter()
        .position(|stage| key == stage.key || key.starts_with(&format!("{}.", stage.key)))?;
    if key == resolved.map.stages[stage].key {
        return Some(whole_stage(resolved, stage));
    }
    let step =
        resolved.keys.iter().position(|own| key == own || key.starts_with(&format!("{own}.")))?;
    let shown = resolved.map.stages.iter().flat_map(|stage| &stage.steps).nth(step)?;
    match key[resolved.keys[step].len()..].split('.').nth(1) {
        None => Some(whole_step(resolved, step, shown)),
        Some("emotion") => Some(emotion(resolved, step, shown)),
        Some("left") => Some(left(resolved, step, shown)),
        Some("wait") => Some(wait(resolved, step, shown)),
        Some("voice") => voice(resolved, step, shown, key),
        Some("pain") => pain(resolved, step, key),
        Some("opportunity") => opportunity(resolved, step, key),
        Some("action") => action(shown, key),
        Some(_) => None,
    }
}

fn hand_over(resolved: &Resolved, passed: &ResolvedHandOver) -> Option<Behind> {
    let bound = &resolved.bound;
    let place = |key: &str| resolved.keys.iter().position(|own| own == key);
    let takers = paths::takers(bound, place(&passed.from_key)?, place(&passed.to_key)?);
    let graded = match passed.count {
        None => assumed(passed.wait_s.why.as_deref().unwrap_or("not bound to events")),
        Some(count) => {
            let age = bound.events_age(bound.newest(&takers));
            witnessed(count, ("journey on this way", "journeys on this way"), age)
        }
    };
    let count = passed
        .count
        .map(|count| measured(resolved, "journeys that went straight so", "count", counted(count)));
    let wait = measured(resolved, "median time between", "seconds", passed.wait_s.clone());
    Some(Behind {
        title: format!("{} → {}", passed.from, passed.to),
        claim: passed.what.clone(),
        grade: graded.grade,
        why: graded.why,
        evidence: count.into_iter().chain([wait]).collect(),
        feedback: Vec::new(),
        quotes: Vec::new(),
        journeys: takers,
        question: passed.wait_s.question.clone(),
        asked: false,
    })
}

fn header(resolved: &Resolved, figure: &str) -> Option<Behind> {
    let (bound, health) = (&resolved.bound, &resolved.map.health);
    let all = || bound.flow.source.clone();
    let counts = || Some(bound.question(bound.counts(), None));
    let known = |figure: &Figure| match &figure.why {
        Some(why) => (Grade::Assumption, why.clone()),
        None => (Grade::Supported, format!("n = {}", crate::label::count(figure.n))),
    };
    let (title, shown, measure, journeys, question) = match figure {
        "journeys" => ("Journeys on this map", counted(health.journeys), "count", all(), counts()),
        "goal" => {
            ("Reach the goal", health.goal.clone(), "rate", all(), health.goal.question.clone())
        }
        "claims" => ("Claims on this map", counted(health.claims), "count", Vec::new(), None),
        "explained" => (
            "Journeys the map does not explain",
            health.explained.clone(),
            "rate",
            explained::missed(bound),
            health.explained.question.clone(),
        ),
        "lowest" => {
            let step = health.lowest.step.as_deref();
            let step = step.and_then(|name| bound.map.steps().position(|step| step.step == name));
            let Some(step) = step else {
                let figure = health.lowest.emotion.clone();
                let (grade, why) = known(&figure);
                return Some(plain(
                    "Lowest moment",
                    grade,
                    why,
                    vec![measured(resolved, "emotion", "valence", figure)],
                ));
            };
            let shown = resolved.map.stages.iter().flat_map(|stage| &stage.steps).nth(step)?;
            return Some(emotion(resolved, step, shown));
        }
        _ => return None,
    };
    let (grade, why) = known(&shown);
    Some(Behind {
        title: title.into(),
        claim: (figure == "claims").then(|| {
            format!(
                "{} supported, {} ageing, {} assumptions, {} contradicted",
                health.supported, health.ageing, health.assumptions, health.contradicted
            )
        }),
        grade,
        why,
        evidence: vec![measured(resolved, title, measure, shown)],
        feedback: Vec::new(),
        quotes: Vec::new(),
        journeys,
        // A rate that no answer holds: of journeys counted with and without, or of those that the map explains.
        asked: figure == "journeys"
            || figure == "goal" && question.as_ref().is_some_and(|asked| !is_count(asked)),
        question,
    })
}

fn is_count(question: &Question) -> bool {
    matches!(question.op, Operator::Counts { .. })
}

fn plain(title: &str, grade: Grade, why: String, evidence: Vec<Evidence>) -> Behind {
    Behind {
        title: title.into(),
        claim: None,
        grade,
        why,
        evidence,
        feedback: Vec::new(),
        quotes: Vec::new(),
        journeys: Vec::new(),
        question: None,
        asked: true,
    }
}

fn whole_stage(resolved: &Resolved, stage: usize) -> Behind {
    let (bound, shown) = (&resolved.bound, &resolved.map.stages[stage]);
    let journeys = bound.takers_of(bound.stages[stage].clone());
    let grade = bound.stages[stage].clone().map(|step| resolved.steps[step].grade);
    Behind {
        title: shown.name.clone(),
        claim: shown.question.clone(),
        grade: grade.clone().find(|grade| *grade != Grade::Assumption).unwrap_or_default(),
        why: format!(
            "{} journeys take at least one of its steps",
            crate::label::count(journeys.len() as u64)
        ),
        evidence: vec![measured(
            resolved,
            "journeys in this stage",
            "count",
            counted(journeys.len() as u64),
        )],
        feedback: bound.stages[stage].clone().flat_map(|step| feedback_at(bound, step)).collect(),
        quotes: Vec::new(),
        journeys,
        question: bound
            .taken(bound.stages[stage].clone())
            .map(|taken| bound.question(bound.counts(), Some(&taken))),
        asked: true,
    }
}

fn whole_step(resolved: &Resolved, step: usize, shown: &ResolvedStep) -> Behind {
    let bound = &resolved.bound;
    let mut evidence: Vec<Evidence> = shown
        .count
        .map(|n| measured(resolved, "journeys at this step", "count", counted(n)))
        .into_iter()
        .collect();
    evidence.push(measured(
        resolved,
        "median time from the step before",
        "seconds",
        shown.wait_s.clone(),
    ));
    evidence.push(measured(resolved, "left here", "rate", shown.left.figure.clone()));
    Behind {
        title: shown.name.clone(),
        claim: shown.action.clone(),
        grade: resolved.steps[step].grade,
        why: resolved.steps[step].why.clone(),
        evidence,
        feedback: feedback_at(bound, step),
        quotes: Vec::new(),
        journeys: bound.takers(step),
        question: bound
            .taken(step..step + 1)
            .map(|taken| bound.question(bound.counts(), Some(&taken))),
        asked: is_one_activity(bound, step),
    }
}

fn emotion(resolved: &Resolved, step: usize, shown: &ResolvedStep) -> Behind {
    let (bound, felt) = (&resolved.bound, &resolved.felt[step]);
    let mut journeys: Vec<JourneyIx> =
        felt.feedback.iter().filter_map(|index| bound.attached().journey[*index]).collect();
    journeys.sort_unstable();
    journeys.dedup();
    let native = shown.emotion.native.zip(shown.emotion.from).map(|(mean, kind)| {
        let figure =
            Figure { value: Some(mean), low: None, high: None, ..shown.emotion.figure.clone() };
        rated(
            resolved,
            "mean rating as it was asked",
            crate::pain::outcome::kind_name(kind),
            figure,
        )
    });
    Behind {
        title: format!("Emotion at {}", shown.name),
        claim: shown.emotion.feel.map(|feel| format!("{feel:?}").to_lowercase()),
        grade: shown.emotion.grade,
        why: felt.graded.why.clone(),
        evidence: std::iter::once(rated(
            resolved,
            "emotion, −2 … +2",
            "valence",
            shown.emotion.figure.clone(),
        ))
        .chain(native)
        .collect(),
        feedback: felt.feedback.clone(),
        quotes: Vec::new(),
        journeys,
        question: shown.emotion.figure.question.clone(),
        asked: true,
    }
}

fn left(resolved: &Resolved, step: usize, shown: &ResolvedStep) -> Behind {
    let figure = &shown.left.figure;
    let journeys = match figure.value {
        Some(_) => leaving::last_here(&resolved.bound, step, Ending::Left),
        None => Vec::new(),
    };
    Behind {
        title: format!("Leaves at {}", shown.name),
        claim: None,
        grade: if figure.value.is_some() && !figure.low_base { Grade::Supported } else { Grade::Assumption },
        why: figure.why.clone().unwrap_or_else(|| {
            "nothing followed within the idle limit, and neither the goal nor an end of the map was reached".into()
        }),
        evidence: vec![measured(resolved, "left here", "rate", figure.clone())],
        feedback: Vec::new(),
        quotes: Vec::new(),
        journeys,
        question: figure.question.clone(),
        asked: is_one_activity(&resolved.bound, step),
    }
}

fn wait(resolved: &Resolved, step: usize, shown: &ResolvedStep) -> Behind {
    let bound = &resolved.bound;
    let figure = &shown.wait_s;
    let journeys = match comes_from(bound, step) {
        Some(from) => paths::takers(bound, from, step),
        None => Vec::new(),
    };
    Behind {
        title: format!("Wait before {}", shown.name),
        claim: None,
        grade: if figure.value.is_some() && !figure.low_base {
            Grade::Supported
        } else {
            Grade::Assumption
        },
        why: figure.why.clone().unwrap_or_else(|| "median of the journeys that came so".into()),
        evidence: vec![measured(
            resolved,
            "median time from the step before",
            "seconds",
            figure.clone(),
        )],
        feedback: Vec::new(),
        quotes: Vec::new(),
        journeys,
        question: figure.question.clone(),
        asked: true,
    }
}

fn voice(resolved: &Resolved, step: usize, shown: &ResolvedStep, key: &str) -> Option<Behind> {
    let bound = &resolved.bound;
    let voice = shown.voices.iter().find(|voice| voice.key == key)?;
    let index = bound.data.said(&voice.verbatim)?;
    let mut feedback = feedback_at(bound, step);
    if !feedback.contains(&index) {
        feedback.push(index);
    }
    Some(Behind {
        title: format!("Voices at {}", shown.name),
        claim: Some(voice.text.clone()),
        grade: voice.grade,
        why: format!("{} said something here", crate::label::count(voice.n)),
        evidence: vec![rated(resolved, "verbatims at this step", "count", counted(voice.n))],
        feedback,
        quotes: vec![index],
        journeys: bound.attached().journey[index].into_iter().collect(),
        question: None,
        asked: true,
    })
}

fn pain(resolved: &Resolved, step: usize, key: &str) -> Option<Behind> {
    let hurt = resolved.hurts.iter().find(|hurt| hurt.pain.key == key)?;
    // Two pains of a step may have one title; the last part of a key is the place among them.
    let place: usize = key.rsplit('.').next()?.parse().ok()?;
    let claim = resolved.bound.step(step)?.pains.get(place)?;
    let mut behind = answered(resolved, step, claim.claim.as_ref(), hurt.answered.as_ref());
    behind.quotes = resolved.bound.data.quoted(&claim.quotes);
    let known: BTreeSet<usize> = behind.feedback.iter().copied().collect();
    behind.feedback.extend(behind.quotes.iter().filter(|index| !known.contains(index)));
    behind.title.clone_from(&hurt.pain.title);
    behind.claim = claim.claim.as_ref().map(|claim| claim.is.clone());
    behind.grade = hurt.pain.grade;
    behind.why.clone_from(&hurt.pain.why);
    Some(behind)
}

fn opportunity(resolved: &Resolved, step: usize, key: &str) -> Option<Behind> {
    let chance = resolved.chances.iter().find(|chance| chance.opportunity.key == key)?;
    let place: usize = key.rsplit('.').next()?.parse().ok()?;
    let drawn = resolved.bound.step(step)?.opportunities.get(place)?;
    let mut behind = answered(resolved, step, drawn.claim.as_ref(), chance.answered.as_ref());
    behind.title.clone_from(&chance.opportunity.title);
    behind.claim.clone_from(&chance.opportunity.detail);
    behind.grade = chance.opportunity.grade;
    behind.why.clone_from(&chance.why);
    behind.evidence.push(measured(
        resolved,
        "worth, as an association",
        "difference",
        chance.opportunity.value.clone(),
    ));
    Some(behind)
}

fn action(shown: &ResolvedStep, key: &str) -> Option<Behind> {
    let action = shown.actions.iter().find(|action| action.key == key)?;
    let why = action.effect.why.clone().unwrap_or_default();
    let effect = Evidence {
        label: "effect".into(),
        measure: "difference".into(),
        figure: action.effect.clone(),
        sources: Vec::new(),
    };
    let mut behind = plain(&action.title, action.grade, why, vec![effect]);
    behind.claim.clone_from(&action.predict);
    Some(behind)
}

fn answered(
    resolved: &Resolved,
    step: usize,
    claim: Option<&Claim>,
    answered: Option<&Answered>,
) -> Behind {
    let bound = &resolved.bound;
    let Some((claim, answered)) = claim.zip(answered) else {
        return plain("", Grade::Assumption, String::new(), Vec::new());
    };
    let Hit { journeys, feedback } = hit(bound, claim, step);
    // What leaves a step of several activities is told by the map, not by the counts of each.
    let asked = match claim.question.op {
        Operator::Counts { .. } => is_one_activity(bound, step) || claim.is.contains("count"),
        _ => true,
    };
    Behind {
        feedback,
        journeys,
        question: answered.evidence.first().and_then(|first| first.figure.question.clone()),
        asked,
        ..plain("", answered.graded.grade, answered.graded.why.clone(), answered.evidence.clone())
    }
}

fn counted(n: u64) -> Figure {
    Figure { value: Some(n as f64), n, ..Figure::default() }
}

fn measured(resolved: &Resolved, label: &str, measure: &str, figure: Figure) -> Evidence {
    let sources = sources(&resolved.bound, SourceKind::Events);
    Evidence { label: label.into(), measure: measure.into(), figure, sources }
}

fn rated(resolved: &Resolved, label: &str, measure: &str, figure: Figure) -> Evidence {
    let sources = sources(&resolved.bound, SourceKind::Feedback);
    Evidence { label: label.into(), measure: measure.into(), figure, sources }
}

fn line(resolved: &Resolved, ix: JourneyIx) -> JourneyLine {
    let journeys = resolved.bound.journeys();
    let rows = journeys.events(ix);
    let time = |row: usize| rfc3339(journeys.time(row)).unwrap_or_default();
    JourneyLine {
        id: journeys.id(ix).to_owned(),
        start: time(rows.start),
        end: time(rows.end - 1),
        events: rows.len() as u64,
        activities: rows
            .take(ACTIVITIES)
            .map(|row| journeys.activity_name(row).to_owned())
            .collect(),
    }
}
