//! Is the server up: `/healthz` for machines that restart it, `/api/v1/health` with the version and whether the project can be read.

use crate::problem::Problem;
use crate::state::App;
use axum::Json;
use axum::extract::State;
use serde::Serialize;

/// That it is up.
#[derive(Serialize, schemars::JsonSchema)]
#[schemars(rename = "ServerHealth")]
pub(crate) struct Health {
    /// `ok`
    status: &'static str,
    /// Version of the program.
    version: &'static str,
}

/// The process answers.
#[utoipa::path(get, path = "/healthz", responses((status = 200, content_type = "text/plain", body = String)))]
pub(crate) async fn live() -> &'static str {
    "ok\n"
}

/// The process answers and the project can be read.
#[utoipa::path(get, path = "/api/v1/health", responses((status = 200, body = ref("#/components/schemas/ServerHealth"))))]
pub(crate) async fn health(State(app): State<App>) -> Result<Json<Health>, Problem> {
    app.look(|app| app.project().map(|_| ())).await?;
    Ok(Json(Health { status: "ok", version: env!("CARGO_PKG_VERSION") }))
}
