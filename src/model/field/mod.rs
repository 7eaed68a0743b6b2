//! What a panel says of its numbers: unit, colours, thresholds, names, and exceptions for single series.

mod link;
mod mapping;
mod overrides;

pub use link::{DataLink, LinkVariable};
pub(crate) use mapping::Mappings;
pub use mapping::{Mapping, MappingResult};
pub use overrides::{Override, Property};

use crate::unit::Unit;
use crate::vocabulary::Text;
use crate::vocabulary::field::{Action, ColorMode, Thresholds};

/// The field config of a panel, but for what is particular to its kind.
#[derive(Debug, Clone, Default)]
pub struct Field {
    /// The unit; that of the queries where it is missing.
    pub unit: Option<Unit>,
    /// Digits after the point; as many as the value needs where it is missing.
    pub decimals: Option<u8>,
    /// The lower end of gauges and axes, in the unit.
    pub min: Option<f64>,
    /// The upper end of gauges and axes, in the unit.
    pub max: Option<f64>,
    /// What is shown where there is no value.
    pub no_value: Option<Text>,
    /// The name of a series; `${__field.labels.job}` stands for a label's value.
    pub display_name: Option<Text>,
    /// How colours are chosen; as Grafana does for the kind of panel where it is missing.
    pub color: Option<ColorMode>,
    /// Where values turn good or bad.
    pub thresholds: Option<Thresholds>,
    /// What is shown in place of single values.
    pub mappings: Vec<Mapping>,
    /// Where a click on a value leads.
    pub links: Vec<DataLink>,
    /// What a click on a value can send.
    pub actions: Vec<Action>,
    /// Whether each field has ends of its own.
    pub field_min_max: Option<bool>,
    /// Whether a table offers a filter.
    pub filterable: Option<bool>,
    /// Exceptions for single series.
    pub overrides: Vec<Override>,
}
