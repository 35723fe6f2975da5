//! What is known of a journey's chains, apart for each value that must stay the same along them.

use rustc_hash::FxHashMap;

/// So many values are looked through one by one.
const FEW: usize = 16;
/// No event yet.
pub(super) const NONE: usize = usize::MAX;

/// Chains by value.
#[derive(Clone, Debug, Default)]
pub(super) struct Values {
    all: Vec<OfValue>,
    /// Places of events, so many a value.
    rows: Vec<usize>,
    width: usize,
    /// Of use beyond [`FEW`].
    index: FxHashMap<Option<u64>, usize>,
}

/// The chains of one value.
#[derive(Clone, Copy, Debug)]
pub(super) struct OfValue {
    value: Option<u64>,
    /// The latest event that enters.
    pub(super) entered: usize,
    /// Chains that began before this place are broken.
    pub(super) from: usize,
}

impl Values {
    /// Forgets all, and keeps `width` places a value from now on.
    pub(super) fn clear(&mut self, width: usize) {
        self.all.clear();
        self.rows.clear();
        self.width = width;
        if !self.index.is_empty() {
            self.index = FxHashMap::default();
        }
    }

    /// The place of a value, if it was seen.
    pub(super) fn find(&self, value: Option<u64>) -> Option<usize> {
        if self.index.is_empty() {
            self.all.iter().position(|known| known.value == value)
        } else {
            self.index.get(&value).copied()
        }
    }

    /// The place of a value.
    pub(super) fn place(&mut self, value: Option<u64>) -> usize {
        if let Some(place) = self.find(value) {
            return place;
        }
        let place = self.all.len();
        self.all.push(OfValue { value, entered: NONE, from: 0 });
        self.rows.resize(self.rows.len() + self.width, NONE);
        if !self.index.is_empty() {
            self.index.insert(value, place);
        } else if place == FEW {
            let all = self.all.iter().enumerate();
            self.index.extend(all.map(|(place, known)| (known.value, place)));
        }
        place
    }

    /// The chains of a value.
    pub(super) fn of(&mut self, place: usize) -> &mut OfValue {
        &mut self.all[place]
    }

    /// The places of a value's events.
    pub(super) fn row(&mut self, place: usize) -> &mut [usize] {
        &mut self.rows[place * self.width..(place + 1) * self.width]
    }

    /// The latest event that enters, of any value, unless it stands before `from` or its chains are broken.
    pub(super) fn last_entered(&self, from: usize) -> Option<usize> {
        let known = self.all.iter().filter(|of| of.entered != NONE);
        known.filter(|of| of.entered >= of.from.max(from)).map(|of| of.entered).max()
    }
}
