//! What each address answers when something is wrong: always a problem, never a bare status.

use crate::shop::{Reply, empty, shop};
use axum::body::Body;
use axum::http::Request;

/// The reply is a whole problem of this kind.
fn check(reply: &Reply, status: u16, kind: &str) {
    assert_eq!(reply.status.as_u16(), status, "{}", reply.text);
    assert_eq!(reply.header("content-type"), "application/problem+json", "{}", reply.text);
    assert_eq!(reply.header("x-content-type-options"), "nosniff");
    assert!(reply.header("content-security-policy").contains("default-src 'none'"));
    let problem = reply.json();
    assert_eq!(problem["type"], format!("/docs/api.md#{kind}"));
    assert_eq!(problem["status"], status);
    for field in ["title", "detail", "instance"] {
        assert!(problem[field].as_str().is_some_and(|text| !text.is_empty()), "{field}: {problem}");
    }
    assert!(problem["diagnostic"]["code"].is_string(), "{problem}");
}

#[test]
fn an_unknown_map_is_a_problem_whatever_its_name() {
    let shop = shop();
    for id in [
        "nope",
        "..%2f..%2fetc%2fpasswd",
        "%2e%2e",
        "..%5c..%5cwayline.toml",
        "%00",
        "shop%00",
        "a%0d%0ab",
        "%F0%9F%92%A9",
    ] {
        for rest in [
            "",
            "/scene",
            "/check",
            "/evidence/s0.0",
            "/map.svg",
            "/map.png",
            "/map.pdf",
            "/map.journey.yaml",
        ] {
            check(&shop.get(&format!("/api/v1/maps/{id}{rest}")), 404, "unknown-map");
        }
    }
    let near = shop.get("/api/v1/maps/shpo");
    assert_eq!(near.json()["diagnostic"]["help"], "did you mean `shop`?");
    check(&shop.get("/api/v1/maps/%ff"), 400, "bad-request");
}

#[test]
fn a_picture_that_cannot_be_drawn_so_is_a_problem_that_says_what_can() {
    let shop = shop();
    for query in [
        "map.svg?lanes=emotoin",
        "map.html?theme=sepia",
        "map.png?scale=100",
        "map.png?scale=NaN",
        "map.svg?paper=a4",
        "map.pdf?paper=a5",
    ] {
        check(&shop.get(&format!("/api/v1/maps/shop/{query}")), 400, "bad-request");
    }
    let lanes = shop.get("/api/v1/maps/shop/map.pdf?lanes=emotoin").json();
    let help = lanes["diagnostic"]["help"].as_str().unwrap_or_default().to_owned();
    assert!(help.contains("did you mean `emotion`?") && help.contains("pain"), "{help}");
}

#[test]
fn a_key_that_the_map_does_not_have_is_a_problem() {
    let shop = shop();
    for key in ["s99.0", "..%2f..", "%3Cscript%3E", "health", "s0.0.pain.99999999999999999999"] {
        check(&shop.get(&format!("/api/v1/maps/shop/evidence/{key}")), 404, "unknown-key");
    }
}

#[test]
fn addresses_and_methods_that_are_not_there_are_problems() {
    let shop = shop();
    for path in [
        "/api/v1/nothing",
        "/api",
        "/etc/passwd",
        "/..%2f..%2fCargo.toml",
        "/assets/../x.js",
        "/index.htm",
    ] {
        check(&shop.get(path), 404, "unknown-route");
    }
    let reply = shop.post("/api/v1/project", "{}");
    check(&reply, 405, "wrong-method");
    assert!(reply.header("allow").contains("GET"), "{}", reply.header("allow"));
    check(&shop.post("/index.html", "{}"), 405, "wrong-method");
}

#[test]
fn a_bad_question_is_a_problem_that_says_why() {
    let shop = shop();
    check(&shop.post("/api/v1/ask", "{\"op\": "), 400, "bad-request");
    check(&shop.post("/api/v1/ask", "{\"op\": \"dance\"}"), 400, "bad-request");
    check(&shop.get("/api/v1/ask?question=%7B"), 400, "bad-request");
    check(&shop.get("/api/v1/ask"), 400, "bad-request");
    let plain = Request::post("/api/v1/ask").header("host", "localhost").body(Body::from("{}"));
    check(&shop.send(plain), 415, "not-json");
    let large = format!("{{\"op\": \"counts\", \"where\": \"{}\"}}", "x".repeat(1024 * 1024));
    check(&shop.post("/api/v1/ask", large), 413, "body-too-large");
    let slip = shop.post("/api/v1/ask", r#"{"op": "funnel", "steps": ["viwe", "cart"]}"#);
    check(&slip, 422, "refused");
    assert!(slip.text.contains("view"), "the nearest name helps: {}", slip.text);
}

#[test]
fn a_scene_is_laid_out_for_a_known_option_only() {
    let shop = shop();
    check(&shop.get("/api/v1/maps/shop/scene?width=wide"), 400, "bad-request");
    check(&shop.get("/api/v1/maps/shop/scene?parts=half"), 400, "bad-request");
    check(&shop.get("/api/v1/maps/shop/scene?colour=red"), 400, "bad-request");
}

#[test]
fn a_map_that_cannot_be_understood_says_where_and_the_list_goes_on() {
    let shop = shop();
    let file = shop.folder().join("maps/broken.journey.yaml");
    std::fs::write(file, "wayline: 1\nmap: [\n").expect("writable");
    check(&shop.get("/api/v1/maps/broken"), 422, "map-unreadable");
    let maps = shop.get("/api/v1/maps").json();
    assert!(maps["maps"][0]["problem"].is_string(), "{maps}");
    assert_eq!(maps["maps"][1]["id"], "shop");
}

#[test]
fn a_project_without_events_says_so() {
    let shop = empty();
    assert_eq!(shop.get("/api/v1/maps").json()["maps"].as_array().map(Vec::len), Some(0));
    check(&shop.get("/api/v1/data"), 409, "no-events");
    check(&shop.post("/api/v1/ask", r#"{"op": "counts"}"#), 409, "no-events");
}

#[test]
fn settings_that_break_while_serving_are_a_problem_and_not_an_end() {
    let shop = shop();
    std::fs::write(shop.folder().join("wayline.toml"), "colour = 1\n").expect("writable");
    check(&shop.get("/api/v1/project"), 422, "refused");
    std::fs::write(shop.folder().join("wayline.toml"), "name = \"Mended\"\n").expect("writable");
    assert_eq!(shop.get("/api/v1/project").json()["name"], "Mended");
}

#[test]
fn a_request_for_another_host_is_refused() {
    let shop = shop();
    for host in ["evil.example", "evil.example:8470", "localhost.evil.example"] {
        let request = Request::get("/api/v1/maps").header("host", host).body(Body::empty());
        check(&shop.send(request), 403, "foreign-host");
    }
    check(&shop.send(Request::get("/api/v1/maps").body(Body::empty())), 400, "bad-request");
    let two = Request::get("/").header("host", "localhost").header("host", "evil.example");
    check(&shop.send(two.body(Body::empty())), 400, "bad-request");
}

#[test]
fn another_page_may_not_change_anything() {
    let shop = shop();
    let cookie = shop.join("Ana");
    let from = |origin: &str, method: &str, path: &str| {
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header("host", "localhost:8470")
            .header("origin", origin)
            .header("cookie", &cookie)
            .header("content-type", "application/json");
        shop.send(request.body(Body::from("{\"op\": \"counts\"}")))
    };
    for origin in ["http://evil.example", "http://localhost:3000", "null"] {
        for (method, path) in [
            ("POST", "/api/v1/ask"),
            ("POST", "/api/v1/people"),
            ("PUT", "/api/v1/people/me"),
            ("POST", "/api/v1/maps/shop/versions/now/restore"),
            ("DELETE", "/api/v1/maps"),
        ] {
            check(&from(origin, method, path), 403, "foreign-origin");
        }
        let socket = Request::get("/api/v1/maps/shop/live")
            .header("host", "localhost:8470")
            .header("origin", origin)
            .header("cookie", &cookie)
            .header("connection", "upgrade")
            .header("upgrade", "websocket");
        check(&shop.send(socket.body(Body::empty())), 403, "foreign-origin");
    }
    assert_eq!(from("http://localhost:8470", "POST", "/api/v1/ask").status, 200);
    assert_eq!(from("http://evil.example", "GET", "/api/v1/maps").status, 200, "no CORS headers");
}

#[test]
fn nobody_may_change_a_map() {
    let shop = shop();
    for path in [
        "/api/v1/maps",
        "/api/v1/maps/shop/versions",
        "/api/v1/maps/shop/versions/now/restore",
        "/api/v1/maps/shop/proposals",
        "/api/v1/maps/shop/proposals/1",
        "/api/v1/maps/shop/document",
    ] {
        check(&shop.post(path, "{}"), 401, "nobody");
    }
    check(&shop.get("/api/v1/maps/shop/live"), 401, "nobody");
    let forged = shop.ask(
        "PUT",
        "/api/v1/people/me",
        &format!("wayline_person={}", "0".repeat(64)),
        &serde_json::json!({}),
    );
    check(&forged, 401, "nobody");
}

#[test]
fn a_live_map_that_is_not_there_is_a_problem() {
    let shop = shop();
    let cookie = shop.join("Ana");
    let none = serde_json::json!(null);
    for rest in ["live", "figures", "history", "versions", "proposals", "document", "versions/now"]
    {
        check(
            &shop.ask("GET", &format!("/api/v1/maps/nope/{rest}"), &cookie, &none),
            404,
            "unknown-map",
        );
    }
    for version in ["7", "seq-99", "seq-x", "then", "-1"] {
        check(&shop.get(&format!("/api/v1/maps/shop/versions/{version}")), 404, "unknown-version");
    }
    let decide = serde_json::json!({ "accept": [0] });
    check(
        &shop.ask("POST", "/api/v1/maps/shop/proposals/9", &cookie, &decide),
        404,
        "unknown-proposal",
    );
    check(&shop.get("/api/v1/personas/nope"), 404, "unknown-persona");
    check(&shop.ask("GET", "/api/v1/maps/shop/live", &cookie, &none), 400, "bad-request");
    std::fs::write(shop.folder().join("maps/broken.journey.yaml"), "wayline: 1\nmap: [\n")
        .expect("writable");
    check(&shop.get("/api/v1/maps/broken/figures"), 422, "map-unreadable");
}
