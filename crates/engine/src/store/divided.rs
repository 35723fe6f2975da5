//! Pieces of runs by owner: what is read of each file, and what is held so that no file is read for every piece.

use super::{Store, files};
use crate::error::Error;
use crate::manifest::{FileEntry, Manifest, Run};
use crate::parts::indexes;
use crate::shard::append::append;
use crate::shard::places::partition;
use crate::table::EventTable;
use rayon::prelude::*;

/// The events of a file, and which of them belong to each piece.
pub(super) struct Divided {
    events: EventTable,
    pieces: Vec<Vec<u32>>,
}

impl Divided {
    /// Adds the events of a piece.
    pub(super) fn add_to(&self, all: &mut EventTable, piece: usize) -> Result<(), Error> {
        append(all, &self.events, &indexes(&self.pieces[piece]))
    }
}

impl Store {
    /// The events of a file, and which of them belong to each of so many pieces.
    pub(super) fn divided(
        &self,
        file: &FileEntry,
        base: &Manifest,
        count: usize,
    ) -> Result<Divided, Error> {
        let events = self.read_events(file, base)?;
        let pieces = partition(&events, base.unit, base.placing, count);
        Ok(Divided { events, pieces })
    }

    /// Of each run its files, where they are fewer than the parts that they are read for and there is room to hold them;
    /// others are to be read part by part.
    pub(super) fn held(
        &self,
        runs: &[Run],
        base: &Manifest,
        (parts, count): (usize, usize),
    ) -> Result<Vec<Option<Vec<Divided>>>, Error> {
        let mut room = self.held_rows as u64;
        let mut held = Vec::with_capacity(runs.len());
        for run in runs {
            let is_held = run.files.len() < parts && run.rows() <= room;
            room -= if is_held { run.rows() } else { 0 };
            let files = || run.files.par_iter().map(|file| self.divided(file, base, count));
            held.push(if is_held { Some(files().collect::<Result<_, Error>>()?) } else { None });
        }
        Ok(held)
    }

    /// The events of a piece of all runs, in their order.
    pub(super) fn piece(
        &self,
        runs: &[Run],
        held: &[Option<Vec<Divided>>],
        base: &Manifest,
        (piece, count): (usize, usize),
    ) -> Result<EventTable, Error> {
        let mut all = EventTable::default();
        for (run, held) in runs.iter().zip(held) {
            match held {
                Some(held) => held.iter().try_for_each(|file| file.add_to(&mut all, piece))?,
                None => {
                    for at in files::pieces(run, piece, count) {
                        self.divided(&run.files[at], base, count)?.add_to(&mut all, piece)?;
                    }
                }
            }
        }
        Ok(all)
    }
}
