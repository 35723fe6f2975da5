//! The map in a few sentences: what it is, how it goes, where it hurts, what is not known.

use crate::escape::xml;
use crate::format::{base, emotion, percent, whole};
use crate::header::kind_words;
use crate::shape::grade_words;
use std::fmt::Write as _;
use wayline_model::resolved::{ResolvedHandOver, ResolvedMap, ResolvedPain, ResolvedStep};

/// Most pains that are told; all are in the table.
const PAINS: usize = 5;

pub(super) fn story(map: &ResolvedMap) -> String {
    let steps: Vec<&ResolvedStep> = map.stages.iter().flat_map(|stage| &stage.steps).collect();
    let health = &map.health;
    let mut first = format!(
        "{} is a {} map of {} with {} stages and {} steps, drawn over {} journeys and {} events.",
        map.map,
        kind_words(map.kind).to_lowercase(),
        map.dataset,
        map.stages.len(),
        steps.len(),
        whole(health.journeys),
        whole(health.events)
    );
    match (health.goal.value, &health.goal.why) {
        (Some(share), _) => {
            let _ = write!(first, " {} of them reach the goal.", percent(share));
        }
        (None, Some(why)) => {
            let _ = write!(first, " How many reach the goal is not known: {why}.");
        }
        (None, None) => {}
    }
    let _ = write!(
        first,
        " Of {} claims, {} are backed by data, {} are assumptions, {} rest on evidence that is ageing and {} are contradicted.",
        whole(health.claims),
        whole(health.supported),
        whole(health.assumptions),
        whole(health.ageing),
        whole(health.contradicted)
    );
    let mut paragraphs = vec![first];
    if let (Some(step), Some(value)) = (&health.lowest.step, health.lowest.emotion.value) {
        paragraphs.push(format!(
            "The lowest moment is “{step}”, with an emotion of {} on a scale from −2 to +2 ({}).",
            emotion(value),
            base(health.lowest.emotion.n)
        ));
    }
    if !map.hand_overs.is_empty() {
        let told: Vec<String> = map.hand_overs.iter().map(handed).collect();
        paragraphs.push(format!("Departments pass the customer on: {}.", told.join("; ")));
    }
    let mut pains: Vec<(&ResolvedStep, &ResolvedPain)> =
        steps.iter().flat_map(|step| step.pains.iter().map(move |pain| (*step, pain))).collect();
    pains.sort_by_key(|(_, pain)| pain.rank);
    let mut out = String::new();
    for text in paragraphs {
        let _ = writeln!(out, "<p>{}</p>", xml(&text));
    }
    if !pains.is_empty() {
        out.push_str("<p>What hurts most:</p>\n<ol>\n");
        for (step, pain) in pains.iter().take(PAINS) {
            let detail =
                pain.detail.as_ref().map(|detail| format!(": {detail}")).unwrap_or_default();
            let text = format!(
                "{} (at “{}”){detail} — {}, {}.",
                pain.title,
                step.name,
                grade_words(pain.grade),
                pain.why
            );
            let _ = writeln!(out, "<li>{}</li>", xml(&text));
        }
        out.push_str("</ol>\n");
    }
    if !map.notes.is_empty() {
        out.push_str("<p>Good to know:</p>\n<ul>\n");
        for note in &map.notes {
            let _ = writeln!(out, "<li>{}</li>", xml(note));
        }
        out.push_str("</ul>\n");
    }
    out
}

/// `Sales to Payments after “Gets the offer”: the offer`
fn handed(passed: &ResolvedHandOver) -> String {
    let what = passed.what.as_ref().map(|what| format!(": {what}")).unwrap_or_default();
    match (&passed.from_department, &passed.to_department) {
        (Some(from), Some(to)) => format!("{from} to {to} after “{}”{what}", passed.from),
        _ => format!("“{}” to “{}”{what}", passed.from, passed.to),
    }
}
