//! What happens to answers before they are drawn.

use crate::json::{Json, object};
use crate::model::Text;
use crate::model::field::Matcher;

object! {
    /// A step between the answers and the drawing.
    pub struct Transformation {
        /// Whether it is off.
        "disabled" disabled: bool,
        /// Which answers it is for.
        "filter" filter: Matcher,
        /// Which one: `organize`.
        "id" id: Text,
        /// Its options.
        "options" options: Json,
        /// `series`, `annotations` or `alertStates`.
        "topic" topic: Text,
    }
}
