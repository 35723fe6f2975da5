//! What a text without a rating says about how it was: the interface, and a plain first implementation of it.
//!
//! [`Reader`] is what the rest of the house knows. A stronger reader takes the place of the plain one without any
//! other change. Methods, limits and measured accuracy: `docs/methods/sentiment.md`.

mod lexicon;
mod plain;

pub use plain::PlainReader;

use std::ops::Range;

/// How a text leans.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sentiment {
    /// Something was bad.
    Negative,
    /// Good and bad in balance.
    Neutral,
    /// Something was good.
    Positive,
}

/// A cue in the text and what it added.
#[derive(Clone, Debug, PartialEq)]
pub struct Cue {
    /// Where it stands, in bytes of the text that was read.
    pub span: Range<usize>,
    /// What it added to the balance, after negation, intensifiers and contrast; below 0 is bad.
    pub weight: f32,
    /// Whether a negation turned it round.
    pub negated: bool,
}

/// What a reader found in a text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reading {
    /// BCP 47; `None` when it cannot be known.
    pub language: Option<&'static str>,
    /// `None` when the reader found no cue: not neutral, but not known.
    pub sentiment: Option<Sentiment>,
    /// −1 … +1; `None` together with the sentiment.
    pub valence: Option<f32>,
    /// The cues, in the order of the text.
    pub why: Vec<Cue>,
}

/// Reads a text. The same text gives the same reading.
pub trait Reader {
    /// Reads one text; any Unicode is welcome.
    fn read(&self, text: &str) -> Reading;
}
