//! What more than one place asks, and the shares that the [`limits`] are set for.
//!
//! Each query takes the condition that its series must meet: what is chosen at the top of a dashboard, or nothing.

use super::limits;
use super::metrics::{self, Bots, Connections, Operations, Requests};
use crate::promql::{Label, Query, RATE_INTERVAL, ScopeMatcher, Window, hours, minutes};
use crate::unit::{Measure, PerSecond, Ratio, Seconds, Usd};

/// Returns how many requests the API answers per second.
pub fn request_rate(scope: &[ScopeMatcher], window: Window) -> Query<metrics::requests::Label, PerSecond<Requests>> {
    metrics::REQUESTS.within(scope).rate(window).sum()
}

/// Returns how many requests end with a status that matches the regular expression, per second.
pub fn request_rate_of(
    scope: &[ScopeMatcher],
    status: &'static str,
    window: Window,
) -> Query<metrics::requests::Label, PerSecond<Requests>> {
    metrics::REQUESTS.within(scope).with(metrics::requests::StatusCode.matches(status)).rate(window).sum()
}

/// Returns the share of requests of the last five minutes that were answered with a 5xx status.
pub fn api_error_share(scope: &[ScopeMatcher]) -> Query<metrics::requests::Label, Ratio> {
    share(request_rate_of(scope, "5..", minutes(5)), request_rate(scope, minutes(5)))
}

/// Returns how many bots are trading.
pub fn active_bots(scope: &[ScopeMatcher]) -> Query<metrics::bots_active::Label, Bots> {
    metrics::BOTS_ACTIVE.within(scope).value().sum()
}

/// Returns how many bots are configured.
pub fn all_bots(scope: &[ScopeMatcher]) -> Query<metrics::bots::Label, Bots> {
    metrics::BOTS.within(scope).value().sum()
}

/// Returns how many bots are configured and not trading.
pub fn inactive_bots(scope: &[ScopeMatcher]) -> Query<metrics::bots::Label, Bots> {
    all_bots(scope) - active_bots(scope)
}

/// Returns the share of the last hour's trades that ended with a profit; nothing when there was no trade.
pub fn win_rate(scope: &[ScopeMatcher]) -> Query<metrics::trades::Label, Ratio> {
    let trades = metrics::TRADES.within(scope);
    let won = trades.clone().with(metrics::trades::Result.is("profit"));
    share(won.increase(hours(1)).sum(), trades.increase(hours(1)).sum())
}

/// Returns the win rate while there are enough trades for it to say something.
pub fn telling_win_rate(scope: &[ScopeMatcher]) -> Query<metrics::trades::Label, Ratio> {
    let trades = metrics::TRADES.within(scope).increase(hours(1)).sum();
    win_rate(scope).and(trades.at_least(limits::WIN_RATE_TRADES.value()))
}

/// Returns the value of the portfolio.
pub fn portfolio_value(scope: &[ScopeMatcher]) -> Query<metrics::portfolio_value::Label, Usd> {
    metrics::PORTFOLIO_VALUE.within(scope).value().sum()
}

/// Returns how far the portfolio is below its highest value of the last 24 hours, as a share of that value.
pub fn drawdown(scope: &[ScopeMatcher]) -> Query<metrics::portfolio_value::Label, Ratio> {
    // The highest of the sums, not the sum of the highest: that would count an instance twice after it was replaced.
    let high = portfolio_value(scope).over(hours(24), Some(minutes(1))).max();
    1.0 - portfolio_value(scope) / high
}

/// Returns how many WebSocket connections are open.
pub fn active_connections(scope: &[ScopeMatcher]) -> Query<metrics::connections_active::Label, Connections> {
    metrics::CONNECTIONS_ACTIVE.within(scope).value().sum()
}

/// Returns how many WebSocket connections were open ten minutes ago.
fn connections_before(scope: &[ScopeMatcher]) -> Query<metrics::connections_active::Label, Connections> {
    metrics::CONNECTIONS_ACTIVE.within(scope).offset(minutes(10)).value().sum()
}

/// Returns the share of WebSocket connections that was lost within ten minutes, where there were enough of them.
pub fn connection_drop(scope: &[ScopeMatcher]) -> Query<metrics::connections_active::Label, Ratio> {
    1.0 - active_connections(scope) / connections_before(scope).at_least(limits::CONNECTION_DROP_FROM.value())
}

/// Returns how many WebSocket connections must stay open for no alarm: a share of those of ten minutes ago or, in the
/// first ten minutes of a system, of those that are open now.
pub fn connections_needed(scope: &[ScopeMatcher]) -> Query<metrics::connections_active::Label, Connections> {
    let before = connections_before(scope).or(active_connections(scope));
    before.at_least(limits::CONNECTION_DROP_FROM.value()) * (1.0 - limits::CONNECTION_DROP.value())
}

/// Returns the time that 95 of 100 Redis operations stay below.
pub fn redis_p95(scope: &[ScopeMatcher], window: Window) -> Query<metrics::redis_duration::Label, Seconds> {
    metrics::REDIS_DURATION.within(scope).quantile(0.95, window)
}

/// Returns how many Redis operations of each kind there are per second.
pub fn redis_rate(scope: &[ScopeMatcher]) -> Query<metrics::redis_operations::Label, PerSecond<Operations>> {
    metrics::REDIS_OPERATIONS.within(scope).rate(RATE_INTERVAL).sum_by([metrics::redis_operations::Operation])
}

/// Returns the share of a part in the whole: 0 where the part has no series yet, nothing where the whole is zero.
fn share<L: Label, M: Measure>(part: Query<L, M>, whole: Query<L, M>) -> Query<L, Ratio> {
    part.or_number(0.0) / whole.above(0.0)
}
