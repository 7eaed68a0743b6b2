//! `dashgen fmt`

use std::fmt::Write as _;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use anyhow::Context as _;

use super::Status;
use super::console::Console;
use super::files::{self, File};
use super::guard::guarded;
use crate::artifact;
use crate::canonical::{self, Dropped, Form, FormatError, Keep};

/// Give dashboard JSON its canonical form
///
/// Sorts keys, indents, and leaves out what only a server or an editor knows, so that a small edit in the UI is a small
/// difference in review. What a dashboard means stays as it is: selected values, versions of panels, options and field
/// config are not touched.
///
/// Left out are: the numbers, versions and dates of the server it was saved on, the lists of values that query variables
/// load anew, notes of the query editor, and what means the same when it is missing. What Grafana's API refuses is
/// written as it takes it where that means the same: `refresh: false` as `""`, a number as `gnetId` as a text.
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
    /// Leave this out, too, although it has a meaning; can be given more than once
    #[arg(long, value_name = "WHAT", value_enum, value_delimiter = ',')]
    drop: Vec<Left>,
}

/// What is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Kept {
    /// Numbers, versions and dates of the server
    Ids,
    /// Notes of the query editor
    Editor,
}

impl From<Kept> for Keep {
    fn from(kept: Kept) -> Self {
        match kept {
            Kept::Ids => Self::Ids,
            Kept::Editor => Self::Editor,
        }
    }
}

/// What is left out in spite of its meaning.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Left {
    /// Selected values of variables that load their values: people who open the dashboard get "All" or the first
    Selections,
}

impl From<Left> for Dropped {
    fn from(left: Left) -> Self {
        match left {
            Left::Selections => Self::Selections,
        }
    }
}

pub(super) fn run(args: &Args, console: &mut Console<'_>) -> anyhow::Result<Status> {
    let keep: Vec<Keep> = args.keep.iter().copied().map(Keep::from).collect();
    let drop: Vec<Dropped> = args.drop.iter().copied().map(Dropped::from).collect();
    let form = Form { keep: &keep, drop: &drop };
    if args.files == [Path::new("-")] {
        return filter(args.check, form, console);
    }
    let mut work = Work::default();
    let mut has_failed = false;
    for file in files::find(&args.files)? {
        if let Err(error) = guarded(|| work.look(file, form)) {
            console.failure(&error);
            has_failed = true;
        }
    }
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
    fn look(&mut self, file: File, form: Form<'_>) -> anyhow::Result<()> {
        let path = || format!("cannot format `{}`", file.path.display());
        let bytes = std::fs::read(&file.path).with_context(path)?;
        let text = String::from_utf8(bytes).with_context(path)?;
        match canonical::format(&text, form) {
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

fn filter(check: bool, form: Form<'_>, console: &mut Console<'_>) -> anyhow::Result<Status> {
    let mut text = String::new();
    std::io::stdin().read_to_string(&mut text).context("cannot read standard input")?;
    let formatted = canonical::format(&text, form).context("cannot format standard input")?;
    if check {
        return Ok(if formatted == text { Status::Clean } else { Status::Findings });
    }
    console.bytes(formatted.as_bytes())?;
    console.flush()?;
    Ok(Status::Clean)
}
