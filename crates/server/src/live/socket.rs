//! One connection: what a page says goes to the room, what the room says goes to the page.
//!
//! A page that sends too fast is read more slowly, so nothing of it is lost. A page that does not read, or says what cannot be
//! understood again and again, is let go with a reason; it may come back at once.

use crate::live::command::{Command, Enter, Handle};
use crate::live::outbox::{Waiting, outbox};
use crate::live::pace::Pace;
use crate::live::pages::Entered;
use crate::live::wire::{self, FromPage, Hello, ToPage};
use crate::people::Person;
use axum::extract::ws::{Message, WebSocket};
use futures_util::stream::{SplitSink, SplitStream};
use futures_util::{SinkExt as _, StreamExt as _};
use serde_json::Value;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;
use tokio::sync::oneshot;
use tokio::time::{Instant, sleep_until, timeout};
use wayline_doc::{Refusal, schema};

/// The longest message that is read at all; an update may be half of it.
pub(crate) const MOST_BYTES: usize = 8 << 20;
/// Updates a second, and how many may come at once.
const UPDATES: (u32, u32) = (30, 120);
/// Places of a person a second, and how many may come at once; of more the last is said.
const PLACES: (u32, u32) = (20, 20);
/// So many pages hear every place. Of more each is said the less often: the room sends one to every page.
const FEW: u32 = 10;
/// Time to say hello.
const GREETING: Duration = Duration::from_secs(10);
/// Between two pings.
const BEAT: Duration = Duration::from_secs(20);
/// Without a word for so long, the page has gone.
const SILENCE: Duration = Duration::from_mins(1);
/// Time to take one message, and for each so many bytes of it a second more.
const PATIENCE: Duration = Duration::from_secs(30);
const SLOWEST_BYTES_A_SECOND: u64 = 10_000;
/// Time to hear the last message.
const FAREWELL: Duration = Duration::from_secs(5);
/// Messages that cannot be understood before the page is let go.
const MOST_WRONG: u32 = 5;

/// Time to take a message: on a slow line a whole document is long under way.
fn patience(frame: &Message) -> Duration {
    let bytes = match frame {
        Message::Binary(bytes) => bytes.len(),
        Message::Text(text) => text.len(),
        _ => 0,
    };
    PATIENCE + Duration::from_secs(bytes as u64 / SLOWEST_BYTES_A_SECOND)
}

/// Serves a connection to its end. A page may be so many bytes `behind`.
pub(crate) async fn serve(mut socket: WebSocket, room: Handle, person: Person, behind: usize) {
    let hello = match timeout(GREETING, greeting(&mut socket)).await {
        Ok(Ok(hello)) => hello,
        Ok(Err(last)) => return end(&mut socket, last).await,
        Err(_) => return end(&mut socket, vec![wire::close(1008, "no hello came")]).await,
    };
    let (outbox, waiting) = outbox(behind);
    let (entered, number) = oneshot::channel();
    let enter = Command::Enter(Enter { person, hello, outbox, entered });
    if room.send(enter).await.is_err() {
        return end(&mut socket, vec![wire::close(1001, "the map was closed; try again")]).await;
    }
    let Ok(Entered { connection, crowd }) = number.await else {
        // The reason waits to be sent.
        return end(&mut socket, rest(waiting).await).await;
    };
    let mut line = Line::new(connection, room, crowd);
    line.run(socket, waiting).await;
    let _ = line.room.send(Command::Left { connection }).await;
}

/// Tells a page why there is nothing for it here.
pub(crate) async fn turn_away(mut socket: WebSocket, why: Refusal) {
    let close = wire::close(1008, &why.detail);
    end(&mut socket, vec![wire::refused(0, &why), close]).await;
}

/// The page's hello, or what it is told instead.
async fn greeting(socket: &mut WebSocket) -> Result<Hello, Vec<Message>> {
    loop {
        let Some(Ok(frame)) = socket.recv().await else { return Err(Vec::new()) };
        let refusal = match wire::read(frame) {
            None => continue,
            Some(Ok(FromPage::Hello(hello))) if hello.schema == schema::VERSION => {
                return Ok(hello);
            }
            Some(Ok(FromPage::Hello(hello))) => {
                let outdated = ToPage::Outdated {
                    schema: schema::VERSION,
                    detail: "this page and the server hold maps in different forms",
                    help: "load the page anew; what was not sent stays in the browser",
                };
                tracing::info!(schema = hello.schema, "a page of another version");
                return Err(vec![outdated.frame(), wire::close(1008, "another version")]);
            }
            Some(Ok(_)) => wire::wrong("the first message is `hello`"),
            Some(Err(refusal)) => refusal,
        };
        return Err(vec![wire::refused(0, &refusal), wire::close(1008, &refusal.detail)]);
    }
}

async fn rest(mut waiting: Waiting) -> Vec<Message> {
    let mut frames = Vec::new();
    while let Some(frame) = waiting.next().await {
        frames.push(frame);
    }
    frames
}

/// Sends the last messages, and waits a moment for the page to hear them.
async fn end(socket: &mut WebSocket, frames: Vec<Message>) {
    let said = async {
        for frame in frames {
            socket.send(frame).await?;
        }
        while let Some(Ok(_)) = socket.recv().await {}
        Ok::<_, axum::Error>(())
    };
    let _ = timeout(FAREWELL, said).await;
}

type Sink = SplitSink<WebSocket, Message>;

/// The way to a page, for one message at a time.
struct Way {
    /// While nothing goes out.
    free: Option<Sink>,
    going: Option<Pin<Box<dyn Future<Output = Option<Sink>> + Send>>>,
    begun: Instant,
}

impl Way {
    fn new(sink: Sink) -> Self {
        Self { free: Some(sink), going: None, begun: Instant::now() }
    }

    fn is_free(&self) -> bool {
        self.free.is_some()
    }

    /// Begins to send, where nothing else goes out.
    fn send(&mut self, frame: Message) {
        let Some(mut sink) = self.free.take() else { return };
        self.begun = Instant::now();
        self.going = Some(Box::pin(async move {
            let sent = timeout(patience(&frame), sink.send(frame)).await;
            matches!(sent, Ok(Ok(()))).then_some(sink)
        }));
    }

    /// Waits until it was sent, and says how long that took; `None` where it could not be.
    async fn sent(&mut self) -> Option<Duration> {
        self.free = self.going.as_mut()?.await;
        self.going = None;
        self.free.as_ref().map(|_| self.begun.elapsed())
    }
}

/// Waits a moment for the page to hear the last message, and to close its side.
async fn farewell(mut way: Way, mut stream: SplitStream<WebSocket>) {
    let said = async {
        if way.sent().await.is_some() {
            while let Some(Ok(_)) = stream.next().await {}
        }
    };
    let _ = timeout(FAREWELL, said).await;
}

/// A connection that was let in.
struct Line {
    connection: u64,
    room: Handle,
    updates: Pace,
    places: Pace,
    /// How many pages are there.
    crowd: Arc<AtomicU32>,
    /// What is to go to the room and waits: for its turn, or for a place in the room's line.
    held: Option<Command>,
    /// From when on what is held may go.
    held_until: Option<Instant>,
    /// The last place of the person, and when it may be said.
    place: Option<(Value, Instant)>,
    wrong: u32,
    last: u32,
    heard: Instant,
}

impl Line {
    fn new(connection: u64, room: Handle, crowd: Arc<AtomicU32>) -> Self {
        Self {
            connection,
            room,
            updates: Pace::new(UPDATES.0, UPDATES.1),
            places: Pace::new(PLACES.0, PLACES.1),
            crowd,
            held: None,
            held_until: None,
            place: None,
            wrong: 0,
            last: 0,
            heard: Instant::now(),
        }
    }

    /// Hears and sends at the same time: a large message on a slow line keeps nobody from being heard.
    async fn run(&mut self, socket: WebSocket, mut waiting: Waiting) {
        let (sink, mut stream) = socket.split();
        let (mut way, mut behind) = (Way::new(sink), waiting.behind());
        let (mut kept_up, mut next) = (true, None);
        let mut beat = tokio::time::interval_at(Instant::now() + BEAT, BEAT);
        loop {
            if let Some(frame) = next.take_if(|_| way.is_free()) {
                let is_last = matches!(frame, Message::Close(_));
                way.send(frame);
                if is_last {
                    return farewell(way, stream).await;
                }
            }
            let pause = self.held_until;
            let held = self.held.is_some();
            let place = self.place.as_ref().map(|(_, then)| *then);
            let room = self.room.0.clone();
            tokio::select! {
                took = way.sent(), if !way.is_free() => match took {
                    // Whoever takes so long has had no time to say anything.
                    Some(took) if took > BEAT => self.heard = Instant::now(),
                    Some(_) => {}
                    None => return,
                },
                () = behind.told(), if kept_up => {
                    kept_up = false;
                    waiting.drop_all();
                }
                frame = waiting.next(), if way.is_free() => next = Some(frame.unwrap_or_else(|| {
                    wire::close(1013, "the page did not keep up; it comes back by itself")
                })),
                heard = stream.next(), if !held && next.is_none() => match heard {
                    Some(Ok(frame)) => next = self.hear(frame),
                    Some(Err(_)) | None => return,
                },
                () = at(pause), if pause.is_some() => self.held_until = None,
                place = room.reserve(), if held && pause.is_none() => {
                    let (Ok(place), Some(held)) = (place, self.held.take()) else { return };
                    place.send(held);
                }
                () = at(place), if place.is_some() => self.say_place(),
                _ = beat.tick(), if way.is_free() => next = Some(self.beat()),
            }
        }
    }

    /// What is said from time to time.
    fn beat(&self) -> Message {
        if self.heard.elapsed() > SILENCE {
            wire::close(1001, "nothing was heard for a minute")
        } else {
            Message::Ping(axum::body::Bytes::new())
        }
    }

    /// Takes what the page says; answers what is to be sent back at once.
    fn hear(&mut self, frame: Message) -> Option<Message> {
        let now = Instant::now();
        self.heard = now;
        match wire::read(frame)? {
            Ok(FromPage::Update(number, bytes)) if number > self.last => {
                self.last = number;
                self.held_until = self.updates.take(now);
                let connection = self.connection;
                self.held = Some(Command::Update { connection, number, bytes });
                None
            }
            Ok(FromPage::Update(number, _)) => {
                let last = self.last;
                Some(self.refuse(number, &wire::wrong(format!("{number} after {last}"))))
            }
            Ok(FromPage::Here(at)) => {
                let worth = (self.crowd.load(Ordering::Relaxed) / FEW).max(1);
                let then = self.place.take().map_or_else(
                    || self.places.take_many(now, worth).unwrap_or(now),
                    |(_, then)| then,
                );
                self.place = Some((at, then));
                None
            }
            Ok(FromPage::Hello(_)) => Some(self.refuse(0, &wire::wrong("hello is said once"))),
            Err(refusal) => Some(self.refuse(0, &refusal)),
        }
    }

    fn refuse(&mut self, number: u32, refusal: &Refusal) -> Message {
        self.wrong += 1;
        if self.wrong >= MOST_WRONG {
            return wire::close(1008, &refusal.detail);
        }
        wire::refused(number, refusal)
    }

    /// Says where the person is. Where the room has no time for it, it is not worth waiting for.
    fn say_place(&mut self) {
        if let Some((at, _)) = self.place.take() {
            let _ = self.room.0.try_send(Command::Here { connection: self.connection, at });
        }
    }
}

/// At a time, or never.
async fn at(then: Option<Instant>) {
    match then {
        Some(then) => sleep_until(then).await,
        None => std::future::pending().await,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_whole_document_may_take_longer_than_a_word() {
        let document = Message::Binary(vec![0; 8_000_000].into());
        // At 125 kB a second it takes 64 seconds.
        assert!(patience(&document) > Duration::from_secs(64));
        assert_eq!(patience(&Message::Ping(axum::body::Bytes::new())), PATIENCE);
    }
}
