//! A datasource of each kind, with the settings that people use. Nothing of it has to run: pages ask what they are given.

use dashgen::model::Uid;
use dashgen::promql::{minutes, seconds};
use dashgen::suite::datasource::{
    AwsAuth, Correlation, DataLink, DerivedField, Destination, Flavour, IndexPattern, InfluxLanguage, SslMode, TracesTo,
};
use dashgen::suite::{Datasource, Secret, Setting};
use dashgen::vocabulary::query::Target;

const PROMETHEUS: Uid = Uid::literal("prometheus");
const LOKI: Uid = Uid::literal("loki");
const TEMPO: Uid = Uid::literal("tempo");

/// Returns the datasources.
pub(crate) fn all() -> Vec<Datasource> {
    vec![
        prometheus(),
        mimir(),
        loki(),
        tempo(),
        postgres(),
        mysql(),
        elasticsearch(),
        opensearch(),
        influxdb("influxql", "InfluxDB 1", InfluxLanguage::influxql("site")),
        influxdb("flux", "InfluxDB 2", InfluxLanguage::flux("shop", "sensors", Secret::environment("INFLUX_2_TOKEN"))),
        influxdb("influx-sql", "InfluxDB 3", InfluxLanguage::sql("sensors", Secret::environment("INFLUX_3_TOKEN"))),
        cloudwatch(),
        graphite(),
    ]
}

fn prometheus() -> Datasource {
    let url = Setting::environment("PROMETHEUS_URL", "http://prometheus:9090");
    Datasource::prometheus(PROMETHEUS, "Prometheus", url)
        .version("3.1.0")
        .exemplars("trace_id", &TEMPO)
        .manage_alerts(false)
        .make_default()
        .into()
}

/// The long-term store of several tenants, behind a proxy that asks for a token.
fn mimir() -> Datasource {
    Datasource::prometheus(Uid::literal("mimir"), "Mimir", "https://mimir.example.com/prometheus")
        .flavour(Flavour::Mimir)
        .scrape_interval(minutes(1))
        .query_timeout(minutes(2))
        .incremental_querying(minutes(10))
        .header("Authorization", Secret::environment("MIMIR_TOKEN").bearer())
        .tenant("shop")
        .tls_authority(Secret::environment("MIMIR_CA"))
        .timeout(minutes(1))
        .json("cacheLevel", "High")
        .into()
}

/// Lines lead to their traces, and their services to metrics.
fn loki() -> Datasource {
    let requests = Target::empty().expr("sum(rate(shop_requests_total{service=\"${service}\"}[5m]))");
    let metrics = Correlation::new("Requests", "Line", &PROMETHEUS, requests)
        .description("Requests of the service that wrote the line")
        .logfmt("Line")
        .regex("Line", r"service=(\w+)", "service");
    Datasource::loki(LOKI, "Loki", Setting::environment("LOKI_URL", "http://loki:3100"))
        .basic_auth(Setting::environment("LOKI_USER", "grafana"), Secret::environment("LOKI_PASSWORD"))
        .max_lines(2_000)
        .derived_field(DerivedField::regex("Trace", r"trace_id=(\w+)", &TEMPO).link_text("Show the trace"))
        .derived_field(DerivedField::label(
            "Order",
            "order",
            Destination::url("https://shop.example.com/${__value.raw}"),
        ))
        .correlation(metrics)
        .into()
}

fn tempo() -> Datasource {
    let place =
        |to: &Uid| TracesTo::new(to).tag_as("service.name", "service").tag("pod").around(minutes(1), minutes(1));
    let rate = "sum(rate(traces_spanmetrics_calls_total{$__tags}[5m]))";
    Datasource::tempo(TEMPO, "Tempo", "http://tempo:3200")
        .logs(place(&LOKI).by_trace_id())
        .metrics(place(&PROMETHEUS).named_query("Requests", rate))
        .service_map(&PROMETHEUS)
        .node_graph()
        .streaming()
        .into()
}

fn postgres() -> Datasource {
    Datasource::postgres(Uid::literal("postgres"), "PostgreSQL", "postgres:5432", "shop")
        .login("grafana_reader", Secret::environment("POSTGRES_PASSWORD"))
        .ssl_mode(SslMode::VerifyFull)
        .tls_authority(Secret::environment("POSTGRES_CA"))
        .version(1500)
        .timescale()
        .min_interval(minutes(1))
        .max_connections(10)
        .into()
}

fn mysql() -> Datasource {
    Datasource::mysql(Uid::literal("mysql"), "MySQL", "mysql:3306", "shop")
        .login("grafana_reader", Secret::environment("MYSQL_PASSWORD"))
        .timezone("+00:00")
        .tls_client(Secret::environment("MYSQL_CERTIFICATE"), Secret::environment("MYSQL_KEY"))
        .into()
}

fn elasticsearch() -> Datasource {
    Datasource::elasticsearch(Uid::literal("elastic"), "Elasticsearch", "http://elastic:9200", "[logs-]YYYY.MM.DD")
        .pattern(IndexPattern::Daily)
        .log_fields("message", "level")
        .data_link(DataLink::new("traceID", &TEMPO).label("Show the trace"))
        .max_concurrent_shard_requests(5)
        .into()
}

fn opensearch() -> Datasource {
    Datasource::opensearch(Uid::literal("opensearch"), "OpenSearch", "https://opensearch:9200", "logs-*", "2.14.0")
        .basic_auth("admin", Secret::environment("OPENSEARCH_PASSWORD"))
        .tls_skip_verify()
        .time_field("time")
        .ppl(true)
        .into()
}

fn influxdb(uid: &'static str, name: &'static str, language: InfluxLanguage) -> Datasource {
    Datasource::influxdb(Uid::literal(uid), name, "http://influxdb:8086", language).min_interval(seconds(10)).into()
}

fn cloudwatch() -> Datasource {
    let keys =
        AwsAuth::Keys { access: Secret::environment("AWS_ACCESS_KEY"), secret: Secret::environment("AWS_SECRET_KEY") };
    Datasource::cloudwatch(Uid::literal("cloudwatch"), "CloudWatch", "eu-west-2")
        .auth(keys)
        .assume_role("arn:aws:iam::123456789012:role/grafana")
        .namespace("Shop")
        .into()
}

/// What has no type here is named by its plugin.
fn graphite() -> Datasource {
    Datasource::plugin(Uid::literal("graphite"), "Graphite", "graphite")
        .url("http://graphite:8080")
        .json("graphiteVersion", "1.1")
        .into()
}
