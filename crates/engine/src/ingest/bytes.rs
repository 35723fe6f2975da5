//! Bytes of short texts, eight of them looked at in one step.

const LOW: u64 = 0x7f7f_7f7f_7f7f_7f7f;

/// A byte eight times.
pub(crate) fn each(byte: u8) -> u64 {
    u64::from_le_bytes([byte; 8])
}

/// The upper bit of each of eight bytes that is zero.
pub(crate) fn zeros(eight: u64) -> u64 {
    !(((eight & LOW) + LOW) | eight | LOW)
}

/// The upper bit of each of eight bytes that is below 32.
pub(crate) fn controls(eight: u64) -> u64 {
    !(((eight & LOW) + each(0x60)) | eight | LOW)
}

/// Whether a byte is in a text. For texts of a few bytes, with which `memchr` takes longer to begin than to end.
pub(crate) fn has_byte(text: &str, byte: u8) -> bool {
    let (eights, rest) = text.as_bytes().as_chunks::<8>();
    let has = |eight: &[u8; 8]| zeros(u64::from_le_bytes(*eight) ^ each(byte)) != 0;
    eights.iter().any(has) || rest.contains(&byte)
}

/// How many lines end in a text.
pub(crate) fn breaks_in(text: &[u8]) -> u64 {
    // Counted in bytes first, which the processor does many at a time.
    let few = |part: &[u8]| part.iter().map(|byte| u8::from(*byte == b'\n')).sum::<u8>();
    text.chunks(255).map(|part| u64::from(few(part))).sum()
}

#[cfg(test)]
mod tests {
    use super::{controls, has_byte, zeros};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_byte_is_found_where_the_text_has_it(text in "[\0-\u{3} a-cż]{0,30}", byte in any::<u8>()) {
            for byte in [byte, 0, 1, b' ', 0x81] {
                prop_assert_eq!(has_byte(&text, byte), text.as_bytes().contains(&byte));
            }
        }

        #[test]
        fn each_of_eight_bytes_is_marked_by_itself(
            bytes in prop::array::uniform8(prop_oneof![any::<u8>(), Just(0), 30..34_u8, Just(0x80)]),
        ) {
            let marked = |is: fn(u8) -> bool| u64::from_le_bytes(bytes.map(|byte| u8::from(is(byte)) << 7));
            prop_assert_eq!(zeros(u64::from_le_bytes(bytes)), marked(|byte| byte == 0));
            prop_assert_eq!(controls(u64::from_le_bytes(bytes)), marked(|byte| byte < 32));
        }
    }
}
