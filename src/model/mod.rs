//! What a dashboard is for those who build one: dashboards, panels, queries, variables, links.
//!
//! Values here know nothing of files: [`crate::render`] writes them down. What a panel shows, and what it says of its
//! numbers, is in Grafana's own words: [`crate::vocabulary`], from which this module has what a builder names most.

mod annotation;
mod dashboard;
mod data_query;
mod expression;
mod field;
mod handle;
mod identity;
mod label_var;
mod link;
mod logs;
mod origin;
mod panel;
mod prom_query;
mod section;
mod time;
mod variable;

pub use annotation::{Annotation, AnnotationSource, ShowIn};
pub use dashboard::{Cursor, Dashboard, Item};
pub use data_query::{DataQuery, DataQuerySource, PanelQuery, QueryRef};
pub use expression::{Limit, Math, Reducer};
pub(crate) use field::Mappings;
pub use field::{DataLink, Field, LinkVariable, Mapping, MappingResult, Override, Property};
pub use handle::{DashboardRef, DatasourceRef, PanelRef, Var, VarError};
pub use identity::{IdCollision, PanelId, PanelKey, panel_ids};
pub use label_var::LabelVar;
pub use link::{Link, LinkIcon, LinkKind};
pub use logs::{LogLabel, LogQuery, LogSource, LogStreams, logs};
pub use origin::Origin;
pub(crate) use panel::Found;
pub use panel::{Allowance, Column, DataIssue, LibraryPanelRef, OwnTime, Panel, Place, Repeat, Size, UnitConflict};
pub use prom_query::{Legend, LegendPart, PromQuery, QueryType, ResultFormat};
pub use section::{AutoGrid, ColumnWidth, Condition, ConditionOperator, Conditions, Row, RowHeight, Tab};
pub use time::{Month, TimePicker, TimeRange, WeekStart};
pub use variable::{
    AdHoc, AutoStep, Hide, QueryVariable, Refresh, Sort, StaticOptions, StaticOptionsOrder, ValuesQuery, Variable,
    VariableKind,
};

pub use crate::vocabulary::field::{Axis, Calculation, Color, ColorMode, FrameMatcher, Matcher, Thresholds};
pub use crate::vocabulary::panel::{
    AlertList, AnnotationList, BarChart, BarGauge, Candlestick, Canvas, DashboardList, FlameGraph, Gauge, Geomap,
    Heatmap, HistogramPanel, Logs, News, NodeGraph, PieChart, Plugin, Stat, StateTimeline, StatusHistory, Table,
    TextPanel, Timeseries, Traces, Trend, Visualization, XyChart,
};
pub use crate::vocabulary::query::ref_id;
pub use crate::vocabulary::{Text, Uid, UidError};
