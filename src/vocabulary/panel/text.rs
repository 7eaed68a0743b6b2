//! The text panel: words.
//!
//! Names and defaults: `@grafana/schema` 13.2.3, text.

use super::Kind;
use super::defaults::PanelDefaults;
use crate::json::{object, words};
use crate::vocabulary::Text;
use crate::vocabulary::defaults::filled;

/// Words: Markdown, HTML or code. It needs no query.
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
        /// The words.
        "content" content: Text = "",
        /// How they are read.
        "mode" mode: TextMode = TextMode::Markdown,
        /// How often they are written: once, or for every row of the answer.
        "renderMode" render_mode: TextRenderMode,
    }
}

words! {
    /// How the words of a text panel are read.
    #[derive(Default)]
    pub enum TextMode {
        /// As Markdown.
        #[default]
        "markdown" Markdown,
        /// As HTML, made harmless unless the server is told otherwise.
        "html" Html,
        /// As they stand.
        "code" Code,
    }
}

words! {
    /// How often the words of a text panel are written.
    #[derive(Default)]
    pub enum TextRenderMode {
        /// Once.
        #[default]
        "once" Once,
        /// For every row of the answer.
        "perRow" PerRow,
    }
}

object! {
    /// How a text panel shows code.
    pub struct CodeOptions {
        /// The language: `json`, `yaml`, `go`, ...
        "language" language: Text = "plaintext",
        /// Whether lines are numbered.
        "showLineNumbers" show_line_numbers: bool = false,
        /// Whether a small picture of the whole stands beside it.
        "showMiniMap" show_mini_map: bool = false,
    }
}

impl TextPanel {
    /// Returns a panel of Markdown.
    pub fn markdown(content: impl Into<Text>) -> Self {
        Self::default().with(|options| options.content(content))
    }
}

/// What Grafana fills into a text.
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
