//! The lints: one file each.

pub(super) mod absent_alert;
mod broken_layout;
pub(super) mod counter_without_rate;
pub(super) mod dropped_label;
mod duplicate_panel_id;
mod duplicate_ref_id;
pub(super) mod duplicate_uid;
mod editable_dashboard;
pub(super) mod edited_artifact;
mod empty_range;
mod fixed_rate_interval;
mod grid_overflow;
mod grid_overlap;
mod illegal_uid;
pub(super) mod invalid_json;
mod legend_label;
pub(super) mod long_group;
pub(super) mod missing_artifact;
mod missing_description;
pub(super) mod missing_le;
pub(super) mod missing_runbook;
mod missing_title;
mod missing_unit;
mod mixed_units;
pub(super) mod not_a_dashboard;
pub(super) mod not_a_histogram;
pub(super) mod orphan_artifact;
mod override_name;
pub(super) mod promql_syntax;
pub(super) mod promql_type;
pub(super) mod rate_of_gauge;
pub(super) mod recorded_name;
mod refresh_too_short;
mod refused_by_api;
mod repeated_key;
pub(super) mod rule_name;
pub(super) mod rule_unit;
#[cfg(feature = "schema-lint")]
mod schema;
pub(super) mod short_hold;
pub(super) mod stale_artifact;
pub(super) mod stray_file;
mod truncated_title;
mod undefined_variable;
mod unit_mismatch;
mod unknown_calculation;
pub(super) mod unknown_dashboard;
mod unknown_datasource;
pub(super) mod unknown_label;
pub(super) mod unknown_metric;
mod unknown_panel;
mod unknown_ref_id;
mod unknown_unit;
mod unsorted_thresholds;
pub(super) mod untested_alert;
mod unused_variable;

use super::entry::Lint;
use super::selection::Group;

/// All lints, by name.
pub static LINTS: &[Lint] = &[
    absent_alert::LINT,
    broken_layout::LINT,
    counter_without_rate::LINT,
    dropped_label::LINT,
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
    long_group::LINT,
    missing_artifact::LINT,
    missing_description::LINT,
    missing_le::LINT,
    missing_runbook::LINT,
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
    recorded_name::LINT,
    refresh_too_short::LINT,
    refused_by_api::LINT,
    repeated_key::LINT,
    rule_name::LINT,
    rule_unit::LINT,
    #[cfg(feature = "schema-lint")]
    schema::LINT,
    short_hold::LINT,
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
    untested_alert::LINT,
    unused_variable::LINT,
];

impl Group {
    /// Returns the lints of the group.
    pub fn lints(self) -> impl Iterator<Item = &'static Lint> {
        LINTS.iter().filter(move |lint| lint.group == self)
    }
}

/// Returns the lint of this name.
pub fn find(name: &str) -> Option<&'static Lint> {
    LINTS.iter().find(|lint| lint.name == name)
}
