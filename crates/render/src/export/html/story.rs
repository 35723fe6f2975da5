//! The map in a few sentences: what it is, how it goes, where it hurts, what is not known.

use crate::escape::xml;
use crate::words::Words;
use std::fmt::Write as _;
use wayline_model::resolved::{ResolvedHandOver, ResolvedMap, ResolvedPain, ResolvedStep};

/// Most pains that are told; all are in the table.
const PAINS: usize = 5;

pub(super) fn story(words: Words, map: &ResolvedMap) -> String {
    let steps: Vec<&ResolvedStep> = map.stages.iter().flat_map(|stage| &stage.steps).collect();
    let health = &map.health;
    let mut first = words.fill(
        "picture-story",
        [
            ("map", (&map.map).into()),
            ("kind", words.kind(map.kind).to_lowercase().into()),
            ("dataset", (&map.dataset).into()),
            ("stages", map.stages.len().into()),
            ("steps", steps.len().into()),
            ("journeys", health.journeys.into()),
            ("events", health.events.into()),
        ],
    );
    match (health.goal.value, &health.goal.why) {
        (Some(share), _) => {
            let places = [("share", words.percent(share).into())];
            let _ = write!(first, " {}", words.fill("picture-story-goal", places));
        }
        (None, Some(why)) => {
            let said = words.fill("picture-story-goal-unknown", [("why", why.into())]);
            let _ = write!(first, " {said}");
        }
        (None, None) => {}
    }
    let claims = words.fill(
        "picture-story-claims",
        [
            ("claims", health.claims.into()),
            ("supported", health.supported.into()),
            ("assumptions", health.assumptions.into()),
            ("ageing", health.ageing.into()),
            ("contradicted", health.contradicted.into()),
        ],
    );
    let _ = write!(first, " {claims}");
    let mut paragraphs = vec![first];
    if let (Some(step), Some(value)) = (&health.lowest.step, health.lowest.emotion.value) {
        paragraphs.push(words.fill(
            "picture-story-lowest",
            [
                ("step", step.into()),
                ("value", words.emotion(value).into()),
                ("base", words.base(health.lowest.emotion.n).into()),
            ],
        ));
    }
    if !map.hand_overs.is_empty() {
        let told: Vec<String> = map.hand_overs.iter().map(|passed| handed(words, passed)).collect();
        let told = told.join("; ");
        paragraphs.push(words.fill("picture-story-hand-overs", [("told", told.into())]));
    }
    let mut pains: Vec<(&ResolvedStep, &ResolvedPain)> =
        steps.iter().flat_map(|step| step.pains.iter().map(move |pain| (*step, pain))).collect();
    pains.sort_by_key(|(_, pain)| pain.rank);
    let mut out = String::new();
    for text in paragraphs {
        let _ = writeln!(out, "<p>{}</p>", xml(&text));
    }
    if !pains.is_empty() {
        let _ = writeln!(out, "<p>{}</p>\n<ol>", xml(&words.say("picture-story-pains")));
        for (step, pain) in pains.iter().take(PAINS) {
            let detail =
                pain.detail.as_ref().map(|detail| format!(": {detail}")).unwrap_or_default();
            let text = words.fill(
                "picture-story-pain",
                [
                    ("pain", (&pain.title).into()),
                    ("step", (&step.name).into()),
                    ("detail", detail.into()),
                    ("grade", words.grade(pain.grade).into()),
                    ("why", (&pain.why).into()),
                ],
            );
            let _ = writeln!(out, "<li>{}</li>", xml(&text));
        }
        out.push_str("</ol>\n");
    }
    if !map.notes.is_empty() {
        let _ = writeln!(out, "<p>{}:</p>\n<ul>", xml(&words.say("notes-label")));
        for note in &map.notes {
            let _ = writeln!(out, "<li>{}</li>", xml(note));
        }
        out.push_str("</ul>\n");
    }
    out
}

/// `Sales to Payments after “Gets the offer”: the offer`
fn handed(words: Words, passed: &ResolvedHandOver) -> String {
    let what = passed.what.as_ref().map(|what| format!(": {what}")).unwrap_or_default();
    let (from, to) = (("from", (&passed.from).into()), ("to", (&passed.to).into()));
    let what = ("what", what.into());
    if let (Some(of), Some(next)) = (&passed.from_department, &passed.to_department) {
        let (of, next) = (("of", of.into()), ("next", next.into()));
        words.fill("picture-story-hand-over", [of, next, from, what])
    } else {
        words.fill("picture-story-hand-over-steps", [from, to, what])
    }
}
