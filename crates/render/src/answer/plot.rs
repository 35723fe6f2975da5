//! What several charts draw with: bars, whiskers, hatches, rates with their interval, and sentences in the place of a chart.

use super::sign::Sign;
use super::words::{BODY, SMALL, TINY};
use super::{Drawing, Panel};
use crate::format::{base, percent, rate_interval};
use crate::palette::{Ink, Palette};
use crate::scene::{Face, Group, Item, Move, Role};
use crate::shape::{circle, dashed, flat, line, path, rect, stroke};
use crate::typeset::Typesetter;
use wayline_model::evidence::Figure;

/// Thinnest bar that is still seen.
pub(crate) const THINNEST: f64 = 1.5;

/// A line from `x1` to `x2` with caps.
pub(crate) fn whisker(p: &Palette, x1: f64, x2: f64, y: f64) -> Vec<Item> {
    let cap = |x: f64| line((x, y - 3.5), (x, y + 3.5), stroke(p.accent, 1.2));
    vec![line((x1, y), (x2, y), stroke(p.accent, 1.2)), cap(x1), cap(x2)]
}

/// Slanted lines within a box.
pub(crate) fn hatch(p: &Palette, (x, y, width, height): (f64, f64, f64, f64)) -> Item {
    const APART: f64 = 5.0;
    let mut moves = Vec::new();
    let mut start = APART - height;
    while start < width {
        // The line from (start, bottom) to (start + height, top), cut at the sides.
        let (from, to) = (start.max(0.0), (start + height).min(width));
        if to > from {
            moves.push(Move::To(x + from, y + height - (from - start)));
            moves.push(Move::Line(x + to, y + height - (to - start)));
        }
        start += APART;
    }
    path(moves, None, Some(stroke(p.accent, 0.8)), 0.8)
}

/// Journeys start: a triangle that points on.
pub(crate) fn start(p: &Palette, x: f64, y: f64) -> Item {
    let moves = vec![
        Move::To(x - 3.5, y - 4.5),
        Move::Line(x + 4.5, y),
        Move::Line(x - 3.5, y + 4.5),
        Move::Close,
    ];
    path(moves, Some(flat(p.accent)), None, 1.0)
}

/// Journeys end: a square.
pub(crate) fn end(p: &Palette, x: f64, y: f64) -> Item {
    rect((x - 3.5, y - 3.5, 7.0, 7.0), 0.0, Some(p.ink_2), None)
}

/// A bar of something counted; hollow where its base is small, only a foot where there is nothing.
pub(crate) fn bar(p: &Palette, place: (f64, f64, f64, f64), hollow: bool) -> Item {
    let (x, y, width, height) = place;
    if width <= 0.0 {
        return line((x, y), (x, y + height), stroke(p.zero, 1.0));
    }
    let place = (x, y, width.max(THINNEST), height);
    if hollow {
        rect(place, 2.0, Some(p.card), Some(stroke(p.accent, 1.2)))
    } else {
        rect(place, 2.0, Some(p.bar), Some(stroke(p.accent, 1.0)))
    }
}

/// What falls away between two bars; words may stand on it.
pub(crate) fn fall(p: &Palette, moves: Vec<Move>) -> Item {
    path(moves, Some(flat(p.fall)), None, 1.0)
}

/// A rate in words: `47% · 95% CI 45–49%`, `unknown`.
pub(crate) fn rate_words(rate: &Figure) -> String {
    match rate.value {
        Some(value) => {
            let interval = rate_interval(rate).map(|interval| format!(" · {interval}"));
            format!("{}{}, {}", percent(value), interval.unwrap_or_default(), base(rate.n))
        }
        None => format!("unknown: {}", rate.why.as_deref().unwrap_or(no_base(rate.n))),
    }
}

fn no_base(n: u64) -> &'static str {
    if n == 0 { "nobody to count" } else { "no reason was given" }
}

/// Height of [`rate`].
pub(crate) const RATE: f64 = 28.0;

/// A rate as a number over a scale of 0 … 100 % with its interval; gives the item and what it needs in the legend.
pub(crate) fn rate(
    p: &Palette,
    types: &mut Typesetter,
    rate: &Figure,
    (key, name, what): (&str, &str, &str),
    (x, y, width): (f64, f64, f64),
    drawing: &mut Drawing,
) -> Item {
    let mut inside = Vec::new();
    let middle = y + RATE - 6.5;
    if let Some(value) = rate.value.filter(|value| value.is_finite()) {
        let at = |share: f64| x + 1.0 + share.clamp(0.0, 1.0) * (width - 2.0);
        let number =
            types.line(&percent(value), SMALL.face(Face::SemiBold).fill(Ink::First), width);
        inside.extend(number.place(x, y));
        let few = if rate.low_base { base(rate.n) } else { String::new() };
        let few = types.line(&few, TINY, width - number.width - 6.0);
        inside.extend(few.place(x + number.width + 6.0, y + 0.5));
        inside.push(line((x, middle), (x + width, middle), stroke(p.zero, 1.0)));
        for end in [x, x + width] {
            inside.push(line((end, middle - 3.0), (end, middle + 3.0), stroke(p.zero, 1.0)));
        }
        if let (Some(low), Some(high)) = (rate.low, rate.high) {
            inside.extend(whisker(p, at(low), at(high), middle));
            drawing.signs.push(Sign::Interval);
        }
        inside.push(point(p, at(value), middle, rate.low_base));
        if rate.low_base {
            drawing.signs.push(Sign::Hollow);
        }
    } else {
        let why = rate.why.as_deref().unwrap_or(no_base(rate.n));
        let words = types.line("unknown", SMALL, width - 8.0);
        inside.push(rect(
            (x + 0.5, y + 1.5, words.width + 11.0, words.height + 5.0),
            4.0,
            None,
            Some(dashed(p.empty, 1.2)),
        ));
        inside.extend(words.place(x + 6.0, y + 4.0));
        drawing.signs.push(Sign::Unknown);
        if rate.n > 0 || rate.why.is_some() {
            drawing.notes.push(format!("Unknown shares: {why}"));
        }
    }
    let label = format!("{what}: {}", rate_words(rate));
    Item::Group(Group::new(Role::Mark, label, inside).key(key).figure(
        name,
        rate.value,
        Some(rate.n),
    ))
}

/// A point: filled, or hollow on a small base.
pub(crate) fn point(p: &Palette, x: f64, y: f64, hollow: bool) -> Item {
    if hollow {
        circle(x, y, 3.75, Some(p.card), Some(stroke(p.accent, 1.5)))
    } else {
        circle(x, y, 3.75, Some(p.accent), None)
    }
}

/// A sentence in the place of a chart.
pub(crate) fn nothing(panel: &Panel, types: &mut Typesetter, why: &str) -> Drawing {
    let p = panel.palette;
    let words = types.block(why, BODY, panel.width - 26.0, 3);
    let place = (panel.x + 0.5, panel.y + 0.5, words.width + 25.0, words.height + 17.0);
    let mut items = vec![rect(place, 7.0, None, Some(dashed(p.empty, 1.0)))];
    items.extend(words.place(panel.x + 13.0, panel.y + 9.0));
    let group = Group::new(Role::Card, why, items);
    Drawing {
        items: vec![Item::Group(group)],
        right: panel.x + words.width + 26.0,
        height: words.height + 18.0,
        ..Drawing::default()
    }
}

/// A count in words that carries its figure.
pub(crate) fn counted(
    items: Vec<Item>,
    label: String,
    (key, name): (&str, &str),
    count: u64,
) -> Item {
    Item::Group(Group::new(Role::Mark, label, items).key(key).figure(
        name,
        Some(count as f64),
        Some(count),
    ))
}

/// Heads of columns on one line: text and where it begins.
pub(crate) fn heads(
    types: &mut Typesetter,
    y: f64,
    columns: &[(&str, f64, f64)],
) -> (Vec<Item>, f64) {
    let kind = super::words::HEAD;
    let mut items = Vec::new();
    let mut tall: f64 = 0.0;
    let blocks: Vec<_> =
        columns.iter().map(|(text, x, width)| (*x, types.block(text, kind, *width, 3))).collect();
    for (_, block) in &blocks {
        tall = tall.max(block.height);
    }
    for (x, block) in blocks {
        items.extend(block.place(x, y + tall - block.height));
    }
    (items, tall + 6.0)
}
