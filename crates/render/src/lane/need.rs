//! **Needs.** Shows what the customer needs at a step.
//! How: one small card a sentence, in the order of the map. Hidden when the map has none.
//! Limits: a team's own words; nothing here is measured, so no card carries a grade.

use crate::card::sentences;
use crate::lane::{Edge, Lane};
use crate::typeset::Type;

pub(crate) const LANE: Lane = Lane {
    id: "need",
    title: "edit-lane-need",
    hint: |frame| frame.words.say("picture-hint-need"),
    draw: |frame, types, top| sentences(frame, types, top, Type::BODY, |step| &step.need),
    edge: Edge::Rule,
    none: "",
};
