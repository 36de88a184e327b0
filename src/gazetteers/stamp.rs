//! Whether files are still those that were read once, told without reading them: by size, times and place.
//!
//! A stamp remembers what a folder's files and their compiled image looked like when their contents were read and found to
//! fit. Times tell nothing of two changes shortly after each other, so a stamp is trusted only if it is clearly younger
//! than all it speaks of; one that is not is written anew after the contents were read again.

use std::fs::Metadata;
use std::hash::Hasher as _;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use xxhash_rust::xxh3::Xxh3;

/// The coarsest clock of a file system in use ticks every two seconds (FAT).
const TICK: Duration = Duration::from_secs(2);

/// What files look like from outside.
pub(super) struct Look {
    hash: u64,
    /// Time of the last change to any.
    newest: SystemTime,
}

impl Look {
    /// `None` when a file cannot be looked at.
    pub(super) fn at(paths: impl Iterator<Item = PathBuf>) -> Option<Look> {
        let mut hash = Xxh3::new();
        let mut newest = SystemTime::UNIX_EPOCH;
        for path in paths {
            let about = path.metadata().ok()?;
            let modified = about.modified().ok()?;
            newest = newest.max(modified);
            hash.update(path.as_os_str().as_encoded_bytes());
            hash.write_u64(about.len());
            hash.write_u128(modified.duration_since(SystemTime::UNIX_EPOCH).ok()?.as_nanos());
            write_identity(&mut hash, &about);
        }
        Some(Look { hash: hash.digest(), newest })
    }
}

/// What cannot be set back like the time of the last change.
#[cfg(unix)]
fn write_identity(hash: &mut Xxh3, about: &Metadata) {
    use std::os::unix::fs::MetadataExt as _;
    hash.write_u64(about.dev());
    hash.write_u64(about.ino());
    hash.write_i64(about.ctime());
    hash.write_i64(about.ctime_nsec());
}

#[cfg(not(unix))]
fn write_identity(_: &mut Xxh3, _: &Metadata) {}

/// The file that remembers how a folder looked, for each lexicon it was added to.
pub(super) struct Stamp {
    path: PathBuf,
}

impl Stamp {
    pub(super) const ENDING: &str = "stamp";

    pub(super) fn of(cache: &Path, folder: &Path, base: u64) -> Option<Self> {
        let folder = folder.canonicalize().ok()?;
        let mut hash = Xxh3::new();
        hash.update(folder.as_os_str().as_encoded_bytes());
        hash.write_u64(base);
        Some(Stamp { path: cache.join(format!("{:016x}.{}", hash.digest(), Self::ENDING)) })
    }

    /// The content of the folder, if it looks as it did.
    pub(super) fn content(&self, folder: &Look) -> Option<u64> {
        let [look, content, _] = self.read(folder)?;
        (look == folder.hash).then_some(content)
    }

    /// True if the image looks as it did when it was found whole.
    pub(super) fn knows(&self, image: &Look) -> bool {
        self.read(image).is_some_and(|[_, _, look]| look == image.hash)
    }

    fn read(&self, of: &Look) -> Option<[u64; 3]> {
        let written = self.path.metadata().ok()?.modified().ok()?;
        if written.duration_since(of.newest).ok()? < TICK {
            return None;
        }
        let bytes: [u8; 24] = std::fs::read(&self.path).ok()?.try_into().ok()?;
        let number = |at: usize| bytes[at..at + 8].iter().rev().fold(0, |sum, byte| sum << 8 | u64::from(*byte));
        Some([number(0), number(8), number(16)])
    }

    /// Remembers contents that were read and an image that is whole.
    pub(super) fn write(&self, folder: &Look, content: u64, image: &Look) -> io::Result<()> {
        let parent = self.path.parent().unwrap_or(Path::new("."));
        let mut file = tempfile::NamedTempFile::new_in(parent)?;
        for number in [folder.hash, content, image.hash] {
            file.write_all(&number.to_le_bytes())?;
        }
        file.persist(&self.path).map_err(|error| error.error)?;
        Ok(())
    }
}
