//! The map's file and the live map stay in step.

use crate::page::{Page, edits, pain, text};
use crate::served::{MAP, PATIENCE, Served};
use serde_json::{Value, json};
use std::time::Duration;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn edits_are_written_into_the_file_and_its_comments_stay() {
    let (served, _, mut one) = Page::alone().await;
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
    let (served, _, mut one) = Page::alone().await;
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

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_file_that_went_away_is_told_with_the_figures_until_it_is_there_again() {
    let (served, _, mut one) = Page::alone().await;
    let told = async || {
        let figures = served.get("/api/v1/maps/buying/figures").await;
        let said = figures["map"]["diagnostics"].as_array().expect("a list").clone();
        said.into_iter().find(|finding| finding["code"] == "map-file-gone")
    };
    assert_eq!(told().await, None);
    std::fs::remove_file(served.file()).expect("removed");
    // Nobody changes the map: the page is told to ask.
    one.until_said("figures").await;
    let finding = told().await.expect("it is told");
    assert_eq!(finding["place"]["file"], "buying.journey.yaml");
    one.edit(&pain("new", &one.id("step", "Pays"), "It declines cards")).await;
    served.text_when(|text| text.contains("It declines cards")).await;
    assert_eq!(told().await, None);
}

/// The proposals that came from the file, once there are so many.
async fn proposed(served: &Served, count: usize) -> Vec<Value> {
    let wait = async {
        loop {
            let list = served.get("/api/v1/maps/buying/proposals").await;
            let list = list["proposals"].as_array().expect("a list").clone();
            if list.len() >= count {
                return list;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    };
    tokio::time::timeout(PATIENCE, wait).await.expect("it is proposed")
}

/// Nothing but that a card comes back is proposed, as the so-manieth proposal; it is accepted.
async fn brought_back(served: &Served, ana: &str, card: &str, number: usize) {
    let list = proposed(served, number).await;
    let offered = list[0]["edits"].as_array().expect("a list");
    assert_eq!(offered.len(), 1, "{offered:?}");
    assert_eq!(offered[0]["edit"], json!({ "edit": "bring_back", "id": card }));
    let path = format!("/api/v1/maps/buying/proposals/{number}");
    assert_eq!(served.ask("POST", &path, ana, &json!({ "accept": [0] })).await.status, 200);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_older_text_that_is_saved_with_a_change_takes_no_later_edits_back() {
    let mut served = Served::start().await;
    let ana = served.join("Ana").await;
    let mut one = Page::open(&served, &ana, 11).await;
    let (step, card) = (one.id("step", "Pays"), one.id("pain", "It loads slowly"));
    one.edit(&pain("first", &step, "First")).await;
    let opened = served.text_when(|text| text.contains("First")).await;
    // An editor has this open; meanwhile people go on, in several texts of the file.
    one.edit(&pain("second", &step, "Second")).await;
    served.text_when(|text| text.contains("Second")).await;
    let rename = edits(
        json!([{ "edit": "write", "id": card, "field": "text", "text": "It loads at last" }]),
    );
    one.edit(&rename).await;
    served.text_when(|text| text.contains("at last")).await;
    std::fs::write(served.file(), opened.replace("map: Buying", "map: Buying shoes"))
        .expect("written");
    one.until(|records| records.name_of("map") == "Buying shoes").await;
    let kept = |text: &str| text.contains("Second") && text.contains("at last");
    served.text_when(|text| kept(text) && text.contains("shoes")).await;
    assert_eq!(one.text("second").as_deref(), Some("Second"));

    // What the file would have taken back can be had by hand.
    let list = proposed(&served, 1).await;
    assert_eq!(list[0]["from"], "file");
    let offered = list[0]["edits"].as_array().expect("a list");
    assert_eq!(offered.len(), 2, "{offered:?}");
    assert!(offered.iter().any(|offer| offer["edit"]["edit"] == "remove"), "{offered:?}");

    // The editor goes on with its old text, also after a restart; nothing new is proposed.
    served.stop().await;
    served.again().await;
    let mut one = Page::open(&served, &ana, 12).await;
    let more = opened.replace("map: Buying", "map: Buying boots");
    std::fs::write(served.file(), more.replace("- step: Sees", "- step: Sees it"))
        .expect("written");
    one.until(|records| records.name_of("map") == "Buying boots").await;
    let written = served.text_when(|text| kept(text) && text.contains("boots")).await;
    assert!(written.contains("step: Sees it"), "{written}");
    let list = proposed(&served, 1).await;
    assert_eq!(list.len(), 1, "{list:?}");

    let all = json!({ "accept": [0, 1] });
    let path = "/api/v1/maps/buying/proposals/1";
    assert_eq!(served.ask("POST", path, &ana, &all).await.status, 200);
    served.text_when(|text| !text.contains("Second") && text.contains("It loads slowly")).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_older_text_that_is_saved_as_it_was_changes_nothing_and_is_proposed() {
    let (served, ana, mut one) = Page::alone().await;
    one.edit(&pain("new", &one.id("step", "Pays"), "Later")).await;
    served.text_when(|text| text.contains("Later")).await;
    std::fs::write(served.file(), MAP).expect("written");
    served.text_when(|text| text.contains("Later")).await;
    let list = proposed(&served, 1).await;
    assert_eq!(list[0]["edits"][0]["edit"], json!({ "edit": "remove", "id": "new" }));
    let accepted = json!({ "accept": [0] });
    let path = "/api/v1/maps/buying/proposals/1";
    assert_eq!(served.ask("POST", path, &ana, &accepted).await.status, 200);
    served.text_when(|text| !text.contains("Later")).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_newest_text_that_is_saved_with_a_change_proposes_nothing() {
    let (served, _, mut one) = Page::alone().await;
    let step = one.id("step", "Pays");
    for name in ["One", "Two", "Three"] {
        one.edit(&pain(name, &step, name)).await;
        served.text_when(|text| text.contains(name)).await;
    }
    let newest = served.text();
    let changed = newest.replace("- pain: Three", "- pain: Trio");
    assert_ne!(newest, changed);
    std::fs::write(served.file(), changed).expect("written");
    let is_trio =
        |id: &String, records: &wayline_doc::Records| text(records, id).as_deref() == Some("Trio");
    one.until(|records| records.0.keys().any(|id| is_trio(id, records))).await;
    served.text_when(|text| text.contains("Trio") && text.contains("One")).await;
    let list = served.get("/api/v1/maps/buying/proposals").await;
    assert_eq!(list["proposals"], json!([]));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn words_that_a_file_gives_to_a_card_that_was_removed_live_can_be_had_by_a_proposal() {
    let (served, ana, mut one) = Page::alone().await;
    let card = one.id("pain", "It loads slowly");
    one.edit(&edits(json!([{ "edit": "remove", "id": card }]))).await;
    served.text_when(|text| !text.contains("It loads slowly")).await;
    let words = "It loads slowly on a train";
    std::fs::write(served.file(), MAP.replace("It loads slowly", words)).expect("written");
    brought_back(&served, &ana, &card, 1).await;
    served.text_when(|text| text.contains(words)).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_card_removed_on_one_side_and_changed_on_the_other_at_once_can_be_had_by_a_proposal() {
    let remove = json!([{ "edit": "remove", "id": "CARD" }]);
    let write = json!([{ "edit": "write", "id": "CARD", "field": "text", "text": "It is slow" }]);
    let slow = MAP.replace("It loads slowly", "It is slow");
    let lines = MAP.lines().filter(|line| !line.contains("It loads slowly"));
    let without = lines.collect::<Vec<_>>().join("\n").replace("        pains:\n", "");
    for (mut live, saved) in [(remove, slow), (write, without + "\n")] {
        let (served, ana, mut one) = Page::alone().await;
        let card = one.id("pain", "It loads slowly");
        live[0]["id"] = json!(card);
        let number = one.edit(&edits(live)).await;
        one.until_kept(number).await;
        std::fs::write(served.file(), saved).expect("written");
        brought_back(&served, &ana, &card, 1).await;
        served.text_when(|text| text.contains("It is slow")).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_card_that_came_back_and_is_removed_under_a_change_again_is_proposed_again() {
    let (served, ana, mut one) = Page::alone().await;
    let card = one.id("pain", "It loads slowly");
    for (round, words) in [(1, "It is slow"), (2, "It is slower")] {
        let number = one.edit(&edits(json!([{ "edit": "remove", "id": card }]))).await;
        one.until_kept(number).await;
        std::fs::write(served.file(), MAP.replace("It loads slowly", words)).expect("written");
        brought_back(&served, &ana, &card, round).await;
        one.until(|records| records.living().contains(card.as_str())).await;
        served.text_when(|text| text.contains(words)).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_a_file_proposed_once_is_not_proposed_again() {
    let (served, ana, mut one) = Page::alone().await;
    let step = one.id("step", "Pays");
    one.edit(&pain("first", &step, "First")).await;
    served.text_when(|text| text.contains("First")).await;
    std::fs::write(served.file(), MAP.replace("map: Buying", "map: Shoes")).expect("written");
    proposed(&served, 1).await;
    let path = "/api/v1/maps/buying/proposals/1";
    assert_eq!(served.ask("POST", path, &ana, &json!({ "decline": [0] })).await.status, 200);

    // The old text goes on being saved; only what is new to it is proposed.
    served.text_when(|text| text.contains("Shoes") && text.contains("First")).await;
    one.edit(&pain("second", &step, "Second")).await;
    served.text_when(|text| text.contains("Second")).await;
    std::fs::write(served.file(), MAP.replace("map: Buying", "map: Boots")).expect("written");
    let list = proposed(&served, 2).await;
    let removes = |id: &str| json!({ "edit": "remove", "id": id });
    let edits: Vec<&Value> = list
        .iter()
        .flat_map(|line| line["edits"].as_array().expect("a list"))
        .map(|proposed| &proposed["edit"])
        .collect();
    assert_eq!(edits, [&removes("second"), &removes("first")]);
}
