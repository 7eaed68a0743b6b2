//! Looks for mistakes in dashboards.
//!
//! The suite's own dashboards, as they are rendered, and any classic dashboard from elsewhere go through the same lints.
//! [`check`] says what is wrong with one file, [`Report`] puts files together and finds what two of them share, and
//! [`human`] and [`json`] show it.
//!
//! A lint is a file here and a line in [`LINTS`]. Its name says what is wrong; its docs are what `dashgen explain`
//! prints.

mod check;
mod context;
#[cfg(test)]
mod corpus;
mod document;
mod draft;
#[cfg(test)]
mod examples;
mod finding;
mod metricsql;
mod query;
mod report;
#[cfg(test)]
mod testing;
mod text;
mod values;

mod broken_layout;
mod contents;
mod counter_without_rate;
mod difference;
mod disk;
mod duplicate_panel_id;
mod duplicate_ref_id;
mod duplicate_uid;
mod editable_dashboard;
mod edited_artifact;
mod empty_range;
mod fixed_rate_interval;
mod grid_overflow;
mod grid_overlap;
mod illegal_uid;
mod invalid_json;
mod legend_label;
mod missing_artifact;
mod missing_description;
mod missing_le;
mod missing_title;
mod missing_unit;
mod mixed_units;
mod newer;
mod not_a_dashboard;
mod not_a_histogram;
mod orphan_artifact;
mod override_name;
mod promql_syntax;
mod promql_type;
mod rate_of_gauge;
mod refresh_too_short;
mod refused_by_api;
mod repeated_key;
mod rule;
#[cfg(feature = "schema-lint")]
mod schema;
mod stale_artifact;
mod stray_file;
mod truncated_title;
mod undefined_variable;
mod unit_mismatch;
mod unknown_calculation;
mod unknown_dashboard;
mod unknown_datasource;
mod unknown_label;
mod unknown_metric;
mod unknown_panel;
mod unknown_ref_id;
mod unknown_unit;
mod unsorted_thresholds;
mod unused_variable;

pub use check::{FileReport, Input, Tally, check};
pub use contents::{Contents, Named, Queries, contents};
pub use context::{Context, Selection, Sources, UnknownLint};
pub use difference::{Difference, differences};
pub use disk::{Changed, changed, compares_files, orphan, stale_manifest, stray};
pub use finding::{Excerpt, Finding, PanelName, Place, Position, Severity, SourcePlace};
pub use report::{JSON_VERSION, Report, Summary, human, json};
pub use rule::check_rules;

use serde_json::Value;

use check::Subject;
use draft::Draft;

/// One check.
pub struct Lint {
    /// The name, in kebab case: what is wrong.
    pub name: &'static str,
    /// Whether it runs by default.
    pub group: Group,
    /// How bad its findings are.
    pub severity: Severity,
    /// What it flags, why, and an example: Markdown, printed by `dashgen explain`.
    pub docs: &'static str,
    check: Check,
}

/// Which lints belong together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Group {
    /// What does not work, or not as it looks: on.
    Correctness,
    /// What works, and could be better: off until selected.
    Style,
}

impl Group {
    /// Returns the lints of the group.
    pub fn lints(self) -> impl Iterator<Item = &'static Lint> {
        LINTS.iter().filter(move |lint| lint.group == self)
    }
}

/// What a lint looks at.
#[derive(Clone, Copy)]
enum Check {
    /// A dashboard.
    Dashboard(fn(&Subject<'_>, &mut dyn FnMut(Draft))),
    /// A dashboard of version 2 as it is, and the pointer of what it specifies.
    Newer(fn(&Value, &str, &mut dyn FnMut(Draft))),
    /// The JSON text of a dashboard in which an object has a key twice.
    RepeatedKeys(fn(&str, &mut dyn FnMut(Draft))),
    /// The rules of a suite.
    Rules(fn(&rule::Subject<'_>, &mut dyn FnMut(rule::RuleDraft))),
    /// What is no dashboard at all, or more than one: the code that reads them reports it.
    Elsewhere,
}

/// All lints, by name.
pub static LINTS: &[Lint] = &[
    rule::ABSENT_ALERT,
    broken_layout::LINT,
    counter_without_rate::LINT,
    rule::DROPPED_LABEL,
    duplicate_panel_id::LINT,
    duplicate_ref_id::LINT,
    duplicate_uid::LINT,
    editable_dashboard::LINT,
    edited_artifact::LINT,
    empty_range::LINT,
    fixed_rate_interval::LINT,
    grid_overflow::LINT,
    grid_overlap::LINT,
    illegal_uid::LINT,
    invalid_json::LINT,
    legend_label::LINT,
    rule::LONG_GROUP,
    missing_artifact::LINT,
    missing_description::LINT,
    missing_le::LINT,
    rule::MISSING_RUNBOOK,
    missing_title::LINT,
    missing_unit::LINT,
    mixed_units::LINT,
    not_a_dashboard::LINT,
    not_a_histogram::LINT,
    orphan_artifact::LINT,
    override_name::LINT,
    promql_syntax::LINT,
    promql_type::LINT,
    rate_of_gauge::LINT,
    rule::RECORDED_NAME,
    refresh_too_short::LINT,
    refused_by_api::LINT,
    repeated_key::LINT,
    rule::RULE_NAME,
    rule::RULE_UNIT,
    #[cfg(feature = "schema-lint")]
    schema::LINT,
    rule::SHORT_HOLD,
    stale_artifact::LINT,
    stray_file::LINT,
    truncated_title::LINT,
    undefined_variable::LINT,
    unit_mismatch::LINT,
    unknown_calculation::LINT,
    unknown_dashboard::LINT,
    unknown_datasource::LINT,
    unknown_label::LINT,
    unknown_metric::LINT,
    unknown_panel::LINT,
    unknown_ref_id::LINT,
    unknown_unit::LINT,
    unsorted_thresholds::LINT,
    rule::UNTESTED_ALERT,
    unused_variable::LINT,
];

/// Returns the lint of this name.
pub fn find(name: &str) -> Option<&'static Lint> {
    LINTS.iter().find(|lint| lint.name == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_sorted_and_in_kebab_case() {
        assert!(LINTS.is_sorted_by(|a, b| a.name < b.name));
        for lint in LINTS {
            let is_kebab =
                lint.name.split('-').all(|word| !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase()));
            assert!(is_kebab, "{}", lint.name);
        }
    }

    #[test]
    fn docs_say_what_why_and_show_an_example() {
        for lint in LINTS {
            let docs = lint.docs.trim_start();
            assert!(docs.starts_with("Flags "), "{}", lint.name);
            for section in ["\n# Why\n", "\n# Example\n"] {
                let rest = docs.split_once(section).map(|(_, rest)| rest.trim());
                assert!(rest.is_some_and(|rest| !rest.is_empty()), "{}: {section}", lint.name);
            }
        }
    }
}
