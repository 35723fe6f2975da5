//! The embedded page and its fonts. Nothing is read from disk: what is not in the list is not there.

use axum::body::Bytes;
use axum::http::{HeaderValue, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use std::path::Path;

/// Name below `/` and content; made by `build.rs`.
const FILES: &[(&str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/files.rs"));

/// The manual that problems point at.
const MANUAL: (&str, &[u8]) = ("docs/api.md", include_bytes!("../../../docs/api.md"));

/// A file of the page; `None` if there is none of this name.
pub(crate) fn file(uri: &Uri) -> Option<Response> {
    let name = match uri.path().trim_start_matches('/') {
        "" => "index.html",
        name => name,
    };
    let (name, content) = FILES.iter().chain([&MANUAL]).find(|(known, _)| *known == name)?;
    let kind = HeaderValue::from_static(kind(name));
    let keep = HeaderValue::from_static(keep(name));
    let headers = [(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, keep)];
    Some((StatusCode::OK, headers, Bytes::from_static(content)).into_response())
}

/// Names of the embedded fonts that a page can ask for.
pub(crate) fn fonts() -> Vec<String> {
    let names = FILES.iter().map(|(name, _)| *name);
    names.filter(|name| kind(name) == "font/woff2").map(|name| format!("/{name}")).collect()
}

/// How long a browser may keep a file. Built files carry the hash of their content in their name; the others may change with the
/// next start, the page's service worker (`sw.js`) above all: it lies at the root, so it rules over the whole page.
fn keep(name: &str) -> &'static str {
    if name.starts_with("assets/") { "public, max-age=31536000, immutable" } else { "no-cache" }
}

fn kind(name: &str) -> &'static str {
    match Path::new(name).extension().and_then(|ending| ending.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("woff2") => "font/woff2",
        Some("wasm") => "application/wasm",
        Some("webmanifest") => "application/manifest+json",
        Some("json") => "application/json",
        Some("md") => "text/markdown; charset=utf-8",
        Some("txt") => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_no_hash_in_its_name_is_asked_for_anew() {
        for name in ["index.html", "sw.js", "icon.svg", "fonts/Inter-Regular.woff2"] {
            assert_eq!(keep(name), "no-cache", "{name}");
        }
        assert!(keep("assets/index-abc.js").contains("immutable"));
    }

    #[test]
    fn a_service_worker_is_a_script() {
        assert_eq!(kind("sw.js"), "text/javascript; charset=utf-8");
    }
}
