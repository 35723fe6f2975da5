//! Copies of live maps in files: pulled from a server, edited with any tool, pushed back, merged without loss.
//!
//! A copy is kept beside the project as `.wayline/copies/NAME.json`: where it comes from, and the document as it was when the file was
//! written last. What the file says otherwise than the last state that both sides knew is a change made here; what the server's document
//! says otherwise than that is a change made there. Both become one document ([`wayline_doc::room`]). What is about to be sent and written
//! is kept first ([`Next`]), so that after a lost answer or a crash the very same change is sent again, which counts once, instead of
//! another that says the same.
//!
//! Where both wrote into one place of a text (`wordings`), or set one value otherwise, what the server has stands, and what the file
//! said is proposed there: it waits in the copy ([`Copy::waiting`]) until it is.

mod wordings;

use crate::error::{Error, Result};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use wayline_doc::difference::Became;
use wayline_doc::kind::{self, Type};
use wayline_doc::{Change, Edit, LeftOut, Records, Room, changes};
use wayline_model::diagnostic::{Diagnostic, Severity};
use wayline_model::map::JourneyMap;

/// A file's copy of a live map.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
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
    /// What was said here, does not stand, and is to be proposed on the server.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub waiting: Vec<Met>,
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

    /// What is to be proposed after a merge: what it found, and what an earlier one did and nobody has written otherwise in the file since.
    pub fn to_propose(&self, merged: &Merged) -> Vec<Met> {
        let is_settled = |met: &Met| {
            let newer = merged.both.iter().map(|newer| &newer.here).chain(&merged.here);
            newer.into_iter().any(|newer| same(newer, &met.here))
        };
        let older = self.waiting.iter().filter(|met| !is_settled(met));
        let newer = merged.both.iter().filter(|met| met.proposed.is_some());
        older.chain(newer).cloned().collect()
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
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Met {
    /// Names from the uppermost in the map down to what was changed.
    pub place: Vec<String>,
    /// In the file.
    pub here: Change,
    /// On the server.
    pub there: Change,
    /// What it is now: what both made of it, or that it lies in the bin; nothing where it is as it was before both.
    pub now: Option<Change>,
    /// What makes it what the file said, where that does not stand.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proposed: Option<Edit>,
}

impl Met {
    /// Whether something that one side did does not stand.
    pub fn is_open(&self) -> bool {
        self.proposed.is_some()
            || self.here.change != Became::Changed
            || self.there.change != Became::Changed
    }
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
    let was = there.common(&here.version()).map_err(|refusal| refused(&refusal))?;
    let theirs = changes(&was, there.records());
    let mut left_out = Vec::new();
    if let Some(file) = file {
        let point = here.point();
        let merged = here.merge_map(&point, file, seed).map_err(|refusal| refused(&refusal))?;
        left_out = merged.0.left_out.iter().map(LeftOut::finding).collect();
    }
    let ours = changes(&was, here.records());
    let here_document = here.snapshot().map_err(|error| damaged(&error))?;
    let update = here.since(&lacks).map_err(|refusal| refused(&refusal))?;
    let before = there.records().clone();
    there.replay(&update).map_err(|error| damaged(&error))?;
    let sides = Sides { was: &was, here: here.records(), there: &before };
    let proposed = sides.settle(&mut there, &ours, &theirs)?;
    let is_new = there.version() != lacks;
    let update = if is_new { there.since(&lacks) } else { Ok(Vec::new()) };
    Ok(Merged {
        map: there.records().to_map().map,
        both: met(&ours, &theirs, there.records(), &changes(&was, there.records()), proposed),
        here: ours,
        there: theirs,
        left_out,
        update: update.map_err(|refusal| refused(&refusal))?,
        here_document,
        document: there.snapshot().map_err(|error| damaged(&error))?,
    })
}

/// The last state that both knew, and what each made of it.
struct Sides<'a> {
    was: &'a Records,
    here: &'a Records,
    there: &'a Records,
}

/// Record and field.
type Place = (String, String);

impl Sides<'_> {
    /// Makes of the joint document, wherever both sides said something otherwise in one place, what the server says; gives what makes
    /// it what the file says.
    fn settle(
        &self,
        joint: &mut Room,
        ours: &[Change],
        theirs: &[Change],
    ) -> Result<BTreeMap<Place, Edit>> {
        let mut wanted = joint.records().clone();
        let mut proposed = BTreeMap::new();
        let of_both = ours.iter().filter(|ours| theirs.iter().any(|theirs| same(ours, theirs)));
        for Change { record: id, field, .. } in of_both {
            let (Some(name), Some(there)) = (field, self.there.get(id)) else { continue };
            let (Some(here), Some(now)) = (self.here.get(id), wanted.0.get_mut(id)) else {
                continue;
            };
            let known = kind::of(&there.kind).and_then(|kind| kind.field(name));
            let edit = match known.map(|field| field.takes) {
                Some(Type::Text { most }) => {
                    let text = |record: Option<&wayline_doc::Record>| {
                        record.and_then(|record| record.text.get(name)).cloned().unwrap_or_default()
                    };
                    let (mine, theirs) = (text(Some(here)), text(Some(there)));
                    let joined = wordings::joined(&text(self.was.get(id)), &mine, &theirs);
                    let joined = joined.filter(|joined| joined.chars().count() <= most);
                    let is_apart = joined.is_none();
                    let text = joined.unwrap_or(theirs);
                    if text.is_empty() {
                        now.text.remove(name);
                    } else {
                        now.text.insert(name.clone(), text);
                    }
                    let (id, field) = (id.clone(), name.clone());
                    is_apart.then_some(Edit::Write { id, field, text: mine })
                }
                // Both sides' items lie in a set.
                Some(Type::Set { .. }) | None => None,
                Some(_) => {
                    let (mine, theirs) = (here.values.get(name), there.values.get(name));
                    match theirs {
                        Some(value) => now.values.insert(name.clone(), value.clone()),
                        None => now.values.remove(name),
                    };
                    let (id, field, value) = (id.clone(), name.clone(), mine.cloned());
                    (mine != theirs).then_some(Edit::Set { id, field, value })
                }
            };
            proposed.extend(edit.map(|edit| ((id.clone(), name.clone()), edit)));
        }
        if wanted != *joint.records() {
            joint.lead_to(&wanted).map_err(|refusal| refused(&refusal))?;
        }
        Ok(proposed)
    }
}

/// Whether two changes are of the same thing.
fn same(one: &Change, other: &Change) -> bool {
    (&one.record, one.change, &one.field) == (&other.record, other.change, &other.field)
}

/// What both sides changed, each otherwise. `now` is what became of the map.
fn met(
    here: &[Change],
    there: &[Change],
    records: &Records,
    now: &[Change],
    mut proposed: BTreeMap<Place, Edit>,
) -> Vec<Met> {
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
                let field = of.field.clone().unwrap_or_default();
                all.push(Met {
                    place: records.way_to(&of.record),
                    here: ours.clone(),
                    there: theirs.clone(),
                    now: became(of),
                    proposed: proposed.remove(&(of.record.clone(), field)),
                });
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
            waiting: Vec::new(),
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
        if !pushed.update.is_empty() {
            server.receive(&pushed.update, "ana", |_| true).expect("the server takes it");
        }
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
        assert!(pulled.both.is_empty() && pulled.map.stages[0].steps[0].step == "Comes");
    }

    /// What the file said of the step's name, and the server; how it stands after the merge, and what is proposed.
    fn names(here: &str, there: &str) -> (String, Option<Edit>, Merged) {
        let (pulled, pushed) =
            apart(&FILE.replace("step: Pays", &format!("step: {here}")), |server| {
                let (field, text) = ("name".into(), there.into());
                vec![Edit::Write { id: id(server, "s0.0"), field, text }]
            });
        assert!(pushed.both.is_empty(), "what was settled is not met again: {:?}", pushed.both);
        let proposed = pulled.both.first().and_then(|met| met.proposed.clone());
        (pulled.map.stages[0].steps[0].step.clone(), proposed, pulled)
    }

    #[test]
    fn of_what_both_wrote_into_one_place_theirs_stands_and_ours_is_proposed() {
        let (stands, proposed, pulled) = names("Pays by card", "Pays at once");
        assert_eq!(stands, "Pays at once");
        let Some(Edit::Write { field, text, .. }) = proposed else { panic!("{proposed:?}") };
        assert_eq!((field.as_str(), text.as_str()), ("name", "Pays by card"));
        let [met] = &pulled.both[..] else { panic!("{:?}", pulled.both) };
        assert!(met.is_open());
        assert_eq!(met.place, ["Purchase", "Pays at once"]);
        let said = |change: &Change| (change.from.clone(), change.to.clone());
        assert_eq!(said(&met.here), (Some("Pays".into()), Some("Pays by card".into())));
        assert_eq!(said(&met.there), (Some("Pays".into()), Some("Pays at once".into())));
        assert_eq!(met.now.as_ref().and_then(|now| now.to.as_deref()), Some("Pays at once"));
        // In different places nothing need be proposed, and the same twice stands once.
        let (stands, proposed, pulled) = names("Pays by card", "She Pays");
        assert_eq!((stands.as_str(), proposed), ("She Pays by card", None));
        assert!(pulled.both.iter().all(|met| !met.is_open()));
        let (stands, _, pulled) = names("Comes", "Comes");
        assert!(stands == "Comes" && pulled.both.is_empty(), "{:?}", pulled.both);
    }

    #[test]
    fn of_a_value_that_both_set_otherwise_theirs_stands_and_ours_is_proposed() {
        let set = |server: &Room| {
            let value = Some(wayline_doc::record::Value::Word("20m".into()));
            vec![Edit::Set { id: id(server, "s0.0"), field: "limit".into(), value }]
        };
        let (pulled, _) = apart(&format!("{FILE}        limit: 10m\n"), set);
        assert_eq!(pulled.map.stages[0].steps[0].limit.as_deref(), Some("20m"));
        let [met] = &pulled.both[..] else { panic!("{:?}", pulled.both) };
        let Some(Edit::Set { value: Some(wayline_doc::record::Value::Word(mine)), .. }) =
            &met.proposed
        else {
            panic!("{met:?}")
        };
        assert_eq!(mine, "10m");
    }

    #[test]
    fn what_waits_to_be_proposed_goes_once_somebody_has_written_there_again() {
        let (_, _, pulled) = names("Pays by card", "Pays at once");
        let copy = |waiting: Vec<Met>| Copy {
            server: String::new(),
            map: String::new(),
            file: String::new(),
            person: None,
            document: Vec::new(),
            next: None,
            waiting,
        };
        assert_eq!(copy(Vec::new()).to_propose(&pulled), pulled.both);
        assert_eq!(copy(pulled.both.clone()).to_propose(&pulled), pulled.both, "once");
        let (_, _, none) = names("Pays", "Pays");
        assert_eq!(copy(pulled.both.clone()).to_propose(&none), pulled.both);
        let again = Merged { here: vec![pulled.both[0].here.clone()], ..none };
        assert!(copy(pulled.both).to_propose(&again).is_empty());
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
