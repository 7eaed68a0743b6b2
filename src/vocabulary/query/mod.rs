//! What is asked, of any datasource: queries as documents have them.
//!
//! Which datasource is asked may only be known to a variable, so one type holds the members of all of them. The names
//! come from the npm package `@grafana/schema` 13.2.3 and from the datasources' own plugins.

mod cloud;
mod condition;
mod datasource;
mod filter;
mod parts;
mod ref_id;
mod target;
mod test_data;
mod variable;

pub use cloud::{
    AzureDimension, AzureLogs, AzureMetrics, AzureResource, AzureResources, AzureTraceFilter, AzureTraces, CloudGoal,
    CloudMetrics, CloudPromql, CloudText, TimeGrain,
};
pub use condition::{Condition, ConditionPart, ConditionQuery};
pub use datasource::{Datasource, DatasourceObject};
pub use filter::{AdHocFilter, AdHocKey};
pub use parts::{
    BucketAggregation, ExpressionSettings, LogGroup, MetricAggregation, OldField, QueryPart, SqlColumn, SqlGroup,
    SqlParameter, SqlProperty, SqlQuery, TagFilter, TimeRegion, TraceFilter,
};
pub use ref_id::ref_id;
pub use target::{OtherMembers, Target};
pub use test_data::{TestNodes, TestSimulation, TestSimulationKey, TestStates, TestStream, TestWave};
pub use variable::{LabelFilter, VariableQuery};
