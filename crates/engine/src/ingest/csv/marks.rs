//! Where fields and rows end in a text without quotes: eight bytes are looked at in one step.

/// The places of delimiters and line breaks, with the byte that stands there.
pub(super) struct Marks<'t> {
    text: &'t [u8],
    delimiter: u8,
    /// Where the eight bytes begin that are looked at.
    at: usize,
    /// The upper bit of each of them that is a mark.
    found: u64,
}

/// The upper bit of each of eight bytes that is zero.
fn zeros(eight: u64) -> u64 {
    const LOW: u64 = 0x7f7f_7f7f_7f7f_7f7f;
    !(((eight & LOW) + LOW) | eight | LOW)
}

impl<'t> Marks<'t> {
    /// The marks of a text. A delimiter is no zero.
    pub(super) fn new(text: &'t [u8], delimiter: u8) -> Self {
        let mut marks = Self { text, delimiter, at: 0, found: 0 };
        marks.look();
        marks
    }

    #[inline]
    fn look(&mut self) {
        let eight = if let Some(eight) =
            self.text.get(self.at..).and_then(|rest| rest.first_chunk::<8>())
        {
            u64::from_le_bytes(*eight)
        } else {
            let rest = self.text.get(self.at..).unwrap_or_default();
            rest.iter().rev().fold(0, |eight, byte| eight << 8 | u64::from(*byte))
        };
        let each = |byte: u8| u64::from_le_bytes([byte; 8]);
        self.found = zeros(eight ^ each(self.delimiter))
            | zeros(eight ^ each(b'\n'))
            | zeros(eight ^ each(b'\r'));
    }
}

impl Iterator for Marks<'_> {
    type Item = (usize, u8);

    #[inline]
    fn next(&mut self) -> Option<(usize, u8)> {
        while self.found == 0 {
            self.at += 8;
            if self.at >= self.text.len() {
                return None;
            }
            self.look();
        }
        let place = self.at + self.found.trailing_zeros() as usize / 8;
        self.found &= self.found - 1;
        Some((place, self.text[place]))
    }
}

#[cfg(test)]
mod tests {
    use super::Marks;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn marks_are_the_bytes_that_part_fields_and_rows(text in "[a,;\0\u{2c}\n\r-]{0,40}") {
            let found: Vec<(usize, u8)> = Marks::new(text.as_bytes(), b',').collect();
            let mark = |byte: &u8| matches!(byte, b',' | b'\n' | b'\r');
            let expect: Vec<(usize, u8)> =
                text.bytes().enumerate().filter(|(_, byte)| mark(byte)).collect();
            prop_assert_eq!(found, expect);
        }
    }
}
