//! Laws of the Scene: nothing overflows, nothing overlaps, every figure is the map's, the same input is the same bytes.

#[path = "maps/any.rs"]
mod any;
#[path = "maps/build.rs"]
mod build;
#[path = "maps/fitness.rs"]
mod fitness;
#[path = "maps/languages.rs"]
mod languages;
#[path = "maps/sample.rs"]
mod sample;
#[path = "maps/together.rs"]
mod together;

use proptest::prelude::*;
use std::collections::BTreeMap;
use wayline_model::resolved::{ResolvedMap, ResolvedPath};
use wayline_render::export::{
    HtmlOptions, Paper, PngOptions, SvgOptions, html, pdf, pdf_on_paper, png, svg,
};
use wayline_render::scene::{Group, Item, Move, Role, Scene, Text};
use wayline_render::{Style, layout, layout_for_paper};

type Area = [f64; 4];

fn draw(map: &ResolvedMap) -> Scene {
    layout(map, &Style::default())
}

/// Left, top, right, bottom of the ink of a run.
fn ink(text: &Text) -> Area {
    [text.x, text.y - 0.74 * text.size, text.x + text.width, text.y + 0.22 * text.size]
}

fn ground(group: &Group) -> Option<Area> {
    match group.items.first()? {
        Item::Rect(rect) => Some([rect.x, rect.y, rect.x + rect.width, rect.y + rect.height]),
        _ => None,
    }
}

fn overlap(a: &Area, b: &Area, slack: f64) -> bool {
    a[0] + slack < b[2] && b[0] + slack < a[2] && a[1] + slack < b[3] && b[1] + slack < a[3]
}

/// What must hold of every picture.
fn check(map: &ResolvedMap) -> Result<Scene, TestCaseError> {
    let scene = draw(map);
    let mut cards: Vec<(Area, String)> = Vec::new();
    let mut wrong: Vec<String> = Vec::new();
    scene.visit(&mut |item, around| match item {
        Item::Group(group) if group.role == Role::Card => {
            if let Some(area) = ground(group) {
                cards.push((area, group.label.clone()));
            } else {
                wrong.push(format!("a card without a ground: {}", group.label));
            }
        }
        Item::Text(text) => {
            let run = ink(text);
            let page = [-0.02, -0.02, scene.width + 0.02, scene.height + 0.02];
            if !within(&run, &page) {
                wrong.push(format!("off the page: {text:?}"));
            }
            for card in around.iter().filter(|group| group.role == Role::Card) {
                if ground(card).is_some_and(|area| !within(&run, &area)) {
                    wrong.push(format!("{:?} outside its card {:?}", text, ground(card)));
                }
            }
        }
        Item::Path(path) => {
            for step in &path.moves {
                let points = match *step {
                    Move::To(x, y) | Move::Line(x, y) => vec![x, y],
                    Move::Curve(x1, y1, x2, y2, x, y) => vec![x1, y1, x2, y2, x, y],
                    Move::Close => vec![],
                };
                if points.iter().any(|at| !at.is_finite() || at.abs() > 1e6) {
                    wrong.push(format!("a path out of bounds: {step:?}"));
                }
            }
        }
        _ => {}
    });
    for (i, (area, label)) in cards.iter().enumerate() {
        for (other, name) in &cards[i + 1..] {
            if overlap(area, other, 0.6) {
                wrong.push(format!("{label} {area:?} overlaps {name} {other:?}"));
            }
        }
    }
    prop_assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    Ok(scene)
}

fn within(inner: &Area, outer: &Area) -> bool {
    let slack = 0.05;
    inner[0] >= outer[0] - slack
        && inner[1] >= outer[1] - slack
        && inner[2] <= outer[2] + slack
        && inner[3] <= outer[3] + slack
}

/// Key and figure of everything that carries a value.
fn figures(scene: &Scene) -> BTreeMap<(String, String), Option<f64>> {
    let mut all = BTreeMap::new();
    scene.visit(&mut |item, _| {
        if let Item::Group(Group { key: Some(key), figure: Some(figure), value, .. }) = item {
            let before = all.insert((key.clone(), figure.clone()), *value);
            assert!(
                before.is_none_or(|before| before == *value),
                "{key} has two values of {figure}"
            );
        }
    });
    all
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_the_map_nothing_overflows_and_nothing_overlaps(map in any::any_map()) {
        let scene = check(&map)?;
        let text = svg(&scene, &SvgOptions { embed_fonts: false, ..SvgOptions::default() });
        prop_assert!(!text.contains("<script"));
        let small = PngOptions { scale: 0.2 };
        prop_assert!(png(&scene, &small).is_ok());
        prop_assert!(pdf(&scene).is_ok());
        let (around, lanes) = layout_for_paper(&map, &Style::default(), Paper::A4, |_| Vec::new());
        prop_assert!(pdf_on_paper(&around, &lanes, Paper::A4).is_ok());
    }
}

#[test]
fn the_three_maps_are_sound() {
    for map in [fitness::fitness(), sample::sample(), languages::languages(), together::together()]
    {
        check(&map).expect("a sound picture");
    }
}

#[test]
fn words_in_flow_and_emotion_do_not_run_into_each_other() {
    for map in [fitness::fitness(), sample::sample(), languages::languages(), together::together()]
    {
        let scene = draw(&map);
        let mut runs: Vec<(Area, String)> = Vec::new();
        scene.visit(&mut |item, around| {
            let lane = around.iter().find_map(|group| group.figure.as_deref());
            if let (Item::Text(text), Some("flow" | "emotion" | "waits" | "ways")) = (item, lane) {
                runs.push((ink(text), text.text.clone()));
            }
        });
        assert!(!runs.is_empty());
        for (i, (area, words)) in runs.iter().enumerate() {
            for (other, name) in &runs[i + 1..] {
                assert!(!overlap(area, other, 0.5), "“{words}” {area:?} over “{name}” {other:?}");
            }
        }
    }
}

#[test]
fn every_figure_on_the_picture_is_the_maps() {
    for map in [fitness::fitness(), sample::sample(), languages::languages(), together::together()]
    {
        let drawn = figures(&draw(&map));
        let at = |key: &str, figure: &str| drawn.get(&(key.into(), figure.into())).copied();
        let health = &map.health;
        assert_eq!(at("health.journeys", "health"), Some(Some(health.journeys as f64)));
        assert_eq!(at("health.goal", "health"), Some(health.goal.value));
        assert_eq!(at("health.explained", "health"), Some(health.explained.value));
        assert_eq!(at("health.lowest", "health"), Some(health.lowest.emotion.value));
        for stage in &map.stages {
            assert_eq!(at(&stage.key, "count"), Some(stage.count.map(|count| count as f64)));
            for step in &stage.steps {
                assert_eq!(at(&step.key, "count"), Some(step.count.map(|count| count as f64)));
                if let Some(share) = step.left.figure.value {
                    assert_eq!(at(&step.left.key, "left"), Some(Some(share)), "{}", step.name);
                } else {
                    assert_eq!(
                        at(&step.left.key, "left"),
                        None,
                        "{} has no share to show",
                        step.name
                    );
                }
                if map
                    .stages
                    .iter()
                    .flat_map(|s| &s.steps)
                    .any(|s| s.emotion.figure.value.is_some())
                {
                    assert_eq!(at(&step.emotion.key, "emotion"), Some(step.emotion.figure.value));
                }
                for pain in &step.pains {
                    assert_eq!(at(&pain.key, "lost"), Some(pain.lost.value));
                }
                for idea in &step.opportunities {
                    assert_eq!(at(&idea.key, "value"), Some(idea.value.value));
                }
                for action in &step.actions {
                    assert_eq!(at(&action.key, "effect"), Some(action.effect.value));
                }
            }
        }
        for path in &map.paths {
            assert_eq!(at(&path.key, "path"), Some(path.share.value));
        }
        for passed in &map.hand_overs {
            assert_eq!(at(&passed.key, "hand_over"), Some(passed.wait_s.value));
        }
    }
}

#[test]
fn of_very_many_ways_the_most_taken_are_drawn_and_the_rest_is_counted() {
    let mut map = fitness::fitness();
    let drawn = map.paths.first().expect("a way").clone();
    let ways = (0..1_000_u64).map(|i| ResolvedPath {
        key: format!("path.{i}"),
        count: if i % 4 == 0 { 10_000 + i } else { i % 7 },
        drawn: true,
        ..drawn.clone()
    });
    map.paths = ways.collect();
    let mut keys = Vec::new();
    let mut notes = Vec::new();
    draw(&map).visit(&mut |item, _| {
        let Item::Group(group) = item else { return };
        keys.extend(group.key.clone().filter(|key| key.starts_with("path.")));
        notes.extend(Some(group.label.clone()).filter(|label| label.ends_with("not drawn")));
    });
    let most: Vec<String> = (0..200).map(|i| format!("path.{}", 200 + 4 * i)).collect();
    assert_eq!(keys, most, "in the order of the map");
    assert_eq!(notes, ["800 more ways between steps, the least taken, are not drawn"]);
}

#[test]
fn what_the_team_thought_stands_beside_what_customers_say() {
    let mut rings = Vec::new();
    draw(&together::together()).visit(&mut |item, _| {
        if let Item::Group(group) = item
            && group.label.contains("estimate")
        {
            rings.push((group.key.clone().unwrap_or_default(), group.label.clone()));
        }
    });
    let said =
        ("s1.0.emotion".to_owned(), "Waits for a day: the team's estimate is −0.2".to_owned());
    assert!(rings.len() == 3 && rings.contains(&said), "{rings:?}");
}

#[test]
fn figures_in_the_svg_read_back_exactly() {
    let text = svg(&draw(&fitness::fitness()), &SvgOptions::default());
    assert!(
        text.contains(r#"data-key="health.goal" aria-label="Reach the goal: 6.1% 95%"#),
        "label"
    );
    assert!(text.contains(r#"data-figure="health" data-value="0.061" data-n="184210""#));
    assert!(text.contains(r#"data-figure="emotion" data-value="-1.2" data-n="4127""#));
}

#[test]
fn an_outcome_selected_sample_shows_no_share_and_no_loss() {
    let map = sample::sample();
    let scene = draw(&map);
    assert!(figures(&scene).keys().all(|(_, figure)| figure != "left"));
    let mut words = String::new();
    scene.visit(&mut |item, _| {
        if let Item::Text(text) = item {
            words += &text.text;
            words.push('\n');
        }
    });
    assert!(
        words.contains("in the sample") && words.contains("No shares and no losses"),
        "{words}"
    );
    assert!(!words.contains("leave"), "{words}");
}

#[test]
fn the_same_map_gives_the_same_bytes() {
    let map = sample::sample();
    let page = || html(&map, &draw(&map), &HtmlOptions::default());
    assert_eq!(page(), page());
}

#[test]
fn lanes_without_anything_are_left_out_and_a_blueprint_has_its_lines() {
    let lanes = |map: &ResolvedMap| {
        let mut lanes = Vec::new();
        draw(map).visit(&mut |item, around| {
            if let (Item::Group(Group { role: Role::Section, figure: Some(lane), .. }), []) =
                (item, around)
            {
                lanes.push(lane.clone());
            }
        });
        lanes.join(" ")
    };
    insta::assert_snapshot!(lanes(&fitness::fitness()), @"stages steps ways flow waits emotion voice pain opportunity action");
    insta::assert_snapshot!(lanes(&languages::languages()), @"stages steps frontstage backstage support flow emotion pain opportunity action voice think need tasks");
}
