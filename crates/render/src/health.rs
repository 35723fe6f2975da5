//! The second line: how healthy journey and map are, in six figures. An unknown one is a dash with its reason.

use crate::format::{days_between, trim};
use crate::grid::Frame;
use crate::lane::Drawing;
use crate::palette::Ink;
use crate::scene::{Face, Group, Item, Role};
use crate::shape::{line, stroke};
use crate::style::MARGIN;
use crate::typeset::{Type, Typesetter};
use crate::words::Words;
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
    label: String,
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
        let label = types.line(&kpi.label, LABEL, 240.0);
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
        let value = kpi.value.unwrap_or_else(|| frame.words.say("picture-not-known"));
        let words = format!("{}: {value} {}", kpi.label, kpi.note);
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
        items: vec![Item::Group(Group::new(Role::Section, frame.words.say("health-label"), items))],
        height,
    }
}

fn figures(frame: &Frame) -> Vec<Kpi> {
    let (health, words) = (&frame.map.health, frame.words);
    let events = words.short(health.events);
    let volume = match health.customers.filter(|customers| *customers != health.journeys) {
        None => words.fill("health-events", [("events", events.into())]),
        Some(customers) => {
            let customers = words.whole(customers);
            let places = [("events", events.into()), ("customers", customers.into())];
            words.fill("health-customers", places)
        }
    };
    let share = |figure: &Figure| figure.value.filter(|value| value.is_finite());
    let why = |figure: &Figure| figure.why.clone().unwrap_or_else(|| words.say("health-unknown"));
    let goal_note = match (share(&health.goal), words.rate_interval(&health.goal)) {
        (Some(_), Some(interval)) => interval,
        (Some(_), None) => words.base(health.goal.n),
        (None, _) => why(&health.goal),
    };
    let mut claims = words.fill("picture-claims", [("n", health.claims.into())]);
    for (count, key) in [
        (health.assumptions, "picture-claims-assumed"),
        (health.ageing, "picture-claims-ageing"),
        (health.contradicted, "picture-claims-contradicted"),
    ] {
        if count > 0 {
            let _ = write!(claims, " · {}", words.fill(key, [("n", count.into())]));
        }
    }
    let backed = (health.claims > 0).then(|| health.supported as f64 / health.claims as f64);
    let lowest = &health.lowest;
    let low = lowest.emotion.value.filter(|value| value.is_finite());
    let low_note = match (&lowest.step, low) {
        (Some(step), Some(_)) => format!("{step} · {}", words.rests_on(lowest.emotion.n)),
        _ => lowest.emotion.why.clone().unwrap_or_else(|| words.say("picture-no-lowest")),
    };
    let (since, until) = (frame.map.since.as_deref(), frame.map.as_of.as_deref());
    let span = since.zip(until).and_then(|(since, until)| days_between(since, until));
    let dates = match (since, until) {
        (Some(since), Some(until)) => words.span(since, until),
        (None, Some(until)) => words.as_of(until),
        _ => words.say("picture-no-time"),
    };
    vec![
        Kpi {
            key: Some("health.journeys"),
            label: volume_label(frame),
            value: Some(words.whole(health.journeys)),
            note: volume,
            exact: Some(health.journeys as f64),
            n: Some(health.events),
        },
        Kpi {
            key: Some("health.goal"),
            label: words.say("health-goal"),
            value: share(&health.goal).map(|share| words.percent(share)),
            note: goal_note,
            exact: health.goal.value,
            n: Some(health.goal.n),
        },
        Kpi {
            key: Some("health.claims"),
            label: words.say("health-claims"),
            value: backed.map(|share| words.percent(share)),
            note: if backed.is_some() { claims } else { words.say("health-no-claims") },
            exact: backed,
            n: Some(health.claims),
        },
        Kpi {
            key: Some("health.explained"),
            label: words.say("picture-explained"),
            value: share(&health.explained).map(|share| words.percent(share)),
            note: match share(&health.explained) {
                Some(_) => {
                    let n = words.whole(health.explained.n);
                    words.fill("health-of", [("n", n.into())])
                }
                None => why(&health.explained),
            },
            exact: health.explained.value,
            n: Some(health.explained.n),
        },
        Kpi {
            key: Some("health.lowest"),
            label: words.say("health-lowest"),
            value: low.map(|value| words.emotion(value)),
            note: low_note,
            exact: lowest.emotion.value,
            n: Some(lowest.emotion.n),
        },
        Kpi {
            key: None,
            label: words.say("data-span"),
            value: span.map(|days| span_words(words, days)),
            note: dates,
            exact: None,
            n: None,
        },
    ]
}

fn volume_label(frame: &Frame) -> String {
    use wayline_model::question::Unit;
    frame.words.say(match (frame.map.unit, frame.shows_shares()) {
        (Unit::Customer, true) => "unit-customer",
        (Unit::Case, true) => "unit-case",
        (Unit::Account, true) => "unit-account",
        (Unit::Session, true) => "unit-session",
        (Unit::Customer, false) => "unit-customer-sample",
        (Unit::Case, false) => "unit-case-sample",
        (Unit::Account, false) => "unit-account-sample",
        (Unit::Session, false) => "unit-session-sample",
    })
}

fn span_words(words: Words, days: i64) -> String {
    let (value, unit) = match days {
        i64::MIN..=120 => (days as f64, "days"),
        121..=900 => (days as f64 / 30.4375, "months"),
        _ => (days as f64 / 365.25, "years"),
    };
    words.length(&trim(value, usize::from(unit == "years")), unit).replace('\u{a0}', " ")
}
