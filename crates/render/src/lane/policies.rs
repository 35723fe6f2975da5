//! **Policies.** Shows the rules that bind us at a step.
//! How: one small card an entry, in the order of the map. Hidden when the map has none.
//! Limits: a team's own words; nothing here is measured, so no card carries a grade.

use crate::card::sentences;
use crate::lane::{Edge, Lane};
use crate::typeset::Type;

pub(crate) const LANE: Lane = Lane {
    id: "policies",
    title: "edit-lane-policies",
    hint: |frame| frame.words.say("picture-hint-policies"),
    draw: |frame, types, top| sentences(frame, types, top, Type::BODY, |step| &step.serve.policies),
    edge: Edge::Rule,
    none: "",
};
