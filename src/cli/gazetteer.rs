//! `newsgraph gazetteer`: known names brought in from dumps, looked up, and counted.

use std::io::Write as _;
use std::path::PathBuf;

use indicatif::HumanCount;

use super::setup::{Known, complain, tell};
use super::{End, Failure};
use crate::gazetteers::{search, stats};
use crate::import::{Counts, Filter, IMPORTERS, Importer, import, importer};
use crate::lexicon::{EntityType, Flags, Sense};

/// Bad records that are told one by one; all are counted.
const TOLD: u64 = 20;

#[derive(clap::Args)]
pub(super) struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(clap::Subcommand)]
enum Command {
    /// Makes a gazetteer file of a dump, for --gazetteers
    Import(Import),
    /// Shows what is known under a name, typing mistakes allowed
    Search(Search),
    /// Counts rows, aliases and ambiguous names by file and type
    Stats(Stats),
}

#[derive(clap::Args)]
struct Import {
    #[arg(long, value_name = "KIND", value_parser = parse_importer, help = help())]
    from: &'static Importer,
    /// Files of the dump, - for standard input; gzip, bzip2 and zstandard are decompressed
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
    /// Gazetteer file to write, NAME.csv in a folder for --gazetteers
    #[arg(short, long, value_name = "OUT.csv")]
    output: PathBuf,
    /// Only these types or subtypes, separated by commas: person,work.film
    #[arg(long, value_name = "TYPES", value_delimiter = ',', value_parser = parse_kind)]
    types: Vec<(EntityType, Option<String>)>,
    /// Least weight of an entity, from 0 to 1, by sitelinks, population or votes; what has none of these is kept
    #[arg(long, value_name = "PRIOR", default_value_t = 0.0, hide_default_value = true)]
    min_prior: f64,
}

#[derive(clap::Args)]
struct Search {
    /// The name
    #[arg(value_name = "NAME")]
    name: String,
    /// Show names that are nearly the same even if one is exactly the same
    #[arg(long)]
    all: bool,
    /// Most lines to show
    #[arg(long, value_name = "N", default_value_t = 30)]
    limit: usize,
    #[command(flatten)]
    known: Known,
}

#[derive(clap::Args)]
struct Stats {
    #[command(flatten)]
    known: Known,
}

fn parse_importer(name: &str) -> Result<&'static Importer, String> {
    importer(name).ok_or_else(|| {
        let names: Vec<&str> = IMPORTERS.iter().map(|importer| importer.name).collect();
        format!("kinds are {}", names.join(", "))
    })
}

fn help() -> String {
    let kinds: Vec<String> =
        IMPORTERS.iter().map(|i| format!("{}: {}; licence: {}", i.name, i.source, i.licence)).collect();
    format!("Kind of dump (fields: docs/import.md)\n{}", kinds.join("\n"))
}

fn parse_kind(text: &str) -> Result<(EntityType, Option<String>), String> {
    let (kind, subtype) = text.split_once('.').map_or((text, None), |(kind, subtype)| (kind, Some(subtype.to_owned())));
    let kind = EntityType::parse(kind).ok_or_else(|| {
        let names: Vec<&str> = EntityType::ALL.iter().take(8).map(|kind| kind.name()).collect();
        format!("types are {}, with .SUBTYPE if need be", names.join(", "))
    })?;
    Ok((kind, subtype))
}

pub(super) fn run(arguments: &Arguments) -> Result<End, Failure> {
    match &arguments.command {
        Command::Import(arguments) => run_import(arguments),
        Command::Search(arguments) => run_search(arguments),
        Command::Stats(arguments) => run_stats(arguments),
    }
}

fn run_import(arguments: &Import) -> Result<End, Failure> {
    let filter = Filter { kinds: arguments.types.clone(), least: arguments.min_prior };
    let mut told = 0;
    let counts = import(arguments.from, &arguments.files, &filter, &arguments.output, &mut |skip| {
        told += 1;
        if told <= TOLD {
            complain(&format!("{}:{}: skipped: {}", skip.input, skip.record, skip.reason));
        }
    })?;
    if counts.skipped > 0 {
        complain(&summary(&counts));
    } else {
        tell(&summary(&counts));
    }
    Ok(End::Done)
}

fn summary(counts: &Counts) -> String {
    format!(
        "{} rows, {} aliases; {} records left out, {} skipped as bad",
        HumanCount(counts.rows),
        HumanCount(counts.aliases),
        HumanCount(counts.left_out),
        HumanCount(counts.skipped),
    )
}

fn run_search(arguments: &Search) -> Result<End, Failure> {
    let lexicon = arguments.known.lexicon()?;
    let hits = search(&lexicon, &arguments.name, arguments.all, arguments.limit);
    let mut out = std::io::stdout().lock();
    if hits.is_empty() {
        writeln!(out, "nothing is known under '{}' or a name like it", arguments.name)?;
        return Ok(End::Differences);
    }
    writeln!(out, "prior  form | name | type | id | country | flags | file")?;
    for hit in &hits {
        writeln!(out, "{}", line(&hit.sense))?;
    }
    Ok(End::Done)
}

fn line(sense: &Sense<'_>) -> String {
    let subtype = sense.subtype();
    let kind = if subtype.is_empty() { sense.kind.to_string() } else { format!("{}.{subtype}", sense.kind) };
    format!(
        "{:5.2}  {} | {} | {kind} | {} | {} | {} | {}",
        f64::from(sense.record.prior) / 255.0,
        sense.form(),
        sense.name(),
        sense.entity_id(),
        sense.country(),
        flags(sense.flags()),
        sense.file(),
    )
}

/// Flags as a gazetteer has them, then those that are computed.
fn flags(flags: Flags) -> String {
    let computed =
        [(Flags::ORDINARY, "ordinary words"), (Flags::PERSON_NAME, "also a person's name"), (Flags::SHARED, "shared")];
    let letters = Some(flags.letters()).filter(|letters| !letters.is_empty());
    let computed = computed.into_iter().filter(|(flag, _)| flags.has(*flag)).map(|(_, what)| what.to_owned());
    letters.into_iter().chain(computed).collect::<Vec<String>>().join(", ")
}

fn run_stats(arguments: &Stats) -> Result<End, Failure> {
    let stats = stats(&arguments.known.lexicon()?);
    let mut out = std::io::stdout().lock();
    let types = stats.types.iter().map(|((kind, subtype), count)| {
        (if subtype.is_empty() { kind.to_string() } else { format!("{kind}.{subtype}") }, count)
    });
    let files = stats.files.iter().map(|(file, count)| (file.clone(), count));
    let head = |what: &str| format!("{:>9} {:>9} {:>9}  {what}", "rows", "aliases", "ambiguous");
    writeln!(out, "{}", head("file"))?;
    for (name, count) in files {
        writeln!(out, "{:>9} {:>9} {:>9}  {name}", count.rows, count.aliases, count.ambiguous)?;
    }
    writeln!(out, "\n{}", head("type"))?;
    for (name, count) in types {
        writeln!(out, "{:>9} {:>9} {:>9}  {name}", count.rows, count.aliases, count.ambiguous)?;
    }
    let total = stats.total;
    writeln!(out, "\n{:>9} {:>9} {:>9}  all", total.rows, total.aliases, total.ambiguous)?;
    Ok(End::Done)
}
