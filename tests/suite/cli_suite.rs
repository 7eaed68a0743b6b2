//! Whose suite a command works on: the program's own, or that of the crate whose folder it stands in.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use insta::assert_snapshot;

use super::{process, shown};

/// A workspace with a crate of dashboards and another one, and a Cargo that only says what it was asked.
pub(super) struct Workspace {
    root: tempfile::TempDir,
}

impl Workspace {
    pub(super) fn new() -> Self {
        let root = tempfile::tempdir().unwrap();
        for (path, text) in [
            ("Cargo.toml", "[workspace]\nmembers = ['shop', 'api']"),
            ("shop/Cargo.toml", "[package]\nname = 'shop'\n[dependencies]\ndashgen = '0.1'"),
            ("shop/src/main.rs", ""),
            ("api/Cargo.toml", "[package]\nname = 'api'"),
            ("api/dashboards/api.json", r#"{ "title": "API", "uid": "api", "panels": [], "schemaVersion": 41 }"#),
            ("cargo", "#!/bin/sh\necho \"cargo $*\"\nexit ${STATUS:-0}\n"),
        ] {
            fs::create_dir_all(root.path().join(path).parent().unwrap()).unwrap();
            fs::write(root.path().join(path), text).unwrap();
        }
        let workspace = Self { root };
        workspace.cargo(&fs::read_to_string(workspace.path("cargo")).unwrap());
        workspace
    }

    /// Returns a path in it, without links.
    pub(super) fn path(&self, path: &str) -> PathBuf {
        self.root.path().canonicalize().unwrap().join(path)
    }

    /// Puts another script in the place of Cargo.
    pub(super) fn cargo(&self, script: &str) {
        let path = self.path("cargo");
        fs::write(&path, script).unwrap();
        #[cfg(unix)]
        fs::set_permissions(path, std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
    }

    /// Returns a command of the installed program in one of its folders.
    pub(super) fn dashgen(&self, folder: &str, arguments: &[&str]) -> Command {
        let mut command = process(arguments);
        command.current_dir(self.path(folder)).env("CARGO", self.path("cargo"));
        // As for somebody who did not start it with Cargo.
        command.env_remove("CARGO_MANIFEST_DIR");
        command
    }

    fn run(&self, folder: &str, arguments: &[&str]) -> String {
        let output = self.dashgen(folder, arguments).output().unwrap();
        shown(&output, self.path("").as_path()).replace("OUT", "")
    }
}

#[test]
fn the_folder_of_a_crate_with_dashboards() {
    let workspace = Workspace::new();
    assert_snapshot!(workspace.run("shop", &["build"]), @r"
    --- stderr
    error: this directory belongs to the crate `shop` (Cargo.toml), which depends on dashgen, but this program has the suite `trading` built in; run the crate's own program: `cargo run -- build`, or `dashgen build --suite .`
    --- 2
    ");
    assert_snapshot!(workspace.run("", &["validate"]), @r"
    --- stderr
    error: this directory belongs to the crate `shop` (shop/Cargo.toml), which depends on dashgen, but this program has the suite `trading` built in; run the crate's own program: `cargo run --package shop -- validate`, or `dashgen validate --suite shop`
    --- 2
    ");
    assert_snapshot!(workspace.run("api/dashboards", &["build", "--check"]), @r"
    --- stderr
    error: this directory belongs to the crate `shop` (../../shop/Cargo.toml), which depends on dashgen, but this program has the suite `trading` built in; run the crate's own program: `cargo run --package shop -- build`, or `dashgen build --suite ../../shop`
    --- 2
    ");
    assert_snapshot!(workspace.run("shop", &["simulate"]), @r"
    --- stderr
    error: this directory belongs to the crate `shop` (Cargo.toml), which depends on dashgen, but this program has the suite `trading` built in; run the crate's own program: `cargo run -- simulate`, or `dashgen simulate --suite .`
    --- 2
    ");
    assert!(!workspace.path("shop/dashboards").exists(), "nothing is written");
    let guide = fs::read_to_string(super::repository().join("docs/src/commands/index.md")).unwrap();
    let said = workspace.dashgen("shop", &["build"]).output().unwrap().stderr;
    assert!(guide.contains(&format!("$ dashgen build\n{}```", String::from_utf8_lossy(&said))), "the guide shows it");
}

#[test]
fn a_manifest_that_cannot_be_read() {
    let workspace = Workspace::new();
    fs::write(workspace.path("api/Cargo.toml"), "[package]\nname = api\n").unwrap();
    assert_snapshot!(workspace.run("api", &["build"]), @r"
    --- stderr
    error: cannot determine which suite belongs to this directory: cannot read `api/Cargo.toml`: line 2: string values must be quoted, expected literal string; fix that file, or work in another directory
    --- 2
    ");
}

#[test]
fn what_works_everywhere() {
    let workspace = Workspace::new();
    for arguments in [
        &["validate", "dashboards/api.json"][..],
        &["validate", "dashboards"],
        &["inspect", "dashboards"],
        &["convert", "dashboards/api.json", "--to", "v2"],
        &["fmt", "dashboards"],
        &["explain", "schema"],
        &["completions", "bash"],
        &["schema"],
    ] {
        let output = workspace.dashgen("api", arguments).output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        assert!(!String::from_utf8_lossy(&output.stdout).contains("cargo run"), "{arguments:?}");
    }
}

#[test]
fn folders_that_belong_to_no_such_crate() {
    let workspace = Workspace::new();
    fs::remove_dir_all(workspace.path("shop")).unwrap();
    let output = workspace.dashgen("api", &["build", "--quiet"]).output().unwrap();
    assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(0), &b""[..]));
    assert!(workspace.path("api/dashboards/system-overview.json").exists());
    let own = process(&["build", "--check"]).current_dir(Path::new(env!("CARGO_MANIFEST_DIR"))).output().unwrap();
    assert_eq!(own.status.code(), Some(0));
}

#[cfg(unix)]
#[test]
fn the_program_of_a_crate() {
    let workspace = Workspace::new();
    let check = ["build", "--suite", "shop", "--check", "--only", "a b"];
    assert_snapshot!(workspace.run("", &check), @r"
    cargo run --manifest-path shop/Cargo.toml -- build --check --only a b
    --- stderr
    --- 0
    ");
    fs::write(workspace.path("Cargo.lock"), "").unwrap();
    assert_snapshot!(workspace.run("shop", &["simulate", "--suite=.", "--seed", "7"]), @r"
    cargo run --manifest-path shop/Cargo.toml --locked -- simulate --seed 7
    --- stderr
    --- 0
    ");
    for status in ["1", "3", "101"] {
        let output = workspace.dashgen("", &["validate", "--suite", "shop"]).env("STATUS", status).output().unwrap();
        assert_eq!(output.status.code(), status.parse().ok());
    }
}

#[test]
fn a_crate_that_cannot_be_run() {
    let workspace = Workspace::new();
    assert_snapshot!(workspace.run("", &["build", "--suite", "api"]), @r"
    --- stderr
    error: `api` has no `Cargo.toml` that depends on dashgen; `--suite` must be the directory of a crate that depends on dashgen
    --- 2
    ");
    assert_snapshot!(workspace.run("", &["validate", "--suite", "shop", "api/dashboards"]), @r"
    --- stderr
    error: the argument '--suite <DIR>' cannot be used with '[FILE|DIR]...'

    Usage: dashgen validate --suite <DIR> [FILE|DIR]...

    For more information, try '--help'.
    --- 2
    ");
    let without_cargo = workspace.dashgen("", &["build", "--suite", "shop"]).env("CARGO", "/nowhere/cargo").output();
    assert_snapshot!(shown(&without_cargo.unwrap(), &workspace.path("")), @r"
    --- stderr
    error: cannot start Cargo: install Rust, or set the environment variable `CARGO`
      because: No such file or directory (os error 2)
    --- 3
    ");
}
