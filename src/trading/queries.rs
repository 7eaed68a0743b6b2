//! What more than one place asks, and the shares that the [`limits`] are set for.
//!
//! Each query takes the condition that its series must meet: what is chosen at the top of a dashboard, or nothing.
//!
//! The portfolio, profit, bots and positions are those of the *system*: every instance reports the same, so that the
//! highest value is the value, and stays it while an instance is missing. Requests, connections, messages and
//! operations are each instance's own: they are added up.
//!
//! A rate sees what an instance did until its window is over, the instance long gone. What alerts ask of the jobs looks
//! at the instances that are still there: one that is not scraped says nothing, good or bad.

use super::limits;
use super::metrics::{self, Bots, Connections, Operations, Positions, Requests};
use dashgen::promql::{Label, Query, RATE_INTERVAL, ScopeMatcher, Window, hours, minutes, scalar};
use dashgen::unit::{Measure, Number, PerSecond, Percent, Ratio, Seconds, Usd};

/// How far what is added up goes together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Level {
    /// All that is chosen on a page.
    Page,
    /// Each scrape job: a demo beside the real system is a system of its own.
    Job,
}

/// Returns whether Prometheus reaches the API, at any of its instances: 1 or 0; nothing when it knows of none.
pub(crate) fn api_up() -> Query<metrics::up::Label, Number> {
    metrics::UP.with(metrics::up::Job.is(super::API_JOB)).value().max_by([metrics::up::Job])
}

/// Returns 1 for each job that reports, and 0 for each that does not any more; a single 0 where none is known.
///
/// The API's own job is what [`ApiDown`](super::names::API_DOWN) says of it, as long as Prometheus knows its target.
pub(crate) fn api_status(scope: &[ScopeMatcher]) -> Query<metrics::app_info::Label, Number> {
    use metrics::app_info::Job;
    let info = metrics::APP_INFO.within(scope);
    let is_up = metrics::UP.within(scope).with(metrics::up::Job.is(super::API_JOB)).value().max_by([metrics::up::Job]);
    let reports = info.clone().value().max_by([Job]);
    let reported = info.over(hours(24)).last().max_by([Job]) * 0.0;
    is_up.with_labels().or(reports).or(reported).on([]).or(scalar(0.0))
}

/// Returns how many requests the API answers per second.
pub(crate) fn request_rate(
    scope: &[ScopeMatcher],
    window: impl Into<Window>,
) -> Query<metrics::requests::Label, PerSecond<Requests>> {
    metrics::REQUESTS.within(scope).rate(window).sum()
}

/// Returns how many requests end with a status that matches the regular expression, per second.
pub(crate) fn request_rate_of(
    scope: &[ScopeMatcher],
    status: &'static str,
    window: impl Into<Window>,
) -> Query<metrics::requests::Label, PerSecond<Requests>> {
    metrics::REQUESTS.within(scope).with(metrics::requests::StatusCode.matches(status)).rate(window).sum()
}

/// Returns the share of requests of the last five minutes that were answered with a 5xx status, of those with a status:
/// nothing, and not 0 %, where no request has one.
pub(crate) fn api_error_share(scope: &[ScopeMatcher], level: Level) -> Query<metrics::requests::Label, Ratio> {
    use metrics::requests::{Instance, Job, StatusCode};
    let there = metrics::REQUESTS.within(scope).total();
    let rate = |status| {
        let rate = metrics::REQUESTS.within(scope).with(status).rate(minutes(5));
        match level {
            Level::Page => rate.sum(),
            Level::Job => rate.on([Job, Instance]).and(there.clone()).sum_by([Job]),
        }
    };
    share(rate(StatusCode.matches("5..")), &rate(StatusCode.is_not("")))
}

/// Returns how many bots are trading.
pub(crate) fn active_bots(scope: &[ScopeMatcher]) -> Query<metrics::bots_active::Label, Bots> {
    metrics::BOTS_ACTIVE.within(scope).value().max_by([metrics::bots_active::Job])
}

/// Returns how many bots are configured.
pub(crate) fn all_bots(scope: &[ScopeMatcher]) -> Query<metrics::bots::Label, Bots> {
    metrics::BOTS.within(scope).value().max_by([metrics::bots::Job])
}

/// Returns how many bots are configured and not trading.
pub(crate) fn inactive_bots(scope: &[ScopeMatcher]) -> Query<metrics::bots::Label, Bots> {
    all_bots(scope) - active_bots(scope)
}

/// Returns the share of the last hour's trades that ended with a profit; nothing when there was no trade.
pub(crate) fn win_rate(scope: &[ScopeMatcher], level: Level) -> Query<metrics::trades::Label, Ratio> {
    use metrics::trades::{Job, Result};
    let won = metrics::TRADES.within(scope).with(Result.is("profit")).increase(hours(1));
    share(summed(won, level, Job), &ended_trades(scope, level))
}

/// Returns the win rate of each job while it says something: it has enough trades, and all instances that made them are
/// there. The trades of one that is gone leave the window, and what is left of the rate would fall or rise by that.
pub(crate) fn significant_win_rate(scope: &[ScopeMatcher]) -> Query<metrics::trades::Label, Ratio> {
    use metrics::trades::{Instance, Job};
    let trades = metrics::TRADES.within(scope);
    let enough = ended_trades(scope, Level::Job).at_least(limits::WIN_RATE_TRADES.value());
    let in_the_hour = trades.clone().increase(hours(1)).above(0.0);
    let gone = in_the_hour.on([Job, Instance]).unless(trades.total()).sum_by([Job]);
    win_rate(scope, Level::Job).and(enough).unless(gone)
}

/// Returns the trades of the last hour that are known to have ended with a profit or a loss.
fn ended_trades(scope: &[ScopeMatcher], level: Level) -> Query<metrics::trades::Label, metrics::Trades> {
    use metrics::trades::{Job, Result};
    summed(metrics::TRADES.within(scope).with(Result.is_not("")).increase(hours(1)), level, Job)
}

/// Returns the value of the portfolio.
pub(crate) fn portfolio_value(scope: &[ScopeMatcher]) -> Query<metrics::portfolio_value::Label, Usd> {
    metrics::PORTFOLIO_VALUE.within(scope).value().max_by([metrics::portfolio_value::Job])
}

/// Returns how far the portfolio is below its highest value of the last 24 hours, as a share of that value: 0 at that
/// value and above.
pub(crate) fn drawdown(scope: &[ScopeMatcher]) -> Query<metrics::portfolio_value::Label, Ratio> {
    // The highest is looked for at whole minutes: a value that has risen since is above it.
    let high = portfolio_value(scope).over_every(hours(24), minutes(1)).max();
    (1.0 - portfolio_value(scope) / high).clamp_min(0.0)
}

/// Returns the profit or loss since the start.
pub(crate) fn profit(scope: &[ScopeMatcher]) -> Query<metrics::pnl_usd::Label, Usd> {
    metrics::PNL_USD.within(scope).value().max_by([metrics::pnl_usd::Job])
}

/// Returns the profit or loss since the start, in percent of what was put in.
pub(crate) fn profit_percent(scope: &[ScopeMatcher]) -> Query<metrics::pnl_percent::Label, Percent> {
    metrics::PNL_PERCENT.within(scope).value().max_by([metrics::pnl_percent::Job])
}

/// Returns how many positions are open.
pub(crate) fn open_positions(scope: &[ScopeMatcher]) -> Query<metrics::positions::Label, Positions> {
    metrics::POSITIONS.within(scope).value().max_by([metrics::positions::Job])
}

/// Returns how many WebSocket connections are open.
pub(crate) fn active_connections(
    scope: &[ScopeMatcher],
    level: Level,
) -> Query<metrics::connections_active::Label, Connections> {
    summed(metrics::CONNECTIONS_ACTIVE.within(scope).value(), level, metrics::connections_active::Job)
}

/// Returns how many WebSocket connections the instances that are still there had open ten minutes ago: what another
/// one had has moved or is lost with it, which is not for this to tell.
fn connections_before(scope: &[ScopeMatcher], level: Level) -> Query<metrics::connections_active::Label, Connections> {
    let (now, before) = connections(scope);
    summed(before.and(now), level, metrics::connections_active::Job)
}

/// Returns the share of its WebSocket connections that each job lost within ten minutes, where it had enough of them.
/// An instance that was not there then has lost none, and what it has now makes up for nothing.
pub(crate) fn connection_drop(scope: &[ScopeMatcher]) -> Query<metrics::connections_active::Label, Ratio> {
    let (now, before) = connections(scope);
    let kept = summed(now.and(before), Level::Job, metrics::connections_active::Job);
    1.0 - kept / connections_before(scope, Level::Job).at_least(limits::CONNECTION_DROP_FROM.value())
}

/// Returns how many WebSocket connections must be open for no alarm: those of instances that were not there ten minutes
/// ago, and of the others a share of what they had; or, in the first ten minutes of a system, a share of those that are
/// open now.
pub(crate) fn connections_needed(scope: &[ScopeMatcher]) -> Query<metrics::connections_active::Label, Connections> {
    let stay = 1.0 - limits::CONNECTION_DROP.value();
    let enough = |count: Query<_, _>| count.at_least(limits::CONNECTION_DROP_FROM.value());
    let (now, before) = connections(scope);
    let new = now.unless(before).sum().or(connections_before(scope, Level::Page) * 0.0);
    let needed = new + enough(connections_before(scope, Level::Page)) * stay;
    needed.or(enough(active_connections(scope, Level::Page)) * stay)
}

/// Returns the open WebSocket connections of each instance, now and ten minutes ago.
fn connections(scope: &[ScopeMatcher]) -> (Open, Open) {
    let now = metrics::CONNECTIONS_ACTIVE.within(scope);
    (now.clone().value(), now.offset(minutes(10)).value())
}

/// Open WebSocket connections.
type Open = Query<metrics::connections_active::Label, Connections>;

/// Returns the time that 95 of 100 Redis operations of each job stay below.
pub(crate) fn redis_p95(
    scope: &[ScopeMatcher],
    window: impl Into<Window>,
) -> Query<metrics::redis_duration::Label, Seconds> {
    let duration = metrics::REDIS_DURATION.within(scope);
    let rates = duration.clone().rate(window).and(duration.buckets());
    rates.sum_by([metrics::redis_duration::Job]).quantile(0.95)
}

/// Returns how many Redis operations of each kind there are per second.
pub(crate) fn redis_rate(scope: &[ScopeMatcher]) -> Query<metrics::redis_operations::Label, PerSecond<Operations>> {
    metrics::REDIS_OPERATIONS.within(scope).rate(RATE_INTERVAL).sum_by([metrics::redis_operations::Operation])
}

/// Returns 1 while Redis is there for the service, 0 while it is not, and nothing when neither is known.
///
/// Operations tell: some succeed, or all that are tried fail. When none is tried, a pool that is reported is there,
/// however few of its connections are in use; that nothing fails says nothing.
pub(crate) fn redis_connected(scope: &[ScopeMatcher]) -> Query<metrics::redis_operations::Label, Number> {
    use metrics::redis_operations::Status;
    let rate = |status| metrics::REDIS_OPERATIONS.within(scope).with(status).rate(minutes(5)).sum();
    let some_succeed = rate(Status.is("ok")).is_above(0.0).above(0.0);
    let all_fail = rate(Status.not_matches("ok|")).is_at_most(0.0).below(1.0);
    let is_reported = metrics::REDIS_CONNECTIONS.within(scope).value().sum().is_at_least(0.0);
    some_succeed.or(all_fail).or(is_reported)
}

fn summed<L: Label, M: Measure>(query: Query<L, M>, level: Level, job: L) -> Query<L, M> {
    match level {
        Level::Page => query.sum(),
        Level::Job => query.sum_by([job]),
    }
}

/// Returns the share of a part in the whole: 0 where the part has no series yet, nothing where the whole is zero.
fn share<L: Label, M: Measure>(part: Query<L, M>, whole: &Query<L, M>) -> Query<L, Ratio> {
    part.or(whole.clone() * 0.0) / whole.clone().above(0.0)
}
