//! `wayline pull` and `wayline push` against a server of its own: a folder and a live map go on apart and meet.

use crate::run::Bench;
use std::io::{BufRead, BufReader};
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
    let address = format!("{}/#/maps/orders", served.url);
    for folder in ["anna", "bo"] {
        assert_eq!(bench.run(&["init", folder]).code, 0);
        assert_eq!(bench.run(&["pull", &address, "--project", folder]).code, 0);
    }
    let (mine, theirs) = ("anna/maps/orders.journey.yaml", "bo/maps/orders.journey.yaml");
    let other = bench.read(theirs).replace("step: Pays", "step: Pays at once");
    bench.write(theirs, other.replace("Be sure it worked", "Be quite sure it worked"));
    assert_eq!(bench.run(&["push", theirs, "--project", "bo", "--as", "Bo"]).code, 0);
    let own = bench.read(mine).replace("step: Pays", "step: Pays by card");
    bench.write(mine, own.replace("        need: [Be sure it worked]\n", ""));

    let pulled = bench.run(&["pull", mine, "--project", "anna"]);
    assert_eq!(pulled.code, 0, "{pulled:?}");
    for told in [
        "Changed on both sides, look at what came of it:",
        "name: “Pays by card” in the file, “Pays at once” on the server; now “Pays",
        "removed in the file, changed on the server; it lies in the map's bin",
    ] {
        assert!(pulled.out.contains(told), "{told}: {}", pulled.out);
    }
    let pushed = bench.run(&["push", mine, "--project", "anna", "--as", "Anna"]);
    assert_eq!(pushed.code, 0, "{pushed:?}");
    assert!(pushed.out.contains("Changed in the file:\n  ~ step"), "{}", pushed.out);
    assert!(pushed.out.contains("− need “"), "{}", pushed.out);
    assert!(!pushed.out.contains("Changed on"), "nothing happened there since: {}", pushed.out);
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
