//! Charts of answers: one file an operator, all on the same sheet.
//!
//! [`draw`] looks the operator up in the registry, puts the question in words above, draws the answer (with `by`
//! one panel a group), and writes the answer's notes at the foot. Every mark that carries a figure is a group whose key is
//! the JSON pointer of that figure in the answer, so that a picture can be held against the data it was made of.
//! To add a chart, copy a neighbour and add its line to `CHARTS`.

use crate::palette::Palette;
use crate::scene::{Item, Scene};
use crate::style::Style;
use crate::typeset::Typesetter;
use serde::Deserialize;
use serde_json::Value;
use std::collections::BTreeSet;
use std::fmt;
use std::sync::Arc;
use wayline_model::answer::Answer;
use wayline_model::question::Operator;

mod asked;
mod attribution;
mod counts;
mod drivers;
mod dwell;
mod funnel;
mod paths;
mod pattern;
mod plot;
mod ratings;
mod retention;
mod sessions;
mod sheet;
mod sign;
mod ticks;
mod transitions;
mod variants;
mod words;

/// A chart of one operator's answers.
struct Chart {
    /// The operator.
    op: &'static str,
    /// The question in words.
    title: fn(&Operator) -> String,
    /// Least width of a panel, which the picture is never narrower than; groups stand side by side where there is room for two.
    least: f64,
    /// Draws one answer.
    draw: fn(&Panel, &mut Typesetter) -> Result<Drawing, NotDrawn>,
}

/// Every chart.
const CHARTS: [&Chart; 12] = [
    &counts::CHART,
    &transitions::CHART,
    &funnel::CHART,
    &variants::CHART,
    &paths::CHART,
    &dwell::CHART,
    &sessions::CHART,
    &retention::CHART,
    &pattern::CHART,
    &attribution::CHART,
    &ratings::CHART,
    &drivers::CHART,
];

/// Where one answer is drawn, and what it is.
struct Panel<'a> {
    /// The envelope.
    asked: &'a Answer,
    /// The theme's colours.
    palette: &'static Palette,
    /// The operator's own form.
    part: &'a Value,
    /// The same of every group, for scales that all share.
    all: &'a [&'a Value],
    /// Pointer of `part` in the envelope.
    path: String,
    x: f64,
    y: f64,
    width: f64,
}

pub use dwell::dwell_end;

/// So many panels have all the rows that one has.
const FULL: usize = 4;
/// No panel has fewer rows than this.
const FEWEST: usize = 8;

impl Panel<'_> {
    /// The key of a figure of this part.
    fn key(&self, rest: impl fmt::Display) -> String {
        format!("{}{rest}", self.path)
    }

    /// The part in the form the chart reads.
    fn read<'de, T: Deserialize<'de>>(&'de self) -> Result<T, NotDrawn> {
        read(self.part)
    }

    /// How many of at most `most` rows a panel has: fewer where many panels stand in one picture.
    fn rows(&self, most: usize) -> usize {
        (FULL * most / self.all.len().max(1)).clamp(FEWEST.min(most), most)
    }

    /// The right edge.
    fn right(&self) -> f64 {
        self.x + self.width
    }
}

/// An answer in the form a chart reads.
fn read<'de, T: Deserialize<'de>>(part: &'de Value) -> Result<T, NotDrawn> {
    T::deserialize(part).map_err(|error| NotDrawn::Form(error.to_string()))
}

/// What a chart drew from the panel's corner on.
#[derive(Default)]
struct Drawing {
    items: Vec<Item>,
    /// Right edge of what was drawn.
    right: f64,
    height: f64,
    /// What the chart left out, folded or could not know.
    notes: Vec<String>,
    /// Marks that need a word in the legend.
    signs: Vec<sign::Sign>,
}

/// Why an answer has no picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotDrawn {
    /// The operator has no chart.
    NoChart {
        /// The operator.
        op: String,
        /// Those that have one.
        have: Vec<&'static str>,
    },
    /// The answer is not in the operator's form.
    Form(String),
}

impl fmt::Display for NotDrawn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoChart { op, have } => {
                write!(f, "`{op}` has no chart; these have one: {}", have.join(", "))
            }
            Self::Form(what) => write!(f, "the answer cannot be drawn: {what}"),
        }
    }
}

impl std::error::Error for NotDrawn {}

/// Draws an answer. The same answer and style give the same Scene.
///
/// # Errors
/// When its operator has no chart, or the answer is not in the form of `docs/methods/operators.md`.
pub fn draw(answer: &Answer, style: &Style) -> Result<Scene, NotDrawn> {
    let op = asked::name(&answer.question.op);
    let chart = CHARTS.into_iter().find(|chart| chart.op == op).ok_or_else(|| {
        NotDrawn::NoChart { op, have: CHARTS.iter().map(|chart| chart.op).collect() }
    })?;
    sheet::draw(chart, answer, style)
}

/// As [`draw`]; where a character has no glyph and the style names no fonts, it asks `find` for fonts that have
/// those of the answer, and draws with them.
///
/// # Errors
/// As [`draw`].
pub fn draw_with(
    answer: &Answer,
    style: &Style,
    find: impl FnOnce(BTreeSet<char>) -> Vec<Arc<[u8]>>,
) -> Result<Scene, NotDrawn> {
    let scene = draw(answer, style)?;
    let lacks = scene.diagnostics.iter().any(|diagnostic| diagnostic.code == "glyph-missing");
    if !lacks || !style.fonts.is_empty() {
        return Ok(scene);
    }
    let text = serde_json::to_string(answer).unwrap_or_default();
    let fonts = find(text.chars().filter(|c| !c.is_ascii()).collect());
    if fonts.is_empty() { Ok(scene) } else { draw(answer, &Style { fonts, ..style.clone() }) }
}
