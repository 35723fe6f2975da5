//! The list of maps says of each how it is, without anybody asking one by one.

use crate::page::{Page, edits};
use crate::served::{PATIENCE, Served, options};
use serde_json::{Value, json};
use std::time::Duration;

/// The list once nothing more is being found.
async fn settled(served: &Served) -> Value {
    let wait = async {
        loop {
            let list = served.get("/api/v1/maps").await;
            if list["waiting"] == false {
                return list;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    tokio::time::timeout(PATIENCE, wait).await.expect("it is found at last")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_list_of_maps_says_figures_the_last_change_and_what_is_open() {
    let mut served = Served::start().await;
    let first = served.get("/api/v1/maps").await;
    assert_eq!(first["waiting"], true);
    let line = &first["maps"][0];
    assert_eq!((&line["health"], &line["comments"]), (&Value::Null, &Value::Null));
    assert_eq!((&line["changed"]["why"], &line["changed"]["by"]), (&json!("file"), &Value::Null));

    let list = settled(&served).await;
    let line = &list["maps"][0];
    assert_eq!((&line["health"]["journeys"], &line["comments"]), (&json!(60), &json!(0)));
    assert_eq!(line["shape"][1]["steps"][0]["name"], "Pays");
    assert_eq!(line["shape"][1]["steps"][0]["count"], 20);

    let ana = served.join("Ana").await;
    let mut page = Page::open(&served, &ana, 11).await;
    let me = page.welcome["you"]["id"].clone();
    let (step, card) = (page.id("step", "Pays"), page.id("pain", "It loads slowly"));
    let comment = |id: &str, parent: &str| json!({ "edit": "add", "id": id, "kind": "comment", "parent": parent, "rank": "V", "fields": { "text": "Why?", "by": me } });
    let number = page
        .edit(&edits(json!([
            comment("q1", &card),
            comment("a1", "q1"),
            comment("q2", &step),
            comment("q3", &step),
            { "edit": "set", "id": "q3", "field": "resolved", "value": true },
            { "edit": "add", "id": "o1", "kind": "opportunity", "parent": step, "rank": "V", "fields": { "text": "Pay later" } },
            { "edit": "add", "id": "o1.action", "kind": "action", "parent": "o1", "rank": "V", "fields": { "status": "running" } },
        ])))
        .await;
    page.until_kept(number).await;
    let proposal =
        json!({ "from": "a", "edits": [{ "edit": { "edit": "remove", "id": card }, "says": "" }] });
    let path = "/api/v1/maps/buying/proposals";
    assert_eq!(served.ask("POST", path, &ana, &proposal).await.status, 200);
    served.text_when(|text| text.contains("Pay later")).await;
    let list = settled(&served).await;
    let check = |line: &Value| {
        assert_eq!((&line["comments"], &line["proposals"]), (&json!(2), &json!(1)));
        assert_eq!(line["changed"]["by"]["name"], "Ana");
        assert_eq!((&line["changed"]["why"], &line["actions"]), (&json!("edit"), &json!(1)));
    };
    check(&list["maps"][0]);

    // The same of a map that nobody has open.
    served.stop().await;
    served.again().await;
    check(&settled(&served).await["maps"][0]);
    let decide = json!({ "decline": [0] });
    assert_eq!(served.ask("POST", &format!("{path}/1"), &ana, &decide).await.status, 200);
    assert_eq!(settled(&served).await["maps"][0]["proposals"], 0);
}

/// The comments that the list and the map's own address say name somebody: they say the same.
async fn mentions(served: &Served, cookie: &str) -> Value {
    settled(served).await;
    let ask = async |path: &str| served.ask("GET", path, cookie, &Value::Null).await.json();
    let list = ask("/api/v1/maps").await;
    let alone = ask("/api/v1/maps/buying/mentions").await;
    assert_eq!(list["maps"][0]["mentions"], alone["mentions"]);
    alone["mentions"].clone()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_is_named_in_an_open_comment_is_told_and_nobody_else_and_no_map_is_opened_for_it() {
    let mut served = Served::start().await;
    let (ana, bo) = (served.join("Ana").await, served.join("Bo").await);
    let mut page = Page::open(&served, &ana, 11).await;
    let me = page.welcome["you"]["id"].clone();
    let you = served.ask("GET", "/api/v1/people/me", &bo, &Value::Null).await.json()["id"].clone();
    let (step, card) = (page.id("step", "Pays"), page.id("pain", "It loads slowly"));
    let say = |id: &str, parent: &str, at: u64| {
        let fields = json!({ "text": "@Ana @Bo", "by": me, "at": at, "mentions": [me, you] });
        json!({ "edit": "add", "id": id, "kind": "comment", "parent": parent, "rank": "V", "fields": fields })
    };
    let resolve = |id: &str| json!({ "edit": "set", "id": id, "field": "resolved", "value": true });
    let number = page
        .edit(&edits(json!([
            say("q1", &card, 1),
            say("a1", "q1", 4),
            say("a2", "q1", 5),
            resolve("a2"),
            say("q2", &step, 3),
            say("q3", "map", 2),
            say("q4", &step, 6),
            say("a4", "q4", 7),
            resolve("q4"),
            say("q5", &step, 8),
            { "edit": "remove", "id": "q5" },
        ])))
        .await;
    page.until_kept(number).await;
    let said = |id: &str, at: f64| json!({ "comment": id, "at": at });
    let all = json!([said("a1", 4.0), said("q2", 3.0), said("q3", 2.0), said("q1", 1.0)]);
    assert_eq!(mentions(&served, &bo).await, all);
    assert_eq!(mentions(&served, &ana).await, json!([]), "she wrote them herself");
    assert_eq!(mentions(&served, "").await, json!([]));

    // With its thread an answer is resolved, and with its card a comment is gone.
    let number = page.edit(&edits(json!([resolve("q1"), resolve("q3")]))).await;
    page.until_kept(number).await;
    assert_eq!(mentions(&served, &bo).await, json!([said("q2", 3.0)]));
    served.text_when(|text| text.contains("It loads slowly")).await;

    // The same without anybody who has the map open; and it is not opened: an open one would take in what its file says.
    served.stop().await;
    served.again().await;
    assert_eq!(mentions(&served, &bo).await, json!([said("q2", 3.0)]));
    let by_hand = served.text().replace("It loads slowly", "It never loads");
    std::fs::write(served.file(), by_hand).expect("written");
    tokio::time::sleep(options().look * 20).await;
    assert_eq!(mentions(&served, &bo).await, json!([said("q2", 3.0)]));
    assert_eq!(settled(&served).await["maps"][0]["changed"]["why"], "edit", "no room was open");

    let mut page = Page::open(&served, &ana, 12).await;
    page.until(|records| records.name_of(&card) == "It never loads").await;
    let number = page.edit(&edits(json!([{ "edit": "remove", "id": step }]))).await;
    page.until_kept(number).await;
    assert_eq!(mentions(&served, &bo).await, json!([]));
    let none = served.ask("GET", "/api/v1/maps/none/mentions", &bo, &Value::Null).await;
    assert_eq!(none.status, 404);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_map_that_cannot_be_read_is_listed_with_the_reason_and_not_waited_for() {
    let served = Served::start().await;
    let broken = served.folder.path().join("maps/broken.journey.yaml");
    std::fs::write(broken, "wayline: 1\nmap: [\n").expect("written");
    let list = settled(&served).await;
    let line = &list["maps"][0];
    assert_eq!((&line["id"], &line["health"]), (&json!("broken"), &Value::Null));
    assert!(line["problem"].as_str().is_some_and(|problem| !problem.is_empty()), "{line}");
    assert_eq!(list["maps"][1]["health"]["journeys"], 60, "the others have theirs");
}
