//! Links that set variables of the dashboard they lead to.

use serde_json::Value;

use super::{page, refused, written};
use crate::model::{DashboardRef, DataLink, Override, Panel, Table, Timeseries, Uid, Var, Variable};
use crate::promql::RATE_INTERVAL;
use crate::render;
use crate::suite::{Dashboards, Suite};

#[expect(unreachable_pub, dead_code, reason = "a declaration is for other crates to read")]
mod metrics {
    use crate::unit::Seconds;

    crate::metrics! {
        catalogue METRICS;
        target labels { Job = "job" }
        /// Time on the processor.
        counter CPU("cpu_seconds_total", Seconds) by cpu { Pod = "pod", Node = "node" }
    }
}

use metrics::*;

const POD_PAGE: DashboardRef = DashboardRef::new(Uid::literal("pods"));
const POD: Var = Var::literal("pod");
const NAMESPACE: Var = Var::literal("namespace");

fn link() -> DataLink {
    DataLink::to_dashboard("This pod", POD_PAGE).set(POD, cpu::Pod)
}

fn by_pod() -> crate::model::PromQuery {
    CPU.rate(RATE_INTERVAL).sum_by([cpu::Pod]).legend(cpu::Pod)
}

fn by_node() -> crate::model::PromQuery {
    CPU.rate(RATE_INTERVAL).sum_by([cpu::Node]).legend(cpu::Node)
}

fn graph() -> Panel {
    Panel::new("panel", "CPU", Timeseries::lines())
}

fn chosen(var: Var) -> Variable {
    Variable::custom(var, ["a"])
}

fn with_variables(panel: Panel) -> crate::model::Dashboard {
    page()
        .variable(chosen(NAMESPACE))
        .variable(chosen(POD))
        .variable(Variable::ad_hoc(Var::literal("filters")))
        .panel(panel)
}

fn url(panel: Panel) -> Value {
    super::json(&with_variables(panel))["panels"][0]["fieldConfig"]["defaults"]["links"][0]["url"].clone()
}

#[test]
fn what_is_set_is_not_kept_as_well() {
    assert_eq!(
        url(graph().query(by_pod()).data_link(link())),
        "/d/pods?${__url_time_range}&${namespace:queryparam}&var-pod=${__field.labels.pod:percentencode}"
    );
}

#[test]
fn rows_of_tables_have_labels_as_fields() {
    let table = Panel::new("panel", "CPU", Table::default()).query(CPU.rate(RATE_INTERVAL).sum_by([cpu::Pod]).table());
    assert_eq!(
        url(table.data_link(link())),
        "/d/pods?${__url_time_range}&${namespace:queryparam}&var-pod=${__data.fields.pod:percentencode}"
    );
}

#[test]
fn links_of_overrides_are_whole_as_well() {
    let panel = written(graph().query(by_pod()).field_override(Override::by_name("a").links([link()])));
    let url = &panel["fieldConfig"]["overrides"][0]["properties"][0]["value"][0]["url"];
    assert_eq!(url, "/d/pods?${__url_time_range}&var-pod=${__field.labels.pod:percentencode}");
}

#[test]
fn a_label_that_the_series_of_a_query_have_not() {
    let error = refused(&page().panel(graph().query(by_pod()).query(by_node()).data_link(link())));
    assert!(
        error.ends_with(
            "dashboard `page`, panel `CPU`: a link sets the variable `pod` from the label `pod`, but the series of query \
             B have no such label; group the query by it, or give the link to an override"
        ),
        "{error}"
    );
    let of_some = graph().query(by_pod()).query(by_node()).field_override(Override::by_query("A").links([link()]));
    super::json(&page().panel(of_some));
}

/// Returns what a suite of a page with the link and the page that it leads to is refused for.
fn suite_with(target: Variable) -> String {
    let pages = vec![
        page().panel(graph().query(by_pod()).field_override(Override::by_name("a").links([link()]))),
        crate::model::Dashboard::new(POD_PAGE.uid, "Pods").variable(target),
    ];
    let suite = Suite::new("shop").catalogue(&METRICS).dashboards(Dashboards::from(pages));
    let sink = |_: &str, _: &[u8]| Ok::<_, std::convert::Infallible>(());
    match render::dashboards(&suite, &render::Options::default(), &|_| true, &sink) {
        Ok(_) => String::new(),
        Err(failure) => failure.to_string(),
    }
}

#[test]
fn a_variable_that_the_other_dashboard_has_not() {
    assert_eq!(suite_with(chosen(POD)), "");
    let error = suite_with(chosen(Var::literal("pods")));
    assert!(
        error.ends_with(
            "dashboard `page`: a link sets the variable `pod` of the dashboard `pods`, which has no such variable; did you \
             mean `pods`?"
        ),
        "{error}"
    );
}
