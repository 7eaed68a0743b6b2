//! Dashboards as people have them, for tests: those of this repository, always, and more where `DASHGEN_CORPUS` names
//! a folder of them.

use std::path::{Path, PathBuf};
use std::{env, fs};

use serde_json::Value;

use super::skipped::skipped;

/// Returns the dashboards that lie in the repository: names below their folder, and texts.
pub(crate) fn own() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suite/data/ok");
    ["around", "classic", "v2"].iter().flat_map(|folder| texts_in(&root.join(folder), &format!("{folder}/"))).collect()
}

/// Returns the dashboards of the folder that `DASHGEN_CORPUS` names, or nothing, which counts as a skipped test.
pub(crate) fn others() -> Option<Vec<(String, String)>> {
    let Some(folder) = env::var_os("DASHGEN_CORPUS") else {
        skipped("other people's dashboards", "DASHGEN_CORPUS names no folder of dashboards");
        return None;
    };
    Some(texts_in(Path::new(&folder), ""))
}

/// Returns all dashboards: names and texts.
pub(crate) fn texts() -> Vec<(String, String)> {
    own().into_iter().chain(others().unwrap_or_default()).collect()
}

/// Returns all dashboards, whatever stands around them.
pub(crate) fn documents() -> impl Iterator<Item = (String, Value)> {
    texts().into_iter().map(|(name, text)| {
        let value = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
        (name, value)
    })
}

/// Returns the dashboards of the classic format with nothing around them.
pub(crate) fn dashboards() -> impl Iterator<Item = (String, Value)> {
    let is_bare = |value: &Value| ["apiVersion", "dashboard", "elements"].iter().all(|it| value.get(it).is_none());
    documents().filter(move |(_, value)| is_bare(value))
}

/// Reads the JSON files of a folder, in order.
fn texts_in(folder: &Path, prefix: &str) -> Vec<(String, String)> {
    let listed = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut files: Vec<PathBuf> = listed.map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|it| it == "json"));
    files.sort();
    assert!(!files.is_empty(), "{} has no dashboards", folder.display());
    let name = |path: &Path| format!("{prefix}{}", path.file_name().unwrap().display());
    files.into_iter().map(|path| (name(&path), fs::read_to_string(path).unwrap())).collect()
}
