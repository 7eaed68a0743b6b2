//! `dashgen inspect`

use std::path::PathBuf;

use anyhow::Context as _;
use serde::Serialize;

use super::console::{Console, Harmless};
use super::files::{self, File};
use super::yaml;
use super::{Format, Status};
use crate::inspect::{self, Inspection, Values};
use crate::schema::envelope::DocumentError;
use crate::schema::v1::Legacy;

/// The version of what `--format json` prints.
const JSON_VERSION: u32 = 1;

/// Say what dashboards contain
///
/// Panels, queries, metrics, variables and datasources; the format and its version; and how much of it dashgen has
/// types for: what it has none for is kept as it is, and listed. One file is told at length, several in a table.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Dashboard JSON, or folders of it
    #[arg(value_name = "FILE|DIR", required = true)]
    files: Vec<PathBuf>,
    /// What to print it as
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// A file and what it contains.
#[derive(Serialize)]
struct Inspected {
    file: String,
    #[serde(flatten)]
    inspection: Inspection,
}

pub(super) fn run(args: &Args, console: &mut Console<'_>) -> anyhow::Result<Status> {
    let mut inspected = Vec::new();
    let mut others = 0;
    for file in files::find(&args.files)? {
        match inspect(&file)? {
            Some(inspection) => inspected.push(Inspected { file: file.path.display().to_string(), inspection }),
            None => others += 1,
        }
    }
    match (args.format, &*inspected) {
        (Format::Json, _) => {
            let document = serde_json::json!({ "version": JSON_VERSION, "dashboards": inspected });
            console.result(format_args!("{document:#}"))?;
        }
        (Format::Human, [one]) => at_length(one, console)?,
        (Format::Human, several) => table(several, console)?,
    }
    yaml::tell(&args.files, console);
    if others > 0 {
        console.note(format_args!("other JSON files: {others}"));
    }
    console.flush()?;
    Ok(Status::Clean)
}

/// Returns what a file contains, or nothing for one that was found in a folder and is no dashboard.
fn inspect(file: &File) -> anyhow::Result<Option<Inspection>> {
    let path = || format!("cannot inspect `{}`", file.path.display());
    let bytes = std::fs::read(&file.path).with_context(path)?;
    let text = String::from_utf8(bytes).with_context(path)?;
    match inspect::inspect(&text) {
        Ok(inspection) => Ok(Some(inspection)),
        Err(error) if !file.is_named && !matches!(error, DocumentError::Syntax(..) | DocumentError::Yaml(..)) => {
            Ok(None)
        }
        Err(error) => Err(anyhow::Error::new(error).context(path())),
    }
}

fn at_length(one: &Inspected, console: &mut Console<'_>) -> anyhow::Result<()> {
    let Inspected { file, inspection } = one;
    let contents = &inspection.contents;
    let version = contents.schema_version.map_or(String::new(), |version| format!(", schema version {version}"));
    let panels = contents.panels.iter().map(|(kind, count)| {
        let note = if Legacy::GIVEN_UP.contains(&kind.as_str()) { " (legacy)" } else { "" };
        format!("{count} {kind}{note}")
    });
    let mut queries = vec![format!("{} PromQL", contents.queries.promql)];
    if contents.queries.broken > 0 {
        queries.push(format!("{} that do not parse", contents.queries.broken));
    }
    queries.extend(contents.queries.others.iter().map(|(what, count)| format!("{count} {what}")));
    let named = |it: &crate::lint::Named| match it.kind.as_str() {
        "" => it.name.clone(),
        kind => format!("{} ({kind})", it.name),
    };
    let lines = [
        ("title", vec![contents.title.clone()]),
        ("uid", vec![contents.uid.clone()]),
        ("format", vec![format!("{}{version}, {} bytes", inspection.format, inspection.bytes)]),
        ("panels", panels.collect()),
        ("rows", if contents.rows > 0 { vec![contents.rows.to_string()] } else { vec![] }),
        ("queries", queries),
        ("metrics", contents.metrics.iter().cloned().collect()),
        ("variables", contents.variables.iter().map(named).collect()),
        ("datasources", contents.datasources.iter().map(named).collect()),
        ("annotations", contents.annotations.clone()),
    ];
    console.result(Harmless(file))?;
    for (name, items) in lines {
        if items.iter().any(|item| !item.is_empty()) {
            console.result(format_args!("  {name:<12} {}", Harmless(wrapped(&items, console.width()))))?;
        }
    }
    console.result(format_args!("  {:<12} {}", "typed", share(&inspection.values)))?;
    for (place, count) in &inspection.values.others {
        console.result(format_args!("    {count:>6} {}", Harmless(place)))?;
    }
    Ok(())
}

/// Returns items with commas between them, in lines that begin below the first.
fn wrapped(items: &[String], width: usize) -> String {
    const INDENT: usize = 15;
    let (mut text, mut used) = (String::new(), INDENT);
    for (index, item) in items.iter().enumerate() {
        let length = item.chars().count() + 2;
        if index > 0 {
            text.push(',');
            if used + length > width {
                text.push('\n');
                text.push_str(&" ".repeat(INDENT));
                used = INDENT;
            } else {
                text.push(' ');
            }
        }
        text.push_str(item);
        used += length;
    }
    text
}

fn share(values: &Values) -> String {
    format!("{:.1} % of {} values", values.percent(), values.all)
}

fn table(several: &[Inspected], console: &mut Console<'_>) -> anyhow::Result<()> {
    let widest = several.iter().map(|it| it.file.chars().count()).max().unwrap_or_default().max("file".len());
    console.result(format_args!(
        "{:<widest$}  {:<10} {:>7} {:>6} {:>7} {:>7} {:>9} {:>7}",
        "file", "format", "version", "panels", "queries", "metrics", "bytes", "typed %"
    ))?;
    let mut all = Values::default();
    for Inspected { file, inspection } in several {
        let contents = &inspection.contents;
        let format = inspection.format.split(',').next().unwrap_or_default();
        console.result(format_args!(
            "{:<widest$}  {format:<10} {:>7} {:>6} {:>7} {:>7} {:>9} {:>7.1}",
            Harmless(file).to_string(),
            contents.schema_version.map_or("-".to_owned(), |version| version.to_string()),
            contents.panels.values().sum::<usize>(),
            contents.queries.count(),
            contents.metrics.len(),
            inspection.bytes,
            inspection.values.percent(),
        ))?;
        all.add(&inspection.values);
    }
    console.result(format_args!("{} dashboards: {} have a type", several.len(), share(&all)))?;
    for (place, count) in &all.others {
        console.result(format_args!("{count:>8} {}", Harmless(place)))?;
    }
    Ok(())
}
