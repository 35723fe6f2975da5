//! The picture as plain data: finished items at fixed positions. Exporters only write down what stands here.
//!
//! Units are CSS pixels, y grows downwards, every coordinate is rounded to 0.01. Later items are painted over earlier ones.

use crate::words::Language;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::sync::Arc;
use wayline_model::diagnostic::Diagnostic;
use wayline_model::question::Question;

/// A finished picture.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Scene {
    /// Width of the picture.
    pub width: f64,
    /// Height of the picture.
    pub height: f64,
    /// Right edge of the lanes' names: a page may hold what is left of it in place while the rest scrolls.
    pub names: f64,
    /// Name of the picture.
    pub title: String,
    /// What it shows, in one or two sentences.
    pub description: String,
    /// Families of the fonts the caller gave, which runs point at with [`Face::Given`].
    pub families: Vec<String>,
    /// The files of these families, for exporters that embed or draw glyphs. Not part of the written form.
    #[serde(skip)]
    pub fonts: Fonts,
    /// Left edge of each column, and the right edge of the last: where the picture may be cut.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub columns: Vec<f64>,
    /// What it speaks where it says something by itself; English where it is not written down.
    #[serde(default, skip_serializing_if = "Language::is_english")]
    pub language: Language,
    /// Painted in order.
    pub items: Vec<Item>,
    /// What could not be drawn as wished: characters without a font.
    pub diagnostics: Vec<Diagnostic>,
}

/// Font files that the caller gave, whole.
#[derive(Clone, Default, PartialEq)]
pub struct Fonts(pub Vec<Arc<[u8]>>);

impl fmt::Debug for Fonts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.0.iter().map(|file| file.len())).finish()
    }
}

/// One item.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(tag = "item", rename_all = "snake_case")]
pub enum Item {
    /// Items that belong together and can be named, found and clicked as one.
    Group(Group),
    /// A rectangle.
    Rect(Rect),
    /// A path.
    Path(Path),
    /// A circle.
    Circle(Circle),
    /// One run of text in one font.
    Text(Text),
}

/// What a group is to the reader, for assistive technology and for tests.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// A part of the picture with parts of its own: header, lane, legend.
    Section,
    /// A box whose first item is its rectangle; its text lies inside.
    Card,
    /// A point, ribbon, arc or label that carries a figure.
    Mark,
    /// A sentence or name.
    Label,
    /// Nothing to be read: lines, backgrounds.
    Decoration,
}

/// Items that belong together.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Group {
    /// What it is.
    pub role: Role,
    /// What a screen reader says, with the full text of what was shortened.
    pub label: String,
    /// Key in the resolved map: what a click opens.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    /// Which figure of the key it draws: `count`, `left`, `open`, `emotion`, `lost`, …
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub figure: Option<String>,
    /// The figure, exactly as in the resolved map.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<f64>,
    /// What the figure rests on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub n: Option<u64>,
    /// The question whose count the figure is: what a click gives.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub question: Option<Box<Question>>,
    /// Painted in order.
    pub items: Vec<Item>,
}

/// What fills a shape.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(untagged)]
pub enum Paint {
    /// `#rrggbb`
    Flat(String),
    /// Colours from left to right between two x.
    Across {
        /// Where the first stop lies.
        x1: f64,
        /// Where the last stop lies.
        x2: f64,
        /// Offset 0 … 1 and colour.
        stops: Vec<(f64, String)>,
    },
}

/// A line around a shape.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Stroke {
    /// `#rrggbb`
    pub colour: String,
    /// Width in pixels.
    pub width: f64,
    /// Lengths of dash and gap; empty is a solid line.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub dash: Vec<f64>,
}

/// A rectangle.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Rect {
    /// Left.
    pub x: f64,
    /// Top.
    pub y: f64,
    /// Width.
    pub width: f64,
    /// Height.
    pub height: f64,
    /// Radius of the upper corners.
    pub top_radius: f64,
    /// Radius of the lower corners.
    pub bottom_radius: f64,
    /// `None` is transparent.
    pub fill: Option<Paint>,
    /// The line around.
    pub stroke: Option<Stroke>,
}

/// One stroke of a path, absolute coordinates.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Move {
    /// Lift the pen: x, y.
    To(f64, f64),
    /// A straight line: x, y.
    Line(f64, f64),
    /// A cubic curve: two handles and the end.
    Curve(f64, f64, f64, f64, f64, f64),
    /// Back to the start.
    Close,
}

/// A path.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Path {
    /// In order.
    pub moves: Vec<Move>,
    /// `None` is not filled.
    pub fill: Option<Paint>,
    /// The line along it.
    pub stroke: Option<Stroke>,
    /// 0 … 1
    pub opacity: f64,
}

/// A circle.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Circle {
    /// Centre.
    pub x: f64,
    /// Centre.
    pub y: f64,
    /// Radius.
    pub radius: f64,
    /// `None` is hollow.
    pub fill: Option<Paint>,
    /// The line around.
    pub stroke: Option<Stroke>,
}

/// Which font draws a run.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Face {
    /// Inter Regular.
    Regular,
    /// Inter Medium.
    Medium,
    /// Inter `SemiBold`.
    SemiBold,
    /// Inter Italic.
    Italic,
}

/// Where the glyphs of a run come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Source {
    /// The embedded Inter.
    Inter,
    /// A font the caller gave: index into [`Scene::families`].
    Given(u16),
    /// No font here has the glyphs: the reader's machine chooses, room is kept.
    Missing,
}

/// One run of text, from `x` to the right along the baseline `y`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Text {
    /// Left end.
    pub x: f64,
    /// Baseline.
    pub y: f64,
    /// Measured width.
    pub width: f64,
    /// Font size.
    pub size: f64,
    /// Weight and slant.
    pub face: Face,
    /// Where the glyphs come from.
    pub source: Source,
    /// Added after each letter.
    pub spacing: f64,
    /// `#rrggbb`
    pub fill: String,
    /// The words, without control characters.
    pub text: String,
}

impl Group {
    /// A group that carries no figure.
    pub fn new(role: Role, label: impl Into<String>, items: Vec<Item>) -> Self {
        Self {
            role,
            label: label.into(),
            key: None,
            figure: None,
            value: None,
            n: None,
            question: None,
            items,
        }
    }

    /// The same group, found and clicked by `key`.
    #[must_use]
    pub fn key(mut self, key: &str) -> Self {
        self.key = Some(key.into());
        self
    }

    /// The same group with the figure it draws.
    #[must_use]
    pub fn figure(mut self, name: &str, value: Option<f64>, n: Option<u64>) -> Self {
        self.figure = Some(name.into());
        self.value = value;
        self.n = n;
        self
    }
}

impl Scene {
    /// Every item, depth first, with the groups that hold it from the outside in.
    pub fn visit<'a>(&'a self, see: &mut dyn FnMut(&'a Item, &[&'a Group])) {
        fn walk<'a>(
            items: &'a [Item],
            around: &mut Vec<&'a Group>,
            see: &mut dyn FnMut(&'a Item, &[&'a Group]),
        ) {
            for item in items {
                see(item, around);
                if let Item::Group(group) = item {
                    around.push(group);
                    walk(&group.items, around, see);
                    around.pop();
                }
            }
        }
        walk(&self.items, &mut Vec::new(), see);
    }
}

/// To the hundredth of a pixel; what is not a number becomes 0.
pub(crate) fn round(value: f64) -> f64 {
    if !value.is_finite() {
        return 0.0;
    }
    let rounded = (value * 100.0).round() / 100.0;
    if rounded == 0.0 { 0.0 } else { rounded }
}

/// Rounds every coordinate of `items` in place.
pub(crate) fn settle(items: &mut [Item]) {
    for item in items {
        match item {
            Item::Group(group) => settle(&mut group.items),
            Item::Rect(rect) => {
                rect.x = round(rect.x);
                rect.y = round(rect.y);
                rect.width = round(rect.width);
                rect.height = round(rect.height);
            }
            Item::Circle(circle) => {
                circle.x = round(circle.x);
                circle.y = round(circle.y);
                circle.radius = round(circle.radius);
            }
            Item::Text(text) => {
                text.x = round(text.x);
                text.y = round(text.y);
                text.width = round(text.width);
            }
            Item::Path(path) => {
                for step in &mut path.moves {
                    *step = match *step {
                        Move::To(x, y) => Move::To(round(x), round(y)),
                        Move::Line(x, y) => Move::Line(round(x), round(y)),
                        Move::Curve(x1, y1, x2, y2, x, y) => Move::Curve(
                            round(x1),
                            round(y1),
                            round(x2),
                            round(y2),
                            round(x),
                            round(y),
                        ),
                        Move::Close => Move::Close,
                    };
                }
                if let Some(Paint::Across { x1, x2, .. }) = &mut path.fill {
                    *x1 = round(*x1);
                    *x2 = round(*x2);
                }
            }
        }
    }
}
