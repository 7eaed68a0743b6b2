//! The program as a whole: its commands, what they write, and the rules of the house.
//!
//! Commands over the trading suite start the program; those over a suite of the tests run inside the test, with a
//! console of their own.

#![expect(clippy::unwrap_used, reason = "a helper of a test that cannot go on fails the test")]

mod alerting;
mod architecture;
mod catalogues;
mod cli_build;
mod cli_build_disk;
mod cli_build_rules;
mod cli_convert;
mod cli_diff;
mod cli_files;
mod cli_fmt;
mod cli_inspect;
mod cli_metrics;
mod cli_others;
mod cli_streams;
mod cli_suite;
mod cli_validate;
mod cli_watch;
mod compile_fail;
mod defaults;
mod gallery;
mod generated;
mod guide;
mod hostile;
mod judges;
mod judges_v2;
mod kinds;
mod kubernetes;
mod mutants;
mod readme;
mod schemas;
#[path = "../skipped.rs"]
mod skipped;

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fmt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use dashgen::cli::console::Console;
use dashgen::cli::{Program, Status};
use dashgen::json;
use dashgen::model::{Dashboard, Uid};
use dashgen::suite::{Dashboards, Suite};
use skipped::skipped;

/// What a command said, and how it ended.
#[derive(Debug, PartialEq, Eq)]
struct Run {
    stdout: String,
    stderr: String,
    status: Status,
}

impl Run {
    /// Names a folder `OUT`: temporary folders are called differently each time.
    fn without(mut self, folder: &Path) -> Self {
        let name = folder.to_str().expect("temporary folders have plain names");
        self.stdout = self.stdout.replace(name, "OUT");
        self.stderr = self.stderr.replace(name, "OUT");
        self
    }
}

impl fmt::Display for Run {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.stdout)?;
        if !self.stderr.is_empty() {
            write!(f, "--- stderr\n{}", self.stderr)?;
        }
        write!(f, "--- {:?}", self.status)
    }
}

/// Runs a command of the program itself, over the trading suite.
fn dashgen(arguments: &[&str]) -> Run {
    let Output { status, stdout, stderr } = process(arguments).output().expect("the program starts");
    let text = |bytes| String::from_utf8(bytes).expect("the program writes UTF-8");
    let status = match status.code() {
        Some(0) => Status::Clean,
        Some(1) => Status::Findings,
        Some(2) => Status::Usage,
        Some(3) => Status::Failure,
        code => panic!("`dashgen {}` ended with {code:?}", arguments.join(" ")),
    };
    Run { stdout: text(stdout), stderr: text(stderr), status }
}

/// Runs a command over a suite of the tests, inside the test.
fn dashgen_of(suite: Suite, arguments: &[&str]) -> Run {
    run_on(&Program::new(suite), arguments, false)
}

/// Runs a command whose results go to a terminal.
fn dashgen_on_terminal(arguments: &[&str]) -> Run {
    run_on(&Program::new(Suite::new("sample")), arguments, true)
}

fn run_on(program: &Program, arguments: &[&str], is_terminal: bool) -> Run {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let status = {
        let arguments = ["dashgen"].iter().chain(arguments).map(OsString::from);
        let console = Console::into_buffers(&mut out, &mut err);
        program.run_with(arguments, &mut if is_terminal { console.as_terminal() } else { console })
    };
    let text = |bytes| String::from_utf8(bytes).expect("the program writes UTF-8");
    Run { stdout: text(out), stderr: text(err), status }
}

/// Returns the binary, to be run as a process.
fn process(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dashgen"));
    command.args(arguments).env_remove("COLUMNS");
    command
}

/// Shows a process's words and exit status, a folder in them named `OUT`.
fn shown(output: &Output, folder: &Path) -> String {
    let text = |bytes| String::from_utf8_lossy(bytes).replace(folder.to_str().expect("a plain name"), "OUT");
    let code = output.status.code().map_or("killed".to_owned(), |code| code.to_string());
    format!("{}--- stderr\n{}--- {code}", text(&output.stdout), text(&output.stderr))
}

/// Returns what a value is printed as.
fn printed(value: &dyn json::Print) -> serde_json::Value {
    serde_json::from_str(&json::text(value)).expect("what is printed is JSON")
}

/// Returns a suite of dashboards, without metrics and provisioning.
fn suite_of(count: usize, make: impl Fn(usize) -> Dashboard + Send + Sync + 'static) -> Suite {
    Suite::new("sample").dashboards(Dashboards::generate(count, make))
}

/// Returns a uid made from a number.
fn uid(index: usize) -> Uid {
    Uid::new(format!("dashboard-{index}")).expect("letters, digits and a dash")
}

/// Returns the folder of the repository.
fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Reads all files below a folder, hidden ones too, by their path below it.
fn files(root: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    for path in paths(root) {
        let name = path.strip_prefix(root).expect("below the root").to_str().expect("a plain name");
        found.insert(name.replace('\\', "/"), std::fs::read(&path).expect("readable"));
    }
    found
}

fn paths(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("readable")) {
        if entry.file_type().expect("known").is_dir() {
            found.extend(paths(&entry.path()));
        } else {
            found.push(entry.path());
        }
    }
    found
}

/// Writes a line to standard error itself: what `eprintln!` says, the harness swallows when a test passes.
fn say(line: &str) {
    use std::io::Write;
    std::io::stderr().lock().write_all(format!("{line}\n").as_bytes()).expect("standard error is there");
}
