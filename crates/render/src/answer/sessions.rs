//! **Sessions.** Shows how many stretches of activity there are, how many events they have and how long they last.
//! How: the figures in words, the share of sessions with one event with its interval, then two histograms in classes: a bar a class, its
//! length the sessions, the share beside.
//! Limits: the classes are those of the answer; groups have scales of their own.

use super::plot::{self, RATE};
use super::words::{BODY, HEAD, NAME, SMALL};
use super::{Chart, Drawing, NotDrawn, Panel};
use crate::format::{duration, percent, trim, whole};
use crate::palette::Ink;
use crate::scene::{Group, Item, Role};
use crate::typeset::Typesetter;
use serde::Deserialize;
use wayline_model::evidence::Figure;
use wayline_model::question::Operator;

pub(crate) const CHART: Chart = Chart { op: "sessions", title, least: 460.0, draw };

#[derive(Deserialize)]
struct Found {
    sessions: u64,
    open: u64,
    mean_per_journey: Option<f64>,
    mean_events: Option<f64>,
    median_events: Option<f64>,
    mean_s: Option<f64>,
    bounce: Figure,
    events: Vec<Events>,
    lengths: Vec<Length>,
}

#[derive(Deserialize)]
struct Events {
    from: u64,
    to: Option<u64>,
    sessions: u64,
    share: Option<f64>,
}

#[derive(Deserialize)]
struct Length {
    over_s: Option<f64>,
    to_s: Option<f64>,
    sessions: u64,
    share: Option<f64>,
}

const ROW: f64 = 24.0;
const BAR: f64 = 18.0;
const NAMES: f64 = 130.0;

fn title(op: &Operator) -> String {
    let Operator::Sessions { gap } = op else { return String::new() };
    format!(
        "How long are sessions, ended by a gap of more than {}?",
        gap.as_deref().unwrap_or("30m")
    )
}

fn draw(panel: &Panel, types: &mut Typesetter) -> Result<Drawing, NotDrawn> {
    let found: Found = panel.read()?;
    if found.sessions == 0 {
        return Ok(plot::nothing(panel, types, "No event is in scope: there is no session"));
    }
    let mut out = Drawing { right: panel.right(), ..Drawing::default() };
    let mut at = facts(panel, types, &found, &mut out);
    let head = types.line("Sessions with a single event (bounce), 0–100%", HEAD, panel.width);
    out.items.extend(head.place(panel.x, at));
    at += head.height + 5.0;
    let key = panel.key("/bounce");
    let names = (key.as_str(), "bounce", "Sessions with a single event");
    let wide = panel.width.min(320.0);
    let item =
        plot::rate(panel.palette, types, &found.bounce, names, (panel.x, at, wide), &mut out);
    out.items.push(item);
    at += RATE + 14.0;

    let rows: Vec<Row> = found
        .events
        .iter()
        .enumerate()
        .map(|(i, class)| Row {
            name: match class.to {
                Some(to) if to == class.from => whole(to),
                Some(to) => format!("{}–{}", whole(class.from), whole(to)),
                None => format!("{} and more", whole(class.from)),
            },
            key: format!("/events/{i}"),
            sessions: class.sessions,
            share: class.share,
        })
        .collect();
    at = classes(panel, types, "Events in the session", &rows, at, &mut out);
    let rows: Vec<Row> = found
        .lengths
        .iter()
        .enumerate()
        .map(|(i, class)| Row {
            name: match (class.over_s, class.to_s) {
                (None, Some(to)) => duration(to),
                (Some(over), Some(to)) => format!("over {} to {}", duration(over), duration(to)),
                (over, None) => format!("over {}", duration(over.unwrap_or(0.0))),
            },
            key: format!("/lengths/{i}"),
            sessions: class.sessions,
            share: class.share,
        })
        .collect();
    at = classes(panel, types, "From the first to the last event", &rows, at + 12.0, &mut out);
    if found.bounce.low_base {
        out.signs.push(super::sign::Sign::Hollow);
    }
    out.height = at - panel.y;
    Ok(out)
}

/// The figures in words, in a row that wraps; gives their foot.
fn facts(panel: &Panel, types: &mut Typesetter, found: &Found, out: &mut Drawing) -> f64 {
    let number = |value: Option<f64>| value.map(|value| trim(value, 2));
    let open = (found.open > 0).then(|| format!("{} may still go on", whole(found.open)));
    let facts = [
        (
            "sessions",
            Some(found.sessions as f64),
            Some(format!("{} sessions", whole(found.sessions))),
        ),
        ("open", Some(found.open as f64), open),
        (
            "mean_per_journey",
            found.mean_per_journey,
            number(found.mean_per_journey).map(|mean| format!("{mean} a journey")),
        ),
        (
            "mean_events",
            found.mean_events,
            number(found.mean_events).map(|mean| format!("{mean} events on average")),
        ),
        (
            "median_events",
            found.median_events,
            number(found.median_events).map(|median| format!("median {median}")),
        ),
        ("mean_s", found.mean_s, found.mean_s.map(|s| format!("{} on average", duration(s)))),
    ];
    let (mut x, mut y) = (panel.x, panel.y);
    for (name, value, text) in facts {
        let Some(text) = text else { continue };
        let block = types.line(&text, BODY, panel.width);
        if x > panel.x && x + block.width > panel.right() {
            (x, y) = (panel.x, y + block.height);
        }
        let group = Group::new(Role::Mark, text, block.place(x, y));
        let key = panel.key(format_args!("/{name}"));
        out.items.push(Item::Group(group.key(&key).figure(name, value, Some(found.sessions))));
        x += block.width + 22.0;
    }
    y + BODY.line() + 12.0
}

/// A class of a histogram.
struct Row {
    name: String,
    key: String,
    sessions: u64,
    share: Option<f64>,
}

/// Bars of classes under their head; gives their foot.
fn classes(
    panel: &Panel,
    types: &mut Typesetter,
    head: &str,
    rows: &[Row],
    top: f64,
    out: &mut Drawing,
) -> f64 {
    let head = types.line(head, HEAD, panel.width);
    out.items.extend(head.place(panel.x, top));
    let mut at = top + head.height + 5.0;
    let left = panel.x + NAMES;
    let wide = (panel.width - NAMES - 130.0).clamp(40.0, 640.0);
    let most = rows.iter().map(|row| row.sessions).max().unwrap_or(1).max(1);
    for row in rows {
        let name = types.line(&row.name, SMALL.fill(Ink::First), NAMES - 8.0);
        out.items.extend(name.place(panel.x, at + (BAR - name.height) / 2.0));
        let long = wide * row.sessions as f64 / most as f64;
        let mut inside = vec![plot::bar(panel.palette, (left, at, long, BAR), false)];
        let count = types.line(&whole(row.sessions), NAME, 70.0);
        inside.extend(count.place(left + long + 7.0, at + (BAR - count.height) / 2.0));
        let label = format!("{}: {} sessions", row.name, whole(row.sessions));
        let key = panel.key(format_args!("{}/sessions", row.key));
        out.items.push(plot::counted(inside, label, (&key, "sessions"), row.sessions));
        if let Some(share) = row.share {
            let text = percent(share);
            let words = types.line(&text, SMALL, 46.0);
            let x = left + long + count.width + 14.0;
            let inside = words.place(x, at + (BAR - words.height) / 2.0);
            let key = panel.key(format_args!("{}/share", row.key));
            out.items.push(Item::Group(Group::new(Role::Mark, text, inside).key(&key).figure(
                "share",
                Some(share),
                None,
            )));
        }
        at += ROW;
    }
    at
}
