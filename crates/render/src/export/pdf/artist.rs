//! Draws items of a Scene on a page and keeps the structure they have for a reader.

use super::narrow;
use crate::export::outline;
use crate::font::INTER;
use crate::glyphs::{Run, Shaper, boxes, family};
use crate::scene::{Face, Group, Item, Move, Paint, Role, Scene, Source, Stroke, Text};
use crate::typeset::speaks_rtl;
use krilla::color::rgb;
use krilla::geom::{Path, PathBuilder, Point, Transform};
use krilla::num::NormalizedF32;
use krilla::paint::{
    Fill, FillRule, LineCap, LineJoin, LinearGradient, SpreadMethod, Stop, StrokeDash,
};
use krilla::surface::Surface;
use krilla::tagging::{
    Artifact, ArtifactType, ContentTag, Identifier, Node, SpanTag, Tag, TagGroup, TagKind,
};
use krilla::text::{Font, GlyphId, KrillaGlyph};
use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZeroU16;

/// Left, top, right, bottom.
pub(super) type Area = [f64; 4];

/// Fonts by blob, face and place in their design space.
type Fonts = BTreeMap<(u64, u32, Vec<i16>), Option<Font>>;

/// What lasts from page to page.
pub(super) struct Hand {
    shaper: Shaper,
    fonts: Fonts,
    headed: bool,
    families: Vec<String>,
    /// Fonts in use, with their families.
    named: Vec<(Font, String)>,
    /// Families whose fonts cannot be read.
    pub(super) damaged: BTreeSet<String>,
}

impl Hand {
    pub(super) fn new(scene: &Scene) -> Self {
        Self {
            shaper: Shaper::new(scene),
            fonts: BTreeMap::new(),
            headed: false,
            families: scene.families.clone(),
            named: Vec::new(),
            damaged: BTreeSet::new(),
        }
    }

    /// The family of a font that was asked for.
    pub(super) fn family(&self, font: &Font) -> &str {
        self.named.iter().find(|(known, _)| known == font).map_or(INTER, |(_, family)| family)
    }

    fn font(&mut self, text: &Text, run: &Run) -> Option<Font> {
        if !run.readable() {
            self.damaged.insert(family(text, &self.families));
            return None;
        }
        let key = (run.font.data.id(), run.font.index, run.coords.clone());
        if let Some(known) = self.fonts.get(&key) {
            return known.clone();
        }
        let made = {
            let (data, _) = run.font.data.clone().into_raw_parts();
            if run.settings.is_empty() {
                Font::new(data.into(), run.font.index)
            } else {
                let place: Vec<_> = run
                    .settings
                    .iter()
                    .map(|(tag, value)| (krilla::text::Tag::new(tag), *value))
                    .collect();
                Font::new_variable(data.into(), run.font.index, &place)
            }
        };
        let family = family(text, &self.families);
        match &made {
            Some(font) => self.named.push((font.clone(), family)),
            None => _ = self.damaged.insert(family),
        }
        self.fonts.insert(key, made.clone());
        made
    }
}

/// Draws on one page.
pub(super) struct Artist<'a, 's> {
    surface: &'a mut Surface<'s>,
    hand: &'a mut Hand,
    /// Everything is ornament: what a page repeats.
    pub(super) repeat: bool,
}

impl<'a, 's> Artist<'a, 's> {
    pub(super) fn new(surface: &'a mut Surface<'s>, hand: &'a mut Hand) -> Self {
        Self { surface, hand, repeat: false }
    }

    /// Draws an item that stands by itself, and what it contains.
    pub(super) fn item(&mut self, item: &Item, nodes: &mut Vec<Node>) {
        match item {
            Item::Group(group) if group.role == Role::Section => {
                let mut inside = Vec::new();
                self.section(group, &group.items.iter().collect::<Vec<_>>(), &mut inside);
                push(nodes, Tag::Section, inside);
            }
            Item::Group(group) => self.group(group, &group.items, nodes),
            Item::Text(text) => {
                let id = self.text(text, None);
                push(nodes, Tag::P, leaf(id));
            }
            shape => self.ornament(shape),
        }
    }

    /// The items of a section: heading and sentences that stand free, then groups, in the order they are painted.
    pub(super) fn section(&mut self, group: &Group, items: &[&Item], nodes: &mut Vec<Node>) {
        let mut at = 0;
        let mut titled = false;
        while let Some(item) = items.get(at) {
            let Item::Text(first) = item else {
                self.item(item, nodes);
                at += 1;
                continue;
            };
            // Runs that follow each other with one face are one sentence.
            let together = |item: &&&Item| matches!(item, Item::Text(text) if text.face == first.face && (text.size - first.size).abs() < 0.01);
            let header = group.figure.is_none();
            let run: Vec<&Item> = if header {
                items[at..]
                    .iter()
                    .take_while(|item| matches!(item, Item::Text(_)))
                    .copied()
                    .collect()
            } else {
                items[at..].iter().take_while(together).copied().collect()
            };
            let mut inside = Vec::new();
            for (i, item) in run.iter().enumerate() {
                if let Item::Text(text) = item {
                    inside.extend(leaf(self.text(text, following(run.get(i + 1).copied()))));
                }
            }
            at += run.len();
            let heads = !titled && !self.repeat && (header || first.face == Face::SemiBold);
            if heads && (!header || !self.hand.headed) {
                titled = true;
                let level =
                    if header { NonZeroU16::MIN } else { NonZeroU16::MIN.saturating_add(1) };
                self.hand.headed = true;
                push(nodes, Tag::Hn(level, Some(group.label.clone())), inside);
            } else {
                push(nodes, Tag::P, inside);
            }
        }
    }

    /// A group with these of its items.
    pub(super) fn group(&mut self, group: &Group, items: &[Item], nodes: &mut Vec<Node>) {
        match group.role {
            Role::Section => {
                let mut inside = Vec::new();
                self.section(group, &items.iter().collect::<Vec<_>>(), &mut inside);
                push(nodes, Tag::Section, inside);
            }
            Role::Decoration => {
                let before = std::mem::replace(&mut self.repeat, true);
                for item in items {
                    match item {
                        Item::Text(text) => _ = self.text(text, None),
                        shape => self.ornament(shape),
                    }
                }
                self.repeat = before;
            }
            Role::Mark if items.iter().any(|item| !matches!(item, Item::Text(_))) => {
                let inside = self.parts(items, true);
                push(nodes, Tag::Figure(Some(group.label.clone())), inside);
            }
            Role::Mark | Role::Card | Role::Label => {
                let inside = self.parts(items, false);
                push(nodes, Tag::P.with_alt_text(Some(group.label.clone())), inside);
            }
        }
    }

    /// Text as content; shapes too when they carry a figure, else as ornament.
    fn parts(&mut self, items: &[Item], figure: bool) -> Vec<Node> {
        let mut nodes = Vec::new();
        let mut at = 0;
        while let Some(item) = items.get(at) {
            match item {
                Item::Text(text) => {
                    let rest = items.get(at + 1..).unwrap_or_default();
                    let next = rest.iter().find_map(|item| following(Some(item)));
                    nodes.extend(leaf(self.text(text, next)));
                    at += 1;
                }
                Item::Group(group) => {
                    self.group(group, &group.items, &mut nodes);
                    at += 1;
                }
                _ if figure && !self.repeat => {
                    let id = self.surface.start_tagged(ContentTag::Other);
                    while let Some(item) = items.get(at) {
                        if matches!(item, Item::Text(_) | Item::Group(_)) {
                            break;
                        }
                        self.shape(item);
                        at += 1;
                    }
                    self.surface.end_tagged();
                    nodes.push(id.into());
                }
                shape => {
                    self.ornament(shape);
                    at += 1;
                }
            }
        }
        nodes
    }

    fn ornament(&mut self, item: &Item) {
        if let Item::Group(group) = item {
            for item in &group.items {
                self.ornament(item);
            }
            return;
        }
        self.surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Layout)));
        self.shape(item);
        self.surface.end_tagged();
    }

    fn shape(&mut self, item: &Item) {
        match item {
            Item::Rect(rect) => {
                self.path(&outline::rect(rect), rect.fill.as_ref(), rect.stroke.as_ref(), 1.0);
            }
            Item::Circle(circle) => {
                let moves = outline::circle(circle);
                self.path(&moves, circle.fill.as_ref(), circle.stroke.as_ref(), 1.0);
            }
            Item::Path(path) => {
                self.path(&path.moves, path.fill.as_ref(), path.stroke.as_ref(), path.opacity);
            }
            Item::Group(_) | Item::Text(_) => {}
        }
    }

    fn path(
        &mut self,
        moves: &[Move],
        fill: Option<&Paint>,
        stroke: Option<&Stroke>,
        opacity: f64,
    ) {
        let Some(path) = trace(moves) else { return };
        if fill.is_none() && stroke.is_none() {
            return;
        }
        self.surface.set_fill(fill.map(|fill| self::fill(fill, opacity)));
        self.surface.set_stroke(stroke.map(|stroke| line(stroke, opacity)));
        self.surface.draw_path(&path);
        self.surface.set_stroke(None);
    }

    /// A run of text; `next` is the text that goes on with it, which a space keeps apart.
    fn text(&mut self, text: &Text, next: Option<&Text>) -> Option<Identifier> {
        let words = match next {
            // What is right of words from right to left is before them.
            Some(next) if spaced(text, next) && speaks_rtl(&text.text) => format!(" {}", text.text),
            Some(next) if spaced(text, next) => format!("{} ", text.text),
            _ => text.text.clone(),
        };
        let missing = text.source == Source::Missing;
        let lang = language(&text.text);
        let tag = if self.repeat {
            ContentTag::Artifact(Artifact::with_kind(ArtifactType::PaginationOther))
        } else if missing {
            ContentTag::Span(SpanTag::empty().with_lang(lang).with_actual_text(Some(&words)))
        } else {
            ContentTag::Span(SpanTag::empty().with_lang(lang))
        };
        let id = self.surface.start_tagged(tag);
        let ink = Paint::Flat(text.fill.clone());
        if missing {
            self.boxes(text);
        } else {
            for run in self.hand.shaper.shape(text, &words) {
                let Some(font) = self.hand.font(text, &run) else {
                    self.boxes(&run.part(text, &words));
                    continue;
                };
                let thick = run.embolden.then(|| Stroke {
                    colour: text.fill.clone(),
                    width: text.size / 26.0,
                    dash: Vec::new(),
                });
                self.surface.set_fill(Some(fill(&ink, 1.0)));
                self.surface.set_stroke(thick.map(|stroke| line(&stroke, 1.0)));
                self.glyphs(text, &words, &run, font);
                self.surface.set_stroke(None);
            }
        }
        self.surface.end_tagged();
        (!self.repeat).then_some(id)
    }

    /// A box for each character that cannot be drawn.
    fn boxes(&mut self, text: &Text) {
        let thin = Stroke { colour: text.fill.clone(), width: 0.8, dash: Vec::new() };
        for (x, width) in boxes(text) {
            let (top, foot) = (text.y - text.size * 0.72, text.y + text.size * 0.08);
            let moves = [
                Move::To(x, top),
                Move::Line(x + width, top),
                Move::Line(x + width, foot),
                Move::Line(x, foot),
                Move::Close,
            ];
            self.path(&moves, None, Some(&thin), 1.0);
        }
    }

    fn glyphs(&mut self, text: &Text, words: &str, run: &Run, font: Font) {
        let size = narrow(text.size);
        let glyphs: Vec<KrillaGlyph> = run
            .glyphs
            .iter()
            .map(|glyph| {
                KrillaGlyph::new(
                    GlyphId::new(glyph.id),
                    glyph.advance / size,
                    glyph.offset.0 / size,
                    glyph.offset.1 / size,
                    0.0,
                    glyph.range.clone(),
                    None,
                )
            })
            .collect();
        let pen = run.glyphs.first().map_or(0.0, |glyph| glyph.pen);
        let start = Point::from_xy(narrow(text.x) + pen, narrow(text.y));
        let lean = run.skew.map(|degrees| degrees.to_radians().tan());
        if let Some(lean) = lean {
            let turn = Transform::from_row(1.0, 0.0, -lean, 1.0, lean * narrow(text.y), 0.0);
            self.surface.push_transform(&turn);
        }
        self.surface.draw_glyphs(start, &glyphs, font, words, size, false);
        if lean.is_some() {
            self.surface.pop();
        }
    }

    /// Draws with nothing painted outside of this area.
    pub(super) fn clipped(&mut self, area: Area, draw: impl FnOnce(&mut Self)) {
        let [left, top, right, bottom] = area;
        let moves = [
            Move::To(left, top),
            Move::Line(right, top),
            Move::Line(right, bottom),
            Move::Line(left, bottom),
            Move::Close,
        ];
        let Some(path) = trace(&moves) else { return };
        self.surface.push_clip_path(&path, &FillRule::NonZero);
        draw(self);
        self.surface.pop();
    }
}

/// The language that most letters of a run speak of, where their script tells one: Latin letters leave it to the document.
fn language(text: &str) -> Option<&'static str> {
    let (mut han, mut kana, mut cyrillic, mut other) = (0, 0, 0, 0);
    for char in text.chars().filter(|char| char.is_alphabetic()) {
        match char {
            '\u{3041}'..='\u{30ff}' => kana += 1,
            '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{20000}'..='\u{323af}' => {
                han += 1;
            }
            '\u{400}'..='\u{52f}' => cyrillic += 1,
            _ => other += 1,
        }
    }
    // With kana it is Japanese, which nothing else here can tell for certain.
    if kana == 0 && han > cyrillic && han >= other {
        Some("zh")
    } else if cyrillic > han + kana && cyrillic >= other {
        Some("ru")
    } else {
        None
    }
}

fn following(item: Option<&Item>) -> Option<&Text> {
    match item {
        Some(Item::Text(text)) => Some(text),
        _ => None,
    }
}

/// Whether words go on after a space: not between characters that are written without one.
pub(super) fn spaced(text: &Text, next: &Text) -> bool {
    let wide = |char: char| (char as u32) >= 0x2e80;
    let touches = (next.y - text.y).abs() < 0.1 && next.x < text.x + text.width + 0.5;
    let (last, first) = (text.text.chars().last(), next.text.chars().next());
    !(touches || last.is_some_and(wide) && first.is_some_and(wide))
}

fn leaf(id: Option<Identifier>) -> Vec<Node> {
    id.map(Node::from).into_iter().collect()
}

fn push(nodes: &mut Vec<Node>, tag: impl Into<TagKind>, inside: Vec<Node>) {
    if !inside.is_empty() {
        nodes.push(TagGroup::with_children(tag, inside).into());
    }
}

fn trace(moves: &[Move]) -> Option<Path> {
    let mut out = PathBuilder::new();
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

fn colour(text: &str) -> rgb::Color {
    let [r, g, b] = outline::colour(text);
    rgb::Color::new(r, g, b)
}

fn share(value: f64) -> NormalizedF32 {
    NormalizedF32::new(narrow(value.clamp(0.0, 1.0))).unwrap_or(NormalizedF32::ONE)
}

fn paint(fill: &Paint) -> krilla::paint::Paint {
    match fill {
        Paint::Flat(text) => colour(text).into(),
        Paint::Across { x1, x2, stops } if stops.len() > 1 => LinearGradient {
            x1: narrow(*x1),
            y1: 0.0,
            x2: narrow(*x2),
            y2: 0.0,
            transform: Transform::identity(),
            spread_method: SpreadMethod::Pad,
            stops: stops
                .iter()
                .map(|(at, text)| Stop {
                    offset: share(*at),
                    color: colour(text).into(),
                    opacity: NormalizedF32::ONE,
                })
                .collect(),
            anti_alias: false,
        }
        .into(),
        Paint::Across { stops, .. } => {
            colour(stops.first().map_or("#ffffff", |(_, text)| text.as_str())).into()
        }
    }
}

fn fill(paint: &Paint, opacity: f64) -> Fill {
    Fill { paint: self::paint(paint), opacity: share(opacity), rule: FillRule::NonZero }
}

fn line(stroke: &Stroke, opacity: f64) -> krilla::paint::Stroke {
    let dash = StrokeDash {
        array: stroke.dash.iter().map(|length| narrow(*length)).collect(),
        offset: 0.0,
    };
    krilla::paint::Stroke {
        paint: colour(&stroke.colour).into(),
        width: narrow(stroke.width),
        miter_limit: 4.0,
        line_cap: LineCap::Butt,
        line_join: LineJoin::Miter,
        opacity: share(opacity),
        dash: (!stroke.dash.is_empty()).then_some(dash),
    }
}

/// What the items cover; `None` for nothing.
pub(super) fn bounds(items: &[Item]) -> Option<Area> {
    let mut out: Option<Area> = None;
    for item in items {
        let area = match item {
            Item::Group(group) => bounds(&group.items),
            Item::Rect(rect) => Some([rect.x, rect.y, rect.x + rect.width, rect.y + rect.height]),
            Item::Circle(circle) => {
                let (x, y, r) = (circle.x, circle.y, circle.radius);
                Some([x - r, y - r, x + r, y + r])
            }
            Item::Text(text) => Some([
                text.x,
                text.y - text.size * 0.8,
                text.x + text.width,
                text.y + text.size * 0.25,
            ]),
            Item::Path(path) => ends(&path.moves),
        };
        out = match (out, area) {
            (Some(a), Some(b)) => {
                Some([a[0].min(b[0]), a[1].min(b[1]), a[2].max(b[2]), a[3].max(b[3])])
            }
            (a, b) => a.or(b),
        };
    }
    out
}

fn ends(moves: &[Move]) -> Option<Area> {
    let mut points = moves.iter().filter_map(|step| match *step {
        Move::To(x, y) | Move::Line(x, y) | Move::Curve(_, _, _, _, x, y) => Some((x, y)),
        Move::Close => None,
    });
    let (x, y) = points.next()?;
    Some(points.fold([x, y, x, y], |area, (x, y)| {
        [area[0].min(x), area[1].min(y), area[2].max(x), area[3].max(y)]
    }))
}
