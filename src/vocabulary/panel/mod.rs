//! Panels: one file for each kind, with its options and field config.

mod alert_list;
mod annotation_list;
mod axis;
mod barchart;
mod bargauge;
mod candlestick;
mod canvas;
mod canvas_element;
mod dashboard_list;
mod defaults;
mod dimension;
mod field_options;
mod flame_graph;
mod gauge;
mod geomap;
mod graph;
mod heatmap;
mod heatmap_color;
mod histogram;
mod kind;
mod logs;
mod map_layer;
mod news;
mod node_graph;
mod piechart;
mod plugin;
mod shared;
mod stat;
mod state_timeline;
mod status_history;
mod table;
mod table_cell;
mod text;
mod timeseries;
mod traces;
mod trend;
mod xychart;

pub use alert_list::{AlertFolder, AlertGrouping, AlertList, AlertListOptions, AlertStates, AlertView};
pub use annotation_list::{AnnotationList, AnnotationListOptions};
pub use barchart::{BarChart, BarChartField, BarChartOptions};
pub use bargauge::{BarGauge, BarGaugeMode, BarGaugeName, BarGaugeOptions, BarGaugeValue};
pub use candlestick::{
    CandleColors, CandleComparison, CandleFields, CandleStyle, Candlestick, CandlestickMode, CandlestickOptions,
};
pub use canvas::{Canvas, CanvasOptions, CanvasRoot, CanvasRootKind, CanvasTooltip};
pub use canvas_element::{
    CanvasBackground, CanvasConnection, CanvasConstraint, CanvasElement, CanvasImageSize, CanvasLine, CanvasPath,
    CanvasPlacement, CanvasPoint, CanvasSideways, CanvasUpright,
};
pub use dashboard_list::{DashboardList, DashboardListOptions};
pub use defaults::PanelDefaults;
pub(crate) use defaults::{migrated_before, version};
pub use dimension::{
    ColorDimension, ConnectionDirection, DirectionDimension, DirectionDimensionMode, ResourceDimension,
    ResourceDimensionMode, ScalarDimension, ScalarDimensionMode, ScaleDimension, ScaleDimensionMode, TextDimension,
    TextDimensionMode,
};
pub use field_options::{FieldOptions, OldFieldDefaults, OldFieldOverride, OldFieldProperty, OldMatcher, OldThreshold};
pub use flame_graph::{FlameGraph, FlameGraphOptions};
pub use gauge::{Gauge, GaugeBarShape, GaugeEffects, GaugeMarker, GaugeOptions, GaugeShape, Sizing};
pub use geomap::{Geomap, GeomapOptions, MapControls, MapTooltip, MapTooltipMode, MapView};
pub use graph::{
    AxisColorMode, DrawStyle, GradientMode, GraphField, GraphTransform, HideFrom, LineFill, LineInterpolation,
    LineStyle, ScaleDistribution, ScaleKind, ShowPoints, Stacking, StackingMode, ThresholdsStyle, ThresholdsStyleMode,
};
pub use heatmap::{
    Heatmap, HeatmapAxis, HeatmapBucketMode, HeatmapBuckets, HeatmapCalculation, HeatmapCellValues, HeatmapExemplars,
    HeatmapField, HeatmapFilter, HeatmapLayout, HeatmapLegend, HeatmapOptions, HeatmapRows, HeatmapSelection,
    HeatmapTooltip,
};
pub(crate) use heatmap_color::SCHEMES;
pub use heatmap_color::{HeatmapColor, HeatmapColorMode, HeatmapColorScale};
pub use histogram::{HistogramField, HistogramOptions, HistogramPanel};
pub(crate) use kind::ChangeFields;
pub use kind::{Kind, NoField};
pub use logs::{Logs, LogsDedup, LogsDetails, LogsFont, LogsOptions, LogsOrder, LogsTime};
pub use map_layer::{MapLayer, MapLayerConfig, MapLocation, MapLocationMode, MapStyle, MapSymbolAlign, MapTextStyle};
pub use news::{News, NewsOptions};
pub use node_graph::{GraphEdges, GraphNodes, NodeArc, NodeGraph, NodeGraphOptions, NodeLayout, NodeZoom};
pub use piechart::{HideableField, PieChart, PieChartOptions, PieLabel, PieType};
pub use plugin::Plugin;
pub use shared::{
    AnnotationLines, AnnotationOptions, AnnotationRegions, LegendDisplay, LegendOptions, LegendOverflow,
    LegendPlacement, Orientation, ReduceOptions, ShowValue, TextSize, TooltipMode, TooltipOptions, TooltipSort,
};
pub use stat::{PercentChangeColor, Stat, StatColorMode, StatGraphMode, StatJustify, StatOptions, StatTextMode};
pub use state_timeline::{StateTimeline, StateTimelineField, StateTimelineOptions, ValueAlignment};
pub use status_history::{StatusHistory, StatusHistoryField, StatusHistoryOptions};
pub use table::{
    CellHeight, CellTooltip, CellTooltipPlacement, ColumnFooter, FrozenColumns, Table, TableAlign, TableDisplayMode,
    TableField, TableFooter, TableOptions, TableSort,
};
pub use table_cell::{
    CellBackground, ColoredCell, GaugeCell, ImageCell, MarkdownCell, PlainCell, PlainCellKind, SparklineCell, TableCell,
};
pub use text::{CodeOptions, TextMode, TextOptions, TextPanel, TextRenderMode};
pub use timeseries::{TimeCompareOptions, Timeseries, TimeseriesOptions};
pub use traces::{Traces, TracesOptions};
pub use trend::{Trend, TrendOptions};
pub use xychart::{
    PointShape, PointSize, XyChart, XyChartField, XyChartOptions, XyDimension, XyDimensions, XyFrame, XyMapping,
    XyName, XySeries, XyShow,
};

use serde_json::Value;

use super::field::FieldConfig;
use crate::grafana;
use crate::json::{Json, Trail, Typed};

kind::kinds! {
    /// A list of alerts.
    "alertlist" AlertList(alert_list: AlertListOptions, NoField);
    /// Events.
    "annolist" AnnotationList(annotation_list: AnnotationListOptions, NoField);
    /// Bars by category.
    "barchart" BarChart(barchart: BarChartOptions, BarChartField);
    /// Numbers as bars.
    "bargauge" BarGauge(bargauge: BarGaugeOptions, NoField);
    /// Prices and volumes.
    "candlestick" Candlestick(candlestick: CandlestickOptions, GraphField);
    /// A drawing that shows values.
    "canvas" Canvas(canvas: CanvasOptions, NoField);
    /// Links to dashboards.
    "dashlist" DashboardList(dashboard_list: DashboardListOptions, NoField);
    /// Profiles: where time or memory is spent.
    "flamegraph" FlameGraph(flame_graph: FlameGraphOptions, NoField);
    /// Numbers on a scale.
    "gauge" Gauge(gauge: GaugeOptions, NoField);
    /// Values on a map.
    "geomap" Geomap(geomap: GeomapOptions, HideableField);
    /// The distribution of values over time.
    "heatmap" Heatmap(heatmap: HeatmapOptions, HeatmapField);
    /// The distribution of values.
    "histogram" Histogram(histogram: HistogramOptions, HistogramField);
    /// Log lines.
    "logs" Logs(logs: LogsOptions, NoField);
    /// Headlines of a feed.
    "news" News(news: NewsOptions, NoField);
    /// Nodes and the edges between them.
    "nodeGraph" NodeGraph(node_graph: NodeGraphOptions, NoField);
    /// Shares of a whole.
    "piechart" PieChart(piechart: PieChartOptions, HideableField);
    /// Single numbers.
    "stat" Stat(stat: StatOptions, NoField);
    /// States, and how long each lasted.
    "state-timeline" StateTimeline(state_timeline: StateTimelineOptions, StateTimelineField);
    /// States at points in time.
    "status-history" StatusHistory(status_history: StatusHistoryOptions, StatusHistoryField);
    /// Rows and columns.
    "table" Table(table: TableOptions, TableField);
    /// Markdown, HTML or code.
    "text" Text(text: TextOptions, NoField);
    /// Lines, bars or points over time.
    "timeseries" Timeseries(timeseries: TimeseriesOptions, GraphField);
    /// One trace.
    "traces" Traces(traces: TracesOptions, NoField);
    /// Lines over an x-axis other than time.
    "trend" Trend(trend: TrendOptions, GraphField);
    /// One number over another.
    "xychart" XyChart(xychart: XyChartOptions, XyChartField);
}

impl Visualization {
    /// Returns whether it shows query results, rather than content from Grafana itself.
    pub const fn shows_answers(&self) -> bool {
        !matches!(
            self,
            Self::AlertList(_) | Self::AnnotationList(_) | Self::DashboardList(_) | Self::News(_) | Self::Text(_)
        )
    }

    /// Returns whether values are coloured by thresholds by default.
    pub const fn is_colored_by_thresholds(&self) -> bool {
        matches!(
            self,
            Self::BarGauge(_) | Self::Gauge(_) | Self::Stat(_) | Self::StateTimeline(_) | Self::StatusHistory(_)
        )
    }
}
