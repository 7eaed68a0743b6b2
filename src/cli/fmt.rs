//! `dashgen fmt`

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use anyhow::Context as _;

use super::Status;
use super::console::Console;
use super::files::{self, File, Files, Read, STANDARD_INPUT};
use crate::artifact;
use crate::canonical::{self, Dropped, Form, Keep};

/// Format dashboard JSON in its canonical form
///
/// Sorts keys, indents, and removes what only concerns a server or the editor, so that a small edit in the UI is a
/// small diff in review. The meaning of a dashboard does not change: current values, panel versions, options and field
/// config are not touched.
///
/// Removed are: the IDs, versions and dates assigned by the server, the options that query variables reload anyway, the
/// state of the query editor, and defaults that Grafana fills in itself. Values that Grafana's API rejects are replaced
/// by equivalent ones: `refresh: false` becomes `""`, a numeric `gnetId` becomes a string.
///
/// Accepts classic and v2 dashboards: bare, in the envelope of Grafana's API, or as Kubernetes resources.
///
/// Files are replaced one by one, each atomically. Files that cannot be read or written are reported and skipped; the
/// exit status is then 3. In directories, links that point outside are skipped; a link given explicitly is followed. A
/// file is replaced by a new one, so other hard links to it keep the old content.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Dashboard JSON, or directories of it; `-` reads standard input and writes standard output
    #[arg(value_name = "FILE|DIR", required = true)]
    files: Vec<PathBuf>,
    /// Write nothing; exit with status 1 if a file is not in canonical form
    #[arg(long)]
    check: bool,
    /// Keep this as well; can be repeated
    #[arg(long, value_name = "WHAT", value_enum, value_delimiter = ',')]
    keep: Vec<Kept>,
    /// Remove this as well, although it has a meaning; can be repeated
    #[arg(long, value_name = "WHAT", value_enum, value_delimiter = ',')]
    drop: Vec<Left>,
}

/// What is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Kept {
    /// IDs, versions and dates assigned by the server
    Ids,
    /// The state of the query editor
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

/// What is removed although it has a meaning.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Left {
    /// Current values of variables that load their options: the dashboard opens with "All" or the first option
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
    if args.files == [Path::new(STANDARD_INPUT)] {
        return filter(args.check, form, console);
    }
    let files = Files::find(&args.files, None)?;
    if !args.check {
        sweep(&files.all);
    }
    let doing = if args.check { "would format" } else { "formatted" };
    let mut done = Done::default();
    let format = |file: &File, read: Read| format(file, read, args.check, form);
    done.failed = files.each("format", console, format, |file, state, console| match state {
        State::Changed => {
            done.changed += 1;
            console.result(format_args!("{doing} {}", file.name()))
        }
        State::Same => {
            done.same += 1;
            Ok(())
        }
        State::Other => {
            done.others += 1;
            Ok(())
        }
    })?;
    console.result(done.summary(if args.check { "to be formatted" } else { "formatted" }))?;
    Ok(match done {
        Done { failed: 1.., .. } => Status::Failure,
        Done { changed: 1.., .. } if args.check => Status::Findings,
        _ => Status::Clean,
    })
}

/// What a file was.
enum State {
    /// It was not in canonical form.
    Changed,
    /// It is in canonical form.
    Same,
    /// JSON in a folder that is not a dashboard.
    Other,
}

fn format(file: &File, read: Read, is_check: bool, form: Form<'_>) -> anyhow::Result<State> {
    let text = files::text(read.bytes)?;
    match canonical::format(&text, form) {
        Ok(formatted) if formatted == text => Ok(State::Same),
        Ok(_) if is_check => Ok(State::Changed),
        Ok(formatted) => {
            let before = read.metadata.context("it is a stream and cannot be replaced: use `-`")?;
            artifact::replace(file.real(), &before, formatted.as_bytes())?;
            Ok(State::Changed)
        }
        Err(error) if !file.is_named && error.is_something_else() => Ok(State::Other),
        Err(error) => Err(error.into()),
    }
}

/// Removes temporary files that a killed run left next to the files.
fn sweep(files: &[File]) {
    let folders: BTreeSet<&Path> = files.iter().filter_map(|file| file.real().parent()).collect();
    for folder in folders {
        artifact::sweep(if folder.as_os_str().is_empty() { Path::new(".") } else { folder });
    }
}

/// The number of files of each kind.
#[derive(Default)]
struct Done {
    changed: usize,
    same: usize,
    /// JSON files in the folders that are not dashboards.
    others: usize,
    failed: usize,
}

impl Done {
    fn summary(&self, done: &str) -> String {
        let all = self.changed + self.same;
        let dashboards = if all == 1 { "dashboard" } else { "dashboards" };
        let mut text = format!("{all} {dashboards}: {} {done}, {} unchanged", self.changed, self.same);
        if self.others > 0 {
            let _ = write!(text, "; other JSON files: {}", self.others);
        }
        if self.failed > 0 {
            let _ = write!(text, "; failed: {}", self.failed);
        }
        text
    }
}

fn filter(check: bool, form: Form<'_>, console: &mut Console<'_>) -> anyhow::Result<Status> {
    let mut status = Status::Clean;
    let files = Files::find(&[PathBuf::from(STANDARD_INPUT)], None)?;
    let format = |_: &File, read: Read| {
        let text = files::text(read.bytes)?;
        let formatted = canonical::format(&text, form)?;
        let is_same = formatted == text;
        Ok((formatted, is_same))
    };
    let failed = files.each("format", console, format, |_, (formatted, is_same), console| match check {
        true if is_same => Ok(()),
        true => {
            status = Status::Findings;
            Ok(())
        }
        false => console.data(formatted.as_bytes()),
    })?;
    Ok(if failed > 0 { Status::Failure } else { status })
}
