//! A small invented shop as a project, and one request to it.

use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode};
use serde_json::Value;
use std::fmt::Write as _;
use std::path::Path;
use tempfile::TempDir;
use tokio::runtime::Runtime;
use tower::ServiceExt as _;
use wayline_project::engine::ingest::EventImport;
use wayline_project::{DraftOptions, Project, Settings};
use wayline_server::{Options, Service};

/// A project with 60 customers and one drafted map, `shop`; the folder lives as long as the value.
pub(crate) struct Shop {
    pub(crate) folder: TempDir,
    pub(crate) project: Project,
    pub(crate) runtime: Runtime,
    pub(crate) service: Service,
}

/// An answer in full.
pub(crate) struct Reply {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) text: String,
}

impl Reply {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|error| panic!("{error}: {}", self.text))
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().expect("our headers are text"))
    }
}

/// A project without events and maps.
pub(crate) fn empty() -> Shop {
    let folder = TempDir::new().expect("a temporary folder");
    let settings = Settings { name: "Shop".into(), ..Settings::default() };
    let project = Project::init(folder.path(), settings).expect("an empty folder");
    let runtime = runtime();
    let opened = runtime.block_on(Service::open(project.clone(), &Options::default()));
    Shop { folder, project, runtime, service: opened.expect("nobody else has it open") }
}

/// The shop after a few weeks.
pub(crate) fn shop() -> Shop {
    let shop = empty();
    let mut csv = String::from("customer,activity,time,channel\n");
    for customer in 0..60 {
        let day = customer % 28 + 1;
        let far = if customer % 3 == 0 { 2 } else { 4 };
        for (hour, activity) in ["view", "cart", "pay", "receive"].into_iter().enumerate().take(far)
        {
            let channel = if customer % 2 == 0 { "app" } else { "web" };
            writeln!(
                csv,
                "c{customer:02},{activity},2026-03-{day:02} {:02}:00:00,{channel}",
                8 + hour
            )
            .expect("writing to a string does not fail");
        }
    }
    let file = shop.folder.path().join("events.csv");
    std::fs::write(&file, csv).expect("a writable folder");
    let import = EventImport { files: vec![file], ..EventImport::default() };
    shop.project.import_events(&import, &()).expect("good rows");
    let draft = shop.project.draft(&DraftOptions::default()).expect("there are events");
    let path = shop.folder.path().join("maps/shop.journey.yaml");
    shop.project.write_map(&path, &draft.map).expect("a writable folder");
    shop
}

impl Shop {
    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// One GET.
    pub(crate) fn get(&self, path: &str) -> Reply {
        self.send(Request::get(path).header("host", "localhost:8470").body(Body::empty()))
    }

    /// One POST of JSON.
    pub(crate) fn post(&self, path: &str, body: impl Into<Body>) -> Reply {
        let request = Request::post(path)
            .header("host", "127.0.0.1:8470")
            .header("content-type", "application/json");
        self.send(request.body(body.into()))
    }

    /// Somebody joins; answers the cookie.
    pub(crate) fn join(&self, name: &str) -> String {
        let body = serde_json::json!({ "name": name, "colour": "#aa3366" }).to_string();
        let reply = self.post("/api/v1/people", body);
        assert_eq!(reply.status, StatusCode::OK, "{}", reply.text);
        reply.header("set-cookie").split(';').next().expect("a cookie").to_owned()
    }

    /// A request of JSON by somebody.
    pub(crate) fn ask(&self, method: &str, path: &str, cookie: &str, body: &Value) -> Reply {
        let request = Request::builder().method(method).uri(path);
        let request = request
            .header("host", "localhost:8470")
            .header("content-type", "application/json")
            .header("cookie", cookie);
        self.send(request.body(Body::from(body.to_string())))
    }

    /// Any request.
    pub(crate) fn send(&self, request: Result<Request<Body>, axum::http::Error>) -> Reply {
        let request = request.expect("a request");
        let router = self.service.router();
        self.runtime.block_on(async {
            let response = router.oneshot(request).await.expect("a router never fails");
            let (head, body) = response.into_parts();
            let bytes = to_bytes(body, usize::MAX).await.expect("a body in memory");
            let text = String::from_utf8_lossy(&bytes).into_owned();
            Reply { status: head.status, headers: head.headers, text }
        })
    }
}

pub(crate) fn runtime() -> Runtime {
    tokio::runtime::Builder::new_multi_thread()
        .worker_threads(1)
        .enable_all()
        .build()
        .expect("threads")
}
