//! The lints over real dashboards, and over what is left of them after accidents.

use std::collections::BTreeMap;

use insta::assert_snapshot;
use proptest::prelude::*;
use serde_json::json;

use crate::lint::testing::{panel, target};
use crate::lint::{Context, Finding, Input, Report, Selection, Sources, check};
use crate::model::Origin;

/// What is right is quiet, and `mistakes.json` is found out; each of the others says why below.
#[cfg(feature = "schema-lint")]
#[test]
fn own_dashboards() {
    let context = Context::default();
    let mut found = Vec::new();
    for (name, text) in crate::json::corpus::own() {
        let report = check(Input { name: &name, text: &text, sources: None }, &context).insist(&context);
        for Finding { lint, severity, message, .. } in &report.findings {
            found.push(format!("{name}: {severity}[{lint}]: {message}"));
        }
    }
    assert_snapshot!(found.join("\n"), @r"
    classic/mistakes.json: error[promql-syntax]: `(` is never closed
    classic/mistakes.json: error[duplicate-ref-id]: the panel already has a query `A`
    classic/mistakes.json: error[duplicate-panel-id]: the id 1 is already used by the panel `Syntax`
    classic/mistakes.json: warning[grid-overflow]: the panel ends at column 36, but the grid has 24
    classic/mistakes.json: error[promql-type]: argument 1 of `rate` takes a range vector, found an instant vector
    classic/mistakes.json: error[undefined-variable]: the dashboard has no variable `nobody`
    classic/mistakes.json: error[unsorted-thresholds]: the step at 50 comes after the one at 80: it only starts at 80, and the one at 80 is never shown
    classic/mistakes.json: warning[grid-overlap]: the panel overlaps `Syntax`
    classic/mistakes.json: warning[legend-label]: the legend uses `instance`, a label that the query drops
    classic/mistakes.json: warning[unused-variable]: nothing refers to the variable `unused`
    classic/wrong-types.json: error[schema]: `title` is the number 7, but must be a string
    classic/wrong-types.json: error[schema]: `uid` is a list, but must be a string
    classic/wrong-types.json: error[schema]: `tags` is the string `one`, but must be a list
    classic/wrong-types.json: error[schema]: `editable` is the string `true`, but must be true or false
    classic/wrong-types.json: error[schema]: `time` is the string `now`, but must be an object
    classic/wrong-types.json: error[schema]: `timepicker` is a list, but must be an object
    classic/wrong-types.json: error[schema]: `links` is an object, but must be a list
    classic/wrong-types.json: error[schema]: `annotations` is a list, but must be an object
    classic/wrong-types.json: error[schema]: `templating.list` is an object, but must be a list
    classic/wrong-types.json: error[schema]: `panels[1]` is the number 5, but must be an object
    classic/wrong-types.json: error[schema]: `panels[2]` is the string `panel`, but must be an object
    classic/wrong-types.json: error[schema]: `panels[3]` is a list, but must be an object
    classic/wrong-types.json: error[schema]: `id` is the string `1`, but must be a number
    classic/wrong-types.json: error[schema]: `type` is the number 3, but must be a string
    classic/wrong-types.json: error[schema]: `gridPos` is the string `12x8`, but must be an object
    classic/wrong-types.json: error[schema]: `targets` is an object, but must be a list
    classic/wrong-types.json: error[schema]: `fieldConfig.defaults` is a list, but must be an object
    classic/wrong-types.json: error[schema]: `fieldConfig.overrides` is an object, but must be a list
    classic/wrong-types.json: error[schema]: `options` is the string `none`, but must be an object
    classic/wrong-types.json: error[schema]: `datasource` is the number 5, but must be a string or an object
    classic/wrong-types.json: error[schema]: `transformations` is an object, but must be a list
    classic/wrong-types.json: error[schema]: `gridPos.h` is the string `4`, but must be a number
    classic/wrong-types.json: error[schema]: `gridPos.x` is true, but must be a number
    classic/wrong-types.json: error[schema]: `gridPos.y` is a list, but must be a number
    classic/wrong-types.json: error[schema]: `targets[1]` is the string `up`, but must be an object
    classic/wrong-types.json: error[schema]: `targets[2].expr` is the number 5, but must be a string
    classic/wrong-types.json: error[schema]: `fieldConfig.overrides[1].matcher` is the string `byName`, but must be an object
    classic/wrong-types.json: error[schema]: `fieldConfig.overrides[1].properties[2]` has no `id`
    classic/wrong-types.json: error[schema]: `options.reduceOptions` is a list, but must be an object
    v2/library-panels-and-repeats.json: error[broken-layout]: the element `nowhere` is not placed by any layout
    v2/library-panels-and-repeats.json: error[broken-layout]: unknown element `missing`
    v2/wrong-types.json: error[schema]: `templating.list[0].current` is the number 5, but must be an object
    v2/wrong-types.json: error[broken-layout]: unknown kind of element ``
    v2/wrong-types.json: error[broken-layout]: unknown kind of element ``
    v2/wrong-types.json: error[broken-layout]: this layout cannot contain items of the kind ``
    v2/wrong-types.json: error[broken-layout]: this layout cannot contain items of the kind ``
    v2/wrong-types.json: error[broken-layout]: unknown kind of layout `AcmeLayout`
    v2/wrong-types.json: error[schema]: `tags` is the string `x`, but must be a list
    ");
}

/// Each of these was looked at, and is a mistake. More of them need a look, too.
#[test]
fn real_dashboards() {
    let Some(files) = crate::json::corpus::others() else { return };
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
    metrics, labels and their units were not checked: there is no metric catalogue for these dashboards
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
    let shown = crate::lint::testing::plain(&found).replace(&line.to_string(), "LINE");
    assert_snapshot!(shown, @r#"
    src/lint/tests/corpus.rs:LINE: error[promql-syntax]: expected a label or `}`, found the end of the expression
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
    crate::lint::testing::plain(&report.findings);
    crate::lint::json(&report);
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
