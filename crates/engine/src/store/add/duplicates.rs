//! Which rows of an import the dataset holds already.
//!
//! A file that is there is read only when it may hold such a row: when it holds the owner of a new row, and,
//! unless a key leaves the time out, the time of that row lies between its oldest and its newest. So events
//! that are newer than all others cost no reading. Of a file that is read, other columns than the time are looked at
//! only for rows of the same time.
//!
//! Rows that are the same have the same owner, with one exception: a key without the id of the dataset's unit, or
//! a row without that id. Such rows are *strays*, compared with all files before the others.

use super::hashes::RowHashes;
use crate::error::Error;
use crate::journeys::unit_name;
use crate::manifest::{FileEntry, Manifest, Run};
use crate::shard::places::Places;
use crate::store::{Store, files};
use crate::table::{EventTable, NONE};
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};
use wayline_model::question::Unit;

/// What new rows are compared with.
pub(super) struct Duplicates<'a> {
    pub(super) store: &'a Store,
    /// The dataset before the import.
    pub(super) runs: &'a [Run],
    /// Its unit, and its attributes after the import.
    pub(super) next: &'a Manifest,
    /// Names of what makes two events the same; all of it if absent.
    pub(super) key: Option<&'a [String]>,
    /// Numbers of arrival of strays that are not to be added.
    pub(super) strays: FxHashSet<u64>,
}

/// How many rows of one hash there are.
#[derive(Clone, Copy, Default)]
struct Held {
    /// In the dataset, with what was added so far.
    rows: u32,
    /// Of those that were there before the source, the ones that no row of it was matched with.
    unmatched: u32,
    /// The source, from 1, that `unmatched` is about.
    source: usize,
}

impl Duplicates<'_> {
    /// Looks at the strays of all new rows; `rows` gives those of a piece.
    pub(super) fn find_strays(
        &mut self,
        pieces: usize,
        rows: impl Fn(usize) -> Result<EventTable, Error> + Sync,
    ) -> Result<(), Error> {
        if self.key.is_none() {
            return Ok(());
        }
        let strays = |piece: usize| -> Result<Vec<(u64, u128, i64)>, Error> {
            let table = rows(piece)?;
            let hashes = RowHashes::new(&table, self.key);
            let strays = (0..table.len()).filter(|row| self.is_stray(&table, *row));
            let one = |row: usize| (table.arrival[row], hashes.of(&table, row), table.time[row]);
            Ok(strays.map(one).collect())
        };
        let found: Vec<_> =
            (0..pieces).into_par_iter().map(strays).collect::<Result<_, Error>>()?;
        let mut found: Vec<(u64, u128, i64)> = found.into_iter().flatten().collect();
        found.sort_unstable();
        let times = found.iter().map(|(.., time)| *time);
        let Some(span) = times.clone().min().zip(times.max()) else { return Ok(()) };
        let wanted: FxHashSet<u128> = found.iter().map(|(_, hash, _)| *hash).collect();
        let may_hold = |file: &&FileEntry| !self.is_timed() || file.may_hold_between(span);
        let files: Vec<&FileEntry> =
            self.runs.iter().flat_map(|run| &run.files).filter(may_hold).collect();
        let times: FxHashSet<i64> = found.iter().map(|(.., time)| *time).collect();
        let known = |file: &&FileEntry| -> Result<Vec<u128>, Error> {
            let table = self.read(file, &times)?;
            let hashes = RowHashes::new(&table, self.key);
            let all = (0..table.len()).map(|row| hashes.of(&table, row));
            Ok(all.filter(|hash| wanted.contains(hash)).collect())
        };
        let known: Vec<Vec<u128>> = files.par_iter().map(known).collect::<Result<_, Error>>()?;
        let mut held: FxHashSet<u128> = known.into_iter().flatten().collect();
        for (arrival, hash, _) in found {
            if !held.insert(hash) {
                self.strays.insert(arrival);
            }
        }
        Ok(())
    }

    /// Which rows of a piece are to be added. They stand in order of arrival; each source's end at one of `ends`.
    pub(super) fn new_rows(
        &self,
        table: &EventTable,
        ends: &[usize],
        piece: usize,
        pieces: usize,
    ) -> Result<Vec<bool>, Error> {
        let is_stray: Vec<bool> = match self.key {
            Some(_) => (0..table.len()).map(|row| self.is_stray(table, row)).collect(),
            None => vec![false; table.len()],
        };
        let mut keep: Vec<bool> = is_stray
            .iter()
            .zip(&table.arrival)
            .map(|(is_stray, arrival)| !is_stray || !self.strays.contains(arrival))
            .collect();
        let files = self.candidates(table, &is_stray, piece, pieces);
        if files.is_empty() && self.key.is_none() && ends.len() < 2 {
            return Ok(keep);
        }
        let hashes = RowHashes::new(table, self.key);
        let own: Vec<u128> = (0..table.len()).map(|row| hashes.of(table, row)).collect();
        let mut held: FxHashMap<u128, Held> =
            own.iter().map(|hash| (*hash, Held::default())).collect();
        let times: FxHashSet<i64> = table.time.iter().copied().collect();
        for file in files {
            let old = self.read(file, &times)?;
            let hashes = RowHashes::new(&old, self.key);
            for row in 0..old.len() {
                if let Some(held) = held.get_mut(&hashes.of(&old, row)) {
                    held.rows = held.rows.saturating_add(1);
                }
            }
        }
        let mut start = 0;
        for (source, end) in (1..).zip(ends) {
            for row in (start..*end).filter(|row| !is_stray[*row]) {
                let held = held.entry(own[row]).or_default();
                if held.source != source {
                    (held.source, held.unmatched) = (source, held.rows);
                }
                if self.key.is_some() {
                    keep[row] = held.rows == 0;
                } else {
                    keep[row] = held.unmatched == 0;
                    held.unmatched = held.unmatched.saturating_sub(1);
                }
                held.rows = held.rows.saturating_add(u32::from(keep[row]));
            }
            start = *end;
        }
        Ok(keep)
    }

    /// The events of a file that may be the like of rows of some times.
    fn read(&self, file: &FileEntry, times: &FxHashSet<i64>) -> Result<EventTable, Error> {
        if self.is_timed() {
            self.store.read_events_at(file, self.next, times)
        } else {
            self.store.read_events(file, self.next)
        }
    }

    /// The files that may hold the like of a row of a piece.
    fn candidates(
        &self,
        table: &EventTable,
        is_stray: &[bool],
        piece: usize,
        pieces: usize,
    ) -> Vec<&FileEntry> {
        let Some(span) = table.span() else { return Vec::new() };
        let mut found = Vec::new();
        let mut places: Vec<(usize, Vec<usize>)> = Vec::new();
        for run in self.runs {
            let may_hold = |file: &usize| {
                let file = &run.files[*file];
                if self.is_timed() { file.may_hold_between(span) } else { file.rows > 0 }
            };
            if !files::pieces(run, piece, pieces).iter().any(may_hold) {
                continue;
            }
            let count = run.files.len();
            let at = places.iter().position(|(known, _)| *known == count).unwrap_or_else(|| {
                let mut of = Places::new(count, self.next.placing);
                let unit = self.next.unit;
                let place = |row| if count == 1 { 0 } else { of.of(table, unit, row) };
                places.push((count, (0..table.len()).map(place).collect()));
                places.len() - 1
            });
            let mut wanted = vec![false; count];
            for (row, place) in places[at].1.iter().enumerate().filter(|(row, _)| !is_stray[*row]) {
                let file = &run.files[*place];
                wanted[*place] |=
                    if self.is_timed() { file.may_hold(table.time[row]) } else { file.rows > 0 };
            }
            found.extend(run.files.iter().zip(wanted).filter(|(_, is)| *is).map(|(file, _)| file));
        }
        found
    }

    /// Whether rows that are the same have the same time.
    fn is_timed(&self) -> bool {
        self.key.is_none_or(|key| key.iter().any(|name| name == "time"))
    }

    /// Whether a row's like may lie with another owner.
    fn is_stray(&self, table: &EventTable, row: usize) -> bool {
        let Some(key) = self.key else { return false };
        let codes = match self.next.unit {
            Unit::Customer => &table.customer,
            Unit::Case => &table.case,
            Unit::Account => &table.account,
            Unit::Session => &table.session,
        };
        codes.rows[row] == NONE || !key.iter().any(|name| name == unit_name(self.next.unit))
    }
}
