//! A map with its evidence: the same JSON as `wayline show --json`.

use crate::body::Parted;
use crate::problem::Problem;
use crate::state::App;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};

/// The resolved map. Its `ETag` changes with the map's file and the data.
#[utoipa::path(
    get, path = "/api/v1/maps/{id}",
    params(("id" = String, Path, description = "File name of the map without its ending")),
    responses(
        (status = 200, body = ref("#/components/schemas/ResolvedMap")),
        (status = 304, description = "As `If-None-Match` knows it"),
    )
)]
pub(crate) async fn map(
    State(app): State<App>,
    Parted(id): Parted<String>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let shown = app.shown(&id).await?;
    let tag = [(header::ETAG, shown.etag.clone()), (header::CACHE_CONTROL, "no-cache".into())];
    if known(&headers, &shown.etag) {
        return Ok((StatusCode::NOT_MODIFIED, tag).into_response());
    }
    let json = [(header::CONTENT_TYPE, "application/json")];
    Ok((tag, json, shown.json.clone()).into_response())
}

/// Whether the client holds this state already (weak comparison, RFC 9110 §13.1.2).
pub(crate) fn known(headers: &HeaderMap, etag: &str) -> bool {
    let tags = headers.get_all(header::IF_NONE_MATCH).iter().filter_map(|tags| tags.to_str().ok());
    let strong = etag.trim_start_matches("W/");
    tags.flat_map(|tags| tags.split(','))
        .map(str::trim)
        .any(|tag| tag == "*" || tag.trim_start_matches("W/") == strong)
}
