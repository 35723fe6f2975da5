//! Bytes of any encoding as a stream of UTF-8.

use encoding_rs::{CoderResult, Decoder, Encoding};
use std::io::Read;
use std::sync::atomic::{AtomicU64, Ordering};

/// Decodes as it is read. What cannot be decoded becomes U+FFFD and is counted.
pub(crate) struct Transcode<'p, R> {
    inner: R,
    decoder: Decoder,
    input: Box<[u8; 8_192]>,
    from: usize,
    to: usize,
    ended: bool,
    broken: &'p AtomicU64,
    /// Decoded, not yet handed over.
    output: Vec<u8>,
    handed: usize,
}

impl<'p, R: Read> Transcode<'p, R> {
    /// Decodes `inner`. The mark of the encoding, if there is one, is dropped.
    pub(crate) fn new(inner: R, encoding: &'static Encoding, broken: &'p AtomicU64) -> Self {
        Self {
            inner,
            decoder: encoding.new_decoder_with_bom_removal(),
            input: Box::new([0; 8_192]),
            from: 0,
            to: 0,
            ended: false,
            broken,
            output: Vec::new(),
            handed: 0,
        }
    }

    fn refill(&mut self) -> std::io::Result<()> {
        self.output.clear();
        self.handed = 0;
        while self.output.is_empty() && !(self.ended && self.from == self.to) {
            if self.from == self.to {
                self.to = self.inner.read(&mut self.input[..])?;
                self.from = 0;
                self.ended = self.to == 0;
            }
            let mut buffer = [0_u8; 16_384];
            let (result, read, written, broken) = self.decoder.decode_to_utf8(
                &self.input[self.from..self.to],
                &mut buffer,
                self.ended,
            );
            self.from += read;
            self.output.extend_from_slice(&buffer[..written]);
            self.broken.fetch_add(u64::from(broken), Ordering::Relaxed);
            if self.ended && result == CoderResult::InputEmpty {
                break;
            }
        }
        Ok(())
    }
}

impl<R: Read> Read for Transcode<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        if self.handed == self.output.len() {
            if self.ended && self.from == self.to {
                return Ok(0);
            }
            self.refill()?;
        }
        let rest = &self.output[self.handed..];
        let count = rest.len().min(buffer.len());
        buffer[..count].copy_from_slice(&rest[..count]);
        self.handed += count;
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::Transcode;
    use std::io::Read;
    use std::sync::atomic::AtomicU64;

    #[expect(clippy::needless_pass_by_value, reason = "literals read better without a borrow")]
    fn check(encoding: &str, bytes: Vec<u8>, expect: &str) -> u64 {
        let broken = AtomicU64::new(0);
        let encoding = encoding_rs::Encoding::for_label(encoding.as_bytes()).expect("known");
        let mut text = String::new();
        Transcode::new(&bytes[..], encoding, &broken).read_to_string(&mut text).expect("UTF-8");
        assert_eq!(text, expect);
        broken.into_inner()
    }

    #[test]
    fn text_of_other_encodings_is_read_whole() {
        assert_eq!(check("windows-1251", vec![0xcf, 0xf0, 0xe8], "При"), 0);
        assert_eq!(check("gb18030", vec![0xc4, 0xe3], "你"), 0);
        let long = "ż,ó\n".repeat(20_000);
        let utf16: Vec<u8> =
            [0xfeff].into_iter().chain(long.encode_utf16()).flat_map(u16::to_le_bytes).collect();
        assert_eq!(check("utf-16le", utf16, &long), 0);
    }

    #[test]
    fn what_cannot_be_decoded_is_counted() {
        assert!(check("shift_jis", vec![b'a', 0x81], "a\u{fffd}") > 0);
    }
}
