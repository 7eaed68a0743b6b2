//! Settings of all kinds of panels: time overrides, repeats, transformations, caching.

use std::time::Duration;

use super::Panel;
use crate::model::Var;
use crate::promql::Window;
use crate::vocabulary::field::Action;
use crate::vocabulary::transformation::{Transformation, TransformationOptions};
use crate::vocabulary::{Text, Uid};

/// How a panel is repeated for the values of a variable.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repeat {
    /// The variable.
    pub variable: Var,
    /// Whether the repeated panels are placed vertically instead of side by side.
    pub is_downwards: bool,
    /// The maximum number of panels per row; by default, Grafana decides.
    pub max_per_row: Option<u32>,
}

/// The time range of a panel, if it differs from that of the dashboard.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OwnTime {
    /// A relative range that ends now: `1h`.
    pub from: Option<Text>,
    /// How far it is shifted back in time: `1d`.
    pub shift: Option<Text>,
    /// How far back the comparison period is: `1d`.
    pub compare: Option<Text>,
    /// Whether the note about it in the panel header is hidden.
    pub is_silent: bool,
}

/// The handle of a library panel. Grafana shows the version from the library.
///
/// ```
/// use dashgen::model::{LibraryPanelRef, Uid};
///
/// const LATENCY: LibraryPanelRef = LibraryPanelRef::literal("Latency", Uid::literal("library-latency"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LibraryPanelRef {
    /// Its name in the library.
    pub name: Text,
    /// Its permanent identifier.
    pub uid: Uid,
}

impl LibraryPanelRef {
    /// Returns the handle, for constants.
    pub const fn literal(name: &'static str, uid: Uid) -> Self {
        Self { name: Text::Borrowed(name), uid }
    }
}

/// Settings other than the queries.
impl Panel {
    /// Transforms the results before they are drawn. Transformations run in the order in which they are added.
    ///
    /// ```
    /// use dashgen::vocabulary::transformation::ReduceFieldsOptions;
    /// use dashgen::model::{Panel, Table};
    ///
    /// Panel::new("table", "Table", Table::default()).transform(ReduceFieldsOptions::new());
    /// ```
    pub fn transform(self, options: impl Into<TransformationOptions>) -> Self {
        self.transformation(Transformation::of(options))
    }

    /// Adds a transformation with all its settings: a filter for the results that it applies to, whether it is
    /// disabled.
    pub fn transformation(mut self, transformation: Transformation) -> Self {
        self.transformations.push(transformation);
        self
    }

    /// Shows this much time up to now, whatever time range the dashboard shows.
    pub fn time_from(mut self, duration: impl Into<Window>) -> Self {
        self.time.from = Some(duration.into().into());
        self
    }

    /// Shifts the time range back by this much.
    pub fn time_shift(mut self, duration: impl Into<Window>) -> Self {
        self.time.shift = Some(duration.into().into());
        self
    }

    /// Shows an earlier period for comparison.
    pub fn time_compare(mut self, duration: impl Into<Window>) -> Self {
        self.time.compare = Some(duration.into().into());
        self
    }

    /// Hides the note in the header that the panel has its own time range.
    pub fn hide_time_override(mut self) -> Self {
        self.time.is_silent = true;
        self
    }

    /// Repeats the panel for every selected value of a variable, side by side.
    pub fn repeat(mut self, variable: Var) -> Self {
        self.repeat = Some(Repeat { variable, is_downwards: false, max_per_row: None });
        self
    }

    /// Repeats the panel for every selected value of a variable, one below the other.
    pub fn repeat_vertically(mut self, variable: Var) -> Self {
        self.repeat = Some(Repeat { variable, is_downwards: true, max_per_row: None });
        self
    }

    /// Sets the maximum number of repeated panels per row. Has no effect without [`Panel::repeat`].
    pub fn max_per_row(mut self, count: u32) -> Self {
        if let Some(repeat) = &mut self.repeat {
            repeat.max_per_row = Some(count);
        }
        self
    }

    /// Sets the maximum number of points per series.
    pub fn max_data_points(mut self, count: u32) -> Self {
        self.max_data_points = Some(count);
        self
    }

    /// Shows a library panel.
    pub fn library(mut self, panel: LibraryPanelRef) -> Self {
        self.library = Some(panel);
        self
    }

    /// Caches results for this long, where Grafana supports it (Enterprise and Cloud).
    pub fn query_caching_ttl(mut self, time: Duration) -> Self {
        self.query_caching_ttl = Some(u32::try_from(time.as_millis()).unwrap_or(u32::MAX));
        self
    }

    /// Lets the datasource cache results for this long, in whole seconds, where supported.
    pub fn cache_timeout(mut self, time: Duration) -> Self {
        self.cache_timeout = Some(time.as_secs().to_string().into());
        self
    }

    /// Sets the display name of series; `${__field.labels.job}` is replaced by the value of a label.
    pub fn display_name(mut self, name: impl Into<Text>) -> Self {
        self.field.display_name = Some(name.into());
        self
    }

    /// Calculates the minimum and maximum per field, instead of over all fields.
    pub fn field_min_max(mut self) -> Self {
        self.field.field_min_max = Some(true);
        self
    }

    /// Offers a filter in the header of each column, in tables.
    pub fn filterable(mut self) -> Self {
        self.field.filterable = Some(true);
        self
    }

    /// Adds an action: a request that a click on a value sends.
    pub fn action(mut self, action: Action) -> Self {
        self.field.actions.push(action);
        self
    }
}
