//! What Grafana 6 kept of fields among the options of a stat, gauge or bar gauge; Grafana 7 has `fieldConfig` for it.

use std::collections::BTreeMap;

use crate::json::{Either, Json, object};
use crate::vocabulary::Text;
use crate::vocabulary::field::{Color, UrlLink, ValueMapping};

object! {
    /// Which values are shown, and how. Of Grafana 6.
    pub struct FieldOptions {
        /// How a single value is calculated: `mean`, `max`, ...
        "calcs" calcs: Vec<Text>,
        /// For all fields.
        "defaults" defaults: OldFieldDefaults,
        /// How many rows are shown at most, with `values`.
        "limit" limit: f64,
        /// What is shown in place of single values.
        "mappings" mappings: Vec<ValueMapping>,
        /// What came before `overrides`, and did nothing.
        "override" old_override: Json,
        /// For single fields.
        "overrides" overrides: Vec<OldFieldOverride>,
        /// Where values turn good or bad.
        "thresholds" thresholds: Vec<OldThreshold>,
        /// Whether every row is shown rather than one number for each series.
        "values" values: bool,
    }
}

object! {
    /// What is said of all fields. Of Grafana 6.
    pub struct OldFieldDefaults {
        /// The colour; in 6.6, how colours are chosen.
        "color" color: Either<Text, BTreeMap<String, Text>>,
        /// What the panel's kind adds.
        "custom" custom: Json,
        /// How times are written.
        "dateDisplayFormat" date_format: Text,
        /// Digits after the point.
        "decimals" decimals: Option<f64>,
        /// Whether a table offers a filter.
        "filterable" filterable: bool,
        /// Where a click leads.
        "links" links: Vec<UrlLink>,
        /// What is shown in place of single values.
        "mappings" mappings: Vec<ValueMapping>,
        /// The upper end.
        "max" max: Option<f64>,
        /// The lower end.
        "min" min: Option<f64>,
        /// What the field is called.
        "name" name: Text,
        /// What is shown where there is no value.
        "noValue" no_value: Text,
        /// What stands for a value that is missing.
        "nullValueMode" null_value_mode: Text,
        /// Where values turn good or bad: the steps; in 6.6, the mode and the steps.
        "thresholds" thresholds: Either<Vec<OldThreshold>, BTreeMap<String, Either<Text, Vec<OldThreshold>>>>,
        /// The name of a series.
        "title" title: Text,
        /// Grafana's id of the unit.
        "unit" unit: Text,
    }
}

object! {
    /// An exception for some fields. Of Grafana 6.
    pub struct OldFieldOverride {
        /// Which fields.
        "matcher" matcher: OldMatcher,
        /// What is different.
        "properties" properties: Vec<OldFieldProperty>,
    }
}

object! {
    /// Which fields, by the id of a way to look for them.
    pub struct OldMatcher {
        /// `byName`, ...
        "id" id: Text,
        /// What is looked for.
        "options" options: Json,
    }
}

object! {
    /// A property that is different.
    pub struct OldFieldProperty {
        /// Whether it is one that the panel's kind adds.
        "custom" is_custom: bool,
        /// Its path or id.
        "id" id: Text,
        /// Its path. Of Grafana 6.5 and 6.6.
        "path" path: Text,
        /// Its id. Of Grafana 6.5 and 6.6.
        "prop" property: Text,
        /// Its value.
        "value" value: Json,
    }
}

object! {
    /// A value, and the colour from there on. Of Grafana 6.
    pub struct OldThreshold {
        /// The colour.
        "color" color: Color,
        /// Its place in the list.
        "index" index: f64,
        /// The value; nothing for the first.
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
