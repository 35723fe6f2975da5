//! A file of the data that was damaged is named by every command, and the exit code says it too.

use crate::run::Bench;
use std::fmt::Write;
use std::path::PathBuf;
use wayline_engine::ingest::EventImport;
use wayline_engine::store::Store;

/// A project `shop` of several shards with a map, and the file of one shard.
fn shop() -> (Bench, PathBuf) {
    let bench = Bench::new();
    let mut rows = String::from("customer,activity,time\n");
    for who in 0..200 {
        for (minute, what) in ["view", "cart", "pay"].iter().enumerate() {
            let (day, hour) = (who % 28 + 1, who % 24);
            writeln!(rows, "c{who},{what},2026-01-{day:02} {hour:02}:{minute:02}:00")
                .expect("in memory");
        }
    }
    bench.write("orders.csv", rows);
    assert_eq!(bench.run(&["init", "shop"]).code, 0);
    let data = bench.path("shop").join("data");
    let mut store = Store::open(&data).expect("opened").with_limits(150, 1_000_000);
    let files = vec![bench.path("orders.csv")];
    let import = EventImport { files, ..EventImport::default() };
    assert_eq!(store.import_events(&import, &()).expect("imported").added, 600);
    let shard = data.join(&store.manifest().runs[0].files[1].path);
    assert_eq!(
        bench.run(&["draft", "--project", "shop", "--out", "shop/maps/a.journey.yaml"]).code,
        0
    );
    (bench, shard)
}

#[test]
fn a_damaged_form_for_scanning_is_made_anew_and_the_answer_is_the_same() {
    let (bench, _) = shop();
    let ask = ["ask", "transitions", "--project", "shop", "--json"];
    let whole = bench.json(&ask);
    let form = bench.path("shop").join("data/hot/customer.hot");
    let kept = std::fs::read(&form).expect("read");
    for at in [8, kept.len() / 2, kept.len() - 1] {
        let mut bytes = kept.clone();
        bytes[at] ^= 1;
        std::fs::write(&form, bytes).expect("written");
        assert_eq!(bench.json(&ask), whole, "byte {at}");
    }
    std::fs::write(&form, &kept[..100]).expect("written");
    assert_eq!(bench.json(&ask), whole);
    assert_eq!(std::fs::read(&form).expect("read"), kept);
}

#[test]
fn every_command_names_a_damaged_file_and_what_is_missing() {
    let (bench, shard) = shop();
    let ask = ["ask", "counts", "--project", "shop", "--json"];
    let whole = bench.json(&ask);
    assert_eq!(bench.run(&ask).code, 0);
    let kept = std::fs::read(&shard).expect("read");
    let mut bytes = kept.clone();
    bytes[100] ^= 1;
    std::fs::write(&shard, bytes).expect("written");
    let map = "shop/maps/a.journey.yaml";
    let commands: [&[&str]; 7] = [
        &["data", "--project", "shop"],
        &["ask", "counts", "--project", "shop"],
        &ask,
        &["show", map],
        &["check", map],
        &["render", map, "-o", "a.svg"],
        &["draft", "--project", "shop", "--force", "--out", "shop/maps/b.journey.yaml"],
    ];
    for words in commands {
        let ran = bench.run(words);
        assert_eq!(ran.code, 1, "{words:?}: {ran:?}");
        for said in ["data-damaged", "001-000001.parquet", "events of", "restore the file"] {
            assert!(ran.err.contains(said), "{words:?} does not say `{said}`: {}", ran.err);
        }
        assert!(!ran.out.is_empty(), "{words:?} answers all the same");
    }
    let damaged = bench.json(&ask);
    assert!(damaged["notes"][0].as_str().is_some_and(|note| note.contains("are damaged")));
    let journeys = |answer: &serde_json::Value| answer["journeys"].as_u64().expect("a number");
    assert!((1..200).contains(&journeys(&damaged)), "{damaged}");
    let shown = bench.json(&["show", map, "--json"]);
    assert!(shown["notes"].to_string().contains("are damaged"), "{shown}");
    assert_eq!(shown["diagnostics"][0]["code"], "data-damaged");
    let found = bench.json(&["data", "--project", "shop", "--json"]);
    assert_eq!(found["findings"][0]["code"], "data-damaged");
    // What may be in it is not added, and nothing of it is touched.
    let more = bench.read("orders.csv") + "z,view,2026-02-01 10:00:00\n";
    bench.write("more.csv", more);
    let import = ["import", "events", "more.csv", "--project", "shop"];
    let refused = bench.run(&import);
    assert_eq!(refused.code, 2, "{refused:?}");
    assert!(refused.err.contains("001-000001.parquet"), "{}", refused.err);
    // With the file from a copy all is as before.
    std::fs::write(&shard, kept).expect("written");
    assert_eq!(bench.json(&ask), whole);
    assert_eq!(bench.run(&import).code, 0);
}

#[test]
fn without_any_intact_file_the_damage_is_the_error_not_a_lack_of_events() {
    let bench = Bench::with_shop();
    let data = bench.path("shop").join("data");
    let shard = data.join(&Store::open(&data).expect("opened").manifest().runs[0].files[0].path);
    std::fs::remove_file(shard).expect("removed");
    let ran = bench.run(&["ask", "counts", "--project", "shop"]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("data-damaged") && ran.err.contains("is not there"), "{}", ran.err);
}
