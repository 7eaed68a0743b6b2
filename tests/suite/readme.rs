//! What the README shows is what the program prints, and what it names is there.

use std::collections::BTreeSet;

use dashgen::trading;

use super::dashgen;

const README: &str = include_str!("../../README.md");

#[test]
fn its_first_build_is_real() {
    let folder = tempfile::tempdir().unwrap();
    let printed = dashgen(&["build", "--out", folder.path().to_str().unwrap()]).stdout;
    assert!(README.contains(&format!("$ cargo run --release -- build --out config/grafana\n{printed}")), "{printed}");
}

#[test]
fn its_edit_by_hand_is_real() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().to_str().unwrap();
    dashgen(&["build", "--quiet", "--out", out]);
    let file = folder.path().join("dashboards/system-overview.json");
    let text = std::fs::read_to_string(&file).unwrap();
    std::fs::write(&file, text.replace("\"Redis Operations Rate\"", "\"Redis\"")).unwrap();
    let found = dashgen(&["validate", "--out", out]).stdout.replace(&format!("{out}/"), "");
    let shown = found.replace(&format!(" --out {out}"), "");
    assert!(README.contains(&format!("$ cargo run --release -- validate\n{shown}")), "{shown}");
    let stale = dashgen(&["build", "--check", "--out", out]).stdout;
    assert!(README.contains(&format!("$ dashgen build --check\n{stale}")), "{stale}");
}

#[test]
fn it_names_every_dashboard_panel_and_metric() {
    let suite = trading::suite();
    for dashboard in suite.dashboards.iter() {
        let panels: Vec<&str> = dashboard.panels().map(|panel| panel.title.as_ref()).collect();
        let (file, uid, panels) = (dashboard.name(), dashboard.uid.as_str(), panels.join(" · "));
        let row = format!("| {} | `{file}.json`, `{uid}` |", dashboard.title);
        let line = README.lines().find(|line| line.starts_with(&row)).unwrap_or_else(|| panic!("no row `{row}`"));
        assert!(line.ends_with(&format!("| {panels} |")), "{panels}");
    }
    for metric in suite.catalogue.metrics() {
        let kind = format!("{:?}", metric.kind).to_lowercase();
        let row = format!("| `{}` | {kind} |", metric.name);
        assert!(README.contains(&row), "{row}");
    }
}

#[test]
fn its_table_has_every_command() {
    let help = dashgen(&["--help"]).stdout;
    let commands = help.lines().skip_while(|line| *line != "Commands:").skip(1).take_while(|line| !line.is_empty());
    let names = commands.filter_map(|line| line.split_whitespace().next()).filter(|name| *name != "help");
    for name in names {
        assert!(README.contains(&format!("| `dashgen {name}")), "{name}");
    }
}

#[test]
fn its_table_has_every_incident() {
    let rows: Vec<_> =
        README.lines().skip_while(|line| *line != "| incident | what happens | alert |").skip(2).collect();
    let rows = rows.split(|line| line.is_empty()).next().unwrap();
    let alerts: BTreeSet<_> = trading::suite().rules.alerts().map(|alert| alert.name.to_string()).collect();
    let named = rows.iter().map(|row| row.trim_end_matches(" |").rsplit_once("| ").unwrap().1.to_owned());
    assert_eq!(named.collect::<BTreeSet<_>>(), alerts, "an incident for each alert");
    let incidents = trading::simulation::incidents();
    assert_eq!(rows.len(), incidents.len());
    for (row, incident) in rows.iter().zip(incidents) {
        assert!(row.starts_with(&format!("| `{}` | {} |", incident.name, incident.summary)), "{row}");
    }
}
