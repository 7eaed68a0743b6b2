//! The text panel: words.
//!
//! Follows <https://grafana.com/docs/grafana/latest/panels-visualizations/visualizations/text/>;
//! names and defaults: `@grafana/schema` 13.2.3, text.

use schemars::JsonSchema;
use serde::Serialize;

use super::Visualization;
use crate::model::Text;

/// Words: Markdown, HTML or code. It needs no query.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TextPanel {
    /// The options.
    pub options: TextOptions,
}

/// The options of a text panel.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct TextOptions {
    /// The words.
    pub content: Text,
    /// How they are read.
    pub mode: TextMode,
}

/// How the words of a text panel are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub enum TextMode {
    /// As Markdown.
    #[default]
    Markdown,
    /// As HTML, made harmless unless the server is told otherwise.
    Html,
    /// As they stand.
    Code,
}

impl TextPanel {
    /// Returns a panel of Markdown.
    pub fn markdown(content: impl Into<Text>) -> Self {
        Self { options: TextOptions { content: content.into(), mode: TextMode::Markdown } }
    }
}

impl From<TextPanel> for Visualization {
    fn from(text: TextPanel) -> Self {
        Self::Text(text)
    }
}
