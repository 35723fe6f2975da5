//! The form made for scanning follows the data: what came later, what was put together, who was forgotten.

use super::{Row, import};
use crate::ask::{Settings, ask};
use crate::hot::Hot;
use crate::journeys::Journeys;
use crate::store::{Compaction, Forget, Store};
use proptest::prelude::*;
use serde_json::json;
use std::path::Path;
use wayline_model::question::{Question, Unit};

fn answers(of: impl Fn(&Question) -> String) -> Vec<String> {
    let questions = [
        json!({"op": "counts"}),
        json!({"op": "transitions", "by": "customer"}),
        json!({"op": "funnel", "steps": ["a0", "a1"], "within": "5s"}),
        json!({"op": "variants", "top": 3}),
    ];
    let question = |json| serde_json::from_value(json).expect("a question");
    questions.into_iter().map(question).map(|question| of(&question)).collect()
}

fn asked(hot: &Hot) -> Vec<String> {
    answers(|question| match hot.ask(question, &Settings::default()) {
        Ok(answer) => serde_json::to_string(&answer).expect("plain data"),
        Err(error) => error.to_string(),
    })
}

/// What the events themselves answer.
fn expected(store: &Store) -> Vec<String> {
    let events = store.events().expect("read");
    let journeys = Journeys::build(&events, Unit::Customer).expect("customers");
    answers(|question| match ask(&journeys, question, &Settings::default()) {
        Ok(answer) => serde_json::to_string(&answer).expect("plain data"),
        Err(error) => error.to_string(),
    })
}

fn rows() -> impl Strategy<Value = Vec<Row>> {
    prop::collection::vec((0_u8..9, 0_u8..3, 0_u32..40), 1..40)
}

fn form(data: &Path) -> Vec<u8> {
    std::fs::read(data.join("hot/customer.hot")).expect("a hot form")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..Default::default() })]

    #[test]
    fn imports_are_laid_over_the_form_and_answers_are_those_of_all_events(
        first in rows(), later in prop::collection::vec(rows(), 1..4), file_rows in 5_u64..40, keeps: bool,
    ) {
        let dir = tempfile::tempdir().expect("a folder");
        let data = dir.path().join("data");
        let mut store = Store::open(&data).expect("opened").with_limits(file_rows, 1_000_000);
        import(&mut store, dir.path(), "first.csv", &first);
        let mut hot = store.hot(Unit::Customer).expect("made");
        if keeps {
            hot = hot.keeping();
        }
        prop_assert_eq!(asked(&hot), expected(&store));
        let made = form(&data);
        for (number, rows) in later.iter().enumerate() {
            import(&mut store, dir.path(), &format!("{number}.csv"), rows);
            hot = store.hot_again(&hot).expect("opened");
            prop_assert_eq!(asked(&hot), expected(&store));
            prop_assert_eq!(asked(&store.hot(Unit::Customer).expect("opened")), expected(&store));
            // It was not made again: a few events are laid over it.
            prop_assert!(store.manifest().runs.len() < number + 2 || form(&data) == made);
        }
        store.compact(Compaction::Whole).expect("put together");
        let hot = store.hot_again(&hot).expect("made");
        prop_assert_eq!(asked(&hot), expected(&store));
    }
}

#[test]
fn nobody_who_is_forgotten_is_in_the_form() {
    let dir = tempfile::tempdir().expect("a folder");
    let data = dir.path().join("data");
    let mut store = Store::open(&data).expect("opened");
    import(&mut store, dir.path(), "a.csv", &[(1, 0, 0), (2, 1, 1), (1, 2, 5)]);
    let hot = store.hot(Unit::Customer).expect("made");
    let holds = |bytes: &[u8]| bytes.windows(2).any(|two| two == b"u1");
    assert!(holds(&form(&data)));
    let forget = Forget { unit: Unit::Customer, ids: vec!["u1".into()] };
    store.forget(&forget).expect("forgotten");
    assert!(!data.join("hot").exists());
    let hot = store.hot_again(&hot).expect("made anew");
    assert_eq!(asked(&hot), expected(&store));
    assert!(!holds(&form(&data)));
}

#[test]
fn a_damaged_form_is_found_out_dropped_and_made_anew() {
    let dir = tempfile::tempdir().expect("a folder");
    let data = dir.path().join("data");
    let mut store = Store::open(&data).expect("opened");
    import(&mut store, dir.path(), "a.csv", &[(1, 0, 0), (2, 1, 1), (1, 2, 5)]);
    let whole = asked(&store.hot(Unit::Customer).expect("made"));
    let mut bytes = form(&data);
    // The first section begins right after the magic number.
    bytes[8] ^= 1;
    std::fs::write(data.join("hot/customer.hot"), bytes).expect("written");
    let damaged = store.hot(Unit::Customer).expect("the directory is whole");
    assert!(
        asked(&damaged).iter().all(|answer| answer.contains("checksum")),
        "{:?}",
        asked(&damaged)
    );
    store.drop_hot(Unit::Customer).expect("removed");
    assert_eq!(asked(&store.hot(Unit::Customer).expect("made anew")), whole);
}
