//! What is not taken is refused with a reason, and the map goes on for everybody else.

use crate::page::{Page, hello, large, pain, socket, text, update};
use crate::served::{PATIENCE, Served};
use futures_util::{SinkExt as _, StreamExt as _};
use serde_json::{Value, json};
use tokio::time::timeout;
use tokio_tungstenite::tungstenite::Message;

/// Both pages still edit.
async fn goes_on(one: &mut Page, two: &mut Page, id: &str) {
    let step = one.id("step", "Sees");
    let number = one.edit(&pain(id, &step, "It goes on")).await;
    one.until_kept(number).await;
    two.until(|records| text(records, id).is_some()).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn broken_and_foreign_updates_are_refused_and_the_room_goes_on() {
    let served = Served::start().await;
    let (ana, bo) = (served.join("Ana").await, served.join("Bo").await);
    let mut one = Page::open(&served, &ana, 11).await;
    let mut two = Page::open(&served, &ana, 12).await;
    goes_on(&mut one, &mut two, "first").await;
    let step = one.id("step", "Sees");

    let mut ill = Page::open(&served, &bo, 13).await;
    let mut good = ill.copy.edit(&pain("cut", &step, "Cut short")).expect("an edit").update;
    let whole = ill.copy.snapshot().expect("written");
    good.truncate(good.len() / 2);
    for (bytes, code) in [(vec![7; 100], "damaged"), (good, "damaged"), (whole, "not-an-update")] {
        let number = ill.send_bytes(&bytes).await;
        let refused = ill.until_said("refused").await;
        assert_eq!((&refused["number"], &refused["code"]), (&json!(number), &json!(code)));
        assert!(refused["help"].as_str().is_some_and(|help| !help.is_empty()), "{refused}");
    }
    goes_on(&mut one, &mut two, "second").await;

    // In the name of Ana's copy.
    let mut ill = Page::open(&served, &bo, 14).await;
    let stolen = one.copy.edit(&pain("stolen", &step, "Not by Bo")).expect("an edit").update;
    ill.send_bytes(&stolen).await;
    assert_eq!(ill.until_said("refused").await["code"], "not-yours");
    // What rests on changes that nobody has.
    ill.copy.edit(&pain("unsent", &step, "Never sent")).expect("an edit");
    let number = ill.edit(&pain("rests", &step, "Rests on it")).await;
    assert_eq!(ill.until_said("refused").await["number"], number);
    // Larger than an update may be.
    let number = ill.send_bytes(&vec![0; (4 << 20) + 1]).await;
    let refused = ill.until_said("refused").await;
    assert_eq!((&refused["number"], &refused["code"]), (&json!(number), &json!("too-large")));
    for _ in 0..2 {
        ill.send_bytes(b"again").await;
    }
    assert!(ill.until_closed().await.contains("too many refused changes"));
    one.send_bytes(&stolen).await;
    goes_on(&mut one, &mut two, "third").await;
    assert_eq!(two.text("stolen").as_deref(), Some("Not by Bo"), "Ana may say it herself");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn words_that_mean_nothing_are_refused_and_then_the_page_is_let_go() {
    let (served, ana, mut one) = Page::alone().await;
    let mut two = Page::open(&served, &ana, 12).await;
    for text in ["{}", "no JSON", "{\"say\": \"dance\"}", "[1]"] {
        two.say(text).await;
        assert_eq!(two.until_said("refused").await["code"], "bad-message");
    }
    two.socket.send(Message::binary(vec![9])).await.expect("sent");
    assert!(two.until_closed().await.contains("cannot be understood"));
    let mut three = Page::open(&served, &ana, 13).await;
    three.socket.send(Message::binary(vec![1; 9 << 20])).await.ok();
    three.until_closed().await;
    let mut four = Page::open(&served, &ana, 14).await;
    goes_on(&mut one, &mut four, "still").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_page_that_does_not_say_hello_properly_is_told_why() {
    let served = Served::start().await;
    let (ana, bo) = (served.join("Ana").await, served.join("Bo").await);
    let mut one = Page::open(&served, &ana, 11).await;
    let number = one.edit(&pain("mine", &one.id("step", "Sees"), "Mine")).await;
    one.until_kept(number).await;
    let newer = json!({ "say": "hello", "schema": 2, "peer": "5", "version": "AA==" }).to_string();
    for (first, say, code) in [
        (Message::text(newer), "outdated", Value::Null),
        (hello(11, &[0]), "refused", json!("not-yours")),
        (hello(5, b"no version"), "refused", json!("damaged")),
        (update(1, b"x"), "refused", json!("bad-message")),
    ] {
        let mut socket = socket(&served, &bo).await.expect("let in");
        socket.send(first).await.expect("sent");
        let heard = timeout(PATIENCE, socket.next()).await.expect("in time");
        let Some(Ok(Message::Text(text))) = heard else { panic!("{heard:?}") };
        let heard: Value = serde_json::from_str(&text).expect("JSON");
        assert_eq!((&heard["say"], &heard["code"]), (&json!(say), &code), "{heard}");
        let heard = timeout(PATIENCE, socket.next()).await.expect("in time");
        assert!(matches!(heard, Some(Ok(Message::Close(_)))), "{heard:?}");
    }
}

/// A page whose cookie was lost hears of a refused upgrade only that it failed: it is let in to be told why.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_page_of_nobody_is_told_so_and_let_go() {
    let served = Served::start().await;
    let forged = format!("wayline_person={}", "0".repeat(64));
    for cookie in ["", &forged] {
        let mut socket = socket(&served, cookie).await.expect("it hears why");
        let heard = timeout(PATIENCE, socket.next()).await.expect("in time");
        let Some(Ok(Message::Text(text))) = heard else { panic!("{heard:?}") };
        let heard: Value = serde_json::from_str(&text).expect("JSON");
        assert_eq!((&heard["number"], &heard["code"]), (&json!(0), &json!("nobody")), "{heard}");
        let heard = timeout(PATIENCE, socket.next()).await.expect("in time");
        assert!(matches!(heard, Some(Ok(Message::Close(_)))), "{heard:?}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_page_that_does_not_read_is_dropped_and_nobody_waits_for_it() {
    let (served, ana, mut one) = Page::alone().await;
    let mut deaf = Page::open(&served, &ana, 12).await;
    one.until_said("here").await;
    let step = one.id("step", "Sees");
    // More than the queue and the buffers of the system hold, of letters that cannot be packed.
    for round in 0..60 {
        let number = one.edit(&large(round, &step)).await;
        one.until_kept(number).await;
        if one.said.iter().any(|said| said["say"] == "left") {
            break;
        }
    }
    one.until_said("left").await;
    // It comes back with what it has.
    while deaf.hear().await {}
    let mut back = Page::back(&served, &ana, 12, deaf.copy).await;
    goes_on(&mut one, &mut back, "afterwards").await;
    assert_eq!(one.copy.records(), back.copy.records());
}
