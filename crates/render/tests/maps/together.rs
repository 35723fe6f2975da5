//! A map that several departments share: hand-overs there and back, loops and branches, ideas, and lanes in an order of its own.

use super::build::{Fill, map, pass_on, path, stage, step};
use wayline_model::evidence::Figure;
use wayline_model::grade::Grade::{Assumption, Supported};
use wayline_model::map::{Feel, Status};
use wayline_model::resolved::{PathKind, ResolvedMap, ResolvedPath, ResolvedStep};

pub(crate) fn together() -> ResolvedMap {
    let at = |mut one: ResolvedStep, department: &str, ideas: &[&str]| {
        one.department = Some(department.into());
        one.ideas = ideas.iter().map(|idea| (*idea).into()).collect();
        one
    };
    let stages = vec![
        stage(
            "Order",
            12_400,
            vec![
                at(step("Asks for an offer", 12_400), "Sales", &[])
                    .does("describes the garden", &["Web", "Phone"])
                    .feels(Some(Feel::Hopeful), 0.8, 0.3, 310, Supported),
                at(step("Gets the offer", 9_900), "Sales", &["Send a drawing with the offer"])
                    .does("compares, asks back", &["E-mail"])
                    .feels(Some(Feel::Wary), -0.2, 0.2, 280, Supported)
                    .waits(187_200.0, 9_800),
                at(step("Pays the deposit", 6_300), "Payments", &[])
                    .does("transfers a third", &["Bank"])
                    .feels(Some(Feel::Anxious), -0.6, 0.2, 190, Supported)
                    .pain("The deposit is asked for twice", "12% of payers", 1, None, Supported),
            ],
        ),
        stage(
            "Delivery",
            6_100,
            vec![
                at(
                    step("Waits for a day", 6_100),
                    "Warehouse",
                    &["Let them choose the day", "A text the day before"],
                )
                .does("calls to ask when", &["Phone"])
                .feels(Some(Feel::Impatient), -1.3, 0.2, 402, Supported)
                .pain("Nobody knows the day", "2.3 calls an order", 2, None, Supported)
                .idea("Promise a day at once", "", None, Some(3.0))
                .act("Shared calendar", "Warehouse", Status::Running, None),
                at(step("Gets the plants", 5_700), "Carrier", &[])
                    .does("unpacks and counts", &["Home"])
                    .feels(Some(Feel::Delighted), 1.6, 0.2, 512, Supported),
                at(step("Complains", 900), "Support", &[])
                    .does("sends a photo", &["Chat", "Phone"])
                    .feels(Some(Feel::Frustrated), -1.1, 0.4, 96, Supported),
            ],
        ),
    ];
    let mut paths = vec![
        path((1, 2), (1, 0), PathKind::Return, 410, Some(0.45)),
        assumed((0, 1), (0, 0), PathKind::Return, "asks for changes"),
        assumed((0, 1), (1, 0), PathKind::Skip, "pays on delivery"),
        assumed((0, 0), (0, 2), PathKind::Skip, "orders from the catalogue"),
    ];
    paths.push(assumed((1, 0), (1, 0), PathKind::Return, "postpones"));
    let mut one = map("A garden by three departments", "Garden centre", stages, paths);
    one.lanes =
        ["emotion", "flow", "pain", "idea", "opportunity", "action"].map(String::from).to_vec();
    // The team thought better of two steps than customers do, and worse of one.
    for ((stage, step), estimate) in [((0, 1), 1.0), ((1, 0), -0.2), ((1, 2), -2.0)] {
        one.stages[stage].steps[step].emotion.estimate = Some(estimate);
    }
    one.health.journeys = 12_400;
    one.health.events = 61_000;
    pass_on(
        one,
        &[
            ((0, 1), (0, 2), "the offer"),
            ((0, 2), (1, 0), "the order, without the notes of the call"),
            ((1, 0), (1, 1), "a pallet"),
            ((1, 2), (0, 1), "what was damaged"),
        ],
    )
}

fn assumed(from: (usize, usize), to: (usize, usize), kind: PathKind, when: &str) -> ResolvedPath {
    ResolvedPath {
        when: Some(when.into()),
        count: 0,
        share: Figure::unknown("no journey was seen on it"),
        grade: Assumption,
        ..path(from, to, kind, 0, None)
    }
}
