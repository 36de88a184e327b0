//! `newsgraph extract`: the same bytes whatever the threads and the order, honest exit codes, nothing half-written.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use assert_cmd::Command;
use assert_cmd::cargo::cargo_bin;
use newsgraph::write::{ALWAYS, FORMATS};

fn newsgraph() -> Command {
    Command::new(cargo_bin!("newsgraph"))
}

fn extract(input: &str, folder: &Path, options: &[&str]) -> std::process::Output {
    let mut command = newsgraph();
    command.args(["extract", "--input-format", "jsonl", "-o"]).arg(folder).args(options).arg("-");
    command.write_stdin(input).output().expect("started")
}

/// Three hundred short articles, each naming what others name too.
fn articles() -> Vec<String> {
    let people = ["Maria Kovacs", "Zoë Lindqvist", "Ahmed Rashid", "John Tanner"];
    let firms = ["Microsoft", "Netflix", "Walmart", "Siemens"];
    (0..300)
        .map(|n| {
            let (person, firm) = (people[n % 4], firms[n / 4 % 4]);
            let text = format!(
                "{firm} bought Tavelin Ltd for ${n}m on 3 May 2024. {person}, chief executive of {firm}, said \
                 the deal “was good – 😀”. Police arrested {} in Berlin. {}",
                people[(n + 1) % 4],
                // names that only some documents spell out
                ["The Harlan Foods Group (HFG) sued. Harlan Foods wants money.", "HFG sued.", "Harlan Foods sued."]
                    [n % 3]
            );
            let published = format!("2024-05-{:02}", n % 28 + 1);
            serde_json::json!({"id": format!("a{n}"), "text": text, "published": published}).to_string() + "\n"
        })
        .collect()
}

fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let names = FORMATS.iter().flat_map(|format| format.files).chain(ALWAYS);
    names.filter_map(|name| Some(((*name).to_owned(), fs::read(folder.join(name)).ok()?))).collect()
}

#[test]
fn threads_and_order_of_input_cannot_be_seen() {
    let given = articles();
    let mut shuffled = given.clone();
    shuffled.sort_by_key(|line| xxhash_rust::xxh3::xxh3_64(line.as_bytes()));
    assert_ne!(given, shuffled);
    let folder = tempfile::tempdir().expect("a folder");
    let mut first = None;
    for (n, (threads, input)) in [("1", &given), ("2", &given), ("8", &shuffled)].into_iter().enumerate() {
        let out = folder.path().join(n.to_string());
        let all = "csv,neo4j,gephi,graphml,jsonl";
        let output = extract(&input.concat(), &out, &["--threads", threads, "--formats", all]);
        assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
        assert!(output.stderr.is_empty() && output.stdout.is_empty(), "quiet when piped");
        let written = files(&out);
        assert_eq!(written.len(), FORMATS.iter().map(|f| f.files.len()).sum::<usize>() + ALWAYS.len());
        let run: serde_json::Value = serde_json::from_slice(&written["run.json"]).expect("JSON");
        assert_eq!(run["counts"]["documents"], 300);
        assert!(run["counts"]["mentions"].as_u64() > Some(600), "{run}");
        assert_eq!(first.get_or_insert_with(|| written.clone()), &written);
    }
    // what was decided can be given again: nothing changes but what run.json says of the options
    let decisions = folder.path().join("0/decisions.csv");
    assert!(fs::read_to_string(&decisions).expect("there").contains("organisation:harlan-foods-group"));
    let options = ["--formats", "csv,neo4j,gephi,graphml,jsonl", "--decisions", decisions.to_str().expect("UTF-8")];
    let out = folder.path().join("replayed");
    assert_eq!(extract(&shuffled.concat(), &out, &options).status.code(), Some(0));
    let [mut first, mut again] = [files(&folder.path().join("0")), files(&out)];
    assert_ne!(first.remove("run.json"), again.remove("run.json"));
    assert_eq!(first, again);
}

#[test]
fn a_broken_row_costs_only_itself() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut input = articles()[..3].concat();
    input.insert_str(0, "{\"id\": \"broken\n");
    let out = folder.path().join("out");
    assert_eq!(extract(&input, &out, &[]).status.code(), Some(0));
    let skipped = fs::read_to_string(out.join("skipped.csv")).expect("there");
    assert_eq!(skipped.lines().count(), 2, "{skipped}");
    assert_eq!(fs::read_to_string(out.join("documents.csv")).expect("there").lines().count(), 4);
    assert_eq!(extract(&input, &out, &["--strict"]).status.code(), Some(1));
}

#[test]
fn what_cannot_be_done_is_one_clear_error() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("file");
    fs::write(&file, "no folder").expect("written");
    for (out, options, says) in [
        (file.as_path(), vec![], "cannot be written"),
        (folder.path(), vec!["--formats", "csv,dot"], "formats are csv, neo4j"),
        (folder.path(), vec!["--gazetteers", "/nowhere/at/all"], "/nowhere/at/all"),
        (folder.path(), vec!["--rules", "/nowhere/at/all"], "/nowhere/at/all"),
    ] {
        let output = extract(&articles()[0], out, &options);
        let message = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{message}");
        assert!(message.contains(says) && !message.contains("panicked"), "{message}");
    }
    assert_eq!(fs::read(&file).expect("still there"), b"no folder");
}

#[test]
fn a_users_gazetteer_adds_names_and_overrides_ids() {
    let folder = tempfile::tempdir().expect("a folder");
    let own = folder.path().join("gazetteers");
    fs::create_dir(&own).expect("made");
    let rows = "id,name,type,subtype,aliases,country,flags,prior,from,to,extra\n\
                own:1,Zargenfeld Kollektiv,organisation,group,Zargenfelders,,,,,,\n";
    fs::write(own.join("organisation.group.own.csv"), rows).expect("written");
    let input =
        r#"{"id":"a","text":"Police arrested members of the Zargenfeld Kollektiv. The Zargenfelders denied that."}"#;
    let out = folder.path().join("out");
    let own = own.to_str().expect("UTF-8");
    let output = extract(input, &out, &["--gazetteers", own]);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    let nodes = fs::read_to_string(out.join("nodes.csv")).expect("there");
    let line = nodes.lines().find(|line| line.starts_with("own:1,")).expect("the node");
    assert!(line.starts_with("own:1,organisation,group,Zargenfeld Kollektiv,Zargenfelders,,,,,own:1,1,2"), "{line}");

    fs::write(Path::new(own).join("place.city.own.csv"), "id,name,type\nown:2,Ulm,town\n").expect("written");
    let output = extract(input, &out, &["--gazetteers", own]);
    let message = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2));
    assert!(message.contains("place.city.own.csv:2: 'town' is no entity type"), "{message}");
    assert_eq!(fs::read_to_string(out.join("nodes.csv")).expect("untouched"), nodes);
}

#[test]
fn merging_two_halves_gives_the_whole() {
    let folder = tempfile::tempdir().expect("a folder");
    let [whole, left, right, merged] = ["whole", "left", "right", "merged"].map(|name| folder.path().join(name));
    let rows = articles();
    let all = "csv,neo4j,gephi,graphml,jsonl";
    let input = rows.concat() + &rows[10] + "{broken\n";
    extract(&input, &whole, &["--formats", all]);
    // The halves share documents: they count once, the second is listed.
    extract(&(rows[..160].concat() + "{broken\n"), &left, &[]);
    extract(&(rows[160..].concat() + &rows[10]), &right, &["--formats", "csv,jsonl"]);
    let status = |args: &[&str]| {
        let output = newsgraph().args(args).output().expect("started");
        (output.status.code(), String::from_utf8(output.stdout).expect("UTF-8"))
    };
    let [whole_, left_, right_, merged_] = [&whole, &left, &right, &merged].map(|path| path.to_str().expect("UTF-8"));
    assert_eq!(status(&["merge", left_, right_, "--formats", all, "-o", merged_]).0, Some(0));
    let (mut a, mut b) = (files(&whole), files(&merged));
    // The broken row has another number in the other input.
    assert_eq!(a["skipped.csv"].split(|b| *b == b'\n').count(), b["skipped.csv"].split(|b| *b == b'\n').count());
    a.remove("skipped.csv");
    b.remove("skipped.csv");
    for (name, bytes) in &a {
        assert_eq!(Some(bytes), b.get(name), "{name}");
    }

    assert_eq!(status(&["diff", whole_, merged_]).0, Some(0));
    let (code, text) = status(&["diff", left_, whole_]);
    assert_eq!(code, Some(1));
    assert!(text.contains("documents '"), "{text}");
    assert_eq!(status(&["diff", whole_, "/nowhere"]).0, Some(2));
}
