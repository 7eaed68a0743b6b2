//! One form for any dashboard, so that a small edit in the UI is a small difference in review.
//!
//! Keys stand in the order of the alphabet, indented by two spaces, one newline at the end, whole numbers without a
//! point. What only the server or the editor knows is left out, unless it is to be [kept](Keep):
//!
//! | left out | where | kept with |
//! |---|---|---|
//! | `id`, `version`, `iteration` | dashboard | [`Keep::Ids`] |
//! | `meta`; `status`; of the `metadata`: `creationTimestamp`, `generation`, `managedFields`, `resourceVersion`, `selfLink`, `uid`, and annotations and labels of the server | around the dashboard | [`Keep::Ids`] |
//! | `pluginVersion` (`version` in v2) of Grafana's own panels | panel | [`Keep::Versions`] |
//! | the selection and the values that a query variable loads anew, and every `selected` of `current` | variable | [`Keep::Selections`] |
//! | what the query editor and the server note down: `key`, `requestId`, `datasourceId`, `utcOffsetSec`; of Prometheus also `disableTextWrap`, `fullMetaSearch`, `includeNullMetadata`, `intervalMs`, `maxDataPoints`, `useBackend` | query | [`Keep::Editor`] |
//! | what means the same when it is missing: `null` and the values that Grafana adds to all it saves, of the dashboard, its panels and queries | everywhere | – |
//! | `style`, `hideControls`: no Grafana since version 9 looks at them | dashboard | – |
//! | `$$hashKey`: a mark by which the UI of old found the items of its lists | everywhere | – |
//!
//! A query variable that offers "All" has it selected, as Grafana does by itself; without, nothing is selected.
//! Options and field config of panels stay as they are: only their kind knows what they mean.

mod classic;
mod envelope;
mod meaning;
mod tree;
mod v2;

pub use meaning::meaning;
use thiserror::Error;

use crate::json;
use tree::Tree;

/// What is kept although only a server or an editor knows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keep {
    /// Numbers, versions and dates of the server that the dashboard comes from.
    Ids,
    /// The versions of panel plugins.
    Versions,
    /// The values that were selected when it was saved.
    Selections,
    /// Notes of the query editor.
    Editor,
}

/// Why a text has no canonical form.
#[derive(Debug, Error)]
pub enum FormatError {
    /// It is no JSON.
    #[error("this is not JSON")]
    Json(#[from] serde_json::Error),
    /// It is JSON, but no dashboard.
    #[error(
        "{0}, and no dashboard: those have `panels`, or `elements` and a `layout`, perhaps inside `dashboard` or `spec`"
    )]
    NoDashboard(&'static str),
}

/// Returns the canonical form of a dashboard: classic or v2, bare, with `meta` beside it, or as a resource.
///
/// ```
/// use dashgen::canonical::format;
///
/// let saved = r#"{"version": 7, "title": "Shop", "panels": [{"type": "stat", "pluginVersion": "12.1.0", "id": 1}]}"#;
/// assert_eq!(
///     format(saved, &[]).unwrap(),
///     "{\n  \"panels\": [\n    {\n      \"id\": 1,\n      \"type\": \"stat\"\n    }\n  ],\n  \"title\": \"Shop\"\n}\n"
/// );
/// ```
///
/// # Errors
/// When the text is no JSON, or no dashboard.
pub fn format(text: &str, keep: &[Keep]) -> Result<String, FormatError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut tree: Tree<'_> = serde_json::from_str(text)?;
    envelope::tidy(&mut tree, &Rules { keep })?;
    Ok(json::text_of_about(&tree, text.len()))
}

/// What is left out.
struct Rules<'a> {
    keep: &'a [Keep],
}

impl Rules<'_> {
    fn drops(&self, what: Keep) -> bool {
        !self.keep.contains(&what)
    }
}

#[cfg(test)]
mod tests;
