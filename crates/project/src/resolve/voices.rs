//! What customers say at a step: the most telling verbatims, personal data masked.
//!
//! Verbatims that the map names stand first; the rest are chosen by `wayline_text::voice` among what was said about the step.

use crate::bound::Bound;
use crate::data::rfc3339;
use crate::grade::{Age, witnessed};
use crate::ratings::given_at;
use crate::resolve::emotion::feedback_at;
use wayline_engine::feedback::Feedback;
use wayline_model::evidence::Micros;
use wayline_model::map::FeelingSource;
use wayline_model::resolved::Voice;
use wayline_text::rating::read_rating;
use wayline_text::voice::{Said, most_telling};
use wayline_text::{language, redact};

/// Voices on a step.
const SHOWN: usize = 3;

/// The voices of a step.
pub(crate) fn voices(bound: &Bound, step: usize, key: &str) -> Vec<Voice> {
    let here = feedback_at(bound, step);
    let named = bound.step(step).map_or_else(Vec::new, |step| bound.data.quoted(&step.quotes));
    let mut chosen = telling(bound, &here, SHOWN);
    chosen.retain(|index| !named.contains(index));
    let chosen: Vec<usize> = named.into_iter().chain(chosen).take(SHOWN).collect();
    lines(bound, &here, &chosen, &format!("{key}.voice"))
}

/// The most telling of some feedback.
pub(crate) fn telling(bound: &Bound, among: &[usize], most: usize) -> Vec<usize> {
    let speaking: Vec<usize> = among
        .iter()
        .copied()
        .filter(|index| {
            bound.data.feedback[*index].text.as_ref().is_some_and(|t| !t.trim().is_empty())
        })
        .collect();
    let said: Vec<Said<'_>> = speaking
        .iter()
        .map(|index| {
            let feedback = &bound.data.feedback[*index];
            Said {
                text: feedback.text.as_deref().unwrap_or_default(),
                valence: valence(feedback),
                language: feedback.language.as_deref(),
            }
        })
        .collect();
    most_telling(&said, most).into_iter().map(|quote| speaking[quote.index]).collect()
}

/// Voices for the reader. `among` is what was said here in all.
pub(crate) fn lines(bound: &Bound, among: &[usize], chosen: &[usize], key: &str) -> Vec<Voice> {
    let speaks = |f: &Feedback| f.text.as_ref().is_some_and(|text| !text.trim().is_empty());
    let mut newest: Vec<(&str, u64, Option<Micros>)> = Vec::new();
    for index in among.iter().filter(|index| speaks(&bound.data.feedback[**index])) {
        let source = kind_of_source(&bound.data.feedback[*index]);
        let given = given_at(&bound.data, *index);
        match newest.iter_mut().find(|(known, ..)| *known == source) {
            Some((_, n, at)) => {
                *n += 1;
                *at = (*at).max(given);
            }
            None => newest.push((source, 1, given)),
        }
    }
    let line = |(place, index): (usize, &usize)| {
        let feedback = &bound.data.feedback[*index];
        let said: Vec<&str> =
            feedback.text.as_deref().unwrap_or_default().split_whitespace().collect();
        let text = redact::redact(&said.join(" "));
        let (n, at) = newest
            .iter()
            .find(|(source, ..)| *source == kind_of_source(feedback))
            .map_or((1, given_at(&bound.data, *index)), |(_, n, at)| (*n, *at));
        let age: Age = bound.feedback_age(at);
        Voice {
            key: format!("{key}.{place}"),
            verbatim: feedback.id.clone(),
            language: feedback
                .language
                .clone()
                .or_else(|| language::detect(&text).map(|found| found.code.to_owned())),
            text,
            valence: valence(feedback),
            n,
            source: kind_of_source(feedback).into(),
            at: given_at(&bound.data, *index).and_then(rfc3339),
            grade: witnessed(n, ("voice", "voices"), age).grade,
        }
    };
    chosen.iter().enumerate().map(line).collect()
}

/// What readers call it: stars come with reviews, the other scales with surveys.
fn kind_of_source(feedback: &Feedback) -> &'static str {
    match feedback.kind {
        Some(FeelingSource::Stars) => "reviews",
        Some(FeelingSource::Text | FeelingSource::Estimate) | None => "texts",
        Some(_) => "surveys",
    }
}

fn valence(feedback: &Feedback) -> Option<f64> {
    read_rating(feedback.kind?, feedback.rating?, feedback.scale).ok()
}
