//! One step between the answers and the drawing.

use super::{NoOptions, TransformationOptions};
use crate::json::object;
use crate::vocabulary::Text;
use crate::vocabulary::field::FrameMatcher;

object! {
    /// A step between the answers and the drawing.
    pub struct Transformation by "id" {
        /// Whether it is off.
        "disabled" disabled: bool,
        /// Which answers it is for.
        "filter" filter: FrameMatcher,
        /// Which one: `organize`.
        "id" id: Text,
        /// Its options.
        "options" options: TransformationOptions,
        /// `series`, `annotations` or `alertStates`.
        "topic" topic: Text,
    }
}

impl Transformation {
    /// Returns the transformation that has these options.
    pub fn of(options: impl Into<TransformationOptions>) -> Self {
        let options = options.into();
        Self { id: options.id().map(Text::Borrowed), options: Some(options), ..Self::empty() }
    }

    /// Returns the one that makes one table of all answers.
    pub fn merge() -> Self {
        Self::of(NoOptions::empty())
    }

    /// Returns the one that makes one table of time, name and value of all series.
    pub fn series_to_rows() -> Self {
        Self::merge().id("seriesToRows")
    }
}
