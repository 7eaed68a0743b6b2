//! YAML files with dashboards in folders of JSON files: they are not read, but reported.

use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use crate::schema::envelope::Yaml;

/// How much of a file is examined.
const LOOKED_AT: u64 = 1 << 20;

pub(super) fn is_named_so(path: &Path) -> bool {
    path.extension().is_some_and(|it| it.eq_ignore_ascii_case("yml") || it.eq_ignore_ascii_case("yaml"))
}

/// Returns the files that contain a dashboard, in order.
pub(super) fn with_dashboards(mut files: Vec<PathBuf>) -> Vec<(PathBuf, Yaml)> {
    files.sort();
    let held = |path: PathBuf| {
        let yaml = looked_at(&path).and_then(|text| Yaml::find(&text)).filter(|yaml| yaml.holds.is_some())?;
        Some((path, yaml))
    };
    files.into_iter().filter_map(held).collect()
}

fn looked_at(path: &Path) -> Option<String> {
    let mut bytes = Vec::new();
    File::open(path).ok()?.take(LOOKED_AT).read_to_end(&mut bytes).ok()?;
    Some(String::from_utf8_lossy(&bytes).into_owned())
}
