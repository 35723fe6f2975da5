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
    let place = |side: &str, record: &str| compared[side][record].as_str().unwrap_or_default();
    let looking = one.id("step", "Sees");
    assert_eq!(
        (place("a", &looking), place("b", &step)),
        ("s0.0", "s1.0"),
        "every step has its place"
    );
    assert_eq!((place("a", &card), place("b", &card)), ("s0.0.pain.0", "s0.0"));
    assert_eq!((place("a", "wrong"), place("b", "wrong")), ("s1.0", "s1.0.pain.0"));
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
async fn history_names_what_went_and_what_was_talked_about_as_it_was_called_then() {
    let (served, _, mut page) = Page::alone().await;
    let card = page.id("pain", "It loads slowly");
    let me = page.welcome["you"]["id"].clone();
    let word = json!([{ "edit": "add", "id": "word", "kind": "comment", "parent": card, "rank": "V", "fields": { "text": "Why?", "by": me } }]);
    page.edit(&edits(word)).await;
    let write = json!([{ "edit": "write", "id": card, "field": "text", "text": "It is slow" }]);
    page.edit(&edits(write)).await;
    let undone = json!([
        { "edit": "write", "id": card, "field": "text", "text": "" },
        { "edit": "remove", "id": card },
    ]);
    let number = page.edit(&edits(undone)).await;
    page.until_kept(number).await;
    let history = served.get("/api/v1/maps/buying/history").await;
    let what = |event: usize, record: &str| {
        let what = history["history"][event]["what"].as_array().expect("a list");
        let mut found = what.iter().filter(|what| what["record"] == *record);
        found
            .next()
            .map(|what| (what["name"].clone(), what["about"]["name"].clone()))
            .expect("told")
    };
    assert_eq!(what(0, &card), (json!("It is slow"), Value::Null));
    assert_eq!(what(2, "word"), (json!("Why?"), json!("It loads slowly")));
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

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn files_of_a_version_are_of_the_map_as_it_was() {
    let (served, ana, mut one) = Page::alone().await;
    let (card, step) = (one.id("pain", "It loads slowly"), one.id("step", "Pays"));
    let name = json!({ "name": "As it began" });
    let path = "/api/v1/maps/buying";
    let named = served.ask("POST", &format!("{path}/versions"), &ana, &name).await;
    assert_eq!(named.status, 200);
    let mut changes = edits(json!([{ "edit": "remove", "id": card }]));
    changes.extend(pain("fresh", &step, "The bank asks twice"));
    let number = one.edit(&changes).await;
    one.until_kept(number).await;

    let read = async |file: &str| {
        let reply = served.ask("GET", &format!("{path}/{file}"), &ana, &Value::Null).await;
        assert_eq!(reply.status, 200, "{file}: {}", String::from_utf8_lossy(&reply.body));
        let name = reply.header("content-disposition").to_owned();
        (String::from_utf8_lossy(&reply.body).into_owned(), name)
    };
    let today = jiff::Timestamp::now().to_string();
    let today = &today[..10];
    for (version, was, called) in [
        ("1", true, "buying-version-1"),
        ("As%20it%20began", true, "buying-As-it-began"),
        ("seq-1", true, "buying-seq-1"),
        ("seq-2", false, "buying-seq-2"),
        (today, false, "buying-"),
        ("now", false, "buying."),
    ] {
        for file in ["map.svg", "map.html", "map.journey.yaml", "scene"] {
            let (text, name) = read(&format!("{file}?version={version}")).await;
            assert_eq!(text.contains("It loads slowly"), was, "{file} of {version}");
            assert_eq!(text.contains("The bank asks twice"), !was, "{file} of {version}");
            assert!(file == "scene" || name.contains(called), "{file} of {version}: {name}");
        }
    }
    for (file, called) in [
        ("map.png?version=1&scale=0.2", "buying-version-1."),
        ("map.pdf?version=1", "buying-version-1."),
        ("map.pdf?version=1&paper=a4", "buying-version-1-a4."),
    ] {
        assert!(read(file).await.1.contains(called), "{file}");
    }
    let then = served.get(&format!("{path}?version=1")).await;
    let pains = &then["stages"][0]["steps"][0]["pains"];
    assert_eq!(pains[0]["title"], "It loads slowly", "{then}");

    for version in ["2", "seq-99", "As%20it%20ended", "2019-01-01", "2019-01-01T00:00:00Z"] {
        for file in ["map.svg", "map.journey.yaml", "scene"] {
            let path = format!("{path}/{file}?version={version}");
            let reply = served.ask("GET", &path, &ana, &Value::Null).await;
            let help = reply.json()["diagnostic"]["help"].clone();
            assert_eq!(reply.status, 404, "{path}");
            let help = help.as_str().unwrap_or_default();
            assert!(help.starts_with("its versions are `1` (As it began); "), "{path}: {help}");
            assert!(help.contains("`seq-1` to `seq-2`"), "{help}");
        }
    }
}
