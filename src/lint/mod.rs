//! Looks for mistakes in dashboards.
//!
//! The suite's own dashboards, as they are rendered, and any classic dashboard from elsewhere go through the same lints.
//! [`check`] says what is wrong with one file, [`Report`] puts files together and finds what two of them share, and
//! [`human`] and [`json`] show it.
//!
//! A lint is a file in `rules/` and a line in [`LINTS`]. Its name says what is wrong; its docs are what `dashgen explain`
//! prints.

mod check;
mod context;
mod difference;
mod disk;
mod draft;
mod entry;
mod finding;
mod input;
#[cfg(feature = "schema-lint")]
mod instance;
mod report;
mod rules;
mod select;
mod selection;
mod subject;
mod suite_rules;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;

pub use crate::view::Position;
pub use check::{FileReport, Tally, check};
pub use context::Context;
pub use difference::{Difference, differences};
pub use disk::{Changed, changed, compares_files, orphan, stale_manifest, stray};
pub use entry::Lint;
pub use finding::{Excerpt, Finding, PanelName, Place, Severity, SourcePlace};
pub use input::{Input, Sources};
pub use report::{JSON_VERSION, Report, Summary, document, human, json};
pub use rules::{LINTS, find};
pub use select::UnknownLint;
pub use selection::{Group, Selection};
pub use suite_rules::check_rules;

use entry::Check;
