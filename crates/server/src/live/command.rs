//! What a room is asked, and the address to ask it at.

use crate::live::drawn::Drawn;
use crate::live::file::Ready;
use crate::live::outbox::Outbox;
use crate::live::pages::Entered;
use crate::live::wire::Hello;
use crate::people::Person;
use crate::problem::Problem;
use crate::store::Decision;
use axum::body::Bytes;
use serde_json::{Map, Value};
use std::sync::Arc;
use tokio::sync::{mpsc, oneshot};
use wayline_doc::{Received, Refusal, Room};

/// How many commands may wait for a room; who has more to say waits.
pub(crate) const WAITING: usize = 1_024;

/// What a room is asked.
pub(crate) enum Command {
    /// A page opens the map.
    Enter(Enter),
    /// A page's update.
    Update { connection: u64, number: u32, bytes: Bytes },
    /// Where a person is.
    Here { connection: u64, at: Value },
    /// A page has gone.
    Left { connection: u64 },
    /// A change that comes by another way than a page's updates.
    Change(Change),
    /// A look at what is kept on the disk.
    Look(Box<dyn FnOnce(&Seen<'_>) + Send>),
    /// The map as it is drawn now, with what changed in its file.
    Draw(oneshot::Sender<Arc<Drawn>>),
    /// Somebody is called otherwise now.
    Renamed(Person),
    /// The text for the map's file was made, or could not be.
    Ready(Readied),
    /// The figures were computed anew, or could not be.
    Figured { told: bool },
    /// The map is taken away: all pages are told why, and let go.
    Dismiss(Refusal),
    /// The room is to end, with everything written, if nobody is in it.
    Rest,
    /// The room is to end, with everything written.
    Close,
}

/// A text for the map's file; `None` where another text lies there than was seen.
pub(crate) type Readied = std::io::Result<Option<Ready>>;

/// A page that opens the map.
pub(crate) struct Enter {
    pub(crate) person: Person,
    pub(crate) hello: Hello,
    pub(crate) outbox: Outbox,
    /// Told the number of the connection; dropped where the page is not let in.
    pub(crate) entered: oneshot::Sender<Entered>,
}

/// Why a change was made, as history says it.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Why {
    /// The map came into being.
    New,
    /// A person edited.
    Edit,
    /// A person edited without a copy of the map: the server's own copy makes it.
    ByHand,
    /// Its file was changed.
    File,
    /// An earlier state was brought back.
    Restore,
    /// A proposal was accepted.
    Proposal,
    /// A copy was pushed.
    Push,
    /// A name was changed in many maps at once.
    Library,
    /// A program sent edits.
    Program,
}

impl Why {
    /// As it is stored.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Edit => "edit",
            Self::ByHand => "by_hand",
            Self::File => "file",
            Self::Restore => "restore",
            Self::Proposal => "proposal",
            Self::Push => "push",
            Self::Library => "library",
            Self::Program => "program",
        }
    }
}

/// Makes a change in the document.
pub(crate) type Making = Box<dyn FnOnce(&mut Room) -> Result<Received, Refusal> + Send>;

/// How a change is made.
pub(crate) enum Make {
    /// By the server.
    Here(Making),
    /// By an update of somebody's copy.
    Elsewhere(Bytes),
}

/// A change that comes by another way than a page's updates.
pub(crate) struct Change {
    pub(crate) by: Person,
    pub(crate) why: Why,
    pub(crate) make: Make,
    /// The proposed edit that it makes.
    pub(crate) decides: Option<Decides>,
    pub(crate) done: oneshot::Sender<Result<Changed, Problem>>,
}

/// The edit of a proposal that a change makes: that it was made is kept together with the change, so that it is never offered again.
pub(crate) struct Decides {
    pub(crate) proposal: u64,
    /// Its place in the proposal.
    pub(crate) place: u64,
    /// What the edit says from now on, but for the number of the update.
    pub(crate) said: Map<String, Value>,
}

impl Decides {
    /// Decided by an update.
    pub(crate) fn with(mut self, seq: u64) -> Decision {
        self.said.insert("seq".into(), seq.into());
        let said = Value::Object(self.said).to_string();
        Decision { proposal: self.proposal, place: self.place, said }
    }
}

/// The document after a change.
#[derive(Clone, Debug)]
pub(crate) struct Changed {
    /// The last update.
    pub(crate) seq: u64,
    /// What the document knows.
    pub(crate) version: Vec<u8>,
}

/// A document as it lies on the disk.
pub(crate) struct Seen<'a> {
    pub(crate) room: &'a Room,
    /// The last update.
    pub(crate) seq: u64,
}

/// Where a room is asked.
#[derive(Clone)]
pub(crate) struct Handle(pub(crate) mpsc::Sender<Command>);

impl Handle {
    /// Whether the room has ended, or is about to.
    pub(crate) fn has_ended(&self) -> bool {
        self.0.is_closed()
    }

    /// Sends a command, waiting for a place in the line.
    pub(crate) async fn send(&self, command: Command) -> Result<(), Problem> {
        self.0.send(command).await.map_err(|_| ended())
    }

    /// Looks at the document as it lies on the disk.
    pub(crate) async fn look<T: Send + 'static>(
        &self,
        look: impl FnOnce(&Seen<'_>) -> T + Send + 'static,
    ) -> Result<T, Problem> {
        let (done, answer) = oneshot::channel();
        let look = move |seen: &Seen<'_>| {
            let _ = done.send(look(seen));
        };
        self.send(Command::Look(Box::new(look))).await?;
        answer.await.map_err(|_| ended())
    }

    /// The map as it is drawn now.
    pub(crate) async fn draw(&self) -> Result<Arc<Drawn>, Problem> {
        let (done, answer) = oneshot::channel();
        self.send(Command::Draw(done)).await?;
        answer.await.map_err(|_| ended())
    }

    /// Makes a change by the server; answers once it is on the disk.
    pub(crate) async fn change(
        &self,
        by: Person,
        why: Why,
        make: impl FnOnce(&mut Room) -> Result<Received, Refusal> + Send + 'static,
    ) -> Result<Changed, Problem> {
        self.make(by, why, Make::Here(Box::new(make))).await
    }

    /// Makes a change; answers once it is on the disk.
    pub(crate) async fn make(&self, by: Person, why: Why, make: Make) -> Result<Changed, Problem> {
        let (done, answer) = oneshot::channel();
        self.send(Command::Change(Change { by, why, make, decides: None, done })).await?;
        answer.await.map_err(|_| ended())?
    }

    /// Lines up a change that makes a proposed edit. What comes of it is waited for apart, so that several are kept at once.
    pub(crate) async fn decide(
        &self,
        by: Person,
        decides: Decides,
        make: Making,
    ) -> Result<impl Future<Output = Result<Changed, Problem>> + use<>, Problem> {
        let (done, answer) = oneshot::channel();
        let (why, make) = (Why::Proposal, Make::Here(make));
        self.send(Command::Change(Change { by, why, make, decides: Some(decides), done })).await?;
        Ok(async { answer.await.map_err(|_| ended())? })
    }
}

fn ended() -> Problem {
    Problem::new("busy", "the map has just been closed").help("try again")
}
