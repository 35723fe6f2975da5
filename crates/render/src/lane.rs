//! The lanes of the picture, top to bottom. A lane is one file: what it shows · how · limits, and one `LANE`.
//! To add one, copy a neighbour and add its line to [`LANES`].

use crate::grid::Frame;
use crate::scene::Item;
use crate::typeset::Typesetter;

mod actions;
mod backstage;
mod emotion;
mod flow;
mod frontstage;
mod needs;
mod opportunities;
mod pains;
mod physical_evidence;
mod policies;
mod roles;
mod stages;
mod steps;
mod support;
mod systems;
mod tasks;
mod thinking;
mod touchpoints;
mod training;
mod voice;
mod waits;

/// A kind of lane.
pub(crate) struct Lane {
    /// Stable name, for tests and for the page.
    pub(crate) id: &'static str,
    /// What stands at the left.
    pub(crate) title: &'static str,
    /// The smaller words under it.
    pub(crate) hint: fn(&Frame) -> String,
    /// Draws it from `top` down; `None` when the map has nothing for it and its absence need not be said.
    pub(crate) draw: fn(&Frame, &mut Typesetter, f64) -> Option<Drawing>,
    /// How its upper edge looks.
    pub(crate) edge: Edge,
    /// Part of how we serve: moves up in a service blueprint.
    pub(crate) serve: bool,
}

/// The line between a lane and the one above.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Edge {
    /// None: it belongs to the lane above.
    Open,
    /// A thin rule.
    Rule,
    /// A named line of the service blueprint (Shostack 1984; Bitner, Ostrom and Morgan 2008).
    Named(&'static str),
}

/// What a lane drew.
pub(crate) struct Drawing {
    pub(crate) items: Vec<Item>,
    pub(crate) height: f64,
}

/// Every lane in the order of the picture.
pub(crate) const LANES: [&Lane; 21] = [
    &stages::LANE,
    &steps::LANE,
    &flow::LANE,
    &waits::LANE,
    &emotion::LANE,
    &thinking::LANE,
    &needs::LANE,
    &touchpoints::LANE,
    &voice::LANE,
    &pains::LANE,
    &opportunities::LANE,
    &actions::LANE,
    &tasks::LANE,
    &physical_evidence::LANE,
    &frontstage::LANE,
    &backstage::LANE,
    &support::LANE,
    &systems::LANE,
    &roles::LANE,
    &policies::LANE,
    &training::LANE,
];
