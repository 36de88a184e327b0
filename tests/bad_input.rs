//! What bad input costs: a line about itself, never a neighbour, never a panic.

use assert_cmd::cargo::cargo_bin;

fn run(arguments: &[&str], input: &[u8]) -> (Option<i32>, String, String) {
    let output = assert_cmd::Command::new(cargo_bin!("newsgraph"))
        .args(arguments)
        .write_stdin(input.to_vec())
        .output()
        .expect("the program runs");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (output.status.code(), text(&output.stdout), text(&output.stderr))
}

#[test]
fn neighbours_of_bad_rows_are_annotated() {
    let input = b"{\"id\":\"a\",\"text\":\"One.\"}\n{bad\n{\"id\":\"b\",\"text\":7}\n{\"id\":\"a\",\"text\":\"Again.\"}\n{\"id\":\"c\",\"text\":\"\\u0000 Two.\"}";
    let (code, out, told) = run(&["annotate", "-"], input);
    assert_eq!(code, Some(0), "{told}");
    assert_eq!(out.lines().count(), 2, "{out}");
    for line in
        ["-:2: skipped: not a JSON object", "-:3: skipped: field 'text' is a number", "-:4: skipped: an earlier"]
    {
        assert!(told.contains(line), "{line} in {told}");
    }
}

#[test]
fn an_input_that_does_not_exist_is_told_with_exit_code_two() {
    let (code, out, told) = run(&["annotate", "no/such/file.txt"], b"");
    assert_eq!((code, out.as_str()), (Some(2), ""));
    assert!(told.contains("no/such/file.txt: cannot be read"), "{told}");
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_one_clear_error() {
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full").expect("exists on Linux");
    let mut child = std::process::Command::new(cargo_bin!("newsgraph"))
        .args(["annotate", "-"])
        .stdin(std::process::Stdio::piped())
        .stdout(full)
        .stderr(std::process::Stdio::piped())
        .spawn()
        .expect("the program runs");
    let mut input = child.stdin.take().expect("piped");
    std::io::Write::write_all(&mut input, b"{\"id\":\"a\",\"text\":\"One.\"}\n").expect("taken");
    drop(input);
    let output = child.wait_with_output().expect("ended");
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("standard output cannot be written"));
}

#[test]
fn an_output_folder_that_cannot_be_made_is_one_clear_error() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("taken");
    std::fs::write(&file, "a file").expect("written");
    let below = file.join("out").to_string_lossy().into_owned();
    let (code, _, told) = run(&["extract", "-", "-o", &below], b"{\"id\":\"a\",\"text\":\"One.\"}");
    assert_eq!(code, Some(2), "{told}");
    assert!(told.contains("cannot be written"), "{told}");
    assert_eq!(std::fs::read_to_string(&file).expect("untouched"), "a file");
}
