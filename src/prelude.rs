//! What the files of a suite import: `use dashgen::prelude::*;`.
//!
//! It has no name of Rust's own prelude. Of [`Label`](crate::promql::Label) it brings the methods, not the name. What a
//! panel's options take ([`crate::vocabulary::panel`]) and what a program does ([`crate::cli`]) is imported by itself.
//!
//! ```
//! use dashgen::prelude::*;
//!
//! dashgen::metrics! {
//!     catalogue METRICS;
//!     target labels { Job = "job" }
//!     /// Time from a request to its answer.
//!     histogram DURATION("request_duration_seconds", Seconds) by duration { Path = "path" }
//! }
//!
//! let p95 = DURATION.with(duration::Path.is("/cart")).quantile(0.95, RATE_INTERVAL).legend("p95");
//! Panel::new("p95", "Time to answer", Timeseries::lines()).query(p95).thresholds(Thresholds::from_ok().critical(0.5));
//! ```

pub use crate::model::{
    Annotation, Axis, BarChart, BarGauge, Color, Column, Dashboard, DashboardRef, DataLink, DataQuery, DatasourceRef,
    Gauge, Heatmap, LabelVar, Link, Logs, Mapping, Override, Panel, PanelRef, PieChart, QueryRef, Row, Size, Stat,
    StateTimeline, Tab, Table, TextPanel, Thresholds, TimeRange, Timeseries, Uid, Var, Variable, logs,
};
pub use crate::promql::{
    INTERVAL, Label as _, Query, RANGE, RATE_INTERVAL, Recorded, RecordedBuckets, ScopeMatcher, Window, days, hours,
    minutes, raw, seconds, time,
};
pub use crate::rule::{Alert, AlertRule, Case, Recording, RuleGroup, Rules, Series, Severity};
pub use crate::suite::{
    Dashboards, Datasource, Demo, ExistingDatasource, Job, Provider, Secret, Setting, Stack, Suite,
};
pub use crate::unit::{Amount, Bytes, Number, PerSecond, Percent, Ratio, Seconds, Unit, Usd};
