//! `XyChart`: one number over another.

use dashgen::model::{Axis, Dashboard, Panel, Uid};
use dashgen::promql::RATE_INTERVAL;
use dashgen::vocabulary::panel::{PointShape, PointSize, XyChart, XyShow};
use dashgen::vocabulary::transformation::JoinByFieldOptions;

use super::metrics::{DURATION, REQUESTS};

pub(crate) fn page() -> Dashboard {
    super::page(Uid::literal("gallery-xy-chart"), "XY chart").panel(load()).panel(path())
}

fn load() -> Panel {
    let points = XyChart::of("Requests", "p99").custom(|field| {
        field.point_shape(PointShape::Square).point_size(PointSize::new().fixed(6)).fill_opacity(30).axis_soft_min(0)
    });
    asked(Panel::new("load", "How long requests take, by how many there are", points))
}

fn path() -> Panel {
    let lines = XyChart::default().custom(|field| field.show(XyShow::Both).line_width(1));
    asked(Panel::new("path", "The same, in the order of time", lines))
}

/// Two series are two tables: joined, they are two fields of one.
fn asked(panel: Panel) -> Panel {
    panel
        .transform(JoinByFieldOptions::new().by_field(Some("Time".into())))
        .query(REQUESTS.rate(RATE_INTERVAL).sum().legend("Requests"))
        .query(DURATION.quantile(0.99, RATE_INTERVAL).legend("p99").axis(Axis::Right))
}
