//! Pains that need no comparison of journeys: where unusually many leave, a step nobody likes, waits that take up much of the way.
//!
//! - **Leaving** (only where shares can be told): every way in loses people at every step, so a leak is a pain only where it is out of
//!   line with the map's other steps, without those that known causes lose: the lower end of its rate lies above the median of theirs by three
//!   times their scatter (Hampel's identifier: the median absolute deviation times 1.4826; at least four points), and above 5 %, and at least one journey in a hundred is lost there. The
//!   claim is that more leave than the usual share; tested by the normal approximation of the binomial.
//! - **A bad feeling** (where customers were asked about steps): the mean rating of a step lies below the middle of its scale, and
//!   with its whole interval by at least a tenth of the scale below the mean of all other steps. The claim is that the mean is below the middle; tested
//!   against the middle and, by Welch, against the others.
//! - **Waiting** (only where nobody was asked how it was): the claim is that the median wait between two steps of the main line
//!   that follow each other, the second in at least half of the first one's journeys, is longer than a quarter of the median way from the first step to the last. Tested by the signs
//!   of the differences from that bound.

use super::candidate::{EVER, text};
use super::effect::{Side, Sums, Z, compare};
use super::loss::Loss;
use super::outcome::{Measure, Outcome};
use super::{FoundPain, Ground};
use crate::discover::moves::median_s;
use statrs::distribution::{ContinuousCDF, Normal};
use wayline_engine::idle::Ending;
use wayline_model::duration::duration;
use wayline_model::question::Operator;

/// Fewer than this share leaving is no pain, however few leave elsewhere.
const LEAVING: f64 = 0.05;
/// A leak that loses fewer than this share of all journeys is none to speak of.
const WORTH: f64 = 0.01;
/// The median absolute deviation of a normal distribution, as a part of its standard deviation, turned over.
const SCATTER: f64 = 1.4826;
/// Least scatter of leaks that is reckoned with.
const LEAST_SCATTER: f64 = 0.04;
/// A step is disliked if it is rated lower than the others by this part of the scale.
const DISLIKE: f64 = 0.1;
/// A wait longer than this part of the whole way is a pain.
const PART: f64 = 0.25;

/// What a pain without a comparison is about.
#[derive(Clone, Debug)]
pub(crate) enum About<'a> {
    /// Leaving a step.
    Leaving(Leak),
    /// A step nobody likes: its ratings.
    Feeling { outcome: &'a Outcome },
    /// A wait.
    Waiting,
}

/// A pain with the p of its test.
pub(crate) struct Standing<'a> {
    pub(crate) about: About<'a>,
    pub(crate) pain: FoundPain,
    pub(crate) p: f64,
    /// Whether it is large enough to be a pain; the test says whether that could be chance.
    pub(crate) holds: bool,
}

/// All that is tried, whether it holds or not.
pub(crate) fn standing<'a>(
    ground: &Ground<'_>,
    outcomes: &'a [Outcome],
    rated: bool,
) -> Vec<Standing<'a>> {
    let mut all = Vec::new();
    if ground.shows_prevalence() {
        leaving(ground, &mut all);
    }
    feeling(ground, outcomes, &mut all);
    if !rated {
        waiting(ground, &mut all);
    }
    all
}

/// The leak of a step: how many left of how many that did not stay open.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Leak {
    pub(crate) step: usize,
    left: f64,
    n: f64,
}

impl Leak {
    fn rate(&self) -> f64 {
        self.left / self.n
    }
}

fn leaks(ground: &Ground<'_>) -> Vec<Leak> {
    let steps = &ground.skeleton.steps;
    let (mut left, mut open) = (vec![0u64; steps.len()], vec![0u64; steps.len()]);
    for ix in &ground.flow.source {
        let last = ground.journeys.events(*ix).end - 1;
        let Some(step) = ground.step_of[ground.journeys.activity(last).0] else { continue };
        match ground.endings.ending(ground.journeys, *ix) {
            Ending::Left => left[step] += 1,
            Ending::Open => open[step] += 1,
            Ending::Reached => {}
        }
    }
    let here = |step: usize| {
        let n = steps[step].count.saturating_sub(open[step]);
        let counts = !steps[step].end && n >= ground.min_base;
        counts.then(|| Leak { step, left: left[step] as f64, n: n as f64 })
    };
    (0..steps.len()).filter_map(here).collect()
}

fn leaving(ground: &Ground<'_>, all: &mut Vec<Standing<'_>>) {
    let leaks = leaks(ground);
    let rates: Vec<(usize, f64)> = leaks.iter().map(|leak| (leak.step, leak.rate())).collect();
    for leak in leaks {
        let (usual, _) = elsewhere(ground, &rates, leak.step);
        let (rate, n) = (leak.rate(), leak.n);
        // As the claim writes it: hundredths.
        let bound = (100.0 * usual.max(LEAVING)).round() / 100.0;
        let z = (rate - bound) / (bound * (1.0 - bound) / n).sqrt();
        all.push(Standing {
            pain: FoundPain {
                step: leak.step,
                title: format!("Leaves at {}", ground.names[leak.step]),
                claim: ground.claim(
                    Operator::Counts { ends: Vec::new(), mean: None },
                    None,
                    None,
                    format!("rate > {bound}"),
                ),
                loss: Loss::customers(leak.left),
                opportunity: None,
            },
            p: Normal::standard().cdf(-z),
            holds: rate - Z * (rate * (1.0 - rate) / n).sqrt() > bound,
            about: About::Leaving(leak),
        });
    }
}

/// What is usual at the other steps of the main line: the median of their rates, and their scatter.
fn elsewhere(ground: &Ground<'_>, rates: &[(usize, f64)], step: usize) -> (f64, f64) {
    let main =
        |(other, _): &&(usize, f64)| *other != step && !ground.skeleton.steps[*other].optional;
    let mut others: Vec<f64> = rates.iter().filter(main).map(|(_, rate)| *rate).collect();
    let usual = median(&mut others);
    let mut away: Vec<f64> = others.iter().map(|rate| (rate - usual).abs()).collect();
    (usual, (SCATTER * median(&mut away)).max(LEAST_SCATTER))
}

/// The steps at which unusually many leave for no known cause. `known` is how many customers known causes lose at each step: they are
/// left out here and elsewhere, so that one pain does not hide another.
pub(crate) fn unusual(ground: &Ground<'_>, all: &[Standing<'_>], known: &[f64]) -> Vec<usize> {
    let leaks: Vec<&Leak> = all
        .iter()
        .filter_map(|own| if let About::Leaving(leak) = &own.about { Some(leak) } else { None })
        .collect();
    let rest = |leak: &Leak| (leak.left - known[leak.step]).max(0.0) / leak.n;
    let rates: Vec<(usize, f64)> = leaks.iter().map(|leak| (leak.step, rest(leak))).collect();
    let out_of_line = |leak: &&&Leak| {
        let (usual, scatter) = elsewhere(ground, &rates, leak.step);
        let rate = rest(leak);
        let low = rate - Z * (rate * (1.0 - rate) / leak.n).sqrt();
        let many = leak.left >= WORTH * ground.flow.len() as f64;
        many && low > LEAVING && low > usual + 3.0 * scatter
    };
    leaks.iter().filter(out_of_line).map(|leak| leak.step).collect()
}

/// Median; 0 of nothing.
fn median(values: &mut [f64]) -> f64 {
    values.sort_by(f64::total_cmp);
    let middle = values.len() / 2;
    match values {
        [] => 0.0,
        _ if values.len().is_multiple_of(2) => f64::midpoint(values[middle - 1], values[middle]),
        _ => values[middle],
    }
}

fn feeling<'a>(ground: &Ground<'_>, outcomes: &'a [Outcome], all: &mut Vec<Standing<'a>>) {
    let of_steps: Vec<(&'a Outcome, usize)> = outcomes
        .iter()
        .filter_map(|outcome| match &outcome.measure {
            Measure::About { step, .. } => Some((outcome, *step)),
            _ => None,
        })
        .collect();
    for (own, step) in &of_steps {
        let Measure::About { scale, about, .. } = &own.measure else { continue };
        let others = of_steps.iter().filter(|(other, at)| {
            at != step && matches!(&other.measure, Measure::About { scale: s, .. } if s == scale)
        });
        // One entry a rated journey of either side.
        let mut values: Vec<Sums> = own.rated.iter().map(|at| own.values[*at]).collect();
        let here = values.len();
        for (other, _) in others {
            values.extend(other.rated.iter().map(|at| other.values[*at]));
        }
        let everyone: Vec<usize> = (0..values.len()).collect();
        let side = |at: usize| if at < here { Side::With } else { Side::Against };
        let effect = compare(&values, &everyone, &vec![0; values.len()], side, 1.0);
        let Some(effect) = effect.filter(|effect| effect.n_against >= ground.min_base as f64)
        else {
            continue;
        };
        let (mean, error) = mean_of(own, &own.rated);
        let (low, high) = scale.range();
        let middle = f64::midpoint(low, high);
        let sign = if super::said::low_is_good(*scale) { '>' } else { '<' };
        let journeys = ground.skeleton.steps[*step].count as f64;
        let each = -effect.high;
        all.push(Standing {
            about: About::Feeling { outcome: own },
            pain: FoundPain {
                step: *step,
                title: format!("Unhappy with {}", ground.names[*step]),
                claim: ground.claim(
                    Operator::Ratings {
                        kind: Some(super::outcome::kind_name(scale.kind()).into()),
                        about: Some(about.clone()),
                    },
                    None,
                    None,
                    format!("mean {sign} {middle}"),
                ),
                loss: Loss::felt(
                    -effect.difference * if ground.shows_prevalence() { journeys } else { 1.0 },
                ),
                opportunity: None,
            },
            // Both must be so: the larger p counts.
            p: effect.p.max(Normal::standard().cdf((mean - 0.5) / error)),
            holds: is_unhappy(own, &own.rated, ground.min_base) && each >= DISLIKE,
        });
    }
}

/// Mean of some journeys' values, 0 … 1, and its standard error.
fn mean_of(outcome: &Outcome, journeys: &[usize]) -> (f64, f64) {
    let mut all = Sums::default();
    for at in journeys {
        all.add(outcome.values[*at]);
    }
    (all.mean(), all.variance_of_mean(1.0).sqrt())
}

/// Whether the ratings of some journeys lie below the middle of the scale with their whole interval.
pub(crate) fn is_unhappy(outcome: &Outcome, journeys: &[usize], min_base: u64) -> bool {
    let (mean, error) = mean_of(outcome, journeys);
    journeys.len() as u64 >= min_base && mean + Z * error < 0.5
}

fn waiting(ground: &Ground<'_>, all: &mut Vec<Standing<'_>>) {
    let Some((first, last)) = ground.whole_way() else { return };
    let mut ways = ground.first_waits_us(first, last);
    let n = ways.len() as u64;
    let Some(whole_s) = median_s(&mut ways) else { return };
    if n < ground.min_base || whole_s <= 0.0 {
        return;
    }
    let main: Vec<usize> = (first..=last)
        .filter(|step| !ground.skeleton.steps[*step].optional && !ground.imputed[*step])
        .collect();
    // With two steps the wait is the way.
    if main.len() < 3 {
        return;
    }
    for pair in main.windows(2) {
        let mut waits = ground.first_waits_us(pair[0], pair[1]);
        let n = waits.len() as f64;
        let few = (waits.len() as u64) < ground.min_base;
        // Where most go elsewhere, the time until some come is no wait: nobody expected them.
        if few || 2 * (waits.len() as u64) < ground.skeleton.steps[pair[0]].count {
            continue;
        }
        let bound_s = (PART * whole_s).round();
        let longer = waits.iter().filter(|us| **us as f64 / 1e6 > bound_s).count() as f64;
        let z = (longer - n / 2.0) / (n / 4.0).sqrt();
        let Some(typical_s) = median_s(&mut waits) else { continue };
        let (from, to) = (ground.activities(pair[0])[0], ground.activities(pair[1])[0]);
        // Those who never came have no such wait; they are counted where they leave.
        let came = format!("did({}, within {EVER} of first {})", text(to), text(from));
        all.push(Standing {
            about: About::Waiting,
            pain: FoundPain {
                step: pair[1],
                title: format!(
                    "Waits {} for {} after {}",
                    duration(typical_s),
                    ground.names[pair[1]],
                    ground.names[pair[0]]
                ),
                claim: ground.claim(
                    Operator::Dwell { from: from.into(), to: to.into() },
                    Some(&came),
                    None,
                    format!("median_s > {bound_s}"),
                ),
                loss: Loss::felt((longer * (typical_s / whole_s)).min(n)),
                opportunity: None,
            },
            p: Normal::standard().cdf(-z),
            holds: true,
        });
    }
}
