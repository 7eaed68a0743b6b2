//! A suite of three dashboards with ten panels each, to be measured.

use dashgen::model::{Dashboard, Gauge, Panel, Stat, Thresholds, Timeseries, Uid};
use dashgen::promql::{Label, RATE_INTERVAL, minutes, seconds};
use dashgen::suite::{Dashboards, Datasource, Provider, Suite};
use dashgen::unit::{Bytes, Seconds, Unit};

dashgen::units! {
    /// What the shop answers.
    pub(crate) Requests = Unit::count("requests");
    /// What people buy.
    pub(crate) Orders = Unit::count("orders");
}

dashgen::metrics! {
    catalogue METRICS;
    target labels { Job = "job", Instance = "instance" }

    /// Requests that the shop answered.
    counter REQUESTS("shop_requests_total", Requests) by requests { Method = "method", Status = "status" ["200", "500"] }
    /// Time from a request to its answer.
    histogram DURATION("shop_request_duration_seconds", Seconds) by duration { Method = "method" }
    /// Orders that wait.
    gauge WAITING("shop_orders_waiting", Orders) by waiting { Region = "region" }
    /// Memory in use.
    gauge MEMORY("shop_memory_bytes", Bytes) by memory {}
}

/// Returns the suite.
pub(crate) fn suite() -> Suite {
    let prometheus = Datasource::prometheus(Uid::literal("prometheus"), "Prometheus", "http://prometheus:9090");
    Suite::new("shop")
        .catalogue(&METRICS)
        .dashboards(Dashboards::generate(3, dashboard))
        .datasource(prometheus.make_default())
        .provider(Provider::new("shop").folder("Shop"))
}

fn dashboard(index: usize) -> Dashboard {
    let uid = Uid::new(format!("shop-{index}")).expect("letters, a dash and a digit");
    let dashboard = Dashboard::new(uid, format!("Shop {index}")).refresh(seconds(30));
    (0..2).fold(dashboard, |dashboard, half| panels(half).into_iter().fold(dashboard, Dashboard::panel))
}

fn panels(half: usize) -> [Panel; 5] {
    let key = |name: &str| format!("{name}-{half}");
    let failed = REQUESTS.with(requests::Status.is("500")).rate(minutes(5)).sum();
    let share = failed / REQUESTS.rate(minutes(5)).sum();
    [
        Panel::new(key("errors"), "Errors", Stat::default())
            .description("The share of requests that the shop fails to answer. Above 5 %, look at its log.")
            .query(share.legend("Errors"))
            .thresholds(Thresholds::from_ok().critical(0.05)),
        Panel::new(key("requests"), "Requests by status", Timeseries::stacked())
            .query(REQUESTS.rate(RATE_INTERVAL).sum_by([requests::Status]).legend(requests::Status)),
        Panel::new(key("duration"), "Request duration", Timeseries::lines())
            .query(DURATION.quantile(0.5, RATE_INTERVAL).legend("p50"))
            .query(DURATION.quantile(0.95, RATE_INTERVAL).legend("p95")),
        Panel::new(key("waiting"), "Orders waiting", Timeseries::lines())
            .query(WAITING.value().sum_by([waiting::Region]).legend(waiting::Region)),
        Panel::new(key("memory"), "Memory", Gauge::default()).query(MEMORY.value().sum().legend("Memory")),
    ]
}
