//! Chance from a seed: `SplitMix64` (Steele, Lea, Flood 2014). Integers only, so it is the same on every machine.

/// A stream of numbers that look random.
pub(crate) struct Chance(u64);

impl Chance {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A whole number from 0 to below `end`, by the high half of a product (Lemire 2019).
    pub(crate) fn below(&mut self, end: u32) -> u32 {
        let product = u64::from((self.next() >> 32) as u32) * u64::from(end);
        (product >> 32) as u32
    }

    /// Whether something happens that happens `percent` times in a hundred.
    pub(crate) fn happens(&mut self, percent: u32) -> bool {
        self.below(100) < percent
    }

    /// One of the choices; each is as likely as its weight.
    pub(crate) fn pick<T: Copy>(&mut self, choices: &[(u32, T)]) -> T {
        let total = choices.iter().map(|(weight, _)| weight).sum();
        let mut left = self.below(total);
        for (weight, choice) in choices {
            if left < *weight {
                return *choice;
            }
            left -= weight;
        }
        unreachable!("what is below the sum of the weights falls into one of them")
    }

    /// One of the things, all equally likely.
    pub(crate) fn one_of<'a, T>(&mut self, things: &'a [T]) -> &'a T {
        let count = u32::try_from(things.len()).expect("a short list");
        &things[self.below(count) as usize]
    }

    /// A wait whose smallest, quartiles and greatest are given, straight in between.
    pub(crate) fn wait(&mut self, quartiles: [i64; 5]) -> i64 {
        let part = self.below(4) as usize;
        let (from, to) = (quartiles[part], quartiles[part + 1]);
        from + (to - from) * i64::from(self.below(1_000)) / 1_000
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_stream_is_that_of_the_paper() {
        // First numbers of the reference implementation for the seed 1234567.
        let mut chance = Chance::new(1_234_567);
        assert_eq!(chance.next(), 6_457_827_717_110_365_317);
        assert_eq!(chance.next(), 3_203_168_211_198_807_973);
    }

    #[test]
    fn weights_and_quartiles_are_kept() {
        let mut chance = Chance::new(1);
        let heavy = (0..10_000).filter(|_| chance.pick(&[(3, true), (1, false)])).count();
        assert!((7_300..7_700).contains(&heavy), "{heavy}");
        let late = (0..10_000).filter(|_| chance.wait([0, 10, 20, 40, 100]) >= 20).count();
        assert!((4_800..5_200).contains(&late), "{late}");
    }
}
