//! Bytes into text: byte order marks, UTF-8, UTF-16, else a guess from the bytes themselves.

use std::io::{self, BufRead, BufReader, Read};

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Decoder, Encoding, UTF_8};

/// Bytes that are looked at for control characters.
const HEAD: usize = 64 << 10;

/// The text of a whole file, without its byte order mark.
pub(super) fn decode(bytes: Vec<u8>) -> Result<String, String> {
    if let Some((encoding, mark)) = Encoding::for_bom(&bytes) {
        let text = encoding.decode_without_bom_handling(&bytes[mark..]).0;
        return Ok(text.into_owned());
    }
    if let Some(encoding) = utf16_without_mark(&bytes) {
        return Ok(encoding.decode_without_bom_handling(&bytes).0.into_owned());
    }
    if is_binary(&bytes) {
        return Err("is no text: binary file".to_owned());
    }
    match String::from_utf8(bytes) {
        Ok(text) => Ok(text),
        Err(error) => Ok(guess(error.as_bytes()).decode_without_bom_handling(error.as_bytes()).0.into_owned()),
    }
}

/// A stream of UTF-8. For rows that must be UTF-8 (`guessed` false) only a byte order mark changes the encoding.
pub(super) fn decoded(mut bytes: Box<dyn BufRead + Send>, guessed: bool) -> io::Result<Box<dyn BufRead + Send>> {
    let head = bytes.fill_buf()?;
    let (encoding, mark) = match Encoding::for_bom(head) {
        Some(found) => found,
        None => match utf16_without_mark(head) {
            Some(encoding) => (encoding, 0),
            // a character cut off at the end of the buffer is no sign of another encoding
            None if guessed && std::str::from_utf8(head).is_err_and(|e| e.error_len().is_some()) => (guess(head), 0),
            None => (UTF_8, 0),
        },
    };
    bytes.consume(mark);
    if encoding == UTF_8 {
        return Ok(bytes);
    }
    let decoder = encoding.new_decoder_without_bom_handling();
    Ok(Box::new(BufReader::new(Transcoder { bytes, decoder, text: Vec::new(), at: 0, ended: false })))
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Deny)
}

/// Every second byte of Western text in UTF-16 is zero.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(256) & !1];
    let zeros = |from: usize| head.iter().skip(from).step_by(2).filter(|b| **b == 0).count();
    let (even, odd, pairs) = (zeros(0), zeros(1), head.len() / 2);
    match pairs >= 4 {
        true if even == 0 && odd * 10 >= pairs * 8 => Some(encoding_rs::UTF_16LE),
        true if odd == 0 && even * 10 >= pairs * 8 => Some(encoding_rs::UTF_16BE),
        _ => None,
    }
}

/// True for NULs, and for control characters that no text has many of.
pub(super) fn is_binary(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(HEAD)];
    let control = head.iter().filter(|b| **b < 0x20 && !matches!(**b, b'\t' | b'\n' | b'\r' | 0x0c | 0x1b)).count();
    head.contains(&0) || control * 50 > head.len()
}

/// A reader that turns another encoding into UTF-8 as it goes.
struct Transcoder {
    bytes: Box<dyn BufRead + Send>,
    decoder: Decoder,
    text: Vec<u8>,
    at: usize,
    ended: bool,
}

impl Read for Transcoder {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        while self.at == self.text.len() && !self.ended {
            let input = self.bytes.fill_buf()?;
            self.ended = input.is_empty();
            let input = &input[..input.len().min(16 << 10)];
            // three bytes of UTF-8 for each byte of input is the most any encoding needs, and some for what was kept back
            self.text.resize(input.len() * 3 + 32, 0);
            let (_, read, written, _) = self.decoder.decode_to_utf8(input, &mut self.text, self.ended);
            self.bytes.consume(read);
            self.text.truncate(written);
            self.at = 0;
        }
        let n = out.len().min(self.text.len() - self.at);
        out[..n].copy_from_slice(&self.text[self.at..self.at + n]);
        self.at += n;
        Ok(n)
    }
}
