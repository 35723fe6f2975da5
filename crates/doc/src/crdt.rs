//! The document of a map in Loro: the only module that knows it.
//!
//! One root map `records` under keys `ID/FIELD` and `ID/FIELD/ITEM`, and a root text `ID/FIELD` for each prose field
//! (`docs/live-document.md`). [`Document`] keeps the same as [`Records`], changed by what Loro says of every commit and import.

use crate::edit::{Beneath, Bounds, Edit};
use crate::kind::{self, Type};
use crate::record::{Record, Records, Value};
use crate::refusal::Refusal;
use loro::event::{Diff, DiffEvent};
use loro::{
    CommitOptions, ContainerID, ContainerType, ExportMode, Frontiers, ID, IdSpan, JsonChange,
    JsonMapOp, JsonOp, JsonOpContent, JsonTextOp, LoroDoc, LoroValue, Subscription, TextDelta,
    UpdateOptions, ValueOrContainer, VersionVector,
};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

/// Name of the root map.
const RECORDS: &str = "records";
/// Why bytes are not taken of which something before them lacks.
const PENDING: &str = "it rests on changes that are not here";

/// A document, and its state as records.
pub(crate) struct Document {
    doc: LoroDoc,
    /// Changed only by edits that are written at once, and by what Loro says.
    pub(crate) records: Records,
    heard: Arc<Mutex<Vec<Heard>>>,
    _subscription: Subscription,
}

/// What a commit or an import changed.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Heard {
    /// A key of the root map.
    Key(String, Option<Value>),
    /// A root text.
    Text(String),
    /// Something that has no place in a map.
    Strange(String),
}

/// What the bytes of an update say of themselves.
pub(crate) struct Said {
    /// Peers whose changes it carries, and how far.
    pub(crate) ends: BTreeMap<u64, i32>,
}

impl Document {
    pub(crate) fn new(peer: u64) -> Self {
        Self::around(LoroDoc::new(), peer)
    }

    /// A document as it was stored. What nobody touches of it stays as encoded: nothing is told while it is read.
    pub(crate) fn open(stored: &[u8], peer: u64) -> Result<Self, String> {
        let doc = LoroDoc::new();
        let status = doc.import(stored).map_err(|error| error.to_string())?;
        if status.pending.is_some() {
            return Err(PENDING.into());
        }
        Ok(Self::around(doc, peer))
    }

    fn around(doc: LoroDoc, peer: u64) -> Self {
        let records = records_of(&doc);
        Self::with(doc, records, peer)
    }

    /// Of a document whose state is these records.
    fn with(doc: LoroDoc, records: Records, peer: u64) -> Self {
        // Refused only while something is not committed.
        let _ = doc.set_peer_id(peer);
        let heard: Arc<Mutex<Vec<Heard>>> = Arc::default();
        let ears = Arc::clone(&heard);
        let subscription = doc.subscribe_root(Arc::new(move |event| {
            ears.lock().unwrap_or_else(PoisonError::into_inner).extend(hear(&event));
        }));
        Self { doc, records, heard, _subscription: subscription }
    }

    /// A copy that goes its own way.
    pub(crate) fn fork(&self, peer: u64) -> Self {
        Self::with(self.doc.fork(), self.records.clone(), peer)
    }

    /// The document as it was; nothing where it has never been so.
    pub(crate) fn fork_at(&self, point: &[u8], peer: u64) -> Option<Self> {
        let frontiers = Frontiers::decode(point).ok()?;
        self.doc.frontiers_to_vv(&frontiers)?;
        Some(Self::around(self.doc.fork_at(&frontiers).ok()?, peer))
    }

    /// The name of the newest state that a copy of this version has been in too.
    pub(crate) fn common(&self, version: &[u8]) -> Result<Vec<u8>, String> {
        let theirs = VersionVector::decode(version).map_err(|error| error.to_string())?;
        let both = self.doc.oplog_vv().intersection(&theirs);
        Ok(self.doc.vv_to_frontiers(&both).encode())
    }

    /// Version vector.
    pub(crate) fn version(&self) -> Vec<u8> {
        self.doc.oplog_vv().encode()
    }

    /// Frontiers.
    pub(crate) fn point(&self) -> Vec<u8> {
        self.doc.oplog_frontiers().encode()
    }

    /// Whether all that a peer's number stands for up to here is known.
    pub(crate) fn knows(&self, point: &[u8]) -> bool {
        Frontiers::decode(point).is_ok_and(|at| self.doc.frontiers_to_vv(&at).is_some())
    }

    /// Peers of whose changes an update brings some that are not here.
    pub(crate) fn lacks(&self, said: &Said) -> Vec<u64> {
        let known = self.doc.oplog_vv();
        let is_new = |peer: &u64, end: &i32| known.get(peer).is_none_or(|known| known < end);
        said.ends.iter().filter(|(peer, end)| is_new(peer, end)).map(|(peer, _)| *peer).collect()
    }

    /// What was said of the changes that an update brought, in the order of their makers: why each was made. `known` is the
    /// version before it.
    pub(crate) fn messages(&self, said: &Said, known: &[u8]) -> Vec<String> {
        let known = VersionVector::decode(known).unwrap_or_default();
        let mut found: Vec<String> = Vec::new();
        for (peer, end) in &said.ends {
            let mut at = known.get(peer).copied().unwrap_or_default();
            while at < *end {
                let Some(change) = self.doc.get_change(ID::new(*peer, at)) else { break };
                let message = change.message();
                if !message.is_empty() && found.last().is_none_or(|last| last != message) {
                    found.push(message.to_owned());
                }
                let next = change.id.counter + i32::try_from(change.len).unwrap_or(i32::MAX);
                at = next.max(at + 1);
            }
        }
        found
    }

    /// Whether the changes that an update brought, beyond the version `known`, are such as the library makes here. It takes others
    /// too: what they come to hangs on how they are read, alone or with others, from an update or from the whole document, which
    /// then may not open any more. Nothing is heard of some of them, nor of letters that the same update takes away again: `has_place`
    /// is asked of the name of everything that is touched.
    pub(crate) fn is_well_made(
        &self,
        said: &Said,
        known: &[u8],
        has_place: impl Fn(&str) -> bool,
    ) -> bool {
        let known = VersionVector::decode(known).unwrap_or_default();
        said.ends.iter().all(|(peer, end)| {
            let from = known.get(peer).copied().unwrap_or_default();
            let changes = self.doc.export_json_in_id_span(IdSpan::new(*peer, from, *end));
            let known_to = |operation: &JsonOp| touched_by(operation).is_some_and(&has_place);
            let is_well_made =
                |change: &JsonChange| change.ops.iter().all(known_to) && self.is_after_own(change);
            let all = changes.iter().try_fold(from, |at, change| {
                counted_on(at, change).filter(|_| is_well_made(change))
            });
            from >= *end || all == Some(*end)
        })
    }

    /// Whether a change rests on all that its maker made before it, and on nothing that they made later.
    fn is_after_own(&self, change: &JsonChange) -> bool {
        let ID { peer, counter } = change.id;
        let mut own = change.deps.iter().filter(|dep| dep.peer == peer);
        match (own.next(), own.next()) {
            (Some(last), None) => last.counter.checked_add(1) == Some(counter),
            (None, _) => {
                let rests_on = self.doc.frontiers_to_vv(&change.deps.iter().copied().collect());
                rests_on.is_some_and(|on| on.get(&peer).copied().unwrap_or_default() == counter)
            }
            (Some(_), Some(_)) => false,
        }
    }

    pub(crate) fn since(&self, version: &[u8]) -> Result<Vec<u8>, String> {
        let version = VersionVector::decode(version).map_err(|error| error.to_string())?;
        self.doc.export(ExportMode::updates(&version)).map_err(|error| error.to_string())
    }

    /// As [`Document::since`], and everything with its state for a version of nothing.
    pub(crate) fn lacking(&self, version: &[u8]) -> Result<Vec<u8>, String> {
        let has = VersionVector::decode(version).map_err(|error| error.to_string())?;
        if has.is_empty() { self.snapshot() } else { self.since(version) }
    }

    pub(crate) fn snapshot(&self) -> Result<Vec<u8>, String> {
        self.doc.export(ExportMode::Snapshot).map_err(|error| error.to_string())
    }

    /// Imports bytes and says what changed.
    pub(crate) fn import(&mut self, bytes: &[u8]) -> Result<Vec<Heard>, String> {
        self.heard().clear();
        let status = self.doc.import(bytes).map_err(|error| error.to_string())?;
        if status.pending.is_some() {
            return Err(PENDING.into());
        }
        Ok(self.take_in())
    }

    /// Writes a whole state into a document that is still empty.
    pub(crate) fn begin(&mut self, records: &Records) -> Result<(), Refusal> {
        let all = records.0.iter().flat_map(|(id, record)| added(id, record)).collect();
        self.write(all)?;
        Ok(())
    }

    /// Applies edits as one change: all, or none where one of them cannot be. An edit costs what it touches; the first `remove` or
    /// `bring_back` among them looks at all records for what lies below.
    pub(crate) fn apply(&mut self, edits: &[Edit], bounds: Bounds) -> Result<Vec<Heard>, Refusal> {
        let mut was = BTreeMap::new();
        let all = self.make(edits, bounds, &mut was).inspect_err(|_| {
            for (id, record) in was {
                match record {
                    Some(record) => self.records.0.insert(id, record),
                    None => self.records.0.remove(&id),
                };
            }
        })?;
        let (point, peer) = (self.point(), self.doc.peer_id());
        self.write(all).inspect_err(|_| {
            // Some of it may be written: the document is made anew as it was.
            self.doc.commit();
            if let Some(as_it_was) = self.fork_at(&point, peer) {
                *self = as_it_was;
            }
        })
    }

    /// As [`Document::apply`], as changes of another copy.
    pub(crate) fn apply_as(
        &mut self,
        peer: u64,
        edits: &[Edit],
        bounds: Bounds,
    ) -> Result<Vec<Heard>, Refusal> {
        let own = self.doc.peer_id();
        // Refused only while something is not committed.
        let _ = self.doc.set_peer_id(peer);
        let made = self.apply(edits, bounds);
        let _ = self.doc.set_peer_id(own);
        made
    }

    /// Makes edits on the records alone; answers what they write. `was` is told what each record was before.
    fn make(
        &mut self,
        edits: &[Edit],
        bounds: Bounds,
        was: &mut BTreeMap<String, Option<Record>>,
    ) -> Result<Vec<Operation>, Refusal> {
        let (mut all, mut beneath) = (Vec::new(), Beneath::default());
        for edit in edits {
            let before = Before::of(&self.records, edit, &mut beneath);
            for id in before.with.iter().map(String::as_str).chain([edit.record()]) {
                if !was.contains_key(id) {
                    was.insert(id.to_owned(), self.records.get(id).cloned());
                }
            }
            self.records.apply_by(edit, bounds, &mut beneath)?;
            all.extend(operations(&before, &self.records, edit));
        }
        Ok(all)
    }

    /// Writes as one change.
    fn write(&mut self, all: Vec<Operation>) -> Result<Vec<Heard>, Refusal> {
        self.heard().clear();
        let failed = |error: loro::LoroError| {
            Refusal::new("internal", format!("the document did not take it: {error}"), "report it")
        };
        let map = self.doc.get_map(RECORDS);
        for operation in all {
            match operation {
                Operation::Key(key, Some(value)) => map.insert(&key, value).map_err(failed)?,
                Operation::Key(key, None) => map.delete(&key).map_err(failed)?,
                Operation::Text(name, text) => {
                    let whole = UpdateOptions { timeout_ms: None, use_refined_diff: true };
                    // Without a limit of time it does not fail.
                    let _ = self.doc.get_text(name.as_str()).update(&text, whole);
                }
            }
        }
        self.doc.commit_with(CommitOptions::default());
        Ok(self.take_in())
    }

    fn heard(&self) -> std::sync::MutexGuard<'_, Vec<Heard>> {
        self.heard.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Brings the records to what was heard.
    fn take_in(&mut self) -> Vec<Heard> {
        let heard = std::mem::take(&mut *self.heard());
        for heard in &heard {
            match heard {
                Heard::Key(key, value) => self.records.take_key(key, value.as_ref()),
                Heard::Text(name) => {
                    let text = self.doc.get_text(name.as_str()).to_string();
                    self.records.take_text(name, &text);
                }
                Heard::Strange(_) => (),
            }
        }
        heard
    }
}

/// What bytes say of themselves; an error where they are damaged.
pub(crate) fn said(bytes: &[u8]) -> Result<Said, String> {
    let meta = LoroDoc::decode_import_blob_meta(bytes, true).map_err(|error| error.to_string())?;
    Ok(Said { ends: ends(&meta.partial_end_vv) })
}

/// The key or text that an operation is on; `None` if it is on anything but the map of records and the letters of a text.
fn touched_by(operation: &JsonOp) -> Option<&str> {
    let ContainerID::Root { name, container_type } = &operation.container else { return None };
    match (container_type, &operation.content) {
        (
            ContainerType::Map,
            JsonOpContent::Map(JsonMapOp::Insert { key, .. } | JsonMapOp::Delete { key }),
        ) => (**name == *RECORDS).then_some(key),
        (
            ContainerType::Text,
            JsonOpContent::Text(JsonTextOp::Insert { .. } | JsonTextOp::Delete { .. }),
        ) => Some(name),
        _ => None,
    }
}

/// Where a change ends that begins at `at`, and each operation of which begins where the one before it ends: only where the first
/// begins is written down again.
fn counted_on(at: i32, change: &JsonChange) -> Option<i32> {
    let begins = (change.id.counter == at).then_some(at)?;
    change.ops.iter().try_fold(begins, |at, operation| {
        let length = i32::try_from(operation.content.op_len()).ok()?;
        (operation.counter == at).then(|| at.checked_add(length))?
    })
}

/// How far each peer is known, by peer.
#[expect(clippy::disallowed_methods, reason = "the order is that of peers again at once")]
fn ends(version: &VersionVector) -> BTreeMap<u64, i32> {
    version.iter().map(|(peer, end)| (*peer, *end)).collect()
}

#[expect(clippy::iter_over_hash_type, reason = "sorted below")]
fn hear(event: &DiffEvent<'_>) -> Vec<Heard> {
    let mut heard = Vec::new();
    for change in &event.events {
        match (change.target, &change.diff) {
            (ContainerID::Root { name, container_type: ContainerType::Map }, Diff::Map(map))
                if **name == *RECORDS =>
            {
                for (key, value) in &map.updated {
                    let key = key.to_string();
                    heard.push(match value {
                        None | Some(ValueOrContainer::Value(LoroValue::Null)) => {
                            Heard::Key(key, None)
                        }
                        Some(ValueOrContainer::Value(value)) => match read(value) {
                            Some(value) => Heard::Key(key, Some(value)),
                            None => Heard::Strange(key),
                        },
                        Some(ValueOrContainer::Container(_)) => Heard::Strange(key),
                    });
                }
            }
            (
                ContainerID::Root { name, container_type: ContainerType::Text },
                Diff::Text(delta),
            ) => {
                let is_styled = delta.iter().any(|part| match part {
                    TextDelta::Retain { attributes, .. } | TextDelta::Insert { attributes, .. } => {
                        attributes.as_ref().is_some_and(|attributes| !attributes.is_empty())
                    }
                    TextDelta::Delete { .. } => false,
                });
                let name = name.to_string();
                heard.push(if is_styled { Heard::Strange(name) } else { Heard::Text(name) });
            }
            (target, _) => heard.push(Heard::Strange(target.to_string())),
        }
    }
    // Loro gives keys in no order.
    heard.sort_by(|a, b| a.name().cmp(b.name()));
    heard
}

impl Heard {
    fn name(&self) -> &str {
        match self {
            Self::Key(name, _) | Self::Text(name) | Self::Strange(name) => name,
        }
    }
}

/// What is written into Loro.
enum Operation {
    Key(String, Option<LoroValue>),
    Text(String, String),
}

/// What must be known of the records before an edit to write it.
#[derive(Debug, Default)]
struct Before {
    /// The value or item is there.
    is_said: bool,
    /// The records that go, or come back, with this one.
    with: Vec<String>,
}

impl Before {
    fn of(records: &Records, edit: &Edit, beneath: &mut Beneath) -> Self {
        let record = records.get(edit.record());
        match edit {
            Edit::Set { field, .. } => {
                let is_said = record.is_some_and(|record| record.values.contains_key(field));
                Self { is_said, ..Self::default() }
            }
            Edit::Take { field, item, .. } => {
                let is_said = record.is_some_and(|record| record.items(field).contains(item));
                Self { is_said, ..Self::default() }
            }
            Edit::Remove { id } => {
                Self { with: beneath.going_with(records, id), ..Self::default() }
            }
            Edit::BringBack { id } => {
                Self { with: beneath.gone_with(records, id), ..Self::default() }
            }
            _ => Self::default(),
        }
    }
}

/// What an edit writes, from what was before it and the records after it.
fn operations(before: &Before, after: &Records, edit: &Edit) -> Vec<Operation> {
    let key = |id: &str, field: &str| format!("{id}/{field}");
    let word = |word: &str| Some(LoroValue::from(word));
    match edit {
        Edit::Add { id, .. } => added(id, &after.0[id]),
        Edit::Set { value: None, .. } | Edit::Take { .. } if !before.is_said => Vec::new(),
        Edit::Set { id, field, value } => {
            vec![Operation::Key(key(id, field), value.as_ref().map(written))]
        }
        Edit::Write { id, field, text } => vec![Operation::Text(key(id, field), text.clone())],
        Edit::Put { id, field, item, rank } => {
            vec![Operation::Key(format!("{id}/{field}/{item}"), word(rank))]
        }
        Edit::Take { id, field, item } => {
            vec![Operation::Key(format!("{id}/{field}/{item}"), None)]
        }
        Edit::Move { id, parent, rank } => vec![
            Operation::Key(key(id, "in"), word(parent)),
            Operation::Key(key(id, "rank"), word(rank)),
        ],
        Edit::Remove { .. } | Edit::BringBack { .. } => {
            let mark = |id: &String| after.0[id].gone.as_deref().map(LoroValue::from);
            before.with.iter().map(|id| Operation::Key(key(id, "gone"), mark(id))).collect()
        }
    }
}

/// What a new record writes.
fn added(id: &str, record: &Record) -> Vec<Operation> {
    let key = |field: &str| format!("{id}/{field}");
    let mut all = vec![Operation::Key(key("is"), Some(record.kind.as_str().into()))];
    if let Some(parent) = &record.parent {
        all.push(Operation::Key(key("in"), Some(parent.as_str().into())));
        all.push(Operation::Key(key("rank"), Some(record.rank.as_str().into())));
    }
    for (field, value) in &record.values {
        all.push(Operation::Key(key(field), Some(written(value))));
    }
    for (field, items) in &record.sets {
        for item in items {
            let rank = item.rank.as_str();
            all.push(Operation::Key(format!("{id}/{field}/{}", item.item), Some(rank.into())));
        }
    }
    for (field, text) in &record.text {
        all.push(Operation::Text(key(field), text.clone()));
    }
    all
}

fn written(value: &Value) -> LoroValue {
    match value {
        Value::Flag(flag) => (*flag).into(),
        Value::Number(number) => (*number).into(),
        Value::Word(word) => word.as_str().into(),
    }
}

/// A value of the document; nothing where it is of a type that no field has.
fn read(value: &LoroValue) -> Option<Value> {
    match value {
        LoroValue::Bool(flag) => Some(Value::Flag(*flag)),
        LoroValue::Double(number) => Some(Value::Number(*number)),
        LoroValue::I64(number) => Some(Value::Number(*number as f64)),
        LoroValue::String(word) => Some(Value::Word(word.to_string())),
        _ => None,
    }
}

/// All records of a document.
fn records_of(doc: &LoroDoc) -> Records {
    let mut records = Records::default();
    doc.get_map(RECORDS).for_each(|key, value| {
        if let ValueOrContainer::Value(value) = value {
            records.take_key(key, read(&value).as_ref());
        }
    });
    let mut texts = Vec::new();
    for (id, record) in &records.0 {
        let Some(kind) = kind::of(&record.kind) else { continue };
        let prose = kind.fields.iter().filter(|field| matches!(field.takes, Type::Text { .. }));
        texts.extend(prose.map(|field| format!("{id}/{}", field.name)));
    }
    for name in texts {
        let text = doc.get_text(name.as_str()).to_string();
        if !text.is_empty() {
            records.take_text(&name, &text);
        }
    }
    records
}

impl Records {
    /// Takes a key of the document in; what it says wrongly is not taken.
    fn take_key(&mut self, key: &str, value: Option<&Value>) {
        let Some((id, field)) = key.split_once('/') else { return };
        let record = self.0.entry(id.to_owned()).or_default();
        let word = || match value {
            Some(Value::Word(word)) => Some(word.clone()),
            _ => None,
        };
        match (field, field.split_once('/')) {
            ("is", _) => record.kind = word().unwrap_or_default(),
            ("in", _) => record.parent = word(),
            ("rank", _) => record.rank = word().unwrap_or_default(),
            ("gone", _) => record.gone = word(),
            (_, Some((set, item))) => record.put(set, item, word().as_deref()),
            (field, None) => record.say(field, value.cloned()),
        }
    }

    fn take_text(&mut self, name: &str, text: &str) {
        let Some((id, field)) = name.split_once('/') else { return };
        self.0.entry(id.to_owned()).or_default().say_prose(field, Some(text));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::MAP;

    #[test]
    fn a_document_that_does_not_take_an_edit_is_as_it_was_and_takes_the_next() {
        let mut document = Document::new(1);
        let mut map = Record::new(&kind::map::KIND);
        map.say_prose("name", Some("Shop"));
        let records = Records(BTreeMap::from([(MAP.to_owned(), map)]));
        document.begin(&records).expect("it is empty");
        let (before, point) = (document.records.clone(), document.point());
        let set = |word: &str| Edit::Set {
            id: MAP.into(),
            field: "goal".into(),
            value: Some(Value::Word(word.into())),
        };
        document.doc.detach();
        let refusal = document.apply(&[set("pay")], Bounds::AsItWas).expect_err("it is detached");
        assert_eq!((refusal.code, &document.records), ("internal", &before));
        assert_eq!(document.point(), point);
        document.apply(&[set("buy")], Bounds::AsItWas).expect("it goes on");
        assert_eq!(document.records, records_of(&document.doc));
        assert_ne!(document.records, before);
    }
}
