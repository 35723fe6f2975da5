//! **Actions.** Shows what is being done at a step, who answers for it, and what it did.
//! How: the title, then status, effect with its interval or the prediction, owner and date. Planned and dropped ones have a broken border.
//! Limits: an effect stands here only when an experiment measured it.

use crate::card::{Card, Proof, Tint, cards};
use crate::format::worth;
use crate::grid::Frame;
use crate::lane::{Drawing, Edge, Lane};
use crate::shape::grade_words;
use crate::typeset::{Type, Typesetter};
use wayline_model::grade::Grade;
use wayline_model::map::Status;
use wayline_model::resolved::ResolvedAction;

pub(crate) const LANE: Lane = Lane {
    id: "action",
    title: "Actions",
    hint: |_| "who, and what it did".into(),
    draw,
    edge: Edge::Rule,
    none: "No action drawn yet",
};

fn draw(frame: &Frame, types: &mut Typesetter, top: f64) -> Option<Drawing> {
    cards(frame, types, top, |step| &step.actions, card)
}

fn card(action: &ResolvedAction) -> Card {
    let status = match action.status {
        Status::Planned => "planned",
        Status::Running => "running",
        Status::Shipped => "shipped",
        Status::Dropped => "dropped",
    };
    let mut parts = vec![status.to_owned()];
    match worth(&action.effect) {
        Some(effect) => parts.push(effect),
        None => parts.extend(action.predict.as_ref().map(|predict| format!("predicted {predict}"))),
    }
    parts.extend(action.owner.clone());
    // Said once where the owner is the department.
    parts.extend(action.department.clone().filter(|name| Some(name) != action.owner.as_ref()));
    parts.extend(action.due.as_ref().map(|due| format!("due {}", crate::format::day(due))));
    let line = parts.join(" · ");
    let known = action.effect.value.is_some() && action.grade != Grade::Assumption;
    Card {
        key: Some(action.key.clone()),
        figure: Some(("effect", action.effect.value, Some(action.effect.n))),
        label: format!("Action: {}. {line}. {}", action.title, grade_words(action.grade)),
        title: action.title.clone(),
        kind: Type::CARD,
        lines: 4,
        proofs: vec![Proof { grade: known.then_some(action.grade), text: line }],
        tint: Tint::Act,
        guess: matches!(action.status, Status::Planned | Status::Dropped),
        badge: None,
    }
}
