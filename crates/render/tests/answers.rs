//! Laws of the charts: every figure is the answer's, nothing overlaps, nothing leaves the page, the unknown is said.

use quick_xml::Reader;
use quick_xml::events::Event;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use wayline_model::answer::Answer;
use wayline_model::question::Operator;
use wayline_render::answer::{NotDrawn, draw};
use wayline_render::export::{SvgOptions, answer_html, svg};
use wayline_render::scene::{Item, Move, Role, Scene, Text};
use wayline_render::{Style, Theme};

const LONG: &str = "Bardzo długa nazwa czynności, której nikt nie skróciłby bez żalu, Очень длинное название 付款两次都失败了付款两次都失败了 end";

fn rate(value: f64, n: u64) -> Value {
    json!({"value": value, "low": (value - 0.1).max(0.0), "high": (value + 0.1).min(1.0), "n": n, "low_base": n < 30})
}

fn unknown() -> Value {
    json!({"value": null, "low": null, "high": null, "n": 12, "why": "chosen by how they ended"})
}

/// Names of one character, of 120, and in three scripts.
fn name(i: usize) -> String {
    match i % 5 {
        0 => format!("{i}"),
        1 => format!("{LONG} {i}"),
        2 => format!("付款失败{i}"),
        3 => format!("Оформляет заказ {i}"),
        _ => format!("Płaci gotówką {i}"),
    }
}

#[expect(clippy::needless_pass_by_value, reason = "the parts are made where they are given")]
fn envelope(question: Value, answer: Value) -> Answer {
    serde_json::from_value(json!({
        "question": question, "as_of": "2026-10-31T23:16:00Z", "dataset": "Sklep 商店", "unit": "case",
        "journeys": 1500, "events": 14171, "answer": answer,
        "notes": ["at the very time of the one before, so arrival decides: 149 events", LONG],
    }))
    .expect("an answer")
}

fn counts(rows: usize) -> Value {
    let row = |i: usize| {
        json!({"activity": name(i), "events": 9000 / (i + 1), "journeys": 4000 / (i + 1), "starts": i % 3 * 1000,
            "ends": i % 4 * 7, "open": i % 2,
            "left": if i % 7 == 6 { unknown() } else { rate(i as f64 / 60.0, 20 + i as u64) }})
    };
    json!({"first": null, "last": null, "activities": (0..rows).map(row).collect::<Vec<_>>()})
}

/// The answer of groups that have these.
fn grouped(parts: Vec<Value>) -> Value {
    let group = |(i, answer): (usize, Value)| json!({"value": if i == 1 { Value::Null } else { json!(name(i)) }, "journeys": 700 / (i + 1), "answer": answer});
    json!({"by": "channel", "groups": parts.into_iter().enumerate().map(group).collect::<Vec<_>>()})
}

/// The question asked of groups.
fn by(mut question: Value) -> Value {
    question["by"] = json!({"attribute": "channel", "at": "last"});
    question
}

fn funnel(steps: usize) -> Value {
    let mut all = Vec::new();
    for i in 0..steps {
        let count = 5000 / (i as u64 + 1);
        all.push(json!({"name": name(i), "count": count, "open": if i % 2 == 0 { count / 10 } else { 0 },
            "from_start": if i == 3 { unknown() } else { rate(1.0 / (i + 1) as f64, if i == 2 { 9 } else { 5000 }) },
            "from_previous": if i == 0 { Value::Null } else { rate(0.7, 100) },
            "median_s": if i % 3 == 0 { Value::Null } else { json!(7777.5 * i as f64) }}));
    }
    json!({"within_s": 86400.0, "steps": all})
}

fn variants(rows: usize) -> Value {
    let row = |i: usize| {
        let trace: Vec<String> = (0..=(i * i % 190)).map(|j| name((j / 2 + i) % 30)).collect();
        json!({"trace": trace, "count": 3000 / (i + 1), "share": if i == 1 { Value::Null } else { json!(0.5 / (i + 1) as f64) }})
    };
    json!({"total_variants": rows + 40, "variants": (0..rows).map(row).collect::<Vec<_>>()})
}

/// A walk over `names` activities that always goes on somewhere, with moves back and loops.
fn transitions(names: usize) -> Value {
    let mut pairs = Vec::new();
    for i in 0..names {
        for (j, weight) in [(i + 1, 900), (i + 3, 90), (i, 60), ((i * 7 + 2) % names.max(1), 25)] {
            let j = j % names;
            if !pairs.iter().any(|(from, to, _)| (*from, *to) == (i, j)) {
                pairs.push((i, j, weight * 10 / (i + 1) + 1));
            }
        }
    }
    pairs.sort_by_key(|(_, _, count)| std::cmp::Reverse(*count));
    let pair = |(from, to, count): &(usize, usize, usize)| {
        json!({"from": name(*from), "to": name(*to), "count": count, "journeys": count, "mean_s": 60.0,
            "median_s": *count as f64 * 321.5, "p95_s": 90.0, "min_s": 0.0, "max_s": 99.0})
    };
    json!({"transitions": pairs.iter().map(pair).collect::<Vec<_>>(),
        "starts": [{"activity": name(0), "count": 1400}, {"activity": name(1), "count": 100}],
        "ends": [{"activity": name(names - 1), "count": 1500}]})
}

fn paths(names: usize, depth: usize, over: &[&str]) -> Value {
    let at = |i: usize, p: usize| if p == 0 && i > 0 { 0 } else { 900 / (i + 1) / (p + 1) };
    let matrix: Vec<Value> = (0..names)
        .map(|i| json!({"activity": name(i), "counts": (0..depth).map(|p| at(i, p)).collect::<Vec<_>>()}))
        .collect();
    let mut edges = Vec::new();
    for p in 0..depth.saturating_sub(1) {
        for i in 0..names {
            if at(i, p) > 8 {
                edges.push(json!({"position": p + 1, "from": name(i), "to": name((i + p) % names), "count": at(i, p) / 4}));
            }
        }
    }
    let mut answer = json!({"journeys": 900, "matrix": matrix, "edges": edges});
    for (i, name) in over.iter().enumerate() {
        let each = (0..depth).map(|p| if p + 1 == depth { 0 } else { 40 * (i + 1) / (p + 1) });
        answer[*name] = json!(each.collect::<Vec<_>>());
    }
    answer
}

fn dwell(points: usize, unit: f64) -> Value {
    let at = |i: usize| 0.98 - 0.97 * i as f64 / points as f64;
    let curve: Vec<Value> = (0..points)
        .map(|i| {
            json!({"s": unit * (i * i + 1) as f64, "waiting": at(i), "low": (at(i) - 0.05).max(0.0),
                "high": (at(i) + 0.05).min(1.0), "at_risk": 5000 - i * 7})
        })
        .collect();
    let quantile = |p: f64, i: usize| {
        json!({"p": p, "s": if points > 1 && p < 0.95 { json!(unit * (i * i + 1) as f64) } else { Value::Null },
            "low_s": unit * (i * i) as f64, "high_s": if p > 0.8 { Value::Null } else { json!(unit * (i * i + 3) as f64) }})
    };
    let quantiles: Vec<Value> =
        [25, 50, 75, 90, 95].map(|p| quantile(p as f64 / 100.0, p * points / 100)).to_vec();
    json!({"n": 5000, "events": 4700, "censored": 300, "low_base": points < 5, "quantiles": quantiles, "curve": curve})
}

fn ratings() -> Value {
    let given = |i: u64| json!({"rating": i, "count": i * 90, "share": i as f64 / 15.0});
    json!({"kind": "stars", "scale": [1.0, 5.0], "mean": {"value": 3.42, "low": 3.33, "high": 3.51, "n": 904},
        "emotion": unknown(), "answers": (1..=5).map(given).collect::<Vec<_>>()})
}

fn drivers(rows: usize) -> Value {
    let row = |i: usize| {
        let odds = 9000.0 / ((i * i * i + 1) as f64 * 2.0);
        let mut about = if i % 3 == 2 {
            json!({"attribute": "channel", "value": if i == 5 { json!(true) } else { json!(name(i)) }})
        } else {
            json!({"activity": name(i)})
        };
        let figures = json!({"odds": {"value": odds, "low": odds / 3.0, "high": odds * 3.0, "n": 1500, "low_base": i.is_multiple_of(2)},
            "q": 0.0004 * i as f64, "with": 800, "with_reached": 90 * i, "without": 700, "without_reached": 70});
        let figures = figures.as_object().cloned().expect("an object");
        about.as_object_mut().expect("an object").extend(figures);
        about
    };
    json!({"goal": "pay", "reached": 599, "open": 3, "drivers": (0..rows).map(row).collect::<Vec<_>>()})
}

fn pattern(rows: usize) -> Value {
    let row = |i: usize| {
        json!({"journey": name(i), "position": i + 1, "events": 3 * i + 2, "start": "2026-10-01T10:00:00Z",
            "end": if i == 2 { Value::Null } else { json!("2026-10-31T23:16:00.000250Z") }})
    };
    json!({"count": rows * 10, "rate": if rows == 20 { unknown() } else { rate(0.25, rows as u64 * 40) }, "matches": rows * 11,
        "median_s": if rows == 0 { Value::Null } else { json!(4321.5) }, "first": (0..rows).map(row).collect::<Vec<_>>()})
}

fn attribution(rows: usize, markov: bool) -> Value {
    let row = |i: usize| {
        let known = i % 9 != 8;
        let mut row = json!({"value": if i == 4 { json!(true) } else { json!(name(i)) },
            "conversions": if known { json!(400.5 / (i + 1) as f64) } else { Value::Null },
            "share": if known { json!(0.4 / (i + 1) as f64) } else { Value::Null }, "touched": 900 / (i + 1)});
        if markov {
            row["removal_effect"] = if known { json!(0.9 / (i + 1) as f64) } else { Value::Null };
        }
        row
    };
    let mut answer = json!({"conversions": rows * 20, "without_touch": rows, "low_base": rows < 3,
        "channels": (0..rows).map(row).collect::<Vec<_>>()});
    if markov {
        answer["null_paths"] = json!(3);
    }
    answer
}

fn sessions(many: u64) -> Value {
    let share = |i: u64| if many > 100 { json!(0.1 * i as f64) } else { Value::Null };
    let events: Vec<Value> = (0..10)
        .map(|i| json!({"from": i + 1, "to": if i < 9 { json!(i + 1) } else { Value::Null }, "sessions": many / (i + 1), "share": share(i)}))
        .collect();
    let lengths: Vec<Value> = (0..10_u64)
        .map(|i| {
            let end = |i: u64| if i < 9 { json!(10 * i * i) } else { Value::Null };
            json!({"over_s": i.checked_sub(1).map(end), "to_s": end(i), "sessions": many / (2 * i + 1), "share": share(i)})
        })
        .collect();
    json!({"gap_s": 1800.0, "sessions": many, "open": many / 7, "mean_per_journey": 1.25, "mean_events": 3.4, "median_events": 2.5,
        "mean_s": 377.25, "bounce": if many > 100 { rate(0.31, many) } else { unknown() }, "events": events, "lengths": lengths})
}

fn retention(cohorts: u64) -> Value {
    let open = json!({"value": null, "low": null, "high": null, "n": 20, "why": "the period has not ended"});
    let mut cells = Vec::new();
    for born in 0..cohorts {
        let size = 200 / (born + 1) + 3;
        for offset in 0..cohorts - born {
            let last = offset == cohorts - born - 1;
            cells.push(json!({"cohort": format!("2024-{:02}-{:02}", born / 28 % 12 + 1, born % 28 + 1), "size": size, "offset": offset,
                "count": size / (offset + 1), "open": last,
                "rate": if last { open.clone() } else if born == 2 { unknown() } else { rate(1.0 / (offset + 1) as f64, size) }}));
        }
    }
    let totals: Vec<Value> = (0..cohorts)
        .map(|offset| {
            let none = offset + 1 == cohorts;
            json!({"offset": offset, "cohorts": if none { 0 } else { cohorts - offset - 1 }, "size": 500, "count": 500 / (offset + 1),
                "rate": if none { open.clone() } else { rate(1.0 / (offset + 1) as f64, 500) }})
        })
        .collect();
    json!({"journeys": 4000, "totals": totals, "cells": cells})
}

/// Every operator, small and large, in groups, and empty.
fn answers() -> Vec<Answer> {
    let steps: Vec<String> = (0..32).map(name).collect();
    let dwells = json!({"op": "dwell", "from": name(1), "to": name(2)});
    let from = json!({"op": "paths", "from": name(0), "depth": 5});
    let to = json!({"op": "paths", "to": name(0), "depth": 5, "where": LONG, "only": "x", "since": "2026-01-01"});
    let over = ["left", "open", "reached"];
    let nobody =
        json!({"n": 0, "events": 0, "censored": 0, "low_base": true, "quantiles": [], "curve": []});
    let none =
        json!({"journeys": 0, "matrix": [], "edges": [], "left": [0], "open": [0], "reached": [0]});
    let unrated = json!({"kind": null, "scale": null, "mean": unknown(), "emotion": unknown(), "answers": []});
    let funnels = json!({"op": "funnel", "steps": steps, "within": "7d", "order": "any"});
    [
        (json!({"op": "counts"}), counts(1)),
        (json!({"op": "counts"}), counts(70)),
        (json!({"op": "counts"}), json!({"first": null, "last": null, "activities": []})),
        (by(json!({"op": "counts"})), grouped((0..30).map(|i| counts(i % 3)).collect())),
        (by(json!({"op": "counts"})), json!({"by": "channel", "groups": []})),
        (json!({"op": "transitions"}), transitions(1)),
        (json!({"op": "transitions"}), transitions(14)),
        (json!({"op": "transitions"}), transitions(30)),
        (json!({"op": "transitions"}), transitions(60)),
        (
            json!({"op": "transitions"}),
            json!({"transitions": [], "starts": [{"activity": LONG, "count": 3}], "ends": []}),
        ),
        (json!({"op": "transitions"}), json!({"transitions": [], "starts": [], "ends": []})),
        (by(json!({"op": "transitions"})), grouped(vec![transitions(5), transitions(3)])),
        (funnels.clone(), funnel(32)),
        (funnels.clone(), funnel(1)),
        (json!({"op": "funnel", "steps": ["a", "b"]}), funnel(2)),
        (by(funnels.clone()), grouped(vec![funnel(3), funnel(2), funnel(0), funnel(5)])),
        (json!({"op": "variants"}), variants(1)),
        (json!({"op": "variants"}), variants(75)),
        (
            json!({"op": "variants", "collapse_repeats": true}),
            json!({"total_variants": 0, "variants": []}),
        ),
        (by(json!({"op": "variants"})), grouped(vec![variants(3), variants(2)])),
        (from.clone(), paths(1, 5, &over)),
        (from.clone(), paths(20, 10, &over)),
        (to, paths(12, 5, &["starts"])),
        (from.clone(), none),
        (by(from), grouped(vec![paths(3, 3, &over), paths(9, 4, &over)])),
        (dwells.clone(), dwell(100, 37.0)),
        (dwells.clone(), dwell(1, 0.000_3)),
        (dwells.clone(), dwell(40, 4e6)),
        (dwells.clone(), nobody),
        (by(dwells), grouped(vec![dwell(9, 100.0), dwell(3, 9.0), dwell(60, 1.0)])),
        (json!({"op": "sessions", "gap": "1h"}), sessions(12_345_678)),
        (json!({"op": "sessions"}), sessions(3)),
        (json!({"op": "sessions"}), sessions(0)),
        (by(json!({"op": "sessions"})), grouped(vec![sessions(900), sessions(7), sessions(0)])),
        (
            json!({"op": "retention", "start": LONG, "return": LONG, "mode": "on_or_after"}),
            retention(2),
        ),
        (json!({"op": "retention", "period": "7d"}), retention(60)),
        (json!({"op": "retention"}), retention(0)),
        (by(json!({"op": "retention"})), grouped(vec![retention(3), retention(9), retention(0)])),
        (json!({"op": "pattern", "pattern": "cart->[^pay]*->path_end"}), pattern(1)),
        (json!({"op": "pattern", "pattern": LONG}), pattern(20)),
        (json!({"op": "pattern", "pattern": "a->b"}), pattern(0)),
        (by(json!({"op": "pattern", "pattern": "a->b"})), grouped((0..30).map(pattern).collect())),
        (
            json!({"op": "attribution", "goal": "pay", "model": "u_shape", "within": "30d"}),
            attribution(2, false),
        ),
        (json!({"op": "attribution", "goal": LONG, "model": "markov"}), attribution(70, true)),
        (json!({"op": "attribution", "goal": "pay", "of": "activity"}), attribution(0, false)),
        (
            by(json!({"op": "attribution", "goal": "pay"})),
            grouped((0..30).map(|i| attribution(i, false)).collect()),
        ),
        (json!({"op": "ratings", "kind": "stars", "about": LONG}), ratings()),
        (json!({"op": "ratings"}), unrated),
        (json!({"op": "drivers", "goal": "pay", "within": "7d"}), drivers(1)),
        (json!({"op": "drivers", "goal": "pay"}), drivers(70)),
        (
            json!({"op": "drivers", "goal": "pay"}),
            json!({"goal": "pay", "reached": 0, "open": 0, "drivers": []}),
        ),
    ]
    .into_iter()
    .map(|(question, answer)| envelope(question, answer))
    .collect()
}

fn drawn(answer: &Answer, width: f64) -> Scene {
    draw(answer, &Style { width, ..Style::default() }).expect("a chart")
}

fn plain(scene: &Scene) -> String {
    svg(scene, &SvgOptions { embed_fonts: false, ..SvgOptions::default() })
}

/// What a mark in the file says: its figure's name, value and base, by key.
type Marks = BTreeMap<String, Vec<(String, Option<f64>, Option<u64>)>>;

fn marks(text: &str) -> Marks {
    let mut reader = Reader::from_str(text);
    let mut marks = Marks::new();
    loop {
        let tag = match reader.read_event().expect("well-formed XML") {
            Event::Eof => return marks,
            Event::Start(tag) | Event::Empty(tag) => tag,
            _ => continue,
        };
        let of = |name: &str| {
            let found = tag.try_get_attribute(name).expect("attributes")?;
            Some(found.value.into_owned())
        };
        if let (Some(key), Some(figure)) = (of("data-key"), of("data-figure")) {
            let value = of("data-value").map(|value| value.parse().expect("a number"));
            let n = of("data-n").map(|n| n.parse().expect("a whole number"));
            marks.entry(key).or_default().push((figure, value, n));
        }
    }
}

/// A drawing without its colours: what is left must not depend on the theme.
fn colourless(text: &str) -> String {
    let mut parts = text.split('#');
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let colour = part.chars().take(6).filter(char::is_ascii_hexdigit).count() == 6;
        out.push_str(if colour { &part[6..] } else { part });
    }
    out
}

#[test]
fn a_theme_changes_the_colours_and_nothing_else_but_the_weight_of_lines() {
    for answer in answers() {
        let of = |theme: Theme| {
            let style = Style { width: 1200.0, theme, ..Style::default() };
            plain(&draw(&answer, &style).expect("a chart"))
        };
        let (light, dark, print) = (of(Theme::Light), of(Theme::Dark), of(Theme::Print));
        assert!(light != dark && dark != print, "{:?}", answer.question.op);
        assert_eq!(colourless(&light), colourless(&dark));
        assert_eq!(marks(&light), marks(&print));
    }
}

#[test]
fn a_long_row_and_many_panels_are_cut_and_that_is_said() {
    let pairs: Vec<Value> = (0..59)
        .map(|i| {
            json!({"from": format!("a{i}"), "to": format!("a{}", i + 1), "count": 100 - i,
                "journeys": 1, "median_s": 60.0})
        })
        .collect();
    let chain = json!({"transitions": pairs, "starts": [{"activity": "a0", "count": 100}],
        "ends": [{"activity": "a59", "count": 41}]});
    let scene = drawn(&envelope(json!({"op": "transitions"}), chain), 1200.0);
    assert!(scene.width < 6_100.0, "{}", scene.width);
    let text = plain(&scene);
    assert!(text.contains("would make a row of over 24 activities"), "{text}");
    assert!(text.contains("Drawn are the 23 most frequent of 59 kinds of moves"), "{text}");

    for (question, part) in [
        (json!({"op": "counts"}), counts(60)),
        (json!({"op": "variants"}), variants(60)),
        (json!({"op": "drivers", "goal": "pay"}), drivers(60)),
        (json!({"op": "transitions"}), transitions(30)),
    ] {
        let many = grouped(vec![part; 24]);
        let scene = drawn(&envelope(by(question), many), 1200.0);
        assert!(scene.height < 24_000.0, "{}", scene.height);
        assert!(plain(&scene).contains("drawn"), "what is left out is said");
    }
}

#[test]
fn every_figure_in_the_file_is_the_answers() {
    for answer in answers() {
        let json = serde_json::to_value(&answer).expect("plain data");
        let found = marks(&plain(&drawn(&answer, 1200.0)));
        for (key, all) in &found {
            let said = json.pointer(key).unwrap_or_else(|| panic!("{key} is not in the answer"));
            for (figure, value, n) in all {
                let rate = said.is_object();
                let expected = if rate { said["value"].as_f64() } else { said.as_f64() };
                assert_eq!(*value, expected, "{key}");
                if rate {
                    assert_eq!(*n, said["n"].as_u64(), "{key}");
                }
                assert!(key.contains(figure.as_str()), "{figure} at {key}");
            }
        }
    }
}

#[test]
fn a_named_chain_has_its_question_and_a_page_opens_it() {
    let over: &[&str] = &["left", "open", "reached"];
    let starts: &[&str] = &["starts"];
    let from = json!({"op": "paths", "from": name(0), "depth": 5});
    let to = json!({"op": "paths", "to": name(0)});
    for (question, ends) in [(from, over), (json!({"op": "paths"}), over), (to, starts)] {
        let scene = drawn(&envelope(question.clone(), paths(6, 4, ends)), 1200.0);
        let page = answer_html(&scene, Theme::Light, |asked| format!("ask {asked:?}"));
        let mut kinds = BTreeMap::<&str, usize>::new();
        scene.visit(&mut |item, _| {
            let Item::Group(group) = item else { return };
            let chain = |key: &&str| key.contains("/edges/") || key.contains("/matrix/");
            let Some(key) = group.key.as_deref().filter(chain) else { return };
            let asked = group.question.as_deref();
            let asked = asked.unwrap_or_else(|| panic!("{key} has no question"));
            let funnel = matches!(asked.op, Operator::Funnel { .. });
            *kinds.entry(if funnel { "funnel" } else { "pattern" }).or_default() += 1;
            assert!(page.contains(&format!("\"key\":\"{key}\"")), "{key}");
        });
        assert_eq!(kinds.contains_key("funnel"), question.get("from").is_some(), "{kinds:?}");
        assert!(kinds["pattern"] > 4, "{kinds:?}");
        assert!(plain(&scene).contains(" data-question=\"{&quot;op&quot;:"));
    }
}

/// Pointers of an answer that its chart must show.
fn expected(answer: &Answer) -> Vec<String> {
    let json = serde_json::to_value(answer).expect("plain data");
    let op = json["question"]["op"].as_str().expect("an operator").to_owned();
    let groups = answer.answer.get("groups").and_then(Value::as_array).map(Vec::len);
    let parts: Vec<String> = match groups {
        None => vec!["/answer".into()],
        Some(count) => (0..count.min(24)).map(|i| format!("/answer/groups/{i}/answer")).collect(),
    };
    let (list, fields, most): (&str, &[&str], usize) = match op.as_str() {
        "counts" => ("activities", &["events", "journeys", "starts", "ends", "open", "left"], 60),
        "transitions" => ("transitions", &["count"], 1),
        "funnel" => ("steps", &["count", "from_start", "from_previous", "median_s"], 32),
        "variants" => ("variants", &["count", "share"], 60),
        "paths" => ("matrix", &["counts/0"], 1),
        "dwell" => ("quantiles", &["s"], 5),
        "sessions" => ("lengths", &["sessions", "share"], 10),
        "retention" => ("totals", &["rate"], 1),
        "pattern" => ("first", &["position", "events"], 8),
        "attribution" => ("channels", &["conversions", "share", "removal_effect", "touched"], 10),
        "ratings" => ("answers", &["count", "share"], 60),
        _ => ("drivers", &["odds", "with_reached"], 60),
    };
    let mut all = Vec::new();
    for part in parts {
        let part_of = json.pointer(&part).expect("a part");
        if op == "funnel" && part_of["steps"].as_array().is_some_and(Vec::is_empty) {
            continue;
        }
        if (op == "dwell" && part_of["n"] == 0) || (op == "sessions" && part_of["sessions"] == 0) {
            continue;
        }
        let rows = part_of[list].as_array().map_or(0, Vec::len);
        for i in 0..rows.min(most) {
            for field in fields {
                let key = format!("{part}/{list}/{i}/{field}");
                if json.pointer(&key).is_some_and(|value| !value.is_null()) {
                    all.push(key);
                }
            }
        }
    }
    all
}

#[test]
fn every_row_of_an_answer_is_drawn() {
    let mut compared = 0;
    for answer in answers() {
        let found = marks(&plain(&drawn(&answer, 1200.0)));
        for key in expected(&answer) {
            assert!(found.contains_key(&key), "{key} of {:?} is not drawn", answer.question.op);
            compared += 1;
        }
    }
    assert!(compared > 900, "{compared}");
}

#[test]
fn every_drawn_move_keeps_its_count_where_its_words_found_no_room() {
    for names in [14, 30, 60] {
        let answer = envelope(json!({"op": "transitions"}), transitions(names));
        let scene = drawn(&answer, 1200.0);
        let found = marks(&plain(&scene));
        let counts =
            found.keys().filter(|key| key.ends_with("/count") && key.contains("/transitions/"));
        let counts: Vec<usize> = counts
            .map(|key| key.split('/').nth(3).and_then(|i| i.parse().ok()).expect("a place"))
            .collect();
        let kept = counts.len();
        let total: u64 = answer.answer["transitions"]
            .as_array()
            .expect("a list")
            .iter()
            .filter_map(|p| p["count"].as_u64())
            .sum();
        let sum: u64 =
            counts.iter().filter_map(|i| answer.answer["transitions"][*i]["count"].as_u64()).sum();
        let narrow = words(&scene).contains("would make a row of over 24 activities");
        assert_eq!(narrow, names > 24, "{names}");
        let enough = sum as f64 >= 0.95 * total as f64 || kept == 70;
        assert!(enough || narrow, "{sum} of {total} with {kept}");
        assert!(words(&scene).contains(&format!("Drawn are the {kept} most frequent")), "{names}");
        let labelled = found.keys().filter(|key| key.ends_with("/median_s")).count();
        assert_eq!(
            labelled < kept,
            words(&scene).contains("Arrows without room"),
            "{labelled} of {kept}"
        );
        assert!(
            labelled * 10 >= kept * 6,
            "{labelled} of {kept} arrows of {names} activities have words"
        );
    }
}

#[test]
fn groups_have_a_panel_each_and_the_smallest_of_many_are_counted() {
    let groups: Vec<Value> = (0..30)
        .map(|i| json!({"value": format!("web {i}"), "journeys": 30 - i, "answer": counts(2)}))
        .collect();
    let question = json!({"op": "counts", "by": "channel"});
    let scene = drawn(&envelope(question, json!({"by": "channel", "groups": groups})), 1200.0);
    let said = words(&scene);
    assert!(said.contains("channel = web 23") && !said.contains("channel = web 24"), "{said}");
    assert!(said.contains("6 more groups are not drawn"), "{said}");
    let found = marks(&plain(&scene));
    assert_eq!(found["/answer/groups/23/journeys"], [("journeys".into(), Some(7.0), Some(7))]);
}

type Area = [f64; 4];

/// Left, top, right, bottom of the ink of a run.
fn ink(text: &Text) -> Area {
    [text.x, text.y - 0.74 * text.size, text.x + text.width, text.y + 0.22 * text.size]
}

fn points(moves: &[Move]) -> Vec<(f64, f64)> {
    let all = moves.iter().flat_map(|step| match *step {
        Move::To(x, y) | Move::Line(x, y) => vec![(x, y)],
        Move::Curve(x1, y1, x2, y2, x, y) => vec![(x1, y1), (x2, y2), (x, y)],
        Move::Close => vec![],
    });
    all.collect()
}

#[test]
fn nothing_overlaps_and_nothing_leaves_the_page() {
    for width in [480.0, 1600.0] {
        for answer in answers() {
            let scene = drawn(&answer, width);
            let what = format!("{:?} at {width}", answer.question.op);
            let what = what.chars().take(60).collect::<String>();
            let inside = |x: f64, y: f64| {
                (-0.05..=scene.width + 0.05).contains(&x)
                    && (-0.05..=scene.height + 0.05).contains(&y)
            };
            let mut runs: Vec<(Area, String)> = Vec::new();
            scene.visit(&mut |item, around| match item {
                Item::Text(text) => {
                    let area = ink(text);
                    assert!(
                        inside(area[0], area[1]) && inside(area[2], area[3]),
                        "{what}: {text:?}"
                    );
                    for card in around.iter().filter(|group| group.role == Role::Card) {
                        let Some(Item::Rect(rect)) = card.items.first() else {
                            panic!("a card without ground")
                        };
                        assert!(
                            area[0] >= rect.x - 0.1
                                && area[2] <= rect.x + rect.width + 0.1
                                && area[1] >= rect.y - 0.1
                                && area[3] <= rect.y + rect.height + 0.1,
                            "{what}: {text:?} leaves {rect:?}"
                        );
                    }
                    runs.push((area, text.text.clone()));
                }
                Item::Rect(rect) => {
                    assert!(
                        inside(rect.x, rect.y) && inside(rect.x + rect.width, rect.y + rect.height),
                        "{what}: {rect:?}"
                    );
                }
                Item::Circle(c) => {
                    assert!(
                        inside(c.x - c.radius, c.y - c.radius)
                            && inside(c.x + c.radius, c.y + c.radius),
                        "{what}: {c:?}"
                    );
                }
                Item::Path(path) => {
                    for (x, y) in points(&path.moves) {
                        assert!(
                            inside(x, y),
                            "{what}: {x} {y} of {} × {}",
                            scene.width,
                            scene.height
                        );
                    }
                }
                Item::Group(_) => {}
            });
            runs.sort_by(|a, b| a.0[1].total_cmp(&b.0[1]));
            for (i, (a, words)) in runs.iter().enumerate() {
                for (b, others) in runs[i + 1..].iter().take_while(|(b, _)| b[1] < a[3]) {
                    let apart = a[0] + 0.5 >= b[2] || b[0] + 0.5 >= a[2] || b[1] + 0.5 >= a[3];
                    assert!(apart, "{what}: “{words}” {a:?} over “{others}” {b:?}");
                }
            }
        }
    }
}

fn words(scene: &Scene) -> String {
    let mut all = String::new();
    scene.visit(&mut |item, _| {
        if let Item::Text(text) = item {
            all.push_str(&text.text);
            all.push(' ');
        }
    });
    all.replace('\u{a0}', " ")
}

#[test]
fn boxes_of_the_graph_do_not_overlap_each_other_or_words_of_arrows() {
    for names in [14, 30, 60] {
        let scene = drawn(&envelope(json!({"op": "transitions"}), transitions(names)), 1200.0);
        let mut boxes: Vec<Area> = Vec::new();
        scene.visit(&mut |item, _| {
            if let Item::Group(group) = item
                && group.role == Role::Card
                && let Some(Item::Rect(r)) = group.items.first()
            {
                boxes.push([r.x, r.y, r.x + r.width, r.y + r.height]);
            }
        });
        assert!(boxes.len() >= 10, "{names}: {}", boxes.len());
        for (i, a) in boxes.iter().enumerate() {
            for b in &boxes[i + 1..] {
                let apart = a[0] >= b[2] || b[0] >= a[2] || a[1] >= b[3] || b[1] >= a[3];
                assert!(apart, "{a:?} over {b:?}");
            }
        }
    }
}

#[test]
fn what_is_unknown_on_a_small_base_or_empty_is_said() {
    let scene = drawn(&envelope(json!({"op": "funnel", "steps": ["a"]}), funnel(4)), 1200.0);
    let said = words(&scene);
    assert!(said.contains("Unknown shares: chosen by how they ended"), "{said}");
    assert!(said.contains("hollow: under the minimum base") && said.contains("n = 9"), "{said}");
    assert!(said.contains("may still go on") && said.contains("500 may still"), "{said}");
    assert!(
        said.contains("Sklep")
            && said.contains("1,500 journeys (each a case)")
            && said.contains("31 Oct 2026")
    );
    for answer in answers() {
        let part = &answer.answer;
        let empty =
            |list: &str| part.get(list).and_then(Value::as_array).is_some_and(Vec::is_empty);
        let lists = [
            "activities",
            "variants",
            "matrix",
            "answers",
            "drivers",
            "curve",
            "first",
            "channels",
            "groups",
        ];
        if lists.iter().any(|list| empty(list)) {
            let said = words(&drawn(&answer, 1200.0));
            let any = ["No ", "There is no"];
            assert!(any.iter().any(|words| said.contains(words)), "{said}");
        }
    }
}

#[test]
fn an_hollow_mark_has_no_fill_but_the_ground() {
    let scene = drawn(&envelope(json!({"op": "counts"}), counts(20)), 1200.0);
    let mut hollow = (0, 0);
    scene.visit(&mut |item, around| {
        if let (Item::Circle(circle), Some(group)) = (item, around.last())
            && group.figure.as_deref() == Some("left")
        {
            let few = group.n.is_some_and(|n| n < 30);
            assert_eq!(circle.stroke.is_some(), few, "{}", group.label);
            if few { hollow.0 += 1 } else { hollow.1 += 1 }
        }
    });
    assert!(hollow.0 > 3 && hollow.1 > 3, "{hollow:?}");
}

#[test]
fn the_same_answer_is_the_same_bytes_and_names_do_not_move_anything() {
    for answer in answers() {
        assert_eq!(plain(&drawn(&answer, 1200.0)), plain(&drawn(&answer, 1200.0)));
    }
    let shape = |swap: bool| {
        let mut text = transitions(12).to_string();
        if swap {
            // Two names of equal width: only the names may differ.
            text =
                text.replace("\"0\"", "\"#\"").replace("\"5\"", "\"0\"").replace("\"#\"", "\"5\"");
        }
        let answer = serde_json::from_str(&text).expect("JSON");
        let scene = drawn(&envelope(json!({"op": "transitions"}), answer), 1200.0);
        let mut rects = Vec::new();
        scene.visit(&mut |item, _| {
            if let Item::Rect(rect) = item {
                rects.push((rect.x.to_bits(), rect.y.to_bits()));
            }
        });
        rects
    };
    assert_eq!(shape(false), shape(true));
}

#[test]
fn what_is_not_in_its_form_is_refused_and_nothing_panics() {
    let wrong = envelope(json!({"op": "funnel", "steps": ["a"]}), json!({"steps": [{"name": 3}]}));
    let error = draw(&wrong, &Style::default()).expect_err("no funnel");
    assert!(matches!(error, NotDrawn::Form(_)) && error.to_string().contains("cannot be drawn"));
    let none = NotDrawn::NoChart { op: "cohorts".into(), have: vec!["counts", "funnel"] };
    assert_eq!(none.to_string(), "`cohorts` has no chart; these have one: counts, funnel");
}
