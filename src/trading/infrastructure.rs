//! Infrastructure Monitoring: Redis, WebSocket and the API, and where the bottleneck is.

use super::common::{CYAN, apart, dashboard, listed, operations, percentiles, scope};
use super::queries::{
    Level, active_connections, api_error_share, connections_needed, redis_connected, redis_rate, request_rate,
    request_rate_of,
};
use super::{limits, metrics, names};
use dashgen::model::{
    Axis, Color, ColorMode, Dashboard, DataLink, Mapping, Override, Panel, Property, Size, Stat, Thresholds, TimeRange,
    Timeseries,
};
use dashgen::promql::{RATE_INTERVAL, hours, minutes};
use dashgen::unit::Unit;
use dashgen::vocabulary::panel::{GraphField, ThresholdsStyle, ThresholdsStyleMode};

const HALF_A_LINE: Size = Size::new(12, 4);

/// Returns the dashboard.
pub(crate) fn infrastructure() -> Dashboard {
    dashboard(names::INFRASTRUCTURE.uid, "infrastructure", "Infrastructure Monitoring")
        .description("Redis, WebSocket and the API: whether they answer, how fast, and what slows them down.")
        .tag("infrastructure")
        .time(TimeRange::last(hours(1)))
        .panel(redis_operations())
        .panel(redis_latency())
        // As wide as their titles need, where the navigation leaves little room.
        .panel(redis_status().size(HALF_A_LINE))
        .panel(connections().size(HALF_A_LINE))
        .panel(messages_last_minute().size(HALF_A_LINE))
        .panel(requests().size(HALF_A_LINE))
        .panel(connection_metrics())
        .panel(message_rate())
        .panel(endpoints())
        .panel(status_codes())
        .panel(broadcasts().size(Size::FULL))
}

fn redis_operations() -> Panel {
    operations(Panel::new("redis-operations", "Redis Operations Rate (GET/SET/DELETE)", Timeseries::lines()))
        .description(
            "What the service asks of Redis, by operation. Many more reads than requests: something polls; writes \
             without reads: a cache that nobody uses. All at zero while requests go on: Redis cannot be reached.",
        )
        .query(redis_rate(&scope()).legend(metrics::redis_operations::Operation))
        .min(0.0)
        .no_value("No Redis operations")
}

fn redis_latency() -> Panel {
    let graph = Timeseries::lines().show_thresholds(ThresholdsStyleMode::Dashed);
    percentiles(
        Panel::new(names::REDIS_LATENCY.key, "Redis Operation Latency (p50, p95)", graph),
        metrics::REDIS_DURATION,
    )
    .description(
        "Half of the operations are faster than p50, 95 of 100 faster than p95. A dashed line marks 100 ms, once \
             the graph reaches that high: above it, look in Redis's SLOWLOG for slow commands, then at its memory and \
             its network.",
    )
    .thresholds(Thresholds::from_ok().critical(limits::REDIS_P95))
    .data_link(DataLink::to_alert(names::HIGH_REDIS_LATENCY))
    .no_value("No Redis operations")
}

fn redis_status() -> Panel {
    Panel::new("redis-status", "Redis Connection Status", Stat::state())
        .description(
            "CONNECTED while operations succeed, or while none is tried and the service reports its Redis pool, which may \
             be idle. DISCONNECTED when all operations of the last five minutes failed: see whether Redis runs and takes \
             connections.",
        )
        .query(redis_connected(&scope()).legend("Redis").instant())
        .mapping(Mapping::value("1", "CONNECTED", Color::GREEN))
        .mapping(Mapping::value("0", "DISCONNECTED", Color::RED))
        .thresholds(Thresholds::from_critical().ok(1.0))
        .no_value("No pool reported")
}

fn connections() -> Panel {
    Panel::new("websocket-connections", "Active WebSocket Connections", Stat::plain())
        .description(
            "Clients connected over WebSocket now. None in trading hours: try to connect by hand, then look at the \
             proxy before the API.",
        )
        .query(active_connections(&scope(), Level::Page).legend("Connections").instant())
        .color(Color::BLUE)
        .no_value("No connections reported")
}

fn messages_last_minute() -> Panel {
    let messages = metrics::MESSAGES.within(&scope()).increase(minutes(1)).sum();
    Panel::new("messages-last-minute", "WebSocket Messages (Last Minute)", Stat::plain())
        .description(
            "Messages sent and received over WebSocket in the last minute. None while clients are connected: the \
             broadcast has stopped; see whether market data still comes in.",
        )
        .query(messages.legend("Messages").instant())
        .color(Color::BLUE)
        .decimals(0)
        .no_value("No messages")
}

fn requests() -> Panel {
    Panel::new("request-rate", "API Request Rate", Stat::default())
        .description(
            "Requests that the API answers. At zero, nobody reaches it: not even the health checks. Far above the \
             usual, find the endpoint in the graph below.",
        )
        .query(request_rate(&scope(), RATE_INTERVAL).legend("Requests"))
        .color(Color::BLUE)
        .no_value("No requests")
}

fn connection_metrics() -> Panel {
    let opened = metrics::CONNECTIONS_OPENED.within(&scope()).rate(RATE_INTERVAL).sum();
    // A line a channel would be a crowd at half a page's width; the axes name what they count, which the ticks need not.
    let subscribers = metrics::SUBSCRIBERS.within(&scope()).value().sum();
    let graph = Timeseries::lines().custom(|field| field.axis_label("connections"));
    Panel::new(names::WEBSOCKET_METRICS.key, "WebSocket Connection Metrics", graph)
        .description(
            "Open connections and the subscribers of all channels together (left), and connections opened per second \
             (right, dashed). Many opened while the number of open ones stays: clients lose the connection and come \
             back; look for timeouts at the proxy. Fewer subscribers than connections: clients do not listen to \
             anything. Below the red line, more than half of those of ten minutes ago are lost: see whether the API \
             restarted.",
        )
        .query(active_connections(&scope(), Level::Page).legend("active"))
        .query(opened.legend("opened").axis(Axis::Right))
        // A subscriber is a connection that listens to a channel, so both can share an axis.
        .query(subscribers.in_unit::<metrics::Connections>().legend("subscribers"))
        .query(connections_needed(&scope()).legend("alarm below"))
        .unit(Unit::Number)
        .field_override(Override::by_name("active").color(Color::BLUE))
        .field_override(Override::by_name("subscribers").color(CYAN))
        .field_override(apart("alarm below").color(Color::RED))
        .field_override(
            apart("opened")
                .color(Color::PURPLE)
                .unit(Unit::Number)
                .with(Property::AxisLabel("opened per second".into())),
        )
        .data_link(DataLink::to_alert(names::WEBSOCKET_CONNECTION_DROP))
        .min(0.0)
        .no_value("No connections reported")
}

fn message_rate() -> Panel {
    let by_direction = metrics::MESSAGES.within(&scope()).rate(RATE_INTERVAL).sum_by([metrics::messages::Direction]);
    Panel::new("message-rate", "WebSocket Message Rate (Sent/Received)", Timeseries::lines())
        .description(
            "Messages over WebSocket. Sent follows market data times subscribers; when only sent falls, broadcasts are \
             slow or have stopped. A jump of received: a client that floods the service; find it in the API's log.",
        )
        .query(by_direction.legend(metrics::messages::Direction))
        .field_override(Override::by_name("sent").color(Color::BLUE))
        .field_override(Override::by_name("received").color(Color::PURPLE))
        .min(0.0)
        .no_value("No messages")
}

fn endpoints() -> Panel {
    use metrics::requests::{Method, Path};
    let busiest = metrics::REQUESTS.within(&scope()).rate(RATE_INTERVAL).sum_by([Method, Path]).topk(10);
    Panel::new("endpoints", "API Endpoints Request Rate", listed())
        .description(
            "The ten busiest endpoints at each moment, by method and path. One that stands out from its usual rate is \
             a client that polls too often or retries: see its status codes beside.",
        )
        .query(busiest.legend((Method, " ", Path)))
        .color(ColorMode::PALETTE)
        .min(0.0)
        .no_value("No requests")
}

fn status_codes() -> Panel {
    let rate_of = |status| request_rate_of(&scope(), status, RATE_INTERVAL);
    Panel::new(names::STATUS_CODES.key, "API Response Status Codes", Timeseries::stacked())
        .description(
            "Answers by class of status, stacked, and the share of 5xx over five minutes (right, dashed, purple); a red \
             line marks 5 % once the share gets near. 5xx: the API or what it needs fails; read its log. 4xx: clients ask for the wrong thing; \
             after a deployment, suspect the deployment.",
        )
        .query(rate_of("2..").legend("2xx"))
        .query(rate_of("3..").legend("3xx"))
        .query(rate_of("4..").legend("4xx"))
        .query(rate_of("5..").legend("5xx"))
        .query(api_error_share(&scope(), Level::Page).legend("5xx share").axis(Axis::Right))
        .data_link(DataLink::to_alert(names::HIGH_API_ERROR_RATE))
        .field_override(Override::by_name("2xx").color(Color::GREEN))
        .field_override(Override::by_name("3xx").color(Color::BLUE))
        .field_override(Override::by_name("4xx").color(Color::AMBER))
        .field_override(Override::by_name("5xx").color(Color::RED))
        .field_override(
            apart("5xx share")
                .with(Property::Thresholds(Thresholds::from_ok().critical(limits::API_ERROR_SHARE)))
                .custom(|line: GraphField| {
                    line.thresholds_style(ThresholdsStyle::new().mode(ThresholdsStyleMode::Dashed))
                })
                .color(Color::PURPLE),
        )
        .min(0.0)
        .no_value("No requests")
}

fn broadcasts() -> Panel {
    let panel = Panel::new("broadcast-duration", "WebSocket Broadcast Duration (p50, p95)", Timeseries::lines());
    percentiles(panel, metrics::BROADCAST_DURATION)
        .description(
            "Time to send one message to all subscribers of a channel. It grows with the subscribers; when p95 alone \
             grows, slow clients hold up the others: drop those that do not keep up.",
        )
        .no_value("No broadcasts")
}
