//! The few shapes everything is drawn with: boxes, rules, dots, dashed lines.

use crate::palette::Palette;
use crate::scene::{Circle, Item, Move, Paint, Path, Rect, Stroke};
use wayline_model::grade::Grade;

/// A solid line.
pub(crate) fn stroke(colour: &str, width: f64) -> Stroke {
    Stroke { colour: colour.into(), width, dash: Vec::new() }
}

/// A broken line: what is assumed, or not the plain way.
pub(crate) fn dashed(colour: &str, width: f64) -> Stroke {
    Stroke { colour: colour.into(), width, dash: vec![4.0, 3.0] }
}

pub(crate) fn flat(colour: &str) -> Paint {
    Paint::Flat(colour.into())
}

/// A box with the same radius at every corner.
pub(crate) fn rect(
    (x, y, width, height): (f64, f64, f64, f64),
    radius: f64,
    fill: Option<&str>,
    stroke: Option<Stroke>,
) -> Item {
    Item::Rect(Rect {
        x,
        y,
        width,
        height,
        top_radius: radius,
        bottom_radius: radius,
        fill: fill.map(flat),
        stroke,
    })
}

/// A thin line across, as between rows.
pub(crate) fn rule(p: &Palette, x1: f64, x2: f64, y: f64) -> Item {
    line((x1, y), (x2, y), stroke(p.rule, p.thin))
}

/// A straight line.
pub(crate) fn line(from: (f64, f64), to: (f64, f64), stroke: Stroke) -> Item {
    path(vec![Move::To(from.0, from.1), Move::Line(to.0, to.1)], None, Some(stroke), 1.0)
}

pub(crate) fn path(
    moves: Vec<Move>,
    fill: Option<Paint>,
    stroke: Option<Stroke>,
    opacity: f64,
) -> Item {
    Item::Path(Path { moves, fill, stroke, opacity })
}

pub(crate) fn circle(
    x: f64,
    y: f64,
    radius: f64,
    fill: Option<&str>,
    stroke: Option<Stroke>,
) -> Item {
    Item::Circle(Circle { x, y, radius, fill: fill.map(flat), stroke })
}

/// The mark of a grade: filled, half filled, hollow, or a diamond, so that no reader depends on colour.
pub(crate) fn dot(p: &Palette, x: f64, y: f64, grade: Grade) -> Vec<Item> {
    match grade {
        Grade::Supported => vec![circle(x, y, 3.5, Some(p.good), None)],
        Grade::Ageing => half(x, y, 3.5, p.warn, p.card),
        Grade::Assumption => vec![circle(x, y, 2.75, None, Some(stroke(p.faint, 1.5)))],
        Grade::Contradicted => vec![diamond(x, y, 4.5, p.bad)],
    }
}

/// A ring whose left half is filled.
pub(crate) fn half(x: f64, y: f64, radius: f64, colour: &str, ground: &str) -> Vec<Item> {
    // How far a cubic's handles lie from its ends to draw a quarter of a circle.
    let bend = radius * 0.552_285;
    let left = vec![
        Move::To(x, y - radius),
        Move::Curve(x - bend, y - radius, x - radius, y - bend, x - radius, y),
        Move::Curve(x - radius, y + bend, x - bend, y + radius, x, y + radius),
        Move::Close,
    ];
    let ring = radius - 0.6;
    vec![
        circle(x, y, ring, Some(ground), Some(stroke(colour, 1.2))),
        path(left, Some(flat(colour)), None, 1.0),
    ]
}

pub(crate) fn diamond(x: f64, y: f64, reach: f64, colour: &str) -> Item {
    let moves = vec![
        Move::To(x, y - reach),
        Move::Line(x + reach, y),
        Move::Line(x, y + reach),
        Move::Line(x - reach, y),
        Move::Close,
    ];
    path(moves, Some(flat(colour)), None, 1.0)
}
