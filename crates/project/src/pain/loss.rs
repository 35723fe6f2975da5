//! What a pain costs, to rank by: first the customers it loses, then how many it leaves unhappy or waiting.
//!
//! Customers and feelings have no rate of exchange, so they are never added up: whatever loses more customers stands
//! higher, and pains that lose nobody (or of which the sample cannot tell) stand after those, by what is felt. Both are
//! estimates, of a comparison the stratified one; only what chance could not have made is ranked at all.

use std::cmp::Ordering;

/// What is lost.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Loss {
    /// Customers that go no further.
    pub(crate) customers: f64,
    /// Part of the scale (or of the time) that is lost, times the journeys it happens to where they can be counted.
    pub(crate) felt: f64,
}

impl Loss {
    /// Customers that go no further.
    pub(crate) fn customers(customers: f64) -> Self {
        Self { customers: customers.max(0.0), felt: 0.0 }
    }

    /// What is felt.
    pub(crate) fn felt(felt: f64) -> Self {
        Self { customers: 0.0, felt: felt.max(0.0) }
    }

    /// Whether anything is lost.
    pub(crate) fn is_some(self) -> bool {
        self.customers > 0.0 || self.felt > 0.0
    }

    /// The worse first.
    pub(crate) fn worst_first(a: &Self, b: &Self) -> Ordering {
        b.customers.total_cmp(&a.customers).then(b.felt.total_cmp(&a.felt))
    }
}

#[cfg(test)]
mod tests {
    use super::Loss;

    #[test]
    fn customers_come_before_feelings_and_are_never_added_to_them() {
        let mut all =
            [Loss::felt(9_000.0), Loss::customers(3.0), Loss::felt(10.0), Loss::customers(40.0)];
        all.sort_by(Loss::worst_first);
        assert_eq!(
            all,
            [Loss::customers(40.0), Loss::customers(3.0), Loss::felt(9_000.0), Loss::felt(10.0)]
        );
        assert!(!Loss::customers(-2.0).is_some());
    }
}
