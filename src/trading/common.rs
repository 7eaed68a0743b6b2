//! What the dashboards have in common: variables, links, events, and the looks of graphs.

use super::metrics;
use crate::model::panel::{LegendOptions, LegendPlacement, LineStyle, Stacking};
use crate::model::{
    Annotation, Color, Dashboard, DatasourceRef, Link, Override, Panel, Property, Timeseries, Uid, Var, Variable,
};
use crate::promql::{Histogram, Label, RATE_INTERVAL, ScopeMatcher, minutes};
use crate::unit::Seconds;

/// The Prometheus server that the suite provisions.
pub(super) const PROMETHEUS: Uid = Uid::literal("prometheus");
/// Its name.
pub(super) const PROMETHEUS_NAME: &str = "Prometheus";

/// The tag of all dashboards of the suite.
const TAG: &str = "trading";

const DATASOURCE: Var = Var::literal("datasource");
const JOB: Var = Var::literal("job");
const INSTANCE: Var = Var::literal("instance");

/// Returns the condition that every query carries: the jobs and instances chosen at the top of the page.
pub(super) fn scope() -> [ScopeMatcher; 2] {
    [JOB.chooses("job"), INSTANCE.chooses("instance")]
}

/// Returns a dashboard of the suite without panels: ten seconds between reloads, and the shared variables and links.
#[track_caller]
pub(super) fn dashboard(uid: Uid, file_name: &'static str, title: &'static str) -> Dashboard {
    Dashboard::new(uid, title)
        .file_name(file_name)
        .tag(TAG)
        .refresh("10s")
        .datasource(DatasourceRef::Variable(DATASOURCE))
        .variable(datasource())
        .variable(job())
        .variable(instance())
        .annotation(api_restarts())
        .link(Link::dashboards("Trading dashboards", TAG))
}

fn datasource() -> Variable {
    Variable::prometheus(DATASOURCE)
        .label("Datasource")
        .description("The Prometheus server that all panels read from.")
        .starting_with(PROMETHEUS_NAME, PROMETHEUS)
}

fn job() -> Variable {
    Variable::values_of(JOB, &metrics::APP_INFO.value(), metrics::app_info::Job)
        .label("Job")
        .description("The scrape job of the API service.")
        .single()
}

fn instance() -> Variable {
    let of_job = metrics::APP_INFO.within(&[JOB.chooses("job")]).value();
    Variable::values_of(INSTANCE, &of_job, metrics::app_info::Instance)
        .label("Instance")
        .description("The processes of the API service to look at.")
}

/// Returns the restarts of the API, seen by its request counter, which begins again at zero.
///
/// The window covers a process that is away for some minutes; an event is as long as the window sees the restart.
fn api_restarts() -> Annotation {
    let restarts =
        metrics::REQUESTS.within(&scope()).resets(minutes(5)).max_by([metrics::requests::Instance]).above(0.0);
    Annotation::new("API restarts", restarts).text("{{instance}} started again").color(Color::PURPLE)
}

/// Adds the median and the 95th percentile of a duration to a panel.
#[track_caller]
pub(super) fn percentiles<L: Label>(panel: Panel, duration: Histogram<L, Seconds>) -> Panel {
    let duration = duration.within(&scope());
    panel
        .query(duration.clone().quantile(0.5, RATE_INTERVAL).legend("p50"))
        .query(duration.quantile(0.95, RATE_INTERVAL).legend("p95"))
        .exception(Override::by_name("p50").color(Color::BLUE))
        .exception(Override::by_name("p95").color(Color::PURPLE))
        .min(0.0)
}

/// Returns a graph of one series, which the title names.
pub(super) fn one_line() -> Timeseries {
    Timeseries::lines().legend(LegendOptions::none())
}

/// Returns a graph of many series, listed beside it by their mean, the highest first.
pub(super) fn listed() -> Timeseries {
    let legend = LegendOptions::table(["lastNotNull", "mean"]);
    Timeseries::lines().legend(legend.placement(LegendPlacement::Right).sort_by("Mean").sort_desc(true))
}

/// Returns the exception for a series that stands apart from the others: dashed, not filled, not stacked on them.
pub(super) fn apart(name: &'static str) -> Override {
    Override::by_name(name)
        .with(Property::LineStyle(LineStyle::dashed()))
        .with(Property::FillOpacity(0))
        .with(Property::Stacking(Stacking::none()))
}
