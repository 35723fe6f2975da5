//! The service: routes, and the layers around every request.
//!
//! From the outside in: headers that keep a browser strict, the address added to problems, panics caught,
//! requests counted, foreign hosts refused, answers compressed.

use crate::options::Options;
use crate::problem::{Problem, panicked, with_instance};
use crate::state::App;
use crate::{assets, body, host, metered, routes};
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::{HeaderValue, Method, Uri, header};
use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::set_header::SetResponseHeaderLayer;
use tower_http::trace::TraceLayer;
use wayline_project::Project;

/// What the page may do: load its own scripts, styles, fonts and pictures, and talk to its own server. Nothing inline.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
    font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// Headers of every answer; a handler may set a stricter one itself.
const HEADERS: [(header::HeaderName, &str); 6] = [
    (header::CONTENT_SECURITY_POLICY, POLICY),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "no-referrer"),
    (header::X_FRAME_OPTIONS, "DENY"),
    (header::HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (header::HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
];

/// The whole service on a project, without a socket.
pub fn router(project: Project, options: &Options) -> Router {
    metered::handle();
    let app = App::new(project, options);
    let (routes, _) = routes::all().split_for_parts();
    let mut service = routes
        .with_state(app)
        .fallback(page)
        .method_not_allowed_fallback(wrong_method)
        .layer(DefaultBodyLimit::max(body::MOST_BYTES))
        .layer(CompressionLayer::new())
        .layer(from_fn_with_state(host::Hosts::new(options), host::check))
        .layer(from_fn(metered::count))
        .layer(CatchPanicLayer::custom(panicked))
        .layer(from_fn(with_instance))
        .layer(TraceLayer::new_for_http());
    for (name, value) in HEADERS {
        let value = HeaderValue::from_static(value);
        service = service.layer(SetResponseHeaderLayer::if_not_present(name, value));
    }
    service
}

/// The page and its files; everything else is a problem.
async fn page(method: Method, uri: Uri) -> Response {
    match assets::file(&uri) {
        Some(file) if method == Method::GET || method == Method::HEAD => file,
        Some(_) => wrong_method().await.into_response(),
        None => {
            let path: String = uri.path().chars().take(200).collect();
            Problem::new("unknown-route", format!("there is nothing at `{path}`"))
                .help("/docs/api.md lists the addresses")
                .into_response()
        }
    }
}

async fn wrong_method() -> Problem {
    Problem::new("wrong-method", "this address does not take this method")
        .help("/docs/api.md lists the methods of each address")
}
