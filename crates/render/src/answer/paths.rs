//! **Paths.** Shows what comes after an activity, or before one, position by position, and where journeys are over.
//! How: a column a position, its bars the journeys that have the activity there, ribbons to the next position as wide as the moves.
//! Who is over leaves the ribbon to a block of its own: left, still open, or at the goal. Every named bar and every ribbon between
//! two of them carries the question of its chain from the anchor: a funnel, or a pattern where any activity may stand between.
//! Limits: a column names its seven largest activities, the others are one bar, and a note says how many. Which of several ends
//! a journey of one activity met is not known, so those ribbons are grey.

use super::sign::Sign;
use super::words::{HEAD, SMALL};
use super::{Chart, Drawing, NotDrawn, Panel, plot};
use crate::format::whole;
use crate::palette::{BAND, Ink, OVER, Palette};
use crate::scene::{Face, Group, Item, Move, Role};
use crate::shape::{flat, path, rect, stroke};
use crate::typeset::{Block, Typesetter};
use columns::{Column, Folded};
use serde::Deserialize;
use wayline_model::chain::chain;
use wayline_model::question::{Operator, Question};

mod columns;

pub(crate) const CHART: Chart = Chart { op: "paths", title, least: 900.0, draw };

#[derive(Deserialize)]
struct Paths {
    matrix: Vec<Row>,
    edges: Vec<Edge>,
    left: Option<Vec<u64>>,
    open: Option<Vec<u64>>,
    reached: Option<Vec<u64>>,
    starts: Option<Vec<u64>>,
}

#[derive(Deserialize)]
struct Row {
    activity: String,
    counts: Vec<u64>,
}

#[derive(Deserialize)]
struct Edge {
    position: usize,
    from: String,
    to: String,
    count: u64,
}

/// Pixels of all journeys.
const TALL: f64 = 340.0;
const BAR: f64 = 10.0;
const GAP: f64 = 10.0;
/// From a bar to its words.
const INDENT: f64 = 6.0;

fn title(op: &Operator) -> String {
    match op {
        Operator::Paths { from: Some(from), .. } => format!("What comes after {from}?"),
        Operator::Paths { to: Some(to), .. } => format!("What comes before {to}?"),
        _ => "How do journeys go on from their start?".into(),
    }
}

/// A bar with its place.
struct Bar {
    x: f64,
    top: f64,
    high: f64,
    /// Where the next ribbon leaves, and where the next arrives.
    leaves: f64,
    arrives: f64,
    /// Lower end of the bar or of its words.
    foot: f64,
}

struct Words {
    block: Block,
    count: Block,
}

/// Which over-blocks there are, and how they are drawn.
const ENDS: [(&str, &str); 4] = [
    ("left", "left"),
    ("reached", "reached the goal"),
    ("open", "still open"),
    ("starts", "start here"),
];

fn over<'a>(paths: &'a Paths, name: &str) -> Option<&'a Vec<u64>> {
    match name {
        "left" => paths.left.as_ref(),
        "reached" => paths.reached.as_ref(),
        "open" => paths.open.as_ref(),
        _ => paths.starts.as_ref(),
    }
}

fn draw(panel: &Panel, types: &mut Typesetter) -> Result<Drawing, NotDrawn> {
    let paths: Paths = panel.read()?;
    let backward = paths.starts.is_some();
    let folded = columns::fold(&paths, backward);
    let most = folded.columns.iter().map(Column::journeys).max().unwrap_or(0);
    if most == 0 {
        let why = "No journey has the activity: nothing comes before or after it";
        return Ok(plot::nothing(panel, types, why));
    }
    let over = |p: usize| if ends(&paths, p).is_empty() { p + 1 } else { p + 2 };
    let places = (0..folded.columns.len()).map(over).max().unwrap_or(1);
    let step = (panel.width / places as f64).clamp(168.0, 280.0);
    let sankey = Sankey {
        panel,
        paths: &paths,
        folded: &folded,
        backward,
        places,
        step,
        scale: TALL / most as f64,
    };
    let mut out = Drawing::default();
    let mut marks = Vec::new();
    let (mut bars, below) = sankey.columns(types, &mut marks);
    let mut blocks = sankey.blocks(types, &below, &mut marks, &mut out);
    for position in 0..folded.columns.len() {
        sankey.ribbons(position, &mut bars, &mut out.items);
        if let Some(Some(block)) = blocks.get_mut(position) {
            sankey.leave(&mut bars[position], block, &mut out.items);
        }
    }
    let deepest = blocks.iter().flatten().map(|block| block.foot).chain(below.iter().copied());
    out.height = deepest.fold(panel.y, f64::max) - panel.y;
    out.items.append(&mut marks);
    out.right = panel.right().max(panel.x + places as f64 * step);
    if folded.hidden > 0 {
        out.notes.push(format!(
            "`other` folds up to {} activities with fewer journeys at a position",
            folded.hidden
        ));
    }
    let depth = paths.left.as_ref().or(paths.starts.as_ref()).map_or(0, Vec::len);
    if depth == folded.columns.len() {
        out.notes.push(format!("Journeys are followed over {depth} positions; --depth changes it"));
    }
    Ok(out)
}

/// Where journeys are over at a position: field, words, how many.
fn ends(paths: &Paths, position: usize) -> Vec<(&'static str, &'static str, u64)> {
    let all = ENDS.iter().filter_map(|(name, words)| {
        let count = over(paths, name)?.get(position).copied().unwrap_or(0);
        (count > 0).then_some((*name, *words, count))
    });
    all.collect()
}

struct Sankey<'a> {
    panel: &'a Panel<'a>,
    paths: &'a Paths,
    folded: &'a Folded,
    backward: bool,
    /// Columns of the picture, that of the last ends included.
    places: usize,
    step: f64,
    /// Pixels a journey.
    scale: f64,
}

impl Sankey<'_> {
    fn x(&self, place: usize) -> f64 {
        let place = if self.backward { self.places - 1 - place } else { place };
        self.panel.x + place as f64 * self.step
    }

    /// Room of words beside a bar.
    fn room(&self) -> f64 {
        self.step - BAR - INDENT - 14.0
    }

    fn high(&self, count: u64) -> f64 {
        (count as f64 * self.scale).max(1.5)
    }

    /// The bars of every position and the foot of each column.
    fn columns(&self, types: &mut Typesetter, marks: &mut Vec<Item>) -> (Vec<Vec<Bar>>, Vec<f64>) {
        let p = self.panel.palette;
        let (mut bars, mut below) = (Vec::new(), Vec::new());
        for (position, column) in self.folded.columns.iter().enumerate() {
            let x = self.x(position);
            let head = types.line(&position_words(position, self.backward), HEAD, self.step - 10.0);
            marks.extend(head.place(x, self.panel.y));
            let mut at = self.panel.y + head.height + 8.0;
            let mut row = Vec::new();
            for node in &column.nodes {
                let words = label(types, &node.name, node.count, self.room());
                let high = self.high(node.count);
                let ink = if node.key.is_some() { p.accent } else { p.empty };
                let mut inside = vec![rect((x, at, BAR, high), 1.5, Some(ink), None)];
                inside.extend(words.block.place(x + BAR + INDENT, at));
                inside.extend(words.count.place(x + BAR + INDENT, at + words.block.height));
                let text = format!(
                    "{}: {} at position {}",
                    node.name,
                    super::asked::journeys(node.count),
                    position + 1
                );
                let mut group = Group::new(Role::Mark, text, inside).figure(
                    "count",
                    Some(node.count as f64),
                    Some(node.count),
                );
                let key = |row| self.panel.key(format_args!("/matrix/{row}/counts/{position}"));
                group.key = node.key.map(key);
                group.question = node.key.and_then(|_| self.question(position, &[&node.name]));
                marks.push(Item::Group(group));
                row.push(Bar { x, top: at, high, leaves: at, arrives: at, foot: at + high });
                at += high.max(words.block.height + words.count.height) + GAP;
            }
            bars.push(row);
            below.push(at);
        }
        (bars, below)
    }

    /// Who is over stands in the next column, under its bars.
    fn blocks(
        &self,
        types: &mut Typesetter,
        below: &[f64],
        marks: &mut Vec<Item>,
        out: &mut Drawing,
    ) -> Vec<Option<Bar>> {
        let mut blocks = Vec::new();
        for position in 0..self.folded.columns.len() {
            let ends = ends(self.paths, position);
            if ends.is_empty() {
                blocks.push(None);
                continue;
            }
            let x = self.x(position + 1);
            let top = below.get(position + 1).map_or(self.panel.y + 23.0, |at| *at) + 4.0;
            let (mut at, mut line) = (top, top);
            for (name, words, count) in ends {
                let high = self.high(count);
                let mut inside = vec![block(self.panel.palette, name, (x, at, BAR, high), out)];
                let text = format!("{} {words}", whole(count));
                let words =
                    types.line(&text, SMALL.face(Face::Medium).fill(Ink::First), self.room());
                line = line.max(at);
                inside.extend(words.place(x + BAR + INDENT, line));
                line += words.height;
                at += high;
                let key = self.panel.key(format_args!("/{name}/{position}"));
                let label = format!("{text} at position {}", position + 1);
                marks.push(plot::counted(inside, label, (&key, name), count));
            }
            let foot = at.max(line);
            blocks.push(Some(Bar { x, top, high: at - top, leaves: top, arrives: top, foot }));
        }
        blocks
    }

    /// Moves to the next position.
    fn ribbons(&self, position: usize, bars: &mut [Vec<Bar>], items: &mut Vec<Item>) {
        let Some(moves) = self.folded.moves.get(position) else { return };
        let name = |position: usize, at: usize| {
            let column: Option<&Column> = self.folded.columns.get(position);
            column.and_then(|column| column.nodes.get(at)).map_or("", |node| node.name.as_str())
        };
        for flow in moves {
            let wide = flow.count as f64 * self.scale;
            let Some((here, rest)) = bars.get_mut(position..).and_then(<[_]>::split_first_mut)
            else {
                return;
            };
            let far = rest.first_mut().and_then(|row| row.get_mut(flow.far));
            let (Some(near), Some(far)) = (here.get_mut(flow.near), far) else { continue };
            let (leaves, arrives) = ((near.x, near.leaves), (far.x, far.arrives));
            near.leaves += wide;
            far.arrives += wide;
            let shape = ribbon(leaves, arrives, wide, self.backward);
            let inside = vec![self.band(shape, self.panel.palette.bar, BAND)];
            let edge = flow.key.and_then(|key| Some((key, self.paths.edges.get(key)?)));
            let (near, far) = match edge {
                // One edge to what is folded is that of its activity.
                Some((_, edge)) if self.backward => (edge.to.as_str(), edge.from.as_str()),
                Some((_, edge)) => (edge.from.as_str(), edge.to.as_str()),
                None => (name(position, flow.near), name(position + 1, flow.far)),
            };
            let text = format!("{}: {}", self.words(position, &[near, far]), whole(flow.count));
            let mut group = Group::new(Role::Mark, text, inside).figure(
                "count",
                Some(flow.count as f64),
                Some(flow.count),
            );
            if let Some((key, _)) = edge {
                group.key = Some(self.panel.key(format_args!("/edges/{key}/count")));
                group.question = self.question(position, &[near, far]);
            }
            items.push(Item::Group(group));
        }
    }

    /// The activity at position 1, if the question names it.
    fn anchor(&self) -> Option<&str> {
        match &self.panel.asked.question.op {
            Operator::Paths { from, to, .. } => from.as_deref().or(to.as_deref()),
            _ => None,
        }
    }

    /// A chain whose last places from a position on are known: `view → … → cart → pay at position 4`.
    fn words(&self, position: usize, last: &[&str]) -> String {
        let mut words: Vec<&str> = Vec::new();
        words.extend(self.anchor().filter(|_| position > 0));
        // Between the anchor and the known places, or before them, stands anything.
        let hidden = position > words.len();
        if hidden {
            words.push("…");
        }
        words.extend(last);
        if self.backward {
            words.reverse();
        }
        let chain = words.join(" → ");
        if hidden { format!("{chain} at position {}", position + last.len()) } else { chain }
    }

    /// The question of such a chain. There is none where it would be longer than a question may be.
    fn question(&self, position: usize, last: &[&str]) -> Option<Box<Question>> {
        let mut places = vec![None; position];
        if let Some(first) = places.first_mut() {
            *first = self.anchor();
        }
        places.extend(last.iter().copied().map(Some));
        if self.backward {
            places.reverse();
        }
        chain(&self.panel.asked.question, &places).ok().map(Box::new)
    }

    /// Where the theme draws lines around areas, bands side by side have one as well.
    fn band(&self, shape: Vec<Move>, colour: &str, opacity: f64) -> Item {
        let p = self.panel.palette;
        path(shape, Some(flat(colour)), p.outline.map(|_| stroke(p.rule, 0.75)), opacity)
    }

    /// What no move takes on is over.
    fn leave(&self, bars: &mut [Bar], over: &mut Bar, items: &mut Vec<Item>) {
        for bar in bars {
            let room = over.top + over.high - over.arrives;
            let wide = (bar.top + bar.high - bar.leaves).min(room);
            if wide < 0.05 {
                continue;
            }
            let shape = ribbon((bar.x, bar.leaves), (over.x, over.arrives), wide, self.backward);
            over.arrives += wide;
            items.push(self.band(shape, self.panel.palette.over, OVER));
        }
    }
}

fn position_words(position: usize, backward: bool) -> String {
    match (position, backward) {
        (0, _) => "Position 1".into(),
        (position, true) => format!("{position} before"),
        (position, false) => format!("{position} after"),
    }
}

fn label(types: &mut Typesetter, name: &str, count: u64, room: f64) -> Words {
    Words {
        block: types.block(name, SMALL.face(Face::Medium).fill(Ink::First), room, 2),
        count: types.line(&whole(count), SMALL, room),
    }
}

fn block(p: &Palette, name: &str, place: (f64, f64, f64, f64), out: &mut Drawing) -> Item {
    match name {
        "left" => rect(place, 0.0, Some(p.bad), None),
        "reached" => rect(place, 0.0, Some(p.good), None),
        "open" => {
            out.signs.push(Sign::Open);
            let items = vec![
                rect(place, 0.0, Some(p.card), Some(stroke(p.accent, 1.0))),
                plot::hatch(p, place),
            ];
            Item::Group(Group::new(Role::Decoration, "", items))
        }
        _ => rect(place, 0.0, Some(p.accent), None),
    }
}

/// Between two bars of any two columns, from the one nearer to the anchor.
fn ribbon(near: (f64, f64), far: (f64, f64), wide: f64, backward: bool) -> Vec<Move> {
    let (left, right) = if backward { (far, near) } else { (near, far) };
    let (x1, x2) = (left.0 + BAR, right.0);
    let bend = f64::midpoint(x1, x2);
    vec![
        Move::To(x1, left.1),
        Move::Curve(bend, left.1, bend, right.1, x2, right.1),
        Move::Line(x2, right.1 + wide),
        Move::Curve(bend, right.1 + wide, bend, left.1 + wide, x1, left.1 + wide),
        Move::Close,
    ]
}
