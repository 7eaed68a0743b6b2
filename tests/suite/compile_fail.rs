//! What must not compile, and what the compiler says then.
//!
//! The texts are those of one compiler: after an update, `INSTA_UPDATE=always cargo test compile_fail` writes new ones.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::SystemTime;

use super::{paths, repository, skipped};

/// The version whose words the expected texts are; `rust-version` in `Cargo.toml` is the same.
const COMPILER: &str = "rustc 1.95.";

const FOLDER: &str = "tests/compile_fail";

fn rustc() -> Command {
    let mut command = Command::new(std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into()));
    // Paths in messages are relative to it.
    command.current_dir(repository());
    command
}

#[test]
fn wrong_dashboards_do_not_compile() {
    let version = rustc().arg("--version").output().expect("a compiler, since this was compiled");
    let version = String::from_utf8_lossy(&version.stdout).trim().to_owned();
    if !version.starts_with(COMPILER) {
        return skipped(
            "what the compiler says of wrong dashboards",
            &format!("the texts are of {COMPILER}x, this is {version}"),
        );
    }
    let library = library();
    let cases: Vec<PathBuf> = paths(&repository().join(FOLDER)).into_iter().filter(|it| is_a(it, "rs")).collect();
    assert!(cases.len() >= 14, "only {} cases", cases.len());
    let failures = std::thread::scope(|scope| {
        let halves = cases.chunks(cases.len().div_ceil(2));
        let running =
            halves.map(|half| scope.spawn(|| half.iter().filter_map(|case| differs(case, &library)).collect()));
        let running: Vec<_> = running.collect();
        running.into_iter().flat_map(|it| -> Vec<String> { it.join().expect("no case panics") }).collect::<Vec<_>>()
    });
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

fn is_a(path: &Path, extension: &str) -> bool {
    path.extension().is_some_and(|it| it == extension)
}

/// Returns the library that this test was linked with: the last that was compiled before it.
///
/// Cargo keeps one of each set of features and profiles in the folder; all that came later, if any, are not ours, and
/// what was compiled from older sources came earlier.
fn library() -> PathBuf {
    let binary = std::env::current_exe().expect("a running test has a path");
    let folder = binary.parent().expect("a test lies in a folder");
    let modified = |path: &Path| path.metadata().and_then(|it| it.modified()).unwrap_or(SystemTime::UNIX_EPOCH);
    let linked = modified(&binary);
    let is_ours = |path: &PathBuf| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        name.starts_with("libdashgen-") && is_a(path, "rlib") && modified(path) <= linked
    };
    let found = std::fs::read_dir(folder).expect("readable").map(|entry| entry.expect("readable").path());
    let newest = found.filter(is_ours).max_by_key(|path| modified(path));
    newest.unwrap_or_else(|| panic!("no libdashgen-*.rlib beside {}: was it moved?", binary.display()))
}

/// Compiles a case, and returns how its errors differ from what is expected.
fn differs(case: &Path, library: &Path) -> Option<String> {
    let name = case.strip_prefix(repository()).expect("it was found there");
    let scratch = tempfile::tempdir().expect("a folder for what is compiled");
    let mut command = rustc();
    command.arg(name).args(["--edition=2024", "--crate-type=bin", "--emit=metadata", "--color=never", "--out-dir"]);
    command.arg(scratch.path()).arg("--extern").arg(format!("dashgen={}", library.display()));
    command.arg("-L").arg(format!("dependency={}", library.parent().expect("a folder").display()));
    let output = command.output().expect("the compiler runs");
    let said = normalized(&String::from_utf8_lossy(&output.stderr));
    if output.status.success() {
        return Some(format!("{} compiles", name.display()));
    }
    // What no source of ours explains: another compiler's library, a missing dependency.
    assert!(!said.contains("E0463") && !said.contains("E0514"), "the library cannot be used: {said}");
    let expected = case.with_extension("stderr");
    if std::fs::read_to_string(&expected).unwrap_or_default() == said {
        return None;
    }
    if std::env::var_os("INSTA_UPDATE").is_some_and(|it| it == "always") {
        std::fs::write(&expected, &said).expect("the repository is writable");
        return None;
    }
    Some(format!("{} differs; the compiler says:\n{said}", expected.display()))
}

/// Where the lines belong that the compiler shows.
enum Source {
    Case,
    Library,
    Std,
}

/// Returns what the compiler says without the numbers of lines that are not the case's own, and without the code of
/// the standard library, which some machines have and some not.
fn normalized(said: &str) -> String {
    let mut source = Source::Case;
    let mut lines = Vec::new();
    for line in said.lines().filter(|line| !line.is_empty() && !is_summary(line)) {
        let start = line.trim_start();
        let number: String = start.chars().take_while(char::is_ascii_digit).collect();
        let rest = start[number.len()..].trim_start();
        if let Some((arrow, place)) = rest.split_once(' ').filter(|(arrow, _)| ["-->", ":::"].contains(arrow)) {
            source = source_of(place);
            lines.push(format!("  {arrow} {}", shortened(place)));
        } else if rest.starts_with('|') {
            match source {
                Source::Case => lines.push(format!("{number:>2} {rest}")),
                Source::Library => lines.push(format!("   {rest}")),
                Source::Std => {}
            }
        } else if rest.starts_with("= ") {
            lines.push(format!("   {rest}"));
        } else if let Some(rest) = line.strip_prefix("...") {
            lines.push(format!("...  {}", rest.trim_start()));
        } else {
            lines.push(line.to_owned());
        }
    }
    lines.iter().map(|line| line.trim_end()).flat_map(|line| [line, "\n"]).collect()
}

fn is_summary(line: &str) -> bool {
    ["error: aborting due to", "For more information about", "Some errors have detailed"]
        .iter()
        .any(|start| line.starts_with(start))
}

fn source_of(place: &str) -> Source {
    if place.starts_with(FOLDER) {
        Source::Case
    } else if place.contains("/library/") {
        Source::Std
    } else {
        Source::Library
    }
}

fn shortened(place: &str) -> String {
    let file = place.split(':').next().unwrap_or_default();
    match source_of(place) {
        Source::Case => place.to_owned(),
        Source::Library => file.to_owned(),
        Source::Std => format!("$RUST/{}", file.rsplit_once("/library/").unwrap_or_default().1),
    }
}
