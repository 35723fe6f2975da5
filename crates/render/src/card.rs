//! Cards: a title, lines of proof, a tint that says what it is, a broken border where it is only assumed.

use crate::grid::Frame;
use crate::lane::Drawing;
use crate::palette::{Ink, Palette};
use crate::scene::{Group, Item, Role};
use crate::shape::{dashed, dot, rect, stroke};
use crate::style::GUTTER;
use crate::typeset::{Block, Type, Typesetter};
use wayline_model::grade::Grade;
use wayline_model::lane::Detail;
use wayline_model::resolved::ResolvedStep;

/// Space inside a card.
const PAD_X: f64 = 9.0;
const PAD_TOP: f64 = 7.0;
const PAD_BOTTOM: f64 = 7.0;
/// Space between two cards of a cell, and above the first.
const GAP: f64 = 6.0;
const CELL: f64 = 8.0;

/// What a card is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tint {
    Plain,
    Pain,
    Idea,
    Act,
}

/// A line under a card's title.
#[derive(Clone, Debug)]
pub(crate) struct Proof {
    pub(crate) grade: Option<Grade>,
    pub(crate) text: String,
}

/// A card before it has a place.
#[derive(Clone, Debug)]
pub(crate) struct Card {
    pub(crate) key: Option<String>,
    pub(crate) figure: Option<(&'static str, Option<f64>, Option<u64>)>,
    pub(crate) label: String,
    pub(crate) title: String,
    pub(crate) kind: Type,
    /// Most lines of the title.
    pub(crate) lines: usize,
    pub(crate) proofs: Vec<Proof>,
    pub(crate) tint: Tint,
    /// Drawn with a broken border and without a ground.
    pub(crate) guess: bool,
    /// A small word in the upper right corner.
    pub(crate) badge: Option<String>,
}

impl Card {
    /// A plain card with a sentence.
    pub(crate) fn plain(text: &str) -> Self {
        Self {
            key: None,
            figure: None,
            label: text.into(),
            title: text.into(),
            kind: Type::BODY,
            lines: 4,
            proofs: Vec::new(),
            tint: Tint::Plain,
            guess: false,
            badge: None,
        }
    }

    /// A sentence without a word: nothing to draw.
    fn is_blank(&self) -> bool {
        self.key.is_none() && crate::clean(&self.title).is_empty()
    }
}

/// Draws a card with its upper left corner at `x`, `y`; also gives its height.
fn draw(
    card: &Card,
    p: &Palette,
    types: &mut Typesetter,
    (x, y): (f64, f64),
    width: f64,
) -> (Item, f64) {
    let room = width - 2.0 * PAD_X;
    let badge = card.badge.as_ref().map(|text| {
        types.line(text, Type::META.face(crate::scene::Face::SemiBold).fill(Ink::Bad), 40.0)
    });
    let title_room = badge.as_ref().map_or(room, |badge| room - badge.width - 6.0);
    let title = types.block(&card.title, card.kind, title_room, card.lines);
    // Lines under a dot stand under its words.
    let indent = if card.proofs.iter().any(|proof| proof.grade.is_some()) { 13.0 } else { 0.0 };
    let proofs: Vec<(Option<Grade>, Block)> = card
        .proofs
        .iter()
        .map(|proof| {
            (
                proof.grade,
                types.block(
                    &proof.text.replace("n = ", "n\u{a0}=\u{a0}"),
                    Type::META,
                    room - indent,
                    3,
                ),
            )
        })
        .collect();
    let mut inside = Vec::new();
    let mut at = y + PAD_TOP;
    inside.extend(title.place(x + PAD_X, at));
    if let Some(badge) = badge {
        inside.extend(badge.place(x + width - PAD_X - badge.width, at + 1.0));
    }
    at += title.height;
    for (i, (grade, block)) in proofs.iter().enumerate() {
        at += if i == 0 { 5.0 } else { 2.0 };
        if let Some(grade) = grade {
            inside.extend(dot(p, x + PAD_X + 3.5, at + Type::META.line() / 2.0, *grade));
        }
        inside.extend(block.place(x + PAD_X + indent, at));
        at += block.height;
    }
    let height = at + PAD_BOTTOM - y;
    let (ground, border) = match card.tint {
        Tint::Plain => (p.card, p.rule),
        Tint::Pain => (p.bad_bg, p.bad_rule),
        Tint::Idea => (p.idea_bg, p.idea_rule),
        Tint::Act => (p.good_bg, p.good_rule),
    };
    let border = if card.guess {
        dashed(if card.tint == Tint::Plain { p.empty } else { border }, p.thin)
    } else {
        stroke(border, p.thin)
    };
    let frame = (x + 0.5, y + 0.5, width - 1.0, height - 1.0);
    let mut items = vec![rect(frame, 7.0, (!card.guess).then_some(ground), Some(border))];
    items.append(&mut inside);
    let mut group = Group::new(Role::Card, &card.label, items);
    group.key.clone_from(&card.key);
    if let Some((name, value, n)) = card.figure {
        group = group.figure(name, value, n);
    }
    (Item::Group(group), height)
}

/// A lane of cells, each with its cards one under the other. `None` when there is no card at all.
pub(crate) fn row(
    frame: &Frame,
    types: &mut Typesetter,
    top: f64,
    cells: Vec<(usize, Vec<Card>)>,
) -> Option<Drawing> {
    let mut items = Vec::new();
    let mut bottom = None;
    for (column, cards) in cells {
        let mut at = top + CELL;
        for mut card in cards {
            if frame.detail == Detail::Sketch {
                card.proofs.clear();
            }
            let width = frame.grid.column - GUTTER;
            let (item, height) =
                draw(&card, frame.palette, types, (frame.grid.x(column), at), width);
            items.push(item);
            at += height;
            bottom = Some(bottom.unwrap_or(at).max(at));
            at += GAP;
        }
    }
    bottom.map(|bottom| Drawing { items, height: bottom - top + CELL })
}

/// A lane of cards, any number a step; `None` when no step has one. A card without a key is found by its step's.
pub(crate) fn cards<'a, T: 'a>(
    frame: &Frame<'a>,
    types: &mut Typesetter,
    top: f64,
    of: impl Fn(&'a ResolvedStep) -> &'a [T],
    card: impl Fn(&'a T) -> Card,
) -> Option<Drawing> {
    let of_step = |step: &'a ResolvedStep| {
        let keyed = |mut card: Card| {
            card.key.get_or_insert_with(|| step.key.clone());
            card
        };
        of(step).iter().map(&card).filter(|card| !card.is_blank()).map(keyed).collect()
    };
    let cells = frame.steps.iter().map(|(column, step)| (*column, of_step(step)));
    row(frame, types, top, cells.collect())
}

/// A lane that has nothing to show, and says so.
pub(crate) fn nothing(frame: &Frame, types: &mut Typesetter, top: f64, why: &str) -> Drawing {
    let block = types.line(why, Type::HINT, frame.grid.right - frame.grid.left - 24.0);
    let (x, y) = (frame.grid.left, top + CELL);
    let height = block.height + PAD_TOP + PAD_BOTTOM;
    let width = block.width + 2.0 * PAD_X;
    let mut items = vec![rect(
        (x + 0.5, y + 0.5, width - 1.0, height - 1.0),
        7.0,
        None,
        Some(dashed(frame.palette.empty, 1.0)),
    )];
    items.extend(block.place(x + PAD_X, y + PAD_TOP));
    let group = Group::new(Role::Card, why, items);
    Drawing { items: vec![Item::Group(group)], height: height + 2.0 * CELL }
}

/// A lane of plain sentences.
pub(crate) fn sentences<'a>(
    frame: &Frame<'a>,
    types: &mut Typesetter,
    top: f64,
    kind: Type,
    of: impl Fn(&'a ResolvedStep) -> &'a [String],
) -> Option<Drawing> {
    cards(frame, types, top, of, |text| Card { kind, ..Card::plain(text) })
}
