//! What lies below what, and what was removed with what: looked up once for all edits that are made together. Each on its own
//! would have to look at all records.

use crate::kind::{self, Kind};
use crate::record::{MAP, Record, Records};
use std::collections::{BTreeMap, BTreeSet};

/// Looked up when it is first asked for, and told of every edit from then on.
#[derive(Debug, Default)]
pub(crate) struct Beneath(Option<Known>);

#[derive(Debug, Default)]
struct Known {
    /// Ids of what lies in a record, removed or not.
    below: BTreeMap<String, BTreeSet<String>>,
    /// Ids of what bears a mark of removal.
    marked: BTreeMap<String, BTreeSet<String>>,
}

impl Known {
    fn of(records: &Records) -> Self {
        let mut known = Self::default();
        for (id, record) in &records.0 {
            put(&mut known.below, id, record.parent.as_deref());
            put(&mut known.marked, id, record.gone.as_deref());
        }
        known
    }

    /// The record, if it hangs in the map, and all that hangs in it, removed or not; parents come first.
    fn reached<'a>(
        &'a self,
        records: &'a Records,
        id: &'a str,
    ) -> Vec<(&'a str, &'a Record, &'static Kind)> {
        let read = |id: &'a str| {
            let record = records.get(id)?;
            Some((id, record, kind::of(&record.kind)?))
        };
        let mut reached: Vec<_> = read(id).filter(|_| hangs(records, id)).into_iter().collect();
        let mut at = 0;
        // What hangs in the map lies in one record each, and in no ring.
        while at < reached.len() {
            let (id, _, kind) = reached[at];
            let children = self.below.get(id).into_iter().flatten();
            let children = children.filter(|id| *id != MAP).filter_map(|id| read(id));
            reached.extend(children.filter(|(_, _, child)| child.may_lie_in(kind)));
            at += 1;
        }
        reached
    }

    fn lives(&self, records: &Records, id: &str) -> bool {
        let reached = self.reached(records, id);
        let Some((_, record, kind)) = reached.first() else { return false };
        if kind.talk {
            let about = record.parent.as_deref();
            return record.gone.is_none() && about.is_some_and(|about| self.lives(records, about));
        }
        reached.iter().any(|(_, record, kind)| record.gone.is_none() && !kind.talk)
    }

    fn going_with(&self, records: &Records, id: &str) -> Vec<String> {
        if !self.lives(records, id) {
            return Vec::new();
        }
        let reached = self.reached(records, id);
        let mut living = BTreeSet::from([id]);
        for (id, record, _) in reached.iter().rev().filter(|(_, _, kind)| !kind.talk) {
            if record.gone.is_none() || living.contains(id) {
                living.insert(id);
                living.extend(record.parent.as_deref());
            }
        }
        for (id, record, _) in reached.iter().filter(|(_, _, kind)| kind.talk) {
            let is_about = record.parent.as_deref().is_some_and(|parent| living.contains(parent));
            if record.gone.is_none() && is_about {
                living.insert(id);
            }
        }
        let ids = reached.iter().map(|(id, _, _)| *id);
        ids.filter(|id| living.contains(id)).map(str::to_owned).collect()
    }
}

impl Beneath {
    fn known(&mut self, records: &Records) -> &Known {
        self.0.get_or_insert_with(|| Known::of(records))
    }

    /// Whether a record lives, as [`Records::living`] says.
    pub(crate) fn lives(&mut self, records: &Records, id: &str) -> bool {
        self.known(records).lives(records, id)
    }

    /// Those that go with a record when it is removed: all that lives below it, and itself.
    pub(crate) fn going_with(&mut self, records: &Records, id: &str) -> Vec<String> {
        self.known(records).going_with(records, id)
    }

    /// Those that come back with a removed record: all that carry its mark, or were removed along with it.
    pub(crate) fn gone_with(&mut self, records: &Records, id: &str) -> Vec<String> {
        let Some(mark) = records.get(id).and_then(|record| record.gone.as_deref()) else {
            return Vec::new();
        };
        let known = self.known(records);
        let with = [mark, id].into_iter().filter_map(|mark| known.marked.get(mark)).flatten();
        with.collect::<BTreeSet<_>>().into_iter().cloned().collect()
    }

    /// A record lies in another than before.
    pub(crate) fn lies(&mut self, id: &str, before: Option<&str>, now: Option<&str>) {
        if let Some(known) = &mut self.0 {
            take(&mut known.below, id, before);
            put(&mut known.below, id, now);
        }
    }

    /// A record bears another mark of removal than before.
    pub(crate) fn marked(&mut self, id: &str, before: Option<&str>, now: Option<&str>) {
        if let Some(known) = &mut self.0 {
            take(&mut known.marked, id, before);
            put(&mut known.marked, id, now);
        }
    }
}

/// Whether a record hangs in the map by parents of fitting kinds.
fn hangs(records: &Records, id: &str) -> bool {
    let mut at = id;
    // Steps are counted, for what lies in a ring has no end.
    for _ in 0..=records.0.len() {
        let kind = |id: &str| kind::of(&records.get(id)?.kind);
        let Some(own) = kind(at) else { return false };
        if at == MAP {
            return own.name == MAP;
        }
        let parent = records.get(at).and_then(|record| record.parent.as_deref());
        match parent.filter(|parent| kind(parent).is_some_and(|parent| own.may_lie_in(parent))) {
            Some(parent) => at = parent,
            None => return false,
        }
    }
    false
}

fn put(sets: &mut BTreeMap<String, BTreeSet<String>>, id: &str, of: Option<&str>) {
    if let Some(of) = of {
        sets.entry(of.to_owned()).or_default().insert(id.to_owned());
    }
}

fn take(sets: &mut BTreeMap<String, BTreeSet<String>>, id: &str, of: Option<&str>) {
    if let Some(set) = of.and_then(|of| sets.get_mut(of)) {
        set.remove(id);
    }
}
