//! `dashgen validate` and `dashgen explain`: what they find, and how they say it.

use std::fs;
use std::path::Path;

use dashgen::cli::Status;
use dashgen::model::{Color, Dashboard, Panel, Stat, Thresholds, Timeseries, Uid};
use dashgen::promql::raw;
use dashgen::suite::{Datasource, ExistingDatasource, Suite};
use dashgen::unit::{Number, Unit};
use insta::assert_snapshot;
use serde_json::{Value, json};

use super::cli_build::folder;
use super::{Run, dashgen, dashgen_of, process, shown, suite_of, uid};

/// Returns a folder with the trading suite's files.
fn built() -> tempfile::TempDir {
    let folder = folder();
    assert_eq!(dashgen(&["build", "--quiet", "--out", folder.path().to_str().unwrap()]).status, Status::Clean);
    folder
}

/// Validates the trading suite against a folder.
fn validate(folder: &Path, options: &[&str]) -> Run {
    dashgen(&[&["validate", "--out", folder.to_str().unwrap()], options].concat()).without(folder)
}

/// Validates a file of this content.
fn validate_file(content: &str, options: &[&str]) -> Run {
    let folder = folder();
    let file = folder.path().join("theirs.json");
    fs::write(&file, content).unwrap();
    dashgen(&[&["validate", file.to_str().unwrap()], options].concat()).without(folder.path())
}

/// Changes a text of a generated dashboard by hand.
fn edit(folder: &Path, from: &str, to: &str) {
    let file = folder.join("dashboards/system-overview.json");
    let text = fs::read_to_string(&file).unwrap();
    assert!(text.contains(from));
    fs::write(file, text.replacen(from, to, 1)).unwrap();
}

#[test]
fn the_suite_as_it_is() {
    assert_snapshot!(validate(built().path(), &[]), @r"
    no mistakes in 3 dashboards; 53 queries checked
    --- Clean
    ");
}

#[test]
fn a_hand_edit_of_a_generated_file() {
    let folder = built();
    edit(folder.path(), "\"title\": \"Active Bots\"", "\"title\": \"Bots\"");
    assert_snapshot!(validate(folder.path(), &[]), @r#"
    src/trading/system_overview.rs:45: error[edited-artifact]: dashboards/system-overview.json: it was edited by hand: `/title` is `"Bots"`, the code makes `"Active Bots"`
      in panel "Active Bots" (id 1794099987)
      hint: bring the change into the code, or run `dashgen build` to get back what the code makes

    1 error in 3 dashboards; 53 queries checked
    --- Findings
    "#);
}

/// Returns a suite with one dashboard: a number with a threshold, and a graph.
fn shop() -> Suite {
    suite_of(1, |at| {
        let thresholds = Thresholds::base(Color::RED).step(5.0, Color::GREEN);
        let number = Panel::new("orders", "Orders", Stat::default()).thresholds(thresholds);
        let number = number.query(raw::<Number>("sum(shop_orders)"));
        let graph = Panel::new("latency", "Latency", Timeseries::lines()).query(raw::<Number>("shop_latency"));
        Dashboard::new(uid(at), "Shop").panel(number).panel(graph)
    })
}

/// Fills in what Grafana's editor writes into a dashboard that it saves.
fn save_in_the_editor(dashboard: &mut Value) {
    let steps = json!([{"color": "green", "value": null}, {"color": "red", "value": 80}]);
    for panel in dashboard["panels"].as_array_mut().unwrap() {
        panel["pluginVersion"] = json!("12.4.0");
        panel["transformations"] = json!([]);
        let field = &mut panel["fieldConfig"]["defaults"];
        field["mappings"] = json!([]);
        if field.get("thresholds").is_none() {
            field["thresholds"] = json!({"mode": "absolute", "steps": steps});
        }
    }
    let stat = &mut dashboard["panels"][0];
    stat["fieldConfig"]["defaults"]["color"] = json!({"mode": "thresholds"});
    let graph = &mut dashboard["panels"][1];
    graph["fieldConfig"]["defaults"]["color"] = json!({"mode": "palette-classic"});
    for (name, value) in [
        ("axisBorderShow", json!(false)),
        ("axisCenteredZero", json!(false)),
        ("axisColorMode", json!("text")),
        ("axisLabel", json!("")),
        ("axisPlacement", json!("auto")),
        ("barAlignment", json!(0)),
        ("barWidthFactor", json!(0.6)),
        ("gradientMode", json!("none")),
        ("hideFrom", json!({"legend": false, "tooltip": false, "viz": false})),
        ("insertNulls", json!(false)),
        ("lineInterpolation", json!("linear")),
        ("pointSize", json!(5)),
        ("scaleDistribution", json!({"type": "linear"})),
        ("spanNulls", json!(false)),
        ("stacking", json!({"group": "A", "mode": "none"})),
        ("thresholdsStyle", json!({"mode": "off"})),
    ] {
        graph["fieldConfig"]["defaults"]["custom"][name] = value;
    }
    graph["options"]["tooltip"]["hideZeros"] = json!(false);
    dashboard["id"] = json!(31);
    dashboard["version"] = json!(2);
    dashboard["weekStart"] = json!("");
    dashboard["fiscalYearStartMonth"] = json!(0);
    dashboard["preload"] = json!(false);
}

/// Builds the shop, changes its dashboard, and validates.
fn edited_shop(change: impl FnOnce(&mut Value), options: &[&str]) -> Run {
    let folder = folder();
    let out = folder.path().to_str().unwrap();
    assert_eq!(dashgen_of(shop(), &["build", "--out", out]).status, Status::Clean);
    let file = folder.path().join("dashboards/dashboard-0.json");
    let mut dashboard = serde_json::from_str(&fs::read_to_string(&file).unwrap()).unwrap();
    change(&mut dashboard);
    fs::write(&file, serde_json::to_string_pretty(&dashboard).unwrap()).unwrap();
    let select = "edited-artifact";
    let arguments = [&["validate", "--out", out, "--ignore", "all", "--select", select], options].concat();
    dashgen_of(shop(), &arguments).without(folder.path())
}

/// Returns what programs are told of the changed shop.
fn told(change: impl FnOnce(&mut Value)) -> Vec<String> {
    let report: Value = serde_json::from_str(&edited_shop(change, &["--format", "json"]).stdout).unwrap();
    let messages = report["findings"].as_array().unwrap().iter().map(|finding| finding["message"].as_str().unwrap());
    messages.map(str::to_owned).collect()
}

#[test]
fn a_dashboard_that_grafana_saved_without_an_edit() {
    assert_eq!(told(save_in_the_editor), ["it was edited by hand, but Grafana shows the same"]);
}

/// Moves the threshold, and puts a panel above the others.
fn two_edits(dashboard: &mut Value) {
    save_in_the_editor(dashboard);
    dashboard["panels"][0]["fieldConfig"]["defaults"]["thresholds"]["steps"][1]["value"] = json!(10);
    let panels = dashboard["panels"].as_array_mut().unwrap();
    for panel in panels.iter_mut() {
        panel["gridPos"]["y"] = json!(panel["gridPos"]["y"].as_u64().unwrap() + 8);
    }
    let place = json!({"h": 8, "w": 12, "x": 0, "y": 0});
    panels.insert(0, json!({"id": 1, "type": "text", "title": "On call", "gridPos": place, "options": {}}));
}

#[test]
fn two_edits_among_what_grafana_filled_in() {
    let threshold = "`/fieldConfig/defaults/thresholds/steps/1/value` is `10`, the code makes `5`";
    let expected = [threshold, "the panel is not in the code"];
    let expected = expected.map(|edit| format!("dashboards/dashboard-0.json: it was edited by hand: {edit}"));
    assert_eq!(told(two_edits), expected);
}

#[test]
fn programs_are_told_every_difference_and_people_the_first() {
    let many = |dashboard: &mut Value| dashboard["tags"] = (0..30).map(|at| at.to_string()).collect();
    let shown = edited_shop(many, &[]).stdout;
    assert_eq!(shown.matches("it was edited by hand").count(), 20);
    assert!(shown.contains("dashboards/dashboard-0.json: 10 more differences; `--format json` lists all"), "{shown}");
    assert_eq!(told(many).len(), 30);
}

#[test]
fn files_that_are_missing_or_do_not_belong() {
    let folder = built();
    fs::remove_file(folder.path().join("dashboards/infrastructure.json")).unwrap();
    fs::write(folder.path().join("dashboards/theirs.json"), "{}").unwrap();
    assert_snapshot!(validate(folder.path(), &[]), @r"
    dashboards/infrastructure.json: error[missing-artifact]: the file that the code makes is not there
      hint: `dashgen build` writes what the code makes

    dashboards/theirs.json: error[stray-file]: no build made it, but Grafana loads it with the others
      hint: write it in Rust, or move it to a folder that Grafana does not load together with these

    2 errors in 3 dashboards; 53 queries checked
    --- Findings
    ");
}

#[test]
fn a_suite_that_was_never_built() {
    assert_eq!(validate(folder().path(), &[]).status, Status::Findings);
}

dashgen::units! {
    /// HTTP requests.
    pub(crate) Requests = Unit::count("requests");
    /// Trading bots.
    pub(crate) Bots = Unit::count("bots");
}

dashgen::metrics! {
    catalogue METRICS;
    target labels { Job = "job", Instance = "instance" }

    /// HTTP requests answered.
    counter REQUESTS("fastapi_requests_total", Requests) by requests { Method = "method", Path = "path" }
    /// Bots that trade now.
    gauge BOTS_ACTIVE("trading_bots_active_total", Bots) by bots_active {}
}

/// Returns a suite with mistakes that compile.
fn mistaken() -> Suite {
    let suite = suite_of(1, |at| {
        let graph = |key, query: &'static str| {
            let target = raw::<Number>(query).legend_text("{{path}}");
            Panel::new(key, format!("Panel {key}"), Timeseries::lines()).query(target)
        };
        let panel = graph("misspelt", "sum by (path) (rate(fastapi_request_total[5m]))");
        Dashboard::new(uid(at), "Mistaken")
            .panel(panel)
            .panel(graph("gauge", "rate(trading_bots_active_total[5m])"))
            .panel(graph("dropped", "sum by (method) (rate(fastapi_requests_total[5m]))"))
            .panel(graph("broken", "sum(rate(fastapi_requests_total[5m])"))
            .panel(Panel::new("unknown", "Unknown $variable", Stat::default()).query(raw::<Number>("max($nothing)")))
    });
    let prometheus = Datasource::prometheus(Uid::literal("prometheus"), "Prometheus", "http://prometheus:9090");
    suite.catalogue(&METRICS).datasource(prometheus.make_default())
}

/// Leaves out in which lines of this file queries were written.
fn without_lines(report: &str) -> String {
    let mut parts = report.split("cli_validate.rs:");
    let first = parts.next().unwrap_or_default().to_owned();
    parts
        .fold(first, |text, part| text + "cli_validate.rs:LINE" + part.trim_start_matches(|c: char| c.is_ascii_digit()))
}

#[test]
fn mistakes_that_compile_are_found_where_they_were_written() {
    let folder = folder();
    let out = folder.path().to_str().unwrap();
    assert_eq!(dashgen_of(mistaken(), &["build", "--quiet", "--out", out]).status, Status::Clean);
    let run = dashgen_of(mistaken(), &["validate", "--out", out]).without(folder.path());
    assert!(run.stdout.starts_with("tests/suite/cli_validate.rs:"), "{run}");
    assert_snapshot!(without_lines(&run.to_string()), @r#"
    tests/suite/cli_validate.rs:LINE: error[unknown-metric]: there is no metric `fastapi_request_total`
      in panel "Panel misspelt" (id 1534644441), query A, dashboards/dashboard-0.json:66:40
     |
     | sum by (path) (rate(fastapi_request_total[5m]))
     |                     ^^^^^^^^^^^^^^^^^^^^^
      hint: did you mean `fastapi_requests_total`?

    tests/suite/cli_validate.rs:LINE: error[rate-of-gauge]: `rate` of the gauge `trading_bots_active_total`, which can fall
      in panel "Panel gauge" (id 1870002537), query A, dashboards/dashboard-0.json:119:19
     |
     | rate(trading_bots_active_total[5m])
     | ^^^^
      hint: `deriv` is made for gauges

    tests/suite/cli_validate.rs:LINE: error[legend-label]: the legend shows `path`, a label that the query drops
      in panel "Panel gauge" (id 1870002537), query A, dashboards/dashboard-0.json:120:30
     |
     | {{path}}
     |   ^^^^
      hint: its series have only instance, job

    tests/suite/cli_validate.rs:LINE: error[legend-label]: the legend shows `path`, a label that the query drops
      in panel "Panel dropped" (id 1929479827), query A, dashboards/dashboard-0.json:173:30
     |
     | {{path}}
     |   ^^^^
      hint: its series have only method

    tests/suite/cli_validate.rs:LINE: error[promql-syntax]: `(` is never closed
      in panel "Panel broken" (id 1121225890), query A, dashboards/dashboard-0.json:225:23
     |
     | sum(rate(fastapi_requests_total[5m])
     |    ^

    tests/suite/cli_validate.rs:LINE: error[undefined-variable]: the dashboard has no variable `nothing`
      in panel "Unknown $variable" (id 128460848), query A, dashboards/dashboard-0.json:286:24
     |
     | max($nothing)
     |     ^^^^^^^^

    6 errors in 1 dashboard; 5 queries checked
    --- Findings
    "#);
    let json = dashgen_of(mistaken(), &["validate", "--out", out, "--format", "json"]);
    let report: Value = serde_json::from_str(&json.stdout).unwrap();
    assert_eq!(report["version"], 1);
    assert!(report["findings"].as_array().unwrap().len() >= 4, "{report:#}");
}

#[test]
fn a_file_that_is_no_json() {
    assert_snapshot!(validate_file("{\n  \"title\": \"Half\",\n  \"panels\": [\n", &[]), @"
    OUT/theirs.json:4:1: error[invalid-json]: EOF while parsing a list
      hint: the file ends too early: was it cut off?

    1 error in 0 dashboards; 0 queries checked
    --- Findings
    ");
}

#[test]
fn a_file_of_somebody_else() {
    let dashboard = r#"{
      "title": "Theirs",
      "uid": "a-uid-that-is-much-too-long-to-be-kept-by-grafana",
      "schemaVersion": 42,
      "panels": [
        {
          "id": 1, "type": "timeseries", "title": "Requests", "gridPos": {"h": 8, "w": 30, "x": 0, "y": 0},
          "targets": [{"refId": "A", "expr": "sum(rate(requests_total{job=\"$job\"}[5m])"}]
        },
        {
          "id": 1, "type": "stat", "title": "Same id", "gridPos": {"h": 8, "w": 12, "x": 0, "y": 4},
          "targets": [{"refId": "A", "expr": "up"}, {"refId": "A", "expr": "up"}]
        }
      ]
    }"#;
    assert_snapshot!(validate_file(dashboard, &[]), @r#"
    OUT/theirs.json:3:14: error[illegal-uid]: uid `a-uid-that-is-much-too-long-to-be-kept-by-grafana` has 49 characters, but Grafana keeps 40

    OUT/theirs.json:7:74: warning[grid-overflow]: the panel ends at column 30, but the grid has 24
      in panel "Requests" (id 1)

    OUT/theirs.json:8:50: error[promql-syntax]: `(` is never closed
      in panel "Requests" (id 1), query A
     |
     | sum(rate(requests_total{job="$job"}[5m])
     |    ^

    OUT/theirs.json:8:77: error[undefined-variable]: the dashboard has no variable `job`
      in panel "Requests" (id 1), query A
     |
     | sum(rate(requests_total{job="$job"}[5m])
     |                              ^^^^

    OUT/theirs.json:11:17: error[duplicate-panel-id]: the id 1 is taken by the panel `Requests`
      in panel "Same id" (id 1)
      hint: give each panel an id of its own

    OUT/theirs.json:12:63: error[duplicate-ref-id]: the panel has a query `A` already
      in panel "Same id" (id 1), query A
      hint: give each query a letter of its own

    5 errors, 1 warning in 1 dashboard; 3 queries checked
    metrics, labels and their units were not checked: there is no catalogue for dashboards from elsewhere
    --- Findings
    "#);
}

#[test]
fn a_sound_file_of_somebody_else_and_a_folder_of_them() {
    let folder = built();
    let dashboards = folder.path().join("dashboards");
    assert_snapshot!(dashgen(&["validate", dashboards.to_str().unwrap()]).without(folder.path()), @r"
    no mistakes in 3 dashboards; 53 queries checked
    metrics, labels and their units were not checked: there is no catalogue for dashboards from elsewhere
    --- Clean
    ");
}

#[test]
fn a_file_that_is_not_there() {
    let folder = folder();
    let missing = folder.path().join("missing.json");
    assert_snapshot!(dashgen(&["validate", missing.to_str().unwrap()]).without(folder.path()), @r#"
    no mistakes in 0 dashboards; 0 queries checked
    1 could not be read
    --- stderr
    error: cannot read `OUT/missing.json`
      because: No such file or directory (os error 2)
    --- Failure
    "#);
}

#[test]
fn files_of_every_kind_end_without_a_panic() {
    for content in
        ["", "null", "[]", "7", "{}", "\u{feff}{}", "{\"panels\": 7}", "{\"panels\": [[], null, {\"panels\": {}}]}"]
    {
        let run = validate_file(content, &[]);
        assert!(matches!(run.status, Status::Clean | Status::Findings), "{content}: {run}");
    }
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    assert_eq!(validate_file(&deep, &[]).status, Status::Findings);
}

#[test]
fn a_dashboard_from_elsewhere_cannot_speak_to_the_terminal() {
    let run = validate_file(
        "{\"title\": \"\\u001b[31m\\u202e\", \"panels\": [{\"type\": \"stat\", \"title\": \"\\u001b]0;x\\u0007\", \"targets\": [{\"expr\": \"sum(\\u001b[2J\"}]}]}",
        &[],
    );
    let text = format!("{}{}", run.stdout, run.stderr);
    assert!(text.chars().all(|c| c == '\n' || !(c.is_control() || c == '\u{202e}')), "{text:?}");
}

#[test]
fn names_of_lints() {
    assert_snapshot!(dashgen(&["validate", "--select", "unknown-metrics"]), @"
    --- stderr
    error: there is no lint `unknown-metrics`; did you mean `unknown-metric`?
    --- Usage
    ");
    assert_snapshot!(dashgen(&["explain", "unknown-metrics"]), @"
    --- stderr
    error: there is no lint `unknown-metrics`; did you mean `unknown-metric`?
    --- Usage
    ");
    assert_eq!(validate(built().path(), &["--select", "all", "--format", "json"]).stderr, "");
}

#[test]
fn options_that_do_not_go_together() {
    assert_snapshot!(dashgen(&["validate", "--out", ".", "some.json"]), @"
    --- stderr
    error: the argument '--out <DIR>' cannot be used with '[FILE|DIR]...'

    Usage: dashgen validate --out <DIR> [FILE|DIR]...

    For more information, try '--help'.
    --- Usage
    ");
}

#[test]
fn every_lint_is_explained() {
    let list = dashgen(&["explain"]);
    let names: Vec<_> = list.stdout.lines().filter(|line| line.starts_with("  ")).collect();
    assert!(names.len() > 15, "{list}");
    for name in names.iter().map(|line| line.split_whitespace().next().unwrap()) {
        let run = dashgen(&["explain", name]);
        assert_eq!(run.status, Status::Clean);
        assert!(run.stdout.starts_with(&format!("{name} (")) && run.stdout.contains("# Why"), "{run}");
    }
}

#[test]
fn the_process_ends_with_its_status() {
    let folder = built();
    let run = || process(&["validate", "--out"]).arg(folder.path()).output().unwrap();
    assert_eq!(run().status.code(), Some(0), "{}", shown(&run(), folder.path()));
    edit(folder.path(), "Active Bots", "Bots");
    assert_eq!(run().status.code(), Some(1));
}

#[test]
fn a_datasource_that_exists_elsewhere() {
    let suite = || {
        let panel = || Panel::new("up", "Up", Stat::default()).query(raw::<Number>("up"));
        suite_of(1, move |at| Dashboard::new(uid(at), "Up").panel(panel()))
    };
    let validated = |suite: Suite| {
        let folder = folder();
        let out = ["--out", folder.path().to_str().unwrap()];
        assert_eq!(dashgen_of(suite.clone(), &[&["build", "--quiet"], &out[..]].concat()).status, Status::Clean);
        let run = dashgen_of(suite, &[&["validate"], &out[..]].concat()).without(folder.path());
        (run.stdout, run.status)
    };
    let (found, status) = validated(suite());
    assert!(found.contains("error[unknown-datasource]") && found.contains("`existing_datasources`"), "{found}");
    assert_eq!(status, Status::Findings);
    let existing = ExistingDatasource::prometheus(Uid::literal("prometheus"));
    let (found, status) = validated(suite().existing_datasource(existing));
    assert_eq!((found.as_str(), status), ("no mistakes in 1 dashboard; 1 query checked\n", Status::Clean));
}

#[test]
fn a_secret_in_a_url_is_never_shown() {
    let folder = built();
    for url in [
        "http://localhost:9090/?token=canary",
        "http://localhost:9090/#canary",
        "http://me:canary@localhost:99999",
        "me:canary@localhost:9090",
        "http://me:can/ary@localhost:1",
        "http://me:canary@prometheus.invalid:9090",
        "http://me:canary@127.0.0.1:1",
    ] {
        for format in ["human", "json"] {
            let run = validate(folder.path(), &["--prometheus", url, "--timeout", "10s", "--format", format]);
            assert_eq!(run.status, Status::Failure, "{run}");
            assert!(!run.to_string().contains("nary") && !run.to_string().contains("can/"), "{run}");
            let is_warned = run.stderr.contains("warning: the password or token for `http://prometheus.invalid:9090`");
            assert_eq!(is_warned, url.contains("invalid"), "{run}");
        }
    }
    let run = dashgen(&["validate", "http://me:canary@localhost:9090"]);
    assert_snapshot!(run, @"
    --- stderr
    error: a URL was given where a file is expected; `--prometheus URL` asks a Prometheus
    --- Usage
    ");
}

#[test]
fn the_dialect_of_the_datasource() {
    let target = r#"{"refId": "A", "datasource": {"type": "prometheus"}, "expr": "median(x)"}"#;
    let dashboard = format!(r#"{{"title": "T", "panels": [{{"id": 1, "type": "stat", "targets": [{target}]}}]}}"#);
    let said = |options: &[&str]| validate_file(&dashboard, options);
    let unsaid = said(&[]);
    assert_eq!(unsaid.status, Status::Clean);
    assert!(unsaid.stdout.contains("warning[promql-type]: `median` is a function of MetricsQL"), "{}", unsaid.stdout);
    let prometheus = said(&["--dialect", "prometheus"]);
    assert_eq!(prometheus.status, Status::Findings);
    assert!(prometheus.stdout.contains("error[promql-type]: `median` is a function of MetricsQL"));
    let metricsql = said(&["--dialect", "metricsql"]);
    assert_eq!(metricsql.status, Status::Clean);
    assert!(metricsql.stdout.contains("no mistakes in 1 dashboard; 0 queries checked, 1 not: 1 MetricsQL"));
}

#[test]
fn yaml_with_a_dashboard_in_a_folder() {
    let folder = folder();
    fs::write(folder.path().join("a.json"), r#"{"title": "A", "panels": []}"#).unwrap();
    fs::write(folder.path().join("b.yaml"), "kind: ConfigMap\ndata:\n  b.json: |\n    {}\n").unwrap();
    fs::write(folder.path().join("c.yml"), "groups: []\n").unwrap();
    let path = folder.path().to_str().unwrap();
    let told = "b.yaml was not checked: this is YAML, a `ConfigMap` with a dashboard, and only JSON is read";
    let run = dashgen(&["validate", path]);
    assert_eq!(run.status, Status::Clean);
    assert!(run.stdout.contains(told), "{}", run.stdout);
    assert!(!run.stdout.contains("c.yml"));
    for command in [&["fmt", "--check", path][..], &["inspect", path], &["convert", "--to", "v2", path, "--out", path]]
    {
        let run = dashgen(command);
        assert!(run.stderr.contains("b.yaml was not read: this is YAML"), "{command:?}: {}", run.stderr);
    }
    let named = dashgen(&["fmt", &format!("{path}/b.yaml")]);
    assert_eq!(named.status, Status::Failure);
    assert!(named.stderr.contains("take the JSON out: `yq '.data"), "{}", named.stderr);
}
