//! What the customer feels at a step: the mean of the ratings that belong to it, on one scale.
//!
//! A rating belongs to a step by the rule of [`crate::attach`]. Where a step has ratings on several scales, the most frequent
//! is shown and the others are named in the map's notes. A step without ratings stays hollow: a person's estimate if the map
//! has one, else nothing. A person's estimate on the other side of zero from the whole measured interval is contradicted.

use crate::bound::Bound;
use crate::grade::{Graded, assumed, measured};
use crate::pain::outcome::kind_name;
use crate::ratings::{gather, given_at};
use crate::resolve::claim::stamped;
use wayline_model::evidence::Figure;
use wayline_model::grade::Grade;
use wayline_model::map::{Emotion, FeelingSource};
use wayline_model::question::Operator;
use wayline_model::resolved::ResolvedEmotion;
use wayline_text::rating::{Scale, feel};

/// An emotion point with the reason of its grade and the feedback behind it.
pub(crate) struct Felt {
    pub(crate) emotion: ResolvedEmotion,
    pub(crate) graded: Graded,
    /// Places in the feedback.
    pub(crate) feedback: Vec<usize>,
    /// Ratings here on other scales.
    pub(crate) elsewhere: usize,
}

/// The emotion of a step.
pub(crate) fn emotion(bound: &Bound, step: usize, key: &str) -> Felt {
    let here = feedback_at(bound, step);
    let mut scales: Vec<(Scale, Vec<usize>)> = Vec::new();
    for index in here {
        let feedback = &bound.data.feedback[index];
        let scale = feedback.kind.and_then(|kind| Scale::new(kind, feedback.scale).ok());
        let Some(scale) = scale else { continue };
        if feedback.rating.is_none_or(|rating| scale.valence(rating).is_err()) {
            continue;
        }
        match scales.iter_mut().find(|(known, _)| *known == scale) {
            Some((_, rows)) => rows.push(index),
            None => scales.push((scale, vec![index])),
        }
    }
    // A stable sort: of equally frequent scales the first that came.
    scales.sort_by_key(|(_, rows)| std::cmp::Reverse(rows.len()));
    let elsewhere = scales.iter().skip(1).map(|(_, rows)| rows.len()).sum();
    let key = format!("{key}.emotion");
    let Some((scale, feedback)) = scales.into_iter().next() else {
        return unrated(bound, step, key);
    };
    let min_base = bound.settings.minimum_base;
    let ratings = gather(&bound.data, scale, &feedback);
    let newest = feedback.iter().filter_map(|index| given_at(&bound.data, *index)).max();
    let op = Operator::Ratings {
        kind: Some(kind_name(scale.kind()).into()),
        about: Some(bound.activities(step).join(" | ")),
    };
    let figure = stamped(ratings.emotion(min_base), &bound.question(op, None), newest);
    let mut graded = measured(&figure, ("rating", "ratings"), min_base, bound.feedback_age(newest));
    let drawn = bound.step(step).and_then(|step| step.emotion.as_ref());
    let denied = drawn.and_then(|emotion| emotion.value).is_some_and(|drawn| {
        (drawn > 0.0 && figure.high.is_some_and(|high| high < 0.0))
            || (drawn < 0.0 && figure.low.is_some_and(|low| low > 0.0))
    });
    if denied && figure.n >= min_base {
        graded = Graded {
            grade: Grade::Contradicted,
            why: "the map says otherwise than the whole interval of the ratings".into(),
        };
    }
    Felt {
        emotion: ResolvedEmotion {
            key,
            feel: feel(&ratings),
            from: Some(scale.kind()),
            native: ratings.native(min_base).value,
            estimate: drawn.and_then(Emotion::estimate),
            grade: graded.grade,
            figure,
        },
        graded,
        feedback,
        elsewhere,
    }
}

/// Feedback in the map's scope that belongs to a step, with or without a rating.
pub(crate) fn feedback_at(bound: &Bound, step: usize) -> Vec<usize> {
    let attached = bound.attached();
    let here = |index: &usize| {
        attached.journey[*index].is_some_and(|ix| bound.in_scope[ix.0])
            && attached.activity[*index].is_some_and(|a| bound.step_of[a.0] == Some(step))
    };
    (0..bound.data.feedback.len()).filter(here).collect()
}

fn unrated(bound: &Bound, step: usize, key: String) -> Felt {
    let drawn = bound.step(step).and_then(|step| step.emotion.as_ref());
    let own = !bound.groups[step].is_empty()
        && bound.groups[step].iter().all(|a| bound.attached().own[*a as usize]);
    let why = if own {
        "this is the survey itself; its answers belong to the step before it was asked"
    } else if bound.data.feedback.iter().all(|f| f.rating.is_none()) {
        "nobody was asked how it was"
    } else {
        "no rating belongs to this step"
    };
    let estimate = drawn.and_then(Emotion::estimate);
    let (figure, graded) = match estimate {
        Some(value) => (
            Figure { value: Some(value.clamp(-2.0, 2.0)), low_base: true, ..Figure::default() },
            assumed(format!("a person's estimate; {why}")),
        ),
        None => (Figure::unknown(why), assumed(why)),
    };
    Felt {
        emotion: ResolvedEmotion {
            key,
            feel: drawn.and_then(|drawn| drawn.feel),
            from: estimate.map(|_| FeelingSource::Estimate),
            native: None,
            estimate: None,
            grade: graded.grade,
            figure,
        },
        graded,
        feedback: Vec::new(),
        elsewhere: 0,
    }
}
