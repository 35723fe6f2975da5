//! The real logs and tables come out with their known figures.

use std::path::{Path, PathBuf};
use wayline_engine::error::Error;
use wayline_engine::ingest::{EventImport, FeedbackImport, ImportReport};
use wayline_engine::manifest::AttributeRole;
use wayline_engine::store::Store;
use wayline_engine::table::Column;
use wayline_model::answer::Sampling;
use wayline_model::question::Unit;

fn import(folder: &Path, file: PathBuf) -> Result<ImportReport, Error> {
    let import = EventImport { files: vec![file], ..EventImport::default() };
    Store::open(folder)?.import_events(&import, &())
}

/// Events, cases and activities of a log.
fn check(file: &str, expect: (usize, usize, usize)) -> Option<(Store, ImportReport)> {
    let path = wayline_fixtures::real_data(file)?;
    let dir = tempfile::tempdir().expect("a folder");
    let report = import(dir.path(), path).expect("imported");
    let store = Store::open(dir.path()).expect("opened");
    let table = store.events().expect("read");
    assert_eq!((table.len(), table.case.values.len(), table.activity.values.len()), expect);
    assert_eq!((report.rejected, report.duplicates, report.unit), (0, 0, Some(Unit::Case)));
    Some((store, report))
}

#[test]
fn the_helpdesk_has_its_cases_and_the_customer_is_an_attribute() {
    let Some((store, _)) = check("helpdesk/helpdesk.xes.gz", (21_348, 4_580, 14)) else { return };
    let names: Vec<&str> = store.manifest().attributes.iter().map(|a| a.name.as_str()).collect();
    assert!(names.contains(&"customer"), "{names:?}");
}

#[test]
fn the_permits_have_their_cases_and_the_channel() {
    let Some((store, _)) = check("permits/receipt.xes.gz", (8_577, 1_434, 27)) else { return };
    let names: Vec<&str> = store.manifest().attributes.iter().map(|a| a.name.as_str()).collect();
    assert!(names.contains(&"channel"), "{names:?}");
}

#[test]
fn the_running_example_is_the_same_in_both_formats() {
    check("xes/running-example.xes", (42, 6, 8));
    check("xes/running-example.csv", (42, 6, 8));
}

#[test]
fn every_xes_file_is_a_log_or_a_clear_error_with_its_line() {
    let Some(folder) = wayline_fixtures::real_data("xes") else { return };
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(folder).expect("a folder").flatten().map(|file| file.path()).collect();
    files.sort();
    let mut answers = Vec::new();
    for file in files.into_iter().filter(|file| file.extension().is_some_and(|e| e == "xes")) {
        let name = file.file_name().expect("a name").to_string_lossy().into_owned();
        let dir = tempfile::tempdir().expect("a folder");
        answers.push(match import(dir.path(), file.clone()) {
            Ok(report) => {
                let codes: Vec<String> = report
                    .diagnostics
                    .iter()
                    .map(|d| format!("{}:{}", d.code, d.place.row.unwrap_or_default()))
                    .collect();
                format!("{name}: {} events [{}]", report.added, codes.join(" "))
            }
            Err(Error::User(error)) => {
                assert!(error.place.row.is_some(), "{name}: {}", error.message);
                format!("{name}: refused in line {}", error.place.row.unwrap_or_default())
            }
            Err(error) => panic!("{name}: {error}"),
        });
    }
    insta::assert_snapshot!(answers.join("\n"), @r"
    attributeEventSwapped.xes: refused in line 3
    attributeValuesSwapped.xes: 0 events [empty-log:0]
    booleanIncorrectValue.xes: 0 events [xes-value:13 empty-log:0]
    classifierCorrectAttributes.xes: 0 events [empty-log:0]
    classifierEventCorrectAttributes.xes: 0 events [empty-log:0]
    classifierIncorrectKey.xes: 0 events [empty-log:0]
    classifierNoAttributes.xes: 0 events [xes-text:7 xes-attribute:8 xes-attribute:8 empty-log:0]
    classifierTraceCorrectAttributes.xes: 0 events [empty-log:0]
    dateCorrectValue.xes: 0 events [empty-log:0]
    dateNoTZD.xes: 0 events [xes-value:13 empty-log:0]
    eventCorrectAttributes.xes: refused in line 17
    eventIncorrectType.xes: refused in line 17
    extensionAttributeSwapped.xes: 0 events [xes-order:3 empty-log:0]
    extensionCorrectAttributes.xes: 0 events [empty-log:0]
    extensionGlobalSwapped.xes: 0 events [xes-order:3 empty-log:0]
    extensionNoAttributes.xes: 0 events [xes-attribute:2 xes-attribute:2 xes-attribute:2 empty-log:0]
    extensionStandard.xes: 0 events [empty-log:0]
    extensionTraceSwapped.xes: 0 events [xes-order:3 empty-log:0]
    globalClassifierSwapped.xes: 0 events [xes-order:7 empty-log:0]
    globalEventSwapped.xes: refused in line 3
    globalNoAttributes.xes: 0 events [empty-log:0]
    globalStringNoAttributes.xes: 0 events [xes-value:4 empty-log:0]
    globalTooManyAttributes.xes: 0 events [xes-attribute:3 empty-log:0]
    globalTraceSwapped.xes: 0 events [xes-order:4 empty-log:0]
    idIncorrectValue.xes: 0 events [xes-value:13 empty-log:0]
    intIncorrectValue.xes: 0 events [xes-value:13 empty-log:0]
    listNoValues.xes: 0 events [empty-log:0]
    logCorrectAttributes.xes: 0 events [empty-log:0]
    logNoNestedAttributes.xes: 0 events [empty-log:0]
    logTooManyAttributes.xes: 0 events [empty-log:0]
    realCorrectValue.xes: 0 events [empty-log:0]
    running-example.xes: 42 events [xes-order:4 xes-order:5 xes-order:6 xes-order:7 xes-order:10 xes-order:18 xes-order:19]
    stringCorrectAttributes.xes: 0 events [empty-log:0]
    stringNoAttributes.xes: 0 events [xes-value:9 empty-log:0]
    stringTooManyAttributes.xes: 0 events [xes-attribute:9 empty-log:0]
    traceEventSwapped.xes: refused in line 2
    traceTooManyAttributes.xes: 0 events [xes-attribute:14 xes-attribute:14 empty-log:0]
    ");
}

/// Imports Olist with its mapping.
fn olist(folder: &Path) -> Option<(Store, ImportReport, ImportReport)> {
    let data = wayline_fixtures::real_data("olist")?;
    let mapping = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/olist/mapping.toml");
    let mut store = Store::open(folder).expect("opened");
    let import = EventImport {
        files: vec![data.clone()],
        mapping: Some(mapping.clone()),
        ..EventImport::default()
    };
    let events = store.import_events(&import, &()).expect("events");
    let import =
        FeedbackImport { files: vec![data], mapping: Some(mapping), ..FeedbackImport::default() };
    let feedback = store.import_feedback(&import, &()).expect("feedback");
    Some((store, events, feedback))
}

#[test]
fn olist_is_imported_once_with_its_promise_and_its_reviews() {
    let dir = tempfile::tempdir().expect("a folder");
    let Some((store, events, feedback)) = olist(dir.path()) else { return };
    olist_becomes_events_of_customers_with_the_promise_on_the_delivery(&store, &events);
    olist_reviews_are_worst_where_nothing_was_delivered(&store, &feedback);
    let table = store.events().expect("read");
    let feedback = store.feedback().expect("read");
    let report = wayline_engine::quality::report(store.manifest(), &table, &feedback);
    assert_eq!(report.feedback_without_journey, 0);
    let codes: Vec<&str> = report.findings.iter().map(|f| f.code.as_str()).collect();
    insta::assert_snapshot!(codes.join("\n"), @r"
    time-imputed
    time-imputed
    time-is-date
    equal-times
    repeated-events
    attribute-missing
    ");
    insta::assert_snapshot!(report.cannot.join("\n"), @r"
    How common anything is, how many people are lost, or what share reaches the goal: the journeys were chosen by how they ended. Figures within an outcome hold.
    How long it takes until `unavailable` or `canceled`: the time is imputed.
    Waits of less than a day around `survey sent`: only the day is known.
    Which channels are preferred or lose people: no column says the channel (`--channel`).
    Causes: events show what goes together, an experiment shows what leads to what.
    ");
    let (after, events, feedback) = olist(dir.path()).expect("the data are there");
    assert_eq!((events.added, feedback.added), (0, 0), "importing again adds nothing");
    assert_eq!(store.manifest(), after.manifest());
}

fn olist_becomes_events_of_customers_with_the_promise_on_the_delivery(
    store: &Store,
    report: &ImportReport,
) {
    let table = store.events().expect("read");
    let count = |activity: &str| {
        (0..table.len()).filter(|row| table.activity.get(*row) == Some(activity)).count()
    };
    let activities: Vec<(&str, usize)> =
        table.activity.values.iter().map(|name| (name.as_str(), count(name))).collect();
    assert_eq!(
        activities,
        [
            ("order placed", 8_135),
            ("payment approved", 7_989),
            ("handed to carrier", 6_353),
            ("delivered", 5_170),
            ("unavailable", 609),
            ("canceled", 625),
            ("survey sent", 8_225),
            ("review answered", 8_225),
        ]
    );
    assert_eq!(report.rejected, 0);
    assert_eq!((table.customer.values.len(), table.case.values.len()), (8_016, 8_135));
    let manifest = store.manifest();
    assert_eq!(manifest.sampling, Sampling::OutcomeSelected);
    assert_eq!(manifest.unit, Unit::Customer);
    let imputed: Vec<(&str, u64)> =
        manifest.imputed.iter().map(|i| (i.activity.as_str(), i.events)).collect();
    assert_eq!(imputed, [("unavailable", 609), ("canceled", 625)]);
    let promise = manifest.attributes.iter().find(|a| a.role == Some(AttributeRole::Promise));
    let promise = promise.expect("there is a promise");
    let Some(Column::Number(days)) = table.attribute(&promise.name) else {
        panic!("the promise is a number")
    };
    let delivered = |row: &usize| table.activity.get(*row) == Some("delivered");
    let late = (0..table.len()).filter(|row| days[*row] > 0.0).count();
    let in_time = (0..table.len()).filter(|row| days[*row] <= 0.0).count();
    assert_eq!((late, in_time), (343, 4_827));
    assert!((0..table.len()).filter(|row| !days[*row].is_nan()).all(|row| delivered(&row)));
}

fn olist_reviews_are_worst_where_nothing_was_delivered(store: &Store, report: &ImportReport) {
    assert_eq!((report.added, report.duplicates, report.rejected), (8_225, 0, 0));
    let table = store.events().expect("read");
    let Some(Column::Number(days)) = table.attribute("days against the estimate") else {
        panic!("the promise is a number")
    };
    let mut of_case = std::collections::HashMap::new();
    for row in (0..table.len()).filter(|row| !days[*row].is_nan()) {
        of_case.insert(table.case.get(row).expect("a case").to_owned(), days[row]);
    }
    let mut groups = [(0, 0.0); 3];
    for one in store.feedback().expect("read") {
        let days = of_case.get(one.case.as_deref().expect("a case"));
        let group = days.map_or(2, |days| usize::from(*days <= 0.0));
        groups[group].0 += 1;
        groups[group].1 += one.rating.expect("stars");
        assert_eq!(one.scale, Some((1.0, 5.0)));
        assert!(one.asked_at.is_some() && one.answered_at.is_some() && one.customer.is_some());
    }
    let means = groups.map(|(n, sum)| format!("{n}: {:.2}", sum / f64::from(n)));
    assert_eq!(means, ["345: 2.18", "4893: 4.27", "2987: 1.76"]);
}

#[test]
fn labelled_feedback_is_guessed_from_its_columns() {
    let Some(file) = wayline_fixtures::real_data("feedback/labelled.csv.gz") else { return };
    let dir = tempfile::tempdir().expect("a folder");
    let mut store = Store::open(dir.path()).expect("opened");
    let import = FeedbackImport { files: vec![file], ..FeedbackImport::default() };
    let report = store.import_feedback(&import, &()).expect("imported");
    let all = store.feedback().expect("read");
    assert_eq!(report.rows, 50_163);
    assert!(all.iter().all(|one| one.text.is_some()), "{:?}", report.guess);
    assert!(all.len() > 50_000, "{} of {}", all.len(), report.rows);
}
