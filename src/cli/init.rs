//! `dashgen init`

mod source;

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::Context;

use super::console::Console;
use super::usage::WrongArgument;
use super::{Status, cargo, files};
use crate::render::{self, StarterCi, StarterError, StarterSource};

/// Create a starter crate for your own dashboards
///
/// It contains two metrics, a dashboard, a Docker Compose stack and all commands (`cargo dashgen build`). Existing
/// files are never touched: if one is in the way, nothing is written.
///
/// With `--ci`, it also contains a CI configuration. If the directory already is a crate with dashboards, only that
/// file is written.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The directory of the crate; it is created if needed
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    /// The name of the crate and of what it generates [default: derived from the directory name]
    #[arg(long)]
    name: Option<String>,
    /// Use the dashgen in this directory [default: where this program came from: a checkout, a repository or a release]
    #[arg(long, value_name = "DIR")]
    path: Option<PathBuf>,
    /// Use the dashgen from this Git repository
    #[arg(long, value_name = "URL", conflicts_with = "path")]
    git: Option<String>,
    /// Add a configuration with which this CI service checks that the committed files are up to date and free of errors
    #[arg(long, value_enum, value_name = "SERVICE")]
    ci: Option<Ci>,
}

/// A CI service.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Ci {
    /// GitHub Actions: `.github/workflows/NAME.yml` in the repository
    #[value(name = "github")]
    GitHub,
    /// GitLab CI: `.gitlab-ci.yml` in the directory
    #[value(name = "gitlab")]
    GitLab,
}

/// Files that already exist.
#[derive(Debug, thiserror::Error)]
#[error("`{folder}` already has {files}; nothing was written", folder = files::name(folder), files = files.join(", "))]
struct InTheWay {
    folder: PathBuf,
    files: Vec<String>,
}

pub(super) fn run(args: &Args, console: &mut Console<'_>) -> anyhow::Result<Status> {
    let there = args.ci.and_then(|_| cargo::suite_in(&args.folder));
    let (is_there, workspace) = (there.is_some(), there.as_ref().map(|it| it.workspace.clone()));
    let name = args.name.clone().or(there.map(|it| it.name)).unwrap_or_else(|| name_of(&args.folder));
    let source = match (&args.path, &args.git) {
        (Some(path), _) => source::checkout(path)?,
        (None, Some(url)) => StarterSource::Git { url: url.clone(), revision: None },
        (None, None) => source::of_process(),
    };
    let mut files = Vec::new();
    if !is_there {
        let starter = render::starter(&name, &source).map_err(|error| wrong(&error))?;
        files.extend(starter.into_iter().map(|(path, text)| (args.folder.join(path), text)));
    }
    let place = Place::of(&args.folder, workspace.as_deref());
    if let Some(ci) = args.ci {
        files.push(place.file_of_ci(&name, &args.folder, ci)?);
    }
    check_free(&args.folder, &files)?;
    let mut written = Written::default();
    for (path, text) in &files {
        written.write(path, text)?;
    }
    written.keep();
    for (path, _) in &files {
        console.result(format_args!("created     {}", path.display()))?;
    }
    if !is_there {
        tell(&source, args, console);
    }
    if args.ci == Some(Ci::GitLab) && !place.folder.is_empty() {
        let folder = place.folder;
        console.note(format_args!(
            "hint: `include: {folder}/.gitlab-ci.yml` in the repository's root `.gitlab-ci.yml` activates it"
        ));
    }
    console.flush()?;
    Ok(Status::Clean)
}

/// Prints where dashgen comes from, and what to do next.
fn tell(source: &StarterSource, args: &Args, console: &mut Console<'_>) {
    let said = match source {
        StarterSource::Path(path) => format!("the dashgen in `{path}`"),
        StarterSource::Git { url, .. } => format!("the dashgen from `{url}`"),
        StarterSource::Release => format!("dashgen {} from the registry", env!("CARGO_PKG_VERSION")),
    };
    console
        .note(format_args!("note: it uses {said}; choose another with `--path DIR` or `--git URL`, or in Cargo.toml"));
    if args.ci.is_some() && matches!(source, StarterSource::Path(_)) {
        console.note("note: CI cannot see a directory on this machine: use a repository instead");
    }
    console.note(format_args!("hint: run `cargo dashgen build` in `{}` to generate its files", args.folder.display()));
}

/// Where a crate is in its repository.
struct Place {
    /// The repository; the crate's folder if there is no repository.
    root: PathBuf,
    /// The crate's path in it, with `/`; empty if the crate is at the root.
    folder: String,
    /// The path of the workspace in it, in the same form.
    workspace: String,
}

impl Place {
    fn of(folder: &Path, workspace: Option<&Path>) -> Self {
        let full = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
        let root = full.ancestors().find(|above| above.join(".git").exists()).unwrap_or(&full);
        let below = |full: &Path| {
            let names = full.strip_prefix(root).unwrap_or(Path::new("")).components();
            names.map(|name| name.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
        };
        let workspace = below(workspace.unwrap_or(&full));
        // As short as the path that was given.
        let here = std::env::current_dir().ok().filter(|_| !folder.is_absolute());
        let root_from_here = here.map_or_else(|| root.to_owned(), |here| cargo::way(&here, root));
        Self { root: root_from_here, folder: below(&full), workspace }
    }

    /// Returns the CI configuration for a service; `crate_folder` is the path as given.
    fn file_of_ci(&self, name: &str, crate_folder: &Path, ci: Ci) -> Result<(PathBuf, String), WrongArgument> {
        let (base, ci) = match ci {
            Ci::GitHub => (&*self.root, StarterCi::GitHub),
            Ci::GitLab => (crate_folder, StarterCi::GitLab),
        };
        let file = render::starter_ci(name, &self.folder, &self.workspace, ci);
        let (path, text) = file.map_err(|error| wrong(&error))?;
        Ok((if base == Path::new(".") { PathBuf::from(path) } else { base.join(path) }, text))
    }
}

fn wrong(error: &StarterError) -> WrongArgument {
    let hint = match error {
        StarterError::Name { .. } => format!("`--name`: {}", error.hint()),
        _ => error.hint().to_owned(),
    };
    WrongArgument { problem: error.to_string(), hint }
}

/// Returns a crate name derived from a folder's name.
fn name_of(folder: &Path) -> String {
    let folder = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
    let name = folder.file_name().map(|name| name.to_string_lossy().to_lowercase()).unwrap_or_default();
    let plain = |c: char| if c.is_ascii_alphanumeric() || c == '_' { c } else { '-' };
    name.chars().map(plain).collect::<String>().trim_matches(['-', '_']).to_owned()
}

fn check_free(folder: &Path, files: &[(PathBuf, String)]) -> Result<(), InTheWay> {
    let taken = files.iter().filter(|(path, _)| path.symlink_metadata().is_ok());
    let taken: Vec<_> = taken.map(|(path, _)| files::name(path.strip_prefix(folder).unwrap_or(path))).collect();
    if taken.is_empty() { Ok(()) } else { Err(InTheWay { folder: folder.to_owned(), files: taken }) }
}

/// Files that are removed again unless all of them are written.
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
