//! **Roles.** Shows who does the work of a step.
//! How: one small card an entry, in the order of the map. Hidden when the map has none.
//! Limits: a team's own words; nothing here is measured, so no card carries a grade.

use crate::card::sentences;
use crate::lane::{Edge, Lane};
use crate::typeset::Type;

pub(crate) const LANE: Lane = Lane {
    id: "roles",
    title: "edit-lane-roles",
    hint: |frame| frame.words.say("edit-hint-roles"),
    draw: |frame, types, top| sentences(frame, types, top, Type::BODY, |step| &step.serve.roles),
    edge: Edge::Rule,
    none: "",
};
