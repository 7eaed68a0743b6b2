//! Dashboards from one of Grafana's formats to the other: classic (`v1`), and that of elements and layouts (`v2`).
//!
//! The rules are those of Grafana's own conversion. What the other format has no place for is a [`Loss`]: each object
//! is taken apart member by member, and whatever nobody took is lost, so nothing is dropped without a word.
//!
//! # What comes back
//!
//! classic → v2 → classic gives the same dashboard for those that are in this form, which a first trip brings
//! about:
//!
//! - `schemaVersion` is 42, and what the server fills in (`id`, `version`, `iteration`) is gone, as are members that are
//!   `null`.
//! - What v2 asks for is said: `refresh`, `preload`, `graphTooltip`, the members of links, `multi`, `includeAll`,
//!   `allowCustomValue`, `refresh`, `sort` and `skipUrlSync` of variables, `options` and `fieldConfig` of panels. What is
//!   off or empty as a matter of course is not: `hide` of queries, `disabled` of transformations.
//! - Datasources are objects, not names. Every query names its own, and the panel that of its queries, or
//!   `-- Mixed --`.
//! - Every panel has an id of its own. Rows are numbered after the panels, and stand without gaps; panels after a
//!   folded row are in it. Rows have a title, and no queries or other members from before Grafana 5.
//! - Constants are hidden, intervals are refreshed with the time range, and text boxes and constants have no options.
//!
//! Rows from before Grafana 5 get places on the grid, much as Grafana's migration gives them.
//!
//! What is particular to a panel of Angular times (`graph`, `singlestat`) travels in `__angularMigration`, where
//! Grafana looks for it, and so do members of panels that nobody knows, which Grafana's own conversion keeps there.

mod bare;
mod datasource;
mod document;
mod layout;
mod loss;
mod member;
mod older;
mod to_v1;
mod to_v2;
mod valid;
pub(crate) mod words;

#[cfg(test)]
mod tests;

pub use document::{TooDeep, document_as_classic, document_to_v1, document_to_v2};
pub use loss::Loss;
pub(crate) use to_v2::drawn_as;
pub(crate) use words::ANGULAR;

use crate::schema::{v1, v2};
use loss::Losses;

/// Returns a classic dashboard in the newer format, and what that has no place for.
pub fn to_v2(dashboard: v1::Dashboard) -> (v2::Dashboard, Vec<Loss>) {
    let mut losses = Losses::of("v2");
    (to_v2::dashboard(dashboard, &mut losses), losses.list())
}

/// Returns a dashboard of the newer format in the classic one, and what that has no place for.
///
/// `v2beta1` and `v2alpha1` are understood as well.
pub fn to_v1(dashboard: v2::Dashboard) -> (v1::Dashboard, Vec<Loss>) {
    let mut losses = Losses::of("classic");
    (to_v1::dashboard(dashboard, &mut losses), losses.list())
}
