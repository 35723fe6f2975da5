//! The first line: wordmark, dataset and map, and tags that say what kind of map it is, about whom and when.

use crate::grid::Frame;
use crate::lane::Drawing;
use crate::palette::Ink;
use crate::scene::{Group, Item, Role};
use crate::shape::{rect, stroke};
use crate::style::MARGIN;
use crate::typeset::{Type, Typesetter};
use wayline_model::answer::Sampling;

const ROW: f64 = 30.0;
const LEAST: f64 = 56.0;
const TAG: f64 = 22.0;

/// Draws it at the top of the picture.
pub(crate) fn draw(frame: &Frame, types: &mut Typesetter) -> Drawing {
    let (map, edge) = (frame.map, frame.grid.edge());
    let mut inside = Vec::new();
    let middle = LEAST / 2.0;
    let mut x = MARGIN;

    let logo = Type::NAME.size(17.0).tracking(-0.02);
    for (part, ink) in [("way", Ink::First), ("line", Ink::Accent)] {
        let block = types.line(part, logo.fill(ink), 100.0);
        inside.extend(block.place(x, middle - block.height / 2.0));
        x += block.width;
    }
    x += 18.0;
    let dataset = types.line(&map.dataset, Type::PLAIN, 280.0);
    if dataset.width > 0.0 {
        inside.extend(dataset.place(x, middle - dataset.height / 2.0));
        x += dataset.width + 8.0;
        let slash = types.line("/", Type::PLAIN, 20.0);
        inside.extend(slash.place(x, middle - slash.height / 2.0));
        x += slash.width + 8.0;
    }
    let name = types.line(&map.map, Type::NAME, (edge - x).clamp(40.0, 620.0));
    inside.extend(name.place(x, middle - name.height / 2.0));
    x += name.width + 18.0;

    let start = MARGIN;
    let mut top = middle;
    for (text, ink) in tags(frame) {
        let block = types.line(&text, Type::BODY.fill(ink), 360.0);
        let width = block.width + 22.0;
        if x + width > edge {
            x = start;
            top += ROW;
        }
        let place = (x + 0.5, top - TAG / 2.0, width - 1.0, TAG);
        let mut tag = vec![rect(
            place,
            TAG / 2.0,
            Some(frame.palette.card),
            Some(stroke(frame.palette.rule, frame.palette.thin)),
        )];
        tag.extend(block.place(x + 11.0, top - block.height / 2.0));
        inside.push(Item::Group(Group::new(Role::Card, &text, tag)));
        x += width + 10.0;
    }
    let height = top + LEAST / 2.0;
    let mut items = vec![
        rect((0.0, 0.0, frame.grid.width, height), 0.0, Some(frame.palette.card), None),
        frame.rule(0.0, frame.grid.width, height - 0.5),
    ];
    let label = format!("Wayline: {} / {}", map.dataset, map.map);
    items.push(Item::Group(Group::new(Role::Section, label, inside)));
    Drawing { items, height }
}

fn tags(frame: &Frame) -> Vec<(String, Ink)> {
    let (map, words) = (frame.map, frame.words);
    let plain = Type::BODY.fill;
    let mut tags = vec![(words.kind(map.kind), plain)];
    if let Some(goal) = map.goal_text.as_deref().filter(|goal| !crate::clean(goal).is_empty()) {
        tags.push((words.fill("picture-goal", [("goal", goal.into())]), plain));
    }
    let actors: Vec<&str> = map.actors.iter().map(String::as_str).collect();
    match actors.len() {
        0 => {}
        1 => tags.push((words.fill("tag-persona", [("name", actors[0].into())]), plain)),
        _ => {
            let names = actors.join(", ");
            tags.push((words.fill("picture-personas", [("names", names.into())]), plain));
        }
    }
    match (&map.since, &map.as_of) {
        (Some(since), Some(until)) => {
            tags.push((words.span(since, until), plain));
        }
        (None, Some(until)) => tags.push((words.as_of(until), plain)),
        _ => {}
    }
    if map.sample {
        tags.push((words.say("sample-project"), Ink::Warn));
    }
    match map.sampling {
        Sampling::OutcomeSelected => {
            tags.push((words.say("sampling-outcome_selected"), Ink::Warn));
        }
        Sampling::Random => tags.push((words.say("sampling-random"), plain)),
        Sampling::All | Sampling::Unknown => {}
    }
    tags
}
