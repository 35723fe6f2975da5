//! What a change touched, and what became of each record by it: as history tells it.

use crate::crdt::Heard;
use crate::record::{Record, Records};
use serde::{Deserialize, Serialize};

/// A field of a record that was touched.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, schemars::JsonSchema)]
pub struct Touched {
    /// Id of the record.
    pub record: String,
    /// Its kind.
    pub kind: String,
    /// The field; `is`, `in`, `rank` and `gone` for a new, moved and removed record.
    pub field: String,
    /// What became of it.
    pub how: How,
}

/// What became of a record.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum How {
    /// It is new.
    Added,
    /// It went into the bin.
    Removed,
    /// It came out of the bin.
    BroughtBack,
    /// It lies elsewhere, or has another place among its siblings.
    Moved,
    /// Its name is another.
    Renamed,
    /// Something else is said of it.
    Changed,
}

/// The field that holds a name.
const NAME: &str = "name";

/// What was touched between two states, in order, each once.
pub(crate) fn touched(before: &Records, after: &Records, heard: &[Heard]) -> Vec<Touched> {
    let mut touched: Vec<Touched> = heard
        .iter()
        .filter_map(|heard| {
            let (Heard::Key(name, _) | Heard::Text(name)) = heard else { return None };
            let (record, field) = name.split_once('/')?;
            let field = field.split('/').next()?;
            let now = after.get(record);
            let kind = now.map(|now| now.kind.clone()).unwrap_or_default();
            let how = how(before.get(record), now, field);
            Some(Touched { record: record.into(), kind, field: field.into(), how })
        })
        .collect();
    touched.sort();
    touched.dedup();
    touched
}

fn how(before: Option<&Record>, now: Option<&Record>, field: &str) -> How {
    let Some(before) = before.filter(|before| !before.kind.is_empty()) else { return How::Added };
    match field {
        "gone" if now.is_some_and(|now| now.gone.is_some()) => How::Removed,
        "gone" => How::BroughtBack,
        "in" | "rank" => How::Moved,
        NAME if before.text.contains_key(NAME) => How::Renamed,
        _ => How::Changed,
    }
}
