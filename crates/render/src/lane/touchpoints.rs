//! **Touchpoints.** Shows where the customer meets us.
//! How: one small card a sentence, in the order of the map. Hidden when the map has none.
//! Limits: a team's own words; nothing here is measured, so no card carries a grade.

use crate::card::sentences;
use crate::lane::{Edge, Lane};
use crate::typeset::Type;

pub(crate) const LANE: Lane = Lane {
    id: "touchpoints",
    title: "edit-lane-touchpoints",
    hint: |frame| frame.words.say("picture-hint-touchpoints"),
    draw: |frame, types, top| sentences(frame, types, top, Type::BODY, |step| &step.touchpoints),
    edge: Edge::Rule,
    none: "",
};
