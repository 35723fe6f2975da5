//! What is put together, kept and forgotten by commands.

use crate::run::Bench;

/// A project of some imports of one customer each, and feedback.
fn shop() -> Bench {
    let bench = Bench::new();
    assert_eq!(bench.run(&["init", "shop"]).code, 0);
    for (name, customer, month) in [("a.csv", "ann", 1), ("b.csv", "bob", 3), ("c.csv", "cyd", 5)] {
        let rows = format!(
            "customer,activity,time\n{customer},view,2026-{month:02}-01 10:00\n{customer},pay,2026-{month:02}-02 10:00\n{customer},view,soon\n"
        );
        bench.write(name, rows);
        let ran = bench.run(&["import", "events", name, "--project", "shop"]);
        assert_eq!(ran.code, 0, "{ran:?}");
    }
    bench.write("said.csv", "id,customer,stars,text\nf1,bob,1,a word of his\nf2,cyd,5,hers\n");
    assert_eq!(bench.run(&["import", "feedback", "said.csv", "--project", "shop"]).code, 0);
    bench
}

#[test]
fn files_are_put_together_by_hand_and_answers_stay() {
    let bench = shop();
    let ask = ["ask", "counts", "--project", "shop", "--json"];
    let before = bench.json(&ask);
    let done = bench.json(&["data", "--compact", "--project", "shop", "--json"]);
    assert_eq!((&done["runs_before"], &done["runs"]), (&3.into(), &1.into()));
    assert_eq!(done["rewritten"], 6);
    assert_eq!(bench.json(&ask), before);
    let again = bench.run(&["data", "--compact", "--project", "shop"]);
    assert_eq!((again.code, again.out.as_str()), (0, "nothing to put together: 1 file\n"));
}

#[test]
fn what_is_older_than_the_limit_is_dropped_and_counted() {
    let bench = shop();
    let settings = bench.read("shop/wayline.toml");
    bench.write("shop/wayline.toml", format!("retention = \"3mo\"\n{settings}"));
    let ran = bench.run(&["data", "--compact", "--project", "shop"]);
    assert!(ran.out.contains("dropped 2 that are older than the limit"), "{ran:?}");
    bench
        .write("d.csv", "customer,activity,time\ndan,view,2026-07-01 10:00\ndan,view,2026-01-01\n");
    let report = bench.json(&["import", "events", "d.csv", "--project", "shop", "--json"]);
    assert_eq!((&report["added"], &report["expired"]), (&1.into(), &3.into()));
    let data = bench.json(&["data", "--project", "shop", "--json"]);
    assert_eq!(
        (&data["events"], &data["expired"], &data["retention"]),
        (&3.into(), &5.into(), &"3mo".into())
    );
    let said = bench.run(&["data", "--project", "shop"]).out;
    assert!(
        said.contains("older than 3mo before the newest event are dropped: 5 so far"),
        "{said}"
    );
    bench.write("shop/wayline.toml", format!("retention = \"soon\"\n{settings}"));
    let refused = bench.run(&["data", "--project", "shop"]);
    assert_eq!(refused.code, 2);
    assert!(refused.err.contains("90d, 26w, 18mo, 2y"), "{}", refused.err);
}

#[test]
fn somebody_is_forgotten_and_who_was_never_there_is_named() {
    let bench = shop();
    let ran = bench.run(&["forget", "--customer", "bob", "--customer", "zoe", "--project", "shop"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    let said = "deleted 2 events, 1 piece of feedback, 1 row that had been set aside\nno event carries: zoe\n";
    assert_eq!(ran.out, said);
    let data = bench.json(&["data", "--project", "shop", "--json"]);
    assert_eq!(
        (&data["events"], &data["customers"], &data["forgotten"]),
        (&4.into(), &2.into(), &3.into())
    );
    let again = bench.json(&["forget", "--customer", "bob", "--project", "shop", "--json"]);
    assert_eq!((&again["events"], &again["unknown"][0]), (&0.into(), &"bob".into()));
    let nobody = bench.run(&["forget", "--project", "shop"]);
    assert_eq!(nobody.code, 2);
    assert!(nobody.err.contains("--customer, --case, --account or --session"), "{}", nobody.err);
}
