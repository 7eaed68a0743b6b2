//! What the trading system is watched for: five alerts in six rules.
//!
//! Each watches a limit that a panel draws, from the same constant, and names that panel. They look at all jobs and
//! instances together.

use std::time::Duration;

use super::{infrastructure, limits, queries, trading_performance};
use crate::promql::minutes;
use crate::rule::{Absence, Alert, AlertRule, Case, RuleGroup, Series, Severity, Value};
use crate::unit::{Amount, Ratio};

/// The API answers too many requests with an error.
pub const HIGH_API_ERROR_RATE: &str = "HighApiErrorRate";
/// Too few trades end with a profit.
pub const LOW_BOT_WIN_RATE: &str = "LowBotWinRate";
/// Redis is slow.
pub const HIGH_REDIS_LATENCY: &str = "HighRedisLatency";
/// Many WebSocket clients are gone at once.
pub const WEBSOCKET_CONNECTION_DROP: &str = "WebSocketConnectionDrop";
/// The portfolio has lost much of its value.
pub const PORTFOLIO_DRAWDOWN: &str = "PortfolioDrawdown";

/// Where the page `src/trading/runbooks.md` is published; each alert has a headline there.
const RUNBOOKS: &str = "https://runbooks.example.com/trading";

/// Returns the rules.
pub fn groups() -> Vec<RuleGroup<AlertRule>> {
    let minute = Duration::from_mins(1);
    vec![
        RuleGroup::new("trading-infrastructure", minute)
            .rule(high_api_error_rate())
            .rule(high_redis_latency())
            .rule(websocket_connection_drop()),
        RuleGroup::new("trading-performance", minute)
            .rule(low_bot_win_rate())
            .rule(portfolio_drawdown(Severity::Warning, limits::DRAWDOWN_WATCH))
            .rule(portfolio_drawdown(Severity::Critical, limits::DRAWDOWN_ACT)),
    ]
}

fn runbook(alert: &str) -> String {
    format!("{RUNBOOKS}#{}", alert.to_lowercase())
}

fn high_api_error_rate() -> AlertRule {
    let requests =
        |status: &'static str, by| api(Series::counter("fastapi_requests_total", by, 30)).label("status_code", status);
    Alert::above(HIGH_API_ERROR_RATE, queries::api_error_share(&[]), limits::API_ERROR_SHARE)
        .hold(Duration::from_mins(5))
        .severity(Severity::Critical)
        .summary(("The API answers ", Value, " of the requests with a 5xx status"))
        .description((
            format!("The limit is {} over five minutes. ", limits::API_ERROR_SHARE),
            "The API or what it needs fails: read its log, then see whether Redis answers.",
        ))
        .runbook(runbook(HIGH_API_ERROR_RATE))
        .panel(infrastructure::STATUS_CODES)
        // Nobody asks, so nobody is failed; that the API is gone is seen by its other metrics.
        .absence(Absence::Quiet)
        .case(
            Case::fires("5.1 % of the requests fail", minutes_in(1), 0.051)
                .series(requests("500", 51.0))
                .series(requests("200", 949.0)),
        )
        .case(
            Case::quiet("4.9 % of the requests fail", minutes_in(1), 0.049)
                .series(requests("503", 49.0))
                .series(requests("200", 951.0)),
        )
        .case(Case::absent("no requests", minutes_in(1)).series(requests("200", 0.0)))
        .into()
}

fn low_bot_win_rate() -> AlertRule {
    // All trades happen in the first minute, so that the hour has exactly so many.
    let ended = |result: &'static str, count: u32| {
        api(Series::new("trading_trades_total", format!("0 {count}+0x40"))).label("result", result)
    };
    let trades = |case: Case, won, lost| case.series(ended("profit", won)).series(ended("loss", lost));
    Alert::below(LOW_BOT_WIN_RATE, queries::telling_win_rate(&[]), limits::WIN_RATE)
        .hold(Duration::from_mins(15))
        .severity(Severity::Warning)
        .summary(("Only ", Value, " of the last hour's trades ended with a profit"))
        .description((
            format!("The limit is {}, from {} in the hour. ", limits::WIN_RATE, limits::WIN_RATE_TRADES),
            "The strategy does not fit the market: pause the bots that lose and review it.",
        ))
        .runbook(runbook(LOW_BOT_WIN_RATE))
        .panel(trading_performance::WIN_RATE)
        // Few trades say little.
        .absence(Absence::Quiet)
        .case(trades(Case::fires("39.9 % of a thousand trades win", minutes_in(1), 0.399), 399, 601))
        .case(trades(Case::fires("7 of 20 trades win", minutes_in(1), 0.35), 7, 13))
        .case(trades(Case::quiet("8 of 20 trades win", minutes_in(1), 0.4), 8, 12))
        .case(trades(Case::absent("1 of 19 trades wins", minutes_in(1)), 1, 18))
        .into()
}

fn high_redis_latency() -> AlertRule {
    let buckets = |case: Case, fast: f64| {
        [("0.1", fast), ("0.25", 1000.0), ("+Inf", 1000.0)].into_iter().fold(case, |case, (bound, by)| {
            let series = Series::counter("trading_redis_operation_duration_seconds_bucket", by, 30);
            case.series(api(series).label("operation", "get").label("le", bound))
        })
    };
    Alert::above(HIGH_REDIS_LATENCY, queries::redis_p95(&[], minutes(5)), limits::REDIS_P95)
        .hold(Duration::from_mins(5))
        .severity(Severity::Warning)
        .summary(("The slowest Redis operations take ", Value, " (p95)"))
        .description((
            format!("The limit is {} over five minutes. ", limits::REDIS_P95),
            "Look in Redis's SLOWLOG for slow commands, then at its memory and its network.",
        ))
        .runbook(runbook(HIGH_REDIS_LATENCY))
        .panel(infrastructure::REDIS_LATENCY)
        .absence(Absence::Quiet)
        .case(buckets(Case::fires("5.1 % need over 100 ms", minutes_in(1), 0.1 + 0.15 / 51.0), 949.0))
        .case(buckets(Case::quiet("4.9 % need over 100 ms", minutes_in(1), 0.1 * 950.0 / 951.0), 951.0))
        .into()
}

fn websocket_connection_drop() -> AlertRule {
    let connections = |case: Case, before, after| {
        let values = [(before, 20), (after, 20)];
        case.series(api(Series::gauge("trading_websocket_connections_active", &values)))
    };
    Alert::above(WEBSOCKET_CONNECTION_DROP, queries::connection_drop(&[]), limits::CONNECTION_DROP)
        .hold(Duration::from_mins(2))
        .severity(Severity::Warning)
        .summary((Value, " of the WebSocket connections are gone"))
        .description((
            format!(
                "The limit is {} within ten minutes, from {}. ",
                limits::CONNECTION_DROP,
                limits::CONNECTION_DROP_FROM
            ),
            "See whether the API restarted, then look at the proxy before it.",
        ))
        .runbook(runbook(WEBSOCKET_CONNECTION_DROP))
        .panel(infrastructure::WEBSOCKET_METRICS)
        // Few connections, or none: losing them says little.
        .absence(Absence::Quiet)
        .case(connections(Case::fires("51 of 100 are lost", minutes_in(20), 0.51), 100.0, 49.0))
        .case(connections(Case::fires("6 of 10 are lost", minutes_in(20), 0.6), 10.0, 4.0))
        .case(connections(Case::quiet("50 of 100 are lost", minutes_in(20), 0.5), 100.0, 50.0))
        .case(connections(Case::absent("all of 9 are lost", minutes_in(20)), 9.0, 0.0))
        .into()
}

fn portfolio_drawdown(severity: Severity, limit: Amount<Ratio>) -> AlertRule {
    let value = |case: Case, share: f64| {
        let values = [(100_000.0, 10), ((100_000.0 * (1.0 - share)).round(), 30)];
        case.series(api(Series::gauge("trading_portfolio_total_value_usd", &values)))
    };
    let (over, under) = (limit.value() + 0.001, limit.value() - 0.001);
    let percent = |share: f64| format!("{} below the highest value", Amount::<Ratio>::of(share));
    Alert::above(PORTFOLIO_DRAWDOWN, queries::drawdown(&[]), limit)
        .hold(Duration::from_mins(5))
        .severity(severity)
        .summary(("The portfolio is ", Value, " below its highest value of the last 24 hours"))
        .description((
            format!("The limit is {limit}. "),
            match severity {
                Severity::Critical => "Stop the bots and close the positions by hand.",
                _ => "Look for the bots that lose, and for a wrong price.",
            },
        ))
        .runbook(runbook(PORTFOLIO_DRAWDOWN))
        .panel(trading_performance::PORTFOLIO_VALUE)
        .absence(Absence::Quiet)
        .case(value(Case::fires(percent(over), minutes_in(10), over), over))
        .case(value(Case::quiet(percent(under), minutes_in(10), under), under))
        .into()
}

/// Adds what Prometheus knows of the process.
fn api(series: Series) -> Series {
    series.label("job", "trading-api").label("instance", "api:8000")
}

fn minutes_in(minutes: u64) -> Duration {
    Duration::from_mins(minutes)
}

#[cfg(test)]
mod tests;
