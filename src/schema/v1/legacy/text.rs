//! `text` of before Grafana 7.

use crate::json::{Json, object};
use crate::vocabulary::Text;

object! {
    /// The options of an old text panel.
    pub struct OldText {
        /// The words.
        "content" content: Text,
        /// `markdown`, `html` or `text`.
        "mode" mode: Text,
        /// CSS. Of long ago.
        "style" style: std::collections::BTreeMap<String, Json>,
    }
}
