//! A map that is removed leaves the list and comes back whole; nothing of it is lost, whoever has it open.

use crate::page::{Page, pain, socket, text};
use crate::served::Served;
use futures_util::StreamExt as _;
use serde_json::{Value, json};
use tokio_tungstenite::tungstenite::Message;

const MAPS: &str = "/api/v1/maps";
const REMOVE: &str = "/api/v1/maps/buying/remove";
const REMOVED: &str = "/api/v1/removed-maps";

async fn ids(served: &Served, path: &str) -> Vec<Value> {
    let list = served.get(path).await;
    list["maps"].as_array().expect("a list").iter().map(|map| map["id"].clone()).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_removed_map_leaves_the_list_and_comes_back_with_its_edits_and_its_history() {
    let mut served = Served::start().await;
    let ana = served.join("Ana").await;
    let mut page = Page::open(&served, &ana, 11).await;
    let step = page.id("step", "Pays");
    let number = page.edit(&pain("kept", &step, "A card is declined")).await;
    page.until_kept(number).await;

    assert_eq!(served.ask("POST", REMOVE, "", &Value::Null).await.status, 401, "by nobody");
    assert_eq!(served.ask("POST", REMOVE, &ana, &Value::Null).await.status, 200);
    let told = page.until_said("refused").await;
    assert_eq!((&told["number"], &told["code"]), (&json!(0), &json!("map-removed")));
    assert!(told["detail"].as_str().is_some_and(|detail| detail.contains("Ana")), "{told}");
    page.until_closed().await;
    assert_eq!(ids(&served, MAPS).await, Vec::<Value>::new());
    assert_eq!(ids(&served, REMOVED).await, ["buying"]);
    let there = served.folder.path().join(".wayline/removed/buying.journey.yaml");
    let text_there = std::fs::read_to_string(&there).expect("the file is there");
    assert!(text_there.contains("A card is declined"), "what was edited is in the file");
    assert!(!served.file().exists());
    let again = served.ask("POST", REMOVE, &ana, &Value::Null).await;
    assert_eq!(again.status, 404, "it is removed already");

    // What was written while it was away is sent when it is back, also after the server was started anew.
    page.copy.edit(&pain("unsent", &step, "Written meanwhile")).expect("an edit");
    served.stop().await;
    served.again().await;
    assert_eq!(ids(&served, REMOVED).await, ["buying"]);
    let back = format!("{REMOVED}/buying");
    assert_eq!(served.ask("POST", &back, &ana, &Value::Null).await.status, 200);
    assert_eq!(ids(&served, MAPS).await, ["buying"]);
    assert_eq!(ids(&served, REMOVED).await, Vec::<Value>::new());
    assert_eq!(served.ask("POST", &back, &ana, &Value::Null).await.status, 404);
    let mut page = Page::back(&served, &ana, 11, page.copy).await;
    page.until_kept(1).await;
    assert_eq!(page.text("kept").as_deref(), Some("A card is declined"));
    let mut other = Page::open(&served, &ana, 12).await;
    other.until(|records| text(records, "unsent").is_some()).await;
    let history = served.get("/api/v1/maps/buying/history").await;
    assert!(history["history"].as_array().expect("a list").len() >= 3, "{history}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_opens_a_removed_map_is_told_so_and_its_id_stays_taken() {
    let served = Served::start().await;
    let ana = served.join("Ana").await;
    let map = served.get("/api/v1/maps/buying/versions/now").await["map"].clone();
    assert_eq!(served.ask("POST", REMOVE, &ana, &Value::Null).await.status, 200);

    let mut line = socket(&served, &ana).await.expect("let in to be told");
    let Some(Ok(Message::Text(said))) = line.next().await else { panic!("nothing was said") };
    let said: Value = serde_json::from_str(&said).expect("JSON");
    assert_eq!((&said["say"], &said["code"]), (&json!("refused"), &json!("map-removed")));

    let wished = json!({ "id": "buying", "map": map });
    assert_eq!(served.ask("POST", MAPS, &ana, &wished).await.status, 409);
    let named = json!({ "map": map });
    let made = served.ask("POST", MAPS, &ana, &named).await.json();
    assert_eq!(made["id"], "buying-2", "another map never takes over what is kept of this one");

    // A file that somebody put there meanwhile is not written over.
    std::fs::write(served.file(), "wayline: 1\nmap: Another\nstages: []\n").expect("written");
    let back = format!("{REMOVED}/buying");
    let refused = served.ask("POST", &back, &ana, &Value::Null).await;
    assert_eq!(
        (refused.status, refused.json()["diagnostic"]["code"].clone()),
        (409, json!("map-exists"))
    );
    assert!(served.text().contains("Another"));
    assert_eq!(ids(&served, REMOVED).await, ["buying"]);
    let outside = format!("{REMOVED}/..%2F..%2Fwayline.toml");
    assert_eq!(served.ask("POST", &outside, &ana, &Value::Null).await.status, 404);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_move_that_broke_off_between_its_two_halves_is_brought_to_its_end() {
    let served = Served::start().await;
    let ana = served.join("Ana").await;
    let bin = served.folder.path().join(".wayline/removed");
    std::fs::create_dir_all(&bin).expect("made");
    let there = bin.join("buying.journey.yaml");
    std::fs::hard_link(served.file(), &there).expect("linked");
    assert_eq!(served.ask("POST", REMOVE, &ana, &Value::Null).await.status, 200);
    assert!(there.exists() && !served.file().exists());
    // As a copy of the folder has it: the same text, no longer the same file.
    std::fs::copy(&there, served.file()).expect("copied");
    let back = format!("{REMOVED}/buying");
    assert_eq!(served.ask("POST", &back, &ana, &Value::Null).await.status, 200);
    assert!(!there.exists() && served.file().exists());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_has_a_map_open_is_told_nothing_of_a_removal_that_is_refused() {
    let served = Served::start().await;
    let ana = served.join("Ana").await;
    let mut page = Page::open(&served, &ana, 11).await;
    let bin = served.folder.path().join(".wayline/removed");
    std::fs::create_dir_all(&bin).expect("made");
    let other = "wayline: 1\nmap: Another\nstages: []\n";
    std::fs::write(bin.join("buying.journey.yaml"), other).expect("written");
    let refused = served.ask("POST", REMOVE, &ana, &Value::Null).await;
    assert_eq!(
        (refused.status, refused.json()["diagnostic"]["code"].clone()),
        (409, json!("map-exists"))
    );
    let step = page.id("step", "Pays");
    let number = page.edit(&pain("after", &step, "A card is declined")).await;
    page.until_kept(number).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_two_who_remove_a_map_at_once_one_is_told_that_it_has_gone() {
    let served = Served::start().await;
    let ana = served.join("Ana").await;
    let _page = Page::open(&served, &ana, 11).await;
    let remove = || served.ask("POST", REMOVE, &ana, &Value::Null);
    let (one, other) = tokio::join!(remove(), remove());
    let mut statuses = [one.status, other.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 404]);
}
