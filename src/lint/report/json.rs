//! Findings for programs.

use serde::Serialize;

use super::{Report, Summary};
use crate::lint::finding::Finding;

/// The version of the JSON format: it grows when a member goes away or changes its meaning, not when one is added.
pub const JSON_VERSION: u32 = 1;

/// What [`json`] writes.
#[derive(Serialize)]
struct Output<'a> {
    /// [`JSON_VERSION`].
    version: u32,
    /// See [`Finding`].
    findings: &'a [Finding],
    /// See [`Summary`].
    summary: &'a Summary,
}

/// Returns a report as JSON: `version`, the `findings` with their `place`s, and a `summary`.
///
/// Texts of the files stand in it unchanged, with control characters as JSON escapes.
pub fn json(report: &Report) -> String {
    let output = Output { version: JSON_VERSION, findings: &report.findings, summary: &report.summary };
    // Texts and numbers always serialize.
    let mut text = serde_json::to_string_pretty(&output).unwrap_or_default();
    text.push('\n');
    text
}
