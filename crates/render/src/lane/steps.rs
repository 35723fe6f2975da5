//! **Steps.** Shows what the customer does, one column a step: name, action, channels, and whether it is optional, repeated or the end.
//! How: channels most used first as small chips, as many as two rows hold, the rest as `+2`.
//! Limits: the chip's order is all that is said of how much a channel is used.

use crate::format::whole;
use crate::grid::Frame;
use crate::lane::{Drawing, Edge, Lane};
use crate::scene::{Face, Group, Item, Role};
use crate::shape::{dashed, rect, stroke};
use crate::typeset::{Block, Type, Typesetter};
use std::fmt::Write as _;
use wayline_model::resolved::ResolvedStep;

pub(crate) const LANE: Lane = Lane {
    id: "steps",
    title: "Steps",
    hint: |_| "what the customer does".into(),
    draw,
    edge: Edge::Open,
    serve: false,
};

const LEAST: f64 = 46.0;
const CHIP_TYPE: Type = Type::META;
const CHIP_HEIGHT: f64 = 16.5;

struct Chip {
    block: Block,
    broken: bool,
    x: f64,
    row: usize,
}

fn draw(frame: &Frame, types: &mut Typesetter, top: f64) -> Option<Drawing> {
    let width = frame.grid.column - 3.0;
    let room = width - 20.0;
    let mut parts = Vec::new();
    let mut height = LEAST;
    for (column, step) in &frame.steps {
        let name = types.block(&step.name, Type::NAME, room, 3);
        let action = step
            .action
            .as_ref()
            .map(|action| types.block(action, Type::BODY, room, 3))
            .filter(|block| block.height > 0.0);
        let chips = chips(types, step, room);
        let rows = chips.iter().map(|chip| chip.row + 1).max().unwrap_or(0);
        let text = name.height + action.as_ref().map_or(0.0, |action| action.height);
        let tall =
            8.0 + text + if rows > 0 { 5.0 + rows as f64 * (CHIP_HEIGHT + 4.0) } else { 0.0 };
        height = height.max(tall + 8.0);
        parts.push((*column, *step, name, action, chips));
    }
    let mut items = Vec::new();
    for (column, step, name, action, chips) in parts {
        let x = frame.grid.x(column);
        let ground = (x + 0.5, top, width - 1.0, height - 0.5);
        let mut inside = vec![rect(
            ground,
            0.0,
            Some(frame.palette.card),
            Some(stroke(frame.palette.rule, frame.palette.thin)),
        )];
        let mut at = top + 8.0;
        inside.extend(name.place(x + 10.0, at));
        at += name.height;
        if let Some(action) = action {
            inside.extend(action.place(x + 10.0, at));
            at += action.height;
        }
        at += 5.0;
        for chip in chips {
            let (left, y) = (x + 10.0 + chip.x, at + chip.row as f64 * (CHIP_HEIGHT + 4.0));
            let place = (left, y, chip.block.width + 10.0, CHIP_HEIGHT);
            inside.push(if chip.broken {
                rect(place, 4.0, None, Some(dashed(frame.palette.faint, 0.8)))
            } else {
                rect(place, 4.0, Some(frame.palette.chip), None)
            });
            inside
                .extend(chip.block.place(left + 5.0, y + (CHIP_HEIGHT - chip.block.height) / 2.0));
        }
        let value = step.count.map(|count| count as f64);
        items.push(Item::Group(
            Group::new(Role::Card, label(frame, step), inside).key(&step.key).figure(
                "count",
                value,
                step.events,
            ),
        ));
    }
    (!items.is_empty()).then_some(Drawing { items, height })
}

fn chips(types: &mut Typesetter, step: &ResolvedStep, room: f64) -> Vec<Chip> {
    let marks = [
        (step.optional, "optional"),
        (step.repeats, "repeats"),
        (step.end, "ends here"),
        (step.opens.is_some(), "opens a map"),
    ];
    let words: Vec<(String, bool)> = step
        .channels
        .iter()
        .map(|channel| (channel.clone(), false))
        .chain(marks.into_iter().filter(|(on, _)| *on).map(|(_, word)| (word.to_owned(), true)))
        .collect();
    let mut out: Vec<Chip> = Vec::new();
    let (mut x, mut row) = (0.0, 0);
    for (i, (word, broken)) in words.iter().enumerate() {
        let face = if *broken { Face::Italic } else { Face::Regular };
        let block = types.line(word, CHIP_TYPE.face(face), (room - 10.0).min(120.0));
        if block.width == 0.0 {
            continue;
        }
        if x > 0.0 && x + block.width + 10.0 > room {
            x = 0.0;
            row += 1;
        }
        if row > 2 {
            let rest = types.line(&format!("+{}", words.len() - i), CHIP_TYPE, room);
            if let Some(last) = out.last_mut() {
                let from = last.x;
                let two = last.block.width + 10.0 + 4.0 + rest.width + 10.0;
                let x = if from + two <= room { from + last.block.width + 14.0 } else { from };
                if from + two > room {
                    let rest = types.line(&format!("+{}", words.len() - i + 1), CHIP_TYPE, room);
                    last.block = rest;
                    last.broken = false;
                } else {
                    let row = last.row;
                    out.push(Chip { block: rest, broken: false, x, row });
                }
            }
            break;
        }
        let width = block.width + 14.0;
        out.push(Chip { block, broken: *broken, x, row });
        x += width;
    }
    out
}

fn label(frame: &Frame, step: &ResolvedStep) -> String {
    let mut label = format!("Step: {}", step.name);
    if let Some(count) = step.count {
        let _ = write!(label, ", {} {}", whole(count), frame.units());
    }
    if let Some(action) = &step.action {
        let _ = write!(label, ". {action}");
    }
    if !step.channels.is_empty() {
        let _ = write!(label, ". Channels: {}", step.channels.join(", "));
    }
    for (on, word) in
        [(step.optional, "optional"), (step.repeats, "repeats"), (step.end, "ends the journey")]
    {
        if on {
            let _ = write!(label, ". {word}");
        }
    }
    label
}
