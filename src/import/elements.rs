//! One big JSON object with the records in an array, read element by element.

use std::io::{self, BufRead, Read};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use super::input::open;
use crate::error::Error;

/// Calls `each` with every element of the array `key` of one JSON object, and the line on which it ends.
pub(super) fn each_element(
    path: &Path,
    key: &str,
    mut each: impl FnMut(u64, serde_json::Value) -> Result<(), Error>,
) -> Result<(), Error> {
    let line = Arc::new(AtomicU64::new(1));
    let counted = Counted { bytes: open(path)?, line: Arc::clone(&line) };
    let mut stopped = None;
    let mut seen = false;
    let visitor = Object {
        key,
        seen: &mut seen,
        each: &mut |value| {
            let outcome = each(line.load(Ordering::Relaxed), value);
            outcome.map_err(|error| stopped = Some(error)).is_ok()
        },
    };
    let parsed = serde::Deserializer::deserialize_map(&mut serde_json::Deserializer::from_reader(counted), visitor);
    match (stopped, parsed) {
        (Some(error), _) => Err(error),
        (None, Err(error)) => Err(Error::Read { path: path.to_owned(), source: error.into() }),
        (None, Ok(())) if !seen => Err(Error::Usage(format!(
            "{}: no array '{key}': is this file of the kind named by --from?",
            path.display()
        ))),
        (None, Ok(())) => Ok(()),
    }
}

/// A text of one JSON object by its key; `None` when it has none.
pub(super) fn top_level_text(path: &Path, key: &str) -> Result<Option<String>, Error> {
    struct Only<'k>(&'k str);
    impl<'de> serde::de::Visitor<'de> for Only<'_> {
        type Value = Option<String>;

        fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str("an object")
        }

        fn visit_map<A: serde::de::MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
            let mut found = None;
            while let Some(key) = map.next_key::<String>()? {
                if key == self.0 {
                    found = Some(map.next_value()?);
                } else {
                    map.next_value::<serde::de::IgnoredAny>()?;
                }
            }
            Ok(found)
        }
    }
    let mut json = serde_json::Deserializer::from_reader(open(path)?);
    serde::Deserializer::deserialize_map(&mut json, Only(key))
        .map_err(|error| Error::Read { path: path.to_owned(), source: error.into() })
}

/// Counts line breaks; the JSON reader takes one byte at a time, so the count is that of the element just read.
struct Counted {
    bytes: Box<dyn BufRead>,
    line: Arc<AtomicU64>,
}

impl Read for Counted {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let read = self.bytes.read(out)?;
        let breaks = out.get(..read).unwrap_or_default().iter().filter(|byte| **byte == b'\n').count();
        self.line.fetch_add(breaks as u64, Ordering::Relaxed);
        Ok(read)
    }
}

/// The object that holds the array.
struct Object<'a, F> {
    key: &'a str,
    seen: &'a mut bool,
    each: &'a mut F,
}

impl<'de, F: FnMut(serde_json::Value) -> bool> serde::de::Visitor<'de> for Object<'_, F> {
    type Value = ();

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "an object with an array '{}'", self.key)
    }

    fn visit_map<A: serde::de::MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(key) = map.next_key::<String>()? {
            if key == self.key {
                *self.seen = true;
                map.next_value_seed(Elements(&mut *self.each))?;
            } else {
                map.next_value::<serde::de::IgnoredAny>()?;
            }
        }
        Ok(())
    }
}

/// The array, read element by element.
struct Elements<'a, F>(&'a mut F);

impl<'de, F: FnMut(serde_json::Value) -> bool> serde::de::DeserializeSeed<'de> for Elements<'_, F> {
    type Value = ();

    fn deserialize<D: serde::Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de, F: FnMut(serde_json::Value) -> bool> serde::de::Visitor<'de> for Elements<'_, F> {
    type Value = ();

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("an array")
    }

    fn visit_seq<A: serde::de::SeqAccess<'de>>(self, mut elements: A) -> Result<(), A::Error> {
        while let Some(element) = elements.next_element()? {
            if !(self.0)(element) {
                return Err(serde::de::Error::custom("stopped"));
            }
        }
        Ok(())
    }
}
