//! What the text form promises: nothing is lost, and every mistake is shown with its place and what to do.

use super::*;
use crate::claim::Claim;
use crate::map::*;
use crate::question::{
    By, Entry, Exclusion, Model, Operator, Order, Quantiles, Question, Scope, Unit,
};
use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;

const EXAMPLE: &str = r#"wayline: 1
map: First ad to advocate
kind: current_state
occasion: complaints
goal:
  text: Fewer people give up at payment
  measure: { op: funnel, steps: [checkout_start, order_placed], within: 7d }
actors: [busy-parent]
stages:
  - stage: Purchase
    question: Let's do it
    steps:
      - step: Pays
        match: [payment_info, payment_failed]
        repeats: true
        limit: 10m
        touchpoints: [checkout page, bank page]
        channels: [app, bank]
        action: Card, then 3-D Secure
        need: [Be sure it worked]
        think: ["Did it go through?"]
        emotion: { feel: frustrated, value: -1.2, from: text }
        serve:
          frontstage: [Chat]
          backstage: [Fraud check]
          support: [Payment provider]
          systems: [PSP]
        pains:
          - pain: 3-D Secure fails on iOS
            claim: { op: drivers, goal: order_placed, step: Pays, is: odds < 1 }
            quotes: [zh-4127]
        opportunities:
          - opportunity: Native wallet payment
            effort: 5
            action:
              kind: touchpoint
              owner: Payments
              due: 2026-12-15
              status: running
              predict: "+2 pt"
              experiment: wallet-pilot
        opens: maps/payment.journey.yaml
paths:
  - { from: Asks support, to: Pays, when: returns }
"#;

fn good(text: &str) -> JourneyMap {
    let (map, found) = read(text, "a.journey.yaml");
    map.unwrap_or_else(|| panic!("{found:#?}"))
}

/// Every finding as `row:column message | help`.
fn found(text: &str) -> String {
    let (map, found) = read(text, "a.journey.yaml");
    assert_eq!(map.is_none(), !found.is_empty());
    let line = |d: &Diagnostic| {
        let number = |n: Option<u64>| n.map_or("-".into(), |n| n.to_string());
        let place = format!("{}:{}", number(d.place.row), number(d.place.column));
        format!("{place} {} | {}", d.message, d.help.as_deref().unwrap_or("-"))
    };
    found.iter().map(line).collect::<Vec<_>>().join("\n")
}

#[test]
fn the_map_of_the_manual_is_read() {
    let text = include_str!("../../tests/manual.journey.yaml");
    let map = good(text);
    assert_eq!(map, good(EXAMPLE), "comments, fields in another order and defaults change nothing");
    let step = map.steps().next().expect("one step");
    assert_eq!(step.activities, ["payment_info", "payment_failed"]);
    assert_eq!(step.pains[0].claim.as_ref().expect("a claim").is, "odds < 1");
}

#[test]
fn what_is_written_is_in_one_stable_style() {
    assert_eq!(write(&good(EXAMPLE)), EXAMPLE);
}

#[test]
fn a_wrong_field_is_shown_with_its_line_and_the_nearest_name() {
    let text = EXAMPLE.replace("touchpoints:", "touchpoint:").replace("owner:", "ownr:");
    insta::assert_snapshot!(found(&text), @r##"
    17:9 a step has no field `touchpoint` | did you mean `touchpoints`?
    37:15 the action has no field `ownr` | did you mean `owner`?
    "##);
}

#[test]
fn everything_that_does_not_fit_is_said_at_once_in_words() {
    let text = r"wayline: 1
map: [a]
kind: currant_state
stages:
  - stage: One
    steps:
      - match: view
      - step: B
        match: view
        optional: maybe
        emotion: { value: 5m, feel: sad }
        pains: [late]
        opportunities: [{ opportunity: X, effort: a lot }]
        zebra: 1
  - steps: []
paths: { from: a }
";
    insta::assert_snapshot!(found(text), @r##"
    2:6 `map` must be text, and it is a list | put numbers, true, false and null in quotes where they are meant as text
    3:7 `kind` cannot be `currant_state` | did you mean `current_state`?
    7:16 `match` must be a list, and it is the text "view" | write `[a, b]`, also for a single one
    7:9 a step has no `step` | add `step: …`
    9:16 `match` must be a list, and it is the text "view" | write `[a, b]`, also for a single one
    10:19 `optional` must be true or false, and it is the text "maybe" | -
    11:27 `value` must be a number, and it is the text "5m" | -
    11:37 `feel` cannot be `sad` | known here: delighted, excited, proud, satisfied, hopeful, calm, curious, wary, confused, impatient, anxious, frustrated, angry
    12:17 a pain must be a set of fields, and it is the text "late" | write `{ name: value }` or fields indented below it
    13:51 `effort` must be a number, and it is the text "a lot" | -
    14:9 a step has no field `zebra` | known here: step, id, match, optional, repeats, end, limit, touchpoints, channels, action, need, think, emotion, serve, department, quotes, pains, opportunities, ideas, opens
    15:5 a stage has no `stage` | add `stage: …`
    16:8 `paths` must be a list, and it is a set of fields | write `[a, b]`, also for a single one
    "##);
}

#[test]
fn what_is_wrong_inside_a_question_is_shown_at_its_field() {
    let step = |claim: &str| {
        format!(
            "wayline: 1\nmap: A\nstages:\n  - stage: S\n    steps:\n      - step: T\n        pains:\n          - pain: P\n            claim: {claim}\n"
        )
    };
    let all = [
        "{ op: funel, steps: [a], is: rate < 1 }",
        "{ op: funnel, step: [a], is: rate < 1 }",
        "{ op: funnel, steps: a, is: rate < 1 }",
        "{ op: funnel, steps: [a] }",
        "{ op: counts, by: 5, is: rate < 1 }",
        "{ op: variants, top: many, is: count > 1 }",
        "{ op: funnel, steps: [1, 2], is: rate < 1 }",
        "late",
    ];
    let lines: Vec<String> = all.iter().map(|claim| found(&step(claim))).collect();
    insta::assert_snapshot!(lines.join("\n"), @r##"
    9:26 `op` cannot be `funel` | did you mean `funnel`?
    9:34 the claim has no field `step` | did you mean `steps`?
    9:41 `steps` must be a list, and it is the text "a" | write `[a, b]`, also for a single one
    9:20 the claim has no `is` | add `is: …`
    9:38 `by` must be the name of an attribute | or `{ attribute: NAME, at: first }` with first, last or step
    9:41 `top` must be a whole number, and it is the text "many" | -
    9:41 `steps` must be text, and it is the number 1 | put numbers, true, false and null in quotes where they are meant as text
    9:20 `claim` must be a set of fields, and it is the text "late" | write `{ name: value }` or fields indented below it
    "##);
}

#[test]
fn what_is_not_plain_yaml_is_refused_with_its_place() {
    let all = [
        "",
        "# only a comment\n",
        "wayline: 1\nmap: A: B\n",
        "wayline: 1\nmap: A\nmap: B\n",
        "wayline: 1\nmap: &a A\n",
        "wayline: 1\nmap: *a\n",
        "wayline: 1\nmap: !str A\n",
        "wayline: 1\nmap: A\n---\nwayline: 1\n",
        "wayline: 1\nmap: [a\n",
        "wayline: 1\nmap: \"a\n",
        "wayline: 1\n\tmap: a\n",
        "wayline: 1\n? [a]\n: b\n",
        "wayline: 1\nmap: A\nstages:\n  - stage: S\n    steps:\n      - step: T\n        emotion: { value: 3 }\n",
    ];
    let lines: Vec<String> = all.iter().map(|text| found(text)).collect();
    insta::assert_snapshot!(lines.join("\n"), @r##"
    -:- the file is empty | a map begins with `wayline: 1` and `map: NAME`
    -:- the file is empty | a map begins with `wayline: 1` and `map: NAME`
    2:7 this is not YAML: a second `: ` in one line | put text with a colon in quotes
    3:1 `map` stands here twice | the first is in line 2; keep one of them
    2:9 anchors (`&name`) and aliases (`*name`) are not used in maps | write the value out; put text that begins with & or * in quotes
    2:6 this is not YAML: `*` begins an alias | put text that begins with * in quotes
    2:11 tags (`!name`) are not used in maps | put text that begins with ! in quotes
    4:1 a second document begins | keep one map in one file
    2:6 this is not YAML: unclosed bracket '[' | text with signs such as : # { [ " needs quotes
    3:1 this is not YAML: invalid indentation in multiline quoted scalar | text with signs such as : # { [ " needs quotes
    1:10 this is not YAML: found a tab | indent with spaces
    2:3 a field's name must be a word | write `name: value`
    7:20 an emotion of 3 lies outside −2 … +2 | write a number from -2 to 2
    "##);
}

#[test]
fn deep_and_large_and_hostile_texts_are_refused_quickly() {
    let deep = format!("wayline: 1\nmap: {}\n", "[".repeat(100_000));
    assert!(found(&deep).contains("nested deeper than 32 levels"));
    let large = format!("wayline: 1\nmap: {}\n", "a".repeat(tree::MAX_BYTES));
    assert!(found(&large).contains("16 MB"));
    let bomb = "wayline: 1\na: &a [x,x,x,x]\nb: &b [*a,*a,*a,*a]\nmap: *b\n";
    assert!(found(bomb).contains("anchors"));
}

#[test]
fn json_is_read_and_written_by_the_same_form() {
    let map = good(EXAMPLE);
    assert_eq!(good(&write_json(&map)), map);
    let text = r#"{"wayline": 1, "map": "a\/b \ud83d\udeb2 é\t\n", "stages": []}"#;
    assert_eq!(good(text).map, "a/b 🚲 é\t\n");
    assert_eq!(
        found("{\"wayline\": 1,\n \"mapp\": \"a\"}"),
        "2:2 the file has no field `mapp` | did you mean `map`?"
    );
}

#[test]
fn a_persona_is_read_and_written_too() {
    let text = "wayline: 1\npersona: busy-parent\nname: Ewa\nrule: did(\"view\") and state = \"SP\"\nneeds: [Be quick]\n";
    let (persona, found) = read_persona(text, "p.yaml");
    assert_eq!(found, []);
    assert_eq!(write_persona(&persona.expect("a persona")), text);
    let (none, found) = read_persona("wayline: 1\npersona: p\nneed: [a]\n", "p.yaml");
    assert!(none.is_none());
    assert_eq!(found[0].help.as_deref(), Some("did you mean `needs`?"));
}

#[test]
fn places_lead_from_a_path_to_its_line() {
    let places = Places::of(EXAMPLE, "a.journey.yaml");
    let at = |path| {
        let place = places.of_field(path);
        (place.row.expect("a row"), place.column.expect("a column"))
    };
    assert_eq!(at("stages[0].steps[0].match"), (14, 9));
    assert_eq!(at("stages[0].steps[0].match[1]"), (14, 31));
    assert_eq!(at("stages[0].steps[0].optional"), (13, 9), "not written: its step");
}

#[test]
fn a_rewrite_keeps_comments_with_what_they_stand_at() {
    let old = r#"# Drawn in the workshop of May.

wayline: 1
map: A   # working title
kind: current_state
stages:
  # The beginning
  - stage: One
    steps:
      - step: Views   # all of them
        match: [view]

      # moved here from Two
      - step: Carts
        match:
          - cart      # web
          # the app's word
          - basket
        limit: 10m    # a longer stay is "too late"
        emotion: {
          # asked in May
          value: 1
        }
# The end.
"#;
    let mut map = good(old);
    assert_eq!(map.stages[0].steps[0].step, "Views");
    map.stages[0].steps.swap(0, 1);
    map.stages[0].steps[0].limit = Some("5m".into());
    map.stages[0].steps.push(Step { step: "Pays".into(), ..Step::default() });
    let text = rewrite(old, &map);
    insta::assert_snapshot!(text, @r##"
    # Drawn in the workshop of May.

    wayline: 1
    map: A  # working title
    kind: current_state
    stages:
      # The beginning
      - stage: One
        steps:
          # moved here from Two
          - step: Carts
            # web
            # the app's word
            match: [cart, basket]
            limit: 5m  # a longer stay is "too late"
            # asked in May
            emotion: { value: 1 }
          - step: Views  # all of them
            match: [view]
          - step: Pays
    # The end.
    "##);
    assert_eq!(good(&text), map);
    assert_eq!(rewrite(&text, &map), text);
}

/// Text that some YAML reader takes for something else, and any other text.
fn text() -> impl Strategy<Value = String> {
    let nasty = [
        "no",
        "Yes",
        "1.0",
        "0x1F",
        "012",
        "1_000",
        "12:30:45",
        "null",
        "~",
        "",
        " ",
        "  a",
        "a  ",
        ": ",
        "a: b",
        "a:",
        ":a",
        "#",
        "a #b",
        "a#b",
        "- a",
        "-",
        "--- a",
        "...",
        "@a",
        "`a",
        "%a",
        "!a",
        "&a",
        "*a",
        "|",
        ">",
        "'",
        "\"",
        "'a'",
        "\"a\"",
        "\\n",
        "a\nb",
        "a\n",
        "\na",
        "\r\n",
        "\t",
        "a\tb",
        "\u{0}",
        "\u{7f}",
        "\u{85}",
        "\u{a0}",
        "\u{2028}",
        "\u{feff}",
        "\u{feff}a",
        "🚲",
        "é\u{301}",
        "2026-12-15",
        "2026-12-15T10:00:00Z",
        "{a}",
        "[a]",
        "a, b",
        "{",
        "]",
        "?",
        "? a",
        "=",
        "<<",
        ".5",
        ".inf",
        ".NaN",
        "+1",
        "-1",
        "1e3",
        "true",
        "a: [b",
        "a ,b",
        "\u{1f468}\u{200d}\u{1f469}",
        "\u{202e}abc",
        "\u{ffff}",
        "\u{10ffff}",
    ];
    prop_oneof![
        3 => proptest::sample::select(nasty.to_vec()).prop_map(str::to_owned),
        1 => any::<String>(),
        1 => vec(proptest::sample::select(nasty.to_vec()), 1..4).prop_map(|parts| parts.concat()),
        1 => "[a-z ]{90,130}",
    ]
}

fn texts() -> impl Strategy<Value = Vec<String>> {
    vec(text(), 0..4)
}

fn question() -> impl Strategy<Value = Question> {
    let op = prop_oneof![
        texts().prop_map(|ends| Operator::Counts { ends, mean: None }),
        prop::sample::select(vec![
            Quantiles::Exact,
            Quantiles::Sketch,
            Quantiles::Median,
            Quantiles::None
        ])
        .prop_map(|quantiles| Operator::Transitions { quantiles }),
        (texts(), of(text()), any::<bool>()).prop_map(|(steps, within, strict)| Operator::Funnel {
            steps,
            within,
            order: if strict { Order::Strict } else { Order::Ordered },
            entry: if strict { Entry::First } else { Entry::Best },
            once: strict,
            exclude: if strict { vec!["left".into()] } else { vec![] },
            exclusion: if strict { Exclusion::DropJourney } else { Exclusion::DropEntry },
            hold: strict.then(|| "item".into()),
        }),
        (of(any::<u32>()), any::<bool>()).prop_map(|(top, collapse_repeats)| Operator::Variants {
            top: top.map(|top| top as usize),
            collapse_repeats
        }),
        text().prop_map(|pattern| Operator::Pattern { pattern }),
        (text(), of(text()), any::<bool>()).prop_map(|(goal, half_life, once)| {
            Operator::Attribution {
                goal,
                model: if half_life.is_some() { Model::TimeDecay } else { Model::Last },
                within: None,
                of: None,
                half_life,
                collapse_repeats: once,
            }
        }),
        (text(), of(text())).prop_map(|(goal, step)| Operator::Drivers {
            goal,
            within: None,
            step
        }),
    ];
    (op, of(text()), of(text()), of(text())).prop_map(|(op, filter, by, since)| Question {
        op,
        scope: Scope {
            unit: Some(Unit::Case),
            filter,
            by: by.map(By::Attribute),
            since,
            ..Scope::default()
        },
    })
}

fn claim() -> impl Strategy<Value = Claim> {
    (question(), text(), of(text())).prop_map(|(question, is, against)| Claim {
        question,
        is,
        against,
    })
}

fn step() -> impl Strategy<Value = Step> {
    let emotion =
        of(of(-2.0..2.0).prop_map(|value| Emotion { feel: Some(Feel::Wary), value, from: None }));
    let serve = (texts(), texts()).prop_map(|(frontstage, roles)| Serve {
        frontstage,
        roles,
        ..Serve::default()
    });
    let pains = vec(
        (text(), of(claim()), texts()).prop_map(|(pain, claim, quotes)| Pain {
            pain,
            claim,
            quotes,
        }),
        0..3,
    );
    let action = of((of(text()), of(text())).prop_map(|(owner, predict)| Action {
        owner,
        predict,
        due: Some("2026-12-15".into()),
        status: Status::Running,
        ..Action::default()
    }));
    let opportunities = vec(
        (text(), of(0.0..1e9), of(claim()), action).prop_map(
            |(opportunity, effort, claim, action)| Opportunity {
                opportunity,
                effort,
                claim,
                action,
            },
        ),
        0..3,
    );
    let words = (text(), of(text()), of(text()), of(text()));
    (words, texts(), texts(), emotion, serve, pains, opportunities, any::<bool>()).prop_map(
        |(
            (step, id, action, opens),
            activities,
            think,
            emotion,
            serve,
            pains,
            opportunities,
            end,
        )| Step {
            step,
            id,
            activities,
            end,
            action,
            think,
            emotion,
            serve,
            pains,
            opportunities,
            opens,
            ..Step::default()
        },
    )
}

fn any_map() -> impl Strategy<Value = JourneyMap> {
    let stage = (text(), of(text()), vec(step(), 0..3))
        .prop_map(|(stage, question, steps)| Stage { stage, question, task: None, steps });
    let path = (text(), text(), of(text())).prop_map(|(from, to, when)| Path { from, to, when });
    let goal = of((text(), of(question())).prop_map(|(text, measure)| Goal { text, measure }));
    (text(), goal, texts(), of(text()), vec(stage, 0..3), vec(path, 0..3)).prop_map(
        |(map, goal, actors, filter, stages, paths)| JourneyMap {
            wayline: VERSION,
            map,
            kind: Kind::FutureState,
            occasion: Some(Occasion::SilentLeavers),
            goal,
            actors,
            filter,
            stages,
            paths,
            ..JourneyMap::default()
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn what_is_written_reads_back_the_same(map in any_map()) {
        let text = write(&map);
        let (back, found) = read(&text, "a.journey.yaml");
        prop_assert_eq!(back.as_ref(), Some(&map), "{:?}\n{}", found, text);
        prop_assert_eq!(rewrite(&text, &map), text);
    }

    #[test]
    fn json_reads_back_the_same(map in any_map()) {
        let (back, found) = read(&write_json(&map), "a.journey.json");
        prop_assert_eq!(back, Some(map), "{:?}", found);
    }

    #[test]
    fn no_text_panics_the_reader(text in any::<String>(), cut in 0..EXAMPLE.len(), with in "[-\\[\\]{}:#&*!|>'\"\t \n]{0,3}") {
        let (map, found) = read(&text, "a.journey.yaml");
        prop_assert!(map.is_some() || !found.is_empty());
        let mut broken = EXAMPLE.to_owned();
        broken.insert_str(cut, &with);
        let (map, found) = read(&broken, "a.journey.yaml");
        prop_assert!(map.is_some() || !found.is_empty());
        if let Some(map) = map {
            prop_assert_eq!(read(&rewrite(&broken, &map), "a").0, Some(map));
        }
    }
}
