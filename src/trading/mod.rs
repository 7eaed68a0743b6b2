//! Our own suite: the monitoring of a trading system.
//!
//! A FastAPI service runs trading bots, tells their clients over WebSocket and keeps its state in Redis. Three
//! dashboards show it: one at a glance, one for the trading, one for what carries it.

mod common;
pub mod infrastructure;
pub mod limits;
pub mod metrics;
pub mod queries;
pub mod simulation;
pub mod system_overview;
pub mod trading_performance;

use crate::model::Uid;
use crate::suite::{Dashboards, Datasource, Demo, Job, Provider, Setting, Stack, Suite};

/// Returns all that a build of the suite makes.
pub fn suite() -> Suite {
    Suite {
        name: "trading".into(),
        catalogue: &metrics::CATALOGUE,
        dashboards: Dashboards::from_functions(&[
            system_overview::system_overview,
            trading_performance::trading_performance,
            infrastructure::infrastructure,
        ]),
        datasources: vec![prometheus()],
        providers: vec![provider()],
        stack: Some(stack()),
    }
}

/// Returns a Prometheus and a Grafana that watch the API: in its container, and on the machine of who develops it.
fn stack() -> Stack {
    Stack {
        jobs: vec![Job::new("trading-api", ["api:8000"])],
        demo: Some(Demo::new("dashgen")),
        ..Stack::new("trading")
    }
}

fn prometheus() -> Datasource {
    Datasource {
        name: common::PROMETHEUS_NAME.into(),
        uid: common::PROMETHEUS,
        url: environment("PROMETHEUS_URL", "http://prometheus:9090"),
        scrape_interval: environment("PROMETHEUS_SCRAPE_INTERVAL", "15s"),
        is_default: true,
    }
}

fn provider() -> Provider {
    Provider {
        name: "default".into(),
        folder: "Trading".into(),
        folder_uid: Some(Uid::literal("trading")),
        path: Setting::Fixed("/var/lib/grafana/dashboards".into()),
        update_interval_seconds: 10,
        allow_ui_updates: false,
    }
}

fn environment(variable: &'static str, default: &'static str) -> Setting {
    Setting::Environment { variable: variable.into(), default: default.into() }
}

#[cfg(test)]
mod tests;
