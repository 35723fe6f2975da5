//! What a question may name: activities, attributes and their values, and what is known of all events.

use crate::journeys::{ColumnIx, JourneyIx};
use wayline_model::question::Unit;

/// The ids that questions may name beside the attributes.
pub(crate) const ID_NAMES: [&str; 4] = ["customer", "case", "account", "session"];

/// What a column's values are.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Kind<'a> {
    /// Text: the distinct values by code, in order of first arrival.
    Text(&'a [String]),
    /// Numbers.
    Number,
    /// Yes and no.
    Flag,
}

/// The names in journeys of one unit.
pub(crate) trait Catalog: Sync {
    /// What counts as one journey.
    fn unit(&self) -> Unit;

    /// The names of the activities by code, in order of first arrival.
    fn activities(&self) -> &[String];

    /// The names of the attributes, in the order in which they were first seen; without the ids.
    fn attribute_names(&self) -> Vec<&str>;

    /// What the column at a place holds.
    fn kind(&self, column: ColumnIx) -> Kind<'_>;

    /// The newest time of all events, microseconds.
    fn newest(&self) -> Option<i64>;

    /// The oldest time of all events in journeys, where it is known without looking.
    fn oldest(&self) -> Option<i64> {
        None
    }

    /// The id of a journey that an answer speaks of.
    fn id_of(&self, journey: JourneyIx) -> Option<&str>;

    /// The idle limits of all journeys by activity, microseconds, where they are known already.
    fn limits_us(&self) -> Option<&[i64]> {
        None
    }

    /// Keeps the idle limits of all journeys, where they may be asked for again.
    fn keep_limits_us(&self, _: &[i64]) {}

    /// Events that belong to no journey: they have no id of the unit.
    fn without_id(&self) -> u64;

    /// The code of an activity.
    fn find_activity(&self, name: &str) -> Option<usize> {
        self.activities().iter().position(|known| known == name)
    }

    /// The place of an attribute's or an id's column: the attributes, then the ids.
    fn find_column(&self, name: &str) -> Option<ColumnIx> {
        let names = self.attribute_names();
        let own = names.iter().position(|known| *known == name);
        let id = || ID_NAMES.iter().position(|known| *known == name);
        own.or_else(|| id().map(|id| names.len() + id)).map(ColumnIx)
    }
}
