//! **Retention.** Shows of those who began in a period how many came back in each period after it.
//! How: a table with a row a cohort and a column an offset, its cells as strong as the share; above it all cohorts together. A cell
//! whose period has not ended, or of which no share can be given, has a broken outline and the count.
//! Limits: at most 40 cohorts, the newest, and as many offsets as the picture is wide; a note counts the rest.

use super::plot;
use super::sign::Sign;
use super::words::{BODY, HEAD, NAME, SMALL};
use super::{Chart, Drawing, NotDrawn, Panel};
use crate::format::{day, percent, whole};
use crate::palette::{Ink, Palette};
use crate::scene::{Face, Group, Item, Move, Role};
use crate::shape::{dashed, flat, path, rect, rule, stroke};
use crate::typeset::Typesetter;
use serde::Deserialize;
use wayline_model::evidence::Figure;
use wayline_model::question::{Mode, Operator};

pub(crate) const CHART: Chart = Chart { op: "retention", title, least: 460.0, draw };

#[derive(Deserialize)]
struct Retention {
    totals: Vec<Total>,
    cells: Vec<Cell>,
}

#[derive(Deserialize)]
struct Total {
    cohorts: u64,
    count: u64,
    rate: Figure,
}

#[derive(Deserialize)]
struct Cell {
    cohort: String,
    size: u64,
    offset: usize,
    count: u64,
    rate: Figure,
    open: bool,
}

const ROWS: usize = 40;
const WIDE: f64 = 48.0;
const TALL: f64 = 24.0;
/// Room for the cohort's name and its size.
const NAMES: f64 = 100.0;
const SIZES: f64 = 64.0;

fn title(op: &Operator) -> String {
    let Operator::Retention { start, returns, period, mode } = op else { return String::new() };
    let who = start
        .as_ref()
        .map_or_else(|| "those who began".to_owned(), |start| format!("those who had {start}"));
    let back = returns
        .as_ref()
        .map_or_else(|| "come back".to_owned(), |returns| format!("come back for {returns}"));
    let period = match period.as_deref() {
        None => "week",
        Some(period) => period,
    };
    let calendar = ["day", "week", "month"].contains(&period);
    let period = if calendar { period.to_owned() } else { format!("period of {period}") };
    let later = match mode {
        Mode::On => "",
        Mode::OnOrAfter => " or later",
    };
    format!("How many of {who} {back} in each {period} after{later}?")
}

fn draw(panel: &Panel, types: &mut Typesetter) -> Result<Drawing, NotDrawn> {
    let Retention { totals, cells } = panel.read()?;
    if cells.is_empty() {
        return Ok(plot::nothing(
            panel,
            types,
            "No journey began: there is nobody who could come back",
        ));
    }
    let left = panel.x + NAMES + SIZES;
    let room = ((panel.right() - left) / WIDE).floor();
    // The picture is at least 460 wide.
    let shown = (1..=totals.len()).take_while(|count| *count as f64 <= room).last().unwrap_or(1);
    let mut out = Drawing { right: panel.right(), ..Drawing::default() };
    let numbers: Vec<String> = (0..shown).map(|offset| offset.to_string()).collect();
    let mut heads = vec![("Began", panel.x, NAMES), ("Journeys", panel.x + NAMES, SIZES)];
    let places = numbers.iter().enumerate();
    heads.extend(places.map(|(i, number)| (number.as_str(), left + i as f64 * WIDE + 4.0, WIDE)));
    let (items, tall) = plot::heads(types, panel.y, &heads);
    out.items = items;
    let mut at = panel.y + tall;
    let name = types.line("all", HEAD, NAMES);
    out.items.extend(name.place(panel.x, at + (TALL - name.height) / 2.0));
    for (offset, total) in totals.iter().take(shown).enumerate() {
        if total.cohorts == 0 {
            continue;
        }
        let drawn = Drawn { count: total.count, rate: &total.rate, open: false, bold: true };
        let key = format!("/totals/{offset}");
        let label = format!("all, offset {offset}");
        cell(panel, types, &drawn, (&key, &label), (left + offset as f64 * WIDE, at), &mut out);
    }
    at += TALL + 5.0;
    out.items.push(rule(panel.palette, panel.x, left + shown as f64 * WIDE, at - 2.5));
    let cohorts = cells.iter().filter(|cell| cell.offset == 0).count();
    let hidden = cohorts - cohorts.min(panel.rows(ROWS));
    let mut row = 0;
    for (i, of) in cells.iter().enumerate() {
        if of.offset == 0 {
            row += 1;
            if row <= hidden {
                continue;
            }
            at += if row > hidden + 1 { TALL } else { 0.0 };
            let name = types.line(&day(&of.cohort), BODY.fill(Ink::First), NAMES - 6.0);
            out.items.extend(name.place(panel.x, at + (TALL - name.height) / 2.0));
            let size = types.line(&whole(of.size), NAME, SIZES - 8.0);
            let inside = size.place(panel.x + NAMES, at + (TALL - size.height) / 2.0);
            let label = format!("{} began {}", whole(of.size), of.cohort);
            let key = panel.key(format_args!("/cells/{i}/size"));
            out.items.push(plot::counted(inside, label, (&key, "size"), of.size));
        }
        if row <= hidden || of.offset >= shown {
            continue;
        }
        let drawn = Drawn { count: of.count, rate: &of.rate, open: of.open, bold: false };
        let key = format!("/cells/{i}");
        let label = format!("{}, offset {}", of.cohort, of.offset);
        cell(panel, types, &drawn, (&key, &label), (left + of.offset as f64 * WIDE, at), &mut out);
    }
    if hidden > 0 {
        out.notes.push(format!("{} older cohorts are not drawn", whole(hidden as u64)));
    }
    if totals.len() > shown {
        out.notes.push(format!(
            "Offsets {shown} to {} are not drawn; `--format json` has all of them",
            totals.len() - 1
        ));
    }
    out.height = at + TALL + 4.0 - panel.y;
    Ok(out)
}

/// What stands in a cell.
struct Drawn<'a> {
    count: u64,
    rate: &'a Figure,
    open: bool,
    bold: bool,
}

fn cell(
    panel: &Panel,
    types: &mut Typesetter,
    drawn: &Drawn,
    (key, label): (&str, &str),
    (x, y): (f64, f64),
    out: &mut Drawing,
) {
    let p = panel.palette;
    let place = (x + 1.5, y + 1.5, WIDE - 3.0, TALL - 3.0);
    let Some(value) = drawn.rate.value.filter(|value| value.is_finite()) else {
        let mut inside = vec![rect(place, 3.0, None, Some(dashed(p.empty, 1.0)))];
        let words = types.line(&whole(drawn.count), SMALL, WIDE - 8.0);
        inside.extend(words.place(x + (WIDE - words.width) / 2.0, y + (TALL - words.height) / 2.0));
        if drawn.open {
            out.signs.push(Sign::Unended);
        } else {
            out.signs.push(Sign::Unknown);
            let why = drawn.rate.why.as_deref().unwrap_or("nobody to count");
            out.notes.push(format!("Unknown shares: {why}"));
        }
        let label = format!("{label}: {} so far, no share", whole(drawn.count));
        let key = panel.key(format_args!("{key}/count"));
        out.items.push(plot::counted(inside, label, (&key, "count"), drawn.count));
        return;
    };
    let mut inside = shade(p, place, value, drawn.rate.low_base);
    if drawn.rate.low_base {
        out.signs.push(Sign::Hollow);
    }
    let face = if drawn.bold { Face::SemiBold } else { Face::Regular };
    let words = types.line(&percent(value), SMALL.face(face).fill(Ink::First), WIDE - 6.0);
    inside.extend(words.place(x + (WIDE - words.width) / 2.0, y + (TALL - words.height) / 2.0));
    let label =
        format!("{label}: {}, {} journeys", plot::rate_words(drawn.rate), whole(drawn.count));
    let key = panel.key(format_args!("{key}/rate"));
    out.items.push(Item::Group(Group::new(Role::Mark, label, inside).key(&key).figure(
        "rate",
        Some(value),
        Some(drawn.rate.n),
    )));
}

/// A ground as strong as a share; only outlined on a small base.
fn shade(
    p: &Palette,
    (x, y, wide, tall): (f64, f64, f64, f64),
    share: f64,
    hollow: bool,
) -> Vec<Item> {
    if hollow {
        return vec![rect((x, y, wide, tall), 3.0, Some(p.card), Some(stroke(p.accent, 1.0)))];
    }
    let moves = vec![
        Move::To(x, y),
        Move::Line(x + wide, y),
        Move::Line(x + wide, y + tall),
        Move::Line(x, y + tall),
        Move::Close,
    ];
    vec![
        rect((x, y, wide, tall), 0.0, Some(p.card), Some(stroke(p.rule, 1.0))),
        path(moves, Some(flat(p.bar)), None, share.clamp(0.0, 1.0)),
    ]
}
