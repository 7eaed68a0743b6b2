use std::collections::BTreeMap;
use std::sync::Mutex;
use std::time::Duration;

use base64::prelude::{BASE64_STANDARD, Engine};
use insta::assert_snapshot;
use proptest::prelude::*;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::config_map::LIMIT as CONFIG_MAP;
use super::object::{LIMIT as OBJECT, fitting_groups, prometheus_rules};
use super::*;
use crate::model::{Dashboard, DashboardRef, Panel, Size, Stat, Uid};
use crate::promql::{AnyLabel, hours, minutes, raw};
use crate::render::rules::prometheus::PrometheusRules;
use crate::render::testing::{HOSTILE, filled, hostile_text};
use crate::render::{Failure, Options, dashboards, provisioning};
use crate::rule::{Alert, RuleGroup, Value as AlertValue};
use crate::suite::routing::{ContactPoint, Receiver, Routing};
use crate::suite::{Dashboards, Datasource, Provider, Setting, Suite};
use crate::unit::{Amount, Number, Unknown};

fn suite(dashboards: Dashboards) -> Suite {
    let prometheus = Datasource::prometheus(
        Uid::literal("Prom_1"),
        "Prometheus",
        Setting::environment("PROMETHEUS_URL", "http://prometheus:9090"),
    )
    .make_default()
    .into();
    let provider = Provider {
        name: "default".into(),
        folder: "Shop".into(),
        folder_uid: Some(Uid::literal("shop")),
        path: "/dashboards".into(),
        update_interval_seconds: 10,
        allow_ui_updates: false,
    };
    Suite { dashboards, datasources: vec![prometheus], providers: vec![provider], ..Suite::new("shop") }
}

/// Returns a tree that sends all to a contact point.
fn told(name: &str, receiver: Receiver) -> Routing {
    Routing::to(&ContactPoint::new(name.to_owned(), receiver))
}

fn one() -> Suite {
    suite(Dashboards::from_functions(&[|| Dashboard::new(Uid::literal("shop"), "Shop")]))
}

/// Returns a suite of one dashboard with this title.
fn titled(title: &str) -> Suite {
    let title = title.to_owned();
    suite(Dashboards::generate(1, move |_| Dashboard::new(Uid::literal("Shop_1"), title.clone())))
}

/// Returns a suite of one dashboard with about that many bytes, written the shortest way.
fn sized(bytes: usize) -> Suite {
    let panel = |number: usize| {
        Panel::new(format!("p{number}"), format!("Panel {number}"), Stat::default())
            .query(raw::<Unknown>(format!("sum(up{{job=\"{}\"}})", "x".repeat(40_000))))
            .size(Size::THIRD)
    };
    suite(Dashboards::generate(1, move |_| {
        (0..bytes / 40_300).map(panel).fold(Dashboard::new(Uid::literal("large"), "Large"), Dashboard::panel)
    }))
}

/// Returns all artifacts of a target, by their path.
fn built(target: Target, suite: &Suite) -> Result<BTreeMap<String, String>, String> {
    let files = Mutex::new(BTreeMap::new());
    let put = |path: &str, bytes: &[u8]| {
        let text = String::from_utf8(bytes.to_vec()).unwrap();
        assert_eq!(files.lock().unwrap().insert(path.to_owned(), text), None, "{path} twice");
        Ok::<(), std::convert::Infallible>(())
    };
    let options = Options::of(target);
    dashboards(suite, &options, &|_| true, &put).map_err(|failure| match failure {
        Failure::Render(error) => error.to_string(),
        Failure::Sink(never) => match never {},
    })?;
    for (path, text) in provisioning(suite, &options).map_err(|error| error.to_string())? {
        put(&path, text.as_bytes()).unwrap();
    }
    Ok(files.into_inner().unwrap())
}

/// Returns the classic JSON of a suite's only dashboard.
fn json(suite: &Suite) -> Value {
    let files = built(Target::Files, suite).unwrap();
    let (_, text) = files.iter().find(|(path, _)| path.starts_with("dashboards/")).unwrap();
    serde_json::from_str(text).unwrap()
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Object<S> {
    api_version: String,
    kind: String,
    metadata: Metadata,
    spec: S,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Metadata {
    name: String,
    #[serde(default)]
    labels: BTreeMap<String, String>,
    #[serde(default)]
    annotations: BTreeMap<String, String>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct ConfigMapObject {
    api_version: String,
    kind: String,
    metadata: Metadata,
    data: BTreeMap<String, String>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Selector {
    match_labels: BTreeMap<String, String>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct DashboardSpec {
    instance_selector: Selector,
    folder_ref: Option<String>,
    #[serde(default)]
    json: String,
    gzip_json: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct FolderSpec {
    instance_selector: Selector,
    title: String,
    uid: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct DatasourceSpec {
    instance_selector: Selector,
    datasource: GrafanaDatasource,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct GrafanaDatasource {
    name: String,
    uid: String,
    r#type: String,
    access: String,
    url: String,
    is_default: bool,
    json_data: Value,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RuleSpec {
    groups: Vec<Value>,
}

/// Reads an object, and checks what holds for each.
fn read<S: DeserializeOwned>(text: &str, api: &str, kind: &str) -> (Metadata, S) {
    let object: Object<S> = serde_saphyr::from_str_with_options(text, unbounded()).unwrap();
    assert_eq!((&*object.api_version, &*object.kind), (api, kind));
    assert!(object.metadata.labels.is_empty() && object.metadata.annotations.is_empty());
    (object.metadata, object.spec)
}

fn read_config_map(text: &str) -> ConfigMapObject {
    let object: ConfigMapObject = serde_saphyr::from_str_with_options(text, unbounded()).unwrap();
    assert_eq!((&*object.api_version, &*object.kind), ("v1", "ConfigMap"));
    object
}

/// Large dashboards are no bombs.
fn unbounded() -> serde_saphyr::Options {
    let mut options = serde_saphyr::Options::default();
    options.budget = None;
    options
}

const OPERATOR: &str = "grafana.integreatly.org/v1beta1";

#[test]
fn a_config_map_of_a_dashboard() {
    let files = built(Target::ConfigMap, &one()).unwrap();
    let head: Vec<&str> = files["kubernetes/dashboard-shop.yml"].lines().take(16).collect();
    assert_snapshot!(head.join("\n"), @r#"
    # Generated by dashgen from the suite `shop`. Do not edit: change the code, then run `dashgen build`.
    # For the sidecar of Grafana's Helm chart. Apply it on the server's side: `kubectl apply --server-side`.
    apiVersion: "v1"
    kind: "ConfigMap"
    metadata:
      name: "dashboard-shop"
      labels:
        "grafana_dashboard": "1"
      annotations:
        "grafana_folder": "Shop"
    data:
      "shop.json": |
        {
          "annotations": {
            "list": [
              {
    "#);
    assert_eq!(files.len(), 2);
}

#[test]
fn objects_for_the_operator() {
    let files = built(Target::Operator, &one()).unwrap();
    let names: Vec<&str> = files.keys().map(String::as_str).collect();
    assert_snapshot!(names.join("\n"), @r"
    kubernetes/dashboard-shop.yml
    kubernetes/datasource-prom-1-539966fa2786c2f3.yml
    kubernetes/folder-shop.yml
    ");
    let (folder, spec) = read::<FolderSpec>(&files["kubernetes/folder-shop.yml"], OPERATOR, "GrafanaFolder");
    assert_eq!((&*spec.title, spec.uid.as_deref()), ("Shop", Some("shop")));
    assert_eq!(spec.instance_selector.match_labels["dashboards"], "grafana");
    let (_, spec) = read::<DashboardSpec>(&files["kubernetes/dashboard-shop.yml"], OPERATOR, "GrafanaDashboard");
    assert_eq!(spec.folder_ref, Some(folder.name));
    assert_eq!(spec.instance_selector.match_labels["dashboards"], "grafana");
}

#[test]
fn a_datasource_for_the_operator_has_the_defaults() {
    let files = built(Target::Operator, &one()).unwrap();
    let (path, text) = files.iter().find(|(path, _)| path.contains("/datasource-")).unwrap();
    let (metadata, spec) = read::<DatasourceSpec>(text, OPERATOR, "GrafanaDatasource");
    assert_eq!(*path, format!("kubernetes/{}.yml", metadata.name));
    let it = spec.datasource;
    assert_eq!((&*it.name, &*it.uid, &*it.url), ("Prometheus", "Prom_1", "http://prometheus:9090"));
    assert_eq!((&*it.r#type, &*it.access, it.is_default), ("prometheus", "proxy", true));
    assert_eq!(it.json_data["timeInterval"], "15s");
    assert_eq!(spec.instance_selector.match_labels.len(), 1);
}

#[test]
fn a_resource_for_git_sync() {
    let suite = one();
    let files = built(Target::GitSync, &suite).unwrap();
    assert_eq!(files.keys().collect::<Vec<_>>(), ["gitsync/Shop/shop.json"]);
    let text = &files["gitsync/Shop/shop.json"];
    let object: Object<Value> = serde_json::from_str(text).unwrap();
    assert_eq!((&*object.api_version, &*object.kind), ("dashboard.grafana.app/v1", "Dashboard"));
    assert_eq!((&*object.metadata.name, object.spec), ("shop", json(&suite)));
    let value: Value = serde_json::from_str(text).unwrap();
    assert_eq!(*text, serde_json::to_string_pretty(&value).unwrap() + "\n", "as other resources are written");
}

#[test]
fn the_folder_of_a_suite_without_one() {
    let mut suite = one();
    suite.providers[0].folder = "".into();
    assert!(built(Target::GitSync, &suite).unwrap().contains_key("gitsync/shop.json"));
    let files = built(Target::ConfigMap, &suite).unwrap();
    assert!(read_config_map(&files["kubernetes/dashboard-shop.yml"]).metadata.annotations.is_empty());
    let files = built(Target::Operator, &suite).unwrap();
    let (_, spec) = read::<DashboardSpec>(&files["kubernetes/dashboard-shop.yml"], OPERATOR, "GrafanaDashboard");
    assert_eq!((spec.folder_ref, files.keys().any(|path| path.contains("folder"))), (None, false));
}

#[test]
fn rules_become_objects_of_their_own() {
    let group = "  - name: \"api\"\n    rules:\n      - record: a:b\n        expr: sum(c)\n";
    let rules = PrometheusRules { name: "recording", groups: vec![group.to_owned()] };
    let objects = prometheus_rules(&one(), &rules);
    assert_eq!(objects[0].0, "kubernetes/rules-shop-recording.yml");
    let (metadata, spec) = read::<RuleSpec>(&objects[0].1, "monitoring.coreos.com/v1", "PrometheusRule");
    assert_eq!((&*metadata.name, spec.groups.len()), ("rules-shop-recording", 1));
    assert_eq!(spec.groups[0]["rules"][0]["expr"], "sum(c)");
}

#[test]
fn alerts_of_a_sidecar() {
    let files = built(Target::ConfigMap, &with_alerts(one(), "Shop")).unwrap();
    let object = read_config_map(&files["kubernetes/alerting-shop-rules.yml"]);
    assert_eq!(object.metadata.labels["grafana_alert"], "1");
    assert!(object.data.contains_key("alerting-shop-rules.yml"));
}

#[test]
fn a_sidecar_needs_no_variables() {
    let mut suite = one();
    let address = Setting::environment("TEAM", "team@example.com");
    suite.routing = Some(told("team", Receiver::email(Uid::literal("team"), address)));
    let url = Setting::environment("PROMETHEUS_URL", "http://prometheus:9090");
    let prometheus = Datasource::prometheus(Uid::literal("Prom_1"), "Prometheus", url);
    suite.datasources = vec![prometheus.scrape_interval(Setting::environment("SCRAPE", "30s")).into()];
    let files = built(Target::ConfigMap, &suite).unwrap();
    let datasource = read_config_map(&files["kubernetes/datasource-prometheus.yml"]);
    let read: Value = serde_saphyr::from_str(&datasource.data["prometheus.yml"]).unwrap();
    assert_eq!(read["datasources"][0]["url"], "http://prometheus:9090");
    assert_eq!(read["datasources"][0]["jsonData"]["timeInterval"], "30s");
    let objects: Vec<&String> = files.values().filter(|text| !text.contains("grafana_dashboard")).collect();
    assert!(objects.iter().any(|text| text.contains("team@example.com")));
    for text in objects {
        let has_variable = text.split('$').skip(1).any(|after| after.starts_with(|c: char| c.is_ascii_uppercase()));
        assert!(!has_variable, "{text}");
        assert!(text.contains("# What files read from the environment has its default here.\n"), "{text}");
    }
    let files = built(Target::Files, &suite).unwrap();
    assert!(files["provisioning/datasources/prometheus.yml"].contains("$PROMETHEUS_URL"), "files still read it");
}

fn with_alerts(mut suite: Suite, folder: &str) -> Suite {
    let dashboard = DashboardRef::new(suite.dashboards.get(0).uid);
    let make = suite.dashboards.clone();
    let errors = || Panel::new("errors", "Errors", Stat::default()).query(raw::<Number>("errors"));
    suite.dashboards = Dashboards::generate(make.len(), move |at| make.get(at).panel(errors()));
    let alert = Alert::above("ManyErrors", raw::<Number>("max by (job) (errors)"), Amount::of(5.0))
        .pending_period(hours(48))
        .keep_firing_for(Duration::from_millis(1_500))
        .summary((AnyLabel("job"), " has ", AlertValue, " for 5 $ or ${HOME}"))
        .label("team", "$shop")
        .panel(dashboard.panel("errors"));
    let quiet = Alert::below("Quiet", raw::<Number>("up"), Amount::of(0.5));
    suite.rules.alerting = vec![
        RuleGroup::new("API: errors", minutes(1)).rule(alert),
        RuleGroup::new("empty", minutes(1)),
        RuleGroup::new("quiet", minutes(1)).rule(quiet),
    ];
    suite.rules.folder = folder.to_owned().into();
    suite
}

#[test]
fn alerts_for_the_operator() {
    let files = built(Target::Operator, &with_alerts(one(), "Shop")).unwrap();
    let names: Vec<&str> = files.keys().map(String::as_str).collect();
    assert_snapshot!(names.join("\n"), @r"
    kubernetes/alerts-shop-api--errors-ee004243a3e2ecf1.yml
    kubernetes/alerts-shop-quiet.yml
    kubernetes/dashboard-shop.yml
    kubernetes/datasource-prom-1-539966fa2786c2f3.yml
    kubernetes/folder-shop.yml
    kubernetes/rules-shop-alerting.yml
    ");
    assert_snapshot!(files["kubernetes/alerts-shop-api--errors-ee004243a3e2ecf1.yml"]);
    assert_eq!(names.iter().filter(|name| name.contains("folder")).count(), 1, "one folder has all");
}

/// The sidecar makes the folder of the dashboards from the name of a folder on disk.
#[test]
fn the_folder_of_alerts_beside_a_sidecar() {
    let folder = |shared: &'static str, of_alerts: &str| {
        let mut suite = with_alerts(one(), of_alerts);
        suite.providers[0].folder = shared.into();
        let files = built(Target::ConfigMap, &suite).unwrap();
        let object = read_config_map(&files["kubernetes/alerting-shop-rules.yml"]);
        let rules: Value = serde_saphyr::from_str(object.data.values().next().unwrap()).unwrap();
        let dashboard = read_config_map(&files["kubernetes/dashboard-shop.yml"]);
        (
            dashboard.metadata.annotations["grafana_folder"].clone(),
            rules["groups"][0]["folder"].as_str().unwrap().to_owned(),
        )
    };
    assert_eq!(folder("Shop", "Shop"), ("Shop".to_owned(), "Shop".to_owned()));
    assert_eq!(folder("Shop: A/B", "Shop: A/B"), ("Shop- A-B".to_owned(), "Shop- A-B".to_owned()));
    assert_eq!(folder("Shop", "Alerts: A"), ("Shop".to_owned(), "Alerts: A".to_owned()));
}

#[test]
fn the_folder_of_alerts() {
    let of = |suite: &Suite| {
        let files = built(Target::Operator, suite).unwrap();
        let group = files.iter().find(|(path, _)| path.starts_with("kubernetes/alerts-")).unwrap().1;
        let (_, spec) = read::<Value>(group, OPERATOR, "GrafanaAlertRuleGroup");
        let name = spec["folderRef"].as_str().unwrap().to_owned();
        let (_, folder) = read::<FolderSpec>(&files[&format!("kubernetes/{name}.yml")], OPERATOR, "GrafanaFolder");
        format!("{name}: {} ({})", folder.title, folder.uid.as_deref().unwrap_or("no uid"))
    };
    let mut rootless = with_alerts(one(), "");
    rootless.providers[0].folder = "".into();
    let suites = [with_alerts(one(), "Shop"), with_alerts(one(), "shop"), with_alerts(one(), ""), rootless];
    assert_snapshot!(suites.each_ref().map(of).join("\n"), @r"
    folder-shop: Shop (shop)
    alert-folder-shop: shop (no uid)
    alert-folder-shop: shop (no uid)
    alert-folder-shop: shop (no uid)
    ");
}

#[test]
fn who_hears_of_the_alerts_of_the_operator() {
    let mut suite = one();
    let address = Setting::environment("HOOK", "http://hook/?a=b");
    suite.routing = Some(told("Team $1", Receiver::webhook(Uid::literal("Team"), address)));
    let files = built(Target::Operator, &suite).unwrap();
    let of = |kind: &str| files.iter().find(|(path, _)| path.starts_with(&format!("kubernetes/{kind}-"))).unwrap();
    let objects = ["contact-point", "notification-policy"].map(of);
    assert_snapshot!(objects.map(|(path, text)| format!("==> {path}\n{text}")).join("\n"));
}

#[test]
fn rules_that_fit_into_no_single_object() {
    let groups: Vec<String> = (0..5).map(|number| format!("  - name: \"group {number}\"\n    rules: []\n")).collect();
    let length = groups[0].len();
    for (limit, expected) in [(1, vec![1; 5]), (length * 2 + 10, vec![2, 2, 1]), (10_000, vec![5])] {
        let lists = fitting_groups(&groups, limit);
        assert_eq!(lists.iter().map(|list| list.len()).collect::<Vec<_>>(), expected);
        assert_eq!(lists.concat(), groups);
    }
    assert_eq!(fitting_groups(&[], 10), [&[""; 0][..]; 0]);
    let rules = PrometheusRules { name: "alerting", groups };
    assert_eq!(prometheus_rules(&one(), &rules).len(), 1);
}

#[test]
fn a_dashboard_that_fits_only_in_one_line() {
    let spread = suite(Dashboards::generate(1, |_| {
        let panel = |number: usize| Panel::new(format!("p{number}"), "Panel", Stat::default()).size(Size::THIRD);
        (0..1_300).map(panel).fold(Dashboard::new(Uid::literal("wide"), "Wide"), Dashboard::panel)
    }));
    let files = built(Target::Files, &spread).unwrap();
    assert!(files["dashboards/wide.json"].len() > CONFIG_MAP, "{}", files["dashboards/wide.json"].len());
    let objects = built(Target::ConfigMap, &spread).unwrap();
    let object = read_config_map(&objects["kubernetes/dashboard-wide.yml"]);
    let text = &object.data["wide.json"];
    assert!(text.len() < CONFIG_MAP && text.lines().count() == 1);
    assert_eq!(serde_json::from_str::<Value>(text).unwrap(), json(&spread));
}

#[test]
fn a_dashboard_of_five_megabytes() {
    let suite = sized(5_000_000);
    assert_snapshot!(built(Target::ConfigMap, &suite).unwrap_err(), @"dashboard `large` has 5050003 bytes, but a ConfigMap holds at most 1048566; split the dashboard, or deploy it as a file or with Git Sync (`--target files`, `--target gitsync`), which have no limit");
    let files = built(Target::Operator, &suite).unwrap();
    let text = &files["kubernetes/dashboard-large.yml"];
    assert!(text.len() < OBJECT, "{}", text.len());
    let (_, spec) = read::<DashboardSpec>(text, OPERATOR, "GrafanaDashboard");
    assert_eq!(spec.json, "");
    assert_eq!(serde_json::from_str::<Value>(&unpacked(&spec.gzip_json.unwrap())).unwrap(), json(&suite));
    let files = built(Target::GitSync, &suite).unwrap();
    let object: Object<Value> = serde_json::from_str(&files["gitsync/Shop/large.json"]).unwrap();
    assert_eq!(object.spec, json(&suite));
}

/// Does what the operator does to a compressed dashboard.
fn unpacked(base64: &str) -> String {
    use std::io::Read;
    let bytes = BASE64_STANDARD.decode(base64).unwrap();
    let mut text = String::new();
    flate2::read::GzDecoder::new(&bytes[..]).read_to_string(&mut text).unwrap();
    text
}

#[test]
fn a_dashboard_that_no_object_holds() {
    // What looks random cannot be compressed.
    let mut state = 1_u64;
    let mut noise = move || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        format!("{:016x}", state.rotate_left(17) ^ state)
    };
    let text: String = (0..200_000).map(|_| noise()).collect();
    let suite = suite(Dashboards::generate(1, move |_| {
        Dashboard::new(Uid::literal("noise"), "Noise").description(text.clone())
    }));
    assert_snapshot!(built(Target::Operator, &suite).unwrap_err(), @"dashboard `noise` has 3200448 bytes, but an object of Kubernetes holds at most 1310720; split the dashboard, or deploy it as a file or with Git Sync (`--target files`, `--target gitsync`), which have no limit");
}

#[test]
fn dashboards_up_to_the_limit() {
    let suite = sized(1_000_000);
    let files = built(Target::ConfigMap, &suite).unwrap();
    let object = read_config_map(&files["kubernetes/dashboard-large.yml"]);
    let size: usize = object.data.iter().map(|(key, value)| key.len() + value.len()).sum();
    assert!((900_000..=CONFIG_MAP).contains(&size), "{size}");
    assert_eq!(serde_json::from_str::<Value>(&object.data["large.json"]).unwrap(), json(&suite));
}

#[test]
fn two_runs_make_the_same_bytes() {
    let suite = || {
        let routing = Some(told("team", Receiver::email(Uid::literal("team"), "team@example.com")));
        Suite { routing, ..with_alerts(one(), "") }
    };
    assert_eq!(built(Target::Files, &suite()), built(Target::Files, &suite()));
    for target in [Target::ConfigMap, Target::Operator, Target::GitSync] {
        assert_eq!(built(target, &suite()), built(target, &suite()));
        let folders = target.folders();
        let is_inside = |path: &String| folders.iter().any(|folder| path.starts_with(&format!("{folder}/")));
        assert!(built(target, &suite()).unwrap().keys().all(is_inside), "{target:?}");
    }
}

/// Puts a text wherever a suite takes any, and reads it back from every target.
fn survives(text: &str) {
    let mut suite = titled(text);
    suite.name = text.to_owned().into();
    suite.providers[0].folder = text.to_owned().into();
    suite.providers[0].folder_uid = None;
    suite.datasources[0].name = text.to_owned().into();
    let alert = Alert::above("Odd", raw::<Number>("up"), Amount::of(1.0))
        .label("odd", text.to_owned())
        .description((text.to_owned(), String::new()));
    suite.rules.alerting = vec![RuleGroup::new(text.to_owned(), minutes(1)).rule(alert)];
    suite.rules.folder = format!("{text} of alerts").into();
    let name = if text.trim().is_empty() { "team" } else { text };
    suite.routing = Some(told(name, Receiver::webhook(Uid::literal("team"), text.to_owned())));
    let expected = json(&suite);
    assert_eq!(expected["title"], text);
    let files = built(Target::ConfigMap, &suite).unwrap();
    for (path, text) in files.into_iter().filter(|(path, _)| !path.starts_with("kubernetes/rules-")) {
        let object = read_config_map(&text);
        assert_eq!(path, format!("kubernetes/{}.yml", object.metadata.name));
        if let Some(text) = object.data.get("Shop_1.json") {
            assert_eq!(serde_json::from_str::<Value>(text).unwrap(), expected);
        }
    }
    let files = built(Target::Operator, &suite).unwrap();
    let of = |kind: &str| files.iter().find(|(path, _)| path.starts_with(&format!("kubernetes/{kind}-"))).unwrap().1;
    let (folder, spec) = read::<FolderSpec>(of("folder"), OPERATOR, "GrafanaFolder");
    assert_eq!((&*spec.title, spec.uid), (text, None));
    let (alerts, spec) = read::<FolderSpec>(of("alert-folder"), OPERATOR, "GrafanaFolder");
    assert_eq!(spec.title, format!("{text} of alerts"));
    let (_, spec) = read::<Value>(of("alerts"), OPERATOR, "GrafanaAlertRuleGroup");
    assert_eq!((spec["folderRef"].as_str(), spec["name"].as_str()), (Some(&*alerts.name), Some(text)));
    let rule = &spec["rules"][0];
    assert_eq!(filled(rule["labels"]["odd"].as_str().unwrap()), text);
    if !text.trim().is_empty() {
        assert_eq!(filled(rule["annotations"]["description"].as_str().unwrap()), text);
    }
    let (_, spec) = read::<Value>(of("contact-point"), OPERATOR, "GrafanaContactPoint");
    assert_eq!((spec["name"].as_str(), spec["settings"]["url"].as_str()), (Some(name), Some(text)));
    let (_, spec) = read::<Value>(of("notification-policy"), OPERATOR, "GrafanaNotificationPolicy");
    assert_eq!(spec["route"]["receiver"], name);
    let (_, spec) = read::<RuleSpec>(of("rules"), "monitoring.coreos.com/v1", "PrometheusRule");
    assert_eq!(spec.groups[0]["name"], text);
    let (_, spec) = read::<DashboardSpec>(of("dashboard"), OPERATOR, "GrafanaDashboard");
    assert_eq!(spec.folder_ref, Some(folder.name));
    assert_eq!(serde_json::from_str::<Value>(&spec.json).unwrap(), expected);
    let (_, spec) = read::<DatasourceSpec>(of("datasource"), OPERATOR, "GrafanaDatasource");
    assert_eq!(spec.datasource.name, text);
    for text in built(Target::GitSync, &suite).unwrap().values() {
        assert_eq!(serde_json::from_str::<Object<Value>>(text).unwrap().spec, expected);
    }
}

#[test]
fn hostile_texts_come_back() {
    HOSTILE.into_iter().for_each(survives);
    survives(&"x: $ ".repeat(2_000));
}

proptest! {
    #[test]
    fn any_text_comes_back(text in hostile_text()) {
        survives(&text);
    }
}
