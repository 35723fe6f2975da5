//! The sheet every chart stands on: the question and what was looked at above, panels of groups, notes and legend below.

use super::words::{BODY, HEAD, NAME, NOTE, TITLE};
use super::{Chart, Drawing, NotDrawn, Panel, asked, sign};
use crate::format::whole;
use crate::palette::Ink;
use crate::palette::Palette;
use crate::scene::{Fonts, Group, Item, Role, Scene, settle};
use crate::shape::{rect, rule};
use crate::style::{MARGIN, Style};
use crate::typeset::{Typesetter, clean};
use crate::words::Language;
use serde_json::Value;
use wayline_model::answer::Answer;

/// The most groups that get a panel.
const PANELS: usize = 24;
/// Space between two panels.
const GUTTER: f64 = 40.0;

/// A group of the answer, or the whole.
struct Part<'a> {
    /// What stands above: nothing for the whole.
    head: Option<(String, u64)>,
    path: String,
    answer: &'a Value,
}

/// Lays the sheet out.
pub(crate) fn draw(chart: &Chart, answer: &Answer, style: &Style) -> Result<Scene, NotDrawn> {
    let mut types = Typesetter::new(style);
    let p = Palette::of(style.theme);
    let width = style.width.clamp(chart.least + 2.0 * MARGIN, 10_000.0);
    let title = clean(&(chart.title)(&answer.question.op));
    let (mut items, mut at) = header(answer, &title, &mut types, width);

    let (parts, hidden) = parts(answer);
    let all: Vec<&Value> = parts.iter().map(|part| part.answer).collect();
    let room = width - 2.0 * MARGIN;
    let columns = if parts.len() > 1 && room >= 2.0 * chart.least + GUTTER { 2 } else { 1 };
    let panel = (room - GUTTER * (columns as f64 - 1.0)) / columns as f64;
    let mut body = Drawing { right: width - MARGIN, ..Drawing::default() };
    for row in parts.chunks(columns) {
        // Where one panel grew wider than its column, the next begins to its right.
        let (mut x, mut deepest) = (MARGIN, at);
        for part in row {
            let (item, right, bottom) =
                section((chart, p), answer, part, &all, (x, at, panel), &mut types, &mut body)?;
            items.push(item);
            body.right = body.right.max(right);
            deepest = deepest.max(bottom);
            x = right.max(x + panel) + GUTTER;
        }
        at = deepest + 26.0;
    }
    if hidden > 0 {
        body.notes.push(format!(
            "{} more groups are not drawn; `--format json` has all of them",
            whole(hidden as u64)
        ));
    }
    if parts.is_empty() {
        let words = types.line("No journey is in scope: there is no group to draw", BODY, room);
        items.extend(words.place(MARGIN, at));
        at += words.height + 26.0;
    }
    let width = (body.right + MARGIN).max(width).ceil();
    at = foot(p, answer, &body, &mut types, &mut items, (at, width));
    let height = at.ceil();
    items.insert(0, rect((0.0, 0.0, width, height), 0.0, Some(p.paper), None));
    items.insert(1, rect((0.0, 0.0, width, header_height(&items)), 0.0, Some(p.card), None));
    settle(&mut items);
    let (families, diagnostics) = types.finish();
    let description = clean(&format!("{}. {}", asked::base(answer), answer.notes.join(". ")));
    Ok(Scene {
        width,
        height,
        names: 0.0,
        title,
        description,
        families,
        language: Language::English,
        fonts: Fonts(style.fonts.clone()),
        columns: Vec::new(),
        items,
        diagnostics,
    })
}

/// Where the header's rule lies; its ground is as wide as the picture, which is known only at the end.
fn header_height(items: &[Item]) -> f64 {
    let header = items.iter().find_map(|item| match item {
        Item::Group(group) if group.figure.as_deref() == Some("header") => group.items.first(),
        _ => None,
    });
    match header {
        Some(Item::Rect(rect)) => rect.y + rect.height,
        _ => 0.0,
    }
}

fn header(answer: &Answer, title: &str, types: &mut Typesetter, width: f64) -> (Vec<Item>, f64) {
    let room = width - 2.0 * MARGIN;
    let mut words = Vec::new();
    let mut at = 18.0;
    let scope = asked::scope(&answer.question.scope);
    let base = asked::base(answer);
    for (text, kind, most) in [(title, TITLE, 4), (&base, BODY, 2), (&scope, NOTE, 4)] {
        let block = types.block(text, kind, room, most);
        words.extend(block.place(MARGIN, at));
        at += block.height + if block.height > 0.0 { 3.0 } else { 0.0 };
    }
    at += 12.0;
    let mut inside = vec![rect((0.0, 0.0, width, at), 0.0, None, None)];
    inside.append(&mut words);
    let lines = [title, &base, &scope];
    let label: Vec<&str> = lines.into_iter().filter(|text| !text.is_empty()).collect();
    let label = label.join(". ");
    let group = Group::new(Role::Section, label, inside).figure("header", None, None);
    (vec![Item::Group(group)], at + 18.0)
}

/// The answer or its groups, at most so many as are drawn, and how many more there are.
fn parts(answer: &Answer) -> (Vec<Part<'_>>, usize) {
    let Some(groups) = answer.answer.get("groups").and_then(Value::as_array) else {
        let whole = Part { head: None, path: "/answer".into(), answer: &answer.answer };
        return (vec![whole], 0);
    };
    let by = answer.answer.get("by").and_then(Value::as_str).unwrap_or("group");
    let drawn = groups.iter().enumerate().take(PANELS).map(|(i, group)| Part {
        head: Some((
            asked::group(by, group.get("value").unwrap_or(&Value::Null)),
            group.get("journeys").and_then(Value::as_u64).unwrap_or(0),
        )),
        path: format!("/answer/groups/{i}/answer"),
        answer: group.get("answer").unwrap_or(&Value::Null),
    });
    (drawn.collect(), groups.len().saturating_sub(PANELS))
}

/// One panel with its head: the item, its right edge, its foot.
fn section(
    (chart, p): (&Chart, &'static Palette),
    answer: &Answer,
    part: &Part,
    all: &[&Value],
    (x, top, width): (f64, f64, f64),
    types: &mut Typesetter,
    body: &mut Drawing,
) -> Result<(Item, f64, f64), NotDrawn> {
    let mut inside = Vec::new();
    let mut y = top;
    if let Some((name, journeys)) = &part.head {
        let count = types.line(&asked::journeys(*journeys), BODY, 160.0);
        let head = types.block(name, NAME.size(13.0), width - count.width - 14.0, 3);
        inside.extend(head.place(x, y));
        let base = part.path.trim_end_matches("/answer");
        let group = Group::new(
            Role::Label,
            asked::journeys(*journeys),
            count.place(x + head.width + 12.0, y + 1.0),
        )
        .key(&format!("{base}/journeys"))
        .figure("journeys", Some(*journeys as f64), Some(*journeys));
        inside.push(Item::Group(group));
        y += head.height.max(count.height) + 4.0;
        y += 10.0;
    }
    let panel = Panel {
        asked: answer,
        palette: p,
        part: part.answer,
        all,
        path: part.path.clone(),
        x,
        y,
        width,
    };
    let drawing = (chart.draw)(&panel, types)?;
    if part.head.is_some() {
        inside.push(rule(p, x, drawing.right.max(x + width), y - 9.5));
    }
    inside.extend(drawing.items);
    for note in drawing.notes {
        let note = match &part.head {
            Some((name, _)) if parts_differ(&note) => format!("{name}: {note}"),
            _ => note,
        };
        if !body.notes.contains(&note) {
            body.notes.push(note);
        }
    }
    body.signs.extend(drawing.signs);
    let label = part.head.as_ref().map_or_else(|| "Answer".into(), |(name, _)| name.clone());
    let group = Group::new(Role::Section, label, inside).figure(chart.op, None, None);
    Ok((Item::Group(group), drawing.right, y + drawing.height))
}

/// Whether a note speaks of one group: one that counts something does, a reason does not.
fn parts_differ(note: &str) -> bool {
    note.chars().any(|char| char.is_ascii_digit())
}

/// Notes and legend; gives the height of the picture.
fn foot(
    p: &Palette,
    answer: &Answer,
    body: &Drawing,
    types: &mut Typesetter,
    items: &mut Vec<Item>,
    (top, width): (f64, f64),
) -> f64 {
    let (left, right) = (MARGIN, width - MARGIN);
    let mut at = top;
    items.push(rule(p, left, right, at + 0.5));
    at += 10.0;
    let mut signs = body.signs.clone();
    signs.sort_unstable();
    signs.dedup();
    let (legend, tall) = sign::legend(p, &signs, types, (left, at, right));
    if tall > 0.0 {
        items.push(Item::Group(Group::new(Role::Section, "Legend", legend)));
        at += tall + 8.0;
    }
    let notes: Vec<&String> = body.notes.iter().chain(&answer.notes).collect();
    if !notes.is_empty() {
        let head = types.line("Good to know", HEAD, 200.0);
        items.extend(head.place(left, at));
        at += head.height + 4.0;
    }
    for note in notes {
        let block = types.block(note, NOTE, (right - left - 12.0).min(980.0), 6);
        if block.height > 0.0 {
            let mut inside = types.line("·", NOTE.fill(Ink::Second), 12.0).place(left, at);
            inside.extend(block.place(left + 10.0, at));
            items.push(Item::Group(Group::new(Role::Label, note, inside)));
            at += block.height + 3.0;
        }
    }
    at + 12.0
}
