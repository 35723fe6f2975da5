//! Every figure on a picture is the one of `show --json`.

use serde_json::Value;
use std::collections::HashMap;

/// The value of an attribute in a tag.
fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let start = tag.find(&format!(" {name}=\""))? + name.len() + 3;
    Some(&tag[start..start + tag[start..].find('"')?])
}

/// Every object with a key, by its key.
fn by_key<'a>(value: &'a Value, found: &mut HashMap<String, &'a Value>) {
    match value {
        Value::Object(fields) => {
            if let Some(Value::String(key)) = fields.get("key") {
                found.insert(key.clone(), value);
            }
            fields.values().for_each(|value| by_key(value, found));
        }
        Value::Array(items) => items.iter().for_each(|item| by_key(item, found)),
        _ => {}
    }
}

/// What `show --json` says where the picture shows this figure.
fn shown(resolved: &Value, keys: &HashMap<String, &Value>, key: &str, figure: &str) -> Value {
    let of = |key: &str| keys.get(key).unwrap_or_else(|| panic!("no `{key}` in show --json"));
    let health = &resolved["health"];
    match figure {
        "count" => of(key)["count"].clone(),
        "emotion" | "left" => of(key)["value"].clone(),
        "open" => of(key)["open"].clone(),
        "wait" => of(key.trim_end_matches(".wait"))["wait_s"]["value"].clone(),
        "lost" => of(key)["lost"]["value"].clone(),
        "value" => of(key)["value"]["value"].clone(),
        "effect" => of(key)["effect"]["value"].clone(),
        "path" => of(key)["share"]["value"].clone(),
        "voice" => of(key)["valence"].clone(),
        "health" => match key {
            "health.journeys" => health["journeys"].clone(),
            "health.goal" => health["goal"]["value"].clone(),
            "health.explained" => health["explained"]["value"].clone(),
            "health.lowest" => health["lowest"]["value"].clone(),
            "health.claims" => {
                let share = health["supported"].as_f64().zip(health["claims"].as_f64());
                share.map_or(Value::Null, |(supported, claims)| (supported / claims).into())
            }
            _ => Value::Null,
        },
        other => panic!("the picture has a figure `{other}` that this test does not know"),
    }
}

/// Asserts that every figure of an SVG stands in `show --json`, and says how many there are.
pub(crate) fn figures_are_those_of(resolved: &Value, svg: &str) -> usize {
    let mut keys = HashMap::new();
    by_key(resolved, &mut keys);
    let mut compared = 0;
    for tag in svg.split('<').filter_map(|tag| tag.split('>').next()) {
        let (Some(key), Some(figure)) = (attribute(tag, "data-key"), attribute(tag, "data-figure"))
        else {
            continue;
        };
        let Some(drawn) = attribute(tag, "data-value") else { continue };
        let drawn: f64 = drawn.parse().expect("a number");
        let said = shown(resolved, &keys, key, figure);
        // Both are the shortest decimals of one double; reading them may differ in its last bit.
        let same = said.as_f64().is_some_and(|said| (said - drawn).abs() <= said.abs() * 1e-15);
        assert!(same, "{figure} of {key}: {drawn} is drawn, {said} is shown");
        compared += 1;
    }
    compared
}
