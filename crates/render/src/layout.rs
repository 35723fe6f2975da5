//! From a resolved map to a finished picture.

use crate::card::nothing;
use crate::export::{Paper, paper_width, sheet_width};
use crate::foot;
use crate::grid::Frame;
use crate::header;
use crate::health;
use crate::lane::{Edge, Lane, Shown, chosen};
use crate::palette::Ink;
use crate::scene::{Fonts, Group, Item, Role, Scene, settle};
use crate::shape::{dashed, line, rect};
use crate::style::{MARGIN, NAMES, Parts, Style};
use crate::typeset::{Type, Typesetter, clean};
use crate::words::Language;
use std::collections::BTreeSet;
use std::sync::Arc;
use wayline_model::diagnostic::{Diagnostic, Severity};
use wayline_model::lane::Line;
use wayline_model::resolved::ResolvedMap;

/// Space between the figures of health and the first lane.
const AIR: f64 = 14.0;

/// As [`layout`]; where a character has no glyph and the style names no fonts, it asks `find` for fonts that have
/// those of the map, and lays out with them.
pub fn layout_with(
    map: &ResolvedMap,
    style: &Style,
    find: impl FnOnce(BTreeSet<char>) -> Vec<Arc<[u8]>>,
) -> Scene {
    let scene = layout(map, style);
    if !lacks(&scene) || !style.fonts.is_empty() {
        return scene;
    }
    let fonts = find(beyond_ascii(map, style.language));
    if fonts.is_empty() { scene } else { layout(map, &Style { fonts, ..style.clone() }) }
}

/// As [`layout_with`], for a format whose reader has no fonts of their own to help out, PNG or PDF: where no font here
/// writes the language, the picture speaks English, and that is said.
pub fn layout_to_draw(
    map: &ResolvedMap,
    style: &Style,
    find: impl FnOnce(BTreeSet<char>) -> Vec<Arc<[u8]>>,
) -> Scene {
    if writes(style) {
        return layout_with(map, style, find);
    }
    let (style, said) = written(map, style, find);
    let mut scene = layout(map, &style);
    scene.diagnostics.extend(said);
    scene
}

/// The style with fonts that write its language, or English where there are none, and what is to be said of that.
fn written(
    map: &ResolvedMap,
    style: &Style,
    find: impl FnOnce(BTreeSet<char>) -> Vec<Arc<[u8]>>,
) -> (Style, Option<Diagnostic>) {
    let mut style = style.clone();
    if style.fonts.is_empty() {
        style.fonts = find(beyond_ascii(map, style.language));
    }
    if writes(&style) {
        return (style, None);
    }
    let code = style.language.code();
    let said = Diagnostic::new(
        "language-without-font",
        Severity::Warning,
        format!("no font here writes the words of `{code}`: the picture speaks English"),
    )
    .help("give a font file that does, for Chinese Noto Sans CJK SC; SVG and HTML are written with the reader's own fonts");
    style.language = Language::English;
    (style, Some(said))
}

/// Whether the fonts of the style have the characters of its language.
fn writes(style: &Style) -> bool {
    let mut types = Typesetter::new(style);
    types.line(&style.language.letters(), Type::BODY, f64::MAX);
    types.finish().1.iter().all(|said| said.code != "glyph-missing")
}

/// Whether a character of the Scene has no glyph.
fn lacks(scene: &Scene) -> bool {
    scene.diagnostics.iter().any(|diagnostic| diagnostic.code == "glyph-missing")
}

/// The characters of the map for which a font may be needed, and those of a language that the embedded one does not write.
fn beyond_ascii(map: &ResolvedMap, language: Language) -> BTreeSet<char> {
    let text = serde_json::to_string(map).unwrap_or_default();
    let mut all: BTreeSet<char> = text.chars().filter(|c| !c.is_ascii()).collect();
    if !writes(&Style { language, ..Style::default() }) {
        all.extend(language.letters().chars());
    }
    all
}

/// As [`layout_to_draw`], for sheets of paper: what is about the whole map as one Scene, its lanes as another. Both have
/// the same fonts, and each its own diagnostics.
pub fn layout_for_paper(
    map: &ResolvedMap,
    style: &Style,
    paper: Paper,
    find: impl FnOnce(BTreeSet<char>) -> Vec<Arc<[u8]>>,
) -> (Scene, Scene) {
    if writes(style) {
        return on_paper(map, style, paper, find);
    }
    let (style, said) = written(map, style, find);
    let (mut around, lanes) = on_paper(map, &style, paper, |_| Vec::new());
    around.diagnostics.extend(said);
    (around, lanes)
}

fn on_paper(
    map: &ResolvedMap,
    style: &Style,
    paper: Paper,
    find: impl FnOnce(BTreeSet<char>) -> Vec<Arc<[u8]>>,
) -> (Scene, Scene) {
    let part = |parts, width, fonts: &[Arc<[u8]>]| {
        layout(map, &Style { parts, width, fonts: fonts.to_vec(), ..style.clone() })
    };
    let mut fonts = style.fonts.clone();
    let mut around = part(Parts::Around, sheet_width(paper), &fonts);
    let mut lanes = part(Parts::Lanes, style.width, &fonts);
    if fonts.is_empty() && (lacks(&around) || lacks(&lanes)) {
        fonts = find(beyond_ascii(map, style.language));
        if !fonts.is_empty() {
            around = part(Parts::Around, sheet_width(paper), &fonts);
            lanes = part(Parts::Lanes, style.width, &fonts);
        }
    }
    if let Some(width) = paper_width(&lanes, paper) {
        lanes = part(Parts::Lanes, width, &fonts);
    }
    (around, lanes)
}

/// Lays the map out. The same map and style give the same Scene.
pub fn layout(map: &ResolvedMap, style: &Style) -> Scene {
    let frame = Frame::new(map, style);
    let mut types = Typesetter::new(style);
    let whole = style.parts != Parts::Lanes;
    let lanes = if style.parts == Parts::Around { Vec::new() } else { chosen(map, style) };
    let mut items = Vec::new();
    let mut at = AIR;
    if whole {
        let head = header::draw(&frame, &mut types);
        let kpis = health::draw(&frame, &mut types, head.height);
        at += head.height + kpis.height;
        items.extend(head.items);
        items.extend(kpis.items);
    }

    for (lane, shown) in lanes {
        let drawing = (lane.draw)(&frame, &mut types, at);
        let why = match shown {
            Shown::Asked if lane.none.is_empty() => "picture-none",
            Shown::Asked | Shown::Usual => lane.none,
            Shown::Filled => "",
        };
        let none = || {
            let why = (!why.is_empty()).then(|| frame.words.say(why))?;
            Some(nothing(&frame, &mut types, at, &why))
        };
        let Some(drawing) = drawing.or_else(none) else { continue };
        let mut inside = Vec::new();
        let mut height = drawing.height;
        if !lane.title.is_empty() {
            let title = types.block(&frame.words.say(lane.title), Type::LANE, NAMES - 10.0, 2);
            let hint = types.block(&(lane.hint)(&frame), Type::HINT, NAMES - 26.0, 4);
            inside.extend(title.place(MARGIN, at + 10.0));
            inside.extend(hint.place(MARGIN, at + 10.0 + title.height + 1.0));
            height = height.max(10.0 + title.height + 1.0 + hint.height + 6.0);
        }
        inside.extend(edge(lane, &frame, &mut types, at));
        inside.extend(drawing.items);
        items.push(Item::Group(
            Group::new(Role::Section, lane_label(&frame, lane), inside).figure(lane.id, None, None),
        ));
        at += height;
    }
    if map.stages.is_empty() {
        let block = types.line(&frame.words.say("picture-no-stages"), Type::BODY, 400.0);
        items.extend(block.place(frame.grid.left, at));
        at += block.height;
    }
    if style.parts != Parts::Around {
        items.push(frame.rule(MARGIN, frame.grid.edge(), at + 0.5));
        at += AIR;
    }
    if whole {
        let end = foot::draw(&frame, &mut types, at);
        items.extend(end.items);
        at += end.height;
    }
    let height = at;
    items.insert(
        0,
        rect((0.0, 0.0, frame.grid.width, height), 0.0, Some(frame.palette.paper), None),
    );
    settle(&mut items);
    let (families, diagnostics) = types.finish();
    Scene {
        width: frame.grid.width.ceil(),
        height: height.ceil(),
        names: frame.grid.left,
        fonts: Fonts(style.fonts.clone()),
        columns: frame.columns(),
        title: clean(&map.map),
        description: description(&frame),
        families,
        language: style.language,
        items,
        diagnostics,
    }
}

/// The text of a line of the service blueprint.
fn named(line: Line) -> &'static str {
    match line {
        Line::Interaction => "picture-line-interaction",
        Line::Visibility => "picture-line-visibility",
        Line::Internal => "picture-line-internal",
    }
}

fn edge(lane: &Lane, frame: &Frame, types: &mut Typesetter, top: f64) -> Vec<Item> {
    let (left, right) = (MARGIN, frame.grid.edge());
    let line_above = wayline_model::lane::of(lane.id).and_then(|lane| lane.line);
    match (lane.edge, line_above) {
        (Edge::Open, _) => Vec::new(),
        (Edge::Rule, None) => vec![frame.rule(left, right, top + 0.5)],
        (Edge::Rule, Some(above)) => {
            let words =
                types.line(&frame.words.say(named(above)), Type::TINY.fill(Ink::Third), 200.0);
            let x = right - words.width;
            let ground = (x - 6.0, top - words.height / 2.0, words.width + 6.0, words.height);
            let mut items = vec![
                line((left, top + 0.5), (right, top + 0.5), dashed(frame.palette.faint, 1.2)),
                rect(ground, 0.0, Some(frame.palette.paper), None),
            ];
            items.extend(words.place(x, top - words.height / 2.0));
            items
        }
    }
}

fn lane_label(frame: &Frame, lane: &Lane) -> String {
    frame.words.say(if lane.title.is_empty() { "picture-stages" } else { lane.title })
}

fn description(frame: &Frame) -> String {
    let (map, words) = (frame.map, frame.words);
    let key = if map.dataset.is_empty() { "picture-told" } else { "picture-told-of" };
    let places = [
        ("kind", words.kind(map.kind).into()),
        ("dataset", (&map.dataset).into()),
        ("stages", map.stages.len().into()),
        ("steps", frame.steps.len().into()),
        ("counted", frame.counted(map.health.journeys).into()),
        ("events", map.health.events.into()),
    ];
    clean(&words.fill(key, places))
}
