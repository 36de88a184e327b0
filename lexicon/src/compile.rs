//! Gazetteer files into one image, in one pass over the files: what has to be sorted goes to runs on disk, so that memory
//! does not grow with the number of names.
//!
//! Words come first, because how ambiguous a name is depends on them. Then rows stream through: strings are written at
//! once, entities into a section of their own, and three sorters take ids, readings of forms and prefixes of forms.
//! Merged, the ids tell which rows are about one entity and which earlier entities are silenced; readings and prefixes
//! come in the order of the table of names, which is written from its first place to its last.

use std::fs::File;
use std::io::{self, BufWriter, Seek as _, Write as _};
use std::path::Path;

use rustc_hash::FxHashMap;
use xxhash_rust::xxh3::xxh3_64;

use crate::Lexicon;
use crate::error::Error;
use crate::forms::{self, Found, Rolling, SlotWriter};
use crate::image::{Head, ImageWriter, Section, Strings};
use crate::prior::prior;
use crate::record::{ClassBits, DETAIL, EntityRecord, Flags, FormRecord, PhraseRecord, SenseRecord, Text, WordRecord};
use crate::rows::EntityRow;
use crate::shape::Shape;
use crate::sorted::{Merge, Settled, Sorter};
use crate::source::Folder;
use crate::token::{RawToken, tokenise};
use crate::words::WordTable;

/// Longest name that is matched, in tokens.
pub const MAX_TOKENS: usize = 16;

/// Compiles a gazetteer folder into an [`Image`](crate::Image), written to `out`. Returns the hash of what was read.
///
/// `base` is the lexicon that the image is to be added to: its words decide how ambiguous names are. Without one the
/// folder's own words do, and the image can stand alone. The same folder gives the same bytes. `scratch` is an empty
/// folder for files that are needed meanwhile; the caller removes it.
///
/// # Errors
/// All mistakes in the files, or why the image cannot be written.
pub fn compile(folder: &Folder, base: Option<&Lexicon<'_>>, scratch: &Path, out: &File) -> Result<u64, Vec<Error>> {
    let mut errors = Vec::new();
    let mut contents = folder.contents();
    let words = match base {
        Some(base) => WordTable { abbreviations: base.abbreviations().collect(), ..WordTable::default() },
        None => WordTable::new(&folder.read_words(&mut contents, &mut errors)),
    };
    let mut compiler = Compiler::new(&words, base, scratch, out).map_err(|error| vec![error.into()])?;
    for (number, file) in folder.entity_files().enumerate() {
        compiler.lists.push(file.to_owned());
        folder.read_entities(file, &mut contents, &mut errors, |row| compiler.row(row, number as u32));
    }
    if !errors.is_empty() {
        return Err(errors);
    }
    let content = contents.hash(folder);
    compiler.finish(content).map_err(|error| vec![error])?;
    Ok(content)
}

/// One reading of a form: in the order of the table of names, then of the rows.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, bytemuck::Pod, bytemuck::Zeroable)]
#[repr(C)]
struct Reading {
    order: u64,
    entity: u32,
    /// Number among the names of the row.
    nth: u16,
    prior: u16,
    form: Text,
    flags: u16,
    capitals: u16,
}

/// The id of an entity: of one row, or of an entity of the base.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, bytemuck::Pod, bytemuck::Zeroable)]
#[repr(C)]
struct Id {
    hash: u64,
    /// 0 for a row, 1 for an entity of the base.
    base: u32,
    entity: u32,
}

struct Compiler<'a> {
    words: &'a WordTable,
    base: Option<&'a Lexicon<'a>>,
    scratch: &'a Path,
    image: ImageWriter<'a>,
    strings: Strings,
    entities: Spool,
    entity_count: u32,
    /// Names of the entity files.
    lists: Vec<String>,
    ids: Sorter<Id>,
    readings: Sorter<Reading>,
    prefixes: Sorter<u64>,
    tokens: Vec<RawToken>,
    details: String,
}

impl<'a> Compiler<'a> {
    fn new(words: &'a WordTable, base: Option<&'a Lexicon<'a>>, scratch: &'a Path, out: &'a File) -> io::Result<Self> {
        let mut image = ImageWriter::new(out)?;
        image.section(Section::WordSlots, bytemuck::cast_slice(&words.slots))?;
        image.section(Section::Words, bytemuck::cast_slice(&words.records))?;
        let (members, starts) = words.members();
        image.section(Section::Members, bytemuck::cast_slice(&members))?;
        image.section(Section::MemberStarts, bytemuck::cast_slice(&starts))?;
        let strings = Strings::new(&mut image)?;
        let mut prefixes = Sorter::new(scratch, "prefixes");
        for prefix in &words.prefixes {
            prefixes.push(*prefix)?;
        }
        Ok(Compiler {
            words,
            base,
            scratch,
            image,
            strings,
            entities: Spool::new(scratch, "entities")?,
            entity_count: 0,
            lists: Vec::new(),
            ids: Sorter::new(scratch, "ids"),
            readings: Sorter::new(scratch, "readings"),
            prefixes,
            tokens: Vec::new(),
            details: String::new(),
        })
    }

    fn text(&mut self, text: &str) -> Result<Text, Error> {
        self.strings.put(&mut self.image, text)
    }

    fn row(&mut self, row: &EntityRow<'_>, file: u32) -> Result<(), Error> {
        let entity = self.entity_count;
        self.entity_count = entity.checked_add(1).ok_or(Error::Large)?;
        let record = self.entity(row, file)?;
        self.entities.0.write_all(bytemuck::bytes_of(&record))?;
        self.ids.push(Id { hash: xxh3_64(row.id.as_bytes()), base: 0, entity })?;
        self.form(entity, 0, row.name, row.flags.with(Flags::MAIN), row)?;
        if let Some(rest) = row.name.strip_prefix("The ").filter(|_| row.flags.has(Flags::LEAD)) {
            self.form(entity, 1, rest, row.flags, row)?;
        }
        for (nth, (alias, flags)) in row.aliases().enumerate() {
            self.form(entity, u16::try_from(nth + 2).unwrap_or(u16::MAX), alias, flags, row)?;
        }
        Ok(())
    }

    fn entity(&mut self, row: &EntityRow<'_>, file: u32) -> Result<EntityRecord, Error> {
        let mut details = std::mem::take(&mut self.details);
        details.clear();
        if !(row.from.is_empty() && row.to.is_empty() && row.extra.is_empty()) {
            details.push_str(row.from);
            details.push(DETAIL);
            details.push_str(row.to);
            details.push(DETAIL);
            details.push_str(row.extra);
        }
        let country = row.country.as_bytes();
        let record = EntityRecord {
            id: self.text(row.id)?,
            name: self.text(row.name)?,
            subtype: self.text(row.subtype)?,
            details: self.text(&details)?,
            file,
            country: if country.len() == 2 { [country[0], country[1]] } else { [0; 2] },
            kind: row.kind as u8,
            unused: 0,
        };
        self.details = details;
        Ok(record)
    }

    fn form(&mut self, entity: u32, nth: u16, name: &str, flags: Flags, row: &EntityRow<'_>) -> Result<(), Error> {
        self.tokens.clear();
        tokenise(name, 0, &self.words.abbreviations, &mut self.tokens);
        self.tokens.retain(|token| !forms::is_skipped(token.shape));
        if self.tokens.is_empty() || self.tokens.len() > MAX_TOKENS {
            return Ok(());
        }
        let mut words = [WordRecord::default(); MAX_TOKENS];
        let (mut capitals, mut hash) = (0, Rolling::START);
        for (n, token) in self.tokens.iter().enumerate() {
            words[n] = match self.base {
                Some(base) => *base.record(base.word(token.hash)),
                None => *self.words.find(token.hash),
            };
            capitals |= u16::from(token.shape.has(Shape::UPPER_FIRST)) << n;
            hash = hash.push(token.hash);
            if n + 1 < self.tokens.len() {
                self.prefixes.push(hash.order())?;
            }
        }
        let (flags, prior) = prior(name, &self.tokens, &words[..self.tokens.len()], flags, row);
        let form = self.text(name)?;
        let (order, prior) = (hash.order(), u16::from(prior));
        Ok(self.readings.push(Reading { order, entity, nth, prior, form, flags: flags.0, capitals })?)
    }

    fn finish(mut self, content: u64) -> Result<(), Error> {
        let mut lists = Vec::new();
        for name in self.words.classes.iter().chain(&std::mem::take(&mut self.lists)) {
            lists.push(self.text(name)?);
        }
        self.image.end(Section::Strings)?;
        self.image.section(Section::Lists, bytemuck::cast_slice(&lists))?;
        self.entities.move_to(&mut self.image, Section::Entities)?;

        let (same, silenced) = meet(self.ids, self.base)?;
        self.image.section(Section::Silenced, bytemuck::cast_slice(&silenced))?;
        let (readings, prefixes) = (self.readings.settle()?, self.prefixes.settle()?);
        let capacity = Forms::write(self.words, &same, &readings, &prefixes, self.scratch, &mut self.image)?;
        let class_count = self.words.classes.len() as u32;
        let base = self.base.map_or(0, Lexicon::content);
        Ok(self.image.finish(Head { class_count, content, base, capacity })?)
    }
}

/// Rows about an entity that an earlier row has begun, with that row's number, and one bit for each entity of the base
/// that a row takes the place of.
fn meet(mut ids: Sorter<Id>, base: Option<&Lexicon<'_>>) -> Result<(FxHashMap<u32, u32>, Vec<u64>), Error> {
    let mut count = 0;
    for id in base.into_iter().flat_map(Lexicon::entity_ids) {
        ids.push(Id { hash: xxh3_64(id.as_bytes()), base: 1, entity: count })?;
        count = count.checked_add(1).ok_or(Error::Large)?;
    }
    let mut silenced = vec![0u64; (count as usize).div_ceil(64)];
    let mut same = FxHashMap::default();
    let ids = ids.settle()?;
    let mut ids = ids.merge()?;
    let mut first: Option<Id> = None;
    while let Some(id) = ids.take()? {
        match first.filter(|first| first.hash == id.hash) {
            Some(_) if id.base == 1 => silenced[id.entity as usize >> 6] |= 1 << (id.entity & 63),
            Some(first) => {
                same.insert(id.entity, first.entity);
            }
            None => first = (id.base == 0).then_some(id),
        }
    }
    if silenced.iter().all(|bits| *bits == 0) {
        silenced = Vec::new();
    }
    Ok((same, silenced))
}

/// Writes forms, their senses and the table of their prefixes.
struct Forms<'a> {
    same: &'a FxHashMap<u32, u32>,
    forms: Spool,
    senses: Spool,
    phrases: Vec<PhraseRecord>,
    form_count: u32,
    sense_count: u32,
    group: Vec<SenseRecord>,
}

impl<'a> Forms<'a> {
    /// Returns the capacity of the table.
    fn write(
        words: &WordTable,
        same: &'a FxHashMap<u32, u32>,
        readings: &Settled<Reading>,
        prefixes: &Settled<u64>,
        scratch: &Path,
        image: &mut ImageWriter<'_>,
    ) -> Result<u64, Error> {
        let (forms, senses) = (Spool::new(scratch, "forms")?, Spool::new(scratch, "senses")?);
        let mut all =
            Forms { same, forms, senses, phrases: Vec::new(), form_count: 0, sense_count: 0, group: Vec::new() };
        all.form(0, ClassBits::default())?;
        let mut slots = SlotWriter::new(readings.most() + prefixes.most() + words.phrases.len());
        let mut phrases = words.phrases.iter().peekable();
        let (mut readings, mut prefixes) = (readings.merge()?, prefixes.merge()?);
        image.begin(Section::FormSlots);
        loop {
            let heads = [
                readings.peek().map(|reading| reading.order),
                prefixes.peek(),
                phrases.peek().map(|(order, _)| **order),
            ];
            let Some(order) = heads.into_iter().flatten().min() else { break };
            let hash = Rolling::from_order(order);
            let more = prefixes.peek() == Some(order);
            if more {
                prefixes.take()?;
            }
            let classes =
                phrases.next_if(|(phrase, _)| **phrase == order).map_or(ClassBits::default(), |(_, classes)| *classes);
            all.collect(order, &mut readings)?;
            let is_form = !all.group.is_empty() || classes != ClassBits::default();
            let form = if is_form { all.form(hash.check(), classes)? } else { 0 };
            slots.push(image, hash, Found { form, more })?;
        }
        slots.finish(image)?;
        image.end(Section::FormSlots)?;
        // ends the senses of the last form
        all.form(0, ClassBits::default())?;
        all.forms.move_to(image, Section::Forms)?;
        all.senses.move_to(image, Section::Senses)?;
        image.section(Section::Phrases, bytemuck::cast_slice(&all.phrases))?;
        Ok(slots.capacity)
    }

    /// Takes the readings of a form, likeliest first; the first of several that say the same.
    fn collect(&mut self, order: u64, readings: &mut Merge<'_, Reading>) -> io::Result<()> {
        self.group.clear();
        while let Some(reading) = readings.peek().filter(|reading| reading.order == order) {
            readings.take()?;
            let entity = self.same.get(&reading.entity).copied().unwrap_or(reading.entity);
            let Reading { form, flags, capitals, prior, .. } = reading;
            let same = |s: &SenseRecord| s.entity == entity && s.capitals == capitals;
            // an alias "Nato" is not as strict as the acronym, and says how the word is to be read
            let as_written = |flags| Flags(flags).any(Flags::ACRONYM.with(Flags::CASE));
            let word = !as_written(flags) && !self.group.iter().any(|s| same(s) && !as_written(s.flags));
            if word {
                self.group.iter_mut().filter(|s| same(s)).for_each(|s| s.flags &= !Flags::SPOKEN.0);
            }
            if word || !self.group.iter().any(same) {
                let (prior, unused) = (prior as u8, [0; 3]);
                self.group.push(SenseRecord { entity, form, flags, capitals, prior, unused });
            }
        }
        if self.group.iter().any(|sense| sense.entity != self.group[0].entity) {
            self.group.iter_mut().for_each(|sense| sense.flags |= Flags::SHARED.0);
        }
        self.group.sort_by_key(|sense| (std::cmp::Reverse(sense.prior), sense.entity));
        Ok(())
    }

    /// Writes a form with the readings that were collected; returns its number.
    fn form(&mut self, check: u32, classes: ClassBits) -> Result<u32, Error> {
        let number = self.form_count;
        let mut senses = self.sense_count;
        if classes != ClassBits::default() {
            senses |= FormRecord::CLASSES;
            self.phrases.push(PhraseRecord { form: u64::from(number), classes });
        }
        self.forms.0.write_all(bytemuck::bytes_of(&FormRecord { check, senses }))?;
        self.senses.0.write_all(bytemuck::cast_slice(&self.group))?;
        self.form_count += 1;
        self.sense_count += self.group.len() as u32;
        self.group.clear();
        if self.sense_count >= FormRecord::CLASSES { Err(Error::Large) } else { Ok(number) }
    }
}

/// A section that is written while another one is.
struct Spool(BufWriter<File>);

impl Spool {
    fn new(scratch: &Path, name: &str) -> io::Result<Self> {
        let file = File::options().create_new(true).read(true).write(true).open(scratch.join(name))?;
        Ok(Spool(BufWriter::with_capacity(1 << 16, file)))
    }

    fn move_to(self, image: &mut ImageWriter<'_>, section: Section) -> io::Result<()> {
        let mut file = self.0.into_inner().map_err(io::IntoInnerError::into_error)?;
        file.rewind()?;
        image.begin(section);
        io::copy(&mut file, image)?;
        image.end(section)
    }
}
