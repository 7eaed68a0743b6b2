//! `Canvas`: a drawing with values in it.

use dashgen::json::Json;
use dashgen::model::{Color, Dashboard, Mapping, Panel, Size, Uid};
use dashgen::vocabulary::panel::{
    Canvas, CanvasBackground, CanvasConnection, CanvasElement, CanvasLine, CanvasPoint, ScaleDimension,
};
use serde_json::json;

use super::metrics::{DEPENDENCY, dependency};

pub(crate) fn page() -> Dashboard {
    super::page(Uid::literal("gallery-canvas"), "Canvas").panel(services())
}

fn services() -> Panel {
    let drawing = Canvas::default()
        .with(|options| options.inline_editing(false).pan_zoom(false))
        .element(service("database", 40).connections([arrow_to("payment")]))
        .element(service("payment", 400));
    Panel::new("services", "What the shop needs", drawing)
        .query(DEPENDENCY.value().min_by([dependency::Service]).legend(dependency::Service).instant())
        .mapping(Mapping::value("1", "up", Color::GREEN))
        .mapping(Mapping::value("0", "down", Color::RED))
        .size(Size::FULL)
}

/// What an element draws is particular to its kind, and is given as Grafana takes it.
fn service(name: &'static str, left: u32) -> CanvasElement {
    CanvasElement::at("metric-value", left, 60)
        .name(name)
        .config(Json(json!({"size": 24, "text": {"field": name, "mode": "field"}, "align": "center"})))
        .background(CanvasBackground::new().color(Color::named("semi-dark-blue")))
        .border(CanvasLine::new().color(Color::TEXT).width(2).radius(8))
}

fn arrow_to(name: &'static str) -> CanvasConnection {
    CanvasConnection::new()
        .source(CanvasPoint::new().x(1))
        .target(CanvasPoint::new().x(-1))
        .target_name(name)
        .color(Color::GREEN)
        .size(ScaleDimension::new().fixed(2).min(1).max(10))
}
