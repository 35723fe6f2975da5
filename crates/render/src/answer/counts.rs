//! **Counts.** Shows what happened in how many journeys, how often journeys start and end there, and the share that left there.
//! How: a bar an activity, its length the journeys that had it, the events in words beside; starts and ends with their marks;
//! the rate of leaving on a scale of its own with its Wilson interval.
//! Limits: at most 60 activities, most events first; the rest is counted in a note.

use super::plot::{self, RATE};
use super::sign::Sign;
use super::words::{BODY, NAME, SMALL};
use super::{Chart, Drawing, NotDrawn, Panel};
use crate::format::whole;
use crate::shape::rule;
use crate::typeset::Typesetter;
use serde::Deserialize;
use wayline_model::evidence::Figure;
use wayline_model::question::Operator;

pub(crate) const CHART: Chart = Chart { op: "counts", title, least: 600.0, draw };

#[derive(Deserialize)]
struct Counts {
    activities: Vec<Activity>,
}

#[derive(Deserialize)]
struct Activity {
    #[serde(rename = "activity")]
    name: String,
    events: u64,
    journeys: u64,
    starts: u64,
    ends: u64,
    left: Figure,
    open: u64,
}

const ROWS: usize = 60;
const BAR: f64 = 18.0;

fn title(_: &Operator) -> String {
    "What happens, how often, and where do journeys start, end and leave?".into()
}

fn draw(panel: &Panel, types: &mut Typesetter) -> Result<Drawing, NotDrawn> {
    let p = panel.palette;
    let Counts { activities } = panel.read()?;
    if activities.is_empty() {
        return Ok(plot::nothing(panel, types, "No event is in scope: nothing happened"));
    }
    let most = activities.iter().map(|activity| activity.journeys).max().unwrap_or(1).max(1);
    let names = (panel.width * 0.24).clamp(120.0, 260.0);
    let rates = (panel.width * 0.15).clamp(84.0, 150.0);
    let left = panel.right() - rates;
    let open = left - 62.0;
    let ends = open - 66.0;
    let starts = ends - 66.0;
    let bars = panel.x + names + 14.0;
    let widest = starts - 16.0 - bars;
    let scale = (widest - 66.0).max(20.0) / most as f64;
    let mut out = Drawing { right: panel.right(), ..Drawing::default() };
    let (heads, tall) = plot::heads(
        types,
        panel.y,
        &[
            ("Activity", panel.x, names),
            ("Journeys, and events", bars, widest),
            ("Start", starts, 60.0),
            ("End", ends, 60.0),
            ("Open", open, 56.0),
            ("Left here, 0–100%", left, rates),
        ],
    );
    out.items = heads;
    out.signs.extend([Sign::Start, Sign::End]);
    let mut at = panel.y + tall;
    let rows = panel.rows(ROWS);
    for (i, activity) in activities.iter().take(rows).enumerate() {
        if i > 0 {
            out.items.push(rule(p, panel.x, panel.right(), at - 3.5));
        }
        let name = types.block(&activity.name, NAME, names, 3);
        let tall = name.height.max(RATE);
        out.items.extend(name.place(panel.x, at + ((RATE - name.height) / 2.0).max(0.0)));
        let key = |field: &str| panel.key(format_args!("/activities/{i}/{field}"));

        let wide = activity.journeys as f64 * scale;
        let mut inside = vec![plot::bar(p, (bars, at, wide, BAR), false)];
        let number = types.line(&whole(activity.journeys), NAME, 66.0);
        inside.extend(number.place(bars + wide + 6.0, at + (BAR - number.height) / 2.0));
        let label = format!("{}: {} journeys", activity.name, whole(activity.journeys));
        out.items.push(plot::counted(
            inside,
            label,
            (&key("journeys"), "journeys"),
            activity.journeys,
        ));
        let events = if activity.events == 1 { "event" } else { "events" };
        let text = format!("{} {events}", whole(activity.events));
        let words = types.line(&text, SMALL.size(9.5), widest);
        let inside = words.place(bars, at + BAR + 0.5);
        out.items.push(plot::counted(inside, text, (&key("events"), "events"), activity.events));

        let cells = [
            (starts, "starts", activity.starts, Some(Sign::Start), "journeys start here"),
            (ends, "ends", activity.ends, Some(Sign::End), "journeys end here"),
            (open, "open", activity.open, None, "journeys may still go on"),
        ];
        for (x, field, count, sign, what) in cells {
            let middle = at + BAR / 2.0;
            let mut inside = Vec::new();
            if count > 0 {
                match sign {
                    Some(Sign::Start) => inside.push(plot::start(p, x + 5.0, middle)),
                    Some(_) => inside.push(plot::end(p, x + 5.0, middle)),
                    None => {}
                }
            }
            let indent = if sign.is_some() { 14.0 } else { 0.0 };
            let words = types.line(&whole(count), BODY, 60.0 - indent);
            inside.extend(words.place(x + indent, middle - words.height / 2.0));
            let label = format!("{} {what}", whole(count));
            out.items.push(plot::counted(inside, label, (&key(field), field), count));
        }
        let names = (key("left"), "left", "Left here");
        let names = (names.0.as_str(), names.1, names.2);
        let item = plot::rate(p, types, &activity.left, names, (left, at - 2.0, rates), &mut out);
        out.items.push(item);
        at += tall + 8.0;
    }
    if let Some(rest) = activities.get(rows..).filter(|rest| !rest.is_empty()) {
        let events: u64 = rest.iter().map(|activity| activity.events).sum();
        out.notes.push(format!(
            "{} more activities with {} events are not drawn",
            whole(rest.len() as u64),
            whole(events)
        ));
    }
    out.height = at - panel.y;
    Ok(out)
}
