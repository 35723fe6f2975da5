//! What happened to a live map: who changed what, when and why; and what was proposed and declined.

use crate::body::{Asked, Parted};
use crate::people::Person;
use crate::problem::Problem;
use crate::routes::proposals::{Declined, OfProposal, decided};
use crate::state::App;
use crate::store::{Micros, Past};
use axum::Json;
use axum::extract::State;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use wayline_doc::difference::Became;
use wayline_doc::{About, Change, How, Records};

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
    /// What was proposed and declined in the time of these updates, the newest first: nothing of it is on the map.
    declined: Vec<Declined>,
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
    /// The proposal that it was accepted from; absent for what was not proposed, and in what an older version kept.
    #[serde(skip_serializing_if = "Option::is_none")]
    proposal: Option<OfProposal>,
}

/// A field that was touched.
#[derive(Clone, Debug, Serialize, Deserialize, schemars::JsonSchema)]
pub(crate) struct What {
    /// Id of the record.
    record: String,
    /// Its kind.
    kind: String,
    /// What it was called then; what was removed, before that.
    name: String,
    /// What a comment or vote is about; absent for all else, and in what an older version kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    about: Option<About>,
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
    let since = past.last().filter(|_| past.len() == MOST as usize).map(|oldest| oldest.at);
    let until = match from.before.and_then(|before| before.checked_add(1)) {
        // What was declined after the update that the answer ends before stands in the answer before this one.
        Some(after) => app.store().history(&id, Some(after), 1).await?.first().map(|next| next.at),
        None => None,
    };
    let (mut accepted, mut declined) = decided(&app, &id).await?;
    declined.retain(|one| {
        since.is_none_or(|since| one.when >= since) && until.is_none_or(|until| one.when < until)
    });
    let history = past.into_iter().map(|past| event(past, &mut accepted)).collect();
    Ok(Json(History { history, declined }))
}

fn event(past: Past, accepted: &mut BTreeMap<u64, OfProposal>) -> Event {
    let what = serde_json::from_str(&past.what).unwrap_or_default();
    let Past { seq, at, by, why, said, .. } = past;
    Event { seq, at: rfc3339(at), by, why, said, what, proposal: accepted.remove(&seq) }
}

/// The longest that is told of what a field said, in characters.
const MOST_TOLD: usize = 300;

impl What {
    /// What became of a record between two states, as an update that leads from one to the other would tell it.
    pub(crate) fn of(change: Change, before: &Records) -> Self {
        let was_there = before.get(&change.record).is_some();
        let (how, field) = match (change.change, change.field) {
            (Became::Added, _) if was_there => (How::BroughtBack, "gone".to_owned()),
            (Became::Added, _) => (How::Added, "is".to_owned()),
            (Became::Removed, _) => (How::Removed, "gone".to_owned()),
            (Became::Moved, field) => (How::Moved, field.unwrap_or_default()),
            (Became::Changed, field) => {
                let field = field.unwrap_or_default();
                (if field == "name" { How::Renamed } else { How::Changed }, field)
            }
        };
        let is_whole = matches!(how, How::Added | How::Removed | How::BroughtBack);
        let told = |text: Option<String>| text.filter(|_| !is_whole).map(shortened);
        let (from, to) = (told(change.from), told(change.to));
        let Change { record, kind, name, .. } = change;
        // Talk is not compared.
        Self { record, kind, name, about: None, field, how: Some(how), from, to }
    }
}

fn shortened(text: String) -> String {
    match text.char_indices().nth(MOST_TOLD) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}

/// A time for people and programs; empty where it is none.
pub(crate) fn rfc3339(at: Micros) -> String {
    jiff::Timestamp::from_microsecond(at).map(|time| time.to_string()).unwrap_or_default()
}
