//! Suites whose metrics are declared in several places.

use dashgen::cli::Status;
use dashgen::model::{Dashboard, Panel, Timeseries, Uid};
use dashgen::promql::RATE_INTERVAL;
use dashgen::suite::{Dashboards, ExistingDatasource, Suite};
use insta::assert_snapshot;

use super::dashgen_of;

/// As a crate of its own would be.
mod runtime {
    dashgen::metrics! {
        catalogue METRICS;
        target labels { Job = "job" }
        /// Memory that the process holds.
        gauge MEMORY("process_resident_memory_bytes", dashgen::unit::Bytes) by memory {}
        /// Pauses of the garbage collector.
        summary PAUSES("gc_pause_seconds", dashgen::unit::Seconds) by pauses { Quantile = "quantile" ["0.5", "0.99"] }
    }
}

mod shop {
    dashgen::metrics! {
        catalogue SHOP;
        target labels { Job = "job" }
        /// Orders that customers placed.
        counter ORDERS("shop_orders_total", dashgen::unit::Number) by orders {}
        /// Sizes of answers.
        native_histogram SIZES("shop_answer_bytes", dashgen::unit::Bytes) by sizes {}
        /// What the worker does.
        state_set STATE("shop_worker_state", dashgen::unit::Number) by state { State = "shop_worker_state" ["idle", "busy"] }
    }
}

mod billing {
    dashgen::metrics! {
        catalogue BILLING;
        target labels { Job = "job" }
        /// Orders that were paid.
        counter PAID("shop_orders_total", dashgen::unit::Number) by paid {}
    }
}

fn suite() -> Suite {
    let of = |key, title, query| Panel::new(key, title, Timeseries::lines()).query(query);
    let dashboards = Dashboards::generate(1, move |_| {
        Dashboard::new(Uid::literal("shop"), "Shop")
            .panel(of("memory", "Memory", runtime::MEMORY.value().sum().legend_text("Memory")))
            .panel(of("pauses", "Pauses", runtime::PAUSES.quantile_of(0.99).max().legend_text("99%")))
            .panel(of("orders", "Orders", shop::ORDERS.rate(RATE_INTERVAL).sum().legend_text("Orders")))
            .panel(of("sizes", "Sizes", shop::SIZES.quantile(0.9, RATE_INTERVAL).legend_text("90%")))
            .panel(of("workers", "Workers", shop::STATE.is_state("bsy").sum().legend_text("Busy")))
    });
    Suite::new("shop")
        .catalogue(&runtime::METRICS)
        .catalogue(&shop::SHOP)
        .dashboards(dashboards)
        .existing_datasource(ExistingDatasource::prometheus(Uid::literal("prometheus")))
}

#[test]
fn queries_read_the_metrics_of_all_catalogues() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().to_str().unwrap();
    assert_eq!(dashgen_of(suite(), &["build", "--quiet", "--out", out]).status, Status::Clean);
    let run = dashgen_of(suite(), &["validate", "--out", out]).without(folder.path());
    let found: Vec<_> =
        run.stdout.lines().filter(|line| line.contains("]: ")).map(|it| it.split_once(": ").unwrap().1).collect();
    assert_eq!(found, ["error[undeclared-value]: `shop_worker_state` has no state `bsy`"], "{run}");
}

#[test]
fn a_metric_of_two_catalogues() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().to_str().unwrap();
    let twice = || suite().catalogue(&billing::BILLING);
    for command in
        [&["build", "--out", out][..], &["build", "--check", "--out", out], &["validate", "--out", out], &["simulate"]]
    {
        let run = dashgen_of(twice(), command);
        assert_eq!(run.status, Status::Failure, "{run}");
        assert!(run.stderr.contains("the series `shop_orders_total` is declared twice: as `ORDERS`"), "{run}");
    }
    let said = dashgen_of(twice(), &["build", "--out", out]).stderr;
    let without_lines = said.split("catalogues.rs:").map(|part| part.trim_start_matches(char::is_numeric));
    assert_snapshot!(without_lines.collect::<Vec<_>>().join("catalogues.rs:LINE").replace(out, "OUT"), @r"
    error: cannot build into `OUT`
      because: the series `shop_orders_total` is declared twice: as `ORDERS` of the catalogue `SHOP` (tests/suite/catalogues.rs:LINE) and as `PAID` of the catalogue `BILLING` (tests/suite/catalogues.rs:LINE); keep one of them
    ");
}
