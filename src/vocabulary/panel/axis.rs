//! The axis of a field: members that several kinds of panels add to the field config.

/// Declares an object that begins with the members of an axis. `axis` stands where the scale has its place among the
/// others.
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
                /// Whether the axis has a line.
                "axisBorderShow" axis_border_show: bool,
                /// Whether zero is in the middle of the axis.
                "axisCenteredZero" axis_centered_zero: bool,
                /// What colour the axis has.
                "axisColorMode" axis_color_mode: $crate::vocabulary::panel::AxisColorMode,
                /// Whether lines stand behind the graph; as Grafana chooses where it is missing.
                "axisGridShow" axis_grid_show: bool,
                /// The words along the axis.
                "axisLabel" axis_label: $crate::vocabulary::Text,
                /// The side of the axis.
                "axisPlacement" axis_placement: $crate::vocabulary::field::Axis,
                /// The upper end of the axis, unless a value is higher.
                "axisSoftMax" axis_soft_max: f64,
                /// The lower end of the axis, unless a value is lower.
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
