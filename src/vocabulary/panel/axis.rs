//! The axis of a field: members that several kinds of panels add to the field config.

/// Declares an object that starts with the members of an axis. `axis` marks the position of the scale among the others.
macro_rules! axis_object {
    (
        $(#[doc = $doc:literal])*
        pub struct $name:ident {
            $( $(#[doc = $before_doc:literal])* $before_json:literal $before:ident : $before_type:ty $(= $before_value:expr)?, )*
            axis,
            $( $(#[doc = $after_doc:literal])* $after_json:literal $after:ident : $after_type:ty $(= $after_value:expr)?, )*
        }
    ) => {
        $crate::json::object! {
            $(#[doc = $doc])*
            pub struct $name {
                /// Whether the axis has a border line.
                "axisBorderShow" axis_border_show: bool,
                /// Whether the axis is centered at zero.
                "axisCenteredZero" axis_centered_zero: bool,
                /// The colour of the axis: that of the text or of the series.
                "axisColorMode" axis_color_mode: $crate::vocabulary::panel::AxisColorMode,
                /// Whether grid lines are shown; by default, Grafana decides.
                "axisGridShow" axis_grid_show: bool,
                /// The label of the axis.
                "axisLabel" axis_label: $crate::vocabulary::Text,
                /// The side of the axis.
                "axisPlacement" axis_placement: $crate::vocabulary::field::Axis,
                /// The soft maximum of the axis: it is extended if a value is higher.
                "axisSoftMax" axis_soft_max: f64,
                /// The soft minimum of the axis: it is extended if a value is lower.
                "axisSoftMin" axis_soft_min: f64,
                /// The width of the axis, in pixels.
                "axisWidth" axis_width: f64,
                $( $(#[doc = $before_doc])* $before_json $before: $before_type $(= $before_value)?, )*
                /// The scale of the axis.
                "scaleDistribution" scale_distribution: $crate::vocabulary::panel::ScaleDistribution,
                $( $(#[doc = $after_doc])* $after_json $after: $after_type $(= $after_value)?, )*
            }
        }
    };
}
pub(super) use axis_object;
