//! Crates with their own suites: which one a folder belongs to, and how Cargo runs its program.
//!
//! Finding one only reads manifests. Cargo is started only for `--suite` and `--watch`, since a crate's build scripts
//! and macros can do anything.

mod around;
mod inputs;
mod manifest;

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Context as _;

use super::usage::WrongArgument;
use super::{Status, files};
use crate::suite::Suite;
use around::{Around, SuiteCrate};
use manifest::DASHGEN;

pub(super) use around::way;
pub(super) use inputs::Inputs;

/// The suite that a command works on.
#[derive(Debug, clap::Args)]
pub(super) struct Whose {
    /// Compile the crate in this directory with Cargo and run the command with its program
    #[arg(long, value_name = "DIR")]
    suite: Option<PathBuf>,
}

impl Whose {
    /// Returns the crate whose program should do the work, if `--suite` names one.
    ///
    /// # Errors
    /// When there is no such crate.
    pub(super) fn runner(&self) -> anyhow::Result<Option<Runner>> {
        self.suite.as_deref().map(Runner::of_crate).transpose()
    }
}

/// Refuses to use the suite built into an installed program if the folder has its own suite.
///
/// # Errors
/// When the folder belongs to a crate that uses dashgen and is not the program's own package, or when that cannot be
/// determined.
pub(super) fn check_folder(suite: &Suite, package: &str, command: &str) -> anyhow::Result<()> {
    let (here, around) = Around::here().map_err(|error| WrongArgument {
        problem: format!("cannot determine which suite belongs to this directory: {error:#}"),
        hint: "fix that file, or work in another directory".to_owned(),
    })?;
    let Some(of_folder) = around.suite().filter(|_| !around.is_inside(package)) else { return Ok(()) };
    let manifest =
        way(&here, &of_folder.folder).components().skip_while(|it| it.as_os_str() == ".").collect::<PathBuf>();
    let problem = format!(
        "this directory belongs to the crate `{}` ({}), which depends on dashgen, but this program has the suite `{}` \
         built in",
        of_folder.name,
        files::name(&manifest.join("Cargo.toml")),
        suite.name,
    );
    Err(WrongArgument { problem, hint: way_to_run(of_folder, &here, command) }.into())
}

/// A crate with a suite.
pub(super) struct There {
    /// The name of its package.
    pub(super) name: String,
    /// The absolute path of its workspace.
    pub(super) workspace: PathBuf,
}

/// Returns the crate in a folder, if it uses dashgen.
pub(super) fn suite_in(folder: &Path) -> Option<There> {
    let folder = std::fs::canonicalize(folder).ok()?;
    let around = Around::of(&folder).ok()?;
    let suite = around.suites.into_iter().find(|suite| suite.folder == folder)?;
    Some(There { name: suite.name, workspace: around.root? })
}

/// Returns how to run a crate's own program.
fn way_to_run(of_folder: &SuiteCrate, here: &Path, command: &str) -> String {
    let package =
        if here.starts_with(&of_folder.folder) { String::new() } else { format!("--package {} ", of_folder.name) };
    if !of_folder.has_program {
        return format!(
            "run the program that contains its suite, such as `cargo run {package}--example NAME -- {command}`"
        );
    }
    let cargo = if has_alias(here) { "cargo dashgen".to_owned() } else { format!("cargo run {package}--") };
    let folder = files::name(&way(here, &of_folder.folder));
    format!("run the crate's own program: `{cargo} {command}`, or `dashgen {command} --suite {folder}`")
}

/// Returns whether `cargo dashgen` is an alias in a folder.
fn has_alias(folder: &Path) -> bool {
    let has = |folder: &Path| {
        let text = files::regular(&folder.join(".cargo/config.toml")).ok()?;
        let config: toml::Table = toml::from_str(std::str::from_utf8(&text).ok()?).ok()?;
        config.get("alias")?.get("dashgen").map(drop)
    };
    folder.ancestors().any(|folder| has(folder).is_some())
}

/// The program of a crate, as Cargo compiles and runs it.
#[derive(Debug, Clone)]
pub(super) struct Runner {
    /// The crate's manifest.
    manifest: PathBuf,
    /// Cargo's options: which program to run, and how to compile it.
    options: Vec<OsString>,
    /// Whether there is a lockfile next to the manifest or in the workspace root.
    has_lockfile: bool,
    /// The program itself, if known.
    program: Option<PathBuf>,
}

impl Runner {
    /// Finds the program of the crate in a folder, or of the only crate with a suite in a workspace.
    fn of_crate(path: &Path) -> anyhow::Result<Self> {
        let wrong = |problem: String| WrongArgument {
            problem,
            hint: "`--suite` must be the directory of a crate that depends on dashgen".to_owned(),
        };
        let named = files::name(path);
        let folder = if path.file_name() == Some(OsStr::new("Cargo.toml")) { path.parent() } else { Some(path) };
        let folder = folder.filter(|it| !it.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let folder = std::fs::canonicalize(folder)
            .map_err(|error| wrong(format!("cannot open the directory `{named}`: {error}")))?;
        let around = Around::of(&folder).map_err(|error| wrong(format!("`{named}` is not a crate: {error:#}")))?;
        let lockfile = around.root.as_ref().map(|root| root.join("Cargo.lock"));
        let has_lockfile = lockfile.is_some_and(|path| path.exists());
        let runner = |folder: &Path| Self {
            manifest: folder.join("Cargo.toml"),
            options: Vec::new(),
            has_lockfile,
            program: None,
        };
        if around.inside.first().is_some_and(|name| name == DASHGEN) && folder.join("Cargo.toml").exists() {
            return Ok(runner(&folder));
        }
        let inside: Vec<_> = around.suites.iter().filter(|suite| suite.folder.starts_with(&folder)).collect();
        let exact = inside.iter().find(|suite| suite.folder == folder);
        match (exact, &inside[..]) {
            (Some(suite), _) | (None, [suite]) => Ok(runner(&suite.folder)),
            (None, []) => Err(wrong(format!("`{named}` has no `Cargo.toml` that depends on dashgen")).into()),
            (None, several) => {
                let folders: Vec<_> = several.iter().map(|it| files::name(&way(&folder, &it.folder))).collect();
                Err(wrong(format!("several crates in `{named}` depend on dashgen: {}", folders.join(", "))).into())
            }
        }
    }

    /// Returns the running program as Cargo compiled it, if Cargo started it.
    pub(super) fn of_process() -> Option<Self> {
        let folder = std::env::var_os("CARGO_MANIFEST_DIR")?;
        Self::of_program(Path::new(&folder), std::env::current_exe().ok()?)
    }

    /// Returns a program from Cargo's output folder, whose path tells how it was compiled.
    fn of_program(crate_folder: &Path, program: PathBuf) -> Option<Self> {
        let (name, folder) = (program.file_stem()?, program.parent()?);
        let (kind, folder) = match folder.file_name()?.to_str() {
            Some("examples") => ("--example", folder.parent()?),
            _ => ("--bin", folder),
        };
        let mut options = vec![OsString::from(kind), name.to_owned()];
        let profile = folder.file_name()?;
        if profile != "debug" {
            options.extend([OsString::from("--profile"), profile.to_owned()]);
        }
        let manifest = crate_folder.join("Cargo.toml");
        Some(Self { manifest, options, has_lockfile: false, program: Some(program) })
    }

    /// Returns `cargo run` with these arguments of the program; the first one is its name.
    pub(super) fn run(&self, arguments: &[OsString]) -> Command {
        let mut command = self.cargo("run");
        command.args(&self.options).arg("--").args(passed_on(arguments));
        command
    }

    fn cargo(&self, subcommand: &str) -> Command {
        let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        command.arg(subcommand).arg("--manifest-path").arg(&self.manifest);
        // `cargo run` sets these for the crate that it starts; build scripts would see them as a change, and
        // dependencies would be recompiled.
        for (name, _) in std::env::vars_os() {
            let is_of_crate = |name: &str| name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_");
            if name.to_str().is_some_and(is_of_crate) {
                command.env_remove(name);
            }
        }
        command
    }

    /// Lets the crate's program do the work. On systems that support it, it replaces this process, so that signals and
    /// the exit status are its own.
    ///
    /// # Errors
    /// When Cargo cannot be started.
    pub(super) fn hand_over(&self, arguments: &[OsString]) -> anyhow::Result<Status> {
        let mut command = self.cargo("run");
        if self.has_lockfile {
            command.arg("--locked");
        }
        command.args(&self.options).arg("--").args(passed_on(arguments));
        replace(command)
    }
}

/// Adds to an error that Cargo was being started.
pub(super) fn started<T>(result: std::io::Result<T>) -> anyhow::Result<T> {
    result.context("cannot start Cargo: install Rust, or set the environment variable `CARGO`")
}

#[cfg(unix)]
fn replace(mut command: Command) -> anyhow::Result<Status> {
    started(Err(std::os::unix::process::CommandExt::exec(&mut command)))
}

#[cfg(not(unix))]
fn replace(mut command: Command) -> anyhow::Result<Status> {
    Ok(match started(command.status())?.code() {
        Some(0) => Status::Clean,
        Some(1) => Status::Findings,
        Some(2) => Status::Usage,
        _ => Status::Failure,
    })
}

/// Returns the arguments without the program's name and the options that only apply to the first process.
fn passed_on(arguments: &[OsString]) -> Vec<&OsString> {
    let mut passed = Vec::new();
    let mut rest = arguments.iter().skip(1);
    while let Some(argument) = rest.next() {
        match argument.to_str() {
            Some("--watch") => {}
            Some("--suite") => drop(rest.next()),
            Some(other) if other.starts_with("--suite=") => {}
            _ => passed.push(argument),
        }
    }
    passed
}

#[cfg(test)]
mod tests;
