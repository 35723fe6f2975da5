//! **Ratings.** Shows how often each answer on a scale came, and the mean with its interval.
//! How: a bar an answer, highest first, with count and share; below them the mean as a point on the scale.
//! Limits: one scale at a time, as the question has it.

use super::sign::Sign;
use super::words::{BODY, NAME, SMALL};
use super::{Chart, Drawing, NotDrawn, Panel, plot};
use crate::format::{base, percent, trim, whole};
use crate::palette::Ink;
use crate::scene::{Group, Item, Role};
use crate::shape::{line, stroke};
use crate::typeset::Typesetter;
use serde::Deserialize;
use wayline_model::evidence::Figure;
use wayline_model::question::Operator;

pub(crate) const CHART: Chart = Chart { op: "ratings", title, least: 420.0, draw };

#[derive(Deserialize)]
struct Ratings {
    kind: Option<String>,
    scale: Option<(f64, f64)>,
    mean: Figure,
    answers: Vec<Given>,
}

#[derive(Deserialize)]
struct Given {
    rating: f64,
    count: u64,
    share: Option<f64>,
}

const BAR: f64 = 20.0;
const ROW: f64 = 27.0;

fn title(op: &Operator) -> String {
    let Operator::Ratings { kind, about } = op else { return String::new() };
    let kind = kind.as_deref().map(|kind| format!(" ({kind})")).unwrap_or_default();
    let about = about.as_deref().map(|about| format!(" about {about}")).unwrap_or_default();
    format!("How do customers rate{about}{kind}?")
}

fn draw(panel: &Panel, types: &mut Typesetter) -> Result<Drawing, NotDrawn> {
    let p = panel.palette;
    let ratings: Ratings = panel.read()?;
    if ratings.answers.iter().all(|given| given.count == 0) {
        let why = ratings.mean.why.as_deref().unwrap_or("nobody answered");
        return Ok(plot::nothing(panel, types, &format!("No ratings: {why}")));
    }
    let names = 56.0;
    let left = panel.x + names;
    let wide = (panel.width - names - 130.0).min(760.0);
    let most = ratings.answers.iter().map(|given| given.count).max().unwrap_or(1).max(1);
    let mut out = Drawing { right: panel.right(), ..Drawing::default() };
    let mut at = panel.y;
    for (i, given) in ratings.answers.iter().enumerate().rev() {
        let name = types.line(&trim(given.rating, 2), NAME, names - 10.0);
        out.items.extend(name.place(left - 10.0 - name.width, at + (BAR - name.height) / 2.0));
        let long = wide * given.count as f64 / most as f64;
        let mut inside = vec![plot::bar(p, (left, at, long, BAR), ratings.mean.low_base)];
        let words = types.line(&whole(given.count), NAME, 70.0);
        inside.extend(words.place(left + long + 7.0, at + (BAR - words.height) / 2.0));
        let label = format!("{} answered {}", whole(given.count), trim(given.rating, 2));
        let key = panel.key(format_args!("/answers/{i}/count"));
        out.items.push(plot::counted(inside, label, (&key, "count"), given.count));
        if let Some(share) = given.share {
            let text = percent(share);
            let block = types.line(&text, SMALL, 50.0);
            let x = left + long + 7.0 + words.width + 7.0;
            let inside = block.place(x, at + (BAR - block.height) / 2.0);
            let key = panel.key(format_args!("/answers/{i}/share"));
            out.items.push(Item::Group(Group::new(Role::Mark, text, inside).key(&key).figure(
                "share",
                Some(share),
                None,
            )));
        }
        at += ROW;
    }
    at += 10.0;
    if let (Some((low, high)), Some(value)) = (ratings.scale, ratings.mean.value)
        && high > low
    {
        at += mean(panel, types, (&ratings, value), ((low, high), left, at, wide), &mut out);
    }
    out.height = at - panel.y;
    Ok(out)
}

/// The mean on its scale; gives its height.
fn mean(
    panel: &Panel,
    types: &mut Typesetter,
    (ratings, value): (&Ratings, f64),
    ((low, high), left, top, wide): ((f64, f64), f64, f64, f64),
    out: &mut Drawing,
) -> f64 {
    let p = panel.palette;
    let figure = &ratings.mean;
    let x = |rating: f64| left + (rating.clamp(low, high) - low) / (high - low) * wide;
    let kind = ratings.kind.as_deref().map(|kind| format!(" {kind}")).unwrap_or_default();
    let interval = match (figure.low, figure.high) {
        (Some(low), Some(high)) => format!(" · 95% CI {}–{}", trim(low, 2), trim(high, 2)),
        _ => String::new(),
    };
    let text = format!("mean {}{kind}{interval} · {}", trim(value, 2), base(figure.n));
    let words = types.line(&text, BODY.fill(Ink::First), wide);
    let mut inside = words.place(left, top);
    let y = top + words.height + 10.0;
    out.items.push(line((left, y), (left + wide, y), stroke(p.zero, 1.0)));
    for end in [low, high] {
        let name = types.line(&trim(end, 2), SMALL, 40.0);
        out.items.extend(name.place(x(end) - name.width / 2.0, y + 7.0));
        out.items.push(line((x(end), y - 3.5), (x(end), y + 3.5), stroke(p.zero, 1.0)));
    }
    if let (Some(low), Some(high)) = (figure.low, figure.high) {
        inside.extend(plot::whisker(p, x(low), x(high), y));
        out.signs.push(Sign::Interval);
    }
    inside.push(plot::point(p, x(value), y, figure.low_base));
    if figure.low_base {
        out.signs.push(Sign::Hollow);
    }
    out.items.push(Item::Group(
        Group::new(Role::Mark, text, inside).key(&panel.key("/mean")).figure(
            "mean",
            Some(value),
            Some(figure.n),
        ),
    ));
    words.height + 34.0
}
