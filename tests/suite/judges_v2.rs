//! What Grafana's JSON Schema of v2 says of dashboards that were built as v2, the gallery's, and of others that were
//! converted: those of the trading suite, and of a folder that `DASHGEN_CORPUS` names.

use std::collections::{BTreeMap, BTreeSet};

use dashgen::convert;
use dashgen::schema::envelope::Document;
use jsonschema::Validator;
use serde_json::{Value, json};

use super::gallery::pages_in_v2;
use super::judges::dashboards;
use super::schemas::{Lag, Schemas, Verdict, lag};
use super::skipped;

/// Where the schema (June 2026) is stricter than Grafana 13.2.3: what may be anything is described as an object, the
/// name that a matcher looks for, and what an override sets.
const LAGS: &[Lag] = &[
    lag("Panel/spec/data/spec/transformations/*/spec/filter/options", " is not of type \"object\""),
    lag("Panel/spec/vizConfig/spec/fieldConfig/overrides/*/matcher/options", " is not of type \"object\""),
    lag("Panel/spec/vizConfig/spec/fieldConfig/overrides/*/properties/*/value", " is not of type \"object\""),
];

/// Returns dashboards that were converted, by name.
fn converted() -> BTreeMap<String, Value> {
    let mut all = dashboards();
    match std::env::var_os("DASHGEN_CORPUS") {
        Some(folder) => {
            for entry in std::fs::read_dir(folder).unwrap().map(Result::unwrap) {
                if entry.path().extension().is_some_and(|it| it == "json") {
                    let text = std::fs::read_to_string(entry.path()).unwrap();
                    all.insert(entry.path().display().to_string(), serde_json::from_str(&text).unwrap());
                }
            }
        }
        None => skipped("other people's dashboards in v2", "DASHGEN_CORPUS names no folder of dashboards"),
    }
    let to_v2 = |value| convert::document_to_v2(Document::read(value).unwrap()).unwrap().0;
    let all = all.into_iter().map(|(name, value)| (name, serde_json::to_value(to_v2(value)).unwrap()));
    all.chain(pages_in_v2()).collect()
}

/// Checks parts of dashboards, each with the definition of its kind.
struct Judge<'a> {
    schemas: &'a Schemas,
    validators: BTreeMap<String, Validator>,
    verdict: Verdict,
}

impl Judge<'_> {
    fn check(&mut self, definition: &str, value: &Value) {
        let load =
            || self.schemas.of("dashboardv2", definition).unwrap_or_else(|| panic!("no definition {definition}"));
        let validator = self.validators.entry(definition.to_owned()).or_insert_with(load);
        self.verdict.check(validator, value, definition.trim_end_matches("Kind"));
    }

    /// Checks a list of pairs of a kind and what is specified.
    fn check_kinds<'v>(&mut self, pairs: impl IntoIterator<Item = &'v Value>) {
        for pair in pairs {
            self.check(&format!("{}Kind", pair["kind"].as_str().unwrap()), pair);
        }
    }

    /// Checks a dashboard: of the whole, the schema would say only that a part is none of the kinds.
    fn check_dashboard(&mut self, spec: &Value) {
        let mut frame = spec.clone();
        let mut elements = frame["elements"].take();
        for element in elements.as_object_mut().unwrap().values_mut() {
            let mappings = element.pointer_mut("/spec/vizConfig/spec/fieldConfig/defaults/mappings");
            for mapping in mappings.and_then(|it| it.as_array_mut().map(std::mem::take)).unwrap_or_default() {
                self.check_mapping(&mapping);
            }
            self.check_kinds([&*element]);
        }
        let mut annotations = frame["annotations"].take();
        for annotation in annotations.as_array_mut().unwrap() {
            // What the classic format had may be anything, which the schema describes as objects.
            annotation["spec"].as_object_mut().unwrap().remove("legacyOptions");
        }
        self.check_kinds(annotations.as_array().unwrap());
        self.check_kinds(spec["variables"].as_array().unwrap());
        (frame["annotations"], frame["variables"]) = (json!([]), json!([]));
        self.check_kinds([&spec["layout"]]);
        frame["elements"] = json!({});
        frame["layout"] = json!({ "kind": "GridLayout", "spec": { "items": [] } });
        self.check("Dashboard", &frame);
    }

    fn check_mapping(&mut self, mapping: &Value) {
        let definition = match mapping["type"].as_str().unwrap() {
            "value" => "ValueMap",
            "range" => "RangeMap",
            "regex" => "RegexMap",
            _ => "SpecialValueMap",
        };
        self.check(definition, mapping);
    }
}

#[test]
fn grafanas_schema_takes_every_dashboard_in_v2() {
    let Some(schemas) = Schemas::find("every dashboard in v2 against Grafana's schema") else { return };
    let mut judge = Judge { schemas: &schemas, validators: BTreeMap::new(), verdict: Verdict::excusing(LAGS) };
    for dashboard in converted().values() {
        judge.check_dashboard(&dashboard["spec"]);
    }
    let verdict = judge.verdict;
    assert!(verdict.checked > 40, "only {} parts were checked", verdict.checked);
    assert_eq!(verdict.complaints, BTreeSet::new(), "what the schema refuses and no lag excuses");
    assert_eq!(verdict.excused, LAGS.iter().collect(), "strike out what is not needed");
}

#[test]
fn grafanas_schema_refuses_what_is_wrong_in_v2() {
    let Some(schemas) = Schemas::find("mistakes in v2 against Grafana's schema") else { return };
    let panel = schemas.of("dashboardv2", "PanelKind").unwrap();
    assert!(!panel.is_valid(&json!({ "kind": "Panel", "spec": { "id": 1 } })));
}
