//! People edit one map, and all see the same.

use crate::page::{Page, edits, pain, text};
use crate::served::Served;
use serde_json::json;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_pages_that_edit_at_once_end_with_the_same_map() {
    let served = Served::start().await;
    let (ana, bo) = (served.join("Ana").await, served.join("Bo").await);
    let mut one = Page::open(&served, &ana, 11).await;
    let mut two = Page::open(&served, &bo, 12).await;
    let card = one.id("pain", "It loads slowly");
    let step = one.id("step", "Sees");
    // Both write in the same card, and each adds one of their own, before either hears of it.
    let write = |words: &str| {
        edits(json!([{ "edit": "write", "id": card, "field": "text", "text": words }]))
    };
    one.edit(&write("Today it loads slowly")).await;
    two.edit(&write("It loads slowly on a phone")).await;
    let last = one.edit(&pain("onesOwn", &step, "Too many steps")).await;
    let second = two.edit(&pain("twosOwn", &step, "No prices")).await;
    one.until_kept(last).await;
    two.until_kept(second).await;
    one.until(|records| text(records, "twosOwn").is_some()).await;
    two.until(|records| text(records, "onesOwn").is_some()).await;
    assert_eq!(one.copy.records(), two.copy.records());
    let words = one.text(&card).expect("the card");
    assert!(words.starts_with("Today ") && words.ends_with(" on a phone"), "{words}");

    let now = served.get("/api/v1/maps/buying/versions/now").await;
    assert_eq!(now["records"], json!(one.copy.records()));
    let late = Page::open(&served, &ana, 13).await;
    assert_eq!(late.copy.records(), one.copy.records());

    let history = served.get("/api/v1/maps/buying/history").await;
    let history = history["history"].as_array().expect("a list").clone();
    assert_eq!(history.len(), 5, "four updates and the beginning");
    let by = |name: &str| history.iter().filter(|event| event["by"]["name"] == name).count();
    assert_eq!((by("Ana"), by("Bo")), (2, 2));
    assert_eq!((&history[4]["why"], &history[4]["by"]), (&json!("new"), &json!(null)));
    let what = history.iter().flat_map(|event| event["what"].as_array().expect("a list"));
    assert!(what.clone().any(|what| what["name"] == "No prices" && what["kind"] == "pain"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn everybody_hears_who_is_there_and_where() {
    let served = Served::start().await;
    let (ana, bo) = (served.join("Ana").await, served.join("Bo").await);
    let mut one = Page::open(&served, &ana, 11).await;
    assert_eq!(one.welcome["you"]["name"], "Ana");
    assert_eq!(one.welcome["people"], json!([]));
    one.say(json!({ "say": "here", "at": { "record": "map", "x": 1 } }).to_string()).await;
    let mut two = Page::open(&served, &bo, 12).await;
    assert_eq!(one.until_said("here").await["person"]["name"], "Bo");
    two.say(json!({ "say": "here", "at": { "record": "map", "x": 2.5 } }).to_string()).await;
    let here = one.until_said("here").await;
    assert_eq!((&here["person"]["name"], &here["at"]["x"]), (&json!("Bo"), &json!(2.5)));

    let renamed = json!({ "name": "Bo the Second", "colour": "#ABCDEF" });
    assert_eq!(served.ask("PUT", "/api/v1/people/me", &bo, &renamed).await.status, 200);
    let here = one.until_said("here").await;
    assert_eq!(here["person"]["name"], "Bo the Second");
    assert_eq!((&here["person"]["colour"], &here["at"]["x"]), (&json!("#abcdef"), &json!(2.5)));

    let connection = here["connection"].clone();
    drop(two);
    assert_eq!(one.until_said("left").await["connection"], connection);
    let people = served.get("/api/v1/people").await;
    assert_eq!(people["people"][1]["name"], "Bo the Second");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_edited_without_the_server_arrives_when_the_page_comes_back() {
    let mut served = Served::start().await;
    let ana = served.join("Ana").await;
    let mut one = Page::open(&served, &ana, 11).await;
    let step = one.id("step", "Sees");
    let number = one.edit(&pain("before", &step, "Before the end")).await;
    one.until_kept(number).await;
    served.stop().await;
    assert!(one.until_closed().await.contains("closed"));
    let text = served.text();
    assert!(text.contains("Before the end") && text.contains("# Where it begins."), "{text}");

    one.copy.edit(&pain("meanwhile", &step, "Without a server")).expect("an edit");
    served.again().await;
    let mut back = Page::back(&served, &ana, 11, one.copy).await;
    back.until_kept(1).await;
    let late = Page::open(&served, &ana, 12).await;
    assert_eq!(late.text("before").as_deref(), Some("Before the end"));
    assert_eq!(late.text("meanwhile").as_deref(), Some("Without a server"));
    served.text_when(|text| text.contains("Without a server")).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn figures_follow_the_edits() {
    let (served, ana, mut one) = Page::alone().await;
    let figures = served.get("/api/v1/maps/buying/figures").await;
    assert_eq!(figures["map"]["stages"][1]["steps"][0]["count"], 20);
    let step = one.id("step", "Pays");
    assert_eq!(figures["ids"]["s1.0"], json!(step));
    one.said.clear();
    let rename = json!([{ "edit": "write", "id": step, "field": "name", "text": "Orders" }]);
    one.edit(&edits(rename)).await;
    one.until_said("figures").await;
    let figures = served.get("/api/v1/maps/buying/figures").await;
    assert_eq!(figures["map"]["stages"][1]["steps"][0]["name"], "Orders");
    let map = served.get("/api/v1/maps/buying").await;
    assert_eq!(map["stages"][1]["steps"][0]["name"], "Orders", "an open map is shown as edited");

    let claim = json!({ "op": "counts", "is": "rate > 0.5" });
    let weigh = json!({ "step": one.id("step", "Sees"), "claim": claim });
    let reply = served.ask("POST", "/api/v1/maps/buying/weigh", &ana, &weigh).await.json();
    assert_eq!(reply["grade"], "supported", "{reply}");
    assert!(reply["evidence"][0]["value"].as_f64().is_some_and(|rate| rate > 0.6), "{reply}");
    let drivers =
        json!({ "op": "drivers", "goal": "pay", "step": format!("@{step}"), "is": "odds > 1" });
    let weigh = json!({ "claim": drivers });
    let reply = served.ask("POST", "/api/v1/maps/buying/weigh", &ana, &weigh).await;
    assert_eq!(reply.status, 200, "{}", reply.head);
    let wrong = json!({ "step": "nope", "claim": { "op": "counts", "is": "rate > 0" } });
    let reply = served.ask("POST", "/api/v1/maps/buying/weigh", &ana, &wrong).await;
    assert_eq!(
        (reply.status, reply.json()["type"].clone()),
        (404, json!("/docs/api.md#unknown-key"))
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_map_is_made_and_edited_and_a_copy_is_pulled_and_pushed() {
    let served = Served::start().await;
    let ana = served.join("Ana").await;
    let new = json!({ "map": { "wayline": 1, "map": "Coming back!", "stages": [{ "stage": "A", "steps": [{ "step": "B" }] }] } });
    for id in ["coming-back", "coming-back-2"] {
        let made = served.ask("POST", "/api/v1/maps", &ana, &new).await;
        assert_eq!((made.status, made.json()), (200, json!({ "id": id })));
    }
    let mut taken = new.clone();
    taken["id"] = json!("buying");
    assert_eq!(served.ask("POST", "/api/v1/maps", &ana, &taken).await.status, 409);
    taken["id"] = json!("../x");
    assert_eq!(served.ask("POST", "/api/v1/maps", &ana, &taken).await.status, 400);

    let path = "/api/v1/maps/coming-back/document";
    let pulled = served.ask("GET", path, "", &json!(null)).await;
    let mut copy = wayline_doc::Room::open(&pulled.body, 77).expect("a document");
    let before = copy.version();
    assert_eq!(pulled.header("wayline-version"), encoded(&before));
    let step = copy.records().0.iter().find(|(_, record)| record.kind == "step");
    let step = step.map(|(id, _)| id.clone()).expect("a step");
    copy.edit(&pain("pushed", &step, "From a terminal")).expect("an edit");
    let update = copy.since(&before).expect("an update");
    let pushed = served.send("POST", path, &ana, "application/octet-stream", &update).await;
    assert_eq!(pushed.status, 204, "{}", String::from_utf8_lossy(&pushed.body));
    assert_eq!(pushed.header("wayline-version"), encoded(&copy.version()));
    let history = served.get("/api/v1/maps/coming-back/history").await;
    assert_eq!(
        (&history["history"][0]["why"], &history["history"][0]["by"]["name"]),
        (&json!("push"), &json!("Ana"))
    );
    let bo = served.join("Bo").await;
    copy.edit(&pain("stolen", &step, "In somebody else's name")).expect("an edit");
    let update = copy.since(&before).expect("an update");
    let pushed = served.send("POST", path, &bo, "application/octet-stream", &update).await;
    assert_eq!(pushed.status, 422);
    assert_eq!(pushed.json()["diagnostic"]["code"], "not-yours");
}

fn encoded(bytes: &[u8]) -> String {
    use base64::Engine as _;
    base64::engine::general_purpose::STANDARD.encode(bytes)
}
