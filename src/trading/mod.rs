//! Our own suite: the monitoring of a trading system.
//!
//! A FastAPI service runs trading bots, tells their clients over WebSocket and keeps its state in Redis. Three
//! dashboards show it: one at a glance, one for the trading, one for what carries it. Alerts watch the limits that the
//! dashboards draw.

pub(crate) mod alerts;
mod common;
pub(crate) mod infrastructure;
pub(crate) mod limits;
pub(crate) mod metrics;
pub(crate) mod names;
pub(crate) mod queries;
pub(crate) mod recording;
pub(crate) mod simulation;
pub(crate) mod system_overview;
pub(crate) mod trading_performance;

use dashgen::model::Uid;
use dashgen::rule::Rules;
use dashgen::suite::routing::{ContactPoint, Receiver};
use dashgen::suite::{Datasource, Demo, Job, Provider, Routing, Setting, Stack, Suite};

/// Returns all that a build of the suite makes.
pub(crate) fn suite() -> Suite {
    let rules = Rules {
        recording: recording::groups(),
        alerting: alerts::groups(),
        folder: FOLDER.into(),
        datasource: Some(common::PROMETHEUS),
    };
    Suite::new("trading")
        .catalogue(&metrics::CATALOGUE)
        .dashboards([
            system_overview::system_overview,
            trading_performance::trading_performance,
            infrastructure::infrastructure,
        ])
        .rules(rules)
        .routing(Routing::to(&operators()))
        .datasource(prometheus())
        .provider(Provider::new("default").folder(FOLDER).folder_uid(Uid::literal("trading")))
        .stack(stack())
}

/// Returns a Prometheus and a Grafana that watch the API: in its container, and on the machine of who develops it.
fn stack() -> Stack {
    Stack { jobs: vec![Job::new(API_JOB, ["api:8000"])], demo: Some(Demo::new("dashgen")), ..Stack::new("trading") }
}

/// The scrape job of the API.
const API_JOB: &str = "trading-api";

/// Grafana's folder for the dashboards and the alerts.
const FOLDER: &str = "Trading";

/// Returns those who hear of alerts.
fn operators() -> ContactPoint {
    let addresses = Setting::environment("ALERT_EMAIL_ADDRESSES", "operators@example.com");
    ContactPoint::new("trading-operators", Receiver::email(Uid::literal("trading-operators"), addresses))
}

fn prometheus() -> Datasource {
    Datasource::prometheus(
        common::PROMETHEUS,
        common::PROMETHEUS_NAME,
        Setting::environment("PROMETHEUS_URL", "http://prometheus:9090"),
    )
    .scrape_interval(Setting::environment("PROMETHEUS_SCRAPE_INTERVAL", "15s"))
    .make_default()
    .into()
}

#[cfg(test)]
mod tests;
