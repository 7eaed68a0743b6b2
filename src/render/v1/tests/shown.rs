//! What kinds of panels need to be drawn as they are meant.

use serde_json::{Value, json};

use super::{page, panel, refused, written};
use crate::grafana;
use crate::model::{Panel, Plugin, Visualization};
use crate::render::check::Checked;
use crate::vocabulary::panel::{
    BarChart, Heatmap, HeatmapColor, PanelOptions, ScaleDistribution, XyChart, XyMapping, XySeries,
};

#[test]
fn panels_say_for_which_grafana_they_are_written() {
    for kind in PanelOptions::TYPED {
        let panel = written(Panel::new("panel", "Panel", Visualization::of(kind).unwrap()));
        assert_eq!(panel["pluginVersion"], grafana::VERSION, "{kind}");
    }
    let theirs = written(Panel::new("panel", "Panel", Plugin::new("acme-panel", serde_json::Map::new())));
    assert_eq!(theirs.get("pluginVersion"), None, "a plugin has versions of its own");
}

#[test]
fn an_xy_chart_that_says_its_fields() {
    let series = |chart: XyChart| written(Panel::new("chart", "Chart", chart))["options"]["series"].take();
    let by_name = |name| json!({"matcher": {"id": "byName", "options": name}});
    let first = json!({"matcher": {"id": "byIndex", "options": 0}});
    let expected = json!([{"frame": first, "x": by_name("a"), "y": by_name("b")}]);
    assert_eq!(series(XyChart::of("a", "b")), expected);
    assert_eq!(series(XyChart::default()), json!([{}]), "Grafana finds them");
}

#[test]
fn an_xy_chart_that_says_half_of_its_fields() {
    let half = XySeries { frame: None, ..XySeries::of("a", "b") };
    let chart = XyChart::default().with(|options| options.mapping(XyMapping::Manual).series([half]));
    assert_eq!(
        refused(&page().panel(Panel::new("chart", "Chart", chart))),
        "dashboard `page`, panel `Chart`: a manual series needs a table and a field for each axis; use \
        `XySeries::of(..)`"
    );
}

#[test]
fn colours_of_a_heatmap_that_grafana_has_not() {
    let map = |name| Panel::new("map", "Map", Heatmap::default().colors(HeatmapColor::scheme_of(name)));
    let expected = "dashboard `page`, panel `Map`: unknown colour scheme `Viridos`; did you mean `Viridis`?";
    assert_eq!(refused(&page().panel(map("Viridos"))), expected);
    written(map("Viridis"));
}

#[test]
#[should_panic(expected = "the base of a logarithmic scale must be 2 or 10")]
fn a_logarithmic_scale_that_grafana_does_not_draw() {
    let _ = ScaleDistribution::logarithmic(3.0);
}

#[test]
fn names_along_a_bar_chart_are_whole() {
    let options = |chart: BarChart| written(Panel::new("chart", "Chart", chart))["options"].take();
    assert_eq!(options(BarChart::default()).get("xTickLabelMaxLength"), None, "0 would leave nothing of them");
    assert_eq!(options(BarChart::default().with(|it| it.x_tick_label_max_length(9)))["xTickLabelMaxLength"], 9);
}

#[test]
fn version_2_says_it_too() {
    let mut v2 = Vec::new();
    crate::render::v2::write(&Checked::new(&page().panel(panel())).unwrap(), &mut v2).unwrap();
    let v2: Value = serde_json::from_slice(&v2).unwrap();
    let elements = v2["spec"]["elements"].as_object().unwrap();
    assert_eq!(elements.values().next().unwrap()["spec"]["vizConfig"]["version"], grafana::VERSION);
}
