//! What a card claims, in a form that the data can deny.

use crate::question::{Question, schema_with};
use schemars::{Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};

/// A question and what its answer must be for the claim to hold: `{op: drivers, goal: order_placed, step: Pays, is: "odds < 1"}`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Claim {
    /// The question that is asked of the data.
    #[serde(flatten)]
    pub question: Question,
    /// `QUANTITY < NUMBER` or `QUANTITY > NUMBER`, where QUANTITY is a figure of the answer
    /// (`odds`, `rate`, `mean`, `difference`, `median_s`, `count`).
    pub is: String,
    /// The same question asked of comparable journeys: a filter; the claim is then on the `difference` or `odds` between the two.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub against: Option<String>,
}

impl schemars::JsonSchema for Claim {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Claim".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let mut fields = serde_json::Map::new();
        let is = json_schema!({
            "type": "string",
            "description": "`QUANTITY < NUMBER` or `QUANTITY > NUMBER`, where QUANTITY is a figure of the answer."
        });
        let against = json_schema!({
            "type": ["string", "null"],
            "description": "The same question asked of comparable journeys: a filter."
        });
        fields.insert("is".into(), is.to_value());
        fields.insert("against".into(), against.to_value());
        let mut schema = schema_with(generator, fields, &["is"]);
        schema.insert(
            "description".into(),
            "A question and what its answer must be for the claim to hold.".into(),
        );
        schema
    }
}
