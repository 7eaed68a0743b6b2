//! The layers of a map.
//!
//! Names: `@grafana/schema` 13.2.3, `common.gen`, and Grafana, `public/app/plugins/panel/geomap/layers` and `style`.

use super::{ColorDimension, ResourceDimension, ScalarDimension, ScaleDimension, TextDimension};
use crate::json::{Json, object, words};
use crate::vocabulary::Text;
use crate::vocabulary::field::FrameMatcher;

object! {
    /// A layer of a map: data, or the base map itself.
    pub struct MapLayer {
        /// The settings of its kind.
        "config" config: MapLayerConfig,
        /// Which query results it draws.
        "filterData" filter_data: FrameMatcher,
        /// The fields that contain the locations.
        "location" location: MapLocation,
        /// Its name.
        "name" name: Text = "",
        /// Its opacity, from 0 to 1.
        "opacity" opacity: f64,
        /// Whether it has a tooltip.
        "tooltip" tooltip: bool,
        /// Its kind: `markers`, `heatmap`, `route`, `geojson`, `night`, ...; of maps: `default`, `osm-standard`, `xyz`, ...
        "type" kind: Text = "markers",
    }
}

impl MapLayer {
    /// Returns a base map of a kind.
    pub fn base(kind: impl Into<Text>) -> Self {
        Self::new().name("Basemap").kind(kind)
    }

    /// Returns a layer with a marker for each location.
    pub fn markers(name: impl Into<Text>, location: MapLocation, style: MapStyle) -> Self {
        Self::new().name(name).location(location).config(MapLayerConfig::new().show_legend(true).style(style))
    }
}

object! {
    /// The fields that contain the locations.
    pub struct MapLocation {
        /// The gazetteer: a list of named locations.
        "gazetteer" gazetteer: Text,
        /// The field with geohashes.
        "geohash" geohash: Text,
        /// The field with latitudes.
        "latitude" latitude: Text,
        /// The field with longitudes.
        "longitude" longitude: Text,
        /// The field with location names.
        "lookup" lookup: Text,
        /// How locations are given.
        "mode" mode: MapLocationMode = MapLocationMode::Auto,
        /// The field with geometries.
        "wkt" wkt: Text,
    }
}

impl MapLocation {
    /// Returns locations from two fields, in degrees.
    pub fn coordinates(latitude: impl Into<Text>, longitude: impl Into<Text>) -> Self {
        Self::new().mode(MapLocationMode::Coordinates).latitude(latitude).longitude(longitude)
    }

    /// Returns locations from a field with country codes.
    pub fn countries(field: impl Into<Text>) -> Self {
        Self::new().mode(MapLocationMode::Lookup).lookup(field).gazetteer("public/gazetteer/countries.json")
    }
}

words! {
    /// How locations are given.
    #[derive(Default)]
    pub enum MapLocationMode {
        /// Automatically, from the names of fields.
        #[default]
        "auto" Auto,
        /// By latitude and longitude.
        "coords" Coordinates,
        /// By geohash.
        "geohash" Geohash,
        /// By name.
        "lookup" Lookup,
    }
}

object! {
    /// The settings of a kind of layer, mostly of markers.
    pub struct MapLayerConfig {
        /// The colour of markers. Legacy dashboards only.
        "color" color: ColorDimension,
        /// The opacity of markers. Legacy dashboards only.
        "fillOpacity" fill_opacity: f64,
        /// The symbol of markers. Legacy dashboards only.
        "markerSymbol" marker_symbol: ResourceDimension,
        /// Rules for individual features, for `geojson`.
        "rules" rules: Vec<Json>,
        /// The server, for some base maps.
        "server" server: Text,
        /// The shape of markers. Legacy dashboards only.
        "shape" shape: Text,
        /// Whether labels are shown on the map.
        "showLabels" show_labels: bool,
        /// Whether a legend is shown.
        "showLegend" show_legend: bool,
        /// The size of markers. Legacy dashboards only.
        "size" size: ScaleDimension,
        /// The source of the features, for `geojson`.
        "src" src: Text,
        /// The style of locations.
        "style" style: MapStyle,
        /// The colours of the map: `auto`, `light`, `dark`.
        "theme" theme: Text,
        /// The URL template of the tiles, for `xyz`.
        "url" url: Text,
    }
}

object! {
    /// The style of locations.
    pub struct MapStyle {
        /// The colour.
        "color" color: ColorDimension,
        /// The width of lines, in pixels.
        "lineWidth" line_width: f64,
        /// The opacity, from 0 to 1.
        "opacity" opacity: f64,
        /// The rotation of the symbol.
        "rotation" rotation: ScalarDimension,
        /// The size, in pixels.
        "size" size: ScaleDimension,
        /// The symbol.
        "symbol" symbol: ResourceDimension,
        /// The anchor of the symbol.
        "symbolAlign" symbol_align: MapSymbolAlign,
        /// The text next to it.
        "text" text: TextDimension,
        /// The style of the text.
        "textConfig" text_config: MapTextStyle,
    }
}

object! {
    /// The anchor of a symbol.
    pub struct MapSymbolAlign {
        /// `left`, `center`, `right`
        "horizontal" horizontal: Text,
        /// `top`, `center`, `bottom`
        "vertical" vertical: Text,
    }
}

object! {
    /// The style of text on a map.
    pub struct MapTextStyle {
        /// The font size, in pixels.
        "fontSize" font_size: f64,
        /// The horizontal offset, in pixels.
        "offsetX" offset_x: f64,
        /// The vertical offset, in pixels.
        "offsetY" offset_y: f64,
        /// `left`, `center`, `right`
        "textAlign" text_align: Text,
        /// `top`, `middle`, `bottom`
        "textBaseline" text_baseline: Text,
    }
}
