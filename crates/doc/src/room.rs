//! A document that is shared: what the server holds for a map that somebody has open.
//!
//! Others' updates come in by [`Room::receive`]: they are imported into a copy first, looked at there, and only then into the
//! document. A refused update leaves the document as it was; the copy is made anew.

use crate::crdt::{Document, Heard, said};
use crate::difference::{Difference, LeftOut, difference};
use crate::edit::{Bounds, Edit};
use crate::guard::claims::{Holds, claimed};
use crate::guard::{self, MOST_BYTES, MOST_HISTORY};
use crate::ids::Ids;
use crate::matching::recognise;
use crate::record::{Record, Records};
use crate::refusal::{Error, Refusal};
use crate::touched::{Touched, touched};
use crate::tree::of_map;
use std::collections::{BTreeMap, BTreeSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use wayline_model::map::JourneyMap;

/// The live document of a map, and the copy on which updates are tried.
pub struct Room {
    live: Document,
    copy: Document,
    peer: u64,
    /// About how many bytes its history takes.
    bytes: usize,
}

/// A change that was taken.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Received {
    /// What to store and to send to the others; empty where nothing changed.
    pub update: Vec<u8>,
    /// What it touched, in order, each once.
    pub touched: Vec<Touched>,
    /// Peers whose changes it brought.
    pub peers: Vec<u64>,
    /// Why, as whoever made them said: short codes (`paste`, `undo`) or words, each at most 200 characters. Empty where nobody said.
    pub why: Vec<String>,
    /// What a file or an older version says besides, and the map does not take.
    pub left_out: Vec<LeftOut>,
}

impl Room {
    /// A new document of a map. `seed` gives the records' ids and the changes' own peer; a random one is used once.
    ///
    /// # Errors
    /// When the map cannot be said in a document, or the document cannot be written.
    pub fn of_map(map: &JourneyMap, seed: u64, peer: u64) -> Result<Self, Refusal> {
        let mut maker = Document::new(seed);
        let records = of_map(map, &mut Ids::new(seed));
        // The map's own record is there before edits can speak of it.
        maker.begin(&records)?;
        let opened = guarded(|| {
            let whole = maker.snapshot()?;
            Ok((Document::open(&whole, peer)?, whole.len()))
        });
        let (live, bytes) = opened.map_err(|error| {
            let detail = format!("no document could be made of the map: {error}");
            Refusal::new("not-begun", detail, "the map's file is as it was; report this")
        })?;
        Ok(Self::around(live, bytes, peer))
    }

    /// A document from a snapshot or an update from the very beginning.
    ///
    /// # Errors
    /// Where the bytes are damaged.
    pub fn open(stored: &[u8], peer: u64) -> Result<Self, Error> {
        let live = guarded(|| Document::open(stored, peer)).map_err(Error)?;
        Ok(Self::around(live, stored.len(), peer))
    }

    /// Takes an update in that was taken before, when the document was open the last time.
    ///
    /// # Errors
    /// Where the bytes are damaged.
    pub fn replay(&mut self, update: &[u8]) -> Result<(), Error> {
        guarded(|| self.live.import(update)).map_err(Error)?;
        guarded(|| self.copy.import(update)).map_err(Error)?;
        self.bytes += update.len();
        Ok(())
    }

    fn around(live: Document, bytes: usize, peer: u64) -> Self {
        Self { copy: live.fork(peer), live, peer, bytes }
    }

    /// What it knows: an encoded version vector.
    pub fn version(&self) -> Vec<u8> {
        self.live.version()
    }

    /// The name of the present state, for ever: encoded frontiers.
    pub fn point(&self) -> Vec<u8> {
        self.live.point()
    }

    /// The whole document with all its history.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn snapshot(&self) -> Result<Vec<u8>, Error> {
        self.live.snapshot().map_err(Error)
    }

    /// The update that a copy with this version lacks.
    ///
    /// # Errors
    /// Where the version is damaged.
    pub fn since(&self, version: &[u8]) -> Result<Vec<u8>, Refusal> {
        guarded(|| self.live.since(version)).map_err(|error| damaged("version", &error))
    }

    /// What a page with this version lacks: the update, or the whole with its state, which opens quicker, where it has nothing yet.
    ///
    /// # Errors
    /// Where the version is damaged, or the whole cannot be written.
    pub fn lacking(&self, version: &[u8]) -> Result<Vec<u8>, Refusal> {
        guarded(|| self.live.lacking(version)).map_err(|error| damaged("version", &error))
    }

    /// The last state that this document and a copy of this version have in common: what either has changed since is its own.
    ///
    /// # Errors
    /// Where the version is damaged.
    pub fn common(&self, version: &[u8]) -> Result<Records, Refusal> {
        let point = guarded(|| self.live.common(version));
        self.at(&point.map_err(|error| damaged("version", &error))?)
    }

    /// The present state.
    pub fn records(&self) -> &Records {
        &self.live.records
    }

    /// The state as it was at a point.
    ///
    /// # Errors
    /// Where the document has never been so.
    pub fn at(&self, point: &[u8]) -> Result<Records, Refusal> {
        if point == self.point() {
            return Ok(self.live.records.clone());
        }
        Ok(self.forked_at(point, self.peer)?.records)
    }

    fn forked_at(&self, point: &[u8], peer: u64) -> Result<Document, Refusal> {
        let forked = guarded(|| {
            let known = self.live.knows(point).then(|| self.live.fork_at(point, peer));
            known.flatten().ok_or_else(|| "this map was never so".into())
        });
        forked
            .map_err(|error| Refusal::new("unknown-version", error, "choose a version of this map"))
    }

    /// Takes an update of a person in. `may` says of a copy's number whether they may speak for it.
    ///
    /// # Errors
    /// With the reason why it is not taken; the document is then as it was.
    pub fn receive(
        &mut self,
        update: &[u8],
        person: &str,
        may: impl Fn(u64) -> bool,
    ) -> Result<Received, Refusal> {
        if update.len() > MOST_BYTES {
            let detail = format!("the change is of {} bytes, more than {MOST_BYTES}", update.len());
            return Err(Refusal::new("too-large", detail, "make it in smaller steps"));
        }
        let holds = guarded(|| claimed(update)).map_err(|error| damaged("change", &error))?;
        if holds == Holds::Whole {
            let detail = "it is a whole document, not a change";
            return Err(Refusal::new("not-an-update", detail, "load the page anew"));
        }
        let about = guarded(|| said(update)).map_err(|error| damaged("change", &error))?;
        let peers = self.live.lacks(&about);
        if peers.iter().any(|peer| *peer == self.peer || !may(*peer)) {
            let detail = "it carries changes in the name of somebody else";
            return Err(Refusal::new("not-yours", detail, "load the page anew"));
        }
        if peers.is_empty() {
            // Heard before: a second tab, or an answer that was lost.
            return Ok(Received { peers, ..Received::default() });
        }
        self.has_room_for(update)?;
        let known = self.live.version();
        let tried = guarded(|| self.copy.import(update));
        let tried = tried.map_err(|error| damaged("change", &error)).and_then(|heard| {
            guard::check(&self.live, &self.copy, &heard, person)?;
            let well_made = guarded(|| {
                let unlike = || "its changes are not as a page makes them".to_owned();
                let has_place = |name: &str| guard::has_place(&self.copy, name);
                self.copy.is_well_made(&about, &known, has_place).then_some(()).ok_or_else(unlike)
            });
            well_made.map_err(|error| damaged("change", &error))?;
            let why = self.copy.messages(&about, &known);
            guard::check_messages(&why)?;
            Ok((heard, why))
        });
        let (heard, why) = tried.inspect_err(|_| self.make_copy_anew())?;
        let touched = self.follow_copy(update, &heard);
        let update = update.to_vec();
        Ok(Received { update, touched, peers, why, ..Received::default() })
    }

    /// The copy is as the document again.
    fn make_copy_anew(&mut self) {
        let old = std::mem::replace(&mut self.copy, self.live.fork(self.peer));
        // One that panicked while it read may panic once more when it is put away.
        let _ = catch_unwind(AssertUnwindSafe(|| drop(old)));
    }

    /// Whether the history has room for an update.
    fn has_room_for(&self, update: &[u8]) -> Result<(), Refusal> {
        if self.bytes + update.len() > MOST_HISTORY {
            let detail = format!("the map's history would be longer than {MOST_HISTORY} bytes");
            return Err(Refusal::new("map-full", detail, "go on in a new map made of this one"));
        }
        Ok(())
    }

    /// Gives the document what the copy took, and was found to be in order.
    fn follow_copy(&mut self, update: &[u8], heard: &[Heard]) -> Vec<Touched> {
        let touched = touched(&self.live.records, &self.copy.records, heard);
        if let Err(error) = guarded(|| self.live.import(update)) {
            // The copy took the same; it is the document from now on.
            self.live = self.copy.fork(self.peer);
            debug_assert!(false, "taken by the copy and not by the document: {error}");
        }
        self.bytes += update.len();
        touched
    }

    /// Edits of this copy itself.
    ///
    /// # Errors
    /// Where one of the edits cannot be; then none is made.
    pub fn edit(&mut self, edits: &[Edit]) -> Result<Received, Refusal> {
        self.make(edits, Bounds::Kept)
    }

    /// Edits that the server makes because a person said so: a proposal that they accepted, or what a program of theirs sends.
    /// They go through the same door as [`Room::receive`].
    ///
    /// # Errors
    /// As [`Room::edit`], and where an update of that person would be refused; then none is made.
    pub fn edit_for(&mut self, edits: &[Edit], person: &str) -> Result<Received, Refusal> {
        let made = self.try_edits(edits, person);
        let (update, heard) = made.inspect_err(|_| self.make_copy_anew())?;
        if update.is_empty() {
            return Ok(Received::default());
        }
        let touched = self.follow_copy(&update, &heard);
        Ok(Received { update, touched, peers: vec![self.peer], ..Received::default() })
    }

    /// Makes edits of a person on the copy, and looks at them there; gives what they changed.
    fn try_edits(
        &mut self,
        edits: &[Edit],
        person: &str,
    ) -> Result<(Vec<u8>, Vec<Heard>), Refusal> {
        let before = self.live.version();
        let heard = self.copy.apply(edits, Bounds::Kept)?;
        guard::check(&self.live, &self.copy, &heard, person)?;
        if self.copy.version() == before {
            return Ok((Vec::new(), heard));
        }
        let update = guarded(|| self.copy.since(&before));
        let update = update.map_err(|error| damaged("change", &error))?;
        self.has_room_for(&update)?;
        Ok((update, heard))
    }

    /// Makes the map what it was, or what somebody thinks it should be; talk about it stays as it is. What the map does not take
    /// is left out, and told.
    ///
    /// # Errors
    /// When the document does not take it; then nothing is changed.
    pub fn lead_to(&mut self, state: &Records) -> Result<Received, Refusal> {
        let Difference { edits, left_out } = difference(&self.live.records, state);
        Ok(Received { left_out, ..self.make(&edits, Bounds::AsItWas)? })
    }

    fn make(&mut self, edits: &[Edit], bounds: Bounds) -> Result<Received, Refusal> {
        let before = self.live.version();
        let heard = self.live.apply(edits, bounds)?;
        let update = self.made_since(&before)?;
        self.share(update, &heard)
    }

    /// What was made here since a version; empty where that is nothing.
    fn made_since(&self, version: &[u8]) -> Result<Vec<u8>, Refusal> {
        if self.live.version() == version { Ok(Vec::new()) } else { self.since(version) }
    }

    /// What a file takes back that it would not, had it been written over `newer` and not over `older`: edits that were made
    /// in between, said the other way round, and what it still has of what lies in the bin by now, with the words that it gave
    /// it. The file was merged already. `seed` gives new ids.
    ///
    /// # Errors
    /// Where the document has never been at one of the two.
    pub fn taken_back(
        &self,
        older: &[u8],
        newer: &[u8],
        map: &JourneyMap,
        seed: u64,
    ) -> Result<Vec<Edit>, Refusal> {
        let was = self.at(older)?;
        let between = difference(&was, &self.at(newer)?).edits;
        let between: BTreeSet<&str> = between.iter().map(Edit::record).collect();
        let mut ids = Ids::new(seed);
        let mut edits = changed_in(&self.live.records, map, &mut ids).edits;
        edits.retain(|edit| between.contains(edit.record()));
        let meant = recognise(&was, &of_map(map, &mut ids));
        Ok(missed(&self.live.records, &meant).into_iter().chain(edits).collect())
    }

    /// What lies in the bin because of a file that was merged over the state at `base` and of what happened here meanwhile: one of the
    /// two removed it, the other said something of it. Brought back, once for all that went together. `received` is that merge.
    ///
    /// # Errors
    /// Where the document has never been at `base`.
    pub fn removed_under_change(
        &self,
        base: &[u8],
        received: &Received,
    ) -> Result<Vec<Edit>, Refusal> {
        let records = &self.live.records;
        let mut binned: BTreeMap<&str, bool> = BTreeMap::new();
        for touched in &received.touched {
            if records.get(&touched.record).is_some_and(|record| record.gone.is_some()) {
                *binned.entry(&touched.record).or_default() |= touched.field == "gone";
            }
        }
        if binned.is_empty() {
            return Ok(Vec::new());
        }
        let was = self.at(base)?;
        let is_said_otherwise = |id: &str| {
            let now = records.get(id).map(|now| Record { gone: None, ..now.clone() });
            now.as_ref() != was.get(id)
        };
        let met = binned.into_iter().filter(|(id, by_file)| !by_file || is_said_otherwise(id));
        let first: BTreeSet<&str> = met.map(|(id, _)| records.first_gone_with(id)).collect();
        Ok(first.into_iter().map(|id| Edit::BringBack { id: id.to_owned() }).collect())
    }

    /// What a file changed since it was written from the state at `base`: found, and merged with what happened here meanwhile.
    /// Gives the change, and the point of the state that the file stands for from now on: `base` with the file's changes alone.
    /// What the map does not take of the file is left out, and told.
    /// `seed` gives new ids and the peer of these changes; a random one is used once.
    ///
    /// # Errors
    /// Where the document has never been at `base`.
    pub fn merge_map(
        &mut self,
        base: &[u8],
        map: &JourneyMap,
        seed: u64,
    ) -> Result<(Received, Vec<u8>), Refusal> {
        let mut ids = Ids::new(seed);
        if base == self.point() {
            // Nothing happened here meanwhile: no copy is needed to go back to.
            let Difference { edits, left_out } = changed_in(&self.live.records, map, &mut ids);
            let before = self.live.version();
            let heard = self.live.apply_as(seed, &edits, Bounds::AsItWas)?;
            let update = self.made_since(&before)?;
            return Ok((Received { left_out, ..self.share(update, &heard)? }, self.point()));
        }
        let mut side = self.forked_at(base, seed)?;
        let Difference { edits, left_out } = changed_in(&side.records, map, &mut ids);
        let before = side.version();
        side.apply(&edits, Bounds::AsItWas)?;
        if side.version() == before {
            return Ok((Received { left_out, ..Received::default() }, side.point()));
        }
        let update = guarded(|| side.since(&before)).map_err(|error| damaged("file", &error))?;
        let heard =
            guarded(|| self.live.import(&update)).map_err(|error| damaged("file", &error))?;
        Ok((Received { left_out, ..self.share(update, &heard)? }, side.point()))
    }

    /// Gives the copy what the document took; empty where it took nothing.
    fn share(&mut self, update: Vec<u8>, heard: &[Heard]) -> Result<Received, Refusal> {
        if update.is_empty() {
            return Ok(Received::default());
        }
        self.bytes += update.len();
        // The copy is still as the document was.
        let touched = touched(&self.copy.records, &self.live.records, heard);
        if guarded(|| self.copy.import(&update)).is_err() {
            self.make_copy_anew();
        }
        let about = guarded(|| said(&update)).map_err(|error| damaged("change", &error))?;
        let peers = about.ends.into_keys().collect();
        Ok(Received { update, touched, peers, ..Received::default() })
    }
}

/// What a file says otherwise than these records, under the same ids: what it never said is not touched by what it says no more.
fn changed_in(records: &Records, map: &JourneyMap, ids: &mut Ids) -> Difference {
    let meant = |map: &JourneyMap, ids: &mut Ids| recognise(records, &of_map(map, ids));
    let said = meant(&records.to_map().map, ids);
    difference(&said, &meant(map, ids))
}

/// Brings back what is meant to live and lies in the bin: once for all that went together, by what it hangs from.
fn missed(records: &Records, meant: &Records) -> Vec<Edit> {
    let (living, in_file) = (records.living(), meant.living());
    let gone = |id: &str| {
        let is_missed = in_file.contains(id) && !living.contains(id);
        records.get(id).filter(|_| is_missed).and_then(|record| record.gone.as_deref())
    };
    let is_first = |id: &str, mark: &str| {
        let parent = records.get(id).and_then(|record| record.parent.as_deref());
        parent.and_then(gone).is_none_or(|above| above != mark)
    };
    let mut told = BTreeSet::new();
    let ids = meant.0.keys().map(String::as_str);
    let first =
        ids.filter(|id| gone(id).is_some_and(|mark| is_first(id, mark) && told.insert(mark)));
    first.map(|id| Edit::BringBack { id: id.to_owned() }).collect()
}

/// Runs what might panic on bytes of others.
fn guarded<T>(work: impl FnOnce() -> Result<T, String>) -> Result<T, String> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| Err("it cannot be read".into()))
}

fn damaged(what: &str, error: &str) -> Refusal {
    let detail = format!("the {what} is damaged: {error}");
    Refusal::new("damaged", detail, "load the page anew; the change is kept aside")
}

#[cfg(test)]
mod tests {
    use super::*;
    use wayline_model::yaml;

    #[test]
    fn whoever_makes_a_change_it_counts_towards_the_length_of_the_history() {
        let read = |text: &str| yaml::read(text, "shop.journey.yaml").0.expect("a map");
        let write =
            |text: &str| Edit::Write { id: "map".into(), field: "name".into(), text: text.into() };
        let mut room = Room::of_map(&read("wayline: 1\nmap: Shop\n"), 7, 1).expect("a document");
        let begin = room.bytes;
        assert!(begin > 0);
        let (first, base) = (room.records().clone(), room.point());
        let mut other = Room::open(&room.snapshot().expect("a snapshot"), 2).expect("it opens");
        let elsewhere = other.edit(&[write("Shoes")]).expect("edited").update;
        let file = read("wayline: 1\nmap: Garden shop\n");
        let updates = [
            room.receive(&elsewhere, "ana", |_| true).expect("taken").update,
            room.edit(&[write("Boots")]).expect("edited").update,
            room.edit_for(&[write("Hats")], "ana").expect("edited").update,
            room.lead_to(&first).expect("led back").update,
            room.merge_map(&base, &file, 8).expect("merged").0.update,
            room.merge_map(&room.point(), &read("wayline: 1\nmap: End\n"), 9)
                .expect("merged")
                .0
                .update,
        ];
        assert!(updates.iter().all(|update| !update.is_empty()));
        assert_eq!(room.bytes, begin + updates.iter().map(Vec::len).sum::<usize>());
    }
}
