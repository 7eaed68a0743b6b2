//! Events drawn over graphs.

use super::{Datasource, Target};
use crate::json::{Either, object};
use crate::model::Text;

object! {
    /// The annotations of a dashboard.
    pub struct Annotations {
        /// Whether they are on. Old dashboards only.
        "enable" enable: bool,
        /// The queries.
        "list" list: Vec<Annotation>,
    }
}

object! {
    /// A query for annotations.
    pub struct Annotation {
        /// 1 for Grafana's own.
        "builtIn" built_in: Either<f64, bool>,
        /// The datasource.
        "datasource" datasource: Datasource,
        /// Whether it is on.
        "enable" enable: bool,
        /// The query. Old dashboards only.
        "expr" expr: Text,
        /// The panels that show it.
        "filter" filter: AnnotationFilter,
        /// Whether its switch is hidden.
        "hide" hide: bool,
        /// The colour of the line.
        "iconColor" icon_color: Text,
        /// How many events there are at most. Old dashboards only.
        "limit" limit: f64,
        /// What it is called.
        "name" name: Text,
        /// Whether it stands in the menu of controls: `inControlsMenu`.
        "placement" placement: Text,
        /// Whether lines are drawn. Old dashboards only.
        "showIn" show_in: f64,
        /// How far apart points are at least. Old dashboards only.
        "step" step: Text,
        /// Which labels become tags: names with commas between them.
        "tagKeys" tag_keys: Text,
        /// The tags to look for. Old dashboards only.
        "tags" tags: Either<Vec<Text>, Text>,
        /// The query.
        "target" target: Target,
        /// The text of an event.
        "textFormat" text_format: Text,
        /// The headline of an event.
        "titleFormat" title_format: Text,
        /// `dashboard` for Grafana's own, `tags` for a search by tags.
        "type" kind: Text,
        /// Whether the value is the time of the event.
        "useValueForTime" use_value_for_time: Either<bool, Text>,
    }
}

object! {
    /// The panels that show an annotation.
    pub struct AnnotationFilter {
        /// Whether it is all but these.
        "exclude" exclude: bool,
        /// The panels.
        "ids" ids: Vec<i64>,
    }
}
