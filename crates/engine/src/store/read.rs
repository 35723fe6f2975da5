//! Reading a dataset as a whole: all files put in order of arrival, and what is damaged named.
//!
//! A file that is missing or does not have its checksum costs its own rows and no others: the rest still
//! answers, and a [`Damage`] says what is missing.

use super::{Store, opinions};
use crate::error::Error;
use crate::feedback::Feedback;
use crate::manifest::{AttributeEntry, AttributeType, FileEntry, Manifest};
use crate::shard::append::{kind_of, make_text};
use crate::shard::sorting::by_arrival;
use crate::shard::{from_parquet, read_checked};
use crate::table::{Codes, Column, EventTable, NONE};
use hashbrown::HashMap;
use rayon::prelude::*;
use std::borrow::Cow;
use wayline_model::diagnostic::{Diagnostic, Place, Severity};

/// Everything of a dataset that can be read.
#[derive(Debug, Default)]
pub struct Dataset {
    /// What should be there.
    pub manifest: Manifest,
    /// The events in order of arrival.
    pub events: EventTable,
    /// The feedback in order of arrival.
    pub feedback: Vec<Feedback>,
    /// Files that cannot be read. Empty in a whole dataset.
    pub damage: Vec<Damage>,
}

/// A file of the dataset that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Damage {
    /// The file.
    pub file: String,
    /// What is wrong with it.
    pub why: String,
    /// How many rows are missing.
    pub rows: u64,
    /// How many journeys of the dataset's unit are missing, where that is known.
    pub journeys: Option<u64>,
    /// Whether it holds feedback; else it holds events.
    pub is_feedback: bool,
}

impl Damage {
    /// What is missing, in one sentence without the path.
    pub fn sentence(&self) -> String {
        let name = self.file.rsplit(['/', '\\']).next().unwrap_or_default();
        let missing = match (self.is_feedback, self.journeys) {
            (true, _) => format!("{} pieces of feedback", self.rows),
            (false, Some(journeys)) => format!("{} events of {journeys} journeys", self.rows),
            (false, None) => format!("{} events", self.rows),
        };
        format!(
            "The data are damaged: {missing} are missing from every figure, because {name} {}.",
            self.why
        )
    }

    /// The finding: what, where, what to do.
    pub fn diagnostic(&self) -> Diagnostic {
        let help = "restore the file from a copy of the project, or import the sources again into a new project; \
                    until then nothing can be imported into this one";
        Diagnostic::new("data-damaged", Severity::Error, self.sentence())
            .at(Place { file: Some(self.file.clone()), ..Place::default() })
            .help(help)
    }
}

impl Store {
    /// Everything that can be read. Checksums are verified; what does not fit is named in
    /// [`Dataset::damage`], and the rest is there.
    ///
    /// # Errors
    /// When the disk fails, or the manifest is damaged.
    pub fn dataset(&self) -> Result<Dataset, Error> {
        let mut manifest = self.manifest.clone();
        loop {
            let version = manifest.version;
            let read = self.try_dataset(manifest)?;
            if read.damage.is_empty() {
                return Ok(read);
            }
            // An import may have ended meanwhile and swept the files of the version that was opened.
            manifest = Manifest::read(&self.folder)?;
            if manifest.version == version {
                return Ok(read);
            }
        }
    }

    /// The files of the dataset that are missing or do not have their checksum. Every file is read for it.
    ///
    /// # Errors
    /// When the manifest cannot be read.
    pub fn damage(&self) -> Result<Vec<Damage>, Error> {
        let mut manifest = Cow::Borrowed(&self.manifest);
        loop {
            let found = self.damage_of(&manifest)?;
            if found.is_empty() {
                return Ok(found);
            }
            // As in `dataset`: an import may have swept the files of the version that was opened.
            let now = Manifest::read(&self.folder)?;
            if now.version == manifest.version {
                return Ok(found);
            }
            manifest = Cow::Owned(now);
        }
    }

    fn damage_of(&self, manifest: &Manifest) -> Result<Vec<Damage>, Error> {
        let entries = |entries: &[FileEntry], is_feedback| {
            let checked: Vec<_> =
                entries.par_iter().map(|entry| read_checked(&self.folder, entry)).collect();
            let mut damage = Vec::new();
            for (entry, read) in entries.iter().zip(checked) {
                unless_damaged(entry, read, is_feedback, &mut damage)?;
            }
            Ok::<_, Error>(damage)
        };
        let events: Vec<FileEntry> = manifest.event_files().cloned().collect();
        let mut damage = entries(&events, false)?;
        damage.extend(entries(&manifest.feedback, true)?);
        Ok(damage)
    }

    fn try_dataset(&self, manifest: Manifest) -> Result<Dataset, Error> {
        let mut damage = Vec::new();
        let files: Vec<&FileEntry> = manifest.event_files().collect();
        let shards: Vec<_> = files.par_iter().map(|entry| self.shard(entry)).collect();
        let mut intact = Vec::with_capacity(shards.len());
        for (entry, shard) in files.into_iter().zip(shards) {
            intact.extend(unless_damaged(entry, shard, false, &mut damage)?);
        }
        let mut feedback = Vec::new();
        for entry in &manifest.feedback {
            let pieces = self.pieces(entry);
            feedback
                .extend(unless_damaged(entry, pieces, true, &mut damage)?.into_iter().flatten());
        }
        let events = in_order(&intact, &manifest.attributes)?;
        Ok(Dataset { manifest, events, feedback, damage })
    }

    /// All events in order of arrival. Checksums are verified.
    ///
    /// # Errors
    /// When a shard is missing or damaged; it is named. [`Store::dataset`] reads the others all the same.
    pub fn events(&self) -> Result<EventTable, Error> {
        let files: Vec<&FileEntry> = self.manifest.event_files().collect();
        let shards: Vec<EventTable> =
            files.par_iter().map(|entry| self.shard(entry)).collect::<Result<_, Error>>()?;
        in_order(&shards, &self.manifest.attributes)
    }

    /// All feedback in order of arrival. Checksums are verified.
    ///
    /// # Errors
    /// When a file is missing or damaged; it is named.
    pub fn feedback(&self) -> Result<Vec<Feedback>, Error> {
        let mut all = Vec::new();
        for entry in &self.manifest.feedback {
            all.extend(self.pieces(entry)?);
        }
        Ok(all)
    }

    pub(super) fn shard(&self, entry: &FileEntry) -> Result<EventTable, Error> {
        let bytes = read_checked(&self.folder, entry)?;
        from_parquet(&self.folder.join(&entry.path).display().to_string(), bytes)
    }

    pub(super) fn pieces(&self, entry: &FileEntry) -> Result<Vec<Feedback>, Error> {
        let bytes = read_checked(&self.folder, entry)?;
        opinions::from_parquet(&self.folder.join(&entry.path).display().to_string(), bytes)
    }
}

/// Refuses to go on with a dataset of which a file is damaged that had to be read: what is to be added could not be
/// compared with it.
pub(super) fn refused(error: Error) -> Error {
    let Error::Damaged { path, why } = error else { return error };
    let help = "restore the file from a copy of the project, or import the sources again into a new project; \
                nothing was changed";
    Error::User(Box::new(
        Diagnostic::new(
            "data-damaged",
            Severity::Error,
            format!("the dataset is damaged: {path} {why}"),
        )
        .at(Place { file: Some(path), ..Place::default() })
        .help(help),
    ))
}

/// What was read; a damaged file is noted instead.
fn unless_damaged<T>(
    entry: &FileEntry,
    read: Result<T, Error>,
    is_feedback: bool,
    damage: &mut Vec<Damage>,
) -> Result<Option<T>, Error> {
    match read {
        Ok(read) => Ok(Some(read)),
        Err(Error::Damaged { path, why }) => {
            let (rows, journeys) = (entry.rows, entry.journeys);
            damage.push(Damage { file: path, why, rows, journeys, is_feedback });
            Ok(None)
        }
        Err(other) => Err(other),
    }
}

/// The rows of all shards in order of arrival, with the attributes of the dataset. Codes are given by first
/// arrival.
fn in_order(shards: &[EventTable], attributes: &[AttributeEntry]) -> Result<EventTable, Error> {
    let order = order(shards)?;
    let codes =
        |of: fn(&EventTable) -> &Codes| coded(&shards.iter().map(of).collect::<Vec<_>>(), &order);
    let mut known: Vec<(&str, Option<AttributeType>)> =
        attributes.iter().map(|entry| (entry.name.as_str(), Some(entry.kind))).collect();
    for (name, _) in shards.iter().flat_map(|shard| &shard.attributes) {
        if !known.iter().any(|(known, _)| known == name) {
            known.push((name, None));
        }
    }
    let ids: [fn(&EventTable) -> &Codes; 5] =
        [|t| &t.customer, |t| &t.case, |t| &t.account, |t| &t.session, |t| &t.activity];
    let ids: Vec<Codes> = ids.into_par_iter().map(codes).collect::<Result<_, _>>()?;
    let attributes = known
        .into_par_iter()
        .map(|(name, kind)| {
            let column = attribute(shards, name, kind, &order)?;
            Ok(column.map(|column| (name.to_owned(), column)))
        })
        .collect::<Result<Vec<_>, Error>>()?;
    let times: Vec<&[i64]> = shards.iter().map(|shard| &shard.time[..]).collect();
    let arrivals: Vec<&[u64]> = shards.iter().map(|shard| &shard.arrival[..]).collect();
    let mut ids = ids.into_iter();
    let mut next = || ids.next().unwrap_or_default();
    Ok(EventTable {
        customer: next(),
        case: next(),
        account: next(),
        session: next(),
        activity: next(),
        time: gather(&times, &order),
        arrival: gather(&arrivals, &order),
        attributes: attributes.into_iter().flatten().collect(),
        ..EventTable::default()
    })
}

/// The rows of the shards, counted through, in order of arrival.
fn order(shards: &[EventTable]) -> Result<Vec<u32>, Error> {
    let rows: usize = shards.iter().map(EventTable::len).sum();
    if u32::try_from(rows).is_err() {
        return Err(Error::TooManyValues);
    }
    let arrivals: Vec<u64> =
        shards.iter().flat_map(|shard| shard.arrival.iter().copied()).collect();
    let last = arrivals.iter().max().and_then(|last| usize::try_from(*last).ok()).unwrap_or(0);
    // Numbers of arrival have few gaps: each row has its own place.
    if last < rows.saturating_mul(4).saturating_add(1_024) {
        let mut places = vec![NONE; last + 1];
        for (row, arrival) in (0_u32..).zip(&arrivals) {
            if let Some(place) = usize::try_from(*arrival).ok().and_then(|a| places.get_mut(a)) {
                *place = row;
            }
        }
        places.retain(|row| *row != NONE);
        if places.len() == rows {
            return Ok(places);
        }
    }
    Ok(by_arrival(&arrivals))
}

fn gather<T: Copy>(parts: &[&[T]], order: &[u32]) -> Vec<T> {
    let all = parts.concat();
    order.iter().map(|row| all[*row as usize]).collect()
}

/// A column of all shards in order; codes are given by first arrival.
fn coded(parts: &[&Codes], order: &[u32]) -> Result<Codes, Error> {
    if parts.iter().all(|codes| codes.values.is_empty()) {
        return Ok(Codes::from_parts(vec![NONE; order.len()], Vec::new()));
    }
    let mut known: HashMap<&str, u32, rustc_hash::FxBuildHasher> = HashMap::default();
    let mut values: Vec<&str> = Vec::new();
    let mut all: Vec<u32> = Vec::with_capacity(order.len());
    for codes in parts {
        let mut map = Vec::with_capacity(codes.values.len());
        for value in &codes.values {
            let next = u32::try_from(values.len()).ok().filter(|code| *code != NONE);
            let code = *known.entry(value.as_str()).or_insert_with(|| {
                values.push(value);
                next.unwrap_or(NONE)
            });
            if code == NONE {
                return Err(Error::TooManyValues);
            }
            map.push(code);
        }
        all.extend(codes.rows.iter().map(|code| map.get(*code as usize).copied().unwrap_or(NONE)));
    }
    drop(known);
    let mut new = vec![NONE; values.len()];
    let mut first: Vec<String> = Vec::with_capacity(values.len());
    let renumber = |row: &u32| {
        let code = all[*row as usize] as usize;
        let Some(new) = new.get_mut(code) else { return NONE };
        if *new == NONE {
            // Below the number of values, which fits.
            *new = u32::try_from(first.len()).unwrap_or(NONE);
            first.push(values[code].to_owned());
        }
        *new
    };
    let rows = order.iter().map(renumber).collect();
    Ok(Codes::from_parts(rows, first))
}

/// An attribute of all shards in order: of the kind that the dataset says, or as text where shards differ. `None`
/// without shards.
fn attribute(
    shards: &[EventTable],
    name: &str,
    kind: Option<AttributeType>,
    order: &[u32],
) -> Result<Option<Column>, Error> {
    if shards.is_empty() {
        return Ok(None);
    }
    let own: Vec<Option<&Column>> = shards.iter().map(|shard| shard.attribute(name)).collect();
    let mut kinds = own.iter().flatten().map(|column| kind_of(column)).chain(kind);
    let first = kinds.next().unwrap_or_default();
    let kind = if kinds.all(|kind| kind == first) { first } else { AttributeType::Text };
    let lengths = || own.iter().zip(shards).map(|(column, shard)| (column, shard.len()));
    if kind == AttributeType::Number {
        let parts: Vec<Vec<f64>> = lengths()
            .map(|(column, rows)| match column {
                Some(Column::Number(numbers)) => numbers.clone(),
                _ => vec![f64::NAN; rows],
            })
            .collect();
        let parts: Vec<&[f64]> = parts.iter().map(Vec::as_slice).collect();
        return Ok(Some(Column::Number(gather(&parts, order))));
    }
    if kind == AttributeType::Flag {
        let parts: Vec<Vec<Option<bool>>> = lengths()
            .map(|(column, rows)| match column {
                Some(Column::Flag(flags)) => flags.clone(),
                _ => vec![None; rows],
            })
            .collect();
        let parts: Vec<&[Option<bool>]> = parts.iter().map(Vec::as_slice).collect();
        return Ok(Some(Column::Flag(gather(&parts, order))));
    }
    let mut parts = Vec::with_capacity(shards.len());
    for (column, rows) in lengths() {
        parts.push(match column {
            None => Cow::Owned(Codes::from_parts(vec![NONE; rows], Vec::new())),
            Some(Column::Text(codes)) => Cow::Borrowed(codes),
            Some(column) => {
                let mut column = (*column).clone();
                make_text(&mut column)?;
                match column {
                    Column::Text(codes) => Cow::Owned(codes),
                    _ => Cow::Owned(Codes::default()),
                }
            }
        });
    }
    let parts: Vec<&Codes> = parts.iter().map(AsRef::as_ref).collect();
    Ok(Some(Column::Text(coded(&parts, order)?)))
}
