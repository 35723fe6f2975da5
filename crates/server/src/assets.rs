//! The embedded page and its fonts. Nothing is read from disk: what is not in the list is not there.

use axum::body::Bytes;
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use std::path::Path;

/// An embedded file.
struct File {
    /// Below `/`.
    name: &'static str,
    plain: &'static [u8],
    /// By gzip, where that makes it smaller.
    packed: Option<&'static [u8]>,
}

/// Made by `build.rs`.
const FILES: &[File] = include!(concat!(env!("OUT_DIR"), "/files.rs"));

/// The manual that problems point at.
const MANUAL: File =
    File { name: "docs/api.md", plain: include_bytes!("../../../docs/api.md"), packed: None };

/// A file of the page, packed where who asks takes that; `None` if there is none of this name.
pub(crate) fn file(uri: &Uri, asked: &HeaderMap) -> Option<Response> {
    let name = match uri.path().trim_start_matches('/') {
        "" => "index.html",
        name => name,
    };
    let file = FILES.iter().chain([&MANUAL]).find(|known| known.name == name)?;
    let kind = HeaderValue::from_static(kind(name));
    let keep = HeaderValue::from_static(keep(name));
    let headers = [(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, keep)];
    let Some(packed) = file.packed else {
        return Some((StatusCode::OK, headers, Bytes::from_static(file.plain)).into_response());
    };
    let depends = [(header::VARY, HeaderValue::from_static("accept-encoding"))];
    if !takes_gzip(asked) {
        let content = Bytes::from_static(file.plain);
        return Some((StatusCode::OK, headers, depends, content).into_response());
    }
    let packing = [(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"))];
    let content = Bytes::from_static(packed);
    Some((StatusCode::OK, headers, depends, packing, content).into_response())
}

/// Whether `Accept-Encoding` names gzip, and does not rule it out (RFC 9110, 12.5.3).
fn takes_gzip(asked: &HeaderMap) -> bool {
    let named =
        asked.get_all(header::ACCEPT_ENCODING).iter().filter_map(|value| value.to_str().ok());
    named.flat_map(|value| value.split(',')).any(|each| {
        let (coding, weight) = each.split_once(';').unwrap_or((each, ""));
        let weight = weight.trim().to_ascii_lowercase();
        let weight = weight.strip_prefix("q=").map_or(Ok(1.0), str::parse::<f32>);
        coding.trim().eq_ignore_ascii_case("gzip") && weight.is_ok_and(|weight| weight > 0.0)
    })
}

/// Names of the embedded fonts that a page can ask for.
pub(crate) fn fonts() -> Vec<String> {
    let names = FILES.iter().map(|file| file.name);
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
    use std::io::Read as _;

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

    #[test]
    fn gzip_is_sent_only_to_whoever_takes_it() {
        let asking = |value: &'static str| {
            HeaderMap::from_iter([(header::ACCEPT_ENCODING, HeaderValue::from_static(value))])
        };
        for taken in ["gzip", "br, GZIP;q=0.5", "gzip; q=1.0, identity"] {
            assert!(takes_gzip(&asking(taken)), "{taken}");
        }
        for not in ["", "br", "gzip;q=0", "gzip;Q=0", "identity, gzip; q=0.000", "gzip;q=much"] {
            assert!(!takes_gzip(&asking(not)), "{not}");
        }
        assert!(!takes_gzip(&HeaderMap::new()));
    }

    #[test]
    fn what_is_packed_is_the_file() {
        let page = FILES.iter().find(|file| file.name == "index.html").expect("always there");
        let packed = page.packed.expect("it is text, and not short");
        let mut unpacked = Vec::new();
        flate2::read::GzDecoder::new(packed).read_to_end(&mut unpacked).expect("it is gzip");
        assert_eq!(unpacked, page.plain);
    }
}
