//! The contract: `schemas/openapi.json`, made from the routes and from the types they answer with.
//!
//! Routes are described where they are handled (`utoipa`); the shapes are those of `model` and `render`
//! (`schemars`), so that there is one description of each type in the whole project.

use crate::problem::ProblemBody;
use crate::routes;
use schemars::generate::{SchemaGenerator, SchemaSettings};
use serde_json::{Map, Value, json};

/// The document as committed.
///
/// # Panics
/// Never: both halves are plain JSON.
pub fn openapi() -> Value {
    let mut api = routes::all().into_openapi();
    api.info = utoipa::openapi::InfoBuilder::new()
        .title("Wayline")
        .version("1")
        .description(Some("Journey maps whose every statement is tied to evidence."))
        .build();
    let mut document = serde_json::to_value(api).expect("an OpenAPI document is JSON");
    add_problems(&mut document);
    document["components"] = json!({ "schemas": schemas() });
    document
}

/// The text of the committed file.
///
/// # Panics
/// Never: the document is plain JSON.
pub fn openapi_text() -> String {
    let mut text = serde_json::to_string_pretty(&openapi()).expect("an OpenAPI document is JSON");
    text.push('\n');
    text
}

/// Every shape that a route names.
fn schemas() -> Map<String, Value> {
    let settings = SchemaSettings::draft2020_12().for_serialize().with(|settings| {
        settings.definitions_path = "/components/schemas".into();
        settings.meta_schema = None;
    });
    let mut generator = settings.into_generator();
    routes::describe(&mut generator);
    name::<ProblemBody>(&mut generator);
    let mut schemas = generator.take_definitions(true);
    schemas.values_mut().for_each(part_references);
    schemas.sort_keys();
    schemas
}

/// A reference with other keywords beside it becomes one part of an `allOf`: readers with the manners of version 3.0 drop
/// what stands beside a reference, and with it the tags of tagged shapes.
fn part_references(schema: &mut Value) {
    match schema {
        Value::Object(object) => {
            object.values_mut().for_each(part_references);
            if object.contains_key("$ref") && object.contains_key("properties") {
                let reference = json!({ "$ref": object.remove("$ref") });
                let rest = Value::Object(std::mem::take(object));
                object.insert("allOf".into(), json!([reference, rest]));
            }
        }
        Value::Array(list) => list.iter_mut().for_each(part_references),
        _ => {}
    }
}

/// Puts a type among the named shapes.
pub(crate) fn name<T: schemars::JsonSchema>(generator: &mut SchemaGenerator) {
    let _ = generator.subschema_for::<T>();
}

/// Every operation may answer with a problem.
fn add_problems(document: &mut Value) {
    let problem = json!({
        "description": "What went wrong, and what to do about it",
        "content": { "application/problem+json": { "schema": { "$ref": "#/components/schemas/Problem" } } }
    });
    let paths = document["paths"].as_object_mut().into_iter().flat_map(Map::values_mut);
    for operation in paths.filter_map(Value::as_object_mut).flat_map(Map::values_mut) {
        if let Some(responses) = operation.get_mut("responses").and_then(Value::as_object_mut) {
            responses.insert("default".into(), problem.clone());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_committed_contract_is_current() {
        let committed = include_str!("../../../schemas/openapi.json");
        assert!(committed == openapi_text(), "schemas/openapi.json is old: run cargo xtask gen");
    }

    #[test]
    fn every_shape_that_is_named_is_described() {
        let document = openapi();
        let text = document.to_string();
        let named = text.split("\"$ref\":\"#/components/schemas/").skip(1);
        for name in named.filter_map(|rest| rest.split('"').next()) {
            assert!(
                document["components"]["schemas"].get(name).is_some(),
                "{name} is not described"
            );
        }
        assert!(!text.contains("#/$defs/"), "a reference points outside the components");
    }
}
