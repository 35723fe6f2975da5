//! **Pain points.** Shows what hurts at a step, with its proof and its place among all pains of the map.
//! How: the title, then who is lost by it where that is known, else the line of proof; the dot is its grade, a broken border an assumption.
//! Limits: order is by proof and size, not by what is easy to mend; association, not cause.

use crate::card::{Card, Proof, Tint, cards};
use crate::grid::Frame;
use crate::lane::{Drawing, Edge, Lane};
use crate::typeset::{Type, Typesetter};
use crate::words::Words;
use std::fmt::Write as _;
use wayline_model::evidence::Figure;
use wayline_model::grade::Grade;
use wayline_model::lane::Detail;
use wayline_model::resolved::ResolvedPain;

pub(crate) const LANE: Lane = Lane {
    id: "pain",
    title: "edit-lane-pain",
    hint: |frame| {
        let mut pains = frame.steps.iter().flat_map(|(_, step)| &step.pains).peekable();
        if pains.peek().is_none() {
            return String::new();
        }
        if !pains.clone().any(ranked) {
            frame.words.say("picture-hint-pain-unranked")
        } else if pains.all(|pain| pain.lost.value.is_some()) {
            frame.of_unit("picture-hint-pain-lost")
        } else {
            frame.words.say("picture-hint-pain")
        }
    },
    draw,
    edge: Edge::Rule,
    none: "picture-none-pain",
};

fn draw(frame: &Frame, types: &mut Typesetter, top: f64) -> Option<Drawing> {
    cards(frame, types, top, |step| &step.pains, |pain| card(frame, pain))
}

/// Whether the place among the pains means something: it rests on data, not on an assumption alone.
pub(crate) fn ranked(pain: &ResolvedPain) -> bool {
    pain.rank > 0 && (pain.grade != Grade::Assumption || pain.lost.value.is_some())
}

fn card(frame: &Frame, pain: &ResolvedPain) -> Card {
    let words = frame.words;
    let mut lines: Vec<String> = Vec::new();
    lines.extend(lost(words, &pain.lost));
    lines.extend(pain.detail.clone().filter(|detail| !crate::clean(detail).is_empty()));
    if lines.is_empty() {
        lines.push(words.grade(pain.grade));
    }
    if frame.detail == Detail::Full {
        lines.push(pain.why.clone());
    }
    let place = if ranked(pain) {
        words.fill("picture-pain-ranked", [("rank", pain.rank.into())])
    } else {
        words.say("picture-pain")
    };
    let (said, grade) = (lines.join(". "), words.grade(pain.grade));
    let label = format!("{place}: {}. {said}. {grade}: {}", pain.title, pain.why);
    let proofs = lines
        .into_iter()
        .enumerate()
        .map(|(i, text)| Proof { grade: Some(pain.grade).filter(|_| i == 0), text })
        .collect();
    Card {
        key: Some(pain.key.clone()),
        figure: Some(("lost", pain.lost.value, Some(pain.lost.n))),
        label,
        title: pain.title.clone(),
        kind: Type::CARD,
        lines: 4,
        proofs,
        tint: Tint::Pain,
        guess: pain.grade == Grade::Assumption,
        badge: ranked(pain).then(|| format!("#{}", words.whole(pain.rank))),
    }
}

/// `7.4 k lost · 95% CI 6.9–8.0 k`
fn lost(words: Words, figure: &Figure) -> Option<String> {
    let value = figure.value.filter(|value| value.is_finite())?;
    let mut text =
        words.fill("edit-lost", [("count", count(words, value).into())]).replace(' ', "\u{a0}");
    if let (Some(low), Some(high)) = (figure.low, figure.high) {
        let (low, high) = (count(words, low), count(words, high));
        // One unit for both ends where they share it: `6.9–8 k`.
        let unit = |text: &str| text.chars().last().filter(|c| c.is_alphabetic());
        let low = match (unit(&low), unit(&high)) {
            (Some(a), Some(b)) if a == b => low.trim_end_matches([a, '\u{a0}']).to_owned(),
            _ => low,
        };
        let _ = write!(text, " · {}", words.interval(&low, &high));
    }
    Some(text)
}

fn count(words: Words, value: f64) -> String {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "saturates, and journeys lost are no fractions"
    )]
    let whole = value.abs().round() as u64;
    if value < -0.5 { format!("−{}", words.compact(whole)) } else { words.compact(whole) }
}
