//! What the parts of a dashboard are written as, and what is refused.

mod columns;
mod joined;
mod links;
mod searched;
mod shown;

use serde_json::{Value, json};

use super::dashboard;
use crate::model::{
    Annotation, Dashboard, DashboardRef, DataLink, DataQuery, DatasourceRef, FrameMatcher, LibraryPanelRef, Limit,
    Link, Matcher, Month, Override, Panel, PanelRef, PromQuery, QueryRef, Reducer, Row, Stat, StaticOptionsOrder, Tab,
    Table, TimePicker, TimeRange, Timeseries, Uid, Var, Variable, WeekStart,
};
use crate::promql::{AnyLabel, days, hours, minutes, raw, seconds};
use crate::unit::{Ratio, Seconds};
use crate::vocabulary::field::{Comparison, FieldType};
use crate::vocabulary::panel::TableField;
use crate::vocabulary::transformation::{LimitOptions, Transformation};

const PAGE: DashboardRef = DashboardRef::new(Uid::literal("page"));
const PANEL: PanelRef = PAGE.panel("panel");
const ERRORS: QueryRef = QueryRef::literal("errors");
const TOTAL: QueryRef = QueryRef::literal("total");

fn json(page: &Dashboard) -> Value {
    let mut bytes = Vec::new();
    dashboard(page, &mut bytes).unwrap();
    serde_json::from_slice(&bytes).unwrap()
}

fn page() -> Dashboard {
    Dashboard::new(PAGE.uid, "Page")
}

fn panel() -> Panel {
    Panel::new(PANEL.key, "Panel", Timeseries::lines())
}

fn loki() -> DatasourceRef {
    DatasourceRef::other("loki", &Uid::literal("logs"))
}

/// Returns one panel as it is written.
fn written(panel: Panel) -> Value {
    json(&page().panel(panel))["panels"][0].take()
}

fn variable(variable: Variable) -> Value {
    json(&page().variable(variable))["templating"]["list"][0].take()
}

/// Returns why a dashboard is refused, without the place in the code.
fn refused(page: &Dashboard) -> String {
    let text = dashboard(page, &mut Vec::new()).unwrap_err().to_string();
    text.split_once(": ").unwrap().1.to_owned()
}

/// Returns some members of an object.
fn some(object: &Value, names: &[&str]) -> Value {
    names.iter().map(|name| ((*name).to_owned(), object[name].clone())).collect::<serde_json::Map<_, _>>().into()
}

#[test]
fn expressions_over_named_queries() {
    let panel = panel()
        .query(raw::<Ratio>("a").named(ERRORS).hidden())
        .query(raw::<Ratio>("b").named(TOTAL))
        .query(ERRORS / TOTAL)
        .query(DataQuery::reduce(ERRORS, Reducer::Max))
        .query(DataQuery::threshold(TOTAL, Limit::Within(1.0, 2.0)));
    let panel = written(panel);
    let expression = json!({"type": "__expr__", "uid": "__expr__"});
    assert_eq!(
        panel["datasource"],
        json!({"type": "prometheus", "uid": "prometheus"}),
        "expressions need no mixed one"
    );
    assert_eq!(some(&panel["targets"][0], &["hide", "refId"]), json!({"hide": true, "refId": "errors"}));
    assert_eq!(
        panel["targets"].as_array().unwrap()[2..],
        [
            json!({"datasource": expression, "expression": "$errors / $total", "refId": "C", "type": "math"}),
            json!({"datasource": expression, "expression": "errors", "reducer": "max", "refId": "D", "type": "reduce"}),
            json!({
                "conditions": [{"evaluator": {"params": [1, 2], "type": "within_range"}}],
                "datasource": expression, "expression": "total", "refId": "E", "type": "threshold",
            }),
        ]
    );
}

#[test]
fn queries_of_two_datasources_make_a_mixed_panel() {
    let panel = written(panel().query(raw::<Ratio>("a")).query(DataQuery::loki("{job=\"a\"}").datasource(loki())));
    assert_eq!(panel["datasource"], json!({"type": "datasource", "uid": "-- Mixed --"}));
    assert_eq!(panel["targets"][0]["datasource"]["uid"], "prometheus");
    assert_eq!(
        panel["targets"][1],
        json!({
            "datasource": {"type": "loki", "uid": "logs"}, "editorMode": "code", "expr": "{job=\"a\"}",
            "queryType": "range", "refId": "B",
        })
    );
}

#[test]
fn a_panel_that_shows_what_another_has() {
    let again = Panel::new("again", "Again", Stat::default()).query(DataQuery::panel(PANEL));
    let page = json(&page().panel(panel().query(raw::<Ratio>("a"))).panel(again));
    let source = json!({"type": "datasource", "uid": "-- Dashboard --"});
    let expected = json!([{
        "datasource": source, "panelId": page["panels"][0]["id"], "refId": "A", "withTransforms": true,
    }]);
    assert_eq!(page["panels"][1]["targets"], expected);
    assert_eq!(page["panels"][1]["datasource"], source);
}

#[test]
fn what_panels_are_told_beside_their_queries() {
    let panel = panel()
        .query(raw::<Ratio>("a"))
        .time_from(hours(1))
        .time_shift(days(1))
        .time_compare(days(7))
        .hide_time_override()
        .max_data_points(100)
        .query_caching_ttl(seconds(1))
        .cache_timeout(minutes(1))
        .repeat_vertically(Var::literal("job"))
        .max_per_row(4)
        .library(LibraryPanelRef::literal("Shared", Uid::literal("shared")))
        .transform(LimitOptions::new())
        .transformation(Transformation::merge().disabled(true).filter(FrameMatcher::by_query("A")));
    let page = json(&page().variable(Variable::custom(Var::literal("job"), ["shop"])).panel(panel));
    let panel = &page["panels"][0];
    let names = ["timeFrom", "timeShift", "timeCompare", "hideTimeOverride", "maxDataPoints", "queryCachingTTL"];
    assert_eq!(
        some(panel, &names),
        json!({
            "timeFrom": "1h", "timeShift": "1d", "timeCompare": "7d", "hideTimeOverride": true, "maxDataPoints": 100,
            "queryCachingTTL": 1000,
        })
    );
    let names = ["cacheTimeout", "repeat", "repeatDirection", "maxPerRow", "libraryPanel"];
    assert_eq!(
        some(panel, &names),
        json!({
            "cacheTimeout": "60", "repeat": "job", "repeatDirection": "v", "maxPerRow": 4,
            "libraryPanel": {"name": "Shared", "uid": "shared"},
        })
    );
    let merge = json!({"disabled": true, "filter": {"id": "byRefId", "options": "A"}, "id": "merge", "options": {}});
    assert_eq!(panel["transformations"], json!([{"id": "limit", "options": {}}, merge]));
}

#[test]
fn exceptions_by_every_matcher() {
    let overrides = [
        Override::by_names(["a", "b"]),
        Override::of(Matcher::by_other_names(["a"])),
        Override::by_type(FieldType::Time),
        Override::by_query(ERRORS),
        Override::by_value("max", Comparison::GreaterOrEqual, 3),
        Override::of(Matcher::numeric()),
        Override::of(Matcher::first_time_field()),
    ];
    let panel = panel().query(raw::<Ratio>("a").named(ERRORS));
    let panel = written(overrides.into_iter().fold(panel, Panel::field_override));
    let matchers: Vec<_> =
        panel["fieldConfig"]["overrides"].as_array().unwrap().iter().map(|it| it["matcher"].clone()).collect();
    assert_eq!(
        Value::from(matchers),
        json!([
            {"id": "byNames", "options": {"mode": "include", "names": ["a", "b"]}},
            {"id": "byNames", "options": {"mode": "exclude", "names": ["a"]}},
            {"id": "byType", "options": "time"},
            {"id": "byFrameRefID", "options": "errors"},
            {"id": "byValue", "options": {"op": "gte", "reducer": "max", "value": 3}},
            {"id": "numeric"},
            {"id": "firstTimeField"},
        ])
    );
}

#[test]
fn what_an_exception_changes() {
    let exception = Override::by_name("a").decimals(1).filterable(true).field_min_max(true);
    let table = Panel::new("table", "Table", Table::default())
        .field_override(exception.custom(|field: TableField| field.width(120.0)))
        .filterable()
        .field_min_max();
    let config = written(table)["fieldConfig"].take();
    assert_eq!(
        config["overrides"][0]["properties"],
        json!([
            {"id": "decimals", "value": 1}, {"id": "filterable", "value": true}, {"id": "fieldMinMax", "value": true},
            {"id": "custom.width", "value": 120},
        ])
    );
    let names = ["fieldMinMax", "filterable"];
    assert_eq!(some(&config["defaults"], &names), json!({"fieldMinMax": true, "filterable": true}));
}

#[test]
fn every_query_of_prometheus_for_values() {
    const NAME: Var = Var::literal("v");
    let query = |it| variable(it)["query"].take();
    let found = |kind: u8, text: &str| json!({"qryType": kind, "query": text, "refId": "PrometheusVariableQueryEditor-VariableQuery"});
    assert_eq!(query(Variable::label_values(NAME, "up", "job")), found(1, "label_values(up, job)"));
    assert_eq!(query(Variable::metric_names(NAME, "go_.*")), found(2, "metrics(go_.*)"));
    assert_eq!(query(Variable::query_result(NAME, raw::<Ratio>("topk(3, up)"))), found(3, "query_result(topk(3, up))"));
    assert_eq!(query(Variable::series(NAME, raw::<Ratio>("up"))), found(4, "up"));
    let names = crate::model::ValuesQuery::LabelNames("up".into());
    assert_eq!(query(Variable::query(NAME, names)), found(0, "label_names(up)"));
}

#[test]
fn what_is_chosen_at_first() {
    const NAME: Var = Var::literal("v");
    let of_labels = variable(Variable::label_values(NAME, "up", "job").default_values(["a", "b"]).regex("/a.*/"));
    assert_eq!(of_labels["current"], json!({"text": ["a", "b"], "value": ["a", "b"]}));
    assert_eq!(of_labels["regex"], "/a.*/");
    let custom = variable(Variable::custom(NAME, ["a", "b,c"]).default_values(["b,c"]).all_value(".*"));
    assert_eq!(
        some(&custom, &["allValue", "current", "includeAll", "query"]),
        json!({"allValue": ".*", "current": {"text": "b,c", "value": "b,c"}, "includeAll": true, "query": "a,b\\,c"})
    );
    assert_eq!(custom["options"][1]["selected"], true);
}

#[test]
fn what_else_a_variable_can_be_told() {
    const NAME: Var = Var::literal("v");
    let told = Variable::label_values(NAME, "up", "job")
        .static_options(StaticOptionsOrder::Before, ["none"])
        .regex("/(?<text>.*)/")
        .regex_applies_to_text()
        .no_custom_values()
        .skip_url_sync();
    let names = ["allowCustomValue", "regexApplyTo", "skipUrlSync", "staticOptions", "staticOptionsOrder"];
    assert_eq!(
        some(&variable(told), &names),
        json!({
            "allowCustomValue": false, "regexApplyTo": "text", "skipUrlSync": true,
            "staticOptions": [{"text": "none", "value": "none"}], "staticOptionsOrder": "before",
        })
    );
    let filters = Variable::ad_hoc(NAME).default_key(AnyLabel("job")).with_group_by().no_custom_values();
    assert_eq!(
        some(&variable(filters), &["allowCustomValue", "defaultKeys", "enableGroupBy"]),
        json!({"allowCustomValue": false, "defaultKeys": [{"text": "job", "value": "job"}], "enableGroupBy": true})
    );
    let sources = Variable::datasources(NAME, "loki").multi().include_all();
    assert_eq!(
        some(&variable(sources), &["current", "includeAll", "multi", "query"]),
        json!({"current": {"text": ["All"], "value": ["$__all"]}, "includeAll": true, "multi": true, "query": "loki"})
    );
}

#[test]
fn a_step_that_fits_the_time_range() {
    let step = |start: &[&'static str]| {
        variable(
            Variable::interval(Var::literal("v"), [minutes(1), hours(1)])
                .auto_step(30, seconds(10))
                .default_values(start.to_vec()),
        )
    };
    assert_eq!(
        some(&step(&[]), &["auto", "auto_count", "auto_min", "current", "options", "query"]),
        json!({
            "auto": true, "auto_count": 30, "auto_min": "10s", "current": {"text": "Auto", "value": "$__auto"},
            "options": [
                {"selected": true, "text": "Auto", "value": "$__auto"},
                {"selected": false, "text": "1m", "value": "1m"},
                {"selected": false, "text": "1h", "value": "1h"},
            ],
            "query": "1m,1h",
        })
    );
    let at_an_hour = step(&["1h"]);
    assert_eq!(at_an_hour["current"], json!({"text": "1h", "value": "1h"}));
    let selected: Vec<&Value> = (0..3).map(|at| &at_an_hour["options"][at]["selected"]).collect();
    assert_eq!(selected, [&json!(false), &json!(false), &json!(true)]);
}

#[test]
fn what_else_a_dashboard_can_be_told() {
    let plain = json(&page());
    let names = ["fiscalYearStartMonth", "liveNow", "preload"];
    assert_eq!(some(&plain, &names), json!({"fiscalYearStartMonth": null, "liveNow": null, "preload": null}));
    let told = json(&page().fiscal_year_start(Month::April).live_now().preload());
    assert_eq!(some(&told, &names), json!({"fiscalYearStartMonth": 3, "liveNow": true, "preload": true}));
}

#[test]
fn events_with_tags_at_the_times_that_are_values() {
    let starts = Annotation::new("Starts", raw::<Ratio>("started_time * 1000")).tag_labels(["job", "instance"]);
    let page = json(&page().annotation(starts.use_value_as_time()));
    let names = ["tagKeys", "useValueForTime"];
    let expected = json!({"tagKeys": "job,instance", "useValueForTime": true});
    assert_eq!(some(&page["annotations"]["list"][1], &names), expected);
}

#[test]
fn variables_of_the_same_name() {
    const JOB: Var = Var::literal("job");
    let job = || Variable::custom(JOB, ["a"]);
    let expected =
        "dashboard `page` has two variables called `job`, its rows and tabs included; give each its own name";
    assert_eq!(refused(&page().variable(job()).variable(job())), expected);
    assert_eq!(refused(&page().variable(job()).row(Row::new("row", "Row").variable(job()))), expected);
}

#[test]
fn filters_groupings_and_switches() {
    const NAME: Var = Var::literal("v");
    let prometheus = json!({"type": "prometheus", "uid": "prometheus"});
    assert_eq!(
        variable(Variable::ad_hoc(NAME)),
        json!({
            "baseFilters": [], "datasource": prometheus, "filters": [], "hide": 0, "name": "v", "type": "adhoc",
        })
    );
    assert_eq!(
        variable(Variable::group_by(NAME).default_values(["job"])),
        json!({
            "current": {"text": ["job"], "value": ["job"]}, "datasource": prometheus, "hide": 0, "multi": true,
            "name": "v", "options": [], "type": "groupby",
        })
    );
    assert_eq!(
        variable(Variable::switch(NAME, "yes", "no").switched_on().label("Really")),
        json!({
            "current": {"text": "Enabled", "value": "yes"}, "hide": 0, "label": "Really", "name": "v",
            "options": [
                {"selected": true, "text": "Enabled", "value": "yes"},
                {"selected": false, "text": "Disabled", "value": "no"},
            ],
            "type": "switch",
        })
    );
}

#[test]
fn events_by_tags_on_some_panels() {
    let annotation = Annotation::tagged("Deploys", "deploy").tag("shop").match_any_tag().only_in([PANEL]).disabled();
    let page = json(&page().panel(panel()).annotation(annotation).annotation(Annotation::of_dashboard("Notes")));
    let list = &page["annotations"]["list"];
    assert_eq!(
        list[1],
        json!({
            "datasource": {"type": "grafana", "uid": "-- Grafana --"}, "enable": false,
            "filter": {"exclude": false, "ids": [page["panels"][0]["id"]]}, "iconColor": "blue", "name": "Deploys",
            "target": {"limit": 100, "matchAny": true, "tags": ["deploy", "shop"], "type": "tags"},
        })
    );
    assert_eq!(list[2]["target"]["type"], "dashboard");
}

#[test]
fn links_of_every_kind() {
    let page = page()
        .link(Link::dashboards("Others", "shop").side_by_side().include_variables(false))
        .link(Link::to_dashboard("Page", PAGE).tooltip("This one"));
    assert_eq!(
        json(&page)["links"],
        json!([
            {
                "asDropdown": false, "icon": "external link", "includeVars": false, "keepTime": true, "tags": ["shop"],
                "targetBlank": false, "title": "Others", "tooltip": "", "type": "dashboards",
            },
            {
                "asDropdown": false, "icon": "dashboard", "includeVars": true, "keepTime": true, "tags": [],
                "targetBlank": false, "title": "Page", "tooltip": "This one", "type": "link", "url": "/d/page",
            },
        ])
    );
}

#[test]
fn references_that_lead_nowhere() {
    let one = |panel| page().panel(panel);
    assert_eq!(
        refused(&one(panel().query(raw::<Ratio>("a")).query(DataQuery::reduce(ERRORS, Reducer::Max)))),
        "dashboard `page`, panel `Panel`: an expression refers to the query `errors`, which the panel does not have; give a query \
         of the panel that name (`.named(..)`)"
    );
    assert_eq!(
        refused(&one(panel()
            .query((ERRORS + 1.0).into_query().named(ERRORS))
            .query((ERRORS + 1.0).into_query().named(ERRORS)))),
        "dashboard `page`, panel `Panel`: two queries are called `errors`; give each its own name"
    );
    assert_eq!(
        refused(&one(panel().query(DataQuery::panel(PAGE.panel("gone"))))),
        "dashboard `page` refers to the panel `gone` of `page`, but it can only refer to panels that it has itself"
    );
    let elsewhere = DashboardRef::new(Uid::literal("other")).panel("panel");
    let annotation = Annotation::tagged("Deploys", "deploy").except_in([elsewhere]);
    assert_eq!(
        refused(&one(panel()).annotation(annotation)),
        "dashboard `page` refers to the panel `panel` of `other`, but it can only refer to panels that it has itself"
    );
    assert_eq!(
        refused(&one(panel().query(DataQuery::loki("{a=\"b\"}")))),
        "dashboard `page`, panel `Panel`: a query for `loki` would be sent to a datasource of the type `prometheus`; \
         set the right one with `.datasource(..)` on the query or the panel"
    );
    assert_eq!(
        refused(&one(panel().query(raw::<Ratio>("up")).datasource(loki()))),
        "dashboard `page`, panel `Panel`: a query for `prometheus` would be sent to a datasource of the type `loki`; \
         set the right one with `.datasource(..)` on the query or the panel"
    );
}

#[test]
fn values_that_a_list_cannot_hold() {
    for value in ["a : b", "a\\", "a\\,b", " a", ""] {
        let text = refused(&page().variable(Variable::custom(Var::literal("v"), ["fine", value])));
        assert!(
            text.starts_with(&format!("dashboard `page`, variable `v`: the value {value:?} cannot be used")),
            "{text}"
        );
    }
    for value in ["a:b", "a: b", "\\a", "a,b"] {
        variable(Variable::custom(Var::literal("v"), [value]));
    }
}

/// A unit that is not known cannot be at odds with another.
#[test]
fn only_queries_in_promql_have_units() {
    let panel = panel().query(DataQuery::loki("a").datasource(loki())).query(raw::<Seconds>("b"));
    assert_eq!(panel.axis_unit().unwrap(), crate::unit::Unit::SECONDS);
}

#[test]
fn time_picker_and_week() {
    let picker = TimePicker::default()
        .hidden()
        .now_delay(minutes(1))
        .refresh_intervals([seconds(10), minutes(1)])
        .quick_range("Last day", TimeRange::last(hours(24)));
    let page = json(&page().time_picker(picker).week_start(WeekStart::Monday));
    let last_day = json!({"display": "Last day", "from": "now-24h", "to": "now"});
    assert_eq!(
        page["timepicker"],
        json!({"hidden": true, "nowDelay": "1m", "quick_ranges": [last_day], "refresh_intervals": ["10s", "1m"]})
    );
    assert_eq!(page["weekStart"], "monday");
}

#[test]
fn exemplars_and_a_link_that_opens_at_once() {
    let link = DataLink::to_url("Log", "https://example.com").one_click();
    let panel = written(panel().query(PromQuery::from(raw::<Ratio>("up")).exemplars()).data_link(link));
    assert_eq!(panel["targets"][0]["exemplar"], true);
    assert_eq!(panel["fieldConfig"]["defaults"]["links"][0]["oneClick"], true);
}

#[test]
fn an_exception_of_another_kind() {
    let exception = Override::by_name("a").custom(|field: TableField| field.width(80.0));
    let wrong = Panel::new("one", "One", Stat::default()).field_override(exception.clone());
    let error = dashboard(&page().panel(wrong), &mut Vec::new()).unwrap_err().to_string();
    let expected = "dashboard `page`, panel `One` overrides `custom.width`, which panels of the kind `stat` do not have; remove it, or use another kind of panel";
    assert_eq!(error.split_once(": ").unwrap().1, expected);
    written(Panel::new("one", "One", Table::default()).field_override(exception));
}

#[test]
fn variables_that_the_dashboard_has_not() {
    const JOB: Var = Var::literal("job");
    let source = || DatasourceRef::Variable(JOB);
    let query = || PromQuery::from(raw::<Ratio>("up"));
    let annotation =
        Annotation::from_query("Logs", DataQuery::loki("a").datasource(DatasourceRef::by_variable("loki", &JOB)));
    let choice = Variable::label_values(Var::literal("path"), "up", "path").datasource(source());
    let cases = [
        (page().panel(panel().repeat(JOB)), "a repeat"),
        (page().row(Row::new("row", "Row").repeat(JOB)), "a repeat"),
        (page().tab(Tab::new("tab", "Tab").row(Row::new("row", "Row").repeat(JOB))), "a repeat"),
        (page().tab(Tab::new("tab", "Tab").repeat(JOB)), "a repeat"),
        (page().datasource(source()), "a datasource"),
        (page().panel(panel().query(query()).datasource(source())), "a datasource"),
        (page().panel(panel().query(query().datasource(source()))), "a datasource"),
        (page().annotation(annotation), "a datasource"),
        (page().variable(choice), "a datasource"),
    ];
    for (page, asker) in cases {
        let expected =
            format!("dashboard `page`: {asker} refers to the unknown variable `job`; add it with `.variable(..)`");
        assert_eq!(refused(&page), expected);
        json(&page.variable(Variable::custom(JOB, ["a"])));
    }
}

#[test]
fn an_exception_for_a_query_that_the_panel_has_not() {
    let panel = |query| panel().query(raw::<Ratio>("a").named(ERRORS)).field_override(Override::by_query(query));
    let expected = "dashboard `page`, panel `Panel`: an override refers to the query `total`, which the panel does not have; give a \
                    query of the panel that name (`.named(..)`)";
    assert_eq!(refused(&page().panel(panel(TOTAL))), expected);
    written(panel(ERRORS));
    let step = Transformation::merge().filter(FrameMatcher::by_query(TOTAL.name().to_owned()));
    let panel = self::panel().query(raw::<Ratio>("a").named(ERRORS)).transformation(step);
    assert_eq!(refused(&page().panel(panel)), expected.replace("an override", "a transformation"));
}
