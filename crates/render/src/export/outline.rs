//! Shapes of a Scene as pen strokes, for exporters that know paths only.

use crate::scene::{Circle, Move, Rect};

/// How far a cubic's handles lie from its ends to draw a quarter of a circle.
const QUARTER: f64 = 0.552_285;

/// A rectangle with its round corners.
pub(crate) fn rect(rect: &Rect) -> Vec<Move> {
    let (x, y, r, b) = (rect.x, rect.y, rect.x + rect.width, rect.y + rect.height);
    let most = (rect.width.min(rect.height) / 2.0).max(0.0);
    let (up, down) = (rect.top_radius.min(most), rect.bottom_radius.min(most));
    let bend = |radius: f64| radius * (1.0 - QUARTER);
    let mut moves = vec![Move::To(x, y + up)];
    if up > 0.0 {
        moves.push(Move::Curve(x, y + bend(up), x + bend(up), y, x + up, y));
    }
    moves.push(Move::Line(r - up, y));
    if up > 0.0 {
        moves.push(Move::Curve(r - bend(up), y, r, y + bend(up), r, y + up));
    }
    moves.push(Move::Line(r, b - down));
    if down > 0.0 {
        moves.push(Move::Curve(r, b - bend(down), r - bend(down), b, r - down, b));
    }
    moves.push(Move::Line(x + down, b));
    if down > 0.0 {
        moves.push(Move::Curve(x + bend(down), b, x, b - bend(down), x, b - down));
    }
    moves.push(Move::Close);
    moves
}

/// A circle of four curves.
pub(crate) fn circle(circle: &Circle) -> Vec<Move> {
    let (x, y, r) = (circle.x, circle.y, circle.radius);
    let bend = r * QUARTER;
    vec![
        Move::To(x + r, y),
        Move::Curve(x + r, y + bend, x + bend, y + r, x, y + r),
        Move::Curve(x - bend, y + r, x - r, y + bend, x - r, y),
        Move::Curve(x - r, y - bend, x - bend, y - r, x, y - r),
        Move::Curve(x + bend, y - r, x + r, y - bend, x + r, y),
        Move::Close,
    ]
}

/// Red, green and blue of `#rrggbb`; black for what is none.
pub(crate) fn colour(text: &str) -> [u8; 3] {
    [1, 3, 5].map(|at| {
        text.get(at..at + 2).and_then(|part| u8::from_str_radix(part, 16).ok()).unwrap_or(0)
    })
}
