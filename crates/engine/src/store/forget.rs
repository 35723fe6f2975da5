//! To forget somebody: no file of the dataset holds their events, what they said, or their rows that were set aside.
//!
//! One commit, as an import: new files, then the manifest, then the old files go, and what was derived from
//! them. Only when those are gone for good it has been done; killed before, it is done again.

use super::compact::COMPACTING;
use super::scan::HOT;
use super::thin::Thinned;
use super::{ASIDE, LOCK, Locks, SPILLED, Store, aside_name, busy};
use crate::error::Error;
use crate::feedback::Feedback;
use crate::ingest::rejected::{HEADER, Rejected, to_csv};
use crate::manifest::{Manifest, Run};
use crate::shard::place;
use crate::table::{Codes, EventTable};
use rustc_hash::FxHashSet;
use serde::Serialize;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};
use wayline_model::question::Unit;

/// Who is to be forgotten.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Forget {
    /// What the ids are ids of.
    pub unit: Unit,
    /// The ids.
    pub ids: Vec<String>,
}

/// What is no longer there.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ForgetReport {
    /// Events that carried one of the ids.
    pub events: u64,
    /// Pieces of feedback.
    pub feedback: u64,
    /// Rows that had been set aside.
    pub rejected: u64,
    /// Ids that no event carried.
    pub unknown: Vec<String>,
}

/// What was found in the files of events.
#[derive(Default)]
struct Found {
    ids: FxHashSet<String>,
    /// The cases of customers who are forgotten.
    cases: FxHashSet<String>,
}

impl Store {
    /// Deletes the events that carry one of some ids, and with a customer's or a case's the feedback, and the rows set aside that
    /// have the id as a field. Waits for a compaction that runs.
    ///
    /// # Errors
    /// When an import runs, a file that may hold such a row is damaged, or the disk refuses: nothing is changed then. Also when
    /// an old file cannot be removed; to forget again removes it.
    pub fn forget(&mut self, forget: &Forget) -> Result<ForgetReport, Error> {
        self.manifest = Manifest::read(&self.folder)?;
        if self.manifest.version == 0 {
            self.refuse_orphans()?;
            return Ok(ForgetReport { unknown: forget.ids.clone(), ..ForgetReport::default() });
        }
        // In this order, as a compaction takes them.
        let _compaction = self.lock_compaction(Locks::Wait)?;
        let Some(_lock) = self.lock(Locks::Try)? else {
            return Err(busy(&self.folder.join(LOCK), "import into this project"));
        };
        self.manifest = Manifest::read(&self.folder)?;
        self.sweep();
        let report = self.forget_locked(forget);
        if report.is_err() {
            self.sweep_unless_committed();
        }
        report
    }

    fn forget_locked(&mut self, forget: &Forget) -> Result<ForgetReport, Error> {
        let ids: FxHashSet<&str> = forget.ids.iter().map(String::as_str).collect();
        let mut next = self.manifest.clone();
        next.version += 1;
        let (thinned, found) = self.forget_events(forget, &ids, &next)?;
        let says = |piece: &Feedback| match forget.unit {
            Unit::Customer => match (&piece.customer, &piece.case) {
                (Some(customer), _) => ids.contains(customer.as_str()),
                (None, case) => case.as_ref().is_some_and(|case| found.cases.contains(case)),
            },
            Unit::Case => piece.case.as_deref().is_some_and(|case| ids.contains(case)),
            Unit::Account | Unit::Session => false,
        };
        let (feedback, said) = self.thin_feedback(&next.feedback, next.version, |_| true, says)?;
        let rejected = self.forget_rejected(&forget.ids, &mut next)?;
        let report = ForgetReport {
            events: thinned.gone,
            feedback: said,
            rejected,
            unknown: forget.ids.iter().filter(|id| !found.ids.contains(*id)).cloned().collect(),
        };
        if report.events + report.feedback + report.rejected > 0 {
            next.uncount(&thinned);
            next.forgotten += report.events + report.feedback;
            next.runs = thinned.runs;
            next.feedback = feedback;
            for part in ["events", "feedback", ASIDE] {
                if self.folder.join(part).is_dir() {
                    self.disk.flush_folder(&self.folder.join(part))?;
                }
            }
            self.commit(&next)?;
        }
        self.purge()?;
        Ok(report)
    }

    /// The runs without the events of some ids, and what those events were about.
    fn forget_events(
        &self,
        forget: &Forget,
        ids: &FxHashSet<&str>,
        next: &Manifest,
    ) -> Result<(Thinned, Found), Error> {
        // Who carries the id of the dataset's unit is its owner; other ids may lie anywhere.
        let looks = |run: &Run, at: usize| {
            let is_here = |id: &String| place(next.placing, id, run.files.len()) == at;
            forget.unit != next.unit || forget.ids.iter().any(is_here)
        };
        let found = Mutex::new(Found::default());
        let goes = |table: &EventTable, row: usize| {
            let Some(id) = ids_of(table, forget.unit).get(row).filter(|id| ids.contains(id)) else {
                return false;
            };
            let mut found = found.lock().unwrap_or_else(PoisonError::into_inner);
            if !found.ids.contains(id) {
                found.ids.insert(id.to_owned());
            }
            if let Some(case) = table.case.get(row).filter(|case| !found.cases.contains(*case)) {
                found.cases.insert(case.to_owned());
            }
            true
        };
        let thinned = self.thin(&next.runs, next, (0, true), looks, goes)?;
        Ok((thinned, found.into_inner().unwrap_or_else(PoisonError::into_inner)))
    }

    /// Writes the rows that were set aside anew, without those that have an id as a field; how many went.
    fn forget_rejected(&self, ids: &[String], next: &mut Manifest) -> Result<u64, Error> {
        let mut all = 0;
        for source in &mut next.sources {
            let path = self.folder.join(ASIDE).join(aside_name(source));
            let bytes = match std::fs::read(&path) {
                Ok(bytes) => bytes,
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => continue,
                Err(source) => {
                    return Err(Error::Io { what: format!("reading {}", path.display()), source });
                }
            };
            let rows: Result<Vec<Rejected>, _> =
                csv::Reader::from_reader(&bytes[..]).deserialize().collect();
            let mut rows = rows.map_err(|error| Error::Damaged {
                path: path.display().to_string(),
                why: format!("is not a table of rows set aside ({error}): mend or remove it"),
            })?;
            let before = rows.len();
            rows.retain(|row| !ids.iter().any(|id| holds(row, id)));
            if rows.len() < before {
                all += (before - rows.len()) as u64;
                let name = format!("{}-{:06}.csv", source.name, next.version);
                let left = [HEADER, &to_csv(&rows)].concat();
                self.disk.write(&self.folder.join(ASIDE).join(&name), &left)?;
                source.set_aside = Some(name);
            }
        }
        Ok(all)
    }

    /// Removes for good what no manifest names, and what was derived.
    fn purge(&self) -> Result<(), Error> {
        self.sweep();
        // Whoever makes the form for scanning now makes it of files that are gone: it goes when it is there.
        let _making = self.lock_hot()?;
        for folder in [SPILLED, COMPACTING, HOT] {
            let path = self.folder.join(folder);
            match std::fs::remove_dir_all(&path) {
                Err(source) if source.kind() != std::io::ErrorKind::NotFound => {
                    return Err(Error::Io { what: format!("removing {}", path.display()), source });
                }
                _ => {}
            }
        }
        if let Some(path) = self.unnamed() {
            let source = std::io::ErrorKind::Other.into();
            let what = format!("removing {}, which holds what is to be forgotten", path.display());
            return Err(Error::Io { what, source });
        }
        for part in ["events", "feedback", ASIDE, "."] {
            if self.folder.join(part).is_dir() {
                self.disk.flush_folder(&self.folder.join(part))?;
            }
        }
        Ok(())
    }
}

impl Store {
    /// A file of the dataset that the manifest does not name, if one is left.
    fn unnamed(&self) -> Option<PathBuf> {
        let manifest = &self.manifest;
        let files = manifest.event_files().chain(&manifest.feedback);
        let mut named: FxHashSet<String> = files.map(|file| file.path.clone()).collect();
        named.extend(manifest.sources.iter().map(|s| format!("{ASIDE}/{}", aside_name(s))));
        ["events", "feedback", ASIDE].into_iter().find_map(|part| {
            let files = std::fs::read_dir(self.folder.join(part)).into_iter().flatten().flatten();
            let name = |file: &PathBuf| Some(format!("{part}/{}", file.file_name()?.to_str()?));
            files
                .map(|file| file.path())
                .filter(|file| part != ASIDE || file.extension().is_some_and(|end| end == "csv"))
                .find(|file| name(file).is_none_or(|name| !named.contains(&name)))
        })
    }
}

fn ids_of(table: &EventTable, unit: Unit) -> &Codes {
    match unit {
        Unit::Customer => &table.customer,
        Unit::Case => &table.case,
        Unit::Account => &table.account,
        Unit::Session => &table.session,
    }
}

/// Whether a row that was set aside has an id as one of its fields, or names it in the reason.
fn holds(row: &Rejected, id: &str) -> bool {
    let quoted = ["`", "\"", "'"].iter().any(|q| row.reason.contains(&format!("{q}{id}{q}")));
    quoted || fields(&row.raw).iter().any(|field| field == id)
}

/// What may be a field of a raw line: of CSV with any delimiter, or a value of a line of JSON.
fn fields(raw: &str) -> Vec<String> {
    let mut all = vec![raw.trim().to_owned()];
    if let Ok(value) = serde_json::from_str::<serde_json::Value>(raw) {
        values(&value, &mut all);
    }
    for delimiter in [',', ';', '\t', '|'] {
        let mut reader = csv::ReaderBuilder::new();
        reader.has_headers(false).flexible(true);
        // One of the four, each a byte.
        reader.delimiter(u8::try_from(delimiter).unwrap_or(b','));
        for record in reader.from_reader(raw.as_bytes()).into_records().flatten() {
            all.extend(record.iter().map(|field| field.trim().to_owned()));
        }
        // A quote that is not closed takes the fields after it with it.
        let plain = raw.split([delimiter, '\n', '\r']);
        all.extend(plain.map(|field| field.trim().trim_matches('"').trim().to_owned()));
    }
    all
}

fn values(value: &serde_json::Value, all: &mut Vec<String>) {
    match value {
        serde_json::Value::String(text) => all.push(text.trim().to_owned()),
        serde_json::Value::Number(number) => all.push(number.to_string()),
        serde_json::Value::Array(list) => list.iter().for_each(|value| values(value, all)),
        serde_json::Value::Object(fields) => fields.values().for_each(|value| values(value, all)),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::{Rejected, holds};

    #[test]
    fn an_id_is_found_as_a_field_of_any_form_and_not_inside_another() {
        let row = |raw: &str, reason: &str| Rejected {
            raw: raw.into(),
            reason: reason.into(),
            ..Rejected::default()
        };
        for raw in [
            "c7,pay,soon",
            "pay;\"c7\";soon",
            "a\t c7 ",
            "x|c7",
            "c7",
            "\"open,c7,pay",
            "{\"who\": {\"id\": \"c7\"}}",
            "{\"ids\": [1, \"c7\"]}",
        ] {
            assert!(holds(&row(raw, ""), "c7"), "{raw}");
        }
        assert!(holds(&row("{\"id\": 42}", ""), "42"));
        assert!(holds(&row("…", "the customer `c7` is odd"), "c7"));
        for raw in ["c77,pay", "xc7", "c7x;pay", "{\"c7\": 1}"] {
            assert!(!holds(&row(raw, "c7x"), "c7"), "{raw}");
        }
    }
}
