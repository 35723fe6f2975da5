//! **Attribution.** Shows which channels conversions are credited to.
//! How: a bar a channel, its length the credited conversions, share and conversions touched beside it; with a Markov chain also the removal effect.
//! Limits: at most 60 channels, most credit first; the rest is counted in a note.

use super::words::{BODY, NAME, SMALL};
use super::{Chart, Drawing, NotDrawn, Panel, plot};
use crate::format::{percent, trim, whole};
use crate::palette::Ink;
use crate::scene::{Group, Item, Role};
use crate::shape::rule;
use crate::typeset::Typesetter;
use serde::Deserialize;
use serde_json::Value;
use wayline_model::question::{Model, Operator};

pub(crate) const CHART: Chart = Chart { op: "attribution", title, least: 520.0, draw };

#[derive(Deserialize)]
struct Attribution {
    conversions: u64,
    without_touch: u64,
    low_base: bool,
    null_paths: Option<u64>,
    channels: Vec<Channel>,
    why: Option<String>,
}

#[derive(Deserialize)]
struct Channel {
    value: Value,
    conversions: Option<f64>,
    share: Option<f64>,
    touched: u64,
    removal_effect: Option<f64>,
}

const ROWS: usize = 60;
const BAR: f64 = 18.0;
const ROW: f64 = 28.0;
/// Width of a column of figures.
const CELL: f64 = 76.0;

fn title(op: &Operator) -> String {
    let Operator::Attribution { goal, model, within, of, .. } = op else { return String::new() };
    let of = of.as_deref().unwrap_or("channel");
    let how = match model {
        Model::First => "first touch",
        Model::Last => "last touch",
        Model::Linear => "linear",
        Model::UShape => "U-shape",
        Model::TimeDecay => "time decay",
        Model::Markov => "Markov chain",
        Model::Shapley => "Shapley value",
    };
    let within = within.as_deref().map(|within| format!(", within {within}")).unwrap_or_default();
    format!("Which {of} is {goal} credited to ({how}{within})?")
}

/// A value in words.
fn named(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), ToOwned::to_owned)
}

fn draw(panel: &Panel, types: &mut Typesetter) -> Result<Drawing, NotDrawn> {
    let p = panel.palette;
    let all: Attribution = panel.read()?;
    if all.channels.is_empty() {
        return Ok(plot::nothing(
            panel,
            types,
            "No conversion has a touch: there is no channel to credit",
        ));
    }
    let markov = all.null_paths.is_some();
    let known = all.channels.iter().filter_map(|channel| channel.conversions);
    let most = known.fold(0.0, f64::max);
    let names = (panel.width * 0.26).clamp(120.0, 260.0);
    let touched = panel.right() - CELL;
    let effect = if markov { touched - CELL } else { touched };
    let share = effect - CELL;
    let bars = panel.x + names + 14.0;
    let widest = share - 16.0 - bars;
    let scale = if most > 0.0 { (widest - 66.0).max(20.0) / most } else { 0.0 };
    let mut columns = vec![
        ("Credited to", panel.x, names),
        ("Conversions credited", bars, widest),
        ("Share", share, CELL - 8.0),
        ("Conversions touched", touched, CELL),
    ];
    if markov {
        columns.push(("Removal effect", effect, CELL - 8.0));
    }
    let (heads, tall) = plot::heads(types, panel.y, &columns);
    let mut out = Drawing { right: panel.right(), ..Drawing::default() };
    out.items = heads;
    let mut at = panel.y + tall;
    let rows = panel.rows(ROWS);
    for (i, channel) in all.channels.iter().take(rows).enumerate() {
        if i > 0 {
            out.items.push(rule(p, panel.x, panel.right(), at - 4.5));
        }
        let text = named(&channel.value);
        let name = types.line(&text, NAME, names);
        out.items.extend(name.place(panel.x, at + (BAR - name.height) / 2.0));
        let key = |field: &str| panel.key(format_args!("/channels/{i}/{field}"));
        if let Some(conversions) = channel.conversions {
            let wide = conversions * scale;
            let mut inside = vec![plot::bar(p, (bars, at, wide, BAR), all.low_base)];
            let shown = trim(conversions, 1);
            let number = types.line(&shown, NAME, 66.0);
            inside.extend(number.place(bars + wide + 6.0, at + (BAR - number.height) / 2.0));
            let label = format!("{text}: {shown} conversions");
            let group = Group::new(Role::Mark, label, inside).key(&key("conversions"));
            out.items.push(Item::Group(group.figure("conversions", Some(conversions), None)));
        }
        for (x, field, value) in
            [(share, "share", channel.share), (effect, "removal_effect", channel.removal_effect)]
        {
            let Some(value) = value else { continue };
            let shown = percent(value);
            let words = types.line(&shown, BODY.fill(Ink::First), CELL - 8.0);
            let inside = words.place(x, at + (BAR - words.height) / 2.0);
            let label = format!("{text}: {} {shown}", field.replace('_', " "));
            let group = Group::new(Role::Mark, label, inside).key(&key(field));
            out.items.push(Item::Group(group.figure(field, Some(value), None)));
        }
        let shown = whole(channel.touched);
        let words = types.line(&shown, BODY, CELL);
        let inside = words.place(touched, at + (BAR - words.height) / 2.0);
        let label = format!("{text}: among the touches of {shown} conversions");
        out.items.push(plot::counted(inside, label, (&key("touched"), "touched"), channel.touched));
        at += ROW;
    }
    at += foot(panel, types, &all, at, &mut out);
    if let Some(rest) = all.channels.get(rows..).filter(|rest| !rest.is_empty()) {
        out.notes
            .push(format!("{} more rows with less credit are not drawn", whole(rest.len() as u64)));
    }
    if let Some(why) = &all.why {
        out.notes.push(format!("Credit is unknown: {why}"));
    }
    out.height = at - panel.y;
    Ok(out)
}

/// What the credit is of; gives its height.
fn foot(
    panel: &Panel,
    types: &mut Typesetter,
    all: &Attribution,
    at: f64,
    out: &mut Drawing,
) -> f64 {
    let mut x = panel.x;
    let mut tall: f64 = 0.0;
    let figures = [
        (Some(all.conversions), "conversions", "conversions"),
        (Some(all.without_touch), "without_touch", "of them without a touch"),
        (all.null_paths, "null_paths", "journeys with touches and no conversion"),
    ];
    for (count, field, what) in figures {
        let Some(count) = count else { continue };
        let text = format!("{} {what}", whole(count));
        let words = types.line(&text, SMALL, panel.right() - x);
        let inside = words.place(x, at);
        tall = tall.max(words.height);
        x += words.width + 18.0;
        let key = panel.key(format_args!("/{field}"));
        out.items.push(plot::counted(inside, text, (&key, field), count));
    }
    if all.low_base {
        out.signs.push(super::sign::Sign::Hollow);
    }
    tall + 6.0
}
