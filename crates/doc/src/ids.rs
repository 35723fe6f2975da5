//! New ids, from a seed: the same seed gives the same ids.

/// Base 62, in the order of bytes.
pub(crate) const DIGITS: &[u8; 62] =
    b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/// The longest id.
pub const MOST_CHARACTERS: usize = 64;

/// Gives ids of 12 characters, 71 bits each; with a random seed, two givers do not meet.
#[derive(Clone, Debug)]
pub struct Ids(u64);

impl Ids {
    /// A giver.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The next id.
    pub fn give(&mut self) -> String {
        let mut number = (u128::from(self.draw()) << 64) | u128::from(self.draw());
        let mut id = String::with_capacity(12);
        for _ in 0..12 {
            let digit = usize::try_from(number % 62).unwrap_or_default();
            id.push(char::from(DIGITS[digit]));
            number /= 62;
        }
        id
    }

    /// `SplitMix64` (Steele, Lea and Flood, 2014).
    fn draw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }
}

/// Whether a text may be an id.
pub fn is_id(text: &str) -> bool {
    let fits = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'-');
    !text.is_empty() && text.len() <= MOST_CHARACTERS && text.bytes().all(fits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_ids_and_do_not_repeat() {
        let mut ids = Ids::new(7);
        let given: std::collections::BTreeSet<String> = (0..10_000).map(|_| ids.give()).collect();
        assert_eq!(given.len(), 10_000);
        assert!(given.iter().all(|id| is_id(id) && id.len() == 12));
        assert_eq!(Ids::new(7).give(), Ids::new(7).give());
        assert_ne!(Ids::new(7).give(), Ids::new(8).give());
    }

    #[test]
    fn what_could_end_a_key_or_a_page_is_no_id() {
        for id in ["", "a/b", "a b", "<b>", "ä", &"x".repeat(65)] {
            assert!(!is_id(id), "{id}");
        }
    }
}
