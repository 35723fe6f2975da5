//! A server on a small project, and plain requests to it.

use serde_json::Value;
use std::fmt::Write as _;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::time::Duration;
use tempfile::TempDir;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use wayline_project::engine::ingest::EventImport;
use wayline_project::{Project, Settings};
use wayline_server::serve::Bound;
use wayline_server::{Error, Options};

/// The one map of the project, with comments that must outlive every edit.
pub(crate) const MAP: &str = "\
# Who buys, and how.
wayline: 1
map: Buying
stages:
  - stage: Looking
    steps:
      # Where it begins.
      - step: Sees
        match: [view]
        pains:
          - pain: It loads slowly
  - stage: Paying
    steps:
      - step: Pays
        match: [pay]
";

/// How long anything may take in a test.
pub(crate) const PATIENCE: Duration = Duration::from_mins(1);

/// A project, and the server that has it open.
pub(crate) struct Served {
    pub(crate) folder: TempDir,
    pub(crate) addr: SocketAddr,
    stop: Option<oneshot::Sender<()>>,
    server: Option<JoinHandle<Result<(), Error>>>,
}

/// An answer.
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) head: String,
    pub(crate) body: Vec<u8>,
}

impl Reply {
    pub(crate) fn json(&self) -> Value {
        let text = String::from_utf8_lossy(&self.body);
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{error}: {text}"))
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        let lines = self.head.lines().filter_map(|line| line.split_once(": "));
        let mut found = lines.filter(|(known, _)| known.eq_ignore_ascii_case(name));
        found.next().map_or("", |(_, value)| value)
    }
}

/// A project with a map and a few events.
pub(crate) fn project(folder: &Path) -> Project {
    let project = Project::init(folder, Settings::default()).expect("an empty folder");
    std::fs::write(folder.join("maps/buying.journey.yaml"), MAP).expect("written");
    let mut rows = String::from("customer,activity,time,channel\n");
    for customer in 0..60 {
        let (day, channel) = (customer % 28 + 1, if customer % 2 == 0 { "app" } else { "web" });
        writeln!(rows, "c{customer},view,2026-03-{day:02} 08:00:00,{channel}").expect("in memory");
        if customer % 3 == 0 {
            writeln!(rows, "c{customer},pay,2026-03-{day:02} 09:00:00,{channel}")
                .expect("in memory");
        }
    }
    let events = folder.join("events.csv");
    std::fs::write(&events, rows).expect("written");
    let import = EventImport { files: vec![events], ..EventImport::default() };
    project.import_events(&import, &()).expect("good rows");
    project
}

/// Everything soon, so that tests are short.
pub(crate) fn options() -> Options {
    Options {
        addr: (Ipv4Addr::LOCALHOST, 0).into(),
        settle: Duration::from_millis(30),
        look: Duration::from_millis(30),
        behind: 200_000,
        ..Options::default()
    }
}

impl Served {
    /// Starts a server on a new project.
    pub(crate) async fn start() -> Self {
        let folder = TempDir::new().expect("a folder");
        project(folder.path());
        let addr = options().addr;
        let mut served = Self { folder, addr, stop: None, server: None };
        served.again().await;
        served
    }

    /// A server that runs elsewhere.
    pub(crate) fn at(folder: TempDir, addr: SocketAddr) -> Self {
        Self { folder, addr, stop: None, server: None }
    }

    /// Starts a server on the same project.
    pub(crate) async fn again(&mut self) {
        self.again_with(options()).await;
    }

    /// The same with other options.
    pub(crate) async fn again_with(&mut self, options: Options) {
        let project = Project::open(self.folder.path()).expect("a project");
        let bound = Bound::new(options).await.expect("a free port");
        self.addr = bound.addr();
        let (stop, stopped) = oneshot::channel::<()>();
        let (ready, is_ready) = oneshot::channel();
        let ready = |_: &Bound| ready.send(()).expect("the test waits");
        let until = async {
            let _ = stopped.await;
        };
        self.server = Some(tokio::spawn(bound.run(project, ready, until)));
        self.stop = Some(stop);
        is_ready.await.expect("it starts");
    }

    /// Tells the server to end, and waits until it has.
    pub(crate) async fn stop(&mut self) {
        self.stop.take().expect("it runs").send(()).expect("it runs");
        let server = self.server.take().expect("it runs");
        let ended = tokio::time::timeout(PATIENCE, server).await.expect("it ends");
        ended.expect("no panic").expect("no error");
    }

    pub(crate) fn file(&self) -> PathBuf {
        self.folder.path().join("maps/buying.journey.yaml")
    }

    pub(crate) fn text(&self) -> String {
        std::fs::read_to_string(self.file()).expect("the map's file")
    }

    /// Waits until the map's file is as wished.
    pub(crate) async fn text_when(&self, is_so: impl Fn(&str) -> bool) -> String {
        let wait = async {
            loop {
                match std::fs::read_to_string(self.file()) {
                    Ok(text) if is_so(&text) => return text,
                    _ => {}
                }
                tokio::time::sleep(Duration::from_millis(10)).await;
            }
        };
        let waited = tokio::time::timeout(PATIENCE, wait).await;
        waited.unwrap_or_else(|_| panic!("the file never was so: {}", self.text()))
    }

    /// Somebody joins; answers the cookie.
    pub(crate) async fn join(&self, name: &str) -> String {
        let body = serde_json::json!({ "name": name, "colour": "#336699" });
        let reply = self.ask("POST", "/api/v1/people", "", &body).await;
        assert_eq!(reply.status, 200, "{}", reply.head);
        reply.header("set-cookie").split(';').next().expect("a cookie").to_owned()
    }

    pub(crate) async fn get(&self, path: &str) -> Value {
        let reply = self.ask("GET", path, "", &Value::Null).await;
        assert_eq!(reply.status, 200, "{path}: {}", String::from_utf8_lossy(&reply.body));
        reply.json()
    }

    pub(crate) async fn ask(&self, method: &str, path: &str, cookie: &str, body: &Value) -> Reply {
        let body = if body.is_null() { Vec::new() } else { body.to_string().into_bytes() };
        self.send(method, path, cookie, "application/json", &body).await
    }

    pub(crate) async fn send(
        &self,
        method: &str,
        path: &str,
        cookie: &str,
        kind: &str,
        body: &[u8],
    ) -> Reply {
        let mut socket = TcpStream::connect(self.addr).await.expect("it listens");
        let head = format!(
            "{method} {path} HTTP/1.1\r\nhost: {}\r\nconnection: close\r\ncookie: {cookie}\r\n\
             content-type: {kind}\r\ncontent-length: {}\r\n\r\n",
            self.addr,
            body.len()
        );
        socket.write_all(head.as_bytes()).await.expect("sent");
        socket.write_all(body).await.expect("sent");
        let mut answer = Vec::new();
        socket.read_to_end(&mut answer).await.expect("answered");
        let end = answer.windows(4).position(|bytes| bytes == b"\r\n\r\n").expect("a head");
        let head = String::from_utf8_lossy(&answer[..end]).into_owned();
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok());
        let chunked = head.to_ascii_lowercase().contains("transfer-encoding: chunked");
        let body = answer.split_off(end + 4);
        let body = if chunked { unchunked(&body) } else { body };
        Reply { status: status.expect("a status"), head, body }
    }
}

/// A body that was sent in pieces (RFC 9112 §7.1).
fn unchunked(mut rest: &[u8]) -> Vec<u8> {
    let mut body = Vec::new();
    loop {
        let end = rest.windows(2).position(|bytes| bytes == b"\r\n").expect("a size");
        let size = std::str::from_utf8(&rest[..end]).expect("digits");
        let size = usize::from_str_radix(size, 16).expect("digits");
        rest = &rest[end + 2..];
        if size == 0 {
            return body;
        }
        body.extend_from_slice(&rest[..size]);
        rest = &rest[size + 2..];
    }
}
