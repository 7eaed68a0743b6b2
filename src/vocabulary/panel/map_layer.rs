//! What is drawn on a map.
//!
//! Names: `@grafana/schema` 13.2.3, `common.gen`, and Grafana, `public/app/plugins/panel/geomap/layers` and `style`.

use super::{ColorDimension, ResourceDimension, ScalarDimension, ScaleDimension, TextDimension};
use crate::json::{Json, object, words};
use crate::vocabulary::Text;
use crate::vocabulary::field::FrameMatcher;

object! {
    /// Something that is drawn on a map, or the map itself.
    pub struct MapLayer {
        /// What is particular to its kind.
        "config" config: MapLayerConfig,
        /// Which answer it draws.
        "filterData" filter_data: FrameMatcher,
        /// Which fields say where values belong.
        "location" location: MapLocation,
        /// What it is called.
        "name" name: Text = "",
        /// How opaque it is, 0 to 1.
        "opacity" opacity: f64,
        /// Whether it has a tooltip.
        "tooltip" tooltip: bool,
        /// Its kind: `markers`, `heatmap`, `route`, `geojson`, `night`, ...; of maps: `default`, `osm-standard`, `xyz`, ...
        "type" kind: Text = "markers",
    }
}

impl MapLayer {
    /// Returns a map of a kind.
    pub fn base(kind: impl Into<Text>) -> Self {
        Self::new().name("Basemap").kind(kind)
    }

    /// Returns a marker for each place.
    pub fn markers(name: impl Into<Text>, location: MapLocation, style: MapStyle) -> Self {
        Self::new().name(name).location(location).config(MapLayerConfig::new().show_legend(true).style(style))
    }
}

object! {
    /// Which fields say where values belong.
    pub struct MapLocation {
        /// Where the places of names are found.
        "gazetteer" gazetteer: Text,
        /// The field with geohashes.
        "geohash" geohash: Text,
        /// The field with latitudes.
        "latitude" latitude: Text,
        /// The field with longitudes.
        "longitude" longitude: Text,
        /// The field with names of places.
        "lookup" lookup: Text,
        /// How places are said.
        "mode" mode: MapLocationMode = MapLocationMode::Auto,
        /// The field with geometries.
        "wkt" wkt: Text,
    }
}

impl MapLocation {
    /// Returns places by two fields of degrees.
    pub fn coordinates(latitude: impl Into<Text>, longitude: impl Into<Text>) -> Self {
        Self::new().mode(MapLocationMode::Coordinates).latitude(latitude).longitude(longitude)
    }

    /// Returns places by a field of names, codes of countries as Grafana knows them.
    pub fn countries(field: impl Into<Text>) -> Self {
        Self::new().mode(MapLocationMode::Lookup).lookup(field).gazetteer("public/gazetteer/countries.json")
    }
}

words! {
    /// How places are said.
    #[derive(Default)]
    pub enum MapLocationMode {
        /// By fields with names that tell it.
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
    /// What is particular to the kind of a layer: most of it to markers.
    pub struct MapLayerConfig {
        /// The colour of markers. Old dashboards only.
        "color" color: ColorDimension,
        /// How opaque markers are. Old dashboards only.
        "fillOpacity" fill_opacity: f64,
        /// The symbol of markers. Old dashboards only.
        "markerSymbol" marker_symbol: ResourceDimension,
        /// Rules for single places, of `geojson`.
        "rules" rules: Vec<Json>,
        /// The server, of some maps.
        "server" server: Text,
        /// The form of markers. Old dashboards only.
        "shape" shape: Text,
        /// Whether there are names on the map.
        "showLabels" show_labels: bool,
        /// Whether there is a legend.
        "showLegend" show_legend: bool,
        /// The size of markers. Old dashboards only.
        "size" size: ScaleDimension,
        /// Where places are found, of `geojson`.
        "src" src: Text,
        /// How places are drawn.
        "style" style: MapStyle,
        /// The colours of the map: `auto`, `light`, `dark`.
        "theme" theme: Text,
        /// The address of the pictures, of `xyz`.
        "url" url: Text,
    }
}

object! {
    /// How places are drawn.
    pub struct MapStyle {
        /// The colour.
        "color" color: ColorDimension,
        /// The width of lines, in pixels.
        "lineWidth" line_width: f64,
        /// How opaque places are, 0 to 1.
        "opacity" opacity: f64,
        /// How far the symbol is turned.
        "rotation" rotation: ScalarDimension,
        /// The size, in pixels.
        "size" size: ScaleDimension,
        /// The symbol.
        "symbol" symbol: ResourceDimension,
        /// Which part of the symbol is at the place.
        "symbolAlign" symbol_align: MapSymbolAlign,
        /// The words beside it.
        "text" text: TextDimension,
        /// How the words look.
        "textConfig" text_config: MapTextStyle,
    }
}

object! {
    /// Which part of a symbol is at its place.
    pub struct MapSymbolAlign {
        /// `left`, `center`, `right`
        "horizontal" horizontal: Text,
        /// `top`, `center`, `bottom`
        "vertical" vertical: Text,
    }
}

object! {
    /// How the words on a map look.
    pub struct MapTextStyle {
        /// The size of letters, in pixels.
        "fontSize" font_size: f64,
        /// How far they are moved to the right, in pixels.
        "offsetX" offset_x: f64,
        /// How far they are moved down, in pixels.
        "offsetY" offset_y: f64,
        /// `left`, `center`, `right`
        "textAlign" text_align: Text,
        /// `top`, `middle`, `bottom`
        "textBaseline" text_baseline: Text,
    }
}
