//! A fixture: an article in Markdown with what must be found in it.
//!
//! ````text
//! ---
//! id: data-breach
//! published: 2026-03-02
//! ---
//!
//! The article …
//!
//! ```mentions
//! organisation | Grey Lantern | A group, Grey Lantern ×3
//! ```
//!
//! ```relations
//! attacked | Grey Lantern | Northgate Dairies | claimed by Grey Lantern | date=2026-02-24
//! ```
//! ````
//!
//! The reader of Markdown files leaves the two blocks out of the article; here they are read and written.

use std::path::{Path, PathBuf};

use crate::error::Error;
use crate::types::{Moment, RawDocument};

/// Names of the two blocks, in the order they are written.
pub const BLOCKS: [&str; 2] = ["mentions", "relations"];

/// An article with its expected lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fixture {
    /// The file.
    pub path: PathBuf,
    /// Front matter and article, as written, without the blocks.
    pub article: String,
    /// Expected lines of each block of [`BLOCKS`], in the order of the file; blank ones left out.
    pub expected: [Vec<String>; 2],
}

impl Fixture {
    /// Reads a fixture file.
    ///
    /// # Errors
    /// When the file cannot be read as UTF-8 text, or a block is not closed.
    pub fn read(path: &Path) -> Result<Self, Error> {
        let text = std::fs::read_to_string(path).map_err(|source| Error::Read { path: path.to_owned(), source })?;
        Self::parse(path, &text)
    }

    fn parse(path: &Path, text: &str) -> Result<Self, Error> {
        let mut article = String::new();
        let mut expected = [Vec::new(), Vec::new()];
        let mut open: Option<(usize, usize)> = None;
        for (number, line) in text.lines().enumerate() {
            let block = line.strip_prefix("```").and_then(|name| BLOCKS.iter().position(|block| *block == name.trim()));
            match (open, block) {
                (None, Some(block)) => open = Some((block, number + 1)),
                (None, None) => {
                    article.push_str(line);
                    article.push('\n');
                }
                (Some(_), _) if line.trim_end() == "```" => open = None,
                (Some((block, _)), _) if !line.trim().is_empty() => expected[block].push(line.trim_end().to_owned()),
                (Some(_), _) => {}
            }
        }
        if let Some((block, line)) = open {
            let what = format!(
                "{}:{line}: the {} block is not closed: end it with a line of ```",
                path.display(),
                BLOCKS[block]
            );
            return Err(Error::Usage(what));
        }
        Ok(Fixture { path: path.to_owned(), article: article.trim_end().to_owned(), expected })
    }

    /// The file with these lines expected.
    pub fn with_expected(&self, lines: &[Vec<String>; 2]) -> String {
        let mut text = self.article.clone();
        for (block, lines) in BLOCKS.iter().zip(lines) {
            text.push_str("\n\n```");
            text.push_str(block);
            for line in lines {
                text.push('\n');
                text.push_str(line);
            }
            text.push_str("\n```");
        }
        text.push('\n');
        text
    }
}

/// A fixture's article as a document; a text without front matter is a document of its own.
pub fn article(name: &str, text: &str) -> RawDocument {
    let mut raw = RawDocument { id: name.to_owned(), text: text.to_owned(), ..RawDocument::default() };
    let Some((front, body)) = text.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n")) else {
        return raw;
    };
    let blocks = BLOCKS.map(|block| body.find(&format!("\n```{block}")).unwrap_or(body.len()));
    raw.text = body[..blocks[0].min(blocks[1])].trim().to_owned();
    for (key, value) in front.lines().filter_map(|line| line.split_once(": ")) {
        match key {
            "id" => raw.id = value.to_owned(),
            "title" => raw.title = Some(value.to_owned()),
            "published" => raw.published = Moment::parse(value),
            "source" => raw.source = Some(value.to_owned()),
            "url" => raw.url = Some(value.to_owned()),
            _ => {}
        }
    }
    raw
}

/// The Markdown files of a path, sorted: itself, or everything below a folder.
///
/// # Errors
/// When a folder cannot be read, or nothing is found.
pub fn fixture_files(path: &Path) -> Result<Vec<PathBuf>, Error> {
    let mut files = Vec::new();
    collect(path, &mut files)?;
    files.sort();
    if files.is_empty() {
        return Err(Error::Usage(format!("{}: no fixture here: a fixture is a Markdown file (.md)", path.display())));
    }
    Ok(files)
}

fn collect(path: &Path, files: &mut Vec<PathBuf>) -> Result<(), Error> {
    let read_error = |source| Error::Read { path: path.to_owned(), source };
    if !std::fs::metadata(path).map_err(read_error)?.is_dir() {
        files.push(path.to_owned());
        return Ok(());
    }
    for entry in std::fs::read_dir(path).map_err(read_error)? {
        let entry = entry.map_err(read_error)?.path();
        if entry.is_dir() || entry.extension().is_some_and(|ending| ending == "md") {
            collect(&entry, files)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn updating_a_fixture_keeps_the_article_and_replaces_the_blocks() {
        let text = "---\nid: a\n---\n\nAcme bought Bolt.\n\n```mentions\norganisation | Acme | Acme\n```\n";
        let fixture = Fixture::parse(Path::new("a.md"), text).expect("well formed");
        assert_eq!(fixture.expected, [vec!["organisation | Acme | Acme".to_owned()], vec![]]);
        let updated = fixture.with_expected(&[vec![], vec!["acquired | Acme | Bolt | asserted".to_owned()]]);
        assert!(updated.starts_with("---\nid: a\n---\n\nAcme bought Bolt.\n"), "{updated}");
        let again = Fixture::parse(Path::new("a.md"), &updated).expect("well formed");
        assert_eq!(again.article, fixture.article);
        assert_eq!(again.expected, [vec![], vec!["acquired | Acme | Bolt | asserted".to_owned()]]);
    }

    #[test]
    fn an_open_block_is_an_error_with_its_line() {
        let error = Fixture::parse(Path::new("a.md"), "Text.\n\n```relations\nx").expect_err("not closed");
        assert!(error.to_string().starts_with("a.md:3: "), "{error}");
    }
}
