//! Tabs, cells of one size, and conditions: what only version 2 of the format has, `build --dashboards v2`.
//!
//! In the classic format the tabs become rows, and the build names what is lost.

use dashgen::model::{
    AutoGrid, ColumnWidth, Condition, Conditions, Dashboard, Panel, Row, RowHeight, Stat, Tab, Timeseries, Uid, Var,
    Variable,
};
use dashgen::promql::{RATE_INTERVAL, days};

use super::metrics::{DEPENDENCY, DURATION, JOBS, MEMORY, dependency, failed, jobs, requests_by_path};

const AUDIENCE: Var = Var::literal("audience");
const QUEUE: Var = Var::literal("queue");

pub(crate) fn page() -> Dashboard {
    super::page(Uid::literal("gallery-tabs"), "Tabs, cells and conditions")
        .variable(Variable::custom(AUDIENCE, ["customers", "operators"]).label("For"))
        .tab(traffic())
        .tab(inside())
}

/// A tab with a grid of its own.
fn traffic() -> Tab {
    Tab::new("traffic", "Traffic")
        .panel(Panel::new("failed", "Failed requests", Stat::default()).query(failed().legend("Failed")))
        .panel(
            Panel::new("requests", "Requests by path", Timeseries::lines())
                .query(requests_by_path().legend(super::metrics::requests::Path)),
        )
        .panel(
            Panel::new("answer-time", "How long answers take", Timeseries::lines())
                .query(DURATION.quantile(0.95, RATE_INTERVAL).legend("p95")),
        )
}

/// A tab for some readers, with rows of cells.
fn inside() -> Tab {
    let narrow =
        AutoGrid { columns: 4, column_width: ColumnWidth::Narrow, row_height: RowHeight::Short, ..AutoGrid::default() };
    let services = Row::new("services", "What the shop needs").auto_grid(narrow).panel(
        Panel::new("up", "Services", Stat::state())
            .query(DEPENDENCY.value().min_by([dependency::Service]).legend(dependency::Service).instant()),
    );
    let work = Row::new("work", "Work")
        .variable(Variable::values_of(QUEUE, &JOBS.value(), jobs::Queue))
        .hide_header()
        .auto_grid(AutoGrid::default())
        .panel(memory())
        .panel(waiting())
        .show_when(Conditions::any([Condition::has_data(), Condition::time_range_less_than(days(7))]));
    Tab::new("inside", "Inside").row(services).row(work).show_when(Condition::not_equals(AUDIENCE, "customers"))
}

fn memory() -> Panel {
    Panel::new("memory", "Memory", Timeseries::lines()).query(MEMORY.value().sum().legend("Memory"))
}

/// A panel that goes when there is nothing to see.
fn waiting() -> Panel {
    Panel::new("waiting", "Jobs that wait", Timeseries::lines())
        .query(JOBS.within(&[QUEUE.filters("queue")]).value().sum_by([jobs::Queue]).legend(jobs::Queue))
        .show_when(Conditions::all([Condition::has_no_data()]).inverted())
}
