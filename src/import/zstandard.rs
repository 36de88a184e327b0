//! Zstandard, frame by frame: compressors that work in parallel write many, and some that are to be skipped.

use std::io::{self, BufRead, Read};

use ruzstd::decoding::errors::{FrameDecoderError, ReadFrameHeaderError};
use ruzstd::decoding::{BlockDecodingStrategy, FrameDecoder};

/// First bytes of a frame.
pub(super) const MAGIC: [u8; 4] = [0x28, 0xb5, 0x2f, 0xfd];

/// Reads all frames of a stream as one.
pub(super) struct Frames<R> {
    bytes: R,
    frame: FrameDecoder,
    is_open: bool,
}

impl<R: BufRead> Frames<R> {
    pub(super) fn new(bytes: R) -> Self {
        Frames { bytes, frame: FrameDecoder::new(), is_open: false }
    }

    /// Begins the next frame with content; false at the end of the stream.
    fn open(&mut self) -> io::Result<bool> {
        while !self.bytes.fill_buf()?.is_empty() {
            match self.frame.reset(&mut self.bytes) {
                Ok(()) => return Ok(true),
                Err(FrameDecoderError::ReadFrameHeaderError(ReadFrameHeaderError::SkipFrame { length, .. })) => {
                    io::copy(&mut self.bytes.by_ref().take(length.into()), &mut io::sink())?;
                }
                Err(error) => return Err(io::Error::other(error)),
            }
        }
        Ok(false)
    }
}

impl<R: BufRead> Read for Frames<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        loop {
            if !self.is_open {
                self.is_open = self.open()?;
                if !self.is_open {
                    return Ok(0);
                }
            }
            while self.frame.can_collect() == 0 && !self.frame.is_finished() {
                let some = BlockDecodingStrategy::UptoBytes(out.len());
                self.frame.decode_blocks(&mut self.bytes, some).map_err(io::Error::other)?;
            }
            let read = self.frame.read(out)?;
            if read > 0 || out.is_empty() {
                return Ok(read);
            }
            let told = self.frame.get_checksum_from_data();
            if told.is_some() && told != self.frame.get_calculated_checksum() {
                return Err(io::Error::new(io::ErrorKind::InvalidData, "zstandard: the checksum of a frame is wrong"));
            }
            self.is_open = false;
        }
    }
}

#[cfg(test)]
mod tests {
    use ruzstd::encoding::{CompressionLevel, compress_to_vec};

    use super::*;

    fn read_all(bytes: &[u8]) -> io::Result<String> {
        io::read_to_string(Frames::new(bytes))
    }

    #[test]
    fn frames_follow_one_another_and_skippable_ones_are_skipped() {
        let long = "Vel Dam\n".repeat(100_000);
        let mut bytes = compress_to_vec(long.as_bytes(), CompressionLevel::Fastest);
        bytes.extend([0x50, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, 1, 2, 3]);
        bytes.extend(compress_to_vec(&b"Tal Dam\n"[..], CompressionLevel::Fastest));
        bytes.extend([0x5f, 0x2a, 0x4d, 0x18, 0, 0, 0, 0]);
        assert_eq!(read_all(&bytes).unwrap(), long + "Tal Dam\n");
    }

    #[test]
    fn what_is_cut_short_or_followed_by_something_else_is_an_error() {
        let whole = compress_to_vec(&b"Vel Dam\n"[..], CompressionLevel::Fastest);
        assert!(read_all(&whole[..whole.len() - 1]).is_err());
        assert!(read_all(&[&whole[..], b"something else"].concat()).is_err());
    }
}
