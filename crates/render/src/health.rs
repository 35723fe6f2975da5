//! The second line: how healthy journey and map are, in six figures. An unknown one is a dash with its reason.

use crate::format::{
    base, day, days_between, emotion, percent, rate_interval, rests_on, short, trim, whole,
};
use crate::grid::Frame;
use crate::lane::Drawing;
use crate::palette::Ink;
use crate::scene::{Face, Group, Item, Role};
use crate::shape::{line, stroke};
use crate::style::MARGIN;
use crate::typeset::{Type, Typesetter};
use std::fmt::Write as _;
use wayline_model::evidence::Figure;

const HEIGHT: f64 = 74.0;
const LABEL: Type = Type::HINT.tracking(0.02);
const VALUE: Type = Type::NAME.size(20.0).fill(Ink::First).tracking(-0.02);
const NOTE: Type = Type::BODY.face(Face::Medium);
const WHY: Type = Type::TINY;
const DASH: Type = VALUE.face(Face::Regular).fill(Ink::Third);

struct Kpi {
    /// What a click opens; the span of the data has nothing behind it.
    key: Option<&'static str>,
    label: &'static str,
    value: Option<String>,
    note: String,
    exact: Option<f64>,
    n: Option<u64>,
}

/// Draws it under the header.
pub(crate) fn draw(frame: &Frame, types: &mut Typesetter, top: f64) -> Drawing {
    let mut items = Vec::new();
    let mut x = MARGIN;
    let mut row = top;
    let all = figures(frame);
    let count = all.len();
    for (i, kpi) in all.into_iter().enumerate() {
        let label = types.line(kpi.label, LABEL, 240.0);
        let known = kpi.value.is_some();
        let kind = if known { VALUE } else { DASH };
        let value = types.line(kpi.value.as_deref().unwrap_or("–"), kind, 240.0);
        let note = if known {
            types.line(&kpi.note, NOTE, 260.0)
        } else {
            types.block(&kpi.note, WHY, 210.0, 3)
        };
        let width = label.width.max(value.width + 6.0 + note.width);
        if x + width > frame.grid.edge() && x > MARGIN {
            items.push(frame.rule(0.0, frame.grid.width, row + HEIGHT - 0.5));
            x = MARGIN;
            row += HEIGHT;
        }
        let mut inside = label.place(x, row + 13.0);
        let line_top = row + 13.0 + label.height;
        inside.extend(value.place(x, line_top));
        let note_top = if known {
            line_top + VALUE.baseline() - NOTE.baseline()
        } else {
            line_top + if note.height > 30.0 { 0.0 } else { 5.0 }
        };
        inside.extend(note.place(x + value.width + 6.0, note_top));
        let words =
            format!("{}: {} {}", kpi.label, kpi.value.as_deref().unwrap_or("not known"), kpi.note);
        let mut group = Group::new(Role::Mark, words, inside);
        if let Some(key) = kpi.key {
            group = group.key(key).figure("health", kpi.exact, kpi.n);
        }
        items.push(Item::Group(group));
        x += width + 26.0;
        if i + 1 < count && x + 26.0 < frame.grid.edge() {
            items.push(line(
                (x - 0.5, row),
                (x - 0.5, row + HEIGHT),
                stroke(frame.palette.rule, 1.0),
            ));
        }
        x += 26.0;
    }
    let height = row + HEIGHT - top;
    items.push(frame.rule(0.0, frame.grid.width, top + height - 0.5));
    Drawing {
        items: vec![Item::Group(Group::new(
            Role::Section,
            "Health of the journey and of the map",
            items,
        ))],
        height,
    }
}

fn figures(frame: &Frame) -> Vec<Kpi> {
    let health = &frame.map.health;
    let mut volume = format!("{} events", short(health.events));
    if let Some(customers) = health.customers.filter(|customers| *customers != health.journeys) {
        let _ = write!(volume, " · {} customers", whole(customers));
    }
    let share = |figure: &Figure| figure.value.filter(|value| value.is_finite());
    let why = |figure: &Figure| figure.why.clone().unwrap_or_else(|| "not known yet".into());
    let goal_note = match (share(&health.goal), rate_interval(&health.goal)) {
        (Some(_), Some(interval)) => interval,
        (Some(_), None) => base(health.goal.n),
        (None, _) => why(&health.goal),
    };
    let mut claims = format!("of {} claims", whole(health.claims));
    for (count, one, many) in [
        (health.assumptions, "assumption", "assumptions"),
        (health.ageing, "ageing", "ageing"),
        (health.contradicted, "contradicted", "contradicted"),
    ] {
        if count > 0 {
            let _ = write!(claims, " · {} {}", whole(count), if count == 1 { one } else { many });
        }
    }
    let backed = (health.claims > 0).then(|| health.supported as f64 / health.claims as f64);
    let lowest = &health.lowest;
    let low = lowest.emotion.value.filter(|value| value.is_finite());
    let low_note = match (&lowest.step, low) {
        (Some(step), Some(_)) => format!("{step} · {}", rests_on(lowest.emotion.n)),
        _ => lowest.emotion.why.clone().unwrap_or_else(|| "no step has enough ratings".into()),
    };
    let (since, until) = (frame.map.since.as_deref(), frame.map.as_of.as_deref());
    let span = since.zip(until).and_then(|(since, until)| days_between(since, until));
    let dates = match (since, until) {
        (Some(since), Some(until)) => format!("{} – {}", day(since), day(until)),
        (None, Some(until)) => format!("as of {}", day(until)),
        _ => "the data carry no time".into(),
    };
    vec![
        Kpi {
            key: Some("health.journeys"),
            label: volume_label(frame),
            value: Some(whole(health.journeys)),
            note: volume,
            exact: Some(health.journeys as f64),
            n: Some(health.events),
        },
        Kpi {
            key: Some("health.goal"),
            label: "Reach the goal",
            value: share(&health.goal).map(percent),
            note: goal_note,
            exact: health.goal.value,
            n: Some(health.goal.n),
        },
        Kpi {
            key: Some("health.claims"),
            label: "Backed by evidence",
            value: backed.map(percent),
            note: if backed.is_some() { claims } else { "no claims on the map yet".into() },
            exact: backed,
            n: Some(health.claims),
        },
        Kpi {
            key: Some("health.explained"),
            label: "Journeys the map explains",
            value: share(&health.explained).map(percent),
            note: match share(&health.explained) {
                Some(_) => format!("of {}", whole(health.explained.n)),
                None => why(&health.explained),
            },
            exact: health.explained.value,
            n: Some(health.explained.n),
        },
        Kpi {
            key: Some("health.lowest"),
            label: "Lowest moment",
            value: low.map(emotion),
            note: low_note,
            exact: lowest.emotion.value,
            n: Some(lowest.emotion.n),
        },
        Kpi {
            key: None,
            label: "Time span",
            value: span.map(span_words),
            note: dates,
            exact: None,
            n: None,
        },
    ]
}

fn volume_label(frame: &Frame) -> &'static str {
    use wayline_model::question::Unit;
    match (frame.map.unit, frame.shows_shares()) {
        (Unit::Customer, true) => "Customers on this journey",
        (Unit::Case, true) => "Cases on this journey",
        (Unit::Account, true) => "Accounts on this journey",
        (Unit::Session, true) => "Sessions on this journey",
        (Unit::Customer, false) => "Customers in the sample",
        (Unit::Case, false) => "Cases in the sample",
        (Unit::Account, false) => "Accounts in the sample",
        (Unit::Session, false) => "Sessions in the sample",
    }
}

fn span_words(days: i64) -> String {
    let (value, unit) = match days {
        i64::MIN..=120 => (days as f64, "days"),
        121..=900 => (days as f64 / 30.4375, "months"),
        _ => (days as f64 / 365.25, "years"),
    };
    let digits = usize::from(unit == "years");
    let text = trim(value, digits);
    format!("{text} {}", if text == "1" { unit.trim_end_matches('s') } else { unit })
}
