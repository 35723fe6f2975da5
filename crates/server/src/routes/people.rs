//! Who works on the project: joining, and who is there.

use crate::body::Body;
use crate::people::{Anybody, Called, Person, Somebody, invent};
use crate::problem::Problem;
use crate::state::App;
use axum::Json;
use axum::extract::State;
use axum::http::header;
use axum::response::IntoResponse;
use serde::Serialize;

/// Everybody.
#[derive(Serialize, schemars::JsonSchema)]
pub(crate) struct People {
    /// In the order of joining.
    people: Vec<Person>,
}

/// Everybody who has joined.
#[utoipa::path(get, path = "/api/v1/people", responses((status = 200, body = ref("#/components/schemas/People"))))]
pub(crate) async fn people(State(app): State<App>) -> Result<Json<People>, Problem> {
    Ok(Json(People { people: app.store().people().await? }))
}

/// Joins with a name and a colour. Whoever has joined before is called so from now on.
#[utoipa::path(
    post, path = "/api/v1/people",
    request_body = ref("#/components/schemas/Called"),
    responses((status = 200, body = ref("#/components/schemas/Person"), description = "The cookie `wayline_person` says who it is"))
)]
pub(crate) async fn join(
    State(app): State<App>,
    Anybody(known): Anybody,
    Body(called): Body<Called>,
) -> Result<axum::response::Response, Problem> {
    if let Some(person) = known {
        return Ok(Json(rename(&app, person, called).await?).into_response());
    }
    let (person, token) = invent(called)?;
    app.store().join(&person, &token.hash()).await?;
    Ok(([(header::SET_COOKIE, token.cookie())], Json(person)).into_response())
}

/// Who sends the request; `null` for nobody, which is no mistake of a page that asks.
#[utoipa::path(get, path = "/api/v1/people/me", responses((status = 200, body = ref("#/components/schemas/Person"), description = "`null` for nobody")))]
pub(crate) async fn me(Anybody(person): Anybody) -> Json<Option<Person>> {
    Json(person)
}

/// Another name or colour.
#[utoipa::path(
    put, path = "/api/v1/people/me",
    request_body = ref("#/components/schemas/Called"),
    responses((status = 200, body = ref("#/components/schemas/Person")))
)]
pub(crate) async fn change_me(
    State(app): State<App>,
    Somebody(person): Somebody,
    Body(called): Body<Called>,
) -> Result<Json<Person>, Problem> {
    rename(&app, person, called).await.map(Json)
}

/// Keeps how somebody is called, and tells everybody in live maps.
async fn rename(app: &App, person: Person, called: Called) -> Result<Person, Problem> {
    let (name, colour) = called.checked()?;
    let person = Person { name, colour, ..person };
    app.store().rename(&person).await?;
    app.rooms().rename(&person).await;
    Ok(person)
}
