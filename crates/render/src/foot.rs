//! The end of the picture: what a reader must know, the legend of the grades, and as of when.

use crate::grid::Frame;
use crate::lane::{Drawing, note_of_ways};
use crate::palette::Ink;
use crate::scene::{Group, Item, Role};
use crate::shape::{dot, rect};
use crate::style::MARGIN;
use crate::typeset::{Type, Typesetter};
use wayline_model::grade::Grade;

const BAR: f64 = 30.0;
const NOTE: Type = Type::HINT.fill(Ink::Second);

/// Draws notes and legend from `top` down.
pub(crate) fn draw(frame: &Frame, types: &mut Typesetter, top: f64) -> Drawing {
    let mut items = Vec::new();
    let mut at = top;
    let left = frame.grid.left;
    let room = (frame.grid.edge() - left).min(980.0);
    let ways = if frame.ways { note_of_ways(frame) } else { None };
    for note in frame.map.notes.iter().chain(&ways) {
        let block = types.block(note, NOTE, room, 4);
        if block.height > 0.0 {
            let mut inside = types.line("·", NOTE, 12.0).place(left - 9.0, at);
            inside.extend(block.place(left, at));
            items.push(Item::Group(Group::new(Role::Label, note, inside)));
            at += block.height + 3.0;
        }
    }
    if at > top {
        let title = types.line(&frame.words.say("notes-label"), Type::LANE, 120.0);
        items.extend(title.place(MARGIN, top));
        at += 12.0;
    }
    let width = frame.grid.width;
    let mut legend = vec![
        rect((0.0, at, width, BAR), 0.0, Some(frame.palette.card), None),
        frame.rule(0.0, width, at + 0.5),
    ];
    let middle = at + BAR / 2.0;
    let mut x = MARGIN;
    for grade in [Grade::Supported, Grade::Ageing, Grade::Assumption, Grade::Contradicted] {
        let words = types.line(&frame.words.grade(grade), Type::MARK, 200.0);
        legend.extend(dot(frame.palette, x + 3.5, middle, grade));
        legend.extend(words.place(x + 12.0, middle - words.height / 2.0));
        x += 12.0 + words.width + 22.0;
    }
    if let Some(as_of) = &frame.map.as_of {
        let places = [("day", frame.words.day(as_of).into())];
        let words = types.line(&frame.words.fill("picture-as-of", places), Type::MARK, 200.0);
        legend.extend(words.place(frame.grid.edge() - words.width, middle - words.height / 2.0));
    }
    items.push(Item::Group(Group::new(Role::Section, frame.words.say("legend-label"), legend)));
    Drawing { items, height: at + BAR - top }
}
