//! A gallery: one dashboard for each kind of panel, with the options that people use, and five for what all kinds
//! share: queries, transformations, overrides, the variables, events and links of a page, and its tabs and cells. And a
//! datasource of each kind.
//!
//! ```text
//! cargo run --example gallery -- build --out gallery
//! cargo run --example gallery -- simulate
//! ```

mod alert_list;
mod annotation_list;
mod barchart;
mod bargauge;
mod candlestick;
mod canvas;
mod dashboard_list;
mod datasources;
mod flame_graph;
mod gauge;
mod geomap;
mod heatmap;
mod histogram;
mod logs;
mod metrics;
mod news;
mod node_graph;
mod overrides;
mod piechart;
mod plugin;
mod queries;
mod stat;
mod state_timeline;
mod status_history;
mod table;
mod tabs;
mod text;
mod timeseries;
mod traces;
mod transformations;
mod trend;
mod variables;
mod xychart;

use std::process::ExitCode;

use dashgen::cli::Program;
use dashgen::model::{Dashboard, DatasourceRef, TimeRange, Uid, Var, Variable};
use dashgen::promql::{hours, seconds};
use dashgen::suite::{Provider, Suite};

const PAGES: &[fn() -> Dashboard] = &[
    alert_list::page,
    annotation_list::page,
    barchart::page,
    bargauge::page,
    candlestick::page,
    canvas::page,
    dashboard_list::page,
    flame_graph::page,
    gauge::page,
    geomap::page,
    heatmap::page,
    histogram::page,
    logs::page,
    news::page,
    node_graph::page,
    overrides::page,
    piechart::page,
    plugin::page,
    queries::page,
    stat::page,
    state_timeline::page,
    status_history::page,
    table::page,
    tabs::page,
    text::page,
    timeseries::page,
    traces::page,
    transformations::page,
    trend::page,
    variables::page,
    xychart::page,
];

pub(crate) use metrics::behaviours;

/// Returns all that a build of the gallery makes.
pub(crate) fn suite() -> Suite {
    let suite = Suite::new("gallery")
        .catalogue(&metrics::CATALOGUE)
        .dashboards(PAGES)
        .provider(Provider::new("gallery").folder("Gallery"));
    datasources::all().into_iter().fold(suite, Suite::datasource)
}

/// Returns a dashboard of the gallery, without panels.
fn page(uid: Uid, title: &'static str) -> Dashboard {
    Dashboard::new(uid, title).tag("gallery").refresh(seconds(30)).time(TimeRange::last(hours(1)))
}

/// Returns a choice of datasources that are not Prometheus, and what is chosen.
fn choice(plugin: &'static str, var: Var) -> (Variable, DatasourceRef) {
    let chosen = DatasourceRef::Other { kind: plugin.into(), uid: format!("${{{}}}", var.name()).into() };
    // At first it is the one with the plugin's name.
    (Variable::datasources(var, plugin).default_datasource(plugin, Uid::literal("default")), chosen)
}

fn main() -> ExitCode {
    Program::new(suite()).behaviours(behaviours()).run()
}
