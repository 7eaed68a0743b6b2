//! A suite becomes artifacts in memory.
//!
//! Each artifact is made from typed values in one pass and handed on before the next is made, so that a suite of
//! thousands of dashboards takes no more memory than one of them. The same suite gives the same bytes, always.
//!
//! The parts, of which each uses only those before it:
//! - `template`: YAML and JSON from the templates in `templates/`
//! - `drill_down`: addresses of links that set variables
//! - `check`: what a dashboard has to be before it is written
//! - `v1`, `v2`: a dashboard in either format
//! - `rules`, `stack`, `provisioning`: what else Grafana and Prometheus read
//! - `artifact`: all of that as values
//! - `target`: the forms that values are printed in, one file each
//! - `suite`: everything that a suite makes

mod artifact;
mod check;
mod drill_down;
mod error;
mod format;
mod options;
mod provisioning;
mod rules;
mod stack;
mod starter;
mod suite;
mod target;
mod template;
#[cfg(test)]
mod testing;
mod v1;
mod v2;

pub use crate::vocabulary::query::ref_id;
pub use error::RenderError;
pub use format::DashboardFormat;
pub use options::Options;
pub use provisioning::ProvisioningError;
pub use rules::{AlertsBy, RuleError};
pub use stack::StackError;
pub use starter::{StarterCi, StarterError, StarterSource, starter, starter_ci};
pub(crate) use suite::each_dashboard;
pub use suite::{Failure, Lost, Sink, dashboards, path, provisioning};
pub use target::Target;
pub use v1::dashboard;
