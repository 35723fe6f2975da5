//! Text with a width: cleaned, measured with the real font, broken into lines, shortened where it must be.
//!
//! A block never is wider than asked: it wraps on words (Chinese between characters), breaks a word only when it
//! is longer than a line, and ends with an ellipsis when it needs more lines than it may have.

use crate::font::{self, Fonts};
use crate::palette::{Ink, Palette};
use crate::scene::{Face, Item, Source, Text};
use crate::style::Style;
use parley::{
    FontFamily, FontStyle, FontWeight, Layout, LayoutContext, OverflowWrap, RangedBuilder,
    StyleProperty,
};
use std::borrow::Cow;
use std::collections::BTreeSet;
use wayline_model::diagnostic::{Diagnostic, Severity};

/// Share of the size above and below the baseline in Inter.
const ASCENT: f64 = 1984.0 / 2048.0;
const DESCENT: f64 = 494.0 / 2048.0;

/// How text is set.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Type {
    pub(crate) size: f64,
    pub(crate) face: Face,
    pub(crate) fill: Ink,
    /// Distance from one baseline to the next, in sizes.
    pub(crate) leading: f64,
    /// Space after each letter, in sizes.
    pub(crate) tracking: f64,
}

impl Type {
    const fn new(size: f64, face: Face, fill: Ink) -> Self {
        Self { size, face, fill, leading: 1.35, tracking: 0.0 }
    }

    pub(crate) const NAME: Self = Self::new(13.0, Face::SemiBold, Ink::First);
    pub(crate) const PLAIN: Self = Self::new(13.0, Face::Regular, Ink::Second);
    pub(crate) const CARD: Self = Self::new(12.0, Face::SemiBold, Ink::First);
    pub(crate) const BODY: Self = Self::new(12.0, Face::Regular, Ink::Second);
    pub(crate) const QUOTE: Self = Self::new(12.0, Face::Italic, Ink::Second);
    pub(crate) const LANE: Self = Self::new(11.0, Face::SemiBold, Ink::Second);
    pub(crate) const HINT: Self = Self::new(11.0, Face::Regular, Ink::Third);
    pub(crate) const MARK: Self = Self::new(11.5, Face::Regular, Ink::Second);
    pub(crate) const META: Self = Self::new(10.5, Face::Regular, Ink::Second);
    pub(crate) const TINY: Self = Self::new(10.0, Face::Regular, Ink::Third);

    pub(crate) const fn fill(mut self, fill: Ink) -> Self {
        self.fill = fill;
        self
    }

    pub(crate) const fn face(mut self, face: Face) -> Self {
        self.face = face;
        self
    }

    pub(crate) const fn size(mut self, size: f64) -> Self {
        self.size = size;
        self
    }

    pub(crate) const fn tracking(mut self, tracking: f64) -> Self {
        self.tracking = tracking;
        self
    }

    /// Height of one line.
    pub(crate) fn line(self) -> f64 {
        self.size * self.leading
    }

    /// From the top of a line to its baseline.
    pub(crate) fn baseline(self) -> f64 {
        (self.line() - (ASCENT + DESCENT) * self.size) / 2.0 + ASCENT * self.size
    }
}

#[derive(Clone, Debug)]
struct Run {
    x: f64,
    width: f64,
    source: Source,
    text: String,
}

#[derive(Clone, Debug)]
struct Line {
    runs: Vec<Run>,
    width: f64,
    /// Range of the cleaned text.
    start: usize,
}

/// Text that knows its size and waits for its place.
#[derive(Clone, Debug)]
pub(crate) struct Block {
    lines: Vec<Line>,
    kind: Type,
    fill: &'static str,
    /// Width of its widest line.
    pub(crate) width: f64,
    /// Height of all its lines.
    pub(crate) height: f64,
}

impl Block {
    /// Its runs, with its upper left corner at `x`, `y`.
    pub(crate) fn place(&self, x: f64, y: f64) -> Vec<Item> {
        let mut out = Vec::new();
        for (i, line) in self.lines.iter().enumerate() {
            let baseline = y + self.kind.line() * i as f64 + self.kind.baseline();
            for run in &line.runs {
                out.push(Item::Text(Text {
                    x: x + run.x,
                    y: baseline,
                    width: run.width,
                    size: self.kind.size,
                    face: self.kind.face,
                    source: run.source,
                    spacing: self.kind.tracking * self.kind.size,
                    fill: self.fill.into(),
                    text: run.text.clone(),
                }));
            }
        }
        out
    }
}

/// Measures text. Holds the fonts and remembers which characters had none.
pub(crate) struct Typesetter {
    fonts: Fonts,
    palette: &'static Palette,
    context: LayoutContext<()>,
    missing: BTreeSet<char>,
    diagnostics: Vec<Diagnostic>,
}

impl Typesetter {
    pub(crate) fn new(style: &Style) -> Self {
        let (fonts, diagnostics) = font::load(&style.fonts);
        Self {
            fonts,
            palette: Palette::of(style.theme),
            context: LayoutContext::new(),
            missing: BTreeSet::new(),
            diagnostics,
        }
    }

    /// One line, shortened to `width`.
    pub(crate) fn line(&mut self, text: &str, kind: Type, width: f64) -> Block {
        self.block(text, kind, width, 1)
    }

    /// At most `lines` lines, none wider than `width`.
    pub(crate) fn block(&mut self, text: &str, kind: Type, width: f64, lines: usize) -> Block {
        let text = clean(text);
        let mut set = self.set(&text, kind, width);
        if set.len() > lines {
            set.truncate(lines);
            if let Some(last) = set.last_mut() {
                *last = self.shortened(&text[last.start..], kind, width, last.start);
            }
        }
        for run in set.iter().flat_map(|line| &line.runs) {
            if run.source == Source::Missing {
                self.missing.extend(run.text.chars());
            }
        }
        Block {
            width: set.iter().map(|line| line.width).fold(0.0, f64::max),
            height: kind.line() * set.len() as f64,
            kind,
            fill: self.palette.ink(kind.fill),
            lines: set,
        }
    }

    /// The longest beginning of `text` that fits with an ellipsis.
    fn shortened(&mut self, text: &str, kind: Type, width: f64, start: usize) -> Line {
        let ends: Vec<usize> = text.char_indices().map(|(at, char)| at + char.len_utf8()).collect();
        let (mut fits, mut fails) = (0, ends.len().min(400) + 1);
        let mut best = None;
        while fits + 1 < fails {
            let middle = usize::midpoint(fits, fails);
            let short = format!("{}…", text[..ends[middle - 1]].trim_end());
            let mut set = self.set(&short, kind, width);
            if set.len() == 1 {
                fits = middle;
                best = set.pop();
            } else {
                fails = middle;
            }
        }
        let mut line = best.or_else(|| self.set("…", kind, width).pop()).unwrap_or(Line {
            runs: Vec::new(),
            width: 0.0,
            start,
        });
        line.start = start;
        line
    }

    fn set(&mut self, text: &str, kind: Type, width: f64) -> Vec<Line> {
        if text.is_empty() {
            return Vec::new();
        }
        #[expect(clippy::cast_possible_truncation, reason = "widths are small")]
        let room = width as f32;
        let mut builder = self.context.ranged_builder(&mut self.fonts.context, text, 1.0, false);
        let stack = FontFamily::List(Cow::Borrowed(&self.fonts.stack));
        push_style(&mut builder, stack, kind.size, kind.face, kind.tracking * kind.size);
        builder.push_default(StyleProperty::OverflowWrap(OverflowWrap::Anywhere));
        let mut layout: Layout<()> = builder.build(text);
        layout.break_all_lines(Some(room));
        layout.lines().map(|line| self.read(text, &line)).collect()
    }

    fn read(&self, text: &str, line: &parley::Line<'_, ()>) -> Line {
        let mut x = 0.0;
        let mut out = Line { runs: Vec::new(), width: 0.0, start: line.text_range().start };
        for run in line.runs() {
            let advance = f64::from(run.advance());
            let whole = text.get(run.text_range()).unwrap_or_default();
            let words = whole.trim();
            let blank = |range: &mut dyn Iterator<Item = (bool, f32)>| -> f64 {
                range.take_while(|(space, _)| *space).map(|(_, width)| f64::from(width)).sum()
            };
            if !words.is_empty() {
                let clusters: Vec<(bool, f32)> =
                    run.clusters().map(|c| (c.is_space_or_nbsp(), c.advance())).collect();
                let (mut before, mut after) = (0.0, 0.0);
                if whole.starts_with(' ') {
                    before = blank(&mut clusters.iter().copied());
                }
                if whole.ends_with(' ') {
                    after = blank(&mut clusters.iter().rev().copied());
                }
                if run.is_rtl() {
                    std::mem::swap(&mut before, &mut after);
                }
                out.runs.push(Run {
                    x: x + before,
                    width: advance - before - after,
                    source: self.fonts.source(run.font().data.id()),
                    text: if run.is_rtl() && !speaks_rtl(words) {
                        mirrored(words)
                    } else {
                        words.into()
                    },
                });
                out.width = out.width.max(x + advance - after);
            }
            x += advance;
        }
        out
    }

    /// Families of the given fonts and everything worth saying about the text.
    pub(crate) fn finish(mut self) -> (Vec<String>, Vec<Diagnostic>) {
        if !self.missing.is_empty() {
            let count = self.missing.len();
            let shown: String = self.missing.iter().take(12).collect();
            self.diagnostics.push(
                Diagnostic::new(
                    "glyph-missing",
                    Severity::Warning,
                    format!("no font here has {count} of the characters: {shown}"),
                )
                .help("give a font file that has them, for Chinese Noto Sans CJK SC; until then the reader's machine chooses one"),
            );
        }
        (self.fonts.families, self.diagnostics)
    }
}

/// Whether a letter of a script that runs from right to left is among the words.
pub(crate) fn speaks_rtl(words: &str) -> bool {
    let letter = |char| matches!(char, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefe}' | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}');
    words.chars().any(letter)
}

/// Signs between words that run from right to left as they are seen: alone they would be drawn from left to right.
fn mirrored(signs: &str) -> String {
    const PAIRS: [(char, char); 6] =
        [('(', ')'), ('[', ']'), ('{', '}'), ('<', '>'), ('«', '»'), ('‹', '›')];
    let other = |char| {
        let pair = PAIRS.iter().find(|(open, close)| *open == char || *close == char);
        pair.map_or(char, |(open, close)| if *open == char { *close } else { *open })
    };
    signs.chars().rev().map(other).collect()
}

/// What a run is set with, for measuring and for drawing alike.
pub(crate) fn push_style<'a>(
    builder: &mut RangedBuilder<'a, ()>,
    family: FontFamily<'a>,
    size: f64,
    face: Face,
    spacing: f64,
) {
    #[expect(clippy::cast_possible_truncation, reason = "sizes are small")]
    let (size, spacing) = (size as f32, spacing as f32);
    builder.push_default(StyleProperty::FontFamily(family));
    builder.push_default(StyleProperty::FontSize(size));
    builder.push_default(StyleProperty::FontWeight(FontWeight::new(f32::from(face.weight()))));
    if face.is_italic() {
        builder.push_default(StyleProperty::FontStyle(FontStyle::Italic));
    }
    builder.push_default(StyleProperty::LetterSpacing(spacing));
}

/// Text as it may stand on a picture: one line, single spaces, no control characters, nothing that turns the
/// direction of what follows (U+202A–202E, U+2066–2069), nothing that XML forbids.
pub fn clean(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for char in text.chars() {
        let char = match char {
            '\u{a0}' | '\u{202f}' | '\u{2009}' => '\u{a0}',
            char if char.is_whitespace() => ' ',
            char if char.is_control() => continue,
            '\u{ad}'
            | '\u{200b}'
            | '\u{200e}'
            | '\u{200f}'
            | '\u{61c}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{feff}'
            | '\u{fff0}'..='\u{fffb}'
            | '\u{fffe}'
            | '\u{ffff}'
            | '\u{e0000}'..='\u{e0fff}' => continue,
            char if (char as u32) & 0xfffe == 0xfffe => continue,
            char => char,
        };
        if char != ' ' || !(out.is_empty() || out.ends_with(' ')) {
            out.push(char);
        }
    }
    out.truncate(out.trim_end_matches(' ').len());
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str, width: f64, most: usize) -> Vec<String> {
        let mut types = Typesetter::new(&Style::default());
        let block = types.block(text, Type::BODY, width, most);
        assert!(block.width <= width + 0.01, "{} > {width}", block.width);
        block
            .lines
            .iter()
            .map(|line| line.runs.iter().map(|run| run.text.as_str()).collect::<Vec<_>>().join(" "))
            .collect()
    }

    #[test]
    fn words_wrap_and_what_does_not_fit_ends_with_an_ellipsis() {
        assert_eq!(
            lines("Price changes in the basket", 100.0, 3),
            ["Price changes in", "the basket"]
        );
        let cut = lines("Price changes in the basket and again at the till", 100.0, 2);
        assert_eq!(cut.len(), 2);
        assert!(cut[1].ends_with('…'), "{cut:?}");
    }

    #[test]
    fn a_word_longer_than_the_line_breaks_and_loses_nothing() {
        let word = "Donaudampfschifffahrtsgesellschaftskapitän";
        assert_eq!(lines(word, 80.0, 9).concat(), word);
    }

    #[test]
    fn chinese_without_a_font_wraps_with_one_em_a_character_and_is_said() {
        let mut types = Typesetter::new(&Style::default());
        let block = types.block("付款两次都失败了付款两次都失败了", Type::BODY, 100.0, 9);
        assert_eq!(block.lines.len(), 2, "{block:?}");
        assert!((block.width - 96.0).abs() < 0.1, "eight characters of 12 px: {}", block.width);
        let (_, said) = types.finish();
        assert_eq!(said[0].code, "glyph-missing");
        assert!(said[0].message.contains('付'), "{}", said[0].message);
    }

    #[test]
    fn polish_and_russian_are_in_the_embedded_font() {
        let mut types = Typesetter::new(&Style::default());
        for kind in [Type::NAME, Type::QUOTE, Type::BODY, Type::BODY.face(Face::Medium)] {
            types.block("“Zażółć gęślą jaźń” Ёлка, №1 → ∞ ≥ −2 … · «да» ★", kind, 900.0, 1);
        }
        assert_eq!(types.finish().1, []);
    }

    #[test]
    fn a_given_file_that_is_no_font_is_said_and_the_picture_is_drawn() {
        let style = Style { fonts: vec![b"not a font".to_vec().into()], ..Style::default() };
        let mut types = Typesetter::new(&style);
        assert_eq!(types.block("付 a", Type::BODY, 100.0, 1).lines.len(), 1);
        let codes: Vec<String> = types.finish().1.into_iter().map(|said| said.code).collect();
        assert_eq!(codes, ["font-unreadable", "glyph-missing"]);
    }

    #[test]
    fn brackets_between_words_from_right_to_left_are_seen_around_what_they_hold() {
        let mut types = Typesetter::new(&Style::default());
        let block = types.block("אב (2): גד", Type::BODY, 300.0, 1);
        let seen: String = block.lines[0].runs.iter().map(|run| run.text.as_str()).collect();
        // The letters of a word stay in the order they are read in: whoever draws the word turns it.
        assert_eq!(seen.replace(' ', ""), "גד:(2)אב");
        assert!(block.lines[0].runs.windows(2).all(|pair| pair[0].x < pair[1].x), "{block:?}");
    }

    #[test]
    fn text_that_attacks_is_only_text() {
        assert_eq!(clean("a\u{202e}b\u{0}\u{8}c\n\n d\u{2066}\u{ffff}"), "abc d");
        assert_eq!(clean("   "), "");
    }
}
