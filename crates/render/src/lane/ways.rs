//! **Ways.** Shows what is between steps: where one department passes the customer on to another, and the branches, loops and
//! alternatives that a person drew and the flow does not show.
//! How: arcs that hang under the steps, shorter ones inside longer ones, so that only those cross whose ends alternate; a hand-over
//! is a solid line with what is passed on, how long it takes and how many go so, a way is broken. Hidden when the map has none.
//! Limits: an arc says that two steps are joined, not when; the figures are those of journeys that go straight from one to the other.

use crate::format::{duration, short, whole};
use crate::grid::Frame;
use crate::lane::flow::arcs::{largest, text};
use crate::lane::{Drawing, Edge, Lane};
use crate::palette::Ink;
use crate::scene::{Group, Item, Move, Role};
use crate::shape::{dashed, flat, path, rect, stroke};
use crate::typeset::{Block, Type, Typesetter};
use std::fmt::Write as _;
use wayline_model::resolved::{ResolvedHandOver, ResolvedPath};

pub(crate) const LANE: Lane = Lane {
    id: "ways",
    title: "Ways",
    hint: |frame| {
        let passed = !frame.map.hand_overs.is_empty();
        let ways = !drawn(frame).is_empty();
        match (passed, ways) {
            (true, true) => "hand-overs between departments, branches and loops",
            (true, false) => "hand-overs between departments",
            (false, _) => "branches and loops",
        }
        .into()
    },
    draw,
    edge: Edge::Open,
    none: "",
};

/// Between the steps and the nearest arc.
const FIRST: f64 = 14.0;
/// Between an arc and what lies above it.
const CLEAR: f64 = 7.0;
/// Between two ends of arcs at one step.
const APART: f64 = 13.0;
/// Radius of the corners.
const TURN: f64 = 9.0;

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

/// An arc with its place; y counts from the foot of the steps.
struct Arc {
    way: Way,
    from: f64,
    to: f64,
    depth: f64,
    words: Block,
    words_left: f64,
    words_top: f64,
}

fn draw(frame: &Frame, types: &mut Typesetter, top: f64) -> Option<Drawing> {
    let arcs = placed(frame, types, ways(frame));
    if arcs.is_empty() {
        return None;
    }
    let height = arcs.iter().map(Arc::bottom).fold(0.0, f64::max) + 10.0;
    // Words lie over every line, so that none runs through them.
    let mut items: Vec<Item> = arcs.iter().map(|arc| arc.paint(frame, top)).collect();
    items.extend(arcs.iter().map(|arc| arc.paint_words(frame, top)));
    Some(Drawing { items, height })
}

/// The ways that a person drew and the flow does not show.
fn drawn<'a>(frame: &Frame<'a>) -> Vec<&'a ResolvedPath> {
    let flowing = if frame.flows { largest(frame) } else { Vec::new() };
    let flows = |path: &ResolvedPath| flowing.iter().any(|(other, ..)| other.key == path.key);
    frame.map.paths.iter().filter(|path| path.drawn && !flows(path)).collect()
}

fn ways(frame: &Frame) -> Vec<Way> {
    let passed = frame.map.hand_overs.iter().filter_map(|passed| hand_over(frame, passed));
    let ways = drawn(frame).into_iter().filter_map(|path| {
        let words = text(frame, path);
        Some(Way {
            key: path.key.clone(),
            label: format!("{} → {}: {words} ({})", path.from, path.to, whole(path.count)),
            words,
            from: frame.column(&path.from_key)?,
            to: frame.column(&path.to_key)?,
            passed: false,
            figure: ("path", path.share.value, Some(path.count)),
        })
    });
    passed.chain(ways).collect()
}

fn hand_over(frame: &Frame, passed: &ResolvedHandOver) -> Option<Way> {
    let mut words = passed.what.as_deref().map(crate::clean).unwrap_or_default();
    if words.is_empty() {
        words = "hand-over".into();
    }
    let mut label = format!("Hand-over: {}", passed.from);
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
        let wait = duration(wait);
        let _ = write!(words, " · {wait}");
        let _ = write!(label, ", median {wait}");
    }
    if let Some(count) = passed.count {
        let _ = write!(words, " · {}", short(count));
        let _ = write!(label, ", {} {}", whole(count), frame.units());
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

/// The arcs with their places, shorter ones nearer to the steps.
fn placed(frame: &Frame, types: &mut Typesetter, mut ways: Vec<Way>) -> Vec<Arc> {
    let grid = &frame.grid;
    ways.sort_by_key(|way| (way.from.abs_diff(way.to), way.from.min(way.to)));
    let ends = ends(&ways, grid.column);
    let mut arcs: Vec<Arc> = Vec::new();
    for (way, (from, to)) in ways.into_iter().zip(ends) {
        let (from, to) = (grid.centre(way.from) + from, grid.centre(way.to) + to);
        let (left, right) = (from.min(to), from.max(to));
        let ink = if way.passed { Ink::Accent } else { Ink::Second };
        let kind = Type::HINT.fill(ink);
        // In the line where there is room for all of it, else under it in a few lines.
        let along = right - left - 2.0 * TURN - 12.0;
        let whole = types.line(&way.words, kind, grid.right - grid.left);
        let inline = whole.width <= along;
        let under = (right - left - 8.0).max(grid.column * 0.8);
        // A line ends with the dot between two figures, and none begins with it.
        let words = if inline {
            whole
        } else {
            types.block(&way.words.replace(" · ", "\u{a0}· "), kind, under, 3)
        };
        // The words of a loop at one step begin under it: to their left arcs of the step come down.
        let middle = f64::midpoint(left, right) - words.width / 2.0;
        let words_left = if way.from == way.to { left } else { middle };
        let words_left = words_left.clamp(grid.left, (grid.right - words.width).max(grid.left));
        let mut arc = Arc { way, from, to, depth: 0.0, words, words_left, words_top: 0.0 };
        let (low, high) = arc.reach();
        let above = arcs
            .iter()
            .filter(|other| other.reach().0 < high + 8.0 && low - 8.0 < other.reach().1)
            .map(Arc::bottom)
            .fold(0.0, f64::max);
        let half = if inline { arc.words.height / 2.0 } else { 0.0 };
        arc.depth = FIRST.max(above + CLEAR).max(half) + if above > 0.0 { half } else { 0.0 };
        arc.words_top = if inline { arc.depth - half } else { arc.depth + 2.0 };
        arcs.push(arc);
    }
    arcs
}

/// How far beside the middle of its step each arc begins and ends. From left to right at a step: those that go left, the inner ones
/// first, then those that go right, the outer ones first; so no arc runs through another of the same step.
fn ends(ways: &[Way], column: f64) -> Vec<(f64, f64)> {
    // Column, whether it goes right, place from the inside out, which way, and whether it is its beginning.
    let mut all: Vec<(usize, bool, usize, usize, bool)> = Vec::new();
    for (place, way) in ways.iter().enumerate() {
        // A loop at one step hangs at the right of it.
        all.push((way.from, way.to >= way.from, place, place, true));
        all.push((way.to, way.from >= way.to, place, place, false));
    }
    let mut out = vec![(0.0, 0.0); ways.len()];
    for at in all.iter().map(|end| end.0).collect::<std::collections::BTreeSet<usize>>() {
        let mut here: Vec<_> = all.iter().filter(|end| end.0 == at).collect();
        here.sort_by_key(|(_, right, place, ..)| {
            (*right, if *right { usize::MAX - place } else { *place })
        });
        let apart = APART.min((column - 30.0) / here.len() as f64);
        let first = -apart * (here.len() - 1) as f64 / 2.0;
        for (i, (_, _, _, way, begins)) in here.into_iter().enumerate() {
            let x = first + apart * i as f64;
            if *begins { out[*way].0 = x } else { out[*way].1 = x }
        }
    }
    out
}

impl Arc {
    /// Left and right edge of arc and words.
    fn reach(&self) -> (f64, f64) {
        let (left, right) = (self.from.min(self.to), self.from.max(self.to));
        (left.min(self.words_left), right.max(self.words_left + self.words.width))
    }

    /// Lower edge of arc and words.
    fn bottom(&self) -> f64 {
        self.depth.max(self.words_top + self.words.height)
    }

    /// Down from one step, along, and up to the other, where its head is.
    fn paint(&self, frame: &Frame, top: f64) -> Item {
        let p = frame.palette;
        let (x1, x2) = (self.from, self.to);
        let (foot, low) = (top + 3.0, top + self.depth);
        let turn = TURN.min((x2 - x1).abs() / 2.0).min(self.depth - 5.0) * (x2 - x1).signum();
        let high = low - turn.abs();
        let line = vec![
            Move::To(x1, foot),
            Move::Line(x1, high),
            Move::Curve(x1, f64::midpoint(high, low), x1 + turn / 2.0, low, x1 + turn, low),
            Move::Line(x2 - turn, low),
            Move::Curve(x2 - turn / 2.0, low, x2, f64::midpoint(high, low), x2, high),
            Move::Line(x2, foot + 6.0),
        ];
        let head = vec![
            Move::To(x2, foot),
            Move::Line(x2 - 3.6, foot + 7.0),
            Move::Line(x2 + 3.6, foot + 7.0),
            Move::Close,
        ];
        let (colour, pen) = if self.way.passed {
            (p.accent, stroke(p.accent, 1.6))
        } else {
            (p.faint, dashed(p.faint, 1.6))
        };
        let items =
            vec![path(line, None, Some(pen), 1.0), path(head, Some(flat(colour)), None, 1.0)];
        Item::Group(Group::new(Role::Decoration, "", items))
    }

    /// Its words: what is pointed at, for a line is thin.
    fn paint_words(&self, frame: &Frame, top: f64) -> Item {
        let y = top + self.words_top;
        let ground = (self.words_left - 4.0, y, self.words.width + 8.0, self.words.height);
        let mut items = vec![rect(ground, 0.0, Some(frame.palette.paper), None)];
        items.extend(self.words.place(self.words_left, y));
        let (name, value, n) = self.way.figure;
        let group = Group::new(Role::Mark, &self.way.label, items);
        Item::Group(group.key(&self.way.key).figure(name, value, n))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn way(from: usize, to: usize) -> Way {
        let figure = ("path", None, None);
        let (key, label, words) = (String::new(), String::new(), String::new());
        Way { key, label, words, from, to, passed: false, figure }
    }

    #[test]
    fn at_a_step_those_to_the_left_stand_left_and_longer_ones_run_around_shorter_ones() {
        // Shortest first, as they are placed: from step 2 back to 1 and to 0, on to 3 and to 4, and back from 4.
        let ways = [way(2, 1), way(2, 3), way(2, 0), way(2, 4), way(4, 2)];
        let ends = ends(&ways, 150.0);
        let at = [ends[0].0, ends[2].0, ends[4].1, ends[3].0, ends[1].0];
        assert!(at.is_sorted_by(|a, b| a < b), "{at:?}");
        assert!(at[0] > -75.0 && at[4] < 75.0, "within the column: {at:?}");
        // What goes there and back between two steps: one around the other.
        assert!(ends[3].1 < ends[4].0, "{ends:?}");
    }
}
