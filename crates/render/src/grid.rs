//! Columns: one a step, wide enough to read, the picture as wide as they need.

use crate::lane::chosen;
use crate::palette::Palette;
use crate::scene::{Item, round};
use crate::shape;
use crate::style::{MARGIN, NAMES, Parts, Style};
use crate::words::{Words, code};
use wayline_model::lane::Detail;
use wayline_model::resolved::{ResolvedMap, ResolvedStep};

/// Narrowest column that still holds a card.
pub(crate) const LEAST: f64 = 150.0;
/// Widest column that still reads as one.
const MOST: f64 = 480.0;

/// Where the columns lie.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Grid {
    /// Left edge of the first column.
    pub(crate) left: f64,
    /// Width of every column.
    pub(crate) column: f64,
    /// Right edge of the last column.
    pub(crate) right: f64,
    /// Width of the picture.
    pub(crate) width: f64,
}

impl Grid {
    /// Left edge of column `i`.
    pub(crate) fn x(&self, i: usize) -> f64 {
        self.left + self.column * i as f64
    }

    /// Middle of column `i`.
    pub(crate) fn centre(&self, i: usize) -> f64 {
        self.x(i) + self.column / 2.0
    }

    /// Right edge of everything that is not the background.
    pub(crate) fn edge(&self) -> f64 {
        self.width - MARGIN
    }
}

/// The map with its columns: what every lane is given.
pub(crate) struct Frame<'a> {
    pub(crate) map: &'a ResolvedMap,
    pub(crate) palette: &'static Palette,
    /// What the picture says by itself.
    pub(crate) words: Words,
    pub(crate) grid: Grid,
    /// Every step with its column; a stage without steps keeps an empty column.
    pub(crate) steps: Vec<(usize, &'a ResolvedStep)>,
    /// First column and number of columns of each stage.
    pub(crate) spans: Vec<(usize, usize)>,
    /// How much of each step and card is drawn.
    pub(crate) detail: Detail,
    /// Whether the flow is on the picture, and with it the largest ways.
    pub(crate) flows: bool,
    /// Whether ways between steps are on the picture.
    pub(crate) ways: bool,
}

impl<'a> Frame<'a> {
    pub(crate) fn new(map: &'a ResolvedMap, style: &Style) -> Self {
        let mut steps = Vec::new();
        let mut spans = Vec::new();
        let mut column = 0;
        for stage in &map.stages {
            let count = stage.steps.len().max(1);
            spans.push((column, count));
            steps.extend(stage.steps.iter().enumerate().map(|(i, step)| (column + i, step)));
            column += count;
        }
        let columns = column.max(1) as f64;
        let least =
            if style.width.is_finite() { style.width.clamp(900.0, 20_000.0) } else { 1600.0 };
        let columns = if style.parts == Parts::Around { 1.0 } else { columns };
        let left = MARGIN + NAMES;
        let wide = ((least - left - MARGIN) / columns).clamp(LEAST, MOST);
        let right = left + wide * columns;
        let grid = Grid { left, column: wide, right, width: least.max(right + MARGIN) };
        let counted = steps.iter().any(|(_, step)| step.count.is_some_and(|count| count > 0));
        let lanes = chosen(map, style);
        let has = |id: &str| lanes.iter().any(|(lane, _)| lane.id == id);
        let (flows, ways) = (counted && has("flow"), has("ways"));
        let palette = Palette::of(style.theme);
        let words = Words(style.language);
        Self { map, palette, words, grid, steps, spans, detail: style.detail, flows, ways }
    }

    /// Edges of the columns from left to right.
    pub(crate) fn columns(&self) -> Vec<f64> {
        let count = self.spans.last().map_or(0, |(first, count)| first + count);
        (0..=count).filter(|_| count > 0).map(|i| round(self.grid.x(i))).collect()
    }

    /// A thin line across, as between lanes.
    pub(crate) fn rule(&self, x1: f64, x2: f64, y: f64) -> Item {
        shape::rule(self.palette, x1, x2, y)
    }

    /// The column of a step of this key.
    pub(crate) fn column(&self, key: &str) -> Option<usize> {
        self.steps.iter().find(|(_, step)| step.key == key).map(|(column, _)| *column)
    }

    /// So many journeys, by what one is called.
    pub(crate) fn counted(&self, count: u64) -> String {
        self.words.counted(&self.words.whole(count), self.map.unit)
    }

    /// A text that chooses by what one journey is called.
    pub(crate) fn of_unit(&self, key: &str) -> String {
        self.words.fill(key, [("unit", code(self.map.unit).into())])
    }

    /// Whether a share of the journeys says something about people.
    pub(crate) fn shows_shares(&self) -> bool {
        self.map.sampling.shows_prevalence()
    }
}
