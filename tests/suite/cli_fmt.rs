//! `dashgen fmt`: what it changes, what it says, and what it leaves alone.

use std::fs;
use std::io::Write as _;
use std::process::Stdio;

use dashgen::cli::Status;
use insta::assert_snapshot;

use super::cli_build::folder;
use super::{Run, dashgen, process, repository, shown};

const SAVED: &str =
    r#"{"version": 3, "title": "Shop", "id": 7, "panels": [{"type": "stat", "id": 1, "pluginVersion": "12.0.1"}]}"#;

/// Formats a folder with two dashboards and another JSON file.
fn fmt(options: &[&str]) -> (Run, tempfile::TempDir) {
    let folder = folder();
    fs::write(folder.path().join("shop.json"), SAVED).unwrap();
    fs::write(folder.path().join("done.json"), "{\n  \"panels\": []\n}\n").unwrap();
    fs::write(folder.path().join("package.json"), "{\"name\": \"shop\"}").unwrap();
    let run = dashgen(&[&["fmt", folder.path().to_str().unwrap()], options].concat()).without(folder.path());
    (run, folder)
}

#[test]
fn a_folder() {
    let (run, folder) = fmt(&[]);
    assert_snapshot!(run, @r"
    formatted OUT/shop.json
    2 dashboards: 1 formatted, 1 unchanged; other JSON files: 1
    --- Clean
    ");
    assert_snapshot!(fs::read_to_string(folder.path().join("shop.json")).unwrap(), @r#"
    {
      "panels": [
        {
          "id": 1,
          "pluginVersion": "12.0.1",
          "type": "stat"
        }
      ],
      "title": "Shop"
    }
    "#);
    assert_eq!(fs::read_to_string(folder.path().join("package.json")).unwrap(), "{\"name\": \"shop\"}");
}

#[test]
fn only_looking() {
    let (run, folder) = fmt(&["--check"]);
    assert_snapshot!(run, @r"
    would format OUT/shop.json
    2 dashboards: 1 to be formatted, 1 unchanged; other JSON files: 1
    --- Findings
    ");
    assert_eq!(fs::read_to_string(folder.path().join("shop.json")).unwrap(), SAVED);
}

#[test]
fn something_is_to_be_kept() {
    let (_, folder) = fmt(&["--keep", "ids"]);
    let text = fs::read_to_string(folder.path().join("shop.json")).unwrap();
    assert!(text.contains("\"version\": 3"), "{text}");
}

#[test]
fn the_others_are_written_when_a_file_is_wrong() {
    let folder = folder();
    let path = |name: &str| folder.path().join(name);
    fs::write(path("a.json"), SAVED).unwrap();
    fs::write(path("b.json"), "{\"panels\": [}").unwrap();
    fs::write(path("c.json"), [b'"', 0xff, b'"']).unwrap();
    let run = dashgen(&["fmt", folder.path().to_str().unwrap()]).without(folder.path());
    assert_snapshot!(run, @r#"
    formatted OUT/a.json
    1 dashboard: 1 formatted, 0 unchanged; failed: 2
    --- stderr
    error: cannot format `OUT/b.json`
      because: not readable as JSON: expected value at line 1 column 13
    error: cannot format `OUT/c.json`
      because: invalid utf-8 sequence of 1 bytes from index 1
    --- Failure
    "#);
    assert_ne!(fs::read_to_string(path("a.json")).unwrap(), SAVED);
}

#[test]
fn a_named_file_that_is_no_dashboard_and_one_that_is_not_there() {
    let folder = folder();
    let file = folder.path().join("package.json");
    fs::write(&file, "{\"name\": \"shop\"}").unwrap();
    assert_snapshot!(dashgen(&["fmt", file.to_str().unwrap()]).without(folder.path()), @r#"
    0 dashboards: 0 formatted, 0 unchanged; failed: 1
    --- stderr
    error: cannot format `OUT/package.json`
      because: found an object with `name`, but a dashboard has `panels`, or `elements` and `layout`
    --- Failure
    "#);
    fs::remove_file(&file).unwrap();
    let missing = dashgen(&["fmt", file.to_str().unwrap()]).without(folder.path());
    assert_eq!(missing.status, Status::Failure);
    assert!(missing.stderr.contains("cannot read `OUT/package.json`"), "{missing}");
}

#[test]
fn what_dashgen_builds_has_this_form() {
    let dashboards = repository().join("dashboards");
    let run = dashgen(&["fmt", "--check", dashboards.to_str().unwrap()]).without(&dashboards);
    assert_snapshot!(run, @r"
    3 dashboards: 0 to be formatted, 3 unchanged
    --- Clean
    ");
}

#[test]
fn standard_input_to_standard_output() {
    let mut child =
        process(&["fmt", "-"]).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(b"{\"panels\": [], \"id\": 1}").unwrap();
    let output = child.wait_with_output().unwrap();
    assert_snapshot!(shown(&output, repository()), @r#"
    {
      "panels": []
    }
    --- stderr
    --- 0
    "#);
}
