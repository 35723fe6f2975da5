//! The map as a table, for screen readers and for whoever prefers one: a row a step, with the lanes of the map as columns; below a
//! row a path and a row a hand-over.

use crate::escape::xml;
use crate::lane::{Shown, chosen, ranked};
use crate::style::Style;
use crate::words::Words;
use std::fmt::Write as _;
use wayline_model::evidence::Figure;
use wayline_model::lane::Detail;
use wayline_model::resolved::{ResolvedMap, ResolvedStep};

/// What a column says of a step, as HTML.
type Cell = fn(Words, &ResolvedStep) -> String;

/// Names and cells of the columns after stage and step. A lane that nobody chose is there where it holds something.
fn columns(words: Words, map: &ResolvedMap) -> Vec<(String, Cell)> {
    let any = |what: &dyn Fn(&ResolvedStep) -> bool| {
        map.stages.iter().flat_map(|stage| &stage.steps).any(what)
    };
    let mut columns: Vec<(String, Cell)> = Vec::new();
    if any(&|step| step.department.is_some()) {
        let cell: Cell = |_, step| xml(step.department.as_deref().unwrap_or_default());
        columns.push((words.say("lane-department"), cell));
    }
    if any(&|step| !step.channels.is_empty()) {
        let cell: Cell = |_, step| xml(&step.channels.join(", "));
        columns.push((words.say("lane-channels"), cell));
    }
    let everything = Style { detail: Detail::Full, ..Style::default() };
    for (lane, shown) in chosen(map, &everything) {
        let of_lane = cells(lane.id, lane.title);
        let filled = || of_lane.iter().any(|(_, cell)| any(&|step| !cell(words, step).is_empty()));
        if shown == Shown::Asked || filled() {
            columns.extend(of_lane.into_iter().map(|(key, cell)| (words.say(key), cell)));
        }
    }
    columns
}

/// The columns of a lane, each with the text over it; none for the heads, which are the rows.
fn cells(lane: &str, title: &'static str) -> Vec<(&'static str, Cell)> {
    let cell: Cell = match lane {
        "flow" => {
            return vec![
                ("picture-journeys", |words, step| count(words, step.count)),
                ("lane-left", left),
                ("lane-open", |words, step| count(words, step.left.open)),
            ];
        }
        "waits" => |words, step| figure(words, &step.wait_s, Words::duration),
        "emotion" => |words, step| {
            let felt = figure(words, &step.emotion.figure, Words::emotion);
            format!("{felt} {}", xml(&words.grade(step.emotion.grade)))
        },
        "voice" => voices,
        "think" => |_, step| lines(&step.think),
        "need" => |_, step| lines(&step.need),
        "touchpoints" => |_, step| lines(&step.touchpoints),
        "pain" => pains,
        "opportunity" => opportunities,
        "action" => actions,
        "idea" => |_, step| lines(&step.ideas),
        "evidence" => |_, step| lines(&step.serve.evidence),
        "frontstage" => |_, step| lines(&step.serve.frontstage),
        "backstage" => |_, step| lines(&step.serve.backstage),
        "support" => |_, step| lines(&step.serve.support),
        "systems" => |_, step| lines(&step.serve.systems),
        "roles" => |_, step| lines(&step.serve.roles),
        "policies" => |_, step| lines(&step.serve.policies),
        "training" => |_, step| lines(&step.serve.training),
        _ => return Vec::new(),
    };
    vec![(title, cell)]
}

pub(super) fn table(words: Words, map: &ResolvedMap) -> String {
    let mut out = String::new();
    let columns = columns(words, map);
    let heads = ["picture-stage-one", "picture-step-one"].map(|key| words.say(key));
    let heads = heads.iter().chain(columns.iter().map(|(column, _)| column));
    begin(&mut out, &words.say("picture-table-steps"), heads);
    for stage in &map.stages {
        out.push_str("<tbody>\n");
        let rows = stage.steps.len().max(1);
        let count =
            stage.count.map(|count| format!(" ({})", words.whole(count))).unwrap_or_default();
        let task = stage.task.as_ref();
        let task = task.map(|task| lines(&[format!("{}: {task}", words.say("lane-tasks"))]));
        let head = format!(
            "<th scope=\"rowgroup\" rowspan=\"{rows}\">{}{}{}</th>",
            xml(&stage.name),
            xml(&count),
            task.unwrap_or_default()
        );
        if stage.steps.is_empty() {
            let (wide, none) = (columns.len() + 1, xml(&words.say("picture-no-steps")));
            let _ = writeln!(out, "<tr>{head}<td colspan=\"{wide}\">{none}</td></tr>");
        }
        for (i, step) in stage.steps.iter().enumerate() {
            let head = if i == 0 { head.as_str() } else { "" };
            let _ = writeln!(out, "<tr>{head}{}</tr>", row(words, step, &columns));
        }
        out.push_str("</tbody>\n");
    }
    out.push_str("</table></div>\n");
    if !map.paths.is_empty() {
        let heads = ["picture-from", "picture-to", "picture-journeys", "picture-share"];
        let heads = heads.map(|key| words.say(key));
        begin(&mut out, &words.say("picture-table-ways"), heads.iter());
        out.push_str("<tbody>\n");
        for path in &map.paths {
            let _ = writeln!(
                out,
                "<tr><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>",
                xml(&path.from),
                xml(&path.to),
                words.whole(path.count),
                figure(words, &path.share, Words::percent)
            );
        }
        out.push_str("</tbody>\n</table></div>\n");
    }
    hand_overs(words, map, &mut out);
    out
}

/// A table up to its rows.
fn begin<'a>(out: &mut String, caption: &str, heads: impl Iterator<Item = &'a String>) {
    let caption = xml(caption);
    let _ = write!(out, "<div class=\"scroll\"><table>\n<caption>{caption}</caption>\n<thead><tr>");
    for head in heads {
        let _ = write!(out, "<th scope=\"col\">{}</th>", xml(head));
    }
    out.push_str("</tr></thead>\n");
}

fn hand_overs(words: Words, map: &ResolvedMap, out: &mut String) {
    if map.hand_overs.is_empty() {
        return;
    }
    let heads = [
        "picture-from",
        "picture-to",
        "picture-passed-on",
        "picture-journeys",
        "picture-time-between",
    ];
    begin(out, &words.say("story-hand-overs"), heads.map(|key| words.say(key)).iter());
    out.push_str("<tbody>\n");
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
            count(words, passed.count),
            figure(words, &passed.wait_s, Words::duration)
        );
    }
    out.push_str("</tbody>\n</table></div>\n");
}

fn row(words: Words, step: &ResolvedStep, columns: &[(String, Cell)]) -> String {
    let name: Vec<String> = [step.name.clone()].into_iter().chain(step.action.clone()).collect();
    columns.iter().fold(format!("<th scope=\"row\">{}</th>", lines(&name)), |out, (_, cell)| {
        out + "<td>" + &cell(words, step) + "</td>"
    })
}

fn lines(all: &[String]) -> String {
    all.iter().fold(String::new(), |out, line| out + "<p>" + &xml(line) + "</p>")
}

fn count(words: Words, count: Option<u64>) -> String {
    let said = count.map(|count| words.whole(count));
    said.unwrap_or_else(|| words.say("picture-not-known"))
}

fn left(words: Words, step: &ResolvedStep) -> String {
    let mut left = figure(words, &step.left.figure, Words::percent);
    if let Some(count) = step.left.count.filter(|_| step.left.figure.value.is_some()) {
        let _ = write!(left, " ({})", words.whole(count));
    }
    left
}

fn voices(words: Words, step: &ResolvedStep) -> String {
    let voices = step.voices.iter().map(|voice| {
        let language = voice.language.as_ref().map(|l| format!(", {l}")).unwrap_or_default();
        format!(
            "“{}” ({} {}{language}, {})",
            voice.text,
            words.whole(voice.n),
            voice.source,
            words.grade(voice.grade)
        )
    });
    lines(&voices.collect::<Vec<_>>())
}

fn pains(words: Words, step: &ResolvedStep) -> String {
    let pains = step.pains.iter().map(|pain| {
        let detail = pain.detail.as_ref().map(|d| format!(" {d}.")).unwrap_or_default();
        let place = if ranked(pain) { format!("{}. ", pain.rank) } else { String::new() };
        format!("{place}{}.{detail} {}: {}", pain.title, words.grade(pain.grade), pain.why)
    });
    lines(&pains.collect::<Vec<_>>())
}

fn opportunities(words: Words, step: &ResolvedStep) -> String {
    let opportunities = step.opportunities.iter().map(|one| {
        let detail = one.detail.as_ref().map(|d| format!(": {d}")).unwrap_or_default();
        format!("{}{detail} ({})", one.title, words.grade(one.grade))
    });
    lines(&opportunities.collect::<Vec<_>>())
}

fn actions(words: Words, step: &ResolvedStep) -> String {
    let due = |day: &String| words.fill("picture-due", [("day", words.day(day).into())]);
    let actions = step.actions.iter().map(|action| {
        let department = action.department.as_ref().filter(|d| Some(*d) != action.owner.as_ref());
        let owner = action.owner.iter().chain(department).fold(String::new(), |o, n| o + ", " + n);
        let due = action.due.as_ref().map(|d| format!(", {}", due(d))).unwrap_or_default();
        format!("{}{owner}{due}", action.title)
    });
    lines(&actions.collect::<Vec<_>>())
}

/// A figure with interval and base, or why there is none; escaped.
fn figure(words: Words, figure: &Figure, show: fn(Words, f64) -> String) -> String {
    let Some(value) = figure.value.filter(|value| value.is_finite()) else {
        let why = figure.why.clone().unwrap_or_else(|| words.say("picture-no-data"));
        return xml(&words.fill("picture-not-known-why", [("why", why.into())]));
    };
    let mut text = show(words, value);
    if let (Some(low), Some(high)) = (figure.low, figure.high) {
        let _ = write!(text, " ({} … {})", show(words, low), show(words, high));
    }
    let _ = write!(text, ", {}", words.base(figure.n));
    if figure.low_base {
        let _ = write!(text, ", {}", words.say("evidence-low-base"));
    }
    xml(&text)
}
