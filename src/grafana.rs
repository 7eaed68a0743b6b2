//! Facts about Grafana that several modules need, each once.

pub(crate) mod api;

/// The Grafana that panels are written for. Each of Grafana's own kinds says so: one that says nothing counts as a very
/// old one, and Grafana changes what it says: gauges lose their options, percent gets other ends, XY charts break.
pub const VERSION: &str = "13.2.3";

/// The newest `schemaVersion` that Grafana's API takes: what is written, and what older dashboards are raised to.
/// Grafana 11 to 13 read it.
pub const SCHEMA_VERSION: u32 = 42;

/// Members of a classic dashboard that the server fills in when it saves one.
pub const SERVER_MEMBERS: [&str; 3] = ["id", "iteration", "version"];

/// The group of Kubernetes resources that dashboards belong to.
pub(crate) const GROUP: &str = "dashboard.grafana.app";

/// Members of a resource's metadata that the server fills in.
pub(crate) const SERVER_METADATA: &[&str] =
    &["creationTimestamp", "generation", "managedFields", "resourceVersion", "selfLink", "uid"];

/// Annotations and labels of a resource that the server writes. Others of Grafana's are requests to it:
/// `grafana.app/folder`, `grafana.app/message`, `grafana.app/grant-permissions`.
pub(crate) const SERVER_NOTES: &[&str] = &[
    "grafana.app/createdBy",
    "grafana.app/deprecatedInternalID",
    "grafana.app/saved-from-ui",
    "grafana.app/updatedBy",
    "grafana.app/updatedTimestamp",
];

/// What a variable holds that stands for all its values.
pub const ALL: &str = "$__all";

/// The legend by which Grafana names series after the labels in which they differ.
pub const AUTO_LEGEND: &str = "__auto";

/// Returns whether a variable is one that Grafana fills in itself: nobody else's name begins like theirs.
pub fn is_built_in(variable: &str) -> bool {
    variable.starts_with("__")
}

/// Datasources that every Grafana has: names, which are their uids, too.
pub mod datasource {
    /// Stands for "each query names its own".
    pub const MIXED: &str = "-- Mixed --";
    /// Has the answers of another panel of the dashboard.
    pub const DASHBOARD: &str = "-- Dashboard --";
    /// Has annotations, random numbers, and what Grafana knows of itself.
    pub const GRAFANA: &str = "-- Grafana --";
    /// Calculates with other queries. It is its own plugin.
    pub const EXPRESSION: &str = "__expr__";
    /// The plugin of [`GRAFANA`], which answers to this uid as well.
    pub const GRAFANA_PLUGIN: &str = "grafana";
    /// The plugin of [`MIXED`] and [`DASHBOARD`].
    pub const PLUGIN: &str = "datasource";

    /// Plugins that do not understand `PromQL`. Of one that is not listed, nobody knows here.
    const OTHER_LANGUAGES: [&str; 19] = [
        "alertmanager",
        "cloudwatch",
        "elasticsearch",
        "grafana-azure-monitor-datasource",
        "grafana-opensearch-datasource",
        "grafana-postgresql-datasource",
        "grafana-pyroscope-datasource",
        "grafana-testdata-datasource",
        "graphite",
        "influxdb",
        "jaeger",
        "loki",
        "mssql",
        "mysql",
        "opentsdb",
        "postgres",
        "stackdriver",
        "tempo",
        "zipkin",
    ];

    /// Returns whether a plugin may understand `PromQL`.
    pub fn may_speak_promql(plugin: &str) -> bool {
        !OTHER_LANGUAGES.contains(&plugin)
    }

    /// Returns whether two ids are of the same plugin: PostgreSQL's has an older one besides.
    pub fn is_same_plugin(one: &str, other: &str) -> bool {
        let today = |id| if id == "postgres" { "grafana-postgresql-datasource" } else { id };
        today(one) == today(other)
    }

    /// Returns the plugin that Grafana writes beside a name when it raises a reference from before version 8.3.
    pub fn plugin(name: &str) -> Option<&'static str> {
        match name {
            MIXED | DASHBOARD => Some(PLUGIN),
            GRAFANA => Some(GRAFANA_PLUGIN),
            _ => None,
        }
    }
}

/// Variables that Grafana fills in itself, by their names without `$`.
pub mod variable {
    /// At least four scrapes and one step of the graph.
    pub const RATE_INTERVAL: &str = "__rate_interval";
    /// One step of the graph.
    pub const INTERVAL: &str = "__interval";
    /// The length of the time range.
    pub const RANGE: &str = "__range";
    /// The beginning of the time range, in milliseconds since 1970.
    pub const FROM: &str = "__from";
    /// The end of the time range, in milliseconds since 1970.
    pub const TO: &str = "__to";
}
