//! Where the dashgen of a new crate comes from: by default, from the same place as this program.

use std::fs;
use std::path::Path;

use anyhow::Context as _;
use toml::{Table, Value};

use crate::cli::files;
use crate::render::StarterSource;

/// The name of the package.
const DASHGEN: &str = env!("CARGO_PKG_NAME");

/// Returns the dashgen in a given folder.
pub(super) fn checkout(path: &Path) -> anyhow::Result<StarterSource> {
    let doing = || format!("cannot use the dashgen in `{}`", files::name(path));
    fs::metadata(path.join("Cargo.toml")).with_context(doing)?;
    let full = fs::canonicalize(path).with_context(doing)?;
    let full = full.into_os_string().into_string().ok();
    full.map(StarterSource::Path).context("its path is not valid UTF-8, which Cargo.toml requires").with_context(doing)
}

/// Returns where this program's own dashgen came from: as recorded by Cargo on installation or in the lockfile, or else
/// the checkout that it was compiled in, or else the release.
pub(super) fn of_process() -> StarterSource {
    let program = std::env::current_exe().ok();
    let installed = program.as_deref().and_then(installed);
    let locked = || locked(Path::new(&std::env::var_os("CARGO_MANIFEST_DIR")?));
    installed
        .or_else(locked)
        .or_else(|| checkout_in(Path::new(env!("CARGO_MANIFEST_DIR"))))
        .unwrap_or(StarterSource::Release)
}

/// Returns what `cargo install` recorded about a program in a `bin` folder.
fn installed(program: &Path) -> Option<StarterSource> {
    let notes = table(&program.parent()?.parent()?.join(".crates.toml"))?;
    let name = program.file_name()?.to_str()?;
    let notes = notes.get("v1")?.as_table()?;
    let has_program =
        |programs: &Value| programs.as_array().is_some_and(|it| it.iter().any(|it| it.as_str() == Some(name)));
    let (package, _) =
        notes.iter().find(|(package, it)| package.split(' ').next() == Some(DASHGEN) && has_program(it))?;
    source(package.split_once('(')?.1.strip_suffix(')')?)
}

/// Returns what a crate's lockfile says about dashgen, when Cargo runs that crate's program.
fn locked(folder: &Path) -> Option<StarterSource> {
    let lockfile = folder.ancestors().find_map(|folder| table(&folder.join("Cargo.lock")))?;
    let mut packages = lockfile.get("package")?.as_array()?.iter();
    let package = packages.find(|package| package.get("name").and_then(Value::as_str) == Some(DASHGEN))?;
    source(package.get("source")?.as_str()?)
}

/// Parses a source in Cargo's notation; `None` for a local folder.
fn source(text: &str) -> Option<StarterSource> {
    let (kind, address) = text.split_once('+')?;
    match kind {
        "registry" | "sparse" => Some(StarterSource::Release),
        "git" => {
            let (url, revision) = address.split_once('#').map_or((address, None), |(url, it)| (url, Some(it)));
            let url = url.split_once('?').map_or(url, |(url, _)| url);
            Some(StarterSource::Git { url: url.to_owned(), revision: revision.map(str::to_owned) })
        }
        _ => None,
    }
}

/// Returns the checkout in a folder, if it is one. What Cargo unpacked from a registry or repository is not: Cargo may
/// remove it at any time.
fn checkout_in(folder: &Path) -> Option<StarterSource> {
    let manifest = table(&folder.join("Cargo.toml"))?;
    let is_ours = manifest.get("package")?.get("name")?.as_str() == Some(DASHGEN);
    let is_unpacked = folder.join(".cargo-ok").exists();
    if is_ours && !is_unpacked { folder.to_str().map(|path| StarterSource::Path(path.to_owned())) } else { None }
}

fn table(path: &Path) -> Option<Table> {
    toml::from_str(std::str::from_utf8(&files::regular(path).ok()?).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn git(url: &str, revision: &str) -> StarterSource {
        StarterSource::Git { url: url.to_owned(), revision: Some(revision.to_owned()) }
    }

    #[test]
    fn what_cargo_installed() {
        let place = tempfile::tempdir().unwrap();
        let program = place.path().join("bin/dashgen");
        assert_eq!(installed(&program), None, "Cargo knows nothing of it");
        for (package, source) in [
            ("dashgen 0.1.0 (registry+https://example.com/index)", Some(StarterSource::Release)),
            ("dashgen 0.1.0 (sparse+https://example.com/index/)", Some(StarterSource::Release)),
            ("dashgen 0.1.0 (path+file:///home/me/dashgen)", None),
            (
                "dashgen 0.1.0 (git+https://example.com/dashgen?branch=main#0123abc)",
                Some(git("https://example.com/dashgen", "0123abc")),
            ),
            (
                "dashgen 0.1.0 (git+ssh://git@example.com/dashgen.git#0123abc)",
                Some(git("ssh://git@example.com/dashgen.git", "0123abc")),
            ),
            ("dashgen-like 0.1.0 (git+https://example.com/x#0123abc)", None),
            ("dashgen", None),
        ] {
            let notes =
                format!("[v1]\n\"other 1.0.0 (git+https://a#1)\" = [\"other\"]\n\"{package}\" = [\"dashgen\"]\n");
            fs::write(place.path().join(".crates.toml"), notes).unwrap();
            assert_eq!(installed(&program), source, "{package}");
            assert_eq!(installed(&place.path().join("bin/shop")), None, "another program");
        }
    }

    #[test]
    fn what_a_lockfile_says() {
        let place = tempfile::tempdir().unwrap();
        let lock = |source: &str| format!("[[package]]\nname = \"a\"\n[[package]]\nname = \"dashgen\"\n{source}\n");
        let locked = |source: &str| {
            fs::write(place.path().join("Cargo.lock"), lock(source)).unwrap();
            super::locked(&place.path().join("crates/shop"))
        };
        assert_eq!(locked("source = \"registry+https://example.com/index\""), Some(StarterSource::Release));
        assert_eq!(
            locked("source = \"git+https://example.com/d?tag=v1#0123abc\""),
            Some(git("https://example.com/d", "0123abc"))
        );
        assert_eq!(locked(""), None, "a folder of this machine");
        assert_eq!(locked("= broken"), None);
    }

    #[test]
    fn what_a_program_was_compiled_in() {
        let place = tempfile::tempdir().unwrap();
        let folder = place.path();
        assert_eq!(checkout_in(&folder.join("gone")), None);
        fs::write(folder.join("Cargo.toml"), "[package]\nname = \"other\"\n").unwrap();
        assert_eq!(checkout_in(folder), None);
        fs::write(folder.join("Cargo.toml"), "package.name = 'dashgen'\n").unwrap();
        assert_eq!(checkout_in(folder), Some(StarterSource::Path(folder.to_str().unwrap().to_owned())));
        fs::write(folder.join(".cargo-ok"), "").unwrap();
        assert_eq!(checkout_in(folder), None, "Cargo may remove it");
    }
}
