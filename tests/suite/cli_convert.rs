//! `dashgen convert`: what it writes, what it says is lost, and what it refuses.

use std::fs;

use dashgen::cli::Status;
use insta::assert_snapshot;
use serde_json::{Value, json};

use super::cli_build::folder;
use super::{Run, dashgen};

/// An export of a UI: two tabs, an auto grid, a subtitle.
fn export() -> Value {
    let panel = |id: u32, title: &str| {
        json!({"kind": "Panel", "spec": {"id": id, "title": title, "description": "", "links": [],
            "data": {"kind": "QueryGroup", "spec": {"queryOptions": {"interval": "1m"}, "transformations": [],
                "queries": [{"kind": "PanelQuery", "spec": {"refId": "A", "hidden": false, "query": {
                    "kind": "DataQuery", "group": "prometheus", "version": "v0", "datasource": {"name": "prom"},
                    "spec": {"expr": "up"}}}}]}},
            "vizConfig": {"kind": "VizConfig", "group": "stat", "version": "13.2.3",
                "spec": {"options": {}, "fieldConfig": {"defaults": {}, "overrides": []}}}}})
    };
    let mut second = panel(2, "Errors");
    second["spec"]["subtitle"] = json!("of today");
    let item = |name: &str| json!({"kind": "ElementReference", "name": name});
    let tab = |title: &str, layout: Value| json!({"kind": "TabsLayoutTab", "spec": {"title": title, "layout": layout}});
    json!({"apiVersion": "dashboard.grafana.app/v2", "kind": "Dashboard",
    "metadata": {"name": "shop", "resourceVersion": "7", "annotations": {"grafana.app/folder": "team"}},
    "spec": {"title": "Shop", "cursorSync": "Crosshair", "preload": false, "links": [], "tags": [],
        "annotations": [], "variables": [],
        "timeSettings": {"from": "now-1h", "to": "now", "autoRefresh": "30s", "hideTimepicker": false},
        "elements": {"panel-1": panel(1, "Requests"), "panel-2": second},
        "layout": {"kind": "TabsLayout", "spec": {"tabs": [
            tab("One", json!({"kind": "GridLayout", "spec": {"items": [{"kind": "GridLayoutItem", "spec": {
                "x": 0, "y": 0, "width": 12, "height": 8, "element": item("panel-1")}}]}})),
            tab("Two", json!({"kind": "AutoGridLayout", "spec": {"items": [{"kind": "AutoGridLayoutItem", "spec": {
                "element": item("panel-2")}}]}})),
        ]}}}})
}

fn convert(document: &str, options: &[&str]) -> (Run, tempfile::TempDir) {
    let folder = folder();
    let path = folder.path().join("shop.json");
    fs::write(&path, document).unwrap();
    let run = dashgen(&[&["convert", path.to_str().unwrap()], options].concat()).without(folder.path());
    (run, folder)
}

#[test]
fn an_export_becomes_a_file_for_provisioning() {
    assert_snapshot!(convert(&export().to_string(), &["--to", "classic"]).0);
}

#[test]
fn strict_writes_nothing() {
    let (run, folder) = convert(&export().to_string(), &["--to", "classic", "--strict"]);
    assert_snapshot!(run, @r#"
    --- stderr
    OUT/shop.json: 4 things are lost
      metadata.annotations["grafana.app/folder"]: the classic format cannot represent it
      spec.elements.panel-2.spec.subtitle: the classic format cannot represent it
      spec.layout.spec: the classic format has no tabs: they become rows
      spec.layout.spec.tabs[1].spec.layout.spec: the classic format has no auto grid: each panel gets a position on the grid
    nothing was written
    --- Findings
    "#);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn without_losses_strict_is_content() {
    let (run, folder) = convert(r#"{"title": "Shop", "panels": []}"#, &["--to", "v2", "--strict"]);
    assert_eq!((run.status, run.stderr.as_str()), (Status::Clean, ""));
    let there: Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(there["apiVersion"], "dashboard.grafana.app/v2");
    let path = folder.path().join("there.json");
    fs::write(&path, run.stdout).unwrap();
    let back = dashgen(&["convert", path.to_str().unwrap(), "--to", "classic"]);
    assert_snapshot!(back);
}

#[test]
fn a_report_for_programs() {
    let out = folder();
    let path = out.path().join("deep/classic.json");
    let (run, _folder) =
        convert(&export().to_string(), &["--to", "classic", "--out", path.to_str().unwrap(), "--format", "json"]);
    let report: Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!((&report["version"], run.stderr.as_str()), (&json!(1), ""));
    assert_eq!(report["files"][0]["losses"][0]["place"], r#"metadata.annotations["grafana.app/folder"]"#);
    let written: Value = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    assert_eq!(written["uid"], "shop");
}

#[test]
fn a_folder_into_a_folder() {
    let (from, to) = (folder(), folder());
    fs::write(from.path().join("a.json"), r#"{"panels": []}"#).unwrap();
    fs::write(from.path().join("b.json"), export().to_string()).unwrap();
    fs::write(from.path().join("package.json"), r#"{"name": "shop"}"#).unwrap();
    let arguments = ["convert", from.path().to_str().unwrap(), "--to", "v2", "--out", to.path().to_str().unwrap()];
    assert_eq!(dashgen(&arguments).status, Status::Clean);
    let mut written: Vec<_> = fs::read_dir(to.path()).unwrap().map(|it| it.unwrap().file_name()).collect();
    written.sort();
    assert_eq!(written, ["a.json", "b.json"]);
}

#[test]
fn files_that_are_no_dashboards_are_counted() {
    let (from, to) = (folder(), folder());
    let run = |options: &[&str]| {
        let arguments = ["convert", from.path().to_str().unwrap(), "--to", "v2"];
        dashgen(&[&arguments, options].concat()).without(from.path())
    };
    fs::write(from.path().join("package.json"), r#"{"name": "shop"}"#).unwrap();
    let none = run(&[]);
    assert_eq!((none.status, none.stdout.as_str()), (Status::Failure, ""));
    assert_eq!(none.stderr, "other JSON files: 1\nerror: no dashboards to convert\n");
    fs::write(from.path().join("a.json"), r#"{"panels": []}"#).unwrap();
    for strict in [&["--strict"][..], &[]] {
        let told = run(&[&["--out", to.path().to_str().unwrap()], strict].concat());
        assert_eq!((told.status, told.stderr.as_str()), (Status::Clean, "other JSON files: 1\n"), "{strict:?}");
        let told = run(&[&["--out", to.path().to_str().unwrap(), "--format", "json"], strict].concat());
        assert_eq!(serde_json::from_str::<Value>(&told.stdout).unwrap()["others"], 1, "{strict:?}");
    }
}

#[test]
fn what_is_written_can_be_read() {
    let deep = |levels: usize| {
        let value = (0..levels).fold(json!(1), |value, _| json!([value]));
        let target = json!({"refId": "A", "expr": "up", "deep": value});
        json!({"panels": [{"type": "table", "id": 1, "title": "Deep", "options": {"deep": value}, "targets": [target]}]})
            .to_string()
    };
    let (mut converted, mut refused) = (0, 0);
    for levels in 100..=122 {
        let (run, folder) = convert(&deep(levels), &["--to", "v2"]);
        if run.status == Status::Failure {
            refused += 1;
            assert_eq!(
                run.stderr.lines().last(),
                Some(
                    "  because: the converted dashboard is nested deeper than 127 levels, and could not be read again"
                ),
                "{run}"
            );
            continue;
        }
        converted += 1;
        let path = folder.path().join("v2.json");
        fs::write(&path, &run.stdout).unwrap();
        let path = path.to_str().unwrap();
        for command in [&["inspect", path][..], &["convert", path, "--to", "classic"], &["fmt", path]] {
            assert_eq!(dashgen(command).status, Status::Clean, "{levels}: {command:?}");
        }
        assert_ne!(dashgen(&["validate", path]).status, Status::Failure, "{levels}");
    }
    assert!(converted > 5 && refused > 1, "{converted} converted, {refused} refused");
}

#[test]
fn all_commands_read_equally_deep() {
    let folder = folder();
    let path = folder.path().join("deep.json");
    let path = path.to_str().unwrap();
    let out = folder.path().join("out.json");
    let commands: [&[&str]; 4] = [
        &["inspect", path],
        &["convert", path, "--to", "classic", "--out", out.to_str().unwrap()],
        &["validate", path],
        &["fmt", "--check", path],
    ];
    for levels in 125..=129_usize {
        // The object, its list, and the lists in it.
        let text = format!("{{\"panels\": [], \"x\": {}{}}}", "[".repeat(levels - 1), "]".repeat(levels - 1));
        fs::write(path, text).unwrap();
        for command in commands {
            let run = dashgen(command);
            let told = format!("{}{}", run.stdout, run.stderr);
            assert_eq!(told.contains("nested deeper than 127 levels"), levels > 127, "{levels}: {command:?}: {run}");
        }
    }
}

#[test]
fn what_is_refused() {
    assert_snapshot!(convert("{\"panels\": [}", &["--to", "v2"]).0, @r#"
    --- stderr
    error: cannot convert `OUT/shop.json`
      because: not readable as JSON: expected value at line 1 column 13
    --- Failure
    "#);
    assert_snapshot!(convert("{\"name\": \"shop\"}", &["--to", "v2"]).0, @r"
    --- stderr
    error: cannot convert `OUT/shop.json`
      because: found an object with `name`, but a dashboard has `panels`, or `elements` and `layout`
    --- Failure
    ");
    assert_snapshot!(convert("[1]", &["--to", "v2"]).0, @r"
    --- stderr
    error: cannot convert `OUT/shop.json`
      because: expected a dashboard object, found a list
    --- Failure
    ");
    let alert = r#"{"apiVersion": "rules.alerting.grafana.app/v0alpha1", "kind": "AlertRule"}"#;
    assert_snapshot!(convert(alert, &["--to", "classic"]).0, @r"
    --- stderr
    error: cannot convert `OUT/shop.json`
      because: found a `AlertRule` of `rules.alerting.grafana.app/v0alpha1`, but a dashboard is a `Dashboard` of `dashboard.grafana.app`
    --- Failure
    ");
    assert_snapshot!(convert("{\"panels\": []}", &["--to", "v2", "--format", "json"]).0, @r"
    --- stderr
    error: without `--out`, the dashboard itself is printed to standard output; add `--out FILE`
    --- Usage
    ");
}

#[test]
fn two_dashboards_need_a_folder() {
    let folder = folder();
    for name in ["a.json", "b.json"] {
        // What is lost is not told before.
        fs::write(folder.path().join(name), export().to_string()).unwrap();
    }
    let run = dashgen(&["convert", folder.path().to_str().unwrap(), "--to", "v2"]).without(folder.path());
    assert_snapshot!(run, @r"
    --- stderr
    error: 2 files cannot all be written to standard output; add `--out DIR`
    --- Usage
    ");
}

#[test]
fn an_old_dashboard_is_migrated_first() {
    let panel = json!({"type": "graph", "title": "CPU", "id": 1, "nullPointMode": "null as zero"});
    let old = json!({"schemaVersion": 14, "rows": [{"panels": [panel]}]}).to_string();
    let (run, _folder) = convert(&old, &["--to", "classic", "--migrate"]);
    assert_eq!(run.status, Status::Clean);
    let migrated: Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(migrated["panels"][0]["type"], "timeseries");
    assert_eq!(migrated["panels"][0]["gridPos"]["w"], 8);
    assert_snapshot!(run.stderr, @r#"
    OUT/shop.json: 1 thing is lost
      panels[0].nullPointMode: it has no current equivalent; it was "null as zero"
    "#);
}

#[test]
fn a_suite_in_either_format() {
    let out = folder();
    let build = |options: &[&str]| dashgen(&[&["build", "--out", out.path().to_str().unwrap()], options].concat());
    assert_eq!(build(&["--dashboards", "classic,v2", "--quiet"]).status, Status::Clean);
    for name in ["infrastructure", "system-overview", "trading-performance"] {
        let read = |folder: &str| fs::read_to_string(out.path().join(folder).join(format!("{name}.json"))).unwrap();
        let there: Value = serde_json::from_str(&read("dashboards-v2")).unwrap();
        assert_eq!(there["apiVersion"], "dashboard.grafana.app/v2");
        assert_eq!(there["metadata"]["name"], serde_json::from_str::<Value>(&read("dashboards")).unwrap()["uid"]);
    }
    assert_eq!(build(&["--dashboards", "classic,v2", "--check"]).status, Status::Clean);
    assert_eq!(build(&["--dashboards", "v2", "--quiet"]).status, Status::Clean);
    assert!(!out.path().join("dashboards/infrastructure.json").exists(), "nothing makes it any more");
    assert_eq!(build(&["--quiet"]).status, Status::Clean);
    assert!(!out.path().join("dashboards-v2").exists(), "nothing makes it any more");
}

#[test]
fn only_files_come_in_v2() {
    assert_snapshot!(dashgen(&["build", "--target", "operator", "--dashboards", "v2"]), @r"
    --- stderr
    error: the target `operator` does not support dashboards in the format `v2`; omit `--target` or `--dashboards`
    --- Usage
    ");
}
