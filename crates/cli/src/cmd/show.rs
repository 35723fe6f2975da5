//! `wayline show`: a map with its evidence.

use crate::failure::{Outcome, unless_damaged};
use crate::numbers::counted;
use crate::table::{Side, table};
use crate::{findings, maps, numbers, print, whereabouts};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use wayline_model::grade::Grade;
use wayline_model::resolved::{ResolvedMap, ResolvedStep};

/// Shows a map with its evidence.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Example:
  wayline show maps/shop.journey.yaml
  wayline show maps/shop.journey.yaml --json")]
pub(crate) struct Args {
    /// The map.
    map: PathBuf,
    /// Everything, as one JSON document.
    #[arg(long)]
    pub(crate) json: bool,
}

/// Resolves, prints.
pub(crate) fn run(project: Option<&Path>, args: &Args) -> Outcome {
    let project = whereabouts::project_of(project, &args.map)?;
    let read = maps::read(&args.map)?;
    let resolved = maps::resolve(project.as_ref(), &read)?;
    if args.json {
        print::json(&resolved)?;
    } else {
        print::text(&written(&resolved))?;
        findings::tell(&resolved.diagnostics);
    }
    project.map_or(Ok(()), |project| unless_damaged(&project.damage()?))
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
    let heads = [
        ("stage", Side::Left),
        ("step", Side::Left),
        ("journeys", Side::Right),
        ("emotion −2 … +2", Side::Left),
        ("left", Side::Right),
        ("wait", Side::Right),
    ];
    let rows: Vec<Vec<String>> = map
        .stages
        .iter()
        .flat_map(|stage| stage.steps.iter().enumerate().map(move |(i, step)| (stage, i, step)))
        .map(|(stage, index, step)| {
            let name = if index == 0 { stage.name.clone() } else { String::new() };
            let left = serde_json::to_value(&step.left.figure).unwrap_or_default();
            vec![
                name,
                step.name.clone(),
                step.count.map_or("–".into(), numbers::whole),
                emotion(step),
                numbers::rate(&left),
                step.wait_s.value.map_or("–".into(), numbers::duration),
            ]
        })
        .collect();
    out += &table(&heads, &rows);
    let mut pains: Vec<_> =
        steps(map).flat_map(|step| step.pains.iter().map(move |pain| (step, pain))).collect();
    pains.sort_by_key(|(_, pain)| pain.rank);
    if !pains.is_empty() {
        let heads = [
            ("pain", Side::Left),
            ("step", Side::Left),
            ("grade", Side::Left),
            ("why", Side::Left),
        ];
        let rows: Vec<Vec<String>> = pains
            .iter()
            .map(|(step, pain)| {
                let detail = pain.detail.clone().unwrap_or_else(|| pain.why.clone());
                vec![pain.title.clone(), step.name.clone(), grade(pain.grade).into(), detail]
            })
            .collect();
        let _ = write!(out, "\n{}", table(&heads, &rows));
    }
    for note in &map.notes {
        let _ = write!(out, "\n{note}");
    }
    out
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
