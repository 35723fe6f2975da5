//! The lanes of the picture. A lane is one file: what it shows · how · limits, and one `LANE`. To add one, copy a neighbour and add
//! its line to [`LANES`]; which lanes a map has, in which order, says `wayline_model::lane`.

use crate::grid::Frame;
use crate::scene::Item;
use crate::style::Style;
use crate::typeset::Typesetter;
use crate::words::{Language, Words};
use wayline_model::lane as known;
use wayline_model::resolved::ResolvedMap;

mod action;
mod backstage;
mod emotion;
mod evidence;
mod flow;
mod frontstage;
mod idea;
mod need;
mod opportunity;
mod pain;
mod policies;
mod roles;
mod stages;
mod steps;
mod support;
mod systems;
mod tasks;
mod think;
mod touchpoints;
mod training;
mod voice;
mod waits;
mod ways;

pub(crate) use pain::ranked;
pub(crate) use ways::note as note_of_ways;

/// A kind of lane.
pub(crate) struct Lane {
    /// Its name in a map's `lanes`, also for tests and for the page.
    pub(crate) id: &'static str,
    /// The text that stands at the left: its key, as those of `none`.
    pub(crate) title: &'static str,
    /// The smaller words under it.
    pub(crate) hint: fn(&Frame) -> String,
    /// Draws it from `top` down; `None` when the map has nothing for it.
    pub(crate) draw: fn(&Frame, &mut Typesetter, f64) -> Option<Drawing>,
    /// How its upper edge looks.
    pub(crate) edge: Edge,
    /// What is said where it is usual and the map has nothing for it; empty where its absence need not be said.
    pub(crate) none: &'static str,
}

/// The line between a lane and the one above, where the lane has no named line of a service blueprint.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Edge {
    /// None: it belongs to the lane above.
    Open,
    /// A thin rule.
    Rule,
}

/// What a lane drew.
pub(crate) struct Drawing {
    pub(crate) items: Vec<Item>,
    pub(crate) height: f64,
}

/// The heads, then the lanes of `wayline_model::lane`, in its order.
pub(crate) const LANES: [&Lane; 23] = [
    &stages::LANE,
    &steps::LANE,
    &ways::LANE,
    &flow::LANE,
    &waits::LANE,
    &emotion::LANE,
    &voice::LANE,
    &think::LANE,
    &need::LANE,
    &touchpoints::LANE,
    &pain::LANE,
    &opportunity::LANE,
    &action::LANE,
    &idea::LANE,
    &tasks::LANE,
    &evidence::LANE,
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
/// What is between steps lies under these; a map does not choose it, a reader may.
const WAYS: &str = "ways";

/// Why a lane is on the picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shown {
    /// It holds something.
    Filled,
    /// It is usual for the kind of map.
    Usual,
    /// Somebody asked for it: where it is empty, that is said.
    Asked,
}

/// The lanes of a picture, from top to bottom.
pub(crate) fn chosen(map: &ResolvedMap, style: &Style) -> Vec<(&'static Lane, Shown)> {
    let find = |id: &str| LANES.iter().copied().find(|lane| lane.id == id);
    let of_map = |id: &str| {
        let asked = if map.lanes.is_empty() { Shown::Usual } else { Shown::Asked };
        Some((find(id)?, asked)).filter(|_| known::of(id).is_some())
    };
    let mut lanes: Vec<(&'static Lane, Shown)> = if map.lanes.is_empty() {
        known::usual(map.kind).iter().filter_map(|id| of_map(id)).collect()
    } else {
        map.lanes.iter().filter_map(|id| of_map(id)).collect()
    };
    let missing = |lanes: &[(&Lane, Shown)], id: &str| lanes.iter().all(|(lane, _)| lane.id != id);
    if map.lanes.is_empty() {
        for more in known::LANES.iter().filter(|lane| !lane.measured) {
            if missing(&lanes, more.id) {
                lanes.extend(find(more.id).map(|lane| (lane, Shown::Filled)));
            }
        }
    }
    if style.lanes.is_empty() {
        let from = |id: &str| known::of(id).map(|lane| lane.from).unwrap_or_default();
        lanes.retain(|(lane, _)| from(lane.id) <= style.detail);
    } else {
        for id in &style.lanes {
            if *id != WAYS && missing(&lanes, id) {
                lanes.extend(find(id).map(|lane| (lane, Shown::Asked)));
            }
        }
        lanes.retain(|(lane, _)| style.lanes.contains(&lane.id));
        for (_, shown) in &mut lanes {
            *shown = Shown::Asked;
        }
    }
    let mut heads: Vec<(&Lane, Shown)> =
        HEADS.iter().filter_map(|id| Some((find(id)?, Shown::Filled))).collect();
    if style.lanes.is_empty() {
        heads.push((&ways::LANE, Shown::Filled));
    } else if style.lanes.contains(&WAYS) {
        heads.push((&ways::LANE, Shown::Asked));
    } else if style.lanes.contains(&"flow") {
        heads.push((&ways::LANE, Shown::Filled));
    }
    heads.extend(lanes);
    heads
}

/// A lane that is not there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownLane {
    /// What was asked for.
    pub name: String,
    /// The lane that was probably meant.
    pub nearest: Option<&'static str>,
}

/// Id and title of every lane that can be chosen, from top to bottom.
pub fn lane_list() -> impl Iterator<Item = (&'static str, String)> {
    let named = |lane: &&Lane| (lane.id, Words(Language::English).say(lane.title));
    LANES.iter().filter(|lane| !HEADS.contains(&lane.id)).map(named)
}

/// The lanes of a list with commas, by name or title, in the order of [`lane_list`].
///
/// # Errors
/// The first name that no lane has.
pub fn lanes_named(list: &str) -> Result<Vec<&'static str>, UnknownLane> {
    let plain = |name: &str| name.trim().to_lowercase().replace([' ', '-'], "_");
    let mut asked = Vec::new();
    for name in list.split(',').filter(|name| !name.trim().is_empty()) {
        let wanted = plain(name);
        let found = lane_list().find(|(id, title)| *id == wanted || plain(title) == wanted);
        if let Some(id) = found.map(|(id, _)| id).or_else(|| known::also(&wanted)) {
            asked.push(id);
        } else if !HEADS.contains(&wanted.as_str()) {
            // Stages and steps are always drawn: to ask for them is no mistake.
            return Err(UnknownLane {
                name: name.trim().to_owned(),
                nearest: known::nearest(&wanted),
            });
        }
    }
    Ok(lane_list().map(|(id, _)| id).filter(|id| asked.contains(id)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use wayline_model::lane::Detail;
    use wayline_model::map::{JourneyMap, Kind};

    fn ids(map: &JourneyMap, style: &Style) -> Vec<&'static str> {
        let map = wayline_model::unbound::resolve(map);
        chosen(&map, style).into_iter().skip(3).map(|(lane, _)| lane.id).collect()
    }

    #[test]
    fn every_lane_of_the_vocabulary_can_be_drawn_and_no_other() {
        let drawn: Vec<&str> = LANES.iter().skip(3).map(|lane| lane.id).collect();
        let all: Vec<&str> = known::LANES.iter().map(|lane| lane.id).collect();
        assert_eq!(drawn, all);
    }

    #[test]
    fn lanes_are_named_by_id_or_title_and_come_in_the_order_of_the_picture() {
        assert_eq!(lanes_named("Pain points, emotion,steps").ok(), Some(vec!["emotion", "pain"]));
        assert_eq!(lanes_named("pains,physical evidence").ok(), Some(vec!["pain", "evidence"]));
        assert_eq!(lanes_named("").ok(), Some(vec![]));
    }

    #[test]
    fn an_unknown_lane_is_refused_with_the_nearest_one() {
        let refused = |list| lanes_named(list).err().map(|unknown| (unknown.name, unknown.nearest));
        assert_eq!(refused("pains,emotoin"), Some(("emotoin".into(), Some("emotion"))));
        assert_eq!(refused("xyzzy"), Some(("xyzzy".into(), None)));
    }

    #[test]
    fn a_map_that_chose_its_lanes_has_these_in_its_order_and_no_others() {
        let lanes = ["idea", "emotion", "horoscope", "pain"].map(String::from).to_vec();
        let map = JourneyMap { lanes, ..JourneyMap::default() };
        assert_eq!(ids(&map, &Style::default()), ["idea", "emotion", "pain"]);
        let reader = Style { lanes: vec!["pain", "idea", "roles"], ..Style::default() };
        let asked = chosen(&wayline_model::unbound::resolve(&map), &reader);
        let asked: Vec<&str> = asked.into_iter().map(|(lane, _)| lane.id).collect();
        assert_eq!(asked, ["stages", "steps", "idea", "pain", "roles"]);
    }

    #[test]
    fn a_map_that_chose_none_has_those_of_its_kind_first() {
        let map = JourneyMap { kind: Kind::ServiceBlueprint, ..JourneyMap::default() };
        let lanes = ids(&map, &Style::default());
        assert_eq!(lanes[..3], ["evidence", "frontstage", "backstage"]);
        assert!(lanes.contains(&"idea") && lanes.contains(&"voice"));
        let map = JourneyMap { kind: Kind::FutureState, ..JourneyMap::default() };
        assert!(!ids(&map, &Style::default()).contains(&"flow"), "nothing has happened yet");
    }

    #[test]
    fn a_sketch_has_where_it_hurts_and_what_a_reader_asks_for_is_drawn_at_any_detail() {
        let sketch = Style { detail: Detail::Sketch, ..Style::default() };
        assert_eq!(ids(&JourneyMap::default(), &sketch), ["emotion", "pain"]);
        let asked = Style { lanes: vec!["ways", "need"], ..sketch };
        assert_eq!(ids(&JourneyMap::default(), &asked), ["need"]);
    }
}
