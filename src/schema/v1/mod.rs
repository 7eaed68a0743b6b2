//! Classic dashboards, schema version 16 and up, as they are found: everything is kept, and most of it has a type.
//!
//! Names: the npm package `@grafana/schema` 13.2.3, `raw/dashboard/x`; what only older dashboards have is marked so.

mod annotation;
mod condition;
#[cfg(test)]
mod corpus;
mod dashboard;
mod datasource;
#[cfg(test)]
pub(crate) mod laws;
pub mod legacy;
mod link;
mod panel;
pub mod target;
mod variable;

pub use crate::model::transformation::Transformation;
pub use annotation::{Annotation, AnnotationFilter, AnnotationMapping, Annotations};
pub use condition::{Condition, ConditionPart, ConditionQuery};
pub use dashboard::{
    Dashboard, Element, Input, InputUsage, OldRow, Pulldown, QuickRange, Requirement, Snapshot, Time, TimePicker,
};
pub use datasource::{Datasource, DatasourceObject};
pub use legacy::Legacy;
pub use link::Link;
pub use panel::{GridPos, LibraryMeta, LibraryPanel, LibraryUser, Panel};
pub use target::{
    BucketAggregation, ExpressionSettings, LogGroup, MetricAggregation, QueryPart, SqlColumn, SqlGroup, SqlParameter,
    SqlProperty, SqlQuery, TagFilter, Target, TraceFilter,
};
pub use variable::{
    AdHocFilter, AdHocKey, Choice, Chosen, LabelFilter, Templating, Variable, VariableOrigin, VariableQuery,
};
