//! The few shapes everything is drawn with: boxes, rules, dots, dashed lines.

use crate::scene::{Circle, Item, Move, Paint, Path, Rect, Stroke};
use crate::style::{BAD, FAINT, GOOD, RULE, WARN};
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

/// A straight line.
pub(crate) fn line(from: (f64, f64), to: (f64, f64), stroke: Stroke) -> Item {
    path(vec![Move::To(from.0, from.1), Move::Line(to.0, to.1)], None, Some(stroke), 1.0)
}

/// A thin line across, as between lanes.
pub(crate) fn rule(x1: f64, x2: f64, y: f64) -> Item {
    line((x1, y), (x2, y), stroke(RULE, 1.0))
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

/// The mark of a grade: filled, filled in another colour, hollow, or a diamond, so that no reader depends on colour.
pub(crate) fn dot(x: f64, y: f64, grade: Grade) -> Item {
    match grade {
        Grade::Supported => circle(x, y, 3.5, Some(GOOD), None),
        Grade::Ageing => circle(x, y, 3.5, Some(WARN), None),
        Grade::Assumption => circle(x, y, 2.75, None, Some(stroke(FAINT, 1.5))),
        Grade::Contradicted => path(
            vec![
                Move::To(x, y - 4.5),
                Move::Line(x + 4.5, y),
                Move::Line(x, y + 4.5),
                Move::Line(x - 4.5, y),
                Move::Close,
            ],
            Some(flat(BAD)),
            None,
            1.0,
        ),
    }
}

/// A grade in the words of the legend.
pub(crate) fn grade_words(grade: Grade) -> &'static str {
    match grade {
        Grade::Supported => "backed by data",
        Grade::Ageing => "evidence ageing",
        Grade::Assumption => "assumption",
        Grade::Contradicted => "contradicted",
    }
}
