//! **Waits.** Shows the median time between a step and the one before, on an axis of the journey's own time.
//! How: one figure at the border of two columns, in the unit a person would choose. Hidden when no wait is known.
//! Limits: over journeys that came straight from the step before; a figure on a small base is hollow.

use crate::grid::Frame;
use crate::lane::{Drawing, Edge, Lane};
use crate::palette::Ink;
use crate::scene::{Face, Group, Item, Role};
use crate::shape::{circle, dashed, line, rect, stroke};
use crate::typeset::{Type, Typesetter};

pub(crate) const LANE: Lane = Lane {
    id: "waits",
    title: "picture-lane-waits",
    hint: |frame| frame.words.say("picture-hint-waits"),
    draw,
    edge: Edge::Rule,
    none: "",
};

const HEIGHT: f64 = 44.0;

fn draw(frame: &Frame, types: &mut Typesetter, top: f64) -> Option<Drawing> {
    let known = |figure: &wayline_model::evidence::Figure| {
        figure.value.filter(|value| value.is_finite() && *value >= 0.0)
    };
    if frame.steps.iter().all(|(_, step)| known(&step.wait_s).is_none()) {
        return None;
    }
    let grid = &frame.grid;
    let y = top + HEIGHT / 2.0;
    let mut items = vec![line(
        (grid.centre(0), y),
        (grid.right - grid.column / 2.0, y),
        stroke(frame.palette.rule, 1.0),
    )];
    let mut marks = Vec::new();
    for (column, step) in &frame.steps {
        items.push(circle(grid.centre(*column), y, 3.0, Some(frame.palette.zero), None));
        let (Some(seconds), true) = (known(&step.wait_s), *column > 0) else {
            continue;
        };
        let figure = &step.wait_s;
        let ink = if figure.low_base { Ink::Third } else { Ink::First };
        let kind = Type::MARK.face(Face::Medium).fill(ink);
        let text = frame.words.duration(seconds);
        let block = types.line(&text, kind, grid.column - 30.0);
        let middle = grid.x(*column);
        let (width, height) = (block.width + 16.0, block.height + 4.0);
        let border = if figure.low_base {
            dashed(frame.palette.faint, 1.0)
        } else {
            stroke(frame.palette.rule, 1.0)
        };
        let place = (middle - width / 2.0, y - height / 2.0, width, height);
        let mut inside = vec![rect(place, height / 2.0, Some(frame.palette.paper), Some(border))];
        inside.extend(block.place(middle - block.width / 2.0, y - block.height / 2.0));
        let label = frame.words.fill(
            "picture-wait-before",
            [
                ("step", (&step.name).into()),
                ("wait", text.into()),
                ("base", frame.words.base(figure.n).into()),
            ],
        );
        marks.push(Item::Group(
            Group::new(Role::Card, label, inside).key(&format!("{}.wait", step.key)).figure(
                "wait",
                Some(seconds),
                Some(figure.n),
            ),
        ));
    }
    items.append(&mut marks);
    Some(Drawing { items, height: HEIGHT })
}
