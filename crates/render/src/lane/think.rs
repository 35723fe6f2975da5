//! **Thoughts.** Shows what the customer thinks at a step.
//! How: one small card a sentence, in the order of the map. Hidden when the map has none.
//! Limits: a team's own words; nothing here is measured, so no card carries a grade.

use crate::card::sentences;
use crate::lane::{Edge, Lane};
use crate::typeset::Type;

pub(crate) const LANE: Lane = Lane {
    id: "think",
    title: "edit-lane-think",
    hint: |frame| frame.words.say("picture-hint-think"),
    draw: |frame, types, top| sentences(frame, types, top, Type::QUOTE, |step| &step.think),
    edge: Edge::Rule,
    none: "",
};
