//! What the panel of the page shows, with every figure already in the form a reader meets.

use crate::format::whole;
use crate::words::Words;
use serde::Serialize;
use wayline_model::resolved::EvidenceDetail;

/// One key's panel.
#[derive(Default, Serialize)]
pub(super) struct Panel {
    pub(super) key: String,
    pub(super) title: String,
    claim: Option<String>,
    /// Empty where nothing is claimed.
    grade: String,
    why: String,
    pub(super) figures: Vec<Shown>,
    quotes: Vec<Quote>,
    journeys: Vec<Walk>,
    /// `50 of 4,127 journeys`, where there are any.
    of: Option<String>,
    pub(super) command: Option<String>,
}

#[derive(Default, Serialize)]
pub(super) struct Shown {
    label: String,
    pub(super) value: String,
    interval: String,
    n: String,
    as_of: String,
    why: String,
}

#[derive(Serialize)]
struct Quote {
    text: String,
    from: String,
}

#[derive(Serialize)]
struct Walk {
    id: String,
    when: String,
    path: String,
}

/// The panel of a mark that claims nothing: its count and the command that asks for it.
pub(super) fn of_count(key: &str, title: &str, count: Option<u64>, command: String) -> Panel {
    let count = count.map(|count| Shown {
        label: "journeys".into(),
        value: whole(count),
        ..Shown::default()
    });
    Panel {
        key: key.into(),
        title: title.into(),
        figures: count.into_iter().collect(),
        command: Some(command),
        ..Panel::default()
    }
}

pub(super) fn panel(words: Words, detail: &EvidenceDetail) -> Panel {
    let figures = detail
        .evidence
        .iter()
        .map(|evidence| {
            let show = |value: f64| words.measured(&evidence.measure, value);
            let figure = &evidence.figure;
            Shown {
                label: evidence.label.clone(),
                value: figure.value.map_or_else(|| "—".into(), show),
                interval: match (figure.low, figure.high) {
                    (Some(low), Some(high)) => {
                        let ends = [("low", show(low).into()), ("high", show(high).into())];
                        words.fill("picture-interval-wide", ends)
                    }
                    _ => String::new(),
                },
                n: if figure.low_base {
                    format!("{} ({})", words.base(figure.n), words.say("evidence-low-base"))
                } else {
                    words.base(figure.n)
                },
                as_of: figure.as_of.as_deref().map(|at| words.as_of(at)).unwrap_or_default(),
                why: figure.why.clone().unwrap_or_default(),
            }
        })
        .collect();
    let quotes = detail
        .verbatims
        .iter()
        .map(|voice| {
            let mut from = vec![voice.source.clone()];
            from.extend(voice.language.clone());
            from.extend(voice.at.as_deref().map(|at| words.day(at)));
            Quote { text: voice.text.clone(), from: from.join(" · ") }
        })
        .collect();
    let journeys = detail
        .journeys
        .iter()
        .map(|journey| {
            let rest = journey.events.saturating_sub(journey.activities.len() as u64);
            let more = if rest > 0 {
                words.fill("picture-more-events", [("n", rest.into())])
            } else {
                String::new()
            };
            Walk {
                id: journey.id.clone(),
                when: words.span(&journey.start, &journey.end),
                path: format!("{}{more}", journey.activities.join(" → ")),
            }
        })
        .collect();
    let of = (detail.journeys_total > 0).then(|| {
        let shown = words.whole(detail.journeys.len() as u64);
        let places = [("shown", shown.into()), ("n", detail.journeys_total.into())];
        words.fill("picture-journeys-of", places)
    });
    Panel {
        key: detail.key.clone(),
        title: detail.title.clone(),
        claim: detail.claim.clone(),
        grade: words.grade(detail.grade),
        why: detail.why.clone(),
        figures,
        quotes,
        journeys,
        of,
        command: detail.command.clone(),
    }
}
