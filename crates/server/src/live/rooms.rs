//! Which maps are open, and how one is opened: from the store, or from its file the first time.

use crate::live::command::{Command, Handle, Why};
use crate::live::file::{MapFile, hash, remembered};
use crate::live::room::{Beginning, start};
use crate::maps::{find, unreadable};
use crate::people::{Person, now, random};
use crate::problem::{Problem, mistake};
use crate::state::App;
use crate::store::{FileMark, FileMarks, Row, StoredMap};
use serde_json::json;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::task::JoinHandle;
use wayline_doc::{Refusal, Room};
use wayline_model::yaml;

/// How long the end of a room is waited for when the server ends.
const PATIENCE: Duration = Duration::from_secs(20);

/// The open maps by id. A slot is locked while its map is being opened, so that is done once.
#[derive(Default)]
pub(crate) struct Rooms {
    slots: Mutex<BTreeMap<String, Slot>>,
    closed: AtomicBool,
}

type Slot = Arc<tokio::sync::Mutex<Option<Running>>>;

struct Running {
    handle: Handle,
    task: JoinHandle<()>,
}

impl Rooms {
    fn slot(&self, id: &str) -> Slot {
        let mut slots = self.slots.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(slots.entry(id.to_owned()).or_default())
    }

    fn all(&self) -> Vec<Slot> {
        let slots = self.slots.lock().unwrap_or_else(PoisonError::into_inner);
        slots.values().cloned().collect()
    }

    /// The room of a map that is open.
    pub(crate) async fn already(&self, id: &str) -> Option<Handle> {
        let slot = {
            let slots = self.slots.lock().unwrap_or_else(PoisonError::into_inner);
            slots.get(id).cloned()
        };
        let slot = slot?;
        let running = slot.lock().await;
        let handle = running.as_ref().map(|running| running.handle.clone());
        handle.filter(|handle| !handle.has_ended())
    }

    /// Tells every open map that somebody is called otherwise.
    pub(crate) async fn rename(&self, person: &Person) {
        for slot in self.all() {
            let handle = slot.lock().await.as_ref().map(|running| running.handle.clone());
            if let Some(handle) = handle {
                let _ = handle.send(Command::Renamed(person.clone())).await;
            }
        }
    }

    /// Ends all rooms with everything written; no other opens.
    pub(crate) async fn close(&self) {
        self.closed.store(true, Ordering::SeqCst);
        for slot in self.all() {
            let Some(running) = slot.lock().await.take() else { continue };
            let _ = running.handle.send(Command::Close).await;
            if tokio::time::timeout(PATIENCE, running.task).await.is_err() {
                tracing::error!("a map did not close in time; its edits are in the database");
            }
        }
    }
}

impl App {
    /// The room of a map, opened if need be.
    pub(crate) async fn room(&self, id: &str) -> Result<Handle, Problem> {
        if let Some(handle) = self.rooms().already(id).await {
            return Ok(handle);
        }
        let wanted = id.to_owned();
        let file = self.look(move |app| find(&app.project()?.1, &wanted)).await?;
        let slot = self.rooms().slot(id);
        let mut slot = slot.lock().await;
        if let Some(running) = slot.as_mut() {
            if !running.handle.has_ended() {
                return Ok(running.handle.clone());
            }
            // Until it has written everything.
            if let Err(error) = (&mut running.task).await {
                tracing::error!("the room of {id} failed, and is opened anew: {error}");
            }
            *slot = None;
        }
        if self.rooms().closed.load(Ordering::SeqCst) {
            return Err(Problem::new("busy", "the server is ending").help("start it again"));
        }
        // It may have been removed while this waited for its turn.
        if !tokio::fs::try_exists(&file.path).await.unwrap_or(true) {
            let wanted = id.to_owned();
            self.look(move |app| find(&app.project()?.1, &wanted)).await?;
        }
        let beginning = match self.store().map(id).await? {
            Some(stored) => again(id, file.path, stored).await?,
            None => self.anew(id, file.path).await?,
        };
        let (handle, task) = start(self.clone(), beginning);
        *slot = Some(Running { handle: handle.clone(), task });
        Ok(handle)
    }

    /// Ends the room of a map with everything written and its pages told why, and does something while nobody can open it.
    /// Where `may` refuses it beforehand, the map stays open and nobody is told anything.
    pub(crate) async fn shut<W: Send + 'static, T: Send + 'static>(
        &self,
        id: &str,
        why: Refusal,
        may: impl FnOnce(&Self) -> Result<W, Problem> + Send + 'static,
        work: impl FnOnce(W) -> Result<T, Problem> + Send + 'static,
    ) -> Result<T, Problem> {
        let slot = self.rooms().slot(id);
        let mut slot = slot.lock().await;
        let with = self.look(may).await?;
        if let Some(running) = slot.take() {
            let _ = running.handle.send(Command::Dismiss(why)).await;
            let _ = running.handle.send(Command::Close).await;
            if let Err(error) = running.task.await {
                tracing::error!("the room of {id} failed: {error}");
            }
        }
        self.look(move |_| work(with)).await
    }

    /// A document from a map's file, for the first time.
    async fn anew(&self, id: &str, path: PathBuf) -> Result<Beginning, Problem> {
        let (seed, peer) = (random()?, random()?);
        let map_id = id.to_owned();
        let (room, first, snapshot, marks, path) = blocking(move || {
            let text = std::fs::read_to_string(&path)
                .map_err(|error| Problem::new("io", format!("{}: {error}", path.display())))?;
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let (Some(map), _) = yaml::read(&text, &name) else {
                return Err(unreadable(&map_id, yaml::read(&text, &name).1));
            };
            let room = Room::of_map(&map, seed, peer)?;
            let snapshot = room.snapshot().map_err(|error| mistake(&error.to_string()))?;
            let point = room.point();
            let mark = FileMark { hash: hash(&text), point: point.clone() };
            let what = json!([{ "record": "map", "kind": "map", "name": map.map, "field": "is" }]);
            let first = Row {
                map: map_id,
                seq: 1,
                at: now(),
                person: None,
                peer: seed,
                why: Why::New.word().into(),
                said: Vec::new(),
                what: what.to_string(),
                point,
                bytes: snapshot.clone(),
                peers: vec![seed, peer],
                owner: None,
                file: None,
                text: Some(remembered(&text, mark.clone())),
            };
            Ok((room, first, snapshot, FileMarks { seen: Some(mark), next: None }, path))
        })
        .await?;
        self.store().begin(first, snapshot, marks.clone()).await?;
        let owners = BTreeMap::from([(seed, None), (peer, None)]);
        let file = MapFile::new(path, marks);
        Ok(Beginning { id: id.into(), room, seq: 1, owners, file, loose: 0 })
    }
}

/// A document as it was kept.
async fn again(id: &str, path: PathBuf, stored: StoredMap) -> Result<Beginning, Problem> {
    let peer = random()?;
    let id = id.to_owned();
    blocking(move || {
        let room = stored.open(&id, peer)?;
        // The server's own copy of this time is new, and is kept with the first update it makes.
        let owners: BTreeMap<u64, Option<String>> = stored.peers.into_iter().collect();
        let file = MapFile::new(path, stored.file);
        let loose = stored.updates.len();
        Ok(Beginning { id: id.clone(), room, seq: stored.seq, owners, file, loose })
    })
    .await
}

impl StoredMap {
    /// The document. Blocks.
    pub(crate) fn open(&self, id: &str, peer: u64) -> Result<Room, Problem> {
        let damaged = |error: wayline_doc::Error| {
            Problem::new("document-damaged", format!("the map `{id}`: {error}"))
                .help("restore .wayline/wayline.db from a copy; the map's file is untouched")
        };
        let mut room = Room::open(&self.snapshot, peer).map_err(damaged)?;
        for update in &self.updates {
            room.replay(update).map_err(damaged)?;
        }
        Ok(room)
    }
}

async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, Problem> + Send + 'static,
) -> Result<T, Problem> {
    let done = tokio::task::spawn_blocking(work);
    done.await.map_err(|error| mistake(&error.to_string()))?
}
