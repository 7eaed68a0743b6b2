//! The lints over real dashboards, and over what is left of them after accidents.

use std::collections::BTreeMap;

use insta::assert_snapshot;
use proptest::prelude::*;
use serde_json::json;

use super::testing::{panel, target};
use super::{Context, Finding, Input, Report, Selection, Sources, check};
use crate::model::Origin;

/// Each of these was looked at, and is a mistake. More of them need a look, too.
#[test]
fn real_dashboards() {
    let files = crate::json::corpus::texts();
    if files.is_empty() {
        return;
    }
    let context = Context::default();
    let mut report = Report::default();
    for (name, text) in &files {
        report.add(check(Input { name, text, sources: None }, &context), &context);
    }
    let mut counts = BTreeMap::<String, usize>::new();
    for Finding { lint, severity, .. } in &report.findings {
        *counts.entry(format!("{severity} {lint}")).or_default() += 1;
    }
    assert_snapshot!(report.summary, @r"
    6 errors, 105 warnings in 161 dashboards; 3803 queries checked, 147 not: 4 another panel, 5 empty, 1 grafana, 130 loki, 7 postgres
    metrics, labels and their units were not checked: there is no catalogue for dashboards from elsewhere
    ");
    let counts: Vec<String> = counts.iter().map(|(lint, count)| format!("{count:3} {lint}")).collect();
    assert_snapshot!(counts.join("\n"), @r"
     3 error duplicate-panel-id
     1 error promql-syntax
     1 error undefined-variable
     1 error unsorted-thresholds
     5 warning grid-overflow
    15 warning grid-overlap
    64 warning legend-label
    12 warning override-name
     6 warning schema
     3 warning unused-variable
    ");
}

#[test]
fn a_finding_of_the_suite_names_the_rust_source() {
    let text = serde_json::to_string(&panel(json!({"targets": [target("up{", "")]}))).unwrap();
    let mut sources = Sources::default();
    sources.queries.insert((1, "A".to_owned()), Origin::here());
    let line = line!() - 1;
    let found = check(Input { name: "x.json", text: &text, sources: Some(&sources) }, &Context::default()).findings;
    let source = found[0].place.source.clone().unwrap();
    assert_eq!((source.file.as_str(), source.line), (file!(), line));
    let shown = super::testing::plain(&found).replace(&line.to_string(), "LINE");
    assert_snapshot!(shown, @r#"
    src/lint/corpus.rs:LINE: error[promql-syntax]: expected a label or `}`, found the end of the expression
      in panel "Panel" (id 1), query A, x.json:1:179
     |
     | up{
     |    ^
    "#);
}

/// A dashboard with some of everything, to be broken.
fn sound() -> String {
    let mut dashboard = panel(json!({
        "gridPos": {"x": 0, "y": 0, "w": 12, "h": 8},
        "targets": [target("sum by (job) (rate(x_total{a=~\"$job\"}[$__rate_interval]))", "{{job}} ä")],
        "fieldConfig": {"defaults": {"unit": "s", "thresholds": {"steps": [{"value": null}, {"value": 1}]}},
            "overrides": [{"matcher": {"id": "byName", "options": "x"}, "properties": [{"id": "links", "value": [{"url": "/d/x"}]}]}]},
        "transformations": [{"id": "merge"}],
    }));
    dashboard["templating"] =
        json!({"list": [{"name": "job", "type": "query", "query": {"query": "label_values(up, job)"}}]});
    dashboard["annotations"] = json!({"list": [{"name": "x", "target": {"expr": "up"}}]});
    dashboard["rows"] = json!([{"panels": [{"id": 2, "repeat": "job"}]}]);
    dashboard["uid"] = json!("x");
    dashboard.to_string()
}

fn check_everything(text: &str) {
    let all = Context { selection: Selection::new(&["all"], &[]).unwrap(), ..Context::default() };
    let mut report = Report::default();
    report.add(check(Input { name: "x", text, sources: None }, &all).insist(&all), &all);
    super::testing::plain(&report.findings);
    super::json(&report);
}

proptest! {
    #[test]
    fn text_that_was_cut_off_never_panics(end in any::<prop::sample::Index>()) {
        let text = sound();
        let mut end = end.index(text.len());
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        check_everything(&text[..end]);
    }

    #[test]
    fn values_of_other_kinds_never_panic(
        at in any::<prop::sample::Index>(),
        value in prop::sample::select(vec!["null", "-1", "1e308", "\"$\\u0000{\"", "[[]]", "{\"a\":{}}", "true", "\"[[\""]),
    ) {
        // What follows a colon is a value: it goes away up to the next comma, with all the chaos that makes.
        let text = sound();
        let colons: Vec<usize> = text.match_indices(':').map(|(at, _)| at).collect();
        let start = colons[at.index(colons.len())] + 1;
        let end = text[start..].find([',', '}']).map_or(text.len(), |length| start + length);
        check_everything(&format!("{}{value}{}", &text[..start], &text[end..]));
    }

    #[test]
    fn queries_of_any_text_never_panic(expr in ".{0,40}", legend in ".{0,20}") {
        check_everything(&panel(json!({"title": expr, "targets": [target(&expr, &legend)]})).to_string());
    }
}
