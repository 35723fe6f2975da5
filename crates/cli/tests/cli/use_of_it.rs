//! What every command promises: exit codes, JSON alone on stdout, quiet ends.

use crate::run::Bench;
use std::process::Stdio;

#[test]
fn a_project_is_found_upward_from_here_and_by_its_option() {
    let bench = Bench::with_shop();
    let from_outside = bench.json(&["ask", "counts", "--json", "--project", "shop"]);
    let inside =
        bench.command(&["ask", "counts", "--json"]).current_dir(bench.path("shop/maps")).output();
    let inside = String::from_utf8(inside.expect("it starts").stdout).expect("UTF-8");
    assert_eq!(serde_json::from_str::<serde_json::Value>(&inside).expect("JSON"), from_outside);
    assert_eq!((&from_outside["journeys"], &from_outside["events"]), (&3.into(), &6.into()));
    let ran = bench.run(&["ask", "counts"]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("no wayline.toml") && ran.err.contains("--project"), "{}", ran.err);
}

#[test]
fn a_question_is_the_same_typed_in_a_file_and_on_stdin() {
    let bench = Bench::with_shop();
    let typed = bench.json(&[
        "ask",
        "funnel",
        "--steps",
        "view,cart,pay",
        "--within",
        "1d",
        "--json",
        "--project",
        "shop",
    ]);
    assert_eq!(typed["answer"]["steps"][2]["count"], 1);
    bench.write("q.yaml", "{ op: funnel, steps: [view, cart, pay], within: 1d }\n");
    let read = bench.json(&["ask", "--question", "q.yaml", "--json", "--project", "shop"]);
    assert_eq!(read, typed);
    let stdin = std::fs::File::open(bench.path("q.yaml")).expect("written");
    let piped = bench
        .command(&["ask", "--question", "-", "--format", "json", "--project", "shop"])
        .stdin(stdin)
        .output();
    let piped = String::from_utf8(piped.expect("it starts").stdout).expect("UTF-8");
    assert_eq!(serde_json::from_str::<serde_json::Value>(&piped).expect("JSON"), typed);
}

#[test]
fn answers_are_tables_or_csv() {
    let bench = Bench::with_shop();
    let table = bench.run(&["ask", "counts", "--project", "shop"]);
    assert_eq!(table.code, 0);
    let first = table.out.lines().next().expect("a heading");
    assert!(first.contains("3 journeys") && first.contains("6 events"), "{first}");
    assert!(table.out.lines().any(|line| line.starts_with("activity")), "{}", table.out);
    let csv = bench.run(&["ask", "variants", "--format", "csv", "--project", "shop"]);
    assert!(csv.out.starts_with("trace,count,share\n"), "{}", csv.out);
    assert!(csv.out.contains("view > cart > pay,1,"), "{}", csv.out);
    let pattern = ["ask", "pattern", "--pattern", "view->.*->pay", "--project", "shop"];
    let table = bench.run(&pattern);
    assert!(table.out.contains("count 1 · rate 33%"), "{}", table.out);
    let csv = bench.run(&[&pattern[..], &["--format", "csv"]].concat());
    assert!(csv.out.starts_with("count,rate,rate_low,rate_high,rate_n"), "{}", csv.out);
    assert_eq!(csv.out.lines().count(), 2, "{}", csv.out);
    assert!(!table.out.contains('█') && !table.out.contains('#'), "bars are for terminals only");
}

#[test]
fn every_answer_has_a_chart_whose_figures_are_those_of_its_json() {
    let bench = Bench::with_shop();
    let questions: [&[&str]; 14] = [
        &["counts"],
        &["transitions"],
        &["funnel", "--steps", "view,cart,pay", "--within", "1d"],
        &["variants"],
        &["paths", "--from", "view", "--depth", "3"],
        &["paths", "--to", "pay"],
        &["dwell", "--from", "view", "--to", "pay"],
        &["funnel", "--steps", "view,pay", "--exclude", "cart", "--exclusion", "drop_journey"],
        &["sessions"],
        &["retention", "--period", "day"],
        &["pattern", "--pattern", "view -> .*"],
        &["attribution", "--goal", "pay", "--of", "activity"],
        &["drivers", "--goal", "pay", "--only", "activity != \"cart\""],
        &["attribution", "--goal", "pay", "--of", "activity", "--model", "markov"],
    ];
    for question in questions {
        let with = |more: &[&str]| -> Vec<String> {
            let all = ["ask"].iter().chain(question).chain(more).chain(&["--project", "shop"]);
            all.map(|word| (*word).to_owned()).collect()
        };
        let run = |more: &[&str]| {
            let words = with(more);
            bench.run(&words.iter().map(String::as_str).collect::<Vec<_>>())
        };
        let json = run(&["--json"]);
        assert_eq!(json.code, 0, "{}", json.err);
        let answer: serde_json::Value = serde_json::from_str(&json.out).expect("JSON");
        let drawn = run(&["--format", "svg"]);
        assert_eq!((drawn.code, drawn.err.as_str()), (0, ""), "{question:?}");
        assert!(drawn.out.starts_with("<svg") && drawn.out.ends_with("</svg>\n"), "{question:?}");
        assert!(drawn.out.contains("font/woff2"), "a picture that stands alone");
        let of_theme = |theme: &str| run(&["--format", "svg", "--theme", theme]).out;
        let figures = |out: &str| out.matches(" data-value=").count();
        assert_eq!(of_theme("light"), drawn.out, "{question:?}");
        for theme in ["dark", "print"] {
            let other = of_theme(theme);
            assert!(other != drawn.out, "{question:?} is the same in {theme}");
            assert_eq!(figures(&other), figures(&drawn.out), "{question:?} in {theme}");
        }
        let mut compared = 0;
        for tag in drawn.out.split('<').filter(|tag| tag.contains(" data-value=")) {
            let of = |name: &str| tag.split(&format!(" {name}=\"")).nth(1)?.split('"').next();
            let Some(key) = of("data-key") else { continue };
            let said = answer.pointer(key).unwrap_or_else(|| panic!("no {key} in {answer}"));
            let said = said.get("value").unwrap_or(said).as_f64().expect("a number");
            let drawn: f64 =
                of("data-value").and_then(|value| value.parse().ok()).expect("a number");
            assert!((said - drawn).abs() <= said.abs() * 1e-12, "{key}: {said} and {drawn}");
            compared += 1;
        }
        assert!(compared > 2, "{question:?} drew {compared} figures");
    }
}

/// The words of an attribute in a page as they were before they were escaped.
fn plain(text: &str) -> String {
    let signs = [("&quot;", "\""), ("&#39;", "'"), ("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")];
    signs.iter().fold(text.to_owned(), |text, (from, to)| text.replace(from, to))
}

#[test]
fn every_chain_that_is_drawn_gives_a_question_with_its_count() {
    let bench = Bench::with_shop();
    let questions: [(&[&str], usize); 4] = [
        (&["paths", "--from", "view"], 5),
        (&["paths", "--from", "view", "--where", "did(\"cart\")"], 5),
        (&["paths", "--to", "pay"], 5),
        (&["paths"], 5),
    ];
    for (question, least) in questions {
        let run = |format: &str| {
            let more = ["--format", format, "--project", "shop"];
            bench.run(&[&["ask"], question, &more].concat())
        };
        let drawn = run("svg");
        assert_eq!(drawn.code, 0, "{}", drawn.err);
        let mut asked = 0;
        for tag in drawn.out.split('<').filter_map(|tag| tag.split('>').next()) {
            let of = |name: &str| tag.split(&format!(" {name}=\"")).nth(1)?.split('"').next();
            let Some(chain) = of("data-question").map(plain) else { continue };
            bench.write("chain.json", &chain);
            let file = ["ask", "--question", "chain.json", "--json", "--project", "shop"];
            let answer = &bench.json(&file)["answer"];
            let steps = answer["steps"].as_array().and_then(|steps| steps.last());
            let count = steps.unwrap_or(answer)["count"].as_u64().expect("a count");
            assert_eq!(of("data-n"), Some(count.to_string().as_str()), "{chain}");
            asked += 1;
        }
        assert!(asked >= least, "{question:?} drew {asked} chains");
        let page = run("html");
        assert_eq!((page.code, page.err.as_str()), (0, ""));
        let data =
            page.out.split("id=\"evidence\">").nth(1).and_then(|rest| rest.split('<').next());
        let panels: serde_json::Value =
            serde_json::from_str(data.expect("the data")).expect("JSON");
        assert_eq!(panels.as_array().map(Vec::len), Some(asked), "{question:?}");
    }
    let chain = ["ask", "paths", "--from", "view", "--chain", "view,cart,pay", "--project", "shop"];
    let said = bench.run(&chain);
    let command =
        "wayline ask funnel --step view --step cart --step pay --order strict --entry first\n";
    assert!(said.out.starts_with(command), "{said:?}");
    let counts = |value: &serde_json::Value| value["answer"]["steps"][2]["count"].clone();
    assert_eq!(counts(&bench.json(&[&chain[..], &["--json"]].concat())), 1);
    let off =
        bench.run(&["ask", "paths", "--from", "view", "--chain", "cart,pay", "--project", "shop"]);
    assert_eq!((off.code, off.out.as_str()), (2, ""));
    assert!(off.err.contains("anchor \"view\""), "{}", off.err);
}

#[test]
fn an_unknown_activity_or_operator_is_named_with_the_nearest() {
    let bench = Bench::with_shop();
    let ran = bench.run(&["ask", "funnel", "--steps", "view,crat", "--project", "shop"]);
    assert_eq!((ran.code, ran.out.as_str()), (2, ""));
    assert!(
        ran.err.contains("\"crat\"") && ran.err.contains("did you mean \"cart\"?"),
        "{}",
        ran.err
    );
    let ran = bench.run(&["ask", "funel", "--project", "shop"]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("did you mean `funnel`?"), "{}", ran.err);
}

#[test]
fn a_reader_that_stops_early_ends_the_command_quietly() {
    let bench = Bench::with_shop();
    let mut child = bench
        .command(&["ask", "--help"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it starts");
    drop(child.stdout.take());
    let ended = child.wait_with_output().expect("it ends");
    assert_eq!(
        (ended.status.code(), String::from_utf8_lossy(&ended.stderr).as_ref()),
        (Some(0), "")
    );
    let mut child = bench
        .command(&["ask", "counts", "--json", "--project", "shop"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it starts");
    drop(child.stdout.take());
    let ended = child.wait_with_output().expect("it ends");
    assert_eq!(
        (ended.status.code(), String::from_utf8_lossy(&ended.stderr).as_ref()),
        (Some(0), "")
    );
}

#[test]
fn a_map_that_is_there_is_not_overwritten() {
    let bench = Bench::with_shop();
    let draft = ["draft", "--out", "m.journey.yaml", "--project", "shop"];
    assert_eq!(bench.run(&draft).code, 0);
    let first = bench.read("m.journey.yaml");
    let again = bench.run(&draft);
    assert_eq!(again.code, 2);
    assert!(again.err.contains("--force"), "{}", again.err);
    bench.write("m.journey.yaml", "mine");
    assert_eq!(bench.run(&[&draft[..], &["--force"]].concat()).code, 0);
    assert_eq!(bench.read("m.journey.yaml"), first);
}

#[test]
fn a_map_is_checked_shown_and_drawn_without_a_project() {
    let bench = Bench::new();
    let map = "wayline: 1\nmap: Sketch\noccasion: launch\nstages:\n  - stage: Buy\n    steps:\n      - step: Orders\n        emotion: { feel: calm, value: 1 }\n";
    bench.write("s.journey.yaml", map);
    let shown = bench.json(&["show", "s.journey.yaml", "--json"]);
    assert_eq!(shown["health"]["assumptions"], 1);
    assert_eq!(shown["stages"][0]["steps"][0]["emotion"]["value"], 1.0);
    assert_eq!(shown["stages"][0]["steps"][0]["count"], serde_json::Value::Null);
    assert_eq!(bench.run(&["check", "s.journey.yaml"]).code, 0);
    assert_eq!(bench.run(&["render", "s.journey.yaml", "-o", "s.svg"]).code, 0);
    assert!(bench.read("s.svg").starts_with("<svg") || bench.read("s.svg").starts_with("<?xml"));
    for (out, options, start) in [
        ("s.png", &["--scale", "1", "--theme", "dark"][..], &b"\x89PNG"[..]),
        ("s.pdf", &["--lanes", "emotion,pains"], b"%PDF-1.7"),
        ("sheets.pdf", &["--paper", "a4", "--theme", "print"], b"%PDF-1.7"),
        ("s.html", &["--theme", "print"], b"<!doctype html>"),
    ] {
        let words = [&["render", "s.journey.yaml", "-o", out], options].concat();
        let ran = bench.run(&words);
        assert_eq!(ran.code, 0, "{ran:?}");
        let bytes = || std::fs::read(bench.path(out)).expect("a file");
        let first = bytes();
        assert!(first.starts_with(start), "{out}");
        assert_eq!(bench.run(&words).code, 0);
        assert!(first == bytes(), "{out} differs from one run to the next");
    }
    let lanes = bench.run(&["render", "--lanes", "help"]);
    let help = bench.run(&["render", "--help"]);
    assert_eq!((lanes.code, help.code), (0, 0));
    for lane in lanes.out.lines().filter_map(|line| line.split_whitespace().next()) {
        assert!(help.out.contains(lane), "--help does not name the lane {lane}");
    }
    assert_eq!(bench.run(&["convert", "s.journey.yaml", "s.journey.json"]).code, 0);
    assert_eq!(bench.run(&["convert", "s.journey.json", "back.journey.yaml"]).code, 0);
    assert_eq!(bench.json(&["show", "back.journey.yaml", "--json"])["stages"], shown["stages"]);
}

#[test]
fn a_check_that_finds_something_exits_with_one() {
    let bench = Bench::with_shop();
    let map = |activity: &str| {
        format!(
            "wayline: 1\nmap: M\nstages:\n  - stage: Buy\n    steps:\n      - step: Looks\n        match: [{activity}]\n      - step: Pays\n        match: [pay]\n"
        )
    };
    bench.write("shop/maps/m.journey.yaml", map("veiw"));
    let ran = bench.run(&["check", "shop/maps/m.journey.yaml"]);
    assert_eq!(ran.code, 1, "{ran:?}");
    assert!(
        ran.err.contains("m.journey.yaml:7:17") && ran.err.contains("did you mean `view`?"),
        "{}",
        ran.err
    );
    bench.write("shop/maps/m.journey.yaml", map("view"));
    let ran = bench.run(&["check", "shop/maps/m.journey.yaml"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    let strict = bench.run(&["check", "shop/maps/m.journey.yaml", "--strict"]);
    assert_eq!(strict.code, 1, "`cart` is in two of three journeys and on no step: {strict:?}");
    let json = bench.json(&["check", "shop/maps/m.journey.yaml", "--json"]);
    assert_eq!(json["errors"], 0);
    assert_eq!(json["maps"][0]["diagnostics"][0]["code"], "unmatched-events");
}

#[test]
fn importing_a_file_again_adds_nothing_and_a_dry_run_writes_nothing() {
    let bench = Bench::with_shop();
    let again = bench.json(&["import", "events", "orders.csv", "--json", "--project", "shop"]);
    assert_eq!(again["added"], 0);
    assert_eq!(bench.run(&["init", "other"]).code, 0);
    let dry = bench.run(&["import", "events", "orders.csv", "--dry-run", "--project", "other"]);
    assert_eq!(dry.code, 0);
    assert!(
        dry.out.contains("would add 6 events") && dry.out.contains("The first events"),
        "{}",
        dry.out
    );
    let none = bench.run(&["ask", "counts", "--project", "other"]);
    assert!(none.code == 2 && none.err.contains("no-events"), "{none:?}");
}

#[test]
fn pains_stand_in_one_order_on_the_terminal_in_json_and_on_the_page() {
    let bench = Bench::with_shop();
    std::fs::create_dir_all(bench.path("shop/maps")).expect("a folder");
    let file = "shop/maps/m.journey.yaml";
    let map = |matched: bool| {
        let of = |activity: &str| {
            if matched { format!("        match: [{activity}]\n") } else { String::new() }
        };
        let claim = |is: &str| format!("            claim: {{ op: counts, is: {is} }}\n");
        format!(
            "wayline: 1\nmap: M\nstages:\n  - stage: Buy\n    steps:\n      - step: Looks\n{}        pains:\n          - pain: \
             Said only\n          - pain: Some leave\n{}      - step: Pays\n{}        emotion: {{ value: -2 }}\n        pains:\n          \
             - pain: Nobody leaves\n{}          - pain: Said of the worst step\n",
            of("view"),
            claim("rate > 0.001"),
            of("pay"),
            claim("rate > 0.99"),
        )
    };
    for matched in [true, false] {
        bench.write(file, map(matched));
        let said = bench.json(&["show", file, "--json"]);
        let mut ranked: Vec<(u64, String)> = Vec::new();
        for step in said["stages"][0]["steps"].as_array().expect("steps") {
            for pain in step["pains"].as_array().expect("pains") {
                let title = pain["title"].as_str().expect("a title").to_owned();
                ranked.push((pain["rank"].as_u64().expect("a rank"), title));
            }
        }
        ranked.sort();
        let ranks: Vec<u64> = ranked.iter().map(|(rank, _)| *rank).collect();
        assert_eq!(ranks, [1, 2, 3, 4], "each has a place of its own");
        let shown = bench.run(&["show", file]);
        assert_eq!(shown.code, 0, "{shown:?}");
        let places = ranked.iter().map(|(_, title)| shown.out.find(title.as_str()));
        let places: Vec<usize> = places.map(|at| at.expect("it is told")).collect();
        assert!(places.is_sorted(), "{ranked:?}: {}", shown.out);
        let last: Vec<&str> = ranked[2..].iter().map(|(_, title)| title.as_str()).collect();
        if matched {
            assert_eq!(
                last,
                ["Said of the worst step", "Said only"],
                "what is not measured is last"
            );
        }
        assert!(shown.out.contains("not measured"), "{}", shown.out);
    }
}
