//! What links refer to: dashboards, panels that alerts watch, and alerts.

use dashgen::model::{DashboardRef, PanelRef, Uid};

/// The dashboard "Infrastructure Monitoring".
pub(crate) const INFRASTRUCTURE: DashboardRef = DashboardRef::new(Uid::literal("infrastructure-monitoring"));
/// The dashboard "System Overview".
pub(crate) const SYSTEM_OVERVIEW: DashboardRef = DashboardRef::new(Uid::literal("trading-system-overview"));
/// The dashboard "Trading Performance".
pub(crate) const TRADING_PERFORMANCE: DashboardRef = DashboardRef::new(Uid::literal("trading-performance"));

/// The panel of [`HIGH_API_ERROR_RATE`].
pub(crate) const STATUS_CODES: PanelRef = INFRASTRUCTURE.panel("status-codes");
/// The panel of [`HIGH_REDIS_LATENCY`].
pub(crate) const REDIS_LATENCY: PanelRef = INFRASTRUCTURE.panel("redis-latency");
/// The panel of [`WEBSOCKET_CONNECTION_DROP`].
pub(crate) const WEBSOCKET_METRICS: PanelRef = INFRASTRUCTURE.panel("websocket-metrics");
/// The panel of [`API_DOWN`].
pub(crate) const SERVICE_STATUS: PanelRef = SYSTEM_OVERVIEW.panel("service-status");
/// The panel of [`PORTFOLIO_DRAWDOWN`].
pub(crate) const PORTFOLIO_VALUE: PanelRef = TRADING_PERFORMANCE.panel("portfolio-value");
/// The panel of [`LOW_BOT_WIN_RATE`].
pub(crate) const WIN_RATE: PanelRef = TRADING_PERFORMANCE.panel("win-rate");

/// Prometheus reaches no instance of the API.
pub(crate) const API_DOWN: &str = "ApiDown";
/// The API answers too many requests with an error.
pub(crate) const HIGH_API_ERROR_RATE: &str = "HighApiErrorRate";
/// Too few trades end with a profit.
pub(crate) const LOW_BOT_WIN_RATE: &str = "LowBotWinRate";
/// Redis is slow.
pub(crate) const HIGH_REDIS_LATENCY: &str = "HighRedisLatency";
/// Many WebSocket clients are gone at once.
pub(crate) const WEBSOCKET_CONNECTION_DROP: &str = "WebSocketConnectionDrop";
/// The portfolio has lost much of its value.
pub(crate) const PORTFOLIO_DRAWDOWN: &str = "PortfolioDrawdown";
