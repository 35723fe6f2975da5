//! Thousands of broken conversations, the same in every run: the room goes on for the others.

use crate::page::{Page, hello, pain, socket, text, update};
use crate::sealed::sealed;
use crate::served::Served;
use futures_util::{SinkExt as _, StreamExt as _};
use serde_json::Value;
use std::collections::BTreeMap;
use tokio::time::timeout;
use tokio_tungstenite::tungstenite::Message;
use wayline_doc::Room;

/// Conversations, unless `PROPTEST_CASES` says another number; each is of one to six messages.
const TALKS: u64 = 600;
/// What they are drawn from, unless `PROPTEST_RNG_SEED` says something else.
const SEED: u64 = 20_261_128;
/// Every so many conversations an honest page edits.
const HONEST: u64 = 100;
/// The number of the last update of a conversation: once it is answered, all before it were heard.
const LAST: u32 = u32::MAX;

/// `SplitMix64`: Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014.
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, most: usize) -> usize {
        let most = u64::try_from(most.max(1)).expect("small");
        usize::try_from(self.next() % most).expect("small")
    }
}

/// A number that the environment variable says, as it does for laws.
fn asked(variable: &str, usual: u64) -> u64 {
    std::env::var(variable).map_or(usual, |said| said.parse().expect("a whole number"))
}

/// Updates that are whole, each of a copy of its own.
fn whole(begin: &[u8], step: &str) -> Vec<Vec<u8>> {
    (0..24_u64)
        .map(|number| {
            let mut copy = Room::open(begin, 5_000 + number).expect("it opens");
            let words = "林 It hurts ".repeat(usize::try_from(number).expect("small") + 1);
            copy.edit(&pain(&format!("whole{number}"), step, &words)).expect("it fits").update
        })
        .collect()
}

/// An update that something was done to.
fn broken(chance: &mut Chance, whole: &[Vec<u8>]) -> Vec<u8> {
    let mut bytes = whole[chance.below(whole.len())].clone();
    match chance.below(7) {
        0 => bytes.truncate(chance.below(bytes.len())),
        1 => {
            for _ in 0..=chance.below(8) {
                let at = chance.below(bytes.len());
                bytes[at] ^= 1 << chance.below(8);
            }
        }
        2 => {
            let other = &whole[chance.below(whole.len())];
            bytes.truncate(chance.below(bytes.len()));
            bytes.extend(&other[chance.below(other.len())..]);
        }
        3 => {
            // A number that says more than there is.
            let at = 22 + chance.below(bytes.len().saturating_sub(22));
            let end = bytes.len().min(at + 1 + chance.below(9));
            bytes[at.min(end)..end].fill(0xff);
        }
        4 => {
            let at = chance.below(bytes.len());
            let part = bytes[at..].to_vec();
            bytes.extend(part);
        }
        5 => {
            let length = chance.below(200);
            bytes = (0..length).map(|_| u8::try_from(chance.below(256)).expect("a byte")).collect();
        }
        _ => {}
    }
    // Mostly with its sum set right, so that it is read.
    if chance.below(4) == 0 { bytes } else { sealed(bytes) }
}

fn said(chance: &mut Chance) -> Message {
    let long = "x".repeat(3_000);
    let texts = [
        String::new(),
        "{".into(),
        "[]".into(),
        "null".into(),
        r#"{"say": "dance"}"#.into(),
        r#"{"say": "hello"}"#.into(),
        r#"{"say": "hello", "schema": 99, "peer": "5", "version": "AA=="}"#.into(),
        r#"{"say": "hello", "schema": 1, "peer": "99999999999999999999999", "version": ""}"#.into(),
        r#"{"say": "hello", "schema": 1, "peer": "0", "version": "AA=="}"#.into(),
        r#"{"say": "hello", "schema": 1, "peer": "7", "version": "/////////w=="}"#.into(),
        r#"{"say": "here", "at": {"record": "map", "x": 1e308}}"#.into(),
        format!(r#"{{"say": "here", "at": "{long}"}}"#),
        "[".repeat(20_000),
        "\u{0}\u{7f}\u{feff}".into(),
    ];
    let mut text = texts[chance.below(texts.len())].clone();
    if chance.below(3) == 0 {
        let end = chance.below(text.chars().count() + 1);
        text = text.chars().take(end).collect();
    }
    Message::text(text)
}

fn message(chance: &mut Chance, whole: &[Vec<u8>], number: &mut u32) -> Message {
    match chance.below(100) {
        0..70 => {
            *number = match chance.below(12) {
                0 => 0,
                1 => LAST - 1,
                2 => *number,
                _ => number.saturating_add(1).min(LAST - 1),
            };
            update(*number, &broken(chance, whole))
        }
        70..75 => Message::binary(vec![1; chance.below(6)]),
        75..80 => Message::binary(vec![u8::try_from(chance.below(256)).expect("a byte"); 40]),
        80 => update(1, &vec![7; (4 << 20) + 1]),
        81..84 => hello(77, &[0]),
        84..86 => Message::Ping(vec![1; 100].into()),
        _ => said(chance),
    }
}

/// One conversation, to its end. Answers the codes of what was refused.
async fn talk(
    served: &Served,
    cookie: &str,
    chance: &mut Chance,
    whole: &[Vec<u8>],
) -> Vec<String> {
    let mut socket = socket(served, cookie).await.expect("let in");
    let peer = 10_000 + chance.next() % (1 << 40);
    // Some say something else first.
    let mut sent = Ok(());
    if chance.below(10) > 0 {
        sent = socket.send(hello(peer, &[0])).await;
    }
    let mut number = 0;
    for _ in 0..=chance.below(6) {
        sent = sent.and(socket.send(message(chance, whole, &mut number)).await);
    }
    // A page that was let go may not hear the rest.
    let _ = sent.and(socket.send(update(LAST, &whole[0])).await);
    let mut refused = Vec::new();
    let hear = async {
        while let Some(Ok(frame)) = socket.next().await {
            let Message::Text(frame) = frame else { continue };
            let frame: Value = serde_json::from_str(&frame).expect("JSON");
            if frame["say"] == "refused" {
                refused.push(frame["code"].as_str().expect("a code").to_owned());
            }
            if frame["number"] == LAST {
                let _ = socket.close(None).await;
            }
        }
    };
    timeout(crate::served::PATIENCE, hear).await.expect("it is answered in time");
    refused
}

/// Bytes that this process holds; 0 where the system does not say.
fn held() -> usize {
    let pages = std::fs::read_to_string("/proc/self/statm").unwrap_or_default();
    let pages = pages.split(' ').nth(1).and_then(|pages| pages.parse().ok());
    pages.unwrap_or(0) * 4_096
}

#[test]
fn the_sum_of_an_update_is_the_librarys() {
    let room = Room::of_map(&wayline_model::map::JourneyMap::default(), 7, 1).expect("a document");
    let whole = room.since(&[0]).expect("an update");
    assert_eq!(sealed(whole.clone()), whole);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whatever_one_page_sends_the_others_go_on() {
    let served = Served::start().await;
    let (ana, bo) = (served.join("Ana").await, served.join("Bo").await);
    let mallory = served.join("Mallory").await;
    let mut one = Page::open(&served, &ana, 11).await;
    let mut two = Page::open(&served, &bo, 12).await;
    let step = one.id("step", "Pays");
    let whole = whole(&one.copy.snapshot().expect("bytes"), &step);
    let mut chance = Chance(asked("PROPTEST_RNG_SEED", SEED));
    let mut refused: BTreeMap<String, usize> = BTreeMap::new();
    let before = held();
    for number in 0..asked("PROPTEST_CASES", TALKS) {
        for code in talk(&served, &mallory, &mut chance, &whole).await {
            *refused.entry(code).or_default() += 1;
        }
        if number % HONEST == 0 {
            let id = format!("honest{number}");
            let sent = one.edit(&pain(&id, &step, "It goes on")).await;
            one.until_kept(sent).await;
            two.until(|records| text(records, &id).is_some()).await;
        }
    }
    let grown = held().saturating_sub(before) >> 20;
    println!("refused: {refused:?}; grown by {grown} MiB");
    // Where other tests run in the same process, theirs is in it.
    assert!(grown < 500, "grown by {grown} MiB");
    for code in ["bad-message", "damaged", "too-large"] {
        assert!(refused.contains_key(code), "nothing was `{code}`: {refused:?}");
    }
    let last = one.edit(&pain("last", &step, "To the end")).await;
    one.until_kept(last).await;
    two.until(|records| text(records, "last").is_some()).await;
    assert_eq!(one.copy.records(), two.copy.records());
    let map = served.get("/api/v1/maps/buying/versions/now").await;
    assert_eq!(map["records"], serde_json::to_value(one.copy.records()).expect("JSON"));
}
