//! **Ideas.** Shows thoughts of the team at a step, before anybody has said what they are worth.
//! How: one card a thought with a broken border, in the order of the map. Hidden when the map has none.
//! Limits: a team's own words; an idea that is worth something becomes an opportunity.

use crate::card::{Card, Tint, cards};
use crate::lane::{Edge, Lane};
use crate::typeset::Type;

pub(crate) const LANE: Lane = Lane {
    id: "idea",
    title: "edit-lane-idea",
    hint: |frame| frame.words.say("picture-hint-idea"),
    draw: |frame, types, top| {
        cards(
            frame,
            types,
            top,
            |step| &step.ideas,
            |idea| Card {
                label: frame.words.fill("picture-idea", [("title", idea.into())]),
                kind: Type::BODY,
                tint: Tint::Idea,
                guess: true,
                ..Card::plain(idea)
            },
        )
    },
    edge: Edge::Rule,
    none: "",
};
