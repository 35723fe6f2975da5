//! A set of journeys: one bit a journey of the dataset.

/// A set of journeys.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Bits(Vec<u64>);

impl Bits {
    /// The journeys below `n` for which a test holds.
    pub(crate) fn of(n: usize, mut holds: impl FnMut(usize) -> bool) -> Self {
        let word = |word: usize| {
            (64 * word..n.min(64 * word + 64))
                .map(|journey| u64::from(holds(journey)) << (journey % 64))
                .sum()
        };
        Self((0..n.div_ceil(64)).map(word).collect())
    }

    /// Whether a journey is in it.
    pub(crate) fn has(&self, journey: usize) -> bool {
        self.0.get(journey / 64).is_some_and(|word| word >> (journey % 64) & 1 == 1)
    }

    /// How many journeys are in it.
    pub(crate) fn len(&self) -> usize {
        self.0.iter().map(|word| word.count_ones() as usize).sum()
    }

    /// How many journeys are in both.
    pub(crate) fn both(&self, other: &Self) -> usize {
        self.0.iter().zip(&other.0).map(|(a, b)| (a & b).count_ones() as usize).sum()
    }

    /// Jaccard's likeness: those in both as a share of those in either.
    pub(crate) fn jaccard(&self, other: &Self) -> f64 {
        let both = self.both(other);
        both as f64 / (self.len() + other.len() - both).max(1) as f64
    }

    /// Those that are in this one and not in the other.
    pub(crate) fn without(&self, other: &Self) -> Self {
        let rest = |at: usize| !other.0.get(at).copied().unwrap_or(0);
        Self(self.0.iter().enumerate().map(|(at, word)| word & rest(at)).collect())
    }

    /// Adds those of another set.
    pub(crate) fn add(&mut self, other: &Self) {
        self.0.resize(self.0.len().max(other.0.len()), 0);
        for (word, more) in self.0.iter_mut().zip(&other.0) {
            *word |= more;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Bits;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn sets_count_as_lists_of_flags_do(flags in prop::collection::vec((any::<bool>(), any::<bool>()), 0..200)) {
            let n = flags.len();
            let (a, b) = (Bits::of(n, |at| flags[at].0), Bits::of(n, |at| flags[at].1));
            let count = |test: fn(&(bool, bool)) -> bool| flags.iter().filter(|both| test(both)).count();
            prop_assert_eq!(a.len(), count(|f| f.0));
            prop_assert_eq!(a.both(&b), count(|f| f.0 && f.1));
            prop_assert_eq!(a.without(&b).len(), count(|f| f.0 && !f.1));
            let mut either = a.clone();
            either.add(&b);
            prop_assert_eq!(either.len(), count(|f| f.0 || f.1));
            prop_assert!((0..n).all(|at| a.has(at) == flags[at].0));
        }
    }
}
