//! The candlestick panel: prices and volumes.
//!
//! Names and defaults: `@grafana/schema` 13.2.3, candlestick.

use super::defaults::PanelDefaults;
use super::graph::{AXIS_FILLED, GRAPH_FILLED, HIDE_FROM_FILLED};
use super::shared::{LEGEND_FILLED, MULTI_LANE_FILLED, TOOLTIP_FILLED};
use super::{AnnotationOptions, GraphField, Kind, LegendOptions, TooltipOptions};
use crate::json::{object, words};
use crate::vocabulary::Text;
use crate::vocabulary::defaults::filled;
use crate::vocabulary::field::Color;

/// Prices and volumes over time: open, high, low and close of each period.
///
/// Follows <https://grafana.com/docs/grafana/latest/panels-visualizations/visualizations/candlestick/>. A new one:
///
/// ```json
/// {
///   "fieldConfig": {
///     "defaults": {
///       "custom": {
///         "drawStyle": "line",
///         "fillOpacity": 0,
///         "lineWidth": 1,
///         "showPoints": "auto"
///       }
///     }
///   },
///   "options": {
///     "candleStyle": "candles",
///     "colorStrategy": "open-close",
///     "colors": {
///       "down": "red",
///       "flat": "gray",
///       "up": "green"
///     },
///     "fields": {},
///     "legend": {
///       "calcs": [],
///       "displayMode": "list",
///       "placement": "bottom",
///       "showLegend": true
///     },
///     "mode": "candles+volume",
///     "tooltip": {
///       "mode": "single",
///       "sort": "none"
///     }
///   },
///   "type": "candlestick"
/// }
/// ```
pub type Candlestick = Kind<CandlestickOptions, GraphField>;

object! {
    /// The options of a candlestick panel.
    pub struct CandlestickOptions {
        /// How annotations are drawn.
        "annotations" annotations: AnnotationOptions,
        /// How prices are drawn.
        "candleStyle" candle_style: CandleStyle = CandleStyle::Candles,
        /// The price that the closing price is compared with for its colour.
        "colorStrategy" color_strategy: CandleComparison = CandleComparison::OpenClose,
        /// The colours.
        "colors" colors: CandleColors = CandleColors::new(),
        /// The fields with the prices; by default, they are found by name.
        "fields" fields: CandleFields = CandleFields::new(),
        /// Whether additional fields are drawn as lines.
        "includeAllFields" include_all_fields: bool,
        /// The legend.
        "legend" legend: LegendOptions = LegendOptions::new(),
        /// What is drawn.
        "mode" mode: CandlestickMode = CandlestickMode::Both,
        /// The tooltip.
        "tooltip" tooltip: TooltipOptions = TooltipOptions::new(),
    }
}

words! {
    /// How a candlestick panel draws prices.
    #[derive(Default)]
    pub enum CandleStyle {
        /// As candles.
        #[default]
        "candles" Candles,
        /// As OHLC bars.
        "ohlcbars" Bars,
    }
}

words! {
    /// The price that the closing price is compared with for its colour.
    #[derive(Default)]
    pub enum CandleComparison {
        /// The opening price of the same period.
        #[default]
        "open-close" OpenClose,
        /// The closing price of the previous period.
        "close-close" CloseClose,
    }
}

object! {
    /// The colours of a candlestick panel.
    pub struct CandleColors {
        /// The colour of falling prices.
        "down" down: Color = Color::RED,
        /// The colour of unchanged prices.
        "flat" flat: Color = Color::named("gray"),
        /// The colour of rising prices.
        "up" up: Color = Color::GREEN,
    }
}

object! {
    /// The fields that a candlestick panel draws, by name.
    pub struct CandleFields {
        /// The closing price.
        "close" close: Text,
        /// The highest price.
        "high" high: Text,
        /// The lowest price.
        "low" low: Text,
        /// The opening price.
        "open" open: Text,
        /// The volume.
        "volume" volume: Text,
    }
}

words! {
    /// What a candlestick panel draws.
    #[derive(Default)]
    pub enum CandlestickMode {
        /// Prices and volumes.
        #[default]
        "candles+volume" Both,
        /// Prices.
        "candles" Prices,
        /// Volumes.
        "volume" Volumes,
    }
}

/// The defaults of a candlestick.
pub(super) const DEFAULTS: PanelDefaults = PanelDefaults {
    source: "public/app/plugins/panel/candlestick/module.tsx",
    options: &[
        LEGEND_FILLED,
        TOOLTIP_FILLED,
        MULTI_LANE_FILLED,
        &[filled!("8.3" {
            "candleStyle": "candles",
            "colorStrategy": "open-close",
            "colors": { "down": "red", "flat": "gray", "up": "green" },
            "fields": {},
            "includeAllFields": false,
            "mode": "candles+volume"
        })],
    ],
    custom: &[GRAPH_FILLED, AXIS_FILLED, HIDE_FROM_FILLED],
    color: Some("palette-classic"),
};
