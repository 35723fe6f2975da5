//! Planted structure is found, planted nothing is not, and names play no part.

use super::{Discovered, discovered};
use crate::data::Data;
use crate::made::Maker;
use crate::settings::Settings;
use std::fmt::Write;
use std::path::PathBuf;
use wayline_engine::ingest::{EventImport, FeedbackImport, Progress};
use wayline_engine::store::Store;
use wayline_engine::table::{Codes, Column, EventTable};
use wayline_fixtures::real_data;
use wayline_model::answer::Sampling;
use wayline_model::question::Unit;

/// A small generator of numbers that look random (`SplitMix64`, Steele and others 2014).
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) >> 11) as f64 / (1u64 << 53) as f64
    }

    fn under(&mut self, share: f64) -> bool {
        self.next() < share
    }
}

fn stars(dice: &mut Dice, mean: f64) -> f64 {
    (mean + 3.0 * (dice.next() + dice.next() - 1.0)).round().clamp(1.0, 5.0)
}

fn drafted(data: &Data) -> Discovered {
    discovered(data, &Settings::default(), Unit::Case, None).expect("journeys")
}

/// Four steps; a tenth of the parcels late; `check` is optional and sends a third of its journeys back to `pack`.
fn shop(seed: u64, late_costs: f64) -> Data {
    let mut dice = Dice(seed);
    let mut maker = Maker::default();
    for _ in 0..600 {
        let late = if dice.under(0.15) { 2.0 } else { -1.0 };
        let mean = if late > 0.0 { 4.0 - late_costs } else { 4.0 };
        let colour = if dice.under(0.4) {
            "red"
        } else if dice.under(0.5) {
            "green"
        } else {
            "blue"
        };
        let mut way = vec!["order", "pack"];
        if dice.under(0.3) {
            way.push("check");
            if dice.under(0.35) {
                way.extend(["pack", "check"]);
            }
        }
        way.extend(["ship", "deliver"]);
        let given = stars(&mut dice, mean);
        maker.journey(&way, colour, late, Some(given));
    }
    maker.finish(Sampling::All)
}

#[test]
fn a_planted_order_option_loop_and_promise_are_found() {
    let data = shop(1, 2.0);
    let found = drafted(&data);
    assert_eq!(found.names, ["Order", "Pack", "Check", "Ship", "Deliver"]);
    let optional: Vec<bool> = found.skeleton.steps.iter().map(|step| step.optional).collect();
    assert_eq!(optional, [false, false, true, false, false]);
    let end: Vec<bool> = found.skeleton.steps.iter().map(|step| step.end).collect();
    assert_eq!(end, [false, false, false, false, true]);
    assert!(found.skeleton.paths.contains(&(2, 1)), "{:?}", found.skeleton.paths);
    let titles: Vec<&str> = found.found.pains.iter().map(|pain| pain.title.as_str()).collect();
    assert_eq!(titles, ["Deliver after the promised day"]);
}

#[test]
fn what_makes_no_difference_is_a_pain_no_more_often_than_by_chance() {
    // Nothing matters in these: every pain is false. The false-discovery rate is held at 5 %, two-sided, and only the worse
    // side is drawn; one run in forty is expected, and more than five (p < 0.001 if it held) would show that it is not held.
    let runs = (0..40).filter(|seed| !drafted(&shop(*seed + 100, 0.0)).found.pains.is_empty());
    let wrong = runs.count();
    assert!(wrong <= 5, "{wrong} of 40 runs drew a pain where there is none");
}

#[test]
fn without_ratings_and_without_a_goal_no_loss_is_invented() {
    let mut maker = Maker::default();
    for _ in 0..100 {
        maker.journey(&["order", "pack", "ship", "deliver"], "red", -1.0, None);
    }
    let found = drafted(&maker.finish(Sampling::OutcomeSelected)).found;
    assert!(!found.rated);
    assert!(found.pains.iter().all(|pain| pain.title.starts_with("Waits ")), "{:?}", found.pains);
}

#[test]
fn journeys_that_stop_are_leaving_only_where_shares_can_be_told() {
    let make = |sampling| {
        let mut maker = Maker::default();
        for number in 0..200 {
            let stops = number % 4 == 0;
            let way: &[&str] =
                if stops { &["order", "pack"] } else { &["order", "pack", "deliver"] };
            maker.journey(way, "red", -1.0, None);
        }
        drafted(&maker.finish(sampling)).found.pains
    };
    let titles = |pains: &[crate::pain::FoundPain]| -> Vec<String> {
        pains.iter().map(|pain| pain.title.clone()).filter(|t| t.starts_with("Leaves")).collect()
    };
    assert_eq!(titles(&make(Sampling::All)), ["Leaves at Pack"]);
    assert_eq!(titles(&make(Sampling::OutcomeSelected)), [""; 0]);
}

#[test]
fn the_smallest_log_has_a_map_of_one_step() {
    let mut maker = Maker::default();
    maker.journey(&["order"], "red", 0.0, None);
    let data = maker.finish(Sampling::Unknown);
    let found = drafted(&data);
    assert_eq!(found.names, ["Order"]);
    assert_eq!((found.skeleton.stages.len(), found.skeleton.stages[0].len()), (1, 1));
    assert_eq!(found.found.pains, []);
}

#[test]
fn a_rare_activity_joins_the_step_that_stands_in_its_place_and_others_are_left_out() {
    let mut maker = Maker::default();
    for number in 0..500 {
        match number % 100 {
            7 => maker.journey(&["order", "pack", "ship by air", "deliver"], "red", 0.0, None),
            8 => maker.journey(&["audit", "order", "pack", "ship", "deliver"], "red", 0.0, None),
            _ => maker.journey(&["order", "pack", "ship", "deliver"], "red", 0.0, None),
        }
    }
    let found = drafted(&maker.finish(Sampling::All));
    let activities = |step: usize| -> Vec<&str> {
        let step = &found.skeleton.steps[step];
        step.activities.iter().map(|a| found.activities[*a as usize].as_str()).collect()
    };
    assert_eq!(activities(2), ["ship", "ship by air"]);
    let left_out: Vec<&str> = found
        .skeleton
        .left_out
        .iter()
        .map(|(activity, _)| found.activities[*activity as usize].as_str())
        .collect();
    assert_eq!(left_out, ["audit"]);
}

#[test]
fn what_comes_in_one_go_is_one_step_so_that_a_rarer_end_has_its_place() {
    let way: Vec<String> = (0..14).map(|number| format!("a{number}")).collect();
    let way: Vec<&str> = way.iter().map(String::as_str).collect();
    let mut maker = Maker::default();
    for number in 0..100 {
        let end = if number % 3 == 0 { "refused" } else { "granted" };
        maker.journey(&[&way[..], &[end]].concat(), "red", 0.0, None);
    }
    let found = drafted(&maker.finish(Sampling::All));
    assert_eq!(found.skeleton.left_out, []);
    assert_eq!(found.skeleton.steps.len(), 14);
    let ends: Vec<&str> = found.skeleton.steps[12..]
        .iter()
        .map(|step| found.activities[step.activities[0] as usize].as_str())
        .collect();
    assert_eq!(ends, ["granted", "refused"]);
    assert!(found.skeleton.steps.iter().all(|step| !step.repeats));
}

#[test]
fn a_log_without_structure_has_no_waits_and_no_repeats_for_pains() {
    let mut dice = Dice(7);
    let mut maker = Maker::default();
    for _ in 0..400 {
        let mut way = Vec::new();
        while way.len() < 2 || dice.under(0.85) {
            // Whatever came before, each of the eight may come next.
            let letter = ["a", "b", "c", "d", "e", "f", "g"].into_iter();
            let chosen = letter.zip(1u32..).find(|(_, at)| dice.under(1.0 / f64::from(9 - at)));
            way.push(chosen.map_or("h", |(letter, _)| letter));
        }
        maker.journey(&way, "red", 0.0, None);
    }
    let found = drafted(&maker.finish(Sampling::OutcomeSelected)).found;
    assert_eq!(found.pains, []);
}

/// Every name and every text value replaced by a code that sorts in another order.
fn renamed(data: &Data) -> Data {
    let code = |value: &str| {
        let mixed = value.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
        format!("x{mixed:016x}")
    };
    let codes = |column: &Codes| {
        let mut out = Codes::default();
        for row in 0..column.rows.len() {
            out.push(column.get(row).map(code).as_deref()).expect("as many values");
        }
        out
    };
    let old = data.table();
    let mut table = old.clone();
    table.activity = codes(&old.activity);
    for (_, column) in &mut table.attributes {
        if let Column::Text(text) = column {
            *text = codes(text);
        }
    }
    Data::of(data.manifest.clone(), table, data.feedback.clone())
}

fn check_names_play_no_part(data: &Data, unit: Unit) {
    let settings = Settings::default();
    let one = discovered(data, &settings, unit, None).expect("journeys");
    let other = discovered(&renamed(data), &settings, unit, None).expect("journeys");
    assert_eq!(one.skeleton, other.skeleton);
    let bones = |found: &Discovered| -> Vec<(usize, crate::pain::loss::Loss)> {
        found.found.pains.iter().map(|pain| (pain.step, pain.loss)).collect()
    };
    assert_eq!(bones(&one), bones(&other));
    let q = |found: &Discovered| -> Vec<f64> { found.found.tried.iter().map(|t| t.q).collect() };
    assert_eq!(q(&one), q(&other));
}

struct Quiet;
impl Progress for Quiet {
    fn step(&self, _: u64, _: u64) {}
}

fn imported(files: Vec<PathBuf>, mapping: Option<PathBuf>) -> Data {
    let folder = tempfile::tempdir().expect("a folder");
    let mut store = Store::open(folder.path()).expect("an empty folder");
    let import =
        EventImport { files: files.clone(), mapping: mapping.clone(), ..EventImport::default() };
    store.import_events(&import, &Quiet).expect("a good log");
    if mapping.is_some() {
        let import = FeedbackImport { files, mapping, ..FeedbackImport::default() };
        store.import_feedback(&import, &Quiet).expect("good reviews");
    }
    Data::read(&store).expect("what was just written")
}

#[test]
fn names_play_no_part_in_a_made_log() {
    check_names_play_no_part(&shop(7, 1.5), Unit::Case);
}

#[test]
fn names_play_no_part_in_real_logs() {
    for log in ["helpdesk/helpdesk.xes.gz", "permits/receipt.xes.gz", "xes/running-example.xes"] {
        let Some(file) = real_data(log) else { return };
        check_names_play_no_part(&imported(vec![file], None), Unit::Case);
    }
}

#[test]
fn names_play_no_part_in_the_marketplace() {
    let Some(tables) = real_data("olist") else { return };
    let mapping =
        std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/olist/mapping.toml");
    let files = std::fs::read_dir(&tables).expect("the folder of tables");
    let mut files: Vec<PathBuf> = files.map(|entry| entry.expect("a file").path()).collect();
    files.sort();
    check_names_play_no_part(&imported(files, Some(mapping)), Unit::Case);
}

#[test]
fn rows_in_another_order_give_the_same_map_where_times_differ() {
    let data = shop(3, 2.0);
    let old = data.table();
    let n = old.time.len();
    let mut table = EventTable::default();
    let (mut late, mut colour) = (Vec::new(), Codes::default());
    // A stride that is coprime to the number of rows visits every row once.
    let stride = (n / 3..n).find(|stride| gcd(*stride, n) == 1).expect("there is always one");
    for place in 0..n {
        let row = place * stride % n;
        for (to, from) in [
            (&mut table.customer, &old.customer),
            (&mut table.case, &old.case),
            (&mut table.account, &old.account),
            (&mut table.session, &old.session),
            (&mut table.activity, &old.activity),
        ] {
            to.push(from.get(row)).expect("few values");
        }
        table.time.push(old.time[row]);
        table.arrival.push(place as u64);
        match (&old.attributes[0].1, &old.attributes[1].1) {
            (Column::Number(numbers), Column::Text(text)) => {
                late.push(numbers[row]);
                colour.push(text.get(row)).expect("few values");
            }
            other => panic!("made otherwise: {other:?}"),
        }
    }
    table.attributes =
        vec![("late_days".into(), Column::Number(late)), ("colour".into(), Column::Text(colour))];
    let shuffled = Data::of(data.manifest.clone(), table, data.feedback.clone());
    let (one, other) = (drafted(&data), drafted(&shuffled));
    assert_eq!(one.names, other.names);
    assert_eq!(one.skeleton.stages, other.skeleton.stages);
    assert_eq!(one.skeleton.paths, other.skeleton.paths);
    let pains = |found: &Discovered| -> Vec<(String, String)> {
        let of = |pain: &crate::pain::FoundPain| {
            (pain.title.clone(), format!("{:.9} {:.9}", pain.loss.customers, pain.loss.felt))
        };
        found.found.pains.iter().map(of).collect()
    };
    assert_eq!(pains(&one), pains(&other));
}

fn gcd(a: usize, b: usize) -> usize {
    if b == 0 { a } else { gcd(b, a % b) }
}

/// Journeys of a log of activities an hour apart, each with a device and the colours of its page; which way each one goes says `walk`.
fn devices(n: u32, mut walk: impl FnMut(&mut Dice, bool) -> Vec<&'static str>) -> Data {
    let mut dice = Dice(11);
    let mut csv = String::from("user_id,event,time,device,theme\n");
    for user in 0..n {
        let ios = dice.under(0.5);
        let theme = if dice.under(0.85) { "dark" } else { "light" };
        let device = if ios { "ios" } else { "android" };
        for (hour, event) in (0i64..).zip(walk(&mut dice, ios)) {
            let time = 1_700_000_000 + i64::from(user) * 86_400 + hour * 3_600;
            writeln!(csv, "u{user},{event},{time},{device},{theme}").expect("text");
        }
    }
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("log.csv");
    std::fs::write(&file, csv).expect("written");
    imported(vec![file], None)
}

fn titles(data: &Data, goal: Option<&str>) -> Vec<String> {
    let settings = Settings { goal: goal.map(ToOwned::to_owned), ..Settings::default() };
    let found = discovered(data, &settings, Unit::Customer, None).expect("journeys");
    found.found.pains.into_iter().map(|pain| pain.title).collect()
}

#[test]
fn one_value_that_matters_is_named_beside_one_that_does_not() {
    let data = devices(2_000, |dice, ios| {
        let mut way = vec!["start", "form"];
        if dice.under(if ios { 0.7 } else { 0.85 }) {
            way.push("pay");
        }
        way
    });
    let titles = titles(&data, None);
    let device: Vec<&String> = titles.iter().filter(|title| title.contains("device")).collect();
    assert_eq!(device, ["Where device is ios, fewer go on from Form to Pay"], "{titles:?}");
    assert!(!titles.iter().any(|title| title.contains("theme")), "{titles:?}");
}

#[test]
fn going_back_is_held_against_the_goal_by_what_lies_before_it() {
    let data = devices(1_800, |dice, _| {
        let back = dice.under(0.2);
        let mut way = vec!["start", "form", "check"];
        if back {
            way.extend(["form", "check"]);
        }
        if dice.under(if back { 0.3 } else { 0.8 }) {
            way.push("pay");
        }
        way
    });
    let titles = titles(&data, Some("pay"));
    let back = ["Goes back to Form after Check", "Repeats Check", "Repeats Form"];
    assert!(titles.iter().any(|title| back.contains(&title.as_str())), "{titles:?}");
}

#[test]
fn who_goes_astray_hurts_at_the_step_that_they_meet() {
    let data = devices(3_000, |dice, ios| {
        let mut way = vec!["start", "form"];
        let fails = dice.under(if ios { 0.4 } else { 0.1 });
        if fails {
            way.push("fail");
        }
        if dice.under(if fails { 0.3 } else { 0.9 }) {
            way.extend(["pay", "use"]);
        }
        way
    });
    let settings = Settings::default();
    let found = discovered(&data, &settings, Unit::Customer, None).expect("journeys");
    let pains: Vec<(&str, &str)> = found
        .found
        .pains
        .iter()
        .map(|pain| (found.names[pain.step].as_str(), pain.title.as_str()))
        .collect();
    assert!(pains.contains(&("Fail", "Where device is ios, more meet Fail")), "{pains:?}");
}
