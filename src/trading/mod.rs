//! Our own suite: the monitoring of a trading system.
