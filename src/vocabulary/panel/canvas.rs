//! The canvas panel: a drawing that shows values.
//!
//! Names and defaults: `@grafana/schema` 13.2.3, canvas.

use super::defaults::PanelDefaults;
use super::{Kind, TooltipMode};
use crate::json::{object, words};
use crate::vocabulary::Text;
use crate::vocabulary::defaults::filled;

use super::canvas_element::CanvasElement;

/// A drawing: positioned elements that show values.
///
/// It has no custom field config.
///
/// Follows <https://grafana.com/docs/grafana/latest/panels-visualizations/visualizations/canvas/>. A new one:
///
/// ```json
/// {
///   "options": {
///     "inlineEditing": true,
///     "panZoom": true,
///     "root": {
///       "elements": [],
///       "name": "Root",
///       "type": "frame"
///     },
///     "showAdvancedTypes": true,
///     "tooltip": {
///       "mode": "single"
///     },
///     "zoomToContent": true
///   },
///   "type": "canvas"
/// }
/// ```
pub type Canvas = Kind<CanvasOptions>;

object! {
    /// The options of a canvas panel.
    pub struct CanvasOptions {
        /// Whether panning is unlimited. Legacy dashboards only.
        "infinitePan" infinite_pan: bool,
        /// Whether it can be edited inline.
        "inlineEditing" inline_editing: bool = true,
        /// Whether it can be panned and zoomed.
        "panZoom" pan_zoom: bool = true,
        /// The root element.
        "root" root: CanvasRoot = CanvasRoot::new(),
        /// Whether the editor offers experimental elements.
        "showAdvancedTypes" show_advanced_types: bool = true,
        /// The tooltip.
        "tooltip" tooltip: CanvasTooltip = CanvasTooltip::new(),
        /// Whether it is zoomed so that everything fits.
        "zoomToContent" zoom_to_content: bool = true,
    }
}

object! {
    /// Everything on a canvas.
    pub struct CanvasRoot {
        /// The elements, the lowest first.
        "elements" elements: Vec<CanvasElement> = [],
        /// Its name.
        "name" name: Text = "Root",
        /// `frame`
        "type" kind: CanvasRootKind = CanvasRootKind::Frame,
    }
}

words! {
    /// The type of the root element.
    #[derive(Default)]
    pub enum CanvasRootKind {
        /// A frame.
        #[default]
        "frame" Frame,
    }
}

object! {
    /// The tooltip of a canvas.
    pub struct CanvasTooltip {
        /// Whether it is disabled for elements with one-click links or actions.
        "disableForOneClick" disable_for_one_click: bool,
        /// The values that it shows.
        "mode" mode: TooltipMode = TooltipMode::Single,
    }
}

impl Canvas {
    /// Adds an element above all others.
    pub fn element(self, element: CanvasElement) -> Self {
        self.with(|mut options| {
            let mut root = options.root.take().unwrap_or_default();
            root.elements.get_or_insert_default().push(element);
            options.root(root)
        })
    }
}

/// The defaults of a canvas.
pub(super) const DEFAULTS: PanelDefaults = PanelDefaults {
    source: "public/app/plugins/panel/canvas/module.tsx",
    options: &[&[
        filled!("9.0" { "inlineEditing": true }),
        filled!("9.2" { "showAdvancedTypes": true }),
        filled!("10.4" { "panZoom": true }),
        filled!("12.1" { "tooltip": { "mode": "single" }, "zoomToContent": true }),
    ]],
    custom: &[],
    color: Some("thresholds"),
};
