//! **Our task.** Shows what is ours to do in a stage.
//! How: one card under the first step of the stage. Hidden when no stage has one.
//! Limits: a team's own words; nothing here is measured.

use crate::card::{Card, row};
use crate::grid::Frame;
use crate::lane::{Drawing, Edge, Lane};
use crate::typeset::Typesetter;

pub(crate) const LANE: Lane = Lane {
    id: "tasks",
    title: "lane-tasks",
    hint: |frame| frame.words.say("picture-hint-tasks"),
    draw,
    edge: Edge::Rule,
    none: "",
};

fn draw(frame: &Frame, types: &mut Typesetter, top: f64) -> Option<Drawing> {
    let cells = frame
        .map
        .stages
        .iter()
        .zip(&frame.spans)
        .filter_map(|(stage, (first, _))| {
            let task = stage.task.as_ref().filter(|task| !crate::clean(task).is_empty())?;
            Some((*first, vec![Card { key: Some(stage.key.clone()), ..Card::plain(task) }]))
        })
        .collect();
    row(frame, types, top, cells)
}
