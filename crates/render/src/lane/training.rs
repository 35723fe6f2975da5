//! **Training.** Shows what our people must know at a step.
//! How: one small card an entry, in the order of the map. Hidden when the map has none.
//! Limits: a team's own words; nothing here is measured, so no card carries a grade.

use crate::card::sentences;
use crate::lane::{Edge, Lane};
use crate::typeset::Type;

pub(crate) const LANE: Lane = Lane {
    id: "training",
    title: "edit-lane-training",
    hint: |frame| frame.words.say("picture-hint-training"),
    draw: |frame, types, top| sentences(frame, types, top, Type::BODY, |step| &step.serve.training),
    edge: Edge::Rule,
    none: "",
};
