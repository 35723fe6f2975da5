//! The sample comes in whole by its mapping files, and the faults that were planted in its data are seen.

use wayline_engine::ingest::{EventImport, FeedbackImport};
use wayline_engine::store::Store;
use wayline_model::answer::Sampling;
use wayline_model::map::FeelingSource;
use wayline_model::question::Unit;
use wayline_sample::{Company, Plan};

#[test]
fn every_good_row_comes_in_once_and_rows_with_impossible_days_are_set_aside() {
    let company = Company::make(&Plan::stride(7).customers(3_000));
    let folder = tempfile::tempdir().expect("a folder");
    let rows = |name: &str, text: &str| {
        std::fs::write(folder.path().join(name), text).expect("written");
        text.lines().count() as u64 - 1
    };
    let count = |wanted: &str| {
        let files = company.files();
        let (name, text) = files.iter().find(|(name, _)| *name == wanted).expect("a file");
        rows(name, text)
    };
    let (events, ratings, recommend) =
        (count("events.csv"), count("ratings.csv"), count("recommend.csv"));
    count("mapping.toml");
    count("recommend.toml");
    let mut store = Store::open(&folder.path().join("data")).expect("opened");
    let mapping = |name: &str| Some(folder.path().join(name));
    let files = || vec![folder.path().to_path_buf()];

    let import =
        EventImport { files: files(), mapping: mapping("mapping.toml"), ..EventImport::default() };
    let report = store.import_events(&import, &()).expect("imported");
    assert_eq!(report.rows, events);
    assert_eq!(report.added + report.rejected, events);
    let share = report.rejected as f64 / events as f64;
    assert!((0.5..2.0).contains(&(share * 5_000.0)), "{} of {events}", report.rejected);
    assert_eq!((report.unit, report.sampling), (Some(Unit::Customer), Sampling::All));

    for (name, rows) in [("mapping.toml", ratings), ("recommend.toml", recommend)] {
        let import =
            FeedbackImport { files: files(), mapping: mapping(name), ..FeedbackImport::default() };
        assert_eq!(store.import_feedback(&import, &()).expect("imported").added, rows, "{name}");
    }
    let feedback = store.feedback().expect("read");
    let events = store.events().expect("read");
    let report = wayline_engine::quality::report(store.manifest(), &events, &feedback);
    assert_eq!(report.repeated.day.as_deref(), Some("2026-03-03"), "{:?}", report.repeated);
    let codes: Vec<&str> = report.findings.iter().map(|found| found.code.as_str()).collect();
    assert!(codes.contains(&"repeated-events") && codes.contains(&"rejected"), "{codes:?}");
    let of = |kind| feedback.iter().filter(move |voice| voice.kind == Some(kind));
    assert_eq!(of(FeelingSource::Stars).count() as u64, ratings);
    assert_eq!(of(FeelingSource::Nps).count() as u64, recommend);
    assert!(of(FeelingSource::Stars).all(|voice| voice.about.is_some()));
    assert!(of(FeelingSource::Nps).all(|voice| voice.about.is_none()));
}

#[test]
fn the_sample_is_as_large_as_it_says_and_its_truth_is_counted_from_it() {
    let company = Company::make(&Plan::stride(1));
    let truth = company.truth();
    assert_eq!(truth.customers, 60_000);
    assert!((950_000..1_050_000).contains(&truth.events), "{} events", truth.events);
    assert!((24_000..27_000).contains(&truth.feedback), "{} pieces", truth.feedback);
    let lost: Vec<u64> = truth.pains.iter().map(|pain| pain.lost).collect();
    assert_eq!(lost.len(), 5);
    assert!(lost.is_sorted_by(|a, b| a > b), "of different size: {lost:?}");
    assert_eq!(lost.last(), Some(&0), "one is a bad feeling without loss");
}

#[test]
fn the_same_seed_makes_the_same_bytes_and_another_does_not() {
    let files = |seed| Company::make(&Plan::stride(seed).customers(400)).files();
    assert_eq!(files(3), files(3));
    assert_ne!(files(3)[0], files(4)[0]);
}

#[test]
fn new_customers_come_by_the_seasons_and_the_way_changes_on_the_day_of_the_drift() {
    let company = Company::make(&Plan::stride(5).customers(20_000));
    let files = company.files();
    let mut seen = std::collections::BTreeSet::new();
    let (mut january, mut july) = (0, 0);
    // Readers and all, of those who first came in before and after the drift.
    let mut readers = std::collections::BTreeMap::new();
    let truth = company.truth();
    for row in files[0].1.lines().skip(1) {
        let field: Vec<&str> = row.split(',').collect();
        let (time, customer, activity) = (field[0], field[1].to_owned(), field[2]);
        if activity == "Reads reviews"
            && let Some((_, read)) = readers.get_mut(&customer)
        {
            *read = true;
        }
        if seen.insert(customer.clone()) {
            january += u32::from(&time[5..7] == "01");
            july += u32::from(&time[5..7] == "07");
            readers.insert(customer, (time[..10] >= *truth.drift.since, false));
        }
    }
    assert!(january > 2 * july, "{january} in January, {july} in July");
    let share = |after: bool| {
        let all: Vec<bool> =
            readers.values().filter(|(late, _)| *late == after).map(|(_, read)| *read).collect();
        all.iter().filter(|read| **read).count() as f64 / all.len() as f64
    };
    // Some have left before they could read.
    assert!(share(false) > 0.68 && share(true) < 0.5, "{} and {}", share(false), share(true));
}
