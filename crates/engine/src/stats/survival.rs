//! Times until something happens, when for some it has not happened yet.

use super::proportion::Z95;

/// The share still waiting, as a step function of time.
#[derive(Clone, Debug, Default)]
pub struct KaplanMeier {
    /// One step for each time at which something happened, in order of time.
    pub steps: Vec<Step>,
}

/// One step down.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Step {
    /// When, microseconds from the beginning.
    pub time_us: i64,
    /// How many were still waiting and watched just before.
    pub at_risk: u64,
    /// For how many it happened.
    pub events: u64,
    /// The share still waiting from now on.
    pub waiting: f64,
    /// Lower end of its 95 % interval; `None` where nobody waits any more.
    pub low: Option<f64>,
    /// Upper end.
    pub high: Option<f64>,
}

/// A quantile of the time; `None` where the curve, or its band, does not fall that far.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct TimeQuantile {
    /// The first time at which at most 1 − p are still waiting.
    pub value_us: Option<i64>,
    /// Lower end of its 95 % interval.
    pub low_us: Option<i64>,
    /// Upper end.
    pub high_us: Option<i64>,
}

/// The product-limit estimate: E. Kaplan and P. Meier, JASA 53 (1958). Who is censored at the time of an
/// event is still at risk at that event. Interval: Greenwood's variance on the log-log scale, as R's
/// `survfit(conf.type = "log-log")`.
///
/// Both lists must be sorted.
pub fn kaplan_meier(events_us: &[i64], censored_us: &[i64]) -> KaplanMeier {
    let mut at_risk = (events_us.len() + censored_us.len()) as u64;
    let mut censored = censored_us.iter().peekable();
    let (mut waiting, mut greenwood) = (1.0, 0.0);
    let mut steps = Vec::new();
    for same in events_us.chunk_by(|a, b| a == b) {
        let (time_us, events) = (same[0], same.len() as u64);
        while censored.next_if(|censored| **censored < time_us).is_some() {
            at_risk -= 1;
        }
        let (n, d) = (at_risk as f64, events as f64);
        waiting *= (n - d) / n;
        greenwood += d / (n * (n - d));
        let band = (events < at_risk).then(|| {
            let spread = Z95 * f64::sqrt(greenwood) / f64::abs(f64::ln(waiting));
            (waiting.powf(spread.exp()), waiting.powf((-spread).exp()))
        });
        steps.push(Step {
            time_us,
            at_risk,
            events,
            waiting: if events == at_risk { 0.0 } else { waiting },
            low: band.map(|(low, _)| low),
            high: band.map(|(_, high)| high),
        });
        at_risk -= events;
    }
    KaplanMeier { steps }
}

impl KaplanMeier {
    /// The time by which a share `p` has arrived, with the interval of R. Brookmeyer and J. Crowley,
    /// Biometrics 38 (1982), on the log-log scale.
    pub fn quantile(&self, p: f64) -> TimeQuantile {
        // Products of fractions miss round shares by a few units of the last place.
        let level = 1.0 - p + 1e-12;
        let first = |reached: &dyn Fn(&Step) -> bool| {
            self.steps.iter().find(|step| reached(step)).map(|step| step.time_us)
        };
        TimeQuantile {
            value_us: first(&|step| step.waiting <= level),
            low_us: first(&|step| step.low.is_some_and(|low| low <= level)),
            high_us: first(&|step| step.high.is_some_and(|high| high <= level)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stats::close;

    #[test]
    fn the_curve_and_its_band_are_those_of_lifelines() {
        // KaplanMeierFitter().fit(times, observed); confidence_interval_ (log-log, Greenwood)
        let curve = kaplan_meier(
            &[6, 6, 6, 7, 10, 13, 16, 22, 23],
            &[6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35],
        );
        let expect = [
            (6, 21, 0.857142857142857, 0.6197179552659838, 0.9515517476469969),
            (7, 17, 0.8067226890756299, 0.5631465646222333, 0.9228090192028802),
            (10, 15, 0.7529411764705878, 0.5031995107999564, 0.8893618351692651),
            (13, 12, 0.6901960784313722, 0.4316102224861839, 0.8490659633494505),
            (16, 11, 0.6274509803921566, 0.36751085598750194, 0.8049121894718411),
            (22, 7, 0.5378151260504199, 0.26777893676713493, 0.7467907176353943),
            (23, 6, 0.44817927170868327, 0.18805200595923233, 0.6801426284952412),
        ];
        assert_eq!(curve.steps.len(), expect.len());
        for (step, (time_us, at_risk, waiting, low, high)) in curve.steps.iter().zip(expect) {
            assert_eq!((step.time_us, step.at_risk), (time_us, at_risk));
            close(step.waiting, waiting);
            close(step.low.unwrap_or(0.0), low);
            close(step.high.unwrap_or(0.0), high);
        }
        let median = curve.quantile(0.5);
        assert_eq!((median.value_us, median.low_us, median.high_us), (Some(23), Some(13), None));
    }

    #[test]
    fn a_quantile_that_is_not_reached_is_unknown() {
        let curve = kaplan_meier(&[1], &[5, 5, 5]);
        assert_eq!(curve.quantile(0.5).value_us, None);
        assert_eq!(curve.quantile(0.25).value_us, Some(1));
        assert_eq!(kaplan_meier(&[], &[3]).quantile(0.5), TimeQuantile::default());
    }
}
