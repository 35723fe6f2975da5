//! **Frontstage.** Shows what we do in the customer's sight, under the line of interaction.
//! How: one small card an entry, in the order of the map. Hidden when the map has none.
//! Limits: a team's own words; nothing here is measured, so no card carries a grade.

use crate::card::sentences;
use crate::lane::{Edge, Lane};
use crate::typeset::Type;

pub(crate) const LANE: Lane = Lane {
    id: "frontstage",
    title: "edit-lane-frontstage",
    hint: |frame| frame.words.say("picture-hint-frontstage"),
    draw: |frame, types, top| {
        sentences(frame, types, top, Type::BODY, |step| &step.serve.frontstage)
    },
    edge: Edge::Rule,
    none: "",
};
