//! `Candlestick`: prices and volumes. Fields called open, high, low, close and volume find their places alone.

use dashgen::model::{Axis, Color, Dashboard, Panel, Uid};
use dashgen::promql::minutes;
use dashgen::vocabulary::panel::{
    CandleColors, CandleComparison, CandleFields, CandleStyle, Candlestick, CandlestickMode,
};

use super::metrics::{ORDERS, PRICE};

pub(crate) fn page() -> Dashboard {
    super::page(Uid::literal("gallery-candlestick"), "Candlestick").panel(price()).panel(bars())
}

fn price() -> Panel {
    Panel::new("price", "Price and orders", Candlestick::default())
        .query(PRICE.offset(minutes(5)).value().avg().legend("open"))
        .query(PRICE.over(minutes(5)).max().avg().legend("high"))
        .query(PRICE.over(minutes(5)).min().avg().legend("low"))
        .query(PRICE.value().avg().legend("close"))
        .query(ORDERS.increase(minutes(5)).sum().legend("volume").axis(Axis::Right))
        .min_step(minutes(5))
}

fn bars() -> Panel {
    let bars = Candlestick::default().with(|options| {
        options
            .mode(CandlestickMode::Prices)
            .candle_style(CandleStyle::Bars)
            .color_strategy(CandleComparison::CloseClose)
            .colors(CandleColors::new().up(Color::BLUE).down(Color::PURPLE))
            .fields(CandleFields::new().open("before").high("most").low("least").close("now"))
            .include_all_fields(true)
    });
    Panel::new("bars", "Price, with fields of other names", bars)
        .query(PRICE.offset(minutes(5)).value().avg().legend("before"))
        .query(PRICE.over(minutes(5)).max().avg().legend("most"))
        .query(PRICE.over(minutes(5)).min().avg().legend("least"))
        .query(PRICE.value().avg().legend("now"))
        .min_step(minutes(5))
}
