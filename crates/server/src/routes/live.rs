//! The live document of a map: the WebSocket that pages edit through.

use crate::body::Parted;
use crate::live::socket;
use crate::people::{Anybody, unknown};
use crate::problem::Problem;
use crate::routes::removed::{gone, is_removed};
use crate::state::App;
use axum::extract::State;
use axum::extract::ws::WebSocketUpgrade;
use axum::extract::ws::rejection::WebSocketUpgradeRejection;
use axum::response::Response;
use wayline_doc::Refusal;

/// Edits a map together with others; `docs/live-document.md` has the messages.
#[utoipa::path(
    get, path = "/api/v1/maps/{id}/live",
    params(("id" = String, Path, description = "File name of the map without its ending")),
    responses((status = 101, description = "A WebSocket"))
)]
pub(crate) async fn live(
    State(app): State<App>,
    Parted(id): Parted<String>,
    Anybody(person): Anybody,
    upgrade: Result<WebSocketUpgrade, WebSocketUpgradeRejection>,
) -> Result<Response, Problem> {
    let room = match app.room(&id).await {
        Ok(room) => Some(room),
        Err(_) if is_removed(app.folder(), &id) => None,
        Err(problem) => return Err(problem),
    };
    if person.is_none() && upgrade.is_err() {
        return Err(unknown());
    }
    let upgrade = upgrade.map_err(|error| {
        Problem::new("bad-request", format!("this is no WebSocket: {error}"))
            .help("open it with a WebSocket; docs/live-document.md has the messages")
    })?;
    let upgrade = upgrade
        .max_message_size(socket::MOST_BYTES)
        .max_frame_size(socket::MOST_BYTES)
        .max_write_buffer_size(2 * socket::MOST_BYTES);
    // A page hears no more of a refused upgrade than that it failed.
    let Some(room) = room else {
        let removed = gone("this map was removed");
        return Ok(upgrade.on_upgrade(|socket| socket::turn_away(socket, removed)));
    };
    let Some(person) = person else {
        let unknown = Refusal {
            code: "nobody",
            detail: "the server does not know who you are".into(),
            help: "join again; what you wrote stays in this browser".into(),
        };
        return Ok(upgrade.on_upgrade(|socket| socket::turn_away(socket, unknown)));
    };
    let behind = app.options().behind;
    Ok(upgrade.on_upgrade(move |socket| socket::serve(socket, room, person, behind)))
}
