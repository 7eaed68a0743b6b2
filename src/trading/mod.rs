//! Our own suite: the monitoring of a trading system.

pub mod simulation;
