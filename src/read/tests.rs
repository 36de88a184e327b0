//! What whole inputs give: documents, skips and their order.

use std::io::Write as _;

use super::*;

fn documents(folder: &tempfile::TempDir, options: ReadOptions) -> Vec<String> {
    let input = folder.path().to_string_lossy().into_owned();
    let found = Documents::open(std::slice::from_ref(&input), options).expect("the folder exists");
    found
        .map(|item| match item {
            Ok(document) => format!("{}={}", document.id, document.text),
            Err(skip) => {
                let input = skip.input.strip_prefix(&input).unwrap_or(&skip.input).trim_start_matches('/').to_owned();
                format!("{input}:{}:{}! {}", skip.record, skip.id, skip.reason)
            }
        })
        .collect()
}

#[track_caller]
fn assert_read(files: &[(&str, &[u8])], expected: &[&str]) {
    let folder = tempfile::tempdir().expect("temporary folder");
    for (name, bytes) in files {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().expect("has one")).expect("made");
        std::fs::write(path, bytes).expect("written");
    }
    assert_eq!(documents(&folder, ReadOptions::default()), expected);
}

#[test]
fn folders_are_read_in_the_order_of_names_and_ids_are_paths_in_them() {
    let files: &[(&str, &[u8])] =
        &[("b.txt", b"Two"), ("a/z.txt", b"One"), ("c.md", b"---\nid: three\n---\n\nThree\n\n```mentions\nx\n```\n")];
    assert_read(files, &["a/z=One", "b=Two", "three=Three"]);
}

#[test]
fn a_bad_row_costs_nobody_else_anything() {
    let rows = b"{\"id\":\"a\",\"text\":\"One\"}\n{broken\n\n{\"id\":\"b\"}\n{\"id\":\"c\",\"text\":5}\n{\"text\":\"\xff\"}\n{\"id\":\"a\",\"text\":\"again\"}\n{\"id\":\"d\",\"text\":\" \"}\n{\"text\":\"Two\"}";
    let expected = [
        "a=One",
        "x.jsonl:2:! not a JSON object: key must be a string at line 1 column 2",
        "x.jsonl:4:b! no field 'text'",
        "x.jsonl:5:c! field 'text' is a number, not text",
        "x.jsonl:6:! invalid UTF-8 at byte 10",
        "x.jsonl:7:a! an earlier document has the same id",
        "x.jsonl:8:d! text is empty",
        "x.jsonl:9=Two",
    ];
    assert_read(&[("x.jsonl", rows)], &expected);
}

#[test]
fn arrays_and_objects_over_several_lines_are_json_too() {
    let array = b"[\n  {\"text\": \"A [1], \\\"q\\\"\"},\n  {\"text\": },\n  {\"text\": \"B\"}\n]\n";
    let expected =
        ["a.json:1=A [1], \"q\"", "a.json:2:! not a JSON object: expected value at line 1 column 10", "a.json:3=B"];
    assert_read(&[("a.json", array)], &expected);
    assert_read(&[("a.json", b"{\n \"text\": \"A\"\n}\n{\n \"text\": \"B\"\n}\n")], &["a.json:1=A", "a.json:2=B"]);
}

#[test]
fn encodings_are_seen_and_binary_files_refused() {
    let utf16: Vec<u8> = "\u{FEFF}Zoë said".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let files: &[(&str, &[u8])] = &[
        ("a.txt", b"\xEF\xBB\xBFmarked"),
        ("b.txt", &utf16),
        ("c.txt", b"The caf\xe9 said \x93yes\x94"),
        ("d.txt", b"\x00\x01\x02\x7fELF"),
        ("e.txt", b""),
        ("f.csv", b"id,text\n1,caf\xe9 owners and d\xe9cor\n"),
    ];
    let expected = [
        "a=marked",
        "b=Zoë said",
        "c=The café said “yes”",
        "d.txt:0:! is no text: binary file",
        "e.txt:0:e! text is empty",
        "1=café owners and décor",
    ];
    assert_read(files, &expected);
}

#[test]
fn compressed_files_are_known_by_their_first_bytes() {
    let mut bytes = Vec::new();
    for part in ["{\"text\":\"One\"}\n", "{\"text\":\"Two\"}\n"] {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        encoder.write_all(part.as_bytes()).expect("written");
        bytes.extend(encoder.finish().expect("finished"));
    }
    assert_read(&[("a.jsonl.gz", &bytes)], &["a.jsonl.gz:1=One", "a.jsonl.gz:2=Two"]);
    let cut = [&bytes[..bytes.len() / 2], b"junk"].concat();
    let folder = tempfile::tempdir().expect("temporary folder");
    std::fs::write(folder.path().join("a.jsonl.gz"), cut).expect("written");
    std::fs::write(folder.path().join("b.txt"), "Next").expect("written");
    let found = documents(&folder, ReadOptions::default());
    assert_eq!(found.first().map(String::as_str), Some("a.jsonl.gz:1=One"));
    assert_eq!(found.last().map(String::as_str), Some("b=Next"), "{found:?}");
}

#[test]
fn names_of_fields_can_be_given() {
    let folder = tempfile::tempdir().expect("temporary folder");
    std::fs::write(folder.path().join("a.tsv"), "key\tbody\tdate\n7\tSome text\t1 March 2014\n").expect("written");
    let fields = [("id", "key"), ("text", "body"), ("published", "date")];
    let fields = fields.map(|(field, name)| (field.to_owned(), name.to_owned()));
    let options = ReadOptions { format: None, fields: fields.into() };
    let input = folder.path().to_string_lossy().into_owned();
    let found: Vec<_> = Documents::open(&[input], options).expect("exists").flatten().collect();
    assert_eq!((found[0].id.as_str(), found[0].text.as_str()), ("7", "Some text"));
    assert_eq!(found[0].published.as_ref().map(ToString::to_string).as_deref(), Some("2014-03-01"));
}

#[test]
fn a_line_that_is_too_long_is_passed_over() {
    let mut bytes: &[u8] = b"0123456789\nab\n0123456789";
    let mut buffer = Vec::new();
    let mut lines = String::new();
    loop {
        match lines::next_line(&mut bytes, 5, &mut buffer).expect("memory can be read") {
            lines::Line::Read => lines.push_str(&String::from_utf8_lossy(&buffer)),
            lines::Line::TooLong => lines.push_str("too long\n"),
            lines::Line::End => break,
        }
    }
    assert_eq!(lines, "too long\nab\ntoo long\n");
}

#[test]
fn inputs_that_do_not_exist_are_told_before_the_run() {
    let missing =
        |input: &str| Documents::open(&[input.to_owned()], ReadOptions::default()).err().map(|e| e.to_string());
    assert!(missing("no/such/file.txt").is_some_and(|e| e.contains("no/such/file.txt")));
    assert!(missing("no/such/*.txt").is_some_and(|e| e.contains("no file matches")));
}

proptest::proptest! {
    #[test]
    fn no_bytes_make_a_reader_panic(bytes: Vec<u8>, number in 0..FORMATS.len(), head in "(\\[|\\{\"text\":\"|<html><p>|---\n|id,text\n)?") {
        let bytes = [head.as_bytes(), &bytes].concat();
        let opened = Opened {
            name: "x".into(),
            id: "x".into(),
            bytes: Box::new(std::io::Cursor::new(bytes)),
            options: Arc::new(ReadOptions::default()),
        };
        proptest::prop_assert!((FORMATS[number].read)(opened).count() < 100_000);
    }
}
