//! Is my data good enough: the same JSON as `wayline data --json`.

use crate::problem::Problem;
use crate::state::App;
use axum::Json;
use axum::extract::State;

pub(crate) use wayline_project::engine::quality::DataReport;

/// What the data can carry, and what cannot be concluded from them.
#[utoipa::path(get, path = "/api/v1/data", responses((status = 200, body = ref("#/components/schemas/DataReport"))))]
pub(crate) async fn data(State(app): State<App>) -> Result<Json<DataReport>, Problem> {
    let report = app.compute(|app| {
        let (_, project) = app.project()?;
        Ok(project.data()?)
    });
    report.await.map(Json)
}
