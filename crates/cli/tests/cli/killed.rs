//! `kill -9` at any moment of an import: what is left is the old version or the new one, whole, and the next
//! import works.
//!
//! A child process is killed at moments drawn by a seeded generator: some counted from its start, some from
//! the moment when its first new file is seen, some from the moment when its manifest is about to change, so
//! that the short phases are met as well as the long ones. What was met is read off the folder afterwards.

use crate::run::Bench;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};
use wayline_engine::ingest::{EventImport, FeedbackImport};
use wayline_engine::manifest::SourceEntry;
use wayline_engine::store::Store;

/// Kills of imports of events that come before the end.
const KILLS: usize = 200;
/// Kills of imports of feedback that come before the end.
const OF_FEEDBACK: usize = 40;
/// Each phase is met so often, or the test goes on killing …
const OF_EACH: usize = 5;
/// … until there were so many.
const MOST: usize = 2_000;
/// Shards of the dataset, so that storing takes a while.
const SHARDS: u64 = 8;

/// Chance that is the same in every run (Steele, Lea and Flood, *Fast splittable pseudorandom number generators*, 2014).
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (bits ^ (bits >> 31)) % end.max(1)
    }
}

/// What a killed import had come to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Phase {
    /// Nothing is written: files are read.
    Reading,
    /// New files are there, and the old manifest.
    Storing,
    /// The new manifest is there, and old files are not yet swept.
    Sweeping,
    /// It had ended, or was about to.
    Ended,
}

/// Whether a moment is counted from the start or from something that can be seen.
#[derive(Clone, Copy, Debug)]
enum From {
    Start,
    FirstFile,
    Manifest,
}

/// A project and an import into it that is killed again and again.
struct Victim {
    bench: Bench,
    words: Vec<&'static str>,
    old: String,
    new: String,
}

fn lines(rows: std::ops::Range<u32>) -> String {
    let mut text = String::from("customer,activity,time,channel\n");
    for row in rows {
        let (who, what, when) = (row * 7 % 97, row % 5, 1_700_000_000 + row);
        writeln!(text, "c{who},a{what},{when},{}", ["web", "shop"][row as usize % 2])
            .expect("in memory");
    }
    // One row is set aside.
    text.push_str("c1,a1\n");
    text
}

fn said(rows: std::ops::Range<u32>) -> String {
    let mut text = String::from("id,customer,stars,text\n");
    for row in rows {
        writeln!(text, "f{row},c{},{},words of piece {row}", row % 97, row % 5 + 1)
            .expect("in memory");
    }
    text.push_str("odd,c1\n");
    text
}

fn data(project: &Path) -> PathBuf {
    project.join("data")
}

/// Everything that a dataset holds, as a checksum. Damage is none of the versions.
fn checksum(project: &Path) -> String {
    let read = Store::open(&data(project)).and_then(|store| store.dataset()).expect("it is read");
    assert_eq!(read.damage, [], "a killed import leaves nothing half");
    let events = &read.events;
    assert_eq!(events.len() as u64, read.manifest.events);
    let mut text = format!("{:?}", read.feedback);
    for row in 0..events.len() {
        let ids = (events.customer.get(row), events.activity.get(row), events.time[row]);
        let channel = match events.attribute("channel") {
            Some(wayline_engine::table::Column::Text(codes)) => codes.get(row),
            _ => None,
        };
        writeln!(text, "{ids:?} {channel:?}").expect("in memory");
    }
    format!("{} events, {:016x}", events.len(), hash(&text))
}

/// FNV-1a: enough to tell two versions apart that one test has made.
fn hash(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

impl Victim {
    fn new(what: &'static str) -> Self {
        let bench = Bench::new();
        bench.write("old.csv", lines(0..600));
        bench.write("more.csv", lines(400..1_000));
        bench.write("said.csv", said(0..50));
        bench.write("more-said.csv", said(30..400));
        assert_eq!(bench.run(&["init", "shop"]).code, 0);
        let project = bench.path("shop");
        let files = vec![bench.path("old.csv")];
        let store = Store::open(&data(&project)).expect("opened");
        let mut store = store.with_limits(600 / SHARDS, 1_000_000);
        let import = EventImport { files, ..EventImport::default() };
        assert_eq!(store.import_events(&import, &()).expect("imported").added, 600);
        let files = vec![bench.path("said.csv")];
        let import = FeedbackImport { files, ..FeedbackImport::default() };
        assert_eq!(store.import_feedback(&import, &()).expect("imported").added, 50);
        assert!(store.manifest().event_files().count() as u64 >= SHARDS);
        let file = if what == "events" { "more.csv" } else { "more-said.csv" };
        let words = vec!["import", what, file, "--project", "try"];
        let mut victim = Self { words, old: checksum(&project), new: String::new(), bench };
        victim.fresh();
        assert_eq!(victim.bench.run(&victim.words).code, 0);
        victim.new = checksum(&victim.project());
        assert_ne!(victim.old, victim.new);
        victim
    }

    fn project(&self) -> PathBuf {
        self.bench.path("try")
    }

    /// Puts the old version in place.
    fn fresh(&self) {
        let project = self.project();
        if project.exists() {
            std::fs::remove_dir_all(&project).expect("removed");
        }
        copy(&self.bench.path("shop"), &project);
    }

    fn start(&self) -> Child {
        let mut command = self.bench.command(&self.words);
        command.stdout(Stdio::null()).stderr(Stdio::null()).stdin(Stdio::null());
        command.spawn().expect("the binary starts")
    }

    /// How long an import takes when it is left alone: from the start, from the first file, and from the new
    /// manifest to the end.
    fn durations(&self) -> [Duration; 3] {
        let mut shortest = [Duration::MAX; 3];
        for _ in 0..3 {
            self.fresh();
            let mut child = self.start();
            let start = Instant::now();
            let mut seen = [start; 3];
            for (from, seen) in [From::FirstFile, From::Manifest].into_iter().zip(&mut seen[1..]) {
                self.until(from, &mut child);
                *seen = Instant::now();
            }
            assert!(child.wait().expect("it ends").success());
            for (shortest, seen) in shortest.iter_mut().zip(seen) {
                *shortest = (*shortest).min(seen.elapsed());
            }
        }
        shortest
    }

    /// Looks at the folder until something is there, or the child has ended.
    fn until(&self, from: From, child: &mut Child) {
        let data = data(&self.project());
        let version = Store::open(&data).expect("opened").manifest().version;
        let ending = format!("-{:06}.", version + 1);
        let is_new = |folder: &str| {
            let files = std::fs::read_dir(data.join(folder)).into_iter().flatten().flatten();
            files.into_iter().any(|f| f.file_name().to_string_lossy().contains(&ending))
        };
        let before = std::fs::read(data.join("manifest.json")).expect("there");
        loop {
            let there = match from {
                From::Start => true,
                From::FirstFile => is_new("events") || is_new("feedback"),
                From::Manifest => {
                    data.join("manifest.new").exists()
                        || std::fs::read(data.join("manifest.json")).expect("there") != before
                }
            };
            if there || child.try_wait().expect("it is asked").is_some() {
                return;
            }
            std::thread::yield_now();
        }
    }

    /// Starts an import, kills it at a moment, and says what is left.
    fn kill(&self, from: From, after: Duration) -> Phase {
        self.fresh();
        let mut child = self.start();
        self.until(from, &mut child);
        let moment = Instant::now() + after;
        while Instant::now() < moment {
            std::thread::yield_now();
        }
        child.kill().expect("killed");
        child.wait().expect("gone");
        self.left()
    }

    fn left(&self) -> Phase {
        let data = data(&self.project());
        let manifest = Store::open(&data).expect("the manifest is whole").manifest().clone();
        let named = manifest.event_files().chain(&manifest.feedback).count();
        let files = |folder: &str| {
            let files = std::fs::read_dir(data.join(folder)).into_iter().flatten().flatten();
            files.count()
        };
        let there = files("events") + files("feedback");
        let is_new = checksum(&self.project()) == self.new;
        assert!(is_new || checksum(&self.project()) == self.old, "neither the old nor the new");
        let more = there > named || data.join("manifest.new").exists();
        match (is_new, more) {
            (false, false) => Phase::Reading,
            (false, true) => Phase::Storing,
            (true, true) => Phase::Sweeping,
            (true, false) => Phase::Ended,
        }
    }

    /// The next import makes the new version and leaves nothing but it.
    fn mend(&self, phase: Phase) {
        let import = &self.words;
        let file = vec![self.bench.path(import[2])];
        let mut store = Store::open(&data(&self.project())).expect("opened");
        if import[1] == "events" {
            let import = EventImport { files: file, ..EventImport::default() };
            store.import_events(&import, &()).expect("imported");
        } else {
            let import = FeedbackImport { files: file, ..FeedbackImport::default() };
            store.import_feedback(&import, &()).expect("imported");
        }
        assert_eq!(checksum(&self.project()), self.new, "after {phase:?}");
        let manifest = store.manifest();
        let mut named: Vec<String> =
            manifest.event_files().chain(&manifest.feedback).map(|f| f.path.clone()).collect();
        named.extend(["lock".into(), "manifest.json".into()]);
        let aside = |source: &SourceEntry| format!("rejected/{}.csv", source.name);
        named.extend(manifest.sources.iter().map(aside));
        assert!(manifest.sources.iter().all(|source| source.rejected == 1));
        named.sort();
        let folder = data(&self.project());
        let mut there = Vec::new();
        for part in ["", "events", "feedback", "importing", "rejected"] {
            for file in std::fs::read_dir(folder.join(part)).into_iter().flatten().flatten() {
                if !file.path().is_dir() {
                    let path = Path::new(part).join(file.file_name());
                    there.push(path.to_string_lossy().replace('\\', "/"));
                }
            }
        }
        there.sort();
        assert_eq!(there, named, "leftovers after {phase:?}");
    }
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("made");
    for file in std::fs::read_dir(from).expect("there").flatten() {
        let path = to.join(file.file_name());
        if file.path().is_dir() {
            copy(&file.path(), &path);
        } else {
            std::fs::copy(file.path(), path).expect("copied");
        }
    }
}

/// Kills until there were enough of each phase; how often each was met.
fn kill_often(
    victim: &Victim,
    seed: u64,
    kills: usize,
    phases: &[Phase],
) -> BTreeMap<Phase, usize> {
    let mut chance = Chance(seed);
    let mut met: BTreeMap<Phase, usize> = BTreeMap::new();
    let [whole, storing, sweeping] = victim.durations();
    // So many that came before the end; sweeping is too short to be met for sure.
    let enough = |met: &BTreeMap<Phase, usize>| {
        phases.iter().all(|phase| met.get(phase).is_some_and(|n| *n >= OF_EACH))
            && met
                .iter()
                .filter(|(phase, _)| **phase != Phase::Ended)
                .map(|(_, n)| n)
                .sum::<usize>()
                >= kills
    };
    for kill in 0..MOST {
        if enough(&met) {
            return met;
        }
        let (from, length) = match kill % 4 {
            0 | 1 => (From::Start, whole),
            2 => (From::FirstFile, storing),
            _ => (From::Manifest, sweeping),
        };
        let most = u64::try_from(length.as_nanos()).expect("not that long");
        let phase = victim.kill(from, Duration::from_nanos(chance.below(most + most / 10)));
        *met.entry(phase).or_default() += 1;
        victim.mend(phase);
    }
    panic!("after {MOST} kills only {met:?}");
}

#[test]
fn an_import_of_events_that_is_killed_at_any_moment_leaves_the_old_version_or_the_new_one() {
    let victim = Victim::new("events");
    let met = kill_often(&victim, 1, KILLS, &[Phase::Reading, Phase::Storing, Phase::Ended]);
    eprintln!("killed while {met:?}");
}

#[test]
fn an_import_of_feedback_that_is_killed_at_any_moment_leaves_the_old_version_or_the_new_one() {
    // One small file is added and none is removed: there is no sweeping.
    let victim = Victim::new("feedback");
    let phases = [Phase::Reading, Phase::Storing, Phase::Ended];
    let met = kill_often(&victim, 2, OF_FEEDBACK, &phases);
    eprintln!("killed while {met:?}");
}
