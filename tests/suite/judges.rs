//! What others say of our artifacts: Grafana's JSON Schemas, Prometheus's `promtool`, and the fields of Grafana's files.
//!
//! The first two need what is not everywhere: `DASHGEN_GRAFANA_SCHEMAS` names a folder with the schemas that Grafana
//! publishes, and `promtool` is to be on the path. Without them their tests say loudly that they were skipped.

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;
use std::time::Duration;

use dashgen::promql::{Times, VariableValue, Variables, interpolate};
use serde::Deserialize;
use serde_json::{Value, json};

use super::cli_build::{finished, folder};
use super::schemas::{Lag, Schemas, Verdict, lag, panels};
use super::{files, skipped};

/// Returns the trading dashboards as JSON, by their path.
pub(super) fn dashboards() -> BTreeMap<String, Value> {
    let built = files(finished().path()).into_iter().filter(|(path, _)| path.starts_with("dashboards/"));
    built.map(|(path, bytes)| (path, serde_json::from_slice(&bytes).unwrap())).collect()
}

/// Where Grafana's schemas (June 2026) are stricter than Grafana 13.2.3, each place excused by itself.
const LAGS: &[Lag] = &[
    // Data links are described as if they were dashboard links; their own type has title, url and targetBlank.
    lag("panel/fieldConfig/defaults/links/*", "\"asDropdown\" is a required property"),
    lag("panel/fieldConfig/defaults/links/*", "\"icon\" is a required property"),
    lag("panel/fieldConfig/defaults/links/*", "\"includeVars\" is a required property"),
    lag("panel/fieldConfig/defaults/links/*", "\"keepTime\" is a required property"),
    lag("panel/fieldConfig/defaults/links/*", "\"tags\" is a required property"),
    lag("panel/fieldConfig/defaults/links/*", "\"tooltip\" is a required property"),
    lag("panel/fieldConfig/defaults/links/*", "\"type\" is a required property"),
    // What may be anything is described as an object: the name that a matcher looks for, and what an override sets.
    lag("panel/fieldConfig/overrides/*/matcher/options", " is not of type \"object\""),
    lag("panel/fieldConfig/overrides/*/properties/*/value", " is not of type \"object\""),
    // The same, of the fields of a variable's query.
    lag("dashboard/templating/list/*/query", " is not valid under any of the schemas listed in the 'oneOf' keyword"),
];

#[test]
fn grafana_schemas_take_every_dashboard() {
    let Some(schemas) = Schemas::find("every dashboard, panel and query against Grafana's schemas") else { return };
    let mut verdict = Verdict::excusing(LAGS);
    for document in dashboards().values() {
        verdict.check_dashboard(&schemas, document);
    }
    assert!(verdict.checked > 120, "only {} parts were checked", verdict.checked);
    assert_eq!(verdict.complaints, BTreeSet::new(), "what the schemas refuse and no lag excuses");
    let listed: BTreeSet<_> = LAGS.iter().collect();
    assert_eq!(verdict.excused, listed, "used excuses (left), listed ones (right): strike out what is not needed");
}

#[test]
fn grafana_schemas_refuse_what_is_wrong() {
    let Some(schemas) = Schemas::find("that Grafana's schemas refuse what is wrong") else { return };
    let mut document = dashboards().remove("dashboards/system-overview.json").unwrap();
    document["graphTooltip"] = 7.into();
    document["panels"][0]["colour"] = "red".into();
    document["panels"][1]["fieldConfig"]["defaults"]["thresholds"]["mode"] = "sideways".into();
    document["panels"][1]["options"]["graphMode"] = "hills".into();
    document["panels"][1]["targets"][0]["expr"] = 1.into();
    document["panels"][5]["fieldConfig"]["defaults"]["custom"]["lineWidth"] = "thick".into();
    let mut verdict = Verdict::excusing(LAGS);
    verdict.check_dashboard(&schemas, &document);
    let text = verdict.complaints.into_iter().collect::<Vec<_>>().join("\n");
    for wrong in ["graphTooltip", "colour", "thresholds/mode", "graphMode", "query/expr", "lineWidth"] {
        assert!(text.contains(wrong), "{wrong} is taken:\n{text}");
    }
    assert_eq!(text.lines().count(), 6, "{text}");
}

/// Returns every query of a dashboard with its place: of panels, of annotations, and the series that variables read.
fn queries(path: &str, dashboard: &Value) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for panel in panels(dashboard) {
        for target in panel["targets"].as_array().unwrap() {
            let place = format!("{path}, panel {}, query {}", panel["title"], target["refId"]);
            found.push((place, target["expr"].as_str().unwrap().to_owned()));
        }
    }
    for annotation in dashboard["annotations"]["list"].as_array().unwrap() {
        if let Some(expr) = annotation["target"]["expr"].as_str() {
            found.push((format!("{path}, annotation {}", annotation["name"]), expr.to_owned()));
        }
    }
    for variable in dashboard["templating"]["list"].as_array().unwrap() {
        if let Some(query) = variable["query"]["query"].as_str() {
            let inner = query.strip_prefix("label_values(").and_then(|rest| rest.strip_suffix(')'));
            let (series, _) = inner.unwrap().rsplit_once(", ").unwrap();
            found.push((format!("{path}, variable {}", variable["name"]), series.to_owned()));
        }
    }
    found
}

/// Returns the values that Grafana would put in: all of them, or some with characters that want escaping.
fn chosen(dashboard: &Value, all: bool) -> Variables {
    let seconds = Duration::from_secs;
    let times =
        Times { from: 1_800_000_000_000, to: 1_800_003_600_000, interval: seconds(15), scrape_interval: seconds(15) };
    let mut variables = Variables::at(times);
    for variable in dashboard["templating"]["list"].as_array().unwrap() {
        let one = || "trading.api:8000\"\\".to_owned();
        let value = match variable["allValue"].as_str() {
            Some(value) if all => VariableValue::All(value.to_owned()),
            // What can be several, or all, is a regular expression.
            _ if variable["multi"] == true || variable["includeAll"] == true => {
                VariableValue::Several(vec![one(), one()])
            }
            _ => VariableValue::Single(one()),
        };
        variables.set(variable["name"].as_str().unwrap(), value);
    }
    variables
}

/// Returns what `promtool` says of queries, or nothing without it; an error for each refused file.
fn promtool(queries: &[(String, String)]) -> Result<String, String> {
    let rule = |(at, (_, expr)): (usize, &(String, String))| json!({"record": format!("query:{at}"), "expr": expr});
    let rules: Vec<_> = queries.iter().enumerate().map(rule).collect();
    let folder = folder();
    let file = folder.path().join("rules.yml");
    let rules = json!({"groups": [{"name": "dashboards", "rules": rules}]});
    std::fs::write(&file, serde_json::to_vec(&rules).unwrap()).unwrap();
    let output = Command::new("promtool").args(["check", "rules", "--lint=none"]).arg(&file).output().unwrap();
    let text = format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    if output.status.success() { Ok(text) } else { Err(text) }
}

/// Returns the version of `promtool` and says it on standard error, or says that there is none.
fn promtool_version(what: &str) -> Option<String> {
    let Ok(output) = Command::new("promtool").arg("--version").output() else {
        skipped(what, "there is no promtool on the path");
        return None;
    };
    let text = format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    let version = text.lines().next().unwrap_or_default().to_owned();
    super::say(&format!("judge: {version}"));
    Some(version)
}

#[test]
fn promtool_takes_every_query() {
    if promtool_version("every query through promtool").is_none() {
        return;
    }
    let mut all = Vec::new();
    for (path, dashboard) in dashboards() {
        for variables in [chosen(&dashboard, true), chosen(&dashboard, false)] {
            for (place, text) in queries(&path, &dashboard) {
                let sent = interpolate(&text, &variables).unwrap_or_else(|error| panic!("{place}: {error}"));
                all.push((place, sent));
            }
        }
    }
    assert!(all.len() > 80, "only {} queries", all.len());
    match promtool(&all) {
        Ok(text) => assert!(text.contains(&format!("{} rules found", all.len())), "{text}"),
        Err(text) => panic!("{text}"),
    }
}

#[test]
fn promtool_refuses_what_is_wrong() {
    if promtool_version("that promtool refuses what is wrong").is_none() {
        return;
    }
    for wrong in ["sum(rate(a))", "a{b=~\"(\"}", "sum by (a", "rate(a[$__rate_interval])"] {
        assert!(promtool(&[(String::new(), wrong.to_owned())]).is_err(), "{wrong}");
    }
}

/// A file of datasources, with all the fields that Grafana knows and we write, and no others.
#[derive(Debug, Deserialize, PartialEq)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct DatasourceFile {
    api_version: u8,
    datasources: Vec<DatasourceEntry>,
}

#[derive(Debug, Deserialize, PartialEq)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct DatasourceEntry {
    name: String,
    uid: String,
    r#type: String,
    access: String,
    org_id: u32,
    url: String,
    is_default: bool,
    editable: bool,
    json_data: PrometheusData,
}

#[derive(Debug, Deserialize, PartialEq)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct PrometheusData {
    http_method: String,
    time_interval: String,
    prometheus_type: String,
}

/// A file of dashboard providers.
#[derive(Debug, Deserialize, PartialEq)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct ProviderFile {
    api_version: u8,
    providers: Vec<ProviderEntry>,
}

#[derive(Debug, Deserialize, PartialEq)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct ProviderEntry {
    name: String,
    org_id: u32,
    r#type: String,
    folder: String,
    folder_uid: Option<String>,
    disable_deletion: bool,
    update_interval_seconds: u32,
    allow_ui_updates: bool,
    options: ProviderOptions,
}

#[derive(Debug, Deserialize, PartialEq)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct ProviderOptions {
    path: String,
    folders_from_files_structure: bool,
}

fn provisioning() -> BTreeMap<String, String> {
    let built = files(finished().path()).into_iter().filter(|(path, _)| path.starts_with("provisioning/"));
    built.map(|(path, bytes)| (path, String::from_utf8(bytes).unwrap())).collect()
}

#[test]
fn datasources_field_by_field() {
    let file: DatasourceFile =
        serde_saphyr::from_str(&provisioning()["provisioning/datasources/prometheus.yml"]).unwrap();
    let prometheus = DatasourceEntry {
        name: "Prometheus".to_owned(),
        uid: "prometheus".to_owned(),
        r#type: "prometheus".to_owned(),
        access: "proxy".to_owned(),
        org_id: 1,
        url: "$PROMETHEUS_URL".to_owned(),
        is_default: true,
        editable: false,
        json_data: PrometheusData {
            http_method: "POST".to_owned(),
            time_interval: "$PROMETHEUS_SCRAPE_INTERVAL".to_owned(),
            prometheus_type: "Prometheus".to_owned(),
        },
    };
    assert_eq!(file, DatasourceFile { api_version: 1, datasources: vec![prometheus] });
}

#[test]
fn providers_field_by_field() {
    let file: ProviderFile = serde_saphyr::from_str(&provisioning()["provisioning/dashboards/default.yml"]).unwrap();
    let default = ProviderEntry {
        name: "default".to_owned(),
        org_id: 1,
        r#type: "file".to_owned(),
        folder: "Trading".to_owned(),
        // The alerts are in the same folder.
        folder_uid: None,
        disable_deletion: false,
        update_interval_seconds: 10,
        allow_ui_updates: false,
        options: ProviderOptions {
            path: "/var/lib/grafana/dashboards".to_owned(),
            folders_from_files_structure: false,
        },
    };
    assert_eq!(file, ProviderFile { api_version: 1, providers: vec![default] });
}

/// Every variable that the files read has a default in `grafana.env`, and every default is read.
#[test]
fn the_environment_of_grafana_is_complete() {
    // Alerts have variables of templates, and Compose has variables of its own.
    let folders = ["provisioning/dashboards/", "provisioning/datasources/", "provisioning/grafana.env"];
    let files = provisioning().into_iter().filter(|(path, _)| folders.iter().any(|folder| path.starts_with(folder)));
    let (environment, rest): (Vec<_>, Vec<_>) = files.partition(|(path, _)| path == "provisioning/grafana.env");
    let defaults: BTreeSet<_> = environment[0]
        .1
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| Some(line.split_once('=')?.0.to_owned()))
        .collect();
    let name = |rest: &str| rest.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect::<String>();
    let read: BTreeSet<_> = rest.iter().flat_map(|(_, text)| text.split('$').skip(1).map(name)).collect();
    assert_eq!(defaults, read);
    assert_eq!(defaults.into_iter().collect::<Vec<_>>(), ["PROMETHEUS_SCRAPE_INTERVAL", "PROMETHEUS_URL"]);
}

/// The datasource that dashboards choose at first is one that the suite provisions.
#[test]
fn dashboards_begin_with_the_provisioned_datasource() {
    for (path, dashboard) in dashboards() {
        let chosen = dashboard["templating"]["list"].as_array().unwrap().iter().find(|it| it["type"] == "datasource");
        let current = &chosen.expect("a choice of datasources")["current"];
        assert_eq!((&current["text"], &current["value"]), (&json!("Prometheus"), &json!("prometheus")), "{path}");
    }
}
