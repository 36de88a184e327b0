//! `newsgraph diff`: which nodes and edges two graphs do not share. Both are read side by side, in their common order.

use std::cmp::Ordering;
use std::io::{self, Write};
use std::path::PathBuf;

use super::{End, Failure};
use crate::Error;
use crate::stored::{Row, Stored, Table};
use crate::types::Modality;
use crate::write::{EDGE_COLUMNS, NODE_COLUMNS};

#[derive(clap::Args)]
pub(super) struct Arguments {
    /// Output folder of newsgraph extract, with the format csv
    #[arg(value_name = "OLD")]
    old: PathBuf,
    /// Another one
    #[arg(value_name = "NEW")]
    new: PathBuf,
}

/// A table, the order of its rows, and how a row reads.
struct Kind {
    name: &'static str,
    file: &'static str,
    columns: &'static [&'static str],
    order: fn(&Row, &Row) -> Ordering,
    describe: fn(&Row) -> String,
}

const KINDS: [Kind; 2] = [
    Kind {
        name: "node",
        file: "nodes.csv",
        columns: &NODE_COLUMNS,
        order: |a, b| a.cell(0).cmp(b.cell(0)),
        describe: |row| format!("{} ({}, {})", row.cell(0), row.cell(3), row.cell(1)),
    },
    Kind { name: "edge", file: "edges.csv", columns: &EDGE_COLUMNS, order: edge_order, describe: describe_edge },
];

pub(super) fn run(arguments: &Arguments) -> Result<End, Failure> {
    let (old, new) = (Stored::open(&arguments.old)?, Stored::open(&arguments.new)?);
    let mut out = io::stdout().lock();
    let mut differ = false;
    for kind in &KINDS {
        let tables = (old.table(kind.file, kind.columns)?, new.table(kind.file, kind.columns)?);
        let [lost, added, changed] = compare(kind, tables, &mut out)?;
        differ |= lost + added + changed > 0;
        writeln!(out, "{}s: {lost} lost, {added} new, {changed} changed", kind.name)?;
    }
    out.flush()?;
    Ok(if differ { End::Differences } else { End::Done })
}

fn compare(kind: &Kind, (mut old, mut new): (Table, Table), out: &mut impl Write) -> Result<[u64; 3], Failure> {
    let mut counts = [0; 3];
    let (mut a, mut b) = (next(&mut old)?, next(&mut new)?);
    loop {
        let order = match (&a, &b) {
            (None, None) => return Ok(counts),
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (Some(a), Some(b)) => (kind.order)(a, b),
        };
        match (order, &a, &b) {
            (Ordering::Less, Some(row), _) => {
                counts[0] += 1;
                writeln!(out, "- {} {}", kind.name, (kind.describe)(row))?;
            }
            (Ordering::Greater, _, Some(row)) => {
                counts[1] += 1;
                writeln!(out, "+ {} {}", kind.name, (kind.describe)(row))?;
            }
            (_, Some(before), Some(after)) => {
                let cells = before.cells().zip(after.cells()).zip(kind.columns);
                let changes: Vec<String> = cells
                    .filter(|((before, after), _)| before != after)
                    .map(|((before, after), column)| format!("{column} '{before}' -> '{after}'"))
                    .collect();
                if !changes.is_empty() {
                    counts[2] += 1;
                    writeln!(out, "~ {} {}: {}", kind.name, (kind.describe)(after), changes.join(", "))?;
                }
            }
            _ => {}
        }
        if order.is_le() {
            a = next(&mut old)?;
        }
        if order.is_ge() {
            b = next(&mut new)?;
        }
    }
}

fn next(table: &mut Table) -> Result<Option<Row>, Error> {
    table.next().transpose()
}

fn edge_order(a: &Row, b: &Row) -> Ordering {
    fn key(row: &Row) -> ([&str; 3], Option<Modality>, &str) {
        ([1, 2, 3].map(|n| row.cell(n)), Modality::parse(row.cell(4)), row.cell(5))
    }
    key(a).cmp(&key(b))
}

fn describe_edge(row: &Row) -> String {
    let by = if row.cell(5).is_empty() { String::new() } else { format!(" by {}", row.cell(5)) };
    format!("{} {} {} ({}{by}): \"{}\"", row.cell(1), row.cell(2), row.cell(3), row.cell(4), row.cell(13))
}
