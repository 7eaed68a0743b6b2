//! The rules: recording and alerting rules for Prometheus, their tests, and alert rules for Grafana.

mod check;
pub(super) mod grafana;
mod panels;
pub(super) mod prometheus;
pub(super) mod unit_test;

#[cfg(test)]
mod tests;

pub use check::RuleError;
pub(super) use check::check;
pub(super) use panels::Panels;

/// Who evaluates the alerts of a suite.
///
/// The files for both can be written; loading both would bring each alert twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum AlertsBy {
    /// Grafana.
    Grafana,
    /// Prometheus.
    Prometheus,
    /// Either: the files for both are written, to choose from. Grafana reads its own with the rest of the
    /// provisioning; Prometheus reads none that its configuration does not name.
    #[default]
    Either,
    /// Nothing: no alert rules are written.
    Nobody,
}

impl AlertsBy {
    /// Returns whether Grafana may be the one.
    pub(super) fn may_be_grafana(self) -> bool {
        matches!(self, Self::Grafana | Self::Either)
    }

    /// Returns whether Prometheus may be the one.
    pub(super) fn may_be_prometheus(self) -> bool {
        matches!(self, Self::Prometheus | Self::Either)
    }
}
