//! Field config: unit, colours, thresholds, names, and overrides.

mod action;
mod axis;
mod calculation;
mod color;
mod config;
mod link;
mod matcher;
pub(crate) mod pattern;
mod thresholds;
mod value_mapping;

pub use action::{Action, ActionKind, ActionMethod, ActionRequest, ActionStyle, ActionVariable};
pub use axis::Axis;
pub(crate) use calculation::named;
pub use calculation::{Calculation, NamesCalculation};
pub use color::{Color, ColorMode, ColorRule, ColorSeriesBy};
pub use config::{FieldConfig, FieldDefaults, FieldOverride, FieldProperty, PropertyMembers};
pub use link::{InternalLink, UrlLink};
pub use matcher::{
    Comparison, FieldType, FrameIndex, FrameIndexMatcher, FrameMatcher, FrameTextMatcher, MatchedNames, MatchedValue,
    Matcher, NamesMatcher, PlainMatcher, RegexpOrNames, RegexpOrNamesMatcher, TextMatcher, ValueMatcher,
};
pub use thresholds::{Threshold, ThresholdMode, Thresholds};
pub use value_mapping::{
    MappedRange, MappedRegex, MappedSpecial, OldMapping, RangeMap, RegexMap, ShownValue, SpecialMap, SpecialValue,
    ValueMap, ValueMapping,
};
