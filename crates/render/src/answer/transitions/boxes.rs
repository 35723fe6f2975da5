//! The boxes of the graph: an activity's name, how many journeys start and end there, and room for its loop.

use super::layers::Layers;
use super::{Graph, Transitions};
use crate::answer::sign::Sign;
use crate::answer::words::{NAME, SMALL};
use crate::answer::{Drawing, Panel, plot};
use crate::format::whole;
use crate::palette::Ink;
use crate::scene::{Group, Item, Role};
use crate::shape::{rect, stroke};
use crate::typeset::{Block, Typesetter};

/// Width of a box.
pub(super) const WIDE: f64 = 136.0;
const PAD: f64 = 8.0;
/// Kept above a box for its loop.
pub(super) const LOOP: f64 = 24.0;
/// Room for an arrow at a side.
const PORT: f64 = 8.0;

struct Place {
    /// In the answer's list.
    at: usize,
    count: u64,
    words: Block,
}

struct Node {
    name: String,
    title: Block,
    start: Option<Place>,
    end: Option<Place>,
    loops: bool,
    /// Height of the box alone.
    high: f64,
}

pub(super) struct Boxes {
    nodes: Vec<Node>,
}

impl Boxes {
    pub(super) fn new(types: &mut Typesetter, graph: &Graph, all: &Transitions) -> Self {
        let mut place = |list: &[super::Place], name: &str| {
            let at = list.iter().position(|place| place.activity == name)?;
            let count = list[at].count;
            let words = types.line(&whole(count), SMALL.fill(Ink::First), WIDE / 2.0 - 24.0);
            Some(Place { at, count, words })
        };
        let places: Vec<_> = graph
            .names
            .iter()
            .map(|name| (place(&all.starts, name), place(&all.ends, name)))
            .collect();
        let nodes = graph.names.iter().zip(places).enumerate().map(|(at, (name, (start, end)))| {
            let title = types.block(name, NAME.size(11.5), WIDE - 2.0 * PAD, 3);
            let words = if start.is_some() || end.is_some() { SMALL.line() + 3.0 } else { 0.0 };
            let arrows = |into: bool| {
                graph
                    .edges
                    .iter()
                    .filter(|e| e.from != e.to && at == if into { e.to } else { e.from })
                    .count()
            };
            let ports = arrows(true).max(arrows(false)) as f64 * PORT + 8.0;
            let high = (title.height + words + 2.0 * PAD - 2.0).max(ports).max(34.0);
            let loops = graph.edges.iter().any(|edge| edge.from == at && edge.to == at);
            Node { name: (*name).into(), title, start, end, loops, high }
        });
        Self { nodes: nodes.collect() }
    }

    /// Heights with the room for loops.
    pub(super) fn heights(&self) -> Vec<f64> {
        self.nodes.iter().map(|node| node.high + if node.loops { LOOP } else { 0.0 }).collect()
    }

    /// Left, top, right and foot of each box, where zero of the layers lies at `top`.
    pub(super) fn areas(&self, panel: &Panel, layers: &Layers, top: f64) -> Vec<[f64; 4]> {
        let area = |(at, node): (usize, &Node)| {
            let x = super::routes::left(panel, layers.layer[at]);
            let room = node.high + if node.loops { LOOP } else { 0.0 };
            let foot = top + layers.middle[at] + room / 2.0;
            [x, foot - node.high, x + WIDE, foot]
        };
        self.nodes.iter().enumerate().map(area).collect()
    }

    pub(super) fn draw(&self, panel: &Panel, areas: &[[f64; 4]], out: &mut Drawing) {
        for (node, area) in self.nodes.iter().zip(areas) {
            let item = node.draw(panel, *area, &mut out.signs);
            out.items.push(item);
        }
    }
}

impl Node {
    fn draw(&self, panel: &Panel, [x, top, _, foot]: [f64; 4], signs: &mut Vec<Sign>) -> Item {
        let p = panel.palette;
        let place = (x + 0.5, top + 0.5, WIDE - 1.0, foot - top - 1.0);
        let mut items = vec![rect(place, 7.0, Some(p.card), Some(stroke(p.rule, 1.2)))];
        let words =
            if self.start.is_some() || self.end.is_some() { SMALL.line() + 3.0 } else { 0.0 };
        let mut y = top + (foot - top - self.title.height - words) / 2.0;
        items.extend(self.title.place(x + PAD, y));
        y += self.title.height + 3.0;
        let mut left = x + PAD;
        let places = [
            (&self.start, "starts", Sign::Start, "journeys start here"),
            (&self.end, "ends", Sign::End, "journeys end here"),
        ];
        for (place, list, sign, what) in places {
            let Some(place) = place else { continue };
            let middle = y + place.words.height / 2.0;
            let mark = if sign == Sign::Start {
                plot::start(p, left + 4.0, middle)
            } else {
                plot::end(p, left + 4.0, middle)
            };
            let mut inside = vec![mark];
            inside.extend(place.words.place(left + 12.0, y));
            signs.push(sign);
            let key = panel.key(format_args!("/{list}/{}/count", place.at));
            let label = format!("{} {what}", whole(place.count));
            items.push(plot::counted(inside, label, (&key, list), place.count));
            left += 12.0 + place.words.width + 12.0;
        }
        Item::Group(Group::new(Role::Card, &self.name, items))
    }
}
