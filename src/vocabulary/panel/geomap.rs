//! The geomap panel: values on a map.
//!
//! Names and defaults: `@grafana/schema` 13.2.3, geomap.

use super::defaults::PanelDefaults;
use super::graph::HIDE_FROM_FILLED;
use super::{HideableField, Kind, MapLayer};
use crate::json::{object, words};
use crate::vocabulary::Text;
use crate::vocabulary::defaults::filled;

/// Values on a map.
///
/// Follows <https://grafana.com/docs/grafana/latest/panels-visualizations/visualizations/geomap/>. A new one:
///
/// ```json
/// {
///   "options": {
///     "basemap": {
///       "name": "Basemap",
///       "type": "default"
///     },
///     "controls": {
///       "mouseWheelZoom": true,
///       "showAttribution": true,
///       "showDebug": false,
///       "showMeasure": false,
///       "showScale": false,
///       "showZoom": true
///     },
///     "layers": [],
///     "tooltip": {
///       "mode": "details"
///     },
///     "view": {
///       "allLayers": true,
///       "id": "zero",
///       "lat": 0,
///       "lon": 0,
///       "zoom": 1
///     }
///   },
///   "type": "geomap"
/// }
/// ```
pub type Geomap = Kind<GeomapOptions, HideableField>;

object! {
    /// The options of a geomap panel.
    pub struct GeomapOptions {
        /// The map.
        "basemap" basemap: MapLayer = MapLayer::base("default"),
        /// What the reader can do.
        "controls" controls: MapControls = MapControls::new(),
        /// What is drawn on the map.
        "layers" layers: Vec<MapLayer> = [],
        /// What is shown beside the mouse.
        "tooltip" tooltip: MapTooltip = MapTooltip::new(),
        /// What part of the earth is shown at first.
        "view" view: MapView = MapView::new(),
    }
}

object! {
    /// What the reader of a map can do, and what stands at its corners.
    pub struct MapControls {
        /// Whether the mouse wheel zooms.
        "mouseWheelZoom" mouse_wheel_zoom: bool = true,
        /// Whether the map's makers are named.
        "showAttribution" show_attribution: bool = true,
        /// Whether the place and zoom are shown.
        "showDebug" show_debug: bool = false,
        /// Whether distances can be measured.
        "showMeasure" show_measure: bool = false,
        /// Whether there is a scale.
        "showScale" show_scale: bool = false,
        /// Whether there are buttons to zoom.
        "showZoom" show_zoom: bool = true,
    }
}

object! {
    /// What is shown beside the mouse over a map.
    pub struct MapTooltip {
        /// How much.
        "mode" mode: MapTooltipMode = MapTooltipMode::Details,
    }
}

words! {
    /// What is shown beside the mouse over a map.
    #[derive(Default)]
    pub enum MapTooltipMode {
        /// The values of the place.
        #[default]
        "details" Details,
        /// Nothing.
        "none" None,
    }
}

object! {
    /// What part of the earth a map shows at first.
    pub struct MapView {
        /// Whether all layers have to fit, of `fit`.
        "allLayers" all_layers: bool = true,
        /// Whether a variable follows the part that is shown.
        "dashboardVariable" dashboard_variable: bool,
        /// The name of that variable.
        "dashboardVariableName" dashboard_variable_name: Text,
        /// Which part: `zero`, `coords`, `fit`, or the name of a region.
        "id" id: Text = "zero",
        /// Whether only the last value has to fit, of `fit`.
        "lastOnly" last_only: bool,
        /// The latitude of the middle.
        "lat" lat: f64 = 0.0,
        /// The layer that has to fit, of `fit`.
        "layer" layer: Text,
        /// The longitude of the middle.
        "lon" lon: f64 = 0.0,
        /// The largest zoom.
        "maxZoom" max_zoom: f64,
        /// The smallest zoom.
        "minZoom" min_zoom: f64,
        /// Whether the earth is shown only once.
        "noRepeat" no_repeat: bool,
        /// How much room is left at the sides, in percent, of `fit`.
        "padding" padding: f64,
        /// Whether all maps of the dashboard show the same part.
        "shared" shared: bool,
        /// The zoom: 1 for the earth.
        "zoom" zoom: f64 = 1.0,
    }
}

impl MapView {
    /// Returns the view around a place.
    pub fn around(lat: f64, lon: f64, zoom: f64) -> Self {
        Self::new().id("coords").lat(lat).lon(lon).zoom(zoom)
    }

    /// Returns the view in which all data fits.
    pub fn fit() -> Self {
        Self::new().id("fit")
    }
}

impl Geomap {
    /// Adds a layer above all others.
    pub fn layer(self, layer: MapLayer) -> Self {
        self.with(|mut options| {
            options.layers.get_or_insert_default().push(layer);
            options
        })
    }

    /// Sets what part of the earth is shown at first.
    pub fn view(self, view: MapView) -> Self {
        self.with(|options| options.view(view))
    }
}

/// What Grafana fills into a geomap.
pub(super) const DEFAULTS: PanelDefaults = PanelDefaults {
    source: "public/app/plugins/panel/geomap/module.tsx",
    options: &[&[
        filled!("8.1" {
            "controls": {
                "mouseWheelZoom": true,
                "showAttribution": true,
                "showDebug": false,
                "showScale": false,
                "showZoom": true
            },
            "tooltip": { "mode": "details" },
            "view": { "allLayers": true, "id": "zero", "lat": 0, "lon": 0, "shared": false, "zoom": 1 }
        }),
        filled!("9.0" { "controls": { "showMeasure": false } }),
        filled!("12.1" { "view": { "noRepeat": false } }),
        filled!("12.2" { "view": { "dashboardVariable": false } }),
    ]],
    custom: &[HIDE_FROM_FILLED],
    color: Some("thresholds"),
};
