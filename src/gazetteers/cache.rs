//! A user's gazetteers, compiled once: the image is kept in a cache folder under the hash of what it was made of.
//!
//! A cached file is the image and its checksum. One that is damaged, cut short or not ours is made anew, silently; so is
//! one that cannot be written: the cache only ever saves time.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use crate::error::Error;
use crate::lexicon::{FORMAT_VERSION, Image, ImageBuffer, Lexicon, Sources, compile};

const ENDING: &str = "gazetteer";
const CHECKSUM: usize = 8;
/// Compiled gazetteers that are kept; the longest unwritten ones go first.
const KEPT: usize = 8;

/// The compiled gazetteers of a folder, from the cache if they are there.
///
/// # Errors
/// All mistakes in the gazetteers.
pub fn load(folder: &Path, base: &Lexicon<'_>, cache: Option<&Path>) -> Result<ImageBuffer, Error> {
    if let Some(cache) = cache {
        let content = Sources::hash(folder)?;
        if let Some(image) = read(&place(cache, content, base), content) {
            return Ok(image);
        }
    }
    let sources = Sources::read(folder).map_err(Error::Gazetteers)?;
    let image = compile(&sources, Some(base));
    if let Some(cache) = cache {
        // a cache that cannot be written costs time, no run
        let _ = write(cache, &place(cache, sources.content, base), &image);
    }
    Ok(ImageBuffer::new(&image))
}

/// Where the image goes: everything that changes it is in the name.
fn place(cache: &Path, content: u64, base: &Lexicon<'_>) -> PathBuf {
    let version = env!("CARGO_PKG_VERSION");
    cache.join(format!("{content:016x}-{:016x}-{version}-{FORMAT_VERSION}.{ENDING}", base.content()))
}

/// A cached image; `None` unless it is whole and made of that content.
fn read(path: &Path, content: u64) -> Option<ImageBuffer> {
    let mut file = std::fs::File::open(path).ok()?;
    let length = usize::try_from(file.metadata().ok()?.len()).ok()?;
    let buffer = ImageBuffer::read(&mut file, length).ok()?;
    let at = length.checked_sub(CHECKSUM)?;
    let (image, checksum) = buffer.as_bytes().get(..length)?.split_at(at);
    let is_whole = xxhash_rust::xxh3::xxh3_64(image).to_le_bytes() == *checksum;
    let is_ours = is_whole && Image::read(image).is_ok_and(|image| image.content == content);
    is_ours.then_some(buffer)
}

fn write(cache: &Path, path: &Path, image: &[u8]) -> std::io::Result<()> {
    std::fs::create_dir_all(cache)?;
    let mut file = tempfile::NamedTempFile::new_in(cache)?;
    file.write_all(image)?;
    file.write_all(&xxhash_rust::xxh3::xxh3_64(image).to_le_bytes())?;
    file.persist(path).map_err(|error| error.error)?;
    let mut kept: Vec<_> = std::fs::read_dir(cache)?
        .flatten()
        .filter(|entry| entry.path().extension().is_some_and(|ending| ending == ENDING))
        .filter_map(|entry| Some((entry.metadata().ok()?.modified().ok()?, entry.path())))
        .collect();
    kept.sort();
    for (_, old) in kept.iter().rev().skip(KEPT).filter(|(_, old)| old != path) {
        std::fs::remove_file(old)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn damaged_and_foreign_files_are_made_anew() {
        let words = compile(&Sources::default(), None);
        let words = ImageBuffer::new(&words);
        let base = Lexicon::read(words.as_bytes()).unwrap();
        let (folder, cache) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        std::fs::write(folder.path().join("a.csv"), "id,name,type\nx:1,Vel Dam,place\n").unwrap();
        let fresh = load(folder.path(), &base, None).unwrap();
        let cached = || load(folder.path(), &base, Some(cache.path())).unwrap();
        let forms = |image: &ImageBuffer| Image::read(image.as_bytes()).unwrap().strings.to_vec();
        assert_eq!(forms(&cached()), forms(&fresh));
        let path = place(cache.path(), Sources::hash(folder.path()).unwrap(), &base);
        let whole = std::fs::read(&path).unwrap();
        let mut flipped = whole.clone();
        flipped[whole.len() / 2] ^= 1;
        for damaged in [&flipped[..], &whole[..whole.len() - 9], &b"something else"[..], &[]] {
            std::fs::write(&path, damaged).unwrap();
            assert_eq!(forms(&cached()), forms(&fresh));
            assert_eq!(std::fs::read(&path).unwrap(), whole, "the cache is whole again");
        }
    }

    #[test]
    fn an_edited_gazetteer_is_compiled_again() {
        let words = ImageBuffer::new(&compile(&Sources::default(), None));
        let base = Lexicon::read(words.as_bytes()).unwrap();
        let (folder, cache) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        for name in ["Vel Dam", "Tal Dam"] {
            std::fs::write(folder.path().join("a.csv"), format!("id,name,type\nx:1,{name},place\n")).unwrap();
            let image = load(folder.path(), &base, Some(cache.path())).unwrap();
            let strings = Image::read(image.as_bytes()).unwrap().strings.to_vec();
            assert!(String::from_utf8_lossy(&strings).contains(name));
        }
    }
}
