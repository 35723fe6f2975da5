//! `schemas/document.json`: the kinds, fields, bounds and lanes for the page. `cargo xtask gen` writes it again.

use crate::guard::{MOST_BYTES, MOST_RECORDS};
use crate::{ids, kind};
use wayline_model::lane;
use wayline_model::map::Kind;

/// The version of the document's layout; a page of another is told to load itself anew.
pub const VERSION: u32 = 1;

/// The table as JSON, indented, with a line break at its end.
pub fn document() -> String {
    const KINDS: [Kind; 4] =
        [Kind::CurrentState, Kind::FutureState, Kind::DayInTheLife, Kind::ServiceBlueprint];
    let usual = KINDS.map(|kind| serde_json::json!({"kind": kind, "lanes": lane::usual(kind)}));
    let table = serde_json::json!({
        "schema": VERSION,
        "limits": {"records": MOST_RECORDS, "update_bytes": MOST_BYTES, "item": 200, "id": ids::MOST_CHARACTERS},
        "kinds": kind::ALL,
        "lanes": lane::LANES,
        "usual": usual,
    });
    format!("{table:#}\n")
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_committed_table_is_the_current_one() {
        let committed = include_str!("../../../schemas/document.json");
        assert!(
            committed == super::document(),
            "schemas/document.json is old: run cargo xtask gen"
        );
    }
}
