//! What falls out of the river: a ribbon for those who left a step, as wide as they are many, with their share.

use crate::chart::river::River;
use crate::grid::Frame;
use crate::lane::flow::Flow;
use crate::palette::{Ink, Palette};
use crate::scene::{Face, Group, Item, Role};
use crate::shape::{dashed, flat, path, stroke};
use crate::typeset::{Block, Type, Typesetter};
use crate::words::code;
use wayline_model::resolved::ResolvedStep;

/// Thinnest ribbon that is still seen.
const THINNEST: f64 = 1.6;
/// Between a ribbon and words.
const CLEAR: f64 = 8.0;

/// A known loss.
#[derive(Clone, Copy)]
pub(crate) struct Leak<'a> {
    /// Position of the step among the steps.
    at: usize,
    column: usize,
    step: &'a ResolvedStep,
    share: f64,
    count: u64,
}

/// Every loss that may be shown.
pub(crate) fn leaks<'a>(frame: &Frame<'a>) -> Vec<Leak<'a>> {
    if !frame.shows_shares() {
        return Vec::new();
    }
    frame
        .steps
        .iter()
        .enumerate()
        .filter_map(|(at, (column, step))| {
            let share = step.left.figure.value.filter(|share| share.is_finite())?;
            let count = step.left.count.filter(|count| *count > 0)?;
            Some(Leak { at, column: *column, step, share, count })
        })
        .collect()
}

/// How far the foot of the ribbon that lands in each column reaches into it.
pub(crate) fn feet(frame: &Frame, leaks: &[Leak], scale: f64) -> Vec<f64> {
    let columns = frame.steps.last().map_or(0, |(column, _)| column + 2);
    let mut feet = vec![0.0; columns];
    for leak in leaks {
        if let Some(foot) = feet.get_mut(leak.column + 1) {
            *foot = 14.0 + wide(frame, leak, scale);
        }
    }
    feet
}

fn wide(frame: &Frame, leak: &Leak, scale: f64) -> f64 {
    (leak.count as f64 * scale).clamp(THINNEST, frame.grid.column * 0.5)
}

/// Ribbons with their words.
pub(crate) fn paint(
    frame: &Frame,
    types: &mut Typesetter,
    flow: &Flow,
    leaks: &[Leak],
) -> Vec<Item> {
    let grid = &frame.grid;
    let last = frame.steps.len().saturating_sub(1);
    let worst = worst(leaks);
    let mut items = Vec::new();
    let mut taken = grid.left;
    for (i, leak) in leaks.iter().enumerate() {
        let end = grid.x(leak.column) + grid.column;
        let wide = wide(frame, leak, flow.scale);
        let start = if leak.at == last { end - wide - 44.0 } else { end - 26.0 };
        let (mut inside, foot) = ribbon(frame.palette, &flow.river, leak, start, wide, flow.floor);
        let strong = worst == Some(leak.at);
        // Under the step that is left, between the ribbon before and its own: under the next step it is read as that step's.
        let edge = foot - wide - CLEAR;
        let words = words(frame, types, leak, (i == 0, strong), edge - taken);
        let x = (edge - words.width).max(grid.left);
        let y = flow.floor - words.height - 1.0;
        taken = foot + CLEAR;
        inside.extend(words.place(x, y));
        let label = frame.words.fill(
            "picture-leave-at",
            [
                ("share", frame.words.percent(leak.share).into()),
                ("unit", code(frame.map.unit).into()),
                ("step", (&leak.step.name).into()),
                ("counted", frame.counted(leak.count).into()),
            ],
        );
        let left = &leak.step.left;
        items.push(Item::Group(Group::new(Role::Mark, label, inside).key(&left.key).figure(
            "left",
            Some(leak.share),
            Some(left.figure.n),
        )));
    }
    items
}

/// How many left: with their number where it is the worst place, as much of it as there is room for.
fn words(
    frame: &Frame,
    types: &mut Typesetter,
    leak: &Leak,
    (first, strong): (bool, bool),
    room: f64,
) -> Block {
    let ink = if leak.step.left.figure.low_base { Ink::Third } else { Ink::Bad };
    let kind = if strong { Type::MARK.face(Face::SemiBold).fill(ink) } else { Type::MARK };
    let mut share = frame.words.percent(leak.share);
    if !share.starts_with('<') {
        share.insert(0, '−');
    }
    let mut said = share.clone();
    if first {
        said = frame.words.fill("picture-leave", [("share", said.into())]);
    }
    let mut ways = vec![said, share];
    if strong {
        let count = frame.words.short(leak.count);
        let counted = frame.words.counted(&count, frame.map.unit);
        let more = [counted, count].map(|count| format!("{} · {count}", ways[0]));
        ways.splice(0..0, more);
    }
    let shortest = ways.len() - 1;
    for way in &ways[..shortest] {
        let block = types.line(way, kind, f64::MAX);
        if block.width <= room {
            return block;
        }
    }
    types.line(&ways[shortest], kind, f64::MAX)
}

/// The ribbon alone, hollow on a small base; also the right edge of its foot.
fn ribbon(
    p: &Palette,
    river: &River,
    leak: &Leak,
    start: f64,
    wide: f64,
    floor: f64,
) -> (Vec<Item>, f64) {
    let (ribbon, foot) = river.fall(start, wide, floor - 1.0);
    if leak.step.left.figure.low_base {
        let items = vec![
            path(ribbon.clone(), Some(flat(p.bad)), None, 0.1),
            path(ribbon, None, Some(dashed(p.bad, 0.8)), 0.55),
        ];
        return (items, foot);
    }
    let mut items = vec![path(ribbon.clone(), Some(flat(p.bad)), None, 0.28)];
    if p.outline.is_some() {
        items.push(path(ribbon, None, Some(stroke(p.bad, 0.8)), 1.0));
    }
    (items, foot)
}

/// Smallest share that deserves red.
const ALARMING: f64 = 0.05;

/// The leak that is painted red: where the worst pain that is known to lose people lies, else the largest that matters.
fn worst(leaks: &[Leak]) -> Option<usize> {
    let sound = || leaks.iter().filter(|leak| !leak.step.left.figure.low_base);
    sound()
        .flat_map(|leak| leak.step.pains.iter().map(move |pain| (leak.at, pain)))
        .filter(|(_, pain)| pain.lost.value.is_some_and(|value| value > 0.0))
        .min_by_key(|(at, pain)| (pain.rank, *at))
        .map(|(at, _)| at)
        .or_else(|| {
            sound()
                .filter(|leak| leak.share >= ALARMING)
                .min_by_key(|leak| (std::cmp::Reverse(leak.count), leak.at))
                .map(|leak| leak.at)
        })
}
