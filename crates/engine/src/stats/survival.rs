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
            (6, 21, 0.857_142_857_142_857, 0.619_717_955_265_983_8, 0.951_551_747_646_996_9),
            (7, 17, 0.806_722_689_075_629_9, 0.563_146_564_622_233_3, 0.922_809_019_202_880_2),
            (10, 15, 0.752_941_176_470_587_8, 0.503_199_510_799_956_4, 0.889_361_835_169_265_1),
            (13, 12, 0.690_196_078_431_372_2, 0.431_610_222_486_183_9, 0.849_065_963_349_450_5),
            (16, 11, 0.627_450_980_392_156_6, 0.367_510_855_987_501_94, 0.804_912_189_471_841_1),
            (22, 7, 0.537_815_126_050_419_9, 0.267_778_936_767_134_93, 0.746_790_717_635_394_3),
            (23, 6, 0.448_179_271_708_683_27, 0.188_052_005_959_232_33, 0.680_142_628_495_241_2),
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
