//! `wayline render`: a map as a picture, a page or data.

use crate::failure::{Failure, Outcome, unless_damaged};
use crate::progress::Busy;
use crate::{findings, fonts, maps, print, whereabouts};
use std::path::{Path, PathBuf};
use wayline_model::map::JourneyMap;
use wayline_model::resolved::{EvidenceDetail, ResolvedMap};
use wayline_model::yaml;
use wayline_project::Project;
use wayline_render::export::{self, HtmlOptions, SvgOptions};
use wayline_render::{Scene, Style};

/// The formats, by the ending of the file.
const FORMATS: [&str; 5] = ["svg", "html", "json", "yaml", "yml"];

/// Draws a map.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Chinese and other scripts that the embedded font lacks are drawn with the fonts that WAYLINE_FONTS names
(files or folders of TTF, OTF or TTC, as a list), else with the system's.

Example:
  wayline render maps/shop.journey.yaml -o shop.svg
  wayline render maps/shop.journey.yaml -o shop.html")]
pub(crate) struct Args {
    /// The map.
    map: PathBuf,
    /// Where it goes; the ending is the format: svg, html, json (with evidence) or yaml.
    #[arg(long, short, value_name = "OUT")]
    out: PathBuf,
    /// Least width of the picture in pixels.
    #[arg(long, value_name = "PX", default_value_t = 1600)]
    width: u16,
}

/// Resolves, lays out, writes.
pub(crate) fn run(project: Option<&Path>, args: &Args) -> Outcome {
    let ending = args.out.extension().and_then(|ending| ending.to_str()).unwrap_or("");
    let format = ending.to_ascii_lowercase();
    if !FORMATS.contains(&format.as_str()) {
        let what = if ending.is_empty() {
            format!("{} has no ending that says the format", args.out.display())
        } else {
            format!("a map cannot be drawn as `{ending}`")
        };
        let help = "end the name in .svg, .html, .json or .yaml";
        return Err(Failure::refuse("unknown-format", what, help));
    }
    if args.out.canonicalize().ok().is_some_and(|out| args.map.canonicalize().ok() == Some(out)) {
        return Err(Failure::refuse(
            "map-is-output",
            format!("{} is the map itself and would be overwritten", args.out.display()),
            "choose another name with --out",
        ));
    }
    let project = whereabouts::project_of(project, &args.map)?;
    let read = maps::read(&args.map)?;
    let text = if format == "yaml" || format == "yml" {
        yaml::write(&read.map)
    } else {
        let resolved = maps::resolve(project.as_ref(), &read)?;
        if format == "json" {
            format!("{:#}\n", serde_json::to_value(&resolved).map_err(std::io::Error::from)?)
        } else {
            let scene = draw(&resolved, args.width)?;
            findings::tell(&scene.diagnostics);
            if format == "svg" {
                export::svg(&scene, &SvgOptions { embed_fonts: true, ..SvgOptions::default() })
            } else {
                let evidence = details(project.as_ref(), &read.map, &resolved)?;
                export::html(&resolved, &scene, &HtmlOptions { evidence })
            }
        }
    };
    std::fs::write(&args.out, text).map_err(|error| Failure::file("writing", &args.out, &error))?;
    print::text(&format!("{} is drawn\n", args.out.display()))?;
    let damage = project.map_or(Ok(Vec::new()), |project| project.damage())?;
    findings::tell(&damage);
    unless_damaged(&damage)
}

/// The scene, with fonts for the characters that the embedded one lacks.
fn draw(map: &ResolvedMap, width: u16) -> Result<Scene, Failure> {
    let style = Style { width: width.into(), fonts: fonts::given()?, ..Style::default() };
    Ok(wayline_render::layout_with(map, &style, fonts::of_the_system))
}

/// What a click on each key of the map opens; nothing without data.
fn details(
    project: Option<&Project>,
    map: &JourneyMap,
    resolved: &ResolvedMap,
) -> Result<Vec<EvidenceDetail>, Failure> {
    let (Some(project), true) = (project, resolved.health.journeys > 0) else { return Ok(vec![]) };
    let _busy = Busy::new("Collecting the evidence");
    Ok(project.evidence_all(map)?)
}
