//! **Steps.** Shows what the customer does, one column a step: name, action, channels, and whether it is optional, repeated or the end;
//! under them the departments that serve the customer there, one band over neighbours of the same.
//! How: channels most used first as small chips, as many as two rows hold, the rest as `+2`. A sketch has the names only, in full the
//! activities that are the step stand below.
//! Limits: the chip's order is all that is said of how much a channel is used.

use crate::grid::Frame;
use crate::lane::{Drawing, Edge, Lane};
use crate::scene::{Face, Group, Item, Rect, Role};
use crate::shape::{dashed, flat, rect, stroke};
use crate::typeset::{Block, Type, Typesetter};
use crate::words::Words;
use std::fmt::Write as _;
use wayline_model::lane::Detail;
use wayline_model::resolved::ResolvedStep;

pub(crate) const LANE: Lane = Lane {
    id: "steps",
    title: "edit-lane-steps",
    hint: |frame| frame.words.say("edit-hint-steps"),
    draw,
    edge: Edge::Open,
    none: "",
};

const LEAST: f64 = 46.0;
const CHIP_TYPE: Type = Type::META;
const CHIP_HEIGHT: f64 = 16.5;
/// Height of the bands of departments.
const BAND: f64 = 19.0;

/// A step with its words set.
struct Part<'a> {
    column: usize,
    step: &'a ResolvedStep,
    name: Block,
    action: Option<Block>,
    chips: Vec<Chip>,
    bound: Option<Block>,
}

struct Chip {
    block: Block,
    broken: bool,
    x: f64,
    row: usize,
}

fn draw(frame: &Frame, types: &mut Typesetter, top: f64) -> Option<Drawing> {
    let parts: Vec<Part> =
        frame.steps.iter().map(|(column, step)| part(frame, types, *column, step)).collect();
    let height = parts.iter().map(Part::height).fold(LEAST, f64::max);
    let mut items: Vec<Item> = parts.iter().map(|part| part.paint(frame, top, height)).collect();
    let bands = departments(frame, types, top + height);
    let under = if bands.is_empty() { 0.0 } else { BAND };
    items.extend(bands);
    (!items.is_empty()).then_some(Drawing { items, height: height + under })
}

fn part<'a>(
    frame: &Frame,
    types: &mut Typesetter,
    column: usize,
    step: &'a ResolvedStep,
) -> Part<'a> {
    let room = frame.grid.column - 23.0;
    let name = types.block(&step.name, Type::NAME, room, 3);
    if frame.detail == Detail::Sketch {
        return Part { column, step, name, action: None, chips: Vec::new(), bound: None };
    }
    let action = step.action.as_ref().map(|action| types.block(action, Type::BODY, room, 3));
    let action = action.filter(|block| block.height > 0.0);
    let chips = chips(frame.words, types, step, room);
    let bound = (frame.detail == Detail::Full).then(|| match step.activities.join(", ") {
        none if none.is_empty() => frame.words.say("picture-unbound"),
        some => some,
    });
    let bound = bound.map(|bound| types.block(&bound, Type::TINY, room, 2));
    Part { column, step, name, action, chips, bound }
}

impl Part<'_> {
    fn height(&self) -> f64 {
        let rows = self.chips.iter().map(|chip| chip.row + 1).max().unwrap_or(0);
        let chips = if rows > 0 { 5.0 + rows as f64 * (CHIP_HEIGHT + 4.0) } else { 0.0 };
        let high = |block: &Option<Block>| block.as_ref().map_or(0.0, |block| block.height);
        let bound = high(&self.bound);
        let bound = if bound > 0.0 { bound + 4.0 } else { 0.0 };
        16.0 + self.name.height + high(&self.action) + chips + bound
    }

    fn paint(&self, frame: &Frame, top: f64, height: f64) -> Item {
        let (x, step) = (frame.grid.x(self.column), self.step);
        let ground = (x + 0.5, top, frame.grid.column - 4.0, height - 0.5);
        let border = stroke(frame.palette.rule, frame.palette.thin);
        let mut inside = vec![rect(ground, 0.0, Some(frame.palette.card), Some(border))];
        let mut at = top + 8.0;
        inside.extend(self.name.place(x + 10.0, at));
        at += self.name.height;
        if let Some(action) = &self.action {
            inside.extend(action.place(x + 10.0, at));
            at += action.height;
        }
        at += 5.0;
        for chip in &self.chips {
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
        if let Some(bound) = &self.bound {
            // Along the foot of the row, whatever stands above.
            inside.extend(bound.place(x + 10.0, top + height - 6.0 - bound.height));
        }
        let value = step.count.map(|count| count as f64);
        let group = Group::new(Role::Card, label(frame, step), inside).key(&step.key);
        Item::Group(group.figure("count", value, step.events))
    }
}

/// A band under each run of neighbouring steps of one department.
fn departments(frame: &Frame, types: &mut Typesetter, top: f64) -> Vec<Item> {
    let mut runs: Vec<(String, usize, usize, &str, &str)> = Vec::new();
    for (column, step) in &frame.steps {
        let name = step.department.as_deref().map(crate::clean).unwrap_or_default();
        if name.is_empty() {
            continue;
        }
        match runs.last_mut() {
            Some((same, _, last, _, to)) if *same == name && *last + 1 == *column => {
                *last = *column;
                *to = &step.name;
            }
            _ => runs.push((name, *column, *column, &step.name, &step.name)),
        }
    }
    let paint = |(name, first, last, from, to): (String, usize, usize, &str, &str)| {
        let (x, right) = (frame.grid.x(first), frame.grid.x(last) + frame.grid.column - 3.0);
        let kind = Type::META.face(Face::Medium);
        let words = types.line(&name, kind, right - x - 20.0);
        let ground = Item::Rect(Rect {
            x: x + 0.5,
            y: top,
            width: right - x - 1.0,
            height: BAND - 1.5,
            top_radius: 0.0,
            bottom_radius: 6.0,
            fill: Some(flat(frame.palette.chip)),
            stroke: frame.palette.outline.map(|colour| stroke(colour, frame.palette.thin)),
        });
        let mut inside = vec![ground];
        inside.extend(words.place(x + 10.0, top + (BAND - 1.5 - words.height) / 2.0));
        let places = [("name", name.into()), ("from", from.into()), ("to", to.into())];
        let key = if from == to { "picture-department-at" } else { "picture-department-over" };
        let label = frame.words.fill(key, places);
        Item::Group(Group::new(Role::Card, label, inside))
    };
    runs.into_iter().map(paint).collect()
}

fn chips(says: Words, types: &mut Typesetter, step: &ResolvedStep, room: f64) -> Vec<Chip> {
    let marks = [
        (step.optional, "picture-optional"),
        (step.repeats, "picture-repeats"),
        (step.end, "picture-ends-here"),
        (step.opens.is_some(), "picture-opens"),
    ];
    let words: Vec<(String, bool)> = step
        .channels
        .iter()
        .map(|channel| (channel.clone(), false))
        .chain(marks.into_iter().filter(|(on, _)| *on).map(|(_, key)| (says.say(key), true)))
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
    let words = frame.words;
    let mut label = words.fill("picture-step", [("name", (&step.name).into())]);
    if let Some(count) = step.count {
        let _ = write!(label, ", {}", frame.counted(count));
    }
    if let Some(action) = &step.action {
        let _ = write!(label, ". {action}");
    }
    if let Some(department) = &step.department {
        let said = words.fill("picture-department", [("name", department.into())]);
        let _ = write!(label, ". {said}");
    }
    if !step.channels.is_empty() {
        let said = words.fill("picture-channels", [("names", step.channels.join(", ").into())]);
        let _ = write!(label, ". {said}");
    }
    for (on, key) in [
        (step.optional, "picture-optional"),
        (step.repeats, "picture-repeats"),
        (step.end, "picture-ends"),
    ] {
        if on {
            let _ = write!(label, ". {}", words.say(key));
        }
    }
    if frame.detail == Detail::Full && !step.activities.is_empty() {
        let said = words.fill("picture-events", [("names", step.activities.join(", ").into())]);
        let _ = write!(label, ". {said}");
    }
    label
}
