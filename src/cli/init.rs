//! `dashgen init`

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::Context;

use super::Status;
use super::console::Console;
use super::usage::WrongArgument;
use crate::render::{self, StarterError};

/// Make a starter crate for dashboards of your own
///
/// It has two metrics, a dashboard, a stack for Docker Compose, and all commands: `cargo run -- build`. No file that is
/// there already is touched: when one is in the way, nothing is written.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The folder of the crate, which need not be there
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    /// The name of the crate and of what it makes [default: made from the folder's]
    #[arg(long)]
    name: Option<String>,
    /// Use the dashgen in this folder [default: the checkout that this program was built from, or else the published one]
    #[arg(long, value_name = "DIR")]
    path: Option<PathBuf>,
}

/// Files that are there already.
#[derive(Debug, thiserror::Error)]
#[error("`{folder}` has {files} already, and nothing was written", folder = folder.display(), files = files.join(", "))]
struct InTheWay {
    folder: PathBuf,
    files: Vec<&'static str>,
}

pub(super) fn run(args: &Args, console: &mut Console<'_>) -> anyhow::Result<Status> {
    let name = args.name.clone().unwrap_or_else(|| name_of(&args.folder));
    let path = match &args.path {
        Some(path) => Some(checkout(path)?),
        None => checkout_in(Path::new(env!("CARGO_MANIFEST_DIR"))),
    };
    let files = render::starter(&name, path.as_deref()).map_err(|error| wrong(&error))?;
    check_free(&args.folder, files.iter().map(|(path, _)| *path))?;
    let mut written = Written::default();
    for (path, text) in &files {
        written.write(&args.folder.join(path), text)?;
    }
    written.keep();
    for (path, _) in &files {
        console.result(format_args!("created     {}", args.folder.join(path).display()))?;
    }
    let source = match &path {
        Some(path) => format!("the dashgen in `{path}`"),
        None => format!("dashgen {} from the registry", env!("CARGO_PKG_VERSION")),
    };
    console.note(format_args!("note: it uses {source}; `--path DIR` names another, Cargo.toml has it"));
    console.note(format_args!("hint: `cargo run -- build` in `{}` makes its files", args.folder.display()));
    console.flush()?;
    Ok(Status::Clean)
}

fn wrong(error: &StarterError) -> WrongArgument {
    let hint = match error {
        StarterError::Name { .. } => format!("`--name`: {}", error.hint()),
        StarterError::Path { .. } => error.hint().to_owned(),
    };
    WrongArgument { problem: error.to_string(), hint }
}

/// Returns the name that a folder's own suggests.
fn name_of(folder: &Path) -> String {
    let folder = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
    let name = folder.file_name().map(|name| name.to_string_lossy().to_lowercase()).unwrap_or_default();
    let plain = |c: char| if c.is_ascii_alphanumeric() || c == '_' { c } else { '-' };
    name.chars().map(plain).collect::<String>().trim_matches(['-', '_']).to_owned()
}

/// Returns the full path of a checkout of dashgen.
fn checkout(path: &Path) -> anyhow::Result<String> {
    let doing = || format!("cannot use the dashgen in `{}`", path.display());
    fs::metadata(path.join("Cargo.toml")).with_context(doing)?;
    let full = fs::canonicalize(path).with_context(doing)?;
    full.into_os_string().into_string().ok().context("its path is not UTF-8, as Cargo.toml is").with_context(doing)
}

/// Returns the path of the checkout in a folder, if it is one. What Cargo unpacked from a registry is none: the registry
/// has that version, and the folder may go at any time.
fn checkout_in(folder: &Path) -> Option<String> {
    let manifest = fs::read_to_string(folder.join("Cargo.toml")).ok()?;
    let is_ours = manifest.lines().any(|line| line == concat!("name = \"", env!("CARGO_PKG_NAME"), "\""));
    let is_unpacked = folder.join(".cargo-ok").exists() && !folder.join(".git").exists();
    if is_ours && !is_unpacked { folder.to_str().map(str::to_owned) } else { None }
}

fn check_free(folder: &Path, files: impl Iterator<Item = &'static str>) -> Result<(), InTheWay> {
    let files: Vec<_> = files.filter(|path| folder.join(path).symlink_metadata().is_ok()).collect();
    if files.is_empty() { Ok(()) } else { Err(InTheWay { folder: folder.to_owned(), files }) }
}

/// Files that go away again unless all of them were written.
#[derive(Default)]
struct Written(Vec<PathBuf>);

impl Written {
    fn write(&mut self, target: &Path, text: &str) -> anyhow::Result<()> {
        self.try_write(target, text).with_context(|| format!("cannot write `{}`", target.display()))
    }

    fn try_write(&mut self, target: &Path, text: &str) -> io::Result<()> {
        fs::create_dir_all(target.parent().unwrap_or(Path::new(".")))?;
        let mut file = OpenOptions::new().write(true).create_new(true).open(target)?;
        self.0.push(target.to_owned());
        file.write_all(text.as_bytes())
    }

    fn keep(mut self) {
        self.0.clear();
    }
}

impl Drop for Written {
    fn drop(&mut self) {
        for path in &self.0 {
            drop(fs::remove_file(path));
        }
    }
}

#[cfg(test)]
mod tests;
