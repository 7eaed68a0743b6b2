//! Trading Performance: do the bots trade, and do they earn?

use super::common::{apart, dashboard, listed, one_line, scope};
use super::queries::{
    Level, active_bots, all_bots, drawdown, inactive_bots, open_positions, portfolio_value, win_rate,
};
use super::{limits, metrics, names, queries};
use dashgen::model::{
    Axis, Color, ColorMode, Dashboard, DataLink, Gauge, Override, Panel, Property, Size, Stat, Thresholds, TimeRange,
    Timeseries,
};
use dashgen::promql::{RATE_INTERVAL, hours};
use dashgen::vocabulary::panel::{GradientMode, GraphField, ThresholdsStyleMode};

const HALF: Size = Size::new(12, 5);
const QUARTER: Size = Size::new(6, 5);

/// Returns the dashboard.
pub(crate) fn trading_performance() -> Dashboard {
    dashboard(names::TRADING_PERFORMANCE.uid, "trading-performance", "Trading Performance")
        .description("What the portfolio is worth, what the bots do, and how their trades end.")
        .tag("performance")
        .time(TimeRange::last(hours(24)))
        .panel(value_over_time())
        .panel(profit_over_time())
        // As wide as their titles need, where the navigation leaves little room.
        .panel(bots().size(HALF))
        .panel(trades().size(QUARTER))
        .panel(winners().size(QUARTER))
        .panel(profit().size(HALF))
        .panel(positions().size(HALF))
        .panel(trades_by_result())
        .panel(bots_over_time())
        .panel(market_updates().size(Size::FULL))
}

fn value_over_time() -> Panel {
    Panel::new(names::PORTFOLIO_VALUE.key, "Portfolio Value Over Time", Timeseries::lines())
        .description(
            "What the portfolio is worth (left), and how far that is below its highest value of the last 24 hours \
             (drawdown, right): amber from 10 %, red from 20 %. At amber, look for the bots that lose; at red, stop \
             them and close the positions by hand.",
        )
        .query(portfolio_value(&scope()).legend("Value"))
        .query(drawdown(&scope()).legend("Drawdown").axis(Axis::Right))
        .color(Color::BLUE)
        .data_link(DataLink::to_alert(names::PORTFOLIO_DRAWDOWN))
        .field_override(
            Override::by_name("Drawdown")
                .with(Property::Thresholds(
                    Thresholds::from_ok().warning(limits::DRAWDOWN_WATCH).critical(limits::DRAWDOWN_ACT),
                ))
                .with(Property::Color(ColorMode::THRESHOLDS))
                .with(Property::Min(0.0))
                // Room for both limits, and more once it is needed: half as high again, in whole percent.
                .custom(|axis: GraphField| axis.axis_soft_max((150.0 * limits::DRAWDOWN_ACT.value()).round() / 100.0)),
        )
        .no_value("No portfolio reported")
}

fn profit_over_time() -> Panel {
    let graph = one_line().custom(|field| field.gradient_mode(GradientMode::Scheme));
    let graph = graph.show_thresholds(ThresholdsStyleMode::Line);
    Panel::new("pnl-percent", "Portfolio P&L Percentage", graph)
        .description(
            "Profit since the start, in percent of what was put in: green above the zero line, red below it. A line \
             that keeps falling is a strategy that no longer fits the market: compare the win rate and the trades by \
             result, and stop the bots that lose.",
        )
        .query(queries::profit_percent(&scope()).legend(metrics::pnl_percent::Job))
        .thresholds(Thresholds::from_critical().ok(0.0))
        .color(ColorMode::THRESHOLDS)
        .no_value("No P&L reported")
}

fn bots() -> Panel {
    let idle = Thresholds::from_ok().warning(1.0);
    Panel::new("bots", "Active/Total/Inactive Bots", Stat::plain())
        .description(
            "Bots that trade, bots that are configured, and the difference. Amber when some are configured but do not \
             trade, or when none does: unless they were stopped on purpose, start them again and look for the reason \
             in the API's log.",
        )
        .query(active_bots(&scope()).legend("Active").instant())
        .query(all_bots(&scope()).legend("Total").instant())
        .query(inactive_bots(&scope()).legend("Inactive").instant())
        .thresholds(Thresholds::base(Color::AMBER).ok(1.0))
        .field_override(Override::by_name("Total").color(Color::BLUE))
        .field_override(Override::by_name("Inactive").with(Property::Thresholds(idle)))
        .no_value("No bots reported")
}

fn trades() -> Panel {
    Panel::new("trades-last-hour", "Trades (Last Hour)", Stat::plain())
        .description(
            "Trades that the bots executed in the last hour. None while bots are active: see whether market data \
             still comes in, and whether the exchange takes orders.",
        )
        .query(metrics::TRADES.within(&scope()).increase(hours(1)).sum().legend("Trades").instant())
        .color(Color::BLUE)
        .decimals(0)
        .no_value("No trades")
}

fn winners() -> Panel {
    Panel::new(names::WIN_RATE.key, "Win Rate", Gauge::default())
        .description(
            "Share of the last hour's trades that ended with a profit: red below 40 %. A few trades say little; when \
             it stays red over twenty or more, pause the bots and review their strategy.",
        )
        .query(win_rate(&scope(), Level::Page).legend("Win rate").instant())
        .range(0.0, 1.0)
        .thresholds(Thresholds::from_critical().ok(limits::WIN_RATE))
        .data_link(DataLink::to_alert(names::LOW_BOT_WIN_RATE))
        .decimals(0)
        .no_value("No trades")
}

fn profit() -> Panel {
    Panel::new("pnl-usd", "Total P&L (USD)", Stat::plain())
        .description(
            "Profit (green) or loss (red) since the start, in dollars, open positions included. When it moves and \
             there are no trades, the prices of open positions moved.",
        )
        .query(queries::profit(&scope()).legend(metrics::pnl_usd::Job).instant())
        .thresholds(Thresholds::from_critical().ok(0.0))
        .decimals(2)
        .no_value("No P&L reported")
}

fn positions() -> Panel {
    Panel::new("open-positions", "Open Positions Count", Stat::plain())
        .description(
            "Positions that are open now. A number that only grows means that bots open positions and never close \
             them: check their exit rules before the margin runs out.",
        )
        .query(open_positions(&scope()).legend(metrics::positions::Job).instant())
        .color(Color::BLUE)
        .no_value("No positions reported")
}

fn trades_by_result() -> Panel {
    // A bar stands behind its time and counts the hour that begins there, so that the last one is the hour that goes on:
    // there is one from the first trades on, and it grows.
    let bars = Timeseries::stacked_bars().custom(|field| field.bar_alignment(1));
    let by_result =
        metrics::TRADES.within(&scope()).ahead(hours(1)).increase(hours(1)).sum_by([metrics::trades::Result]);
    Panel::new("trades-by-result", "Trades by Result (Profit/Loss - Hourly)", bars)
        .description(
            "Trades of each hour by how they ended; the last bar is the hour that goes on. When losses (red) outgrow profits (green) for some hours, the \
             strategy does not fit the market; when the bars vanish, the bots no longer trade.",
        )
        .query(by_result.legend(metrics::trades::Result).min_step(hours(1)))
        .field_override(Override::by_name("profit").color(Color::GREEN))
        .field_override(Override::by_name("loss").color(Color::RED))
        .decimals(0)
        .min(0.0)
        .no_value("No trades yet")
}

fn bots_over_time() -> Panel {
    Panel::new("bot-status", "Bot Status Over Time", Timeseries::stacked())
        .description(
            "Bots that trade (green) and bots that are configured but do not (amber), stacked up to the dashed line \
             of all. Amber that starts at an API restart: the bots were not resumed; start them again.",
        )
        .query(active_bots(&scope()).legend("Active"))
        .query(inactive_bots(&scope()).legend("Inactive"))
        .query(all_bots(&scope()).legend("Total"))
        .field_override(Override::by_name("Active").color(Color::GREEN))
        .field_override(Override::by_name("Inactive").color(Color::AMBER))
        .field_override(apart("Total").color(Color::BLUE))
        .min(0.0)
        .no_value("No bots reported")
}

fn market_updates() -> Panel {
    let by_symbol =
        metrics::MARKET_UPDATES.within(&scope()).rate(RATE_INTERVAL).sum_by([metrics::market_updates::Symbol]);
    Panel::new("market-updates", "Market Data Update Rate by Symbol", listed())
        .description(
            "Price updates received for each symbol. One symbol at zero: its subscription at the exchange is lost; \
             all at zero: the feed is down, and the bots trade on old prices, so stop them.",
        )
        .query(by_symbol.legend(metrics::market_updates::Symbol))
        .color(ColorMode::PALETTE)
        .min(0.0)
        .no_value("No market data")
}
