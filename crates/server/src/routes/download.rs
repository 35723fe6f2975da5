//! The map as a file: picture, page, text form. Each is sent with a policy that lets nothing in it run.

use crate::body::{Asked, Parted};
use crate::maps::find;
use crate::people::Anybody;
use crate::problem::{Problem, mistake};
use crate::routes::evidence::repeatable;
use crate::routes::scene::{WhichDetail, language};
use crate::state::App;
use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use std::fmt::Write as _;
use wayline_model::diagnostic::Diagnostic;
use wayline_model::yaml;
use wayline_render::export::{
    Error, HtmlOptions, Paper, Picture, PngOptions, SvgOptions, html as write_html,
    pdf as write_pdf, pdf_on_paper, png as write_png, svg as write_svg,
};
use wayline_render::{Language, Style, Theme, lane_list, lanes_named};

/// Its own fonts and styles, and nothing else: not even from this server.
const POLICY: &str =
    "default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:; sandbox";

/// How a picture or page looks.
#[derive(Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct Look {
    /// The colours: print is white, without tints, and reads without colour.
    #[serde(default)]
    #[param(required = false, inline)]
    theme: WhichTheme,
    /// Names of the lanes under the steps, with commas; without it those of the map.
    #[serde(default)]
    #[param(required = false, example = "emotion,pain")]
    lanes: String,
    /// How much of the map is drawn: names and where it hurts, what is usually looked at, or everything.
    #[serde(default)]
    #[param(required = false, inline)]
    detail: WhichDetail,
    /// What the picture speaks where it says something by itself: `en`, `pl`, `ru` or `zh`.
    #[serde(default, deserialize_with = "language")]
    #[param(required = false, value_type = String, default = "en")]
    lang: Language,
    /// Only the journeys of this persona, by its rule: the file name of the persona without its ending.
    persona: Option<String>,
    /// The map as it was in a version: its number or name, `seq-N`, a day or a time; without it as it is now.
    version: Option<String>,
}

#[derive(Clone, Copy, Default, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum WhichTheme {
    #[default]
    Light,
    Dark,
    Print,
}

impl From<WhichTheme> for Theme {
    fn from(which: WhichTheme) -> Self {
        match which {
            WhichTheme::Light => Self::Light,
            WhichTheme::Dark => Self::Dark,
            WhichTheme::Print => Self::Print,
        }
    }
}

fn style(
    theme: WhichTheme,
    lanes: &str,
    detail: WhichDetail,
    language: Language,
) -> Result<Style, Problem> {
    let lanes =
        lanes_named(lanes).map_err(|unknown| {
            let known: Vec<&str> = lane_list().map(|(id, _)| id).collect();
            let meant = unknown.nearest.map(|id| format!("did you mean `{id}`? "));
            Problem::new("bad-request", format!("there is no lane `{}`", unknown.name))
                .help(format!("{}the lanes are {}", meant.unwrap_or_default(), known.join(", ")))
        })?;
    Ok(Style { theme: theme.into(), lanes, detail: detail.into(), language, ..Style::default() })
}

/// How a PNG looks, and how large it is.
#[derive(Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct PngLook {
    /// The colours: print is white, without tints, and reads without colour.
    #[serde(default)]
    #[param(required = false, inline)]
    theme: WhichTheme,
    /// Names of the lanes under the steps, with commas; without it those of the map.
    #[serde(default)]
    #[param(required = false, example = "emotion,pain")]
    lanes: String,
    /// How much of the map is drawn: names and where it hurts, what is usually looked at, or everything.
    #[serde(default)]
    #[param(required = false, inline)]
    detail: WhichDetail,
    /// What the picture speaks where it says something by itself: `en`, `pl`, `ru` or `zh`.
    #[serde(default, deserialize_with = "language")]
    #[param(required = false, value_type = String, default = "en")]
    lang: Language,
    /// Only the journeys of this persona, by its rule: the file name of the persona without its ending.
    persona: Option<String>,
    /// The map as it was in a version: its number or name, `seq-N`, a day or a time; without it as it is now.
    version: Option<String>,
    /// Pixels of the file for one of the picture, 0.1 to 8.
    #[serde(default = "usual_scale")]
    #[param(required = false, default = 2.0)]
    scale: f64,
}

fn usual_scale() -> f64 {
    PngOptions::default().scale
}

/// How a PDF looks, and which paper it is for.
#[derive(Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct PdfLook {
    /// The colours: print is white, without tints, and reads without colour.
    #[serde(default)]
    #[param(required = false, inline)]
    theme: WhichTheme,
    /// Names of the lanes under the steps, with commas; without it those of the map.
    #[serde(default)]
    #[param(required = false, example = "emotion,pain")]
    lanes: String,
    /// How much of the map is drawn: names and where it hurts, what is usually looked at, or everything.
    #[serde(default)]
    #[param(required = false, inline)]
    detail: WhichDetail,
    /// What the picture speaks where it says something by itself: `en`, `pl`, `ru` or `zh`.
    #[serde(default, deserialize_with = "language")]
    #[param(required = false, value_type = String, default = "en")]
    lang: Language,
    /// Only the journeys of this persona, by its rule: the file name of the persona without its ending.
    persona: Option<String>,
    /// The map as it was in a version: its number or name, `seq-N`, a day or a time; without it as it is now.
    version: Option<String>,
    /// Sheets to cut it to; without it one page of the picture's size.
    #[param(required = false, inline)]
    paper: Option<WhichPaper>,
}

#[derive(Clone, Copy, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
enum WhichPaper {
    A4,
    A3,
}

/// The picture with its fonts inside.
#[utoipa::path(
    get, path = "/api/v1/maps/{id}/map.svg",
    params(("id" = String, Path, description = "File name of the map without its ending"), Look),
    responses((status = 200, content_type = "image/svg+xml", body = String))
)]
pub(crate) async fn svg(
    State(app): State<App>,
    Parted(id): Parted<String>,
    Asked(look): Asked<Look>,
    Anybody(person): Anybody,
) -> Result<Response, Problem> {
    let style = style(look.theme, &look.lanes, look.detail, look.lang)?;
    let (persona, version) = (look.persona.as_deref(), look.version.as_deref());
    let shown = app.shown_then(&id, persona, version, person.as_ref()).await?;
    let picture = app.compute(move |app| {
        let scene = app.scene(&shown, &style);
        log(&scene.diagnostics);
        Ok(write_svg(&scene, &SvgOptions::default()))
    });
    Ok(file(&named(&id, look.version.as_deref()), "svg", "image/svg+xml", picture.await?))
}

/// The picture as pixels.
#[utoipa::path(
    get, path = "/api/v1/maps/{id}/map.png",
    params(("id" = String, Path, description = "File name of the map without its ending"), PngLook),
    responses((status = 200, content_type = "image/png", body = String))
)]
pub(crate) async fn png(
    State(app): State<App>,
    Parted(id): Parted<String>,
    Asked(asked): Asked<PngLook>,
    Anybody(person): Anybody,
) -> Result<Response, Problem> {
    let style = style(asked.theme, &asked.lanes, asked.detail, asked.lang)?;
    let options = PngOptions { scale: asked.scale };
    if !(0.1..=8.0).contains(&options.scale) {
        return Err(Problem::new("bad-request", format!("a scale of {}", options.scale))
            .help("it must lie between 0.1 and 8"));
    }
    let (persona, version) = (asked.persona.as_deref(), asked.version.as_deref());
    let shown = app.shown_then(&id, persona, version, person.as_ref()).await?;
    let picture = app.compute(move |app| {
        let scene = app.drawn(&shown, &style);
        log(&scene.diagnostics);
        made(write_png(&scene, &options))
    });
    Ok(file(&named(&id, asked.version.as_deref()), "png", "image/png", picture.await?))
}

/// The picture with text that can be selected, searched and read aloud: on one page, or cut to sheets.
#[utoipa::path(
    get, path = "/api/v1/maps/{id}/map.pdf",
    params(("id" = String, Path, description = "File name of the map without its ending"), PdfLook),
    responses((status = 200, content_type = "application/pdf", body = String))
)]
pub(crate) async fn pdf(
    State(app): State<App>,
    Parted(id): Parted<String>,
    Asked(asked): Asked<PdfLook>,
    Anybody(person): Anybody,
) -> Result<Response, Problem> {
    let style = style(asked.theme, &asked.lanes, asked.detail, asked.lang)?;
    let (persona, version) = (asked.persona.as_deref(), asked.version.as_deref());
    let shown = app.shown_then(&id, persona, version, person.as_ref()).await?;
    let picture = app.compute(move |app| {
        let paper = match asked.paper {
            None => {
                let scene = app.drawn(&shown, &style);
                log(&scene.diagnostics);
                return made(write_pdf(&scene));
            }
            Some(WhichPaper::A4) => Paper::A4,
            Some(WhichPaper::A3) => Paper::A3,
        };
        let (around, lanes) = app.sheets(&shown, &style, paper);
        log(&around.diagnostics);
        log(&lanes.diagnostics);
        made(pdf_on_paper(&around, &lanes, paper))
    });
    let name = named(&id, asked.version.as_deref());
    // The picture on one page and its sheets are files of their own, which lie beside each other.
    let name = match asked.paper {
        None => name,
        Some(WhichPaper::A4) => name + "-a4",
        Some(WhichPaper::A3) => name + "-a3",
    };
    Ok(file(&name, "pdf", "application/pdf", picture.await?))
}

/// The bytes, with what is worth saying of how they were made in the log.
fn made(picture: Result<Picture, Error>) -> Result<Vec<u8>, Problem> {
    let picture = picture.map_err(|error| refused(&error))?;
    log(&picture.diagnostics);
    Ok(picture.bytes)
}

fn refused(error: &Error) -> Problem {
    match error {
        Error::TooLarge(..) => Problem::new("picture-refused", error.to_string())
            .help("ask for a smaller `scale` or fewer `lanes`, or for SVG or PDF"),
        Error::Font(..) | Error::Refused(..) => mistake(&error.to_string()),
    }
}

/// The picture goes to a reader who cannot mend the machine's fonts: who runs the server reads it.
fn log(said: &[Diagnostic]) {
    for said in said {
        let help = said.help.as_deref().unwrap_or_default();
        tracing::warn!(code = said.code, help, "{}", said.message);
    }
}

/// One file with the picture and what a click on each part opens.
#[utoipa::path(
    get, path = "/api/v1/maps/{id}/map.html",
    params(("id" = String, Path, description = "File name of the map without its ending"), Look),
    responses((status = 200, content_type = "text/html", body = String))
)]
pub(crate) async fn html(
    State(app): State<App>,
    Parted(id): Parted<String>,
    Asked(look): Asked<Look>,
    Anybody(person): Anybody,
) -> Result<Response, Problem> {
    let style = style(look.theme, &look.lanes, look.detail, look.lang)?;
    let (persona, version) = (look.persona.as_deref(), look.version.as_deref());
    let shown = app.shown_then(&id, persona, version, person.as_ref()).await?;
    let wanted = id.clone();
    let page = app.compute(move |app| {
        let (_, project) = app.project()?;
        let mut evidence = project.evidence_all(&shown.map)?;
        repeatable(&project, &wanted, look.persona.as_deref(), &mut evidence);
        let scene = app.scene(&shown, &style);
        log(&scene.diagnostics);
        let options = HtmlOptions { evidence, theme: style.theme };
        Ok(write_html(&shown.resolved, &scene, &options))
    });
    Ok(file(&named(&id, look.version.as_deref()), "html", "text/html; charset=utf-8", page.await?))
}

/// Which version the text form is of.
#[derive(Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct Dated {
    /// The map as it was in a version: its number or name, `seq-N`, a day or a time; without it as its file says.
    version: Option<String>,
}

/// The text form as it lies on disk, or as it was in a version.
#[utoipa::path(
    get, path = "/api/v1/maps/{id}/map.journey.yaml",
    params(("id" = String, Path, description = "File name of the map without its ending"), Dated),
    responses((status = 200, content_type = "application/yaml", body = String))
)]
pub(crate) async fn yaml(
    State(app): State<App>,
    Parted(id): Parted<String>,
    Asked(dated): Asked<Dated>,
    Anybody(person): Anybody,
) -> Result<Response, Problem> {
    let kind = "application/yaml; charset=utf-8";
    if let Some(version) = &dated.version {
        let map = app.map_then(&id, version, person.as_ref()).await?;
        let name = named(&id, Some(version));
        return Ok(file(&name, "journey.yaml", kind, yaml::write(&map)));
    }
    let wanted = id.clone();
    let text = app.look(move |app| {
        let (_, project) = app.project()?;
        let path = find(&project, &wanted)?.path;
        std::fs::read_to_string(&path)
            .map_err(|error| Problem::new("io", format!("{}: {error}", path.display())))
    });
    Ok(file(&id, "journey.yaml", kind, text.await?))
}

/// What a file is called: after the map, and after the version where it is of an earlier one.
fn named(id: &str, version: Option<&str>) -> String {
    match version.map(str::trim).filter(|version| *version != "now") {
        None => id.to_owned(),
        Some(number) if number.parse::<u64>().is_ok() => format!("{id}-version-{number}"),
        Some(version) => format!("{id}-{version}"),
    }
}

/// A file to keep, of this name and ending.
fn file(id: &str, ending: &str, kind: &'static str, content: impl Into<Body>) -> Response {
    let plain: String = id
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() || "-_.".contains(c) { c } else { '-' })
        .collect();
    let mut name = format!("attachment; filename=\"{plain}.{ending}\"");
    if plain != id {
        // RFC 6266: the first is for readers that do not know the second.
        let _ = write!(name, "; filename*=UTF-8''{}.{ending}", percent_encoded(id));
    }
    let Ok(name) = HeaderValue::from_str(&name) else {
        return mistake("a file name of letters and digits is no header").into_response();
    };
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(kind)),
        (header::CONTENT_DISPOSITION, name),
        (header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY)),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-cache")),
    ];
    (headers, content.into()).into_response()
}

/// As RFC 8187 writes a value: its bytes, those that are no plain letters and digits as `%XX`.
fn percent_encoded(text: &str) -> String {
    let mut out = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.".contains(&byte) {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::StatusCode;

    #[test]
    fn a_picture_that_cannot_be_held_is_the_askers_to_mend_and_what_a_writer_refuses_is_not() {
        let problem = refused(&Error::TooLarge(9, 9));
        assert_eq!(problem.status(), StatusCode::UNPROCESSABLE_ENTITY);
        assert!(problem.detail().contains("9 × 9 pixels"), "{}", problem.detail());
        let problem = refused(&Error::Refused("PDF", "a".into()));
        assert_eq!(problem.status(), StatusCode::INTERNAL_SERVER_ERROR);
    }
}
