//! The commands over the trading suite.

fn main() {}
