//! The map of the design's target view: an invented fitness app.

use super::build::{Fill, known, map, path, stage, step};
use wayline_model::grade::Grade::{Ageing, Assumption, Supported};
use wayline_model::map::{Feel, Status};
use wayline_model::resolved::{Lowest, PathKind, ResolvedMap, ResolvedStage};

pub(crate) fn fitness() -> ResolvedMap {
    let mut stages = before();
    stages.extend(after());
    let paths = vec![path((3, 1), (3, 0), PathKind::Return, 2_640, Some(0.12))];
    let mut map = map("From first ad to advocate", "Fitness app", stages, paths);
    map.sample = true;
    map.actors = vec!["Busy parent".into()];
    map.goal_text = Some("Fewer people give up at payment".into());
    map.since = Some("2026-08-23T00:00:00Z".into());
    map.as_of = Some("2026-11-20T18:04:00Z".into());
    map.health.journeys = 184_210;
    map.health.events = 3_900_412;
    map.health.goal = known(0.061, 0.0599, 0.0621, 184_210);
    (map.health.claims, map.health.supported, map.health.assumptions) = (74, 64, 10);
    map.health.explained = known(0.91, 0.909, 0.911, 184_210);
    map.health.lowest =
        Lowest { step: Some("Pays".into()), emotion: known(-1.2, -1.35, -1.05, 4_127) };
    map
}

fn before() -> Vec<ResolvedStage> {
    vec![
        stage(
            "Awareness",
            184_210,
            vec![
                step("Sees the ad", 184_210)
                    .does("scrolls, stops, taps", &["Instagram", "Search"])
                    .feels(Some(Feel::Curious), 0.4, 0.4, 0, Assumption)
                    .leaves(0.47, 87_000, 0),
            ],
        ),
        stage(
            "Consideration",
            97_000,
            vec![
                step("Reads reviews", 97_000)
                    .does("compares three apps", &["Web", "App store"])
                    .feels(Some(Feel::Hopeful), 1.0, 0.3, 1_204, Supported)
                    .leaves(0.31, 30_100, 0)
                    .waits(5_400.0, 97_000)
                    .says("Finally honest reviews.", 1_204, "reviews", "en", Supported),
                step("Checks prices", 67_000)
                    .does("looks for the catch", &["Web", "Chat"])
                    .feels(Some(Feel::Wary), 0.15, 0.22, 612, Supported)
                    .leaves(0.18, 12_000, 0)
                    .waits(198_720.0, 66_000)
                    .says("Dlaczego cena zmienia się w koszyku?", 612, "chats", "pl", Supported)
                    .pain(
                        "Price changes in the basket",
                        "",
                        2,
                        Some((7_400.0, 6_900.0, 8_000.0)),
                        Supported,
                    )
                    .idea("Show the full price at once", "quick win", Some(0.011), None)
                    .act("A/B: price up front", "Product", Status::Shipped, Some((0.009, 0.003))),
            ],
        ),
    ]
}

fn after() -> Vec<ResolvedStage> {
    vec![
        stage(
            "Purchase",
            55_000,
            vec![
                step("Starts checkout", 55_000)
                    .does("picks the monthly plan", &["Web", "App"])
                    .feels(Some(Feel::Impatient), -0.55, 0.2, 388, Supported)
                    .leaves(0.25, 14_000, 0)
                    .waits(900.0, 54_000)
                    .says("Слишком длинная форма.", 388, "surveys", "ru", Supported)
                    .pain("11 fields before paying", "2.1× odds of leaving", 3, None, Supported),
                step("Pays", 41_000)
                    .does("card, then 3-D Secure", &["App", "Bank"])
                    .feels(Some(Feel::Frustrated), -1.2, 0.15, 4_127, Supported)
                    .leaves(0.46, 19_000, 0)
                    .waits(240.0, 40_800)
                    .says("付款两次都失败了。", 4_127, "tickets", "zh, en", Supported)
                    .pain(
                        "3-D Secure fails on iOS",
                        "12% of all loss",
                        1,
                        Some((19_000.0, 18_400.0, 19_600.0)),
                        Supported,
                    )
                    .idea("Native wallet payment", "", Some(0.026), Some(5.0))
                    .act("Wallet pilot, iOS", "Payments", Status::Running, Some((0.018, 0.011))),
            ],
        ),
        stage(
            "Retention",
            22_000,
            vec![
                step("First workout", 22_000)
                    .does("sets up, tries day 1", &["App", "E-mail"])
                    .feels(Some(Feel::Proud), 1.6, 0.25, 2_930, Supported)
                    .stars(4.6)
                    .waits(86_400.0 * 1.4, 21_900)
                    .says("Day one felt made for me.", 2_930, "ratings", "en", Supported),
                {
                    let mut asks = step("Asks support", 2_600)
                        .does("how do I pause?", &["Chat", "Phone"])
                        .feels(Some(Feel::Confused), -0.5, 0.4, 214, Supported)
                        .says("Where is the pause button?", 214, "tickets", "en", Ageing)
                        .pain(
                            "Pausing needs a phone call",
                            "evidence is 61 days old",
                            4,
                            None,
                            Ageing,
                        )
                        .idea("Self-service pause", "quick win · −31% contacts", None, None)
                        .act("Pause screen", "Support", Status::Planned, None);
                    asks.optional = true;
                    asks
                },
            ],
        ),
        stage(
            "Advocacy",
            11_200,
            vec![{
                let mut invites = step("Invites a friend", 11_200)
                    .does("shares her result", &["App", "Social"])
                    .feels(Some(Feel::Delighted), 1.85, 0.15, 744, Supported)
                    .waits(86_400.0 * 21.0, 11_100)
                    .says("Мой тренер завидует.", 744, "posts", "ru", Supported);
                invites.left.open = Some(11_000);
                invites
            }],
        ),
    ]
}
