//! The lanes of the picture, top to bottom. A lane is one file: what it shows · how · limits, and one `LANE`.
//! To add one, copy a neighbour and add its line to [`LANES`].

use crate::grid::Frame;
use crate::scene::Item;
use crate::typeset::Typesetter;

mod actions;
mod backstage;
mod emotion;
mod flow;
mod frontstage;
mod needs;
mod opportunities;
mod pains;
mod physical_evidence;
mod policies;
mod roles;
mod stages;
mod steps;
mod support;
mod systems;
mod tasks;
mod thinking;
mod touchpoints;
mod training;
mod voice;
mod waits;

pub(crate) use pains::ranked;

/// A kind of lane.
pub(crate) struct Lane {
    /// Stable name, for tests and for the page.
    pub(crate) id: &'static str,
    /// What stands at the left.
    pub(crate) title: &'static str,
    /// The smaller words under it.
    pub(crate) hint: fn(&Frame) -> String,
    /// Draws it from `top` down; `None` when the map has nothing for it and its absence need not be said.
    pub(crate) draw: fn(&Frame, &mut Typesetter, f64) -> Option<Drawing>,
    /// How its upper edge looks.
    pub(crate) edge: Edge,
    /// Part of how we serve: moves up in a service blueprint.
    pub(crate) serve: bool,
}

/// The line between a lane and the one above.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Edge {
    /// None: it belongs to the lane above.
    Open,
    /// A thin rule.
    Rule,
    /// A named line of the service blueprint (Shostack 1984; Bitner, Ostrom and Morgan 2008).
    Named(&'static str),
}

/// What a lane drew.
pub(crate) struct Drawing {
    pub(crate) items: Vec<Item>,
    pub(crate) height: f64,
}

/// Every lane in the order of the picture.
pub(crate) const LANES: [&Lane; 21] = [
    &stages::LANE,
    &steps::LANE,
    &flow::LANE,
    &waits::LANE,
    &emotion::LANE,
    &thinking::LANE,
    &needs::LANE,
    &touchpoints::LANE,
    &voice::LANE,
    &pains::LANE,
    &opportunities::LANE,
    &actions::LANE,
    &tasks::LANE,
    &physical_evidence::LANE,
    &frontstage::LANE,
    &backstage::LANE,
    &support::LANE,
    &systems::LANE,
    &roles::LANE,
    &policies::LANE,
    &training::LANE,
];

/// These two head every picture, so that the columns have names; they are not chosen.
pub(crate) const HEADS: [&str; 2] = ["stages", "steps"];

/// A lane that is not there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownLane {
    /// What was asked for.
    pub name: String,
    /// The lane that was probably meant.
    pub nearest: Option<&'static str>,
}

/// Id and title of every lane that can be chosen, from top to bottom.
pub fn lane_list() -> impl Iterator<Item = (&'static str, &'static str)> {
    LANES.iter().filter(|lane| !HEADS.contains(&lane.id)).map(|lane| (lane.id, lane.title))
}

/// The lanes of a list with commas, by id or title, in the order of the picture.
///
/// # Errors
/// The first name that no lane has.
pub fn lanes_named(list: &str) -> Result<Vec<&'static str>, UnknownLane> {
    let plain = |name: &str| name.trim().to_lowercase().replace([' ', '-'], "_");
    let mut asked = Vec::new();
    for name in list.split(',').filter(|name| !name.trim().is_empty()) {
        let wanted = plain(name);
        let found = lane_list().find(|(id, title)| *id == wanted || plain(title) == wanted);
        let Some((id, _)) = found else {
            // Stages and steps are always drawn: to ask for them is no mistake.
            if HEADS.contains(&wanted.as_str()) {
                continue;
            }
            let nearest = lane_list()
                .map(|(id, _)| (distance(&wanted, id), id))
                .min_by_key(|(far, _)| *far)
                .filter(|(far, id)| *far <= id.len() / 2);
            return Err(UnknownLane {
                name: name.trim().to_owned(),
                nearest: nearest.map(|(_, id)| id),
            });
        };
        asked.push(id);
    }
    Ok(lane_list().map(|(id, _)| id).filter(|id| asked.contains(id)).collect())
}

/// Letters to put in, take out or change to come from one word to the other (Levenshtein 1966).
fn distance(from: &str, to: &str) -> usize {
    let to: Vec<char> = to.chars().collect();
    let mut row: Vec<usize> = (0..=to.len()).collect();
    for (i, a) in from.chars().take(60).enumerate() {
        let mut corner = row[0];
        row[0] = i + 1;
        for (j, b) in to.iter().enumerate() {
            let change = corner + usize::from(a != *b);
            corner = row[j + 1];
            row[j + 1] = change.min(row[j] + 1).min(corner + 1);
        }
    }
    row[to.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lanes_are_named_by_id_or_title_and_come_in_the_order_of_the_picture() {
        assert_eq!(lanes_named("Pain points, emotion,steps").ok(), Some(vec!["emotion", "pains"]));
        assert_eq!(lanes_named("").ok(), Some(vec![]));
    }

    #[test]
    fn an_unknown_lane_is_refused_with_the_nearest_one() {
        let refused = |list| lanes_named(list).err().map(|unknown| (unknown.name, unknown.nearest));
        assert_eq!(refused("pains,emotoin"), Some(("emotoin".into(), Some("emotion"))));
        assert_eq!(refused("xyzzy"), Some(("xyzzy".into(), None)));
    }
}
