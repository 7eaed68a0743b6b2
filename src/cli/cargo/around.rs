//! Which crate a folder belongs to. Only manifests are read; nothing is run.

use std::path::{Path, PathBuf};

use anyhow::Context as _;

use super::manifest::{Manifest, Use};

/// A crate that uses dashgen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct SuiteCrate {
    /// The name of its package.
    pub(super) name: String,
    /// Its folder.
    pub(super) folder: PathBuf,
    /// Whether it has a binary built with dashgen.
    pub(super) has_program: bool,
}

/// The packages around a folder.
#[derive(Debug, Default)]
pub(super) struct Around {
    /// The packages that contain the folder, innermost first.
    pub(super) inside: Vec<String>,
    /// The crates that use dashgen: those that contain the folder, then the members of their workspace.
    pub(super) suites: Vec<SuiteCrate>,
    /// The folder of the outermost manifest: the workspace root, if there is one.
    pub(super) root: Option<PathBuf>,
}

impl Around {
    /// Reads the manifests from a folder, given as an absolute path, up to the root of its workspace.
    ///
    /// # Errors
    /// When one of the manifests cannot be read.
    pub(super) fn of(folder: &Path) -> anyhow::Result<Self> {
        let mut manifests = Vec::new();
        for folder in folder.ancestors() {
            let Some(manifest) = Manifest::read(folder)? else { continue };
            let is_root = manifest.workspace.is_some();
            manifests.push((folder.to_owned(), manifest));
            if is_root {
                break;
            }
        }
        let mut around = Self::default();
        let Some((root, outermost)) = manifests.last() else { return Ok(around) };
        let workspace = outermost.workspace.as_ref();
        around.root = Some(root.clone());
        around.inside = manifests.iter().filter_map(|(_, manifest)| manifest.name().map(str::to_owned)).collect();
        let members = workspace.map(|workspace| workspace.members(root)).unwrap_or_default();
        let of_members = members.into_iter().filter(|member| manifests.iter().all(|(folder, _)| folder != member));
        let of_members = of_members.filter_map(|member| {
            let manifest = Manifest::read(&member).transpose()?;
            Some(manifest.map(|manifest| (member, manifest)))
        });
        let of_members = of_members.collect::<anyhow::Result<Vec<_>>>()?;
        for (folder, manifest) in manifests.iter().chain(&of_members) {
            let Some((name, how)) = manifest.name().zip(manifest.uses(folder, workspace)) else { continue };
            let has_program = how == Use::Program;
            around.suites.push(SuiteCrate { name: name.to_owned(), folder: folder.clone(), has_program });
        }
        Ok(around)
    }

    /// Reads the manifests around the current directory.
    pub(super) fn here() -> anyhow::Result<(PathBuf, Self)> {
        let here = std::env::current_dir().context("cannot determine the current directory")?;
        let around = Self::of(&here)?;
        Ok((here, around))
    }

    /// Returns whether the folder belongs to a package.
    pub(super) fn is_inside(&self, package: &str) -> bool {
        self.inside.iter().any(|name| name == package)
    }

    /// Returns the crate that the folder's suite belongs to: the nearest one with a binary, or else the nearest one.
    pub(super) fn suite(&self) -> Option<&SuiteCrate> {
        self.suites.iter().find(|suite| suite.has_program).or(self.suites.first())
    }
}

/// Returns the relative path from one folder to another, both given as absolute paths.
pub(in crate::cli) fn way(from: &Path, to: &Path) -> PathBuf {
    let shared = from.ancestors().find(|above| to.starts_with(above)).unwrap_or(Path::new(""));
    let ups = from.strip_prefix(shared).map_or(0, |rest| rest.components().count());
    let mut way: PathBuf = std::iter::repeat_n("..", ups).collect();
    way.extend(to.strip_prefix(shared).unwrap_or(to).components());
    if way.as_os_str().is_empty() { PathBuf::from(".") } else { way }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    const SHOP: &str = "[package]\nname = 'shop'\n[dependencies]\ndashgen = '0.1'";
    const API: &str = "[package]\nname = 'api'";

    /// Writes files below a folder; a program beside each manifest that says so.
    fn tree(files: &[(&str, &str)]) -> tempfile::TempDir {
        let root = tempfile::tempdir().unwrap();
        for (path, text) in files {
            let path = root.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        root
    }

    /// Returns the crate that a folder belongs to, and the way there.
    fn found(root: &tempfile::TempDir, folder: &str) -> Option<String> {
        let folder = root.path().join(folder);
        fs::create_dir_all(&folder).unwrap();
        let around = Around::of(&folder).unwrap();
        let suite = around.suite()?;
        Some(format!("{} in {}", suite.name, way(&folder, &suite.folder).display()))
    }

    #[test]
    fn a_crate_from_each_of_its_folders() {
        let root = tree(&[("Cargo.toml", SHOP), ("src/main.rs", "")]);
        assert_eq!(found(&root, "").as_deref(), Some("shop in ."));
        assert_eq!(found(&root, "dashboards/old").as_deref(), Some("shop in ../.."));
    }

    #[test]
    fn a_member_from_anywhere_in_its_workspace() {
        let root = tree(&[
            ("Cargo.toml", "[workspace]\nmembers = ['crates/*']"),
            ("crates/shop/Cargo.toml", SHOP),
            ("crates/shop/src/main.rs", ""),
            ("crates/api/Cargo.toml", API),
            ("outside/Cargo.toml", "[package]\nname = 'x'\n[workspace]"),
        ]);
        assert_eq!(found(&root, "").as_deref(), Some("shop in crates/shop"));
        assert_eq!(found(&root, "crates/api/src").as_deref(), Some("shop in ../../shop"));
        assert_eq!(found(&root, "docs").as_deref(), Some("shop in ../crates/shop"));
        assert_eq!(found(&root, "outside"), None, "a workspace of its own");
    }

    #[test]
    fn a_catalogue_points_to_the_program_that_uses_it() {
        let catalogue = SHOP.replace("shop", "catalogue");
        let root = tree(&[
            ("Cargo.toml", "[workspace]\nmembers = ['catalogue', 'shop']"),
            ("catalogue/Cargo.toml", &catalogue),
            ("shop/Cargo.toml", SHOP),
            ("shop/src/main.rs", ""),
        ]);
        assert_eq!(found(&root, "catalogue").as_deref(), Some("shop in ../shop"));
        fs::remove_dir_all(root.path().join("shop")).unwrap();
        assert_eq!(found(&root, "").as_deref(), Some("catalogue in catalogue"));
    }

    #[test]
    fn no_crate_and_one_without_dashgen() {
        let root = tree(&[("api/Cargo.toml", API)]);
        assert_eq!((found(&root, ""), found(&root, "api/src")), (None, None));
    }

    #[test]
    fn the_checkout_of_dashgen() {
        let around = Around::of(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src/cli")).unwrap();
        assert!(around.is_inside("dashgen") && !around.is_inside("shop"));
    }
}
