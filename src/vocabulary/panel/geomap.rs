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
        /// The base layer.
        "basemap" basemap: MapLayer = MapLayer::base("default"),
        /// The map controls.
        "controls" controls: MapControls = MapControls::new(),
        /// The layers.
        "layers" layers: Vec<MapLayer> = [],
        /// The tooltip.
        "tooltip" tooltip: MapTooltip = MapTooltip::new(),
        /// The initial view.
        "view" view: MapView = MapView::new(),
    }
}

object! {
    /// The controls of a map.
    pub struct MapControls {
        /// Whether the mouse wheel zooms.
        "mouseWheelZoom" mouse_wheel_zoom: bool = true,
        /// Whether the attribution is shown.
        "showAttribution" show_attribution: bool = true,
        /// Whether debug information (position and zoom) is shown.
        "showDebug" show_debug: bool = false,
        /// Whether distances can be measured.
        "showMeasure" show_measure: bool = false,
        /// Whether a scale is shown.
        "showScale" show_scale: bool = false,
        /// Whether there are buttons to zoom.
        "showZoom" show_zoom: bool = true,
    }
}

object! {
    /// The tooltip of a map.
    pub struct MapTooltip {
        /// How much it shows.
        "mode" mode: MapTooltipMode = MapTooltipMode::Details,
    }
}

words! {
    /// The tooltip of a map.
    #[derive(Default)]
    pub enum MapTooltipMode {
        /// The details of the hovered item.
        #[default]
        "details" Details,
        /// Nothing.
        "none" None,
    }
}

object! {
    /// The initial view of a map.
    pub struct MapView {
        /// Whether all layers must fit, for `fit`.
        "allLayers" all_layers: bool = true,
        /// Whether the visible area is written to a variable.
        "dashboardVariable" dashboard_variable: bool,
        /// The name of that variable.
        "dashboardVariableName" dashboard_variable_name: Text,
        /// The area: `zero`, `coords`, `fit`, or the name of a region.
        "id" id: Text = "zero",
        /// Whether only the last value must fit, for `fit`.
        "lastOnly" last_only: bool,
        /// The latitude of the centre.
        "lat" lat: f64 = 0.0,
        /// The layer that must fit, for `fit`.
        "layer" layer: Text,
        /// The longitude of the centre.
        "lon" lon: f64 = 0.0,
        /// The maximum zoom.
        "maxZoom" max_zoom: f64,
        /// The minimum zoom.
        "minZoom" min_zoom: f64,
        /// Whether the world is not repeated horizontally.
        "noRepeat" no_repeat: bool,
        /// The padding, in percent, for `fit`.
        "padding" padding: f64,
        /// Whether all maps of the dashboard share the same view.
        "shared" shared: bool,
        /// The zoom level: 1 for the whole world.
        "zoom" zoom: f64 = 1.0,
    }
}

impl MapView {
    /// Returns the view around a position.
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

    /// Sets the initial view.
    pub fn view(self, view: MapView) -> Self {
        self.with(|options| options.view(view))
    }
}

/// The defaults of a geomap.
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
