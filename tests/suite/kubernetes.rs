//! What a cluster says of our objects: the resource definitions of its operators, and what objects say of each other.
//!
//! Those of grafana-operator are told in `tests/judges/schemas/grafana-operator.json`; `DASHGEN_PROMETHEUS_CRDS` names a
//! folder with those of prometheus-operator, without which its part says loudly that it was skipped.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use dashgen::cli::Status;
use jsonschema::Validator;
use serde_json::{Value, json};

use super::cli_build::folder;
use super::{dashgen, dashgen_of, files, gallery, skipped};

/// Returns the objects that a build makes, by their path.
fn objects(target: &str) -> BTreeMap<String, Value> {
    let folder = folder();
    let out = folder.path().to_str().unwrap();
    dashgen(&["build", "--quiet", "--target", target, "--contact-point", "--out", out]);
    let files = files(folder.path()).into_iter().filter(|(path, _)| path.starts_with("kubernetes/"));
    let mut options = serde_saphyr::Options::default();
    // Large dashboards are no bombs.
    options.budget = None;
    files
        .map(|(path, bytes)| {
            let text = String::from_utf8(bytes).unwrap();
            (path, serde_saphyr::from_str_with_options(&text, options.clone()).unwrap())
        })
        .collect()
}

/// The resource definitions of the operators.
struct Definitions {
    grafana: Value,
    prometheus_rule: Option<Validator>,
}

impl Definitions {
    fn find() -> Self {
        let grafana = include_str!("../judges/schemas/grafana-operator.json");
        let folder = std::env::var_os("DASHGEN_PROMETHEUS_CRDS").map(PathBuf::from);
        if folder.is_none() {
            skipped(
                "PrometheusRule against its definition",
                "DASHGEN_PROMETHEUS_CRDS names no folder with the resource definitions of prometheus-operator",
            );
        }
        let rule = folder.map(|folder| {
            let file = folder.join("monitoring.coreos.com_prometheusrules.yaml");
            let text = std::fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
            let definition: Value = serde_saphyr::from_str(&text).unwrap();
            let mut schema = definition["spec"]["versions"][0]["schema"]["openAPIV3Schema"].clone();
            make_strict(&mut schema);
            jsonschema::validator_for(&schema).unwrap()
        });
        Self { grafana: serde_json::from_str(grafana).unwrap(), prometheus_rule: rule }
    }

    /// Returns what is wrong with an object at a path, as far as a definition or Kubernetes itself knows its kind.
    fn complaints(&self, path: &str, object: &Value) -> Vec<String> {
        let mut found = Vec::new();
        let kind = object["kind"].as_str().unwrap_or_default();
        let name = object["metadata"]["name"].as_str().unwrap_or_default();
        if !is_dns_label(name) || path != format!("kubernetes/{name}.yml") {
            found.push(format!("the name `{name}`"));
        }
        let (api, content) = match kind {
            "ConfigMap" => ("v1", "data"),
            "PrometheusRule" => ("monitoring.coreos.com/v1", "spec"),
            _ => ("grafana.integreatly.org/v1beta1", "spec"),
        };
        let keys: BTreeSet<&str> = object.as_object().unwrap().keys().map(String::as_str).collect();
        if object["apiVersion"] != api || keys != BTreeSet::from(["apiVersion", "kind", "metadata", content]) {
            found.push(format!("an object of {} with {keys:?}", object["apiVersion"]));
        }
        match (kind, &self.prometheus_rule) {
            ("ConfigMap", _) => found.extend(config_map(object)),
            ("PrometheusRule", Some(rule)) => found.extend(errors(rule, object)),
            ("PrometheusRule", None) => {}
            _ => match self.grafana_operator(kind) {
                Some(schema) => found.extend(errors(&schema, &object["spec"])),
                None => found.push(format!("the kind `{kind}`")),
            },
        }
        found
    }

    fn grafana_operator(&self, kind: &str) -> Option<Validator> {
        let mut schema = self.grafana.clone();
        schema["$defs"].get(kind)?;
        schema["$ref"] = format!("#/$defs/{kind}").into();
        Some(jsonschema::validator_for(&schema).unwrap())
    }
}

fn errors(schema: &Validator, value: &Value) -> Vec<String> {
    let say = |error: jsonschema::ValidationError<'_>| {
        format!("{}: {}", error.instance_path(), error.to_string().chars().take(200).collect::<String>())
    };
    schema.iter_errors(value).map(say).collect()
}

/// Refuses what the API server would drop: fields that no definition has. Patterns with flags are Go's own.
fn make_strict(schema: &mut Value) {
    if let Some(object) = schema.as_object_mut() {
        let is_open = object.contains_key("additionalProperties")
            || object.get("x-kubernetes-preserve-unknown-fields") == Some(&Value::Bool(true));
        if object.get("properties").is_some_and(Value::is_object)
            && object.get("type") == Some(&json!("object"))
            && !is_open
        {
            object.insert("additionalProperties".to_owned(), false.into());
        }
        if object.get("pattern").and_then(Value::as_str).is_some_and(|pattern| pattern.contains("(?i)")) {
            object.remove("pattern");
        }
        object.values_mut().for_each(make_strict);
    }
}

/// Returns what is wrong with a `ConfigMap` (Kubernetes: `ConfigMapKeys`, label values, and the size of all data).
fn config_map(object: &Value) -> Vec<String> {
    let data = object["data"].as_object().unwrap();
    let is_key = |key: &str| {
        (1..=253).contains(&key.len()) && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte))
    };
    let mut found: Vec<String> = data.keys().filter(|key| !is_key(key)).map(|key| format!("the key `{key}`")).collect();
    let size: usize = data.iter().map(|(key, value)| key.len() + value.as_str().unwrap().len()).sum();
    if size > 1 << 20 {
        found.push(format!("{size} bytes"));
    }
    let labels = object["metadata"]["labels"].as_object().unwrap();
    found.extend(labels.iter().filter(|(_, value)| *value != "1").map(|(name, value)| format!("{name}={value}")));
    found
}

fn is_dns_label(name: &str) -> bool {
    let is_inner = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    (1..=63).contains(&name.len()) && name.bytes().all(is_inner) && !name.starts_with('-') && !name.ends_with('-')
}

fn kinds(objects: &BTreeMap<String, Value>) -> String {
    let mut counts = BTreeMap::<&str, usize>::new();
    for object in objects.values() {
        *counts.entry(object["kind"].as_str().unwrap()).or_default() += 1;
    }
    counts.iter().map(|(kind, count)| format!("{count} {kind}")).collect::<Vec<_>>().join(", ")
}

#[test]
fn the_definitions_take_every_object() {
    let definitions = Definitions::find();
    for (target, expected) in [
        (
            "operator",
            "2 GrafanaAlertRuleGroup, 1 GrafanaContactPoint, 3 GrafanaDashboard, 1 GrafanaDatasource, 1 GrafanaFolder, \
             1 GrafanaNotificationPolicy, 2 PrometheusRule",
        ),
        ("configmap", "6 ConfigMap, 2 PrometheusRule"),
    ] {
        let objects = objects(target);
        assert_eq!(kinds(&objects), expected);
        for (path, object) in &objects {
            assert_eq!(definitions.complaints(path, object), [""; 0], "{path}");
        }
    }
}

#[test]
fn the_definitions_take_datasources_of_every_kind() {
    let definitions = Definitions::find();
    let folder = folder();
    let out = folder.path().to_str().unwrap();
    let run = dashgen_of(gallery::suite(), &["build", "--quiet", "--target", "operator", "--out", out]);
    assert_eq!(run.status, Status::Clean, "{}", run.stderr);
    let mut count = 0;
    for (path, bytes) in files(folder.path()).into_iter().filter(|(path, _)| path.contains("/datasource-")) {
        let object: Value = serde_saphyr::from_str(&String::from_utf8(bytes).unwrap()).unwrap();
        assert_eq!(definitions.complaints(&path, &object), [""; 0], "{path}");
        count += 1;
    }
    assert_eq!(count, gallery::suite().datasources.len());
}

#[test]
fn what_the_operator_has_no_place_for_is_said() {
    let folder = folder();
    let run =
        dashgen_of(gallery::suite(), &["build", "--target", "operator", "--out", folder.path().to_str().unwrap()]);
    assert!(run.stderr.contains("the suite's correlations are missing from `kubernetes/`, 1 in all"), "{}", run.stderr);
}

/// A change of an object, as `serde_json`'s pointers name its place; `null` takes the field away.
type Change = (&'static str, Value);

#[test]
fn the_definitions_refuse_what_is_wrong() {
    let definitions = Definitions::find();
    let all = objects("operator");
    let wrong: Vec<(&str, Vec<Change>)> = vec![
        (
            "GrafanaAlertRuleGroup",
            vec![
                ("/metadata/name", json!("Upper")),
                ("/apiVersion", json!("v1")),
                ("/status", json!({})),
                ("/spec/folderRef", Value::Null),
                ("/spec/folderUID", json!("both")),
                ("/spec/interval", json!("1d")),
                ("/spec/rules", json!([])),
                ("/spec/rules/0/uid", json!("two words")),
                ("/spec/rules/0/title", json!("x".repeat(191))),
                ("/spec/rules/0/for", json!("5 minutes")),
                ("/spec/rules/0/for", Value::Null),
                ("/spec/rules/0/noDataState", json!("Error")),
                ("/spec/rules/0/dashboardUid", json!("moved to an annotation")),
                ("/spec/rules/0/annotations/__panelId__", json!(7)),
                ("/spec/rules/0/data/0/relativeTimeRange/from", json!("10m")),
            ],
        ),
        (
            "GrafanaDashboard",
            vec![
                ("/spec/instanceSelector", Value::Null),
                ("/spec/json", Value::Null),
                ("/spec/gzipJson", json!("AAAA")),
                ("/spec/folder", json!("beside the reference")),
                ("/spec/dashboard", json!({})),
            ],
        ),
        ("GrafanaFolder", vec![("/spec/uid", json!("x".repeat(41))), ("/spec/folder", json!("Trading"))]),
        ("GrafanaDatasource", vec![("/spec/datasource/orgId", json!(1)), ("/spec/datasource", Value::Null)]),
        ("GrafanaContactPoint", vec![("/spec/type", json!("pigeon")), ("/spec/settings", Value::Null)]),
        ("GrafanaNotificationPolicy", vec![("/spec/route/groupBy", json!([])), ("/spec/route", Value::Null)]),
        (
            "PrometheusRule",
            vec![
                ("/spec/groups/0/name", json!("")),
                ("/spec/groups/0/interval", json!("1.5m")),
                ("/spec/groups/0/rules/0/expr", Value::Null),
                ("/spec/groups/0/rules/0/keepFiringFor", json!("1m")),
                ("/spec/groups/0/rules/0/labels", json!({"severity": 1})),
            ],
        ),
    ];
    for (kind, changes) in wrong {
        if kind == "PrometheusRule" && definitions.prometheus_rule.is_none() {
            continue;
        }
        let (path, object) = all.iter().find(|(_, object)| object["kind"] == kind).unwrap();
        for (place, value) in changes {
            let mut changed = object.clone();
            let (parent, field) = place.rsplit_once('/').unwrap();
            let parent = changed.pointer_mut(parent).unwrap().as_object_mut().unwrap();
            if value.is_null() {
                assert!(parent.remove(field).is_some(), "{kind}{place} is not there");
            } else {
                parent.insert(field.to_owned(), value.clone());
            }
            assert!(!definitions.complaints(path, &changed).is_empty(), "{kind}{place} = {value} is taken");
        }
    }
}

/// Returns what objects name that is not there: folders, contact points, datasources, dashboards and their panels.
fn dangling(objects: &BTreeMap<String, Value>) -> Vec<String> {
    let of = |kind: &'static str| objects.values().filter(move |object| object["kind"] == kind);
    let texts = |kind, pointer: &'static str| {
        of(kind).map(move |object| object.pointer(pointer).unwrap().as_str().unwrap().to_owned()).collect()
    };
    let folders: BTreeSet<String> = texts("GrafanaFolder", "/metadata/name");
    let receivers: BTreeSet<String> = texts("GrafanaContactPoint", "/spec/name");
    let mut datasources: BTreeSet<String> = texts("GrafanaDatasource", "/spec/datasource/uid");
    datasources.insert("__expr__".to_owned());
    let dashboards: BTreeSet<String> = texts("GrafanaDashboard", "/spec/json");
    let dashboards: Vec<Value> = dashboards.iter().map(|text| serde_json::from_str(text).unwrap()).collect();
    let panels: BTreeSet<(String, String)> = dashboards
        .iter()
        .flat_map(|dashboard| {
            let uid = dashboard["uid"].as_str().unwrap();
            dashboard["panels"].as_array().unwrap().iter().map(move |panel| (uid.to_owned(), panel["id"].to_string()))
        })
        .collect();
    let mut found = Vec::new();
    let mut look = |known: &BTreeSet<String>, value: &Value| {
        if !value.as_str().is_some_and(|name| known.contains(name)) {
            found.push(value.to_string());
        }
    };
    of("GrafanaDashboard").for_each(|it| look(&folders, &it["spec"]["folderRef"]));
    of("GrafanaNotificationPolicy").for_each(|it| look(&receivers, &it["spec"]["route"]["receiver"]));
    let mut pages = Vec::new();
    for group in of("GrafanaAlertRuleGroup") {
        look(&folders, &group["spec"]["folderRef"]);
        for rule in group["spec"]["rules"].as_array().unwrap() {
            rule["data"].as_array().unwrap().iter().for_each(|node| look(&datasources, &node["datasourceUid"]));
            let text = |name: &str| rule["annotations"][name].as_str().unwrap_or_default().to_owned();
            pages.push((text("__dashboardUid__"), text("__panelId__")));
        }
    }
    found.extend(pages.iter().filter(|page| !panels.contains(page)).map(|(uid, id)| format!("{uid}/{id}")));
    found
}

#[test]
fn objects_name_only_what_is_there() {
    let all = objects("operator");
    assert_eq!(dangling(&all), [""; 0]);
    for (name, pointer) in [
        ("folder-trading", "/metadata/name"),
        ("contact-point-trading-operators", "/spec/name"),
        ("datasource-prometheus", "/spec/datasource/uid"),
        ("alerts-trading-trading-performance", "/spec/rules/0/annotations/__panelId__"),
    ] {
        let mut changed = all.clone();
        *changed.get_mut(&format!("kubernetes/{name}.yml")).unwrap().pointer_mut(pointer).unwrap() = json!("other");
        assert!(!dangling(&changed).is_empty(), "{name}{pointer}");
    }
}

#[test]
fn a_cluster_is_not_given_each_alert_twice_without_a_word() {
    let folder = folder();
    let said = |arguments: &[&str]| {
        let run = dashgen(&[&["build", "--out", folder.path().to_str().unwrap()], arguments].concat());
        assert_eq!(run.status, Status::Clean);
        run.stderr
    };
    insta::assert_snapshot!(said(&["--target", "operator"]), @"note: `kubernetes/` has the alerts for both Grafana and Prometheus, so applying all of it fires each alert twice: build with `--alerts grafana` or `--alerts prometheus`");
    for arguments in [
        &["--target", "operator", "--alerts", "grafana"][..],
        &["--target", "configmap", "--alerts", "prometheus"],
        &["--target", "gitsync"],
        &["--target", "configmap", "--quiet"],
        &[],
    ] {
        assert_eq!(said(arguments), "", "{arguments:?}");
    }
}
