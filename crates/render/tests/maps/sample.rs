//! An outcome-selected marketplace: many figures are unknown, with their reasons.

use super::build::{Fill, known, map, path, stage, step};
use wayline_model::answer::Sampling;
use wayline_model::evidence::Figure;
use wayline_model::grade::Grade::{Contradicted, Supported};
use wayline_model::resolved::{Lowest, PathKind, ResolvedMap};

const WHY: &str = "the sample was chosen by how the orders ended, so shares of it say nothing about all customers";

pub(crate) fn sample() -> ResolvedMap {
    let stages = vec![
        stage(
            "Order",
            8_600,
            vec![
                step("Order placed", 8_600),
                step("Payment approved", 8_540).waits(1_260.0, 8_540),
            ],
        ),
        stage(
            "Delivery",
            8_400,
            vec![
                step("Handed to the carrier", 8_200).waits(86_400.0 * 2.2, 8_200),
                step("Canceled", 310)
                    .waits(86_400.0 * 3.0, 12)
                    .feels(None, -1.4, 0.2, 250, Supported)
                    .stars(1.6),
                step("Delivered", 7_900)
                    .waits(86_400.0 * 9.4, 7_900)
                    .pain(
                        "Delivered after the promised day",
                        "2.18 ★ against 4.27 ★ in time",
                        2,
                        None,
                        Supported,
                    )
                    .pain("Parcels arrive damaged", "", 5, None, Contradicted),
                step("Not delivered", 3_100)
                    .feels(None, -1.24, 0.05, 2_987, Supported)
                    .stars(1.76)
                    .pain("Not delivered", "1.76 ★ against 4.16 ★ delivered", 1, None, Supported)
                    .says(
                        "Não recebi o produto até agora e ninguém responde",
                        2_987,
                        "reviews",
                        "pt",
                        Supported,
                    ),
            ],
        ),
        stage(
            "Review",
            8_600,
            vec![
                step("Survey sent", 8_600).waits(86_400.0, 7_000),
                step("Review answered", 8_600)
                    .feels(None, 1.02, 0.03, 5_238, Supported)
                    .stars(4.04)
                    .says("Chegou antes do prazo, muito bom", 5_238, "reviews", "pt", Supported),
            ],
        ),
    ];
    let paths = vec![
        path((1, 0), (2, 0), PathKind::Skip, 1_420, None),
        path((2, 1), (0, 0), PathKind::Return, 260, None),
        path((0, 1), (1, 1), PathKind::Branch, 190, None),
    ];
    let mut map = map("Order to review", "olist", stages, paths);
    map.sampling = Sampling::OutcomeSelected;
    for stage in &mut map.stages {
        for step in &mut stage.steps {
            step.left.figure = Figure::unknown(WHY);
        }
    }
    map.since = Some("2016-09-04T21:15:19Z".into());
    map.as_of = Some("2018-10-17T17:30:18Z".into());
    map.notes = vec![
        format!("No prevalence and nobody lost is shown: {WHY}."),
        "The times of 310 cancellations are imputed: the source has no time of its own for them."
            .into(),
    ];
    map.health.journeys = 8_600;
    map.health.events = 44_170;
    map.health.goal = Figure::unknown(WHY);
    (map.health.claims, map.health.supported, map.health.contradicted) = (9, 8, 1);
    map.health.explained = known(0.962, 0.958, 0.966, 8_600);
    map.health.lowest =
        Lowest { step: Some("Canceled".into()), emotion: known(-1.4, -1.6, -1.2, 250) };
    map
}
