//! The map as a table, for screen readers and for whoever prefers one: a row a step, with the lanes of the map as columns; below a
//! row a path and a row a hand-over.

use crate::escape::xml;
use crate::format::{base, day, duration, emotion, percent, whole};
use crate::lane::{Shown, chosen, ranked};
use crate::shape::grade_words;
use crate::style::Style;
use std::fmt::Write as _;
use wayline_model::evidence::Figure;
use wayline_model::lane::Detail;
use wayline_model::resolved::{ResolvedMap, ResolvedStep};

/// What a column says of a step, as HTML.
type Cell = fn(&ResolvedStep) -> String;

/// Names and cells of the columns after stage and step. A lane that nobody chose is there where it holds something.
fn columns(map: &ResolvedMap) -> Vec<(&'static str, Cell)> {
    let any = |what: &dyn Fn(&ResolvedStep) -> bool| {
        map.stages.iter().flat_map(|stage| &stage.steps).any(what)
    };
    let mut columns: Vec<(&'static str, Cell)> = Vec::new();
    if any(&|step| step.department.is_some()) {
        columns.push(("Department", |step| xml(step.department.as_deref().unwrap_or_default())));
    }
    if any(&|step| !step.channels.is_empty()) {
        columns.push(("Channels", |step| xml(&step.channels.join(", "))));
    }
    let everything = Style { detail: Detail::Full, ..Style::default() };
    for (lane, shown) in chosen(map, &everything) {
        let of_lane = cells(lane.id, lane.title);
        let filled = || of_lane.iter().any(|(_, cell)| any(&|step| !cell(step).is_empty()));
        if shown == Shown::Asked || filled() {
            columns.extend(of_lane);
        }
    }
    columns
}

/// The columns of a lane; none for the heads, which are the rows.
fn cells(lane: &str, title: &'static str) -> Vec<(&'static str, Cell)> {
    let cell: Cell = match lane {
        "flow" => {
            return vec![
                ("Journeys", |step| count(step.count)),
                ("Left here", left),
                ("Still open", |step| count(step.left.open)),
            ];
        }
        "waits" => |step| figure(&step.wait_s, duration),
        "emotion" => |step| {
            let felt = figure(&step.emotion.figure, emotion);
            format!("{felt} {}", grade_words(step.emotion.grade))
        },
        "voice" => voices,
        "think" => |step| lines(&step.think),
        "need" => |step| lines(&step.need),
        "touchpoints" => |step| lines(&step.touchpoints),
        "pain" => pains,
        "opportunity" => opportunities,
        "action" => actions,
        "idea" => |step| lines(&step.ideas),
        "evidence" => |step| lines(&step.serve.evidence),
        "frontstage" => |step| lines(&step.serve.frontstage),
        "backstage" => |step| lines(&step.serve.backstage),
        "support" => |step| lines(&step.serve.support),
        "systems" => |step| lines(&step.serve.systems),
        "roles" => |step| lines(&step.serve.roles),
        "policies" => |step| lines(&step.serve.policies),
        "training" => |step| lines(&step.serve.training),
        _ => return Vec::new(),
    };
    vec![(title, cell)]
}

pub(super) fn table(map: &ResolvedMap) -> String {
    let mut out = String::from(
        "<div class=\"scroll\"><table>\n<caption>Stages and steps from first to last</caption>\n<thead><tr><th scope=\"col\">Stage</th><th scope=\"col\">Step</th>",
    );
    let columns = columns(map);
    for (column, _) in &columns {
        let _ = write!(out, "<th scope=\"col\">{column}</th>");
    }
    out.push_str("</tr></thead>\n");
    for stage in &map.stages {
        out.push_str("<tbody>\n");
        let rows = stage.steps.len().max(1);
        let count = stage.count.map(|count| format!(" ({})", whole(count))).unwrap_or_default();
        let task = stage.task.as_ref().map(|task| lines(&[format!("Our task: {task}")]));
        let head = format!(
            "<th scope=\"rowgroup\" rowspan=\"{rows}\">{}{}{}</th>",
            xml(&stage.name),
            xml(&count),
            task.unwrap_or_default()
        );
        if stage.steps.is_empty() {
            let wide = columns.len() + 1;
            let _ = writeln!(out, "<tr>{head}<td colspan=\"{wide}\">no steps yet</td></tr>");
        }
        for (i, step) in stage.steps.iter().enumerate() {
            let head = if i == 0 { head.as_str() } else { "" };
            let _ = writeln!(out, "<tr>{head}{}</tr>", row(step, &columns));
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
    hand_overs(map, &mut out);
    out
}

fn hand_overs(map: &ResolvedMap, out: &mut String) {
    if map.hand_overs.is_empty() {
        return;
    }
    out.push_str("<div class=\"scroll\"><table>\n<caption>Hand-overs between departments</caption>\n<thead><tr><th scope=\"col\">From</th><th scope=\"col\">To</th><th scope=\"col\">What is passed on</th><th scope=\"col\">Journeys</th><th scope=\"col\">Time between</th></tr></thead>\n<tbody>\n");
    let end = |step: &str, department: &Option<String>| match department {
        Some(department) => xml(&format!("{step} ({department})")),
        None => xml(step),
    };
    for passed in &map.hand_overs {
        let _ = writeln!(
            out,
            "<tr><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>",
            end(&passed.from, &passed.from_department),
            end(&passed.to, &passed.to_department),
            xml(passed.what.as_deref().unwrap_or_default()),
            passed.count.map_or_else(|| "not known".into(), whole),
            figure(&passed.wait_s, duration)
        );
    }
    out.push_str("</tbody>\n</table></div>\n");
}

fn row(step: &ResolvedStep, columns: &[(&str, Cell)]) -> String {
    let name: Vec<String> = [step.name.clone()].into_iter().chain(step.action.clone()).collect();
    columns.iter().fold(format!("<th scope=\"row\">{}</th>", lines(&name)), |out, (_, cell)| {
        out + "<td>" + &cell(step) + "</td>"
    })
}

fn lines(all: &[String]) -> String {
    all.iter().fold(String::new(), |out, line| out + "<p>" + &xml(line) + "</p>")
}

fn count(count: Option<u64>) -> String {
    count.map_or_else(|| "not known".into(), whole)
}

fn left(step: &ResolvedStep) -> String {
    let mut left = figure(&step.left.figure, percent);
    if let Some(count) = step.left.count.filter(|_| step.left.figure.value.is_some()) {
        let _ = write!(left, " ({})", whole(count));
    }
    left
}

fn voices(step: &ResolvedStep) -> String {
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
    lines(&voices.collect::<Vec<_>>())
}

fn pains(step: &ResolvedStep) -> String {
    let pains = step.pains.iter().map(|pain| {
        let detail = pain.detail.as_ref().map(|d| format!(" {d}.")).unwrap_or_default();
        let place = if ranked(pain) { format!("{}. ", pain.rank) } else { String::new() };
        format!("{place}{}.{detail} {}: {}", pain.title, grade_words(pain.grade), pain.why)
    });
    lines(&pains.collect::<Vec<_>>())
}

fn opportunities(step: &ResolvedStep) -> String {
    let opportunities = step.opportunities.iter().map(|one| {
        let detail = one.detail.as_ref().map(|d| format!(": {d}")).unwrap_or_default();
        format!("{}{detail} ({})", one.title, grade_words(one.grade))
    });
    lines(&opportunities.collect::<Vec<_>>())
}

fn actions(step: &ResolvedStep) -> String {
    let actions = step.actions.iter().map(|action| {
        let department = action.department.as_ref().filter(|d| Some(*d) != action.owner.as_ref());
        let owner = action.owner.iter().chain(department).fold(String::new(), |o, n| o + ", " + n);
        let due = action.due.as_ref().map(|d| format!(", due {}", day(d))).unwrap_or_default();
        format!("{}{owner}{due}", action.title)
    });
    lines(&actions.collect::<Vec<_>>())
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
