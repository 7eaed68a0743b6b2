//! Field options that Grafana 6 stored in the options of a stat, gauge or bar gauge. Grafana 7 replaced them with
//! `fieldConfig`.

use std::collections::BTreeMap;

use crate::json::{Either, Json, object};
use crate::vocabulary::Text;
use crate::vocabulary::field::{Color, UrlLink, ValueMapping};

object! {
    /// Which values are shown, and how. Grafana 6 only.
    pub struct FieldOptions {
        /// The calculation: `mean`, `max`, ...
        "calcs" calcs: Vec<Text>,
        /// The defaults for all fields.
        "defaults" defaults: OldFieldDefaults,
        /// The maximum number of rows, if `values` is set.
        "limit" limit: f64,
        /// Value mappings: text and colours shown instead of values.
        "mappings" mappings: Vec<ValueMapping>,
        /// The predecessor of `overrides`, which had no effect.
        "override" old_override: Json,
        /// The overrides.
        "overrides" overrides: Vec<OldFieldOverride>,
        /// The thresholds, where the colour changes.
        "thresholds" thresholds: Vec<OldThreshold>,
        /// Whether every row is shown, instead of one number per series.
        "values" values: bool,
    }
}

object! {
    /// The defaults for all fields. Grafana 6 only.
    pub struct OldFieldDefaults {
        /// The colour; in 6.6, how colours are chosen.
        "color" color: Either<Text, BTreeMap<String, Text>>,
        /// The custom part of the panel's kind.
        "custom" custom: Json,
        /// How times are written.
        "dateDisplayFormat" date_format: Text,
        /// The number of decimals.
        "decimals" decimals: Option<f64>,
        /// Whether a table column can be filtered.
        "filterable" filterable: bool,
        /// The data links.
        "links" links: Vec<UrlLink>,
        /// Value mappings: text and colours shown instead of values.
        "mappings" mappings: Vec<ValueMapping>,
        /// The maximum.
        "max" max: Option<f64>,
        /// The minimum.
        "min" min: Option<f64>,
        /// The name of the field.
        "name" name: Text,
        /// The text shown if there is no value.
        "noValue" no_value: Text,
        /// How missing values are treated.
        "nullValueMode" null_value_mode: Text,
        /// The thresholds: the steps; in 6.6, the mode and the steps.
        "thresholds" thresholds: Either<Vec<OldThreshold>, BTreeMap<String, Either<Text, Vec<OldThreshold>>>>,
        /// The name of a series.
        "title" title: Text,
        /// Grafana's ID of the unit.
        "unit" unit: Text,
    }
}

object! {
    /// An override for some fields. Grafana 6 only.
    pub struct OldFieldOverride {
        /// The fields that it applies to.
        "matcher" matcher: OldMatcher,
        /// The properties to change.
        "properties" properties: Vec<OldFieldProperty>,
    }
}

object! {
    /// A field matcher.
    pub struct OldMatcher {
        /// `byName`, ...
        "id" id: Text,
        /// The value to match.
        "options" options: Json,
    }
}

object! {
    /// A property to change.
    pub struct OldFieldProperty {
        /// Whether it belongs to the custom part.
        "custom" is_custom: bool,
        /// Its path or id.
        "id" id: Text,
        /// Its path. Grafana 6.5 and 6.6 only.
        "path" path: Text,
        /// Its ID. Grafana 6.5 and 6.6 only.
        "prop" property: Text,
        /// Its value.
        "value" value: Json,
    }
}

object! {
    /// A threshold step. Grafana 6 only.
    pub struct OldThreshold {
        /// The colour.
        "color" color: Color,
        /// Its place in the list.
        "index" index: f64,
        /// The value; missing for the first step.
        "value" value: Option<f64>,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::json::{Json, Trail, Typed};
    use crate::vocabulary::panel::PanelOptions;

    fn unknown(kind: &str, options: Value) -> Vec<String> {
        let read = PanelOptions::read(options.clone()).unwrap().settled(kind);
        assert_eq!(crate::json::text(&read), crate::json::text(&Json(options)));
        let mut found = Vec::new();
        read.unknown(&mut Trail::default(), &mut |at, value| found.push(format!("{at} {value}")));
        found
    }

    #[test]
    fn options_of_every_grafana_6_have_types() {
        let steps = json!([{"color": "green", "index": 0, "value": null}, {"color": "red", "index": 1, "value": 80}]);
        let mappings = json!([{"id": 1, "operator": "", "text": "off", "type": 1, "value": "0"}]);
        let early = json!({"fieldOptions": {
            "calcs": ["mean"], "defaults": {"unit": "percent", "decimals": null, "min": 0, "max": 100, "color": "red"},
            "mappings": mappings, "thresholds": steps, "values": false, "limit": 5,
        }});
        let late = json!({"fieldOptions": {
            "calcs": ["last"],
            "defaults": {
                "mappings": mappings, "thresholds": {"mode": "absolute", "steps": [{"color": "green", "value": null}]},
                "title": "CPU", "links": [{"title": "", "url": "/"}], "nullValueMode": "connected",
                "color": {"mode": "fixed", "fixedColor": "red"},
            },
            "overrides": [{"matcher": {"id": "byName"}, "properties": [{"id": "unit", "custom": false}]}],
        }});
        for kind in ["stat", "gauge", "bargauge"] {
            assert_eq!(unknown(kind, early.clone()), [""; 0]);
            assert_eq!(unknown(kind, late.clone()), [""; 0]);
        }
        assert_eq!(unknown("gauge", json!({"fieldOptions": {"calcs": 1}})), ["fieldOptions.calcs 1"]);
    }
}
