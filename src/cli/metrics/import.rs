//! `dashgen metrics import`

use std::fs::{self, Metadata};
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::Context as _;
use regex::Regex;

use crate::artifact;
use crate::cli::Status;
use crate::cli::console::Console;
use crate::cli::files;
use crate::cli::url;
use crate::cli::usage::WrongArgument;
use crate::declaration::{self, DeclareError, Declared, Options};
use crate::exposition;
use crate::prometheus::Client;
use crate::prometheus::export::{self, Export, Selection};
use crate::terminal::line;

/// The maximum number of names on a line.
const LISTED: usize = 8;

/// Generate Rust declarations from the metrics of a target or a Prometheus
///
/// Reads a target's metrics page, in the Prometheus text format or OpenMetrics, or queries a Prometheus for its
/// metrics. Types, help texts, labels, and the values of labels with at most ten values are taken from there. Units are
/// guessed from suffixes such as `_seconds` and marked with `/* guessed */`.
///
/// If the file already has declarations, missing ones are added at the end of its catalogue. Existing code is never
/// changed: names, units, help texts, comments and order stay. A declaration that is commented out counts as existing.
/// Additions, metrics that are no longer exposed, and declarations that disagree with the source are listed on standard
/// error.
///
/// If the environment variable `DASHGEN_PROMETHEUS_TOKEN` is set, it is sent to the URL as a bearer token. Redirects
/// are not followed.
///
/// Lines that cannot be parsed are reported and skipped; the exit status is then 3.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// A target's metrics page (`http://HOST:PORT/metrics`), the base URL of a Prometheus, a file, or `-` for standard
    /// input
    #[arg(long, value_name = "URL|FILE")]
    from: String,
    /// Only metrics whose name contains a match of this regular expression
    #[arg(long = "match", value_name = "REGEX")]
    pattern: Option<Regex>,
    /// Only metrics of this job; requires the URL of a Prometheus
    #[arg(long, value_name = "JOB")]
    job: Option<String>,
    /// The Rust file to create or to add to [default: standard output]
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// The catalogue to declare them in [default: the only one in the file, or `METRICS`]
    #[arg(long, value_name = "NAME")]
    catalogue: Option<String>,
    /// A label that Prometheus adds to every series of a target; can be repeated [default: the labels that all targets
    /// of the Prometheus have, or `job` and `instance`]
    #[arg(long, value_name = "LABEL", value_delimiter = ',')]
    target_label: Vec<String>,
    /// The timeout for all requests to the server together
    #[arg(long, value_name = "DURATION", value_parser = url::duration, default_value = "1m")]
    timeout: Duration,
}

pub(super) fn run(args: &Args, console: &mut Console<'_>) -> anyhow::Result<Status> {
    let before = args.out.as_deref().map(existing).transpose()?.flatten();
    let is_wanted = |name: &str| args.pattern.as_ref().is_none_or(|pattern| pattern.is_match(name));
    let mut export = read(args, Selection { job: args.job.as_deref(), is_wanted: &is_wanted }, console)?;
    export.families.retain(|family| is_wanted(&family.name));
    let target_labels = target_labels(args, &mut export);
    let options = Options { catalogue: args.catalogue.as_deref(), target_labels: &target_labels };
    let source = before.as_ref().map_or("", |(source, _)| source);
    let declared = declaration::declare(&export.families, options, source);
    let mut declared = declared.map_err(|error| refused(args, error))?;
    declared.gone.retain(|name| is_wanted(name));
    write(args, &declared, before.as_ref(), console)?;
    tell(&declared, console);
    Ok(problems(&export, console))
}

/// Says what could not be written.
fn refused(args: &Args, error: DeclareError) -> anyhow::Error {
    let doing = match &args.out {
        Some(path) => format!("cannot add to `{}`", files::name(path)),
        None => "cannot declare the metrics".to_owned(),
    };
    match error.hint().filter(|_| error.is_about_options()) {
        Some(hint) => WrongArgument { problem: format!("{doing}: {error}"), hint }.into(),
        None => anyhow::Error::new(error).context(doing),
    }
}

/// Returns the text of the file to add to, if it exists.
fn existing(path: &Path) -> anyhow::Result<Option<(String, Metadata)>> {
    let doing = || format!("cannot read `{}`", files::name(path));
    let metadata = match fs::metadata(path) {
        Ok(metadata) if metadata.is_file() => metadata,
        Ok(_) => anyhow::bail!("cannot write `{}`: it is not a regular file", files::name(path)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error).with_context(doing),
    };
    Ok(Some((fs::read_to_string(path).with_context(doing)?, metadata)))
}

fn read(args: &Args, selection: Selection<'_>, console: &mut Console<'_>) -> anyhow::Result<Export> {
    if args.from.contains("://") {
        let client = url::client(Client::of_page(&args.from)?.with_deadline(args.timeout), console);
        return Ok(export::export(&client, selection)?);
    }
    if args.job.is_some() {
        let hint = "a metrics page does not contain jobs: omit `--job`".to_owned();
        return Err(WrongArgument { problem: "`--job` requires the URL of a Prometheus".to_owned(), hint }.into());
    }
    let page = if args.from == files::STANDARD_INPUT {
        exposition::read(io::stdin().lock()).context("cannot read standard input")?
    } else {
        let path = Path::new(&args.from);
        let doing = || match fs::exists(path) {
            Ok(false) if args.from.contains(':') => {
                format!("cannot read `{}` (a URL starts with `http://`)", args.from)
            }
            _ => format!("cannot read `{}`", files::name(path)),
        };
        exposition::read(files::open(path).with_context(doing)?).with_context(doing)?
    };
    Ok(page.into())
}

/// Returns the target labels, and renames labels of a page that conflict with them.
fn target_labels(args: &Args, export: &mut Export) -> Vec<String> {
    let found = export.target_labels.take();
    let is_page = found.is_none();
    let labels = match &args.target_label[..] {
        [] => found.unwrap_or_else(|| ["job", "instance"].map(str::to_owned).to_vec()),
        given => given.to_vec(),
    };
    if is_page {
        export.families.iter_mut().for_each(|family| family.scraped(&labels));
    }
    labels
}

fn write(
    args: &Args,
    declared: &Declared,
    before: Option<&(String, Metadata)>,
    console: &mut Console<'_>,
) -> anyhow::Result<()> {
    let bytes = declared.source.as_bytes();
    match (&args.out, before) {
        (None, _) => console.data(bytes)?,
        (Some(_), Some((source, _))) if *source == declared.source => {}
        (Some(path), Some((_, metadata))) => artifact::replace(path, metadata, bytes)?,
        (Some(path), None) => artifact::put(path, bytes)?,
    }
    console.flush()
}

/// Reports what was done with each metric.
fn tell(declared: &Declared, console: &mut Console<'_>) {
    let Declared { added, commented, known, gone, differences, guessed_units, .. } = declared;
    if !added.is_empty() {
        console.note(format_args!("added {}: {}", metrics(added.len()), listed(added.iter().cloned())));
    }
    if !commented.is_empty() {
        let names = commented.iter().map(|(name, what)| format!("{name} ({what})"));
        let count = metrics(commented.len());
        console.note(format_args!(
            "added {count} as comments, because dashgen has no such metric type: {}",
            listed(names)
        ));
    }
    if *known > 0 {
        console.note(format_args!("kept {} on the page", metrics_that_are(*known)));
    }
    if !gone.is_empty() {
        let names = listed(gone.iter().cloned());
        console.note(format_args!("kept {} not on the page: {names}", metrics_that_are(gone.len())));
    }
    for difference in differences {
        console.note(format_args!("differs: {}", line(&difference.to_string())));
    }
    if *guessed_units > 0 {
        let units = if *guessed_units == 1 { "1 unit is" } else { &format!("{guessed_units} units are") };
        console.note(format_args!("hint: {units} guessed, and marked: check them and remove the marks"));
    }
}

/// Reports what could not be read.
fn problems(export: &Export, console: &mut Console<'_>) -> Status {
    if export.recorded > 0 {
        let rules = if export.recorded == 1 {
            "1 recording rule was"
        } else {
            &format!("{} recording rules were", export.recorded)
        };
        console.note(format_args!("{rules} skipped: a suite declares its own"));
    }
    for problem in &export.problems {
        console.failure(&anyhow::anyhow!("{problem}"));
    }
    let more = export.problem_count - export.problems.len();
    if more > 0 {
        console.note(format_args!("and {more} more like this"));
    }
    if export.problem_count > 0 { Status::Failure } else { Status::Clean }
}

fn metrics_that_are(count: usize) -> String {
    format!("{} that {}", metrics(count), if count == 1 { "is" } else { "are" })
}

fn metrics(count: usize) -> String {
    super::super::count::count(count, "metric", "metrics")
}

fn listed(names: impl ExactSizeIterator<Item = String>) -> String {
    let more = names.len().saturating_sub(LISTED);
    let names: Vec<_> = names.take(LISTED).map(|name| line(&name).into_owned()).collect();
    match more {
        0 => names.join(", "),
        more => format!("{}, and {more} more", names.join(", ")),
    }
}
