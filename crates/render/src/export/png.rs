//! PNG: the Scene as pixels. Text is drawn from the outlines of the font that the layout chose for each run; no other
//! font, of the machine or else, is looked at, so the same Scene gives the same bytes everywhere.

use crate::export::{Error, Picture, font_damaged, outline};
use crate::glyphs::{Run, Shaper, boxes, family};
use crate::scene::{Item, Move, Paint, Scene, Source, Stroke, Text};
use skrifa::instance::{LocationRef, NormalizedCoord, Size};
use skrifa::outline::{DrawSettings, OutlinePen};
use skrifa::{FontRef, GlyphId, MetadataProvider as _};
use std::collections::BTreeSet;
use tiny_skia as skia;
use wayline_model::diagnostic::{Diagnostic, Severity};

/// How a PNG is drawn.
#[derive(Clone, Copy, Debug)]
pub struct PngOptions {
    /// Pixels of the file for one pixel of the Scene.
    pub scale: f64,
}

impl Default for PngOptions {
    fn default() -> Self {
        Self { scale: 2.0 }
    }
}

/// Most pixels of a file: 192 MB while it is drawn.
const MOST: f64 = 48_000_000.0;
/// Longest side, which every viewer can open.
const LONGEST: f64 = 32_000.0;

/// Draws the Scene. A picture that would be too large is drawn smaller, and that is said.
///
/// # Errors
/// When the pixels cannot be held or the file cannot be written.
pub fn png(scene: &Scene, options: &PngOptions) -> Result<Picture, Error> {
    let asked = if options.scale.is_finite() { options.scale.clamp(0.05, 16.0) } else { 2.0 };
    let (width, height) = (scene.width.max(1.0), scene.height.max(1.0));
    let fits = (MOST / (width * height)).sqrt().min(LONGEST / width.max(height));
    let scale = asked.min(fits);
    let mut diagnostics = Vec::new();
    if scale < asked {
        let what = format!(
            "at a scale of {asked} the picture would have {:.0} × {:.0} pixels: it is drawn at {scale:.2}",
            width * asked,
            height * asked
        );
        let said = Diagnostic::new("picture-scaled", Severity::Warning, what);
        diagnostics.push(said.help("choose fewer lanes, or SVG or PDF, which have no pixels"));
    }
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "bounded by LONGEST above"
    )]
    let (columns, rows) = ((width * scale).ceil() as u32, (height * scale).ceil() as u32);
    let canvas = skia::Pixmap::new(columns, rows).ok_or(Error::TooLarge(columns, rows))?;
    let mut painter = Painter {
        canvas,
        shaper: Shaper::new(scene),
        base: skia::Transform::from_scale(narrow(scale), narrow(scale)),
        families: &scene.families,
        damaged: BTreeSet::new(),
    };
    painter.items(&scene.items);
    diagnostics.extend(font_damaged(painter.damaged));
    let bytes =
        painter.canvas.encode_png().map_err(|error| Error::Refused("PNG", error.to_string()))?;
    Ok(Picture { bytes, diagnostics })
}

#[expect(clippy::cast_possible_truncation, reason = "coordinates of a picture")]
fn narrow(value: f64) -> f32 {
    value as f32
}

struct Painter<'a> {
    canvas: skia::Pixmap,
    shaper: Shaper,
    base: skia::Transform,
    families: &'a [String],
    /// Families whose glyphs cannot be read.
    damaged: BTreeSet<String>,
}

impl Painter<'_> {
    fn items(&mut self, items: &[Item]) {
        for item in items {
            match item {
                Item::Group(group) => self.items(&group.items),
                Item::Rect(rect) => {
                    self.shape(&outline::rect(rect), rect.fill.as_ref(), rect.stroke.as_ref(), 1.0);
                }
                Item::Circle(circle) => {
                    let moves = outline::circle(circle);
                    self.shape(&moves, circle.fill.as_ref(), circle.stroke.as_ref(), 1.0);
                }
                Item::Path(path) => {
                    self.shape(&path.moves, path.fill.as_ref(), path.stroke.as_ref(), path.opacity);
                }
                Item::Text(text) => self.text(text),
            }
        }
    }

    fn shape(
        &mut self,
        moves: &[Move],
        fill: Option<&Paint>,
        stroke: Option<&Stroke>,
        opacity: f64,
    ) {
        let Some(path) = trace(moves) else { return };
        if let Some(fill) = fill {
            let paint = paint(fill, opacity);
            self.canvas.fill_path(&path, &paint, skia::FillRule::Winding, self.base, None);
        }
        if let Some(stroke) = stroke {
            let dash: Vec<f32> = stroke.dash.iter().map(|length| narrow(*length)).collect();
            let line = skia::Stroke {
                width: narrow(stroke.width),
                dash: skia::StrokeDash::new(dash, 0.0),
                ..skia::Stroke::default()
            };
            let paint = paint(&Paint::Flat(stroke.colour.clone()), opacity);
            self.canvas.stroke_path(&path, &paint, &line, self.base, None);
        }
    }

    /// A box for each character that cannot be drawn.
    fn boxes(&mut self, text: &Text, ink: &skia::Paint) {
        let line = skia::Stroke { width: 0.8, ..skia::Stroke::default() };
        for (x, width) in boxes(text) {
            let (top, tall) = (text.y - text.size * 0.72, text.size * 0.8);
            let area =
                skia::Rect::from_xywh(narrow(x), narrow(top), narrow(width.max(1.0)), narrow(tall));
            let Some(area) = area else { continue };
            let path = skia::PathBuilder::from_rect(area);
            self.canvas.stroke_path(&path, ink, &line, self.base, None);
        }
    }

    fn text(&mut self, text: &Text) {
        let ink = paint(&Paint::Flat(text.fill.clone()), 1.0);
        if text.source == Source::Missing {
            self.boxes(text, &ink);
            return;
        }
        for run in self.shaper.shape(text, &text.text) {
            let Some(drawn) = outlines(&run, text) else {
                self.boxes(&run.part(text, &text.text), &ink);
                self.damaged.insert(family(text, self.families));
                continue;
            };
            let (Some(path), thick) = drawn else { continue };
            self.canvas.fill_path(&path, &ink, skia::FillRule::Winding, self.base, None);
            if let Some(width) = thick {
                let line = skia::Stroke {
                    width,
                    line_join: skia::LineJoin::Round,
                    ..skia::Stroke::default()
                };
                self.canvas.stroke_path(&path, &ink, &line, self.base, None);
            }
        }
    }
}

/// The run's outlines where it stands, if there is anything to see, and how much they are thickened. `None` where the
/// font cannot be read or has no outline of a glyph.
fn outlines(run: &Run, text: &Text) -> Option<(Option<skia::Path>, Option<f32>)> {
    let font = FontRef::from_index(run.font.data.as_ref(), run.font.index).ok()?;
    let coords: Vec<NormalizedCoord> =
        run.coords.iter().map(|bits| NormalizedCoord::from_bits(*bits)).collect();
    let outlines = font.outline_glyphs();
    let size = narrow(text.size);
    let lean = run.skew.map_or(0.0, |degrees| degrees.to_radians().tan());
    let mut pen = Pen { out: skia::PathBuilder::new(), place: skia::Transform::identity() };
    for glyph in &run.glyphs {
        let outline = outlines.get(GlyphId::new(glyph.id))?;
        let (x, y) = (narrow(text.x) + glyph.pen + glyph.offset.0, narrow(text.y) - glyph.offset.1);
        // Outlines have y upwards.
        pen.place = skia::Transform::from_row(1.0, 0.0, lean, -1.0, x, y);
        let settings = DrawSettings::unhinted(Size::new(size), LocationRef::new(&coords));
        outline.draw(settings, &mut pen).ok()?;
    }
    Some((pen.out.finish(), run.embolden.then_some(size / 26.0)))
}

struct Pen {
    out: skia::PathBuilder,
    place: skia::Transform,
}

impl Pen {
    fn at(&self, x: f32, y: f32) -> skia::Point {
        let mut point = skia::Point::from_xy(x, y);
        self.place.map_point(&mut point);
        point
    }
}

impl OutlinePen for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        let to = self.at(x, y);
        self.out.move_to(to.x, to.y);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        let to = self.at(x, y);
        self.out.line_to(to.x, to.y);
    }

    fn quad_to(&mut self, cx0: f32, cy0: f32, x: f32, y: f32) {
        let (a, to) = (self.at(cx0, cy0), self.at(x, y));
        self.out.quad_to(a.x, a.y, to.x, to.y);
    }

    fn curve_to(&mut self, cx0: f32, cy0: f32, cx1: f32, cy1: f32, x: f32, y: f32) {
        let (a, b, to) = (self.at(cx0, cy0), self.at(cx1, cy1), self.at(x, y));
        self.out.cubic_to(a.x, a.y, b.x, b.y, to.x, to.y);
    }

    fn close(&mut self) {
        self.out.close();
    }
}

fn trace(moves: &[Move]) -> Option<skia::Path> {
    let mut out = skia::PathBuilder::new();
    for step in moves {
        match *step {
            Move::To(x, y) => out.move_to(narrow(x), narrow(y)),
            Move::Line(x, y) => out.line_to(narrow(x), narrow(y)),
            Move::Curve(x1, y1, x2, y2, x, y) => {
                out.cubic_to(narrow(x1), narrow(y1), narrow(x2), narrow(y2), narrow(x), narrow(y));
            }
            Move::Close => out.close(),
        }
    }
    out.finish()
}

fn ink(text: &str, opacity: f64) -> skia::Color {
    let [r, g, b] = outline::colour(text);
    let mut colour = skia::Color::from_rgba8(r, g, b, 255);
    colour.set_alpha(narrow(opacity.clamp(0.0, 1.0)));
    colour
}

fn paint(fill: &Paint, opacity: f64) -> skia::Paint<'static> {
    let mut paint = skia::Paint { anti_alias: true, ..skia::Paint::default() };
    match fill {
        Paint::Flat(colour) => paint.set_color(ink(colour, opacity)),
        Paint::Across { x1, x2, stops } => {
            let points = stops
                .iter()
                .map(|(at, colour)| skia::GradientStop::new(narrow(*at), ink(colour, opacity)))
                .collect();
            let (from, to) =
                (skia::Point::from_xy(narrow(*x1), 0.0), skia::Point::from_xy(narrow(*x2), 0.0));
            let identity = skia::Transform::identity();
            let shader =
                skia::LinearGradient::new(from, to, points, skia::SpreadMode::Pad, identity);
            match (shader, stops.first()) {
                (Some(shader), _) => paint.shader = shader,
                (None, Some((_, colour))) => paint.set_color(ink(colour, opacity)),
                (None, None) => paint.set_color(skia::Color::TRANSPARENT),
            }
        }
    }
    paint
}
