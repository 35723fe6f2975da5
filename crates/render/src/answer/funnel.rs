//! **Funnel.** Shows how many journeys get through each step, what share of the start and of the step before that is, and how many do not go on.
//! How: a bar a step, its length the journeys; hatched is who got exactly so far and may still go on. Between two bars the fall from one
//! to the next, how many it is, and the median time of those who went on. Shares stand beside with their Wilson interval.
//! Limits: bars are counts, shares leave open journeys out of their base, so a share may be more than the bars' lengths say.

use super::plot::{self, RATE};
use super::sign::Sign;
use super::words::{NAME, SMALL, TINY};
use super::{Chart, Drawing, NotDrawn, Panel};
use crate::format::{duration, percent, whole};
use crate::palette::Ink;
use crate::scene::{Face, Group, Item, Move, Role};
use crate::shape::{line, rect, stroke};
use crate::typeset::Typesetter;
use serde::Deserialize;
use wayline_model::evidence::Figure;
use wayline_model::question::{Operator, Order};

pub(crate) const CHART: Chart = Chart { op: "funnel", title, least: 560.0, draw };

#[derive(Deserialize)]
struct Funnel {
    steps: Vec<Step>,
    /// Journeys that count at no step.
    #[serde(default)]
    excluded: u64,
}

#[derive(Deserialize)]
struct Step {
    name: String,
    count: u64,
    open: u64,
    from_start: Figure,
    from_previous: Option<Figure>,
    median_s: Option<f64>,
}

const BAR: f64 = 26.0;
/// Height of the fall between two bars.
const FALL: f64 = 34.0;
const GAP: f64 = 18.0;

fn title(op: &Operator) -> String {
    let Operator::Funnel { steps, within, order, exclude, hold, .. } = op else {
        return String::new();
    };
    let order = match order {
        Order::Ordered => "",
        Order::Strict => ", one directly after the other",
        Order::Any => ", in any order",
    };
    let within = within.as_deref().map(|within| format!(" within {within}")).unwrap_or_default();
    let hold = hold.as_ref().map(|hold| format!(", with the same {hold}")).unwrap_or_default();
    let without = if exclude.is_empty() {
        String::new()
    } else {
        format!(", without {} between", exclude.join(" or "))
    };
    format!("How many go through {}{order}{within}{hold}{without}?", steps.join(" → "))
}

fn draw(panel: &Panel, types: &mut Typesetter) -> Result<Drawing, NotDrawn> {
    let p = panel.palette;
    let Funnel { steps, excluded } = panel.read()?;
    let most = steps.iter().map(|step| step.count).max().unwrap_or(0);
    if most == 0 {
        return Ok(plot::nothing(panel, types, "No journey takes the first step"));
    }
    let names = (panel.width * 0.22).clamp(110.0, 210.0);
    let rates = (panel.width * 0.15).clamp(84.0, 150.0);
    let bars = panel.x + names + 14.0;
    let second = panel.right() - rates;
    let first = second - GAP - rates;
    let widest = first - GAP - bars;
    let scale = (widest - 62.0) / most as f64;
    let mut out = Drawing { right: panel.right(), ..Drawing::default() };
    let (items, mut at) = plot::heads(
        types,
        panel.y,
        &[
            ("Step", panel.x, names),
            ("Journeys", bars, widest),
            ("Of the start, 0–100%", first, rates),
            ("Of the step before, 0–100%", second, rates),
        ],
    );
    out.items = items;
    at += panel.y;
    for (i, step) in steps.iter().enumerate() {
        let name = types.block(&step.name, NAME, names, 3);
        let tall = name.height.max(BAR);
        out.items.extend(name.place(panel.x, at + ((BAR - name.height) / 2.0).max(0.0)));
        let wide = step.count as f64 * scale;
        count(types, panel, (i, step), (bars, at, wide), &mut out);
        let key = panel.key(format_args!("/steps/{i}/from_start"));
        let place = (first, at - 1.0, rates);
        let names = (key.as_str(), "from_start", "Share of the start");
        let item = plot::rate(p, types, &step.from_start, names, place, &mut out);
        out.items.push(item);
        if let Some(rate) = &step.from_previous {
            let key = panel.key(format_args!("/steps/{i}/from_previous"));
            let place = (second, at - 1.0, rates);
            let names = (key.as_str(), "from_previous", "Share of the step before");
            let item = plot::rate(p, types, rate, names, place, &mut out);
            out.items.push(item);
        }
        at += tall.max(RATE);
        if let Some(next) = steps.get(i + 1) {
            // The fall begins at the foot of the bar, also where the name is taller.
            let top = at - tall.max(RATE) + BAR;
            let place = (bars, (top, at + FALL), (wide, next.count as f64 * scale));
            fall(types, panel, (i + 1, step, next), place, widest, &mut out);
            at += FALL;
        }
    }
    if excluded > 0 {
        out.notes
            .push(format!("{} left out by what came between", super::asked::journeys(excluded)));
    }
    out.height = at - panel.y;
    out.items.insert(0, line((bars, panel.y + 20.0), (bars, at), stroke(p.zero, 1.0)));
    Ok(out)
}

/// The bar with its number, and its open part.
fn count(
    types: &mut Typesetter,
    panel: &Panel,
    (i, step): (usize, &Step),
    (x, y, wide): (f64, f64, f64),
    out: &mut Drawing,
) {
    let p = panel.palette;
    let hollow = step.from_start.low_base;
    let mut inside = vec![plot::bar(p, (x, y, wide, BAR), hollow)];
    let number = types.line(&whole(step.count), NAME, 62.0);
    inside.extend(number.place(x + wide + 7.0, y + (BAR - number.height) / 2.0));
    let key = panel.key(format_args!("/steps/{i}/count"));
    let label = format!("{}: {} journeys", step.name, whole(step.count));
    out.items.push(plot::counted(inside, label, (&key, "count"), step.count));
    if step.open > 0 {
        let part = wide * step.open as f64 / step.count.max(1) as f64;
        let place = (x + wide - part, y, part.max(plot::THINNEST), BAR);
        let inside = vec![
            rect(place, 1.0, Some(p.card), Some(stroke(p.accent, 1.0))),
            plot::hatch(p, place),
        ];
        let key = panel.key(format_args!("/steps/{i}/open"));
        let label = format!("{} of them got so far and may still go on", whole(step.open));
        out.items.push(plot::counted(inside, label, (&key, "open"), step.open));
        out.signs.push(Sign::Open);
    }
}

/// `−27%`; what is under a tenth has no sign.
fn fallen(share: f64) -> String {
    let text = percent(share);
    if text.starts_with(['<', '0']) && !text.contains('.') { text } else { format!("−{text}") }
}

/// From one bar to the next.
fn fall(
    types: &mut Typesetter,
    panel: &Panel,
    (i, before, step): (usize, &Step, &Step),
    (x, (top, bottom), (from, to)): (f64, (f64, f64), (f64, f64)),
    room: f64,
    out: &mut Drawing,
) {
    let p = panel.palette;
    if from > to {
        let moves = vec![
            Move::To(x + to, top),
            Move::Line(x + from, top),
            Move::Line(x + to, bottom),
            Move::Close,
        ];
        out.items.push(plot::fall(p, moves));
        out.signs.push(Sign::Lost);
    }
    let stayed = before.count.saturating_sub(before.open).saturating_sub(step.count);
    let known = step.from_previous.as_ref().and_then(|rate| rate.value);
    let words = match known {
        _ if stayed == 0 && before.open == 0 => "all go on".to_owned(),
        Some(share) => format!("{} · {} did not go on", fallen(1.0 - share), whole(stayed)),
        None => format!("{} in the sample did not go on", whole(stayed)),
    };
    let words = match before.open {
        0 => words,
        open => format!("{words} · {} may still", whole(open)),
    };
    let median = step.median_s.filter(|s| s.is_finite());
    let kind = SMALL.face(Face::Medium).fill(if stayed > 0 { Ink::Bad } else { Ink::First });
    let line_top = bottom - FALL + 3.0;
    let first = types.line(&words, kind, room - 8.0);
    let mut place = first.place(x + 8.0, line_top);
    out.items.push(Item::Group(Group::new(Role::Label, &words, std::mem::take(&mut place))));
    if let Some(seconds) = median {
        let words = format!("median {} to the next step", duration(seconds));
        let block = types.line(&words, TINY.fill(Ink::First), room - 8.0);
        let inside = block.place(x + 8.0, line_top + first.height + 1.0);
        let key = panel.key(format_args!("/steps/{i}/median_s"));
        out.items.push(Item::Group(Group::new(Role::Mark, words, inside).key(&key).figure(
            "median_s",
            Some(seconds),
            None,
        )));
    }
}
