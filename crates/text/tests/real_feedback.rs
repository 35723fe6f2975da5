//! Real labelled feedback is read at least as well as promised: floors clearly below what `docs/methods/sentiment.md` reports.

use std::collections::BTreeMap;
use std::io::Read;
use std::path::Path;
use wayline_text::language;
use wayline_text::measure::{Confusion, is_validation};
use wayline_text::sentiment::{PlainReader, Reader, Sentiment};
use wayline_text::voice::{Said, most_telling};

/// Rows of each source that are read: enough for the floors, few enough for an unoptimised build.
const ROWS: u64 = 400;

fn table(path: &Path) -> csv::Reader<impl Read> {
    let file = std::fs::File::open(path).expect("the file of real data opens");
    csv::Reader::from_reader(flate2::read::MultiGzDecoder::new(file))
}

fn found(text: &str) -> Option<usize> {
    PlainReader.read(text).sentiment.map(|sentiment| match sentiment {
        Sentiment::Negative => 0,
        Sentiment::Neutral => 1,
        Sentiment::Positive => 2,
    })
}

#[test]
fn labelled_feedback_is_read_above_the_floor_in_every_language() {
    let Some(path) = wayline_fixtures::real_data("feedback/labelled.csv.gz") else { return };
    let mut languages: BTreeMap<String, Confusion<2>> = BTreeMap::new();
    let mut sentiments: BTreeMap<String, Confusion<3>> = BTreeMap::new();
    for row in table(&path).deserialize::<BTreeMap<String, String>>() {
        let row = row.expect("the row is whole");
        let (id, text, source) = (&row["id"], &row["text"], &row["source"]);
        let told = languages.entry(source.clone()).or_default();
        if !is_validation(id) || told.n() >= ROWS {
            continue;
        }
        let code = language::detect(text).map(|language| language.code);
        told.add(id, 0, code.map(|code| usize::from(code != row["language"])));
        let Some(truth) =
            ["negative", "neutral", "positive"].iter().position(|label| *label == row["label"])
        else {
            continue;
        };
        if let Some(found) = found(text) {
            sentiments.entry(source.clone()).or_default().add(id, truth, Some(found));
        }
    }
    assert_eq!(languages.len(), 8);
    for (source, told) in languages {
        let right = told.accuracy().expect("there are rows").value;
        assert!(right >= 0.95, "{source}: language right in {right} of {}", told.n());
    }
    for (source, floor) in [
        ("airline-tweets", 0.72),
        ("wccrs-hotels-train", 0.78),
        ("sentirueval-telecoms-train", 0.60),
        ("shopping10", 0.80),
        ("waimai", 0.76),
    ] {
        let rows = &sentiments[source];
        let right = rows.accuracy().expect("there are rows").value;
        assert!(right >= floor, "{source}: sentiment right in {right} of {} with a cue", rows.n());
    }
}

#[test]
fn portuguese_reviews_agree_with_their_stars_and_the_worst_are_quoted_first() {
    let Some(path) = wayline_fixtures::real_data("olist/olist_order_reviews_dataset.csv.gz") else {
        return;
    };
    let mut told = Confusion::<2>::default();
    let mut leaning = Confusion::<3>::default();
    let mut one_star = Vec::new();
    for row in table(&path).deserialize::<BTreeMap<String, String>>() {
        let row = row.expect("the row is whole");
        let (id, text) = (&row["review_id"], &row["review_comment_message"]);
        if text.trim().is_empty() {
            continue;
        }
        let truth = match row["review_score"].as_str() {
            "1" | "2" => 0,
            "3" => 1,
            _ => 2,
        };
        if row["review_score"] == "1" && one_star.len() < 300 {
            one_star.push(text.clone());
        }
        if !is_validation(id) || told.n() >= ROWS {
            continue;
        }
        let code = language::detect(text).map(|language| language.code);
        told.add(id, 0, code.map(|code| usize::from(code != "pt")));
        if let Some(found) = found(text) {
            leaning.add(id, truth, Some(found));
        }
    }
    let right = told.accuracy().expect("there are reviews").value;
    assert!(right >= 0.94, "language right in {right} of {}", told.n());
    let right = leaning.accuracy().expect("there are reviews").value;
    assert!(right >= 0.77, "sentiment right in {right} of {} with a cue", leaning.n());

    let said: Vec<Said<'_>> = one_star
        .iter()
        .map(|text| Said { text, valence: Some(-1.0), language: Some("pt") })
        .collect();
    let quotes = most_telling(&said, 5);
    assert_eq!(quotes.len(), 5);
    for quote in quotes {
        let length = quote.text.chars().count();
        assert!((12..=200).contains(&length), "{}", quote.text);
    }
}
