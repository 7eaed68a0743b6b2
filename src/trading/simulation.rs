//! How the trading system moves when it is simulated, and what can go wrong in it.

use std::time::Duration;

use dashgen::promql::minutes;
use dashgen::simulate::{Behaviour, Change, Effect, Incident};

/// The portfolio's value that profit and loss are counted from, in USD.
const STAKE: f64 = 100_000.0;

/// Returns how the metrics move, for [`Simulation::behave`](dashgen::simulate::Simulation::behave).
pub(crate) fn behaviours() -> Vec<(&'static str, Behaviour)> {
    let requests = Behaviour::rate(20.0).weight("status_code", "2*", 97.0).weight("status_code", "4*", 2.5).weight(
        "status_code",
        "5*",
        0.5,
    );
    let redis_operations = Behaviour::rate(18.0)
        .weight("operation", "get", 6.0)
        .weight("operation", "set", 3.0)
        .weight("status", "ok", 99.5)
        .weight("status", "error", 0.5);
    vec![
        ("fastapi_requests_total", requests),
        ("fastapi_request_duration_seconds", Behaviour::observations(20.0, 0.04)),
        ("trading_bots_total", Behaviour::gauge(12.0, 0.0)),
        ("trading_bots_active_total", Behaviour::gauge(9.0, 3.5).between(5.0, 12.0)),
        ("trading_trades_total", Behaviour::rate(0.2).weight("result", "profit", 1.4)),
        ("trading_portfolio_total_value_usd", Behaviour::gauge(1.02 * STAKE, 0.04 * STAKE)),
        ("trading_portfolio_pnl_usd", Behaviour::follows("trading_portfolio_total_value_usd", 1.0, -STAKE)),
        (
            "trading_portfolio_pnl_percent",
            Behaviour::follows("trading_portfolio_total_value_usd", 100.0 / STAKE, -100.0),
        ),
        ("trading_portfolio_positions_count", Behaviour::gauge(14.0, 8.0)),
        ("trading_market_updates_total", Behaviour::rate(16.0)),
        ("trading_websocket_connections_active", Behaviour::gauge(36.0, 8.0)),
        ("trading_websocket_connections_total", Behaviour::rate(0.3)),
        ("trading_websocket_subscribers_total", Behaviour::gauge(24.0, 10.0)),
        ("trading_websocket_messages_total", Behaviour::rate(15.0).weight("direction", "sent", 4.0)),
        ("trading_websocket_broadcast_duration_seconds", Behaviour::observations(4.0, 0.006)),
        ("trading_redis_operations_total", redis_operations),
        ("trading_redis_operation_duration_seconds", Behaviour::observations(18.0, 0.002)),
        ("trading_redis_connection_pool_active", Behaviour::gauge(8.0, 4.0).between(1.0, 20.0)),
    ]
}

/// Returns what can go wrong, for [`Simulation::strike`](dashgen::simulate::Simulation::strike).
///
/// Each brings one of the [`alerts`](super::alerts) and no other.
pub(crate) fn incidents() -> Vec<Incident> {
    vec![api_down(), errors(), losing_streak(), slow_redis(), dropped_sockets(), drawdown()]
}

fn api_down() -> Incident {
    Incident {
        name: "api-down",
        summary: "the API is down: no scrape succeeds",
        // Whatever else there is to see has been seen, and goes with it.
        after: Duration::from_secs(90),
        effects: Vec::new(),
        refuses_scrapes: true,
    }
}

fn errors() -> Incident {
    Incident {
        name: "errors",
        summary: "the API responds to about 15 % of the requests with a 5xx status",
        after: Duration::ZERO,
        effects: vec![Effect {
            metric: "fastapi_requests_total",
            only: vec![("status_code", "5*")],
            change: Change::Share(0.15),
        }],
        refuses_scrapes: false,
    }
}

fn losing_streak() -> Incident {
    Incident {
        name: "losing-streak",
        summary: "the bots trade four times as often, and three out of four trades end with a loss",
        after: Duration::ZERO,
        effects: vec![
            Effect { metric: "trading_trades_total", only: Vec::new(), change: Change::Multiply(4.0) },
            Effect { metric: "trading_trades_total", only: vec![("result", "profit")], change: Change::Share(0.25) },
        ],
        refuses_scrapes: false,
    }
}

fn slow_redis() -> Incident {
    let slow = |metric, factor| Effect { metric, only: Vec::new(), change: Change::Slow(factor) };
    Incident {
        name: "slow-redis",
        summary: "Redis takes over 300 ms for its slowest operations (p95), and the API waits for it",
        after: Duration::ZERO,
        effects: vec![
            slow("trading_redis_operation_duration_seconds", 75.0),
            slow("fastapi_request_duration_seconds", 4.0),
            Effect {
                metric: "trading_redis_operations_total",
                only: vec![("status", "error")],
                change: Change::Share(0.04),
            },
            Effect { metric: "trading_redis_connection_pool_active", only: Vec::new(), change: Change::Multiply(2.0) },
        ],
        refuses_scrapes: false,
    }
}

fn dropped_sockets() -> Incident {
    let fall = |metric| Effect {
        metric,
        only: Vec::new(),
        change: Change::FallTo { fraction: 0.25, over: Duration::from_secs(5) },
    };
    let fade = |metric| Effect { metric, only: Vec::new(), change: Change::Multiply(0.25) };
    Incident {
        name: "dropped-sockets",
        summary: "three out of four WebSocket connections are lost",
        // An alert that compares with 10 minutes ago sees both sides for as long: its 2 minutes, up to one more until
        // its rule is evaluated, and a scrape.
        after: Duration::from_secs(210),
        effects: vec![
            fall("trading_websocket_connections_active"),
            fall("trading_websocket_subscribers_total"),
            fade("trading_websocket_messages_total"),
            fade("trading_websocket_broadcast_duration_seconds"),
        ],
        refuses_scrapes: false,
    }
}

fn drawdown() -> Incident {
    Incident {
        name: "drawdown",
        summary: "the portfolio loses more than 25 % of its value within a minute",
        // The alert looks for the highest value at whole minutes, and finds it at one at least.
        after: Duration::from_secs(90),
        effects: vec![Effect {
            metric: "trading_portfolio_total_value_usd",
            only: Vec::new(),
            change: Change::FallTo { fraction: 0.74, over: minutes(1) },
        }],
        refuses_scrapes: false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::trading::metrics::CATALOGUE;
    use dashgen::simulate::{Sample, Simulation};

    fn simulation(seed: u64, incident: &str) -> Simulation {
        let usual = Simulation::new(&CATALOGUE, seed);
        let usual =
            behaviours().into_iter().fold(usual, |all, (metric, behaviour)| all.behave(metric, behaviour).unwrap());
        incidents().into_iter().filter(|known| known.name == incident).fold(usual, |all, one| all.strike(one).unwrap())
    }

    /// Returns the sum of the samples of a metric that a test picks.
    fn sum(simulation: &Simulation, (metric, seconds): (&str, u64), picked: impl Fn(&Sample) -> bool) -> f64 {
        let families = simulation.sample(Duration::from_secs(seconds));
        let family = families.iter().find(|family| family.name == metric).unwrap();
        family.samples.iter().filter(|sample| picked(sample)).map(|sample| sample.value).sum()
    }

    fn has(sample: &Sample, label: &str, start: &str) -> bool {
        sample.labels.iter().any(|(name, value)| *name == label && value.starts_with(start))
    }

    #[test]
    fn every_metric_but_the_info_has_a_behaviour() {
        let known: Vec<_> = behaviours().into_iter().map(|(metric, _)| metric).collect();
        let missing: Vec<_> =
            CATALOGUE.metrics().iter().map(|metric| metric.name).filter(|name| !known.contains(name)).collect();
        assert_eq!(missing, ["fastapi_app_info"]);
    }

    #[test]
    fn usually_little_fails() {
        for seed in 0..5 {
            let simulation = simulation(seed, "");
            let at = ("fastapi_requests_total", 3600);
            let errors = sum(&simulation, at, |sample| has(sample, "status_code", "5"));
            assert!(errors / sum(&simulation, at, |_| true) < 0.01);
            let trades = ("trading_trades_total", 3600);
            let won = sum(&simulation, trades, |sample| has(sample, "result", "profit"));
            assert!((0.45..0.7).contains(&(won / sum(&simulation, trades, |_| true))));
        }
    }

    #[test]
    fn bots_and_profits_agree() {
        let simulation = simulation(3, "drawdown");
        for seconds in (0..3600).step_by(100) {
            let gauge = |name| sum(&simulation, (name, seconds), |_| true);
            assert!(gauge("trading_bots_active_total") <= gauge("trading_bots_total"));
            let (profit, percent) = (gauge("trading_portfolio_pnl_usd"), gauge("trading_portfolio_pnl_percent"));
            assert!((profit - (gauge("trading_portfolio_total_value_usd") - STAKE)).abs() < 1e-6);
            assert!((profit / STAKE * 100.0 - percent).abs() < 1e-6);
        }
    }

    #[test]
    fn errors_are_about_15_percent() {
        for seed in 0..5 {
            let simulation = simulation(seed, "errors");
            let at = ("fastapi_requests_total", 300);
            let errors = sum(&simulation, at, |sample| has(sample, "status_code", "5"));
            let share = errors / sum(&simulation, at, |_| true);
            assert!((0.1..0.2).contains(&share), "{share}");
        }
    }

    #[test]
    fn a_losing_streak_has_many_trades_and_few_wins() {
        for seed in 0..5 {
            let simulation = simulation(seed, "losing-streak");
            for minutes in [3, 60] {
                let trades = ("trading_trades_total", minutes * 60);
                let all = sum(&simulation, trades, |_| true);
                let won = sum(&simulation, trades, |sample| has(sample, "result", "profit")) / all;
                assert!(all >= 20.0 && (0.15..0.35).contains(&won), "{won} of {all}");
            }
        }
    }

    #[test]
    fn a_twentieth_of_slow_redis_exceeds_300_ms() {
        for seed in 0..5 {
            let under = |simulation: &Simulation, bound: f64| {
                let at = ("trading_redis_operation_duration_seconds", 300);
                let count = sum(simulation, at, |sample| sample.suffix == "_count");
                sum(simulation, at, |sample| sample.le == Some(bound)) / count
            };
            assert!(under(&simulation(seed, "slow-redis"), 0.5) < 0.95);
            assert!(under(&simulation(seed, ""), 0.05) > 0.95);
        }
    }

    #[test]
    fn more_than_half_of_the_sockets_drop() {
        for seed in 0..5 {
            let active = |seconds| {
                sum(&simulation(seed, "dropped-sockets"), ("trading_websocket_connections_active", seconds), |_| true)
            };
            assert!(active(200) >= 10.0);
            assert!((250..900).step_by(50).all(|seconds| active(seconds) < active(200) / 2.0));
        }
    }

    #[test]
    fn the_portfolio_falls_by_a_quarter() {
        for seed in 0..5 {
            let value =
                |seconds| sum(&simulation(seed, "drawdown"), ("trading_portfolio_total_value_usd", seconds), |_| true);
            assert!(value(90) > 0.9 * value(0));
            assert!((150..900).step_by(50).all(|seconds| (0.7..0.75).contains(&(value(seconds) / value(0)))));
        }
    }
}
