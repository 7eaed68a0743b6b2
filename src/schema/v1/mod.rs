//! Classic dashboards, schema version 16 and up, as they are found: everything is kept, and most of it has a type.
//!
//! Names: the npm package `@grafana/schema` 13.2.3, `raw/dashboard/x`; what only older dashboards have is marked so.

mod annotation;
#[cfg(test)]
mod corpus;
mod dashboard;
pub mod defaults;
#[cfg(test)]
pub(crate) mod laws;
pub mod legacy;
mod link;
mod panel;
#[cfg(test)]
mod tests;
mod variable;

pub use crate::vocabulary::transformation::Transformation;
pub use annotation::{Annotation, AnnotationFilter, AnnotationMapping, Annotations};
pub use dashboard::{
    Dashboard, Element, Input, InputUsage, OldRow, Pulldown, QuickRange, Requirement, Snapshot, Time, TimePicker,
};
pub use legacy::Legacy;
pub use link::Link;
pub use panel::{GridPos, LibraryMeta, LibraryPanel, LibraryUser, Panel};
pub use variable::{Choice, Chosen, Templating, Variable, VariableOrigin};

pub use crate::vocabulary::query::{
    AdHocFilter, AdHocKey, BucketAggregation, Condition, ConditionPart, ConditionQuery, Datasource, DatasourceObject,
    ExpressionSettings, LabelFilter, LogGroup, MetricAggregation, OtherMembers, QueryPart, SqlColumn, SqlGroup,
    SqlParameter, SqlProperty, SqlQuery, TagFilter, Target, TimeRegion, TraceFilter, VariableQuery,
};
