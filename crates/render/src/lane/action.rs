//! **Actions.** Shows what is being done at a step, who answers for it, and what it did.
//! How: the title, then status, effect with its interval or the prediction, owner and date. Planned and dropped ones have a broken border.
//! Limits: an effect stands here only when an experiment measured it.

use crate::card::{Card, Proof, Tint, cards};
use crate::grid::Frame;
use crate::lane::{Drawing, Edge, Lane};
use crate::typeset::{Type, Typesetter};
use crate::words::Words;
use wayline_model::grade::Grade;
use wayline_model::map::Status;
use wayline_model::resolved::ResolvedAction;

pub(crate) const LANE: Lane = Lane {
    id: "action",
    title: "edit-lane-action",
    hint: |frame| frame.words.say("edit-hint-action"),
    draw,
    edge: Edge::Rule,
    none: "picture-none-action",
};

fn draw(frame: &Frame, types: &mut Typesetter, top: f64) -> Option<Drawing> {
    cards(frame, types, top, |step| &step.actions, |action| card(frame.words, action))
}

fn card(words: Words, action: &ResolvedAction) -> Card {
    let status = match action.status {
        Status::Planned => "edit-value-planned",
        Status::Running => "edit-value-running",
        Status::Shipped => "edit-value-shipped",
        Status::Dropped => "edit-value-dropped",
    };
    let mut parts = vec![words.say(status)];
    let predicted = |what: &String| words.fill("picture-predicted", [("what", what.into())]);
    match words.worth(&action.effect) {
        Some(effect) => parts.push(effect),
        None => parts.extend(action.predict.as_ref().map(predicted)),
    }
    parts.extend(action.owner.clone());
    // Said once where the owner is the department.
    parts.extend(action.department.clone().filter(|name| Some(name) != action.owner.as_ref()));
    let due = |due: &String| words.fill("picture-due", [("day", words.day(due).into())]);
    parts.extend(action.due.as_ref().map(due));
    let line = parts.join(" · ");
    let known = action.effect.value.is_some() && action.grade != Grade::Assumption;
    Card {
        key: Some(action.key.clone()),
        figure: Some(("effect", action.effect.value, Some(action.effect.n))),
        label: words.fill(
            "picture-action",
            [
                ("title", (&action.title).into()),
                ("line", (&line).into()),
                ("grade", words.grade(action.grade).into()),
            ],
        ),
        title: action.title.clone(),
        kind: Type::CARD,
        lines: 4,
        proofs: vec![Proof { grade: known.then_some(action.grade), text: line }],
        tint: Tint::Act,
        guess: matches!(action.status, Status::Planned | Status::Dropped),
        badge: None,
    }
}
