//! The cell types of a table.
//!
//! Names: `@grafana/schema` 13.2.3, `common.gen`, `TableCellOptions`.

use serde_json::Value;

use super::{BarGaugeMode, BarGaugeValue, GraphField};
use crate::json::{Rest, Typed, object, tagged, words};
use crate::vocabulary::Text;

tagged! {
    /// The cell type of a table.
    pub enum TableCell by "type" {
        /// A type without options.
        "auto" | "color-text" | "json-view" | "data-links" | "actions" | "pill" | "geo" | "custom" Plain(PlainCell),
        /// The value on a coloured background.
        "color-background" Colored(ColoredCell),
        /// A bar.
        "gauge" Gauge(GaugeCell),
        /// A sparkline.
        "sparkline" Sparkline(SparklineCell),
        /// An image, whose URL is the value.
        "image" Image(ImageCell),
        /// Markdown.
        "markdown" Markdown(MarkdownCell),
    }
}

impl TableCell {
    /// Returns the plain value.
    pub fn text() -> Self {
        PlainCell::new().into()
    }

    /// Returns the value as coloured text.
    pub fn colored_text() -> Self {
        PlainCell::new().kind(PlainCellKind::ColorText).into()
    }

    /// Returns the value on a coloured background.
    pub fn colored_background() -> Self {
        ColoredCell::new().into()
    }

    /// Returns a bar between the field's min and max.
    pub fn gauge(mode: BarGaugeMode) -> Self {
        GaugeCell::new().mode(mode).into()
    }

    /// Returns a sparkline.
    pub fn sparkline() -> Self {
        SparklineCell::new().into()
    }
}

object! {
    /// A cell without options.
    pub struct PlainCell {
        /// The type.
        "type" kind: PlainCellKind = PlainCellKind::Auto,
        /// Whether long texts are wrapped. Legacy dashboards only; now set on the field.
        "wrapText" wrap_text: bool,
    }
}

words! {
    /// The cell types without options.
    #[derive(Default)]
    pub enum PlainCellKind {
        /// The value.
        #[default]
        "auto" Auto,
        /// The value as coloured text.
        "color-text" ColorText,
        /// JSON.
        "json-view" JsonView,
        /// The links of the field.
        "data-links" DataLinks,
        /// The actions of the field, as buttons.
        "actions" Actions,
        /// A list of coloured pills.
        "pill" Pill,
        /// A geographic location.
        "geo" Geo,
        /// A custom cell, drawn by a plugin.
        "custom" Custom,
    }
}

object! {
    /// A cell with a coloured background.
    pub struct ColoredCell {
        /// Whether the whole row is coloured.
        "applyToRow" apply_to_row: bool,
        /// Whether the background is a gradient.
        "mode" mode: CellBackground,
        /// `color-background`
        "type" kind: Text = "color-background",
        /// Whether long texts are wrapped. Legacy dashboards only; now set on the field.
        "wrapText" wrap_text: bool,
    }
}

words! {
    /// The background style of a cell.
    #[derive(Default)]
    pub enum CellBackground {
        /// Solid.
        #[default]
        "basic" Basic,
        /// A gradient.
        "gradient" Gradient,
    }
}

object! {
    /// A cell with a bar.
    pub struct GaugeCell {
        /// How the bar is drawn.
        "mode" mode: BarGaugeMode,
        /// `gauge`
        "type" kind: Text = "gauge",
        /// How the value is shown next to it.
        "valueDisplayMode" value_display_mode: BarGaugeValue,
    }
}

object! {
    /// A cell with a sparkline, with the style options of a time series panel.
    pub struct SparklineCell with settle and graph: GraphField {
        /// Whether the value next to it is hidden.
        "hideValue" hide_value: bool,
        /// `sparkline`
        "type" kind: Text = "sparkline",
    }
}

impl SparklineCell {
    fn settle(mut self) -> Self {
        let members = self.rest.iter().map(|(name, value)| (name.clone(), value.clone()));
        if let Ok(graph) = GraphField::read(Value::Object(members.collect()))
            && !graph.has_no_members()
        {
            (self.graph, self.rest) = (Some(graph), Rest::new());
        }
        self
    }

    /// Changes how the graph is drawn.
    pub fn custom(mut self, change: impl FnOnce(GraphField) -> GraphField) -> Self {
        self.graph = Some(change(self.graph.unwrap_or(GraphField::empty())));
        self
    }
}

object! {
    /// A cell with an image.
    pub struct ImageCell {
        /// The alternative text, for screen readers.
        "alt" alt: Text,
        /// The tooltip.
        "title" title: Text,
        /// `image`
        "type" kind: Text = "image",
    }
}

object! {
    /// A cell with Markdown.
    pub struct MarkdownCell {
        /// Whether the row is as high as the text requires.
        "dynamicHeight" dynamic_height: bool,
        /// `markdown`
        "type" kind: Text = "markdown",
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::json::{Json, text};

    #[test]
    fn a_sparkline_is_a_graph() {
        let value = json!({"type": "sparkline", "hideValue": true, "lineWidth": 2, "new": 1});
        let TableCell::Sparkline(cell) = TableCell::read(value.clone()).unwrap() else { panic!("a sparkline") };
        assert_eq!(cell.graph.as_ref().unwrap().line_width, Some(2.0));
        assert_eq!(text(&cell), text(&Json(value)));
        let drawn = SparklineCell::new().hide_value(true).custom(|graph| graph.line_width(2));
        assert_eq!(crate::json::value(&drawn), json!({"type": "sparkline", "hideValue": true, "lineWidth": 2}));
    }
}
