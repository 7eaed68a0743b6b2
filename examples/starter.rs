//! The dashboards of `starter`, and all commands over them: `cargo dashgen --help`.

use std::process::ExitCode;

use dashgen::cli::Program;
use dashgen::prelude::*;

dashgen::units! {
    /// What the service answers.
    pub Requests = Unit::count("requests");
}

// What the service exposes. A rate of a gauge, or a label that a metric has not, does not compile.
dashgen::metrics! {
    catalogue METRICS;
    target labels { Job = "job", Instance = "instance" }

    /// Requests that the service answered.
    counter REQUESTS("starter_requests_total", Requests) by requests {
        Status = "status" ["200", "404", "500"],
    }
    /// Time from a request to its answer.
    histogram DURATION("starter_request_duration_seconds", Seconds) by duration {}
}

fn overview() -> Dashboard {
    Dashboard::new(Uid::literal("starter-overview"), "starter: overview")
        .refresh(seconds(30))
        .panel(errors())
        .panel(requests_by_status())
        .panel(request_duration())
}

fn errors() -> Panel {
    let failed = REQUESTS.with(requests::Status.is("500")).rate(minutes(5)).sum();
    let all = REQUESTS.rate(minutes(5)).sum();
    Panel::new("errors", "Errors", Stat::default())
        .description("The share of requests that the service fails to answer. Above 5 %, look at its log.")
        .query((failed / all).legend("Errors"))
        .thresholds(Thresholds::from_ok().critical(0.05))
}

fn requests_by_status() -> Panel {
    Panel::new("requests-by-status", "Requests by status", Timeseries::stacked())
        .query(REQUESTS.rate(RATE_INTERVAL).sum_by([requests::Status]).legend(requests::Status))
}

fn request_duration() -> Panel {
    Panel::new("request-duration", "Request duration", Timeseries::lines())
        .query(DURATION.quantile(0.5, RATE_INTERVAL).legend("p50"))
        .query(DURATION.quantile(0.95, RATE_INTERVAL).legend("p95"))
}

fn suite() -> Suite {
    let url = Setting::environment("PROMETHEUS_URL", Stack::PROMETHEUS);
    // Prometheus and Grafana for Docker Compose: which containers to scrape, and this program for `--profile demo`.
    let stack = Stack {
        jobs: vec![Job::new("starter", ["starter:8000"])],
        demo: Some(Demo::new("starter")),
        ..Stack::new("starter")
    };
    Suite::new("starter")
        .catalogue(&METRICS)
        .dashboards([overview])
        .datasource(Datasource::prometheus(Uid::literal("prometheus"), "Prometheus", url).make_default())
        .provider(Provider::new("starter").folder("starter").folder_uid(Uid::literal("starter")))
        .stack(stack)
}

fn main() -> ExitCode {
    Program::new(suite()).run()
}
