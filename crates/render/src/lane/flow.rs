//! **Flow.** Shows how many journeys pass each step, where they leave, and who is still under way.
//! How: a river whose width is the journeys passing (see `chart::river`); ribbons that fall out of it are those who left, to the same scale up to half a column.
//! A step that only some take is a darker core, the others flow by; the moves beside the plain order lie in the lane of ways.
//! Limits: from a sample chosen by outcome the river is grey and hatched: its widths count the sample, no share and no loss is shown, and the reason stands under it.

use crate::chart::river::{River, passing};
use crate::grid::Frame;
use crate::lane::{Drawing, Edge, Lane};
use crate::scene::{Face, Group, Item, Paint, Role};
use crate::shape::{dashed, path, stroke};
use crate::typeset::{Type, Typesetter};

mod labels;
mod leaks;

pub(crate) const LANE: Lane = Lane {
    id: "flow",
    title: "edit-lane-flow",
    hint: |frame| {
        let known = frame.shows_shares();
        frame.of_unit(if known { "picture-hint-flow" } else { "picture-hint-flow-sample" })
    },
    draw,
    edge: Edge::Rule,
    none: "picture-none-flow",
};

/// Pixels of the widest place.
const WIDEST: f64 = 136.0;
/// Thinnest water that is still seen.
const THINNEST: f64 = 1.6;

/// The river with what its labels need to know.
pub(crate) struct Flow {
    /// The whole stream.
    pub(crate) river: River,
    /// Pixels a journey.
    pub(crate) scale: f64,
    /// Foot of the lane.
    pub(crate) floor: f64,
    /// How far the ribbon from the column before reaches into each column.
    feet: Vec<f64>,
}

impl Flow {
    /// How far the ribbon from the column before reaches into this one.
    pub(crate) fn foot(&self, column: usize) -> f64 {
        self.feet.get(column).copied().unwrap_or(0.0)
    }
}

fn draw(frame: &Frame, types: &mut Typesetter, top: f64) -> Option<Drawing> {
    let counts: Vec<Option<u64>> = frame.steps.iter().map(|(_, step)| step.count).collect();
    let pass = passing(&counts);
    let widest = pass.iter().copied().max().unwrap_or(0);
    if widest == 0 {
        return None;
    }
    let grid = &frame.grid;
    let scale = WIDEST / widest as f64;
    let middle = top + 12.0 + WIDEST / 2.0;
    let river = stream(frame, middle, scale, &pass);

    let lost = leaks::leaks(frame);
    let open = frame.steps.iter().any(|(_, step)| step.left.open.is_some_and(|count| count > 0));
    let foot = match (lost.is_empty(), open) {
        (false, true) => 44.0,
        (false, false) | (true, true) => 24.0,
        (true, false) => 10.0,
    };
    let floor = (river.deepest(grid.left, grid.right) + foot).max(top + 120.0);
    let mut items = water(frame, &river, &pass, &counts, (middle, scale));
    let flow = Flow { river, scale, floor, feet: leaks::feet(frame, &lost, scale) };
    items.extend(leaks::paint(frame, types, &flow, &lost));
    items.extend(labels::open(frame, types, &flow));
    items.extend(labels::counts(frame, types, &flow));
    let mut height = floor - top;
    if let Some(why) = reason(frame) {
        let kind = Type::HINT.face(Face::Italic);
        let room = (grid.right - grid.left - 20.0).min(780.0);
        let block = types.block(&why, kind, room, 3);
        let words = block.place(grid.left + 4.0, floor + 2.0);
        items.push(Item::Group(Group::new(Role::Label, &why, words)));
        height += block.height + 8.0;
    }
    Some(Drawing { items, height })
}

/// Banks for these journeys around a middle line.
fn stream(frame: &Frame, middle: f64, scale: f64, counts: &[u64]) -> River {
    let wide = |count: u64| if count == 0 { 0.0 } else { (count as f64 * scale).max(THINNEST) };
    let widths: Vec<(f64, f64)> = frame
        .steps
        .iter()
        .zip(counts)
        .map(|((column, _), count)| (frame.grid.centre(*column), wide(*count)))
        .collect();
    River::new(frame.grid.left, frame.grid.right, middle, &widths)
}

/// The stream, and where only some take a step a darker core in it.
fn water(
    frame: &Frame,
    river: &River,
    pass: &[u64],
    counts: &[Option<u64>],
    (middle, scale): (f64, f64),
) -> Vec<Item> {
    let (left, right) = (frame.grid.left, frame.grid.right);
    let core: Vec<u64> = counts.iter().map(|count| count.unwrap_or(0)).collect();
    let valleys = core.iter().zip(pass).any(|(core, pass)| core < pass);
    let body = if valleys { 0.42 } else { 0.85 };
    let mut items = Vec::new();
    if !frame.shows_shares() {
        items.push(path(
            river.outline(),
            Some(Paint::Flat(frame.palette.still_water.into())),
            None,
            body * 0.6,
        ));
        if valleys {
            let core = stream(frame, middle, scale, &core);
            items.push(path(
                core.outline(),
                Some(Paint::Flat(frame.palette.still_water.into())),
                None,
                0.9,
            ));
        }
        items.push(path(
            river.hatch(left, right),
            None,
            Some(stroke(frame.palette.hatch, 1.2)),
            0.55,
        ));
        items.push(path(river.outline(), None, Some(dashed(frame.palette.faint, 1.0)), 1.0));
        return items;
    }
    let stops: Vec<(f64, String)> = frame
        .spans
        .iter()
        .enumerate()
        .map(|(i, (first, count))| {
            let middle = frame.grid.x(*first) + frame.grid.column * *count as f64 / 2.0;
            (
                (middle - left) / (right - left),
                frame.palette.water[i % frame.palette.water.len()].to_owned(),
            )
        })
        .collect();
    let paint = Paint::Across { x1: left, x2: right, stops };
    items.push(path(river.outline(), Some(paint.clone()), None, body));
    if valleys {
        let core = stream(frame, middle, scale, &core);
        items.push(path(core.outline(), Some(paint), None, 0.75));
        if let Some(colour) = frame.palette.outline {
            items.push(path(core.outline(), None, Some(stroke(colour, 0.8)), 1.0));
        }
    }
    if let Some(colour) = frame.palette.outline {
        items.push(path(river.outline(), None, Some(stroke(colour, frame.palette.thin)), 1.0));
    }
    items
}

/// Why no share and no loss is drawn.
fn reason(frame: &Frame) -> Option<String> {
    if frame.shows_shares() {
        return None;
    }
    let why = frame
        .steps
        .iter()
        .find_map(|(_, step)| step.left.figure.why.clone())
        .or_else(|| frame.map.health.goal.why.clone())
        .unwrap_or_else(|| frame.words.say("picture-sampled"));
    Some(frame.words.fill("picture-no-shares", [("why", why.into())]))
}
