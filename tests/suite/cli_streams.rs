//! What reaches pipes and terminals, and what is left when a process is stopped.

use std::fs;
use std::io::Write as _;
use std::process::{Output, Stdio};

use dashgen::cli::Status;
use serde_json::Value;

use super::cli_build::folder;
use super::{dashgen, dashgen_on_terminal, process};

/// What terminals obey or hide: delete, C1, marks of direction, a line separator, what has no width, a tag.
const HARMFUL: &str = "a\u{7f}b\u{85}\u{9b}31m\u{202e}c\u{2028}d\u{200b}\u{feff}\u{61c}\u{e0041}";

fn hostile() -> String {
    format!(
        r#"{{"title": "{HARMFUL}\u001b[2J", "uid": "u\u001b", "panels": [{{"id": 1, "type": "stat", "title": "{HARMFUL}", "gridPos": {{"x": 0, "y": 0, "w": 30, "h": 8}}, "targets": [{{"refId": "A", "expr": "sum({HARMFUL}"}}]}}]}}"#
    )
}

fn piped(arguments: &[&str], input: &str) -> Output {
    let mut command = process(arguments);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    child.wait_with_output().unwrap()
}

#[test]
fn data_in_a_pipe_is_as_it_was() {
    let given: Value = serde_json::from_str(&hostile()).unwrap();
    for arguments in [&["fmt", "-"][..], &["convert", "-", "--to", "classic"], &["inspect", "-", "--format", "json"]] {
        let output = piped(arguments, &hostile());
        let printed: Value = serde_json::from_slice(&output.stdout).unwrap();
        let printed = printed.pointer("/dashboards/0").unwrap_or(&printed);
        assert_eq!(printed["title"], given["title"], "{arguments:?}");
    }
    let output = piped(&["validate", "-", "--format", "json"], &hostile());
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(report["findings"][0]["place"]["dashboard"], given["title"]);
}

#[test]
fn strict_from_standard_input() {
    let output = piped(&["convert", "-", "--to", "v2", "--strict"], "{\"panels\": [], \"title\": \"Shop\"}");
    assert_eq!((output.status.code(), output.stdout.is_empty()), (Some(0), false));
}

#[test]
fn a_terminal_gets_nothing_that_it_obeys() {
    let folder = folder();
    let file = folder.path().join("a.json");
    fs::write(&file, hostile()).unwrap();
    let file = file.to_str().unwrap();
    let given: Value = serde_json::from_str(&hostile()).unwrap();
    for arguments in [
        &["convert", file, "--to", "classic"][..],
        &["convert", file, "--to", "v2"],
        &["inspect", file, "--format", "json"],
        &["inspect", file],
        &["validate", file, "--format", "json"],
        &["validate", file],
        &["fmt", "--check", file],
    ] {
        let run = dashgen_on_terminal(arguments);
        let said = format!("{}{}", run.stdout, run.stderr);
        let is_harmful =
            |char: char| char != '\n' && (char.is_control() || HARMFUL[7..].contains(char) && !char.is_ascii());
        assert!(!said.contains(is_harmful), "{arguments:?}: {said:?}");
        if arguments.contains(&"classic") {
            let printed: Value = serde_json::from_str(&run.stdout).unwrap();
            assert_eq!(printed["title"], given["title"], "the escapes mean the same");
        }
    }
}

#[cfg(unix)]
#[test]
fn a_reader_that_goes_away() {
    let folder = folder();
    for at in 0..200 {
        fs::write(folder.path().join(format!("{at}.json")), hostile()).unwrap();
    }
    let path = folder.path().to_str().unwrap();
    for arguments in [&["validate", path][..], &["inspect", path], &["fmt", path]] {
        let mut child = process(arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert!(output.status.code().is_some_and(|code| code <= 1), "{arguments:?}: {output:?}");
        assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{arguments:?}");
    }
    assert_eq!(dashgen(&["fmt", "--check", path]).status, Status::Clean, "the work is done all the same");
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_under_the_output() {
    let folder = folder();
    let file = folder.path().join("a.json");
    fs::write(&file, "{\"panels\": []}").unwrap();
    let file = file.to_str().unwrap();
    for arguments in [
        &["validate", file][..],
        &["inspect", file],
        &["convert", file, "--to", "v2"],
        &["fmt", file],
        &["schema"],
        &["man"],
    ] {
        let full = fs::File::options().write(true).open("/dev/full").unwrap();
        let output = process(arguments).stdout(full).stderr(Stdio::piped()).output().unwrap();
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(3), "{arguments:?}: {stderr}");
        assert!(stderr.contains("error: cannot write"), "{arguments:?}: {stderr}");
    }
}

#[test]
fn what_a_killed_run_left_is_swept() {
    let (from, to) = (folder(), folder());
    let file = from.path().join("a.json");
    fs::write(&file, "{\"panels\": [], \"id\": 1}").unwrap();
    let left = |folder: &std::path::Path| folder.join(".dashgen-new-Ab12cd.tmp");
    fs::write(left(from.path()), "half").unwrap();
    fs::write(left(to.path()), "half").unwrap();
    let path = from.path().to_str().unwrap();
    assert_eq!(dashgen(&["fmt", "--check", path]).status, Status::Findings);
    assert!(left(from.path()).exists(), "only looking removes nothing");
    assert_eq!(dashgen(&["fmt", path]).status, Status::Clean);
    assert_eq!(dashgen(&["convert", path, "--to", "v2", "--out", to.path().to_str().unwrap()]).status, Status::Clean);
    assert_eq!((fs::read_dir(from.path()).unwrap().count(), fs::read_dir(to.path()).unwrap().count()), (1, 1));
}
