//! Which maps are open, and how one is opened: from the store, or from its file the first time.

use crate::live::bounds::fits;
use crate::live::command::{Command, Handle, Why};
use crate::live::file::{MapFile, hash, remembered};
use crate::live::room::{Beginning, Running, start};
use crate::live::standing::Standing;
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
use tokio::sync::Notify;
use tokio::time::Instant;
use wayline_doc::{Refusal, Room};
use wayline_model::yaml;

/// How long the end of a room is waited for.
const PATIENCE: Duration = Duration::from_secs(20);

/// How often it is looked whether one more may be open; as a rule it is told.
const LOOK_AGAIN: Duration = Duration::from_millis(250);

/// The open maps by id. A slot is locked while its map is being opened, so that is done once.
#[derive(Default)]
pub(crate) struct Rooms {
    slots: Mutex<BTreeMap<String, Slot>>,
    closed: AtomicBool,
    /// Told whenever a room has ended.
    ended: Notify,
}

type Slot = Arc<tokio::sync::Mutex<Option<Running>>>;

/// What can be done for one more room.
enum Place {
    /// There is place.
    Free,
    /// A room is about to end.
    Soon,
    /// There are people in all of so many.
    None(usize),
}

impl Rooms {
    /// Forgets rooms that have ended, and slots in which none was opened.
    pub(crate) fn tidy(&self) {
        forget(&mut self.slots.lock().unwrap_or_else(PoisonError::into_inner));
        self.ended.notify_waiters();
    }

    /// Has the longest vacant room end where more than so many are open, those that are being opened counted.
    fn place(&self, most: usize) -> Place {
        let mut slots = self.slots.lock().unwrap_or_else(PoisonError::into_inner);
        forget(&mut slots);
        if slots.len() <= most {
            return Place::Free;
        }
        let mut longest: Option<(Instant, String, Handle, Arc<Standing>)> = None;
        for (id, slot) in &*slots {
            // Those that cannot be had are being opened or ended.
            let Ok(slot) = slot.try_lock() else { continue };
            let Some(Running { handle, standing, .. }) = &*slot else { continue };
            if standing.is_told() || handle.has_ended() {
                return Place::Soon;
            }
            let since = standing.vacant();
            if let Some(since) =
                since.filter(|since| longest.as_ref().is_none_or(|(known, ..)| since < known))
            {
                longest = Some((since, id.clone(), handle.clone(), Arc::clone(standing)));
            }
        }
        let Some((_, id, handle, standing)) = longest else { return Place::None(slots.len()) };
        standing.say_told();
        if handle.0.try_send(Command::Rest).is_ok() {
            tracing::info!("the map {id} is closed for another: nobody has it open");
        } else {
            // Somebody asks it very much.
            standing.say_vacant(None);
        }
        Place::Soon
    }

    /// Waits until one more may be open. Where people are in all rooms, it may.
    async fn make_place(&self, most: usize) {
        let until = Instant::now() + PATIENCE;
        loop {
            let ended = self.ended.notified();
            tokio::pin!(ended);
            ended.as_mut().enable();
            match self.place(most) {
                Place::Free => return,
                Place::None(open) => {
                    tracing::info!("{open} maps are open, more than {most}: people are in them");
                    return;
                }
                Place::Soon => {}
            }
            let _ = tokio::time::timeout(LOOK_AGAIN, ended).await;
            if Instant::now() > until {
                tracing::warn!("no map was closed in time; one more than {most} is opened");
                return;
            }
        }
    }

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

/// Forgets rooms that have ended, and slots in which none was opened; not those that somebody opens or ends just now.
fn forget(slots: &mut BTreeMap<String, Slot>) {
    slots.retain(|_, slot| {
        let Some(slot) = Arc::get_mut(slot) else { return true };
        slot.get_mut().as_ref().is_some_and(|room| !room.standing.is_over())
    });
}

impl App {
    /// The room of a map, opened if need be.
    pub(crate) async fn room(&self, id: &str) -> Result<Handle, Problem> {
        if let Some(handle) = self.rooms().already(id).await {
            return Ok(handle);
        }
        let opened = self.opened(id).await;
        if opened.is_err() {
            self.rooms().tidy();
        }
        opened
    }

    async fn opened(&self, id: &str) -> Result<Handle, Problem> {
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
        self.rooms().make_place(self.options().rooms).await;
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
        let running = start(self.clone(), beginning);
        let handle = running.handle.clone();
        *slot = Some(running);
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
        let done = self.shut_slot(&self.rooms().slot(id), (id, why), may, work).await;
        self.rooms().tidy();
        done
    }

    async fn shut_slot<W: Send + 'static, T: Send + 'static>(
        &self,
        slot: &Slot,
        (id, why): (&str, Refusal),
        may: impl FnOnce(&Self) -> Result<W, Problem> + Send + 'static,
        work: impl FnOnce(W) -> Result<T, Problem> + Send + 'static,
    ) -> Result<T, Problem> {
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
            fits(&map, Some(&name))?;
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
                decision: None,
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::live::command::Enter;
    use crate::live::outbox::outbox;
    use crate::live::wire::Hello;
    use crate::options::Options;
    use crate::store::sqlite::Sqlite;
    use std::path::Path;
    use wayline_doc::schema;
    use wayline_project::{Project, Settings};

    /// Maps `a` to `d`, of which two are open at a time, and one that cannot be read.
    async fn app(folder: &Path) -> App {
        let project = Project::init(folder, Settings::default()).expect("made");
        for (id, text) in ["a", "b", "c", "d"].map(|id| (id, "wayline: 1\nmap: Shop\n")) {
            let path = folder.join(format!("maps/{id}.journey.yaml"));
            std::fs::write(path, text).expect("written");
        }
        std::fs::write(folder.join("maps/ill.journey.yaml"), "stages: [").expect("written");
        let store = Arc::new(Sqlite::open(folder).await.expect("opened"));
        App::new(project, store, &Options { rooms: 2, ..Options::default() })
    }

    /// The room of a map, once it has begun.
    async fn room(app: &App, id: &str) -> Handle {
        let room = app.room(id).await.expect("opened");
        // By the second, it has said when the first was.
        for _ in 0..2 {
            room.look(|_| ()).await.expect("it answers");
        }
        room
    }

    fn open(app: &App) -> Vec<String> {
        let slots = app.rooms().slots.lock().expect("whole");
        slots.keys().cloned().collect()
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn for_one_more_the_longest_vacant_is_closed_and_opens_again() {
        let folder = tempfile::tempdir().expect("a folder");
        let app = app(folder.path()).await;
        let first = room(&app, "a").await;
        room(&app, "b").await;
        room(&app, "a").await;
        room(&app, "c").await;
        assert_eq!(open(&app), ["a", "c"], "b was asked before a");
        assert!(!first.has_ended());
        room(&app, "d").await;
        assert_eq!(open(&app), ["c", "d"]);
        assert!(first.has_ended());
        let again = room(&app, "a").await;
        let name = again.look(|seen| seen.room.records().name_of("map")).await;
        assert_eq!(name.expect("it answers"), "Shop");
        app.rooms().close().await;
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn a_map_with_somebody_in_it_stays_open_however_many_there_are() {
        let folder = tempfile::tempdir().expect("a folder");
        let app = app(folder.path()).await;
        let mut pages = Vec::new();
        for id in ["a", "b", "c"] {
            let room = room(&app, id).await;
            let person = Person {
                id: "ana".into(),
                name: "Ana".into(),
                colour: "#123456".into(),
                joined: 0,
            };
            let hello = Hello { schema: schema::VERSION, peer: 9, version: vec![0] };
            let (outbox, waiting) = outbox(1 << 20);
            let (entered, number) = tokio::sync::oneshot::channel();
            let enter = Enter { person, hello, outbox, entered };
            room.send(Command::Enter(enter)).await.expect("there");
            number.await.expect("let in");
            pages.push((room, waiting));
        }
        let last = room(&app, "d").await;
        assert!(pages.iter().all(|(room, _)| !room.has_ended()));
        assert_eq!(open(&app), ["a", "b", "c", "d"], "three with people, and the one asked for");
        let (room_of_a, waiting) = pages.remove(0);
        drop(waiting);
        room_of_a.send(Command::Left { connection: 1 }).await.expect("there");
        room_of_a.look(|_| ()).await.expect("it answers");
        drop((room_of_a, last));
        app.rooms().close().await;
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn nothing_is_remembered_of_a_map_that_is_not_open() {
        let folder = tempfile::tempdir().expect("a folder");
        let app = app(folder.path()).await;
        assert!(app.room("ill").await.is_err());
        assert!(app.room("none").await.is_err());
        assert!(open(&app).is_empty());
        room(&app, "a").await;
        room(&app, "b").await.send(Command::Close).await.expect("there");
        let why = Refusal { code: "map-removed", detail: String::new(), help: String::new() };
        app.shut("a", why, |_| Ok(()), Ok).await.expect("shut");
        app.rooms().make_place(0).await;
        assert!(open(&app).is_empty());
    }
}
