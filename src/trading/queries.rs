//! What more than one place asks, and the shares that the [`limits`](super::limits) are set for.

use super::common::scope;
use super::metrics::{self, Bots, Connections, Operations, Requests};
use crate::promql::{Label, Query, RATE_INTERVAL, Window, hours, minutes};
use crate::unit::{Measure, PerSecond, Ratio, Usd};

/// Returns how many requests the API answers per second.
pub fn request_rate(window: Window) -> Query<metrics::requests::Label, PerSecond<Requests>> {
    metrics::REQUESTS.within(&scope()).rate(window).sum()
}

/// Returns how many requests end with a status that matches the regular expression, per second.
pub fn request_rate_of(status: &'static str, window: Window) -> Query<metrics::requests::Label, PerSecond<Requests>> {
    metrics::REQUESTS.within(&scope()).with(metrics::requests::StatusCode.matches(status)).rate(window).sum()
}

/// Returns the share of requests of the last five minutes that were answered with a 5xx status.
pub fn api_error_share() -> Query<metrics::requests::Label, Ratio> {
    share(request_rate_of("5..", minutes(5)), request_rate(minutes(5)))
}

/// Returns how many bots are trading.
pub fn active_bots() -> Query<metrics::bots_active::Label, Bots> {
    metrics::BOTS_ACTIVE.within(&scope()).value().sum()
}

/// Returns how many bots are configured.
pub fn all_bots() -> Query<metrics::bots::Label, Bots> {
    metrics::BOTS.within(&scope()).value().sum()
}

/// Returns how many bots are configured and not trading.
pub fn inactive_bots() -> Query<metrics::bots::Label, Bots> {
    all_bots() - active_bots()
}

/// Returns the share of the last hour's trades that ended with a profit; nothing when there was no trade.
pub fn win_rate() -> Query<metrics::trades::Label, Ratio> {
    let trades = metrics::TRADES.within(&scope());
    let won = trades.clone().with(metrics::trades::Result.is("profit"));
    share(won.increase(hours(1)).sum(), trades.increase(hours(1)).sum())
}

/// Returns the value of the portfolio.
pub fn portfolio_value() -> Query<metrics::portfolio_value::Label, Usd> {
    metrics::PORTFOLIO_VALUE.within(&scope()).value().sum()
}

/// Returns how far the portfolio is below its highest value of the last 24 hours, as a share of that value.
pub fn drawdown() -> Query<metrics::portfolio_value::Label, Ratio> {
    // The highest of the sums, not the sum of the highest: that would count an instance twice after it was replaced.
    let high = portfolio_value().over(hours(24), Some(minutes(1))).max();
    1.0 - portfolio_value() / high
}

/// Returns how many WebSocket connections are open.
pub fn active_connections() -> Query<metrics::connections_active::Label, Connections> {
    metrics::CONNECTIONS_ACTIVE.within(&scope()).value().sum()
}

/// Returns how many Redis operations of each kind there are per second.
pub fn redis_rate() -> Query<metrics::redis_operations::Label, PerSecond<Operations>> {
    metrics::REDIS_OPERATIONS.within(&scope()).rate(RATE_INTERVAL).sum_by([metrics::redis_operations::Operation])
}

/// Returns the share of a part in the whole: 0 where the part has no series yet, nothing where the whole is zero.
fn share<L: Label, M: Measure>(part: Query<L, M>, whole: Query<L, M>) -> Query<L, Ratio> {
    part.or_number(0.0) / whole.above(0.0)
}
