//! Where good ends: each limit once, for the panels that draw it and the alerts that watch it.

/// The share of requests answered with a 5xx status above which the API fails its users, 0 to 1.
pub const API_ERROR_SHARE: f64 = 0.05;

/// The share of trades that must end with a profit, 0 to 1.
pub const WIN_RATE: f64 = 0.40;

/// The time that 95 of 100 Redis operations must stay below, in seconds.
pub const REDIS_P95: f64 = 0.1;

/// How far the portfolio may fall below its highest value of the day before somebody watches it, 0 to 1.
pub const DRAWDOWN_WATCH: f64 = 0.10;

/// How far the portfolio may fall below its highest value of the day before somebody acts, 0 to 1.
pub const DRAWDOWN_ACT: f64 = 0.20;
