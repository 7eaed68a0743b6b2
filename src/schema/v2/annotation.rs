//! Events drawn over graphs.

use std::collections::BTreeMap;

use super::kinded::named;
use super::{DataQuery, DatasourceRef, Origin};
use crate::json::object;
use crate::schema::v1::{AnnotationFilter, AnnotationMapping};
use crate::vocabulary::Text;

named!(Annotation: "AnnotationQuery");

object! {
    /// A query for annotations.
    pub struct Annotation {
        /// Whether it is Grafana's own.
        "builtIn" built_in: bool,
        /// The datasource. `v2alpha1` only.
        "datasource" datasource: DatasourceRef,
        /// Whether it is on.
        "enable" enable: bool,
        /// The panels that show it.
        "filter" filter: AnnotationFilter,
        /// Whether its switch is hidden.
        "hide" hide: bool,
        /// The colour of the line.
        "iconColor" icon_color: Text,
        /// What only the classic format has a member for.
        "legacyOptions" legacy_options: crate::schema::v1::Annotation,
        /// Which fields of the answer become which parts of an event.
        "mappings" mappings: BTreeMap<String, AnnotationMapping>,
        /// What it is called.
        "name" name: Text,
        /// Who put it there, if not the dashboard.
        "origin" origin: Origin,
        /// Whether it is in the controls menu: `inControlsMenu`.
        "placement" placement: Option<Text>,
        /// What is asked.
        "query" query: DataQuery,
    }
}
