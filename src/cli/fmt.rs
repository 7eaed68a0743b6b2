//! `dashgen fmt`

use std::fmt::Write as _;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use anyhow::Context as _;

use super::Status;
use super::console::Console;
use super::files::{self, File};
use super::yaml;
use crate::artifact;
use crate::canonical::{self, FormatError, Keep};

/// Give dashboard JSON its canonical form
///
/// Sorts keys, indents, and leaves out what only a server or an editor knows, so that a small edit in the UI is a small
/// difference in review. What a dashboard means stays as it is: options and field config are not touched.
///
/// Left out are: the numbers, versions and dates of the server it was saved on, versions of Grafana's own panels, the
/// selection of variables that load their values anew, notes of the query editor, and what means the same when it is
/// missing.
///
/// Classic dashboards and those of version 2, bare, as Grafana's API answers, or as Kubernetes resources.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Dashboard JSON, or folders of it; `-` reads standard input and writes standard output
    #[arg(value_name = "FILE|DIR", required = true)]
    files: Vec<PathBuf>,
    /// Write nothing, and fail when a file has another form
    #[arg(long)]
    check: bool,
    /// Keep this, too; can be given more than once
    #[arg(long, value_name = "WHAT", value_enum, value_delimiter = ',')]
    keep: Vec<Kept>,
}

/// What is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Kept {
    /// Numbers, versions and dates of the server
    Ids,
    /// Versions of panels
    Versions,
    /// Selected values of variables
    Selections,
    /// Notes of the query editor
    Editor,
}

impl From<Kept> for Keep {
    fn from(kept: Kept) -> Self {
        match kept {
            Kept::Ids => Self::Ids,
            Kept::Versions => Self::Versions,
            Kept::Selections => Self::Selections,
            Kept::Editor => Self::Editor,
        }
    }
}

pub(super) fn run(args: &Args, console: &mut Console<'_>) -> anyhow::Result<Status> {
    let keep: Vec<Keep> = args.keep.iter().copied().map(Keep::from).collect();
    if args.files == [Path::new("-")] {
        return filter(args.check, &keep, console);
    }
    let mut work = Work::default();
    let mut has_failed = false;
    for file in files::find(&args.files)? {
        if let Err(error) = work.look(file, &keep) {
            console.failure(&error);
            has_failed = true;
        }
    }
    yaml::tell(&args.files, console);
    if has_failed {
        console.note("nothing was written");
        return Ok(Status::Failure);
    }
    let doing = if args.check { "would format" } else { "formatted" };
    for (path, text) in &work.changed {
        if !args.check {
            artifact::replace(path, text.as_bytes())?;
        }
        console.result(format_args!("{doing} {}", path.display()))?;
    }
    console.result(work.summary(if args.check { "to be formatted" } else { "formatted" }))?;
    console.flush()?;
    Ok(if args.check && !work.changed.is_empty() { Status::Findings } else { Status::Clean })
}

/// What there is to do.
#[derive(Default)]
struct Work {
    changed: Vec<(PathBuf, String)>,
    same: usize,
    /// JSON files in the folders that are no dashboards.
    others: usize,
}

impl Work {
    fn look(&mut self, file: File, keep: &[Keep]) -> anyhow::Result<()> {
        let path = || format!("cannot format `{}`", file.path.display());
        let bytes = std::fs::read(&file.path).with_context(path)?;
        let text = String::from_utf8(bytes).with_context(path)?;
        match canonical::format(&text, keep) {
            Ok(formatted) if formatted == text => self.same += 1,
            Ok(formatted) => self.changed.push((file.path, formatted)),
            Err(FormatError::NoDashboard(_)) if !file.is_named => self.others += 1,
            Err(error) => return Err(anyhow::Error::new(error).context(path())),
        }
        Ok(())
    }

    fn summary(&self, done: &str) -> String {
        let all = self.changed.len() + self.same;
        let mut text = format!("{all} {}: {} {done}, {} left as they are", plural(all), self.changed.len(), self.same);
        if self.others > 0 {
            let _ = write!(text, "; other JSON files: {}", self.others);
        }
        text
    }
}

fn plural(count: usize) -> &'static str {
    if count == 1 { "dashboard" } else { "dashboards" }
}

fn filter(check: bool, keep: &[Keep], console: &mut Console<'_>) -> anyhow::Result<Status> {
    let mut text = String::new();
    std::io::stdin().read_to_string(&mut text).context("cannot read standard input")?;
    let formatted = canonical::format(&text, keep).context("cannot format standard input")?;
    if check {
        return Ok(if formatted == text { Status::Clean } else { Status::Findings });
    }
    console.bytes(formatted.as_bytes())?;
    console.flush()?;
    Ok(Status::Clean)
}
