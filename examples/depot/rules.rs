//! Alerts and recording rules.

use dashgen::prelude::*;
use dashgen::rule::{NoData, Value};

use crate::metrics::*;
use crate::{backend, common, floor};

const RATE: Recorded<parcels::Label, PerSecond<Parcels>> = Recorded::literal("depot_belt_result:depot_parcels:rate5m");
const BUCKETS: RecordedBuckets<sorting::Label, Seconds> =
    RecordedBuckets::literal("depot_belt_le:depot_sorting_duration_seconds_bucket:rate5m");

pub(crate) fn rules() -> Rules {
    Rules {
        recording: vec![recording()],
        alerting: vec![on_the_floor(), behind_it()],
        folder: "Depot".into(),
        datasource: None,
    }
}

fn recording() -> RuleGroup<Recording> {
    let rate = {
        use parcels::{Belt, Depot, Result};
        Recording::new(&RATE, PARCELS.rate(minutes(5)).sum_by([Depot, Belt, Result]))
    };
    let buckets = {
        use sorting::{Belt, Depot};
        Recording::buckets(&BUCKETS, SORTING.rate(minutes(5)).sum_by([Depot, Belt]))
    };
    RuleGroup::new("depot-recording", seconds(30)).rule(rate).rule(buckets)
}

fn on_the_floor() -> RuleGroup<AlertRule> {
    let parcels = |result: &'static str, by| Series::counter("depot_parcels_total", by, 30).label("result", result);
    // Parcels within so many seconds; none within two minutes unless said.
    let within =
        |le: &'static str, by| Series::counter("depot_sorting_duration_seconds_bucket", by, 30).label("le", le);
    let none = || Series::counter("depot_sorting_duration_seconds_bucket", 0.0, 30).label("le", "120");
    let belt =
        |running| Series::gauge("depot_belt_running", &[(running, 30)]).label("depot", "north").label("belt", "1");
    let unsorted = Alert::above("ParcelsNotSorted", floor::unsorted_share(&[], minutes(5)), common::UNSORTED)
        .pending_period(minutes(5))
        .severity(Severity::Critical)
        .summary((Value, " of the parcels are not sorted"))
        .runbook("https://handbook.example.com/depot#not-sorted")
        .panel(floor::UNSORTED_SHARE)
        .no_data(NoData::Ok)
        .case(Case::fires("5 %", minutes(1), 0.05).series(parcels("jammed", 5.0)).series(parcels("sorted", 95.0)))
        .case(Case::quiet("1 %", minutes(1), 0.01).series(parcels("jammed", 1.0)).series(parcels("sorted", 99.0)));
    let slow = Alert::above("SortingSlow", SORTING.quantile(0.95, minutes(5)), common::P95)
        .pending_period(minutes(10))
        .summary(("p95 from gate to chute is ", Value))
        .runbook("https://handbook.example.com/depot#slow")
        .panel(floor::DURATION)
        .no_data(NoData::Ok)
        .case(
            Case::fires("all within 5 minutes", minutes(1), 291.0)
                .series(none())
                .series(within("300", 60.0))
                .series(within("+Inf", 60.0)),
        )
        .case(
            Case::quiet("all within 2 minutes", minutes(1), 114.0)
                .series(within("120", 60.0))
                .series(within("+Inf", 60.0)),
        );
    let stopped = Alert::above("BeltsStopped", floor::stopped(&[]), common::STOPPED)
        .pending_period(minutes(10))
        .summary((Value, " belts stand still in depot ", running::Depot))
        .runbook("https://handbook.example.com/depot#stopped")
        .panel(floor::STATES)
        .no_data(NoData::Ok)
        .case(Case::fires("one stands", minutes(0), 1.0).label("depot", "north").series(belt(0.0)))
        .case(Case::absent("all run", minutes(0)).series(belt(1.0)));
    RuleGroup::new("depot-floor", minutes(1)).rule(unsorted).rule(slow).rule(stopped)
}

fn behind_it() -> RuleGroup<AlertRule> {
    let queue = |messages| Series::gauge("rabbitmq_queue_messages_ready", &[(messages, 30)]).label("queue", "labels");
    let open = |connections| {
        Series::gauge("mysql_global_status_threads_connected", &[(connections, 30)]).label("instance", "db")
    };
    let most = || Series::gauge("mysql_global_variables_max_connections", &[(100.0, 30)]).label("instance", "db");
    let waiting = Alert::above("MessagesWait", backend::waiting(&[]), common::WAITING)
        .pending_period(minutes(5))
        .summary((Value, " wait in ", ready::Queue))
        .runbook("https://handbook.example.com/depot#queues")
        .panel(backend::WAITING_MESSAGES)
        .no_data(NoData::Alerting)
        .case(Case::fires("6,000", minutes(0), 6000.0).label("queue", "labels").series(queue(6000.0)))
        .case(Case::quiet("4,000", minutes(0), 4000.0).label("queue", "labels").series(queue(4000.0)))
        .case(Case::missing("no broker", minutes(0)));
    let connections = Alert::above("ConnectionsScarce", backend::connections_used(), common::USED)
        .pending_period(minutes(5))
        .summary((connected::Instance, " uses ", Value, " of its connections"))
        .runbook("https://handbook.example.com/depot#database")
        .panel(backend::CONNECTIONS)
        .no_data(NoData::Ok)
        .case(Case::fires("90 of 100", minutes(0), 0.9).label("instance", "db").series(open(90.0)).series(most()))
        .case(Case::quiet("70 of 100", minutes(0), 0.7).label("instance", "db").series(open(70.0)).series(most()));
    RuleGroup::new("depot-backend", minutes(1)).rule(waiting).rule(connections)
}
