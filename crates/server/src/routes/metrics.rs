//! What the server counts about itself, for Prometheus.

use crate::metered;
use axum::http::header;
use axum::response::IntoResponse;

/// The Prometheus text form.
#[utoipa::path(get, path = "/metrics", responses((status = 200, content_type = "text/plain; version=0.0.4", body = String)))]
pub(crate) async fn metrics() -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "text/plain; version=0.0.4")], metered::text())
}
