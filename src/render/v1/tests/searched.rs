//! What matchers, mappings and variables look for.

use serde_json::json;

use super::{page, panel, refused, variable, written};
use crate::model::{Color, Mapping, Override, Panel, Stat, ValuesQuery, Var, Variable};
use crate::promql::{AnyLabel, Query, raw};
use crate::unit::Ratio;
use crate::vocabulary::field::{FrameMatcher, FrameTextMatcher, Matcher, TextMatcher};
use crate::vocabulary::transformation::{RenameByRegexOptions, Transformation};

const NAME: Var = Var::literal("v");

#[test]
fn a_regular_expression_that_begins_with_a_slash() {
    let written = written(
        panel()
            .mapping(Mapping::regex("/cart.*", "Cart", Color::GREEN))
            .mapping(Mapping::regex("/^cart/i", "Cart", Color::GREEN))
            .field_override(Override::by_regex("/api/.*"))
            .field_override(Override::by_regex("p50|p99")),
    );
    let config = &written["fieldConfig"];
    assert_eq!(config["defaults"]["mappings"][0]["options"]["pattern"], r"/^\/cart.*$/");
    assert_eq!(config["defaults"]["mappings"][1]["options"]["pattern"], "/^cart/i");
    assert_eq!(config["overrides"][0]["matcher"], json!({"id": "byRegexp", "options": r"/^\/api\/.*$/"}));
    assert_eq!(config["overrides"][1]["matcher"]["options"], "(?:p50|p99)");
    let of_paths = variable(Variable::label_values(NAME, "up", "path").regex("/api/.*"));
    assert_eq!(of_paths["regex"], r"/^\/api\/.*$/");
    assert_eq!(variable(Variable::label_values(NAME, "up", "path"))["regex"], "");
}

#[test]
fn a_regular_expression_that_grafana_cannot_read() {
    let expected = "dashboard `page`, panel `Panel`: Grafana cannot read the regular expression `/x`: one that begins with \
                    `/` ends with `/`, and a slash inside is `\\/`";
    let mapping = Mapping::Regex { pattern: "/x".into(), result: crate::model::MappingResult::default() };
    let matcher = TextMatcher::empty().id("byRegexp").options("/x");
    let panels = [
        panel().mapping(mapping.clone()),
        panel().field_override(Override::by_name("a").mappings([mapping])),
        panel().field_override(Override::of(matcher.into())),
        panel().transform(RenameByRegexOptions::new().regex("/x").rename_pattern("y")),
    ];
    for panel in panels {
        assert_eq!(refused(&page().panel(panel)), expected);
    }
    let stat = Stat::default().with(|mut options| {
        options.reduce_options = options.reduce_options.map(|it| it.fields("/x"));
        options
    });
    assert_eq!(refused(&page().panel(Panel::new("panel", "Panel", stat))), expected);
    let mut choice = Variable::label_values(NAME, "up", "path");
    choice.regex = "/x".into();
    assert_eq!(refused(&page().variable(choice)), expected.replace("panel `Panel`", "variable `v`"));
}

#[test]
fn matchers_that_grafana_has_not_there() {
    let expected = |asker, id| {
        format!(
            "dashboard `page`, panel `Panel`: {asker} has the matcher `{id}`, which Grafana does not support there \
            and which would break the panel; use the constructors of `Matcher` and `FrameMatcher`"
        )
    };
    let of_frames = Matcher::from(TextMatcher::empty().id("byRefId").options("A"));
    let of_types = Matcher::Other(crate::json::Json(json!({"id": "byTypes", "options": ["number"]})));
    let exception = |matcher| refused(&page().panel(panel().field_override(Override::of(matcher))));
    assert_eq!(exception(of_frames), expected("an override", "byRefId"));
    assert_eq!(exception(of_types), expected("an override", "byTypes"));
    let filter = FrameMatcher::from(FrameTextMatcher::empty().id("byFrameRefID").options("A"));
    let filtered = panel().transformation(Transformation::merge().filter(filter));
    assert_eq!(refused(&page().panel(filtered)), expected("a transformation", "byFrameRefID"));
}

#[test]
fn a_transformation_for_the_answers_of_some_queries() {
    let queries = || panel().query(raw::<Ratio>("a")).query(raw::<Ratio>("b"));
    let step = |filter| queries().transformation(Transformation::merge().filter(filter));
    let filter = |filter| written(step(filter))["transformations"][0]["filter"].take();
    assert_eq!(filter(FrameMatcher::by_queries(["A", "B"])), json!({"id": "byRefId", "options": "A|B"}));
    assert_eq!(filter(FrameMatcher::by_name("/cart")), json!({"id": "byName", "options": r"/^\/cart$/"}));
    let unknown = refused(&page().panel(step(FrameMatcher::by_queries(["A", "C"]))));
    assert!(unknown.contains("a transformation refers to the query `C`"), "{unknown}");
}

fn up() -> Query<AnyLabel, Ratio> {
    raw("up{job=\"api\"}")
}

fn over(window: &str) -> Query<AnyLabel, Ratio> {
    raw(format!("rate(up[{window}])"))
}

#[test]
fn variables_that_ask_what_cannot_be_asked() {
    let series = "a metric, optionally with matchers, but without functions, ranges, `offset` and `@`; a counter's series are \
                  `.total()`";
    let interval =
        "only graphs have an interval, variables do not: use a fixed window (`minutes(5)`) or `RANGE`".to_owned();
    let cases = [
        (
            Variable::values_of(NAME, &over("5m"), AnyLabel("job")),
            "rate(up[5m])",
            format!("label values can only be queried for plain series: {series}"),
        ),
        (
            Variable::label_values(NAME, "sum(up)", "job"),
            "sum(up)",
            format!("label values can only be queried for plain series: {series}"),
        ),
        (
            Variable::label_values(NAME, "up offset 1h", "job"),
            "up offset 1h",
            format!("label values can only be queried for plain series: {series}"),
        ),
        (Variable::series(NAME, over("5m")), "rate(up[5m])", format!("only plain series can be queried: {series}")),
        (Variable::query_result(NAME, over("$__rate_interval")), "rate(up[$__rate_interval])", interval.clone()),
        (Variable::query_result(NAME, over("${__interval}")), "rate(up[${__interval}])", interval),
        (
            Variable::query_result(NAME, raw::<Ratio>("topk(3,\nup)")),
            "topk(3,\nup)",
            "Grafana requires it to be on one line".to_owned(),
        ),
        (
            Variable::label_names_of(NAME, &up()),
            "up{job=\"api\"}",
            "label names can only be queried for a metric, without matchers or functions".to_owned(),
        ),
        (
            Variable::ad_hoc(NAME).filter(AnyLabel("job"), "==", "api"),
            "==",
            "a filter must use one of = != =| !=| =~ !~ < <= > >=".to_owned(),
        ),
    ];
    for (variable, query, problem) in cases {
        let place = variable.origin.to_string();
        assert!(place.contains("searched.rs:"), "{place}");
        let text = super::super::dashboard(&page().variable(variable), &mut Vec::new()).unwrap_err().to_string();
        assert_eq!(text, format!("{place}: dashboard `page`, variable `v` queries `{query}`, but {problem}"));
    }
}

#[test]
fn a_filter_for_one_of_several_values() {
    let written =
        variable(Variable::ad_hoc(NAME).filter(AnyLabel("job"), "=|", "api").filter(AnyLabel("env"), "=", "a"));
    let several = json!({"key": "job", "operator": "=|", "value": "api", "values": ["api"]});
    assert_eq!(written["filters"], json!([several, {"key": "env", "operator": "=", "value": "a"}]));
}

#[test]
fn variables_that_ask_for_series() {
    let query = |it| variable(it)["query"]["query"].take();
    assert_eq!(query(Variable::values_of(NAME, &up(), AnyLabel("job"))), "label_values(up{job=\"api\"}, job)");
    assert_eq!(
        query(Variable::label_values(NAME, "{__name__=~\"$metric\"}", "job")),
        "label_values({__name__=~\"$metric\"}, job)"
    );
    assert_eq!(query(Variable::label_values(NAME, "$metric", "job")), "label_values($metric, job)");
    assert_eq!(query(Variable::label_values(NAME, "", "job")), "label_values(job)", "of all series");
    assert_eq!(query(Variable::series(NAME, up())), "up{job=\"api\"}");
    assert_eq!(query(Variable::query_result(NAME, over("5m"))), "query_result(rate(up[5m]))");
    assert_eq!(query(Variable::query_result(NAME, over("$__range"))), "query_result(rate(up[$__range]))");
    assert_eq!(query(Variable::query(NAME, ValuesQuery::LabelNames("".into()))), "label_names()");
    assert_eq!(query(Variable::metric_names(NAME, r"go_\d+")), r"metrics(go_\\d+)", "a text of PromQL in Grafana");
}
