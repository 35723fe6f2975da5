//! The lanes of a map: which there are, from which level of detail each shows, and which a kind of map has by itself.
//!
//! The one list of them: pictures draw these, the page reads them from `schemas/document.json`, and a map's `lanes` names
//! them. What a lane looks like is the business of who draws it. Stages and steps head every map, and the ways between steps
//! lie under them; these are no lanes to choose.

use crate::diagnostic::nearest as nearest_name;
use crate::map::Kind;
use serde::Serialize;

/// How much of a map is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Detail {
    /// Names only, and where it hurts.
    Sketch,
    /// What is usually looked at.
    #[default]
    Standard,
    /// Everything.
    Full,
}

/// The lines of a service blueprint (Shostack 1984; Bitner, Ostrom and Morgan 2008).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Line {
    /// Between what the customer does and what we do.
    Interaction,
    /// Between what the customer sees and what not.
    Visibility,
    /// Between those who serve the customer and those who serve them.
    Internal,
}

/// A lane.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Lane {
    /// Its name in a map's `lanes`; where its cards are a kind of record, that of the kind.
    #[serde(rename = "lane")]
    pub id: &'static str,
    /// The least detail at which it is there.
    pub from: Detail,
    /// The line above it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<Line>,
    /// Shown only where it is usual or chosen; any other is also where it holds something.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub measured: bool,
}

const fn lane(id: &'static str) -> Lane {
    Lane { id, from: Detail::Standard, line: None, measured: false }
}

const fn sketched(id: &'static str) -> Lane {
    Lane { from: Detail::Sketch, ..lane(id) }
}

const fn measured(id: &'static str) -> Lane {
    Lane { measured: true, ..lane(id) }
}

const fn under(line: Line, id: &'static str) -> Lane {
    Lane { line: Some(line), ..lane(id) }
}

/// Every lane, in the order in which those stand that nobody put in another.
pub static LANES: [Lane; 20] = [
    measured("flow"),
    measured("waits"),
    sketched("emotion"),
    lane("voice"),
    lane("think"),
    lane("need"),
    lane("touchpoints"),
    sketched("pain"),
    lane("opportunity"),
    lane("action"),
    lane("idea"),
    lane("tasks"),
    lane("evidence"),
    under(Line::Interaction, "frontstage"),
    under(Line::Visibility, "backstage"),
    under(Line::Internal, "support"),
    lane("systems"),
    lane("roles"),
    lane("policies"),
    lane("training"),
];

/// The lane of a name.
pub fn of(id: &str) -> Option<&'static Lane> {
    LANES.iter().find(|lane| lane.id == id)
}

/// The lane that was probably meant: another name of it, or one of nearly the same letters.
pub fn nearest(wanted: &str) -> Option<&'static str> {
    let plain = wanted.trim().to_lowercase().replace([' ', '-'], "_");
    of(&plain)
        .map(|lane| lane.id)
        .or_else(|| also(&plain))
        .or_else(|| nearest_name(&plain, LANES.iter().map(|lane| lane.id)))
}

/// The lane that goes by another name too: `pains`.
pub fn also(name: &str) -> Option<&'static str> {
    ALSO.iter().find(|(also, _)| *also == name).map(|(_, id)| *id)
}

/// What people call lanes beside their names.
static ALSO: [(&str, &str); 11] = [
    ("pains", "pain"),
    ("pain_points", "pain"),
    ("opportunities", "opportunity"),
    ("actions", "action"),
    ("ideas", "idea"),
    ("needs", "need"),
    ("thinking", "think"),
    ("thoughts", "think"),
    ("voices", "voice"),
    ("physical_evidence", "evidence"),
    ("touchpoint", "touchpoints"),
];

/// The lanes of a kind of map for which nobody chose any, from top to bottom; others follow where they hold something.
pub fn usual(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::CurrentState => {
            &["flow", "waits", "emotion", "voice", "think", "need", "pain", "opportunity", "action"]
        }
        Kind::FutureState => {
            &["emotion", "think", "need", "opportunity", "action", "idea", "frontstage", "systems"]
        }
        Kind::DayInTheLife => &["emotion", "voice", "think", "need", "pain", "idea"],
        Kind::ServiceBlueprint => &[
            "evidence",
            "frontstage",
            "backstage",
            "support",
            "systems",
            "roles",
            "policies",
            "training",
            "flow",
            "waits",
            "emotion",
            "pain",
            "opportunity",
            "action",
        ],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    const KINDS: [Kind; 4] =
        [Kind::CurrentState, Kind::FutureState, Kind::DayInTheLife, Kind::ServiceBlueprint];

    #[test]
    fn usual_lanes_are_lanes_and_each_stands_once() {
        let all: BTreeSet<&str> = LANES.iter().map(|lane| lane.id).collect();
        assert_eq!(all.len(), LANES.len());
        for kind in KINDS {
            let usual: BTreeSet<&str> = usual(kind).iter().copied().collect();
            assert!(usual.is_subset(&all), "{kind:?}");
            assert_eq!(usual.len(), super::usual(kind).len(), "{kind:?}");
        }
    }

    #[test]
    fn another_name_and_a_slip_of_the_hand_lead_to_the_lane_that_was_meant() {
        for (wanted, meant) in
            [("Pain points", Some("pain")), ("emotoin", Some("emotion")), ("xyzzy", None)]
        {
            assert_eq!(nearest(wanted), meant, "{wanted}");
        }
        assert!(ALSO.iter().all(|(also, id)| of(id).is_some() && of(also).is_none()));
    }
}
