//! The partials of one task by group, and which of them each journey of a block is added to.

use super::fold::{Folded, Part};
use super::{Operator, Tally};
use crate::block::Block;
use crate::error::Error;
use crate::refusal::refuse;
use crate::scope::Group;
use rustc_hash::FxHashMap;
use std::ops::Range;

/// How many groups an answer may be split into.
const GROUPS: usize = 1000;
/// Values with smaller codes find their group in a table.
const TABLED: usize = 256;
/// The slot of a journey that is added to no group.
pub(super) const NOWHERE: u32 = u32::MAX;

/// What the journeys of a block are added to.
#[derive(Debug)]
pub(crate) struct Parts<'p, P> {
    partials: &'p mut [P],
    /// Of each journey of the block; `None` where all are added to the first.
    slots: Option<&'p [u32]>,
}

impl<P> Parts<'_, P> {
    /// The partial of a journey of the block; `None` where it is not looked at.
    #[inline]
    pub(crate) fn of(&mut self, journey: usize) -> Option<&mut P> {
        let slot = self.slots.map_or(0, |slots| slots[journey] as usize);
        self.partials.get_mut(slot)
    }

    /// Stretches of so many journeys, each with the one partial that all of it is added to.
    #[inline]
    pub(crate) fn each_stretch(
        &mut self,
        journeys: usize,
        mut see: impl FnMut(&mut P, Range<usize>),
    ) {
        let mut start = 0;
        while start < journeys {
            let slot = self.slots.map_or(0, |slots| slots[start]);
            let end = match self.slots {
                None => journeys,
                Some(slots) => {
                    let same = slots[start..].iter().take_while(|other| **other == slot);
                    start + same.count()
                }
            };
            if let Some(partial) = self.partials.get_mut(slot as usize) {
                see(partial, start..end);
            }
            start = end;
        }
    }

    /// The partials that some of so many journeys are added to, each with all of its journeys, in order.
    pub(crate) fn each_own(
        &mut self,
        journeys: usize,
        room: &mut Vec<u32>,
        mut see: impl FnMut(&mut P, &[u32]),
    ) {
        // A block has fewer journeys than that.
        let numbers = 0..u32::try_from(journeys).unwrap_or(u32::MAX);
        room.clear();
        let Some(slots) = self.slots else {
            room.extend(numbers);
            if let Some(partial) = self.partials.first_mut() {
                see(partial, room);
            }
            return;
        };
        room.resize(journeys, 0);
        // Those that are added to none come last.
        let last = self.partials.len();
        let place = |slot: u32| (slot as usize).min(last);
        let mut ends = vec![0_usize; last + 2];
        for slot in slots {
            ends[place(*slot) + 1] += 1;
        }
        for at in 0..=last {
            ends[at + 1] += ends[at];
        }
        for (number, slot) in numbers.zip(slots) {
            let at = &mut ends[place(*slot)];
            room[*at] = number;
            *at += 1;
        }
        let mut start = 0;
        for (partial, end) in self.partials.iter_mut().zip(ends) {
            if end > start {
                see(partial, &room[start..end]);
            }
            start = end;
        }
    }
}

/// Partials by group.
pub(super) struct Groups<P> {
    /// Of all journeys, where events may be hidden and so one may be in several groups; otherwise it is what all groups have
    /// together.
    total: Option<Tally>,
    names: Vec<Group>,
    tallies: Vec<Tally>,
    partials: Vec<P>,
    /// The slot plus one by the code of a text plus one; first that of those without a value.
    table: Vec<u32>,
    others: FxHashMap<Group, u32>,
}

impl<P> Default for Groups<P> {
    fn default() -> Self {
        Self {
            total: None,
            names: Vec::new(),
            tallies: Vec::new(),
            partials: Vec::new(),
            table: Vec::new(),
            others: FxHashMap::default(),
        }
    }
}

impl<P> Groups<P> {
    /// Whether there are more than an answer may have: then the fold is refused, and need not go on.
    pub(super) fn too_many(&self) -> bool {
        self.partials.len() > GROUPS
    }

    /// The slot of a group.
    #[inline]
    pub(super) fn slot<O: Operator<Partial = P>>(&mut self, group: Group, operator: &O) -> u32 {
        let place = match group {
            Group::Missing => 0,
            Group::Code(code) => code as usize + 1,
            Group::Bits(_) | Group::Flag(_) => TABLED,
        };
        let known = if place < TABLED {
            self.table.get(place).and_then(|slot| slot.checked_sub(1))
        } else {
            self.others.get(&group).copied()
        };
        known.unwrap_or_else(|| self.begin(group, place, operator))
    }

    #[cold]
    fn begin<O: Operator<Partial = P>>(&mut self, group: Group, place: usize, operator: &O) -> u32 {
        // A few more than a thousand, for then nothing more is added.
        let slot = u32::try_from(self.partials.len()).unwrap_or(NOWHERE);
        self.names.push(group);
        self.tallies.push(Tally::default());
        self.partials.push(operator.begin_for(group));
        if place < TABLED {
            if self.table.len() <= place {
                self.table.resize(place + 1, 0);
            }
            self.table[place] = slot + 1;
        } else {
            self.others.insert(group, slot);
        }
        slot
    }

    /// Counts journeys of one group.
    pub(super) fn tally(&mut self, slot: u32, tally: Tally) {
        self.tallies[slot as usize].merge(tally);
    }

    /// Counts journeys of any groups, where one may be in several of them.
    pub(super) fn tally_all(&mut self, tally: Tally) {
        self.total.get_or_insert_default().merge(tally);
    }

    /// Counts the journeys of a block, each in its group.
    pub(super) fn tally_each(&mut self, block: &Block<'_>, slots: &[u32]) {
        for (journey, slot) in slots.iter().enumerate() {
            if let Some(tally) = self.tallies.get_mut(*slot as usize) {
                tally.add_journey(block, journey);
            }
        }
    }

    /// What the journeys of a block are added to.
    pub(super) fn parts<'p>(&'p mut self, slots: Option<&'p [u32]>) -> Parts<'p, P> {
        Parts { partials: &mut self.partials, slots }
    }

    /// Makes the partials ready to be merged.
    pub(super) fn settle<O: Operator<Partial = P>>(mut self, operator: &O) -> Self {
        self.partials.iter_mut().for_each(|partial| operator.settle(partial));
        self
    }

    pub(super) fn merge<O: Operator<Partial = P>>(&mut self, operator: &O, from: Self) {
        if let Some(total) = from.total {
            self.tally_all(total);
        }
        let of = from.names.into_iter().zip(from.tallies).zip(from.partials);
        for ((group, tally), partial) in of {
            let slot = self.slot(group, operator);
            self.tally(slot, tally);
            operator.merge(&mut self.partials[slot as usize], partial);
        }
    }

    pub(super) fn finish(self) -> Result<Folded<P>, Error> {
        if self.too_many() {
            return Err(refuse(
                "too-many-groups",
                format!("`by` would split the answer into more than {GROUPS} groups"),
                "split by an attribute with fewer values, or narrow the scope with `where`",
            ));
        }
        let total = self.total.unwrap_or_else(|| {
            self.tallies.iter().fold(Tally::default(), |mut all, tally| {
                all.merge(*tally);
                all
            })
        });
        let of = self.names.into_iter().zip(self.tallies).zip(self.partials);
        let parts = of.filter(|((_, tally), _)| tally.journeys > 0);
        let parts = parts.map(|((group, tally), partial)| (group, Part { partial, tally }));
        Ok(Folded::of(total, parts.collect()))
    }
}
