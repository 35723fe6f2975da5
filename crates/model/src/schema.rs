//! The JSON schema of the text form, for editors: completion and red lines while a map is written.
//!
//! `schemas/map.schema.json` is this, committed; `cargo xtask gen` writes it again.

use crate::map::JourneyMap;

/// The schema of a map's text form (JSON Schema, draft 2020-12), indented, with a line break at its end.
pub fn map() -> String {
    let mut schema = schemars::schema_for!(JourneyMap);
    schema.insert("title".into(), "Wayline journey map".into());
    format!("{:#}\n", schema.to_value())
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_committed_schema_is_the_current_one() {
        let committed = include_str!("../../../schemas/map.schema.json");
        assert!(committed == super::map(), "schemas/map.schema.json is old: run cargo xtask gen");
    }
}
