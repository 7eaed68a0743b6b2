//! The axes at the sides.

use serde_json::Value;

use super::side;
use crate::json::{self, Typed};
use crate::migrate::value::{number, property};
use crate::schema::v1::legacy::GraphYAxis;
use crate::vocabulary::field::{FieldDefaults, FieldProperty};
use crate::vocabulary::panel::{GraphField, ScaleDistribution};

/// Returns what an axis says of its fields, and what was said of all fields before.
pub(super) fn defaults(
    axis: Option<&GraphYAxis>,
    before: Option<FieldDefaults<GraphField>>,
) -> FieldDefaults<GraphField> {
    let mut defaults = before.unwrap_or_else(FieldDefaults::empty);
    let Some(axis) = axis else { return defaults };
    let custom = defaults.custom.get_or_insert_with(GraphField::empty);
    custom.axis_placement = Some(side(axis.show));
    custom.axis_label = axis.label.clone().flatten().filter(|label| !label.is_empty()).or(custom.axis_label.take());
    if let Some(base) = number(axis.log_base.clone()).filter(|base| *base > 1.0) {
        custom.scale_distribution = Some(ScaleDistribution::logarithmic(if base < 10.0 { 2.0 } else { 10.0 }));
    }
    defaults.unit = axis.format.clone().flatten().or(defaults.unit);
    defaults.decimals = number(axis.decimals.clone()).or(defaults.decimals);
    defaults.min = number(axis.min.clone()).or(defaults.min);
    defaults.max = number(axis.max.clone()).or(defaults.max);
    defaults
}

/// Returns what is different at the right axis.
pub(super) fn right(axis: Option<&GraphYAxis>, left: &FieldDefaults<GraphField>) -> Vec<FieldProperty<GraphField>> {
    let is_shown = axis.is_none_or(|axis| axis.show != Some(false));
    let placement = property("custom.axisPlacement", if is_shown { "right" } else { "hidden" });
    let right = defaults(axis, None).into_value();
    let left = json::value(left);
    let differs = |name: &str, value: &Value, of: &Value| name != "custom" && of.get(name) != Some(value);
    let pairs = |of: &Value| of.as_object().cloned().unwrap_or_default();
    let mut properties = vec![placement];
    for (name, value) in pairs(&right).into_iter().filter(|(name, value)| differs(name, value, &left)) {
        properties.push(property(&name, value));
    }
    let (right, left) = (right["custom"].clone(), left["custom"].clone());
    for (name, value) in pairs(&right).into_iter().filter(|(name, value)| differs(name, value, &left)) {
        if name != "axisPlacement" {
            properties.push(property(&format!("custom.{name}"), value));
        }
    }
    properties
}
