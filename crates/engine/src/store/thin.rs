//! Files without some of their rows: what is too old, or of a customer who is forgotten, is not written again.

use super::{Store, files, opinions};
use crate::error::Error;
use crate::feedback::Feedback;
use crate::manifest::{FileEntry, Imputed, Manifest, Run};
use crate::shard::append::take;
use crate::table::{Column, EventTable};
use rayon::prelude::*;

/// Runs without some of their events.
#[derive(Debug, Default)]
pub(super) struct Thinned {
    /// Those that are left.
    pub(super) runs: Vec<Run>,
    /// How many events went.
    pub(super) gone: u64,
    /// How many files were written anew.
    pub(super) files: u64,
    /// Activities of the events that went and had an imputed time.
    pub(super) imputed: Vec<Imputed>,
}

impl Store {
    /// Writes anew those files of some runs that hold events that go. Only files that `looks` names (by run and place) are
    /// read. New ones are numbered from `number` on. Nothing is written where `writes` is false.
    pub(super) fn thin(
        &self,
        runs: &[Run],
        next: &Manifest,
        (number, writes): (usize, bool),
        looks: impl Fn(&Run, usize) -> bool,
        goes: impl Fn(&EventTable, usize) -> bool + Sync,
    ) -> Result<Thinned, Error> {
        let mut looked = Vec::new();
        for (run, of) in runs.iter().enumerate() {
            looked.extend((0..of.files.len()).filter(|at| looks(of, *at)).map(|at| (run, at)));
        }
        let one = |(number, (run, at)): (usize, &(usize, usize))| {
            let entry = &runs[*run].files[*at];
            let table = self.read_events(entry, next)?;
            let kept: Vec<usize> = (0..table.len()).filter(|row| !goes(&table, *row)).collect();
            if kept.len() == table.len() {
                return Ok(None);
            }
            let gone: Vec<usize> = (0..table.len()).filter(|row| goes(&table, *row)).collect();
            let imputed = imputed(&table, gone.iter().copied());
            let path = files::event_path(number, next.version);
            let kept = take(&table, &kept.iter().copied())?;
            let entry = if writes { self.write_events(path, kept, next)? } else { entry.clone() };
            Ok(Some((gone.len() as u64, imputed, entry)))
        };
        let numbered: Vec<_> = (number..).zip(&looked).collect();
        let made: Vec<_> = numbered.into_par_iter().map(one).collect::<Result<_, Error>>()?;
        let mut thinned = Thinned { runs: runs.to_vec(), ..Thinned::default() };
        for ((run, at), made) in looked.into_iter().zip(made) {
            let Some((gone, imputed, entry)) = made else { continue };
            thinned.gone += gone;
            thinned.files += 1;
            thinned.imputed.extend(imputed.into_iter().map(|(_, imputed)| imputed));
            thinned.runs[run].files[at] = entry;
        }
        thinned.runs.retain(|run| run.rows() > 0);
        Ok(thinned)
    }

    /// Drops what is older than `cutoff`: how much went. Files are numbered from `number` on.
    pub(super) fn expire(
        &self,
        next: &mut Manifest,
        cutoff: i64,
        number: usize,
        writes: bool,
    ) -> Result<u64, Error> {
        let old = |run: &Run, at: usize| run.files[at].holds_before(cutoff);
        let goes = |table: &EventTable, row: usize| table.time[row] < cutoff;
        let thinned = self.thin(&next.runs, next, (number, writes), old, goes)?;
        next.uncount(&thinned);
        let mut gone = thinned.gone;
        next.runs = thinned.runs;
        if writes {
            let goes = |piece: &Feedback| opinions::time(piece).is_some_and(|time| time < cutoff);
            let looks = |file: &FileEntry| file.holds_before(cutoff);
            let (feedback, said) = self.thin_feedback(&next.feedback, next.version, looks, goes)?;
            if said > 0 {
                self.disk.flush_folder(&self.folder.join("feedback"))?;
            }
            next.feedback = feedback;
            gone += said;
        }
        next.expired += gone;
        Ok(gone)
    }

    /// Writes anew those files of feedback that hold pieces that go: the files that are left, and how many pieces went.
    pub(super) fn thin_feedback(
        &self,
        entries: &[FileEntry],
        version: u64,
        looks: impl Fn(&FileEntry) -> bool,
        goes: impl Fn(&Feedback) -> bool,
    ) -> Result<(Vec<FileEntry>, u64), Error> {
        let (mut left, mut gone) = (Vec::with_capacity(entries.len()), 0);
        for entry in entries {
            if !looks(entry) {
                left.push(entry.clone());
                continue;
            }
            let mut pieces = self.pieces(entry).map_err(super::read::refused)?;
            let before = pieces.len();
            pieces.retain(|piece| !goes(piece));
            if pieces.len() == before {
                left.push(entry.clone());
                continue;
            }
            gone += (before - pieces.len()) as u64;
            if !pieces.is_empty() {
                let name = entry.path.trim_start_matches("feedback/");
                let name = name.rsplit_once('-').map_or(name, |(name, _)| name);
                left.push(self.write_feedback(name, version, &pieces)?);
            }
        }
        Ok((left, gone))
    }

    /// Writes pieces of feedback as a file of a source.
    pub(super) fn write_feedback(
        &self,
        source: &str,
        version: u64,
        pieces: &[Feedback],
    ) -> Result<FileEntry, Error> {
        let bytes = opinions::to_parquet(pieces)?;
        let path = format!("feedback/{source}-{version:06}.parquet");
        self.disk.write(&self.folder.join(&path), &bytes)?;
        let times = pieces.iter().filter_map(opinions::time);
        Ok(FileEntry {
            path,
            rows: pieces.len() as u64,
            journeys: None,
            oldest: times.clone().min(),
            newest: times.max(),
            blake3: blake3::hash(&bytes).to_hex().to_string(),
        })
    }
}

/// Activities of the given rows whose times are imputed, with their first arrivals.
pub(super) fn imputed(
    table: &EventTable,
    rows: impl Iterator<Item = usize>,
) -> Vec<(u64, Imputed)> {
    let mut found: Vec<(u64, Imputed)> = Vec::new();
    let Some(Column::Flag(flags)) = table.attribute(crate::ingest::IMPUTED) else { return found };
    for row in rows.filter(|row| flags[*row] == Some(true)) {
        let activity = table.activity.get(row).unwrap_or_default();
        match found.iter_mut().find(|(_, known)| known.activity == activity) {
            Some((first, known)) => {
                *first = (*first).min(table.arrival[row]);
                known.events += 1;
            }
            None => found
                .push((table.arrival[row], Imputed { activity: activity.to_owned(), events: 1 })),
        }
    }
    found
}

impl Manifest {
    /// Counts events no longer that went.
    pub(super) fn uncount(&mut self, thinned: &Thinned) {
        self.events = self.events.saturating_sub(thinned.gone);
        for gone in &thinned.imputed {
            for known in self.imputed.iter_mut().filter(|known| known.activity == gone.activity) {
                known.events = known.events.saturating_sub(gone.events);
            }
        }
        self.imputed.retain(|known| known.events > 0);
    }
}
