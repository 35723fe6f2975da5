//! **Pattern.** Shows how many journeys have a sequence of events.
//! How: the rate on a scale with its Wilson interval, beside it journeys, matches and their median time; below, the first matches as a list.
//! Limits: at most 20 matches are listed, the first of each journey.

use super::words::{BODY, NAME, SMALL};
use super::{Chart, Drawing, NotDrawn, Panel, plot};
use crate::format::{day, duration, whole};
use crate::palette::Ink;
use crate::scene::{Group, Item, Role};
use crate::shape::rule;
use crate::typeset::Typesetter;
use serde::Deserialize;
use wayline_model::evidence::Figure;
use wayline_model::question::Operator;

pub(crate) const CHART: Chart = Chart { op: "pattern", title, least: 520.0, draw };

#[derive(Deserialize)]
struct Pattern {
    count: u64,
    rate: Figure,
    matches: u64,
    median_s: Option<f64>,
    first: Vec<Match>,
}

#[derive(Deserialize)]
struct Match {
    journey: String,
    position: u64,
    events: u64,
    start: Option<String>,
    end: Option<String>,
}

const ROWS: usize = 20;
const ROW: f64 = 22.0;

fn title(op: &Operator) -> String {
    let Operator::Pattern { pattern } = op else { return String::new() };
    format!("How many journeys follow {pattern}?")
}

fn draw(panel: &Panel, types: &mut Typesetter) -> Result<Drawing, NotDrawn> {
    let p = panel.palette;
    let all: Pattern = panel.read()?;
    let mut out = Drawing { right: panel.right(), ..Drawing::default() };
    let third = panel.width / 3.0;
    let (heads, tall) = plot::heads(
        types,
        panel.y,
        &[
            ("Journeys with a match, 0–100%", panel.x, third - 24.0),
            ("Matches", panel.x + third, third - 24.0),
            ("First to last event, median", panel.x + 2.0 * third, third),
        ],
    );
    out.items = heads;
    let mut at = panel.y + tall;
    let key = panel.key("/rate");
    let place = (panel.x, at, (third - 24.0).min(220.0));
    let rate =
        plot::rate(p, types, &all.rate, (&key, "rate", "Journeys with a match"), place, &mut out);
    out.items.push(rate);
    let words = types.line(&whole(all.matches), NAME, third - 24.0);
    let label = format!("{} matches", whole(all.matches));
    let inside = words.place(panel.x + third, at);
    out.items.push(plot::counted(inside, label, (&panel.key("/matches"), "matches"), all.matches));
    let text = format!("in {} journeys", whole(all.count));
    let words = types.line(&text, SMALL, third - 24.0);
    let inside = words.place(panel.x + third, at + 16.0);
    out.items.push(plot::counted(inside, text, (&panel.key("/count"), "count"), all.count));
    if let Some(median) = all.median_s {
        let text = duration(median);
        let words = types.line(&text, NAME, third);
        let group = Group::new(Role::Mark, text, words.place(panel.x + 2.0 * third, at));
        out.items.push(Item::Group(group.key(&panel.key("/median_s")).figure(
            "median_s",
            Some(median),
            Some(all.matches),
        )));
    }
    at += plot::RATE + 16.0;
    at += if all.first.is_empty() {
        let words = types.line("No journey has a match", BODY, panel.width);
        out.items.extend(words.place(panel.x, at));
        words.height
    } else {
        list(panel, types, &all.first, at, &mut out)
    };
    out.height = at - panel.y;
    Ok(out)
}

/// The first matches, one a row; gives their height.
fn list(
    panel: &Panel,
    types: &mut Typesetter,
    first: &[Match],
    top: f64,
    out: &mut Drawing,
) -> f64 {
    let names = panel.width * 0.34;
    let column = |part: f64| panel.x + names + 16.0 + (panel.width - names - 16.0) * part;
    let wide = (panel.width - names - 16.0) * 0.25 - 10.0;
    let (heads, tall) = plot::heads(
        types,
        top,
        &[
            ("First matches: journey", panel.x, names),
            ("From event", column(0.0), wide),
            ("Events", column(0.25), wide),
            ("Begins", column(0.5), wide),
            ("Ends", column(0.75), wide),
        ],
    );
    out.items.extend(heads);
    let mut at = top + tall;
    let rows = panel.rows(ROWS);
    for (i, found) in first.iter().take(rows).enumerate() {
        if i > 0 {
            out.items.push(rule(panel.palette, panel.x, panel.right(), at - 3.5));
        }
        let name = types.line(&found.journey, NAME, names);
        out.items.extend(name.place(panel.x, at));
        for (part, field, count) in
            [(0.0, "position", found.position), (0.25, "events", found.events)]
        {
            let words = types.line(&whole(count), BODY.fill(Ink::First), wide);
            let label = format!("{field} {}", whole(count));
            let key = panel.key(format_args!("/first/{i}/{field}"));
            let inside = words.place(column(part), at);
            out.items.push(plot::counted(inside, label, (&key, field), count));
        }
        for (part, time) in [(0.5, &found.start), (0.75, &found.end)] {
            let text = time.as_deref().map_or_else(|| "unknown".to_owned(), day);
            let words = types.line(&text, BODY, wide);
            out.items.extend(words.place(column(part), at));
        }
        at += ROW;
    }
    if first.len() > rows {
        let more = whole((first.len() - rows) as u64);
        out.notes.push(format!("{more} more of the first matches are not drawn"));
    }
    at - top
}
