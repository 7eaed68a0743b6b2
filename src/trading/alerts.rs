//! What the trading system is watched for: six alerts in seven rules.
//!
//! Each watches a limit that a panel draws, from the same constant, and names that panel. They look at each scrape job
//! by itself, all its instances together: a demo beside the real API is another alert.
//!
//! When the API is gone, [`API_DOWN`](names::API_DOWN) says so, and stands for the others: no scrape is no loss.

use super::{API_JOB, limits, names, queries};
use dashgen::promql::minutes;
use dashgen::rule::{Alert, AlertRule, Case, ExecError, NoData, RuleGroup, Series, Severity, Value};
use dashgen::unit::{Amount, Ratio};

mod cases;

/// Where the page `src/trading/runbooks.md` is published; each alert has a section there.
const RUNBOOKS: &str = "https://runbooks.example.com/trading";

/// Returns the rules.
pub(crate) fn groups() -> Vec<RuleGroup<AlertRule>> {
    let minute = minutes(1);
    vec![
        RuleGroup::new("trading-infrastructure", minute)
            .rule(api_down())
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

fn api_down() -> AlertRule {
    let alert = Alert::below(names::API_DOWN, queries::api_up(), limits::API_UP)
        .pending_period(minutes(2))
        .severity(Severity::Critical)
        .summary("Prometheus reaches no instance of the API")
        .description(
            "Nothing is known of the trading system, and the other alerts are silent for want of data. See whether the \
             API runs and what it logged last, then the error of its target on Prometheus's page Status > Targets.",
        )
        .runbook(runbook(names::API_DOWN))
        .panel(names::SERVICE_STATUS)
        // No target is worse than one that does not answer.
        .no_data(NoData::Alerting)
        // Of all rules, this one tells that Prometheus itself does not answer.
        .exec_error(ExecError::Error);
    cases::api_down(alert).into()
}

fn high_api_error_rate() -> AlertRule {
    let alert = Alert::above(
        names::HIGH_API_ERROR_RATE,
        queries::api_error_share(&[], queries::Level::Job),
        limits::API_ERROR_SHARE,
    )
    .pending_period(minutes(5))
    .severity(Severity::Critical)
    .summary(("The API answers ", Value, " of the requests with a 5xx status"))
    .description((
        format!("The limit is {} over five minutes. ", limits::API_ERROR_SHARE),
        "The API or what it needs fails: read its log, then see whether Redis answers.",
    ))
    .runbook(runbook(names::HIGH_API_ERROR_RATE))
    .panel(names::STATUS_CODES)
    // Nobody asks, so nobody is failed; that the API is gone is told by ApiDown.
    .no_data(NoData::Ok)
    .exec_error(ExecError::KeepLast);
    cases::high_api_error_rate(alert).into()
}

fn low_bot_win_rate() -> AlertRule {
    let alert = Alert::below(names::LOW_BOT_WIN_RATE, queries::significant_win_rate(&[]), limits::WIN_RATE)
        .pending_period(minutes(15))
        .severity(Severity::Warning)
        .summary(("The bots ended ", Value, " of the last hour's trades with a profit"))
        .description((
            format!("The limit is {}, from {} in the hour. ", limits::WIN_RATE, limits::WIN_RATE_TRADES),
            "The strategy does not fit the market: pause the bots that lose and review it.",
        ))
        .runbook(runbook(names::LOW_BOT_WIN_RATE))
        .panel(names::WIN_RATE)
        // Few trades say little, and so do those that are left when an instance is gone.
        .no_data(NoData::Ok)
        .exec_error(ExecError::KeepLast);
    cases::low_bot_win_rate(alert).into()
}

fn high_redis_latency() -> AlertRule {
    let alert = Alert::above(names::HIGH_REDIS_LATENCY, queries::redis_p95(&[], minutes(5)), limits::REDIS_P95)
        .pending_period(minutes(5))
        .severity(Severity::Warning)
        .summary(("The slowest Redis operations take ", Value, " (p95)"))
        .description((
            format!("The limit is {} over five minutes. ", limits::REDIS_P95),
            "Look in Redis's SLOWLOG for slow commands, then at its memory and its network.",
        ))
        .runbook(runbook(names::HIGH_REDIS_LATENCY))
        .panel(names::REDIS_LATENCY)
        // No operation is slow where there is none.
        .no_data(NoData::Ok)
        .exec_error(ExecError::KeepLast);
    cases::high_redis_latency(alert).into()
}

fn websocket_connection_drop() -> AlertRule {
    let alert = Alert::above(names::WEBSOCKET_CONNECTION_DROP, queries::connection_drop(&[]), limits::CONNECTION_DROP)
        .pending_period(minutes(2))
        .severity(Severity::Warning)
        .summary(("The API has lost ", Value, " of its WebSocket connections"))
        .description((
            format!(
                "The limit is {} within ten minutes, from {}, at the instances that are still there. ",
                limits::CONNECTION_DROP,
                limits::CONNECTION_DROP_FROM
            ),
            "See whether the API restarted, then look at the proxy before it.",
        ))
        .runbook(runbook(names::WEBSOCKET_CONNECTION_DROP))
        .panel(names::WEBSOCKET_METRICS)
        // Few connections, or none: losing them says little. That all instances are gone is told by ApiDown.
        .no_data(NoData::Ok)
        .exec_error(ExecError::KeepLast);
    cases::websocket_connection_drop(alert).into()
}

fn portfolio_drawdown(severity: Severity, limit: Amount<Ratio>) -> AlertRule {
    let alert = Alert::above(names::PORTFOLIO_DRAWDOWN, queries::drawdown(&[]), limit)
        .pending_period(minutes(5))
        .severity(severity)
        .summary(("The portfolio is ", Value, " below its highest value of the last 24 hours"))
        .description((
            format!("The limit is {limit}. "),
            match severity {
                Severity::Critical => "Stop the bots and close the positions by hand.",
                _ => "Look for the bots that lose, and for a wrong price.",
            },
        ))
        .runbook(runbook(names::PORTFOLIO_DRAWDOWN))
        .panel(names::PORTFOLIO_VALUE)
        // A value that nobody reports has neither fallen nor recovered.
        .no_data(NoData::KeepLast)
        .exec_error(ExecError::KeepLast);
    cases::portfolio_drawdown(alert, limit).into()
}

#[cfg(test)]
mod tests;
