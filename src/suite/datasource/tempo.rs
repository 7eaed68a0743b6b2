//! Grafana Tempo.

use std::time::Duration;

use super::{Datasource, Describe, OverHttp, OverTls};
use crate::model::{Text, Uid};
use crate::promql::duration;
use crate::suite::Setting;
use crate::suite::data::{Data, Member, Settings};

/// The settings of a Tempo datasource.
///
/// Source: "Provision the Tempo data source" in Grafana's documentation.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct Tempo {
    /// The link from a span to its logs.
    pub logs: Option<TracesTo>,
    /// The link from a span to its metrics.
    pub metrics: Option<TracesTo>,
    /// The link from a span to its profiles.
    pub profiles: Option<TracesTo>,
    /// The Prometheus datasource with the metrics of the service graph.
    pub service_map: Option<Uid>,
    has_node_graph: bool,
    streams: bool,
}

/// The target of a link from a span: logs, metrics or profiles of the same service and time, in another datasource.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct TracesTo {
    /// The datasource.
    pub datasource: Uid,
    tags: Vec<(Text, Option<Text>)>,
    from: Option<Text>,
    to: Option<Text>,
    by_trace_id: bool,
    by_span_id: bool,
    query: Option<Text>,
    queries: Vec<(Text, Text)>,
    profile: Option<Text>,
}

impl TracesTo {
    /// Returns a link to a datasource: Loki or similar for logs, Prometheus for metrics, Pyroscope for profiles.
    ///
    /// ```
    /// use dashgen::model::Uid;
    /// use dashgen::promql::minutes;
    /// use dashgen::suite::Datasource;
    /// use dashgen::suite::datasource::TracesTo;
    ///
    /// let logs = TracesTo::new(&Uid::literal("loki")).tag_as("service.name", "service").around(minutes(1), minutes(1)).by_trace_id();
    /// Datasource::tempo(Uid::literal("tempo"), "Tempo", "http://tempo:3200").logs(logs);
    /// ```
    pub fn new(datasource: &Uid) -> Self {
        Self {
            datasource: datasource.clone(),
            tags: Vec::new(),
            from: None,
            to: None,
            by_trace_id: false,
            by_span_id: false,
            query: None,
            queries: Vec::new(),
            profile: None,
        }
    }

    /// Filters by a tag of the span, which is a label of the same name.
    pub fn tag(mut self, tag: impl Into<Text>) -> Self {
        self.tags.push((tag.into(), None));
        self
    }

    /// Filters by a tag of the span, which is a label with another name.
    pub fn tag_as(mut self, tag: impl Into<Text>, label: impl Into<Text>) -> Self {
        self.tags.push((tag.into(), Some(label.into())));
        self
    }

    /// Extends the time range before the start and after the end of the span.
    pub fn around(self, before: Duration, after: Duration) -> Self {
        Self { from: Some(format!("-{}", duration(before)).into()), to: Some(duration(after).into()), ..self }
    }

    /// Filters by the trace ID. Only for logs.
    pub fn by_trace_id(self) -> Self {
        Self { by_trace_id: true, ..self }
    }

    /// Filters by the span ID. Only for logs.
    pub fn by_span_id(self) -> Self {
        Self { by_span_id: true, ..self }
    }

    /// Uses a custom query, with `${__span.tags.name}` and `${__tags}` for the tags of the span. Only for logs and
    /// profiles.
    pub fn query(self, query: impl Into<Text>) -> Self {
        Self { query: Some(query.into()), ..self }
    }

    /// Adds a named query, with `$__tags` for the tags of the span. Only for metrics.
    pub fn named_query(mut self, name: impl Into<Text>, query: impl Into<Text>) -> Self {
        self.queries.push((name.into(), query.into()));
        self
    }

    /// Sets the profile type: `process_cpu:cpu:nanoseconds:cpu:nanoseconds`. Only for profiles.
    pub fn profile_type(self, profile: impl Into<Text>) -> Self {
        Self { profile: Some(profile.into()), ..self }
    }
}

impl Member for TracesTo {
    fn member(&self) -> Option<Data> {
        let pair = |keys: [&'static str; 2], first: &Text, second: Option<&Text>| {
            Data::object([(keys[0], first.member()), (keys[1], second.cloned().member())])
        };
        let tags: Vec<_> = self.tags.iter().map(|(key, label)| pair(["key", "value"], key, label.as_ref())).collect();
        let queries = self.queries.iter().map(|(name, query)| pair(["name", "query"], name, Some(query)));
        Some(Data::object([
            ("datasourceUid", self.datasource.member()),
            ("spanStartTimeShift", self.from.member()),
            ("spanEndTimeShift", self.to.member()),
            ("tags", tags.member()),
            ("filterByTraceID", self.by_trace_id.member()),
            ("filterBySpanID", self.by_span_id.member()),
            ("customQuery", self.query.is_some().member()),
            ("query", self.query.member()),
            ("queries", queries.collect::<Vec<_>>().member()),
            ("profileTypeId", self.profile.member()),
        ]))
    }
}

impl Datasource {
    /// Returns a Tempo datasource with its URL.
    pub fn tempo(uid: Uid, name: impl Into<Text>, url: impl Into<Setting>) -> Datasource<Tempo> {
        Datasource::new(uid, name, Some(url.into()), Tempo::default())
    }
}

impl Datasource<Tempo> {
    /// Links spans to their logs.
    pub fn logs(mut self, logs: TracesTo) -> Self {
        self.kind.logs = Some(logs);
        self
    }

    /// Links spans to their metrics.
    pub fn metrics(mut self, metrics: TracesTo) -> Self {
        self.kind.metrics = Some(metrics);
        self
    }

    /// Links spans to their profiles.
    pub fn profiles(mut self, profiles: TracesTo) -> Self {
        self.kind.profiles = Some(profiles);
        self
    }

    /// Shows the service graph, from metrics in this Prometheus datasource.
    pub fn service_map(mut self, prometheus: &Uid) -> Self {
        self.kind.service_map = Some(prometheus.clone());
        self
    }

    /// Shows the node graph above each trace.
    pub fn node_graph(mut self) -> Self {
        self.kind.has_node_graph = true;
        self
    }

    /// Streams partial results of searches and TraceQL metrics.
    pub fn streaming(mut self) -> Self {
        self.kind.streams = true;
        self
    }
}

impl Describe for Tempo {
    fn plugin(&self) -> &'static str {
        "tempo"
    }

    fn settings(&self) -> Settings {
        let flags = |keys: &[&'static str]| {
            Data::Object(keys.iter().map(|key| (Text::Borrowed(key), Data::Flag(true))).collect())
        };
        let map = self.service_map.as_ref().map(|uid| Data::object([("datasourceUid", uid.member())]));
        Settings::default()
            .with("tracesToLogsV2", &self.logs)
            .with("tracesToMetrics", &self.metrics)
            .with("tracesToProfiles", &self.profiles)
            .with("serviceMap", &map)
            .with("nodeGraph", &self.has_node_graph.then(|| flags(&["enabled"])))
            .with("streamingEnabled", &self.streams.then(|| flags(&["search", "metrics"])))
    }
}

impl OverHttp for Tempo {}
impl OverTls for Tempo {}
