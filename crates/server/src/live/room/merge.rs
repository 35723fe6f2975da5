//! What a changed file says is merged: as a change of the text that it was made from, which may be an older one.
//!
//! An editor that opened the file before later edits saves a text without them. So the text that it was made from is looked
//! for among those that the file had; what was edited since is kept. Whether somebody wanted just that taken back
//! cannot be known: it is proposed, and a person decides.

use super::{Go, Open};
use crate::live::command::Why;
use crate::live::file::Saved;
use crate::live::lines::made_from;
use crate::people::{now, random};
use crate::routes::history::rfc3339;
use crate::routes::proposals::propose_of_file;
use crate::store::{FileMark, FileMarks, FileText};
use tokio::runtime::Handle;
use wayline_doc::{Edit, Records};

impl Open {
    /// Merges what somebody saved in the map's file. Blocks.
    pub(super) fn merge(&mut self, saved: Saved, go: &mut Go) {
        let (Ok(seed), Ok(other)) = (random(), random()) else { return };
        let Saved { map, hash, lines } = saved;
        let present = self.room.point();
        let newest = self.file.base().cloned().unwrap_or_else(|| present.clone());
        let texts = Handle::current().block_on(self.app.store().texts(&self.id));
        let texts = texts.unwrap_or_else(|error| {
            tracing::warn!("{}: {error}", self.file.path().display());
            Vec::new()
        });
        let older = made_from(&texts, &lines, &newest);
        let base = older.map_or(&newest, |text| &text.point);
        let before = self.room.version();
        let merged = self.room.merge_map(base, &map, seed).or_else(|refusal| {
            tracing::error!("{}: {refusal}", self.file.path().display());
            self.room.merge_map(&present, &map, seed)
        });
        let (received, point) = match merged {
            Ok(merged) => merged,
            Err(refusal) => {
                tracing::error!("{}: {refusal}", self.file.path().display());
                return;
            }
        };
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
        if let Some(older) = older {
            match self.room.taken_back(&older.point, &newest, &map, other) {
                Ok(edits) => self.propose(edits, older, go),
                Err(refusal) => tracing::error!("{}: {refusal}", self.file.path().display()),
            }
        }
    }

    /// Proposes what the file would have taken back.
    fn propose(&self, edits: Vec<Edit>, older: &FileText, go: &mut Go) {
        if edits.is_empty() {
            return;
        }
        let records = self.room.records();
        let edits = edits.into_iter().map(|edit| {
            let says = said(&edit, records);
            (edit, says)
        });
        let edits: Vec<(Edit, String)> = edits.collect();
        let why = format!(
            "The map's file was saved from its text of {}. What was edited since was kept; \
             accept what the file was meant to take back.",
            rfc3339(older.at)
        );
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

/// What an edit would do, in words.
fn said(edit: &Edit, records: &Records) -> String {
    let name = records.name_of(edit.record());
    match edit {
        Edit::Add { .. } => "Add again what the file has".into(),
        Edit::Remove { .. } => format!("Remove “{name}”, which the file has not"),
        Edit::BringBack { .. } => format!("Bring “{name}” back, which the file has"),
        Edit::Move { .. } => format!("Put “{name}” where the file has it"),
        Edit::Set { field, .. }
        | Edit::Write { field, .. }
        | Edit::Put { field, .. }
        | Edit::Take { field, .. } => format!("“{name}”: {field} as in the file"),
    }
}
