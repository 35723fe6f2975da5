//! What each address answers when all is well.

use crate::shop::{Reply, shop};
use axum::body::Body;
use axum::http::{Request, StatusCode};
use serde_json::{Value, json};
use std::fmt::Write as _;
use wayline_project::engine::ingest::EventImport;
use wayline_project::engine::store::Store;

fn fine(reply: &Reply, kind: &str) {
    assert_eq!(reply.status, StatusCode::OK, "{}", reply.text);
    assert!(reply.header("content-type").starts_with(kind), "{}", reply.header("content-type"));
}

#[test]
fn health_and_metrics_say_that_the_server_is_up() {
    let shop = shop();
    assert_eq!(shop.get("/healthz").text, "ok\n");
    assert_eq!(shop.get("/api/v1/health").json()["status"], "ok");
    let metrics = shop.get("/metrics");
    fine(&metrics, "text/plain");
    let line = r#"wayline_requests_total{route="/api/v1/health",method="GET",status="200"}"#;
    assert!(metrics.text.contains(line), "{}", metrics.text);
}

#[test]
fn the_project_and_its_maps_are_listed() {
    let shop = shop();
    let project = shop.get("/api/v1/project").json();
    assert_eq!((&project["name"], &project["maps"]), (&json!("Shop"), &json!(1)));
    assert!(project["fonts"].as_array().is_some_and(|fonts| !fonts.is_empty()));
    let font = project["fonts"][0].as_str().expect("an address").to_owned();
    fine(&shop.get(&font), "font/woff2");
    let maps = shop.get("/api/v1/maps").json();
    assert_eq!(maps["maps"][0]["id"], "shop");
    assert!(maps["maps"][0]["steps"].as_u64().is_some_and(|steps| steps >= 3), "{maps}");
}

#[test]
fn a_map_is_what_the_project_shows_and_is_sent_once() {
    let shop = shop();
    let reply = shop.get("/api/v1/maps/shop");
    fine(&reply, "application/json");
    let (map, _) = shop
        .project
        .read_map(&shop.folder().join("maps/shop.journey.yaml"))
        .expect("a readable file");
    let shown = shop.project.show(&map.expect("a good map")).expect("there are events");
    assert_eq!(reply.text, serde_json::to_string_pretty(&shown).expect("plain data"));
    assert_eq!(reply.json()["health"]["journeys"], 60);

    let again = Request::get("/api/v1/maps/shop")
        .header("host", "localhost")
        .header("if-none-match", reply.header("etag"))
        .body(Body::empty());
    let again = shop.send(again);
    assert_eq!((again.status, again.text.as_str()), (StatusCode::NOT_MODIFIED, ""));
}

#[test]
fn an_edited_map_is_read_again_by_the_same_server() {
    let shop = shop();
    let ask = || shop.get("/api/v1/maps/shop").json();
    let before = ask();
    assert_eq!(ask(), before);
    let file = shop.folder().join("maps/shop.journey.yaml");
    let text = std::fs::read_to_string(&file).expect("the map");
    std::fs::write(&file, text.replacen("map: ", "map: Renamed ", 1)).expect("writable");
    let name = ask()["map"].as_str().map(str::to_owned).expect("a name");
    assert!(name.starts_with("Renamed "), "{name}");
}

#[test]
fn the_scene_has_a_group_for_every_step_and_its_lanes_alone_are_less_high() {
    let shop = shop();
    let whole = shop.get("/api/v1/maps/shop/scene?width=1400").json();
    assert_eq!(whole["width"], 1400.0);
    let lanes = shop.get("/api/v1/maps/shop/scene?width=1400&parts=lanes").json();
    assert!(lanes["height"].as_f64() < whole["height"].as_f64());
    let dark = shop.get("/api/v1/maps/shop/scene?width=1400&parts=lanes&theme=dark").json();
    assert_eq!(dark["height"], lanes["height"]);
    assert_ne!(dark.to_string(), lanes.to_string(), "a dark page shows a dark picture");
    let map = shop.get("/api/v1/maps/shop").json();
    for stage in map["stages"].as_array().expect("stages") {
        for step in stage["steps"].as_array().expect("steps") {
            let key = format!("\"key\":{}", step["key"]);
            assert!(lanes.to_string().contains(&key), "{key}");
        }
    }
}

#[test]
fn evidence_carries_the_figure_that_the_map_shows() {
    let shop = shop();
    let map = shop.get("/api/v1/maps/shop").json();
    let step = &map["stages"][0]["steps"][0];
    let key = step["key"].as_str().expect("a key");
    let detail = shop.get(&format!("/api/v1/maps/shop/evidence/{key}")).json();
    assert_eq!(detail["title"], step["name"]);
    let counts = detail["evidence"].as_array().expect("figures").iter();
    assert!(counts.map(|one| &one["value"]).any(|value| value.as_f64() == step["count"].as_f64()));
    let csv = shop.get(&format!("/api/v1/maps/shop/evidence/{key}/figures.csv"));
    fine(&csv, "text/csv");
    assert!(csv.text.starts_with("label,measure,value,"));
    assert_eq!(csv.text.lines().count(), detail["evidence"].as_array().expect("figures").len() + 1);
}

#[test]
fn a_question_is_answered_the_same_by_body_and_by_address() {
    let shop = shop();
    let posted = shop.post("/api/v1/ask", r#"{"op": "counts", "where": "channel = \"web\""}"#);
    fine(&posted, "application/json");
    assert_eq!(posted.json()["journeys"], 30);
    let address = "/api/v1/ask?question=%7B%22op%22%3A%22counts%22%2C%22where%22%3A%22channel%20%3D%20%5C%22web%5C%22%22%7D";
    assert_eq!(shop.get(address).json(), posted.json());
}

#[test]
fn files_are_sent_to_keep_with_nothing_in_them_that_may_run() {
    let shop = shop();
    for (name, kind, start) in [
        ("map.svg", "image/svg+xml", "<svg "),
        ("map.svg?theme=dark&lanes=emotion,pains", "image/svg+xml", "<svg "),
        ("map.png?scale=0.5", "image/png", "\u{fffd}png"),
        ("map.pdf", "application/pdf", "%pdf-1.7"),
        ("map.pdf?paper=a4&theme=print", "application/pdf", "%pdf-1.7"),
        ("map.html", "text/html", "<!doctype html>"),
        ("map.journey.yaml", "application/yaml", "wayline: 1"),
    ] {
        let reply = shop.get(&format!("/api/v1/maps/shop/{name}"));
        fine(&reply, kind);
        let begin: String = reply.text.trim_start().chars().take(60).collect();
        assert!(begin.to_lowercase().starts_with(start), "{name}: {begin}");
        // The picture and its sheets do not overwrite each other.
        let called = if name.contains("paper=a4") { "shop-a4." } else { "shop." };
        let starts = format!("attachment; filename=\"{called}");
        assert!(reply.header("content-disposition").starts_with(&starts));
        assert!(reply.header("content-security-policy").contains("sandbox"));
        assert!(!reply.header("content-security-policy").contains("script-src"));
    }
}

#[test]
fn pictures_speak_the_language_that_is_asked_for_and_another_is_refused_with_those_there_are() {
    let shop = shop();
    let map = |rest: &str| shop.get(&format!("/api/v1/maps/shop/{rest}"));
    for name in ["map.svg", "map.html", "scene"] {
        let [english, polish] = ["en", "pl"].map(|lang| map(&format!("{name}?lang={lang}")).text);
        assert_eq!(map(name).text, english, "{name}");
        assert!(polish.contains("Emocje") && !english.contains("Emocje"), "{name}");
    }
    for name in ["map.svg", "map.png", "map.pdf", "map.html", "scene"] {
        let refused = map(&format!("{name}?lang=de"));
        assert_eq!(refused.status, 400, "{name}");
        let said = "there is no language `de`: the languages are en, pl, ru, zh";
        assert!(refused.text.contains(said), "{}", refused.text);
    }
}

#[test]
fn a_file_keeps_a_name_that_is_not_in_plain_letters() {
    let shop = shop();
    let maps = shop.folder().join("maps");
    std::fs::copy(maps.join("shop.journey.yaml"), maps.join("会员 1.journey.yaml"))
        .expect("copied");
    let reply = shop.get("/api/v1/maps/%E4%BC%9A%E5%91%98%201/map.journey.yaml");
    fine(&reply, "application/yaml");
    assert_eq!(
        reply.header("content-disposition"),
        "attachment; filename=\"---1.journey.yaml\"; \
         filename*=UTF-8''%E4%BC%9A%E5%91%98%201.journey.yaml"
    );
}

#[test]
fn a_map_is_whole_again_when_a_damaged_file_was_restored() {
    let shop = shop();
    // Customers of another channel, in a file of their own.
    let mut csv = String::from("customer,activity,time,channel\n");
    for customer in 0..200 {
        let day = customer % 28 + 1;
        writeln!(csv, "d{customer},view,2026-03-{day:02} 10:00:00,shop").expect("in memory");
        writeln!(csv, "d{customer},cart,2026-03-{day:02} 11:00:00,shop").expect("in memory");
    }
    let file = shop.folder().join("more.csv");
    std::fs::write(&file, csv).expect("written");
    let data = shop.folder().join("data");
    let mut store = Store::open(&data).expect("opened").with_limits(150, 1_000_000);
    let import = EventImport { files: vec![file], ..EventImport::default() };
    store.import_events(&import, &()).expect("imported");
    assert!(store.manifest().event_files().count() > 1, "more than one file");
    let shard = data.join(&store.manifest().event_files().nth(1).expect("there").path);
    let kept = std::fs::read(&shard).expect("read");
    let mut bytes = kept.clone();
    bytes[100] ^= 1;
    std::fs::write(&shard, bytes).expect("written");
    let damaged = shop.get("/api/v1/maps/shop");
    assert!(damaged.text.contains("data-damaged"), "{}", damaged.text);
    std::fs::write(&shard, kept).expect("written");
    let whole = shop.get("/api/v1/maps/shop");
    fine(&whole, "application/json");
    assert!(!whole.text.contains("data-damaged"), "{}", whole.text);
    assert_eq!(whole.json()["health"]["journeys"], 260);
}

#[test]
fn findings_of_a_map_are_listed_the_worst_first() {
    let shop = shop();
    let found = shop.get("/api/v1/maps/shop/check").json();
    let rank = |finding: &Value| match finding["severity"].as_str() {
        Some("error") => 0,
        Some("warning") => 1,
        _ => 2,
    };
    let ranks: Vec<i32> =
        found["diagnostics"].as_array().expect("a list").iter().map(rank).collect();
    assert!(ranks.is_sorted(), "{ranks:?}");
}

#[test]
fn the_page_may_load_its_own_files_only() {
    let shop = shop();
    let page = shop.get("/");
    fine(&page, "text/html");
    let policy = page.header("content-security-policy");
    let scripts = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self';";
    assert!(policy.starts_with(scripts), "{policy}");
    for part in ["worker-src 'self';", "manifest-src 'self';", "connect-src 'self';"] {
        assert!(policy.contains(part), "{policy}");
    }
    // WebAssembly may be compiled; nothing else that is written or made at run time may run.
    let rest = policy.replace("'wasm-unsafe-eval'", "");
    for forbidden in ["unsafe", "*", "http"] {
        assert!(!rest.contains(forbidden), "{policy}");
    }
    assert_eq!(page.header("x-content-type-options"), "nosniff");
    assert_eq!(page.header("access-control-allow-origin"), "");
}
