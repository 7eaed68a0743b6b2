//! Where good ends: each limit once, for the panels that draw it and the alerts that watch it.

use super::metrics::{Connections, Trades};
use dashgen::unit::{Amount, Number, Ratio, Seconds};

/// Whether Prometheus must reach the API: 1, at one instance at least.
pub(crate) const API_UP: Amount<Number> = Amount::of(1.0);

/// The share of requests answered with a 5xx status above which the API fails its users.
pub(crate) const API_ERROR_SHARE: Amount<Ratio> = Amount::percent(5.0);

/// The share of trades that must end with a profit.
pub(crate) const WIN_RATE: Amount<Ratio> = Amount::percent(40.0);

/// The trades in an hour from which their win rate says something.
pub(crate) const WIN_RATE_TRADES: Amount<Trades> = Amount::of(20.0);

/// The time that 95 of 100 Redis operations must stay below.
pub(crate) const REDIS_P95: Amount<Seconds> = Amount::milliseconds(100.0);

/// The share of WebSocket connections that may be lost within ten minutes.
pub(crate) const CONNECTION_DROP: Amount<Ratio> = Amount::percent(50.0);

/// The WebSocket connections from which losing a share of them says something.
pub(crate) const CONNECTION_DROP_FROM: Amount<Connections> = Amount::of(10.0);

/// How far the portfolio may fall below its highest value of the day before somebody watches it.
pub(crate) const DRAWDOWN_WATCH: Amount<Ratio> = Amount::percent(10.0);

/// How far the portfolio may fall below its highest value of the day before somebody acts.
pub(crate) const DRAWDOWN_ACT: Amount<Ratio> = Amount::percent(20.0);
