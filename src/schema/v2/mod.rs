//! Dashboards of Grafana's newer format, `dashboard.grafana.app/v2`: elements, and layouts that refer to them.
//!
//! Names: the npm package `@grafana/schema` 13.2.3, `schema/dashboard/v2`. What only `v2beta1` and `v2alpha1` have is
//! marked so. As everywhere, what no type knows is kept where it stood.

mod annotation;
mod condition;
mod dashboard;
mod element;
mod kinded;
mod layout;
mod query;
#[cfg(test)]
mod tests;
mod variable;

pub use annotation::Annotation;
pub use condition::{Condition, ConditionGroup, DataCondition, TimeRangeCondition, VariableCondition};
pub use dashboard::{Dashboard, Link, Preferences, Spec, TimeSettings};
pub use element::{Element, LibraryPanel, LibraryPanelRef, Panel, PanelLink, Visualization, VisualizationSpec};
pub use kinded::{Kinded, Named};
pub use layout::{
    AutoGrid, AutoGridItem, ElementReference, Grid, GridEntry, GridItem, GridRow, Layout, Repeat, Row, Rows, Tab, Tabs,
};
pub use query::{
    DataQuery, DatasourceName, DatasourceRef, PanelQuery, QueryGroup, QueryOptions, Transformation, TransformationSpec,
};
pub use variable::{
    AdhocFilter, AdhocKind, AdhocSpec, Choice, Constant, Custom, DatasourceSpec, FoundValue, GroupByKind, GroupBySpec,
    Interval, Origin, QuerySpec, Switch, TextBox, Variable,
};
