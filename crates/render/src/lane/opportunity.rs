//! **Opportunities.** Shows what could be better at a step, what it is worth and what it costs.
//! How: the title, then its worth, the line it rests on, and its effort in person-weeks. A broken border is an assumption.
//! Limits: worth is `null` until something measured it, and has no unit without its question; then only the words stand here.

use crate::card::{Card, Proof, Tint, cards};
use crate::format::{trim, worth};
use crate::grid::Frame;
use crate::lane::{Drawing, Edge, Lane};
use crate::shape::grade_words;
use crate::typeset::{Type, Typesetter};
use wayline_model::grade::Grade;
use wayline_model::resolved::ResolvedOpportunity;

pub(crate) const LANE: Lane = Lane {
    id: "opportunity",
    title: "Opportunities",
    hint: |_| "value × ease".into(),
    draw,
    edge: Edge::Rule,
    none: "No opportunity drawn yet",
};

fn draw(frame: &Frame, types: &mut Typesetter, top: f64) -> Option<Drawing> {
    cards(frame, types, top, |step| &step.opportunities, card)
}

fn card(opportunity: &ResolvedOpportunity) -> Card {
    let mut parts: Vec<String> = Vec::new();
    parts.extend(worth(&opportunity.value));
    parts.extend(opportunity.detail.clone().filter(|detail| !crate::clean(detail).is_empty()));
    if let Some(effort) = opportunity.effort {
        parts.push(format!("effort\u{a0}{}", trim(effort, 1)));
    }
    let words = grade_words(opportunity.grade);
    let label = format!("Opportunity: {}. {}. {words}", opportunity.title, parts.join(" · "));
    if opportunity.grade == Grade::Assumption {
        parts.insert(0, words.into());
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
