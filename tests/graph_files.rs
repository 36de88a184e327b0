//! The files of a graph: shapes that graph tools take, the same bytes for any order, nothing half-written.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use newsgraph::assemble::{Assembler, Provenance};
use newsgraph::merge::Judge;
use newsgraph::pipeline::{Options, Pipeline};
use newsgraph::types::{Contribution, DocumentRow, EdgeKey, EvidenceRow, MentionRow, Modality, ValueCells};
use newsgraph::write::{Counts, FORMATS, Format};

type Row = BTreeMap<String, String>;

/// A document in which `said` relations hold between the named people.
fn document(id: &str, published: &str, edges: &[(&str, &str, Modality)]) -> Contribution {
    let mut contribution = Contribution {
        document: DocumentRow {
            id: id.to_owned(),
            published: published.into(),
            title: "A \"title\", with; marks".to_owned(),
            characters: 100 + id.len() as u64,
            hash: 7,
            copies: 1,
            ..DocumentRow::default()
        },
        ..Contribution::default()
    };
    for (n, (subject, object, modality)) in edges.iter().enumerate() {
        let at = n as u32 * 40;
        for (start, name) in [(at, subject), (at + 20, object)] {
            contribution.mentions.push(MentionRow {
                start,
                end: start + 10,
                text: (*name).into(),
                kind: "person".into(),
                entity: format!("person:{}", name.to_lowercase()).into(),
                name: (*name).into(),
                rule: "gazetteer".into(),
                ..MentionRow::default()
            });
        }
        contribution.evidence.push(EvidenceRow {
            key: EdgeKey {
                subject: format!("person:{}", subject.to_lowercase()).into(),
                relation: "met_with".into(),
                object: format!("person:{}", object.to_lowercase()).into(),
                modality: *modality,
                attribution: "".into(),
            },
            here: Default::default(),
            document: id.into(),
            published: published.into(),
            source: "".into(),
            start: at,
            end: at + 40,
            quote: format!("=\"{subject}\", said <{object}> & co;"),
            subject_text: (*subject).into(),
            object_text: (*object).into(),
            trigger: "met".into(),
            attribution_text: "".into(),
            date: "2014-12-01".into(),
            qualifiers: vec![("place".to_owned(), "Ulm, Bonn".to_owned())],
            rule: "met-with/meet".into(),
            confidence: 80,
        });
    }
    contribution
}

fn documents() -> Vec<Contribution> {
    let mut documents = vec![
        document("b", "2014-12-03", &[("Ann", "Bo", Modality::Asserted), ("Ann", "Bo", Modality::Denied)]),
        document("a", "2014-12", &[("Ann", "Bo", Modality::Asserted), ("Çelik", "Ann", Modality::Claimed)]),
        document("c", "", &[("Bo", "Çelik", Modality::Asserted)]),
        // The same id: once the same text, once a longer one.
        document("c", "", &[("Bo", "Çelik", Modality::Asserted)]),
    ];
    let mut longer = document("a", "2014-12", &[("Ann", "Dee", Modality::Asserted)]);
    longer.document.characters = 5000;
    longer.mentions.push(MentionRow {
        start: 90,
        end: 93,
        text: "-5".into(),
        kind: "figure".into(),
        entity: "figure:-5-celsius".into(),
        name: "-5 celsius".into(),
        value: Some(Box::new(ValueCells { value: "-5".into(), unit: "celsius".into(), ..ValueCells::default() })),
        ..MentionRow::default()
    });
    documents.push(longer);
    documents
}

fn write(folder: &Path, documents: Vec<Contribution>) -> Counts {
    let mut assembler = Assembler::new(folder).expect("a folder");
    for document in documents {
        assembler.add(document).expect("room");
    }
    let formats: Vec<_> = FORMATS.iter().collect();
    finish(assembler, &formats)
}

fn finish(assembler: Assembler, formats: &[&'static Format]) -> Counts {
    let pipeline = Pipeline::load(&Options::default()).expect("shipped");
    let judge = Judge::new(&pipeline.lexicon, &pipeline.rules, Vec::new());
    assembler.finish(&judge, formats, Provenance::default()).expect("written")
}

fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    for name in FORMATS.iter().flat_map(|f| f.files).chain(newsgraph::write::ALWAYS) {
        found.insert((*name).to_owned(), fs::read(folder.join(name)).unwrap_or_else(|e| panic!("{name}: {e}")));
    }
    found
}

fn rows(folder: &Path, name: &str) -> Vec<Row> {
    let mut reader = csv::Reader::from_path(folder.join(name)).expect("there");
    let header = reader.headers().expect("a header").clone();
    let row = |record: Result<csv::StringRecord, csv::Error>| {
        let record = record.expect("all rows have all columns");
        header.iter().zip(&record).map(|(column, cell)| (column.to_owned(), cell.to_owned())).collect()
    };
    reader.records().map(row).collect()
}

#[test]
fn any_order_gives_the_same_bytes() {
    let (one, two) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
    write(one.path(), documents());
    write(two.path(), documents().into_iter().rev().collect());
    assert_eq!(files(one.path()), files(two.path()));
    for (name, bytes) in files(one.path()) {
        assert!(!bytes.contains(&b'\r') && bytes.ends_with(b"\n"), "{name}");
    }
    // Nothing temporary stays.
    let left = fs::read_dir(one.path()).expect("there").filter_map(Result::ok);
    assert!(left.into_iter().all(|entry| !entry.file_name().to_string_lossy().starts_with('.')));
}

#[test]
fn evidence_adds_up_and_a_denied_edge_stays_apart() {
    let folder = tempfile::tempdir().expect("a folder");
    let counts = write(folder.path(), documents());
    assert_eq!((counts.documents, counts.skipped), (3, 2));
    let edges = rows(folder.path(), "edges.csv");
    let described: Vec<String> = edges
        .iter()
        .map(|e| format!("{} {} {} {}", e["subject"], e["object"], e["modality"], e["documents"]))
        .collect();
    // The shorter document "a" is not counted.
    let expected = [
        "person:ann person:bo denied 1",
        "person:ann person:bo asserted 1",
        "person:ann person:dee asserted 1",
        "person:bo person:çelik asserted 1",
    ];
    assert_eq!(described, expected);
    let nodes = rows(folder.path(), "nodes.csv");
    let ann = nodes.iter().find(|n| n["id"] == "person:ann").expect("Ann");
    assert_eq!((&*ann["documents"], &*ann["mentions"], &*ann["first_seen"]), ("2", "3", "2014-12"));
    let cold = nodes.iter().find(|n| n["type"] == "figure").expect("a figure");
    // A number may begin with a minus; anything else a spreadsheet would take for a formula is escaped.
    assert_eq!((&*cold["value"], &*cold["name"]), ("-5", "'-5 celsius"));
    assert!(edges.iter().all(|e| e["quote"].starts_with("'=") && e["qualifiers"] == "place=Ulm, Bonn"));
    let skipped = rows(folder.path(), "skipped.csv");
    assert_eq!(skipped.iter().map(|s| &*s["id"]).collect::<Vec<_>>(), ["a", "c"]);
}

#[test]
fn ids_are_unique_and_none_dangles() {
    let folder = tempfile::tempdir().expect("a folder");
    write(folder.path(), documents());
    let tables = [
        ("nodes.csv", "id", "edges.csv", "id", "subject", "object"),
        ("neo4j/nodes.csv", "id:ID", "neo4j/edges.csv", "id", ":START_ID", ":END_ID"),
        ("gephi/nodes.csv", "Id", "gephi/edges.csv", "Id", "Source", "Target"),
        ("gephi/nodes.csv", "Id", "gephi/edges-aggregated.csv", "Id", "Source", "Target"),
    ];
    for (nodes, node_id, edges, edge_id, source, target) in tables {
        let (nodes, edges) = (rows(folder.path(), nodes), rows(folder.path(), edges));
        let ids: BTreeSet<&str> = nodes.iter().map(|row| &*row[node_id]).collect();
        assert_eq!(ids.len(), nodes.len(), "{node_id} repeats");
        let unique: BTreeSet<&str> = edges.iter().map(|row| &*row[edge_id]).collect();
        assert_eq!(unique.len(), edges.len(), "{edge_id} repeats");
        assert!(edges.iter().all(|row| ids.contains(&*row[source]) && ids.contains(&*row[target])));
    }
    let edges: BTreeSet<String> =
        rows(folder.path(), "edges.csv").into_iter().map(|mut e| e.remove("id").unwrap()).collect();
    assert!(rows(folder.path(), "evidence.csv").iter().all(|row| edges.contains(&row["edge"])));
    let documents: BTreeSet<String> =
        rows(folder.path(), "documents.csv").into_iter().map(|mut d| d.remove("id").unwrap()).collect();
    assert!(rows(folder.path(), "mentions.csv").iter().all(|row| documents.contains(&row["document"])));
    // One row per source, target and relation.
    assert_eq!(rows(folder.path(), "gephi/edges-aggregated.csv").len(), 3);
}

/// Stands in for `neo4j-admin database import full`: header cells, types, arrays, ids.
#[test]
fn neo4j_files_pass_a_strict_reading() {
    let folder = tempfile::tempdir().expect("a folder");
    write(folder.path(), documents());
    for name in ["neo4j/nodes.csv", "neo4j/edges.csv"] {
        for (number, row) in rows(folder.path(), name).iter().enumerate() {
            for (column, cell) in row {
                let kind = column.rsplit_once(':').map_or("string", |(_, kind)| kind);
                let fits = match kind {
                    "ID" | "START_ID" | "END_ID" | "TYPE" => !cell.is_empty(),
                    "LABEL" => !cell.is_empty() && cell.split(';').all(|label| !label.is_empty()),
                    "int" | "long" => cell.parse::<i64>().is_ok(),
                    "date" => cell.is_empty() || is_day(cell),
                    "string" | "string[]" => true,
                    other => panic!("{name}: {other} is no type"),
                };
                assert!(fits, "{name}, row {number}: {column} is {cell:?}");
                assert!(!cell.contains(['\n', '\r']) && cell.len() < 4 << 20);
            }
        }
    }
}

fn is_day(cell: &str) -> bool {
    cell.len() == 10
        && cell.bytes().enumerate().all(|(n, b)| if n == 4 || n == 7 { b == b'-' } else { b.is_ascii_digit() })
}

#[test]
fn graphml_is_well_formed_with_all_keys_first() {
    use quick_xml::events::Event;
    let folder = tempfile::tempdir().expect("a folder");
    write(folder.path(), documents());
    let text = fs::read_to_string(folder.path().join("graph.graphml")).expect("there");
    let mut reader = quick_xml::Reader::from_str(&text);
    let (mut keys, mut nodes, mut edges, mut in_graph) = (BTreeSet::new(), BTreeSet::new(), 0, false);
    loop {
        let event = reader.read_event().expect("well-formed");
        let (Event::Start(element) | Event::Empty(element)) = &event else {
            if matches!(event, Event::Eof) {
                break;
            }
            continue;
        };
        let attribute = |name: &str| {
            let found = element.attributes().map(|a| a.expect("well-formed")).find(|a| a.key.as_ref() == name);
            found.map(|a| a.value.into_owned()).unwrap_or_else(|| panic!("no {name}"))
        };
        match element.name().as_ref() {
            "key" => assert!(!in_graph && keys.insert(attribute("id"))),
            "graph" => in_graph = true,
            "node" => assert!(nodes.insert(attribute("id"))),
            "edge" => {
                edges += 1;
                assert!(nodes.contains(&attribute("source")) && nodes.contains(&attribute("target")));
            }
            "data" => assert!(keys.contains(&attribute("key"))),
            _ => {}
        }
    }
    assert_eq!((nodes.len(), edges), (5, 4));
}

#[test]
fn json_lines_hold_lists_and_numbers() {
    let folder = tempfile::tempdir().expect("a folder");
    write(folder.path(), documents());
    let text = fs::read_to_string(folder.path().join("edges.jsonl")).expect("there");
    let edge: serde_json::Value = serde_json::from_str(text.lines().next().expect("an edge")).expect("JSON");
    assert_eq!(edge["qualifiers"]["place"][0], "Ulm, Bonn");
    assert_eq!(edge["documents"], 1);
}

#[test]
fn a_run_that_fails_leaves_what_was_there() {
    let folder = tempfile::tempdir().expect("a folder");
    write(folder.path(), documents());
    let before = files(folder.path());
    let mut assembler = Assembler::new(folder.path()).expect("a folder");
    assembler.add(document("z", "", &[])).expect("room");
    drop(assembler);
    assert_eq!(before, files(folder.path()));

    let new = folder.path().join("new");
    drop(Assembler::new(&new).expect("a folder"));
    assert!(!new.exists());
}

#[test]
fn files_of_formats_no_longer_asked_for_go_and_files_of_others_stay() {
    let folder = tempfile::tempdir().expect("a folder");
    write(folder.path(), documents());
    fs::write(folder.path().join("notes.txt"), "mine").expect("written");
    let assembler = Assembler::new(folder.path()).expect("a folder");
    finish(assembler, &[&FORMATS[0]]);
    assert!(folder.path().join("notes.txt").exists() && folder.path().join("nodes.csv").exists());
    assert!(!folder.path().join("neo4j").exists() && !folder.path().join("graph.graphml").exists());
}
