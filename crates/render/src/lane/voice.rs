//! **Voice.** Shows what customers say at a step, in their words and language, with how many spoke there.
//! How: the most telling verbatims first, one on a map of more than six steps, else two, six in full; under each how many, from where, in which language. A step that nobody speaks about says so.
//! Limits: a quote is one person; the dot grades how well it stands for the step.

use crate::card::{Card, Proof, row};
use crate::grid::Frame;
use crate::lane::{Drawing, Edge, Lane};
use crate::typeset::{Type, Typesetter};
use crate::words::Words;
use std::fmt::Write as _;
use wayline_model::lane::Detail;
use wayline_model::resolved::Voice;

pub(crate) const LANE: Lane = Lane {
    id: "voice",
    title: "edit-lane-voice",
    hint: |frame| frame.words.say("edit-hint-voice"),
    draw,
    edge: Edge::Rule,
    none: "picture-none-voice",
};

/// Most quotes of one step; the others open with a click.
fn most(frame: &Frame) -> usize {
    match frame.detail {
        Detail::Full => 6,
        Detail::Sketch | Detail::Standard if frame.steps.len() > 6 => 1,
        Detail::Sketch | Detail::Standard => 2,
    }
}

fn draw(frame: &Frame, types: &mut Typesetter, top: f64) -> Option<Drawing> {
    if frame.steps.iter().all(|(_, step)| step.voices.is_empty()) {
        return None;
    }
    let cells = frame
        .steps
        .iter()
        .map(|(column, step)| {
            let mut cards: Vec<Card> = step
                .voices
                .iter()
                .take(most(frame))
                .map(|voice| card(frame.words, voice))
                .collect();
            if cards.is_empty() {
                cards.push(Card {
                    guess: true,
                    kind: Type::HINT,
                    ..Card::plain(&frame.words.say("picture-no-voice"))
                });
            }
            (*column, cards)
        })
        .collect();
    row(frame, types, top, cells)
}

fn card(words: Words, voice: &Voice) -> Card {
    let mut proof = format!("{}\u{a0}{}", words.whole(voice.n), voice.source);
    if let Some(language) = &voice.language {
        let _ = write!(proof, " · {language}");
    }
    let quote = format!("“{}”", crate::clean(&voice.text.trim().replace('\n', " – ")));
    Card {
        key: Some(voice.key.clone()),
        figure: Some(("voice", voice.valence, Some(voice.n))),
        label: format!("{quote} {proof}"),
        title: quote,
        kind: Type::QUOTE,
        lines: 4,
        proofs: vec![Proof { grade: Some(voice.grade), text: proof }],
        ..Card::plain("")
    }
}
