//! What the guide says of the suite is so.

use std::collections::BTreeSet;

use crate::trading::{self, simulation};

const PAGE: &str = include_str!("../../../docs/src/trading.md");

#[test]
fn it_names_every_dashboard_panel_and_metric() {
    let suite = trading::suite();
    for dashboard in suite.dashboards.iter() {
        let panels: Vec<&str> = dashboard.panels().map(|panel| panel.title.as_ref()).collect();
        let (file, uid, panels) = (dashboard.name(), dashboard.uid.as_str(), panels.join(" · "));
        let row = format!("| {} | `{file}.json`, `{uid}` |", dashboard.title);
        let line = PAGE.lines().find(|line| line.starts_with(&row)).unwrap_or_else(|| panic!("no row `{row}`"));
        assert!(line.ends_with(&format!("| {panels} |")), "{panels}");
    }
    for metric in suite.metrics().unwrap().metrics() {
        let kind = format!("{:?}", metric.kind).to_lowercase();
        let row = format!("| `{}` | {kind} |", metric.name);
        assert!(PAGE.contains(&row), "{row}");
    }
}

#[test]
fn its_table_has_every_incident() {
    let rows: Vec<_> = PAGE.lines().skip_while(|line| *line != "| incident | what happens | alert |").skip(2).collect();
    let rows = rows.split(|line| line.is_empty()).next().unwrap();
    let alerts: BTreeSet<_> = trading::suite().rules.alerts().map(|alert| alert.name.to_string()).collect();
    let named = rows.iter().map(|row| row.trim_end_matches(" |").rsplit_once("| ").unwrap().1.to_owned());
    assert_eq!(named.collect::<BTreeSet<_>>(), alerts, "an incident for each alert");
    let incidents = simulation::incidents();
    assert_eq!(rows.len(), incidents.len());
    for (row, incident) in rows.iter().zip(incidents) {
        assert!(row.starts_with(&format!("| `{}` | {} |", incident.name, incident.summary)), "{row}");
    }
}
