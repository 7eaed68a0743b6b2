//! `Geomap`: values on a map. It wants a table with fields that say where.

use dashgen::model::{Color, Dashboard, Panel, Size, Uid};
use dashgen::promql::hours;
use dashgen::vocabulary::panel::{
    ColorDimension, Geomap, MapControls, MapLayer, MapLocation, MapStyle, MapView, ScaleDimension, TextDimension,
};

use super::metrics::{ORDERS, orders};

pub(crate) fn page() -> Dashboard {
    super::page(Uid::literal("gallery-geomap"), "Geomap").panel(orders_by_country())
}

fn orders_by_country() -> Panel {
    let circles = MapStyle::new()
        .color(ColorDimension::from(Color::named("dark-green")))
        .opacity(0.4)
        .size(ScaleDimension::new().field("Value").fixed(5).min(4).max(40))
        .text(TextDimension::new().fixed("${__data.fields.country}"));
    let map = Geomap::default()
        .layer(MapLayer::markers("Orders", MapLocation::countries("country"), circles))
        .view(MapView::around(50.0, 10.0, 4.0))
        .with(|options| options.controls(MapControls::new().show_scale(true).mouse_wheel_zoom(false)));
    Panel::new("orders-by-country", "Orders of the last day", map)
        .query(ORDERS.increase(hours(24)).sum_by([orders::Country]).table())
        .size(Size::FULL)
}
