//! What the floor needs: queues and the database.

use dashgen::prelude::*;
use dashgen::vocabulary::panel::ThresholdsStyleMode;

use crate::common::*;
use crate::metrics::*;

pub(crate) const WAITING_MESSAGES: PanelRef = BACKEND.panel("waiting");
pub(crate) const CONNECTIONS: PanelRef = BACKEND.panel("connections");

fn chosen_queues() -> [ScopeMatcher; 1] {
    [QUEUE.filters("queue")]
}

pub(crate) fn waiting(scope: &[ScopeMatcher]) -> Query<ready::Label, Messages> {
    READY.within(scope).value().sum_by([ready::Queue])
}

pub(crate) fn connections_used() -> Query<connected::Label, Ratio> {
    CONNECTED.value() / MAX_CONNECTIONS.value()
}

pub(crate) fn backend() -> Dashboard {
    page(BACKEND, "Depot: backend")
        .variable(Variable::values_of(QUEUE, &READY.value(), ready::Queue).label("Queue"))
        .row(Row::new("queues", "Queues").panel(waiting_messages()).panel(broker_memory()).panel(of_queue()))
        .row(
            Row::new("database", "Database")
                .panel(up())
                .panel(replica())
                .panel(slow())
                .panel(connections())
                .panel(statements()),
        )
}

fn waiting_messages() -> Panel {
    Panel::new(
        WAITING_MESSAGES.key,
        "Messages that wait",
        Timeseries::lines().show_thresholds(ThresholdsStyleMode::Area),
    )
    .query(waiting(&chosen_queues()).legend(ready::Queue))
    .thresholds(Thresholds::from_ok().warning(1000).critical(WAITING))
    .min(0.0)
}

fn broker_memory() -> Panel {
    let used = || BROKER_MEMORY.value() / BROKER_LIMIT.value();
    Panel::new("broker-memory", "Memory of the broker", Timeseries::lines())
        .query(used().legend(broker_memory::Instance))
        .query((BROKER_MEMORY.over(hours(6)).predict(hours(4)) / BROKER_LIMIT.value()).legend("in 4 hours"))
        .range(0.0, 1.0)
        .field_override(Override::by_name("in 4 hours").color(Color::PURPLE))
}

fn of_queue() -> Panel {
    Panel::new("of-queue", format!("Queue {}", QUEUE.placeholder()), Timeseries::stacked())
        .query(READY.within(&chosen_queues()).value().sum().legend("ready"))
        .query(UNACKED.within(&chosen_queues()).value().sum().legend("unacknowledged"))
        .repeat(QUEUE)
        .max_per_row(3)
}

fn up() -> Panel {
    Panel::new("up", "MySQL", Stat::state())
        .query(MYSQL_UP.value().min().legend("MySQL").instant())
        .mapping(Mapping::value("1", "UP", Color::GREEN))
        .mapping(Mapping::value("0", "DOWN", Color::RED))
        .size(Size::new(8, 4))
}

fn replica() -> Panel {
    Panel::new("replica", "Replica is behind by", Stat::default())
        .query(BEHIND.value().max().legend("Behind"))
        .thresholds(Thresholds::from_ok().warning(5).critical(30))
        .size(Size::new(8, 4))
}

fn slow() -> Panel {
    let slow = SLOW_QUERIES.rate(minutes(5)).sum() / QUERIES.rate(minutes(5)).sum();
    Panel::new("slow", "Slow statements", Gauge::default())
        .query(slow.legend("Slow").instant())
        .range(0.0, 0.1)
        .thresholds(Thresholds::from_ok().warning(0.01).critical(0.05))
        .size(Size::new(8, 4))
}

fn connections() -> Panel {
    Panel::new(CONNECTIONS.key, "Connections", Timeseries::lines())
        .query(CONNECTED.value().sum().legend("open"))
        .query(connections_used().max().legend("used").axis(Axis::Right))
        .field_override(Override::by_name("used").range(0.0, 1.0))
}

fn statements() -> Panel {
    Panel::new("statements", "Statements", Timeseries::lines())
        .query(QUERIES.rate(RATE_INTERVAL).sum().legend("all"))
        .query(SLOW_QUERIES.rate(RATE_INTERVAL).sum().legend("slow").axis(Axis::Right))
}
