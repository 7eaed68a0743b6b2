//! Variables, events and links: what stands at the top of a page.

use dashgen::model::{
    Annotation, Color, Dashboard, DashboardRef, DatasourceRef, Hide, Link, LinkIcon, Month, Panel, PanelRef, Refresh,
    Sort, StaticOptionsOrder, TimePicker, TimeRange, Timeseries, Uid, Var, Variable, WeekStart,
};
use dashgen::promql::{Label, RATE_INTERVAL, hours, minutes, seconds};
use dashgen::vocabulary::query::VariableQuery;

use super::metrics::{JOBS, REQUESTS, jobs, requests};

const HANDLE: DashboardRef = DashboardRef::new(Uid::literal("gallery-variables"));
const WAITING: PanelRef = HANDLE.panel("waiting");
const QUEUE: Var = Var::literal("queue");
const STEP: Var = Var::literal("step");

pub(crate) fn page() -> Dashboard {
    let (logs, loki) = super::choice("loki", Var::literal("logs"));
    let picker = TimePicker::default()
        .now_delay(seconds(30))
        .refresh_intervals([seconds(10), seconds(30), minutes(1)])
        .quick_range("Last hour", TimeRange::last(hours(1)))
        .quick_range("Last day", TimeRange::last(hours(24)));
    let page = super::page(HANDLE.uid, "Variables, events and links").time_picker(picker).week_start(WeekStart::Monday);
    let page = page.fiscal_year_start(Month::April).live_now().preload();
    let page = page.variable(logs);
    let page = variables(loki).into_iter().fold(page, Dashboard::variable);
    let page = annotations().into_iter().fold(page, Dashboard::annotation);
    links().into_iter().fold(page, Dashboard::link).panel(waiting()).panel(answered())
}

fn variables(loki: DatasourceRef) -> Vec<Variable> {
    let of_logs = VariableQuery::empty().label("app").stream("{job=\"shop\"}").ref_id("apps");
    vec![
        Variable::values_of(QUEUE, &JOBS.value(), jobs::Queue)
            .label("Queue")
            .default_values(["mail", "invoices"])
            .all_value(".*")
            .static_options(StaticOptionsOrder::After, ["none"])
            .sort(Sort::Natural),
        Variable::label_names_of(Var::literal("label"), &JOBS.value())
            .single()
            .without_all()
            .refresh(Refresh::OnLoad)
            .no_custom_values(),
        Variable::metric_names(Var::literal("metric"), "shop_.*").single(),
        Variable::query_result(Var::literal("busiest"), REQUESTS.rate(minutes(5)).topk(3)).regex("/path=\"([^\"]*)\"/"),
        Variable::series(Var::literal("series"), JOBS.value())
            .regex("/queue=\"(?<text>[^\"]*)\"/")
            .regex_applies_to_text(),
        Variable::from_query(Var::literal("app"), loki, of_logs),
        Variable::ad_hoc(Var::literal("filters"))
            .filter(requests::Status, "!=", "404")
            .base_filter(requests::Method, "=", "GET")
            .default_key(requests::Status)
            .default_key(requests::Path)
            .with_group_by(),
        Variable::group_by(Var::literal("group")).default_values(["path"]),
        Variable::switch(Var::literal("debug"), "debug", "info").switched_on().label("Debug"),
        Variable::custom(Var::literal("country"), ["DE", "FR", "PL", "US"])
            .multi()
            .all_value(".+")
            .default_values(["FR"]),
        Variable::interval(STEP, [minutes(1), minutes(5), hours(1)]).auto_step(60, seconds(10)),
        Variable::textbox(Var::literal("search"), "cart").hide(Hide::InControlsMenu).skip_url_sync(),
    ]
}

fn annotations() -> Vec<Annotation> {
    let many = REQUESTS.with(requests::Status.is("500")).increase(minutes(5)).sum();
    vec![
        Annotation::new("Failures", many)
            .text("{{path}} fails")
            .color(Color::RED)
            .tag_labels(["path"])
            .except_in([WAITING]),
        Annotation::tagged("Deployments", "deploy").tag("shop").match_any_tag().only_in([WAITING]),
        Annotation::of_dashboard("Notes").hidden(),
        Annotation::tagged("Holidays", "holiday").disabled(),
    ]
}

fn links() -> Vec<Link> {
    vec![
        Link::dashboards("Gallery", "gallery"),
        Link::dashboards("Side by side", "gallery").tag("shop").side_by_side().include_variables(false),
        Link::to_dashboard("Queries", DashboardRef::new(Uid::literal("gallery-queries"))).tooltip("How to ask"),
        Link::url("Handbook", "https://example.com/handbook").icon(LinkIcon::Document).new_tab(false).keep_time(true),
    ]
}

fn waiting() -> Panel {
    Panel::new(WAITING.key, "Jobs that wait", Timeseries::lines())
        .query(JOBS.within(&[QUEUE.filters("queue")]).value().sum_by([jobs::Queue]).legend(jobs::Queue))
        .min_step(STEP)
}

fn answered() -> Panel {
    Panel::new("answered", "Requests", Timeseries::lines()).query(REQUESTS.rate(RATE_INTERVAL).sum().legend("Requests"))
}
