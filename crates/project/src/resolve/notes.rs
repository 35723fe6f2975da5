//! Sentences that must stand on every picture of the map.

use crate::bound::Bound;
use crate::label::{count, words};
use crate::pain::Tried;
use crate::resolve::emotion::Felt;
use wayline_model::answer::Sampling;
use wayline_model::resolved::ResolvedMap;

/// What a reader must know before she believes the picture.
pub(crate) fn notes(
    bound: &Bound,
    map: &ResolvedMap,
    felt: &[Felt],
    tried: &[Tried],
) -> Vec<String> {
    let mut notes = bound.data.missing();
    match map.sampling {
        Sampling::OutcomeSelected => notes.push(
            "The journeys in these data were chosen by how they ended. Figures within an outcome hold \
             (what late orders were rated); shares of journeys, leaving, the goal and people lost are not \
             known and not shown. Counts and the share explained are of the journeys in the data."
                .into(),
        ),
        Sampling::Unknown => notes.push(
            "Nobody has said how these journeys were chosen; shares are of the journeys in the data.".into(),
        ),
        Sampling::All | Sampling::Random => {}
    }
    for imputed in bound.data.manifest.imputed.iter().filter(|imputed| {
        bound
            .journeys()
            .find_activity(&imputed.activity)
            .is_some_and(|a| bound.step_of[a.0].is_some())
    }) {
        notes.push(format!(
            "{} has no time of its own in the source: the times of {} events were imputed.",
            words(&imputed.activity),
            count(imputed.events)
        ));
    }
    let astray = bound.attached().journey.iter().filter(|journey| journey.is_none()).count() as u64;
    if astray > 0 {
        notes.push(format!(
            "{} pieces of feedback belong to no journey in the data.",
            count(astray)
        ));
    }
    let elsewhere: usize = felt.iter().map(|felt| felt.elsewhere).sum();
    if elsewhere > 0 {
        notes.push(format!(
            "Each emotion comes from one kind of rating; {} ratings on other scales are not in the curve.",
            count(elsewhere as u64)
        ));
    }
    let low: Vec<&str> = map
        .stages
        .iter()
        .flat_map(|stage| &stage.steps)
        .filter(|step| step.emotion.figure.value.is_some() && step.emotion.figure.low_base)
        .filter(|step| step.emotion.figure.n > 0)
        .map(|step| step.name.as_str())
        .collect();
    if !low.is_empty() {
        notes.push(format!(
            "Fewer than {} ratings, drawn hollow: {}.",
            bound.settings.minimum_base,
            low.join(", ")
        ));
    }
    let mut pains = map.stages.iter().flat_map(|stage| &stage.steps).flat_map(|step| &step.pains);
    if pains.any(|pain| pain.q.is_some()) && !tried.is_empty() {
        notes.push(format!(
            "Pains are associations, judged over all {} comparisons that were tried (false-discovery rate below 5%).",
            count(tried.len() as u64)
        ));
    }
    if bound.data.feedback.iter().all(|feedback| feedback.rating.is_none()) {
        notes.push(
            "Nobody was asked how it was: there are no emotions, and no pain is about a feeling."
                .into(),
        );
    }
    notes
}
