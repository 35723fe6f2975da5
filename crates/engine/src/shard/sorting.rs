//! Rows put in order: by owner, time and arrival as a shard has them, or by arrival alone.

use super::{ids, place_of};
use crate::error::Error;
use crate::table::{Codes, Column, EventTable, NONE};
use rayon::prelude::*;
use wayline_model::question::Unit;

/// Sorted by (owner in order of first appearance, time, arrival). Values keep their codes.
///
/// # Errors
/// When there are more than 2³² rows.
pub(crate) fn sorted(mut shard: EventTable, unit: Unit) -> Result<EventTable, Error> {
    if let Some(order) = by_owner(&shard, unit)? {
        reorder(&mut shard, &order);
    }
    Ok(shard)
}

/// The rows by (owner, time, arrival); `None` where they are in that order.
fn by_owner(shard: &EventTable, unit: Unit) -> Result<Option<Vec<u32>>, Error> {
    let rows = shard.len();
    u32::try_from(rows).map_err(|_| Error::TooManyValues)?;
    let (owners, count) = owners(shard, unit);
    let key = |row: usize| (owners[row], shard.time[row], shard.arrival[row]);
    if (1..rows).all(|row| key(row - 1) <= key(row)) {
        return Ok(None);
    }
    // Owners are few numbers: each has its place, and only the rows inside are compared.
    let mut ends = vec![0_u32; count];
    for owner in &owners {
        ends[*owner as usize] += 1;
    }
    let mut start = 0;
    for end in &mut ends {
        (start, *end) = (start + *end, start);
    }
    let mut order = vec![0_u32; rows];
    for (row, owner) in (0_u32..).zip(&owners) {
        let next = &mut ends[*owner as usize];
        order[*next as usize] = row;
        *next += 1;
    }
    let mut start = 0;
    for end in ends {
        let mine = &mut order[start..end as usize];
        start = end as usize;
        let key = |row: &u32| (shard.time[*row as usize], shard.arrival[*row as usize]);
        if !mine.is_sorted_by_key(key) {
            mine.sort_unstable_by_key(key);
        }
    }
    Ok(Some(order))
}

/// The owner of each row as a number, and how many there may be: by kind of id, then by code.
fn owners(shard: &EventTable, unit: Unit) -> (Vec<u32>, usize) {
    let columns = &ids(shard)[..4];
    let own = columns[place_of(unit)];
    if !own.rows.contains(&NONE) {
        return (own.rows.clone(), own.values.len());
    }
    // Codes of all four columns together may be more than fit: those that occur are numbered anew.
    let mut next = 0_u32;
    let mut known: Vec<Vec<u32>> =
        columns.iter().map(|codes| vec![NONE; codes.values.len()]).collect();
    let of = |row: usize| super::owner(shard, unit, row);
    for row in 0..shard.len() {
        let (kind, code) = of(row);
        if let Some(number) = known[usize::from(kind)].get_mut(code as usize) {
            *number = 0;
        }
    }
    let mut nobody = 0;
    for (kind, numbers) in known.iter_mut().enumerate() {
        for number in numbers.iter_mut().filter(|number| **number != NONE) {
            *number = next;
            next += 1;
        }
        // Rows without any id stand after those of the first kind.
        if kind == 0 {
            nobody = next;
            next += 1;
        }
    }
    let number = |row: usize| {
        let (kind, code) = of(row);
        known[usize::from(kind)].get(code as usize).copied().unwrap_or(nobody)
    };
    ((0..shard.len()).map(number).collect(), next as usize)
}

/// Puts the rows of a table in another order.
fn reorder(table: &mut EventTable, order: &[u32]) {
    fn pick<T: Copy>(column: &mut Vec<T>, order: &[u32]) {
        *column = order.iter().map(|row| column[*row as usize]).collect();
    }
    fn codes(codes: &mut Codes, order: &[u32]) {
        // A column without values is the same in any order.
        if !codes.values.is_empty() {
            pick(&mut codes.rows, order);
        }
    }
    codes(&mut table.customer, order);
    codes(&mut table.case, order);
    codes(&mut table.account, order);
    codes(&mut table.session, order);
    codes(&mut table.activity, order);
    pick(&mut table.time, order);
    pick(&mut table.arrival, order);
    for (_, column) in &mut table.attributes {
        match column {
            Column::Text(text) => codes(text, order),
            Column::Number(numbers) => pick(numbers, order),
            Column::Flag(flags) => pick(flags, order),
        }
    }
}

/// The rows by their numbers of arrival, which all differ.
pub(crate) fn by_arrival(arrivals: &[u64]) -> Vec<u32> {
    /// Rows of a heap.
    const HEAP: usize = 1 << 9;
    let rows = (0_u32..).take(arrivals.len());
    let range = arrivals.iter().min().copied().zip(arrivals.iter().max().copied());
    let Some((least, most)) = range else { return Vec::new() };
    // Numbers lie about evenly: they are thrown on heaps, and each heap is sorted by itself.
    let heaps = (arrivals.len() / HEAP).max(1) as u64;
    let bits = 64 - ((most - least) / heaps).leading_zeros();
    let heap = |arrival: u64| {
        let place = (arrival - least).checked_shr(bits).unwrap_or(0);
        usize::try_from(place).unwrap_or(usize::MAX)
    };
    let mut ends = vec![0_u32; heap(most) + 1];
    for arrival in arrivals {
        ends[heap(*arrival)] += 1;
    }
    let mut start = 0;
    for end in &mut ends {
        (start, *end) = (start + *end, start);
    }
    let mut order = vec![0_u32; arrivals.len()];
    for (row, arrival) in rows.zip(arrivals) {
        let next = &mut ends[heap(*arrival)];
        order[*next as usize] = row;
        *next += 1;
    }
    let mut rest = &mut order[..];
    let mut heaps = Vec::with_capacity(ends.len());
    let mut start = 0;
    for end in ends {
        let (mine, others) = rest.split_at_mut(end as usize - start);
        heaps.push(mine);
        (rest, start) = (others, end as usize);
    }
    let sort = |heap: &mut [u32]| heap.sort_unstable_by_key(|row| arrivals[*row as usize]);
    heaps.into_par_iter().with_min_len(64).for_each(sort);
    order
}

#[cfg(test)]
mod tests {
    use super::{by_arrival, sorted};
    use crate::table::{Codes, EventTable};
    use proptest::prelude::*;
    use wayline_model::question::Unit;

    proptest! {
        #[test]
        fn rows_stand_as_they_arrived(
            numbers in prop::collection::btree_set(prop_oneof![0_u64..3_000, any::<u64>()], 0..1_500),
            by in 1_usize..7,
        ) {
            let sorted: Vec<u64> = numbers.iter().copied().collect();
            let mixed: Vec<u64> =
                (0..by).flat_map(|from| sorted.iter().copied().skip(from).step_by(by)).collect();
            let order = by_arrival(&mixed);
            let found: Vec<u64> = order.iter().map(|row| mixed[*row as usize]).collect();
            prop_assert_eq!(found, sorted);
        }

        #[test]
        fn a_shard_is_sorted_by_owner_time_and_arrival(
            rows in prop::collection::vec((0_u8..4, prop::option::of(0_u8..4), 0_i64..5), 0..60),
        ) {
            let mut table = EventTable::default();
            for (case, customer, time) in &rows {
                let case = (*case > 0).then(|| format!("case {case}"));
                let customer = customer.map(|customer| format!("customer {customer}"));
                let activity = format!("at {time}");
                let push = |codes: &mut Codes, value| codes.push(value).expect("few");
                push(&mut table.case, case.as_deref());
                push(&mut table.customer, customer.as_deref());
                push(&mut table.account, None);
                push(&mut table.session, None);
                push(&mut table.activity, Some(&activity));
            }
            table.time = rows.iter().map(|(.., time)| *time).collect();
            table.arrival = (0..rows.len() as u64).collect();
            let key = |table: &EventTable, row: usize| {
                let owner = super::super::owner(table, Unit::Case, row);
                (owner, table.time[row], table.arrival[row])
            };
            let mut expect: Vec<_> = (0..rows.len()).map(|row| key(&table, row)).collect();
            expect.sort_unstable();
            let sorted = sorted(table, Unit::Case).expect("sorted");
            let found: Vec<_> = (0..rows.len()).map(|row| key(&sorted, row)).collect();
            prop_assert_eq!(found, expect);
            for row in 0..rows.len() {
                let activity = format!("at {}", sorted.time[row]);
                prop_assert_eq!(sorted.activity.get(row), Some(activity.as_str()));
            }
        }
    }
}
