//! What stands on the river: how many take each step, and who is still under way.

use crate::grid::Frame;
use crate::lane::flow::Flow;
use crate::palette::Ink;
use crate::scene::{Face, Group, Item, Role};
use crate::typeset::{Type, Typesetter};

const COUNT: Type = Type::BODY.face(Face::SemiBold).fill(Ink::First);

/// How many journeys take each step, on the water or, where it is thin, above it.
pub(crate) fn counts(frame: &Frame, types: &mut Typesetter, flow: &Flow) -> Vec<Item> {
    let mut items = Vec::new();
    for (column, step) in &frame.steps {
        let Some(count) = step.count else { continue };
        let left = frame.grid.x(*column) + 18.0;
        let room = frame.grid.column - 26.0;
        let figure = types.line(&frame.words.short(count), COUNT, room);
        let note = (!frame.shows_shares())
            .then(|| {
                let words = frame.words.say("picture-in-sample");
                types.line(&words, Type::META.fill(Ink::First), room - figure.width - 4.0)
            })
            .filter(|note| note.width > 40.0);
        let right = left + figure.width + note.as_ref().map_or(0.0, |note| note.width + 4.0);
        let (top, bottom) = (flow.river.crest(left, right), flow.river.deepest(left, right));
        // The water that is under the whole of the words.
        let upper = flow.river.top(left).max(flow.river.top(right));
        let lower = flow.river.bottom(left).min(flow.river.bottom(right));
        let y = if lower - upper > figure.height + 1.0 {
            f64::midpoint(top, bottom) - figure.height / 2.0
        } else {
            top - figure.height - 2.0
        };
        let mut inside = figure.place(left, y);
        if let Some(note) = note {
            inside.extend(note.place(left + figure.width + 4.0, y + 1.4));
        }
        let label = format!("{}: {}", step.name, frame.counted(count));
        items.push(Item::Group(Group::new(Role::Mark, label, inside).key(&step.key).figure(
            "count",
            Some(count as f64),
            None,
        )));
    }
    items
}

/// Journeys whose last event is still young: under the river, beside the ribbon of the step before.
pub(crate) fn open(frame: &Frame, types: &mut Typesetter, flow: &Flow) -> Vec<Item> {
    let grid = &frame.grid;
    let mut items = Vec::new();
    let mut taken = grid.left;
    for (column, step) in &frame.steps {
        let Some(open) = step.left.open.filter(|open| *open > 0) else { continue };
        let end = grid.x(*column) + grid.column;
        let left = taken.max(grid.x(*column) + flow.foot(*column)) + 14.0;
        let said = |key| frame.words.fill(key, [("count", frame.words.short(open).into())]);
        let mut text = types.line(&said("picture-still-open"), Type::HINT, grid.column);
        if left + text.width > end - 30.0 {
            text = types.line(&said("picture-open"), Type::HINT, grid.column);
        }
        let x = left.min(grid.right - text.width);
        let under = flow.river.deepest(x, x + text.width) + 3.0;
        let y = under.min(flow.floor - text.height);
        taken = x + text.width;
        let places = [("step", (&step.name).into()), ("counted", frame.counted(open).into())];
        let label = frame.words.fill("picture-open-at", places);
        items.push(Item::Group(
            Group::new(Role::Mark, label, text.place(x, y)).key(&step.left.key).figure(
                "open",
                Some(open as f64),
                None,
            ),
        ));
    }
    items
}
