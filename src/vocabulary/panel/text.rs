//! The text panel: Markdown, HTML or code.
//!
//! Names and defaults: `@grafana/schema` 13.2.3, text.

use super::Kind;
use super::defaults::PanelDefaults;
use crate::json::{object, words};
use crate::vocabulary::Text;
use crate::vocabulary::defaults::filled;

/// Markdown, HTML or code. It needs no query.
///
/// Follows <https://grafana.com/docs/grafana/latest/panels-visualizations/visualizations/text/>. A new one:
///
/// ```json
/// {
///   "options": {
///     "content": "",
///     "mode": "markdown"
///   },
///   "type": "text"
/// }
/// ```
pub type TextPanel = Kind<TextOptions>;

object! {
    /// The options of a text panel.
    pub struct TextOptions {
        /// How code is shown.
        "code" code: CodeOptions,
        /// The content.
        "content" content: Text = "",
        /// The format of the content.
        "mode" mode: TextMode = TextMode::Markdown,
        /// Whether the content is rendered once, or for every row of the result.
        "renderMode" render_mode: TextRenderMode,
    }
}

words! {
    /// The format of the content of a text panel.
    #[derive(Default)]
    pub enum TextMode {
        /// As Markdown.
        #[default]
        "markdown" Markdown,
        /// As HTML, which is sanitized unless disabled on the server.
        "html" Html,
        /// As code.
        "code" Code,
    }
}

words! {
    /// Whether the content of a text panel is rendered once or per row.
    #[derive(Default)]
    pub enum TextRenderMode {
        /// Once.
        #[default]
        "once" Once,
        /// For every row of the result.
        "perRow" PerRow,
    }
}

object! {
    /// How a text panel shows code.
    pub struct CodeOptions {
        /// The language: `json`, `yaml`, `go`, ...
        "language" language: Text = "plaintext",
        /// Whether line numbers are shown.
        "showLineNumbers" show_line_numbers: bool = false,
        /// Whether a minimap is shown.
        "showMiniMap" show_mini_map: bool = false,
    }
}

impl TextPanel {
    /// Returns a panel with Markdown.
    pub fn markdown(content: impl Into<Text>) -> Self {
        Self::default().with(|options| options.content(content))
    }
}

/// The defaults of a text.
pub(super) const DEFAULTS: PanelDefaults = PanelDefaults {
    source: "public/app/plugins/panel/text/module.tsx",
    options: &[&[
        filled!("7.0" {
            "content": "# Title\n\nFor markdown syntax help: [commonmark.org/help](https://commonmark.org/help/)",
            "mode": "markdown"
        }),
        filled!("9.1" {
            "code": { "language": "plaintext", "showLineNumbers": false, "showMiniMap": false }
        }),
        filled!("13.1" { "renderMode": "once" }),
    ]],
    custom: &[],
    color: None,
};
