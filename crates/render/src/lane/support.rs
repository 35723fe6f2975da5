//! **Support processes.** Shows the processes and partners that carry the work, under the line of internal interaction.
//! How: one small card an entry, in the order of the map. Hidden when the map has none.
//! Limits: a team's own words; nothing here is measured, so no card carries a grade.

use crate::card::sentences;
use crate::lane::{Edge, Lane};
use crate::typeset::Type;

pub(crate) const LANE: Lane = Lane {
    id: "support",
    title: "edit-lane-support",
    hint: |frame| frame.words.say("picture-hint-support"),
    draw: |frame, types, top| sentences(frame, types, top, Type::BODY, |step| &step.serve.support),
    edge: Edge::Rule,
    none: "",
};
