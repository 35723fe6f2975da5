//! Runs `spec/checks/*.md`: in each, one map that a check fires on and one that it must not.
//!
//! A case is a heading with a `yaml` block (the map), if need be a `json` block (the data behind it:
//! `activities`, and `resolved`: what differs from a map without evidence), and for a map that fires a
//! `text` block (what must be said).

use serde_json::Value;
use std::path::Path;
use wayline_model::check::{ActivityUse, CHECKS, CheckInput};
use wayline_model::diagnostic::Diagnostic;
use wayline_model::resolved::ResolvedMap;
use wayline_model::{unbound, yaml};

/// The blocks under one heading.
#[derive(Default)]
struct Case {
    title: String,
    map: String,
    data: Option<Value>,
    expected: Option<String>,
}

fn cases(text: &str) -> Vec<Case> {
    let mut cases: Vec<Case> = vec![];
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        if let Some(title) = line.strip_prefix("## ") {
            cases.push(Case { title: title.into(), ..Case::default() });
        }
        let Some(language) = line.strip_prefix("```").filter(|language| !language.is_empty())
        else {
            continue;
        };
        let body: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
        let body = body.join("\n") + "\n";
        let case = cases.last_mut().expect("a block stands under a heading");
        match language {
            "yaml" => case.map = body,
            "json" => case.data = Some(serde_json::from_str(&body).expect("the data are JSON")),
            "text" => case.expected = Some(body),
            other => panic!("a block of `{other}`"),
        }
    }
    cases
}

/// What a check says about a case, one finding a line, its advice below.
fn findings(case: &Case, code: &str) -> String {
    let (map, found) = yaml::read(&case.map, "map.journey.yaml");
    let map = map.unwrap_or_else(|| panic!("{}: {found:#?}", case.title));
    let data = case.data.as_ref();
    let resolved = data.and_then(|data| data.get("resolved")).map(|differs| {
        let mut all = serde_json::to_value(unbound::resolve(&map)).expect("plain data");
        merge(&mut all, differs);
        serde_json::from_value::<ResolvedMap>(all).expect("a resolved map")
    });
    let activities: Option<Vec<ActivityUse>> = data
        .and_then(|data| data.get("activities"))
        .map(|list| serde_json::from_value(list.clone()).expect("a list of activities"));
    let places = yaml::Places::of(&case.map, "map.journey.yaml");
    let input = CheckInput {
        map: &map,
        resolved: resolved.as_ref(),
        activities: activities.as_deref(),
        places: &places,
    };
    let check = CHECKS.iter().find(|check| check.code == code).expect("a check of this code");
    check.run(&input).iter().map(line).collect()
}

fn line(found: &Diagnostic) -> String {
    let place = &found.place;
    let number = |number: Option<u64>| number.map_or("-".into(), |number| number.to_string());
    format!(
        "{}:{} {:?}: {}\n  {}\n",
        number(place.row),
        number(place.column),
        found.severity,
        found.message,
        found.help.as_deref().unwrap_or("no advice")
    )
}

/// Lays `differs` over `all`: objects by name, lists by position.
fn merge(all: &mut Value, differs: &Value) {
    match (all, differs) {
        (Value::Object(all), Value::Object(differs)) => {
            for (name, value) in differs {
                merge(all.entry(name).or_insert(Value::Null), value);
            }
        }
        (Value::Array(all), Value::Array(differs)) => {
            for (value, differs) in all.iter_mut().zip(differs) {
                merge(value, differs);
            }
        }
        (all, differs) => *all = differs.clone(),
    }
}

#[test]
fn every_check_fires_where_its_specification_says_and_nowhere_else() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../spec/checks");
    let mut wrong = vec![];
    for check in &CHECKS {
        let file = folder.join(format!("{}.md", check.code));
        let text = std::fs::read_to_string(&file)
            .unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        let cases = cases(&text);
        assert!(cases.iter().any(|case| case.expected.is_some()), "{} never fires", check.code);
        assert!(cases.iter().any(|case| case.expected.is_none()), "{} always fires", check.code);
        for case in &cases {
            let said = findings(case, check.code);
            let expected = case.expected.clone().unwrap_or_default();
            if said != expected {
                wrong.push(format!(
                    "{} · {}\nexpected\n{expected}said\n{said}",
                    check.code, case.title
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let files = std::fs::read_dir(&folder).expect("spec/checks is a folder").count();
    assert_eq!(files, CHECKS.len(), "a specification without a check");
}

#[test]
fn every_check_has_its_place_in_the_manual() {
    let manual = include_str!("../../../docs/checks.md");
    for check in &CHECKS {
        assert!(
            manual.contains(&format!("\n## {}\n", check.code)),
            "docs/checks.md lacks {}",
            check.code
        );
        assert!(
            manual.contains(check.finds),
            "docs/checks.md says something else of {}",
            check.code
        );
    }
}
