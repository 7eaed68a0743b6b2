//! A suite of one's own: two metrics, one dashboard, and all commands over them.
//!
//! ```text
//! cargo run --example own_suite -- build --out monitoring
//! cargo run --example own_suite -- simulate
//! ```

use std::process::ExitCode;

use dashgen::prelude::*;

dashgen::units! {
    /// Orders of customers.
    pub Orders = Unit::count("orders");
}

dashgen::metrics! {
    catalogue METRICS;
    target labels { Job = "job", Instance = "instance" }

    /// Orders that customers placed.
    counter ORDERS("shop_orders_total", Orders) by orders {
        Country = "country" ["DE", "FR", "PL"],
        Status = "status" ["paid", "refused"],
    }
    /// Time from a click on "buy" to the confirmation.
    histogram CHECKOUT("shop_checkout_duration_seconds", Seconds) by checkout {}
}

const PROMETHEUS: Uid = Uid::literal("prometheus");

fn shop() -> Dashboard {
    Dashboard::new(Uid::literal("shop"), "Shop")
        .refresh(seconds(30))
        .time(TimeRange::last(hours(3)))
        .panel(refused())
        .panel(by_country())
        .panel(checkout_time())
}

fn refused() -> Panel {
    let orders = ORDERS.rate(minutes(5)).sum();
    let refused = ORDERS.with(orders::Status.is("refused")).rate(minutes(5)).sum();
    Panel::new("refused", "Refused orders", Stat::default())
        .description("The share of orders that the payment provider refuses. Above 5 %, look at its status page.")
        .query((refused / orders).legend("Refused"))
        .thresholds(Thresholds::from_ok().critical(0.05))
}

fn by_country() -> Panel {
    Panel::new("orders-by-country", "Orders by country", Timeseries::stacked())
        .query(ORDERS.rate(RATE_INTERVAL).sum_by([orders::Country]).legend(orders::Country))
}

fn checkout_time() -> Panel {
    Panel::new("checkout-time", "Checkout time", Timeseries::lines())
        .query(CHECKOUT.quantile(0.5, RATE_INTERVAL).legend("p50"))
        .query(CHECKOUT.quantile(0.95, RATE_INTERVAL).legend("p95"))
}

fn suite() -> Suite {
    let url = Setting::environment("PROMETHEUS_URL", "http://prometheus:9090");
    Suite::new("shop")
        .catalogue(&METRICS)
        .dashboards([shop])
        .datasource(Datasource::prometheus(PROMETHEUS, "Prometheus", url).make_default())
        .provider(Provider::new("shop").folder("Shop"))
}

fn main() -> ExitCode {
    dashgen::cli::run(suite())
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use dashgen::cli::console::Console;
    use dashgen::cli::{Program, Status};
    use insta::assert_snapshot;

    use super::suite;

    /// Runs a command over the suite; returns its end and what it printed.
    fn run(arguments: &[&str], folder: &Path) -> (Status, String) {
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let folder = ["--out", folder.to_str().unwrap()];
        let arguments = ["own_suite"].iter().chain(arguments).chain(&folder);
        let status =
            Program::new(suite()).run_with(arguments.map(Into::into), &mut Console::into_buffers(&mut out, &mut err));
        (status, String::from_utf8([out, err].concat()).unwrap())
    }

    #[test]
    fn builds_its_files_and_finds_them_fresh() {
        let folder = tempfile::tempdir().unwrap();
        let (status, printed) = run(&["build"], folder.path());
        assert_eq!(status, Status::Clean);
        assert_snapshot!(printed, @r"
        created     dashboards/shop.json
        created     provisioning/dashboards/default.yml
        created     provisioning/datasources/prometheus.yml
        created     provisioning/grafana.env
        4 written, 0 kept, 0 removed
        ");
        assert_eq!(run(&["build", "--check"], folder.path()).0, Status::Clean);
    }

    #[test]
    fn asks_what_its_types_say() {
        let asked =
            super::shop().panels().flat_map(dashgen::model::Panel::promql).fold(String::new(), |text, (_, target)| {
                format!("{text}{} in {}\n    {}\n", target.legend.as_str(), target.unit, target.expr)
            });
        assert_snapshot!(asked, @r#"
        Refused in ratio
            sum(rate(shop_orders_total{status="refused"}[5m])) / sum(rate(shop_orders_total[5m]))
        {{country}} in orders/s
            sum by (country) (rate(shop_orders_total[$__rate_interval]))
        p50 in s
            histogram_quantile(0.5, sum by (le) (rate(shop_checkout_duration_seconds_bucket[$__rate_interval])))
        p95 in s
            histogram_quantile(0.95, sum by (le) (rate(shop_checkout_duration_seconds_bucket[$__rate_interval])))
        "#);
    }
}
