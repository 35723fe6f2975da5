//! A map has no more records than it may, also where they come in a file.

use crate::page::{Page, pain};
use crate::served::{MAP, PATIENCE, Served};
use serde_json::{Value, json};
use std::time::Duration;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_file_of_too_many_records_is_neither_opened_nor_merged_and_stays_as_it_is() {
    let served = Served::start().await;
    let ana = served.join("Ana").await;
    let mut large = MAP.to_owned();
    large.push_str("        pains:\n");
    large.extend((0..20_000).map(|card| format!("          - pain: It hurts {card}\n")));
    let path = served.folder.path().join("maps/large.journey.yaml");
    std::fs::write(&path, &large).expect("written");
    let refused = served.ask("GET", "/api/v1/maps/large/proposals", "", &Value::Null).await;
    let told = refused.json();
    assert_eq!((refused.status, &told["diagnostic"]["code"]), (422, &json!("too-many")), "{told}");
    let detail = told["detail"].as_str().expect("words");
    assert!(detail.starts_with("`large.journey.yaml` would be a map of 20006 records"), "{detail}");
    assert_eq!(std::fs::read_to_string(&path).expect("there"), large);

    let mut page = Page::open(&served, &ana, 11).await;
    std::fs::write(served.file(), &large).expect("written");
    let told = async {
        loop {
            let figures = served.get("/api/v1/maps/buying/figures").await;
            let said = figures["map"]["diagnostics"].as_array().cloned().unwrap_or_default();
            let is_it = |said: &&Value| said["code"] == "map-unreadable";
            if let Some(said) = said.iter().find(is_it) {
                return said.clone();
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    };
    let told = tokio::time::timeout(PATIENCE, told).await.expect("it is told");
    let message = told["message"].as_str().expect("words");
    assert!(message.contains("it adds 20000 records"), "{told}");
    assert!(told["help"].as_str().is_some_and(|help| help.contains("the file stays")), "{told}");
    let step = page.id("step", "Pays");
    let number = page.edit(&pain("live", &step, "Editing goes on")).await;
    page.until_kept(number).await;
    assert_eq!(served.text(), large, "nothing is written over it");

    std::fs::write(served.file(), MAP).expect("written");
    served.text_when(|text| text.contains("Editing goes on")).await;
}
