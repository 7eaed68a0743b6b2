//! System Overview: is everything well, at a glance?

use super::common::{dashboard, one_line, operations, percentiles, scope};
use super::queries::{
    Level, active_bots, active_connections, api_status, portfolio_value, profit_percent, redis_rate, request_rate,
};
use super::{limits, metrics, names};
use dashgen::model::{Color, Dashboard, DataLink, Mapping, Panel, Size, Stat, Thresholds, TimeRange, Timeseries};
use dashgen::promql::{hours, minutes};

/// Returns the dashboard.
pub(crate) fn system_overview() -> Dashboard {
    dashboard(names::SYSTEM_OVERVIEW.uid, "system-overview", "System Overview")
        .description("Health of the trading system at a glance. Click a value for the dashboard that explains it.")
        .tag("overview")
        .time(TimeRange::last(hours(1)))
        // As wide as their titles need, where the navigation leaves little room.
        .panel(service_status().size(Size::new(6, 4)))
        .panel(bots().size(Size::new(5, 4)))
        .panel(portfolio().size(Size::new(8, 4)))
        .panel(profit().size(Size::new(5, 4)))
        .panel(requests())
        .panel(response_time())
        .panel(connections())
        .panel(redis())
}

fn service_status() -> Panel {
    Panel::new(names::SERVICE_STATUS.key, "API Service Status", Stat::state())
        .description(
            "UP while Prometheus reaches at least one instance of the API; with all jobs chosen, each of them by itself. \
             DOWN: see whether the API container runs and what it logged last, then the target's error on \
             Prometheus's page Status > Targets.",
        )
        .query(api_status(&scope()).legend(metrics::app_info::Job).instant())
        .mapping(Mapping::value("1", "UP", Color::GREEN))
        .mapping(Mapping::value("0", "DOWN", Color::RED))
        .thresholds(Thresholds::from_critical().ok(limits::API_UP))
        .no_value("Prometheus does not answer")
        .data_link(to_infrastructure())
        .data_link(DataLink::to_alert(names::API_DOWN))
}

fn bots() -> Panel {
    Panel::new("active-bots", "Active Bots", Stat::default())
        .description(
            "Bots that are trading now. Amber at none: unless they were stopped on purpose, look for the reason in the \
             API's log; a single bot that is missing shows on Trading Performance.",
        )
        .query(active_bots(&scope()).legend(metrics::bots_active::Job))
        .thresholds(Thresholds::base(Color::AMBER).ok(1.0))
        .no_value("No bots reported")
        .data_link(to_trading())
}

fn portfolio() -> Panel {
    Panel::new("portfolio-value", "Total Portfolio Value (USD)", Stat::default())
        .description(
            "What all positions and cash are worth. A step that no trade explains is more likely a wrong price: \
             compare it with the market data rate on Trading Performance.",
        )
        .query(portfolio_value(&scope()).legend(metrics::portfolio_value::Job))
        .color(Color::BLUE)
        .decimals(2)
        .no_value("No portfolio reported")
        .data_link(to_trading())
}

fn profit() -> Panel {
    Panel::new("pnl-percent", "Total P&L %", Stat::default())
        .description(
            "Profit (green) or loss (red) since the start, in percent of what was put in. When it falls, see on \
             Trading Performance whether trades lose or open positions do, and stop the bots that lose.",
        )
        .query(profit_percent(&scope()).legend(metrics::pnl_percent::Job))
        .thresholds(Thresholds::from_critical().ok(0.0))
        .decimals(2)
        .no_value("No P&L reported")
        .data_link(to_trading())
}

fn requests() -> Panel {
    Panel::new("request-rate", "API Request Rate (5m avg)", one_line())
        .description(
            "Requests that the API answers, as a mean over five minutes. A sudden fall means that clients cannot reach \
             it, a sudden rise often a client that retries: Infrastructure Monitoring tells the endpoints and statuses.",
        )
        .query(request_rate(&scope(), minutes(5)).legend("Requests"))
        .color(Color::BLUE)
        .min(0.0)
        .no_value("No requests")
        .data_link(to_infrastructure())
}

fn response_time() -> Panel {
    let panel = Panel::new("response-time", "API Response Time (p50, p95)", Timeseries::lines());
    percentiles(panel, metrics::REQUEST_DURATION)
        .description(
            "Half of the requests are answered faster than p50, 95 of 100 faster than p95. If only p95 rises, some \
             endpoints are slow; if both rise, the whole service is: check Redis latency first.",
        )
        .no_value("No requests")
        .data_link(to_infrastructure())
}

fn connections() -> Panel {
    Panel::new("websocket-connections", "Active WebSocket Connections", one_line())
        .description(
            "Clients connected over WebSocket. When many drop at once, the API restarted (see the purple marks) or \
             the proxy before it did; clients should be back within a minute.",
        )
        .query(active_connections(&scope(), Level::Page).legend("Connections"))
        .color(Color::BLUE)
        .min(0.0)
        .no_value("No connections reported")
        .data_link(to_infrastructure())
}

fn redis() -> Panel {
    operations(Panel::new("redis-operations", "Redis Operations Rate", Timeseries::lines()))
        .description(
            "Operations that the service asks of Redis. It follows the traffic: a fall to zero while requests go on \
             means that Redis cannot be reached.",
        )
        .query(redis_rate(&scope()).legend(metrics::redis_operations::Operation))
        .min(0.0)
        .no_value("No Redis operations")
        .data_link(to_infrastructure())
}

fn to_trading() -> DataLink {
    DataLink::to_dashboard("Trading Performance", names::TRADING_PERFORMANCE)
}

fn to_infrastructure() -> DataLink {
    DataLink::to_dashboard("Infrastructure Monitoring", names::INFRASTRUCTURE)
}
