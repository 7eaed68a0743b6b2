//! Panels: one file for each kind, with its options and field config as Grafana knows them.

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
mod joined;
mod kind;
mod logs;
mod map_layer;
mod news;
mod node_graph;
mod piechart;
mod plugin;
mod settings;
mod shared;
mod stat;
mod state_timeline;
mod status_history;
mod surprise;
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
pub(crate) use joined::Found;
pub(crate) use kind::ChangeFields;
pub use kind::{Kind, NoField};
pub use logs::{Logs, LogsDedup, LogsDetails, LogsFont, LogsOptions, LogsOrder, LogsTime};
pub use map_layer::{MapLayer, MapLayerConfig, MapLocation, MapLocationMode, MapStyle, MapSymbolAlign, MapTextStyle};
pub use news::{News, NewsOptions};
pub use node_graph::{GraphEdges, GraphNodes, NodeArc, NodeGraph, NodeGraphOptions, NodeLayout, NodeZoom};
pub use piechart::{HideableField, PieChart, PieChartOptions, PieLabel, PieType};
pub use plugin::Plugin;
pub use settings::{LibraryPanelRef, OwnTime, Repeat};
pub use shared::{
    AnnotationLines, AnnotationOptions, AnnotationRegions, LegendDisplay, LegendOptions, LegendOverflow,
    LegendPlacement, Orientation, ReduceOptions, ShowValue, TextSize, TooltipMode, TooltipOptions, TooltipSort,
};
pub use stat::{PercentChangeColor, Stat, StatColorMode, StatGraphMode, StatJustify, StatOptions, StatTextMode};
pub use state_timeline::{StateTimeline, StateTimelineField, StateTimelineOptions, ValueAlignment};
pub use status_history::{StatusHistory, StatusHistoryField, StatusHistoryOptions};
pub use surprise::{Allowance, Surprise};
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
use super::transformation::Transformation;
use super::{
    AnyTarget, Axis, Color, ColorMode, Conditions, DataLink, DatasourceRef, Field, Link, Mapping, Origin, Override,
    Target, Text, Thresholds, ref_id,
};
use crate::json::{Json, Trail, Typed};
use crate::unit::Unit;

/// The Grafana that panels are written for. Each of Grafana's own kinds says so: one that says nothing counts as a very
/// old one, and Grafana changes what it says: gauges lose their options, percent gets other ends, XY charts break.
pub const GRAFANA_VERSION: &str = "13.2.3";

/// The name of a panel or row in code: unique in its dashboard, and kept for life, since its id is made from it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PanelKey(Text);

impl PanelKey {
    /// Returns the key of a literal, for constants.
    pub const fn literal(key: &'static str) -> Self {
        Self(Text::Borrowed(key))
    }

    /// Returns the text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl<T: Into<Text>> From<T> for PanelKey {
    fn from(key: T) -> Self {
        Self(key.into())
    }
}

/// How large a panel wants to be, in cells of the 24-column grid; 30 pixels to a cell's height.
///
/// A line of panels that is not full is widened, and panels beside each other get the height of the tallest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Size {
    width: u32,
    height: u32,
}

impl Size {
    /// The columns of Grafana's grid.
    pub const COLUMNS: u32 = 24;
    /// The whole line: 24 × 8.
    pub const FULL: Self = Self::new(24, 8);
    /// Half a line: 12 × 8.
    pub const HALF: Self = Self::new(12, 8);
    /// A third of a line: 8 × 8.
    pub const THIRD: Self = Self::new(8, 8);
    /// A quarter of a line, and lower: 6 × 4. For single numbers.
    pub const STAT: Self = Self::new(6, 4);

    /// Returns a size: 1 to 24 columns, at least one cell high.
    ///
    /// # Panics
    /// When the grid has no place for it: in a `const`, that is a build error.
    #[track_caller]
    pub const fn new(width: u32, height: u32) -> Self {
        assert!(width >= 1 && width <= Self::COLUMNS, "a panel is 1 to 24 columns wide");
        assert!(height >= 1 && height <= 1_000, "a panel is 1 to 1,000 cells high");
        Self { width, height }
    }

    /// Returns the width in columns, 1 to 24.
    pub const fn width(self) -> u32 {
        self.width
    }

    /// Returns the height in cells, 1 to 1,000.
    pub const fn height(self) -> u32 {
        self.height
    }
}

kind::kinds! {
    /// Alerts that fire.
    "alertlist" AlertList(AlertListOptions, NoField) Size::HALF;
    /// Events.
    "annolist" AnnotationList(AnnotationListOptions, NoField) Size::HALF;
    /// Bars by category.
    "barchart" BarChart(BarChartOptions, BarChartField) Size::HALF;
    /// Numbers as bars.
    "bargauge" BarGauge(BarGaugeOptions, NoField) Size::HALF;
    /// Prices and volumes.
    "candlestick" Candlestick(CandlestickOptions, GraphField) Size::HALF;
    /// A drawing with values in it.
    "canvas" Canvas(CanvasOptions, NoField) Size::HALF;
    /// Links to dashboards.
    "dashlist" DashboardList(DashboardListOptions, NoField) Size::HALF;
    /// Where time and memory go.
    "flamegraph" FlameGraph(FlameGraphOptions, NoField) Size::FULL;
    /// Numbers on a scale.
    "gauge" Gauge(GaugeOptions, NoField) Size::STAT;
    /// Values on a map.
    "geomap" Geomap(GeomapOptions, HideableField) Size::HALF;
    /// How often values occur over time.
    "heatmap" Heatmap(HeatmapOptions, HeatmapField) Size::HALF;
    /// How often values occur.
    "histogram" Histogram(HistogramOptions, HistogramField) Size::HALF;
    /// Lines of logs.
    "logs" Logs(LogsOptions, NoField) Size::FULL;
    /// Headlines of a feed.
    "news" News(NewsOptions, NoField) Size::THIRD;
    /// Nodes and the edges between them.
    "nodeGraph" NodeGraph(NodeGraphOptions, NoField) Size::HALF;
    /// Shares of a whole.
    "piechart" PieChart(PieChartOptions, HideableField) Size::THIRD;
    /// Single numbers.
    "stat" Stat(StatOptions, NoField) Size::STAT;
    /// States, and how long each lasted.
    "state-timeline" StateTimeline(StateTimelineOptions, StateTimelineField) Size::HALF;
    /// States at moments.
    "status-history" StatusHistory(StatusHistoryOptions, StatusHistoryField) Size::HALF;
    /// Rows and columns.
    "table" Table(TableOptions, TableField) Size::FULL;
    /// Words.
    "text" Text(TextOptions, NoField) Size::HALF;
    /// Lines, bars or points over time.
    "timeseries" Timeseries(TimeseriesOptions, GraphField) Size::HALF;
    /// One trace.
    "traces" Traces(TracesOptions, NoField) Size::FULL;
    /// Lines over something else than time.
    "trend" Trend(TrendOptions, GraphField) Size::HALF;
    /// One number over another.
    "xychart" XyChart(XyChartOptions, XyChartField) Size::HALF;
}

/// A panel: what is asked, and how the answer is shown.
#[derive(Debug, Clone)]
pub struct Panel {
    /// Its name in code.
    pub key: PanelKey,
    /// Its headline.
    pub title: Text,
    /// What it shows, and what to do when that looks wrong.
    pub description: Text,
    /// What it is drawn as.
    pub visualization: Visualization,
    /// What is asked. The first is query `A`.
    pub targets: Vec<AnyTarget>,
    /// What happens to the answers before they are drawn.
    pub transformations: Vec<Transformation>,
    /// What is said of the numbers.
    pub field: Field,
    /// How large it wants to be.
    pub size: Size,
    /// The datasource; the dashboard's where it is missing.
    pub datasource: Option<DatasourceRef>,
    /// Links in its corner.
    pub links: Vec<Link>,
    /// Whether it has no background of its own.
    pub transparent: bool,
    /// How far apart the points are at least, for all queries: `30s`.
    pub min_step: Option<Text>,
    /// How many points a series has at most; the panel's width in pixels where it is missing.
    pub max_data_points: Option<u32>,
    /// For whose every value it is repeated.
    pub repeat: Option<Repeat>,
    /// Its time, where it is not the dashboard's.
    pub time: OwnTime,
    /// The panel of the library that it is.
    pub library: Option<LibraryPanelRef>,
    /// For how many milliseconds Grafana keeps answers.
    pub query_caching_ttl: Option<u32>,
    /// How long the datasource keeps answers.
    pub cache_timeout: Option<Text>,
    /// When it is there; always, where this is missing. Only in an [`AutoGrid`](super::AutoGrid), version 2 only.
    pub shown: Option<Box<Conditions>>,
    /// What looks like a mistake and is meant.
    pub allowed: Vec<Allowance>,
    /// Where it was written.
    pub origin: Origin,
}

impl Panel {
    /// Returns a panel without queries.
    #[track_caller]
    pub fn new(key: impl Into<PanelKey>, title: impl Into<Text>, visualization: impl Into<Visualization>) -> Self {
        let visualization = visualization.into();
        Self {
            key: key.into(),
            title: title.into(),
            description: Text::default(),
            size: visualization.default_size(),
            visualization,
            targets: Vec::new(),
            transformations: Vec::new(),
            field: Field::default(),
            datasource: None,
            links: Vec::new(),
            transparent: false,
            min_step: None,
            max_data_points: None,
            repeat: None,
            time: OwnTime::default(),
            library: None,
            query_caching_ttl: None,
            cache_timeout: None,
            shown: None,
            allowed: Vec::new(),
            origin: Origin::here(),
        }
    }

    /// Says what it shows, and what to do when that looks wrong.
    pub fn description(mut self, description: impl Into<Text>) -> Self {
        self.description = description.into();
        self
    }

    /// Adds a query.
    #[track_caller]
    pub fn query(mut self, target: impl Into<AnyTarget>) -> Self {
        self.targets.push(target.into());
        self
    }

    /// Sets how large it wants to be.
    pub fn size(mut self, size: Size) -> Self {
        self.size = size;
        self
    }

    /// Shows it under these conditions only. It has to stand in an [`AutoGrid`](super::AutoGrid).
    pub fn shown(mut self, conditions: impl Into<Conditions>) -> Self {
        self.shown = Some(Box::new(conditions.into()));
        self
    }

    /// Sets the unit, where it is not that of the queries.
    pub fn unit(mut self, unit: Unit) -> Self {
        self.field.unit = Some(unit);
        self
    }

    /// Sets how many digits follow the point.
    pub fn decimals(mut self, count: u8) -> Self {
        self.field.decimals = Some(count);
        self
    }

    /// Sets the ends of the axis or gauge, in the unit.
    pub fn range(mut self, min: f64, max: f64) -> Self {
        (self.field.min, self.field.max) = (Some(min), Some(max));
        self
    }

    /// Sets the lower end of the axis, in the unit.
    pub fn min(mut self, min: f64) -> Self {
        self.field.min = Some(min);
        self
    }

    /// Sets what is shown where there is no value.
    pub fn no_value(mut self, text: impl Into<Text>) -> Self {
        self.field.no_value = Some(text.into());
        self
    }

    /// Sets where values turn good or bad.
    pub fn thresholds(mut self, thresholds: Thresholds) -> Self {
        self.field.thresholds = Some(thresholds);
        self
    }

    /// Sets how colours are chosen.
    pub fn color(mut self, mode: ColorMode) -> Self {
        self.field.color = Some(mode);
        self
    }

    /// Gives everything this colour.
    pub fn fixed_color(self, color: Color) -> Self {
        self.color(ColorMode::fixed(color))
    }

    /// Shows a text in place of some values.
    pub fn mapping(mut self, mapping: Mapping) -> Self {
        self.field.mappings.push(mapping);
        self
    }

    /// Leads somewhere on a click.
    pub fn data_link(mut self, link: DataLink) -> Self {
        self.field.links.push(link);
        self
    }

    /// Makes an exception for some series.
    pub fn exception(mut self, exception: Override) -> Self {
        self.field.overrides.push(exception);
        self
    }

    /// Asks this datasource instead of the dashboard's.
    pub fn datasource(mut self, datasource: DatasourceRef) -> Self {
        self.datasource = Some(datasource);
        self
    }

    /// Keeps the points of all queries at least this far apart: `1h`.
    pub fn min_step(mut self, step: impl Into<Text>) -> Self {
        self.min_step = Some(step.into());
        self
    }

    /// Returns the queries in PromQL, each with its place among all queries.
    pub fn promql(&self) -> impl Iterator<Item = (usize, &Target)> {
        self.targets.iter().enumerate().filter_map(|(index, target)| Some((index, target.promql()?)))
    }

    /// Returns what other queries call the query at a place: its name, or its letters.
    pub fn ref_id(&self, index: usize) -> std::borrow::Cow<'_, str> {
        let name = self.targets.get(index).and_then(AnyTarget::name);
        name.map_or_else(|| ref_id(index), |name| name.name().into())
    }

    /// Returns the unit on the panel's main axis: the one it names, or else that of its queries, and the two queries
    /// that disagree as an error.
    ///
    /// # Errors
    /// The letters' indexes and units of two queries that share the axis and have different units.
    pub fn axis_unit(&self) -> Result<Unit, Box<UnitConflict>> {
        if let Some(unit) = &self.field.unit {
            return Ok(unit.clone());
        }
        let mut known: Option<(usize, Unit)> = None;
        for (index, target) in self.promql().filter(|(_, target)| target.axis.is_none_or(Axis::is_main)) {
            known = match known {
                None => Some((index, target.unit.clone())),
                Some((first, unit)) => match unit.joined_with(&target.unit) {
                    Some(joined) => Some((first, joined)),
                    None => {
                        return Err(Box::new(UnitConflict {
                            first,
                            first_unit: unit,
                            second: index,
                            second_unit: target.unit.clone(),
                        }));
                    }
                },
            };
        }
        Ok(known.map_or(Unit::Number, |(_, unit)| unit))
    }
}

impl Axis {
    /// Returns whether this is the axis that the panel's own unit belongs to.
    pub fn is_main(self) -> bool {
        self != Self::Right
    }
}

impl Visualization {
    /// Returns whether it shows the answers of queries, rather than what Grafana has anyway.
    pub const fn shows_answers(&self) -> bool {
        !matches!(
            self,
            Self::AlertList(_) | Self::AnnotationList(_) | Self::DashboardList(_) | Self::News(_) | Self::Text(_)
        )
    }

    /// Returns whether values take the colours of thresholds unless something else is said.
    pub const fn is_colored_by_thresholds(&self) -> bool {
        matches!(
            self,
            Self::BarGauge(_) | Self::Gauge(_) | Self::Stat(_) | Self::StateTimeline(_) | Self::StatusHistory(_)
        )
    }
}

/// Two queries that share an axis and have different units.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitConflict {
    /// The index of the first query.
    pub first: usize,
    /// Its unit.
    pub first_unit: Unit,
    /// The index of the second query.
    pub second: usize,
    /// Its unit.
    pub second_unit: Unit,
}
