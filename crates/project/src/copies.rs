//! Copies of live maps in files: pulled from a server, edited with any tool, pushed back, merged without loss.
//!
//! A copy is kept beside the project as `.wayline/copies/NAME.json`: where it comes from, and the document as it was when the file was
//! written last. What the file says otherwise since then is a change made here; what the server's document says otherwise is a change
//! made there. Both become one document ([`wayline_doc::room`]). What is about to be sent and written is kept first ([`Next`]), so that
//! after a lost answer or a crash the very same change is sent again, which counts once, instead of another that says the same.

use crate::error::{Error, Result};
use serde::{Deserialize, Serialize};
use wayline_doc::{Change, Room, changes};
use wayline_model::diagnostic::{Diagnostic, Severity};
use wayline_model::map::JourneyMap;

/// A file's copy of a live map.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Copy {
    /// Address of the server: `http://127.0.0.1:8470`.
    pub server: String,
    /// Id of the map there.
    pub map: String,
    /// The file that is the copy, from the folder that the copy is kept in.
    pub file: String,
    /// What says who one is there; kept so that one is the same person next time.
    pub person: Option<String>,
    /// The document when the file was written last.
    #[serde(with = "as_base64")]
    pub document: Vec<u8>,
    /// What was begun and may not have been finished.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<Next>,
}

/// What a merge was about to do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Next {
    /// The copy with the file's changes: what the file stood for before it was written.
    #[serde(with = "as_base64")]
    pub here: Vec<u8>,
    /// The document that both sides become.
    #[serde(with = "as_base64")]
    pub merged: Vec<u8>,
    /// The text that the file becomes.
    pub text: String,
}

impl Copy {
    /// The document that the file stands for now, whether what was begun was finished or not. `text` is the file as it is.
    pub fn stands_for(&self, text: Option<&str>) -> &[u8] {
        match &self.next {
            Some(next) if text == Some(next.text.as_str()) => &next.merged,
            Some(next) => &next.here,
            None => &self.document,
        }
    }
}

/// A file and a server's document, merged.
#[derive(Debug)]
pub struct Merged {
    /// The map that both are now.
    pub map: JourneyMap,
    /// What the file had changed since the copy was made.
    pub here: Vec<Change>,
    /// What others had changed on the server since.
    pub there: Vec<Change>,
    /// What the server lacks; to be sent to it.
    pub update: Vec<u8>,
    /// The copy with the file's changes alone.
    pub here_document: Vec<u8>,
    /// The document that both are now.
    pub document: Vec<u8>,
}

/// Merges a file with a server's document. `copy` is the document when the file was written last: nothing where it never was.
/// `seed` is a random number, used once.
///
/// # Errors
/// Where one of the documents is damaged.
pub fn merge(
    copy: Option<&[u8]>,
    file: Option<&JourneyMap>,
    document: &[u8],
    seed: u64,
) -> Result<Merged> {
    let open = |bytes: &[u8]| Room::open(bytes, seed ^ 1).map_err(|error| damaged(&error));
    let mut there = open(document)?;
    let lacks = there.version();
    let (mut ours, mut theirs, mut update) = (Vec::new(), Vec::new(), Vec::new());
    let mut here_document = document.to_vec();
    if let Some(copy) = copy {
        let mut here = open(copy)?;
        let was = here.records().clone();
        theirs = changes(&was, there.records());
        if let Some(file) = file {
            let point = here.point();
            here.merge_map(&point, file, seed).map_err(|refusal| refused(&refusal))?;
            ours = changes(&was, here.records());
        }
        here_document = here.snapshot().map_err(|error| damaged(&error))?;
        update = here.since(&lacks).map_err(|refusal| refused(&refusal))?;
        there.replay(&update).map_err(|error| damaged(&error))?;
    }
    let document = there.snapshot().map_err(|error| damaged(&error))?;
    let is_new = there.version() != lacks;
    Ok(Merged {
        map: there.records().to_map().map,
        here: ours,
        there: theirs,
        update: if is_new { update } else { Vec::new() },
        here_document,
        document,
    })
}

fn damaged(error: &wayline_doc::Error) -> Error {
    let help = "pull the map again under another name, and carry your changes over";
    Error::refuse("copy-damaged", error.to_string(), help)
}

fn refused(refusal: &wayline_doc::Refusal) -> Error {
    let found = Diagnostic::new(refusal.code, Severity::Error, refusal.detail.clone());
    Error::user(found.help(refusal.help.clone()))
}

mod as_base64 {
    use base64::Engine as _;
    use base64::engine::general_purpose::STANDARD;
    use serde::{Deserialize, Deserializer, Serializer, de};

    pub(super) fn serialize<S: Serializer>(bytes: &[u8], to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&STANDARD.encode(bytes))
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<u8>, D::Error> {
        STANDARD.decode(String::deserialize(from)?).map_err(de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wayline_doc::Edit;
    use wayline_model::yaml;

    const FILE: &str = "\
wayline: 1
map: Shop
stages:
  - stage: Purchase
    steps:
      - step: Pays
        need: [Be sure it worked]
";

    fn read(text: &str) -> JourneyMap {
        yaml::read(text, "shop").0.expect("a map")
    }

    #[test]
    fn what_was_done_here_and_there_meets_and_is_told_apart() {
        let mut server = Room::of_map(&read(FILE), 7, 1);
        let pulled = merge(None, None, &server.snapshot().expect("bytes"), 10).expect("merged");
        assert_eq!(pulled.map, read(FILE));
        assert!(pulled.update.is_empty() && pulled.here.is_empty() && pulled.there.is_empty());

        let write = |field: &str, text: &str| Edit::Write {
            id: "map".into(),
            field: field.into(),
            text: text.into(),
        };
        server.edit(&[write("goal", "Fewer give up")]).expect("written");
        let file = read(&FILE.replace("step: Pays", "step: Pays by card"));
        let document = server.snapshot().expect("bytes");
        let met = merge(Some(&pulled.document), Some(&file), &document, 11).expect("merged");
        assert_eq!(met.map.goal.as_ref().map(|goal| goal.text.as_str()), Some("Fewer give up"));
        assert_eq!(met.map.stages[0].steps[0].step, "Pays by card");
        assert_eq!((met.here.len(), met.there.len()), (1, 1), "{:?} {:?}", met.here, met.there);
        server.receive(&met.update, "ana", |_| true).expect("the server takes it");
        assert_eq!(server.records().to_map().map, met.map);

        // What was pushed is not pushed again: neither when all was finished, nor when the answer was lost, nor when the machine
        // stopped after the file was written.
        let text = yaml::write(&met.map);
        let begun = Copy {
            server: String::new(),
            map: String::new(),
            file: String::new(),
            person: None,
            document: pulled.document,
            next: Some(Next {
                here: met.here_document,
                merged: met.document.clone(),
                text: text.clone(),
            }),
        };
        let finished = Copy { document: met.document, next: None, ..begun.clone() };
        let before = yaml::write(&file);
        let document = server.snapshot().expect("bytes");
        for (copy, file, text) in
            [(&finished, &met.map, &text), (&begun, &met.map, &text), (&begun, &file, &before)]
        {
            let again = merge(Some(copy.stands_for(Some(text))), Some(file), &document, 12);
            let again = again.expect("merged");
            assert_eq!(again.map, met.map);
            assert!(again.here.is_empty() && again.update.is_empty(), "{:?}", again.here);
        }
    }
}
