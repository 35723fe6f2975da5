//! A map with its evidence: the same JSON as `wayline show --json`.

use crate::body::{Asked, Parted};
use crate::people::Anybody;
use crate::problem::Problem;
use crate::state::App;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

/// Whose journeys a map is looked at over.
#[derive(Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct Whose {
    /// Only the journeys of this persona, by its rule: the file name of the persona without its ending.
    pub(super) persona: Option<String>,
}

/// Whose journeys a map is looked at over, and as it was when.
#[derive(Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct WhoseThen {
    /// Only the journeys of this persona, by its rule: the file name of the persona without its ending.
    persona: Option<String>,
    /// The map as it was in a version: its number or name, `seq-N`, a day or a time; without it as it is now.
    version: Option<String>,
}

/// The resolved map. Its `ETag` changes with the map's file and the data.
#[utoipa::path(
    get, path = "/api/v1/maps/{id}",
    params(("id" = String, Path, description = "File name of the map without its ending"), WhoseThen),
    responses(
        (status = 200, body = ref("#/components/schemas/ResolvedMap")),
        (status = 304, description = "As `If-None-Match` knows it"),
    )
)]
pub(crate) async fn map(
    State(app): State<App>,
    Parted(id): Parted<String>,
    Asked(whose): Asked<WhoseThen>,
    Anybody(person): Anybody,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let (persona, version) = (whose.persona.as_deref(), whose.version.as_deref());
    let shown = app.shown_then(&id, persona, version, person.as_ref()).await?;
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
