//! What stands on the river and falls out of it: counts, ribbons of those who left, those still under way.

use crate::format::{percent, short, whole};
use crate::grid::Frame;
use crate::lane::flow::Flow;
use crate::scene::{Face, Group, Item, Role};
use crate::shape::{dashed, flat, path};
use crate::style::{BAD, INK, INK_3};
use crate::typeset::{Type, Typesetter};
use wayline_model::resolved::ResolvedStep;

const COUNT: Type = Type::BODY.face(Face::SemiBold).fill(INK);
const ROW: f64 = 17.0;

/// How many journeys take each step, on the water or, where it is thin, above it.
pub(crate) fn counts(frame: &Frame, types: &mut Typesetter, flow: &Flow) -> Vec<Item> {
    let mut items = Vec::new();
    for (column, step) in &frame.steps {
        let Some(count) = step.count else { continue };
        let left = frame.grid.x(*column) + 18.0;
        let room = frame.grid.column - 26.0;
        let figure = types.line(&short(count), COUNT, room);
        let note = (!frame.shows_shares())
            .then(|| types.line("in the sample", Type::META, room - figure.width - 4.0))
            .filter(|note| note.width > 40.0);
        let (from, to) =
            (left, left + figure.width + note.as_ref().map_or(0.0, |note| note.width + 4.0));
        let (top, bottom) = (flow.river.crest(from, to), flow.river.deepest(from, to));
        let inner = (
            flow.river.top(from).max(flow.river.top(to)),
            flow.river.bottom(from).min(flow.river.bottom(to)),
        );
        let y = if inner.1 - inner.0 > figure.height + 1.0 {
            f64::midpoint(top, bottom) - figure.height / 2.0
        } else {
            top - figure.height - 2.0
        };
        let mut inside = figure.place(left, y);
        if let Some(note) = note {
            inside.extend(note.place(left + figure.width + 4.0, y + 1.4));
        }
        let label = format!("{}: {} {}", step.name, whole(count), frame.units());
        items.push(Item::Group(Group::new(Role::Mark, label, inside).key(&step.key).figure(
            "count",
            Some(count as f64),
            None,
        )));
    }
    items
}

/// Ribbons and their shares; journeys still open.
pub(crate) fn leaving(frame: &Frame, types: &mut Typesetter, flow: &Flow) -> Vec<Item> {
    let grid = &frame.grid;
    let last = frame.steps.len().saturating_sub(1);
    let lost = |step: &ResolvedStep| {
        let known = step.left.figure.value.filter(|share| share.is_finite())?;
        step.left
            .count
            .filter(|count| *count > 0 && frame.shows_shares())
            .map(|count| (known, count))
    };
    let worst = worst(frame, &lost);
    let mut items = Vec::new();
    let mut first = true;
    // Right edge of what already stands on the lowest row and on the one above.
    let mut taken = [grid.left; 2];
    for (i, (column, step)) in frame.steps.iter().enumerate() {
        let end = grid.x(*column) + grid.column;
        let next_falls = frame.steps.get(i + 1).is_some_and(|(_, next)| lost(next).is_some());
        if let Some(open) = step.left.open.filter(|open| *open > 0) {
            let left =
                taken[1].max(taken[0].min(grid.x(*column) + 90.0)).max(grid.x(*column)) + 14.0;
            let long = format!("{} still open", short(open));
            let mut text = types.line(&long, Type::HINT, f64::MAX);
            if left + text.width > end - 34.0 {
                text = types.line(&format!("{} open", short(open)), Type::HINT, grid.right - left);
            }
            let x = left.min(grid.right - text.width);
            let under = flow.river.deepest(x, x + text.width) + 3.0;
            let y = under
                .min(flow.floor - text.height - if lost(step).is_some() { ROW } else { 2.0 })
                .max(under);
            let y = y.min(flow.floor - text.height);
            let label = format!(
                "{}: {} {} still open, neither left nor gone on",
                step.name,
                whole(open),
                frame.units()
            );
            taken[1] = x + text.width;
            items.push(Item::Group(
                Group::new(Role::Mark, label, text.place(x, y)).key(&step.left.key).figure(
                    "open",
                    Some(open as f64),
                    None,
                ),
            ));
        }
        let Some((share, count)) = lost(step) else { continue };
        let wide = (count as f64 * flow.scale).clamp(1.6, grid.column * 0.5);
        let start = if i == last { end - wide - 44.0 } else { end - 26.0 };
        let (ribbon, foot) = flow.river.fall(start, wide, flow.floor - 1.0);
        let ink = if step.left.figure.low_base { INK_3 } else { BAD };
        let hollow = step.left.figure.low_base;
        let outline = hollow.then(|| dashed(BAD, 1.0));
        let fill = if hollow { 0.1 } else { 0.28 };
        let mut inside = vec![path(ribbon.clone(), Some(flat(BAD)), None, fill)];
        if let Some(outline) = outline {
            inside.push(path(ribbon, None, Some(outline), 1.0));
        }
        let strong = worst == Some(i);
        let mut text = format!("−{}", percent(share));
        if first {
            text += " leave";
            first = false;
        }
        let kind = if strong { Type::MARK.face(Face::SemiBold).fill(ink) } else { Type::MARK };
        let limit = if i == last {
            grid.right
        } else if next_falls {
            end + grid.column - 30.0
        } else {
            grid.right
        };
        let mut block = types.line(&text, kind, f64::MAX);
        if strong {
            let full = format!("{text} · {} {}", short(count), frame.units());
            let wider = types.line(&full, kind, f64::MAX);
            if i == last || foot + 8.0 + wider.width <= limit {
                block = wider;
            }
        }
        let x = if i == last { start - block.width - 2.0 } else { foot + 8.0 };
        let x = x.max(grid.left);
        let low = flow.floor - block.height - 1.0;
        let y = if x < taken[0] + 4.0 { low - ROW } else { low };
        taken[0] = x + block.width;
        inside.extend(block.place(x, y));
        let label = format!(
            "{} of {} leave at {}: {} {}",
            percent(share),
            frame.units(),
            step.name,
            whole(count),
            frame.units()
        );
        items.push(Item::Group(Group::new(Role::Mark, label, inside).key(&step.left.key).figure(
            "left",
            Some(share),
            Some(step.left.figure.n),
        )));
    }
    items
}

/// The leak that is painted red: where the worst pain that is known to lose people lies, else the largest.
fn worst(frame: &Frame, lost: &impl Fn(&ResolvedStep) -> Option<(f64, u64)>) -> Option<usize> {
    let leaks = || {
        frame
            .steps
            .iter()
            .enumerate()
            .filter(|(_, (_, step))| !step.left.figure.low_base)
            .filter_map(|(i, (_, step))| lost(step).map(|(_, count)| (i, *step, count)))
    };
    let proven = leaks()
        .flat_map(|(i, step, _)| step.pains.iter().map(move |pain| (i, pain)))
        .filter(|(_, pain)| pain.lost.value.is_some_and(|value| value > 0.0))
        .min_by_key(|(i, pain)| (pain.rank, *i))
        .map(|(i, _)| i);
    proven.or_else(|| {
        leaks().min_by_key(|(i, _, count)| (std::cmp::Reverse(*count), *i)).map(|(i, ..)| i)
    })
}
