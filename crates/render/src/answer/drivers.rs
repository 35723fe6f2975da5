//! **Drivers.** Shows what goes with reaching a goal: the odds of journeys with an activity or a value of an attribute against those without.
//! How: a forest plot, one row an activity or value, strongest first; odds ratio and its interval on a logarithmic axis, the line at 1 is no difference.
//! Limits: at most 60 rows; the axis ends at 1/1,000 and 1,000, an arrow stands for what lies beyond. An association, never a cause.

use super::asked::group;
use super::sign::Sign;
use super::words::{BODY, NAME, SMALL, TINY};
use super::{Chart, Drawing, NotDrawn, Panel, plot};
use crate::format::{base, trim, whole};
use crate::palette::{Ink, Palette};
use crate::scene::{Face, Group, Item, Move, Role};
use crate::shape::{flat, line, path, rule, stroke};
use crate::typeset::Typesetter;
use serde::Deserialize;
use wayline_model::evidence::Figure;
use wayline_model::question::Operator;

pub(crate) const CHART: Chart = Chart { op: "drivers", title, least: 640.0, draw };

#[derive(Deserialize)]
struct Drivers {
    reached: u64,
    drivers: Vec<Driver>,
}

#[derive(Deserialize)]
struct Driver {
    activity: Option<String>,
    attribute: Option<String>,
    value: Option<serde_json::Value>,
    odds: Figure,
    q: Option<f64>,
    with: u64,
    with_reached: u64,
    without: u64,
    without_reached: u64,
}

impl Driver {
    /// `Asks support`, `channel = web`
    fn name(&self) -> String {
        match (&self.activity, &self.attribute) {
            (None, Some(attribute)) => {
                group(attribute, self.value.as_ref().unwrap_or(&serde_json::Value::Null))
            }
            (activity, _) => activity.clone().unwrap_or_default(),
        }
    }
}

const ROWS: usize = 60;
const ROW: f64 = 30.0;
/// The axis ends at this many powers of ten to each side.
const POWERS: f64 = 3.0;

fn title(op: &Operator) -> String {
    let Operator::Drivers { goal, within, .. } = op else { return String::new() };
    let within = within.as_deref().map(|within| format!(" within {within}")).unwrap_or_default();
    format!("What goes with reaching {goal}{within}?")
}

/// How far the axis goes to each side of 1, in powers of ten.
fn reach<'a>(drivers: impl Iterator<Item = &'a Driver>) -> f64 {
    let ends = drivers
        .flat_map(|driver| [driver.odds.value, driver.odds.low, driver.odds.high])
        .flatten()
        .filter(|odds| *odds > 0.0 && odds.is_finite())
        .map(|odds| odds.log10().abs());
    ends.fold(0.35, f64::max).min(POWERS)
}

fn draw(panel: &Panel, types: &mut Typesetter) -> Result<Drawing, NotDrawn> {
    let p = panel.palette;
    let all: Drivers = panel.read()?;
    if all.drivers.is_empty() {
        return Ok(plot::nothing(panel, types, "There is no other activity to compare"));
    }
    let names = (panel.width * 0.24).clamp(120.0, 260.0);
    let plain = 168.0;
    let left = panel.x + names + 16.0;
    let words = panel.right() - plain - 130.0;
    let counts = panel.right() - plain;
    let wide = words - 18.0 - left;
    let shown = all.drivers.len().min(panel.rows(ROWS));
    let reach = reach(all.drivers.iter().take(shown));
    let x = |odds: f64| left + (odds.log10().clamp(-reach, reach) + reach) / (2.0 * reach) * wide;
    let mut out = Drawing { right: panel.right(), ..Drawing::default() };
    let (heads, tall) = plot::heads(
        types,
        panel.y,
        &[
            ("Activity, or value", panel.x, names),
            ("Odds with it against without, logarithmic", left, wide),
            ("Odds ratio", words, 124.0),
            ("Reached of those with and without it", counts, plain),
        ],
    );
    out.items = heads;
    let top = panel.y + tall + 2.0;
    let foot = top + shown as f64 * ROW;
    let mut marks: Vec<f64> = vec![0.001, 0.01, 0.1, 1.0, 10.0, 100.0, 1000.0];
    if reach < 1.0 {
        marks = vec![0.2, 0.5, 1.0, 2.0, 5.0];
    }
    for mark in marks.into_iter().filter(|mark| mark.log10().abs() <= reach + 1e-9) {
        let colour = if (mark - 1.0).abs() < 1e-9 { p.zero } else { p.rule };
        out.items.push(line((x(mark), top), (x(mark), foot), stroke(colour, 1.2)));
        let name = types.line(&trim(mark, 3), TINY.fill(Ink::Second), 50.0);
        out.items.extend(name.place(x(mark) - name.width / 2.0, foot + 4.0));
    }
    for (i, driver) in all.drivers.iter().take(shown).enumerate() {
        let y = top + i as f64 * ROW;
        if i > 0 {
            out.items.push(rule(p, panel.x, panel.x + names, y + 0.5));
        }
        let middle = y + ROW / 2.0;
        let name = types.block(&driver.name(), NAME.size(11.0), names, 2);
        out.items.extend(name.place(panel.x, middle - name.height / 2.0));
        out.items.push(odds(panel, types, (i, driver), (words, middle), &x, &mut out.signs));
        let text = format!(
            "{} of {} · {} of {}",
            whole(driver.with_reached),
            whole(driver.with),
            whole(driver.without_reached),
            whole(driver.without)
        );
        let block = types.line(&text, SMALL, plain);
        let inside = block.place(counts, middle - block.height / 2.0);
        let key = panel.key(format_args!("/drivers/{i}/with_reached"));
        out.items.push(plot::counted(inside, text, (&key, "with_reached"), driver.with_reached));
    }
    let text = format!("{} reached it", whole(all.reached));
    let block = types.line(&text, BODY, 200.0);
    let inside = block.place(counts, foot + 3.0);
    out.items.push(plot::counted(inside, text, (&panel.key("/reached"), "reached"), all.reached));
    if all.drivers.len() > shown {
        out.notes.push(format!(
            "{} weaker rows are not drawn",
            whole((all.drivers.len() - shown) as u64)
        ));
    }
    out.height = foot + 26.0 - panel.y;
    Ok(out)
}

/// A mark at the end of the axis for what lies beyond it.
fn beyond(p: &Palette, x: f64, y: f64, tip: f64) -> Item {
    let moves =
        vec![Move::To(x, y - 5.0), Move::Line(x + tip, y), Move::Line(x, y + 5.0), Move::Close];
    path(moves, Some(flat(p.accent)), None, 1.0)
}

/// Point, interval and words of one ratio.
fn odds(
    panel: &Panel,
    types: &mut Typesetter,
    (i, driver): (usize, &Driver),
    (left, middle): (f64, f64),
    x: &impl Fn(f64) -> f64,
    signs: &mut Vec<Sign>,
) -> Item {
    let p = panel.palette;
    let figure = &driver.odds;
    let mut inside = Vec::new();
    let text = match figure.value.filter(|value| value.is_finite() && *value > 0.0) {
        Some(value) => {
            if let (Some(low), Some(high)) = (figure.low, figure.high)
                && low > 0.0
            {
                inside.extend(plot::whisker(p, x(low), x(high), middle));
                signs.push(Sign::Interval);
            }
            if value.log10().abs() > POWERS {
                let tip = if value > 1.0 { 6.0 } else { -6.0 };
                inside.push(beyond(p, x(value), middle, tip));
            } else {
                inside.push(plot::point(p, x(value), middle, figure.low_base));
            }
            if figure.low_base {
                signs.push(Sign::Hollow);
            }
            match value {
                ..0.005 => "under 0.01×".into(),
                ..10.0 => format!("{}×", trim(value, 2)),
                ..1_000.0 => format!("{}×", trim(value, 0)),
                _ => "over 1,000×".into(),
            }
        }
        None => "unknown".into(),
    };
    let strong = types.line(&text, SMALL.face(Face::SemiBold).fill(Ink::First), 70.0);
    inside.extend(strong.place(left, middle - strong.height / 2.0));
    let chance = match driver.q {
        Some(q) if q < 0.001 => "q < 0.001".into(),
        Some(q) => format!("q = {q:.3}"),
        None => String::new(),
    };
    let words = types.line(&chance, TINY, 70.0);
    inside.extend(words.place(left + strong.width + 6.0, middle - words.height / 2.0));
    let label = format!("{}: odds ratio {text}, {chance}, {}", driver.name(), base(figure.n));
    let key = panel.key(format_args!("/drivers/{i}/odds"));
    Item::Group(Group::new(Role::Mark, label, inside).key(&key).figure(
        "odds",
        figure.value,
        Some(figure.n),
    ))
}
