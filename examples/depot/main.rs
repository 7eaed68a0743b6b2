//! A parcel depot: sorting machines, `RabbitMQ` and `MySQL`. Two dashboards, five alerts, two recording rules.
//!
//! ```text
//! cargo run --example depot -- build --out depot
//! cargo run --example depot -- validate
//! ```

#![expect(clippy::wildcard_imports, reason = "metrics are named as if they were declared where they are used")]

mod backend;
mod common;
mod floor;
mod metrics;
mod rules;

use std::process::ExitCode;

use dashgen::prelude::*;

fn suite() -> Suite {
    let prometheus_url = Setting::environment("PROMETHEUS_URL", "http://prometheus:9090");
    let prometheus = Datasource::prometheus(Uid::literal("prometheus"), "Prometheus", prometheus_url)
        .scrape_interval(seconds(15))
        .make_default();
    Suite::new("depot")
        .catalogue(&metrics::METRICS)
        .dashboards([floor::floor, backend::backend])
        .rules(rules::rules())
        .datasource(prometheus)
        .datasource(Datasource::loki(Uid::literal("loki"), "Loki", "http://loki:3100"))
        .provider(Provider::new("depot").folder("Depot").folder_uid(Uid::literal("depot")))
}

fn main() -> ExitCode {
    dashgen::cli::run(suite())
}
