//! The truth about a company: what was planted, and what came of it. A draft can be held against it.

use crate::company::{Company, NAME};
use crate::life::{DRIFT, MONTHS, OFFER_B, READERS, WEEKDAYS};
use crate::plan::{Hurt, Stop};
use serde::Serialize;

/// Everything that was planted.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Truth {
    /// Marked as what it is.
    pub company: &'static str,
    /// Where all chance came from.
    pub seed: u64,
    /// How many customers there are.
    pub customers: u32,
    /// How many events they left behind, faults not counted.
    pub events: usize,
    /// Pieces of feedback.
    pub feedback: usize,
    /// The pains, the most customers lost first, then by how many were unhappy.
    pub pains: Vec<PainTruth>,
    /// What looks like a pain and is none.
    pub coincidence: Coincidence,
    /// Two offers, shown by lot.
    pub experiment: Experiment,
    /// The day from which the way is another.
    pub drift: Drift,
    /// Who the customers are.
    pub personas: [PersonaTruth; 2],
    /// When they come.
    pub seasons: Seasons,
    /// What is wrong with the data.
    pub faults: [Fault; 2],
}

/// A pain that was planted.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PainTruth {
    /// How it hurts.
    pub hurt: Hurt,
    /// Where.
    pub at: Stop,
    /// What the events call that step.
    pub activity: &'static str,
    /// What the events call the attempt that fails, where there is one.
    pub fails: Option<&'static str>,
    /// Channel and device, where it is theirs alone.
    pub only: Option<(&'static str, &'static str)>,
    /// In percent of the usual size.
    pub size: u32,
    /// Customers who met it.
    pub met: u64,
    /// Customers who left for it and would not have otherwise.
    pub lost: u64,
}

/// What looks like a pain and is none.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Coincidence {
    /// The attribute.
    pub attribute: &'static str,
    /// Its value.
    pub value: &'static str,
    /// Why it goes with a pain.
    pub why: &'static str,
}

/// A test by lot with a known effect.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Experiment {
    /// The attribute that holds the side.
    pub attribute: &'static str,
    /// The step it is about.
    pub activity: &'static str,
    /// Since when.
    pub since: &'static str,
    /// So many more in a hundred go on under B than under A.
    pub effect_points: u32,
}

/// A change of the way with a known date.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Drift {
    /// The first day of the new way.
    pub since: String,
    /// The step that is skipped more.
    pub activity: &'static str,
    /// So many in a hundred took it before.
    pub before_percent: u32,
    /// And after.
    pub after_percent: u32,
}

/// Who some of the customers are.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PersonaTruth {
    /// Their name.
    pub name: &'static str,
    /// The rule that says who belongs to it.
    pub rule: &'static str,
    /// So many in a hundred.
    pub percent: u32,
}

/// When customers come, in percent of the busiest month and weekday.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Seasons {
    /// January to December.
    pub months: [u32; 12],
    /// Monday to Sunday.
    pub weekdays: [u32; 7],
}

/// A fault of the data.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Fault {
    /// What is wrong.
    pub what: &'static str,
    /// Where.
    pub file: &'static str,
}

pub(crate) fn of(company: &Company) -> Truth {
    let plan = &company.plan;
    let mut pains: Vec<PainTruth> = plan
        .pains
        .iter()
        .enumerate()
        .map(|(place, pain)| {
            let met = || company.met.iter().flatten().filter(move |met| met.pain == place);
            let narrow = pain.hurt == Hurt::Narrow;
            PainTruth {
                hurt: pain.hurt,
                at: pain.at,
                activity: plan.activity(pain.at),
                fails: narrow.then(|| plan.activity(Stop::Fails)),
                only: narrow.then_some(plan.narrow),
                size: pain.size,
                met: met().count() as u64,
                lost: met().filter(|met| met.lost).count() as u64,
            }
        })
        .collect();
    pains.sort_by_key(|pain| std::cmp::Reverse((pain.lost, pain.met)));
    Truth {
        company: NAME,
        seed: plan.seed,
        customers: plan.customers,
        events: company.events.len(),
        feedback: company.voices.len(),
        pains,
        coincidence: Coincidence {
            attribute: "theme",
            value: "dark",
            why: "most customers of the channel and device with the failing attempts like it dark; the colours themselves change nothing",
        },
        experiment: Experiment {
            attribute: "offer",
            activity: plan.activity(Stop::Prices),
            since: "2025-09-01",
            effect_points: OFFER_B,
        },
        drift: Drift {
            since: crate::calendar::text(DRIFT)[..10].to_owned(),
            activity: plan.activity(Stop::Reviews),
            before_percent: READERS.0,
            after_percent: READERS.1,
        },
        personas: [
            PersonaTruth { name: "Busy parent", rule: "aim = \"keep fit\"", percent: 62 },
            PersonaTruth { name: "Athlete", rule: "aim = \"race\"", percent: 38 },
        ],
        seasons: Seasons { months: MONTHS, weekdays: WEEKDAYS },
        faults: [
            Fault { what: "the events of 2026-03-03 are exported twice", file: "events.csv" },
            Fault { what: "one row in 5,000 carries a day that no calendar knows", file: "events.csv" },
        ],
    }
}
