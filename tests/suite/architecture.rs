//! The rules of the house: who may use whom, and who may touch the world.

mod circles;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::{paths, repository};

/// The modules that may touch disk, network, clock, environment and other processes.
const WORLDLY: [&str; 4] = ["artifact", "prometheus", "simulate", "cli"];

/// A file of `src/`, and the top-level module that it belongs to.
struct Source {
    name: String,
    module: String,
    text: String,
    /// Whether it holds tests only: it, or the file that its folder belongs to, is declared for tests.
    is_for_tests: bool,
}

impl Source {
    /// Returns whether paths that begin with `super::` lead out of the module.
    fn is_top(&self) -> bool {
        self.name == format!("src/{}.rs", self.module) || self.name == format!("src/{}/mod.rs", self.module)
    }

    /// Returns the lines of code with their numbers, comments left out.
    fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        let lines = self.text.lines().enumerate().map(|(at, line)| (at + 1, line));
        lines.filter(|(_, line)| !line.trim_start().starts_with("//"))
    }

    /// Returns the lines of code that are no tests, where tests come last.
    fn shipped_code(&self) -> impl Iterator<Item = (usize, &str)> {
        let tests = self.text.lines().position(|line| line == "mod tests {").unwrap_or(usize::MAX);
        self.code().filter(move |(line, _)| *line <= tests)
    }
}

fn sources() -> Vec<Source> {
    let root = repository();
    let rust = |path: &PathBuf| path.extension().is_some_and(|it| it == "rs");
    let mut sources: Vec<_> =
        paths(&root.join("src")).into_iter().filter(rust).map(|path| source(root, &path)).collect();
    let for_tests: Vec<String> = sources.iter().flat_map(declared_for_tests).collect();
    for source in &mut sources {
        let at = source.name.trim_end_matches(".rs");
        let is_in =
            |module: &String| at.strip_prefix(module).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
        source.is_for_tests = for_tests.iter().any(is_in);
    }
    sources.sort_by(|a, b| a.name.cmp(&b.name));
    sources
}

/// Returns the modules that a file declares for tests, as files without ending.
fn declared_for_tests(source: &Source) -> Vec<String> {
    let folder = source.name.trim_end_matches("mod.rs").trim_end_matches(".rs").trim_end_matches('/');
    let lines: Vec<_> = source.text.lines().collect();
    let declared = lines.windows(2).filter(|pair| pair[0].trim() == "#[cfg(test)]").filter_map(|pair| {
        let name = pair[1].split_once("mod ")?.1.strip_suffix(';')?;
        Some(format!("{folder}/{name}"))
    });
    declared.collect()
}

fn source(root: &Path, path: &Path) -> Source {
    let name = path.strip_prefix(root).unwrap().to_str().unwrap().replace('\\', "/");
    let module = name.split('/').nth(1).unwrap().trim_end_matches(".rs").to_owned();
    Source { name, module, text: fs::read_to_string(path).unwrap(), is_for_tests: false }
}

/// Returns the modules of the library, without `lib.rs`.
fn rooms() -> Vec<Source> {
    let program = fs::read_to_string(repository().join("src/main.rs")).unwrap();
    let is_of_program = |module: &str| module == "main" || program.contains(&format!("\nmod {module};\n"));
    sources().into_iter().filter(|source| source.module != "lib" && !is_of_program(&source.module)).collect()
}

fn lib() -> String {
    fs::read_to_string(repository().join("src/lib.rs")).unwrap()
}

/// Returns the modules in the order of the list that the crate's documentation has.
fn map() -> Vec<String> {
    let lib = lib();
    let listed = lib.lines().filter_map(|line| Some(line.strip_prefix("//! - [`")?.split_once("`]")?.0.to_owned()));
    listed.collect()
}

/// Returns the top-level names that a line refers to: `crate::name`, or `super::name` in the file of a module itself.
fn uses(line: &str, is_top: bool) -> Vec<String> {
    let roots = if is_top { &["crate::", "super::"][..] } else { &["crate::"] };
    let mut found = Vec::new();
    for root in roots {
        for (at, _) in line.match_indices(root) {
            let rest = &line[at + root.len()..];
            let name: String = rest.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect();
            assert!(!(name.is_empty() && rest.starts_with('{')), "one `use` for each module, please: {line}");
            // `crate::metrics!` and `crate::units!` are macros, which stand at the root wherever they are written.
            found.push(match name.as_str() {
                "metrics" => "promql".to_owned(),
                "units" => "unit".to_owned(),
                _ => name,
            });
        }
    }
    found
}

#[test]
fn the_map_lists_every_module_once() {
    let map = map();
    let declared: Vec<String> =
        lib().lines().filter_map(|line| Some(line.strip_prefix("pub mod ")?.strip_suffix(';')?.to_owned())).collect();
    let listed: BTreeSet<_> = map.iter().cloned().collect();
    assert_eq!(listed.len(), map.len(), "a module is listed twice");
    assert_eq!(listed, declared.into_iter().collect(), "the list in lib.rs (left) and its `pub mod` lines (right)");
    let on_disk: BTreeSet<_> = rooms().into_iter().map(|source| source.module).collect();
    assert_eq!(listed, on_disk, "the list in lib.rs (left) and the files in src/ (right)");
}

#[test]
fn arrows_point_up_the_map() {
    let map = map();
    let place = |name: &str| map.iter().position(|listed| listed == name);
    let mut wrong = Vec::new();
    for source in rooms() {
        let here = place(&source.module).expect("every module is listed");
        for (line, text) in source.code() {
            for used in uses(text, source.is_top()) {
                if place(&used).is_some_and(|there| there > here) {
                    wrong.push(format!("{}:{line}: `{}` uses `{used}`", source.name, source.module));
                }
            }
        }
    }
    assert_eq!(wrong, [""; 0], "a module may use only those listed before it in src/lib.rs");
}

#[test]
fn every_path_from_the_root_names_a_module() {
    let map = map();
    for source in rooms() {
        for (line, text) in source.code() {
            for used in uses(text, false) {
                assert!(map.contains(&used), "{}:{line}: `crate::{used}` is no module of the map", source.name);
            }
        }
    }
}

#[test]
fn an_arrow_that_points_down_is_seen() {
    assert_eq!(uses("use crate::cli::Program;", false), ["cli"]);
    assert_eq!(uses("fn f(a: crate::cli::A, b: super::render::B)", true), ["cli", "render"]);
    assert_eq!(uses("use super::render::B; $crate::units!{}", false), ["unit"]);
}

#[test]
fn only_some_modules_touch_the_world() {
    const WORLD: [&str; 12] = [
        "std::fs",
        "std::net",
        "std::env",
        "std::process",
        "std::os",
        "std::{",
        "Instant::now",
        "SystemTime",
        "io::stdin",
        "io::stdout",
        "io::stderr",
        "std::time::Instant",
    ];
    let all = rooms();
    let pure = |source: &&Source| !WORLDLY.contains(&source.module.as_str()) && !source.is_for_tests;
    let mut wrong = Vec::new();
    for source in all.iter().filter(pure) {
        for (line, text) in source.shipped_code() {
            if let Some(word) = WORLD.iter().find(|word| text.contains(**word)) {
                wrong.push(format!("{}:{line}: `{word}`", source.name));
            }
        }
    }
    assert_eq!(wrong, [""; 0], "only {WORLDLY:?} touch disk, network, clock, environment and processes");
}

#[test]
fn only_the_console_prints() {
    let all = rooms();
    for source in all.iter().filter(|source| source.name != "src/cli/console.rs" && !source.is_for_tests) {
        for (line, text) in source.shipped_code() {
            let prints = ["print!(", "println!(", "dbg!("].iter().any(|word| text.contains(word));
            assert!(!prints, "{}:{line}: only src/cli/console.rs prints", source.name);
        }
    }
}

#[test]
fn templates_escape_every_value() {
    let templates = paths(&repository().join("templates"));
    assert!(!templates.is_empty());
    for path in templates {
        let text = fs::read_to_string(&path).unwrap();
        assert!(!text.contains("{{{") && !text.contains("{{&"), "{} prints a value unescaped", path.display());
    }
}

#[test]
fn files_stay_small() {
    for source in sources() {
        let lines = source.text.lines().count();
        assert!(lines <= 700, "{} has {lines} lines: split it by concept", source.name);
        assert!(!source.name.ends_with("util.rs") && !source.name.ends_with("utils.rs"), "{}", source.name);
    }
}
