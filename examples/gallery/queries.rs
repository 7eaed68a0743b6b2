//! Queries: named ones, calculations, logs and traces, other panels; and when, how often and how many times.

use dashgen::model::{
    Dashboard, DashboardRef, DataQuery, DatasourceRef, LibraryPanelRef, Limit, Override, Panel, PanelRef, QueryRef,
    Reducer, Stat, Table, Timeseries, Uid, Var, Variable,
};
use dashgen::promql::{RATE_INTERVAL, days, hours, minutes};
use dashgen::unit::Unit;
use dashgen::vocabulary::panel::LegendOptions;

use super::metrics::{self, JOBS, MEMORY, REQUESTS, jobs, requests};

const HANDLE: DashboardRef = DashboardRef::new(Uid::literal("gallery-queries"));
const SHARE: PanelRef = HANDLE.panel("share");
const PATH: Var = Var::literal("path");

const FAILED: QueryRef = QueryRef::literal("failed");
const ALL: QueryRef = QueryRef::literal("all");
const RATIO: QueryRef = QueryRef::literal("share");

const LATENCY: LibraryPanelRef = LibraryPanelRef::literal("Latency", Uid::literal("library-latency"));

pub(crate) fn page() -> Dashboard {
    let (logs, loki) = super::choice("loki", Var::literal("logs"));
    let (traces, tempo) = super::choice("tempo", Var::literal("traces"));
    let (numbers, graphite_source) = super::choice("graphite", Var::literal("numbers"));
    super::page(HANDLE.uid, "Queries")
        .variable(numbers)
        .variable(logs)
        .variable(traces)
        .variable(Variable::values_of(PATH, &REQUESTS.total(), requests::Path))
        .panel(calculated())
        .panel(again())
        .panel(beside_logs(loki))
        .panel(slow_requests(tempo))
        .panel(graphite(graphite_source))
        .panel(yesterday())
        .panel(repeated())
        .panel(from_library())
}

fn calculated() -> Panel {
    Panel::new(SHARE.key, "Requests that fail", Timeseries::lines())
        .query(metrics::requests_by_path().named(FAILED).hidden())
        .query(REQUESTS.rate(RATE_INTERVAL).sum().named(ALL).hidden())
        .query((FAILED / ALL).into_query().named(RATIO))
        .query(DataQuery::reduce(RATIO, Reducer::Max).hidden())
        .query(DataQuery::resample(RATIO, minutes(5)).hidden())
        .query(DataQuery::threshold(RATIO, Limit::Above(0.05)).hidden())
        .query(DataQuery::sql([ALL], "SELECT * FROM all LIMIT 10").hidden())
        .unit(Unit::RATIO)
        .field_override(Override::by_query(RATIO).display_name("Share"))
}

fn again() -> Panel {
    Panel::new("worst", "The worst of it", Stat::default()).query(DataQuery::panel(SHARE)).unit(Unit::RATIO)
}

/// Queries of several datasources make it a mixed panel.
fn beside_logs(loki: DatasourceRef) -> Panel {
    let lines = DataQuery::loki("sum(count_over_time({job=\"shop\"} |= \"error\" [$__auto]))").datasource(loki);
    Panel::new("logs", "Requests and errors in logs", Timeseries::lines())
        .query(REQUESTS.rate(RATE_INTERVAL).sum().legend("Requests"))
        .query(lines.with(|query| query.legend_format(Some("Errors".into()))))
}

fn slow_requests(tempo: DatasourceRef) -> Panel {
    Panel::new("traces", "Slow requests", Table::default())
        .query(DataQuery::tempo("{resource.service.name=\"shop\" && duration>1s}"))
        .datasource(tempo)
}

/// What has no words of its own here is asked by its members.
fn graphite(datasource: DatasourceRef) -> Panel {
    let query = dashgen::vocabulary::query::Target::empty().target("shop.requests.count");
    Panel::new("graphite", "Requests, in Graphite", Timeseries::lines())
        .query(DataQuery::of("graphite", query))
        .datasource(datasource)
}

fn yesterday() -> Panel {
    Panel::new("yesterday", "Memory, yesterday at this time", Timeseries::lines())
        .query(MEMORY.value().sum().legend("Memory"))
        .time_from(hours(6))
        .time_shift(days(1))
        .hide_time_override()
        .max_data_points(300)
        .query_caching_ttl(minutes(1))
        .cache_timeout(minutes(1))
}

fn repeated() -> Panel {
    let graph = Timeseries::lines().legend(LegendOptions::new());
    Panel::new("path", format!("Requests for {}", PATH.placeholder()), graph)
        .query(REQUESTS.within(&[PATH.filters("path")]).rate(RATE_INTERVAL).sum().legend("Requests"))
        .time_compare(days(1))
        .repeat(PATH)
        .max_per_row(3)
}

fn from_library() -> Panel {
    Panel::new("library", "Latency", Timeseries::lines())
        .query(JOBS.value().sum_by([jobs::Queue]).legend(jobs::Queue))
        .library(LATENCY)
}
