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
    let event = &history["history"][0];
    let of = json!({ "proposal": 1, "from": "assistant", "why": "The data say so" });
    assert_eq!(event["proposal"], of, "it names the proposal that it came from");
    assert_eq!(history["history"][1]["proposal"], Value::Null, "{history}");
    let declined = history["declined"].as_array().expect("a list");
    assert_eq!(declined.len(), 1, "{declined:?}");
    let declined = &declined[0];
    assert_eq!((&declined["proposal"], &declined["place"]), (&json!(1), &json!(1)));
    assert_eq!((&declined["by"]["name"], &declined["from"]), (&json!("Ana"), &json!("assistant")));
    let at = declined["at"].as_str().and_then(|at| at.parse::<jiff::Timestamp>().ok());
    assert!(at.is_some(), "{declined}");
    // It was declined before the first was accepted, and after the map came into being.
    for (before, told) in [(2, 1), (1, 0)] {
        let earlier = served.get(&format!("/api/v1/maps/buying/history?before={before}")).await;
        assert_eq!(earlier["declined"].as_array().map(Vec::len), Some(told), "{earlier}");
    }
    let would = &declined["would"][0];
    assert_eq!((&would["record"], &would["field"]), (&json!(card), &json!("gone")));
    assert_eq!((&would["how"], &would["name"]), (&json!("removed"), &json!("It loads slowly")));

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

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_declined_tells_what_it_would_have_changed_then() {
    let (served, ana, one) = Page::alone().await;
    let (step, card) = (one.id("step", "Pays"), one.id("pain", "It loads slowly"));
    let proposal = json!({ "from": "drift", "edits": [
        { "edit": { "edit": "write", "id": card, "field": "text", "text": "It loads at once" } },
        { "edit": { "edit": "write", "id": step, "field": "name", "text": "Pays by card" } },
        { "edit": { "edit": "add", "id": "n", "kind": "pain", "parent": "nowhere", "rank": "V", "fields": { "text": "Lost" } } },
    ] });
    let path = "/api/v1/maps/buying/proposals";
    assert_eq!(served.ask("POST", path, &ana, &proposal).await.status, 200);
    let decide = json!({ "decline": [0, 1, 2, 0] });
    assert_eq!(served.ask("POST", &format!("{path}/1"), &ana, &decide).await.status, 200);
    let history = served.get("/api/v1/maps/buying/history").await;
    let declined = history["declined"].as_array().expect("a list");
    let told = |place: u64| {
        let one = declined.iter().find(|one| one["place"] == place).expect("it is told");
        one["would"].as_array().expect("a list").clone()
    };
    assert_eq!(declined.len(), 3, "{declined:?}");
    let (text, name) = (&told(0)[0], &told(1)[0]);
    assert_eq!(
        (&text["from"], &text["to"]),
        (&json!("It loads slowly"), &json!("It loads at once"))
    );
    assert_eq!((&name["how"], &name["to"]), (&json!("renamed"), &json!("Pays by card")));
    assert!(told(2).is_empty(), "it could not have been made");
    assert_eq!(history["history"].as_array().map(Vec::len), Some(1), "nothing was changed");
}
