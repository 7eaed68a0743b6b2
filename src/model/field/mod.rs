//! What a panel says of its numbers: unit, colours, thresholds, names, and exceptions for single series.

mod action;
mod calculation;
mod color;
mod config;
mod link;
mod mapping;
mod matcher;
mod overrides;
pub(crate) mod pattern;
mod thresholds;
mod value_mapping;

pub use action::{Action, ActionKind, ActionMethod, ActionRequest, ActionStyle, ActionVariable};
pub(crate) use calculation::named;
pub use calculation::{Calculation, NamesCalculation};
pub use color::{Color, ColorMode, ColorRule, ColorSeriesBy};
pub use config::{FieldConfig, FieldDefaults, FieldOverride, FieldProperty, PropertyMembers};
pub use link::{DataLink, InternalLink, UrlLink};
pub(crate) use mapping::Mappings;
pub use mapping::{Mapping, MappingResult, SpecialValue};
pub use matcher::{
    Comparison, FieldType, FrameIndex, FrameIndexMatcher, FrameMatcher, FrameTextMatcher, MatchedNames, MatchedValue,
    Matcher, NamesMatcher, PlainMatcher, RegexpOrNames, RegexpOrNamesMatcher, TextMatcher, ValueMatcher,
};
pub use overrides::{Axis, Override, Property};
pub use thresholds::{Threshold, ThresholdMode, Thresholds};
pub use value_mapping::{
    MappedRange, MappedRegex, MappedSpecial, OldMapping, RangeMap, RegexMap, ShownValue, SpecialMap, ValueMap,
    ValueMapping,
};

use super::Text;
use crate::unit::Unit;

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
