//! The list of maps says of each how it is, without anybody asking one by one.

use crate::page::{Page, edits};
use crate::served::{PATIENCE, Served};
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
