//! `wayline render`: a map as a picture, a page or data.

use crate::failure::{Failure, Outcome, unless_damaged};
use crate::progress::Busy;
use crate::theme::Theme;
use crate::{findings, fonts, maps, print, whereabouts};
use std::path::{Path, PathBuf};
use wayline_model::lane;
use wayline_model::map::JourneyMap;
use wayline_model::resolved::{EvidenceDetail, ResolvedMap};
use wayline_model::yaml;
use wayline_project::{Project, show_command};
use wayline_render::export::{self, HtmlOptions, Picture, PngOptions, SvgOptions};
use wayline_render::{
    Language, Scene, Style, lane_list, lanes_named, layout_for_paper, layout_to_draw, layout_with,
};

/// The formats, by the ending of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Format {
    Svg,
    Png,
    Pdf,
    Html,
    Json,
    Yaml,
}

/// Draws a map.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Lanes to choose from: ways, flow, waits, emotion, voice, think, need, touchpoints, pain,
opportunity, action, idea, tasks, evidence, frontstage, backstage, support, systems, roles,
policies, training. Stages and steps head every picture. Which lanes a map has, and in which
order, says its `lanes`.

Chinese and other scripts that the embedded font lacks are drawn with the fonts that WAYLINE_FONTS
names (files or folders of TTF, OTF or TTC, as a list), else with the system's. What is used of
them goes into the picture.

Examples:
  wayline render maps/shop.journey.yaml -o shop.svg
  wayline render maps/shop.journey.yaml -o shop.html --theme dark
  wayline render maps/shop.journey.yaml -o shop.svg --detail sketch
  wayline render maps/shop.journey.yaml -o shop.png --lang pl
  wayline render maps/shop.journey.yaml -o shop.pdf --persona student
  wayline render maps/shop.journey.yaml -o shop.png --scale 3 --lanes emotion,pain
  wayline render maps/shop.journey.yaml -o shop.pdf --paper a3 --theme print")]
pub(crate) struct Args {
    /// The map.
    #[arg(required_unless_present = "lanes")]
    map: Option<PathBuf>,
    /// Where it goes; the ending is the format: svg, png, pdf, html, json (with evidence) or yaml.
    #[arg(long, short, value_name = "OUT", required_unless_present = "lanes")]
    out: Option<PathBuf>,
    /// The colours: print is white, without tints, and reads without colour.
    #[arg(long, value_enum)]
    theme: Option<Theme>,
    /// The lanes to draw under the steps, with commas, as in `emotion,pain`; without it those of the map.
    /// `--lanes help` lists them.
    #[arg(long, value_name = "LANES")]
    lanes: Option<String>,
    /// How much of the map is drawn: names and where it hurts, what is usually looked at, or everything. Standard without it.
    #[arg(long, value_enum)]
    detail: Option<Detail>,
    /// What the picture speaks where it says something by itself: en, pl, ru or zh; en without it.
    #[arg(long, value_name = "LANG", value_parser = language)]
    lang: Option<Language>,
    /// Only the journeys of this persona, by the name of its file.
    #[arg(long, value_name = "PERSONA")]
    persona: Option<String>,
    /// Sheets to cut a PDF to, each with the names of the lanes; one page of the picture's size without it.
    #[arg(long, value_enum)]
    paper: Option<Paper>,
    /// Pixels of a PNG for one pixel of the picture, 0.1 to 8; 2 without it.
    #[arg(long, value_name = "FACTOR", value_parser = factor)]
    scale: Option<f64>,
    /// Least width of the picture in pixels, 400 to 20000; it grows where the columns need more. 1600 without it.
    #[arg(long, value_name = "PX", value_parser = clap::value_parser!(u16).range(400..=20_000))]
    width: Option<u16>,
}

/// Levels of detail.
#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum Detail {
    Sketch,
    Standard,
    Full,
}

/// Sheets of paper, used across.
#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum Paper {
    A4,
    A3,
}

fn language(code: &str) -> Result<Language, String> {
    code.parse::<Language>().map_err(|unknown| format!("{unknown}: {}", unknown.help()))
}

fn factor(text: &str) -> Result<f64, String> {
    let value: f64 = text.parse().map_err(|_| format!("`{text}` is no number"))?;
    if (0.1..=8.0).contains(&value) {
        Ok(value)
    } else {
        Err("it must lie between 0.1 and 8".into())
    }
}

/// Resolves, lays out, writes.
pub(crate) fn run(project: Option<&Path>, args: &Args) -> Outcome {
    if args.lanes.as_deref() == Some("help") {
        return list_lanes();
    }
    let (Some(map), Some(out)) = (&args.map, &args.out) else {
        return Err(Failure::refuse("no-map", "no map is named", "name a map and --out"));
    };
    let format = format_of(out)?;
    refuse_what_is_not_for(format, args)?;
    let style = style(args)?;
    if out.canonicalize().ok().is_some_and(|out| map.canonicalize().ok() == Some(out)) {
        return Err(Failure::refuse(
            "map-is-output",
            format!("{} is the map itself and would be overwritten", out.display()),
            "choose another name with --out",
        ));
    }
    let read = maps::read(project, map)?;
    let project = whereabouts::project_of(project, map)?;
    let bytes = if format == Format::Yaml {
        yaml::write(&read.map).into_bytes()
    } else {
        let persona = args.persona.as_deref();
        let (drawn, resolved) = maps::resolve_of(project.as_ref(), &read, persona)?;
        match format {
            Format::Json | Format::Yaml => {
                let json = serde_json::to_value(&resolved).map_err(std::io::Error::from)?;
                format!("{json:#}\n").into_bytes()
            }
            Format::Svg => export::svg(&draw(&resolved, &style), &SvgOptions::default()).into(),
            Format::Png => {
                let scale = args.scale.unwrap_or(PngOptions::default().scale);
                picture(export::png(&draw_glyphs(&resolved, &style), &PngOptions { scale }))?
            }
            Format::Pdf => match args.paper {
                None => picture(export::pdf(&draw_glyphs(&resolved, &style)))?,
                Some(paper) => {
                    let paper = match paper {
                        Paper::A4 => export::Paper::A4,
                        Paper::A3 => export::Paper::A3,
                    };
                    let (around, lanes) =
                        layout_for_paper(&resolved, &style, paper, fonts::of_the_system);
                    findings::tell(&around.diagnostics);
                    findings::tell(&lanes.diagnostics);
                    picture(export::pdf_on_paper(&around, &lanes, paper))?
                }
            },
            Format::Html => {
                let scene = draw(&resolved, &style);
                let evidence =
                    details(project.as_ref(), &drawn, &resolved, (map.as_path(), persona))?;
                let options = HtmlOptions { evidence, theme: style.theme };
                export::html(&resolved, &scene, &options).into_bytes()
            }
        }
    };
    std::fs::write(out, bytes).map_err(|error| Failure::file("writing", out, &error))?;
    print::text(&format!("{} is drawn\n", out.display()))?;
    let damage = project.map_or(Ok(Vec::new()), |project| project.damage())?;
    findings::tell(&damage);
    unless_damaged(&damage)
}

fn list_lanes() -> Outcome {
    let lines: Vec<String> = lane_list().map(|(id, title)| format!("{id:<18} {title}\n")).collect();
    print::text(&lines.concat())
}

fn format_of(out: &Path) -> Result<Format, Failure> {
    let ending = out.extension().and_then(|ending| ending.to_str()).unwrap_or("");
    match ending.to_ascii_lowercase().as_str() {
        "svg" => Ok(Format::Svg),
        "png" => Ok(Format::Png),
        "pdf" => Ok(Format::Pdf),
        "html" => Ok(Format::Html),
        "json" => Ok(Format::Json),
        "yaml" | "yml" => Ok(Format::Yaml),
        _ => {
            let what = if ending.is_empty() {
                format!("{} has no ending that says the format", out.display())
            } else {
                format!("a map cannot be drawn as `{ending}`")
            };
            let help = "end the name in .svg, .png, .pdf, .html, .json or .yaml";
            Err(Failure::refuse("unknown-format", what, help))
        }
    }
}

/// An option that would change nothing is refused rather than ignored.
fn refuse_what_is_not_for(format: Format, args: &Args) -> Outcome {
    let data = matches!(format, Format::Json | Format::Yaml);
    let asked = [
        ("--theme", args.theme.is_some(), !data, "svg, png, pdf and html"),
        ("--lanes", args.lanes.is_some(), !data, "svg, png, pdf and html"),
        ("--persona", args.persona.is_some(), format != Format::Yaml, "everything with figures"),
        ("--detail", args.detail.is_some(), !data, "svg, png, pdf and html"),
        ("--lang", args.lang.is_some(), !data, "svg, png, pdf and html"),
        (
            "--width",
            args.width.is_some(),
            !data && args.paper.is_none(),
            "pictures that are not cut to sheets",
        ),
        ("--paper", args.paper.is_some(), format == Format::Pdf, "pdf"),
        ("--scale", args.scale.is_some(), format == Format::Png, "png"),
    ];
    match asked.into_iter().find(|(_, given, fits, _)| *given && !*fits) {
        None => Ok(()),
        Some((option, _, _, formats)) => Err(Failure::refuse(
            "option-without-effect",
            format!("{option} says nothing about this output"),
            format!("{option} is for {formats}; leave it out here"),
        )),
    }
}

fn style(args: &Args) -> Result<Style, Failure> {
    let lanes = lanes_named(args.lanes.as_deref().unwrap_or("")).map_err(|unknown| {
        let known: Vec<&str> = lane_list().map(|(id, _)| id).collect();
        let hint = unknown.nearest.map(|id| format!("did you mean `{id}`? ")).unwrap_or_default();
        Failure::refuse(
            "unknown-lane",
            format!("there is no lane `{}`", unknown.name),
            format!("{hint}the lanes are {}", known.join(", ")),
        )
    })?;
    let usual = Style::default();
    let theme = args.theme.map_or(usual.theme, Into::into);
    let width = args.width.map_or(usual.width, f64::from);
    let detail = match args.detail {
        None | Some(Detail::Standard) => lane::Detail::Standard,
        Some(Detail::Sketch) => lane::Detail::Sketch,
        Some(Detail::Full) => lane::Detail::Full,
    };
    let language = args.lang.unwrap_or_default();
    Ok(Style { width, fonts: fonts::given()?, theme, lanes, detail, language, ..usual })
}

/// The scene, with fonts for the characters that the embedded one lacks.
fn draw(map: &ResolvedMap, style: &Style) -> Scene {
    let scene = layout_with(map, style, fonts::of_the_system);
    findings::tell(&scene.diagnostics);
    scene
}

/// As [`draw`], for a format that holds the glyphs.
fn draw_glyphs(map: &ResolvedMap, style: &Style) -> Scene {
    let scene = layout_to_draw(map, style, fonts::of_the_system);
    findings::tell(&scene.diagnostics);
    scene
}

/// The bytes, after what is worth saying of how they were made.
fn picture(made: Result<Picture, export::Error>) -> Result<Vec<u8>, Failure> {
    let help = match &made {
        Err(export::Error::Font(..)) => {
            "take it out of WAYLINE_FONTS or off the system, or name a whole copy of it there"
        }
        Ok(_) | Err(export::Error::TooLarge(..) | export::Error::Refused(..)) => {
            "draw fewer lanes, or another format"
        }
    };
    let made = made.map_err(|error| Failure::refuse("picture-refused", error.to_string(), help))?;
    findings::tell(&made.diagnostics);
    Ok(made.bytes)
}

/// What a click on each key of the map opens; nothing without data.
fn details(
    project: Option<&Project>,
    map: &JourneyMap,
    resolved: &ResolvedMap,
    (file, persona): (&Path, Option<&str>),
) -> Result<Vec<EvidenceDetail>, Failure> {
    let (Some(project), true) = (project, resolved.health.journeys > 0) else { return Ok(vec![]) };
    let _busy = Busy::new("Collecting the evidence");
    let mut details = project.evidence_all(map)?;
    let path = whereabouts::within(project, file);
    for detail in details.iter_mut().filter(|detail| detail.command.is_none()) {
        detail.command = Some(show_command(&path, &detail.key, persona));
    }
    Ok(details)
}
