//! How large a document gets and how long it takes: prints bytes and times for a map of 2,000 cards and 10,000 edits.

use std::time::Instant;
use wayline_doc::{Edit, Room};
use wayline_model::map::{JourneyMap, Stage, Step};

fn main() {
    let step = |s: usize| Step {
        step: format!("Step {s}"),
        need: (0..40).map(|n| format!("A need of some words, number {n}")).collect(),
        ..Step::default()
    };
    let stage = |g: usize| Stage {
        stage: format!("Stage {g}"),
        steps: (0..10).map(|s| step(10 * g + s)).collect(),
        ..Stage::default()
    };
    let map = JourneyMap {
        wayline: 1,
        map: "Large".into(),
        stages: (0..5).map(stage).collect(),
        ..JourneyMap::default()
    };
    let mut room = Room::of_map(&map, 7, 1).expect("a document");
    let begin = room.snapshot().expect("a snapshot");
    let opened = Instant::now();
    let mut other = Room::open(&begin, 2).expect("it opens");
    println!(
        "{} records, {} bytes, opened in {:?}",
        room.records().0.len(),
        begin.len(),
        opened.elapsed()
    );
    let cards: Vec<String> = {
        let records = room.records().0.iter().filter(|(_, record)| record.kind == "need");
        records.map(|(id, _)| id.clone()).collect()
    };
    let mut times = Vec::new();
    for edit in 0..10_000 {
        let id = cards[edit * 7 % cards.len()].clone();
        let text = format!("A need of some words, edited {edit}");
        let made = other.edit(&[Edit::Write { id, field: "text".into(), text }]).expect("made");
        let taking = Instant::now();
        room.receive(&made.update, "ana", |_| true).expect("taken");
        times.push(taking.elapsed());
    }
    times.sort();
    let bytes = room.snapshot().expect("a snapshot").len();
    println!(
        "10,000 edits of others: {bytes} bytes; taken in {:?} (median), {:?} (99 %)",
        times[5_000], times[9_900]
    );
    let text = Instant::now();
    let written = room.records().to_map();
    println!("as a file in {:?}, {} keys", text.elapsed(), written.keys.len());
}
