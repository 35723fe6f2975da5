//! What a changed file says is merged: as a change of the text that it was made from, which may be an older one.
//!
//! An editor that opened the file before later edits saves a text without them. So the text that it was made from is looked
//! for among those that the file had; what was edited since is kept. Whether somebody wanted just that taken back
//! cannot be known: it is proposed, and a person decides.

use super::{Go, Open};
use crate::live::bounds::{TOO_MANY, fits_merged};
use crate::live::command::Why;
use crate::live::file::Saved;
use crate::live::lines::made_from;
use crate::people::{now, random};
use crate::routes::history::rfc3339;
use crate::routes::proposals::{Cause, propose_of_file};
use crate::store::{FileMark, FileMarks, FileText, Point};
use tokio::runtime::Handle;
use wayline_doc::{Edit, Received, Records, Refusal, Room};
use wayline_model::map::JourneyMap;

impl Open {
    /// Merges what somebody saved in the map's file. Blocks.
    pub(super) fn merge(&mut self, saved: Saved, go: &mut Go) {
        let (Ok(seed), Ok(other)) = (random(), random()) else { return };
        let Saved { map, hash, lines } = saved;
        let newest = self.file.base().cloned().unwrap_or_else(|| self.room.point());
        let texts = Handle::current().block_on(self.app.store().texts(&self.id));
        let texts = texts.unwrap_or_else(|error| {
            tracing::warn!("{}: {error}", self.file.path().display());
            Vec::new()
        });
        let older = made_from(&texts, &lines, &newest);
        let before = self.room.version();
        let merged = merged(&mut self.room, older, &newest, &map, seed);
        let Merged { received, point, older, met } = match merged {
            Ok(merged) => merged,
            Err(refusal) => {
                self.file.keep_aside(&refusal);
                return;
            }
        };
        self.file.leave_out(&received.left_out);
        let frame = self.row(None, Why::File, &before, received, go);
        // The next mark says that the file may lack what was edited here meanwhile.
        let mark = FileMark { hash, point };
        let next = FileMark { hash: [0; 32], point: mark.point.clone() };
        let FileMark { hash, point } = mark.clone();
        let marks = FileMarks { seen: Some(mark), next: Some(next) };
        self.file.mark(marks.clone());
        self.times.at_once = true;
        if let Some(frame) = frame {
            if let Some(row) = go.rows.last_mut() {
                row.file = Some(marks);
                row.text = Some(FileText { hash, at: now(), point, lines: lines.bytes() });
            }
            go.after.push(Box::new(move |open| open.pages.others(0, &frame)));
        }
        self.propose(&met, (Cause::Met, MET.into()), go);
        if let Some(older) = older {
            match self.room.taken_back(&older.point, &newest, &map, other) {
                Ok(mut edits) => {
                    edits.retain(|edit| !met.contains(edit));
                    self.propose(&edits, (Cause::OldText, saved_from(older)), go);
                }
                Err(refusal) => tracing::error!("{}: {refusal}", self.file.path().display()),
            }
        }
    }

    /// Proposes what the file and the people here cannot both have.
    fn propose(&self, edits: &[Edit], why: (Cause, String), go: &mut Go) {
        if edits.is_empty() {
            return;
        }
        let records = self.room.records();
        let edits = edits.iter().map(|edit| (edit.clone(), said(edit, records)));
        let edits: Vec<(Edit, String)> = edits.collect();
        go.after.push(Box::new(move |open| {
            let (app, id) = (open.app.clone(), open.id.clone());
            tokio::spawn(async move {
                if let Err(problem) = propose_of_file(&app, &id, why, edits).await {
                    tracing::warn!("no proposal for the map {id}: {}", problem.detail());
                }
            });
        }));
    }
}

/// Why something that was removed is proposed to come back.
const MET: &str = "It was removed and changed at the same time, once in the map's file and once here. \
                   It lies in the bin with both; accept what is to come back.";

/// Why it is proposed to take back what the file has not.
fn saved_from(older: &FileText) -> String {
    format!(
        "The map's file was saved from its text of {}. What was edited since was kept; \
         accept what the file was meant to take back.",
        rfc3339(older.at)
    )
}

/// A file that was merged.
struct Merged<'a> {
    received: Received,
    /// The state that the file stands for from now on.
    point: Point,
    /// The older text that it was made from, if it was.
    older: Option<&'a FileText>,
    /// What one side removed and the other changed, brought back.
    met: Vec<Edit>,
}

/// Merges over the older text that a file was made from; where that cannot be, over the newest that was written. Never over the
/// present state: all that the file never had would be taken back.
fn merged<'a>(
    room: &mut Room,
    older: Option<&'a FileText>,
    newest: &Point,
    map: &JourneyMap,
    seed: u64,
) -> Result<Merged<'a>, Refusal> {
    let now = room.point();
    let mut merge = |base: &Point, older| -> Result<Merged<'a>, Refusal> {
        fits_merged(room, base, map)?;
        let (received, point) = room.merge_map(base, map, seed)?;
        let is_alone = *base == now;
        // What was merged stays so: an error here would have been one above.
        let met =
            if is_alone { Ok(Vec::new()) } else { room.removed_under_change(base, &received) };
        let met = met.unwrap_or_default();
        Ok(Merged { received, point, older, met })
    };
    if let Some(text) = older {
        match merge(&text.point, older) {
            Ok(merged) => return Ok(merged),
            // Over another text it would be no less.
            Err(refusal) if refusal.code == TOO_MANY => return Err(refusal),
            Err(refusal) => tracing::error!("not merged over an older text: {refusal}"),
        }
    }
    merge(newest, None)
}

/// What an edit would do, in words.
fn said(edit: &Edit, records: &Records) -> String {
    let name = records.name_of(edit.record());
    match edit {
        Edit::Add { .. } => "Add again what the file has".into(),
        Edit::Remove { .. } => format!("Remove “{name}”, which the file has not"),
        Edit::BringBack { .. } => format!("Bring “{name}” back"),
        Edit::Move { .. } => format!("Put “{name}” where the file has it"),
        Edit::Set { field, .. }
        | Edit::Write { field, .. }
        | Edit::Put { field, .. }
        | Edit::Take { field, .. } => format!("“{name}”: {field} as in the file"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wayline_model::yaml;

    const FILE: &str = "wayline: 1\nmap: Shop\nstages: [{ stage: All, steps: [{ step: Pays }] }]\n";

    fn read(text: &str) -> JourneyMap {
        yaml::read(text, "shop.journey.yaml").0.expect("a map")
    }

    /// A room with an edit that its file has not, the point of its file, and that file with a change.
    fn edited() -> (Room, Point, JourneyMap) {
        let mut room = Room::of_map(&read(FILE), 7, 1).expect("a document");
        let newest = room.point();
        let live = read(&FILE.replace("step: Pays", "step: Pays }, { step: Comes back"));
        room.merge_map(&newest, &live, 8).expect("it merges");
        (room, newest, read(&FILE.replace("map: Shop", "map: Shoes")))
    }

    #[test]
    fn where_the_older_text_is_of_no_use_the_newest_is_and_live_edits_stay() {
        let (mut room, newest, map) = edited();
        let lost = FileText { hash: [0; 32], at: 0, point: vec![9; 9], lines: Vec::new() };
        let merged = merged(&mut room, Some(&lost), &newest, &map, 9).expect("it merges");
        assert!(merged.older.is_none());
        let now = room.records().to_map().map;
        assert_eq!((now.map.as_str(), now.steps().count()), ("Shoes", 2));
    }

    #[test]
    fn a_file_that_no_text_of_it_explains_changes_nothing() {
        let (mut room, _, map) = edited();
        let before = room.version();
        assert!(merged(&mut room, None, &vec![9; 9], &map, 9).is_err());
        assert_eq!(room.version(), before);
    }
}
