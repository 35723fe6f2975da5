//! **Opportunities.** Shows what could be better at a step, what it is worth and what it costs.
//! How: the title, then its worth, the line it rests on, and its effort in person-weeks. A broken border is an assumption.
//! Limits: worth is `null` until something measured it, and has no unit without its question; then only the words stand here.

use crate::card::{Card, Proof, Tint, cards};
use crate::grid::Frame;
use crate::lane::{Drawing, Edge, Lane};
use crate::typeset::{Type, Typesetter};
use crate::words::Words;
use wayline_model::grade::Grade;
use wayline_model::resolved::ResolvedOpportunity;

pub(crate) const LANE: Lane = Lane {
    id: "opportunity",
    title: "edit-lane-opportunity",
    hint: |frame| frame.words.say("edit-hint-opportunity"),
    draw,
    edge: Edge::Rule,
    none: "picture-none-opportunity",
};

fn draw(frame: &Frame, types: &mut Typesetter, top: f64) -> Option<Drawing> {
    cards(frame, types, top, |step| &step.opportunities, |one| card(frame.words, one))
}

fn card(words: Words, opportunity: &ResolvedOpportunity) -> Card {
    let mut parts: Vec<String> = Vec::new();
    parts.extend(words.worth(&opportunity.value));
    parts.extend(opportunity.detail.clone().filter(|detail| !crate::clean(detail).is_empty()));
    if let Some(effort) = opportunity.effort {
        let weeks = words.trim(effort, 1);
        parts.push(words.fill("edit-effort", [("weeks", weeks.into())]).replace(' ', "\u{a0}"));
    }
    let grade = words.grade(opportunity.grade);
    let label = words.fill(
        "picture-opportunity",
        [
            ("title", (&opportunity.title).into()),
            ("line", parts.join(" · ").into()),
            ("grade", (&grade).into()),
        ],
    );
    if opportunity.grade == Grade::Assumption {
        parts.insert(0, grade);
    }
    let proofs = vec![Proof { grade: Some(opportunity.grade), text: parts.join(" · ") }];
    Card {
        key: Some(opportunity.key.clone()),
        figure: Some(("value", opportunity.value.value, Some(opportunity.value.n))),
        label,
        title: opportunity.title.clone(),
        kind: Type::CARD,
        lines: 4,
        proofs,
        tint: Tint::Idea,
        guess: opportunity.grade == Grade::Assumption,
        badge: None,
    }
}
