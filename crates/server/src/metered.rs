//! What the server counts about itself: requests by route, method and status, their time, and what maps cost.

use axum::extract::{MatchedPath, Request};
use axum::middleware::Next;
use axum::response::Response;
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use std::sync::OnceLock;
use std::time::Instant;

/// Bounds of the time histogram.
const SECONDS: [f64; 11] = [0.001, 0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0, 60.0];

/// The process's one recorder: metrics are counted per process, however many routers it has.
static RECORDER: OnceLock<PrometheusHandle> = OnceLock::new();

/// The text that `/metrics` answers with.
pub(crate) fn text() -> String {
    let handle = handle();
    handle.run_upkeep();
    handle.render()
}

/// Starts counting; later calls change nothing.
pub(crate) fn handle() -> &'static PrometheusHandle {
    RECORDER.get_or_init(|| {
        let builder = PrometheusBuilder::new();
        let builder = builder.set_buckets(&SECONDS).expect("there are buckets");
        let recorder = builder.build_recorder();
        let handle = recorder.handle();
        if metrics::set_global_recorder(recorder).is_err() {
            tracing::warn!("another recorder was set before: /metrics stays empty");
        }
        metrics::describe_counter!("wayline_requests_total", "Requests answered");
        metrics::describe_histogram!("wayline_request_seconds", "Time to the answer's head");
        metrics::describe_counter!(
            "wayline_maps_resolved_total",
            "Maps by whether they were cached"
        );
        metrics::describe_gauge!("wayline_questions_running", "Questions and maps being computed");
        handle
    })
}

/// Counts a request when it is answered. Labels are routes, never addresses: their number is bounded.
pub(crate) async fn count(request: Request, next: Next) -> Response {
    let started = Instant::now();
    let route = request
        .extensions()
        .get::<MatchedPath>()
        .map_or_else(|| "other".to_owned(), |path| path.as_str().to_owned());
    let method = match request.method().as_str() {
        known @ ("GET" | "HEAD" | "POST" | "PUT" | "PATCH" | "DELETE" | "OPTIONS") => known,
        _ => "other",
    }
    .to_owned();
    let response = next.run(request).await;
    let status = response.status().as_u16().to_string();
    metrics::counter!("wayline_requests_total", "route" => route.clone(), "method" => method, "status" => status)
        .increment(1);
    metrics::histogram!("wayline_request_seconds", "route" => route)
        .record(started.elapsed().as_secs_f64());
    response
}
