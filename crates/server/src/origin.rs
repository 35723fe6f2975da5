//! Which pages may change something: only the server's own. A browser says where a request comes from (`Origin`); a program that
//! sends no cookies says nothing, and is let in as before.
//!
//! A cookie does not tell pages of the same machine apart: to a browser `localhost:3000` and `localhost:8470` are one site.

use crate::problem::Problem;
use axum::extract::Request;
use axum::http::{HeaderMap, Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

/// Lets a request pass that only looks, or that comes from the server's own page.
pub(crate) async fn check(request: Request, next: Next) -> Response {
    let looks = matches!(*request.method(), Method::GET | Method::HEAD);
    let opens = request.headers().contains_key(header::UPGRADE);
    if (!looks || opens) && !own(request.headers()) {
        return Problem::new("foreign-origin", "another page may not change anything here")
            .help("open the server's own page; programs leave the header `Origin` out")
            .into_response();
    }
    next.run(request).await
}

/// Whether no page sends it, or the page of exactly the host that it is sent to.
fn own(headers: &HeaderMap) -> bool {
    let mut origins = headers.get_all(header::ORIGIN).iter();
    let origin = match (origins.next(), origins.next()) {
        (None, _) => return true,
        (Some(one), None) => one.to_str().ok(),
        _ => None,
    };
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok());
    let (Some((scheme, origin)), Some(host)) =
        (origin.and_then(|origin| origin.split_once("://")), host)
    else {
        return false;
    };
    let usual = match scheme {
        "http" => ":80",
        "https" => ":443",
        _ => return false,
    };
    let bare = |name: &str| name.strip_suffix(usual).unwrap_or(name).to_ascii_lowercase();
    bare(origin) == bare(host)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(origins: &[&str], host: &str, expect: bool) {
        let mut headers = HeaderMap::new();
        headers.insert(header::HOST, host.parse().expect("a header"));
        for origin in origins {
            headers.append(header::ORIGIN, origin.parse().expect("a header"));
        }
        assert_eq!(own(&headers), expect, "{origins:?} at {host}");
    }

    #[test]
    fn the_own_page_and_programs_may() {
        check(&[], "localhost:8470", true);
        check(&["http://localhost:8470"], "localhost:8470", true);
        check(&["http://LOCALHOST"], "localhost:80", true);
        check(&["https://maps.example.org"], "maps.example.org", true);
        check(&["https://maps.example.org"], "maps.example.org:443", true);
        check(&["http://[::1]:8470"], "[::1]:8470", true);
    }

    #[test]
    fn every_other_page_may_not() {
        for origin in [
            "null",
            "",
            "http://localhost:3000",
            "http://localhost",
            "http://127.0.0.1:8470",
            "https://evil.example",
            "http://localhost:8470.evil.example",
            "file://localhost:8470",
            "localhost:8470",
        ] {
            check(&[origin], "localhost:8470", false);
        }
        check(&["http://localhost:8470", "http://localhost:8470"], "localhost:8470", false);
    }
}
