//! The metrics of a shop: what all pages of the gallery ask.

use dashgen::promql::{Label, Query, RATE_INTERVAL};
use dashgen::simulate::Behaviour;
use dashgen::unit::{Bytes, Number, PerSecond, Ratio, Seconds, Unit, Usd};

dashgen::units! {
    /// HTTP requests.
    pub(crate) Requests = Unit::count("requests");
    /// Orders of customers.
    pub(crate) Orders = Unit::count("orders");
    /// Jobs that wait for a worker.
    pub(crate) Jobs = Unit::count("jobs");
}

dashgen::metrics! {
    catalogue CATALOGUE;
    target labels { Job = "job", Instance = "instance" }

    /// HTTP requests that were answered.
    counter REQUESTS("shop_http_requests_total", Requests) by requests {
        Method = "method" ["GET", "POST"],
        Path = "path" ["/", "/cart", "/checkout", "/search"],
        Status = "status" ["200", "404", "500"],
    }
    /// Time from an HTTP request to its answer.
    histogram DURATION("shop_http_request_duration_seconds", Seconds) by duration {
        Path = "path" ["/", "/cart", "/checkout", "/search"],
    }
    /// Resident memory of the process.
    gauge MEMORY("shop_memory_bytes", Bytes) by memory {}
    /// Share of the disk that is full.
    gauge DISK("shop_disk_used_ratio", Ratio) by disk {
        Mount = "mount" ["/", "/data"],
    }
    /// Jobs that wait for a worker.
    gauge JOBS("shop_jobs_waiting", Jobs) by jobs {
        Queue = "queue" ["mail", "invoices", "pictures"],
    }
    /// Whether a service that the shop needs answers: 1 for yes.
    gauge DEPENDENCY("shop_dependency_up", Number) by dependency {
        Service = "service" ["database", "payment", "search"],
    }
    /// Orders that customers placed.
    counter ORDERS("shop_orders_total", Orders) by orders {
        Country = "country" ["DE", "FR", "PL", "US"],
    }
    /// The price of the share of the day.
    gauge PRICE("shop_price_usd", Usd) by price {}
}

/// Returns how the metrics move in `simulate` that are not what their unit looks like.
pub(crate) fn behaviours() -> Vec<(&'static str, Behaviour)> {
    vec![
        ("shop_http_requests_total", Behaviour::rate(20.0).weight("status", "200", 97.0).weight("status", "404", 2.0)),
        ("shop_dependency_up", Behaviour::gauge(1.0, 0.0).weight("service", "search", 0.0)),
        (
            "shop_jobs_waiting",
            Behaviour::gauge(60.0, 55.0).weight("queue", "invoices", 0.3).weight("queue", "mail", 2.0),
        ),
        ("shop_price_usd", Behaviour::gauge(42.0, 6.0)),
    ]
}

/// Requests per second, by path.
pub(crate) fn requests_by_path() -> Query<requests::Label, PerSecond<Requests>> {
    REQUESTS.rate(RATE_INTERVAL).sum_by([requests::Path])
}

/// The share of requests that failed.
pub(crate) fn failed() -> Query<requests::Label, Ratio> {
    let failed = REQUESTS.with(requests::Status.is("500")).rate(RATE_INTERVAL).sum();
    failed / REQUESTS.rate(RATE_INTERVAL).sum()
}
