//! `grafana-worldmap-panel`.

use super::Number;
use crate::json::{Either, object};
use crate::vocabulary::Text;

object! {
    /// The options of an old map of the world.
    pub struct Worldmap {
        /// The largest circle, in pixels.
        "circleMaxSize" circle_max_size: Number,
        /// The smallest circle, in pixels.
        "circleMinSize" circle_min_size: Number,
        /// The colours below, between and above the thresholds.
        "colors" colors: Vec<Text>,
        /// Digits after the point.
        "decimals" decimals: Number,
        /// The field of places, of Elasticsearch.
        "esGeoPoint" es_geo_point: Option<Text>,
        /// The field of their names, of Elasticsearch.
        "esLocationName" es_location_name: Option<Text>,
        /// The field of values, of Elasticsearch.
        "esMetric" es_metric: Text,
        /// Whether places without a value are left out.
        "hideEmpty" hide_empty: bool,
        /// Whether places with zero are left out.
        "hideZero" hide_zero: bool,
        /// How near the map is at first.
        "initialZoom" initial_zoom: Number,
        /// Where places are, by JSONP.
        "jsonpCallback" jsonp_callback: Text,
        /// Where places are: `countries`, `states`, `geohash`, `table`, ...
        "locationData" location_data: Text,
        /// The middle: `(0°, 0°)`, `Europe`, `custom`, ...
        "mapCenter" map_center: Text,
        /// The middle's latitude.
        "mapCenterLatitude" map_center_latitude: Number,
        /// The middle's longitude.
        "mapCenterLongitude" map_center_longitude: Number,
        /// Whether the mouse wheel brings the map nearer.
        "mouseWheelZoom" mouse_wheel_zoom: bool,
        /// Whether there is a legend.
        "showLegend" show_legend: bool,
        /// Whether there are buttons that bring the map nearer.
        "showZoomControl" show_zoom_control: bool,
        /// Whether texts stay open.
        "stickyLabels" sticky_labels: bool,
        /// The fields of a table.
        "tableQueryOptions" table_query_options: WorldmapQuery,
        /// Where values turn good or bad: `10,20`.
        "thresholds" thresholds: Text,
        /// The unit of many.
        "unitPlural" unit_plural: Text,
        /// The unit of one. Of long ago.
        "unitSingle" unit_single: Text,
        /// The unit of one.
        "unitSingular" unit_singular: Text,
        /// The calculation that reduces the series: `current`, `total`, ...
        "valueName" value_name: Either<Text, f64>,
    }
}

object! {
    /// The fields of a table, for a map of the world.
    pub struct WorldmapQuery {
        /// The field of geohashes.
        "geohashField" geohash_field: Text,
        /// The field of names.
        "labelField" label_field: Text,
        /// The field of latitudes.
        "latitudeField" latitude_field: Text,
        /// The field of longitudes.
        "longitudeField" longitude_field: Text,
        /// The field of values.
        "metricField" metric_field: Text,
        /// `geohash` or `coordinates`.
        "queryType" query_type: Text,
    }
}
