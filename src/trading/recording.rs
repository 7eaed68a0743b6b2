//! What Prometheus calculates ahead: the sums behind quantiles, rates and the win rate.
//!
//! What the dashboards can choose (`job`, `instance`) stays as a label, so that they can read these series instead of
//! adding up the raw ones.

use super::metrics::{self, Requests, Trades};
use dashgen::promql::{Label as _, Recorded, RecordedBuckets, hours, minutes, seconds};
use dashgen::rule::{Recording, RuleGroup};
use dashgen::unit::{PerSecond, Ratio, Seconds};

/// Requests per second over five minutes, by status.
pub(crate) const REQUEST_RATE: Recorded<metrics::requests::Label, PerSecond<Requests>> =
    Recorded::literal("job_instance_status_code:fastapi_requests:rate5m");

/// Trades of the last hour, by how they ended.
pub(crate) const TRADES: Recorded<metrics::trades::Label, Trades> =
    Recorded::literal("job_instance_result:trading_trades:increase1h");

/// The buckets of the request duration over five minutes.
pub(crate) const REQUEST_DURATION: RecordedBuckets<metrics::request_duration::Label, Seconds> =
    RecordedBuckets::literal("job_instance_le:fastapi_request_duration_seconds_bucket:rate5m");

/// The buckets of the Redis latency over five minutes.
pub(crate) const REDIS_DURATION: RecordedBuckets<metrics::redis_duration::Label, Seconds> =
    RecordedBuckets::literal("job_instance_le:trading_redis_operation_duration_seconds_bucket:rate5m");

/// The buckets of the broadcast duration over five minutes.
pub(crate) const BROADCAST_DURATION: RecordedBuckets<metrics::broadcast_duration::Label, Seconds> =
    RecordedBuckets::literal("job_instance_le:trading_websocket_broadcast_duration_seconds_bucket:rate5m");

/// The time that 95 of 100 requests stay below.
pub(crate) const REQUEST_P95: Recorded<metrics::request_duration::Label, Seconds> =
    Recorded::literal("job:fastapi_request_duration_seconds:p95_rate5m");

/// The time that 95 of 100 Redis operations stay below.
pub(crate) const REDIS_P95: Recorded<metrics::redis_duration::Label, Seconds> =
    Recorded::literal("job:trading_redis_operation_duration_seconds:p95_rate5m");

/// The share of the last hour's trades that ended with a profit.
pub(crate) const WIN_RATE: Recorded<metrics::trades::Label, Ratio> =
    Recorded::literal("job:trading_trades_won_per_trades:ratio_increase1h");

/// Returns the rules: first what is summed from the metrics, then what is made of the sums.
pub(crate) fn groups() -> Vec<RuleGroup<Recording>> {
    vec![
        RuleGroup::new("trading-recording", seconds(15))
            .rule(request_rate())
            .rule(trades())
            .rule(request_duration())
            .rule(redis_duration())
            .rule(broadcast_duration())
            .rule(Recording::new(
                &REQUEST_P95,
                REQUEST_DURATION.rates().sum_by([metrics::request_duration::Job]).quantile(0.95),
            ))
            .rule(Recording::new(
                &REDIS_P95,
                REDIS_DURATION.rates().sum_by([metrics::redis_duration::Job]).quantile(0.95),
            ))
            .rule(win_rate()),
    ]
}

fn request_rate() -> Recording {
    use metrics::requests::{Instance, Job, StatusCode};
    Recording::new(&REQUEST_RATE, metrics::REQUESTS.rate(minutes(5)).sum_by([Job, Instance, StatusCode]))
}

fn trades() -> Recording {
    use metrics::trades::{Instance, Job, Result};
    Recording::new(&TRADES, metrics::TRADES.increase(hours(1)).sum_by([Job, Instance, Result]))
}

fn request_duration() -> Recording {
    use metrics::request_duration::{Instance, Job};
    Recording::buckets(&REQUEST_DURATION, metrics::REQUEST_DURATION.rate(minutes(5)).sum_by([Job, Instance]))
}

fn redis_duration() -> Recording {
    use metrics::redis_duration::{Instance, Job};
    Recording::buckets(&REDIS_DURATION, metrics::REDIS_DURATION.rate(minutes(5)).sum_by([Job, Instance]))
}

fn broadcast_duration() -> Recording {
    use metrics::broadcast_duration::{Instance, Job};
    Recording::buckets(&BROADCAST_DURATION, metrics::BROADCAST_DURATION.rate(minutes(5)).sum_by([Job, Instance]))
}

/// No win yet is a rate of zero; no trade at all is none.
fn win_rate() -> Recording {
    use metrics::trades::{Job, Result};
    let all = || TRADES.with(Result.is_not("")).value().sum_by([Job]);
    let won = TRADES.with(Result.is("profit")).value().sum_by([Job]);
    Recording::new(&WIN_RATE, won.or(all() * 0.0) / all().above(0.0))
}
