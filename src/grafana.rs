//! Facts about Grafana that several modules need.

/// The Grafana that panels are written for. Each of Grafana's own kinds says so: one that says nothing counts as a very
/// old one, and Grafana changes what it says: gauges lose their options, percent gets other ends, XY charts break.
pub const VERSION: &str = "13.2.3";
