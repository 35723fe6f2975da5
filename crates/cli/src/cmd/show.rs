//! `wayline show`: a map with its evidence.

use crate::failure::{Failure, Outcome, unless_damaged};
use crate::numbers::counted;
use crate::table::{Side, table};
use crate::{findings, maps, numbers, print, whereabouts};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use wayline_model::evidence::Evidence;
use wayline_model::grade::Grade;
use wayline_model::percent::bounds;
use wayline_model::resolved::{
    EvidenceDetail, ResolvedHandOver, ResolvedMap, ResolvedPain, ResolvedStep,
};

/// Shows a map with its evidence.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Example:
  wayline show maps/shop.journey.yaml
  wayline show maps/shop.journey.yaml --json
  wayline show maps/shop.journey.yaml --persona student
  wayline show maps/shop.journey.yaml --key s0.1.left")]
pub(crate) struct Args {
    /// The map.
    map: PathBuf,
    /// Everything, as one JSON document.
    #[arg(long)]
    pub(crate) json: bool,
    /// Only the journeys of this persona, by the name of its file.
    #[arg(long, value_name = "PERSONA")]
    persona: Option<String>,
    /// What stands behind one part of the map, by its key: grade, figures, words of customers. Keys are those of `--json`, and
    /// `health.journeys`, `health.goal`, `health.claims`, `health.explained`, `health.lowest`.
    #[arg(long, value_name = "KEY")]
    key: Option<String>,
}

/// Resolves, prints.
pub(crate) fn run(project: Option<&Path>, args: &Args) -> Outcome {
    let read = maps::read(project, &args.map)?;
    let project = whereabouts::project_of(project, &args.map)?;
    let (map, resolved) = maps::resolve_of(project.as_ref(), &read, args.persona.as_deref())?;
    if let Some(key) = &args.key {
        let Some(project) = &project else {
            return Err(Failure::refuse(
                "evidence-without-project",
                "a map that lies in no project has no evidence",
                "run it in the project's folder, or name it with --project",
            ));
        };
        let detail = project.evidence(&map, key)?;
        if args.json {
            print::json(&detail)?;
        } else {
            print::text(&behind(&detail))?;
        }
    } else if args.json {
        print::json(&resolved)?;
    } else {
        print::text(&written(&resolved))?;
        findings::tell(&resolved.diagnostics);
    }
    project.map_or(Ok(()), |project| unless_damaged(&project.damage()?))
}

/// What stands behind one part of a map.
fn behind(detail: &EvidenceDetail) -> String {
    let mut out = format!("{}\n{}: {}\n", detail.title, grade(detail.grade), detail.why);
    if let Some(claim) = &detail.claim {
        let _ = writeln!(out, "claim: {claim}");
    }
    let heads = [
        ("figure", Side::Left),
        ("value", Side::Right),
        ("from", Side::Right),
        ("to", Side::Right),
        ("n", Side::Right),
    ];
    let row = |one: &Evidence| {
        let shown = |value: Option<f64>| match (value, one.measure.as_str()) {
            (None, _) => "–".to_owned(),
            (Some(value), "seconds") => numbers::duration(value),
            (Some(value), "rate") => numbers::percent(value),
            (Some(value), _) => numbers::plain(value),
        };
        let figure = &one.figure;
        let (low, high) = match (figure.low, figure.high, one.measure.as_str()) {
            (Some(low), Some(high), "rate") => bounds(low, high),
            (low, high, _) => (shown(low), shown(high)),
        };
        vec![one.label.clone(), shown(figure.value), low, high, numbers::whole(figure.n)]
    };
    let rows: Vec<Vec<String>> = detail.evidence.iter().map(row).collect();
    if !rows.is_empty() {
        let _ = write!(out, "\n{}", table(&heads, &rows));
    }
    for voice in &detail.verbatims {
        let _ = write!(out, "\n“{}” ({})", voice.text, voice.source);
    }
    if !detail.verbatims.is_empty() {
        out.push('\n');
    }
    out
}

fn written(map: &ResolvedMap) -> String {
    let health = &map.health;
    let mut out = format!("{}\n", map.map);
    if health.journeys > 0 {
        let customers = health.customers.map(|n| format!(" of {} customers", numbers::whole(n)));
        let _ = writeln!(
            out,
            "{} · {} journeys{} · {} events{}",
            map.dataset,
            numbers::whole(health.journeys),
            customers.unwrap_or_default(),
            numbers::whole(health.events),
            map.as_of.as_deref().map(|time| format!(" · as of {time}")).unwrap_or_default(),
        );
    }
    let _ = write!(
        out,
        "{}: {} supported, {} ageing, {} contradicted, {}\n\n",
        counted(health.claims, "statement", "statements"),
        health.supported,
        health.ageing,
        health.contradicted,
        counted(health.assumptions, "assumption", "assumptions"),
    );
    if !map.lanes.is_empty() {
        let _ = write!(out, "lanes: {}\n\n", map.lanes.join(", "));
    }
    let mut heads = vec![
        ("stage", Side::Left),
        ("step", Side::Left),
        ("journeys", Side::Right),
        ("emotion −2 … +2", Side::Left),
        ("left", Side::Right),
        ("wait", Side::Right),
    ];
    let departments = steps(map).any(|step| step.department.is_some());
    heads.extend(departments.then_some(("department", Side::Left)));
    let rows: Vec<Vec<String>> = map
        .stages
        .iter()
        .flat_map(|stage| stage.steps.iter().enumerate().map(move |(i, step)| (stage, i, step)))
        .map(|(stage, index, step)| {
            let name = if index == 0 { stage.name.clone() } else { String::new() };
            let left = serde_json::to_value(&step.left.figure).unwrap_or_default();
            let mut row = vec![
                name,
                step.name.clone(),
                step.count.map_or("–".into(), numbers::whole),
                emotion(step),
                numbers::rate(&left),
                step.wait_s.value.map_or("–".into(), numbers::duration),
            ];
            row.extend(departments.then(|| step.department.clone().unwrap_or_else(|| "–".into())));
            row
        })
        .collect();
    out += &table(&heads, &rows);
    out += &pains(map);
    out += &hand_overs(map);
    out += &ideas(map);
    for note in &map.notes {
        let _ = write!(out, "\n{note}");
    }
    out
}

/// What hurts, the worst first, each with what it is ranked by; empty where nothing does.
fn pains(map: &ResolvedMap) -> String {
    let mut pains: Vec<_> =
        steps(map).flat_map(|step| step.pains.iter().map(move |pain| (step, pain))).collect();
    pains.sort_by_key(|(_, pain)| pain.rank);
    let heads = [
        ("#", Side::Right),
        ("pain", Side::Left),
        ("step", Side::Left),
        ("lost", Side::Left),
        ("grade", Side::Left),
        ("why", Side::Left),
    ];
    let cost = |pain: &ResolvedPain| match (pain.lost.value, pain.hit()) {
        (Some(lost), _) => numbers::plain(lost),
        (None, Some(hit)) => format!("not known, measured on {}", numbers::whole(hit)),
        (None, None) => "not measured".into(),
    };
    let row = |(step, pain): &(&ResolvedStep, &ResolvedPain)| {
        let detail = pain.detail.clone().unwrap_or_else(|| pain.why.clone());
        let (rank, title) = (pain.rank.to_string(), pain.title.clone());
        vec![rank, title, step.name.clone(), cost(pain), grade(pain.grade).into(), detail]
    };
    let rows: Vec<Vec<String>> = pains.iter().map(row).collect();
    if rows.is_empty() { String::new() } else { format!("\n{}", table(&heads, &rows)) }
}

/// Where one department passes the customer on to another; empty where nobody drew it.
fn hand_overs(map: &ResolvedMap) -> String {
    if map.hand_overs.is_empty() {
        return String::new();
    }
    let heads = [
        ("hand-over", Side::Left),
        ("from", Side::Left),
        ("to", Side::Left),
        ("journeys", Side::Right),
        ("time between", Side::Right),
    ];
    let end = |step: &str, department: &Option<String>| match department {
        Some(department) => format!("{step} ({department})"),
        None => step.to_owned(),
    };
    let row = |passed: &ResolvedHandOver| {
        vec![
            passed.what.clone().unwrap_or_else(|| "–".into()),
            end(&passed.from, &passed.from_department),
            end(&passed.to, &passed.to_department),
            passed.count.map_or("–".into(), numbers::whole),
            passed.wait_s.value.map_or("–".into(), numbers::duration),
        ]
    };
    let rows: Vec<Vec<String>> = map.hand_overs.iter().map(row).collect();
    format!("\n{}", table(&heads, &rows))
}

/// Thoughts of the team; empty where there are none.
fn ideas(map: &ResolvedMap) -> String {
    let all = steps(map).flat_map(|step| step.ideas.iter().map(move |idea| (step, idea)));
    let rows: Vec<Vec<String>> =
        all.map(|(step, idea)| vec![idea.clone(), step.name.clone()]).collect();
    if rows.is_empty() {
        return String::new();
    }
    format!("\n{}", table(&[("idea", Side::Left), ("step", Side::Left)], &rows))
}

fn steps(map: &ResolvedMap) -> impl Iterator<Item = &ResolvedStep> {
    map.stages.iter().flat_map(|stage| &stage.steps)
}

fn emotion(step: &ResolvedStep) -> String {
    let emotion = &step.emotion;
    let hollow = emotion.figure.value.is_some()
        && emotion.grade == Grade::Assumption
        && emotion.figure.n == 0;
    let said = numbers::feeling(&emotion.figure);
    if hollow { format!("○ {said}") } else { said }
}

/// The grade as files and answers write it.
pub(crate) fn grade(grade: Grade) -> &'static str {
    match grade {
        Grade::Assumption => "assumption",
        Grade::Supported => "supported",
        Grade::Ageing => "ageing",
        Grade::Contradicted => "contradicted",
    }
}
