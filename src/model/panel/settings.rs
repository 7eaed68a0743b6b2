//! What panels of all kinds can be told beside their queries: other times, repetition, transformations, caching.

use std::time::Duration;

use super::Panel;
use crate::model::Var;
use crate::promql::Window;
use crate::vocabulary::field::Action;
use crate::vocabulary::transformation::{Transformation, TransformationOptions};
use crate::vocabulary::{Text, Uid};

/// For whose every value a panel is repeated, and how.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repeat {
    /// The variable.
    pub variable: Var,
    /// Whether the repetitions stand below each other, rather than side by side.
    pub is_downwards: bool,
    /// How many stand side by side at most; as many as Grafana likes where it is missing.
    pub max_per_row: Option<u32>,
}

/// The time of a panel, where it is not that of the dashboard.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OwnTime {
    /// How long ago it begins, up to now: `1h`.
    pub from: Option<Text>,
    /// How far it is moved back: `1d`.
    pub shift: Option<Text>,
    /// How much earlier a time is shown beside it: `1d`.
    pub compare: Option<Text>,
    /// Whether the note about it is left out.
    pub is_silent: bool,
}

/// The handle of a panel in Grafana's library: who shows it, shows what the library has.
///
/// ```
/// use dashgen::model::{LibraryPanelRef, Uid};
///
/// const LATENCY: LibraryPanelRef = LibraryPanelRef::literal("Latency", Uid::literal("library-latency"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LibraryPanelRef {
    /// What it is called in the library.
    pub name: Text,
    /// What it keeps for life.
    pub uid: Uid,
}

impl LibraryPanelRef {
    /// Returns the handle, for constants.
    pub const fn literal(name: &'static str, uid: Uid) -> Self {
        Self { name: Text::Borrowed(name), uid }
    }
}

/// What happens beside the queries.
impl Panel {
    /// Changes the answers before they are drawn; several changes happen in the order in which they are added.
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

    /// Adds a transformation with all that goes with it: which answers it is for, whether it is off.
    pub fn transformation(mut self, transformation: Transformation) -> Self {
        self.transformations.push(transformation);
        self
    }

    /// Shows the time from so long ago until now, whatever the dashboard shows.
    pub fn time_from(mut self, duration: impl Into<Window>) -> Self {
        self.time.from = Some(duration.into().into());
        self
    }

    /// Moves the time back by so much.
    pub fn time_shift(mut self, duration: impl Into<Window>) -> Self {
        self.time.shift = Some(duration.into().into());
        self
    }

    /// Shows an earlier time beside the present one.
    pub fn time_compare(mut self, duration: impl Into<Window>) -> Self {
        self.time.compare = Some(duration.into().into());
        self
    }

    /// Leaves out the note that the panel has a time of its own.
    pub fn hide_time_override(mut self) -> Self {
        self.time.is_silent = true;
        self
    }

    /// Repeats the panel for every chosen value of a variable, side by side.
    pub fn repeat(mut self, variable: Var) -> Self {
        self.repeat = Some(Repeat { variable, is_downwards: false, max_per_row: None });
        self
    }

    /// Repeats the panel for every chosen value of a variable, one below the other.
    pub fn repeat_vertically(mut self, variable: Var) -> Self {
        self.repeat = Some(Repeat { variable, is_downwards: true, max_per_row: None });
        self
    }

    /// Sets how many repetitions stand side by side at most; without [`Panel::repeat`] it means nothing.
    pub fn max_per_row(mut self, count: u32) -> Self {
        if let Some(repeat) = &mut self.repeat {
            repeat.max_per_row = Some(count);
        }
        self
    }

    /// Asks for so many points of a series at most.
    pub fn max_data_points(mut self, count: u32) -> Self {
        self.max_data_points = Some(count);
        self
    }

    /// Shows what a panel of Grafana's library shows.
    pub fn library(mut self, panel: LibraryPanelRef) -> Self {
        self.library = Some(panel);
        self
    }

    /// Keeps answers for so long, where Grafana can (Enterprise and Cloud).
    pub fn query_caching_ttl(mut self, time: Duration) -> Self {
        self.query_caching_ttl = Some(u32::try_from(time.as_millis()).unwrap_or(u32::MAX));
        self
    }

    /// Lets the datasource keep answers so long, in whole seconds, for those that can.
    pub fn cache_timeout(mut self, time: Duration) -> Self {
        self.cache_timeout = Some(time.as_secs().to_string().into());
        self
    }

    /// Sets what series are called; `${__field.labels.job}` stands for a label's value.
    pub fn display_name(mut self, name: impl Into<Text>) -> Self {
        self.field.display_name = Some(name.into());
        self
    }

    /// Gives each field ends of its own, from its own values, rather than the same to all.
    pub fn field_min_max(mut self) -> Self {
        self.field.field_min_max = Some(true);
        self
    }

    /// Offers a filter in the head of each column, of tables.
    pub fn filterable(mut self) -> Self {
        self.field.filterable = Some(true);
        self
    }

    /// Offers a request that a click on a value sends.
    pub fn action(mut self, action: Action) -> Self {
        self.field.actions.push(action);
        self
    }
}
