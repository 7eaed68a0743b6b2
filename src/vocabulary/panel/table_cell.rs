//! What the cells of a table draw.
//!
//! Names: `@grafana/schema` 13.2.3, `common.gen`, `TableCellOptions`.

use serde_json::Value;

use super::{BarGaugeMode, BarGaugeValue, GraphField};
use crate::json::{Rest, Typed, object, tagged, words};
use crate::vocabulary::Text;

tagged! {
    /// What a cell of a table draws.
    pub enum TableCell by "type" {
        /// Something without options of its own.
        "auto" | "color-text" | "json-view" | "data-links" | "actions" | "pill" | "geo" | "custom" Plain(PlainCell),
        /// The value before a colour.
        "color-background" Colored(ColoredCell),
        /// A bar.
        "gauge" Gauge(GaugeCell),
        /// A small graph.
        "sparkline" Sparkline(SparklineCell),
        /// A picture, whose address is the value.
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

    /// Returns the value in its colour.
    pub fn colored_text() -> Self {
        PlainCell::new().kind(PlainCellKind::ColorText).into()
    }

    /// Returns the value before its colour.
    pub fn colored_background() -> Self {
        ColoredCell::new().into()
    }

    /// Returns a bar between the field's min and max.
    pub fn gauge(mode: BarGaugeMode) -> Self {
        GaugeCell::new().mode(mode).into()
    }

    /// Returns a small graph.
    pub fn sparkline() -> Self {
        SparklineCell::new().into()
    }
}

object! {
    /// A cell without options of its own.
    pub struct PlainCell {
        /// What it draws.
        "type" kind: PlainCellKind = PlainCellKind::Auto,
        /// Whether a long text goes on in the next line. Old dashboards only: a new one says it for the field.
        "wrapText" wrap_text: bool,
    }
}

words! {
    /// What a cell without options of its own draws.
    #[derive(Default)]
    pub enum PlainCellKind {
        /// The value.
        #[default]
        "auto" Auto,
        /// The value in its colour.
        "color-text" ColorText,
        /// JSON.
        "json-view" JsonView,
        /// The links of the field.
        "data-links" DataLinks,
        /// The actions of the field, as buttons.
        "actions" Actions,
        /// A list, each item in a coloured pill.
        "pill" Pill,
        /// A place on the earth.
        "geo" Geo,
        /// What a plugin draws.
        "custom" Custom,
    }
}

object! {
    /// A cell with a coloured background.
    pub struct ColoredCell {
        /// Whether the whole row takes the colour.
        "applyToRow" apply_to_row: bool,
        /// Whether the colour fades.
        "mode" mode: CellBackground,
        /// `color-background`
        "type" kind: Text = "color-background",
        /// Whether a long text goes on in the next line. Old dashboards only: a new one says it for the field.
        "wrapText" wrap_text: bool,
    }
}

words! {
    /// Whether the background of a cell fades.
    #[derive(Default)]
    pub enum CellBackground {
        /// No.
        #[default]
        "basic" Basic,
        /// Yes.
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
        /// How the value is written beside it.
        "valueDisplayMode" value_display_mode: BarGaugeValue,
    }
}

object! {
    /// A cell with a small graph, which is drawn as a time series panel draws it.
    pub struct SparklineCell with settle and graph: GraphField {
        /// Whether the number beside it is left out.
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
    /// A cell with a picture.
    pub struct ImageCell {
        /// What is read aloud in its place.
        "alt" alt: Text,
        /// What is shown beside the mouse.
        "title" title: Text,
        /// `image`
        "type" kind: Text = "image",
    }
}

object! {
    /// A cell with Markdown.
    pub struct MarkdownCell {
        /// Whether the row is as high as the text needs.
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
