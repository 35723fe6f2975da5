//! One name in many maps, and personas that are called otherwise.

use crate::page::Page;
use crate::served::Served;
use serde_json::{Value, json};

const OTHER: &str = "\
wayline: 1
map: Returning
actors: [Ann]
library:
  channels:
    - { channel: app, sort: app }
stages:
  - stage: All
    steps:
      - step: Sends back
        touchpoints: [counter]
        channels: [App, app]
";

/// A server with two more maps that say the same otherwise, one of which nobody can read.
async fn served() -> Served {
    let served = Served::start().await;
    let maps = served.folder.path().join("maps");
    std::fs::write(maps.join("returning.journey.yaml"), OTHER).expect("written");
    std::fs::write(maps.join("broken.journey.yaml"), "stages: [").expect("written");
    let text = served
        .text()
        .replace("        match: [pay]", "        channels: [App]\n        match: [pay]");
    std::fs::write(served.file(), text).expect("written");
    served
}

fn maps(across: &Value) -> Vec<(String, String)> {
    let word = |line: &Value, field: &str| line[field].as_str().unwrap_or_default().to_owned();
    let all = across["maps"].as_array().expect("a list");
    all.iter().map(|line| (word(line, "map"), word(line, "state"))).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_name_is_said_otherwise_in_all_maps_and_taken_back_in_one() {
    let served = served().await;
    let ana = served.join("Ana").await;
    let shelves = served.get("/api/v1/library").await;
    let entry = |name: &str| -> Value {
        let all = shelves["channels"].as_array().expect("a list");
        all.iter().find(|entry| entry["name"] == name).expect("listed").clone()
    };
    assert_eq!(entry("App")["maps"].as_array().map(Vec::len), Some(2));
    assert_eq!(
        (&entry("app")["sort"], &entry("app")["maps"][0]["steps"]),
        (&json!("app"), &json!(["Sends back"]))
    );
    assert_eq!(shelves["touchpoints"][0]["name"], "counter");

    let path = "/api/v1/library/rename";
    let tell = json!({ "named": "channel", "from": ["App", "app"], "to": " Mobile  app ", "only_tell": true });
    let told = served.ask("POST", path, &ana, &tell).await.json();
    assert_eq!(
        maps(&told),
        [("buying".into(), "would".into()), ("returning".into(), "would".into())]
    );
    assert_eq!(
        (&told["maps"][1]["merges"], &told["maps"][0]["merges"]),
        (&json!(true), &json!(false))
    );
    assert_eq!(served.get("/api/v1/library").await, shelves, "nothing was changed");

    let page = Page::open(&served, &ana, 11).await;
    assert_eq!(served.ask("POST", path, "", &tell).await.status, 401, "nobody may");
    let mut go = tell.clone();
    go["only_tell"] = json!(false);
    let made = served.ask("POST", path, &ana, &go).await.json();
    assert_eq!(
        maps(&made),
        [("buying".into(), "changed".into()), ("returning".into(), "changed".into())]
    );
    drop(page);
    served.text_when(|text| text.contains("Mobile app")).await;
    let now = served.get("/api/v1/library").await;
    let names: Vec<_> =
        now["channels"].as_array().expect("a list").iter().map(|e| e["name"].clone()).collect();
    assert_eq!(names, ["Mobile app"]);
    let history = served.get("/api/v1/maps/returning/history").await;
    assert_eq!(
        (&history["history"][0]["why"], &history["history"][0]["by"]["name"]),
        (&json!("library"), &json!("Ana"))
    );

    // Taken back in one of them; the other keeps it.
    let undo = json!({ "edits": made["maps"][1]["undo"] });
    let back = served.ask("POST", "/api/v1/maps/returning/edits", &ana, &undo).await;
    assert_eq!(back.status, 200, "{}", String::from_utf8_lossy(&back.body));
    let then = served.get("/api/v1/maps/returning/versions/now").await;
    assert_eq!(then["map"]["stages"][0]["steps"][0]["channels"], json!(["App", "app"]));
    let nothing = served
        .ask("POST", path, &ana, &json!({ "named": "channel", "from": ["x"], "to": "" }))
        .await;
    assert_eq!(nothing.status, 400);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_to_be_taken_back_is_what_a_renaming_answered_and_each_map_is_told_of() {
    let served = served().await;
    let ana = served.join("Ana").await;
    let take = json!({ "edit": "take", "id": "map", "field": "actors", "item": "Ann" });
    let map = |id: &str, edits: usize, undo: usize| {
        let many = |count: usize| vec![take.clone(); count];
        json!({ "map": id, "edits": many(edits), "undo": many(undo) })
    };
    let path = "/api/v1/library/rename/undo";
    for wrong in [json!([]), json!([map("returning", 1, 1), map("returning", 1, 1)])] {
        let refused = served.ask("POST", path, &ana, &json!({ "maps": wrong })).await;
        let told = refused.json();
        assert_eq!((refused.status, &told["diagnostic"]["code"]), (400, &json!("bad-request")));
    }
    // More than other requests may say, of many maps: what is wrong with one keeps no other from being looked at.
    let many = [("returning", 12_000, 12_000), ("buying", 2, 1), ("broken", 1, 1), ("none", 1, 1)];
    let many = many.map(|(id, edits, undo)| map(id, edits, undo));
    assert!(json!(many).to_string().len() > 1 << 20);
    let taken = served.ask("POST", path, &ana, &json!({ "maps": many })).await;
    assert_eq!(taken.status, 200, "{}", String::from_utf8_lossy(&taken.body));
    let told = taken.json()["maps"].clone();
    let why = |at: usize| told[at]["detail"].as_str().unwrap_or_default().to_owned();
    assert_eq!((&told[0]["map"], why(0).as_str()), (&json!("returning"), ""));
    assert!(why(1).contains("2 edits were made, and 1"), "{told}");
    assert!(why(2).starts_with("broken.journey.yaml"), "{told}");
    assert!(why(3).contains("there is no map"), "{told}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_renaming_of_thousands_of_edits_is_taken_back_whole() {
    let served = served().await;
    let ana = served.join("Ana").await;
    let mut text = String::from("wayline: 1\nmap: Large\nstages:\n  - stage: All\n    steps:\n");
    for step in 0..700 {
        let step =
            format!("      - {{ step: Step {step}, channels: [Fax, Telex, Pager, Post] }}\n");
        text.push_str(&step);
    }
    let large = served.folder.path().join("maps/large.journey.yaml");
    std::fs::write(large, text).expect("written");
    let rename =
        json!({ "named": "channel", "from": ["Fax", "Telex", "Pager", "Post"], "to": "Web" });
    let made = served.ask("POST", "/api/v1/library/rename", &ana, &rename).await.json();
    assert_eq!(maps(&made), [("large".into(), "changed".into())]);
    let of_map = &made["maps"][0];
    assert!(of_map["edits"].as_array().is_some_and(|edits| edits.len() > 2_000));
    let undo =
        json!({ "maps": [{ "map": "large", "edits": of_map["edits"], "undo": of_map["undo"] }] });
    let back = served.ask("POST", "/api/v1/library/rename/undo", &ana, &undo).await;
    assert_eq!(back.status, 200, "{}", String::from_utf8_lossy(&back.body));
    let told = &back.json()["maps"][0];
    assert_eq!((&told["left"], &told["detail"]), (&json!(0), &Value::Null));
    let then = served.get("/api/v1/maps/large/versions/now").await;
    let steps = then["map"]["stages"][0]["steps"].as_array().expect("a list");
    assert!(steps.iter().all(|step| step["channels"] == json!(["Fax", "Telex", "Pager", "Post"])));
}

const ANN: &str = "/api/v1/personas/ann";
const BUSY_ANN: &str = r#"{"wayline":1,"persona":"Busy Ann"}"#;

/// A server with a persona, the cookie of Ana, and headers by which she may write the persona.
async fn with_ann() -> (Served, String, String) {
    let served = served().await;
    let ana = served.join("Ana").await;
    let made = served.ask("PUT", ANN, &ana, &json!({ "wayline": 1, "persona": "Ann" })).await;
    let kind = format!("application/json\r\nif-match: {}", made.header("etag"));
    (served, ana, kind)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn maps_follow_a_persona_that_is_called_otherwise() {
    let (served, ana, kind) = with_ann().await;
    let written = served.send("PUT", ANN, &ana, &kind, BUSY_ANN.as_bytes()).await.json();
    assert_eq!(maps(&written), [("returning".into(), "changed".into())]);
    assert_eq!(written["maps"][0]["names"], json!(["Ann"]));
    let then = served.get("/api/v1/maps/returning/versions/now").await;
    assert_eq!(then["map"]["actors"], json!(["Busy Ann"]));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_persona_whose_maps_cannot_be_listed_can_be_written_again() {
    let (served, ana, kind) = with_ann().await;
    let (there, away) = (served.folder.path().join("maps"), served.folder.path().join("away"));
    std::fs::rename(&there, &away).expect("moved");
    std::fs::write(&there, "no folder").expect("written");
    let failed = served.send("PUT", ANN, &ana, &kind, BUSY_ANN.as_bytes()).await;
    assert_ne!(failed.status, 200);
    std::fs::remove_file(&there).expect("removed");
    std::fs::rename(&away, &there).expect("moved back");
    let written = served.send("PUT", ANN, &ana, &kind, BUSY_ANN.as_bytes()).await;
    assert_eq!(written.status, 200, "{}", String::from_utf8_lossy(&written.body));
    assert_eq!(maps(&written.json()), [("returning".into(), "changed".into())]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn edits_of_a_program_are_its_owners_and_speak_for_nobody_else() {
    let served = Served::start().await;
    let (ana, bo) = (served.join("Ana").await, served.join("Bo").await);
    let her = served.ask("GET", "/api/v1/people/me", &ana, &Value::Null).await.json()["id"].clone();
    let him = served.ask("GET", "/api/v1/people/me", &bo, &Value::Null).await.json()["id"].clone();
    let comment = |id: &str, by: &Value| json!({ "edit": "add", "id": id, "kind": "comment", "parent": "map", "rank": "V", "fields": { "text": "So it is", "by": by } });
    let path = "/api/v1/maps/buying/edits";
    let own = json!({ "edits": [comment("hers", &her)] });
    assert_eq!(served.ask("POST", path, &ana, &own).await.status, 200);
    let as_her = json!({ "edits": [comment("his", &him), { "edit": "set", "id": "his", "field": "by", "value": her }] });
    let over =
        json!({ "edits": [{ "edit": "write", "id": "hers", "field": "text", "text": "No" }] });
    for edits in [json!({ "edits": [comment("his", &her)] }), as_her, over] {
        let refused = served.ask("POST", path, &bo, &edits).await;
        assert_eq!(refused.json()["diagnostic"]["code"], "not-yours", "{edits}");
    }
    let called = json!({ "edit": "write", "id": "map", "field": "name", "text": "Shoes" });
    let by_hand = json!({ "edits": [called], "by_hand": true });
    assert_eq!(served.ask("POST", path, &bo, &by_hand).await.status, 200);
    let history = served.get("/api/v1/maps/buying/history").await;
    let history = history["history"].as_array().expect("a list");
    let told = |line: &Value| (line["why"].clone(), line["by"]["name"].clone());
    assert_eq!(told(&history[0]), (json!("by_hand"), json!("Bo")), "no copy of his made it");
    assert_eq!(told(&history[1]), (json!("program"), json!("Ana")));
}
