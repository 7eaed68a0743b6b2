//! The floor: belts, parcels and trucks.

use dashgen::prelude::*;
use dashgen::vocabulary::panel::{BarGaugeMode, LegendOptions, LegendPlacement, TableCell};

use crate::common::*;
use crate::metrics::*;

pub(crate) const UNSORTED_SHARE: PanelRef = FLOOR.panel("unsorted");
pub(crate) const DURATION: PanelRef = FLOOR.panel("duration");
pub(crate) const STATES: PanelRef = FLOOR.panel("states");

pub(crate) fn sorted(scope: &[ScopeMatcher], window: impl Into<Window>) -> Query<parcels::Label, PerSecond<Parcels>> {
    PARCELS.within(scope).rate(window).sum()
}

pub(crate) fn unsorted_share(scope: &[ScopeMatcher], window: impl Into<Window> + Copy) -> Query<parcels::Label, Ratio> {
    let unsorted = PARCELS.within(scope).with(parcels::Result.is_not("sorted")).rate(window).sum();
    unsorted.or_number(0.0) / sorted(scope, window).above(0.0)
}

pub(crate) fn stopped(scope: &[ScopeMatcher]) -> Query<running::Label, Number> {
    RUNNING.within(scope).value().equal_to(0.0).count_by([running::Depot])
}

pub(crate) fn floor() -> Dashboard {
    page(FLOOR, "Depot: floor")
        .time(TimeRange::last(hours(6)))
        .row(
            Row::new("shift", "This shift")
                .panel(parcels_per_second())
                .panel(unsorted())
                .panel(p95())
                .panel(states())
                .panel(departure()),
        )
        .row(Row::new("sorting", "Sorting").panel(by_result()).panel(duration()).panel(heatmap()).panel(chutes()))
        .row(
            Row::new("each-belt", format!("Belt {}", BELTS.placeholder()))
                .repeat(BELTS)
                .panel(of_belt())
                .panel(speed()),
        )
        .row(Row::new("gates", "Gates").panel(docked()))
        .row(Row::new("logs-row", "Logs").collapsed().panel(errors()))
}

fn parcels_per_second() -> Panel {
    Panel::new("parcels", "Parcels", Stat::default())
        .query(sorted(&chosen_belts(), minutes(5)).legend("Parcels"))
        .size(Size::new(5, 4))
}

fn unsorted() -> Panel {
    Panel::new(UNSORTED_SHARE.key, "Not sorted", Stat::default())
        .query(unsorted_share(&chosen_belts(), minutes(5)).legend("Not sorted"))
        .thresholds(Thresholds::from_ok().warning(0.01).critical(UNSORTED))
        .decimals(2)
        .size(Size::new(5, 4))
        .data_link(DataLink::to_dashboard("What is behind it", BACKEND))
}

fn p95() -> Panel {
    Panel::new("p95", "Gate to chute, p95", Stat::default())
        .query(SORTING.within(&chosen_belts()).quantile(0.95, minutes(5)).legend("p95"))
        .thresholds(Thresholds::from_ok().warning(180).critical(P95))
        .size(Size::new(5, 4))
}

fn states() -> Panel {
    Panel::new(STATES.key, "Belts", Stat::state())
        .query(RUNNING.within(&chosen_belts()).value().min_by([running::Belt]).legend(running::Belt).instant())
        .mapping(Mapping::value("1", "RUNS", Color::GREEN))
        .mapping(Mapping::value("0", "STOPPED", Color::RED))
        .size(Size::new(5, 4))
}

fn departure() -> Panel {
    let left = DEPARTURE.within(&chosen_depot()).value().min() - time();
    Panel::new("departure", "Next truck leaves in", Stat::plain())
        .query(left.legend("Departure").instant())
        .thresholds(Thresholds::from_critical().warning(600).ok(1800))
        .size(Size::new(4, 4))
}

fn by_result() -> Panel {
    Panel::new("by-result", "Parcels by result", Timeseries::stacked())
        .query(PARCELS.within(&chosen_belts()).rate(RATE_INTERVAL).sum_by([parcels::Result]).legend(parcels::Result))
        .field_override(Override::by_name("sorted").color(Color::GREEN))
        .field_override(Override::by_name("unreadable").color(Color::AMBER))
        .field_override(Override::by_name("jammed").color(Color::RED))
}

fn duration() -> Panel {
    let sorting = SORTING.within(&chosen_belts());
    let panel = Panel::new(DURATION.key, "Gate to chute", Timeseries::lines());
    [(0.5, "p50"), (0.95, "p95"), (0.99, "p99")]
        .into_iter()
        .fold(panel, |panel, (phi, name)| panel.query(sorting.clone().quantile(phi, RATE_INTERVAL).legend(name)))
}

fn heatmap() -> Panel {
    Panel::new("heatmap", "Gate to chute, all parcels", Heatmap::buckets(&Unit::SECONDS))
        .query(SORTING.within(&chosen_belts()).rate(RATE_INTERVAL).sum().buckets())
}

fn of_belt() -> Panel {
    let legend = LegendOptions::table(["mean", "max"]).placement(LegendPlacement::Right);
    Panel::new("of-belt", "Parcels", Timeseries::lines().legend(legend))
        .query(PARCELS.within(&chosen_belts()).rate(RATE_INTERVAL).sum_by([parcels::Result]).legend(parcels::Result))
}

fn speed() -> Panel {
    let travelled = TRAVELLED.within(&chosen_belts());
    Panel::new("speed", "Speed", Timeseries::lines())
        .query(travelled.clone().rate(RATE_INTERVAL).max().legend("now"))
        .query(travelled.offset(days(7)).rate(RATE_INTERVAL).max().legend("a week ago"))
        .min(0.0)
}

fn docked() -> Panel {
    Panel::new("docked", "Trucks at the gates", BarGauge::horizontal())
        .query(TRUCKS.within(&chosen_depot()).value().sum_by([trucks::Gate]).legend(trucks::Gate).instant())
        .min(0.0)
}

fn chutes() -> Panel {
    use parcels::{Belt, Chute};
    let parcels = || PARCELS.within(&chosen_belts());
    let unsorted = parcels().with(parcels::Result.is_not("sorted")).rate(RATE_INTERVAL).sum_by([Belt, Chute]);
    let p95 =
        SORTING.within(&chosen_belts()).rate(RATE_INTERVAL).sum_by([sorting::Belt, sorting::Chute]).quantile(0.95);
    Panel::new("chutes", "Chutes", Table::default().paged()).columns([
        Column::label("Belt", Belt).link(DataLink::to_dashboard("This belt alone", FLOOR).set(BELTS, Belt)),
        Column::label("Chute", Chute),
        Column::value("Parcels", parcels().rate(RATE_INTERVAL).sum_by([Belt, Chute]))
            .cell(TableCell::gauge(BarGaugeMode::Gradient))
            .largest_first(),
        Column::value("Not sorted", unsorted),
        Column::value("p95", p95)
            .thresholds(Thresholds::from_ok().warning(180).critical(P95))
            .cell(TableCell::colored_background()),
    ])
}

fn errors() -> Panel {
    Panel::new("errors", "Errors of the sorting machines", Logs::default())
        .datasource(DatasourceRef::by_variable("loki", &LOKI))
        .query(logs(&LOKI).chosen("depot", &DEPOT).chosen("belt", &BELTS).logfmt().field_eq("level", "error"))
}
