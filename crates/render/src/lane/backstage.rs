//! **Backstage.** Shows what our people do out of the customer's sight, under the line of visibility.
//! How: one small card an entry, in the order of the map. Hidden when the map has none.
//! Limits: a team's own words; nothing here is measured, so no card carries a grade.

use crate::card::sentences;
use crate::lane::{Edge, Lane};
use crate::typeset::Type;

pub(crate) const LANE: Lane = Lane {
    id: "backstage",
    title: "edit-lane-backstage",
    hint: |frame| frame.words.say("picture-hint-backstage"),
    draw: |frame, types, top| {
        sentences(frame, types, top, Type::BODY, |step| &step.serve.backstage)
    },
    edge: Edge::Rule,
    none: "",
};
