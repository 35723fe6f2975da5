//! Sessions and retention against their definitions, written down as slow and plain as possible, on thousands of small
//! random journeys full of ties, repeats and single events.

use proptest::prelude::*;
use serde_json::{Value, json};
use wayline_engine::ask::{Settings, ask};
use wayline_engine::journeys::Journeys;
use wayline_engine::table::EventTable;
use wayline_model::question::Unit;

const MINUTE: i64 = 60_000_000;
const NAMES: [&str; 3] = ["view", "cart", "pay"];

/// A journey's events in order: (activity, time).
type Trace = Vec<(usize, i64)>;

/// Journeys with times in so many steps of some minutes from an instant on.
fn log(steps: i64, minutes: i64, start: i64) -> impl Strategy<Value = Vec<Trace>> {
    log_of(1..10, steps, minutes, start)
}

/// The same with so many events each.
fn log_of(
    events: std::ops::Range<usize>,
    steps: i64,
    minutes: i64,
    start: i64,
) -> impl Strategy<Value = Vec<Trace>> {
    let event =
        (0..3_usize, 0..steps).prop_map(move |(a, step)| (a, start + step * minutes * MINUTE));
    let journey = prop::collection::vec(event, events).prop_map(|mut events| {
        events.sort_by_key(|event| event.1);
        events
    });
    prop::collection::vec(journey, 1..40)
}

fn answer(log: &[Trace], question: Value, zone: &str) -> Value {
    let mut table = EventTable::default();
    let events = log.iter().enumerate().flat_map(|(id, all)| all.iter().map(move |e| (id, *e)));
    for (arrival, (id, (activity, time))) in events.enumerate() {
        table.case.push(Some(&id.to_string())).expect("few values");
        table.activity.push(Some(NAMES[activity])).expect("few values");
        table.time.push(time);
        table.arrival.push(arrival as u64);
    }
    let journeys = Journeys::build(&table, Unit::Case).expect("every event has a case");
    let question = serde_json::from_value(question).expect("a question");
    let settings = Settings { time_zone: zone.into(), ..Settings::default() };
    ask(&journeys, &question, &settings).expect("an answer").answer
}

fn newest(log: &[Trace]) -> i64 {
    log.iter().flatten().map(|event| event.1).max().expect("there are events")
}

fn same(found: &Value, expect: f64) -> bool {
    found.as_f64().is_some_and(|found| (found - expect).abs() <= 1e-9 * expect.abs().max(1.0))
}

/// The period that an instant of a zone lies in, counted from anywhere.
fn period(name: &str, zone: &str, time: i64) -> i64 {
    if let Some(days) = name.strip_suffix('d') {
        return time.div_euclid(days.parse::<i64>().expect("a number") * 1440 * MINUTE);
    }
    let zone = jiff::tz::TimeZone::get(zone).expect("a zone");
    let date = jiff::Timestamp::from_microsecond(time).expect("in range").to_zoned(zone).date();
    let days = date.since(jiff::civil::date(1970, 1, 5)).expect("in range").get_days();
    match name {
        "day" => i64::from(days),
        // 5 January 1970 was a Monday.
        "week" => i64::from(days).div_euclid(7),
        _ => i64::from(date.year()) * 12 + i64::from(date.month()),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..Default::default() })]

    #[test]
    fn groups_of_retention_add_up_also_where_periods_are_many(log in log(2000, 75, 1_700_000_000_000_000)) {
        let log = &log[..log.len().min(9)];
        let whole = answer(log, json!({"op": "retention", "period": "day"}), "Europe/Berlin");
        let split = answer(log, json!({"op": "retention", "period": "day", "by": "case"}), "Europe/Berlin");
        let mut sums: std::collections::BTreeMap<String, [u64; 2]> = std::collections::BTreeMap::new();
        let groups = split["groups"].as_array().expect("groups").iter().map(|group| &group["answer"]);
        for (of, answer) in groups.map(|answer| (0, answer)).chain([(1, &whole)]) {
            for cell in answer["cells"].as_array().expect("cells") {
                let place = format!("{} {}", cell["cohort"], cell["offset"]);
                sums.entry(place).or_default()[of] += cell["count"].as_u64().expect("a count");
            }
        }
        for (place, [split, whole]) in sums {
            prop_assert_eq!(split, whole, "{}", place);
        }
    }

    #[test]
    fn sessions(log in prop_oneof![4 => log(40, 10, 0), 1 => log_of(55..140, 40, 10, 0)], gap in 0..5_i64) {
        let found = answer(&log, json!({"op": "sessions", "gap": format!("{}m", gap * 10)}), "UTC");
        let mut sessions: Vec<Trace> = vec![];
        let mut open = 0;
        for trace in &log {
            for (at, event) in trace.iter().enumerate() {
                if at == 0 || event.1 - trace[at - 1].1 > gap * 10 * MINUTE {
                    sessions.push(vec![]);
                }
                sessions.last_mut().expect("one was begun").push(*event);
            }
            open += u64::from(newest(&log) - trace[trace.len() - 1].1 <= gap * 10 * MINUTE);
        }
        let count = sessions.len() as f64;
        let length = |session: &Trace| session[session.len() - 1].1 - session[0].1;
        let mut events: Vec<usize> = sessions.iter().map(Vec::len).collect();
        events.sort_unstable();
        let middle = (events[(events.len() - 1) / 2] + events[events.len() / 2]) as f64 / 2.0;
        let lengths: i64 = sessions.iter().map(length).sum();
        prop_assert_eq!(&found["sessions"], sessions.len());
        prop_assert_eq!(&found["open"], open);
        prop_assert!(same(&found["mean_per_journey"], count / log.len() as f64));
        prop_assert!(same(&found["mean_events"], events.iter().sum::<usize>() as f64 / count));
        prop_assert!(same(&found["median_events"], middle));
        prop_assert!(same(&found["mean_s"], lengths as f64 / 1e6 / count));
        let single = events.iter().filter(|events| **events == 1).count();
        prop_assert_eq!(&found["bounce"]["n"], sessions.len());
        prop_assert!(same(&found["bounce"]["value"], single as f64 / count));
        for class in found["events"].as_array().expect("a list") {
            let from = class["from"].as_u64().expect("a number");
            let to = class["to"].as_u64().unwrap_or(u64::MAX);
            let inside = |events: &&usize| (from..=to).contains(&(**events as u64));
            let own = events.iter().filter(inside).count();
            prop_assert_eq!(&class["sessions"], own);
            prop_assert!(same(&class["share"], own as f64 / count));
        }
        for class in found["lengths"].as_array().expect("a list") {
            let over = class["over_s"].as_f64().unwrap_or(-1.0);
            let to = class["to_s"].as_f64().unwrap_or(f64::INFINITY);
            let seconds = sessions.iter().map(|session| length(session) as f64 / 1e6);
            let own = seconds.filter(|s| *s > over && *s <= to).count();
            prop_assert_eq!(&class["sessions"], own);
        }
    }

    #[test]
    fn retention(
        // Six weeks around the night in which the clock is put forward in Warsaw.
        log in log(250, 240, 1_710_000_000_000_000),
        start in prop::option::of(0..3_usize), returns in prop::option::of(0..3_usize), later: bool,
        name in prop::sample::select(vec!["day", "week", "month", "7d", "3d"]),
        zone in prop::sample::select(vec!["UTC", "Europe/Warsaw", "Pacific/Auckland"]),
    ) {
        let known = |activity: &usize| log.iter().flatten().any(|event| event.0 == *activity);
        prop_assume!(start.iter().chain(&returns).all(known));
        let found = answer(&log, json!({
            "op": "retention", "start": start.map(|a| NAMES[a]), "return": returns.map(|a| NAMES[a]),
            "period": name, "mode": if later { "on_or_after" } else { "on" },
        }), zone);
        let of = |time: i64| period(name, zone, time);
        // (cohort, the offsets of whatever counts as coming back)
        let mut all: Vec<(i64, Vec<i64>)> = vec![];
        for trace in &log {
            let first = trace.iter().position(|event| start.is_none_or(|start| event.0 == start));
            let Some(first) = first else { continue };
            let cohort = of(trace[first].1);
            let back = trace.iter().enumerate().filter(|(at, event)| match returns {
                None => *at >= first,
                Some(returns) => *at > first && event.0 == returns,
            });
            all.push((cohort, back.map(|(_, event)| of(event.1) - cohort).collect()));
        }
        prop_assert_eq!(&found["journeys"], all.len());
        let mut cohorts: Vec<i64> = all.iter().map(|(cohort, _)| *cohort).collect();
        cohorts.sort_unstable();
        cohorts.dedup();
        // The last period that is wholly known, and the one that is known in part.
        let (known, begun) = (of(newest(&log) + 1) - 1, of(newest(&log)));
        let mut cells = found["cells"].as_array().expect("a list").iter();
        let mut totals: Vec<(u64, u64, u64)> = vec![];
        for cohort in cohorts {
            let own: Vec<&Vec<i64>> = all.iter().filter(|of| of.0 == cohort).map(|of| &of.1).collect();
            for offset in 0..=begun - cohort {
                let back = |offsets: &&&Vec<i64>| {
                    offsets.iter().any(|at| *at == offset || (later && *at > offset))
                };
                let count = own.iter().filter(back).count();
                let cell = cells.next().expect("a cell for every period that has begun");
                prop_assert_eq!(&cell["offset"], offset);
                prop_assert_eq!(&cell["size"], own.len());
                prop_assert_eq!(&cell["count"], count);
                let open = cohort + offset > known;
                prop_assert_eq!(&cell["open"], open);
                prop_assert_eq!(cell["rate"]["value"].is_null(), open);
                prop_assert!(open || same(&cell["rate"]["value"], count as f64 / own.len() as f64));
                let at = usize::try_from(offset).expect("not negative");
                totals.resize(totals.len().max(at + 1), (0, 0, 0));
                if !open {
                    totals[at].0 += 1;
                    totals[at].1 += own.len() as u64;
                    totals[at].2 += count as u64;
                }
            }
        }
        prop_assert!(cells.next().is_none(), "no cell beyond");
        prop_assert_eq!(found["totals"].as_array().map(Vec::len), Some(totals.len()));
        for (offset, (cohorts, size, count)) in totals.into_iter().enumerate() {
            let row = &found["totals"][offset];
            prop_assert_eq!(&row["cohorts"], cohorts);
            prop_assert_eq!(&row["size"], size);
            prop_assert_eq!(&row["count"], count);
            prop_assert_eq!(row["rate"]["value"].is_null(), cohorts == 0);
            prop_assert!(cohorts == 0 || same(&row["rate"]["value"], count as f64 / size as f64));
        }
    }
}
