//! `--watch`: from a saved file to a new result, until it is interrupted.
#![cfg(unix)]

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command};
use std::sync::mpsc::{self, Receiver};
use std::time::Duration;

use super::cli_suite::Workspace;
use super::process;

/// A program that watches, and the lines that it says.
struct Watching {
    child: Child,
    lines: Receiver<String>,
    said: Vec<String>,
}

impl Watching {
    fn start(mut command: Command) -> Self {
        let (said, writer) = std::io::pipe().unwrap();
        let child = command.stdout(writer.try_clone().unwrap()).stderr(writer).spawn().unwrap();
        // The command still holds the other end.
        drop(command);
        let (sender, lines) = mpsc::channel();
        std::thread::spawn(move || {
            BufReader::new(said).lines().map_while(Result::ok).try_for_each(|line| sender.send(line))
        });
        Self { child, lines, said: Vec::new() }
    }

    /// Waits for a line with these words.
    fn wait_for(&mut self, words: &str) {
        loop {
            let line = self.lines.recv_timeout(Duration::from_secs(30));
            let line = line.unwrap_or_else(|_| panic!("no `{words}` in:\n{}", self.said.join("\n")));
            let is_it = line.contains(words);
            self.said.push(line);
            if is_it {
                return;
            }
        }
    }

    /// Interrupts it as Ctrl-C does, and returns its exit status.
    fn interrupt(mut self) -> Option<i32> {
        let killed = Command::new("kill").args(["-INT", &self.child.id().to_string()]).status().unwrap();
        assert!(killed.success());
        self.child.wait().unwrap().code()
    }
}

impl Drop for Watching {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

const DASHBOARD: &str = r#"{ "title": "API", "uid": "api", "panels": [], "schemaVersion": 41 }"#;

fn validate(paths: &[&Path]) -> Watching {
    let mut command = process(&["validate", "--watch"]);
    command.args(paths);
    Watching::start(command)
}

#[test]
fn a_file_that_is_mended() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("api.json");
    fs::write(&file, "{").unwrap();
    let mut watching = validate(&[&file]);
    watching.wait_for("1 error in 0 dashboards");
    watching.wait_for("waiting for changes, press Ctrl-C to stop");
    // As editors save: a second file takes the place of the first.
    fs::write(folder.path().join("api.json~"), DASHBOARD).unwrap();
    fs::rename(folder.path().join("api.json~"), &file).unwrap();
    watching.wait_for("api.json` changed");
    watching.wait_for("no mistakes in 1 dashboard");
    watching.wait_for("waiting for changes");
    assert_eq!(watching.interrupt(), Some(0));
}

#[test]
fn a_folder_in_which_files_come_and_go() {
    let folder = tempfile::tempdir().unwrap();
    let inside = folder.path().join("team/old");
    fs::create_dir_all(folder.path().join("team")).unwrap();
    fs::write(folder.path().join("team/api.json"), DASHBOARD).unwrap();
    let mut watching = validate(&[folder.path()]);
    watching.wait_for("no mistakes in 1 dashboard");
    watching.wait_for("waiting for changes");
    fs::create_dir(&inside).unwrap();
    fs::write(inside.join("web.json"), DASHBOARD.replace("api", "web")).unwrap();
    watching.wait_for("no mistakes in 2 dashboards");
    watching.wait_for("waiting for changes");
    fs::write(inside.join("notes.txt"), "no dashboard").unwrap();
    fs::remove_dir_all(folder.path().join("team/old")).unwrap();
    watching.wait_for("team/old/web.json` changed");
    watching.wait_for("no mistakes in 1 dashboard");
    assert_eq!(watching.interrupt(), Some(0));
}

#[test]
fn standard_input_cannot_be_watched() {
    let output = process(&["validate", "--watch", "-"]).output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{said}");
    insta::assert_snapshot!(said, @r"
    error: `-` means standard input, which `--watch` cannot read again; give files or directories
    ");
}

/// A Cargo that knows the packages of the workspace, and whose compiler finds `broken` in their sources.
const CARGO: &str = r#"#!/bin/sh
root=$(cd "$(dirname "$0")" && pwd)
case $1 in
metadata) cat "$root/metadata.json" ;;
run)
    if grep -rn broken "$root/shop/src" "$root/units/src"; then
        echo "error: could not compile \`shop\`" >&2
        exit 101
    fi
    mkdir -p "$root/shop/dashboards"
    date > "$root/shop/dashboards/shop.json"
    echo "made: $*"
    if grep -rq slow "$root/shop/src"; then exec sleep 60; fi
    ;;
esac
"#;

/// Makes a workspace in which the crate of dashboards uses another one.
fn workspace() -> Workspace {
    let workspace = Workspace::new();
    workspace.cargo(CARGO);
    fs::create_dir_all(workspace.path("units/src")).unwrap();
    fs::write(workspace.path("units/src/lib.rs"), "").unwrap();
    let manifest = |name: &str| workspace.path(name).join("Cargo.toml");
    let package = |name: &str| {
        serde_json::json!({
            "id": name, "manifest_path": manifest(name), "source": null, "default_run": null,
            "targets": [{ "name": name, "kind": ["bin"] }],
        })
    };
    let metadata = serde_json::json!({
        "packages": [package("api"), package("shop"), package("units")],
        "resolve": { "nodes": [
            { "id": "api", "dependencies": [] },
            { "id": "shop", "dependencies": ["units"] },
            { "id": "units", "dependencies": [] },
        ] },
        "target_directory": workspace.path("target"),
        "workspace_root": workspace.path(""),
    });
    fs::write(workspace.path("metadata.json"), metadata.to_string()).unwrap();
    workspace
}

#[test]
fn a_suite_in_several_crates() {
    let workspace = workspace();
    let mut watching =
        Watching::start(workspace.dashgen("shop", &["build", "--watch", "--suite", ".", "--only", "shop"]));
    let manifest = workspace.path("shop/Cargo.toml");
    watching.wait_for(&format!("made: run --manifest-path {} -- build --only shop", manifest.display()));
    watching.wait_for("waiting for changes");
    fs::write(workspace.path("shop/src/main.rs"), "broken").unwrap();
    watching.wait_for("`src/main.rs` changed");
    watching.wait_for("main.rs:1:broken");
    watching.wait_for("error: could not compile `shop`");
    watching.wait_for("waiting for changes");
    fs::write(workspace.path("shop/src/main.rs"), "mended").unwrap();
    watching.wait_for("made: run");
    watching.wait_for("waiting for changes");
    fs::write(workspace.path("units/src/lib.rs"), "pub mod bytes;").unwrap();
    watching.wait_for("units/src/lib.rs` changed");
    watching.wait_for("made: run");
    watching.wait_for("waiting for changes");
    // Neither a crate that the suite does not use nor what is no source is of interest.
    fs::write(workspace.path("api/other.rs"), "").unwrap();
    fs::write(workspace.path("shop/notes.txt"), "").unwrap();
    fs::write(workspace.path("shop/src/new.rs"), "").unwrap();
    watching.wait_for("` changed");
    assert_eq!(watching.said.last().map(String::as_str), Some("`src/new.rs` changed"));
    watching.wait_for("waiting for changes");
    assert_eq!(watching.interrupt(), Some(0));
}

#[test]
fn an_interrupt_while_the_program_runs() {
    let workspace = workspace();
    fs::write(workspace.path("shop/src/main.rs"), "slow").unwrap();
    let mut watching = Watching::start(workspace.dashgen("", &["validate", "--watch", "--suite", "shop"]));
    watching.wait_for("made: run");
    assert_eq!(watching.interrupt(), Some(0));
}

#[test]
fn a_generated_file_that_is_edited_is_checked_again() {
    let workspace = workspace();
    let manifest = r#"{ "version": 1, "artifacts": { "dashboards/api.json": "0000000000000000" } }"#;
    fs::write(workspace.path("api/.dashgen-manifest"), manifest).unwrap();
    let mut watching = Watching::start(workspace.dashgen("api", &["validate", "--watch", "--suite", "../shop"]));
    watching.wait_for("waiting for changes");
    fs::write(workspace.path("api/dashboards/api.json"), "{}").unwrap();
    watching.wait_for("dashboards/api.json` changed");
    watching.wait_for("waiting for changes");
    assert_eq!(watching.interrupt(), Some(0));
}

#[test]
fn a_program_that_does_not_know_its_crate() {
    let folder = tempfile::tempdir().unwrap();
    let output = process(&["build", "--watch"]).current_dir(&folder).env_remove("CARGO_MANIFEST_DIR").output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    insta::assert_snapshot!(String::from_utf8_lossy(&output.stderr), @r"
    error: `--watch` compiles the suite's crate, but that crate is unknown; start the program with `cargo run`, or give the directory of its crate with `--suite DIR`
    ");
}
