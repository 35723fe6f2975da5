//! A live map as a map: what figures are computed of.

use std::collections::BTreeMap;
use wayline_doc::Records;
use wayline_model::diagnostic::Diagnostic;
use wayline_model::map::JourneyMap;

/// A state of a live map.
pub(crate) struct Drawn {
    pub(crate) map: JourneyMap,
    /// The record of each key of the resolved map.
    pub(crate) ids: BTreeMap<String, String>,
    point: Vec<u8>,
    said: Vec<Diagnostic>,
    wrong: Vec<Diagnostic>,
}

impl Drawn {
    /// The map of records at a point; `wrong` is what is wrong with the file.
    pub(crate) fn of(records: &Records, point: Vec<u8>, wrong: Vec<Diagnostic>) -> Self {
        let written = records.to_map();
        Self { map: written.map, ids: written.keys, said: written.findings, point, wrong }
    }

    /// Whether this is what is wrong with the file.
    pub(crate) fn is_of(&self, wrong: &[Diagnostic]) -> bool {
        self.wrong == wrong
    }

    /// What could not be said in the map, and what is wrong with its file.
    pub(crate) fn findings(&self) -> Vec<Diagnostic> {
        self.said.iter().chain(&self.wrong).cloned().collect()
    }

    /// Which picture it is: another state, or another fault of the file, has another tag.
    pub(crate) fn tag(&self) -> Vec<u8> {
        let wrong = self.wrong.iter().flat_map(|finding| finding.message.bytes());
        self.point.iter().copied().chain(wrong).collect()
    }
}
