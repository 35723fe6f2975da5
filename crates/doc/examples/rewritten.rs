//! How long it takes to take in a file that says much otherwise, and to lead back: prints times for maps of 2,000 and 10,000 cards.

use std::time::{Duration, Instant};
use wayline_doc::Room;
use wayline_model::map::{JourneyMap, Pain, Path, Stage, Step};

/// Cards of a step.
const CARDS: usize = 40;

fn map(cards: usize, words: &str) -> JourneyMap {
    let steps = cards / CARDS;
    let step = |s: usize| Step {
        step: format!("Step {s} {words}"),
        touchpoints: vec![format!("Touchpoint {s}"), "Shop".into()],
        need: (0..CARDS / 2).map(|n| format!("{words} {} {n} of {s}", n * 7919)).collect(),
        pains: (0..CARDS / 2)
            .map(|n| Pain { pain: format!("{n} {words} hurts {s}"), ..Pain::default() })
            .collect(),
        ..Step::default()
    };
    let stage = |g: usize| Stage {
        stage: format!("Stage {g}"),
        steps: (10 * g..steps.min(10 * g + 10)).map(step).collect(),
        ..Stage::default()
    };
    let path = |s: usize| Path {
        from: format!("Step {} {words}", s + 1),
        to: format!("Step {s} {words}"),
        when: None,
    };
    JourneyMap {
        wayline: 1,
        map: "Large".into(),
        stages: (0..steps.div_ceil(10)).map(stage).collect(),
        paths: (0..steps - 1).map(path).collect(),
        ..JourneyMap::default()
    }
}

/// One step with all cards.
fn heap(cards: usize, words: &str) -> JourneyMap {
    let need = (0..cards).map(|n| format!("{words} {} {n}", n * 7919)).collect();
    let step = Step { step: "All".into(), need, ..Step::default() };
    let stage = Stage { stage: "One".into(), steps: vec![step], ..Stage::default() };
    JourneyMap { wayline: 1, map: "Heap".into(), stages: vec![stage], ..JourneyMap::default() }
}

/// A map becomes another by a file, and is led back.
fn measure(first: &JourneyMap, second: &JourneyMap) -> [Duration; 2] {
    let mut room = Room::of_map(first, 7, 1).expect("a document");
    let (base, was) = (room.point(), room.records().clone());
    let merging = Instant::now();
    room.merge_map(&base, second, 8).expect("it merges");
    let merged = merging.elapsed();
    assert_eq!(&room.records().to_map().map, second);
    let leading = Instant::now();
    room.lead_to(&was).expect("led back");
    [merged, leading.elapsed()]
}

fn main() {
    type Case = (&'static str, fn(usize) -> JourneyMap, fn(usize, &JourneyMap) -> JourneyMap);
    let cases: [Case; 4] = [
        ("all words otherwise", |n| map(n, "Waits"), |n, _| map(n, "Has waited")),
        (
            "the order turned",
            |n| map(n, "Waits"),
            |_, first| {
                let mut turned = first.clone();
                for step in turned.stages.iter_mut().flat_map(|stage| &mut stage.steps) {
                    step.need.reverse();
                    step.pains.reverse();
                }
                turned
            },
        ),
        (
            "every second card gone",
            |n| map(n, "Waits"),
            |_, first| {
                let mut fewer = first.clone();
                for step in fewer.stages.iter_mut().flat_map(|stage| &mut stage.steps) {
                    step.need.clear();
                }
                fewer
            },
        ),
        ("one step of all cards, words otherwise", |n| heap(n, "Waits"), |n, _| heap(n, "Waited")),
    ];
    for (name, first, second) in cases {
        // The least of three: what else the machine did is left out.
        let times = [2_000, 10_000].map(|cards| {
            let first = first(cards);
            let second = second(cards, &first);
            let times = [(); 3].map(|()| measure(&first, &second));
            [0, 1].map(|at| times.iter().map(|times| times[at]).min().unwrap_or_default())
        });
        let ratio = |at: usize| times[1][at].as_secs_f64() / times[0][at].as_secs_f64();
        println!(
            "{name}: file {:.0?} → {:.0?} ({:.1} times), led back {:.0?} → {:.0?} ({:.1} times)",
            times[0][0],
            times[1][0],
            ratio(0),
            times[0][1],
            times[1][1],
            ratio(1)
        );
    }
}
