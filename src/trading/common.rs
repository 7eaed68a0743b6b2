//! What the dashboards have in common: variables, links, events, and the looks of graphs.

use super::{API_JOB, metrics};
use dashgen::model::{
    Annotation, Color, Dashboard, DatasourceRef, Link, Override, Panel, Property, Timeseries, Uid, Var, Variable,
};
use dashgen::promql::{Histogram, INTERVAL, Label, RATE_INTERVAL, ScopeMatcher, minutes, seconds};
use dashgen::unit::Seconds;
use dashgen::vocabulary::panel::{LegendOptions, LegendPlacement, LineStyle, Stacking};

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
    [JOB.filters("job"), INSTANCE.filters("instance")]
}

/// Returns a dashboard of the suite without panels: ten seconds between reloads, and the shared variables and links.
#[track_caller]
pub(super) fn dashboard(uid: Uid, file_name: &'static str, title: &'static str) -> Dashboard {
    Dashboard::new(uid, title)
        .file_name(file_name)
        .tag(TAG)
        .refresh(seconds(10))
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
        .default_datasource(PROMETHEUS_NAME, PROMETHEUS)
}

fn job() -> Variable {
    Variable::values_of(JOB, &metrics::APP_INFO.value(), metrics::app_info::Job)
        .label("Job")
        .description(
            "The scrape job of the API service; where there is none of its name, the first one. All looks at several \
             systems at once: a demo beside the real one.",
        )
        .single()
        .default_values([API_JOB])
}

fn instance() -> Variable {
    let of_job = metrics::APP_INFO.within(&[JOB.filters("job")]).value();
    Variable::values_of(INSTANCE, &of_job, metrics::app_info::Instance)
        .label("Instance")
        .description("The processes of the API service to look at.")
}

/// Returns the restarts of the API, seen by its request counter, which begins again at zero: each a mark of one moment.
///
/// A window sees a restart for as long as it is, and Grafana joins moments that are a step apart to a band. So a minute
/// has a mark where ten minutes have more restarts than their first nine; they cover a process that was away for some of
/// them. How far apart the moments are that Grafana asks for depends on the time range, so each looks for marks in all
/// the minutes since the one before.
fn api_restarts() -> Annotation {
    use metrics::requests::Instance;
    let counted = metrics::REQUESTS.within(&scope());
    let before = counted.clone().offset(minutes(1)).resets(minutes(9)).max_by([Instance]);
    let restarts = counted.resets(minutes(10)).max_by([Instance]);
    let begun = restarts.on([Instance]).above(before);
    // Whole minutes: one that lies between two moments belongs to one of them only.
    let begun = begun.over_every(INTERVAL, minutes(1)).ahead(seconds(1)).max();
    Annotation::new("API restarts", begun).text("{{instance}} started again").color(Color::PURPLE)
}

/// What is neither good nor bad, besides blue and purple: it can be told from both, on a dark page and on a light one.
pub(super) const CYAN: Color = Color::named("#1FA8B8");

/// Gives each Redis operation its colour, the same on every dashboard.
pub(super) fn operations(panel: Panel) -> Panel {
    let colors = [("get", Color::BLUE), ("set", Color::PURPLE), ("delete", CYAN)];
    colors.into_iter().fold(panel, |panel, (name, color)| panel.field_override(Override::by_name(name).color(color)))
}

/// Adds the median and the 95th percentile of a duration to a panel.
#[track_caller]
pub(super) fn percentiles<L: Label>(panel: Panel, duration: Histogram<L, Seconds>) -> Panel {
    let duration = duration.within(&scope());
    panel
        .query(duration.clone().quantile(0.5, RATE_INTERVAL).legend("p50"))
        .query(duration.quantile(0.95, RATE_INTERVAL).legend("p95"))
        .field_override(Override::by_name("p50").color(Color::BLUE))
        .field_override(Override::by_name("p95").color(Color::PURPLE))
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
