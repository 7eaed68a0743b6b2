//! A suite becomes artifacts in memory.
//!
//! Each artifact is made from typed values in one pass and handed on before the next is made, so that a suite of
//! thousands of dashboards takes no more memory than one of them. The same suite gives the same bytes, always.

mod error;
mod rules;
mod starter;
mod suite;
mod target;
#[cfg(test)]
mod testing;
mod v1;
mod v2;
mod yaml;

pub use error::RenderError;
pub use rules::{AlertsBy, RuleError, RuleOptions, rules, rules_for};
pub use starter::{StarterError, starter};
pub use suite::{
    DASHBOARDS, FOLDERS, Failure, Formats, Lost, Sink, Take, dashboards, dashboards_for, each_dashboard, path,
};
pub use target::{Target, supporting};
pub use v1::dashboard;
pub use v1::ref_id;
pub use yaml::{ProvisioningError, StackError, provisioning};
