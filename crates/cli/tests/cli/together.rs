//! `wayline pull` and `wayline push` against a server of its own: a folder and a live map go on apart and meet.

use crate::run::Bench;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Stdio};

const MAP: &str = "\
wayline: 1
map: Shop
# What we promise.
stages:
  - stage: Purchase
    steps:
      - step: Looks
        match: [view]
      - step: Pays   # by card only
        match: [pay]
        need: [Be sure it worked]
";

/// A server of the project `shop`; it is ended with the value.
struct Served {
    child: Child,
    url: String,
}

impl Served {
    fn start(bench: &Bench) -> Self {
        let mut child = bench
            .command(&["serve", "--addr", "127.0.0.1:0", "--project", "shop"])
            .stdout(Stdio::piped())
            .spawn()
            .expect("it starts");
        let mut lines = BufReader::new(child.stdout.take().expect("piped")).lines();
        let line = lines.next().expect("it says its address").expect("UTF-8");
        let url = line.split_whitespace().find(|word| word.starts_with("http://"));
        let url = url.expect("an address").trim_end_matches('/').to_owned();
        Self { child, url }
    }

    /// What the server answers to a request.
    fn ask(&self, request: &str, headers: &str, body: &str) -> String {
        let host = self.url.trim_start_matches("http://");
        let mut stream = TcpStream::connect(host).expect("it listens");
        let length = body.len();
        write!(
            stream,
            "{request} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: {length}\r\n{headers}\r\n{body}"
        )
        .expect("a request");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("an answer");
        assert!(answer.starts_with("HTTP/1.1 2"), "{request}: {answer}");
        answer
    }

    /// The header that says who one is.
    fn joined(&self) -> String {
        let joined =
            self.ask("POST /api/v1/people", "", r##"{"name": "Cy", "colour": "#5b6472"}"##);
        let cookie = joined.lines().find_map(|line| line.strip_prefix("set-cookie: "));
        let cookie = cookie.and_then(|cookie| cookie.split(';').next()).expect("a cookie");
        format!("Cookie: {cookie}\r\n")
    }
}

/// Two folders that pulled the map `orders`: the files.
fn two_pulled(bench: &Bench, served: &Served) -> (&'static str, &'static str) {
    let address = format!("{}/#/maps/orders", served.url);
    for folder in ["anna", "bo"] {
        assert_eq!(bench.run(&["init", folder]).code, 0);
        assert_eq!(bench.run(&["pull", &address, "--project", folder]).code, 0);
    }
    ("anna/maps/orders.journey.yaml", "bo/maps/orders.journey.yaml")
}

impl Drop for Served {
    fn drop(&mut self) {
        // An error means that it has ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn what_two_folders_changed_meets_on_the_server() {
    let bench = Bench::with_shop();
    bench.write("shop/maps/orders.journey.yaml", MAP);
    let served = Served::start(&bench);
    let address = format!("{}/#/maps/orders?view=edit", served.url);
    for (folder, name) in [("anna", "Anna"), ("bo", "Bo")] {
        assert_eq!(bench.run(&["init", folder]).code, 0);
        let pulled = bench.run(&["pull", &address, "--project", folder]);
        assert_eq!(pulled.code, 0, "{name}: {pulled:?}");
    }
    let mine = "anna/maps/orders.journey.yaml";
    let theirs = "bo/maps/orders.journey.yaml";
    assert!(bench.read(mine).contains("step: Pays"), "{}", bench.read(mine));
    assert_eq!(bench.read("anna/.wayline/.gitignore"), "*\n");

    bench.write(mine, bench.read(mine).replace("step: Pays", "step: Pays by card  # as they say"));
    bench.write(theirs, bench.read(theirs).replace("Be sure it worked", "Be sure that it worked"));
    let first = bench.run(&["push", mine, "--project", "anna", "--as", "Anna"]);
    assert_eq!(first.code, 0, "{first:?}");
    assert!(first.out.contains("~ step “Pays by card”: name: Pays → Pays by card"), "{first:?}");
    let second = bench.json(&["push", theirs, "--project", "bo", "--as", "Bo", "--json"]);
    assert_eq!(second["sent"], true);
    assert_eq!(second["here"][0]["to"], "Be sure that it worked");
    assert_eq!(second["there"][0]["to"], "Pays by card");
    assert!(bench.read(theirs).contains("step: Pays by card"), "{}", bench.read(theirs));

    let pulled = bench.run(&["pull", mine, "--project", "anna"]);
    assert_eq!(pulled.code, 0, "{pulled:?}");
    let map = bench.read(mine);
    assert!(map.contains("Be sure that it worked") && map.contains("# as they say"), "{map}");
    // Another file of that name is no copy of the map.
    std::fs::create_dir(bench.path("anna/drafts")).expect("a folder");
    bench.write("anna/drafts/orders.journey.yaml", MAP);
    let other = bench.run(&["push", "anna/drafts/orders.journey.yaml", "--project", "anna"]);
    assert!(other.code == 2 && other.err.contains("other-file"), "{other:?}");
    let again = bench.json(&["push", mine, "--project", "anna", "--json"]);
    assert_eq!(again["sent"], false);
    assert!(again["here"].as_array().is_some_and(Vec::is_empty), "{again}");
}

#[test]
fn what_both_sides_changed_is_told_with_what_came_of_it_and_who_pushes_hears_what_is_sent() {
    let bench = Bench::with_shop();
    bench.write("shop/maps/orders.journey.yaml", MAP);
    let served = Served::start(&bench);
    let (mine, theirs) = two_pulled(&bench, &served);
    let other = bench.read(theirs).replace("step: Pays", "step: Pays at once");
    bench.write(theirs, other.replace("Be sure it worked", "Be quite sure it worked"));
    assert_eq!(bench.run(&["push", theirs, "--project", "bo", "--as", "Bo"]).code, 0);
    let own = bench.read(mine).replace("step: Pays", "step: Pays by card");
    bench.write(mine, own.replace("        need: [Be sure it worked]\n", ""));

    let pulled = bench.run(&["pull", mine, "--project", "anna"]);
    assert_eq!(pulled.code, 3, "{pulled:?}");
    for told in [
        "Changed on both sides, look at what came of it:",
        "removed in the file, changed on the server; it lies in the map's bin",
        "what the file said is kept, and proposed on the map by the next push:",
    ] {
        assert!(pulled.out.contains(told), "{told}: {}", pulled.out);
    }
    assert!(pulled.out.contains(&wordings("Pays by card")), "{}", pulled.out);
    assert!(bench.read(mine).contains("step: Pays at once"), "{}", bench.read(mine));
    let pushed = bench.run(&["push", mine, "--project", "anna", "--as", "Anna"]);
    assert_eq!(pushed.code, 3, "what waited is proposed: {pushed:?}");
    assert!(pushed.out.contains("in one place before the last pull"), "{}", pushed.out);
    assert!(pushed.out.contains(&wordings("Pays by card")), "{}", pushed.out);
    assert!(pushed.out.contains("− need “"), "{}", pushed.out);
    assert!(!pushed.out.contains("Changed on"), "nothing happened there since: {}", pushed.out);
    let proposals = served.ask("GET /api/v1/maps/orders/proposals", "", "");
    assert!(proposals.contains("Pays by card"), "{proposals}");
    let again = bench.run(&["push", mine, "--project", "anna", "--as", "Anna"]);
    assert_eq!(again.code, 0, "nothing waits any more: {again:?}");
}

/// How a step's name is told that was `Pays`, became `Pays at once` on the server and something else in the file.
fn wordings(here: &str) -> String {
    format!(
        "  ! Purchase › Pays at once: name of the step\n    it was      “Pays”\n    the server  “Pays at once”\n    \
         the file    “{here}”\n    it stands   “Pays at once”\n"
    )
}

#[test]
fn what_both_wrote_into_one_place_of_a_text_is_told_in_full_and_the_second_is_proposed() {
    let bench = Bench::with_shop();
    bench.write("shop/maps/orders.journey.yaml", MAP);
    let served = Served::start(&bench);
    let (mine, theirs) = two_pulled(&bench, &served);
    let write = |file: &str, name: &str| {
        bench.write(file, bench.read(file).replace("step: Pays", &format!("step: {name}")));
    };
    write(theirs, "Pays at once");
    write(mine, "Pays by card");
    assert_eq!(bench.run(&["push", theirs, "--project", "bo", "--as", "Bo"]).code, 0);
    let pushed = bench.run(&["push", mine, "--project", "anna", "--as", "Anna"]);
    assert_eq!(pushed.code, 3, "{pushed:?}");
    let told = format!(
        "Written on both sides in one place; what the file said is proposed on the map:\n{}",
        wordings("Pays by card")
    );
    assert!(pushed.out.contains(&told), "{}", pushed.out);
    assert!(pushed.out.ends_with("/#/maps/orders?view=proposals\n"), "{}", pushed.out);
    assert!(bench.read(mine).contains("step: Pays at once\n"), "{}", bench.read(mine));

    // What is accepted on the map is in the file again.
    let listed = served.ask("GET /api/v1/maps/orders/proposals", "", "");
    assert!(listed.contains("Anna") && listed.matches("Pays by card").count() == 2, "{listed}");
    let me = served.joined();
    served.ask("POST /api/v1/maps/orders/proposals/1", &me, r#"{"accept": [0]}"#);
    let pulled = bench.json(&["pull", mine, "--project", "anna", "--json"]);
    assert_eq!(pulled["there"][0]["to"], "Pays by card");
    assert_eq!(pulled["both"].as_array().map(Vec::len), Some(0));
    assert!(bench.read(mine).contains("step: Pays by card\n"), "{}", bench.read(mine));

    // Wherever both wrote in different places of a text, it is joined and nothing need be decided.
    assert_eq!(bench.run(&["pull", theirs, "--project", "bo"]).code, 0);
    let need = |file: &str, need: &str| {
        bench.write(file, bench.read(file).replace("Be sure it worked", need));
    };
    need(theirs, "Be quite sure it worked");
    need(mine, "Be sure it worked at once");
    assert_eq!(bench.run(&["push", theirs, "--project", "bo"]).code, 0);
    let joined = bench.run(&["push", mine, "--project", "anna"]);
    assert_eq!(joined.code, 0, "{joined:?}");
    assert!(bench.read(mine).contains("Be quite sure it worked at once"), "{}", bench.read(mine));
    let help = bench.run(&["push", "--help"]);
    assert!(help.out.contains("3 merged, and there is something to look at"), "{}", help.out);
}

#[test]
fn a_version_of_a_map_comes_into_a_file_by_its_name_or_number() {
    let bench = Bench::with_shop();
    bench.write("shop/maps/orders.journey.yaml", MAP);
    let served = Served::start(&bench);
    let (mine, _) = two_pulled(&bench, &served);
    let me = served.joined();
    served.ask("POST /api/v1/maps/orders/versions", &me, r#"{"name": "As it began"}"#);
    bench.write(mine, bench.read(mine).replace("step: Pays", "step: Pays by card"));
    assert_eq!(bench.run(&["push", mine, "--project", "anna"]).code, 0);

    let address = format!("{}/#/maps/orders", served.url);
    for (version, from, file) in
        [("As it began", address.as_str(), "old.journey.yaml"), ("1", mine, "older.journey.yaml")]
    {
        let pulled = bench.run(&["pull", from, file, "--version", version]);
        assert_eq!(pulled.code, 0, "{pulled:?}");
        assert!(pulled.out.contains(file) && pulled.out.contains(version), "{}", pulled.out);
        let map = bench.read(file);
        assert!(map.contains("step: Pays\n") && map.contains("Be sure it worked"), "{map}");
    }
    assert!(!bench.path(".wayline").exists(), "it is no copy that is pushed back");
    let pushed = bench.run(&["push", "old.journey.yaml"]);
    assert!(pushed.code == 2 && pushed.err.contains("never-pulled"), "{pushed:?}");
    // Without a file it lies beside the map, under a name of its own.
    assert_eq!(bench.run(&["pull", mine, "--version", "1", "--project", "anna"]).code, 0);
    assert!(bench.read("anna/maps/orders-version-1.journey.yaml").contains("step: Pays\n"));
    assert!(bench.read(mine).contains("step: Pays by card"));

    let over = bench.run(&["pull", &address, "old.journey.yaml", "--version", "1"]);
    assert!(over.code == 2 && over.err.contains("file-exists"), "{over:?}");
    let unknown = bench.run(&["pull", &address, "new.journey.yaml", "--version", "As it ended"]);
    assert!(unknown.code == 2 && unknown.err.contains("unknown-version"), "{unknown:?}");
    for named in ["no version `As it ended`", "its versions are `1` (As it began)"] {
        assert!(unknown.err.contains(named), "{named}: {}", unknown.err);
    }
    assert!(!bench.path("new.journey.yaml").exists());
}

#[test]
fn a_new_map_is_made_on_the_server_and_what_cannot_be_is_said() {
    let bench = Bench::with_shop();
    let served = Served::start(&bench);
    assert_eq!(bench.run(&["init", "own", "--template", "one-page"]).code, 0);
    let file = "own/maps/one-page.journey.yaml";
    let never = bench.run(&["push", file]);
    assert!(never.code == 2 && never.err.contains("never-pulled"), "{never:?}");
    let pushed = bench.run(&["push", file, &served.url]);
    assert_eq!(pushed.code, 0, "{pushed:?}");
    let pulled =
        bench.run(&["pull", &format!("{}/#/maps/one-page", served.url), "copy.journey.yaml"]);
    assert_eq!(pulled.code, 0, "{pulled:?}");
    let nowhere = bench.run(&["pull", &format!("{}/#/maps/nope", served.url), "x.journey.yaml"]);
    assert!(nowhere.code == 2 && nowhere.err.contains("unknown-map"), "{nowhere:?}");
    drop(served);
    let gone = bench.run(&["push", file]);
    assert!(gone.code == 2 && gone.err.contains("unreachable"), "{gone:?}");
    let wrong = bench.run(&["init", "x", "--template", "onepage"]);
    assert!(wrong.code == 2 && wrong.err.contains("did you mean `one-page`?"), "{wrong:?}");
    let polish = ["init", "moj", "--template", "one-page", "--language", "pl"];
    assert_eq!(bench.run(&polish).code, 0);
    let polish_map = "moj/maps/one-page.journey.yaml";
    let shown = bench.run(&["show", polish_map, "--json", "--project", "moj"]);
    assert!(shown.out.contains("Podróż naszego klienta"), "{shown:?}");
    let french = bench.run(&["init", "y", "--template", "one-page", "--language", "fr"]);
    assert!(french.code == 2 && french.err.contains("unknown-language"), "{french:?}");
}
