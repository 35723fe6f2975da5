//! Colours, sizes and fonts of a picture. The numbers are those of the design's target view.

use std::sync::Arc;

/// What a picture is drawn with.
#[derive(Clone, Debug)]
pub struct Style {
    /// Least width of the picture; it grows when the columns need more.
    pub width: f64,
    /// Fonts beside the embedded Inter, tried in order where Inter lacks a glyph: whole TTF, OTF or TTC files.
    pub fonts: Vec<Arc<[u8]>>,
    /// How much of the map is drawn.
    pub parts: Parts,
}

/// How much of the map is drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Parts {
    /// Header, health, lanes, notes and legend: a picture that stands alone.
    #[default]
    Whole,
    /// The lanes only, for a page that shows the rest itself.
    Lanes,
}

impl Default for Style {
    fn default() -> Self {
        Self { width: 1600.0, fonts: Vec::new(), parts: Parts::Whole }
    }
}

pub(crate) const PAPER: &str = "#fbfaf7";
pub(crate) const CARD: &str = "#ffffff";
pub(crate) const INK: &str = "#1d2430";
pub(crate) const INK_2: &str = "#5b6472";
/// Darker than the design's third ink, which misses the contrast that small text needs (4.5 : 1 on paper).
pub(crate) const INK_3: &str = "#6f7885";
pub(crate) const RULE: &str = "#e7e3da";
pub(crate) const ZERO: &str = "#cfc9bc";
/// Broken borders of what is only assumed or empty.
pub(crate) const EMPTY: &str = "#d6d0c4";
pub(crate) const FAINT: &str = "#8f97a3";
pub(crate) const CHIP: &str = "#f1efe9";
pub(crate) const ACCENT: &str = "#2f5d8c";
pub(crate) const GOOD: &str = "#2e8b62";
pub(crate) const GOOD_BG: &str = "#e9f5ef";
pub(crate) const GOOD_RULE: &str = "#c4e2d3";
pub(crate) const BAD: &str = "#c2483d";
pub(crate) const BAD_BG: &str = "#fbecea";
pub(crate) const BAD_RULE: &str = "#efc9c4";
pub(crate) const WARN: &str = "#b7791f";
/// For words: dark enough to read on white.
pub(crate) const WARN_INK: &str = "#8a5a12";
pub(crate) const IDEA_BG: &str = "#f1edf9";
pub(crate) const IDEA_RULE: &str = "#d8cdec";
/// Backgrounds of the stages, taken in turn.
pub(crate) const STAGES: [&str; 5] = ["#d9e6f2", "#dcebe4", "#f6e9c9", "#f3dcd2", "#e6dff1"];
/// The river under the stages, taken in turn.
pub(crate) const WATER: [&str; 5] = ["#8fb3d4", "#8fc0a9", "#e2c477", "#dd9c84", "#b5a3d6"];
/// The river when its width says nothing about people.
pub(crate) const STILL_WATER: &str = "#c9ccd0";

/// Space left and right of everything.
pub(crate) const MARGIN: f64 = 24.0;
/// Width of the lane names.
pub(crate) const NAMES: f64 = 132.0;
/// Space between the cards of neighbouring columns.
pub(crate) const GUTTER: f64 = 8.0;
