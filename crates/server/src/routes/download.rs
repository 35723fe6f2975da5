//! The map as a file: picture, page, text form. Each is sent with a policy that lets nothing in it run.

use crate::body::Parted;
use crate::maps::find;
use crate::problem::{Problem, mistake};
use crate::state::App;
use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use wayline_render::Style;
use wayline_render::export::{HtmlOptions, SvgOptions, html as write_html, svg as write_svg};

/// Its own fonts and styles, and nothing else: not even from this server.
const POLICY: &str =
    "default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:; sandbox";

/// The picture with its fonts inside.
#[utoipa::path(
    get, path = "/api/v1/maps/{id}/map.svg",
    params(("id" = String, Path, description = "File name of the map without its ending")),
    responses((status = 200, content_type = "image/svg+xml", body = String))
)]
pub(crate) async fn svg(
    State(app): State<App>,
    Parted(id): Parted<String>,
) -> Result<Response, Problem> {
    let shown = app.shown(&id).await?;
    let picture = app.compute(move |app| {
        let scene = app.scene(&shown, &Style::default());
        Ok(write_svg(&scene, &SvgOptions::default()))
    });
    Ok(file(&id, "svg", "image/svg+xml", picture.await?))
}

/// One file with the picture and what a click on each part opens.
#[utoipa::path(
    get, path = "/api/v1/maps/{id}/map.html",
    params(("id" = String, Path, description = "File name of the map without its ending")),
    responses((status = 200, content_type = "text/html", body = String))
)]
pub(crate) async fn html(
    State(app): State<App>,
    Parted(id): Parted<String>,
) -> Result<Response, Problem> {
    let shown = app.shown(&id).await?;
    let page = app.compute(move |app| {
        let (_, project) = app.project()?;
        let evidence = project.evidence_all(&shown.map)?;
        let scene = app.scene(&shown, &Style::default());
        Ok(write_html(&shown.resolved, &scene, &HtmlOptions { evidence }))
    });
    Ok(file(&id, "html", "text/html; charset=utf-8", page.await?))
}

/// The text form as it lies on disk.
#[utoipa::path(
    get, path = "/api/v1/maps/{id}/map.journey.yaml",
    params(("id" = String, Path, description = "File name of the map without its ending")),
    responses((status = 200, content_type = "application/yaml", body = String))
)]
pub(crate) async fn yaml(
    State(app): State<App>,
    Parted(id): Parted<String>,
) -> Result<Response, Problem> {
    let wanted = id.clone();
    let text = app.look(move |app| {
        let (_, project) = app.project()?;
        let path = find(&project, &wanted)?.path;
        std::fs::read_to_string(&path)
            .map_err(|error| Problem::new("io", format!("{}: {error}", path.display())))
    });
    Ok(file(&id, "journey.yaml", "application/yaml; charset=utf-8", text.await?))
}

/// A file to keep, named after the map.
fn file(id: &str, ending: &str, kind: &'static str, content: String) -> Response {
    let plain: String = id
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() || "-_.".contains(c) { c } else { '-' })
        .collect();
    let name = format!("attachment; filename=\"{plain}.{ending}\"");
    let Ok(name) = HeaderValue::from_str(&name) else {
        return mistake("a file name of letters and digits is no header").into_response();
    };
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(kind)),
        (header::CONTENT_DISPOSITION, name),
        (header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY)),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-cache")),
    ];
    (headers, content).into_response()
}
