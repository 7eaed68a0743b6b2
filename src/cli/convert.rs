//! `dashgen convert`

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use anyhow::bail;
use serde_json::json;

use super::console::Console;
use super::document::Document as Results;
use super::files::{self, File, Files, Read, STANDARD_INPUT};
use super::usage::WrongArgument;
use super::{Format, Status};
use crate::artifact;
use crate::convert::{self, Loss};
use crate::json;
use crate::migrate;
use crate::schema::envelope::{Content, Document, DocumentError};
use crate::terminal;

/// Convert dashboard JSON between Grafana's formats
///
/// `classic` is accepted by file provisioning, import and every Grafana since 8; `v2` is what Grafana 13 exports as
/// code: elements and layouts in a `dashboard.grafana.app` resource. Both are read bare, in the envelope of Grafana's
/// API, or as resources, including `v2beta1` and `v2alpha1`.
///
/// What the other format cannot represent is listed on standard error; the rest is converted. Files that cannot be read
/// or written are reported and skipped; the exit status is then 3.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Dashboard JSON, or directories of it; `-` reads standard input
    #[arg(value_name = "FILE|DIR", required = true)]
    files: Vec<PathBuf>,
    /// The format to write
    #[arg(long, value_enum, value_name = "FORMAT")]
    to: Target,
    /// First migrate discontinued panels (`graph`, `singlestat`, ...) and legacy rows to their current equivalents
    #[arg(long)]
    migrate: bool,
    /// The file to write to; for several dashboards, a directory, in which each keeps its name
    #[arg(long, value_name = "FILE|DIR")]
    out: Option<PathBuf>,
    /// Write nothing and exit with status 1 if anything would be lost
    #[arg(long)]
    strict: bool,
    /// The format of the list of losses; `json` requires `--out` and is printed to standard output
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// A dashboard format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Target {
    /// Panels with grid positions, schema version 42
    Classic,
    /// Elements and layouts, `dashboard.grafana.app/v2`
    V2,
}

/// A dashboard that was converted.
struct Converted {
    text: String,
    losses: Vec<Loss>,
}

pub(super) fn run(args: &Args, console: &mut Console<'_>) -> anyhow::Result<Status> {
    if args.format == Format::Json && args.out.is_none() {
        return Err(wrong("without `--out`, the dashboard itself is printed to standard output", "add `--out FILE`"));
    }
    let find = || Files::find(&args.files, args.out.as_deref());
    let (mut files, mut lossy) = (find()?, 0);
    if args.out.is_none() && files.all.len() > 1 {
        return Err(wrong(
            &format!("{} files cannot all be written to standard output", files.all.len()),
            "add `--out DIR`",
        ));
    }
    let mut losses = Losses::begin(args.format, console)?;
    let is_one = args.files.len() == 1 && !args.files[0].is_dir();
    if args.strict && !is_one {
        // Nothing is kept between files: they are read again if nothing is lost.
        let (failed, others) = each(files, args, console, |file, converted, console| {
            lossy += usize::from(!converted.losses.is_empty());
            losses.add(file, &converted.losses, console)
        })?;
        std::mem::replace(&mut losses, Losses::Told).end(others, console)?;
        if lossy > 0 {
            note_others(others, console);
            console.note("nothing was written");
            return Ok(if failed > 0 { Status::Failure } else { Status::Findings });
        }
        files = find()?.told();
    }
    let mut to = Destination::new(args);
    let (failed, others) = each(files, args, console, |file, converted, console| {
        losses.add(file, &converted.losses, console)?;
        if args.strict && !converted.losses.is_empty() {
            lossy += 1;
            console.note(if is_one {
                "nothing was written"
            } else {
                "a file changed in the meantime and was not written"
            });
            return Ok(());
        }
        to.take(file, converted.text, console)
    })?;
    losses.end(others, console)?;
    note_others(others, console);
    if lossy > 0 {
        return Ok(Status::Findings);
    }
    let failed = failed + to.end(failed, console)?;
    Ok(if failed > 0 { Status::Failure } else { Status::Clean })
}

/// Converts every dashboard, one by one. Returns how many files could not be read, and how many are not dashboards.
fn each(
    files: Files,
    args: &Args,
    console: &mut Console<'_>,
    mut take: impl FnMut(&File, Converted, &mut Console<'_>) -> anyhow::Result<()>,
) -> anyhow::Result<(usize, usize)> {
    let mut others = 0;
    let work = |file: &File, read: Read| convert_file(file, read, args);
    let failed = files.each("convert", console, work, |file, converted, console| {
        if let Some(converted) = converted {
            return take(file, converted, console);
        }
        others += 1;
        Ok(())
    })?;
    Ok((failed, others))
}

fn note_others(others: usize, console: &mut Console<'_>) {
    if others > 0 {
        console.note(format_args!("other JSON files: {others}"));
    }
}

/// Returns the converted dashboard, or `None` for a file found in a folder that is not a dashboard.
fn convert_file(file: &File, read: Read, args: &Args) -> anyhow::Result<Option<Converted>> {
    match convert(files::text(read.bytes)?, args) {
        Err(error) if !file.is_named && is_no_dashboard(&error) => Ok(None),
        other => other.map(Some),
    }
}

/// Returns whether a file is JSON but not a dashboard.
fn is_no_dashboard(error: &anyhow::Error) -> bool {
    let known = error.downcast_ref::<DocumentError>();
    known.is_some_and(DocumentError::is_something_else)
}

fn convert(text: String, args: &Args) -> anyhow::Result<Converted> {
    let mut document = Document::parse(&text)?;
    drop(text);
    let mut all = match document.content_mut() {
        Some(Content::Classic(dashboard)) if args.migrate => migrate::migrate(dashboard),
        _ => Vec::new(),
    };
    let (text, losses) = match args.to {
        Target::Classic => {
            let (dashboard, losses) = convert::document_to_v1(document);
            (json::text(&dashboard), losses)
        }
        Target::V2 => {
            let (dashboard, losses) = convert::document_to_v2(document)?;
            (json::text(&dashboard), losses)
        }
    };
    all.extend(losses);
    Ok(Converted { text, losses: all })
}

/// Where dashboards go.
struct Destination<'a> {
    args: &'a Args,
    is_folder: bool,
    /// The dashboard for standard output.
    waiting: Option<String>,
    failed: usize,
    /// The files written to the folder, by their case-folded names: some file systems ignore case.
    taken: HashMap<String, PathBuf>,
}

impl<'a> Destination<'a> {
    fn new(args: &'a Args) -> Self {
        let is_folder = |out: &Path| out.is_dir() || args.files.len() != 1 || args.files[0].is_dir();
        let is_folder = args.out.as_deref().is_some_and(is_folder);
        if let Some(out) = &args.out {
            let parent = out.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
            artifact::sweep(if is_folder { out } else { parent });
        }
        Self { args, is_folder, waiting: None, failed: 0, taken: HashMap::new() }
    }

    fn take(&mut self, file: &File, text: String, console: &mut Console<'_>) -> anyhow::Result<()> {
        let Some(out) = &self.args.out else {
            self.waiting = Some(text);
            return Ok(());
        };
        let path = if self.is_folder { out.join(file.path.file_name().unwrap_or_default()) } else { out.clone() };
        match self.write(out, file, text.as_bytes()) {
            Ok(()) if self.args.format == Format::Human => {
                console.result(format_args!("converted {} to {}", file.name(), files::name(&path)))?;
            }
            Ok(()) => {}
            Err(error) => {
                self.failed += 1;
                console.failure(&error.context(format!("cannot write `{}`", files::name(&path))));
            }
        }
        Ok(())
    }

    fn write(&mut self, out: &Path, file: &File, bytes: &[u8]) -> anyhow::Result<()> {
        if !self.is_folder {
            return Ok(artifact::put(out, bytes)?);
        }
        let name = Path::new(file.path.file_name().unwrap_or_default());
        if file.path == Path::new(STANDARD_INPUT) {
            bail!("standard input has no file name to use in a directory: give one with `--out FILE`");
        }
        if let Some(other) = self.taken.insert(name.to_string_lossy().to_lowercase(), file.path.clone()) {
            bail!("the dashboard from `{}` already has that name: convert them one by one", files::name(&other));
        }
        Ok(artifact::put_inside(out, name, bytes)?)
    }

    /// Returns how many dashboards could not be written.
    fn end(self, unread: usize, console: &mut Console<'_>) -> anyhow::Result<usize> {
        match self.waiting {
            Some(text) => console.data(text.as_bytes())?,
            None if self.args.out.is_none() && unread == 0 => bail!("no dashboards to convert"),
            None => {}
        }
        Ok(self.failed)
    }
}

/// The losses, reported as they occur.
enum Losses {
    Human,
    Json(Results),
    /// They have been reported already.
    Told,
}

impl Losses {
    fn begin(format: Format, console: &mut Console<'_>) -> anyhow::Result<Self> {
        match format {
            Format::Human => Ok(Self::Human),
            Format::Json => Results::begin(1, "files", console).map(Self::Json),
        }
    }

    fn add(&mut self, file: &File, losses: &[Loss], console: &mut Console<'_>) -> anyhow::Result<()> {
        match self {
            Self::Human => print_losses(file, losses, console),
            Self::Json(document) => {
                document.item(&json!({ "file": file.path.to_string_lossy(), "losses": losses }), console)?;
            }
            Self::Told => {}
        }
        Ok(())
    }

    fn end(self, others: usize, console: &mut Console<'_>) -> anyhow::Result<()> {
        match self {
            Self::Json(document) => document.end_with("others", &others, console),
            Self::Human | Self::Told => Ok(()),
        }
    }
}

/// Lists the losses; members of one object that are lost for the same reason share a line.
fn print_losses(file: &File, losses: &[Loss], console: &mut Console<'_>) {
    if losses.is_empty() {
        return;
    }
    let things = if losses.len() == 1 { "thing is" } else { "things are" };
    console.note(format_args!("{}: {} {things} lost", file.name(), losses.len()));
    let is_alike = |a: &Loss, b: &Loss| a.what == b.what && object_of(a).is_some() && object_of(a) == object_of(b);
    for alike in losses.chunk_by(is_alike) {
        let first = &alike[0];
        let place = match object_of(first) {
            Some(object) if alike.len() > 1 => {
                let members = alike.iter().map(|loss| &loss.place[object.len() + 1..]);
                format!("{object}: {}", members.collect::<Vec<_>>().join(", "))
            }
            _ => first.place.clone(),
        };
        console.note(format_args!("  {}", terminal::line(&format!("{place}: {}", first.what))));
    }
}

/// Returns the place of the object that lost a member.
fn object_of(loss: &Loss) -> Option<&str> {
    loss.place.rsplit_once('.').map(|(object, _)| object).filter(|_| !loss.place.ends_with(']'))
}

fn wrong(problem: &str, hint: &str) -> anyhow::Error {
    WrongArgument { problem: problem.to_owned(), hint: hint.to_owned() }.into()
}
