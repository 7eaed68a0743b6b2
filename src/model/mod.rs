//! What a dashboard is, in Grafana's own concepts.
//!
//! Values here know nothing of files: [`crate::render`] writes them down. A panel's options and field config are
//! Grafana's own vocabulary, the same in every format, so those types carry Grafana's names and are written as they
//! stand. Of an option that Grafana's own types ask for, the default is written too; of the rest, only what differs.

mod annotation;
mod ask;
mod dashboard;
pub mod defaults;
pub mod document;
mod expression;
pub mod field;
mod handle;
mod identity;
mod link;
mod origin;
pub mod panel;
mod section;
mod target;
mod time;
pub mod transformation;
mod variable;

use std::borrow::Cow;

pub use annotation::{Annotation, AnnotationSource, ShownOn};
pub use ask::{AnyTarget, Ask, AskSource, QueryRef};
pub use dashboard::{Cursor, Dashboard, DashboardRef, Item, PanelRef};
pub use expression::{Limit, Math, Reducer};
pub use field::{
    Axis, Calculation, Color, ColorMode, DataLink, Field, FrameMatcher, Mapping, Matcher, Override, Property,
    Thresholds,
};
pub use handle::{DatasourceRef, Var, VarError};
pub use identity::{IdCollision, PanelId, Uid, UidError, panel_ids};
pub use link::{Link, LinkIcon, LinkKind};
pub use origin::Origin;
pub use panel::{
    AlertList, Allowance, AnnotationList, BarChart, BarGauge, Candlestick, Canvas, DashboardList, FlameGraph, Gauge,
    Geomap, Heatmap, HistogramPanel, LibraryPanelRef, Logs, News, NodeGraph, Panel, PanelKey, PieChart, Plugin, Repeat,
    Size, Stat, StateTimeline, StatusHistory, Surprise, Table, TextPanel, Timeseries, Traces, Trend, Visualization,
    XyChart,
};
pub use section::{AutoGrid, ColumnWidth, Condition, ConditionOperator, Conditions, Row, RowHeight, Tab};
pub use target::{Legend, LegendPart, QueryType, ResultFormat, Target, ref_id};
pub use time::{Month, TimePicker, TimeRange, WeekStart};
pub use variable::{
    AdHoc, AutoStep, FixedPlace, FixedValues, Hide, QueryVariable, Refresh, Sort, ValuesQuery, Variable, VariableKind,
};

/// A text of the model: static for what Rust code names, owned for what was computed.
pub type Text = Cow<'static, str>;
