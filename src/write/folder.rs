//! The output folder: files are written to a temporary folder inside it and moved to their places when all are complete.

use std::io;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use crate::Error;
use crate::write::{ALWAYS, FORMATS};

/// An output folder that is being filled. Dropped before [`OutputFolder::publish`], it leaves everything as it was.
pub struct OutputFolder {
    folder: PathBuf,
    /// Only an empty folder can be removed, so a folder that was there with files in it always stays.
    is_new: bool,
    files: Option<TempDir>,
    spill: Option<TempDir>,
}

impl OutputFolder {
    /// Makes the folder, if it is not there, and the temporary one in it.
    ///
    /// # Errors
    /// When the folder cannot be made or written to.
    pub fn create(folder: &Path) -> Result<Self, Error> {
        let is_new = !folder.exists();
        let error = |source| Error::Write { path: folder.to_owned(), source };
        std::fs::create_dir_all(folder).map_err(error)?;
        let mut output = OutputFolder { folder: folder.to_owned(), is_new, files: None, spill: None };
        let temporary = |name| tempfile::Builder::new().prefix(name).tempdir_in(folder).map_err(error);
        output.files = Some(temporary(".newsgraph-files-")?);
        output.spill = Some(temporary(".newsgraph-spill-")?);
        Ok(output)
    }

    /// Where files are written.
    pub fn files(&self) -> &Path {
        self.files.as_ref().map_or(&self.folder, TempDir::path)
    }

    /// Where what does not fit into memory is kept meanwhile.
    pub fn spill(&self) -> &Path {
        self.spill.as_ref().map_or(&self.folder, TempDir::path)
    }

    /// The error of a file that could not be written.
    pub fn error(&self, source: io::Error) -> Error {
        Error::Write { path: self.folder.clone(), source }
    }

    /// Moves all files to their places and takes away what an earlier run left of formats that were not asked for now.
    ///
    /// # Errors
    /// When a file cannot be moved.
    pub fn publish(mut self) -> Result<(), Error> {
        let moved = self.move_files();
        self.is_new &= moved.is_err();
        moved.map_err(|source| self.error(source))
    }

    fn move_files(&self) -> io::Result<()> {
        let known = FORMATS.iter().flat_map(|format| format.files).chain(ALWAYS);
        // Only in a folder that an earlier run has filled are files of these names ours to remove.
        let is_ours = self.folder.join("run.json").exists();
        for name in known {
            let (from, to) = (self.files().join(name), self.folder.join(name));
            if from.exists() {
                if let Some(parent) = to.parent() {
                    std::fs::create_dir_all(parent)?;
                }
                std::fs::rename(from, to)?;
            } else if is_ours && to.exists() {
                std::fs::remove_file(&to)?;
                if let Some(parent) = to.parent().filter(|parent| *parent != self.folder) {
                    // Fails while another file is in it, as it should.
                    let _ = std::fs::remove_dir(parent);
                }
            }
        }
        Ok(())
    }
}

impl Drop for OutputFolder {
    fn drop(&mut self) {
        self.files = None;
        self.spill = None;
        if self.is_new {
            let _ = std::fs::remove_dir(&self.folder);
        }
    }
}
