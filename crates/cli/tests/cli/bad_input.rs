//! Bad input gets a clear error: what, where, what to do; exit code 2, nothing on stdout, no panic.

use crate::run::{Bench, Ran};
use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::process::Stdio;

/// Runs, and asserts a refusal that says all of these.
fn refused(bench: &Bench, words: &[&str], says: &[&str]) -> Ran {
    let ran = bench.run(words);
    assert_eq!(ran.code, 2, "{words:?}: {ran:?}");
    for part in says {
        assert!(ran.err.contains(part), "{words:?} does not say `{part}`: {}", ran.err);
    }
    assert!(!ran.err.contains("panicked"), "{}", ran.err);
    ran
}

fn import<'a>(file: &'a str, more: &[&'a str]) -> Vec<&'a str> {
    [&["import", "events", file, "--project", "shop"][..], more].concat()
}

#[test]
fn files_that_cannot_be_imported_are_refused_by_name() {
    let bench = Bench::with_shop();
    bench.write("empty.csv", "");
    bench.write("header.csv", "customer,activity,time\n");
    bench.write("blob.csv", [0u8, 159, 146, 150, 0, 1, 2, 255]);
    bench.write("cut.csv.gz", [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 0x4b]);
    bench.write("cut.parquet", b"PAR1 and no more");
    for file in ["missing.csv", "empty.csv", "header.csv", "blob.csv", "cut.csv.gz", "cut.parquet"]
    {
        refused(&bench, &import(file, &[]), &[file]);
    }
    let counts = bench.json(&["ask", "counts", "--json", "--project", "shop"]);
    assert_eq!(counts["events"], 6, "what was there before is whole");
}

#[test]
fn an_unknown_column_or_format_is_named_with_the_nearest() {
    let bench = Bench::with_shop();
    bench.write("more.csv", "customer,activity,time\nd,view,2026-01-04 10:00:00\n");
    refused(&bench, &import("more.csv", &["--time", "tiem"]), &["tiem", "did you mean `time`?"]);
    refused(&bench, &import("more.csv", &["--format", "xse"]), &["xse", "xes"]);
    refused(&bench, &import("more.csv", &["--mapping", "none.toml"]), &["none.toml"]);
}

#[test]
fn bad_rows_are_set_aside_and_the_good_ones_go_in() {
    let bench = Bench::new();
    bench.write("mixed.csv", "customer,activity,time\na,view,2026-01-01 10:00:00\na,cart,soon\na,pay,2026-01-01 11:00:00\n");
    assert_eq!(bench.run(&["init", "shop"]).code, 0);
    let ran = bench.run(&["import", "events", "mixed.csv", "--project", "shop", "--time", "time"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(
        ran.out.contains("added 2 events") && ran.out.contains("1 row set aside"),
        "{}",
        ran.out
    );
    assert!(ran.out.contains("mixed.csv:3") && ran.out.contains("rejected"), "{}", ran.out);
}

#[test]
fn a_map_with_a_wrong_field_is_shown_with_its_line_and_the_nearest_name() {
    let bench = Bench::new();
    bench.write("m.journey.yaml", "wayline: 1\nmap: M\nstages:\n  - stage: Buy\n    steps:\n      - step: Pays\n        touchpoint: [site]\n");
    for words in [
        &["show", "m.journey.yaml"][..],
        &["check", "m.journey.yaml"],
        &["render", "m.journey.yaml", "-o", "m.svg"],
    ] {
        let ran = bench.run(words);
        assert_eq!(ran.code, 2, "{words:?}");
        assert!(
            ran.err.contains("m.journey.yaml:7:9")
                && ran.err.contains("did you mean `touchpoints`?"),
            "{}",
            ran.err
        );
        assert!(ran.err.contains("touchpoint: [site]"), "the line is shown: {}", ran.err);
    }
    bench.write("new.journey.yaml", "wayline: 9\nmap: M\n");
    refused(&bench, &["show", "new.journey.yaml"], &["newer Wayline", "new.journey.yaml:1:10"]);
    refused(&bench, &["show", "none.journey.yaml"], &["none.journey.yaml", "there is no map"]);
    refused(&bench, &["render", "m.journey.yaml", "-o", "m.gif"], &["gif", ".svg"]);
    refused(&bench, &["render", "m.journey.yaml", "-o", "picture"], &["picture", ".svg"]);
}

#[test]
fn an_option_that_says_nothing_about_the_output_is_refused_rather_than_ignored() {
    let bench = Bench::new();
    bench.write("m.journey.yaml", "wayline: 1\nmap: M\n");
    for (out, options, says) in [
        ("m.svg", &["--paper", "a4"][..], "--paper is for pdf"),
        ("m.pdf", &["--scale", "2"], "--scale is for png"),
        ("m.json", &["--theme", "dark"], "--theme is for svg, png, pdf and html"),
        ("m.yaml", &["--lanes", "pains"], "--lanes is for"),
        ("m.pdf", &["--paper", "a3", "--width", "900"], "--width is for"),
        ("m.svg", &["--lanes", "emotoin"], "did you mean `emotion`?"),
        ("m.svg", &["--lanes", "xyzzy"], "the lanes are ways, flow, waits, emotion"),
        ("m.png", &["--scale", "0"], "between 0.1 and 8"),
        ("m.png", &["--theme", "sepia"], "print"),
        ("m.png", &["--lang", "de"], "en, pl, ru, zh"),
        ("m.json", &["--lang", "pl"], "--lang is for svg, png, pdf and html"),
    ] {
        let words = [&["render", "m.journey.yaml", "-o", out], options].concat();
        refused(&bench, &words, &[says]);
        assert!(!bench.path(out).exists(), "nothing is written");
    }
}

#[test]
fn a_theme_is_for_answers_that_are_drawn() {
    let bench = Bench::with_shop();
    let ask = |more: &[&'static str]| {
        [&["ask", "counts", "--project", "shop", "--theme"][..], more].concat()
    };
    for more in [&["dark"][..], &["dark", "--json"], &["print", "--format", "csv"]] {
        refused(&bench, &ask(more), &["--theme says nothing", "--theme is for --format svg"]);
    }
    refused(&bench, &ask(&["sepia", "--format", "svg"]), &["sepia", "print"]);
}

#[test]
fn wrong_use_is_refused_with_the_right_one() {
    let bench = Bench::with_shop();
    refused(&bench, &["drafft"], &["drafft", "draft"]);
    refused(&bench, &["ask"], &["name an operator"]);
    refused(&bench, &["ask", "counts", "--within", "7d", "--project", "shop"], &["--within"]);
    refused(
        &bench,
        &["ask", "counts", "--where", "country =", "--project", "shop"],
        &["country ="],
    );
    refused(&bench, &["init", "shop"], &["shop", "already"]);
    refused(&bench, &["init", "new", "--template", "b2b"], &["b2b"]);
    refused(&bench, &["init", "new", "--time-zone", "Mars/Olympus"], &["Mars/Olympus"]);
    assert!(!bench.path("new").exists(), "nothing is made when something is wrong");
    refused(&bench, &["ask", "counts", "--project", "nowhere"], &["nowhere", "wayline init"]);
}

#[test]
fn a_port_in_use_is_said_and_another_is_offered() {
    let bench = Bench::with_shop();
    let taken = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let addr = taken.local_addr().expect("its address").to_string();
    let port = addr.rsplit(':').next().expect("a port");
    refused(&bench, &["serve", "--addr", &addr, "--project", "shop"], &[port, "in use", "--addr"]);
}

#[cfg(unix)]
#[test]
fn arguments_that_stand_in_the_wrong_place_are_named_with_the_right_one() {
    let bench = Bench::with_shop();
    let serve = ["serve", "--project", "shop", "--host"];
    refused(&bench, &[&serve[..], &["0.0.0.0"]].concat(), &["open-to-all", "--host", "name"]);
    refused(&bench, &[&serve[..], &["[2001:db8::1]"]].concat(), &["open-to-all"]);
    refused(&bench, &["serve", "--addr", "7826"], &["127.0.0.1:7826"]);
    refused(&bench, &["serve", "--addr", "here"], &["an address and a port"]);
    let server = "http://127.0.0.1:1";
    refused(&bench, &["push", server], &["swapped-arguments", "the file comes first"]);
    refused(&bench, &["push", "none.journey.yaml", server], &["no-such-file", "none.journey.yaml"]);
    refused(&bench, &["serve", "--project", "shop", "--port", "80"], &["--addr 127.0.0.1:PORT"]);
    refused(&bench, &["pull", "foo"], &["unknown-argument", "neither"]);
    refused(
        &bench,
        &["pull", "a.journey.yaml", server],
        &["swapped-arguments", "the address comes first"],
    );
    refused(&bench, &["init", "shop", "--template", "one-page"], &["already", "to add a map"]);
}

#[test]
fn the_server_says_where_it_is_and_ends_quietly_when_interrupted() {
    let bench = Bench::with_shop();
    let mut child = bench
        .command(&["serve", "--addr", "127.0.0.1:0", "--project", "shop"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it starts");
    let mut lines = BufReader::new(child.stdout.take().expect("piped")).lines();
    let first = lines.next().expect("a line").expect("UTF-8");
    assert!(first.contains("http://127.0.0.1:"), "{first}");
    let id = child.id().to_string();
    let told =
        std::process::Command::new("kill").args(["-INT", &id]).status().expect("kill is there");
    assert!(told.success());
    let ended = child.wait_with_output().expect("it ends");
    assert_eq!(
        (ended.status.code(), String::from_utf8_lossy(&ended.stderr).as_ref()),
        (Some(0), "")
    );
}

#[test]
fn of_two_imports_at_once_both_arrive_or_one_is_refused_and_nothing_is_lost() {
    let bench = Bench::with_shop();
    for (name, customer) in [("x.csv", "x"), ("y.csv", "y")] {
        let rows: Vec<String> = (0..20_000)
            .map(|n| format!("{customer}{n},view,2026-02-{:02} 10:{:02}:00", n % 28 + 1, n % 60))
            .collect();
        bench.write(name, format!("customer,activity,time\n{}\n", rows.join("\n")));
    }
    let start = |file: &str| {
        bench
            .command(&import(file, &[]))
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("it starts")
    };
    let both = [start("x.csv"), start("y.csv")];
    let ended = both.map(|child| Ran::of(&child.wait_with_output().expect("it ends")));
    let arrived = ended.iter().filter(|ran| ran.code == 0).count();
    assert!(arrived >= 1, "{ended:?}");
    for ran in ended.iter().filter(|ran| ran.code != 0) {
        assert!(ran.code == 2 && ran.err.contains("import"), "{ran:?}");
    }
    let counts = bench.json(&["ask", "counts", "--json", "--project", "shop"]);
    assert_eq!(counts["events"], 6 + 20_000 * arrived as u64);
}

#[test]
fn a_file_in_another_encoding_is_refused_and_goes_in_once_it_is_named() {
    let bench = Bench::with_shop();
    let row = |n: u8| [b"d,\xea\xf3\xef\xe8\xeb,2026-01-0".as_slice(), &[b'0' + n], b"\n"].concat();
    let rows: Vec<u8> = (1..6).flat_map(row).collect();
    bench.write("cyrillic.csv", [b"customer,activity,time\n".as_slice(), &rows].concat());
    refused(&bench, &import("cyrillic.csv", &[]), &["5 of 5 rows", "cyrillic.csv:2", "--encoding"]);
    let ran = bench.run(&import("cyrillic.csv", &["--encoding", "windows-1251"]));
    assert!(ran.code == 0 && ran.out.contains("added 5 events"), "{ran:?}");
}

#[test]
fn a_file_that_is_no_table_is_said_to_be_what_it_is() {
    let bench = Bench::with_shop();
    bench.write("a.xlsx", b"PK\x03\x04 and so on, and so on");
    bench.write("b.csv", "<!DOCTYPE html><html>Please log in</html>");
    bench.write("c.csv", "c\0u\0s\0t\0o\0m\0e\0r\0");
    bench.write("d.csv", "\0c\0u\0s\0t\0o\0m\0e\0r");
    refused(&bench, &import("a.xlsx", &[]), &["a.xlsx is a spreadsheet", "export it as CSV"]);
    refused(&bench, &import("b.csv", &[]), &["b.csv is a web page"]);
    refused(&bench, &import("c.csv", &[]), &["--encoding utf-16le"]);
    refused(&bench, &import("d.csv", &[]), &["--encoding utf-16be"]);
}

#[test]
fn a_refusal_is_one_json_document_where_json_is_asked_for() {
    let bench = Bench::with_shop();
    for words in [
        &["ask", "cuonts", "--json", "--project", "shop"][..],
        &["ask", "counts", "--format", "json", "--project", "nowhere"],
        &["show", "none.journey.yaml", "--json"],
        &["import", "events", "none.csv", "--json", "--project", "shop"],
    ] {
        let said = bench.json(words);
        assert_eq!(said["diagnostics"][0]["severity"], "error", "{words:?}: {said}");
    }
}

#[test]
fn names_that_would_steer_a_terminal_are_shown_and_not_sent() {
    let bench = Bench::new();
    bench.write(
        "odd.csv",
        "customer,activity,time\na,\"\u{1b}[2Jx\ny\",2026-01-01\na,\u{202e}z\u{9b}1m,2026-01-02\n",
    );
    assert_eq!(bench.run(&["init", "shop"]).code, 0);
    assert_eq!(bench.run(&import("odd.csv", &[])).code, 0);
    for words in
        [&["data"][..], &["ask", "counts"], &["ask", "variants"], &["ask", "counts", "--json"]]
    {
        let ran = bench.run(&[words, &["--project", "shop"]].concat());
        assert_eq!(ran.code, 0, "{ran:?}");
        let steers = |c: char| (c.is_control() && c != '\n') || c == '\u{202e}';
        assert!(!ran.out.contains(steers) && !ran.err.contains(steers), "{words:?}: {ran:?}");
    }
    let said = bench.json(&["ask", "counts", "--json", "--project", "shop"]);
    assert_eq!(said["answer"]["activities"][0]["activity"], "\u{1b}[2Jx\ny");
}

#[test]
fn a_map_of_too_many_steps_is_refused_before_it_fills_the_memory() {
    let bench = Bench::with_shop();
    let steps: String =
        (0..1_001).map(|n| ["      - step: S", &n.to_string(), "\n"].concat()).collect();
    bench.write(
        "big.journey.yaml",
        format!("wayline: 1\nmap: x\nstages:\n  - stage: A\n    steps:\n{steps}"),
    );
    refused(&bench, &["show", "big.journey.yaml"], &["1001 steps", "divide it"]);
}

#[test]
fn a_map_that_is_not_there_is_refused_with_those_that_are() {
    let bench = Bench::with_shop();
    let commands: [&[&str]; 5] = [
        &["show", "none.journey.yaml"],
        &["check", "none.journey.yaml"],
        &["render", "none.journey.yaml", "-o", "a.svg"],
        &["convert", "none.journey.yaml", "a.json"],
        &["push", "none.journey.yaml", "http://127.0.0.1:1"],
    ];
    let within = |words: &[&str]| -> Vec<String> {
        words.iter().chain(&["--project", "shop"]).map(ToString::to_string).collect()
    };
    let refuses = |says: &[&str]| {
        for words in &commands {
            let words = within(words);
            let words: Vec<&str> = words.iter().map(String::as_str).collect();
            refused(&bench, &words, says);
        }
    };
    std::fs::create_dir_all(bench.path("shop/maps")).expect("a folder");
    let server = "http://127.0.0.1:1/#/maps/a";
    refused(
        &bench,
        &["pull", server, "a.journey.yaml"],
        &["does not answer", "nothing listens there"],
    );
    refuses(&["there is no map none.journey.yaml", "name a map's file"]);
    bench.write("shop/maps/garden.journey.yaml", "wayline: 1\nmap: Garden\n");
    refuses(&[
        "there is no map none.journey.yaml",
        "the one map here is shop/maps/garden.journey.yaml",
    ]);
    bench.write("shop/maps/online.journey.yaml", "wayline: 1\nmap: Online\n");
    refuses(&["shop/maps/garden.journey.yaml, shop/maps/online.journey.yaml"]);
    refused(
        &bench,
        &["show", "gardn", "--project", "shop"],
        &["did you mean shop/maps/garden.journey.yaml?"],
    );
    refused(&bench, &["pull", "garden", "--project", "shop"], &["did you mean shop/maps/garden"]);
    let garden = "shop/maps/garden.journey.yaml";
    refused(
        &bench,
        &["render", garden, "-o", "none/a.svg"],
        &["none/a.svg: its folder is not there"],
    );
}

#[test]
fn a_rule_of_a_persona_that_names_what_the_data_do_not_have_says_what_was_meant() {
    let bench = Bench::new();
    bench.write("orders.csv", "customer,activity,time,device\na,view,2026-01-01 10:00:00,ios\na,pay,2026-01-01 10:05:00,ios\nb,view,2026-01-02 09:00:00,android\n");
    assert_eq!(bench.run(&["init", "shop"]).code, 0);
    assert_eq!(bench.run(&import("orders.csv", &[])).code, 0);
    std::fs::create_dir_all(bench.path("shop/personas")).expect("a folder");
    let map = "shop/maps/m.journey.yaml";
    std::fs::create_dir_all(bench.path("shop/maps")).expect("a folder");
    bench.write(
        map,
        "wayline: 1\nmap: M\nstages:\n  - stage: Buy\n    steps:\n      - step: Looks\n        match: [view]\n      - step: Pays\n        match: [pay]\n",
    );
    let persona = |rule: &str| {
        bench.write(
            "shop/personas/student.yaml",
            format!("wayline: 1\npersona: student\nrule: '{rule}'\n"),
        );
    };
    for (rule, says) in [
        (r#"devise = "ios""#, "did you mean \"device\"?"),
        (r#"device = "iso""#, "did you mean \"ios\"?"),
        (r#"device = "iphone""#, "the data have values of device \"ios\", \"android\""),
        (r#"did("pya")"#, "did you mean \"pay\"?"),
    ] {
        persona(rule);
        for command in ["show", "check"] {
            refused(&bench, &[command, map, "--persona", "student"], &[says]);
        }
    }
    persona(r#"device in ("iphone", "android")"#);
    for command in ["show", "check"] {
        let ran = bench.run(&[command, map, "--persona", "student"]);
        assert_eq!(ran.code, 0, "{ran:?}");
        for says in ["persona-rule", "`student`: no event has device = \"iphone\"", "\"ios\""] {
            assert!(ran.err.contains(says), "{command} does not say {says}: {}", ran.err);
        }
    }
    refused(&bench, &["show", map, "--persona", "studnet"], &["did you mean `student`?"]);
    refused(&bench, &import(map, &[]), &["is a map", "wayline show shop/maps/m.journey.yaml"]);
}
