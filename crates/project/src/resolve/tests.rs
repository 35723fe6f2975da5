//! What a person draws is held to the data: supported, denied, or left an assumption with a why.

use super::{Resolved, resolve};
use crate::bound::Bound;
use crate::data::Data;
use crate::made::Maker;
use crate::settings::Settings;
use std::sync::Arc;
use wayline_model::answer::Sampling;
use wayline_model::grade::Grade;
use wayline_model::map::JourneyMap;
use wayline_model::resolved::ResolvedPain;

/// Two hundred orders: red ones wait a step longer, are rated badly and stop at `pack` half of the time.
fn data(sampling: Sampling) -> Data {
    let mut maker = Maker::default();
    for number in 0..200_u32 {
        let red = number % 2 == 0;
        let stops = red && number % 4 == 0;
        let way: &[&str] = match (red, stops) {
            (_, true) => &["order", "pack"],
            (true, false) => &["order", "pack", "check", "ship", "deliver"],
            (false, _) => &["order", "pack", "ship", "deliver"],
        };
        let stars = if red { 1.0 + f64::from(number % 3) } else { 3.0 + f64::from(number % 3) };
        maker.journey(way, if red { "red" } else { "blue" }, 0.0, Some(stars));
    }
    maker.finish(sampling)
}

fn shown(map: &str, sampling: Sampling) -> Resolved {
    let (map, findings) = wayline_model::yaml::read(map, "drawn.journey.yaml");
    assert_eq!(findings, []);
    let map: JourneyMap = map.expect("a map");
    let bound = Bound::new(Arc::new(data(sampling)), &Settings::default(), &map, None);
    resolve(bound.expect("a good filter"), &[])
}

const MAP: &str = r#"
wayline: 1
map: Drawn
unit: case
goal: { text: More arrive, measure: { op: funnel, steps: [order, deliver] } }
stages:
  - stage: Buying
    steps:
      - step: Orders
        match: [order]
        emotion: { value: 1.5 }
        pains:
          - pain: Red is loved
            claim: { op: ratings, where: 'colour = "red"', against: 'colour = "blue"', is: difference > 0 }
          - pain: Red is hated
            claim: { op: ratings, where: 'colour = "red"', against: 'colour = "blue"', is: difference < 0 }
          - pain: Red arrives less often
            claim: { op: funnel, steps: [order, deliver], where: 'colour = "red"', against: 'colour = "blue"', is: difference < 0 }
          - pain: Green is hated
            claim: { op: ratings, where: 'colour = "green"', is: mean < 3 }
          - pain: Somebody said so
      - step: Waits for the parcel
        match: [pack]
        pains:
          - pain: Arriving takes long
            claim: { op: dwell, from: order, to: deliver, is: median_s > 600 }
          - pain: Many leave
            claim: { op: counts, is: rate > 0.05 }
          - pain: Nonsense
            claim: { op: counts, is: joy > 5 }
  - stage: Having
    steps:
      - step: Dreams
      - step: Receives
        match: [deliver]
        end: true
paths:
  - { from: Receives, to: Orders, when: buys again }
"#;

fn check(resolved: &Resolved, title: &str, grade: Grade) -> ResolvedPain {
    let hurt = resolved.hurts.iter().find(|hurt| hurt.pain.title == title).expect("drawn");
    assert_eq!(hurt.pain.grade, grade, "{title}: {}", hurt.pain.why);
    hurt.pain.clone()
}

#[test]
fn claims_are_supported_denied_or_left_open() {
    let resolved = shown(MAP, Sampling::All);
    check(&resolved, "Red is loved", Grade::Contradicted);
    check(&resolved, "Red is hated", Grade::Supported);
    check(&resolved, "Arriving takes long", Grade::Supported);
    let green = check(&resolved, "Green is hated", Grade::Assumption);
    assert!(!green.why.is_empty());
    assert!(check(&resolved, "Somebody said so", Grade::Assumption).evidence.is_empty());
    let nonsense = check(&resolved, "Nonsense", Grade::Assumption);
    assert!(nonsense.why.contains("joy"), "{}", nonsense.why);
}

#[test]
fn what_is_lost_is_counted_where_it_can_be_and_only_there() {
    let all = shown(MAP, Sampling::All);
    // Half of 100 red orders never arrive; every blue one does.
    assert_eq!(check(&all, "Red arrives less often", Grade::Supported).lost.value, Some(50.0));
    assert_eq!(check(&all, "Many leave", Grade::Supported).lost.value, Some(50.0));
    assert_eq!(all.map.health.goal.value, Some(0.75));
    let chosen = shown(MAP, Sampling::OutcomeSelected);
    for hurt in &chosen.hurts {
        assert!(hurt.pain.lost.value.is_none() && hurt.pain.lost.why.is_some());
    }
    assert!(chosen.map.health.goal.value.is_none() && chosen.map.health.goal.why.is_some());
}

#[test]
fn an_estimate_gives_way_to_ratings_and_an_unbound_step_stays_hollow() {
    let resolved = shown(MAP, Sampling::All);
    let steps: Vec<_> = resolved.map.stages.iter().flat_map(|stage| &stage.steps).collect();
    let dreams = steps[2];
    assert_eq!((dreams.count, dreams.emotion.figure.value), (None, None));
    assert!(dreams.emotion.figure.why.is_some());
    // Nobody rated an order alone, so the estimate stands, as an estimate.
    assert_eq!(steps[0].emotion.figure.value, Some(1.5));
    assert_eq!(steps[0].emotion.grade, Grade::Assumption);
    assert_eq!(steps[3].emotion.figure.n, 150);
}

#[test]
fn a_path_that_nobody_takes_is_an_assumption_and_much_is_not_explained() {
    let resolved = shown(MAP, Sampling::All);
    let again = &resolved.map.paths[0];
    assert_eq!((again.count, again.grade), (0, Grade::Assumption));
    // `check` and `ship` are on no step: only those that stopped at `pack` are explained.
    assert_eq!(resolved.map.health.explained.value, Some(0.25));
}

#[test]
fn what_is_between_steps_is_measured_and_what_a_team_says_is_carried_along() {
    let said = MAP
        .replace("unit: case", "unit: case\nlanes: [pain, horoscope, idea]")
        .replace("match: [pack]", "match: [pack]\n        department: Warehouse")
        .replace("- step: Dreams", "- step: Dreams\n        ideas: [A swing]");
    let passed = "hand_overs:
  - { from: Nowhere, to: Receives }
  - { from: Waits for the parcel, to: Receives, what: the parcel }
  - { from: Orders, to: Dreams }
  - { from: Receives, to: Orders }
";
    let resolved = shown(&(said + passed), Sampling::All);
    let map = &resolved.map;
    assert_eq!(map.lanes, ["pain", "idea"]);
    assert_eq!(map.stages[0].steps[1].department.as_deref(), Some("Warehouse"));
    assert_eq!(map.stages[1].steps[0].ideas, ["A swing"]);
    let [parcel, dream, back] = &map.hand_overs[..] else { panic!("three lead somewhere") };
    assert_eq!((parcel.key.as_str(), parcel.to_key.as_str()), ("hand_over.0", "s1.1"));
    assert_eq!(
        (parcel.from_department.as_deref(), &parcel.to_department),
        (Some("Warehouse"), &None)
    );
    // A hundred blue orders come two hours after they were packed, fifty red ones three.
    assert_eq!((parcel.count, parcel.wait_s.value), (Some(150), Some(7_200.0)));
    assert_eq!((dream.count, dream.wait_s.value), (None, None));
    assert_eq!(dream.wait_s.why.as_deref(), Some("no events are bound to `Dreams`"));
    assert_eq!((back.count, back.wait_s.value), (Some(0), None));
    let all = crate::evidence::evidence_all(&resolved).expect("every key opens");
    let opened = |key: &str| all.iter().find(|one| one.key == key).expect("a key of the map");
    assert_eq!(opened("hand_over.0").journeys_total, 150);
    assert_eq!(opened("hand_over.0").grade, Grade::Supported);
    assert_eq!(opened("hand_over.1").grade, Grade::Assumption);
}

/// A map of the red orders alone, with claims about parts of them.
const RED: &str = r#"
wayline: 1
map: Red
unit: case
where: colour = "red"
goal: { text: More arrive, measure: { op: funnel, steps: [order, deliver] } }
stages:
  - stage: Buying
    steps:
      - step: Orders
        match: [order]
        pains:
          - pain: Blue or shipped
            claim: { op: ratings, where: 'colour = "blue" or did("ship")', is: mean > 3 }
      - step: Packs
        match: [pack]
        pains:
          - pain: The checked leave
            claim: { op: counts, where: 'did("check")', is: rate > 0.1 }
          - pain: All leave
            claim: { op: counts, is: rate > 0.05 }
          - pain: Many are checked
            claim: { op: counts, where: 'did("check")', is: count > 40 }
          - pain: Most are checked
            claim: { op: counts, where: 'did("check")', is: count > 60 }
"#;

#[test]
fn a_question_of_the_map_stays_inside_of_its_filter_and_keeps_its_own() {
    let resolved = shown(RED, Sampling::All);
    let ratings = &check(&resolved, "Blue or shipped", Grade::Contradicted).evidence[0];
    assert_eq!(ratings.figure.n, 50, "fifty red orders are shipped, none is blue");
    let checked = check(&resolved, "The checked leave", Grade::Contradicted);
    assert_eq!((checked.evidence[0].figure.value, checked.evidence[0].figure.n), (Some(0.0), 50));
    let all = check(&resolved, "All leave", Grade::Supported);
    assert_eq!((all.lost.value, all.evidence[0].figure.n), (Some(50.0), 100));
    assert_eq!(resolved.map.health.goal.value, Some(0.5));
    assert_eq!(resolved.map.health.goal.n, 100);
    check(&resolved, "Many are checked", Grade::Supported);
    check(&resolved, "Most are checked", Grade::Contradicted);
}

#[test]
fn the_question_of_a_leak_repeats_it() {
    // Every journey has ordered, which ends this map: whoever is packed last has not left.
    let ends_early = MAP.replace("match: [order]", "match: [order]\n        end: true");
    for map in [MAP, RED, &ends_early] {
        let resolved = shown(map, Sampling::All);
        let steps = resolved.map.stages.iter().flat_map(|stage| &stage.steps);
        let mut asked = 0;
        for step in steps.filter(|step| step.left.figure.value.is_some()) {
            let question = step.left.figure.question.as_ref().expect("a figure has its question");
            let answer = resolved.bound.ask(question).expect("its own question").answer;
            let rows = answer["activities"].as_array().expect("a list");
            let row = rows.iter().find(|row| row["activity"] == step.activities[0].as_str());
            let left = &row.expect("the step's activity")["left"];
            assert_eq!(left["value"].as_f64(), step.left.figure.value, "{}", step.name);
            assert_eq!(left["n"], step.left.figure.n, "{}", step.name);
            asked += 1;
        }
        assert!(asked > 0);
    }
}
