//! `dashgen diff`: what it says of two files and of two folders, and how it ends.

use std::fs;
use std::path::Path;
use std::process::Command;

use dashgen::cli::Status;
use insta::assert_snapshot;
use serde_json::{Value, json};

use super::cli_build::folder;
use super::{Run, dashgen, dashgen_on_terminal, repository};

const OLD: &str = r#"{
  "title": "Shop", "uid": "shop", "schemaVersion": 42, "id": 7, "version": 3,
  "templating": {"list": [{"name": "job", "type": "query", "query": "label_values(up, job)"}]},
  "panels": [
    {"id": 1, "type": "timeseries", "title": "Errors", "gridPos": {"x": 0, "y": 0, "w": 12, "h": 8},
      "targets": [{"refId": "A", "legendFormat": "{{pod}}",
        "expr": "sum by (job, pod) (rate(http_errors_total{job=\"$job\"}[5m]))"}]},
    {"id": 2, "type": "timeseries", "title": "Latency", "gridPos": {"x": 12, "y": 0, "w": 12, "h": 8},
      "fieldConfig": {"defaults": {"unit": "ms", "thresholds": {"mode": "absolute", "steps": [
        {"color": "green"}, {"color": "red", "value": 500}]}}, "overrides": []},
      "targets": [{"refId": "A", "expr": "histogram_quantile(0.99, sum by (le) (rate(latency_bucket[5m])))"}]},
    {"id": 3, "type": "stat", "title": "Redis", "gridPos": {"x": 0, "y": 8, "w": 24, "h": 4},
      "targets": [{"refId": "A", "expr": "sum(rate(redis_operations_total[5m]))"}]},
    {"id": 4, "type": "stat", "title": "Bots", "gridPos": {"x": 0, "y": 12, "w": 12, "h": 4},
      "targets": [{"refId": "A", "expr": "bots_active"}]},
    {"id": 5, "type": "stat", "title": "Orders", "gridPos": {"x": 12, "y": 12, "w": 12, "h": 4},
      "targets": [{"refId": "A", "expr": "orders_open"}]}
  ]
}"#;

/// Returns the dashboard after a day's work: ids, version and keys are others, too.
fn new() -> String {
    let mut new: Value = serde_json::from_str(OLD).unwrap();
    new["version"] = json!(9);
    new["templating"]["list"][0]["query"] = json!("label_values(app_info, job)");
    let panels = new["panels"].as_array_mut().unwrap();
    panels[0]["targets"][0]["expr"] = json!("sum by(job) (rate(http_errors_total{job=\"$job\"}[$__rate_interval]))");
    panels[1]["fieldConfig"]["defaults"]["unit"] = json!("s");
    panels[1]["fieldConfig"]["defaults"]["thresholds"]["steps"][1]["value"] = json!(0.5);
    panels[2] = json!({"id": 30, "type": "timeseries", "title": "Refused Orders",
        "gridPos": {"x": 0, "y": 8, "w": 24, "h": 8}, "targets": [{"refId": "A", "expr": "rate(orders_refused_total[5m])"}]});
    for panel in &mut panels[3..] {
        panel["gridPos"]["y"] = json!(16);
        panel["id"] = json!(panel["id"].as_i64().unwrap() + 100);
    }
    serde_json::to_string_pretty(&new).unwrap()
}

/// Compares two texts as the files `old.json` and `new.json`.
fn diff(old: &str, new: &str, options: &[&str]) -> Run {
    let folder = folder();
    let at = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    fs::write(at("old.json"), old).unwrap();
    fs::write(at("new.json"), new).unwrap();
    let mut run = dashgen(&[&["diff", &at("old.json"), &at("new.json")], options].concat()).without(folder.path());
    run.stdout = run.stdout.replace("OUT/", "");
    run
}

#[test]
fn a_day_of_work() {
    assert_snapshot!(diff(OLD, &new(), &[]), @r#"
    Shop  (shop)   2 risks, 4 changes, layout
    ! panel "Errors" A        sum by (job, pod) → sum by (job) · [5m] → [$__rate_interval]  the legend {{pod}} has no source [label-lost]  new.json:31
    ! panel "Redis"           removed (stat, 1 query)  nothing else reads redis_operations_total [last-reader-gone]  old.json:12
    ~ variable job            metric up → app_info  new.json:12
    ~ panel "Latency"         unit ms → s · threshold 500 → 0.5  new.json:47
    + panel "Refused Orders"  added (timeseries, 1 query) below panel "Latency"  new.json:70
      2 panels                moved down by 4 rows  new.json:91
    --- Clean
    "#);
}

#[test]
fn the_guide_shows_it() {
    let printed = diff(OLD, &new(), &[]).stdout;
    let page = fs::read_to_string(repository().join("docs/src/commands/diff.md")).unwrap();
    assert!(page.contains(&format!("$ dashgen diff old.json new.json\n{printed}```")), "{printed}");
}

#[test]
fn as_markdown_for_a_comment() {
    let hostile = new().replace("Refused Orders", "</code> | `@all` <img src=x>");
    assert_snapshot!(diff(OLD, &hostile, &["--format", "markdown", "--only", "panel"]), @r#"
    <!-- dashgen diff -->

    <details open><summary><b>Shop</b> (shop): 1 risk, 1 change</summary>

    - <code>!</code> <b>panel "Redis"</b> <code>removed &#40;stat, 1 query&#41;</code>: nothing else reads redis&#95;operations&#95;total
    - <code>+</code> <b>panel "&#60;/code&#62; &#124; &#96;&#64;<!-- -->all&#96; &#60;img src&#61;x&#62;"</b> <code>added &#40;timeseries, 1 query&#41; below panel "Latency"</code>

    </details>
    --- Clean
    "#);
}

#[test]
fn as_json_for_programs() {
    let printed: Value = serde_json::from_str(&diff(OLD, &new(), &["--format", "json"]).stdout).unwrap();
    assert_eq!(printed["version"], 1);
    let change = &printed["dashboards"][0]["changes"][2];
    assert_snapshot!(serde_json::to_string_pretty(change).unwrap(), @r#"
    {
      "class": "variable",
      "risk": null,
      "note": null,
      "kind": "changed",
      "panel": null,
      "subject": "variable job",
      "path": "/templating/list/0/query",
      "what": "metric up → app_info",
      "old": "label_values(up, job)",
      "new": "label_values(app_info, job)",
      "place": {
        "file": "new",
        "pointer": "/templating/list/0/query",
        "line": 12,
        "column": 18
      },
      "fingerprint": "2e993dfc9867"
    }
    "#);
}

#[test]
fn nothing_changed() {
    let noisy = OLD.replace("\"version\": 3", "\"version\": 4, \"weekStart\": \"\"").replace("[5m]", "[ 5m ]");
    let run = diff(OLD, &noisy, &["--fail-on", "any"]);
    assert_eq!(run.status, Status::Clean);
    assert_snapshot!(run, @r"
    Shop  (shop)   no change
    --- Clean
    ");
}

#[test]
fn exit_status() {
    let ends = |old: &str, options: &[&str]| diff(old, &new(), options).status;
    assert_eq!(ends(OLD, &[]), Status::Clean);
    assert_eq!(ends(OLD, &["--fail-on", "any"]), Status::Findings);
    assert_eq!(ends(OLD, &["--fail-on", "risk", "--format", "json"]), Status::Findings);
    assert_eq!(ends(OLD, &["--fail-on", "risk", "--only", "layout"]), Status::Clean);
    assert_eq!(ends("{}", &[]), Status::Failure);
}

#[test]
fn few_lines_and_none() {
    let lines = |options: &[&str]| diff(OLD, &new(), options).stdout.lines().count();
    assert_eq!(lines(&["--stat"]), 1);
    assert_eq!(lines(&["--limit", "2"]), 4);
    assert_eq!(lines(&["--layout", "none"]) + 1, lines(&[]));
    assert_eq!(lines(&["--ignore", "layout,panel"]) + 3, lines(&[]));
}

#[test]
fn a_terminal_obeys_nothing() {
    let folder = folder();
    let at = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    fs::write(at("old.json"), OLD).unwrap();
    fs::write(at("new.json"), OLD.replace("Errors", "\\u001b[31mErrors\\u202e")).unwrap();
    for format in ["human", "json", "markdown"] {
        let run = dashgen_on_terminal(&["diff", &at("old.json"), &at("new.json"), "--format", format]);
        assert!(!run.stdout.contains(['\u{1b}', '\u{202e}']), "{}", run.stdout);
    }
}

#[test]
fn folders_by_uid_and_path() {
    let folder = folder();
    let write = |name: &str, text: &str| {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    let of = |uid: &str| OLD.replace("\"uid\": \"shop\"", &format!("\"uid\": \"{uid}\""));
    write("old/shop.json", OLD);
    write("new/moved/store.json", &new());
    write("old/same.json", &of("same"));
    write("new/same.json", &of("same"));
    write("old/renamed.json", &of("before"));
    write("new/renamed.json", &of("after"));
    write("old/gone.json", &of("gone"));
    write("new/came.json", &of("came"));
    write("new/package.json", "{\"name\": \"x\"}");
    let at = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    assert_snapshot!(dashgen(&["diff", &at("old"), &at("new"), "--limit", "1"]).without(folder.path()), @r#"
    Shop  (came)   new: OUT/new/came.json
    Shop  (shop)   2 risks, 4 changes, layout
    ! panel "Errors" A        sum by (job, pod) → sum by (job) · [5m] → [$__rate_interval]  the legend {{pod}} has no source [label-lost]  OUT/new/moved/store.json:31
      … and 5 more lines
    Shop  (after)   1 change
    ~ dashboard  uid before → after  OUT/new/renamed.json:2
    Shop  (gone)   gone: OUT/old/gone.json
    5 dashboards: 2 changed, 1 added, 1 removed, 1 the same
    --- Clean
    "#);
}

#[test]
fn revisions_of_git() {
    let folder = folder();
    let git = |arguments: &[&str]| {
        let who = ["-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "init.defaultBranch=main"];
        let run = Command::new("git").arg("-C").arg(folder.path()).args(who).args(arguments).output().unwrap();
        assert!(run.status.success(), "{run:?}");
        String::from_utf8(run.stdout).unwrap()
    };
    fs::create_dir(folder.path().join("boards")).unwrap();
    fs::write(folder.path().join("boards/shop.json"), OLD).unwrap();
    git(&["init", "--quiet"]);
    git(&["add", "."]);
    git(&["commit", "--quiet", "-m", "first"]);
    fs::write(folder.path().join("boards/shop.json"), new()).unwrap();
    let program = env!("CARGO_BIN_EXE_dashgen");
    let run = |old: &str, new: &str| {
        let run = Command::new(Path::new(program))
            .args(["diff", old, new, "--stat"])
            .current_dir(folder.path())
            .output()
            .unwrap();
        format!("{}{}", String::from_utf8_lossy(&run.stdout), String::from_utf8_lossy(&run.stderr))
    };
    assert_snapshot!(run("HEAD:boards/shop.json", "boards/shop.json"), @r"Shop  (shop)   2 risks, 4 changes, layout");
    assert_eq!(run("HEAD:boards", "boards"), run("HEAD:boards/shop.json", "boards/shop.json"));
    for base in ["HEAD", "main"] {
        assert!(
            run("--base", base).starts_with("Shop  (shop)   2 risks, 4 changes, layout"),
            "{}",
            run("--base", base)
        );
    }
    assert!(run("--base", "nowhere").starts_with("error: "));
    git(&["config", "diff.dashgen.command", &format!("'{program}' diff --stat --git-driver")]);
    fs::write(folder.path().join(".gitattributes"), "*.json diff=dashgen").unwrap();
    assert_eq!(git(&["diff"]), run("HEAD:boards", "boards"));
    assert!(run("HEAD:nothing", "boards").starts_with("error: cannot read `HEAD:nothing`\n  because: git says: "));
}

#[test]
fn as_git_calls_it() {
    let folder = folder();
    let at = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    fs::write(at("old"), OLD).unwrap();
    fs::write(at("new"), new()).unwrap();
    fs::write(at("settings"), "{\"editor.tabSize\": 4}").unwrap();
    let driver = |arguments: &[&str]| {
        let run = dashgen(&[&["diff", "--stat", "--git-driver"], arguments].concat());
        assert_eq!(run.status, Status::Clean, "Git stops at a command that fails: {run}");
        run.stdout
    };
    let (old, new, none) = (&*at("old"), &*at("new"), "/dev/null");
    let said = [
        driver(&["shop.json", old, "0a1b", "100644", new, "2c3d", "100644"]),
        driver(&["shop.json", old, "0a1b", "100644", new, "2c3d", "100644", "shops.json", "similarity index 90%"]),
        driver(&["shop.json", none, ".", ".", new, "2c3d", "100644"]),
        driver(&["shop.json", old, "0a1b", "100644", none, ".", "."]),
        driver(&["settings.json", old, "0a1b", "100644", &at("settings"), "2c3d", "100644"]),
        driver(&["shop.json"]),
    ];
    assert_snapshot!(said.concat(), @r"
    Shop  (shop)   2 risks, 4 changes, layout
    Shop  (shop)   2 risks, 4 changes, layout
    Shop  (shop)   new: shop.json
    Shop  (shop)   gone: shop.json
    settings.json: not compared as a dashboard: found an object with `editor.tabSize`, but a dashboard has `panels`, or `elements` and `layout`; `git diff --no-ext-diff` shows its lines
    shop.json: unmerged
    ");
    assert_eq!(dashgen(&["diff", "--git-driver", "shop.json", "old"]).status, Status::Usage);
}
