//! Findings as JSON for programs.

use serde::Serialize;

use super::{Report, Summary};
use crate::lint::finding::Finding;

/// The version of the JSON format: it is increased when a member is removed or changes its meaning, not when one is
/// added.
pub const JSON_VERSION: u32 = 1;

/// The result of [`document`].
#[derive(Serialize)]
struct Output<'a> {
    /// [`JSON_VERSION`].
    version: u32,
    /// See [`Finding`].
    findings: &'a [Finding],
    /// See [`Summary`].
    summary: &'a Summary,
}

/// Returns a serializable report: `version`, the `findings` with their `place`s, and a `summary`.
///
/// It contains texts from the files unchanged.
pub fn document(report: &Report) -> impl Serialize + '_ {
    Output { version: JSON_VERSION, findings: &report.findings, summary: &report.summary }
}

/// Returns a report as JSON: the result of [`document`], with control characters escaped.
pub fn json(report: &Report) -> String {
    // Texts and numbers always serialize.
    let mut text = serde_json::to_string_pretty(&document(report)).unwrap_or_default();
    text.push('\n');
    text
}
