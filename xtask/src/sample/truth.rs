//! Holds `examples/sample/README.md` to what the generated tables say. Tests only.

use super::files;
use std::collections::{BTreeMap, BTreeSet};

const README: &str = include_str!("../../../examples/sample/README.md");

/// A row of the events.
struct Row {
    customer: String,
    activity: String,
    channel: String,
    device: String,
    over_h: Option<i64>,
}

fn events() -> Vec<Row> {
    let row = |line: &str| {
        let field: Vec<&str> = line.split(',').collect();
        Row {
            customer: field[1].into(),
            activity: field[2].into(),
            channel: field[3].into(),
            device: field[4].into(),
            over_h: field[7].parse().ok(),
        }
    };
    files()[0].1.lines().skip(1).map(row).collect()
}

/// Customers with an event that fits.
fn who(events: &[Row], fits: impl Fn(&Row) -> bool) -> BTreeSet<&str> {
    events.iter().filter(|row| fits(row)).map(|row| row.customer.as_str()).collect()
}

/// `51 of 178`: how many of the second are among the first.
fn of(part: &BTreeSet<&str>, whole: &BTreeSet<&str>) -> String {
    format!("{} of {}", part.intersection(whole).count(), whole.len())
}

/// `2.58 (n = 64)`: stars for an activity from these customers.
fn stars(about: &str, customers: &BTreeSet<&str>) -> (String, usize) {
    let mut given: BTreeMap<u32, usize> = BTreeMap::new();
    for line in files()[1].1.lines().skip(1) {
        let field: Vec<&str> = line.splitn(7, ',').collect();
        if field[4] == about && customers.contains(field[3]) {
            *given.entry(field[5].parse().expect("stars are a number")).or_default() += 1;
        }
    }
    let n: usize = given.values().sum();
    let sum: usize = given.iter().map(|(stars, count)| *stars as usize * count).sum();
    (format!("{:.2}", sum as f64 / n as f64), n)
}

fn told(what: &str) {
    assert!(README.contains(what), "examples/sample/README.md does not say: {what}");
}

#[test]
fn payments_that_fail_are_told_as_they_are() {
    let events = events();
    let in_app = |row: &Row| row.channel == "app" && row.device == "ios";
    for ios in [true, false] {
        let part = who(&events, |row| row.activity == "Payment fails" && in_app(row) == ios);
        let whole = who(&events, |row| row.activity == "Starts checkout" && in_app(row) == ios);
        told(&of(&part, &whole));
    }
}

#[test]
fn the_price_page_is_told_as_it_is() {
    let events = events();
    for channel in ["app", "web"] {
        let whole = who(&events, |row| row.activity == "Checks prices" && row.channel == channel);
        told(&of(&who(&events, |row| row.activity == "Starts checkout"), &whole));
        let (mean, n) = stars("Checks prices", &whole);
        told(&mean);
        told(&format!("(n = {n})"));
    }
}

#[test]
fn the_waits_for_support_are_told_as_they_are() {
    let events = events();
    for late in [true, false] {
        let whole = who(&events, |row| row.over_h.is_some_and(|hours| (hours > 0) == late));
        told(&of(&who(&events, |row| row.activity == "Cancels"), &whole));
        let (mean, n) = stars("Gets an answer", &whole);
        told(&format!("{mean} (n = {n})"));
    }
}
