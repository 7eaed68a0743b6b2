//! `dashgen inspect`

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde::Serialize;

use super::console::Console;
use super::document::Document;
use super::files::{self, File, Files, Read};
use super::{Format, Status};
use crate::inspect::{self, Inspection, Values};
use crate::schema::v1::Legacy;
use crate::terminal;

/// The version of what `--format json` prints.
const JSON_VERSION: u32 = 1;

/// Summarize what dashboards contain
///
/// Lists panels, queries, metrics, variables and datasources; the format and its version; and how much of it dashgen
/// has types for: values without a type are kept as they are, and listed. One file is described in full, several in a
/// table. Files that cannot be read are reported and skipped; the exit status is then 3.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Dashboard JSON, or directories of it; `-` reads standard input
    #[arg(value_name = "FILE|DIR", required = true)]
    files: Vec<PathBuf>,
    /// The format of the output
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
    let files = Files::find(&args.files, None)?;
    let mut others = 0;
    let mut shown = Shown::begin(args.format, &files, console)?;
    let failed = files.each("inspect", console, inspect, |file, inspection, console| {
        let Some(inspection) = inspection else {
            others += 1;
            return Ok(());
        };
        shown.add(Inspected { file: file.path.to_string_lossy().into_owned(), inspection }, console)
    })?;
    shown.end(failed, others, console)?;
    if others > 0 {
        console.note(format_args!("other JSON files: {others}"));
    }
    Ok(if failed > 0 { Status::Failure } else { Status::Clean })
}

/// Returns what a file contains, or `None` for one found in a folder that is not a dashboard.
fn inspect(file: &File, read: Read) -> anyhow::Result<Option<Inspection>> {
    match inspect::inspect(&files::text(read.bytes)?) {
        Ok(inspection) => Ok(Some(inspection)),
        Err(error) if !file.is_named && error.is_something_else() => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// The result, written as it becomes available. Only the first dashboard waits, since it may remain the only one.
enum Shown {
    Json(Document),
    Human { first: Option<Box<Inspected>>, table: Table },
}

impl Shown {
    fn begin(format: Format, files: &Files, console: &mut Console<'_>) -> anyhow::Result<Self> {
        match format {
            Format::Json => Document::begin(JSON_VERSION, "dashboards", console).map(Self::Json),
            Format::Human => {
                let widest = files.all.iter().map(|file| file.name().chars().count()).max().unwrap_or_default();
                Ok(Self::Human { first: None, table: Table { widest: widest.max("file".len()), ..Table::default() } })
            }
        }
    }

    fn add(&mut self, inspected: Inspected, console: &mut Console<'_>) -> anyhow::Result<()> {
        match self {
            Self::Json(document) => document.item(&inspected, console),
            Self::Human { first, table } => match (first.take(), table.count) {
                (None, 0) => {
                    *first = Some(Box::new(inspected));
                    Ok(())
                }
                (waiting, _) => {
                    waiting.iter().try_for_each(|one| table.row(one, console))?;
                    table.row(&inspected, console)
                }
            },
        }
    }

    fn end(self, failed: usize, others: usize, console: &mut Console<'_>) -> anyhow::Result<()> {
        match self {
            Self::Json(document) => document.end_with("others", &others, console),
            Self::Human { first: Some(one), .. } => at_length(&one, console),
            Self::Human { table, .. } if table.count == 0 && failed > 0 => Ok(()),
            Self::Human { table, .. } => table.end(console),
        }
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
        queries.push(format!("{} that cannot be parsed", contents.queries.broken));
    }
    queries.extend(contents.queries.others.iter().map(|(what, count)| format!("{count} {what}")));
    let named = |it: &crate::view::Named| match it.kind.as_str() {
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
    console.result(terminal::line(file))?;
    for (name, items) in lines {
        if items.iter().any(|item| !item.is_empty()) {
            console.result(format_args!("  {name:<12} {}", wrapped(&items, console.width())))?;
        }
    }
    console.result(format_args!("  {:<12} {}", "typed", share(&inspection.values)))?;
    for (place, count) in &inspection.values.others {
        console.result(format_args!("    {count:>6} {}", terminal::line(place)))?;
    }
    Ok(())
}

/// Returns items separated by commas, in lines aligned below the first.
fn wrapped(items: &[String], width: usize) -> String {
    const INDENT: usize = 15;
    let (mut text, mut used) = (String::new(), INDENT);
    for (index, item) in items.iter().map(|item| terminal::line(item)).enumerate() {
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
        text.push_str(&item);
        used += length;
    }
    text
}

fn share(values: &Values) -> String {
    format!("{:.1} % of {} values", values.percent(), values.all)
}

/// A table of several dashboards.
#[derive(Default)]
struct Table {
    widest: usize,
    count: usize,
    values: Values,
    /// Where values without a type are, and how many.
    places: BTreeMap<String, usize>,
}

impl Table {
    fn head(&self, console: &mut Console<'_>) -> anyhow::Result<()> {
        let widest = self.widest;
        console.result(format_args!(
            "{:<widest$}  {:<10} {:>7} {:>6} {:>7} {:>7} {:>9} {:>7}",
            "file", "format", "version", "panels", "queries", "metrics", "bytes", "typed %"
        ))
    }

    fn row(&mut self, Inspected { file, inspection }: &Inspected, console: &mut Console<'_>) -> anyhow::Result<()> {
        if self.count == 0 {
            self.head(console)?;
        }
        let (contents, widest) = (&inspection.contents, self.widest);
        let format = inspection.format.split(',').next().unwrap_or_default();
        self.count += 1;
        self.values.all += inspection.values.all;
        self.values.typed += inspection.values.typed;
        for (place, count) in &inspection.values.others {
            match self.places.get_mut(place) {
                Some(all) => *all += count,
                None => drop(self.places.insert(place.clone(), *count)),
            }
        }
        console.result(format_args!(
            "{:<widest$}  {format:<10} {:>7} {:>6} {:>7} {:>7} {:>9} {:>7.1}",
            terminal::line(file),
            contents.schema_version.map_or("-".to_owned(), |version| version.to_string()),
            contents.panels.values().sum::<usize>(),
            contents.queries.count(),
            contents.metrics.len(),
            inspection.bytes,
            inspection.values.percent(),
        ))
    }

    fn end(self, console: &mut Console<'_>) -> anyhow::Result<()> {
        if self.count == 0 {
            self.head(console)?;
        }
        console.result(format_args!("{} dashboards: dashgen has types for {}", self.count, share(&self.values)))?;
        let mut places: Vec<_> = self.places.iter().collect();
        places.sort_by_key(|(_, count)| std::cmp::Reverse(**count));
        for (place, count) in places {
            console.result(format_args!("{count:>8} {}", terminal::line(place)))?;
        }
        Ok(())
    }
}
