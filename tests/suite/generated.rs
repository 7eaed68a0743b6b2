//! The artifacts in the repository are what the code makes.
//!
//! A change of the suite changes them: `cargo run -- build`, and the difference is the review.

use std::collections::BTreeMap;
use std::fmt::Write;

use insta::assert_snapshot;
use serde_json::Value;

use super::{dashgen, files, repository};

/// Returns every file that a build of the trading suite makes, the manifest too.
fn built() -> BTreeMap<String, Vec<u8>> {
    let folder = tempfile::tempdir().unwrap();
    let run = dashgen(&["build", "--quiet", "--out", folder.path().to_str().unwrap()]);
    assert_eq!(run.to_string(), "--- Clean");
    files(folder.path())
}

/// Returns the dashboards that a build makes, by their path.
fn dashboards() -> Vec<(String, Value)> {
    let dashboards = built().into_iter().filter(|(path, _)| path.starts_with("dashboards/"));
    dashboards.map(|(path, bytes)| (path, serde_json::from_slice(&bytes).unwrap())).collect()
}

#[test]
fn committed_files_are_what_the_code_makes() {
    let built = built();
    let mut committed = BTreeMap::new();
    for folder in ["dashboards", "provisioning"] {
        let below = files(&repository().join(folder)).into_iter();
        committed.extend(below.map(|(name, bytes)| (format!("{folder}/{name}"), bytes)));
    }
    let manifest = std::fs::read(repository().join(".dashgen-manifest")).unwrap();
    committed.insert(".dashgen-manifest".to_owned(), manifest);
    let names = |files: &BTreeMap<String, Vec<u8>>| files.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&committed), names(&built), "committed (left) and built (right)");
    let stale: Vec<_> =
        built.iter().filter(|(name, bytes)| committed[*name] != **bytes).map(|(name, _)| name).collect();
    assert_eq!(stale, [""; 0], "these differ from what the code makes: `cargo run -- build` writes them");
}

#[test]
fn a_second_build_makes_the_same_bytes() {
    assert_eq!(built(), built());
}

#[test]
fn keys_are_sorted_on_every_level() {
    for (path, dashboard) in dashboards() {
        assert_eq!(unsorted(&dashboard, &path), [""; 0]);
    }
    assert_eq!(unsorted(&serde_json::from_str(r#"{"a":[{"c":0,"b":0}]}"#).unwrap(), ""), ["/a/0"]);
}

/// Names the objects whose keys are not in alphabetical order.
fn unsorted(value: &Value, path: &str) -> Vec<String> {
    match value {
        Value::Object(object) => {
            let here = (!object.keys().is_sorted()).then(|| path.to_owned());
            let below = object.iter().flat_map(|(key, value)| unsorted(value, &format!("{path}/{key}")));
            here.into_iter().chain(below).collect()
        }
        Value::Array(items) => {
            items.iter().enumerate().flat_map(|(at, item)| unsorted(item, &format!("{path}/{at}"))).collect()
        }
        _ => Vec::new(),
    }
}

#[test]
fn text_is_canonical() {
    for (path, bytes) in built() {
        let text = String::from_utf8(bytes).unwrap();
        assert!(text.ends_with('\n') && !text.ends_with("\n\n"), "{path} ends with one line break");
        assert!(!text.contains(['\t', '\r']), "{path} has tabs or carriage returns");
        assert!(text.lines().all(|line| line.trim_end() == line), "{path} has spaces at the end of a line");
    }
}

#[test]
fn every_title_fits() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().to_str().unwrap();
    dashgen(&["build", "--quiet", "--out", out]);
    let run = dashgen(&["validate", &format!("{out}/dashboards"), "--select", "truncated-title"]);
    assert!(run.to_string().ends_with("--- Clean"), "{run}");
    assert!(!run.to_string().contains("truncated-title"), "{run}");
}

/// Links to a panel, and alerts on it, name its id: whoever changes one breaks them.
#[test]
fn panel_ids() {
    let mut text = String::new();
    for (path, dashboard) in dashboards() {
        writeln!(text, "{path} ({})", dashboard["uid"].as_str().unwrap()).unwrap();
        for panel in dashboard["panels"].as_array().unwrap() {
            writeln!(text, "{:>12} {}", panel["id"].as_u64().unwrap(), panel["title"].as_str().unwrap()).unwrap();
        }
    }
    assert_snapshot!(text, @"
    dashboards/infrastructure.json (infrastructure-monitoring)
      1243470256 Redis Operations Rate (GET/SET/DELETE)
        76870713 Redis Operation Latency (p50, p95)
       714898571 Redis Connection Status
      1033667687 Active WebSocket Connections
      1940556526 WebSocket Messages (Last Minute)
       375234631 API Request Rate
       855873298 WebSocket Connection Metrics
      1513531244 WebSocket Message Rate (Sent/Received)
       665983510 API Endpoints Request Rate
      1822287771 API Response Status Codes
       747643750 WebSocket Broadcast Duration (p50, p95)
    dashboards/system-overview.json (trading-system-overview)
      1027739593 API Service Status
      1794099987 Active Bots
        91437945 Total Portfolio Value (USD)
       981121543 Total P&L %
       375234631 API Request Rate (5m avg)
       919643200 API Response Time (p50, p95)
      1033667687 Active WebSocket Connections
      1243470256 Redis Operations Rate
    dashboards/trading-performance.json (trading-performance)
        91437945 Portfolio Value Over Time
       981121543 Portfolio P&L Percentage
       633084934 Active/Total/Inactive Bots
      1933132694 Trades (Last Hour)
      1868161009 Win Rate
      1635200888 Total P&L (USD)
       173285193 Open Positions Count
        39128033 Trades by Result (Profit/Loss - Hourly)
       114796600 Bot Status Over Time
         2291611 Market Data Update Rate by Symbol
    ");
}
