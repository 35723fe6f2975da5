//! **Variants.** Shows the distinct ways journeys take, most frequent first: how many take each, and its activities in order.
//! How: a row a variant, a bar of its count, its activities as chips; repeats side by side are one chip with a number. Long ways wrap.
//! Limits: at most 60 rows and six lines of chips a row; what is not drawn is said in its place.

use super::words::{BODY, NAME, SMALL};
use super::{Chart, Drawing, NotDrawn, Panel, plot};
use crate::format::{percent, whole};
use crate::palette::{Ink, Palette};
use crate::scene::{Group, Item, Move, Role};
use crate::shape::{path, rect, rule, stroke};
use crate::typeset::{Block, Typesetter};
use serde::Deserialize;
use wayline_model::question::Operator;

pub(crate) const CHART: Chart = Chart { op: "variants", title, least: 560.0, draw };

#[derive(Deserialize)]
struct Variants {
    total_variants: u64,
    variants: Vec<Variant>,
}

#[derive(Deserialize)]
struct Variant {
    trace: Vec<String>,
    count: u64,
    share: Option<f64>,
}

const ROWS: usize = 60;
const LINES: usize = 6;
const CHIP_HIGH: f64 = 21.0;
const CHIP_PAD: f64 = 7.0;
const WIDEST: f64 = 270.0;
/// Room for the words that say how many more there are.
const MORE: f64 = 110.0;
/// From one chip to the next: room for the arrow.
const BETWEEN: f64 = 14.0;
const BAR: f64 = 120.0;

fn title(op: &Operator) -> String {
    match op {
        Operator::Variants { collapse_repeats: true, .. } => {
            "Which ways do journeys take, repeats side by side counted as one?".into()
        }
        _ => "Which ways do journeys take?".into(),
    }
}

fn draw(panel: &Panel, types: &mut Typesetter) -> Result<Drawing, NotDrawn> {
    let p = panel.palette;
    let all: Variants = panel.read()?;
    if all.variants.is_empty() {
        return Ok(plot::nothing(panel, types, "No journey is in scope: there is no way to show"));
    }
    let most = all.variants.iter().map(|variant| variant.count).max().unwrap_or(1).max(1);
    let numbers = 30.0;
    let bars = panel.x + numbers;
    let chips = bars + BAR + 74.0;
    let mut out = Drawing { right: panel.right(), ..Drawing::default() };
    let (heads, tall) = plot::heads(
        types,
        panel.y,
        &[("Journeys", bars, BAR), ("Activities in order", chips, panel.right() - chips)],
    );
    out.items = heads;
    let mut at = panel.y + tall;
    let rows = panel.rows(ROWS);
    for (i, variant) in all.variants.iter().take(rows).enumerate() {
        if i > 0 {
            out.items.push(rule(p, panel.x, panel.right(), at - 3.5));
        }
        let number = types.line(&(i + 1).to_string(), SMALL, numbers);
        out.items.extend(number.place(panel.x, at + (CHIP_HIGH - number.height) / 2.0));
        let wide = BAR * variant.count as f64 / most as f64;
        let mut inside = vec![plot::bar(p, (bars, at + 3.0, wide, CHIP_HIGH - 6.0), false)];
        let count = types.line(&whole(variant.count), NAME, 60.0);
        inside.extend(count.place(bars + wide + 6.0, at + (CHIP_HIGH - count.height) / 2.0));
        let key = panel.key(format_args!("/variants/{i}/count"));
        let label = format!("{} journeys take way {}", whole(variant.count), i + 1);
        out.items.push(plot::counted(inside, label, (&key, "count"), variant.count));
        let mut high = CHIP_HIGH;
        if let Some(share) = variant.share {
            let text = percent(share);
            let words = types.line(&text, SMALL, 80.0);
            let inside = words.place(bars, at + CHIP_HIGH - 1.0);
            let key = panel.key(format_args!("/variants/{i}/share"));
            let label = format!("{text} of the journeys");
            out.items.push(Item::Group(Group::new(Role::Mark, label, inside).key(&key).figure(
                "share",
                Some(share),
                None,
            )));
            high += words.height;
        }
        let (items, tall) = trace(p, types, &variant.trace, (chips, at, panel.right()));
        out.items.push(Item::Group(Group::new(Role::Label, spoken(&variant.trace), items)));
        at += high.max(tall) + 8.0;
    }
    let shown = all.variants.len().min(rows) as u64;
    if all.variants.iter().any(|variant| variant.share.is_none()) {
        out.notes.push("Shares of journeys are unknown".into());
    }
    if all.variants.len() > rows {
        let drawn: u64 = all.variants.iter().take(rows).map(|variant| variant.count).sum();
        out.notes.push(format!(
            "{} of {} ways are drawn; {} journeys take them",
            whole(shown),
            whole(all.total_variants),
            whole(drawn),
        ));
    }
    out.height = at - panel.y;
    Ok(out)
}

/// The activities in words; of very many the first.
fn spoken(trace: &[String]) -> String {
    const MOST: usize = 200;
    let words = trace.iter().take(MOST).map(String::as_str).collect::<Vec<_>>().join(" → ");
    match trace.len().saturating_sub(MOST) {
        0 => words,
        more => format!("{words} … and {more} more"),
    }
}

/// Activities with how often each stands side by side.
fn runs(trace: &[String]) -> Vec<(&str, usize)> {
    let mut out: Vec<(&str, usize)> = Vec::new();
    for name in trace {
        match out.last_mut() {
            Some((last, times)) if *last == name => *times += 1,
            _ => out.push((name, 1)),
        }
    }
    out
}

/// Chips from `left` on, wrapping at `right`; also gives their height.
fn trace(
    p: &Palette,
    types: &mut Typesetter,
    trace: &[String],
    (left, top, right): (f64, f64, f64),
) -> (Vec<Item>, f64) {
    let runs = runs(trace);
    let mut items = Vec::new();
    let (mut x, mut line) = (left, 0);
    let row = CHIP_HIGH + 5.0;
    for (i, (name, times)) in runs.iter().enumerate() {
        let chip = Chip::new(types, name, *times, right - left);
        let wraps = x > left && x + BETWEEN + chip.width > right;
        let (from, on) = match (wraps, i) {
            (true, _) => (left, line + 1),
            (false, 0) => (left, line),
            (false, _) => (x + BETWEEN, line),
        };
        // On the last line room is kept for what says how many more there are.
        let more = runs.len() - i;
        if on >= LINES || (on + 1 == LINES && more > 1 && from + chip.width + MORE > right) {
            let start = if on >= LINES { x + 6.0 } else { from };
            let words = types.line(&format!("… and {more} more"), BODY, right - start);
            let on = on.min(LINES - 1);
            let y = top + on as f64 * row + (CHIP_HIGH - words.height) / 2.0;
            items.extend(words.place(start, y));
            line = on;
            break;
        }
        (x, line) = (from, on);
        if !wraps && i > 0 {
            items.push(arrow(p, x - BETWEEN / 2.0, top + line as f64 * row + CHIP_HIGH / 2.0));
        }
        items.push(chip.place(p, (name, *times), x, top + line as f64 * row));
        x += chip.width;
    }
    (items, (line + 1) as f64 * row - 5.0)
}

fn arrow(p: &Palette, x: f64, y: f64) -> Item {
    let moves =
        vec![Move::To(x - 2.0, y - 3.5), Move::Line(x + 2.0, y), Move::Line(x - 2.0, y + 3.5)];
    path(moves, None, Some(stroke(p.ink_2, 1.2)), 1.0)
}

struct Chip {
    name: Block,
    times: Option<Block>,
    width: f64,
}

impl Chip {
    fn new(types: &mut Typesetter, name: &str, times: usize, room: f64) -> Self {
        let times = (times > 1).then(|| types.line(&format!("× {times}"), NAME.size(11.0), 60.0));
        let beside = times.as_ref().map_or(0.0, |times| times.width + 5.0);
        let room = (room - 2.0 * CHIP_PAD - beside).clamp(20.0, WIDEST);
        let name = types.line(name, BODY.size(11.0).fill(Ink::First), room);
        let width = name.width + beside + 2.0 * CHIP_PAD;
        Self { name, times, width }
    }

    fn place(&self, p: &Palette, (name, times): (&str, usize), x: f64, y: f64) -> Item {
        let mut items = vec![rect((x, y, self.width, CHIP_HIGH), 5.0, Some(p.chip), None)];
        let middle = |block: &Block| y + (CHIP_HIGH - block.height) / 2.0;
        items.extend(self.name.place(x + CHIP_PAD, middle(&self.name)));
        if let Some(block) = &self.times {
            items.extend(block.place(x + self.width - CHIP_PAD - block.width, middle(block)));
        }
        let label = if times > 1 { format!("{name}, {times} times") } else { name.to_owned() };
        Item::Group(Group::new(Role::Card, label, items))
    }
}
