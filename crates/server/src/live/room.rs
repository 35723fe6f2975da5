//! An open map: the task that owns its document.
//!
//! It takes what is waiting, tries it on the document, writes all of it to the store at once, and only then says anything to
//! anybody: **nobody holds a change that the disk does not**. So nothing has to be taken back, and the order of what a page
//! hears is the order of what was kept.

mod changes;
mod merge;
mod settle;
mod times;
mod whole;

use crate::live::command::{Command, Enter, Handle, Seen, WAITING};
use crate::live::drawn::Drawn;
use crate::live::file::MapFile;
use crate::live::pages::Pages;
use crate::live::standing::Standing;
use crate::live::wire;
use crate::state::{App, Stamp};
use crate::store::Row;
use axum::extract::ws::Message;
use std::collections::BTreeMap;
use std::sync::Arc;
use times::Times;
use tokio::sync::mpsc;
use tokio::task::{JoinHandle, block_in_place};
use tokio::time::{Instant, sleep_until};
use wayline_doc::{Refusal, Room};
use whole::Whole;

/// Most commands that are taken at a time.
const AT_ONCE: usize = 256;

/// The version of a page that has nothing of the map yet: an encoded version vector of nobody.
const NOTHING: &[u8] = &[0];

/// An open map.
pub(crate) struct Open {
    id: String,
    app: App,
    room: Room,
    /// The last update.
    seq: u64,
    /// Whose each copy is; the server's where there is no person.
    owners: BTreeMap<u64, Option<String>>,
    file: MapFile,
    pages: Pages,
    drawn: Option<Arc<Drawn>>,
    whole: Whole,
    times: Times,
    /// Updates since the last snapshot.
    loose: usize,
    /// The data that the figures rest on.
    data: Option<Stamp>,
    /// Whether figures could be computed the last time.
    are_figured: bool,
    /// Its own address, to be told when figures are there.
    own: mpsc::WeakSender<Command>,
    standing: Arc<Standing>,
}

/// What one go does: first what is to be written, then what is to be said once it is.
#[derive(Default)]
struct Go {
    rows: Vec<Row>,
    after: Vec<After>,
}

type After = Box<dyn FnOnce(&mut Open) + Send>;

/// What a room begins with.
pub(crate) struct Beginning {
    pub(crate) id: String,
    pub(crate) room: Room,
    pub(crate) seq: u64,
    pub(crate) owners: BTreeMap<u64, Option<String>>,
    pub(crate) file: MapFile,
    pub(crate) loose: usize,
}

/// A room that runs.
pub(crate) struct Running {
    pub(crate) handle: Handle,
    pub(crate) task: JoinHandle<()>,
    pub(crate) standing: Arc<Standing>,
}

/// Says that a room has ended, also where it failed.
struct Ending(App, Arc<Standing>);

impl Drop for Ending {
    fn drop(&mut self) {
        metrics::gauge!("wayline_live_maps").decrement(1.0);
        self.1.say_over();
        self.0.rooms().tidy();
    }
}

/// Opens a room. Its task ends when it is told to, or some time after the last page has gone.
pub(crate) fn start(app: App, beginning: Beginning) -> Running {
    let (address, commands) = mpsc::channel(WAITING);
    let standing = Arc::<Standing>::default();
    let ending = Ending(app.clone(), Arc::clone(&standing));
    let Beginning { id, room, seq, owners, file, loose } = beginning;
    let open = Open {
        times: Times::new(app.options()),
        id,
        app,
        room,
        seq,
        owners,
        file,
        pages: Pages::default(),
        drawn: None,
        whole: Whole::default(),
        loose,
        data: None,
        are_figured: true,
        own: address.downgrade(),
        standing: Arc::clone(&standing),
    };
    metrics::gauge!("wayline_live_maps").increment(1.0);
    let task = tokio::spawn(async move {
        let _ending = ending;
        open.run(commands).await;
    });
    Running { handle: Handle(address), task, standing }
}

impl Open {
    async fn run(mut self, mut commands: mpsc::Receiver<Command>) {
        let mut taken = Vec::new();
        let mut goes_on = self.begin().await;
        while goes_on {
            self.standing.say_vacant(self.pages.is_empty().then_some(self.times.heard));
            tokio::select! {
                biased;
                got = commands.recv_many(&mut taken, AT_ONCE) => goes_on = got > 0,
                () = sleep_until(self.times.next()) => {}
            }
            let told_to_end = taken.iter().any(|command| matches!(command, Command::Close));
            let may_rest = taken.iter().any(|command| matches!(command, Command::Rest));
            // Whoever only looks at the map keeps its room for nobody.
            let looks = |command: &Command| matches!(command, Command::Rest | Command::Draw(_));
            let is_asked = taken.iter().any(|command| !looks(command));
            self.times.heard(is_asked || !self.pages.is_empty());
            if !self.take(&mut taken).await || !self.settle().await {
                break;
            }
            goes_on &= !(told_to_end || self.is_idle() || may_rest && self.pages.is_empty());
            if !goes_on {
                // Who was in time is still heard; who comes now opens the map anew.
                commands.close();
                while commands.recv_many(&mut taken, AT_ONCE).await > 0 {
                    if !self.take(&mut taken).await {
                        break;
                    }
                }
                self.finish().await;
            }
        }
    }

    /// One go. False when it could not be kept: the room ends, and is opened anew from what was.
    async fn take(&mut self, taken: &mut Vec<Command>) -> bool {
        if taken.is_empty() {
            return true;
        }
        let mut go = Go::default();
        block_in_place(|| {
            for command in taken.drain(..) {
                self.hear(command, &mut go);
            }
        });
        self.keep(go).await
    }

    /// Writes what is to be written, then does what comes after.
    async fn keep(&mut self, go: Go) -> bool {
        let updates = go.rows.len();
        if updates > 0 {
            if let Err(error) = self.app.store().append(go.rows).await {
                tracing::error!("the map {} could not be kept: {error}", self.id);
                self.pages.close(1011, "the server could not keep the last change");
                return false;
            }
            metrics::counter!("wayline_live_updates_total").increment(updates as u64);
            self.loose += updates;
            self.drawn = None;
            self.whole.forget();
            self.times.edited();
        }
        block_in_place(|| {
            for after in go.after {
                after(self);
            }
        });
        true
    }

    fn hear(&mut self, command: Command, go: &mut Go) {
        match command {
            Command::Enter(enter) => go.after.push(Box::new(|open| open.enter(enter))),
            Command::Update { connection, number, bytes } => {
                self.update(connection, number, &bytes, go);
            }
            Command::Here { connection, at } => {
                go.after.push(Box::new(move |open| open.pages.here(connection, at)));
            }
            Command::Left { connection } => {
                go.after.push(Box::new(move |open| open.pages.leave(connection)));
            }
            Command::Change(change) => self.change(change, go),
            Command::Look(look) => go.after.push(Box::new(|open| {
                look(&Seen { room: &open.room, seq: open.seq });
            })),
            Command::Draw(done) => {
                self.look_at_file(go);
                go.after.push(Box::new(|open| {
                    let _ = done.send(open.draw());
                }));
            }
            Command::Renamed(person) => {
                go.after.push(Box::new(move |open| open.pages.rename(&person)));
            }
            Command::Ready(ready) => self.times.ready = Some(ready),
            Command::Figured { told } => go.after.push(Box::new(move |open| open.figured(told))),
            Command::Dismiss(why) => go.after.push(Box::new(move |open| open.pages.dismiss(&why))),
            Command::Rest | Command::Close => {}
        }
    }

    fn enter(&mut self, enter: Enter) {
        let Enter { person, hello, outbox, entered } = enter;
        let own = hello.peer != 0 && self.may(hello.peer, &person.id);
        let lacks = match self.lacking(&hello.version) {
            _ if self.pages.is_full() => Err(Refusal {
                code: "map-full",
                detail: "too many pages have this map open".into(),
                help: "close some of them, and load the page anew".into(),
            }),
            _ if !own => Err(Refusal {
                code: "not-yours",
                detail: "the number of this copy belongs to somebody else".into(),
                help: "load the page anew".into(),
            }),
            lacks => lacks,
        };
        match lacks {
            Ok(lacks) => {
                let number = self.pages.enter(person, outbox, &self.room.version(), lacks);
                let _ = entered.send(number);
            }
            Err(refusal) => {
                outbox.push(wire::refused(0, &refusal));
                outbox.push(wire::close(1008, &refusal.detail));
            }
        }
    }

    /// The frame of what a page with this version lacks.
    fn lacking(&mut self, version: &[u8]) -> Result<Message, Refusal> {
        let has_nothing = version == NOTHING;
        let now = Instant::now();
        if let Some(frame) = self.whole.at(now).filter(|_| has_nothing) {
            return Ok(frame);
        }
        let frame = wire::update(&self.room.lacking(version)?);
        if has_nothing {
            self.whole.keep(frame.clone(), now);
        }
        Ok(frame)
    }

    fn draw(&mut self) -> Arc<Drawn> {
        let wrong = self.file.findings();
        let fresh = self.drawn.take().filter(|drawn| drawn.is_of(&wrong));
        let drawn = fresh
            .unwrap_or_else(|| Arc::new(Drawn::of(self.room.records(), self.room.point(), wrong)));
        self.drawn = Some(Arc::clone(&drawn));
        drawn
    }
}
