//! The parts of `Cargo.toml` that say which packages use dashgen.

use std::collections::BTreeMap;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, anyhow};
use serde::Deserialize;
use serde::de::IgnoredAny;
use toml::Value;

use crate::cli::files;

/// The name of the package that suites depend on.
pub(super) const DASHGEN: &str = "dashgen";

/// A manifest: a package, a workspace, or both.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Manifest {
    pub(super) package: Option<Package>,
    pub(super) workspace: Option<Workspace>,
    bin: Vec<IgnoredAny>,
    #[serde(flatten)]
    tables: Tables,
    target: BTreeMap<String, Tables>,
}

/// `[package]`
#[derive(Debug, Deserialize)]
pub(super) struct Package {
    pub(super) name: String,
}

/// `[workspace]`
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Workspace {
    members: Vec<String>,
    exclude: Vec<String>,
    dependencies: Dependencies,
}

type Dependencies = BTreeMap<String, Value>;

/// The dependencies of a package, for all platforms or for one.
#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
struct Tables {
    dependencies: Dependencies,
    dev_dependencies: Dependencies,
    build_dependencies: Dependencies,
}

/// What a package uses dashgen for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Use {
    /// Its binary is built with it.
    Program,
    /// Only its examples, tests or build script use it, or crates that depend on its library.
    Beside,
}

impl Manifest {
    /// Reads the manifest in a folder, if it has one.
    ///
    /// # Errors
    /// When it cannot be read, or is not a manifest.
    pub(super) fn read(folder: &Path) -> anyhow::Result<Option<Self>> {
        let path = folder.join("Cargo.toml");
        let doing = || format!("cannot read `{}`", files::name(&path));
        match fs::metadata(&path) {
            Ok(metadata) if metadata.is_file() => {}
            Ok(_) => return Ok(None),
            Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => return Ok(None),
            Err(error) => return Err(error).with_context(doing),
        }
        let text = files::regular(&path).and_then(|read| Ok(String::from_utf8(read)?)).with_context(doing)?;
        toml::from_str(&text).map(Some).map_err(|error| in_one_line(&error, &text)).with_context(doing)
    }

    /// Returns the name of the package.
    pub(super) fn name(&self) -> Option<&str> {
        self.package.as_ref().map(|package| package.name.as_str())
    }

    /// Returns what the package in a folder uses dashgen for; `root` is the manifest that it inherits from.
    pub(super) fn uses(&self, folder: &Path, root: Option<&Workspace>) -> Option<Use> {
        let is_dashgen = |(key, value): (&String, &Value)| package_of(key, value, root) == DASHGEN;
        let mut tables = std::iter::once(&self.tables).chain(self.target.values());
        let mut others = tables.clone().flat_map(|it| it.dev_dependencies.iter().chain(&it.build_dependencies));
        if tables.any(|it| it.dependencies.iter().any(is_dashgen)) {
            return Some(if self.has_program(folder) { Use::Program } else { Use::Beside });
        }
        others.any(is_dashgen).then_some(Use::Beside)
    }

    fn has_program(&self, folder: &Path) -> bool {
        !self.bin.is_empty() || folder.join("src/main.rs").exists() || folder.join("src/bin").exists()
    }
}

fn in_one_line(error: &toml::de::Error, text: &str) -> anyhow::Error {
    let before = error.span().and_then(|span| text.get(..span.start));
    match before {
        Some(before) => anyhow!("line {}: {}", before.matches('\n').count() + 1, error.message()),
        None => anyhow!("{}", error.message()),
    }
}

/// Returns the package name of a dependency.
fn package_of<'a>(key: &'a str, value: &'a Value, root: Option<&'a Workspace>) -> &'a str {
    let is_inherited = value.get("workspace").and_then(Value::as_bool) == Some(true);
    let value = if is_inherited { root.and_then(|root| root.dependencies.get(key)) } else { Some(value) };
    value.and_then(|value| value.get("package")?.as_str()).unwrap_or(key)
}

impl Workspace {
    /// Returns the folders of the members, sorted, without the root itself.
    pub(super) fn members(&self, root: &Path) -> Vec<PathBuf> {
        let root_pattern = glob::Pattern::escape(&root.to_string_lossy());
        let matches = |pattern: &String| glob::glob(&format!("{root_pattern}/{pattern}")).ok();
        let mut members: Vec<PathBuf> = self.members.iter().filter_map(matches).flatten().flatten().collect();
        members.retain(|member| !self.exclude.iter().any(|excluded| member.starts_with(root.join(excluded))));
        members.sort();
        members.dedup();
        members
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn uses(manifest: &str, root: &str) -> Option<Use> {
        let (manifest, root): (Manifest, Manifest) = (toml::from_str(manifest).unwrap(), toml::from_str(root).unwrap());
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("src")).unwrap();
        fs::write(folder.path().join("src/main.rs"), "").unwrap();
        manifest.uses(folder.path(), root.workspace.as_ref())
    }

    #[test]
    fn every_way_to_depend_on_dashgen() {
        for manifest in [
            "dependencies.dashgen = '0.1'",
            "[dependencies]\ndashgen.path = '../dashgen'",
            "[dependencies.dashgen]\ngit = 'https://example.com/dashgen'\nbranch = 'main'",
            "[dependencies]\ndg = { package = \"dashgen\", version = '0.1' }",
            "[target.'cfg(unix)'.dependencies]\ndashgen = '0.1'",
            "[dependencies]\ndashgen.workspace = true",
            "[dependencies]\ngrafana = { workspace = true, optional = true }",
        ] {
            let root = "[workspace.dependencies]\ngrafana = { package = 'dashgen', path = 'x' }\ndashgen = '1'";
            assert_eq!(uses(manifest, root), Some(Use::Program), "{manifest}");
        }
        for manifest in ["[dev-dependencies]\ndashgen = '0.1'", "[build-dependencies]\ndashgen = '0.1'"] {
            assert_eq!(uses(manifest, ""), Some(Use::Beside), "{manifest}");
        }
    }

    #[test]
    fn what_only_looks_like_it() {
        for manifest in [
            "",
            "# dashgen = '0.1'",
            "[dependencies]\ndashgen = { package = 'other', version = '1' }",
            "[dependencies]\nother = { version = '1', features = ['dashgen'] }",
            "[dependencies]\nrenamed.workspace = true",
            "[package]\nname = 'dashgen-like'\ndescription = 'dashgen = \"0.1\"'",
            "[workspace.dependencies]\ndashgen = '0.1'",
            "[features]\ndashgen = []",
        ] {
            assert_eq!(uses(manifest, "[workspace.dependencies]\nrenamed = '1'"), None, "{manifest}");
        }
    }

    #[test]
    fn a_library_has_no_program() {
        let manifest: Manifest = toml::from_str("dependencies.dashgen = '0.1'").unwrap();
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(manifest.uses(folder.path(), None), Some(Use::Beside));
        let manifest: Manifest = toml::from_str("dependencies.dashgen = '0.1'\n[[bin]]\nname = 'shop'").unwrap();
        assert_eq!(manifest.uses(folder.path(), None), Some(Use::Program));
    }

    #[test]
    fn members_by_pattern() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join("a [b]");
        for member in ["crates/one", "crates/two", "crates/old", "tool"] {
            fs::create_dir_all(root.join(member)).unwrap();
        }
        let text = "[workspace]\nmembers = ['crates/*', 'tool', 'gone', '[']\nexclude = ['crates/old']";
        let manifest: Manifest = toml::from_str(text).unwrap();
        let members = manifest.workspace.unwrap().members(&root);
        let names: Vec<_> =
            members.iter().map(|member| member.strip_prefix(&root).unwrap().to_str().unwrap()).collect();
        assert_eq!(names, ["crates/one", "crates/two", "tool"]);
    }

    #[test]
    fn what_is_no_manifest() {
        let folder = tempfile::tempdir().unwrap();
        assert!(Manifest::read(folder.path()).unwrap().is_none());
        assert!(Manifest::read(&folder.path().join("gone")).unwrap().is_none());
        for text in ["[package", "package = 1", "[package]\nversion = '1'", "\u{feff}\0", "dependencies = []"] {
            fs::write(folder.path().join("Cargo.toml"), text).unwrap();
            assert!(Manifest::read(folder.path()).is_err(), "{text}");
        }
        fs::write(folder.path().join("Cargo.toml"), b"\xff").unwrap();
        assert!(Manifest::read(folder.path()).is_err());
    }
}
