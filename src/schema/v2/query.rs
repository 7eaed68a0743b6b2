//! Queries, and what happens to their answers.

use std::collections::BTreeMap;

use super::Kinded;
use super::kinded::named;
use crate::json::object;
use crate::schema::v1::Target;
use crate::vocabulary::Text;
use crate::vocabulary::field::Matcher;
use crate::vocabulary::transformation::TransformationOptions;

named!(QueryGroup: "QueryGroup", PanelQuery: "PanelQuery", DataQuery: "DataQuery");

object! {
    /// What a panel asks.
    pub struct QueryGroup {
        /// The queries.
        "queries" queries: Vec<Kinded<PanelQuery>>,
        /// What holds for all queries.
        "queryOptions" query_options: QueryOptions,
        /// The transformations of the results before they are drawn.
        "transformations" transformations: Vec<Transformation>,
    }
}

object! {
    /// What holds for all queries of a panel.
    pub struct QueryOptions {
        /// How long answers may be kept.
        "cacheTimeout" cache_timeout: Text,
        /// Whether the note about its own time range is hidden.
        "hideTimeOverride" hide_time_override: bool,
        /// How far apart the points are at least.
        "interval" interval: Text,
        /// How many points a series has at most.
        "maxDataPoints" max_data_points: f64,
        /// How long answers are kept, in milliseconds.
        "queryCachingTTL" query_caching_ttl: f64,
        /// The earlier time that it is compared with.
        "timeCompare" time_compare: Text,
        /// Its own time range.
        "timeFrom" time_from: Text,
        /// How far its time range is moved back.
        "timeShift" time_shift: Text,
        /// The end of its own time range.
        "timeTo" time_to: Text,
    }
}

object! {
    /// A query of a panel.
    pub struct PanelQuery {
        /// The datasource. `v2alpha1` only.
        "datasource" datasource: DatasourceRef,
        /// Whether it is not shown.
        "hidden" hidden: bool,
        /// What is asked.
        "query" query: DataQuery,
        /// `A`, `B`, ..., `Z`, `AA`.
        "refId" ref_id: Text,
    }
}

object! {
    /// What is asked.
    pub struct DataQuery {
        /// The datasource; the default one of its type where it is missing.
        "datasource" datasource: DatasourceName,
        /// The type of the datasource: `prometheus`.
        "group" group: Text,
        /// `DataQuery`; the type of the datasource in `v2alpha1`.
        "kind" kind: Text = "DataQuery",
        /// Words about it, for the server.
        "labels" labels: BTreeMap<String, Text>,
        /// The query.
        "spec" spec: Target,
        /// The version of the query's form.
        "version" version: Text = "v0",
    }
}

object! {
    /// A datasource.
    pub struct DatasourceName {
        /// Its uid, or a variable: `${datasource}`.
        "name" name: Text,
    }
}

object! {
    /// A datasource, as `v2alpha1` has it.
    pub struct DatasourceRef {
        /// The plugin's id: `prometheus`.
        "type" kind: Text,
        /// Its uid, or a variable: `${datasource}`.
        "uid" uid: Text,
    }
}

object! {
    /// A step between the answers and the drawing.
    pub struct Transformation with settle {
        /// Which one: `organize`.
        "group" group: Text,
        /// `Transformation`; the id in `v2beta1` and `v2alpha1`.
        "kind" kind: Text = "Transformation",
        /// How it is done.
        "spec" spec: TransformationSpec,
    }
}

impl Transformation {
    fn settle(mut self) -> Self {
        let id = self.group.as_deref().or(self.kind.as_deref()).unwrap_or_default();
        if let Some(spec) = &mut self.spec {
            spec.options = spec.options.take().map(|it| it.settled(id));
        }
        self
    }
}

object! {
    /// How a step is done.
    pub struct TransformationSpec {
        /// Whether it is off.
        "disabled" disabled: bool,
        /// Which answers it is for.
        "filter" filter: Matcher,
        /// Which one. `v2beta1` and `v2alpha1` only.
        "id" id: Text,
        /// Its options.
        "options" options: TransformationOptions,
        /// `series`, `annotations` or `alertStates`.
        "topic" topic: Text,
    }
}
