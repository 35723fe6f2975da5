//! The map as a table, for screen readers and for whoever prefers one: a row a step, and a row a path below.

use crate::escape::xml;
use crate::format::{base, day, duration, emotion, percent, whole};
use crate::lane::ranked;
use crate::shape::grade_words;
use std::fmt::Write as _;
use wayline_model::evidence::Figure;
use wayline_model::resolved::{ResolvedMap, ResolvedStep};

const COLUMNS: [&str; 11] = [
    "Step",
    "Journeys",
    "Left here",
    "Still open",
    "Emotion",
    "Wait before",
    "Channels",
    "Voices",
    "Pains",
    "Opportunities",
    "Actions",
];

pub(super) fn table(map: &ResolvedMap) -> String {
    let mut out = String::from(
        "<div class=\"scroll\"><table>\n<caption>Stages and steps from first to last</caption>\n<thead><tr><th scope=\"col\">Stage</th>",
    );
    for column in COLUMNS {
        let _ = write!(out, "<th scope=\"col\">{column}</th>");
    }
    out.push_str("</tr></thead>\n");
    for stage in &map.stages {
        out.push_str("<tbody>\n");
        let rows = stage.steps.len().max(1);
        let count = stage.count.map(|count| format!("({})", whole(count))).unwrap_or_default();
        let head = format!(
            "<th scope=\"rowgroup\" rowspan=\"{rows}\">{} {}</th>",
            xml(&stage.name),
            xml(&count)
        );
        if stage.steps.is_empty() {
            let _ =
                writeln!(out, "<tr>{head}<td colspan=\"{}\">no steps yet</td></tr>", COLUMNS.len());
        }
        for (i, step) in stage.steps.iter().enumerate() {
            let _ =
                writeln!(out, "<tr>{}{}</tr>", if i == 0 { head.as_str() } else { "" }, row(step));
        }
        out.push_str("</tbody>\n");
    }
    out.push_str("</table></div>\n");
    if !map.paths.is_empty() {
        out.push_str("<div class=\"scroll\"><table>\n<caption>Moves beside the plain order</caption>\n<thead><tr><th scope=\"col\">From</th><th scope=\"col\">To</th><th scope=\"col\">Journeys</th><th scope=\"col\">Share</th></tr></thead>\n<tbody>\n");
        for path in &map.paths {
            let _ = writeln!(
                out,
                "<tr><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>",
                xml(&path.from),
                xml(&path.to),
                whole(path.count),
                figure(&path.share, percent)
            );
        }
        out.push_str("</tbody>\n</table></div>\n");
    }
    out
}

fn row(step: &ResolvedStep) -> String {
    let count = |count: Option<u64>| count.map_or_else(|| "not known".into(), whole);
    let lines = |all: Vec<String>| {
        all.iter().fold(String::new(), |out, line| out + "<p>" + &xml(line) + "</p>")
    };
    let mut name = vec![step.name.clone()];
    name.extend(step.action.clone());
    let voices = step.voices.iter().map(|voice| {
        let language = voice.language.as_ref().map(|l| format!(", {l}")).unwrap_or_default();
        format!(
            "“{}” ({} {}{language}, {})",
            voice.text,
            whole(voice.n),
            voice.source,
            grade_words(voice.grade)
        )
    });
    let pains = step.pains.iter().map(|pain| {
        let detail = pain.detail.as_ref().map(|d| format!(" {d}.")).unwrap_or_default();
        let place = if ranked(pain) { format!("{}. ", pain.rank) } else { String::new() };
        format!("{place}{}.{detail} {}: {}", pain.title, grade_words(pain.grade), pain.why)
    });
    let ideas = step.opportunities.iter().map(|idea| {
        let detail = idea.detail.as_ref().map(|d| format!(": {d}")).unwrap_or_default();
        format!("{}{detail} ({})", idea.title, grade_words(idea.grade))
    });
    let actions = step.actions.iter().map(|action| {
        let owner = action.owner.as_ref().map(|o| format!(", {o}")).unwrap_or_default();
        let due = action.due.as_ref().map(|d| format!(", due {}", day(d))).unwrap_or_default();
        format!("{}{owner}{due}", action.title)
    });
    let mut left = figure(&step.left.figure, percent);
    if let Some(count) = step.left.count.filter(|_| step.left.figure.value.is_some()) {
        let _ = write!(left, " ({})", whole(count));
    }
    format!(
        "<th scope=\"row\">{}</th><td>{}</td><td>{left}</td><td>{}</td><td>{} {}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td>",
        lines(name),
        count(step.count),
        count(step.left.open),
        figure(&step.emotion.figure, emotion),
        grade_words(step.emotion.grade),
        figure(&step.wait_s, duration),
        xml(&step.channels.join(", ")),
        lines(voices.collect()),
        lines(pains.collect()),
        lines(ideas.collect()),
        lines(actions.collect()),
    )
}

/// A figure with interval and base, or why there is none; escaped.
fn figure(figure: &Figure, show: impl Fn(f64) -> String) -> String {
    let Some(value) = figure.value.filter(|value| value.is_finite()) else {
        return xml(&format!("not known: {}", figure.why.as_deref().unwrap_or("no data")));
    };
    let mut text = show(value);
    if let (Some(low), Some(high)) = (figure.low, figure.high) {
        let _ = write!(text, " ({} … {})", show(low), show(high));
    }
    let _ = write!(text, ", {}", base(figure.n));
    if figure.low_base {
        text += ", small base";
    }
    xml(&text)
}
