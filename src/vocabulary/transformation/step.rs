//! A transformation of the results.

use super::{NoOptions, TransformationOptions};
use crate::json::object;
use crate::vocabulary::Text;
use crate::vocabulary::field::FrameMatcher;

object! {
    /// A transformation of the results, with its settings.
    pub struct Transformation by "id" {
        /// Whether it is disabled.
        "disabled" disabled: bool,
        /// A filter for the results that it applies to.
        "filter" filter: FrameMatcher,
        /// Its ID: `organize`.
        "id" id: Text,
        /// Its options.
        "options" options: TransformationOptions,
        /// `series`, `annotations` or `alertStates`.
        "topic" topic: Text,
    }
}

impl Transformation {
    /// Returns the transformation with these options.
    pub fn of(options: impl Into<TransformationOptions>) -> Self {
        let options = options.into();
        Self { id: options.id().map(Text::Borrowed), options: Some(options), ..Self::empty() }
    }

    /// Returns a transformation that merges all results into one table.
    pub fn merge() -> Self {
        Self::of(NoOptions::empty())
    }

    /// Returns a transformation that turns all series into one table with time, name and value.
    pub fn series_to_rows() -> Self {
        Self::merge().id("seriesToRows")
    }
}
