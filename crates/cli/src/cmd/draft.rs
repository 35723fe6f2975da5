//! `wayline draft`: a first map from the data.

use crate::failure::{Failure, Outcome, unless_damaged};
use crate::numbers::counted;
use crate::progress::Busy;
use crate::{findings, print, whereabouts};
use std::path::{Path, PathBuf};
use wayline_project::{DraftOptions, Project};

/// Discovers a first map: stages, steps, paths, pains.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Example:
  wayline draft --out maps/shop.journey.yaml --where 'country = \"PL\"'")]
pub(crate) struct Args {
    /// Where the map goes [default: maps/, named as the project].
    #[arg(long, short, value_name = "MAP")]
    out: Option<PathBuf>,
    /// Which journeys: a filter, such as 'did("pay") and channel = "web"'.
    #[arg(long = "where", value_name = "FILTER")]
    filter: Option<String>,
    /// What the map is called [default: the name of the data].
    #[arg(long)]
    name: Option<String>,
    /// Overwrite a map that is there.
    #[arg(long)]
    force: bool,
}

/// Drafts, writes, and says what was found.
pub(crate) fn run(project: Option<&Path>, args: Args) -> Outcome {
    let project = whereabouts::project(project)?;
    let out = args.out.unwrap_or_else(|| default_out(&project));
    if !args.force && out.exists() {
        return Err(Failure::refuse(
            "map-exists",
            format!("there is a map at {} already", out.display()),
            "choose another name with --out, or overwrite it with --force",
        ));
    }
    let options = DraftOptions { name: args.name, filter: args.filter };
    let draft = {
        let _busy = Busy::new("Looking for stages, steps and pains");
        project.draft(&options)?
    };
    if let Some(folder) = out.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        std::fs::create_dir_all(folder).map_err(|error| Failure::file("making", folder, &error))?;
    }
    project.write_map(&out, &draft.map)?;
    findings::tell(&draft.diagnostics);
    let stages: Vec<String> = draft
        .map
        .stages
        .iter()
        .map(|stage| {
            let steps: Vec<&str> = stage.steps.iter().map(|step| step.step.as_str()).collect();
            format!("  {}: {}\n", stage.stage, steps.join(" · "))
        })
        .collect();
    let pains: usize = draft.map.steps().map(|step| step.pains.len()).sum();
    print::text(&format!(
        "{} holds a first map: {}, {}, {}, {}\n{}Next: wayline show {0}\n",
        out.display(),
        counted(draft.map.stages.len() as u64, "stage", "stages"),
        counted(draft.map.steps().count() as u64, "step", "steps"),
        counted(draft.map.paths.len() as u64, "path", "paths"),
        counted(pains as u64, "pain", "pains"),
        stages.concat(),
    ))?;
    unless_damaged(&project.damage()?)
}

fn default_out(project: &Project) -> PathBuf {
    let mut name = String::new();
    for c in project.settings().name.to_lowercase().chars() {
        if c.is_alphanumeric() {
            name.push(c);
        } else if !name.is_empty() && !name.ends_with('-') {
            name.push('-');
        }
    }
    let name = name.trim_end_matches('-');
    let name = if name.is_empty() { "map" } else { name };
    project.folder().join("maps").join(format!("{name}.journey.yaml"))
}
