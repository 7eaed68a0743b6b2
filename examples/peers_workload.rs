//! The workloads W1 and W2 of the comparison in `benches/README.md`, through the public API.
//!
//! ```text
//! peers_workload w1 FOLDER        three dashboards, written by hand
//! peers_workload w2 N FOLDER      N dashboards of 30 panels with two queries each
//! peers_workload w2-typed N FOLDER
//! ```
//!
//! The queries are texts, as in every other tool of the comparison, so that all write the same expressions. Those of
//! `w2-typed` are typed, and so print as `sum by (status) (...)`: the same queries, but not the same text.

use std::path::Path;
use std::process::ExitCode;

use dashgen::artifact::{Build, Scope};
use dashgen::model::{
    Color, Dashboard, Panel, PromQuery, Size, Stat, Text, Thresholds, TimeRange, Timeseries, Uid, Visualization,
};
use dashgen::promql::{Label, hours, minutes, raw, seconds};
use dashgen::render::{self, Options};
use dashgen::suite::{Dashboards, Suite};
use dashgen::unit::{Seconds, Unit, Unknown};
use dashgen::vocabulary::panel::{LegendOptions, StatColorMode};

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let (dashboards, folder) = match words[..] {
        ["w1", folder] => (w1(), folder),
        [workload @ ("w2" | "w2-typed"), count, folder] => match count.parse() {
            Ok(count) => (w2(count, if workload == "w2" { texts } else { typed }), folder),
            Err(error) => return fail(format!("`{count}` is no number of dashboards: {error}")),
        },
        _ => {
            return fail(
                "usage: peers_workload w1 FOLDER | peers_workload w2 N FOLDER | peers_workload w2-typed N FOLDER",
            );
        }
    };
    match build(dashboards, Path::new(folder)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => fail(error),
    }
}

#[expect(clippy::print_stderr, reason = "this is a program of its own")]
fn fail(message: impl std::fmt::Display) -> ExitCode {
    eprintln!("{message}");
    ExitCode::FAILURE
}

/// Writes the dashboards side by side into a folder, as the other tools do.
fn build(dashboards: Dashboards, folder: &Path) -> Result<(), Box<dyn std::error::Error>> {
    let suite = Suite::new("workload").catalogue(&CATALOGUE).dashboards(dashboards);
    std::fs::create_dir_all(folder)?;
    let build = Build::begin(folder)?;
    let file = |path: &str, bytes: &[u8]| build.put(path.trim_start_matches("dashboards/"), bytes).map(drop);
    render::dashboards(&suite, &Options::default(), &|_| true, &file)?;
    build.finish(Scope::Whole)?;
    Ok(())
}

fn dashboard(uid: Uid, title: impl Into<Text>) -> Dashboard {
    Dashboard::new(uid, title).refresh(seconds(10)).time(TimeRange::last(hours(1)))
}

fn stat() -> Visualization {
    Stat::default().with(|options| options.color_mode(StatColorMode::Background)).into()
}

fn graph() -> Visualization {
    Timeseries::lines().custom(|field| field.line_width(2)).legend(LegendOptions::table(["mean", "max"])).into()
}

/// Green, yellow from the first value, red from the second.
fn rising(warn: f64, crit: f64) -> Thresholds {
    Thresholds::from_ok().step(warn, Color::named("yellow")).critical(crit)
}

/// Red, yellow from the first value, green from the second.
fn falling(crit: f64, warn: f64) -> Thresholds {
    Thresholds::from_critical().step(crit, Color::named("yellow")).ok(warn)
}

/// The queries of a panel of W2, of a service and by the panel's name.
type Queries = fn(&str, &str) -> [PromQuery; 2];

fn w2(count: usize, queries: Queries) -> Dashboards {
    Dashboards::generate(count, move |index| {
        let uid = Uid::new(format!("w2-{index:05}")).expect("letters, digits and a dash");
        let service = format!("svc-{index:05}");
        let dashboard = dashboard(uid, format!("Service {index:05}")).tag("bench").tag("w2");
        (0..30).fold(dashboard, |dashboard, number| dashboard.panel(w2_panel(&service, number, queries)))
    })
}

fn w2_panel(service: &str, number: u32, queries: Queries) -> Panel {
    const UNITS: [&str; 6] = ["reqps", "s", "bytes", "percent", "short", "ops"];
    let unit = Unit::id(UNITS[number as usize % UNITS.len()]);
    let visualization = if number.is_multiple_of(3) { stat() } else { graph() };
    let step = f64::from(number + 1);
    let number = number.to_string();
    let name = ["p", &number].concat();
    let [rate, p95] = queries(service, &name);
    Panel::new(name, ["Panel ", &number, " of ", service].concat(), visualization)
        .query(rate)
        .query(p95)
        .unit(unit)
        .thresholds(rising(10.0 * step, 20.0 * step))
        .size(Size::THIRD)
}

fn texts(service: &str, panel: &str) -> [PromQuery; 2] {
    let rate =
        ["sum(rate(http_requests_total{service=\"", service, "\",panel=\"", panel, "\"}[5m])) by (status)"].concat();
    let p95 = [
        "histogram_quantile(0.95, sum(rate(http_request_duration_seconds_bucket{service=\"",
        service,
        "\",panel=\"",
        panel,
        "\"}[5m])) by (le))",
    ]
    .concat();
    [raw::<Unknown>(rate).legend_text("{{status}}"), raw::<Unknown>(p95).legend_text("p95")]
}

dashgen::metrics! {
    catalogue CATALOGUE;
    target labels { Service = "service", Panel = "panel" }

    /// Requests answered.
    counter REQUESTS("http_requests_total", Requests) by requests { Status = "status" }
    /// Time to an answer.
    histogram DURATION("http_request_duration_seconds", Seconds) by duration {}
}

dashgen::units! {
    /// Requests.
    pub Requests = Unit::count("requests");
}

fn typed(service: &str, panel: &str) -> [PromQuery; 2] {
    let of_service = REQUESTS.with(requests::Service.is(service.to_owned())).with(requests::Panel.is(panel.to_owned()));
    let duration = DURATION.with(duration::Service.is(service.to_owned())).with(duration::Panel.is(panel.to_owned()));
    [
        of_service.rate(minutes(5)).sum_by([requests::Status]).legend_text("{{status}}"),
        duration.quantile(0.95, minutes(5)).legend_text("p95"),
    ]
}

/// A panel of W1: its title, unit, thresholds, and queries with their legends.
type Row = (&'static str, &'static str, Thresholds, &'static [(&'static str, &'static str)]);

fn page(uid: Uid, title: &'static str, tag: &'static str, stats: Vec<Row>, graphs: Vec<Row>) -> Dashboard {
    let stats = stats.into_iter().map(|row| panel(row, stat(), Size::STAT));
    let graphs = graphs.into_iter().map(|row| panel(row, graph(), Size::HALF));
    stats.chain(graphs).fold(dashboard(uid, title).tag(tag), Dashboard::panel)
}

fn panel((title, unit, thresholds, queries): Row, visualization: Visualization, size: Size) -> Panel {
    let panel = Panel::new(title, title, visualization).unit(Unit::id(unit)).thresholds(thresholds).size(size);
    queries.iter().fold(panel, |panel, &(expr, legend)| panel.query(raw::<Unknown>(expr).legend_text(legend)))
}

fn w1() -> Dashboards {
    Dashboards::from_functions(&[overview, trading, infrastructure])
}

fn overview() -> Dashboard {
    let stats: Vec<Row> = vec![
        ("API status", "none", falling(0.5, 1.0), &[(r#"up{job="api"}"#, "api")]),
        ("Active bots", "short", falling(1.0, 2.0), &[(r#"sum(bot_active{env="prod"})"#, "bots")]),
        ("Portfolio value", "currencyUSD", falling(1000.0, 10_000.0), &[("sum(portfolio_value_usd)", "value")]),
        ("P&L %", "percent", falling(-5.0, 0.0), &[("100 * sum(portfolio_pnl_usd) / sum(portfolio_cost_usd)", "pnl")]),
    ];
    let graphs: Vec<Row> = vec![
        (
            "Request rate",
            "reqps",
            rising(500.0, 1000.0),
            &[(r#"sum(rate(http_requests_total{job="api"}[5m])) by (status)"#, "{{status}}")],
        ),
        (
            "Response time p50/p95",
            "s",
            rising(0.5, 1.0),
            &[
                (
                    r#"histogram_quantile(0.50, sum(rate(http_request_duration_seconds_bucket{job="api"}[5m])) by (le))"#,
                    "p50",
                ),
                (
                    r#"histogram_quantile(0.95, sum(rate(http_request_duration_seconds_bucket{job="api"}[5m])) by (le))"#,
                    "p95",
                ),
            ],
        ),
        (
            "WebSocket connections",
            "short",
            rising(800.0, 1000.0),
            &[(r#"sum(websocket_connections{job="api"}) by (exchange)"#, "{{exchange}}")],
        ),
        (
            "Redis operations",
            "ops",
            rising(5000.0, 10_000.0),
            &[
                ("sum(rate(redis_commands_processed_total[1m]))", "commands"),
                ("sum(rate(redis_keyspace_hits_total[1m]))", "hits"),
            ],
        ),
    ];
    page(Uid::literal("system-overview"), "System overview", "overview", stats, graphs)
}

fn trading() -> Dashboard {
    let stats: Vec<Row> = vec![
        ("Total P&L", "currencyUSD", falling(-100.0, 0.0), &[("sum(trade_pnl_usd_total)", "pnl")]),
        ("Win rate", "percentunit", falling(0.4, 0.5), &[("sum(trades_won_total) / sum(trades_total)", "win rate")]),
        ("Open positions", "short", rising(50.0, 100.0), &[("sum(positions_open)", "open")]),
        ("Sharpe ratio", "none", falling(0.5, 1.0), &[("avg(strategy_sharpe_ratio)", "sharpe")]),
    ];
    let graphs: Vec<Row> = vec![
        (
            "Cumulative P&L by bot",
            "currencyUSD",
            falling(-100.0, 0.0),
            &[("sum(trade_pnl_usd_total) by (bot)", "{{bot}}")],
        ),
        (
            "Trades per minute",
            "short",
            rising(100.0, 200.0),
            &[("sum(rate(trades_total[1m])) by (side) * 60", "{{side}}")],
        ),
        (
            "Order latency p50/p99",
            "s",
            rising(0.25, 0.5),
            &[
                ("histogram_quantile(0.50, sum(rate(order_latency_seconds_bucket[5m])) by (le))", "p50"),
                ("histogram_quantile(0.99, sum(rate(order_latency_seconds_bucket[5m])) by (le))", "p99"),
            ],
        ),
        ("Slippage", "percent", rising(0.1, 0.5), &[("avg(order_slippage_ratio) by (exchange) * 100", "{{exchange}}")]),
        (
            "Fees paid",
            "currencyUSD",
            rising(100.0, 500.0),
            &[("sum(increase(fees_paid_usd_total[1h])) by (exchange)", "{{exchange}}")],
        ),
        ("Drawdown", "percentunit", rising(0.1, 0.2), &[("max(portfolio_drawdown_ratio) by (bot)", "{{bot}}")]),
        (
            "Order rejects",
            "ops",
            rising(1.0, 5.0),
            &[
                ("sum(rate(orders_rejected_total[5m])) by (reason)", "{{reason}}"),
                ("sum(rate(orders_submitted_total[5m]))", "submitted"),
            ],
        ),
        (
            "Exposure by asset",
            "currencyUSD",
            rising(5000.0, 10_000.0),
            &[("sum(position_notional_usd) by (asset)", "{{asset}}")],
        ),
    ];
    page(Uid::literal("trading-performance"), "Trading performance", "trading", stats, graphs)
}

fn infrastructure() -> Dashboard {
    let stats: Vec<Row> = vec![
        (
            "CPU usage",
            "percent",
            rising(70.0, 90.0),
            &[(r#"100 - avg(rate(node_cpu_seconds_total{mode="idle"}[5m])) * 100"#, "cpu")],
        ),
        (
            "Memory usage",
            "percent",
            rising(70.0, 90.0),
            &[("100 * (1 - node_memory_MemAvailable_bytes / node_memory_MemTotal_bytes)", "memory")],
        ),
        (
            "Disk usage",
            "percent",
            rising(80.0, 95.0),
            &[(
                r#"100 - 100 * node_filesystem_avail_bytes{mountpoint="/"} / node_filesystem_size_bytes{mountpoint="/"}"#,
                "disk",
            )],
        ),
        ("Uptime", "dtdurations", falling(300.0, 3600.0), &[("time() - node_boot_time_seconds", "uptime")]),
    ];
    let graphs: Vec<Row> = vec![
        (
            "CPU by mode",
            "percentunit",
            rising(0.7, 0.9),
            &[("avg(rate(node_cpu_seconds_total[5m])) by (mode)", "{{mode}}")],
        ),
        (
            "Memory",
            "bytes",
            rising(8_000_000_000.0, 12_000_000_000.0),
            &[
                ("node_memory_MemTotal_bytes - node_memory_MemAvailable_bytes", "used"),
                ("node_memory_MemTotal_bytes", "total"),
            ],
        ),
        (
            "Disk I/O",
            "Bps",
            rising(100_000_000.0, 200_000_000.0),
            &[
                ("sum(rate(node_disk_read_bytes_total[5m])) by (device)", "read {{device}}"),
                ("sum(rate(node_disk_written_bytes_total[5m])) by (device)", "write {{device}}"),
            ],
        ),
        (
            "Network traffic",
            "bps",
            rising(100_000_000.0, 500_000_000.0),
            &[
                ("8 * sum(rate(node_network_receive_bytes_total[5m])) by (device)", "rx {{device}}"),
                ("8 * sum(rate(node_network_transmit_bytes_total[5m])) by (device)", "tx {{device}}"),
            ],
        ),
        (
            "PostgreSQL connections",
            "short",
            rising(80.0, 100.0),
            &[("sum(pg_stat_activity_count) by (state)", "{{state}}")],
        ),
        (
            "Container restarts",
            "short",
            rising(1.0, 5.0),
            &[("sum(increase(container_restarts_total[1h])) by (container)", "{{container}}")],
        ),
    ];
    page(Uid::literal("infrastructure"), "Infrastructure", "infra", stats, graphs)
}
