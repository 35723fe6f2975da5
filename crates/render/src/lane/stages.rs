//! **Stages.** Shows the parts of the journey as coloured bands over their steps, each with its journeys.
//! How: name left, count right, the customer's question below where there is one; the five colours come in turn.
//! Limits: the colour only tells neighbours apart, it means nothing else.

use crate::grid::Frame;
use crate::lane::{Drawing, Edge, Lane};
use crate::palette::Ink;
use crate::scene::{Face, Group, Item, Rect, Role};
use crate::shape::{flat, stroke};
use crate::typeset::{Type, Typesetter};
use std::fmt::Write as _;

pub(crate) const LANE: Lane =
    Lane { id: "stages", title: "", hint: |_| String::new(), draw, edge: Edge::Open, none: "" };

const COUNT: Type = Type::MARK.size(11.0).face(Face::Medium).fill(Ink::Second);
const QUESTION: Type = Type::QUOTE.size(11.0);

fn draw(frame: &Frame, types: &mut Typesetter, top: f64) -> Option<Drawing> {
    let mut parts = Vec::new();
    let mut height = 0.0_f64;
    for (stage, (first, count)) in frame.map.stages.iter().zip(&frame.spans) {
        let (x, width) = (frame.grid.x(*first), frame.grid.column * *count as f64 - 3.0);
        let figure = stage.count.map(|count| types.line(&frame.words.short(count), COUNT, 80.0));
        let room = width - 24.0 - figure.as_ref().map_or(0.0, |figure| figure.width + 8.0);
        let name = types.block(&stage.name, Type::NAME, room, 2);
        let question =
            stage.question.as_ref().map(|text| types.block(text, QUESTION, width - 24.0, 2));
        let tall = 14.0 + name.height + question.as_ref().map_or(0.0, |question| question.height);
        height = height.max(tall);
        parts.push((stage, x, width, name, figure, question));
    }
    let mut items = Vec::new();
    for (i, (stage, x, width, name, figure, question)) in parts.into_iter().enumerate() {
        let mut inside = vec![Item::Rect(Rect {
            x,
            y: top,
            width,
            height,
            top_radius: 8.0,
            bottom_radius: 0.0,
            fill: Some(flat(frame.palette.stages[i % frame.palette.stages.len()])),
            stroke: frame.palette.outline.map(|colour| stroke(colour, frame.palette.thin)),
        })];
        inside.extend(name.place(x + 12.0, top + 7.0));
        if let Some(figure) = figure {
            inside.extend(figure.place(x + width - 12.0 - figure.width, top + 7.0));
        }
        if let Some(question) = question {
            inside.extend(question.place(x + 12.0, top + 7.0 + name.height));
        }
        let mut label = frame.words.fill("picture-stage", [("name", (&stage.name).into())]);
        if let Some(question) = &stage.question {
            let _ = write!(label, ", {question}");
        }
        if let Some(count) = stage.count {
            let _ = write!(label, ", {}", frame.counted(count));
        }
        let value = stage.count.map(|count| count as f64);
        items.push(Item::Group(
            Group::new(Role::Card, label, inside).key(&stage.key).figure("count", value, None),
        ));
    }
    (!items.is_empty()).then_some(Drawing { items, height })
}
