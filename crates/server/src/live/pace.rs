//! How fast one connection may go: a bucket that fills at a steady rate.

use std::time::Duration;
use tokio::time::Instant;

/// A bucket of tokens.
pub(crate) struct Pace {
    /// Tokens that fill in a second.
    per_second: f64,
    /// Most tokens in it.
    most: f64,
    tokens: f64,
    filled: Instant,
}

impl Pace {
    /// A full bucket.
    pub(crate) fn new(per_second: u32, burst: u32) -> Self {
        let most = f64::from(burst);
        Self { per_second: f64::from(per_second), most, tokens: most, filled: Instant::now() }
    }

    /// Takes a token. Where there is none it is taken in advance, and it is said when it will be there.
    pub(crate) fn take(&mut self, now: Instant) -> Option<Instant> {
        self.take_many(now, 1)
    }

    /// The same for what is worth several tokens.
    pub(crate) fn take_many(&mut self, now: Instant, count: u32) -> Option<Instant> {
        let passed = now.saturating_duration_since(self.filled).as_secs_f64();
        self.tokens = (self.tokens + passed * self.per_second).min(self.most);
        self.filled = self.filled.max(now);
        self.tokens -= f64::from(count);
        (self.tokens < 0.0).then(|| now + Duration::from_secs_f64(-self.tokens / self.per_second))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn after_a_burst_it_goes_on_at_the_rate() {
        let start = Instant::now();
        let mut pace = Pace::new(30, 60);
        let mut now = start;
        for _ in 0..60 {
            assert_eq!(pace.take(now), None);
        }
        let mut taken = 0;
        while now < start + Duration::from_secs(10) {
            now = pace.take(now).unwrap_or(now);
            taken += 1;
        }
        assert!((299..=301).contains(&taken), "{taken}");
    }

    #[test]
    fn what_is_worth_ten_tokens_goes_ten_times_more_slowly() {
        let start = Instant::now();
        let mut pace = Pace::new(20, 20);
        let mut now = start;
        let mut taken = 0;
        while now < start + Duration::from_secs(10) {
            now = pace.take_many(now, 10).unwrap_or(now);
            taken += 1;
        }
        assert!((20..=23).contains(&taken), "{taken}");
    }
}
