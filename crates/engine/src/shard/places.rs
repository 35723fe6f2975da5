//! Which shard each row of a table belongs to.

use super::{owner, place};
use crate::manifest::Placing;
use crate::table::{EventTable, NONE};
use wayline_model::question::Unit;

/// The shard of each owner, worked out once.
pub(crate) struct Places {
    count: usize,
    placing: Placing,
    known: [Vec<Option<u32>>; 4],
}

impl Places {
    /// Places among `count` shards.
    pub(crate) fn new(count: usize, placing: Placing) -> Self {
        Self { count, placing, known: [const { Vec::new() }; 4] }
    }

    /// The shard of a row; always of the same table.
    pub(crate) fn of(&mut self, table: &EventTable, unit: Unit, row: usize) -> usize {
        let (kind, code) = owner(table, unit, row);
        if code == NONE {
            return 0;
        }
        let codes =
            [&table.customer, &table.case, &table.account, &table.session][usize::from(kind)];
        let known = &mut self.known[usize::from(kind)];
        if known.len() < codes.values.len() {
            known.resize(codes.values.len(), None);
        }
        let (count, placing) = (self.count, self.placing);
        let shard = known[code as usize].get_or_insert_with(|| {
            let shard = place(placing, &codes.values[code as usize], count);
            u32::try_from(shard).expect("few shards")
        });
        *shard as usize
    }
}

/// The rows of each of `count` shards, in the order of the table.
pub(crate) fn partition(
    table: &EventTable,
    unit: Unit,
    placing: Placing,
    count: usize,
) -> Vec<Vec<u32>> {
    let mut rows = vec![Vec::new(); count];
    if count == 1 {
        rows[0] = (0_u32..).take(table.len()).collect();
        return rows;
    }
    let mut places = Places::new(count, placing);
    for row in (0_u32..).take(table.len()) {
        rows[places.of(table, unit, row as usize)].push(row);
    }
    rows
}
