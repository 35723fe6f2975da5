//! A pain in words, with its claim and what it costs.

use super::candidate::{Candidate, Kind};
use super::loss::Loss;
use super::outcome::Measure;
use super::select::Compared;
use super::{FoundPain, Ground};
use wayline_model::duration::duration;

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
        opportunity: opportunity(candidate, *reversed, &ground.names[candidate.step]),
    }
}

/// The title of what could be better: the other side of the comparison. A value of an attribute has no other side that could be chosen.
fn opportunity(candidate: &Candidate, reversed: bool, step: &str) -> Option<String> {
    let step = format!("“{step}”");
    Some(match candidate.kind {
        Kind::Promise => format!("Keep what is promised for {step}"),
        Kind::Slow => {
            let within = duration(candidate.over_s.unwrap_or_default());
            format!("Get customers to {step} within {within}")
        }
        Kind::Step if reversed => format!("Spare customers {step}"),
        Kind::Step => format!("Bring more customers as far as {step}"),
        Kind::Repeat => format!("Make {step} work the first time"),
        Kind::Return => format!("Spare customers the way back to {step}"),
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

#[cfg(test)]
mod tests {
    use super::super::candidate::Who;
    use super::*;

    #[test]
    fn an_opportunity_is_said_as_a_team_would_leave_it_on_the_map() {
        let said = |kind, reversed| {
            let candidate = Candidate {
                step: 0,
                local: false,
                kind,
                title: String::new(),
                title_reversed: None,
                with: String::new(),
                against: String::new(),
                over_s: Some(3.0 * 86_400.0),
                finished: false,
                who: Who::Filters,
            };
            opportunity(&candidate, reversed, "Pays").unwrap_or_default()
        };
        let kinds = [Kind::Promise, Kind::Slow, Kind::Step, Kind::Repeat, Kind::Return];
        assert_eq!(
            kinds.map(|kind| said(kind, false)),
            [
                "Keep what is promised for “Pays”",
                "Get customers to “Pays” within 3 days",
                "Bring more customers as far as “Pays”",
                "Make “Pays” work the first time",
                "Spare customers the way back to “Pays”",
            ]
        );
        assert_eq!(said(Kind::Step, true), "Spare customers “Pays”");
        assert_eq!(said(Kind::Attribute, false), "");
    }
}
