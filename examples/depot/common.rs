//! What both dashboards share, and where good ends.

use dashgen::prelude::*;

use crate::metrics::*;

pub(crate) const FLOOR: DashboardRef = DashboardRef::new(Uid::literal("depot-floor"));
pub(crate) const BACKEND: DashboardRef = DashboardRef::new(Uid::literal("depot-backend"));

pub(crate) const DATASOURCE: Var = Var::literal("datasource");
pub(crate) const LOKI: Var = Var::literal("loki");
pub(crate) const DEPOT: Var = Var::literal("depot");
pub(crate) const BELTS: Var = Var::literal("belt");
pub(crate) const QUEUE: Var = Var::literal("queue");

/// Parcels that no machine could sort.
pub(crate) const UNSORTED: Amount<Ratio> = Amount::percent(3.0);
/// From the gate to the chute.
pub(crate) const P95: Amount<Seconds> = Amount::of(240.0);
pub(crate) const WAITING: Amount<Messages> = Amount::of(5000.0);
pub(crate) const USED: Amount<Ratio> = Amount::percent(80.0);
pub(crate) const STOPPED: Amount<Number> = Amount::of(0.0);

pub(crate) fn chosen_depot() -> [ScopeMatcher; 1] {
    [DEPOT.filters("depot")]
}

pub(crate) fn chosen_belts() -> [ScopeMatcher; 2] {
    [DEPOT.filters("depot"), BELTS.filters("belt")]
}

/// A dashboard with the variables, annotations and links of both.
pub(crate) fn page(handle: DashboardRef, title: &'static str) -> Dashboard {
    let belts = BELT.within(&chosen_depot()).value();
    let stopped = RUNNING.within(&chosen_depot()).over(minutes(2)).changes().max_by([running::Belt]).above(0.0);
    Dashboard::new(handle.uid, title)
        .tag("depot")
        .refresh(seconds(30))
        .datasource(DatasourceRef::Variable(DATASOURCE))
        .variable(Variable::prometheus(DATASOURCE).label("Datasource"))
        .variable(Variable::datasources(LOKI, "loki").label("Logs"))
        .variable(Variable::values_of(DEPOT, &BELT.value(), belt::Depot).label("Depot").single().without_all())
        .variable(Variable::values_of(BELTS, &belts, belt::Belt).label("Belt"))
        .annotation(Annotation::new("Starts and stops", stopped).text("belt {{belt}}").color(Color::PURPLE))
        .annotation(Annotation::tagged("Maintenance", "maintenance").color(Color::BLUE))
        .link(Link::dashboards("Depot", "depot"))
        .link(Link::url("Handbook", "https://handbook.example.com/depot"))
}
