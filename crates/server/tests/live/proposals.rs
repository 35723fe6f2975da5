//! Proposals: accepted and declined one by one.

use crate::page::{Page, text};
use crate::served::Served;
use serde_json::{Value, json};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_proposal_is_decided_edit_by_edit() {
    let (served, ana, mut one) = Page::alone().await;
    let (step, card) = (one.id("step", "Pays"), one.id("pain", "It loads slowly"));
    let add = |id: &str, parent: &str, text: &str| json!({ "edit": "add", "id": id, "kind": "pain", "parent": parent, "rank": "V", "fields": { "text": text } });
    let proposal = json!({ "from": "assistant", "why": "The data say so", "edits": [
        { "edit": add("first", &step, "A card is declined"), "says": "Add a pain" },
        { "edit": { "edit": "remove", "id": card }, "says": "Nobody complains" },
        { "edit": add("lost", "nowhere", "It has no place"), "says": "Cannot be" },
        { "edit": add("last", &step, "Left open"), "says": "Undecided" },
    ] });
    let path = "/api/v1/maps/buying/proposals";
    let made = served.ask("POST", path, &ana, &proposal).await;
    assert_eq!((made.status, made.json()["proposal"].clone()), (200, json!(1)));
    assert!(one.text("first").is_none(), "nothing is changed until somebody accepts");

    let decide = json!({ "accept": [2, 0], "decline": [1] });
    let decided = served.ask("POST", &format!("{path}/1"), &ana, &decide).await.json();
    let states = |line: &Value| -> Vec<Value> {
        line["edits"].as_array().expect("a list").iter().map(|edit| edit["state"].clone()).collect()
    };
    assert_eq!(states(&decided["proposal"]), ["accepted", "declined", "open", "open"]);
    assert_eq!(decided["refused"][0]["edit"], 2);
    one.until(|records| text(records, "first").is_some()).await;
    assert!(one.copy.records().living().contains(card.as_str()));
    let history = served.get("/api/v1/maps/buying/history").await;
    assert_eq!(
        (&history["history"][0]["why"], &history["history"][0]["by"]["name"]),
        (&json!("proposal"), &json!("Ana"))
    );

    // What was decided stays so.
    let again = json!({ "accept": [0, 1], "decline": [0] });
    let decided = served.ask("POST", &format!("{path}/1"), &ana, &again).await.json();
    assert_eq!(states(&decided["proposal"]), ["accepted", "declined", "open", "open"]);
    let listed = served.get(path).await;
    assert_eq!(states(&listed["proposals"][0]), ["accepted", "declined", "open", "open"]);
    assert_eq!(listed["proposals"][0]["edits"][0]["says"], "Add a pain");

    let outside = json!({ "accept": [4] });
    assert_eq!(served.ask("POST", &format!("{path}/1"), &ana, &outside).await.status, 400);
    let unknown = json!({ "from": "a", "edits": [{ "edit": { "edit": "dance", "id": "x" } }] });
    assert_eq!(served.ask("POST", path, &ana, &unknown).await.status, 400);
    let empty = json!({ "from": "a", "edits": [] });
    assert_eq!(served.ask("POST", path, &ana, &empty).await.status, 400);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_persona_has_a_size_and_is_not_written_over() {
    let served = Served::start().await;
    let ana = served.join("Ana").await;
    let persona = json!({ "wayline": 1, "persona": "Ann", "rule": "channel = \"web\"" });
    let path = "/api/v1/personas/ann";
    let made = served.ask("PUT", path, &ana, &persona).await;
    assert_eq!(made.status, 200, "{}", String::from_utf8_lossy(&made.body));
    let size = &made.json()["size"];
    assert_eq!((&size["journeys"], &size["of"]), (&json!(30), &json!(60)));
    assert_eq!((&size["share"]["value"], &size["share"]["n"]), (&json!(0.5), &json!(60)));
    let read = served.ask("GET", path, "", &Value::Null).await;
    assert_eq!(
        (read.json()["persona"].clone(), read.header("etag")),
        (persona.clone(), made.header("etag"))
    );
    assert_eq!(served.ask("PUT", path, &ana, &persona).await.status, 412, "without `If-Match`");
    let other = json!({ "wayline": 1, "persona": "Ann", "goals": ["to be quick"] });
    let kind = format!("application/json\r\nif-match: {}", made.header("etag"));
    let bytes = other.to_string();
    let written = served.send("PUT", path, &ana, &kind, bytes.as_bytes()).await;
    assert_eq!((written.status, written.json()["size"]["journeys"].clone()), (200, Value::Null));
    assert_eq!(
        served.send("PUT", path, &ana, &kind, bytes.as_bytes()).await.status,
        412,
        "it is old"
    );
    assert_eq!(served.ask("PUT", "/api/v1/personas/..%2fx", &ana, &other).await.status, 422);
}
