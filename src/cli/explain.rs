//! `newsgraph explain`: why the mentions and edges of a text are what they are.

use std::io::{Read as _, Write as _};

use super::setup::Setup;
use super::{End, Failure};
use crate::Error;
use crate::check::article;
use crate::explain::explain;
use crate::types::{RawDocument, Span};

#[derive(clap::Args)]
pub(super) struct Arguments {
    /// A text file or fixture, or - for standard input
    #[arg(value_name = "FILE", default_value = "-")]
    file: String,
    /// Explain only the sentence at this offset, in characters of the text
    #[arg(long, value_name = "OFFSET", conflicts_with = "text")]
    at: Option<usize>,
    /// Explain only the sentences that hold these words; without a file, explain these words
    #[arg(long, value_name = "WORDS")]
    text: Option<String>,
    #[command(flatten)]
    setup: Setup,
}

pub(super) fn run(arguments: &Arguments) -> Result<End, Failure> {
    let pipeline = arguments.setup.pipeline()?;
    let from_file = arguments.file != "-";
    let (raw, focus) = match &arguments.text {
        Some(words) if !from_file => {
            (RawDocument { id: "text".into(), text: words.clone(), ..RawDocument::default() }, None)
        }
        words => {
            let raw = read(&arguments.file)?;
            let focus = match (words, arguments.at) {
                (Some(words), _) => Some(find(&raw.text, words)?),
                (None, Some(at)) => Some(offset(&raw.text, at)?),
                (None, None) => None,
            };
            (raw, focus)
        }
    };
    std::io::stdout().write_all(explain(&pipeline, &raw, focus).as_bytes())?;
    Ok(End::Done)
}

fn read(file: &str) -> Result<RawDocument, Failure> {
    let read_error = |source| Error::Read { path: file.into(), source };
    let mut text = String::new();
    if file == "-" {
        std::io::stdin().read_to_string(&mut text).map_err(read_error)?;
    } else {
        text = std::fs::read_to_string(file).map_err(read_error)?;
    }
    Ok(article(file, &text))
}

fn find(text: &str, words: &str) -> Result<Span, Failure> {
    let at = text.find(words).ok_or_else(|| Error::Usage(format!("the text does not hold \"{words}\"")))?;
    Ok(Span::new(at as u32, (at + words.len()) as u32))
}

fn offset(text: &str, at: usize) -> Result<Span, Failure> {
    let byte = text.char_indices().nth(at).map(|(byte, c)| (byte, byte + c.len_utf8()));
    let (start, end) = byte.ok_or_else(|| Error::Usage(format!("the text has no character {at}")))?;
    Ok(Span::new(start as u32, end as u32))
}
