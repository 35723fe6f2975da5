//! Versions: named, compared, brought back.

use crate::page::{Page, edits, pain, text};
use crate::served::Served;
use serde_json::{Value, json};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_version_is_brought_back_with_the_present_named_first() {
    let (served, ana, mut one) = Page::alone().await;
    let mut two = Page::open(&served, &ana, 12).await;
    let (card, step) = (one.id("pain", "It loads slowly"), one.id("step", "Pays"));
    let name = json!({ "name": "As it began" });
    let path = "/api/v1/maps/buying/versions";
    let named = served.ask("POST", path, &ana, &name).await.json();
    assert_eq!(
        (&named["version"], &named["made"], &named["seq"]),
        (&json!(1), &json!("by_hand"), &json!(1))
    );
    let began = one.copy.records().clone();

    let me = one.welcome["you"]["id"].clone();
    let comment = json!([
        { "edit": "remove", "id": card },
        { "edit": "add", "id": "word", "kind": "comment", "parent": step, "rank": "V", "fields": { "text": "Why?", "by": me } }
    ]);
    one.edit(&edits(comment)).await;
    let number = one.edit(&pain("wrong", &step, "A mistake")).await;
    one.until_kept(number).await;
    let after = one.copy.records().clone();

    let compared = served.get(&format!("{path}/1/compare/now")).await;
    let changes = compared["changes"].as_array().expect("a list");
    let became = |record: &str| {
        let mut found = changes.iter().filter(|change| change["record"] == record);
        found.next().map(|change| change["change"].clone()).unwrap_or_default()
    };
    assert_eq!((became(&card), became("wrong")), (json!("removed"), json!("added")), "{compared}");
    let was = served.get(&format!("{path}/seq-1")).await;
    assert_eq!(was["records"], json!(began));
    assert_eq!(was["map"]["stages"][0]["steps"][0]["pains"][0]["pain"], "It loads slowly");

    let restored = served.ask("POST", &format!("{path}/1/restore"), &ana, &Value::Null).await;
    assert_eq!(restored.status, 200);
    assert_eq!(restored.json()["before"], 2);
    let is_back = |records: &wayline_doc::Records| {
        let living = records.living();
        records.get("wrong").is_some()
            && !living.contains("wrong")
            && living.contains(card.as_str())
    };
    two.until(is_back).await;
    assert_eq!(text(two.copy.records(), "word").as_deref(), Some("Why?"));
    assert!(two.copy.records().living().contains("word"), "nobody's words are taken back");

    let versions = served.get(path).await;
    assert_eq!(versions["versions"][0]["made"], "before_restore");
    let before = served.get(&format!("{path}/2")).await;
    assert_eq!(before["records"], json!(after), "what was before is there whole");
    let earlier = json!({ "name": "After the first edit", "seq": 2 });
    let named = served.ask("POST", path, &ana, &earlier).await.json();
    assert_eq!((&named["version"], &named["seq"]), (&json!(3), &json!(2)));
    let later = json!({ "name": "Never", "seq": 99 });
    assert_eq!(served.ask("POST", path, &ana, &later).await.status, 404);
    let history = served.get("/api/v1/maps/buying/history?before=3").await;
    let seqs: Vec<_> =
        history["history"].as_array().expect("a list").iter().map(|event| &event["seq"]).collect();
    assert_eq!(seqs, [2, 1]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_version_can_still_be_read_after_a_restart() {
    let mut served = Served::start().await;
    let ana = served.join("Ana").await;
    let mut one = Page::open(&served, &ana, 11).await;
    let step = one.id("step", "Pays");
    let mut states = vec![one.copy.records().clone()];
    for n in 0..30 {
        let number = one.edit(&pain(&format!("card{n}"), &step, &format!("Card {n}"))).await;
        one.until_kept(number).await;
        states.push(one.copy.records().clone());
    }
    served.stop().await;
    served.again().await;
    for (n, state) in states.iter().enumerate() {
        let was = served.get(&format!("/api/v1/maps/buying/versions/seq-{}", n + 1)).await;
        assert_eq!(was["records"], json!(state), "seq-{}", n + 1);
    }
}
