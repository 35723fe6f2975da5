//! The contract against what the server really answers.

use crate::shop::shop;
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// A path of the contract with values for its parts.
fn filled(path: &str) -> String {
    path.replace("{id}", "shop")
        .replace("{key}", "s0.0")
        .replace("{version}", "seq-1")
        .replace("{a}", "seq-1")
        .replace("{b}", "now")
        .replace("{name}", "ann")
}

#[test]
fn every_address_of_the_contract_answers() {
    let shop = shop();
    let cookie = shop.join("Ana");
    let persona = json!({ "wayline": 1, "persona": "Ann" });
    assert_eq!(shop.ask("PUT", "/api/v1/personas/ann", &cookie, &persona).status, 200);
    let contract = wayline_server::openapi();
    let paths = contract["paths"].as_object().expect("paths");
    for (path, operations) in paths {
        // One needs a question, the other a WebSocket.
        if operations.get("get").is_none() || path == "/api/v1/ask" || path.ends_with("/live") {
            continue;
        }
        let reply = shop.ask("GET", &filled(path), &cookie, &Value::Null);
        assert_eq!(reply.status.as_u16(), 200, "{path}: {}", reply.text);
        let content = operations["get"]["responses"]["200"]["content"].as_object();
        let kind = content.and_then(|kinds| kinds.keys().next()).expect("a content type");
        let kind = kind.split(';').next().unwrap_or_default();
        assert!(reply.header("content-type").starts_with(kind), "{path}");
    }
}

#[test]
fn every_answer_has_only_fields_that_the_contract_names() {
    let shop = shop();
    let contract = wayline_server::openapi();
    for (path, shape) in [
        ("/api/v1/project", "ProjectInfo"),
        ("/api/v1/data", "DataReport"),
        ("/api/v1/maps", "MapList"),
        ("/api/v1/maps/shop", "ResolvedMap"),
        ("/api/v1/maps/shop/evidence/s0.0", "EvidenceDetail"),
        ("/api/v1/maps/none", "Problem"),
        ("/api/v1/people", "People"),
        ("/api/v1/maps/shop/figures", "Figures"),
        ("/api/v1/maps/shop/history", "History"),
        ("/api/v1/maps/shop/versions", "Versions"),
        ("/api/v1/maps/shop/versions/now", "Was"),
        ("/api/v1/maps/shop/versions/seq-1/compare/now", "Compared"),
        ("/api/v1/maps/shop/proposals", "Proposals"),
    ] {
        let schema = &contract["components"]["schemas"][shape];
        let known: BTreeSet<&String> =
            schema["properties"].as_object().expect(shape).keys().collect();
        let answer = shop.get(path).json();
        let given: BTreeSet<&String> = answer.as_object().expect("an object").keys().collect();
        assert!(given.is_subset(&known), "{path}: {:?}", given.difference(&known));
        let required = schema["required"].as_array().into_iter().flatten();
        for field in required.filter_map(Value::as_str) {
            assert!(answer.get(field).is_some(), "{path} lacks {field}");
        }
    }
}

#[test]
fn every_row_of_the_manual_is_an_address_of_the_contract() {
    let manual = include_str!("../../../../docs/api.md");
    let contract = wayline_server::openapi();
    let paths = contract["paths"].as_object().expect("paths");
    for path in paths.keys() {
        let last = path.rsplit('/').next().expect("a path has parts");
        assert!(
            manual.contains(path.as_str()) || manual.contains(last),
            "docs/api.md lacks {path}"
        );
    }
}
