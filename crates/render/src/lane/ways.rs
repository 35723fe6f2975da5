//! **Ways.** Shows what is between steps beside the plain order: branches, loops and alternatives that a person drew or journeys take,
//! and where one department passes the customer on to another.
//! How: arcs over and under a line on which the steps stand, as the editor lays them (see `ways::laid`), with their words and how many
//! take them; a hand-over is a solid line with what is passed on, how long it takes and how many go so, a way is broken. Hidden when the map has none.
//! Limits: an arc says that two steps are joined, not when; the figures are those of journeys that go straight from one to the other.
//! Of those that nobody drew only the largest are here, of the others the most taken; all are in the table of the page.

use crate::grid::Frame;
use crate::lane::{Drawing, Edge, Lane};
use crate::palette::Ink;
use crate::scene::{Group, Item, Move, Role};
use crate::shape::{dashed, flat, line, path, rect, stroke};
use crate::typeset::{Block, Type, Typesetter};
use std::collections::BTreeSet;
use std::fmt::Write as _;
use wayline_model::resolved::{PathKind, ResolvedHandOver, ResolvedPath};

mod laid;

pub(crate) const LANE: Lane = Lane {
    id: "ways",
    title: "edit-lane-arcs",
    hint: |frame| {
        let shown = shown(frame);
        match (!shown.passed.is_empty(), !shown.ways.is_empty()) {
            (true, true) => frame.words.say("picture-hint-ways-both"),
            (true, false) => frame.words.say("picture-hint-ways"),
            (false, _) => String::new(),
        }
    },
    draw,
    edge: Edge::Open,
    none: "",
};

/// Most ways that nobody drew.
const MOST: usize = 4;
/// Above the first arc and below the last.
const EDGE: f64 = 6.0;
/// Between the line and the words nearest to it, and between words of neighbouring tracks.
const CLEAR: f64 = 4.0;
/// Radius of the corners.
const TURN: f64 = 6.0;
/// Words get at least so much of a column, however near to each other the ends are.
const WORDS: f64 = 0.86;

/// An arc before it has a place.
struct Way {
    key: String,
    label: String,
    words: String,
    from: usize,
    to: usize,
    passed: bool,
    figure: (&'static str, Option<f64>, Option<u64>),
}

/// An arc with its place; y counts from the line.
struct Arc {
    way: Way,
    over: bool,
    from: f64,
    to: f64,
    /// How far its track lies from the line.
    depth: f64,
    words: Block,
    words_left: f64,
}

fn draw(frame: &Frame, types: &mut Typesetter, top: f64) -> Option<Drawing> {
    let (arcs, [over, under]) = placed(frame, types, ways(frame));
    if arcs.is_empty() {
        return None;
    }
    let ground = top + over + EDGE;
    let (left, right) = (frame.grid.left, frame.grid.right);
    let mut items = vec![line((left, ground), (right, ground), stroke(frame.palette.rule, 1.0))];
    // Words lie over every line, so that none runs through them.
    items.extend(arcs.iter().map(|arc| arc.paint(frame, ground)));
    items.extend(arcs.iter().map(|arc| arc.paint_words(frame, ground)));
    Some(Drawing { items, height: over + under + 2.0 * EDGE })
}

/// What is drawn.
struct Shown<'a> {
    ways: Vec<&'a ResolvedPath>,
    passed: Vec<&'a ResolvedHandOver>,
    /// How many that a person drew are not here.
    left_out: usize,
}

/// The ways and hand-overs that a person drew, and with the flow the largest of the others that journeys take.
fn shown<'a>(frame: &Frame<'a>) -> Shown<'a> {
    let mut found: Vec<&ResolvedPath> = frame.map.paths.iter().filter(|path| !path.drawn).collect();
    found.retain(|path| frame.flows && path.count > 0 && path.from_key != path.to_key);
    found.sort_by_key(|path| std::cmp::Reverse(path.count));
    found.truncate(MOST);
    let steps: BTreeSet<&str> = frame.steps.iter().map(|(_, step)| step.key.as_str()).collect();
    let stands = |from: &str, to: &str| steps.contains(from) && steps.contains(to);
    let mut ways: Vec<&ResolvedPath> = frame.map.paths.iter().collect();
    ways.retain(|path| path.drawn && stands(&path.from_key, &path.to_key));
    let mut passed: Vec<&ResolvedHandOver> = frame.map.hand_overs.iter().collect();
    passed.retain(|passed| stands(&passed.from_key, &passed.to_key));
    let taken = ways.iter().map(|path| path.count);
    let taken = taken.chain(passed.iter().map(|passed| passed.count.unwrap_or(0)));
    let drawn = laid::drawn(&taken.collect::<Vec<u64>>());
    let left_out = drawn.iter().filter(|drawn| !**drawn).count();
    let mut drawn = drawn.into_iter();
    ways.retain(|_| drawn.next().unwrap_or(false));
    passed.retain(|_| drawn.next().unwrap_or(false));
    ways.extend(found);
    Shown { ways, passed, left_out }
}

/// What a reader must know where not all is drawn.
pub(crate) fn note(frame: &Frame) -> Option<String> {
    match shown(frame).left_out {
        0 => None,
        more => Some(frame.words.fill("picture-ways-left-out", [("n", more.into())])),
    }
}

fn ways(frame: &Frame) -> Vec<Way> {
    let shown = shown(frame);
    let passed = shown.passed.into_iter().filter_map(|passed| hand_over(frame, passed));
    let ways = shown.ways.into_iter().filter_map(|path| {
        let said = path.when.as_deref().map(crate::clean).filter(|when| !when.is_empty());
        let mut words = said.unwrap_or_else(|| frame.words.say(kind_key(path.kind)));
        let mut label = format!("{} → {}: {words}", path.from, path.to);
        if frame.map.health.events > 0 {
            let _ = write!(words, " · {}", frame.words.short(path.count));
            let _ = write!(label, ", {}", frame.counted(path.count));
        }
        let share = path.share.value.filter(|share| share.is_finite() && path.count > 0);
        if let Some(share) = share.filter(|_| frame.shows_shares()) {
            let _ = write!(label, ", {}", frame.words.percent(share));
        }
        Some(Way {
            key: path.key.clone(),
            label,
            words,
            from: frame.column(&path.from_key)?,
            to: frame.column(&path.to_key)?,
            passed: false,
            figure: ("path", path.share.value, Some(path.count)),
        })
    });
    ways.chain(passed).collect()
}

/// A way without words of its own.
fn kind_key(kind: PathKind) -> &'static str {
    match kind {
        PathKind::Return => "picture-returns",
        PathKind::Skip => "picture-skips",
        PathKind::Branch => "picture-branches",
    }
}

fn hand_over(frame: &Frame, passed: &ResolvedHandOver) -> Option<Way> {
    let mut words = passed.what.as_deref().map(crate::clean).unwrap_or_default();
    if words.is_empty() {
        words = frame.words.say("picture-hand-over");
    }
    let mut label = frame.words.fill("picture-hand-over-from", [("from", (&passed.from).into())]);
    let of = |label: &mut String, department: &Option<String>| {
        if let Some(name) = department {
            let _ = write!(label, " ({name})");
        }
    };
    of(&mut label, &passed.from_department);
    let _ = write!(label, " → {}", passed.to);
    of(&mut label, &passed.to_department);
    let _ = write!(label, ": {words}");
    if let Some(wait) = passed.wait_s.value.filter(|wait| wait.is_finite() && *wait >= 0.0) {
        let wait = frame.words.duration(wait);
        let _ = write!(words, " · {wait}");
        let median = frame.words.fill("picture-median", [("wait", wait.into())]);
        let _ = write!(label, ", {median}");
    }
    if let Some(count) = passed.count {
        let _ = write!(words, " · {}", frame.words.short(count));
        let _ = write!(label, ", {}", frame.counted(count));
    }
    Some(Way {
        key: passed.key.clone(),
        label,
        words,
        from: frame.column(&passed.from_key)?,
        to: frame.column(&passed.to_key)?,
        passed: true,
        figure: ("hand_over", passed.wait_s.value, passed.count),
    })
}

/// The arcs with their places, and how far they reach over and under the line.
fn placed(frame: &Frame, types: &mut Typesetter, ways: Vec<Way>) -> (Vec<Arc>, [f64; 2]) {
    let grid = &frame.grid;
    let ends: Vec<laid::Ends> = ways.iter().map(|way| (way.from, way.to)).collect();
    let mut arcs: Vec<Arc> = Vec::new();
    for (way, laid) in ways.into_iter().zip(laid::lay(&ends)) {
        let x = |at: f64| grid.left + at * grid.column;
        let (from, to) = (x(laid.start), x(laid.end));
        let ink = if way.passed { Ink::Accent } else { Ink::Second };
        // Words lie on their arc. A line ends with the dot between two figures, and none begins with it.
        let along = (from - to).abs() - 4.0 * TURN;
        let kind = Type::HINT.fill(ink);
        let text = way.words.replace(" · ", "\u{a0}· ");
        let words = types.block(&text, kind, along.max(grid.column * WORDS), 3);
        let middle = f64::midpoint(from, to) - words.width / 2.0;
        let words_left = middle.clamp(grid.left, (grid.right - words.width).max(grid.left));
        arcs.push(Arc { way, over: laid.over, from, to, depth: 0.0, words, words_left });
    }
    let reach = [true, false].map(|side| {
        let mut here: Vec<&mut Arc> = arcs.iter_mut().filter(|arc| arc.over == side).collect();
        let reaches: Vec<(f64, f64)> = here.iter().map(|arc| arc.reach()).collect();
        let tracks = laid::tracks(&reaches);
        let mut at = 0.0;
        for track in 0..=tracks.iter().copied().max().unwrap_or(0) {
            let mine = || (0..tracks.len()).filter(|i| tracks[*i] == track);
            let high = mine().map(|i| here[i].words.height).fold(0.0, f64::max);
            for i in mine() {
                here[i].depth = at + CLEAR + high / 2.0;
            }
            at += if high > 0.0 { CLEAR + high } else { 0.0 };
        }
        at
    });
    (arcs, reach)
}

impl Arc {
    /// Left and right edge of arc and words.
    fn reach(&self) -> (f64, f64) {
        let (left, right) = (self.from.min(self.to), self.from.max(self.to));
        let end = self.words_left + self.words.width;
        (left.min(self.words_left - CLEAR), right.max(end + CLEAR))
    }

    /// From the line to the track, along it, and to the line again, where its head is.
    fn paint(&self, frame: &Frame, ground: f64) -> Item {
        let p = frame.palette;
        let (x1, x2) = (self.from, self.to);
        let away = if self.over { -1.0 } else { 1.0 };
        let track = ground + away * self.depth;
        let turn = TURN.min((x2 - x1).abs() / 2.0).min(self.depth - 2.0);
        let (round, back) = (turn * (x2 - x1).signum(), away * turn);
        let corner =
            |x: f64, along: f64| (f64::midpoint(x, x + along), f64::midpoint(track, track - back));
        let (first, last) = (corner(x1, round), corner(x2, -round));
        let moves = vec![
            Move::To(x1, ground),
            Move::Line(x1, track - back),
            Move::Curve(x1, first.1, first.0, track, x1 + round, track),
            Move::Line(x2 - round, track),
            Move::Curve(last.0, track, x2, last.1, x2, track - back),
            Move::Line(x2, ground + away * 6.0),
        ];
        let head = vec![
            Move::To(x2, ground),
            Move::Line(x2 - 3.6, ground + away * 7.0),
            Move::Line(x2 + 3.6, ground + away * 7.0),
            Move::Close,
        ];
        let (colour, pen) = if self.way.passed {
            (p.accent, stroke(p.accent, 1.6))
        } else {
            (p.faint, dashed(p.faint, 1.6))
        };
        let items =
            vec![path(moves, None, Some(pen), 1.0), path(head, Some(flat(colour)), None, 1.0)];
        Item::Group(Group::new(Role::Decoration, "", items))
    }

    /// Its words: what is pointed at, for a line is thin.
    fn paint_words(&self, frame: &Frame, ground: f64) -> Item {
        let middle = if self.over { ground - self.depth } else { ground + self.depth };
        let y = middle - self.words.height / 2.0;
        let place = (self.words_left - 4.0, y, self.words.width + 8.0, self.words.height);
        let mut items = vec![rect(place, 0.0, Some(frame.palette.paper), None)];
        items.extend(self.words.place(self.words_left, y));
        let (name, value, n) = self.way.figure;
        let group = Group::new(Role::Mark, &self.way.label, items);
        Item::Group(group.key(&self.way.key).figure(name, value, n))
    }
}
