//! The time series panel: lines, bars or points over time.
//!
//! Follows <https://grafana.com/docs/grafana/latest/panels-visualizations/visualizations/time-series/>;
//! names and defaults: `@grafana/schema` 13.2.3, timeseries.

use schemars::JsonSchema;
use serde::Serialize;

use super::{
    DrawStyle, GradientMode, GraphField, LegendOptions, ShowPoints, Stacking, ThresholdsStyleMode, TooltipOptions,
    Visualization,
};

/// Lines, bars or points over time.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Timeseries {
    /// The options.
    pub options: TimeseriesOptions,
    /// How series are drawn, but for overrides.
    pub custom: GraphField,
}

/// The options of a time series panel.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct TimeseriesOptions {
    /// The legend.
    pub legend: LegendOptions,
    /// What is shown beside the mouse.
    pub tooltip: TooltipOptions,
}

impl Timeseries {
    /// Returns lines over lightly filled areas, with all series in the tooltip: what most graphs want.
    pub fn lines() -> Self {
        let custom = GraphField { fill_opacity: 10, show_points: ShowPoints::Never, ..GraphField::default() };
        Self { options: TimeseriesOptions { tooltip: TooltipOptions::all(), ..TimeseriesOptions::default() }, custom }
    }

    /// Returns areas stacked on each other.
    pub fn stacked() -> Self {
        Self::lines().drawn(|custom| {
            custom.fill_opacity = 40;
            custom.stacking = Stacking::normal();
            custom.gradient_mode = GradientMode::Opacity;
        })
    }

    /// Returns bars stacked on each other.
    pub fn stacked_bars() -> Self {
        Self::lines().drawn(|custom| {
            custom.draw_style = DrawStyle::Bars;
            custom.fill_opacity = 80;
            custom.stacking = Stacking::normal();
        })
    }

    /// Changes how series are drawn.
    ///
    /// ```
    /// use dashgen::model::Timeseries;
    ///
    /// let thick = Timeseries::lines().drawn(|custom| custom.line_width = 3);
    /// assert_eq!(thick.custom.line_width, 3);
    /// ```
    pub fn drawn(mut self, change: impl FnOnce(&mut GraphField)) -> Self {
        change(&mut self.custom);
        self
    }

    /// Sets the legend.
    pub fn legend(mut self, legend: LegendOptions) -> Self {
        self.options.legend = legend;
        self
    }

    /// Draws the thresholds into the graph.
    pub fn show_thresholds(self, style: ThresholdsStyleMode) -> Self {
        self.drawn(|custom| custom.thresholds_style.mode = style)
    }
}

impl From<Timeseries> for Visualization {
    fn from(timeseries: Timeseries) -> Self {
        Self::Timeseries(timeseries)
    }
}
