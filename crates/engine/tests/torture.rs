//! `kill -9` in a loop of imports, compactions and deletions: what was acknowledged is there once, nothing else is, and
//! nobody who was forgotten comes back.
//!
//! The program runs itself as a child that changes a dataset and says on stdout when it begins and when it has done each
//! change. It is killed at moments drawn by a seeded generator; then the dataset must be that of the changes that were said to
//! be done, with or without the one that was being made. `cargo xtask torture 500` kills five hundred times.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::io::{BufRead, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitCode, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};
use wayline_engine::ingest::{EventImport, FeedbackImport};
use wayline_engine::store::{Compaction, Forget, Store};
use wayline_engine::table::Column;
use wayline_model::question::Unit;

const NAME: &str = "what_was_acknowledged_survives_any_kill";
/// Kills when nobody says how many.
const KILLS: u64 = 60;
/// A dataset is killed so often, then a new one is begun.
const A_DATASET: u64 = 20;

/// Chance that is the same in every run (Steele, Lea and Flood, *Fast splittable pseudorandom number generators*, 2014).
fn chance(seed: u64) -> u64 {
    let mut bits = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15).wrapping_add(0x9e37_79b9_7f4a_7c15);
    bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    bits ^ (bits >> 31)
}

/// A change of the dataset; the same number is always the same change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Change {
    Events,
    Feedback,
    Compact(Compaction),
    Forget(u64),
}

impl Change {
    fn of(number: u64) -> Self {
        let drawn = chance(number);
        match drawn % 12 {
            0..=5 => Self::Events,
            6 | 7 => Self::Feedback,
            8 => Self::Compact(Compaction::Tiers),
            9 => Self::Compact(Compaction::Whole),
            _ => Self::Forget(earlier(number, drawn >> 8)),
        }
    }
}

/// A change of the same dataset that came before, if any did.
fn earlier(number: u64, drawn: u64) -> u64 {
    let first = number >> 32 << 32;
    first + drawn % (number - first).max(1)
}

/// The customer that only change `number` brings; a part of no other id.
fn own(number: u64) -> String {
    format!("who<{number}>")
}

/// Customer, time in seconds, note.
type Event = (String, u64, String);
/// Id and customer.
type Piece = (String, String);

/// The events that a change brings. Many are late.
fn events(number: u64) -> Vec<Event> {
    let count = 5 + chance(number ^ (1 << 60)) % 120;
    let one = |row: u64| {
        let drawn = chance((number << 16) | row);
        let who = if drawn.is_multiple_of(4) {
            own(number)
        } else {
            format!("all<{}>", (drawn >> 8) & 31)
        };
        (who, 1_700_000_000 + (drawn >> 16) % 100_000, format!("n{number}.{row}"))
    };
    (0..count).map(one).collect()
}

/// The feedback that a change brings.
fn feedback(number: u64) -> Vec<Piece> {
    let who = |piece| match piece % 2 {
        0 => own(earlier(number, chance(number + piece))),
        _ => "all<1>".into(),
    };
    (0..6).map(|piece| (format!("f{number}.{piece}"), who(piece))).collect()
}

fn open(data: &Path) -> Store {
    // So few that there are several files, and imports spill.
    Store::open(data).expect("opened").with_limits(64, 50)
}

fn change(folder: &Path, number: u64) {
    let data = folder.join("data");
    let file = folder.join("file.csv");
    match Change::of(number) {
        Change::Events => {
            let mut text = String::from("customer,activity,time,note\n");
            for (who, when, note) in events(number) {
                writeln!(text, "{who},a{},{when},{note}", when % 5).expect("in memory");
            }
            writeln!(text, "{},a1,soon,", own(number)).expect("in memory");
            std::fs::write(&file, text).expect("written");
            let import = EventImport { files: vec![file], ..EventImport::default() };
            open(&data).import_events(&import, &()).expect("imported");
        }
        Change::Feedback => {
            let mut text = String::from("id,customer,stars,text\n");
            for (id, who) in feedback(number) {
                writeln!(text, "{id},{who},3,words of {id}").expect("in memory");
            }
            std::fs::write(&file, text).expect("written");
            let import = FeedbackImport { files: vec![file], ..FeedbackImport::default() };
            open(&data).import_feedback(&import, &()).expect("imported");
        }
        Change::Compact(compaction) => {
            open(&data).compact(compaction).expect("compacted");
        }
        Change::Forget(of) => {
            let forget = Forget { unit: Unit::Customer, ids: vec![own(of)] };
            open(&data).forget(&forget).expect("forgotten");
        }
    }
}

/// What the dataset should hold after some changes.
#[derive(Default)]
struct Model {
    changes: Vec<u64>,
    events: Vec<Event>,
    feedback: Vec<Piece>,
    forgotten: BTreeSet<String>,
}

impl Model {
    fn apply(&mut self, number: u64) {
        self.changes.push(number);
        match Change::of(number) {
            Change::Events => self.events.extend(events(number)),
            Change::Feedback => self.feedback.extend(feedback(number)),
            Change::Compact(_) => {}
            Change::Forget(of) => {
                let who = own(of);
                self.events.retain(|event| event.0 != who);
                self.feedback.retain(|piece| piece.1 != who);
                // Feedback of them may come later; the events of a change come once.
                self.forgotten.insert(who);
            }
        }
    }

    fn of(changes: &[u64]) -> Self {
        let mut model = Self::default();
        for number in changes {
            model.apply(*number);
        }
        model
    }
}

/// What the dataset holds.
fn held(data: &Path) -> (Vec<Event>, Vec<Piece>) {
    let read = Store::open(data).and_then(|store| store.dataset()).expect("it is read");
    assert_eq!(read.damage, [], "a kill leaves nothing half");
    assert_eq!(read.manifest.events, read.events.len() as u64);
    let text = |text: Option<&str>| text.unwrap_or_default().to_owned();
    let events = &read.events;
    let notes = match events.attribute("note") {
        Some(Column::Text(codes)) => Some(codes),
        None if events.is_empty() => None,
        other => panic!("the notes are {other:?}"),
    };
    let one = |row: usize| {
        let when = u64::try_from(events.time[row] / 1_000_000).expect("as it was written");
        (text(events.customer.get(row)), when, text(notes.and_then(|notes| notes.get(row))))
    };
    let said = read.feedback.into_iter().map(|piece| (piece.id, text(piece.customer.as_deref())));
    ((0..events.len()).map(one).collect(), said.collect())
}

/// What the child says, as it says it.
struct Heard {
    child: Child,
    lines: Receiver<(bool, u64)>,
}

fn start(folder: &Path, first: u64) -> Heard {
    let mut command = Command::new(std::env::current_exe().expect("its own path"));
    command.arg("child").arg(folder).arg(first.to_string());
    command.stdin(Stdio::null()).stdout(Stdio::piped());
    let mut child = command.spawn().expect("it starts");
    let out = BufReader::new(child.stdout.take().expect("a pipe"));
    let (say, lines) = channel();
    std::thread::spawn(move || {
        for line in out.lines().map_while(Result::ok) {
            let (word, number) = line.split_once(' ').expect("a word and a number");
            // Nobody listens once it is killed.
            let _ = say.send((word == "done", number.parse().expect("a number")));
        }
    });
    Heard { child, lines }
}

fn child(folder: &Path, first: u64) {
    let mut out = std::io::stdout().lock();
    for number in first.. {
        writeln!(out, "begin {number}").and_then(|()| out.flush()).expect("heard");
        change(folder, number);
        writeln!(out, "done {number}").and_then(|()| out.flush()).expect("heard");
    }
}

/// Kills a child at some moment; what it said.
fn kill(folder: &Path, first: u64, seed: u64) -> Vec<(bool, u64)> {
    let mut heard = start(folder, first);
    let mut said = Vec::new();
    // After some words, and then some time: the next change is anywhere.
    let words = chance(seed) % 12;
    while (said.len() as u64) <= words {
        said.push(heard.lines.recv().expect("it goes on"));
    }
    let moment = Instant::now() + Duration::from_micros(chance(!seed) % 25_000);
    while let Some(left) = moment.checked_duration_since(Instant::now()) {
        said.extend(heard.lines.recv_timeout(left).ok());
    }
    heard.child.kill().expect("killed");
    heard.child.wait().expect("gone");
    // What it had said before it was killed.
    said.extend(heard.lines.iter());
    said
}

/// Whether a file that was left holds some text: as it is, or in a page of a Parquet file that is whole.
fn holds(file: &Path, what: &str) -> bool {
    use parquet::file::reader::{FileReader, SerializedFileReader};
    let has = |bytes: &[u8]| bytes.windows(what.len()).any(|part| part == what.as_bytes());
    let bytes = std::fs::read(file).expect("read");
    if has(&bytes) {
        return true;
    }
    let Ok(reader) = SerializedFileReader::new(bytes::Bytes::from(bytes)) else { return false };
    (0..reader.num_row_groups()).any(|group| {
        let group = reader.get_row_group(group).expect("a group");
        (0..group.num_columns()).any(|column| {
            let mut pages = group.get_column_page_reader(column).expect("a column");
            std::iter::from_fn(|| pages.get_next_page().expect("a page"))
                .any(|page| has(page.buffer()))
        })
    })
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for file in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        if file.path().is_dir() {
            found.extend(files(&file.path()));
        } else {
            found.push(file.path());
        }
    }
    found
}

/// Kills one dataset some times; how often each kind of change was in the making.
fn torture(seed: u64, kills: u64, met: &mut BTreeMap<String, u64>) {
    let dir = tempfile::tempdir().expect("a folder");
    let (folder, data) = (dir.path(), dir.path().join("data"));
    let mut model = Model::default();
    let mut next = seed << 32;
    for round in 0..kills {
        let said = kill(folder, next, (seed << 20) | round);
        let mut making = None;
        for (done, number) in said {
            if done {
                model.apply(number);
                making = None;
            } else {
                making = Some(number);
            }
            next = number + 1;
        }
        let (events, feedback) = held(&data);
        let is = |model: &Model| events == model.events && feedback == model.feedback;
        let mut what = "nothing".to_owned();
        if let Some(number) = making {
            let with = Model::of(&[&model.changes[..], &[number]].concat());
            let is_done = is(&with);
            let change = Change::of(number);
            let name = format!("{change:?}");
            what = name.split_once('(').map_or(&*name, |(name, _)| name).into();
            if is_done && !is(&model) {
                what += ", already done";
                model = with;
                if let Change::Forget(_) = change {
                    // Not acknowledged: it is done again, to its end.
                    next = number;
                }
            }
        }
        assert!(
            is(&model),
            "seed {seed}, kill {round}, while making {making:?}: {} events for {}, {} pieces for {}",
            events.len(),
            model.events.len(),
            feedback.len(),
            model.feedback.len(),
        );
        *met.entry(what).or_default() += 1;
    }
    // The next change mends what is left, and then no file holds who is forgotten.
    let forget = Forget { unit: Unit::Customer, ids: vec!["nobody".into()] };
    open(&data).forget(&forget).expect("nobody is found");
    let (events, feedback) = held(&data);
    assert!(events == model.events && feedback == model.feedback);
    let manifest = Store::open(&data).expect("opened").manifest().clone();
    let named = manifest.event_files().chain(&manifest.feedback).count();
    let left = [files(&data.join("events")), files(&data.join("feedback"))].concat();
    assert_eq!(left.len(), named, "leftovers");
    let all = files(&data);
    for who in &model.forgotten {
        // Unless they said something afterwards.
        if !model.feedback.iter().any(|piece| piece.1 == *who) {
            let holding: Vec<&PathBuf> = all.iter().filter(|file| holds(file, who)).collect();
            assert!(holding.is_empty(), "{who} is in {holding:?}");
        }
    }
}

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let has = |word: &str| words.iter().any(|known| known == word);
    // What test runners ask.
    if has("--list") {
        if !has("--ignored") {
            println!("{NAME}: test");
        }
        return ExitCode::SUCCESS;
    }
    if let [word, folder, first] = &words[..]
        && word == "child"
    {
        child(Path::new(folder), first.parse().expect("a number"));
        return ExitCode::SUCCESS;
    }
    let kills = words.iter().find_map(|word| word.parse().ok()).unwrap_or(KILLS);
    let start = Instant::now();
    let mut met = BTreeMap::new();
    for (seed, from) in (1..).zip((0..kills).step_by(usize::try_from(A_DATASET).expect("small"))) {
        torture(seed, A_DATASET.min(kills - from), &mut met);
    }
    println!("{kills} kills in {:.0} s while making {met:?}", start.elapsed().as_secs_f64());
    ExitCode::SUCCESS
}
