//! A server that is killed at any moment keeps everything that it said it had kept.
//!
//! The server is this test program itself, started again with a folder in its environment.

use crate::page::{Page, pain};
use crate::served::{PATIENCE, Served, options, project};
use std::io::{BufRead as _, BufReader};
use std::net::SocketAddr;
use std::process::{Child, Command, Stdio};
use std::time::Duration;
use tempfile::TempDir;
use wayline_project::Project;
use wayline_server::serve::Bound;

/// Folder of the project that a killed server serves.
const FOLDER: &str = "WAYLINE_TEST_SERVES";
/// How often it is killed.
const TIMES: u32 = 25;

/// The server that is killed: serves until the end. Without a folder it is a test of its own: a server starts and ends.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn serves_a_folder() {
    let Some(folder) = std::env::var_os(FOLDER) else {
        let mut served = Served::start().await;
        assert_eq!(served.get("/api/v1/people").await["people"], serde_json::json!([]));
        return served.stop().await;
    };
    let project = Project::open(folder.as_ref()).expect("a project");
    let bound = Bound::new(options()).await.expect("a free port");
    let ready = |bound: &Bound| println!("serves at {}", bound.addr());
    bound.run(project, ready, std::future::pending()).await.expect("it serves");
}

fn start(folder: &TempDir) -> (Child, SocketAddr) {
    let program = std::env::current_exe().expect("this program");
    let mut child = Command::new(program)
        .args(["--exact", "killed::serves_a_folder", "--nocapture"])
        .env(FOLDER, folder.path())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("started");
    let lines = BufReader::new(child.stdout.take().expect("piped")).lines();
    let mut addresses = lines
        .map_while(Result::ok)
        .filter_map(|line| Some(line.split_once("serves at ")?.1.trim().to_owned()));
    let addr = addresses.next().expect("it says its address").parse().expect("an address");
    (child, addr)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_acknowledged_is_there_however_often_the_server_is_killed() {
    let folder = TempDir::new().expect("a folder");
    project(folder.path());
    let (mut child, addr) = start(&folder);
    let mut served = Served::at(folder, addr);
    let cookie = served.join("Ana").await;
    let mut kept: Vec<String> = Vec::new();
    for round in 0..TIMES {
        let peer = u64::from(round) + 100;
        let mut page = Page::open(&served, &cookie, peer).await;
        for id in &kept {
            assert!(page.text(id).is_some(), "{id} was acknowledged and is lost, round {round}");
        }
        let step = page.id("step", "Pays");
        // Other moments each time: while updates, snapshots and the file are written.
        let deadline = Duration::from_millis(u64::from(round * 37 % 200));
        let edit = async {
            for n in 0.. {
                let id = format!("k{round}n{n}");
                let number = page.edit(&pain(&id, &step, &format!("Card {id}"))).await;
                page.until_kept(number).await;
                kept.push(id);
            }
        };
        let _ = tokio::time::timeout(deadline, edit).await;
        child.kill().expect("killed");
        child.wait().expect("ended");
        (child, served.addr) = start(&served.folder);
    }
    assert!(kept.len() > 20, "some were acknowledged: {}", kept.len());
    let mut page = Page::open(&served, &cookie, 99).await;
    for id in &kept {
        let words = page.text(id).unwrap_or_else(|| panic!("{id} is lost"));
        assert_eq!(words, format!("Card {id}"));
    }
    let last = format!("Card {}", kept.last().expect("some"));
    let text = served.text_when(|text| text.contains(&last)).await;
    for id in &kept {
        assert_eq!(
            text.matches(&format!("Card {id}\n")).count(),
            1,
            "{id} stands once in the file"
        );
    }
    let number = page.edit(&pain("end", &page.id("step", "Pays"), "The end")).await;
    tokio::time::timeout(PATIENCE, page.until_kept(number)).await.expect("it still takes edits");
    child.kill().expect("killed");
    child.wait().expect("ended");
}
