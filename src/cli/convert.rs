//! `dashgen convert`

use std::collections::BTreeSet;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use serde_json::json;

use super::console::{Console, Harmless};
use super::files::{self, File};
use super::usage::WrongArgument;
use super::yaml;
use super::{Format, Status};
use crate::artifact;
use crate::convert::{self, Loss};
use crate::json;
use crate::migrate;
use crate::schema::envelope::{Content, Document, DocumentError};

/// Turn dashboard JSON from one of Grafana's formats into the other
///
/// `classic` is what file provisioning, import and every Grafana from 8 on take; `v2` is what Grafana 13 exports as
/// code: elements and layouts in a resource of `dashboard.grafana.app`. Both are read bare, wrapped as Grafana's API
/// answers, and as resources, `v2beta1` and `v2alpha1` included.
///
/// What the other format has no place for is listed on standard error, and the rest is converted.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Dashboard JSON, or folders of it; `-` reads standard input
    #[arg(value_name = "FILE|DIR", required = true)]
    files: Vec<PathBuf>,
    /// The format to write
    #[arg(long, value_enum, value_name = "FORMAT")]
    to: Target,
    /// First turn panels that Grafana has given up (`graph`, `singlestat`, ...) and rows of old into those of today
    #[arg(long)]
    migrate: bool,
    /// The file to write to; with several dashboards, the folder, where each keeps its name
    #[arg(long, value_name = "FILE|DIR")]
    out: Option<PathBuf>,
    /// Write nothing, and end with status 1, when something has no place
    #[arg(long)]
    strict: bool,
    /// What to print the losses as; `json` needs `--out`, and goes to standard output
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// A format of dashboards.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Target {
    /// Panels at places of a grid, schema version 42
    Classic,
    /// Elements and layouts, `dashboard.grafana.app/v2`
    V2,
}

/// A dashboard that was converted.
struct Converted {
    from: PathBuf,
    text: String,
    losses: Vec<Loss>,
}

pub(super) fn run(args: &Args, console: &mut Console<'_>) -> anyhow::Result<Status> {
    if args.format == Format::Json && args.out.is_none() {
        return Err(wrong("without `--out`, the dashboard itself goes to standard output", "add `--out FILE`"));
    }
    let Some(converted) = convert_all(args, console)? else { return Ok(Status::Failure) };
    let has_losses = converted.iter().any(|it| !it.losses.is_empty());
    if args.format == Format::Human {
        for one in &converted {
            print_losses(one, console);
        }
    }
    if args.strict && has_losses {
        console.note("nothing was written");
    } else {
        write(args, &converted, console)?;
    }
    if args.format == Format::Json {
        console.result(report(&converted))?;
    }
    console.flush()?;
    Ok(if args.strict && has_losses { Status::Findings } else { Status::Clean })
}

/// Returns every dashboard converted, or nothing where one could not be read, which was said.
fn convert_all(args: &Args, console: &mut Console<'_>) -> anyhow::Result<Option<Vec<Converted>>> {
    if args.files == [Path::new("-")] {
        let mut text = String::new();
        std::io::stdin().read_to_string(&mut text).context("cannot read standard input")?;
        let converted = convert(PathBuf::from("-"), &text, args).context("cannot convert standard input")?;
        return Ok(Some(vec![converted]));
    }
    let (mut done, mut has_failed) = (Vec::new(), false);
    for file in files::find(&args.files)? {
        match convert_file(file, args) {
            Ok(converted) => done.extend(converted),
            Err(error) => {
                console.failure(&error);
                has_failed = true;
            }
        }
    }
    yaml::tell(&args.files, console);
    if has_failed {
        console.note("nothing was written");
    }
    Ok((!has_failed).then_some(done))
}

/// Returns a dashboard converted, or nothing where a file of a folder is no dashboard.
fn convert_file(file: File, args: &Args) -> anyhow::Result<Option<Converted>> {
    let doing = format!("cannot convert `{}`", file.path.display());
    let bytes = std::fs::read(&file.path).with_context(|| doing.clone())?;
    let text = String::from_utf8(bytes).with_context(|| doing.clone())?;
    match convert(file.path, &text, args) {
        Err(error) if !file.is_named && is_no_dashboard(&error) => Ok(None),
        other => other.map(Some).context(doing),
    }
}

/// Returns whether a file is JSON of something else.
fn is_no_dashboard(error: &anyhow::Error) -> bool {
    let known = error.downcast_ref::<DocumentError>();
    known.is_some_and(|it| {
        !matches!(it, DocumentError::Syntax(_) | DocumentError::Yaml(_) | DocumentError::Version { .. })
    })
}

fn convert(from: PathBuf, text: &str, args: &Args) -> anyhow::Result<Converted> {
    let mut document = Document::parse(text)?;
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
            let (dashboard, losses) = convert::document_to_v2(document);
            (json::text(&dashboard), losses)
        }
    };
    all.extend(losses);
    Ok(Converted { from, text, losses: all })
}

fn write(args: &Args, converted: &[Converted], console: &mut Console<'_>) -> anyhow::Result<()> {
    let Some(out) = &args.out else {
        let [one] = converted else {
            let problem = format!("there are {} dashboards for standard output", converted.len());
            return Err(wrong(&problem, "add `--out DIR`"));
        };
        return console.bytes(one.text.as_bytes());
    };
    let is_folder = out.is_dir() || converted.len() != 1 || args.files.iter().any(|path| path.is_dir());
    let mut taken = BTreeSet::new();
    for one in converted {
        let name = one.from.file_name().unwrap_or_default();
        if is_folder && !taken.insert(name) {
            let problem = format!("two dashboards are called `{}`", name.to_string_lossy());
            return Err(wrong(&problem, "convert them one by one"));
        }
    }
    for one in converted {
        let path = if is_folder { out.join(one.from.file_name().unwrap_or_default()) } else { out.clone() };
        artifact::put(&path, one.text.as_bytes())?;
        if args.format == Format::Human {
            console.result(format_args!("converted {} to {}", one.from.display(), path.display()))?;
        }
    }
    Ok(())
}

/// Lists what was lost; members of an object that share a fate stand in one line.
fn print_losses(converted: &Converted, console: &mut Console<'_>) {
    if converted.losses.is_empty() {
        return;
    }
    let count = converted.losses.len();
    let things = if count == 1 { "thing is" } else { "things are" };
    console.note(format_args!("{}: {count} {things} lost", converted.from.display()));
    let is_alike = |a: &Loss, b: &Loss| a.what == b.what && object_of(a).is_some() && object_of(a) == object_of(b);
    for alike in converted.losses.chunk_by(is_alike) {
        let first = &alike[0];
        let place = match object_of(first) {
            Some(object) if alike.len() > 1 => {
                let members = alike.iter().map(|loss| &loss.place[object.len() + 1..]);
                format!("{object}: {}", members.collect::<Vec<_>>().join(", "))
            }
            _ => first.place.clone(),
        };
        console.note(format_args!("  {}", Harmless(format!("{place}: {}", first.what))));
    }
}

/// Returns where the object stands of which a member was lost.
fn object_of(loss: &Loss) -> Option<&str> {
    loss.place.rsplit_once('.').map(|(object, _)| object).filter(|_| !loss.place.ends_with(']'))
}

fn report(converted: &[Converted]) -> serde_json::Value {
    let files = converted.iter().map(|it| json!({ "file": it.from.to_string_lossy(), "losses": it.losses }));
    json!({ "version": 1, "files": files.collect::<Vec<_>>() })
}

fn wrong(problem: &str, hint: &str) -> anyhow::Error {
    WrongArgument { problem: problem.to_owned(), hint: hint.to_owned() }.into()
}
