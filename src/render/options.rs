//! What is made of a suite.

use super::format::DashboardFormat;
use super::rules::AlertsBy;
use super::target::Target;

/// What is made of a suite.
///
/// ```
/// use dashgen::render::{DashboardFormat, Options, Target};
///
/// let options = Options { dashboards: vec![DashboardFormat::Classic, DashboardFormat::V2], ..Options::default() };
/// assert_eq!(options.target, Target::Files);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// What the generated files are for.
    pub target: Target,
    /// The formats of the dashboards, each of which the target must [take](Target::takes); others are left out.
    pub dashboards: Vec<DashboardFormat>,
    /// Who evaluates the alerts.
    pub alerts: AlertsBy,
}

impl Default for Options {
    fn default() -> Self {
        Self::of(Target::default())
    }
}

impl Options {
    /// Returns those of a target: classic dashboards, and alerts for Grafana and Prometheus to choose from.
    pub fn of(target: Target) -> Self {
        Self { target, dashboards: vec![DashboardFormat::Classic], alerts: AlertsBy::default() }
    }

    /// Returns the formats that are written, in the order of [`DashboardFormat::ALL`].
    pub fn formats(&self) -> impl Iterator<Item = DashboardFormat> {
        let is_written = |format: &DashboardFormat| self.dashboards.contains(format) && self.target.takes(*format);
        DashboardFormat::ALL.iter().copied().filter(is_written)
    }

    /// Returns the folder of the output that Grafana is to load dashboards from: of several, the classic one.
    pub fn folder(&self) -> &'static str {
        self.formats().next().unwrap_or_default().folder()
    }
}
