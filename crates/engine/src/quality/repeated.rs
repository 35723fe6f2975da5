//! Events that stand several times in the data: the same journey, activity, time and attributes. An export that was written twice
//! looks like this; so does a clock that is too coarse for what happened.

use crate::ingest::time::{DAY_US, rfc3339};
use crate::table::{Codes, Column, EventTable, NONE};
use serde::Serialize;

/// How many events repeat another one, and when most of them happened.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct Repeated {
    /// Events that are equal to one before them.
    pub events: u64,
    /// The day (UTC) on which at least half of them lie, if there is one.
    pub day: Option<String>,
}

/// Looks at all events of journeys.
pub(super) fn look(events: &EventTable, unit: &Codes) -> Repeated {
    let mut rows: Vec<usize> = (0..events.len()).filter(|row| unit.rows[*row] != NONE).collect();
    let key = |row: usize| (unit.rows[row], events.time[row], events.activity.rows[row]);
    rows.sort_unstable_by_key(|row| (key(*row), *row));
    let mut days: Vec<i64> = rows
        .windows(2)
        .filter(|pair| key(pair[0]) == key(pair[1]) && same(events, pair[0], pair[1]))
        .map(|pair| events.time[pair[0]].div_euclid(DAY_US))
        .collect();
    days.sort_unstable();
    let most = days.chunk_by(|a, b| a == b).max_by_key(|day| day.len());
    let day = most.filter(|day| 2 * day.len() >= days.len() && days.len() > 1);
    Repeated {
        events: days.len() as u64,
        day: day.map(|day| rfc3339(day[0] * DAY_US)[..10].to_owned()),
    }
}

/// Whether two events have the same attributes.
fn same(events: &EventTable, a: usize, b: usize) -> bool {
    events.attributes.iter().all(|(_, column)| match column {
        Column::Text(codes) => codes.rows[a] == codes.rows[b],
        Column::Number(numbers) => numbers[a].to_bits() == numbers[b].to_bits(),
        Column::Flag(flags) => flags[a] == flags[b],
    })
}
