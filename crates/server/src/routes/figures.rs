//! The figures of a live map, and which record each of its keys is.

use crate::body::Parted;
use crate::problem::{Problem, mistake};
use crate::routes::map::known;
use crate::state::App;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use std::collections::BTreeMap;
use wayline_model::resolved::ResolvedMap;

/// A live map with its evidence.
#[derive(Serialize, schemars::JsonSchema)]
pub(crate) struct Figures<'a> {
    /// The map as it is edited now.
    map: &'a ResolvedMap,
    /// The record of each key: `s0.1` → the id of the step.
    ids: &'a BTreeMap<String, String>,
}

/// The figures of the map as it is edited now. Their `ETag` changes with them.
#[utoipa::path(
    get, path = "/api/v1/maps/{id}/figures",
    params(("id" = String, Path, description = "File name of the map without its ending")),
    responses(
        (status = 200, body = ref("#/components/schemas/Figures")),
        (status = 304, description = "As `If-None-Match` knows it"),
    )
)]
pub(crate) async fn figures(
    State(app): State<App>,
    Parted(id): Parted<String>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let shown = app.shown_live(&id).await?;
    let json = app.look(move |_| {
        let figures = Figures { map: &shown.resolved, ids: &shown.ids };
        serde_json::to_vec(&figures).map_err(|error| mistake(&error.to_string()))
    });
    let json = json.await?;
    let etag = format!("W/\"{}\"", &blake3::hash(&json).to_hex()[..32]);
    let tag = [(header::ETAG, etag.clone()), (header::CACHE_CONTROL, "no-cache".into())];
    if known(&headers, &etag) {
        return Ok((StatusCode::NOT_MODIFIED, tag).into_response());
    }
    Ok((tag, [(header::CONTENT_TYPE, "application/json")], json).into_response())
}
