//! What the suite promises: titles, names, and what every panel must have.

use std::collections::BTreeSet;
use std::fmt::Write;

use insta::assert_snapshot;

use super::*;
use crate::model::{Dashboard, Item, Panel};

/// What every query carries.
const SCOPE: &str = r#"job=~"$job", instance=~"$instance""#;

/// Returns a dashboard by its place in the suite.
fn dashboard(index: usize) -> Dashboard {
    suite().dashboards.get(index)
}

/// Returns each panel of a dashboard with its unit, legends and queries, these without what all of them carry.
fn queries(index: usize) -> String {
    let mut text = String::new();
    for panel in dashboard(index).panels() {
        writeln!(text, "{} [{}]", panel.title, panel.axis_unit().unwrap()).unwrap();
        for target in &panel.targets {
            let query = target.expr.to_string();
            let query = query.replace(&format!("{{{SCOPE}}}"), "").replace(&format!("{SCOPE}, "), "");
            writeln!(text, "  {}: {query}", target.legend.as_str()).unwrap();
        }
    }
    text
}

/// Names the panels that lack something.
fn panels_without(has: impl Fn(&Panel) -> bool) -> Vec<String> {
    let dashboards = suite().dashboards;
    dashboards
        .iter()
        .flat_map(|d| d.panels().filter(|p| !has(p)).map(|p| p.title.to_string()).collect::<Vec<_>>())
        .collect()
}

#[test]
fn uids_files_and_refresh() {
    let all: Vec<_> = suite().dashboards.iter().map(|d| format!("{} {} {}", d.name(), d.uid, d.refresh)).collect();
    assert_eq!(
        all,
        [
            "system-overview trading-system-overview 10s",
            "trading-performance trading-performance 10s",
            "infrastructure infrastructure-monitoring 10s",
        ]
    );
}

#[test]
fn system_overview_asks() {
    assert_snapshot!(queries(0), @"");
}

#[test]
fn trading_performance_asks() {
    assert_snapshot!(queries(1), @"");
}

#[test]
fn infrastructure_asks() {
    assert_snapshot!(queries(2), @"");
}

#[test]
fn every_metric_is_shown() {
    let mut shown = BTreeSet::new();
    for dashboard in suite().dashboards.iter() {
        for target in dashboard.panels().flat_map(|panel| &panel.targets) {
            let query = target.expr.to_string();
            let words = query.split(|c: char| !(c.is_ascii_alphanumeric() || c == '_'));
            shown.extend(words.filter_map(|word| metrics::CATALOGUE.find(word)).map(|(metric, _)| metric.name));
        }
    }
    let declared: BTreeSet<_> = metrics::CATALOGUE.metrics().iter().map(|metric| metric.name).collect();
    assert_eq!(declared.len(), 19);
    assert_eq!(shown, declared);
}

#[test]
fn every_panel_is_complete() {
    let none: [&str; 0] = [];
    assert_eq!(panels_without(|panel| panel.description.len() > 80), none, "description");
    assert_eq!(panels_without(|panel| panel.field.no_value.is_some()), none, "text where there is no value");
    assert_eq!(panels_without(|panel| panel.axis_unit().is_ok()), none, "one unit");
    assert_eq!(panels_without(|panel| panel.field.color.is_some() || has_colours(panel)), none, "colours");
}

/// Without a word from us, Grafana turns a stat red at 80 and colours lines by their order.
fn has_colours(panel: &Panel) -> bool {
    panel.field.thresholds.is_some() || panel.field.overrides.len() >= panel.targets.len()
}

#[test]
fn every_query_is_scoped() {
    let is_scoped = |panel: &Panel| {
        panel.targets.iter().all(|target| {
            let query = target.expr.to_string();
            query.matches(SCOPE).count() == query.matches("trading_").count() + query.matches("fastapi_").count()
        })
    };
    assert_eq!(panels_without(is_scoped), [""; 0]);
}

#[test]
fn lines_of_the_grid_are_full() {
    for dashboard in suite().dashboards.iter() {
        let mut filled = 0;
        let mut height = 0;
        for item in &dashboard.items {
            let Item::Panel(panel) = item else { panic!("no rows here") };
            height = if filled == 0 { panel.size.height() } else { height };
            assert_eq!(panel.size.height(), height, "{}", panel.title);
            filled = (filled + panel.size.width()) % 24;
        }
        assert_eq!(filled, 0, "{}", dashboard.title);
    }
}

#[test]
fn every_stat_of_the_overview_leads_to_an_explanation() {
    let known: Vec<_> = suite().dashboards.iter().map(|d| d.uid).collect();
    for panel in dashboard(0).panels() {
        let leads = panel.field.links.iter().filter_map(|link| link.dashboard.as_ref());
        assert!(leads.filter(|handle| known.contains(&handle.uid)).count() > 0, "{}", panel.title);
    }
}
