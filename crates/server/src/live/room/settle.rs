//! What a room does when edits settle: its file, its snapshot, its figures. When that is due says `times`.

use super::{Go, Open};
use crate::live::command::{Command, Readied};
use crate::live::drawn::Drawn;
use crate::live::file::{Found, Ready};
use crate::live::wire::ToPage;
use crate::store::FileMarks;
use std::io;
use std::sync::Arc;
use std::time::Duration;
use tokio::task::block_in_place;
use tokio::time::Instant;

/// Updates after which a snapshot is made, so that the map opens fast.
const LOOSE: usize = 500;
/// Time between two snapshots.
const SNAPSHOTS: Duration = Duration::from_secs(10);
/// After a failure to write it is tried again.
const AGAIN: Duration = Duration::from_secs(10);

impl Open {
    /// Looks at the file for the first time, and finishes what was begun when the server ended.
    pub(super) async fn begin(&mut self) -> bool {
        if !self.look_now().await {
            return false;
        }
        if self.is_unwritten() {
            self.times.write_at(Instant::now());
        }
        self.settle().await
    }

    /// Whether the file says something else than the document.
    fn is_unwritten(&self) -> bool {
        self.file.is_unfinished() || self.file.base() != Some(&self.room.point())
    }

    /// Does what is due. False when the room is to end.
    pub(super) async fn settle(&mut self) -> bool {
        let now = Instant::now();
        self.whole.tidy(now);
        if self.times.look <= now {
            self.times.look = now + self.times.pause;
            if !self.look_now().await {
                return false;
            }
            self.look_at_data();
        }
        if let Some(ready) = self.times.ready.take() {
            self.put(ready).await;
        }
        let is_due = self.times.at_once || self.times.write.is_some_and(|due| due <= now);
        if is_due && !self.times.readying && !self.write(false).await {
            return false;
        }
        if self.times.figures.is_some_and(|due| due <= now) && !self.times.figuring {
            self.times.figures = None;
            self.figure();
        }
        if self.loose >= LOOSE && self.times.snapshot + SNAPSHOTS <= now {
            self.snapshot().await;
        }
        true
    }

    async fn look_now(&mut self) -> bool {
        let mut go = Go::default();
        block_in_place(|| self.look_at_file(&mut go));
        self.keep(go).await
    }

    /// Takes in what the file says that it did not say before.
    pub(super) fn look_at_file(&mut self, go: &mut Go) {
        let wrong = self.file.findings();
        match self.file.look() {
            Found::Nothing => {}
            // That it is gone is shown with the figures.
            Found::Missing => self.times.figures = Some(Instant::now()),
            Found::Changed(saved) => self.merge(*saved, go),
        }
        if self.file.findings() != wrong {
            // It is shown with the figures; and what could not be written may be now.
            self.times.figures = Some(Instant::now());
            if self.file.wrong().is_none() && self.is_unwritten() {
                self.times.write_at(Instant::now());
            }
        }
    }

    /// Has the text for the file made, if it is to be written and may be: beside the room, or `now`. False when the room is to end.
    async fn write(&mut self, now: bool) -> bool {
        if !self.look_now().await {
            return false;
        }
        let now = now || self.times.at_once;
        self.times.written();
        if self.file.wrong().is_some() || !self.is_unwritten() {
            return true;
        }
        let point = self.room.point();
        let map = block_in_place(|| Drawn::of(self.room.records(), Vec::new(), Vec::new()).map);
        let old = self.file.old();
        let made = tokio::task::spawn_blocking(move || old.ready(&map, point));
        let made = async { made.await.unwrap_or_else(|error| Err(io::Error::other(error))) };
        if now {
            let ready = made.await;
            self.put(ready).await;
            return true;
        }
        self.times.readying = true;
        let own = self.own.clone();
        tokio::spawn(async move {
            let ready = made.await;
            if let Some(own) = own.upgrade() {
                let _ = own.send(Command::Ready(ready)).await;
            }
        });
        true
    }

    /// Puts a text in the file's place, or tries again later.
    async fn put(&mut self, ready: Readied) {
        self.times.readying = false;
        let done = match ready {
            Ok(Some(ready)) => self.replace(&ready).await,
            Ok(None) => Ok(false),
            Err(error) => Err(error.to_string()),
        };
        match done {
            Ok(true) => {}
            // It was changed at this moment.
            Ok(false) => self.times.write_at(Instant::now() + self.times.settle),
            Err(error) => {
                tracing::warn!("{} could not be written: {error}", self.file.path().display());
                self.times.write_at(Instant::now() + AGAIN);
            }
        }
    }

    /// Puts a text in the file's place; the store knows before and after.
    async fn replace(&mut self, ready: &Ready) -> Result<bool, String> {
        let store = Arc::clone(self.app.store());
        let seen = self.file.marks().seen.clone();
        let marks = FileMarks { seen, next: Some(ready.mark.clone()) };
        store.mark_file(&self.id, marks.clone(), None).await.map_err(|error| error.to_string())?;
        self.file.mark(marks);
        let put = block_in_place(|| self.file.put(ready)).map_err(|error| error.to_string())?;
        if put {
            let marks = FileMarks { seen: Some(ready.mark.clone()), next: None };
            self.file.mark(marks.clone());
            let text = Some(ready.remembered());
            store.mark_file(&self.id, marks, text).await.map_err(|error| error.to_string())?;
        }
        Ok(put)
    }

    /// An import changes figures too.
    fn look_at_data(&mut self) {
        if self.pages.is_empty() {
            return;
        }
        let Ok((data, _)) = block_in_place(|| self.app.project()) else { return };
        if self.data.as_ref().is_some_and(|known| *known != data) {
            self.times.figures = Some(Instant::now());
        }
        self.data = Some(data);
    }

    /// Has the figures computed, beside the room.
    fn figure(&mut self) {
        if self.pages.is_empty() {
            return;
        }
        self.times.figuring = true;
        let (app, id, own) = (self.app.clone(), self.id.clone(), self.own.clone());
        tokio::spawn(async move {
            let told = app.shown(&id).await.is_ok();
            if let Some(own) = own.upgrade() {
                let _ = own.send(Command::Figured { told }).await;
            }
        });
    }

    /// Whoever hears of figures asks for them, and is told there why they cannot be computed: of that they hear once.
    pub(super) fn figured(&mut self, told: bool) {
        self.times.figuring = false;
        if told || self.are_figured {
            self.pages.others(0, &ToPage::Figures.frame());
        }
        self.are_figured = told;
    }

    async fn snapshot(&mut self) {
        self.times.snapshot = Instant::now();
        let kept = match block_in_place(|| self.room.snapshot()) {
            Ok(snapshot) => self.app.store().compact(&self.id, self.seq, snapshot).await,
            Err(error) => Err(crate::store::Error::Failed(error.to_string())),
        };
        match kept {
            Ok(()) => self.loose = 0,
            Err(error) => tracing::warn!("no snapshot of the map {}: {error}", self.id),
        }
    }

    /// Whether nobody has been here for some time, and nothing is left to do.
    pub(super) fn is_idle(&self) -> bool {
        self.pages.is_empty() && self.times.is_idle(Instant::now())
    }

    /// Writes what is to be written, and lets all pages go.
    pub(super) async fn finish(&mut self) {
        if self.is_unwritten() {
            self.write(true).await;
        }
        if self.loose > 0 {
            self.snapshot().await;
        }
        self.pages.close(1001, "the map was closed; it opens again by itself");
    }
}
