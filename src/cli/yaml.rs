//! YAML with dashboards in folders of JSON: it is not read, but told.

use std::fs::File;
use std::io::Read as _;
use std::path::PathBuf;

use ignore::WalkBuilder;

use super::console::{Console, Harmless};
use crate::schema::envelope::Yaml;

/// How much of a file is looked at.
const LOOKED_AT: u64 = 1 << 20;

/// Returns the YAML files with a dashboard below the folders among these paths.
pub(super) fn below(paths: &[PathBuf]) -> Vec<(PathBuf, Yaml)> {
    let mut found = Vec::new();
    for folder in paths.iter().filter(|path| path.is_dir()) {
        // What cannot be walked was told by whoever looked for the JSON.
        for entry in WalkBuilder::new(folder).require_git(false).build().flatten() {
            let is_file = entry.file_type().is_some_and(|kind| kind.is_file());
            let is_yaml = entry.path().extension().is_some_and(|it| it == "yml" || it == "yaml");
            if is_file && is_yaml {
                let path = entry.into_path();
                let yaml = looked_at(&path).and_then(|text| Yaml::find(&text)).filter(|yaml| yaml.holds.is_some());
                found.extend(yaml.map(|yaml| (path, yaml)));
            }
        }
    }
    found.sort_by(|a, b| a.0.cmp(&b.0));
    found
}

fn looked_at(path: &PathBuf) -> Option<String> {
    let mut bytes = Vec::new();
    File::open(path).ok()?.take(LOOKED_AT).read_to_end(&mut bytes).ok()?;
    Some(String::from_utf8_lossy(&bytes).into_owned())
}

/// Says which YAML files with a dashboard were left out.
pub(super) fn tell(paths: &[PathBuf], console: &mut Console<'_>) {
    for (path, yaml) in below(paths) {
        console.note(format_args!("{} was not read: {yaml}", Harmless(path.to_string_lossy())));
    }
}
