//! What the sorting machines, `RabbitMQ` and `mysqld_exporter` expose.

use dashgen::prelude::*;

dashgen::units! {
    /// Parcels.
    pub Parcels = Unit::count("parcels");
    /// Trucks.
    pub Trucks = Unit::count("trucks");
    /// Metres.
    pub Metres = Unit::id("lengthm");
    /// Messages of a queue.
    pub Messages = Unit::count("messages");
    /// Connections to the database.
    pub Connections = Unit::count("connections");
    /// Queries of the database.
    pub Queries = Unit::count("queries");
}

dashgen::metrics! {
    catalogue METRICS;
    target labels { Job = "job", Instance = "instance" }

    // The sorting machines.
    /// A belt and what it is: always 1.
    info BELT("depot_belt_info", Number) by belt {
        Depot = "depot" ["north", "south"],
        Belt = "belt" ["1", "2", "3"],
        Model = "model" ["tilt-tray", "cross-belt"],
    }
    /// Whether a belt runs.
    gauge RUNNING("depot_belt_running", Number) by running {
        Depot = "depot" ["north", "south"],
        Belt = "belt" ["1", "2", "3"],
    }
    /// Distance that a belt has moved.
    counter TRAVELLED("depot_belt_travelled_metres_total", Metres) by travelled {
        Depot = "depot" ["north", "south"],
        Belt = "belt" ["1", "2", "3"],
    }
    /// Parcels that left a belt, and how.
    counter PARCELS("depot_parcels_total", Parcels) by parcels {
        Depot = "depot" ["north", "south"],
        Belt = "belt" ["1", "2", "3"],
        Chute = "chute",
        Result = "result" ["sorted", "unreadable", "jammed"],
    }
    /// Time from the gate to the chute.
    histogram SORTING("depot_sorting_duration_seconds", Seconds) by sorting {
        Depot = "depot" ["north", "south"],
        Belt = "belt" ["1", "2", "3"],
        Chute = "chute",
    }
    /// Trucks at the gates.
    gauge TRUCKS("depot_trucks_docked", Trucks) by trucks { Depot = "depot" ["north", "south"], Gate = "gate" ["in", "out"] }
    /// When the next truck has to leave.
    gauge DEPARTURE("depot_next_departure_timestamp_seconds", Seconds) by departure { Depot = "depot" ["north", "south"] }

    // RabbitMQ.
    /// Messages ready to be delivered to consumers.
    gauge READY("rabbitmq_queue_messages_ready", Messages) by ready { Queue = "queue" ["labels", "manifests", "billing"] }
    /// Messages delivered to consumers but not yet acknowledged.
    gauge UNACKED("rabbitmq_queue_messages_unacked", Messages) by unacked { Queue = "queue" ["labels", "manifests", "billing"] }
    /// Memory used by the broker.
    gauge BROKER_MEMORY("rabbitmq_process_resident_memory_bytes", Bytes) by broker_memory {}
    /// Memory at which the broker blocks its publishers.
    gauge BROKER_LIMIT("rabbitmq_resident_memory_limit_bytes", Bytes) by broker_limit {}

    // mysqld_exporter.
    /// Whether the server is up.
    gauge MYSQL_UP("mysql_up", Number) by mysql_up {}
    /// Connections that are open.
    gauge CONNECTED("mysql_global_status_threads_connected", Connections) by connected {}
    /// Connections that the server takes at most.
    gauge MAX_CONNECTIONS("mysql_global_variables_max_connections", Connections) by max_connections {}
    /// Statements that the server executed.
    counter QUERIES("mysql_global_status_queries", Queries) by queries {}
    /// Statements that took longer than `long_query_time`.
    counter SLOW_QUERIES("mysql_global_status_slow_queries", Queries) by slow_queries {}
    /// Seconds that the replica is behind its source.
    gauge BEHIND("mysql_slave_status_seconds_behind_master", Seconds) by behind {}
}
