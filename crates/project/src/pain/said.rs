//! A pain in words, with its claim and what it costs.

use super::candidate::{Candidate, Kind};
use super::loss::Loss;
use super::outcome::Measure;
use super::select::Compared;
use super::{FoundPain, Ground};

/// A comparison that holds, as a pain with its claim; `journeys` is how many are worse off.
pub(super) fn pain(ground: &Ground<'_>, compared: &Compared<'_>, journeys: f64) -> FoundPain {
    let Compared { candidate, outcome, effect, reversed, .. } = compared;
    let (title, with, against) = match (&candidate.title_reversed, reversed) {
        (Some(title), true) => (title, &candidate.against, &candidate.with),
        _ => (&candidate.title, &candidate.with, &candidate.against),
    };
    let title = match candidate.kind {
        Kind::Attribute => format!("{title}, {}", worse(ground, &outcome.measure)),
        _ => title.clone(),
    };
    let is = match outcome.measure {
        Measure::Ratings(scale) if !low_is_good(scale) => "difference < 0",
        Measure::About { scale, .. } if !low_is_good(scale) => "difference < 0",
        Measure::Goal { .. } | Measure::Onward { .. } => "difference < 0",
        Measure::Ratings(_)
        | Measure::About { .. }
        | Measure::Astray { .. }
        | Measure::Time { .. } => "difference > 0",
    };
    let each = match outcome.measure {
        // Which part of the longer time is lost.
        Measure::Time { .. } => 1.0 - effect.difference.exp(),
        _ => -effect.difference,
    };
    let loss = match (ground.shows_prevalence(), outcome.measure.loses()) {
        (true, true) => Loss::customers(each * outcome.cost * journeys),
        (true, false) => Loss::felt(each * journeys),
        (false, _) => Loss::felt(each),
    };
    FoundPain {
        step: candidate.step,
        title,
        claim: ground.claim(outcome.measure.question(), Some(with), Some(against), is.into()),
        loss,
        opportunity: opportunity(candidate, *reversed, ground),
    }
}

/// The title of what could be better: the other side of the comparison. A value of an attribute has no other side that could be chosen.
fn opportunity(candidate: &Candidate, reversed: bool, ground: &Ground<'_>) -> Option<String> {
    let step = &ground.names[candidate.step];
    Some(match candidate.kind {
        Kind::Promise => format!("Keep the promise at {step}"),
        Kind::Slow => format!(
            "{step} within {}",
            crate::label::duration(candidate.over_s.unwrap_or_default())
        ),
        Kind::Step if reversed => format!("Fewer go through {step}"),
        Kind::Step => format!("More reach {step}"),
        Kind::Repeat => format!("{step} once is enough"),
        Kind::Return => format!("No way back to {step}"),
        Kind::Attribute => return None,
    })
}

/// What is worse, after the condition that it goes with.
fn worse(ground: &Ground<'_>, measure: &Measure) -> String {
    let named = |activity: &str| {
        let found = ground.journeys.find_activity(activity).and_then(|a| ground.step_of[a.0]);
        found.map_or_else(|| crate::label::words(activity), |step| ground.names[step].clone())
    };
    match measure {
        Measure::Ratings(_) => "ratings are worse".into(),
        Measure::About { step, .. } => format!("{} is rated worse", ground.names[*step]),
        Measure::Time { to, .. } => format!("{} comes later", named(to)),
        Measure::Goal { to, .. } => format!("fewer reach {}", named(to)),
        Measure::Onward { step, name, .. } => {
            format!("fewer go on from {} to {name}", ground.names[*step])
        }
        Measure::Astray { name, .. } => format!("more meet {name}"),
    }
}

/// Whether a low answer is the good one.
pub(super) fn low_is_good(scale: wayline_text::rating::Scale) -> bool {
    let (low, high) = scale.range();
    matches!((scale.valence(low), scale.valence(high)), (Ok(low), Ok(high)) if low > high)
}
