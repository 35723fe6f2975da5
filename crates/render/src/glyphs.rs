//! The text of a finished Scene as glyphs, for exporters that draw them: each run is shaped again with the very
//! family that the layout chose for it and no other, so what is drawn is as wide as what was measured.

use crate::font::{self, BLANK, Fonts, INTER};
use crate::scene::{Scene, Source, Text};
use crate::typeset::push_style;
use parley::{FontData, FontFamily, FontFamilyName, Layout, LayoutContext};
use skrifa::instance::{LocationRef, NormalizedCoord, Size};
use skrifa::outline::DrawSettings;
use skrifa::outline::pen::NullPen;
use skrifa::{FontRef, GlyphId, MetadataProvider as _, Tag};
use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

/// Shapes the runs of one Scene.
pub(crate) struct Shaper {
    fonts: Fonts,
    context: LayoutContext<()>,
}

impl Run {
    /// Whether its font has an outline, or a picture, of each glyph that can be read.
    pub(crate) fn readable(&self) -> bool {
        let Ok(font) = FontRef::from_index(self.font.data.as_ref(), self.font.index) else {
            return false;
        };
        let pictures = [b"CBDT", b"sbix", b"SVG "];
        if pictures.into_iter().any(|tag| font.table_data(Tag::new(tag)).is_some()) {
            return true;
        }
        let coords: Vec<NormalizedCoord> =
            self.coords.iter().map(|bits| NormalizedCoord::from_bits(*bits)).collect();
        let outlines = font.outline_glyphs();
        self.glyphs.iter().all(|glyph| {
            let settings = DrawSettings::unhinted(Size::new(16.0), LocationRef::new(&coords));
            let outline = outlines.get(GlyphId::new(glyph.id));
            outline.is_some_and(|outline| outline.draw(settings, &mut NullPen).is_ok())
        })
    }

    /// The part of `text`, which was shaped as `words`, that the run stands for.
    pub(crate) fn part(&self, text: &Text, words: &str) -> Text {
        let start = self.glyphs.iter().map(|glyph| glyph.range.start).min().unwrap_or(0);
        let end = self.glyphs.iter().map(|glyph| glyph.range.end).max().unwrap_or(0);
        let pen = self.glyphs.first().map_or(0.0, |glyph| glyph.pen);
        let width: f32 = self.glyphs.iter().map(|glyph| glyph.advance).sum();
        Text {
            x: text.x + f64::from(pen),
            width: f64::from(width),
            text: words.get(start..end).unwrap_or(&text.text).into(),
            ..text.clone()
        }
    }
}

/// The family that draws a run: one of `families`, or the embedded.
pub(crate) fn family(run: &Text, families: &[String]) -> String {
    match run.source {
        Source::Given(at) => families.get(usize::from(at)).cloned(),
        Source::Inter | Source::Missing => None,
    }
    .unwrap_or_else(|| INTER.to_owned())
}

/// Glyphs of one font.
pub(crate) struct Run {
    pub(crate) font: FontData,
    /// Place in the design space of a variable font, normalised, and the same in the font's own units.
    pub(crate) coords: Vec<i16>,
    pub(crate) settings: Vec<([u8; 4], f32)>,
    /// The font is not bold enough: outlines are thickened.
    pub(crate) embolden: bool,
    /// The font is not slanted: degrees to lean to the right.
    pub(crate) skew: Option<f32>,
    pub(crate) glyphs: Vec<Glyph>,
}

/// One glyph.
#[derive(Clone, Debug)]
pub(crate) struct Glyph {
    pub(crate) id: u32,
    /// The pen before it, from the start of the text.
    pub(crate) pen: f32,
    /// Beside the pen, y upwards.
    pub(crate) offset: (f32, f32),
    pub(crate) advance: f32,
    /// Bytes of the text it stands for.
    pub(crate) range: Range<usize>,
}

impl Shaper {
    pub(crate) fn new(scene: &Scene) -> Self {
        Self::with(&scene.fonts.0)
    }

    fn with(files: &[Arc<[u8]>]) -> Self {
        let (fonts, _) = font::load(files);
        Self { fonts, context: LayoutContext::new() }
    }

    /// The glyphs of `words`, set as the run is. A run without a font has none.
    pub(crate) fn shape(&mut self, run: &Text, words: &str) -> Vec<Run> {
        let family = match run.source {
            Source::Inter => INTER,
            Source::Given(at) => match self.fonts.families.get(usize::from(at)) {
                Some(name) => name.as_str(),
                None => return Vec::new(),
            },
            Source::Missing => return Vec::new(),
        };
        let stack = [family, BLANK].map(|name| FontFamilyName::Named(Cow::Owned(name.to_owned())));
        let mut builder = self.context.ranged_builder(&mut self.fonts.context, words, 1.0, false);
        push_style(
            &mut builder,
            FontFamily::List(Cow::Borrowed(&stack)),
            run.size,
            run.face,
            run.spacing,
        );
        let mut layout: Layout<()> = builder.build(words);
        layout.break_all_lines(None);
        let mut pen = 0.0;
        let mut out = Vec::new();
        for line in layout.lines() {
            for part in line.runs() {
                let blank = self.fonts.source(part.font().data.id()) == Source::Missing;
                let synthesis = part.synthesis();
                let mut glyphs = Vec::new();
                for cluster in part.visual_clusters() {
                    for glyph in cluster.glyphs() {
                        glyphs.push(Glyph {
                            id: glyph.id,
                            pen,
                            offset: (glyph.x, glyph.y),
                            advance: glyph.advance,
                            range: cluster.text_range(),
                        });
                        pen += glyph.advance;
                    }
                }
                if blank || glyphs.is_empty() {
                    continue;
                }
                let settings = synthesis.variation_settings();
                let given = matches!(run.source, Source::Given(_));
                let light = given && settings.is_empty() && weight(part.font()) < 550.0;
                out.push(Run {
                    font: part.font().clone(),
                    coords: part.normalized_coords().iter().map(|at| at.to_bits()).collect(),
                    settings: settings
                        .iter()
                        .map(|(tag, value)| (tag.to_be_bytes(), *value))
                        .collect(),
                    embolden: synthesis.embolden() || light && run.face.weight() >= 600,
                    skew: synthesis.skew(),
                    glyphs,
                });
            }
        }
        out
    }
}

/// The weight a font says it has.
fn weight(font: &FontData) -> f32 {
    FontRef::from_index(font.data.as_ref(), font.index)
        .map_or(400.0, |font| font.attributes().weight.value())
}

/// Places of the boxes that stand for characters without a font: x and width. What a reader sees as one sign has one box,
/// however many characters it is put together of.
pub(crate) fn boxes(run: &Text) -> Vec<(f64, f64)> {
    let mut signs: Vec<bool> = Vec::new();
    let mut joined = false;
    for char in run.text.chars() {
        let goes_on =
            matches!(char, '\u{200d}' | '\u{fe00}'..='\u{fe0f}' | '\u{1f3fb}'..='\u{1f3ff}');
        if !(goes_on || joined) || signs.is_empty() {
            signs.push(!char.is_whitespace());
        }
        joined = char == '\u{200d}';
    }
    let step = run.width / signs.len().max(1) as f64;
    let seen = signs.iter().enumerate().filter(|(_, seen)| **seen);
    seen.map(|(i, _)| (run.x + step * (i as f64 + 0.1), step * 0.8)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::{Face, Item};
    use crate::style::Style;
    use crate::typeset::{Type, Typesetter};

    #[test]
    fn what_is_drawn_is_as_wide_as_what_was_measured() {
        let han: Arc<[u8]> = Arc::from(include_bytes!("../tests/fonts/Han.otf").as_slice());
        let style = Style { fonts: vec![han], ..Style::default() };
        let mut types = Typesetter::new(&style);
        let mut shaper = Shaper::with(&style.fonts);
        let kinds =
            [Type::NAME.tracking(-0.02), Type::QUOTE, Type::BODY, Type::BODY.face(Face::Medium)];
        for kind in kinds {
            let block = types.block("Zażółć „付款两次” Ёлка AVATAR −1.2 · ★", kind, 300.0, 3);
            for item in block.place(0.0, 0.0) {
                let Item::Text(text) = item else { continue };
                let runs = shaper.shape(&text, &text.text);
                let glyphs = runs.iter().flat_map(|run| &run.glyphs);
                let wide: f32 = glyphs.map(|glyph| glyph.advance).sum();
                assert!(
                    (f64::from(wide) - text.width).abs() < 0.02,
                    "{text:?} is drawn {wide} wide"
                );
            }
        }
    }
}
