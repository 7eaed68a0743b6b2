//! Dashboards from elsewhere.

use std::path::PathBuf;

use serde::Serialize;

use crate::cli::console::Console;
use crate::cli::document::Document;
use crate::cli::files::{File, Files, Read};
use crate::cli::{Format, Status};
use crate::lint::{self, Context, FileReport, Finding, Input, JSON_VERSION, Report, Selection, Summary};
use crate::promql::Dialect;
use crate::validate;

/// Checks files and prints the findings file by file; none are kept.
pub(super) fn check(
    paths: &[PathBuf],
    (selection, dialect): (Selection, Option<Dialect>),
    format: Format,
    console: &mut Console<'_>,
) -> anyhow::Result<Status> {
    let context = Context { dialect, selection, ..Context::default() };
    let mut files = Files::find(paths, None)?;
    let mut report = Report::default();
    for (path, yaml) in files.yaml_with_dashboards() {
        report.skip(path.to_string_lossy(), yaml.to_string());
    }
    let mut shown = match format {
        Format::Human => None,
        Format::Json => Some(Document::begin(JSON_VERSION, "findings", console)?),
    };
    let work = |file: &File, read: Read| Ok(check_file(file, &read.bytes, &context));
    let failed = files.each("check", console, work, |_, file, console| {
        report.add(file, &context);
        report.findings.drain(..).try_for_each(|finding| show(&finding, shown.as_mut(), console))
    })?;
    match shown {
        None => {
            console.result(&report.summary)?;
            if failed > 0 {
                console.result(format_args!("{failed} could not be read"))?;
            }
        }
        Some(document) => {
            let summary = Whole { summary: &report.summary, unreadable: failed };
            document.end_with("summary", &summary, console)?;
        }
    }
    Ok(match failed {
        0 if report.has_errors() => Status::Findings,
        0 => Status::Clean,
        _ => Status::Failure,
    })
}

/// The summary, and the number of files or folders that could not be read.
#[derive(Serialize)]
struct Whole<'a> {
    #[serde(flatten)]
    summary: &'a Summary,
    #[serde(skip_serializing_if = "is_none")]
    unreadable: usize,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands over a reference")]
fn is_none(count: &usize) -> bool {
    *count == 0
}

fn show(finding: &Finding, document: Option<&mut Document>, console: &mut Console<'_>) -> anyhow::Result<()> {
    match document {
        Some(document) => document.item(finding, console),
        None => console.styled(&lint::human(finding)),
    }
}

fn check_file(file: &File, bytes: &[u8], context: &Context<'_>) -> FileReport {
    let name = file.path.to_string_lossy();
    let text = validate::text(bytes);
    let report = lint::check(Input { name: &name, text: &text, sources: None }, context);
    if file.is_named { report.insist(context) } else { report }
}
