//! Which activities become steps.
//!
//! An activity that at least 2 % of the journeys take is a step. Of more than 14 such, those that come in one go become
//! one step ([`super::inseparable`]), then the 14 most taken are kept; where fewer than four reach 2 %, the most taken until there are
//! four. A rarer activity joins the step with which it is interchangeable, else it is left out and reported.
//!
//! Interchangeable: the cosine between their contexts (what comes directly before and after, with start and end as
//! neighbours) is at least 0.9, at most a tenth of the rarer one's journeys have both, and it came at least five times.

use super::inseparable;
use crate::flow::Flow;

/// Share of journeys from which an activity is a step.
const SHARE: f64 = 0.02;
/// A readable map has no more steps …
const MOST: usize = 14;
/// … and no fewer where the data have them.
const FEWEST: usize = 4;
/// Contexts at least this alike are interchangeable.
const ALIKE: f64 = 0.9;
/// Interchangeable activities rarely come in the same journey.
const TOGETHER: f64 = 0.1;
/// An activity seen less often has no context to speak of.
const CONTEXT_BASE: u64 = 5;

/// So many rare activities, the most taken, are looked at for being interchangeable.
const RARE: usize = 200;

/// The activities of the steps, and what is left.
pub(crate) struct Chosen {
    /// Activities of each step, the step's own first; most taken step first.
    pub(crate) groups: Vec<Vec<u32>>,
    /// Activities that are no step, with their journeys.
    pub(crate) left_out: Vec<(u32, u64)>,
}

/// Chooses the steps of a map.
pub(crate) fn choose(flow: &Flow) -> Chosen {
    let reach = flow.reach();
    let mut by_reach: Vec<u32> =
        (0u32..).zip(&reach).filter(|(_, journeys)| **journeys > 0).map(|(a, _)| a).collect();
    // A stable sort: equal counts stay in order of first arrival.
    by_reach.sort_by_key(|activity| std::cmp::Reverse(reach[*activity as usize]));
    let enough = SHARE * flow.len() as f64;
    let frequent = by_reach.iter().filter(|a| reach[**a as usize] as f64 >= enough).count();
    let (frequent, seldom) = by_reach.split_at(frequent.max(FEWEST).min(by_reach.len()));
    let mut groups = inseparable::join(flow, &reach, frequent, MOST);
    let beyond = groups.split_off(groups.len().min(MOST));
    let steps: Vec<(u32, usize)> = (0..)
        .zip(&groups)
        .flat_map(|(step, group): (usize, _)| group.iter().map(move |a| (*a, step)))
        .collect();
    let mut rare: Vec<u32> = beyond.into_iter().flatten().collect();
    rare.sort_by_key(|activity| std::cmp::Reverse(reach[*activity as usize]));
    rare.extend(seldom);
    let mut looked_at = vec![false; flow.activities.len()];
    for activity in steps.iter().map(|(a, _)| a).chain(rare.iter().take(RARE)) {
        looked_at[*activity as usize] = true;
    }
    let contexts = contexts(flow, &looked_at);
    let mut left_out = Vec::new();
    for activity in rare {
        let journeys = reach[activity as usize];
        match (journeys >= CONTEXT_BASE).then(|| twin(flow, &contexts, &steps, activity)).flatten()
        {
            Some(step) => groups[step].push(activity),
            None => left_out.push((activity, journeys)),
        }
    }
    Chosen { groups, left_out }
}

/// The neighbours of one activity with how often each came: those before as their number, those after above all numbers.
type Context = Vec<(usize, f64)>;

/// The contexts of some activities; empty for the others.
fn contexts(flow: &Flow, of: &[bool]) -> Vec<Context> {
    let n = flow.activities.len();
    let mut neighbours: Vec<Vec<usize>> = vec![Vec::new(); n];
    for events in flow.journeys() {
        let mut before = n;
        for event in events.clone() {
            let activity = flow.activity[event] as usize;
            if of[activity] {
                let last = event + 1 == events.end;
                let after = if last { n } else { flow.activity[event + 1] as usize };
                neighbours[activity].extend([before, n + 1 + after]);
            }
            before = activity;
        }
    }
    let counted = |mut all: Vec<usize>| {
        all.sort_unstable();
        all.chunk_by(|a, b| a == b).map(|same| (same[0], same.len() as f64)).collect()
    };
    neighbours.into_iter().map(counted).collect()
}

/// The step an activity is interchangeable with, the most alike one.
fn twin(flow: &Flow, contexts: &[Context], steps: &[(u32, usize)], activity: u32) -> Option<usize> {
    let mut best = None;
    for (other, step) in steps {
        let alike = cosine(&contexts[activity as usize], &contexts[*other as usize]);
        let better = best.is_none_or(|(most, _)| alike > most);
        if alike >= ALIKE && better && together(flow, activity, *other) <= TOGETHER {
            best = Some((alike, *step));
        }
    }
    best.map(|(_, step)| step)
}

/// Share of the journeys with `activity` that have `other` too.
fn together(flow: &Flow, activity: u32, other: u32) -> f64 {
    let (mut own, mut both) = (0u64, 0u64);
    for events in flow.journeys() {
        let codes = &flow.activity[events];
        if codes.contains(&activity) {
            own += 1;
            both += u64::from(codes.contains(&other));
        }
    }
    both as f64 / own.max(1) as f64
}

/// Cosine of two contexts; both are sorted by neighbour.
fn cosine(a: &Context, b: &Context) -> f64 {
    let dot = |x: &Context, y: &Context| -> f64 {
        let at = |key: usize| y.binary_search_by_key(&key, |(key, _)| *key).ok();
        x.iter().filter_map(|(key, times)| at(*key).map(|place| times * y[place].1)).sum()
    };
    let length = (dot(a, a) * dot(b, b)).sqrt();
    if length > 0.0 { dot(a, b) / length } else { 0.0 }
}
