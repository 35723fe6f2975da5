//! The filter language on one small log.

use super::{EventFilter, Filter};
use crate::error::Error;
use crate::journeys::Journeys;
use crate::span::DAY;
use crate::table::{Codes, Column, EventTable};
use proptest::prelude::*;
use wayline_model::question::Unit;

/// (customer, activity, day, country, amount, member)
type Event = (&'static str, &'static str, i64, Option<&'static str>, f64, Option<bool>);

const LOG: [Event; 9] = [
    ("ann", "view", 0, None, f64::NAN, None),
    ("ann", "pay", 2, Some("PL"), 10.0, Some(true)),
    ("ann", "error", 3, Some("DE"), f64::NAN, None),
    ("bob", "view", 0, Some("PL"), f64::NAN, Some(false)),
    ("bob", "view", 5, Some("PL"), f64::NAN, Some(false)),
    ("bob", "pay", 9, Some("PL"), 99.5, Some(false)),
    ("cat", "error", 1, None, f64::NAN, None),
    ("cat", "say \"no\"", 1, None, f64::NAN, None),
    ("cat", "error", 1, None, f64::NAN, None),
];

fn journeys() -> Journeys {
    let mut table = EventTable::default();
    let (mut country, mut amount, mut member) = (Codes::default(), vec![], vec![]);
    for (arrival, event) in LOG.iter().enumerate() {
        table.customer.push(Some(event.0)).expect("few values");
        table.activity.push(Some(event.1)).expect("few values");
        table.time.push(event.2 * DAY);
        table.arrival.push(arrival as u64);
        country.push(event.3).expect("few values");
        amount.push(event.4);
        member.push(event.5);
    }
    table.attributes = vec![
        ("country".into(), Column::Text(country)),
        ("order value".into(), Column::Number(amount)),
        ("member".into(), Column::Flag(member)),
    ];
    Journeys::build(&table, Unit::Customer).expect("every event has a customer")
}

/// Which journeys a filter keeps, or what it says.
fn check(filter: &str, expect: &str) {
    let journeys = journeys();
    let found = match Filter::compile(filter, &journeys) {
        Ok(filter) => {
            let kept = journeys.all().filter(|ix| filter.keeps(&journeys, *ix));
            kept.map(|ix| journeys.id(ix)).collect::<Vec<_>>().join(" ")
        }
        Err(error) => said(&error),
    };
    assert_eq!(found, expect, "{filter}");
}

/// How many events an event filter shows, or what it says.
fn check_only(filter: &str, expect: &str) {
    let journeys = journeys();
    let found = match EventFilter::compile(filter, &journeys) {
        Ok(filter) => {
            let shown = (0..journeys.event_count()).filter(|row| filter.shows(&journeys, *row));
            shown.count().to_string()
        }
        Err(error) => said(&error),
    };
    assert_eq!(found, expect, "{filter}");
}

fn said(error: &Error) -> String {
    match error {
        Error::User(said) => format!("{} / {}", said.message, said.help.as_deref().unwrap_or("")),
        other => panic!("not the user's: {other}"),
    }
}

#[test]
fn an_attribute_is_its_first_value_that_is_not_missing() {
    check("country = \"PL\"", "ann bob");
    check("first(country) = \"PL\"", "bob");
    check("last(country) = \"DE\"", "ann");
    check("any(country) = \"DE\"", "ann");
    check("any(country) != \"PL\"", "ann");
}

#[test]
fn at_an_activity_only_its_events_are_looked_at() {
    check("first(country, \"view\") = \"PL\"", "bob");
    check("first(country, \"pay\") = \"PL\"", "ann bob");
    check("any(country, \"error\") != \"PL\"", "ann");
    check("last(`order value`, \"pay\") > 10", "bob");
}

#[test]
fn a_missing_value_passes_no_comparison() {
    check("country != \"DE\"", "ann bob");
    check("not country = \"DE\"", "ann bob cat");
    check("country is missing", "cat");
    check("first(country) is missing", "ann cat");
    check("any(country) is missing", "ann cat");
    check("country is present", "ann bob");
    check("country not in (\"DE\", \"FR\")", "ann bob");
}

#[test]
fn numbers_flags_and_text_are_compared_in_their_own_ways() {
    check("`order value` >= 10", "ann bob");
    check("`order value` in (99.5, 1)", "bob");
    check("`order value` > 1e1", "bob");
    check("member", "ann");
    check("member = false", "bob");
    check("country ~ \"p\"", "ann bob");
    check("customer = \"cat\"", "cat");
}

#[test]
fn what_was_done_when_and_how_often() {
    check("did(\"pay\")", "ann bob");
    check("did(\"pay\", within 2d of first \"view\")", "ann");
    check("did(\"pay\", within 47h of first \"view\")", "");
    check("did(\"pay\", within 4d of last \"view\")", "ann bob");
    check("did(\"view\", within 1d of first \"view\")", "");
    check("did(\"error\", within 0s of start)", "cat");
    check("did(\"say \\\"no\\\"\")", "cat");
    check("count(\"view\") >= 2", "bob");
    check("count(\"view\") = 0", "cat");
    check("count() in (3)", "ann bob cat");
    check("duration > 3d", "bob");
    check("duration <= 72h and duration >= 3d", "ann");
    check("activity = \"view\"", "ann bob");
    check("last(activity) in (\"error\", \"pay\")", "ann bob cat");
}

#[test]
fn and_binds_closer_than_or_and_not_closest() {
    check("did(\"error\") or did(\"pay\") and country = \"PL\"", "ann bob cat");
    check("(did(\"error\") or did(\"pay\")) and country = \"PL\"", "ann bob");
    check("not did(\"error\") and did(\"pay\")", "bob");
    check("not (did(\"error\") and did(\"pay\"))", "bob cat");
}

#[test]
fn single_events_are_tested_by_their_own_values() {
    check_only("country = \"PL\"", "4");
    check_only("country is missing and activity in (\"view\", \"error\")", "3");
    check_only("not activity = \"error\"", "6");
    check_only("`order value` < 50 or member = false", "4");
}

#[test]
fn what_does_not_fit_is_refused_with_its_column_and_the_nearest_name() {
    check(
        "country = \"PL\" and did(\"pya\")",
        "where at column 24: no event has the activity \"pya\" / did you mean \"pay\"?",
    );
    check(
        "cuontry = \"PL\"",
        "where at column 1: no event has an attribute `cuontry` / did you mean \"country\"?",
    );
    check("country = 7", "where at column 11: `country` is text / put the value in double quotes");
    check(
        "`order value` = \"7\"",
        "where at column 17: `order value` is a number / compare it with a number, without quotes",
    );
    check(
        "country < \"PL\"",
        "where at column 1: `country` is text, which has no order / compare it with = != in or ~",
    );
    check(
        "duration > 3",
        "where at column 12: `duration` is a length of time / compare it with one: duration > 3d",
    );
    check(
        "count(\"pay\")",
        "where at column 1: `count` must be compared / use = != < <= > >= or in",
    );
    check_only(
        "did(\"pay\")",
        "only at column 5: `did` looks at a whole journey, and `only` at single events / use it in `where`",
    );
    check_only(
        "activity = \"pya\"",
        "only at column 12: no event has the activity \"pya\" / did you mean \"pay\"?",
    );
}

#[test]
fn half_a_filter_is_refused() {
    let journeys = journeys();
    for text in [
        "",
        " ",
        "(",
        ")",
        "and",
        "not",
        "country",
        "country =",
        "country = PL",
        "country = \"PL\" and",
        "country = \"PL\" \"DE\"",
        "did",
        "did(",
        "did(\"pay\", within 7d)",
        "in (1)",
        "country in ()",
        "country is",
        "country is blue",
        "count(pay) > 1",
        "first(",
        "`",
        "\"",
        "\\",
        "1d",
        "= 1",
    ] {
        assert!(Filter::compile(text, &journeys).is_err(), "{text}");
    }
}

#[test]
fn a_value_that_no_event_has_is_noted() {
    let filter = Filter::compile("country = \"Pl\"", &journeys()).expect("a filter");
    assert_eq!(filter.notes(), ["no event has country = \"Pl\"; did you mean \"PL\"?"]);
}

#[test]
fn deep_nesting_is_refused_and_long_chains_are_not() {
    let journeys = journeys();
    for deep in ["(".repeat(100_000), "not ".repeat(100_000)] {
        let error = Filter::compile(&deep, &journeys).expect_err("too deep").to_string();
        assert!(error.contains("more than 64 levels"), "{error}");
    }
    let long = vec!["member"; 10_000].join(" or ");
    assert!(Filter::compile(&long, &journeys).is_ok());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..Default::default() })]

    #[test]
    fn no_text_makes_it_panic(text in ".*") {
        let journeys = journeys();
        drop(Filter::compile(&text, &journeys));
        drop(EventFilter::compile(&text, &journeys));
    }

    #[test]
    fn no_words_in_any_order_make_it_panic(
        words in prop::collection::vec(
            prop::sample::select(vec![
                "country", "member", "`order value`", "\"PL\"", "\"pay\"", "activity", "1", "7d", "(", ")",
                ",", "=", "!=", "<", ">=", "~", "and", "or", "not", "in", "is", "missing", "did", "within",
                "of", "first", "last", "start", "any", "count", "duration", "true",
            ]),
            0..12,
        ),
    ) {
        let (journeys, text) = (journeys(), words.join(" "));
        if let Ok(filter) = Filter::compile(&text, &journeys) {
            let kept = journeys.all().filter(|ix| filter.keeps(&journeys, *ix)).count();
            prop_assert!(kept <= journeys.len());
        }
        if let Ok(filter) = EventFilter::compile(&text, &journeys) {
            let shown = (0..journeys.event_count()).filter(|row| filter.shows(&journeys, *row)).count();
            prop_assert!(shown <= journeys.event_count());
        }
    }
}

#[test]
fn what_a_journey_did_is_found_by_its_bits_as_in_its_rows_however_many_activities_there_are() {
    let names: Vec<String> = (0..200).map(|activity| format!("a{activity}")).collect();
    let mut table = EventTable::default();
    for row in 0..600_usize {
        let customer = format!("c{}", row % 7);
        table.customer.push(Some(&customer)).expect("few values");
        table.activity.push(Some(&names[row * 31 % 200])).expect("few values");
        for codes in [&mut table.case, &mut table.account, &mut table.session] {
            codes.push(None).expect("no value");
        }
        table.time.push(1_000_000 * i64::try_from(row).expect("small"));
        table.arrival.push(row as u64);
    }
    let journeys = Journeys::build(&table, Unit::Customer).expect("customers");
    assert_eq!(journeys.activities().len(), 200);
    let mut kept = [0, 0];
    for name in &names {
        for text in [format!("did({name:?})"), format!("not did({name:?}, within 50s of start)")] {
            let filter = Filter::compile(&text, &journeys).expect("a filter");
            for ix in journeys.all() {
                let by_bits = filter.keeps(&journeys, ix);
                assert_eq!(by_bits, filter.keeps_rows(&journeys, journeys.events(ix)), "{text}");
                kept[usize::from(by_bits)] += 1;
            }
        }
    }
    assert!(kept.iter().all(|n| *n > 100), "{kept:?}");
}
