//! Sizes, fonts, colours and lanes of a picture. The numbers are those of the design's target view.

use crate::words::Language;
use std::sync::Arc;
use wayline_model::lane::Detail;

/// What a picture is drawn with.
#[derive(Clone, Debug)]
pub struct Style {
    /// Least width of the picture; it grows when the columns need more.
    pub width: f64,
    /// Fonts beside the embedded Inter, tried in order where Inter lacks a glyph: whole TTF, OTF or TTC files.
    pub fonts: Vec<Arc<[u8]>>,
    /// How much of the map is drawn.
    pub parts: Parts,
    /// The colours.
    pub theme: Theme,
    /// The lanes under the steps that the reader asks for, by id; none named is those of the map. Their order is the map's.
    /// [`lanes_named`](crate::lanes_named) reads them from text.
    pub lanes: Vec<&'static str>,
    /// How much of each step and card is drawn, and which lanes where the reader names none.
    pub detail: Detail,
    /// What the picture speaks where it says something by itself.
    pub language: Language,
}

/// Which colours the picture has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// Dark ink on a warm white ground.
    #[default]
    Light,
    /// Light ink on a dark ground.
    Dark,
    /// For paper: a white ground, no tints, stronger lines; reads without colour.
    Print,
}

/// How much of the map is drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Parts {
    /// Header, health, lanes, notes and legend: a picture that stands alone.
    #[default]
    Whole,
    /// The lanes only, for a page that shows the rest itself.
    Lanes,
    /// Header, health, notes and legend without the lanes, as wide as asked: for a sheet of its own.
    Around,
}

impl Default for Style {
    fn default() -> Self {
        Self {
            width: 1600.0,
            fonts: Vec::new(),
            parts: Parts::Whole,
            theme: Theme::Light,
            lanes: Vec::new(),
            detail: Detail::Standard,
            language: Language::English,
        }
    }
}

/// Space left and right of everything.
pub(crate) const MARGIN: f64 = 24.0;
/// Width of the lane names.
pub(crate) const NAMES: f64 = 132.0;
/// Space between the cards of neighbouring columns.
pub(crate) const GUTTER: f64 = 8.0;
