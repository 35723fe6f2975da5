//! What is wrong with a map: reading errors first, then every check.

use crate::body::{Asked, Parted};
use crate::problem::Problem;
use crate::routes::map::Whose;
use crate::state::App;
use axum::Json;
use axum::extract::State;
use serde::Serialize;
use wayline_model::diagnostic::Diagnostic;

/// All findings.
#[derive(Serialize, schemars::JsonSchema)]
pub(crate) struct Findings {
    /// The worst first.
    diagnostics: Vec<Diagnostic>,
}

/// The findings of every check.
#[utoipa::path(
    get, path = "/api/v1/maps/{id}/check",
    params(("id" = String, Path, description = "File name of the map without its ending"), Whose),
    responses((status = 200, body = ref("#/components/schemas/Findings")))
)]
pub(crate) async fn check(
    State(app): State<App>,
    Parted(id): Parted<String>,
    Asked(whose): Asked<Whose>,
) -> Result<Json<Findings>, Problem> {
    let shown = app.shown_of(&id, whose.persona.as_deref()).await?;
    let found = app.compute(move |app| {
        let (_, project) = app.project()?;
        let mut diagnostics = shown.findings.clone();
        diagnostics.extend(project.check(&shown.map)?);
        diagnostics.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
        Ok(diagnostics)
    });
    Ok(Json(Findings { diagnostics: found.await? }))
}
