//! `dashgen inspect`: what it says of one file and of several.

use std::fs;

use dashgen::cli::Status;
use insta::assert_snapshot;
use serde_json::Value;

use super::cli_build::folder;
use super::{Run, dashgen, repository};

const SHOP: &str = r#"{
  "title": "Shop", "uid": "shop", "schemaVersion": 39, "tags": ["shop"],
  "annotations": {"list": [{"name": "Deploys", "datasource": {"type": "prometheus", "uid": "prom"}, "expr": "changes(app_info[1m])"}]},
  "panels": [
    {"id": 1, "type": "timeseries", "title": "Requests", "gridPos": {"h": 8, "w": 12, "x": 0, "y": 0},
      "datasource": {"type": "prometheus", "uid": "prom"},
      "targets": [{"refId": "A", "expr": "sum(rate(http_requests_total{job=\"$job\"}[5m]))", "surprise": {"a": 1, "b": [2, 3]}}]},
    {"id": 2, "type": "graph", "title": "Old", "fill": 1, "targets": [{"refId": "A", "expr": "rate(x"}], "datasource": "prom"},
    {"id": 3, "type": "row", "title": "Logs", "collapsed": true, "panels": [
      {"id": 4, "type": "logs", "datasource": {"type": "loki", "uid": "loki"}, "targets": [{"refId": "A", "expr": "{job=\"x\"}"}]}]}
  ],
  "templating": {"list": [{"name": "job", "type": "query", "query": "label_values(up, job)", "datasource": {"type": "prometheus", "uid": "prom"}}]}
}"#;

/// Inspects files of these contents.
fn inspect(files: &[(&str, &str)], options: &[&str]) -> Run {
    let folder = folder();
    for (name, content) in files {
        fs::write(folder.path().join(name), content).unwrap();
    }
    dashgen(&[&["inspect", folder.path().to_str().unwrap()], options].concat()).without(folder.path())
}

#[test]
fn one_dashboard_at_length() {
    assert_snapshot!(inspect(&[("shop.json", SHOP)], &[]), @r"
    OUT/shop.json
      title        Shop
      uid          shop
      format       classic, schema version 39, 1010 bytes
      panels       1 graph (legacy), 1 logs, 1 timeseries
      rows         1
      queries      3 PromQL, 1 that cannot be parsed, 1 loki
      metrics      app_info, http_requests_total, up
      variables    job (query)
      datasources  loki (loki), prom, prom (prometheus)
      annotations  Deploys
      typed        93.2 % of 44 values
             3 panels[].targets[].surprise
    --- Clean
    ");
}

#[test]
fn the_guide_shows_it() {
    let printed = inspect(&[("shop.json", SHOP)], &[]).stdout.replace("OUT/", "");
    let page = fs::read_to_string(repository().join("docs/src/commands/inspect.md")).unwrap();
    assert!(page.contains(&format!("$ dashgen inspect shop.json\n{printed}```")), "{printed}");
}

#[test]
fn several_in_a_table() {
    let files = [("shop.json", SHOP), ("empty.json", "{\"panels\": []}"), ("package.json", "{\"name\": \"x\"}")];
    assert_snapshot!(inspect(&files, &[]), @r#"
    file                          format     version panels queries metrics     bytes typed %
    OUT/empty.json    classic          -      0       0       0        14   100.0
    OUT/shop.json     classic         39      3       5       3      1010    93.2
    2 dashboards: dashgen has types for 93.3 % of 45 values
           3 panels[].targets[].surprise
    --- stderr
    other JSON files: 1
    --- Clean
    "#);
}

#[test]
fn version_2_is_looked_at_as_what_it_becomes() {
    let folder = folder();
    fs::write(folder.path().join("shop.json"), SHOP).unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    dashgen(&["convert", &path("shop.json"), "--to", "v2", "--out", &path("v2.json")]);
    assert_snapshot!(dashgen(&["inspect", &path("v2.json")]).without(folder.path()), @r"
    OUT/v2.json
      title        Shop
      uid          shop
      format       v2, as a resource, 8342 bytes
      panels       1 graph (legacy), 1 logs, 1 timeseries
      rows         1
      queries      3 PromQL, 1 that cannot be parsed, 1 loki
      metrics      app_info, http_requests_total, up
      variables    job (query)
      datasources  loki (loki), prom, prom (prometheus)
      annotations  Deploys
      typed        96.7 % of 153 values
             3 spec.elements.*.spec.data.spec.queries[].spec.query.spec.surprise
             2 spec.elements.*.spec.vizConfig.spec.options.__angularMigration
    --- Clean
    ");
}

#[test]
fn for_programs() {
    let run = inspect(&[("shop.json", SHOP)], &["--format", "json"]);
    let document: Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!((run.status, &document["version"]), (Status::Clean, &Value::from(1)));
    let shop = &document["dashboards"][0];
    assert_eq!(shop["panels"]["graph"], 1);
    assert_eq!(shop["queries"]["broken"], 1);
    assert_eq!(shop["metrics"], serde_json::json!(["app_info", "http_requests_total", "up"]));
    assert_eq!(shop["values"]["others"][0], serde_json::json!(["panels[].targets[].surprise", 3]));
}

#[test]
fn other_files_are_counted_for_programs() {
    let files = [("shop.json", SHOP), ("package.json", "{\"name\": \"x\"}")];
    let run = inspect(&files, &["--format", "json"]);
    assert_eq!(serde_json::from_str::<Value>(&run.stdout).unwrap()["others"], 1, "{run}");
}

#[test]
fn what_dashgen_builds_has_types_throughout() {
    let run = dashgen(&["inspect", repository().join("dashboards").to_str().unwrap()]);
    assert!(run.stdout.contains("3 dashboards: dashgen has types for 100.0 % of "), "{run}");
}

#[test]
fn files_that_are_no_dashboards() {
    assert_snapshot!(inspect(&[("broken.json", "{\"panels\": [")], &[]), @r"
    --- stderr
    error: cannot inspect `OUT/broken.json`
      because: not readable as JSON: EOF while parsing a list at line 1 column 12
      hint: the file ends too early: was it cut off?
    --- Failure
    ");
    let folder = folder();
    let file = folder.path().join("package.json");
    fs::write(&file, "{\"name\": \"x\"}").unwrap();
    assert_snapshot!(dashgen(&["inspect", file.to_str().unwrap()]).without(folder.path()), @r"
    --- stderr
    error: cannot inspect `OUT/package.json`
      because: found an object with `name`, but a dashboard has `panels`, or `elements` and `layout`
    --- Failure
    ");
}
