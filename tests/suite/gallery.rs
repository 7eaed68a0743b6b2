//! The gallery, `examples/gallery`: it renders, nothing in it is wrong, and Grafana's schemas take it.

use dashgen::cli::Status;
use dashgen::json::{Trail, Typed};
use dashgen::promql::minutes;
use dashgen::render::{self, DashboardFormat, Options};
use dashgen::schema::v1;
use dashgen::simulate::Simulation;
use dashgen::vocabulary::panel::PanelOptions;
use insta::assert_snapshot;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Mutex;

use super::cli_build::folder;
use super::dashgen_of;
use super::schemas::{Lag, Schemas, Verdict, lag, panels};

#[expect(dead_code, reason = "the tests run the program themselves")]
#[path = "../../examples/gallery/main.rs"]
mod example;

/// Returns the pages of the gallery as JSON, by their path.
pub(super) fn pages() -> BTreeMap<String, Value> {
    let suite = example::suite();
    let json = |dashboard: dashgen::model::Dashboard| {
        let mut bytes = Vec::new();
        render::dashboard(&dashboard, &mut bytes).unwrap();
        (render::path(&dashboard).unwrap(), serde_json::from_slice(&bytes).unwrap())
    };
    suite.dashboards.iter().map(json).collect()
}

/// Returns the suite of the gallery.
pub(super) fn suite() -> dashgen::suite::Suite {
    example::suite()
}

/// A kind that is added has a line here, and a datasource in the gallery.
#[test]
fn every_kind_of_datasource_is_there() {
    let kinds: BTreeSet<String> = suite().datasources.iter().map(|it| it.kind.plugin().to_owned()).collect();
    let kinds: Vec<String> = kinds.into_iter().collect();
    assert_snapshot!(kinds.join("\n"), @r"
    cloudwatch
    elasticsearch
    grafana-opensearch-datasource
    grafana-postgresql-datasource
    graphite
    influxdb
    loki
    mysql
    prometheus
    tempo
    ");
    let files = render::provisioning(&suite(), &Options::default()).unwrap();
    let (_, environment) = files.iter().find(|(path, _)| path.ends_with("grafana.env")).unwrap();
    let with_value = |line: &&str| !line.starts_with('#') && !line.is_empty() && !line.ends_with('=');
    assert_snapshot!(environment.lines().filter(with_value).collect::<Vec<_>>().join("\n"), @r"
    LOKI_URL=http://loki:3100
    LOKI_USER=grafana
    PROMETHEUS_URL=http://prometheus:9090
    ");
}

#[test]
fn every_kind_of_panel_has_a_page() {
    let pages = pages();
    let shown: BTreeSet<_> = pages.values().flat_map(panels).map(|panel| panel["type"].as_str().unwrap()).collect();
    let missing: Vec<_> = PanelOptions::TYPED.iter().filter(|kind| !shown.contains(*kind)).collect();
    assert_eq!(missing, Vec::<&&str>::new());
    assert_eq!(pages.len(), PanelOptions::TYPED.len() + 6, "one page each, one for plugins, five for what all share");
}

/// Returns the pages of the gallery in version 2, by their path.
pub(super) fn pages_in_v2() -> BTreeMap<String, Value> {
    let made = Mutex::new(BTreeMap::new());
    let put = |path: &str, bytes: &[u8]| -> Result<(), serde_json::Error> {
        made.lock().unwrap().insert(path.to_owned(), serde_json::from_slice(bytes)?);
        Ok(())
    };
    let options = Options { dashboards: vec![DashboardFormat::V2], ..Options::default() };
    render::dashboards(&example::suite(), &options, &|_| true, &put).unwrap();
    made.into_inner().unwrap()
}

#[test]
fn only_the_page_of_tabs_loses_something_in_the_classic_format() {
    let folder = folder();
    let run = dashgen_of(example::suite(), &["build", "--out", folder.path().to_str().unwrap()]);
    assert_snapshot!(run.stderr, @r"
    note: Tabs, cells and conditions, tab `Traffic`: the classic format has no tabs: it becomes a row
    note: Tabs, cells and conditions, tab `Inside`: the classic format has no tabs: it becomes a row
    note: Tabs, cells and conditions, tab `Inside`: the classic format has no conditions: it is always shown
    note: Tabs, cells and conditions, row `What the shop needs`: the classic format has no auto grid: each panel gets a position on the grid
    note: Tabs, cells and conditions, row `Work`: the classic format shows the title of every row
    note: Tabs, cells and conditions, row `Work`, variable `queue`: the classic format only has dashboard variables: it becomes one
    note: Tabs, cells and conditions, row `Work`: the classic format has no auto grid: each panel gets a position on the grid
    note: Tabs, cells and conditions, row `Work`: the classic format has no conditions: it is always shown
    note: Tabs, cells and conditions, panel `Jobs that wait`: the classic format has no conditions: it is always shown
    hint: `dashgen build --dashboards v2` keeps it (Grafana 13.0.1 or later)
    ");
    let check = ["build", "--check", "--format", "json", "--out", folder.path().to_str().unwrap()];
    let checked: Value = serde_json::from_str(&dashgen_of(example::suite(), &check).stdout).unwrap();
    assert_eq!(checked["lost"].as_array().unwrap().len(), 9);
    let build = ["build", "--dashboards", "v2", "--format", "json", "--out", folder.path().to_str().unwrap()];
    let run: Value = serde_json::from_str(&dashgen_of(example::suite(), &build).stdout).unwrap();
    assert_eq!(run.get("lost"), None);
}

#[test]
fn nothing_in_it_is_wrong() {
    let folder = folder();
    let out = ["--out", folder.path().to_str().unwrap()];
    assert_eq!(dashgen_of(example::suite(), &["build", out[0], out[1]]).status, Status::Clean);
    let run = dashgen_of(example::suite(), &["validate", out[0], out[1]]);
    assert_eq!(run.status, Status::Clean, "{run}");
    assert_eq!(dashgen_of(example::suite(), &["build", "--check", out[0], out[1]]).status, Status::Clean);
}

/// Returns the panels of the gallery that a document of Grafana's calls so.
fn panels_of(kind: &str) -> Vec<Value> {
    let pages = pages();
    let all = pages.values().flat_map(panels);
    all.filter(|panel| panel["type"] == kind).cloned().collect()
}

#[test]
fn series_have_colours_of_their_own() {
    for panel in pages().values().flat_map(panels) {
        let mode = &panel["fieldConfig"]["defaults"]["color"]["mode"];
        assert_ne!(mode, "palette-classic-by-name", "{}: two names may get one colour", panel["title"]);
    }
}

#[test]
fn the_pieces_of_a_stacked_bar_are_columns() {
    let stacked = |panel: &&Value| panel["options"]["stacking"] != "none";
    for panel in panels_of("barchart").iter().filter(stacked) {
        assert_eq!(panel["transformations"][0]["id"], "groupingToMatrix", "{}", panel["title"]);
        assert_eq!(panel["options"]["xField"], r"path\method");
    }
}

#[test]
fn fields_that_were_joined_go_by_their_names() {
    for panel in panels_of("xychart").iter().chain(&panels_of("trend")) {
        let exceptions = panel["fieldConfig"]["overrides"].as_array().unwrap();
        let matchers: Vec<_> = exceptions.iter().map(|it| &it["matcher"]).collect();
        assert_eq!(matchers, [&json!({"id": "byName", "options": "p99"})], "{}", panel["title"]);
    }
}

#[test]
fn services_are_up_or_down() {
    let simulation = Simulation::new(&example::suite().metrics().unwrap(), 1);
    let moving = example::behaviours().into_iter();
    let simulation = moving.fold(simulation, |all, (metric, behaviour)| all.behave(metric, behaviour).unwrap());
    let families = simulation.sample(minutes(10));
    let services = families.iter().find(|family| family.name == "shop_dependency_up").unwrap();
    let mut values: Vec<_> = services.samples.iter().map(|sample| sample.value).collect();
    values.sort_by(f64::total_cmp);
    assert_eq!(values, [0.0, 1.0, 1.0]);
}

/// What the model writes, the types that read documents know.
#[test]
fn reading_leaves_nothing_untyped_but_what_only_a_plugin_knows() {
    let mut unknown = BTreeSet::new();
    for (_, page) in pages() {
        let read = v1::Dashboard::read(page).unwrap();
        read.unknown(&mut Trail::default(), &mut |at, _| {
            unknown.insert(at.to_owned());
        });
    }
    assert_snapshot!(unknown.into_iter().collect::<Vec<_>>().join("\n"), @r"
    panels[].options
    panels[].options.root.elements[].config
    ");
}

/// Where Grafana's schemas (June 2026) are stricter or older than Grafana 13.2.3, each place excused by itself.
const LAGS: &[Lag] = &[
    // What may be anything is described as an object.
    lag("panel/fieldConfig/overrides/*/matcher/options", " is not of type \"object\""),
    lag("panel/fieldConfig/overrides/*/properties/*/value", " is not of type \"object\""),
    lag("xychart options/series/*/frame/matcher/options", " is not of type \"object\""),
    lag("xychart options/series/*/x/matcher/options", " is not of type \"object\""),
    lag("xychart options/series/*/y/matcher/options", " is not of type \"object\""),
    lag("dashboard/templating/list/*/query", " is not valid under any of the schemas listed in the 'oneOf' keyword"),
    lag("panel/transformations/*/filter/options", " is not of type \"object\""),
    // Ad hoc filters have no place in it, and neither has what a regular expression looks at.
    lag("dashboard/templating/list/*", "('baseFilters', 'defaultKeys', 'enableGroupBy', 'filters' were unexpected)"),
    lag("dashboard/templating/list/*", "('regexApplyTo' was unexpected)"),
    // What nobody has chosen yet is `{}`, as Grafana itself writes it.
    lag("dashboard/templating/list/*/current", "\"text\" is a required property"),
    lag("dashboard/templating/list/*/current", "\"value\" is a required property"),
    // Options that came later.
    lag("canvas options", "('tooltip', 'zoomToContent' were unexpected)"),
    lag("canvas options/root/elements/*/connections/*", "('direction' was unexpected)"),
    lag("gauge options", "('effects', 'segmentCount', 'shape', 'sparkline' were unexpected)"),
    lag("nodeGraph options", "('layoutAlgorithm' was unexpected)"),
    lag("piechart options", "('sort' was unexpected)"),
    lag("table custom", "('footer' was unexpected)"),
    lag("table options", "('enablePagination' was unexpected)"),
    lag("timeseries custom", "('showValues' was unexpected)"),
    // 0 is all that it could be when nothing is cut off, and cuts off everything.
    lag("barchart options", "\"xTickLabelMaxLength\" is a required property"),
    // One that went: Grafana 13.2 has no such option.
    lag("canvas options", "\"infinitePan\" is a required property"),
    // A number with a fraction.
    lag("histogram options/bucketSize", " is not of type \"integer\""),
    // It asks for exactly one of several objects that do not say which `type` they have: any cell is all of them.
    lag("table custom/cellOptions", " is not valid under any of the schemas listed in the 'anyOf' keyword"),
];

#[test]
fn grafana_schemas_take_every_page() {
    let Some(schemas) = Schemas::find("every page of the gallery against Grafana's schemas") else { return };
    let mut verdict = Verdict::excusing(LAGS);
    for page in pages().values() {
        verdict.check_dashboard(&schemas, page);
    }
    assert!(verdict.checked > 120, "only {} parts were checked", verdict.checked);
    assert_eq!(verdict.complaints, BTreeSet::new(), "what the schemas refuse and no lag excuses");
    let listed: BTreeSet<_> = LAGS.iter().collect();
    assert_eq!(verdict.excused, listed, "used excuses (left), listed ones (right): strike out what is not needed");
}
