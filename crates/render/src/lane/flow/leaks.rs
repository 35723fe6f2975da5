//! What falls out of the river: a ribbon for those who left a step, as wide as they are many, with their share.

use crate::chart::river::River;
use crate::format::{percent, short, whole};
use crate::grid::Frame;
use crate::lane::flow::Flow;
use crate::palette::{Ink, Palette};
use crate::scene::{Face, Group, Item, Role};
use crate::shape::{dashed, flat, path, stroke};
use crate::typeset::{Type, Typesetter};
use wayline_model::resolved::ResolvedStep;

/// Thinnest ribbon that is still seen.
const THINNEST: f64 = 1.6;
/// Height of a second row of words, where the first is taken.
const ROW: f64 = 17.0;

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
        let ink = if leak.step.left.figure.low_base { Ink::Third } else { Ink::Bad };
        let kind = if strong { Type::MARK.face(Face::SemiBold).fill(ink) } else { Type::MARK };
        let mut text = percent(leak.share);
        if !text.starts_with('<') {
            text.insert(0, '−');
        }
        if i == 0 {
            text += " leave";
        }
        let mut words = types.line(&text, kind, f64::MAX);
        if strong {
            let next = leaks
                .get(i + 1)
                .map_or(grid.right, |next| grid.x(next.column) + grid.column - 30.0);
            let full = format!("{text} · {} {}", short(leak.count), frame.units());
            let full = types.line(&full, kind, f64::MAX);
            if leak.at == last || foot + 8.0 + full.width <= next {
                words = full;
            }
        }
        let x = if leak.at == last { start - words.width - 2.0 } else { foot + 8.0 };
        let x = x.min(grid.right - words.width).max(grid.left);
        let low = flow.floor - words.height - 1.0;
        let y = if x < taken + 4.0 { low - ROW } else { low };
        taken = x + words.width;
        inside.extend(words.place(x, y));
        let label = format!(
            "{} of {} leave at {}: {} {}",
            percent(leak.share),
            frame.units(),
            leak.step.name,
            whole(leak.count),
            frame.units()
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
