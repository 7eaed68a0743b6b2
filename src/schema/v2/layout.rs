//! Where panels stand.

use super::kinded::named;
use super::{ConditionGroup, Kinded, Variable};
use crate::json::{Json, object, tagged};
use crate::vocabulary::Text;

named! {
    Grid: "GridLayout",
    GridRow: "GridLayoutRow",
    GridItem: "GridLayoutItem",
    Rows: "RowsLayout",
    Row: "RowsLayoutRow",
    AutoGrid: "AutoGridLayout",
    AutoGridItem: "AutoGridLayoutItem",
    Tabs: "TabsLayout",
    Tab: "TabsLayoutTab",
}

tagged! {
    /// How parts of a dashboard are placed.
    pub enum Layout by "kind" {
        /// Each at a place of its own.
        "GridLayout" Grid(Kinded<Grid>),
        /// Rows below each other.
        "RowsLayout" Rows(Kinded<Rows>),
        /// Cells of one size.
        "AutoGridLayout" Auto(Kinded<AutoGrid>),
        /// Tabs.
        "TabsLayout" Tabs(Kinded<Tabs>),
    }
}

object! {
    /// A grid of 24 columns.
    pub struct Grid {
        /// What stands on it.
        "items" items: Vec<GridEntry>,
    }
}

tagged! {
    /// What stands on a grid.
    pub enum GridEntry by "kind" {
        /// A panel at its place.
        "GridLayoutItem" Item(Kinded<GridItem>),
        /// A row of panels. Only `v2alpha1` of Grafana 12.0 has it; later versions have [`Rows`].
        "GridLayoutRow" Row(Kinded<GridRow>),
    }
}

impl GridEntry {
    /// Returns the line of the grid that it begins in; 0 where it does not say.
    pub(crate) fn line(&self) -> f64 {
        let line = match self {
            Self::Item(pair) => pair.spec.as_ref().and_then(|item| item.y),
            Self::Row(pair) => pair.spec.as_ref().and_then(|row| row.y),
            Self::Other(Json(other)) => other["spec"]["y"].as_f64(),
        };
        line.unwrap_or_default()
    }
}

object! {
    /// A row on a grid.
    pub struct GridRow {
        /// Whether it is folded.
        "collapsed" collapsed: bool,
        /// Its panels, whose places count from its lower edge.
        "elements" elements: Vec<Kinded<GridItem>>,
        /// How it is repeated.
        "repeat" repeat: Repeat,
        /// The title.
        "title" title: Text,
        /// From the top of the grid.
        "y" y: f64,
    }
}

object! {
    /// A place on the grid, in cells.
    pub struct GridItem {
        /// Its contents.
        "element" element: ElementReference,
        /// The height.
        "height" height: f64,
        /// How it is repeated.
        "repeat" repeat: Repeat,
        /// The width.
        "width" width: f64,
        /// From the left.
        "x" x: f64,
        /// From the top of the grid.
        "y" y: f64,
    }
}

object! {
    /// Which element.
    pub struct ElementReference {
        /// `ElementReference`
        "kind" kind: Text = "ElementReference",
        /// The element's name.
        "name" name: Text,
    }
}

object! {
    /// A repetition for every chosen value of a variable.
    pub struct Repeat {
        /// The way in which a panel on the grid is repeated: `h` or `v`.
        "direction" direction: Text,
        /// How many repetitions stand side by side on the grid.
        "maxPerRow" max_per_row: f64,
        /// `variable`
        "mode" mode: Text = "variable",
        /// The variable's name.
        "value" value: Text,
    }
}

object! {
    /// Rows below each other.
    pub struct Rows {
        /// The rows.
        "rows" rows: Vec<Kinded<Row>>,
    }
}

object! {
    /// A row.
    pub struct Row {
        /// Whether it is folded.
        "collapse" collapse: bool,
        /// When it is there.
        "conditionalRendering" condition: Kinded<ConditionGroup>,
        /// Whether it is as high as the window.
        "fillScreen" fill_screen: bool,
        /// Whether the title is hidden.
        "hideHeader" hide_header: bool,
        /// Its contents.
        "layout" layout: Layout,
        /// How it is repeated.
        "repeat" repeat: Repeat,
        /// The title.
        "title" title: Text,
        /// Variables of its own.
        "variables" variables: Vec<Variable>,
    }
}

object! {
    /// Cells of one size.
    pub struct AutoGrid {
        /// The width in pixels, of the mode `custom`.
        "columnWidth" column_width: f64,
        /// `narrow`, `standard`, `wide` or `custom`.
        "columnWidthMode" column_width_mode: Text = "standard",
        /// Whether it is as high as the window.
        "fillScreen" fill_screen: bool,
        /// Its contents.
        "items" items: Vec<Kinded<AutoGridItem>>,
        /// How many columns there are at most.
        "maxColumnCount" max_column_count: f64,
        /// The height in pixels, of the mode `custom`.
        "rowHeight" row_height: f64,
        /// `short`, `standard`, `tall` or `custom`.
        "rowHeightMode" row_height_mode: Text = "standard",
    }
}

object! {
    /// A cell.
    pub struct AutoGridItem {
        /// When it is there.
        "conditionalRendering" condition: Kinded<ConditionGroup>,
        /// Its contents.
        "element" element: ElementReference,
        /// How it is repeated.
        "repeat" repeat: Repeat,
    }
}

object! {
    /// Tabs.
    pub struct Tabs {
        /// The tabs.
        "tabs" tabs: Vec<Kinded<Tab>>,
    }
}

object! {
    /// A tab.
    pub struct Tab {
        /// When it is there.
        "conditionalRendering" condition: Kinded<ConditionGroup>,
        /// Its contents.
        "layout" layout: Layout,
        /// How it is repeated.
        "repeat" repeat: Repeat,
        /// What it is called.
        "title" title: Text,
        /// Variables of its own.
        "variables" variables: Vec<Variable>,
    }
}
