//! **Dwell.** Shows how long it takes from one activity to another: the share that has not arrived, by time.
//! How: the Kaplan–Meier curve as steps with its band of 95 %, quantiles as points on it with their interval in words,
//! under the axis how many were still watched. Groups share one axis of time.
//! Limits: the axis ends a quarter after the last known quantile, or after the last hundredth of the fall if that is later; a note says
//! how far the curve goes on.

use super::plot;
use super::sign::Sign;
use super::words::{BODY, SMALL, TINY};
use super::{Chart, Drawing, NotDrawn, Panel, ticks};
use crate::format::{duration, percent, trim, whole};
use crate::palette::{INTERVAL, Ink, Palette};
use crate::scene::{Face, Group, Item, Move, Role};
use crate::shape::{dashed, flat, line, path, stroke};
use crate::typeset::Typesetter;
use serde::Deserialize;
use wayline_model::question::Operator;

pub(crate) const CHART: Chart = Chart { op: "dwell", title, least: 460.0, draw };

#[derive(Deserialize)]
struct Dwell {
    n: u64,
    events: u64,
    censored: u64,
    low_base: bool,
    quantiles: Vec<Quantile>,
    curve: Vec<Point>,
}

#[derive(Deserialize)]
struct Quantile {
    p: f64,
    s: Option<f64>,
    low_s: Option<f64>,
    high_s: Option<f64>,
}

#[derive(Deserialize)]
struct Point {
    s: f64,
    waiting: f64,
    low: Option<f64>,
    high: Option<f64>,
    at_risk: u64,
}

const HEIGHT: f64 = 300.0;
/// Room for the names of the vertical axis.
const LEFT: f64 = 40.0;

fn title(op: &Operator) -> String {
    let Operator::Dwell { from, to } = op else { return String::new() };
    format!("How long from {from} to {to}?")
}

/// Where the axis of time ends for this answer.
fn end(dwell: &Dwell) -> f64 {
    let curve: Vec<(f64, f64)> = dwell.curve.iter().map(|point| (point.s, point.waiting)).collect();
    dwell_end(&curve, dwell.quantiles.iter().filter_map(|q| q.s))
}

/// Where an axis of time ends for a curve of seconds and the share still waiting: a quarter further than the last
/// hundredth of the fall and the last known quantile, and not after the curve. 0 for no curve.
pub fn dwell_end(curve: &[(f64, f64)], quantiles: impl Iterator<Item = f64>) -> f64 {
    let Some(&(last, lowest)) = curve.last() else { return 0.0 };
    // From here on the curve falls by less than a hundredth of all.
    let floor = lowest + 0.01;
    let flat = curve.iter().find(|(_, waiting)| *waiting <= floor).map_or(last, |(s, _)| *s);
    last.min(quantiles.fold(flat, f64::max) * 1.25)
}

fn draw(panel: &Panel, types: &mut Typesetter) -> Result<Drawing, NotDrawn> {
    let dwell: Dwell = panel.read()?;
    let Operator::Dwell { from, to } = &panel.asked.question.op else {
        return Err(NotDrawn::Form("this is no question of dwell".into()));
    };
    let mut out = base(panel, types, &dwell);
    let top = panel.y + out.height;
    if dwell.n == 0 || dwell.curve.is_empty() {
        let why = if dwell.n == 0 {
            format!("No journey has {from}: there is no time to measure")
        } else {
            format!("No journey has come from {from} to {to} yet")
        };
        let sheet = Panel { y: top, path: panel.path.clone(), ..*panel };
        let none = plot::nothing(&sheet, types, &why);
        out.items.extend(none.items);
        out.height += none.height;
        return Ok(out);
    }
    let mut until = end(&dwell);
    for other in panel.all {
        until = until.max(end(&super::read(other)?));
    }
    // All at once: any width will do.
    let until = if until > 0.0 { until } else { 1.0 };
    let wide = (panel.width - LEFT - 24.0).min(1040.0);
    let axes = Axes { x: panel.x + LEFT, y: top + 14.0, wide, until };
    out.items.extend(axes.draw(panel.palette, types));
    out.items.extend(curve(panel.palette, &axes, &dwell));
    if dwell.low_base {
        out.signs.push(Sign::Hollow);
    }
    if dwell.curve.iter().any(|point| point.low.is_some()) {
        out.signs.push(Sign::Band);
    }
    quantiles(panel, types, &axes, &dwell, &mut out);
    let mut deep = at_risk(panel, types, &axes, &dwell, &mut out);
    deep += unknown(types, &axes, &dwell, deep, &mut out);
    if let Some(last) = dwell.curve.last().filter(|last| last.s > until) {
        out.notes.push(format!(
            "The curve goes on to {}, where {} have not arrived",
            duration(last.s),
            percent(last.waiting)
        ));
    }
    out.right = out.right.max(axes.x + wide + 24.0);
    out.height = deep - panel.y;
    Ok(out)
}

/// How many the curve rests on.
fn base(panel: &Panel, types: &mut Typesetter, dwell: &Dwell) -> Drawing {
    let mut out = Drawing { right: panel.right(), ..Drawing::default() };
    let mut x = panel.x;
    let mut y = panel.y;
    let facts = [
        ("n", dwell.n, "waited"),
        ("events", dwell.events, "arrived"),
        ("censored", dwell.censored, "not arrived when the data end (censored)"),
    ];
    for (name, count, words) in facts {
        let text = format!("{} {words}", whole(count));
        let block = types.line(&text, BODY, panel.width);
        if x + block.width > panel.right() {
            (x, y) = (panel.x, y + block.height);
        }
        let inside = block.place(x, y);
        out.items.push(plot::counted(
            inside,
            text,
            (&panel.key(format_args!("/{name}")), name),
            count,
        ));
        x += block.width + 22.0;
    }
    out.height = y + BODY.line() + 8.0 - panel.y;
    out
}

struct Axes {
    x: f64,
    y: f64,
    wide: f64,
    until: f64,
}

impl Axes {
    fn at(&self, seconds: f64) -> f64 {
        self.x + (seconds / self.until).clamp(0.0, 1.0) * self.wide
    }

    fn up(&self, share: f64) -> f64 {
        self.y + (1.0 - share.clamp(0.0, 1.0)) * HEIGHT
    }

    fn draw(&self, p: &Palette, types: &mut Typesetter) -> Vec<Item> {
        let mut items = Vec::new();
        let head = types.line("have not arrived", TINY, 200.0);
        items.extend(head.place(self.x + 4.0, self.y - head.height - 1.0));
        for share in [0.0, 0.25, 0.5, 0.75, 1.0] {
            let y = self.up(share);
            let colour = if share == 0.0 { p.zero } else { p.rule };
            items.push(line((self.x, y), (self.x + self.wide, y), stroke(colour, 1.0)));
            let name = types.line(&percent(share), TINY, LEFT);
            items.extend(name.place(self.x - 7.0 - name.width, y - name.height / 2.0));
        }
        let foot = self.up(0.0);
        let most = (2_u8..10).rev().find(|most| f64::from(*most) * 84.0 <= self.wide).unwrap_or(2);
        for (mark, text) in ticks::time(self.until, most.into()) {
            let x = self.at(mark);
            items.push(line((x, foot), (x, foot + 4.0), stroke(p.zero, 1.0)));
            let name = types.line(&text, TINY.fill(Ink::Second), 80.0);
            items.extend(name.place(x - name.width / 2.0, foot + 6.0));
        }
        items
    }
}

/// The band and the steps.
fn curve(p: &Palette, axes: &Axes, dwell: &Dwell) -> Vec<Item> {
    let seen: Vec<&Point> = dwell.curve.iter().filter(|point| point.s <= axes.until).collect();
    let end = dwell.curve.last().map_or(0.0, |point| point.s);
    let mut items = Vec::new();
    // Both bounds as steps: over them to the right, under them back.
    let (mut upper, mut lower) = (Vec::new(), Vec::new());
    for (i, point) in seen.iter().enumerate() {
        let (Some(low), Some(high)) = (point.low, point.high) else { continue };
        // Nothing is known beyond the last of the curve.
        let next = seen.get(i + 1).map_or(point.s.max(end.min(axes.until)), |next| next.s);
        for s in [point.s, next] {
            upper.push((axes.at(s), axes.up(high)));
            lower.push((axes.at(s), axes.up(low)));
        }
    }
    if let Some(first) = upper.first().copied() {
        let mut moves = vec![Move::To(first.0, first.1)];
        moves.extend(upper.iter().skip(1).map(|(x, y)| Move::Line(*x, *y)));
        moves.extend(lower.iter().rev().map(|(x, y)| Move::Line(*x, *y)));
        moves.push(Move::Close);
        items.push(path(moves, Some(flat(p.accent)), None, INTERVAL));
    }
    let mut moves = vec![Move::To(axes.x, axes.up(1.0))];
    let mut height = axes.up(1.0);
    for point in &seen {
        moves.push(Move::Line(axes.at(point.s), height));
        height = axes.up(point.waiting);
        moves.push(Move::Line(axes.at(point.s), height));
    }
    moves.push(Move::Line(axes.at(end.min(axes.until)), height));
    let pen = if dwell.low_base { dashed(p.accent, 2.0) } else { stroke(p.accent, 2.0) };
    items.push(path(moves, None, Some(pen), 1.0));
    items
}

/// Points on the curve, their words to the upper right, where the falling curve never is.
fn quantiles(panel: &Panel, types: &mut Typesetter, axes: &Axes, dwell: &Dwell, out: &mut Drawing) {
    let mut floor = axes.up(0.0) - 1.0;
    // From the last and lowest upwards: each stands over the one before.
    for (i, quantile) in dwell.quantiles.iter().enumerate().rev() {
        let Some(seconds) = quantile.s else { continue };
        let (x, y) = (axes.at(seconds), axes.up(1.0 - quantile.p));
        let share =
            types.line(&percent(quantile.p), SMALL.face(Face::SemiBold).fill(Ink::First), 60.0);
        let interval = match (quantile.low_s, quantile.high_s) {
            (Some(low), Some(high)) => format!(" ({})", between(low, high)),
            (Some(low), None) => format!(" (from {})", duration(low)),
            _ => String::new(),
        };
        let text = format!("within {}{interval}", duration(seconds));
        let words = types.line(&text, SMALL.fill(Ink::First), 260.0);
        let all = share.width + 4.0 + words.width;
        let left = x + 9.0;
        let top = (y - share.height - 1.0).min(floor - share.height);
        floor = top;
        let mut inside = vec![plot::point(panel.palette, x, y, dwell.low_base)];
        inside.extend(share.place(left, top));
        inside.extend(words.place(left + share.width + 4.0, top));
        out.right = out.right.max(left + all);
        let label = format!("{} {text}", percent(quantile.p));
        let key = panel.key(format_args!("/quantiles/{i}/s"));
        out.items.push(Item::Group(Group::new(Role::Mark, label, inside).key(&key).figure(
            "s",
            Some(seconds),
            Some(dwell.n),
        )));
    }
}

/// An interval of times, with digits enough to tell its ends apart.
fn between(low: f64, high: f64) -> String {
    let (from, to) = (duration(low), duration(high));
    if from != to || high <= low {
        return format!("{from} – {to}");
    }
    let (size, unit) = if high < 60.0 {
        (1.0, "s")
    } else if high < 3_600.0 {
        (60.0, "min")
    } else if high < 86_400.0 {
        (3_600.0, "h")
    } else {
        (86_400.0, "days")
    };
    format!("{} – {}\u{a0}{unit}", trim(low / size, 2), trim(high / size, 2))
}

/// What is not known, and why, under the axis; gives its height.
fn unknown(types: &mut Typesetter, axes: &Axes, dwell: &Dwell, top: f64, out: &mut Drawing) -> f64 {
    let shares: Vec<String> =
        dwell.quantiles.iter().filter(|q| q.s.is_none()).map(|q| percent(q.p)).collect();
    if shares.is_empty() {
        return 0.0;
    }
    let text = format!(
        "Unknown: within what time {} arrive. Too few had arrived when the data end",
        shares.join(", ")
    );
    let words = types.block(&text, SMALL, axes.wide, 3);
    let items = words.place(axes.x, top + 4.0);
    let height = words.height + 8.0;
    out.items.push(Item::Group(Group::new(Role::Label, text, items)));
    height
}

/// How many were still watched, under points of the curve that lie far enough apart; gives the foot.
fn at_risk(
    panel: &Panel,
    types: &mut Typesetter,
    axes: &Axes,
    dwell: &Dwell,
    out: &mut Drawing,
) -> f64 {
    let top = axes.up(0.0) + 26.0;
    let head = types.line("still watched (at risk)", TINY, axes.wide);
    out.items.extend(head.place(axes.x, top));
    let y = top + head.height;
    let mut free = f64::NEG_INFINITY;
    for (i, point) in dwell.curve.iter().enumerate().filter(|(_, point)| point.s <= axes.until) {
        let number = types.line(&whole(point.at_risk), TINY.fill(Ink::First), 80.0);
        let x = axes.at(point.s) - number.width / 2.0;
        if x < free {
            continue;
        }
        free = x + number.width + 26.0;
        let mark = axes.at(point.s);
        let mut inside =
            vec![line((mark, y - 1.0), (mark, y + 2.0), stroke(panel.palette.zero, 1.0))];
        inside.extend(number.place(x, y + 2.0));
        out.right = out.right.max(x + number.width);
        let label = format!("{} still watched at {}", whole(point.at_risk), duration(point.s));
        let key = panel.key(format_args!("/curve/{i}/at_risk"));
        out.items.push(plot::counted(inside, label, (&key, "at_risk"), point.at_risk));
    }
    y + TINY.line() + 6.0
}
