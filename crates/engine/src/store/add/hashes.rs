//! 128-bit hashes of rows, from the hashes of their values: how duplicates are found.
//!
//! Each distinct text is hashed once; times and numbers are their own hashes. A row's hash is the sum of its
//! values', each mixed with its column's seed in two ways.

use crate::shard::mixed;
use crate::table::{Codes, Column, EventTable, NONE};

/// Hashes of a table's rows. Used within one import only, never stored.
pub(super) struct RowHashes {
    /// For each column that takes part: a seed from its name, and the hash of each code.
    columns: Vec<(Part, u64, Vec<u64>)>,
}

#[derive(Clone, Copy)]
enum Part {
    Id(usize),
    Time,
    Attribute(usize),
}

impl RowHashes {
    /// Hashes over all columns, or over those that `key` names.
    pub(super) fn new(table: &EventTable, key: Option<&[String]>) -> Self {
        let wanted = |name: &str| key.is_none_or(|key| key.iter().any(|k| k == name));
        let ids = ["customer", "case", "account", "session", "activity"];
        let mut columns = Vec::new();
        for (index, name) in ids.iter().enumerate().filter(|(_, name)| wanted(name)) {
            columns.push((Part::Id(index), seed(name), value_hashes(id(table, index))));
        }
        if wanted("time") {
            columns.push((Part::Time, seed("time"), Vec::new()));
        }
        for (index, (name, column)) in table.attributes.iter().enumerate() {
            if wanted(name) {
                let values = match column {
                    Column::Text(codes) => value_hashes(codes),
                    _ => Vec::new(),
                };
                let seed = seed(&format!("attribute:{name}"));
                columns.push((Part::Attribute(index), seed, values));
            }
        }
        Self { columns }
    }

    /// The hash of a row.
    pub(super) fn of(&self, table: &EventTable, row: usize) -> u128 {
        let (mut low, mut high) = (0_u64, 0_u64);
        for (part, seed, values) in &self.columns {
            let value = match part {
                Part::Id(index) => match id(table, *index).rows[row] {
                    NONE => continue,
                    code => values[code as usize],
                },
                Part::Time => table.time[row].cast_unsigned(),
                Part::Attribute(index) => match &table.attributes[*index].1 {
                    Column::Text(codes) => match codes.rows[row] {
                        NONE => continue,
                        code => values[code as usize],
                    },
                    Column::Number(numbers) if numbers[row].is_nan() => continue,
                    Column::Number(numbers) => numbers[row].to_bits(),
                    Column::Flag(flags) => match flags[row] {
                        None => continue,
                        Some(flag) => u64::from(flag),
                    },
                },
            };
            // A sum does not depend on the order of the attributes, which differs between sources.
            low = low.wrapping_add(mix(value ^ seed));
            high = high.wrapping_add(mix(value.wrapping_add(mix(*seed))));
        }
        u128::from(high) << 64 | u128::from(low)
    }
}

fn id(table: &EventTable, index: usize) -> &Codes {
    [&table.customer, &table.case, &table.account, &table.session, &table.activity][index]
}

/// A column's own number.
fn seed(name: &str) -> u64 {
    mix(mixed(name.as_bytes()))
}

/// Another number for each number, far from those of its neighbours (S. Vigna, *splitmix64*).
fn mix(number: u64) -> u64 {
    let number = (number ^ number >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let number = (number ^ number >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
    number ^ number >> 31
}

fn value_hashes(codes: &Codes) -> Vec<u64> {
    codes.values.iter().map(|value| mixed(value.as_bytes())).collect()
}
