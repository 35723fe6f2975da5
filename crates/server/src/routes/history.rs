//! What happened to a live map: who changed what, when and why.

use crate::body::{Asked, Parted};
use crate::people::Person;
use crate::problem::Problem;
use crate::state::App;
use crate::store::{Micros, Past};
use axum::Json;
use axum::extract::State;
use serde::{Deserialize, Serialize};
use wayline_doc::How;

/// Most updates in one answer.
const MOST: u32 = 200;

/// Where the answer begins.
#[derive(Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct From {
    /// Only updates before this one; without it the newest.
    before: Option<u64>,
}

/// What happened.
#[derive(Serialize, schemars::JsonSchema)]
pub(crate) struct History {
    /// At most 200, the newest first.
    history: Vec<Event>,
}

/// An update.
#[derive(Serialize, schemars::JsonSchema)]
pub(crate) struct Event {
    /// Counts the map's updates from 1. `seq-N` is the version after it.
    seq: u64,
    /// When, RFC 3339 UTC.
    at: String,
    /// Who; `null` where the map's file was changed or the map came into being.
    by: Option<Person>,
    /// `edit`, `by_hand`, `program`, `file`, `restore`, `proposal`, `push`, `library` or `new`.
    why: String,
    /// Why, as whoever made the changes said, in the order in which they were made: codes that the page sets (`paste`, `undo`) or
    /// words, each at most 200 characters. Empty where nobody said.
    said: Vec<String>,
    /// What it touched.
    what: Vec<What>,
}

/// A field that was touched.
#[derive(Serialize, Deserialize, schemars::JsonSchema)]
pub(crate) struct What {
    /// Id of the record.
    record: String,
    /// Its kind.
    kind: String,
    /// What it was called then.
    name: String,
    /// The field; `is`, `in`, `rank` and `gone` for a new, moved and removed record.
    field: String,
    /// What became of it; `null` in what was kept by an older version.
    #[serde(default)]
    how: Option<How>,
    /// What was said, as people see it, at most 300 characters of it; for `in` and `rank`, the name of what it lay in and after.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    from: Option<String>,
    /// What is said, likewise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    to: Option<String>,
}

/// What happened to the map, the newest first.
#[utoipa::path(
    get, path = "/api/v1/maps/{id}/history",
    params(("id" = String, Path, description = "File name of the map without its ending"), From),
    responses((status = 200, body = ref("#/components/schemas/History")))
)]
pub(crate) async fn history(
    State(app): State<App>,
    Parted(id): Parted<String>,
    Asked(from): Asked<From>,
) -> Result<Json<History>, Problem> {
    // Opened, so that a map has its beginning.
    app.room(&id).await?;
    let past = app.store().history(&id, from.before, MOST).await?;
    Ok(Json(History { history: past.into_iter().map(event).collect() }))
}

fn event(past: Past) -> Event {
    let what = serde_json::from_str(&past.what).unwrap_or_default();
    let Past { seq, at, by, why, said, .. } = past;
    Event { seq, at: rfc3339(at), by, why, said, what }
}

/// A time for people and programs; empty where it is none.
pub(crate) fn rfc3339(at: Micros) -> String {
    jiff::Timestamp::from_microsecond(at).map(|time| time.to_string()).unwrap_or_default()
}
