//! The map's file and the live map stay in step.

use crate::page::{Page, edits, pain, text};
use crate::served::{MAP, Served};
use serde_json::json;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn edits_are_written_into_the_file_and_its_comments_stay() {
    let served = Served::start().await;
    let ana = served.join("Ana").await;
    let mut one = Page::open(&served, &ana, 11).await;
    assert_eq!(served.text(), MAP, "opening a map does not touch its file");
    one.edit(&pain("new", &one.id("step", "Pays"), "It declines cards")).await;
    let written = served.text_when(|text| text.contains("It declines cards")).await;
    for kept in ["# Who buys, and how.", "# Where it begins.", "It loads slowly"] {
        assert!(written.contains(kept), "{written}");
    }
    let beside = std::fs::read_dir(served.folder.path().join("maps")).expect("a folder");
    assert_eq!(beside.count(), 1, "nothing is left beside it");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_file_that_is_changed_while_people_edit_is_merged_with_what_they_write() {
    let served = Served::start().await;
    let ana = served.join("Ana").await;
    let mut one = Page::open(&served, &ana, 11).await;
    let card = one.id("pain", "It loads slowly");
    for round in 0..5 {
        let id = format!("live{round}");
        one.edit(&pain(&id, &one.id("step", "Pays"), &format!("Live {round}"))).await;
        let words = format!("It loads slowly, seen {round} times");
        let before = served.text_when(|text| text.contains(&format!("Live {round}"))).await;
        let old = one.text(&card).expect("the card");
        std::fs::write(served.file(), before.replace(&old, &words)).expect("written");
        one.until(|records| text(records, &card).as_deref() == Some(words.as_str())).await;
    }
    let last = "It loads slowly, seen 4 times";
    let written = served.text_when(|text| text.contains(last) && text.contains("Live 4")).await;
    assert!(written.contains("# Where it begins."), "{written}");
    let history = served.get("/api/v1/maps/buying/history").await;
    let history = history["history"].as_array().expect("a list").clone();
    let from_file: Vec<_> = history.iter().filter(|event| event["why"] == "file").collect();
    assert_eq!(from_file.len(), 5);
    assert!(from_file.iter().all(|event| event["by"].is_null()));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_file_that_was_changed_while_the_server_slept_is_merged_when_the_map_is_opened() {
    let mut served = Served::start().await;
    let ana = served.join("Ana").await;
    let mut one = Page::open(&served, &ana, 11).await;
    let number = one.edit(&pain("live", &one.id("step", "Pays"), "Live")).await;
    one.until_kept(number).await;
    served.stop().await;
    let changed = served.text().replace("map: Buying", "map: Buying shoes");
    std::fs::write(served.file(), &changed).expect("written");
    served.again().await;
    let late = Page::open(&served, &ana, 12).await;
    assert_eq!(late.copy.records().name_of("map"), "Buying shoes");
    assert_eq!(late.text("live").as_deref(), Some("Live"));
    served.stop().await;
    assert_eq!(served.text(), changed, "it said everything already");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_file_that_cannot_be_read_is_left_alone_until_it_can() {
    let mut served = Served::start().await;
    let ana = served.join("Ana").await;
    let mut one = Page::open(&served, &ana, 11).await;
    let broken = "wayline: 1\nmap: [\n# Somebody is at it.\n";
    std::fs::write(served.file(), broken).expect("written");
    let number = one.edit(&pain("live", &one.id("step", "Pays"), "Editing goes on")).await;
    one.until_kept(number).await;
    one.until_said("figures").await;
    let figures = served.get("/api/v1/maps/buying/figures").await;
    let found = figures["map"]["diagnostics"].to_string();
    assert!(found.contains("buying.journey.yaml"), "the finding is shown: {found}");
    served.stop().await;
    assert_eq!(served.text(), broken);

    served.again().await;
    let mut one = Page::open(&served, &ana, 12).await;
    assert_eq!(one.text("live").as_deref(), Some("Editing goes on"));
    std::fs::write(served.file(), MAP.replace("It loads slowly", "It loads at last"))
        .expect("written");
    let card = one.id("pain", "It loads slowly");
    one.until(|records| text(records, &card).as_deref() == Some("It loads at last")).await;
    served.text_when(|text| text.contains("Editing goes on") && text.contains("at last")).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_file_that_was_removed_comes_back_with_the_next_edit_and_not_before() {
    let mut served = Served::start().await;
    let ana = served.join("Ana").await;
    let mut one = Page::open(&served, &ana, 11).await;
    std::fs::remove_file(served.file()).expect("removed");
    let number = one
        .edit(&edits(json!([{ "edit": "write", "id": "map", "field": "name", "text": "Again" }])))
        .await;
    one.until_kept(number).await;
    served.text_when(|text| text.contains("map: Again")).await;
    std::fs::remove_file(served.file()).expect("removed");
    served.stop().await;
    assert!(!served.file().exists());
}
