//! A suite of one dashboard on a Prometheus that gives the numbers it is told to.

use std::net::TcpListener;
use std::thread;

use super::*;
use crate::model::{
    Annotation, Dashboard, DataIssue, DatasourceRef, Panel, PromQuery, Stat, TimeRange, Timeseries, Uid, Var, Variable,
};
use crate::prometheus::tests::{http, ok, request};
use crate::promql::{Catalogue, MetricInfo, MetricKind, hours, minutes, raw};
use crate::suite::Dashboards;
use crate::unit::{Ratio, Seconds, Unit};

static METRICS: Catalogue = Catalogue::new(&[&MetricInfo {
    name: "build_info",
    kind: MetricKind::Info,
    unit: Unit::Number,
    help: "Build.",
    labels: &[],
}]);

/// What the Prometheus has: for each query that it knows, the numbers over a range, and the number at its end.
const KNOWN: [(&str, &[f64], Option<f64>); 7] = [
    ("build_info", &[1.0], Some(1.0)),
    ("young", &[], Some(1.0)),
    ("none", &[], None),
    ("low", &[-3.0, 1.0], Some(1.0)),
    ("nan", &[f64::NAN], Some(f64::NAN)),
    ("some_nan", &[f64::NAN, 0.5], Some(0.5)),
    ("infinite", &[f64::INFINITY], Some(f64::INFINITY)),
];

/// Serves until the test ends, and returns the URL.
fn prometheus() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let answer = answer(&request(&mut stream));
            std::io::Write::write_all(&mut stream, answer.as_bytes()).unwrap();
        }
    });
    url
}

fn answer(request: &str) -> String {
    let data = |kind: &str, result: String| {
        ok(&format!(r#"{{"status":"success","data":{{"resultType":"{kind}","result":{result}}}}}"#))
    };
    let query = request.split("query=").nth(1).and_then(|rest| rest.split('&').next()).unwrap_or_default();
    let query = &query.replace('+', " ").replace("%28", "(").replace("%29", ")");
    let known = KNOWN.iter().find(|(name, ..)| *name == query);
    if request.contains("/api/v1/label/job/values?match") {
        ok(r#"{"status":"success","data":["a","b"]}"#)
    } else if request.contains("/api/v1/metadata") {
        ok(r#"{"status":"success","data":{"build_info":[{"type":"gauge","help":"","unit":""}]}}"#)
    } else if query == "time()" {
        data("scalar", r#"[1000000,"1000000"]"#.to_owned())
    } else if query.starts_with("count by") {
        let series = |(name, ..): &(&str, _, _)| format!(r#"{{"metric":{{"__name__":"{name}"}},"value":[1,"2"]}}"#);
        data("vector", format!("[{}]", KNOWN.each_ref().map(series).join(",")))
    } else if query.contains("broken") {
        http("400 Bad Request", "", r#"{"status":"error","errorType":"bad_data","error":"no such function"}"#)
    } else if request.contains("/query_range ") {
        let numbers = known.map_or(&[] as &[f64], |(_, range, _)| range);
        let values = numbers.iter().map(|number| format!(r#"[1,"{number}"]"#)).collect::<Vec<_>>().join(",");
        let series =
            if numbers.is_empty() { "[]".to_owned() } else { format!(r#"[{{"metric":{{}},"values":[{values}]}}]"#) };
        data("matrix", series)
    } else {
        let number = if query.contains("or vector") { Some(0.0) } else { known.and_then(|(.., number)| *number) };
        let series = number.map(|number| format!(r#"{{"metric":{{}},"value":[1,"{number}"]}}"#));
        data("vector", format!("[{}]", series.unwrap_or_default()))
    }
}

fn suite(dashboards: Dashboards) -> Suite {
    Suite::new("test").catalogue(&METRICS).dashboards(dashboards)
}

/// Asks a dashboard of the last hour, and returns what became of its queries.
fn asked(change: impl Fn(Dashboard) -> Dashboard + Send + Sync + 'static) -> Vec<Asked> {
    let suite = suite(Dashboards::generate(1, move |_| {
        change(Dashboard::new(Uid::literal("test"), "Test").time(TimeRange::last(hours(1))))
    }));
    let report = examine(&suite, &Client::new(&prometheus()).unwrap(), Options::default(), &|| {}).unwrap();
    assert!(report.metrics.iter().all(|metric| metric.problems.is_empty() && metric.count() == 2));
    report.dashboards.into_iter().flat_map(|dashboard| dashboard.asked).collect()
}

/// Asks a graph with one query, and returns the verdict and the problems.
fn graph(target: impl Fn() -> PromQuery + Send + Sync + 'static) -> (Verdict, Vec<String>) {
    let panel = move || Panel::new("graph", "Graph", Timeseries::lines()).query(target());
    let asked = asked(move |dashboard| dashboard.panel(panel())).remove(0);
    (asked.verdict.clone(), asked.problems().iter().map(ToString::to_string).collect())
}

fn query(expr: &'static str) -> impl Fn() -> PromQuery + Send + Sync + 'static {
    move || raw::<Seconds>(expr).into()
}

fn share(expr: &'static str) -> impl Fn() -> PromQuery + Send + Sync + 'static {
    move || raw::<Ratio>(expr).into()
}

#[test]
fn a_graph_with_data() {
    assert_eq!(graph(query("build_info")), (Verdict::Data(1), vec![]));
}

#[test]
fn data_younger_than_a_step() {
    assert_eq!(graph(query("young")), (Verdict::EndOnly(1), vec![]));
}

#[test]
fn no_data_although_the_metric_is_there() {
    let problem = "returns no data, although Prometheus has the metrics that it reads".to_owned();
    assert_eq!(graph(query("none")), (Verdict::Empty, vec![problem]));
}

#[test]
fn a_missing_metric_is_named_rather_than_its_emptiness() {
    let problem = "reads `gone_total`, but Prometheus has no series of it".to_owned();
    assert_eq!(graph(query("gone_total")), (Verdict::Empty, vec![problem]));
}

#[test]
fn a_missing_metric_is_named_although_there_is_a_number() {
    let problem = "reads `gone_total`, but Prometheus has no series of it".to_owned();
    assert_eq!(graph(query("sum(gone_total) or vector(0)")), (Verdict::EndOnly(1), vec![problem]));
}

#[test]
fn numbers_that_make_no_sense() {
    assert_eq!(graph(query("low")), (Verdict::Data(1), vec!["returns -3, which is below 0".to_owned()]));
    assert_eq!(graph(share("nan")), (Verdict::Data(1), vec!["returns only NaN".to_owned()]));
    let infinite = "returns infinite values: something is divided by zero".to_owned();
    assert_eq!(graph(share("infinite")), (Verdict::Data(1), vec![infinite]));
}

#[test]
fn a_number_that_is_meant() {
    let panel = || {
        let panel = Panel::new("graph", "Graph", Timeseries::lines()).query(raw::<Seconds>("low"));
        panel.allow(DataIssue::OutOfRange, "a clock may be ahead").query(raw::<Seconds>("gone_total"))
    };
    let asked = asked(move |dashboard| dashboard.panel(panel()));
    let allowed: Vec<_> =
        asked[0].allowed_problems().iter().map(|(problem, reason)| format!("{problem}: {reason}")).collect();
    assert_eq!(
        (allowed, asked[0].problems()),
        (vec!["returns -3, which is below 0: a clock may be ahead".to_owned()], vec![])
    );
    assert_eq!(asked[1].problems(), [Problem::MissingMetric("gone_total".to_owned())], "that is another mistake");
}

#[test]
fn some_nan_is_a_share_of_nothing() {
    assert_eq!(graph(share("some_nan")), (Verdict::Data(1), vec![]));
}

#[test]
fn a_query_that_prometheus_refuses_does_not_stop_the_others() {
    let problem = "Prometheus reports an error: bad_data: no such function".to_owned();
    assert_eq!(graph(query("broken(")), (Verdict::Failed("bad_data: no such function".to_owned()), vec![problem]));
}

#[test]
fn another_datasource_is_not_asked() {
    let elsewhere = || {
        let loki = DatasourceRef::Other { kind: "loki".into(), uid: "logs".into() };
        PromQuery::from(raw::<Seconds>("none")).datasource(loki)
    };
    assert_eq!(graph(elsewhere), (Verdict::NotAsked("its datasource has the type `loki`".to_owned()), vec![]));
}

#[test]
fn placeholders_are_replaced_as_grafana_does() {
    let panel = || {
        Panel::new("stat", "Stat", Stat::default())
            .query(raw::<Seconds>("rate(x{job=~\"$job\"}[$__rate_interval])").legend_text(""))
            .query(PromQuery::from(raw::<Seconds>("max_over_time(x[$__interval])")).min_step(minutes(10)))
    };
    let all = asked(move |dashboard| {
        dashboard.variable(Variable::label_values(Var::literal("job"), "build_info", "job")).panel(panel())
    });
    let sent: Vec<_> = all.iter().map(|asked| asked.sent.as_str()).collect();
    assert_eq!(sent, ["build_info", "rate(x{job=~\".+\"}[1m])", "max_over_time(x[10m])"]);
    assert_eq!(all[0].verdict, Verdict::Data(2));
}

#[test]
fn an_annotation_without_events() {
    let all = asked(|dashboard| dashboard.annotation(Annotation::new("Deploys", raw::<Seconds>("none"))));
    assert_eq!((&all[0].verdict, all[0].problems()), (&Verdict::Empty, vec![]));
}

#[test]
fn panels_of_a_folded_row_are_asked_too() {
    let row = || {
        crate::model::Row::new("row", "Row")
            .collapsed()
            .panel(Panel::new("stat", "Stat", Stat::default()).query(raw::<Seconds>("young")))
    };
    let part = Part::Panel { title: "Stat".to_owned(), ref_id: "A".to_owned() };
    assert_eq!(asked(move |dashboard| dashboard.row(row())).remove(0).part, part);
}

#[test]
fn nobody_listens() {
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let client = Client::new(&format!("http://127.0.0.1:{port}")).unwrap();
    let suite = suite(Dashboards::from_functions(&[]));
    assert!(matches!(examine(&suite, &client, Options::default(), &|| {}), Err(ClientError::Unreachable { .. })));
}
