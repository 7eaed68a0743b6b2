//! The source files of a program.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::path::{Path, PathBuf};
use std::process::Stdio;

use ignore::WalkBuilder;
use serde::Deserialize;

use super::Runner;
use crate::cli::files;
use crate::cli::watch::{Snapshot, Stamp};

/// The source files of a program: its package, and the local packages that it depends on.
#[derive(Debug)]
pub(in crate::cli) struct Inputs {
    runner: Runner,
    packages: Packages,
    /// The manifests and the lockfile, as they were when Cargo listed the packages.
    asked: BTreeMap<PathBuf, Option<Stamp>>,
}

/// The folders of the packages, and Cargo's target directory.
#[derive(Debug, Default)]
struct Packages {
    folders: Vec<PathBuf>,
    root: PathBuf,
    target: PathBuf,
    /// The file in which Cargo lists the inputs of the last build.
    list: Option<PathBuf>,
}

impl Inputs {
    /// Starts with the package of a program alone.
    pub(in crate::cli) fn new(runner: Runner) -> Self {
        Self { runner, packages: Packages::default(), asked: BTreeMap::new() }
    }

    /// Takes a snapshot of all source files of the program.
    pub(in crate::cli) fn look(&mut self) -> Snapshot {
        if self.asked.is_empty() || self.asked.iter().any(|(path, stamp)| Stamp::of(path) != *stamp) {
            self.ask();
        }
        let mut snapshot = Snapshot::new();
        for folder in &self.packages.folders {
            self.packages.walk(folder, &mut snapshot);
        }
        for name in ["Cargo.toml", "rust-toolchain.toml", ".cargo/config.toml"] {
            snapshot.add(self.packages.root.join(name));
        }
        for path in self.packages.listed() {
            snapshot.add_known(path);
        }
        snapshot
    }

    /// Asks Cargo for the packages. While a manifest is broken, they stay as they were: the next run reports the error.
    fn ask(&mut self) {
        let folder = self.runner.manifest.parent().unwrap_or(Path::new(".")).to_owned();
        match Packages::ask(&self.runner) {
            Some(packages) => self.packages = packages,
            None if self.packages.folders.is_empty() => {
                self.packages = Packages { folders: vec![folder.clone()], root: folder, ..Packages::default() };
            }
            None => {}
        }
        let manifests = self.packages.folders.iter().chain([&self.packages.root]).map(|it| it.join("Cargo.toml"));
        let read = manifests.chain([self.packages.root.join("Cargo.lock")]);
        self.asked = read.map(|path| (path.clone(), Stamp::of(&path))).collect();
    }
}

impl Packages {
    fn ask(runner: &Runner) -> Option<Self> {
        let mut command = runner.cargo("metadata");
        command.args(["--format-version", "1"]).stdin(Stdio::null()).stderr(Stdio::null());
        let output = command.output().ok().filter(|output| output.status.success())?;
        let metadata: Metadata = serde_json::from_slice(&output.stdout).ok()?;
        let package = metadata.packages.iter().find(|it| it.manifest_path == runner.manifest)?;
        let list = match &runner.program {
            Some(program) => Some(program.with_extension("d")),
            None => {
                package.program().map(|name| metadata.target_directory.join("debug").join(name).with_extension("d"))
            }
        };
        let needed = metadata.needed(&package.id);
        let local = metadata.packages.iter().filter(|it| it.source.is_none() && needed.contains(it.id.as_str()));
        let folders = local.filter_map(|it| it.manifest_path.parent().map(Path::to_owned)).collect();
        Some(Self { folders, root: metadata.workspace_root, target: metadata.target_directory, list })
    }

    /// Adds the folders of a package, and the files in them that Cargo or the compiler may read.
    fn walk(&self, folder: &Path, snapshot: &mut Snapshot) {
        let target = self.target.clone();
        let walk = WalkBuilder::new(folder).require_git(false).filter_entry(move |it| it.path() != target).build();
        snapshot.watch(folder.to_owned());
        for entry in walk.flatten() {
            let path = entry.path();
            if entry.file_type().is_some_and(|kind| kind.is_dir()) {
                snapshot.watch(path.to_owned());
            } else if path.extension().is_some_and(|it| it == "rs") || path.ends_with("Cargo.toml") {
                snapshot.add(path.to_owned());
            }
        }
    }

    /// Returns the other inputs of the program: files that it includes, wherever they are.
    fn listed(&self) -> BTreeSet<PathBuf> {
        let text = self.list.as_deref().and_then(|path| String::from_utf8(files::regular(path).ok()?).ok());
        let listed = text.as_deref().map(prerequisites).unwrap_or_default();
        listed
            .into_iter()
            .filter(|path| self.target.as_os_str().is_empty() || !path.starts_with(&self.target))
            .collect()
    }
}

/// Returns the files that a program depends on, from its `.d` file.
fn prerequisites(text: &str) -> Vec<PathBuf> {
    let line = text.lines().next().unwrap_or_default();
    let Some((_, listed)) = line.split_once(": ") else { return Vec::new() };
    // A space in a name is escaped.
    let listed = listed.replace("\\ ", "\0");
    listed.split_whitespace().map(|path| PathBuf::from(path.replace('\0', " "))).collect()
}

/// What `cargo metadata` prints.
#[derive(Debug, Deserialize)]
struct Metadata {
    packages: Vec<Package>,
    resolve: Resolve,
    target_directory: PathBuf,
    workspace_root: PathBuf,
}

#[derive(Debug, Deserialize)]
struct Package {
    id: String,
    manifest_path: PathBuf,
    /// The registry or repository that it comes from; `None` for a local folder.
    source: Option<String>,
    default_run: Option<String>,
    targets: Vec<Target>,
}

#[derive(Debug, Deserialize)]
struct Target {
    name: String,
    kind: Vec<String>,
}

#[derive(Debug, Deserialize)]
struct Resolve {
    nodes: Vec<Node>,
}

#[derive(Debug, Deserialize)]
struct Node {
    id: String,
    dependencies: Vec<String>,
}

impl Package {
    /// Returns the program that `cargo run` runs.
    fn program(&self) -> Option<&str> {
        let mut programs = self.targets.iter().filter(|it| it.kind.iter().any(|kind| kind == "bin"));
        self.default_run.as_deref().or_else(|| programs.next().map(|it| it.name.as_str()))
    }
}

impl Metadata {
    /// Returns a package's local dependencies, including itself.
    fn needed<'a>(&'a self, root: &'a str) -> HashSet<&'a str> {
        let (mut needed, mut open) = (HashSet::new(), vec![root]);
        while let Some(id) = open.pop() {
            if needed.insert(id) {
                let node = self.resolve.nodes.iter().find(|node| node.id == id);
                open.extend(node.iter().flat_map(|node| &node.dependencies).map(String::as_str));
            }
        }
        needed
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_program_was_made_from() {
        let text = "/t/debug/shop: /s/src/main.rs /s/a\\ b/notes.md /s/Cargo.toml\n/s/src/main.rs:\n";
        assert_eq!(prerequisites(text), ["/s/src/main.rs", "/s/a b/notes.md", "/s/Cargo.toml"].map(PathBuf::from));
        assert_eq!(prerequisites(""), [""; 0].map(PathBuf::from));
        assert_eq!(prerequisites("no colon"), [""; 0].map(PathBuf::from));
    }
}
