//! What is planted: which pains, where, how large, and what things are called.
//!
//! [`Plan::stride`] is the sample that is shown: a fitness app by subscription. [`Plan::shuffled`] is a company of the same
//! build whose pains are moved, resized or absent and whose activities have other names, to hold a draft against.

use crate::chance::Chance;
use serde::{Deserialize, Serialize};

/// A step of the main line, in the order of the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stop {
    /// Sees an advertisement, once or several times.
    Ad,
    /// Reads what others say.
    Reviews,
    /// Looks at the prices.
    Prices,
    /// Fills in the form.
    Form,
    /// Confirms the e-mail address with a code.
    Code,
    /// Pays.
    Pays,
    /// Gets the training plan.
    Plan,
    /// Connects a watch.
    Watch,
    /// Trains, again and again.
    Workout,
    /// Stays for another month.
    Renews,
    /// Invites a friend.
    Invites,
    /// Beside the main line: asks support.
    Support,
    /// Beside the main line: gives notice.
    Cancels,
    /// Beside the main line: the attempt that fails, before the step where the narrow pain sits.
    Fails,
}

/// How something hurts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Hurt {
    /// Many leave at the step.
    DropOff,
    /// The step comes late for some; they leave more and rate it worse.
    Wait,
    /// Some must do the step again and again; they leave more and rate it worse.
    Repeat,
    /// Everybody is unhappy with the step, and nobody leaves for it.
    Feeling,
    /// In one channel on one device the attempt before the step fails.
    Narrow,
}

/// A pain that is planted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Planted {
    /// How it hurts.
    pub hurt: Hurt,
    /// Where.
    pub at: Stop,
    /// How much, in percent of the usual size.
    pub size: u32,
}

/// A company to be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// Where all chance comes from.
    pub seed: u64,
    /// How many customers.
    pub customers: u32,
    /// What hurts them.
    pub pains: Vec<Planted>,
    /// Channel and device of the narrow pain.
    pub narrow: (&'static str, &'static str),
    /// Whether activities go by codes instead of words.
    pub coded: bool,
}

/// Customers of the sample that is shown.
pub const CUSTOMERS: u32 = 60_000;

impl Plan {
    /// The sample: Stride, five pains of different size and kind.
    pub fn stride(seed: u64) -> Self {
        let pain = |hurt, at, size| Planted { hurt, at, size };
        Self {
            seed,
            customers: CUSTOMERS,
            pains: vec![
                pain(Hurt::DropOff, Stop::Form, 100),
                pain(Hurt::Wait, Stop::Plan, 100),
                pain(Hurt::Repeat, Stop::Code, 100),
                pain(Hurt::Feeling, Stop::Watch, 100),
                pain(Hurt::Narrow, Stop::Pays, 100),
            ],
            narrow: ("app", "ios"),
            coded: false,
        }
    }

    /// The same with another number of customers.
    #[must_use]
    pub fn customers(self, customers: u32) -> Self {
        Self { customers, ..self }
    }

    /// A company of the same build: each pain is absent one time in four, else at any place that suits it and of 60 to 150 % of
    /// the usual size; activities go by codes.
    pub fn shuffled(seed: u64, customers: u32) -> Self {
        let mut chance = Chance::new(seed ^ 0x005E_ED0F_C0DE);
        let mut free =
            vec![Stop::Prices, Stop::Form, Stop::Code, Stop::Pays, Stop::Plan, Stop::Watch];
        let mut pains = Vec::new();
        for hurt in [Hurt::Wait, Hurt::Repeat, Hurt::DropOff, Hurt::Narrow, Hurt::Feeling] {
            let absent = chance.happens(25);
            let size = 60 + chance.below(91);
            let fits: Vec<Stop> = free.iter().copied().filter(|at| suits(hurt, *at)).collect();
            if absent || fits.is_empty() {
                continue;
            }
            let at = *chance.one_of(&fits);
            free.retain(|other| *other != at);
            pains.push(Planted { hurt, at, size });
        }
        let channel = chance.pick(&[(1, "app"), (1, "web")]);
        let device = chance.pick(&[(1, "ios"), (1, "android")]);
        Self { seed, customers, pains, narrow: (channel, device), coded: true }
    }

    /// The pain of a kind at a step, if it is planted there.
    pub(crate) fn pain(&self, hurt: Hurt, at: Stop) -> Option<&Planted> {
        self.pains.iter().find(|pain| pain.hurt == hurt && pain.at == at)
    }

    /// What the events call an activity.
    pub fn activity(&self, stop: Stop) -> &'static str {
        if self.coded { CODES[stop as usize] } else { WORDS[stop as usize] }
    }
}

/// Whether a kind of pain can sit at a step.
fn suits(hurt: Hurt, at: Stop) -> bool {
    match hurt {
        Hurt::DropOff => matches!(at, Stop::Prices | Stop::Form | Stop::Code | Stop::Watch),
        Hurt::Wait => matches!(at, Stop::Code | Stop::Plan | Stop::Watch),
        Hurt::Repeat => matches!(at, Stop::Prices | Stop::Form | Stop::Code | Stop::Watch),
        Hurt::Feeling => matches!(at, Stop::Prices | Stop::Form | Stop::Plan | Stop::Watch),
        Hurt::Narrow => matches!(at, Stop::Form | Stop::Pays | Stop::Watch),
    }
}

const WORDS: [&str; 14] = [
    "Sees an ad",
    "Reads reviews",
    "Checks prices",
    "Fills in the form",
    "Confirms e-mail",
    "Pays",
    "Gets the plan",
    "Connects a watch",
    "Works out",
    "Renews",
    "Invites a friend",
    "Asks support",
    "Cancels",
    "Payment fails",
];

/// Without meaning, and in no order of the alphabet.
const CODES: [&str; 14] =
    ["m4", "c9", "x1", "k7", "b2", "t8", "e5", "a3", "q6", "h0", "w2", "d8", "r1", "f7"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shuffled_companies_differ_and_keep_their_pains_apart() {
        let plans: Vec<Plan> = (0..50).map(|seed| Plan::shuffled(seed, 1_000)).collect();
        for plan in &plans {
            let mut at: Vec<Stop> = plan.pains.iter().map(|pain| pain.at).collect();
            at.sort();
            at.dedup();
            assert_eq!(at.len(), plan.pains.len(), "{plan:?}");
            assert!(plan.pains.iter().all(|pain| suits(pain.hurt, pain.at)));
        }
        for hurt in [Hurt::DropOff, Hurt::Wait, Hurt::Repeat, Hurt::Feeling, Hurt::Narrow] {
            let planted = |plan: &&Plan| plan.pains.iter().any(|pain| pain.hurt == hurt);
            let n = plans.iter().filter(planted).count();
            assert!((20..50).contains(&n), "{hurt:?} is planted in {n} of 50");
        }
    }
}
