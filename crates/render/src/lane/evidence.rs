//! **Physical evidence.** Shows the things that prove the service to the customer: letter, screen, receipt.
//! How: one small card an entry, in the order of the map. Hidden when the map has none.
//! Limits: a team's own words; nothing here is measured, so no card carries a grade.

use crate::card::sentences;
use crate::lane::{Edge, Lane};
use crate::typeset::Type;

pub(crate) const LANE: Lane = Lane {
    id: "evidence",
    title: "edit-lane-evidence",
    hint: |frame| frame.words.say("picture-hint-evidence"),
    draw: |frame, types, top| sentences(frame, types, top, Type::BODY, |step| &step.serve.evidence),
    edge: Edge::Rule,
    none: "",
};
