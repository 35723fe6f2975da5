//! The whole live document as bytes, for programs that keep a copy: `wayline pull` and `wayline push`.

use crate::body::Parted;
use crate::live::command::{Make, Why};
use crate::live::wire::base64;
use crate::people::Somebody;
use crate::problem::{Problem, mistake};
use crate::state::App;
use axum::body::{Body, to_bytes};
use axum::extract::State;
use axum::http::{HeaderName, StatusCode, header};
use axum::response::{IntoResponse, Response};

/// Says what a document knows: its version vector in base64.
const VERSION: HeaderName = HeaderName::from_static("wayline-version");
/// The largest update that is read; the document says how large one may be.
const MOST_BYTES: usize = 4 << 20;

/// The whole document with its history. The header `wayline-version` says what it knows.
#[utoipa::path(
    get, path = "/api/v1/maps/{id}/document",
    params(("id" = String, Path, description = "File name of the map without its ending")),
    responses((status = 200, content_type = "application/octet-stream", body = String))
)]
pub(crate) async fn document(
    State(app): State<App>,
    Parted(id): Parted<String>,
) -> Result<Response, Problem> {
    let room = app.room(&id).await?;
    let (bytes, version) = room.look(|seen| (seen.room.snapshot(), seen.room.version())).await?;
    let bytes = bytes.map_err(|error| mistake(&error.to_string()))?;
    let headers = [
        (header::CONTENT_TYPE, "application/octet-stream".to_owned()),
        (header::CACHE_CONTROL, "no-store".to_owned()),
        (VERSION, base64(&version)),
    ];
    Ok((headers, bytes).into_response())
}

/// Takes an update of a copy in. The header `wayline-version` says what the document knows then.
#[utoipa::path(
    post, path = "/api/v1/maps/{id}/document",
    params(("id" = String, Path, description = "File name of the map without its ending")),
    request_body(content_type = "application/octet-stream", content = String),
    responses((status = 204, description = "It is on the disk"))
)]
pub(crate) async fn push(
    State(app): State<App>,
    Parted(id): Parted<String>,
    Somebody(person): Somebody,
    body: Body,
) -> Result<Response, Problem> {
    let update = to_bytes(body, MOST_BYTES).await.map_err(|error| {
        Problem::new("body-too-large", format!("the update was not read: {error}"))
            .help("an update has at most 4 MiB; make it in smaller steps")
    })?;
    let room = app.room(&id).await?;
    let changed = room.make(person, Why::Push, Make::Elsewhere(update)).await?;
    Ok((StatusCode::NO_CONTENT, [(VERSION, base64(&changed.version))]).into_response())
}
