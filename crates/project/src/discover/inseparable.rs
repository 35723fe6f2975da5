//! Activities that come in one go are one step, where there are more than a map has room for.
//!
//! Two activities are inseparable if in at least 90 % of the journeys with either, the first occurrence of one comes directly after
//! the other. While there are too many, the pair with the shortest median time between them is joined. So a map
//! keeps the ends that split the journeys, instead of the parts of one moment (an offer made, recorded and sent).
//! Of equal pairs the more taken is joined first.

use super::moves::median_s;
use crate::flow::Flow;

/// Share of the journeys with either in which one comes directly after the other.
const SHARE: f64 = 0.9;
/// Only so many activities, the most taken, are looked at.
const LOOKED_AT: usize = 64;

/// Joins activities until `most` groups are left or no two are inseparable. `activities` come most taken first, and so
/// do the groups, by their most taken activity; within a group the order is that of time.
pub(crate) fn join(flow: &Flow, reach: &[u64], activities: &[u32], most: usize) -> Vec<Vec<u32>> {
    let mut groups: Vec<Vec<u32>> = activities.iter().map(|activity| vec![*activity]).collect();
    if groups.len() <= most {
        return groups;
    }
    for (before, after) in pairs(flow, reach, &activities[..activities.len().min(LOOKED_AT)]) {
        if groups.len() <= most {
            break;
        }
        // The pair must be the end of one group and the beginning of another.
        let ends = groups.iter().position(|group| group.last() == Some(&before));
        let begins = groups.iter().position(|group| group.first() == Some(&after));
        if let (Some(left), Some(right)) = (ends, begins)
            && left != right
        {
            let joined = [groups[left].clone(), groups[right].clone()].concat();
            groups[left.min(right)] = joined;
            groups.remove(left.max(right));
        }
    }
    groups
}

/// Inseparable pairs, the shortest time between them first.
fn pairs(flow: &Flow, reach: &[u64], activities: &[u32]) -> Vec<(u32, u32)> {
    let n = activities.len();
    let mut place = vec![None; flow.activities.len()];
    for (at, activity) in activities.iter().enumerate() {
        place[*activity as usize] = Some(at);
    }
    let mut between: Vec<Vec<i64>> = vec![Vec::new(); n * n];
    let mut seen = vec![usize::MAX; n];
    for (journey, events) in flow.journeys().enumerate() {
        let mut last: Option<(usize, i64)> = None;
        for event in events {
            let Some(at) = place[flow.activity[event] as usize] else {
                last = None;
                continue;
            };
            if seen[at] != journey {
                seen[at] = journey;
                if let Some((before, since)) = last {
                    between[before * n + at].push(flow.time[event] - since);
                }
            }
            last = Some((at, flow.time[event]));
        }
    }
    let mut found = Vec::new();
    for (pair, waits) in between.iter_mut().enumerate() {
        let (before, after) = (activities[pair / n], activities[pair % n]);
        let either = reach[before as usize].max(reach[after as usize]);
        if waits.len() as f64 >= SHARE * either as f64
            && let Some(typical_s) = median_s(waits)
        {
            found.push((typical_s, before, after));
        }
    }
    // A stable sort: equal pairs stay in the order of how many take them.
    found.sort_by(|a, b| a.0.total_cmp(&b.0));
    found.into_iter().map(|(_, before, after)| (before, after)).collect()
}
