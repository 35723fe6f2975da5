//! Copies of live maps in files: pulled from a server, edited with any tool, pushed back, merged without loss.
//!
//! A copy is kept beside the project as `.wayline/copies/NAME.json`: where it comes from, and the document as it was when the file was
//! written last. What the file says otherwise since then is a change made here; what the server's document says otherwise is a change
//! made there. Both become one document ([`wayline_doc::room`]). What is about to be sent and written is kept first ([`Next`]), so that
//! after a lost answer or a crash the very same change is sent again, which counts once, instead of another that says the same.

use crate::error::{Error, Result};
use serde::{Deserialize, Serialize};
use wayline_doc::difference::Became;
use wayline_doc::{Change, LeftOut, Room, changes};
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
    /// What the file has that the server had not: what was changed since the copy was made, and what was not sent before.
    pub here: Vec<Change>,
    /// What others had changed on the server since.
    pub there: Vec<Change>,
    /// What both had changed, each otherwise.
    pub both: Vec<Met>,
    /// What the file says and the map does not take.
    pub left_out: Vec<Diagnostic>,
    /// What the server lacks; to be sent to it.
    pub update: Vec<u8>,
    /// The copy with the file's changes alone.
    pub here_document: Vec<u8>,
    /// The document that both are now.
    pub document: Vec<u8>,
}

/// Something that both sides changed, each otherwise: somebody should look at what became of it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Met {
    /// In the file.
    pub here: Change,
    /// On the server.
    pub there: Change,
    /// What it is now: what both made of it, or that it lies in the bin; nothing where it is as it was before both.
    pub now: Option<Change>,
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
    let Some(copy) = copy else {
        let document = there.snapshot().map_err(|error| damaged(&error))?;
        return Ok(Merged {
            map: there.records().to_map().map,
            here: Vec::new(),
            there: Vec::new(),
            both: Vec::new(),
            left_out: Vec::new(),
            update: Vec::new(),
            here_document: document.clone(),
            document,
        });
    };
    let lacks = there.version();
    let mut here = open(copy)?;
    let was = here.records().clone();
    // What the copy has and the server lacks was not taken back there: it was never sent.
    let mut told = open(copy)?;
    let news = there.since(&told.version()).map_err(|refusal| refused(&refusal))?;
    told.replay(&news).map_err(|error| damaged(&error))?;
    let theirs = changes(&was, told.records());
    let mut left_out = Vec::new();
    if let Some(file) = file {
        let point = here.point();
        let merged = here.merge_map(&point, file, seed).map_err(|refusal| refused(&refusal))?;
        left_out = merged.0.left_out.iter().map(LeftOut::finding).collect();
    }
    let mut ours = changes(&was, here.records());
    let here_document = here.snapshot().map_err(|error| damaged(&error))?;
    let update = here.since(&lacks).map_err(|refusal| refused(&refusal))?;
    let before = there.records().clone();
    there.replay(&update).map_err(|error| damaged(&error))?;
    for unsent in changes(&before, there.records()) {
        if !ours.iter().any(|known| same(known, &unsent)) {
            ours.push(unsent);
        }
    }
    let document = there.snapshot().map_err(|error| damaged(&error))?;
    let is_new = there.version() != lacks;
    Ok(Merged {
        map: there.records().to_map().map,
        both: met(&ours, &theirs, &changes(&was, there.records())),
        here: ours,
        there: theirs,
        left_out,
        update: if is_new { update } else { Vec::new() },
        here_document,
        document,
    })
}

/// Whether two changes are of the same thing.
fn same(one: &Change, other: &Change) -> bool {
    (&one.record, one.change, &one.field) == (&other.record, other.change, &other.field)
}

/// What both sides changed, each otherwise. `now` is what became of the map.
fn met(here: &[Change], there: &[Change], now: &[Change]) -> Vec<Met> {
    let is_removal = |change: &Change| change.change == Became::Removed;
    let became = |of: &Change| now.iter().find(|now| same(now, of)).cloned();
    let is = |change: &Change| became(change).is_some_and(|now| now.to == change.to);
    let mut all: Vec<Met> = Vec::new();
    for ours in here {
        for theirs in there.iter().filter(|theirs| theirs.record == ours.record) {
            let of = match (is_removal(ours), is_removal(theirs)) {
                (false, false) if same(ours, theirs) && !(ours.to == theirs.to && is(ours)) => ours,
                (true, false) => ours,
                (false, true) => theirs,
                _ => continue,
            };
            let removed = is_removal(of);
            // Once for what was removed, however much was said of it.
            if !removed || !all.iter().any(|met| met.here.record == ours.record) {
                all.push(Met { here: ours.clone(), there: theirs.clone(), now: became(of) });
            }
        }
    }
    all
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
        let mut server = Room::of_map(&read(FILE), 7, 1).expect("a document");
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

        assert!(met.both.is_empty());

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

    /// A pull of a file and a server that went on apart, then the push of what came of it.
    fn apart(file: &str, edit: impl FnOnce(&Room) -> Vec<Edit>) -> (Merged, Merged) {
        let mut server = Room::of_map(&read(FILE), 7, 1).expect("a document");
        let begin = server.snapshot().expect("bytes");
        let edits = edit(&server);
        server.edit(&edits).expect("edited");
        let document = server.snapshot().expect("bytes");
        let pulled = merge(Some(&begin), Some(&read(file)), &document, 11).expect("merged");
        let pushed = merge(Some(&pulled.document), Some(&pulled.map), &document, 12);
        let pushed = pushed.expect("merged");
        server.receive(&pushed.update, "ana", |_| true).expect("the server takes it");
        assert_eq!(server.records().to_map().map, pulled.map);
        (pulled, pushed)
    }

    fn id(room: &Room, key: &str) -> String {
        room.records().to_map().keys[key].clone()
    }

    fn text(changes: &[Change]) -> Vec<(&str, Became, Option<&str>)> {
        changes.iter().map(|c| (c.kind.as_str(), c.change, c.to.as_deref())).collect()
    }

    #[test]
    fn what_was_pulled_and_not_pushed_is_told_as_the_files_and_not_as_taken_back_on_the_server() {
        let goal = |_: &Room| {
            vec![Edit::Write { id: "map".into(), field: "goal".into(), text: "Fewer".into() }]
        };
        let (pulled, pushed) = apart(&FILE.replace("step: Pays", "step: Pays by card"), goal);
        assert_eq!(text(&pulled.there), [("map", Became::Changed, Some("Fewer"))]);
        assert_eq!(text(&pulled.here), [("step", Became::Changed, Some("Pays by card"))]);
        assert!(pushed.there.is_empty(), "{:?}", pushed.there);
        assert_eq!(text(&pushed.here), text(&pulled.here));
    }

    #[test]
    fn what_both_sides_named_otherwise_is_told_with_what_came_of_it() {
        let (pulled, _) = apart(&FILE.replace("step: Pays", "step: Pays by card"), |server| {
            let (field, text) = ("name".into(), "She Pays".into());
            vec![Edit::Write { id: id(server, "s0.0"), field, text }]
        });
        let [met] = &pulled.both[..] else { panic!("{:?}", pulled.both) };
        let to = |change: &Change| change.to.clone().unwrap_or_default();
        assert_eq!((to(&met.here), to(&met.there)), ("Pays by card".into(), "She Pays".into()));
        assert_eq!(met.now.as_ref().map(to), Some("She Pays by card".into()));
        let same = FILE.replace("step: Pays", "step: Comes");
        let (pulled, _) = apart(&same, |server| {
            let (field, text) = ("name".into(), "Comes".into());
            vec![Edit::Write { id: id(server, "s0.0"), field, text }]
        });
        // Who writes the same at once may have written it twice: that is told, and nothing else.
        assert_eq!(pulled.both.is_empty(), pulled.map.stages[0].steps[0].step == "Comes");
    }

    #[test]
    fn what_one_side_removed_while_the_other_changed_it_is_told_and_lies_in_the_bin() {
        let without = FILE.replace("        need: [Be sure it worked]\n", "");
        let (pulled, _) = apart(&without, |server| {
            let need = server.records().children();
            let step = id(server, "s0.0");
            let need = need.of_kind(&step, "need").next().expect("a need").0.to_owned();
            vec![Edit::Write { id: need, field: "text".into(), text: "Be quite sure".into() }]
        });
        let [met] = &pulled.both[..] else { panic!("{:?}", pulled.both) };
        assert_eq!((met.here.change, met.there.change), (Became::Removed, Became::Changed));
        assert_eq!(met.now.as_ref().map(|now| now.change), Some(Became::Removed));
    }

    #[test]
    fn what_one_side_moved_here_and_the_other_there_is_told_with_where_it_lies() {
        let stages = format!("{FILE}  - stage: Use\n  - stage: After\n");
        let begin = read(&stages);
        let mut server = Room::of_map(&begin, 7, 1).expect("a document");
        let copy = server.snapshot().expect("bytes");
        let step = id(&server, "s0.0");
        let parent = id(&server, "s2");
        server.edit(&[Edit::Move { id: step, parent, rank: "V".into() }]).expect("moved");
        let mut file = begin;
        let step = file.stages[0].steps.remove(0);
        file.stages[1].steps.push(step);
        let document = server.snapshot().expect("bytes");
        let merged = merge(Some(&copy), Some(&file), &document, 11).expect("merged");
        let [met] = &merged.both[..] else { panic!("{:?}", merged.both) };
        assert_eq!((met.here.to.as_deref(), met.there.to.as_deref()), (Some("Use"), Some("After")));
        let lies = merged.map.stages.iter().find(|stage| !stage.steps.is_empty());
        let lies = lies.map(|stage| stage.stage.as_str());
        assert_eq!(met.now.as_ref().and_then(|now| now.to.as_deref()), lies);
    }
}
