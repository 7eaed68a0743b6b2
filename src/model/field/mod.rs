//! How a panel displays its values: unit, colours, thresholds, names, and overrides for individual series.

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

/// The field config of a panel, except the custom part of its kind.
#[derive(Debug, Clone, Default)]
pub struct Field {
    /// The unit; by default, that of the queries.
    pub unit: Option<Unit>,
    /// The number of decimals; by default, as many as the value needs.
    pub decimals: Option<u8>,
    /// The lower end of gauges and axes, in the unit.
    pub min: Option<f64>,
    /// The upper end of gauges and axes, in the unit.
    pub max: Option<f64>,
    /// The text shown if there is no value.
    pub no_value: Option<Text>,
    /// The display name of a series; `${__field.labels.job}` is replaced by the value of a label.
    pub display_name: Option<Text>,
    /// How colours are chosen; by default, as Grafana does for the kind of panel.
    pub color: Option<ColorMode>,
    /// The thresholds, where the colour changes.
    pub thresholds: Option<Thresholds>,
    /// Value mappings: text and colours shown instead of values.
    pub mappings: Vec<Mapping>,
    /// Data links: where a click on a value leads.
    pub links: Vec<DataLink>,
    /// Actions: requests that a click on a value can send.
    pub actions: Vec<Action>,
    /// Whether the minimum and maximum are calculated per field.
    pub field_min_max: Option<bool>,
    /// Whether a table column can be filtered.
    pub filterable: Option<bool>,
    /// Overrides for individual series.
    pub overrides: Vec<Override>,
}
