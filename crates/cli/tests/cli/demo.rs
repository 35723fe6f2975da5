//! `wayline demo`: makes the sample, serves it, and knows it again.

use crate::run::{Bench, Ran};
use serde_json::Value;
use std::io::{BufRead, BufReader, Lines, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, ChildStdout, Stdio};

const NAME: &str = "Stride, an invented sample";

/// A running demo; it is ended with the value.
struct Demo {
    child: Child,
    lines: Lines<BufReader<ChildStdout>>,
    /// What it said before it served.
    said: Vec<String>,
    address: String,
}

impl Demo {
    fn start(bench: &Bench, options: &[&str]) -> Self {
        let words = ["demo", "--no-open", "--port", "0", "--customers", "300"];
        let mut child = bench
            .command(&[&words[..], options].concat())
            .stdout(Stdio::piped())
            .spawn()
            .expect("it starts");
        let mut lines = BufReader::new(child.stdout.take().expect("piped")).lines();
        let mut said = Vec::new();
        let address = loop {
            let line = lines.next().expect("it serves before it ends").expect("UTF-8");
            if let Some(at) = line.find("http://") {
                let address = line[at..].split_whitespace().next().expect("an address");
                let address = address.trim_start_matches("http://").trim_end_matches('/').into();
                said.push(line);
                break address;
            }
            said.push(line);
        };
        Self { child, lines, said, address }
    }

    fn get(&self, path: &str) -> String {
        let mut stream = TcpStream::connect(&self.address).expect("it listens");
        write!(
            stream,
            "GET {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n",
            self.address
        )
        .expect("a request");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("an answer");
        assert!(answer.starts_with("HTTP/1.1 200 "), "{path}: {answer}");
        answer
    }
}

impl Drop for Demo {
    fn drop(&mut self) {
        // An error means that it has ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
        self.lines.by_ref().for_each(drop);
    }
}

#[test]
fn the_sample_is_made_a_line_a_phase_and_served_under_a_name_that_says_what_it_is() {
    let bench = Bench::new();
    let demo = Demo::start(&bench, &[]);
    let said = demo.said.join("\n");
    for part in
        ["invented 300 customers", "imported ", "pieces of feedback", "drafted a map", " s)", NAME]
    {
        assert!(said.contains(part), "{part}: {said}");
    }
    assert!(demo.said.last().expect("lines").starts_with(NAME), "{said}");
    let map = demo.get("/api/v1/maps/first-ad-to-invite");
    assert!(map.contains("Fills in the form"), "the drafted map is served with its steps");
    assert!(bench.read("stride-demo/wayline.toml").contains(NAME));
    assert!(bench.read("stride-demo/source/README.md").contains("invented sample"));
    let truth: Value =
        serde_json::from_str(&bench.read("stride-demo/source/truth.json")).expect("JSON");
    assert!(truth.is_object());
    assert!(!bench.path("stride-demo.unfinished").exists());
    // The folder is a project as any other.
    let counts = bench.json(&["ask", "counts", "--json", "--project", "stride-demo"]);
    assert_eq!(counts["journeys"], 300);
}

#[test]
fn the_same_sample_is_served_again_as_it_is_and_another_is_refused() {
    let bench = Bench::new();
    drop(Demo::start(&bench, &["--dir", "here"]));
    let map = "here/maps/first-ad-to-invite.journey.yaml";
    bench.write(map, bench.read(map) + "# mine\n");
    let again = Demo::start(&bench, &["--dir", "here"]);
    assert!(again.said[0].contains("here holds this sample already"), "{:?}", again.said);
    assert_eq!(again.said.len(), 2, "{:?}", again.said);
    drop(again);
    assert!(bench.read(map).ends_with("# mine\n"), "nothing was made anew");
    for other in [["--seed", "2", "--customers", "300"], ["--seed", "1", "--customers", "301"]] {
        let ran = bench.run(&[&["demo", "--dir", "here", "--no-open"], &other[..]].concat());
        refused(&ran, &["here holds another sample", "300 customers", "seed 1", "--dir"]);
    }
    assert!(bench.read(map).ends_with("# mine\n"), "a refusal touches nothing");
}

#[test]
fn a_folder_of_somebody_else_is_left_alone() {
    let bench = Bench::with_shop();
    let ran = bench.run(&["demo", "--small", "--dir", "shop", "--no-open"]);
    refused(&ran, &["shop is there already", "--dir"]);
    let ran = bench.run(&["demo", "--small", "--dir", "orders.csv", "--no-open"]);
    refused(&ran, &["orders.csv is there already", "--dir"]);
    // Not even where the sample is made before it moves to its place.
    std::fs::create_dir(bench.path("new.unfinished")).expect("made");
    bench.write("new.unfinished/mine.txt", "mine");
    let ran = bench.run(&["demo", "--small", "--dir", "new", "--no-open"]);
    refused(&ran, &["new.unfinished is in the way"]);
    assert_eq!(bench.read("new.unfinished/mine.txt"), "mine");
    assert!(!bench.path("new").exists());
}

#[test]
fn what_an_interrupted_run_left_is_made_anew() {
    let bench = Bench::new();
    drop(Demo::start(&bench, &["--dir", "here"]));
    std::fs::rename(bench.path("here"), bench.path("here.unfinished")).expect("renamed");
    std::fs::remove_dir_all(bench.path("here.unfinished/data")).expect("removed");
    // An empty folder is as good as none.
    std::fs::create_dir(bench.path("here")).expect("made");
    let demo = Demo::start(&bench, &["--dir", "here"]);
    assert!(demo.said[0].contains("invented 300 customers"), "{:?}", demo.said);
    assert!(!bench.path("here.unfinished").exists());
}

#[test]
fn a_taken_port_and_another_project_are_refused_before_anything_is_made() {
    let bench = Bench::new();
    let taken = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let port = taken.local_addr().expect("its address").port().to_string();
    let ran = bench.run(&["demo", "--small", "--no-open", "--port", &port]);
    refused(&ran, &[&port, "in use", "--port"]);
    let ran = bench.run(&["demo", "--small", "--no-open", "--project", "shop"]);
    refused(&ran, &["--project", "--dir"]);
    assert!(!bench.path("stride-demo").exists());
}

fn refused(ran: &Ran, parts: &[&str]) {
    assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{ran:?}");
    for part in parts {
        assert!(ran.err.contains(part), "{part}: {ran:?}");
    }
}

#[test]
fn the_same_seed_gives_the_same_map_and_the_same_pictures() {
    let bench = Bench::new();
    let draw = |dir: &str| -> Vec<Vec<u8>> {
        drop(Demo::start(&bench, &["--dir", dir]));
        let map = format!("{dir}/maps/first-ad-to-invite.journey.yaml");
        let picture = |ending: &str| {
            let out = format!("{dir}.{ending}");
            assert_eq!(bench.run(&["render", &map, "-o", &out]).code, 0, "{ending}");
            std::fs::read(bench.path(&out)).expect("drawn")
        };
        let yaml = std::fs::read(bench.path(&map)).expect("drafted");
        std::iter::once(yaml).chain(["svg", "html"].map(picture)).collect()
    };
    assert!(draw("one") == draw("two"), "one of the files differs from one run to the next");
}
