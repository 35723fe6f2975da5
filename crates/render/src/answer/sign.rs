//! The legend: marks that no reader should have to guess.

use super::plot;
use super::words::SMALL;
use crate::palette::{INTERVAL, Ink, Palette};
use crate::scene::{Group, Item, Move, Role};
use crate::shape::{circle, dashed, line, path, rect, stroke};
use crate::typeset::Typesetter;

/// A mark with a meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Sign {
    /// A line with caps.
    Interval,
    /// An area around a curve.
    Band,
    /// A hollow dot or bar.
    Hollow,
    /// A broken outline.
    Unknown,
    /// A broken outline with a count.
    Unended,
    /// Slanted lines.
    Open,
    /// A triangle.
    Start,
    /// A square.
    End,
    /// A broken line against the direction.
    Back,
    /// A fall in red.
    Lost,
}

impl Sign {
    fn words(self) -> &'static str {
        match self {
            Self::Interval => "95% interval",
            Self::Band => "band: 95% interval",
            Self::Hollow => "hollow: under the minimum base",
            Self::Unknown => "unknown",
            Self::Unended => "a count: the period has not ended",
            Self::Open => "may still go on",
            Self::Start => "journeys start here",
            Self::End => "journeys end here",
            Self::Back => "goes back or repeats",
            Self::Lost => "did not go on",
        }
    }

    fn mark(self, p: &Palette, x: f64, y: f64) -> Vec<Item> {
        let place = (x + 1.0, y - 4.5, 18.0, 9.0);
        match self {
            Self::Interval => {
                let mut items = plot::whisker(p, x + 1.0, x + 19.0, y);
                items.push(circle(x + 10.0, y, 3.5, Some(p.accent), None));
                items
            }
            Self::Band => {
                let corners = [(1.0, -5.0), (19.0, -5.0), (19.0, 5.0), (1.0, 5.0)];
                let mut moves: Vec<Move> =
                    corners.iter().map(|(dx, dy)| Move::Line(x + dx, y + dy)).collect();
                moves[0] = Move::To(x + 1.0, y - 5.0);
                moves.push(Move::Close);
                vec![
                    path(moves, Some(crate::shape::flat(p.accent)), None, INTERVAL),
                    line((x + 1.0, y), (x + 19.0, y), stroke(p.accent, 2.0)),
                ]
            }
            Self::Hollow => vec![circle(x + 10.0, y, 3.5, None, Some(stroke(p.accent, 1.5)))],
            Self::Unknown | Self::Unended => {
                vec![rect(place, 2.0, None, Some(dashed(p.empty, 1.2)))]
            }
            Self::Open => {
                let mut items = vec![rect(place, 1.0, None, Some(stroke(p.accent, 1.0)))];
                items.push(plot::hatch(p, place));
                items
            }
            Self::Start => vec![plot::start(p, x + 10.0, y)],
            Self::End => vec![plot::end(p, x + 10.0, y)],
            Self::Back => vec![line((x + 1.0, y), (x + 19.0, y), dashed(p.ink_3, 1.4))],
            Self::Lost => {
                let moves = vec![
                    Move::To(x + 2.0, y - 4.5),
                    Move::Line(x + 18.0, y - 4.5),
                    Move::Line(x + 18.0, y + 4.5),
                    Move::Close,
                ];
                vec![plot::fall(p, moves)]
            }
        }
    }
}

/// Draws the legend in a row that wraps; also gives its height.
pub(crate) fn legend(
    p: &Palette,
    signs: &[Sign],
    types: &mut Typesetter,
    (left, top, right): (f64, f64, f64),
) -> (Vec<Item>, f64) {
    const ROW: f64 = 18.0;
    let mut items = Vec::new();
    let (mut x, mut y) = (left, top);
    for sign in signs {
        let words = types.line(sign.words(), SMALL.fill(Ink::First), 240.0);
        let wide = 26.0 + words.width + 20.0;
        if x > left && x + wide - 20.0 > right {
            x = left;
            y += ROW;
        }
        let mut inside = sign.mark(p, x, y + ROW / 2.0);
        inside.extend(words.place(x + 26.0, y + (ROW - words.height) / 2.0));
        items.push(Item::Group(Group::new(Role::Label, sign.words(), inside)));
        x += wide;
    }
    (items, if signs.is_empty() { 0.0 } else { y + ROW - top })
}
