//! How long it takes until others see an edit: a real server, one map of many cards, many pages on real web sockets.
//!
//! ```sh
//! cargo run --release -p wayline-server --example load -- --pages 50 --cards 2000 --seconds 20 --rate 1
//! ```
//!
//! Each page adds a card `rate` times a second. The updates are made beforehand, so that the pages cost the machine little. What is
//! printed is the time from sending to arrival at every other page, to the acknowledgement (which is after the flush to the disk), and to open the map;
//! and from the acknowledgement until a snapshot that holds the update is on the disk, read from the database beside the server: so many updates
//! would be replayed when the map is opened after a crash.
//!
//! With `--maps 100` it is told instead how much memory so many open maps take, each with one page, and how much is left when all
//! pages have gone.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use futures_util::{SinkExt as _, StreamExt as _};
use serde_json::{Value, json};
use sqlx::Connection as _;
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use std::error::Error;
use std::fmt::Write as _;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::sync::Mutex;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::client::IntoClientRequest as _;
use wayline_doc::{Edit, Room};
use wayline_project::{Project, Settings};
use wayline_server::Options;
use wayline_server::serve::Bound;

type Outcome<T> = Result<T, Box<dyn Error + Send + Sync>>;

/// What is measured.
#[derive(Clone, Copy)]
struct Plan {
    pages: usize,
    cards: usize,
    seconds: u64,
    rate: f64,
    /// Maps that are opened to see what they take; 0 measures times.
    maps: usize,
}

/// How long a map stays open without a page where memory is measured.
const LINGER: Duration = Duration::from_secs(2);

/// Times in microseconds.
#[derive(Default)]
struct Times {
    arrival: Vec<u64>,
    kept: Vec<u64>,
    open: Vec<u64>,
    /// When each update was acknowledged, since the start.
    acknowledged: Vec<u64>,
}

impl Plan {
    /// Updates of each page.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "small and above 0"
    )]
    fn each(self) -> usize {
        (self.seconds as f64 * self.rate) as usize
    }
}

fn plan() -> Outcome<Plan> {
    let mut plan = Plan { pages: 50, cards: 2_000, seconds: 20, rate: 1.0, maps: 0 };
    let mut words = std::env::args().skip(1);
    while let Some(word) = words.next() {
        let value = words.next().ok_or("a value is missing")?;
        match word.as_str() {
            "--pages" => plan.pages = value.parse()?,
            "--cards" => plan.cards = value.parse()?,
            "--seconds" => plan.seconds = value.parse()?,
            "--rate" => plan.rate = value.parse()?,
            "--maps" => plan.maps = value.parse()?,
            other => {
                let known = "--pages, --cards, --seconds, --rate, --maps";
                return Err(format!("`{other}`: {known}").into());
            }
        }
    }
    Ok(plan)
}

#[tokio::main]
async fn main() -> Outcome<()> {
    let plan = plan()?;
    let folder = tempfile::tempdir()?;
    let project = Project::init(folder.path(), Settings::default())?;
    for number in 0..plan.maps.max(1) {
        let path = folder.path().join(format!("maps/load{number}.journey.yaml"));
        std::fs::write(path, map(plan.cards))?;
    }
    let linger = if plan.maps > 0 { LINGER } else { Options::default().linger };
    let options = Options { addr: (Ipv4Addr::LOCALHOST, 0).into(), linger, ..Options::default() };
    let bound = Bound::new(options).await?;
    let addr = bound.addr();
    let (ready, is_ready) = tokio::sync::oneshot::channel();
    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    let server = bound.run(
        project,
        |_| {
            let _ = ready.send(());
        },
        async {
            let _ = stopped.await;
        },
    );
    let server = tokio::spawn(server);
    is_ready.await?;
    if plan.maps > 0 {
        hold(addr, plan).await?;
    } else {
        hurry(addr, plan, folder.path()).await?;
    }
    let _ = stop.send(());
    server.await??;
    Ok(())
}

/// How much memory open maps take.
async fn hold(addr: SocketAddr, plan: Plan) -> Outcome<()> {
    let cookie = join(addr, 0).await?;
    let before = held();
    println!("no map open: {:.0} MiB", mib(before));
    let mut open = Vec::new();
    for number in 0..plan.maps {
        let (socket, whole) = enter(addr, &cookie, number, 1_000 + number as u64).await?;
        open.push(socket);
        if [1, 20, plan.maps].contains(&open.len()) {
            // What a room does at its beginning is done.
            tokio::time::sleep(Duration::from_secs(3)).await;
            println!(
                "{} maps of {} cards ({} kB each) open: {:.0} MiB, {:.1} MiB each",
                open.len(),
                plan.cards,
                whole.len() / 1_000,
                mib(held()),
                mib(held().saturating_sub(before)) / open.len() as f64
            );
        }
    }
    drop(open);
    for gone in [LINGER * 3, LINGER * 15] {
        tokio::time::sleep(gone).await;
        println!("all pages gone for {gone:?} more: {:.0} MiB", mib(held()));
    }
    Ok(())
}

/// Bytes that this process holds in memory; 0 where the system does not say.
fn held() -> usize {
    let pages = std::fs::read_to_string("/proc/self/statm").unwrap_or_default();
    let pages = pages.split(' ').nth(1).and_then(|pages| pages.parse().ok());
    pages.unwrap_or(0) * 4_096
}

fn mib(bytes: usize) -> f64 {
    bytes as f64 / f64::from(1 << 20)
}

/// How long edits take.
async fn hurry(addr: SocketAddr, plan: Plan, folder: &Path) -> Outcome<()> {
    let times = Arc::new(Mutex::new(Times::default()));
    let start = Instant::now();
    let mut pages = Vec::new();
    for number in 0..plan.pages {
        let page = open(addr, number, plan.each(), &times).await?;
        pages.push(page);
    }
    let sent: Sent =
        pages.iter().map(|page| page.made.iter().map(|_| AtomicU64::new(0)).collect()).collect();
    let sent = Arc::new(sent);
    println!(
        "{} pages have a map of {} cards open after {:.1} s",
        plan.pages,
        plan.cards,
        start.elapsed().as_secs_f64()
    );
    let snapshots = Arc::new(Mutex::new(Snapshots::new()));
    let watching = tokio::spawn(watch(folder.to_path_buf(), start, Arc::clone(&snapshots)));
    let running: Vec<_> = pages
        .into_iter()
        .map(|page| tokio::spawn(run(page, plan, start, Arc::clone(&times), Arc::clone(&sent))))
        .collect();
    for page in running {
        page.await??;
    }
    if watching.is_finished() {
        watching.await??;
    } else {
        watching.abort();
    }
    let mut times = times.lock().await;
    println!("{} updates in {} s", times.kept.len(), plan.seconds);
    let Times { arrival, kept, open, acknowledged } = &mut *times;
    say("sent to seen by another", arrival);
    say("sent to acknowledged", kept);
    say("open", open);
    acknowledged.sort_unstable();
    let mut held = Vec::new();
    let mut snapshots = snapshots.lock().await;
    for (seq, at) in snapshots.drain(..) {
        // The document's beginning is the first update.
        let all = acknowledged.iter().take(seq.saturating_sub(1)).skip(held.len());
        held.extend(all.map(|then| at.saturating_sub(*then)).collect::<Vec<_>>());
    }
    let (all, in_time) = (acknowledged.len(), held.len());
    say("acknowledged to held by a snapshot on the disk", &mut held);
    println!(
        "{} of {all} updates are in no snapshot yet: the next holds them, or the one at the map's end",
        all - in_time
    );
    Ok(())
}

/// The last update in the map's snapshot, and when it was there first.
type Snapshots = Vec<(usize, u64)>;

/// Looks at the database, beside the server, for as long as it is let.
async fn watch(folder: PathBuf, start: Instant, snapshots: Arc<Mutex<Snapshots>>) -> Outcome<()> {
    let path = folder.join(".wayline/wayline.db");
    let options = SqliteConnectOptions::new().filename(path).read_only(true);
    let mut database = SqliteConnection::connect_with(&options).await?;
    let mut known = 1;
    loop {
        let seq: i64 = sqlx::query_scalar("SELECT snapshot_seq FROM maps WHERE id = 'load0'")
            .fetch_one(&mut database)
            .await?;
        let seq = usize::try_from(seq)?;
        if seq > known {
            known = seq;
            snapshots.lock().await.push((seq, micros(start)));
        }
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}

/// A map of many cards: ten in a step, ten steps in a stage.
fn map(cards: usize) -> String {
    let mut text = String::from("wayline: 1\nmap: Load\nstages:\n");
    for card in 0..cards {
        if card % 100 == 0 {
            let _ = write!(text, "  - stage: Stage {}\n    steps:\n", card / 100);
        }
        if card % 10 == 0 {
            let _ = write!(text, "      - step: Step {}\n        pains:\n", card / 10);
        }
        let _ = writeln!(
            text,
            "          - pain: What hurts here is written in a sentence like this one, {card}"
        );
    }
    text
}

/// When each update of each page was sent.
type Sent = Vec<Vec<AtomicU64>>;

type Socket = tokio_tungstenite::WebSocketStream<tokio_tungstenite::MaybeTlsStream<TcpStream>>;

/// A page that has the map open, with the updates that it will send.
struct Page {
    socket: Socket,
    made: Vec<Vec<u8>>,
    number: usize,
}

async fn open(addr: SocketAddr, number: usize, each: usize, times: &Mutex<Times>) -> Outcome<Page> {
    let cookie = join(addr, number).await?;
    let begun = Instant::now();
    let peer = 1_000 + number as u64;
    let (socket, whole) = enter(addr, &cookie, 0, peer).await?;
    times.lock().await.open.push(micros(begun));
    let mut copy = Room::open(&whole[5..], peer)?;
    let steps = copy.records().0.iter().filter(|(_, record)| record.kind == "step");
    let steps: Vec<&String> = steps.map(|(id, _)| id).collect();
    let step = steps[number % steps.len()].clone();
    let mut made = Vec::new();
    for update in 0..each {
        let edit = json!([{ "edit": "add", "id": format!("p{number:04}n{update:06}z"), "kind": "pain", "parent": step,
            "rank": "V", "fields": { "text": "A new card that somebody has just written" } }]);
        let edit: Vec<Edit> = serde_json::from_value(edit)?;
        made.push(copy.edit(&edit)?.update);
    }
    Ok(Page { socket, made, number })
}

/// Opens a map as a page does; answers the frame with the whole document.
async fn enter(
    addr: SocketAddr,
    cookie: &str,
    map: usize,
    peer: u64,
) -> Outcome<(Socket, axum::body::Bytes)> {
    let address = format!("ws://{addr}/api/v1/maps/load{map}/live");
    let mut request = address.into_client_request()?;
    request.headers_mut().insert("cookie", cookie.parse()?);
    let (mut socket, _) = tokio_tungstenite::connect_async(request).await?;
    let version = STANDARD.encode([0]);
    let hello =
        json!({ "say": "hello", "schema": 1, "peer": peer.to_string(), "version": version });
    socket.send(Message::text(hello.to_string())).await?;
    loop {
        match socket.next().await.ok_or("closed")?? {
            Message::Binary(frame) => return Ok((socket, frame)),
            Message::Close(frame) => return Err(format!("closed: {frame:?}").into()),
            _ => {}
        }
    }
}

async fn run(
    mut page: Page,
    plan: Plan,
    start: Instant,
    times: Arc<Mutex<Times>>,
    sent: Arc<Sent>,
) -> Outcome<()> {
    let pause = Duration::from_secs_f64(1.0 / plan.rate);
    // Not all at once.
    let first = Instant::now() + pause.mul_f64(page.number as f64 / plan.pages as f64);
    let mut next = tokio::time::interval_at(first.into(), pause);
    let mut edits = 0;
    let (mut arrival, mut kept, mut acknowledged) = (Vec::new(), Vec::new(), Vec::new());
    // After the end a moment for what is still on its way.
    let last = Instant::now() + Duration::from_secs(plan.seconds + 3);
    while Instant::now() < last {
        tokio::select! {
            _ = next.tick(), if edits < page.made.len() => {
                let mut frame = vec![1];
                frame.extend(u32::try_from(edits + 1)?.to_le_bytes());
                frame.extend(&page.made[edits]);
                sent[page.number][edits].store(micros(start), Ordering::Relaxed);
                edits += 1;
                page.socket.send(Message::binary(frame)).await?;
            }
            heard = page.socket.next() => match heard.ok_or("closed")?? {
                Message::Binary(frame) => {
                    let then = named(&frame).and_then(|(page, update)| sent.get(page)?.get(update));
                    let then = then.map(|then| then.load(Ordering::Relaxed));
                    arrival.extend(then.map(|then| micros(start).saturating_sub(then)));
                }
                Message::Text(text) => {
                    let said: Value = serde_json::from_str(&text)?;
                    match said["say"].as_str() {
                        Some("kept") => {
                            let number = usize::try_from(said["number"].as_u64().ok_or("no number")?)?;
                            let then = sent[page.number][number - 1].load(Ordering::Relaxed);
                            acknowledged.push(micros(start));
                            kept.push(micros(start).saturating_sub(then));
                        }
                        Some("refused") => return Err(text.to_string().into()),
                        _ => {}
                    }
                }
                Message::Close(frame) => return Err(format!("closed: {frame:?}").into()),
                _ => {}
            },
            () = tokio::time::sleep(Duration::from_millis(200)) => {}
        }
    }
    let mut times = times.lock().await;
    times.arrival.extend(arrival);
    times.kept.extend(kept);
    times.acknowledged.extend(acknowledged);
    Ok(())
}

/// Page and number of an update, from the id of its card: it is found in the bytes without reading the document.
fn named(frame: &[u8]) -> Option<(usize, usize)> {
    let is_id = |bytes: &&[u8]| bytes[0] == b'p' && bytes[5] == b'n' && bytes[12] == b'z';
    let id = std::str::from_utf8(frame.windows(13).find(is_id)?).ok()?;
    Some((id[1..5].parse().ok()?, id[6..12].parse().ok()?))
}

async fn join(addr: SocketAddr, number: usize) -> Outcome<String> {
    let body = json!({ "name": format!("Page {number}"), "colour": "#336699" }).to_string();
    let mut socket = TcpStream::connect(addr).await?;
    let request = format!(
        "POST /api/v1/people HTTP/1.1\r\nhost: {addr}\r\nconnection: close\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n{body}",
        body.len()
    );
    socket.write_all(request.as_bytes()).await?;
    let mut answer = String::new();
    socket.read_to_string(&mut answer).await?;
    let cookie =
        answer.lines().find_map(|line| line.strip_prefix("set-cookie: ")).ok_or("no cookie")?;
    Ok(cookie.split(';').next().unwrap_or_default().to_owned())
}

fn micros(since: Instant) -> u64 {
    u64::try_from(since.elapsed().as_micros()).unwrap_or(u64::MAX)
}

fn say(what: &str, times: &mut [u64]) {
    times.sort_unstable();
    let at = |part: usize| times.get((times.len() * part / 100).min(times.len().saturating_sub(1)));
    let ms = |time: Option<&u64>| time.map_or(f64::NAN, |time| *time as f64 / 1_000.0);
    println!(
        "{what}: p50 {:.1} ms, p95 {:.1} ms, p99 {:.1} ms, max {:.1} ms (n = {})",
        ms(at(50)),
        ms(at(95)),
        ms(at(99)),
        ms(times.last()),
        times.len()
    );
}
