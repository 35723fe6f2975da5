//! The service: routes, and the layers around every request.
//!
//! From the outside in: headers that keep a browser strict, the address added to problems, panics caught,
//! requests counted, foreign hosts and changes by foreign pages refused, answers compressed.

use crate::options::Options;
use crate::problem::{Problem, panicked, with_instance};
use crate::state::App;
use crate::store::{self, sqlite::Sqlite};
use crate::{assets, body, host, metered, origin, routes};
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::{HeaderMap, HeaderValue, Method, Uri, header};
use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use std::sync::Arc;
use tower_http::CompressionLevel;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{DefaultPredicate, NotForContentType, Predicate as _};
use tower_http::set_header::SetResponseHeaderLayer;
use tower_http::trace::TraceLayer;
use wayline_project::Project;

/// What the page may do: load its own scripts (also in WebAssembly), styles, fonts and pictures, and talk to its own server.
/// Nothing inline.
const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
    img-src 'self' data:; font-src 'self'; connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// Headers of every answer; a handler may set a stricter one itself.
const HEADERS: [(header::HeaderName, &str); 6] = [
    (header::CONTENT_SECURITY_POLICY, POLICY),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "no-referrer"),
    (header::X_FRAME_OPTIONS, "DENY"),
    (header::HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (header::HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
];

/// The whole service on a project, without a socket. It needs a runtime of several threads.
#[derive(Clone)]
pub struct Service {
    app: App,
    router: Router,
}

impl Service {
    /// Opens what the server keeps beside the project.
    ///
    /// # Errors
    /// When another server has it open, it is of a newer version, or the disk refuses.
    pub async fn open(project: Project, options: &Options) -> Result<Self, store::Error> {
        metered::handle();
        let store = Sqlite::open(project.folder()).await?;
        let app = App::new(project, Arc::new(store), options);
        Ok(Self { router: layered(app.clone(), options), app })
    }

    /// What answers requests.
    pub fn router(&self) -> Router {
        self.router.clone()
    }

    /// Ends: live maps are written to their files, and another server may open the project.
    pub async fn close(&self) {
        self.app.rooms().close().await;
        if let Err(error) = self.app.store().close().await {
            tracing::error!("the database was not closed: {error}");
        }
    }
}

fn layered(app: App, options: &Options) -> Router {
    let (routes, _) = routes::all().split_for_parts();
    let mut service = routes
        .with_state(app)
        .fallback(page)
        .method_not_allowed_fallback(wrong_method)
        .layer(DefaultBodyLimit::max(body::MOST_BYTES))
        .layer(CompressionLayer::new().quality(CompressionLevel::Fastest).compress_when(packed()))
        .layer(from_fn(origin::check))
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

/// Which answers are packed on their way. Not what is packed already (fonts, documents), nor the page's program for documents, which is
/// embedded as it is on purpose.
fn packed() -> impl tower_http::compression::Predicate {
    DefaultPredicate::new()
        .and(NotForContentType::const_new("application/wasm"))
        .and(NotForContentType::const_new("application/octet-stream"))
        .and(NotForContentType::const_new("font/woff2"))
}

/// The page and its files; everything else is a problem.
async fn page(method: Method, uri: Uri, headers: HeaderMap) -> Response {
    match assets::file(&uri, &headers) {
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
