//! The live document of a map: the WebSocket that pages edit through.

use crate::body::Parted;
use crate::live::command::Handle;
use crate::live::socket;
use crate::people::{Anybody, Person, unknown};
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
    let upgrade = match upgrade {
        Ok(upgrade) => upgrade,
        Err(_) if person.is_none() => return Err(unknown()),
        Err(error) => {
            app.room(&id).await?;
            return Err(Problem::new("bad-request", format!("this is no WebSocket: {error}"))
                .help("open it with a WebSocket; docs/live-document.md has the messages"));
        }
    };
    let upgrade = upgrade
        .max_message_size(socket::MOST_BYTES)
        .max_frame_size(socket::MOST_BYTES)
        .max_write_buffer_size(2 * socket::MOST_BYTES);
    let behind = app.options().behind;
    // A page hears no more of a refused upgrade than that it failed.
    Ok(match enter(&app, &id, person).await {
        Ok((room, person)) => {
            upgrade.on_upgrade(move |socket| socket::serve(socket, room, person, behind))
        }
        Err(why) => upgrade.on_upgrade(|socket| socket::turn_away(socket, why)),
    })
}

/// The room of a map, for somebody who may come in.
async fn enter(app: &App, id: &str, person: Option<Person>) -> Result<(Handle, Person), Refusal> {
    let person = person.ok_or_else(|| Refusal {
        code: "nobody",
        detail: "the server does not know who you are".into(),
        help: "join again; what you wrote stays in this browser".into(),
    })?;
    match app.room(id).await {
        Ok(room) => Ok((room, person)),
        Err(_) if is_removed(app.folder(), id) => Err(gone("this map was removed")),
        Err(problem) => Err(problem.refusal()),
    }
}
