//! A user's gazetteers, compiled once: the image is kept in a cache folder under the hash of what it was made of.
//!
//! A cached file is the image and its checksum. One that is damaged, cut short or not ours is made anew, silently; so is
//! one that cannot be written: the cache only ever saves time. Files that look as they did when they were last read
//! (`stamp.rs`) are not read again.

use std::fs::File;
use std::io::{self, Read as _, Seek as _, Write as _};
use std::path::{Path, PathBuf};

use xxhash_rust::xxh3::{Xxh3, xxh3_64};

use super::mapped::Mapped;
use super::stamp::{Look, Stamp};
use crate::error::Error;
use crate::lexicon::{FORMAT_VERSION, Folder, Image, Lexicon, compile};

const ENDING: &str = "gazetteer";
const CHECKSUM: usize = 8;
/// Compiled gazetteers that are kept; the longest unwritten ones go first.
const KEPT: usize = 8;
/// Stamps that are kept: small, and several may speak of one image.
const STAMPS_KEPT: usize = 64;

/// The compiled gazetteers of a folder, from the cache if they are there.
///
/// # Errors
/// All mistakes in the gazetteers.
pub fn load(folder: &Path, base: &Lexicon<'_>, cache: Option<&Path>) -> Result<Mapped, Error> {
    let files = Folder::entities(folder)?;
    let Some(cache) = cache else { return compile_unkept(&files, base) };
    let seen = Look::at(files.paths());
    let stamp = Stamp::of(cache, folder, base.content());
    let known = seen.as_ref().zip(stamp.as_ref()).and_then(|(seen, stamp)| stamp.content(seen));
    let content = known.map_or_else(|| files.hash(), Ok)?;
    let path = place(cache, content, base);
    let image = Look::at([path.clone()].into_iter());
    let is_known =
        known.is_some() && image.as_ref().zip(stamp.as_ref()).is_some_and(|(image, stamp)| stamp.knows(image));
    let cached = read(&path, content, base, is_known);
    let (mapped, content, path) = match cached {
        Some(mapped) if is_known => return Ok(mapped),
        Some(mapped) => (mapped, content, path),
        None => match compile_kept(&files, base, cache)? {
            Some(compiled) => compiled,
            // a cache that cannot be written costs time, no run
            None => return compile_unkept(&files, base),
        },
    };
    if let (Some(seen), Some(stamp), Some(image)) = (seen, stamp, Look::at([path].into_iter())) {
        let _ = stamp.write(&seen, content, &image);
    }
    Ok(mapped)
}

/// Where the image goes: everything that changes it is in the name.
fn place(cache: &Path, content: u64, base: &Lexicon<'_>) -> PathBuf {
    let version = env!("CARGO_PKG_VERSION");
    cache.join(format!("{content:016x}-{:016x}-{version}-{FORMAT_VERSION}.{ENDING}", base.content()))
}

/// A cached image; `None` unless it is made of that content for that lexicon, and whole: known to be, or as its checksum says.
fn read(path: &Path, content: u64, base: &Lexicon<'_>, is_whole: bool) -> Option<Mapped> {
    let mapped = Mapped::new(&File::open(path).ok()?).ok()?;
    let bytes = mapped.as_bytes();
    let (image, checksum) = bytes.split_at(bytes.len().checked_sub(CHECKSUM)?);
    let head = Image::read(image).ok()?.head;
    let is_ours = head.content == content && head.base == base.content();
    (is_ours && (is_whole || xxh3_64(image).to_le_bytes() == *checksum)).then_some(mapped)
}

/// Compiles a folder into the cache: the image, its content and its path; `None` when nothing can be written there.
fn compile_kept(files: &Folder, base: &Lexicon<'_>, cache: &Path) -> Result<Option<(Mapped, u64, PathBuf)>, Error> {
    let made = std::fs::create_dir_all(cache)
        .and_then(|()| Ok((tempfile::NamedTempFile::new_in(cache)?, tempfile::tempdir_in(cache)?)));
    let Ok((mut file, scratch)) = made else { return Ok(None) };
    let content = match compile(files, Some(base), scratch.path(), file.as_file()) {
        Ok(content) => content,
        Err(errors) if errors.iter().any(|error| matches!(error, crate::lexicon::Error::Write(_))) => return Ok(None),
        Err(errors) => return Err(Error::Gazetteers(errors)),
    };
    let path = place(cache, content, base);
    let kept = (|| -> io::Result<Mapped> {
        let checksum = checksum(file.as_file_mut())?;
        file.write_all(&checksum.to_le_bytes())?;
        let mapped = Mapped::new(&file.persist(&path).map_err(|error| error.error)?)?;
        prune(cache, ENDING, KEPT, &path)?;
        prune(cache, Stamp::ENDING, STAMPS_KEPT, &path)?;
        Ok(mapped)
    })();
    Ok(kept.ok().map(|mapped| (mapped, content, path)))
}

/// The checksum of a whole file, which is then at its end. Read, not mapped: it would be in memory as a whole.
fn checksum(file: &mut File) -> io::Result<u64> {
    let mut hash = Xxh3::new();
    let mut buffer = vec![0; 1 << 16];
    file.rewind()?;
    loop {
        match file.read(&mut buffer)? {
            0 => return Ok(hash.digest()),
            read => hash.update(&buffer[..read]),
        }
    }
}

/// Compiles a folder into a file without a name.
fn compile_unkept(files: &Folder, base: &Lexicon<'_>) -> Result<Mapped, Error> {
    let written = |error: io::Error| Error::Lexicon(error.into());
    let (file, scratch) = (tempfile::tempfile().map_err(written)?, tempfile::tempdir().map_err(written)?);
    compile(files, Some(base), scratch.path(), &file).map_err(Error::Gazetteers)?;
    Mapped::new(&file).map_err(written)
}

/// Removes all files with the ending but the newest ones and `but`.
fn prune(cache: &Path, ending: &str, kept: usize, but: &Path) -> io::Result<()> {
    let mut found: Vec<_> = std::fs::read_dir(cache)?
        .flatten()
        .filter(|entry| entry.path().extension().is_some_and(|of| of == ending))
        .filter_map(|entry| Some((entry.metadata().ok()?.modified().ok()?, entry.path())))
        .collect();
    found.sort();
    for (_, old) in found.iter().rev().skip(kept).filter(|(_, old)| old != but) {
        std::fs::remove_file(old)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, SystemTime};

    use super::*;

    /// A lexicon without words.
    fn nothing() -> Lexicon<'static> {
        let (folder, scratch) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let file = tempfile::tempfile().unwrap();
        compile(&Folder::whole(folder.path()).unwrap(), None, scratch.path(), &file).unwrap();
        Lexicon::read(Box::leak(Box::new(Mapped::new(&file).unwrap())).as_bytes()).unwrap()
    }

    fn write_gazetteer(folder: &Path, name: &str, age: u64) {
        let path = folder.join("a.csv");
        std::fs::write(&path, format!("id,name,type\nx:1,{name},place\n")).unwrap();
        set_age(&path, age);
    }

    fn set_age(path: &Path, seconds: u64) {
        let file = File::options().write(true).open(path).unwrap();
        file.set_modified(SystemTime::now() - Duration::from_secs(seconds)).unwrap();
    }

    /// The images in the cache.
    fn images(cache: &Path) -> Vec<PathBuf> {
        let entries = std::fs::read_dir(cache).unwrap().map(|entry| entry.unwrap().path());
        entries.filter(|path| path.extension().is_some_and(|of| of == ENDING)).collect()
    }

    #[test]
    fn damaged_and_foreign_files_are_made_anew() {
        let base = nothing();
        let (folder, cache) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        write_gazetteer(folder.path(), "Vel Dam", 60);
        let fresh = load(folder.path(), &base, None).unwrap();
        let cached = || load(folder.path(), &base, Some(cache.path())).unwrap();
        assert!(cached().as_bytes().starts_with(fresh.as_bytes()));
        let path = images(cache.path()).remove(0);
        let whole = std::fs::read(&path).unwrap();
        let mut flipped = whole.clone();
        flipped[whole.len() / 2] ^= 1;
        for damaged in [&flipped[..], &whole[..whole.len() - 9], &b"something else"[..], &[]] {
            // one that was found whole long ago, and is stamped
            set_age(&path, 60);
            cached();
            std::fs::write(&path, damaged).unwrap();
            assert!(cached().as_bytes().starts_with(fresh.as_bytes()));
            assert_eq!(std::fs::read(&path).unwrap(), whole, "the cache is whole again");
        }
    }

    #[test]
    fn an_edited_gazetteer_is_compiled_again() {
        let base = nothing();
        let (folder, cache) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        for (name, age) in [("Vel Dam", 60), ("Tal Dam", 60), ("Mir Dam", 0), ("Kor Dam", 0)] {
            write_gazetteer(folder.path(), name, age);
            for _ in 0..3 {
                let image = load(folder.path(), &base, Some(cache.path())).unwrap();
                assert!(String::from_utf8_lossy(image.as_bytes()).contains(name), "{name}");
            }
        }
    }

    #[test]
    fn what_looks_as_it_did_is_not_read_again() {
        let base = nothing();
        let (folder, cache) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        write_gazetteer(folder.path(), "Vel Dam", 60);
        load(folder.path(), &base, Some(cache.path())).unwrap();
        let look = Look::at(Folder::entities(folder.path()).unwrap().paths()).unwrap();
        let stamp = Stamp::of(cache.path(), folder.path(), base.content()).unwrap();
        assert!(stamp.content(&look).is_some());
        let image = |age| {
            set_age(&images(cache.path())[0], age);
            load(folder.path(), &base, Some(cache.path())).unwrap();
            stamp.knows(&Look::at(images(cache.path()).into_iter()).unwrap())
        };
        assert!(!image(0), "written as late as the stamp");
        assert!(image(60));
    }
}
