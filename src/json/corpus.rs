//! Dashboards found in the wild, for tests.

use std::path::PathBuf;
use std::{env, fs, thread};

use serde_json::Value;

/// Returns the files of the folder that `DASHGEN_CORPUS` names, in order: names and texts.
///
/// Without one there are none, and the test says loudly that it was skipped.
pub(crate) fn texts() -> Vec<(String, String)> {
    let Some(folder) = env::var_os("DASHGEN_CORPUS") else {
        let test = thread::current().name().unwrap_or_default().to_owned();
        eprintln!("SKIPPED: {test}: DASHGEN_CORPUS names no folder of dashboards");
        return Vec::new();
    };
    let mut files: Vec<PathBuf> = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|it| it == "json"));
    files.sort();
    assert!(!files.is_empty(), "DASHGEN_CORPUS names {}, which has no dashboards", folder.display());
    files.into_iter().map(|path| (path.display().to_string(), fs::read_to_string(path).unwrap())).collect()
}

/// Returns the dashboards: names and values.
pub(crate) fn dashboards() -> impl Iterator<Item = (String, Value)> {
    texts().into_iter().map(|(name, text)| {
        let value = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
        (name, value)
    })
}
