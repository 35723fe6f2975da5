//! The arrows of the graph: bands through the layers, broken lines back above them, loops, and words where there is room.

use super::boxes::WIDE;
use super::layers::Layers;
use super::{Graph, Pair};
use crate::answer::sign::Sign;
use crate::answer::words::SMALL;
use crate::answer::{Drawing, Panel};
use crate::palette::{Ink, Palette, VEIL};
use crate::scene::{Group, Item, Move, Role};
use crate::shape::{dashed, flat, path, stroke};
use crate::typeset::{Block, Type, Typesetter};

/// From one layer to the next.
const BETWEEN: f64 = 112.0;
/// Left of the first layer: lines back turn there.
const MARGIN: f64 = 34.0;
/// From one line back to the next.
const LANE: f64 = 18.0;
const WIDEST: f64 = 13.0;
const TEXT: Type = SMALL.size(10.0).fill(Ink::First);
const LOOP_HIGH: f64 = 16.0;

type Area = [f64; 4];

/// Left edge of a layer's boxes.
pub(super) fn left(panel: &Panel, layer: usize) -> f64 {
    panel.x + MARGIN + layer as f64 * (WIDE + BETWEEN)
}

/// The lines above the graph on which moves go back.
pub(super) struct Lanes {
    /// Line of each edge, counted from the graph upwards; nothing for edges that go on.
    of: Vec<Option<usize>>,
    count: usize,
}

impl Lanes {
    /// What stands above the graph.
    pub(super) fn height(&self) -> f64 {
        if self.count == 0 { 0.0 } else { self.count as f64 * LANE + 12.0 }
    }
}

/// Gives each move back a line, short ones near the graph, none over another.
pub(super) fn lanes(graph: &Graph, layers: &Layers) -> Lanes {
    let mut back: Vec<(usize, usize, usize)> = Vec::new();
    for (at, edge) in graph.edges.iter().enumerate() {
        if layers.chains[at].is_empty() && edge.from != edge.to {
            back.push((at, layers.layer[edge.to], layers.layer[edge.from]));
        }
    }
    back.sort_by_key(|(at, first, last)| (last - first, *at));
    let mut of = vec![None; graph.edges.len()];
    let mut lines: Vec<Vec<(usize, usize)>> = Vec::new();
    for (at, first, last) in back {
        let free = |line: &Vec<(usize, usize)>| {
            line.iter().all(|(from, to)| last + 1 < *from || *to + 1 < first)
        };
        let line = lines.iter().position(free).unwrap_or_else(|| {
            lines.push(Vec::new());
            lines.len() - 1
        });
        lines[line].push((first, last));
        of[at] = Some(line);
    }
    Lanes { of, count: lines.len() }
}

/// What the arrows are drawn between.
pub(super) struct Canvas<'a> {
    pub(super) panel: &'a Panel<'a>,
    pub(super) graph: &'a Graph<'a>,
    pub(super) layers: &'a Layers,
    /// Left, top, right and foot of each box.
    pub(super) areas: &'a [Area],
    pub(super) lanes: &'a Lanes,
}

/// An arrow before it is painted.
struct Arrow {
    edge: usize,
    moves: Vec<Move>,
    /// Where it arrives.
    tip: (f64, f64),
    /// It arrives from above, not from the left.
    falls: bool,
    wide: f64,
    back: bool,
    /// Middles that words may have, best first.
    places: Vec<(f64, f64)>,
}

impl Canvas<'_> {
    /// Draws all arrows; gives those that found no room for their words.
    pub(super) fn draw(&self, types: &mut Typesetter, out: &mut Drawing) -> Vec<usize> {
        let ports = self.ports();
        let mut arrows: Vec<Arrow> = Vec::new();
        let mut channels = vec![0; self.layers.order.len() * 2 + 2];
        for (at, edge) in self.graph.edges.iter().enumerate() {
            arrows.push(if edge.from == edge.to {
                self.repeat(at)
            } else if self.layers.chains[at].is_empty() {
                self.back(at, ports[at], &mut channels)
            } else {
                self.on(at, ports[at])
            });
        }
        let mut taken: Vec<Area> = self.areas.to_vec();
        let mut silent = Vec::new();
        let mut words: Vec<(usize, Block, f64, f64)> = Vec::new();
        for arrow in &arrows {
            let pair = &self.graph.pairs[arrow.edge];
            let block = types.line(&pair.words(), TEXT, WIDE - 8.0);
            let (w, h) = (block.width, block.height);
            let place = arrow.places.iter().find_map(|(x, y)| {
                let area = [x - w / 2.0 - 3.0, y - h / 2.0, x + w / 2.0 + 3.0, y + h / 2.0];
                let free =
                    area[0] >= self.panel.x && taken.iter().all(|other| !overlap(&area, other));
                free.then_some((area, x - w / 2.0, y - h / 2.0))
            });
            match place {
                Some((area, x, y)) => {
                    taken.push(area);
                    words.push((arrow.edge, block, x, y));
                }
                None => silent.push(arrow.edge),
            }
        }
        // Thin ones over wide ones, words over all.
        for arrow in arrows.iter().filter(|arrow| arrow.back) {
            out.signs.push(Sign::Back);
            out.items.push(self.paint(arrow));
        }
        for arrow in arrows.iter().filter(|arrow| !arrow.back) {
            out.items.push(self.paint(arrow));
        }
        for (at, block, x, y) in words {
            let ground = [x - 2.0, y, x + block.width + 2.0, y + block.height];
            let mut items = vec![veil(self.panel.palette, ground)];
            items.extend(block.place(x, y));
            out.items.push(self.figure(at, "median_s", items));
        }
        silent
    }

    /// How deep the arrows reach.
    pub(super) fn foot(&self) -> Option<f64> {
        let top = self.panel.y + self.lanes.height();
        let nodes = self.areas.len();
        self.layers.middle.get(nodes..)?.iter().map(|y| top + y + 10.0).reduce(f64::max)
    }

    fn figure(&self, at: usize, name: &str, items: Vec<Item>) -> Item {
        let pair: &Pair = &self.graph.pairs[at];
        let value = if name == "count" { Some(pair.count as f64) } else { pair.median_s };
        let key = self.panel.key(format_args!("/transitions/{at}/{name}"));
        let group = Group::new(Role::Mark, pair.label(), items).key(&key);
        Item::Group(group.figure(name, value, Some(pair.count)))
    }

    fn paint(&self, arrow: &Arrow) -> Item {
        let p = self.panel.palette;
        let colour = if arrow.back { p.ink_3 } else { p.bar };
        let pen = if arrow.back { dashed(colour, arrow.wide) } else { stroke(colour, arrow.wide) };
        let mut items = vec![path(arrow.moves.clone(), None, Some(pen), 1.0)];
        let (x, y) = arrow.tip;
        let head = 4.0 + arrow.wide / 3.0;
        let (along, aside) = if arrow.falls { (0.0, 1.0) } else { (1.0, 0.0) };
        let corner = |side: f64| {
            let (back, across) = (head * 1.2, head * side);
            Move::Line(x - back * along + across * aside, y - back * aside + across * along)
        };
        let tip = vec![Move::To(x, y), corner(1.0), corner(-1.0), Move::Close];
        let ink = if arrow.back { p.ink_3 } else { p.accent };
        items.push(path(tip, Some(flat(ink)), None, 1.0));
        self.figure(arrow.edge, "count", items)
    }

    fn wide(&self, at: usize) -> f64 {
        let most = self.graph.edges.iter().map(|edge| edge.count).max().unwrap_or(1).max(1);
        (WIDEST * self.graph.edges[at].count as f64 / most as f64).max(1.2)
    }

    /// Height at which each edge leaves its source and arrives at its target: in the order of where it goes on.
    fn ports(&self) -> Vec<(f64, f64)> {
        let mut ports = vec![(0.0, 0.0); self.graph.edges.len()];
        let top = self.panel.y + self.lanes.height();
        for (node, area) in self.areas.iter().enumerate() {
            for out in [true, false] {
                let mut here: Vec<(f64, usize)> = Vec::new();
                for (at, edge) in self.graph.edges.iter().enumerate() {
                    if edge.from == edge.to || node != (if out { edge.from } else { edge.to }) {
                        continue;
                    }
                    let chain = &self.layers.chains[at];
                    let next = if out { chain.get(1) } else { chain.iter().rev().nth(1) };
                    // Lines back leave and arrive at the top, the higher line first.
                    let lane = self.lanes.of[at].unwrap_or(0) as f64;
                    let y = next.map_or(-1e6 - lane, |item| top + self.layers.middle[*item]);
                    here.push((y, at));
                }
                here.sort_by(|a, b| a.0.total_cmp(&b.0));
                let room = area[3] - area[1] - 12.0;
                let count = here.len() as f64;
                for (place, (_, at)) in here.into_iter().enumerate() {
                    let y = area[1] + 6.0 + room * (place as f64 + 0.5) / count;
                    *(if out { &mut ports[at].0 } else { &mut ports[at].1 }) = y;
                }
            }
        }
        ports
    }

    /// A band to the right.
    fn on(&self, at: usize, (leaves, arrives): (f64, f64)) -> Arrow {
        let edge = self.graph.edges[at];
        let top = self.panel.y + self.lanes.height();
        let chain = &self.layers.chains[at];
        let wide = self.wide(at);
        let (mut x, mut y) = (self.areas[edge.from][2], leaves);
        let mut moves = vec![Move::To(x, y)];
        let (mut inner, mut gaps) = (Vec::new(), Vec::new());
        for (i, item) in chain.iter().enumerate().skip(1) {
            let last = i + 1 == chain.len();
            let reach = if last { 6.0 + wide / 3.0 } else { 0.0 };
            let next = left(self.panel, self.layers.layer[*item]) - reach;
            let deep = if last { arrives } else { top + self.layers.middle[*item] };
            let bend = f64::midpoint(x, next);
            moves.push(Move::Curve(bend, y, bend, deep, next, deep));
            for t in [0.5, 0.36, 0.64, 0.8, 0.24] {
                let s = t * t * (3.0 - 2.0 * t);
                let (px, py) = (x + (next - x) * t, y + (deep - y) * s);
                gaps.extend([(px, py - wide / 2.0 - 7.0), (px, py + wide / 2.0 + 7.0), (px, py)]);
            }
            (x, y) = (next, deep);
            if !last {
                inner.push((x + WIDE / 2.0, y));
                x += WIDE;
                moves.push(Move::Line(x, y));
            }
        }
        inner.extend(gaps);
        let tip = (self.areas[edge.to][0], arrives);
        Arrow { edge: at, moves, tip, falls: false, wide, back: false, places: inner }
    }

    /// A broken line: right of its box up, over the graph to the left, down and in from the left.
    fn back(&self, at: usize, (leaves, arrives): (f64, f64), channels: &mut [usize]) -> Arrow {
        let edge = self.graph.edges[at];
        let (first, last) = (self.layers.layer[edge.to], self.layers.layer[edge.from]);
        let lane = self.lanes.of[at].unwrap_or(0);
        let level = self.panel.y + self.lanes.height() - 12.0 - (lane as f64 + 0.5) * LANE;
        // Lines that turn in the same channel stand side by side.
        let mut channel = |place: usize| {
            let used = channels.get(place).copied().unwrap_or(0);
            if let Some(count) = channels.get_mut(place) {
                *count += 1;
            }
            5.0 * (used % 8) as f64
        };
        let up = self.areas[edge.from][2] + 7.0 + channel(2 * last + 1);
        let down = self.areas[edge.to][0] - 15.0 - channel(2 * first).min(18.0);
        let (from, to) = (self.areas[edge.from][2], self.areas[edge.to][0]);
        let r = 5.0;
        let moves = vec![
            Move::To(from, leaves),
            Move::Line(up - r, leaves),
            Move::Curve(up, leaves, up, leaves, up, leaves - r),
            Move::Line(up, level + r),
            Move::Curve(up, level, up, level, up - r, level),
            Move::Line(down + r, level),
            Move::Curve(down, level, down, level, down, level + r),
            Move::Line(down, arrives - r),
            Move::Curve(down, arrives, down, arrives, down + r, arrives),
            Move::Line(to - 5.0, arrives),
        ];
        // Over a column there is no line up or down.
        let mut columns: Vec<usize> = (first..=last).collect();
        columns.sort_by_key(|column| (2 * column).abs_diff(first + last));
        let middle = |column: usize| (left(self.panel, column) + WIDE / 2.0, level);
        let places = columns.into_iter().map(middle).collect();
        let wide = (self.wide(at) / 3.0).clamp(1.2, 2.4);
        Arrow { edge: at, moves, tip: (to, arrives), falls: false, wide, back: true, places }
    }

    /// A loop on the upper right corner of its box.
    fn repeat(&self, at: usize) -> Arrow {
        let area = self.areas[self.graph.edges[at].from];
        let (x, y) = (area[2] - 22.0, area[1]);
        let moves = vec![
            Move::To(x, y),
            Move::Curve(x, y - LOOP_HIGH, x + 16.0, y - LOOP_HIGH, x + 16.0, y - 5.0),
        ];
        let places = vec![(area[0] + (WIDE - 26.0) / 2.0, y - 9.0)];
        Arrow { edge: at, moves, tip: (x + 16.0, y), falls: true, wide: 1.4, back: true, places }
    }
}

fn overlap(a: &Area, b: &Area) -> bool {
    a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3]
}

/// A ground that lets words be read over lines.
fn veil(p: &Palette, [x1, y1, x2, y2]: Area) -> Item {
    let moves = vec![
        Move::To(x1, y1),
        Move::Line(x2, y1),
        Move::Line(x2, y2),
        Move::Line(x1, y2),
        Move::Close,
    ];
    path(moves, Some(flat(p.paper)), None, VEIL)
}
