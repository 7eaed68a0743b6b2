//! The commands over a suite of as many dashboards as asked for, 30 panels each: what `benches/README.md` measures.
//!
//! ```text
//! cargo run --release --example large_suite -- 10000 validate --out FOLDER
//! ```

use std::process::ExitCode;

use dashgen::cli::Program;
use dashgen::cli::console::Console;
use dashgen::model::{Dashboard, Panel, Size, Stat, Timeseries, Uid};
use dashgen::promql::{Label, minutes};
use dashgen::suite::{Dashboards, Datasource, Suite};
use dashgen::unit::{Seconds, Unit};

dashgen::units! {
    /// Requests.
    pub Requests = Unit::count("requests");
}

dashgen::metrics! {
    catalogue METRICS;
    target labels { Service = "service", Route = "route" }

    /// Requests answered.
    counter REQUESTS("http_requests_total", Requests) by requests { Status = "status" }
    /// Time to an answer.
    histogram DURATION("http_request_duration_seconds", Seconds) by duration {}
}

fn main() -> ExitCode {
    let mut arguments = std::env::args_os();
    let name = arguments.next();
    let count = arguments.next().and_then(|count| count.to_str()?.parse().ok()).unwrap_or_default();
    let dashboards = Dashboards::generate(count, service);
    let prometheus = Datasource::prometheus(Uid::literal("prometheus"), "Prometheus", "http://prometheus:9090");
    let suite = Suite::new("services").catalogue(&METRICS).dashboards(dashboards).datasource(prometheus.make_default());
    let program = Program::new(suite);
    program.run_with(name.into_iter().chain(arguments), &mut Console::of_process()).into()
}

fn service(index: usize) -> Dashboard {
    let uid = Uid::new(format!("service-{index:05}")).expect("letters, digits and a dash");
    (0..15).fold(Dashboard::new(uid, format!("Service {index:05}")), |dashboard, route| {
        let (service, route) = (format!("service-{index:05}"), format!("/route/{route}"));
        let requests = REQUESTS.with(requests::Service.is(service.clone())).with(requests::Route.is(route.clone()));
        let duration = DURATION.with(duration::Service.is(service)).with(duration::Route.is(route.clone()));
        let rate = Panel::new(format!("rate {route}"), format!("Requests of {route}"), Stat::default())
            .query(requests.clone().rate(minutes(5)).sum().legend("all"))
            .query(requests.with(requests::Status.is("500")).rate(minutes(5)).sum().legend("failed"));
        let time = Panel::new(format!("time {route}"), format!("Time of {route}"), Timeseries::lines())
            .query(duration.clone().quantile(0.5, minutes(5)).legend("p50"))
            .query(duration.quantile(0.99, minutes(5)).legend("p99"));
        dashboard.panel(rate.size(Size::THIRD)).panel(time.size(Size::THIRD))
    })
}
