//! Overrides for individual series.

use serde_json::{Map, Value};

use super::{DataLink, Mapping, Mappings};
use crate::json::{Json, Print, Printer, Typed, Written};
use crate::unit::Unit;
use crate::vocabulary::Text;
use crate::vocabulary::field::{Action, Axis, ColorMode, Comparison, FieldType, Matcher, NamesCalculation, Thresholds};
use crate::vocabulary::panel::{DrawStyle, HideFrom, LineStyle, Stacking};

/// An override: a matcher for fields of a panel, and the properties to change for them.
#[derive(Debug, Clone, PartialEq)]
pub struct Override {
    /// The fields that it applies to.
    pub matcher: Matcher,
    /// The properties to change.
    pub properties: Vec<Property>,
}

impl Override {
    /// Returns an override for the series with this name in the legend.
    pub fn by_name(name: impl Into<Text>) -> Self {
        Self::of(Matcher::by_name(name))
    }

    /// Returns an override for the series whose names match a regular expression, which must match the whole name
    /// unless it is enclosed in slashes, `/.../`.
    pub fn by_regex(regex: impl Into<Text>) -> Self {
        Self::of(Matcher::by_regex(regex))
    }

    /// Returns an override for all series of a query, by its handle or ref ID. If a transformation joins them with
    /// others, they can only be matched by name: see [`Override::by_name`].
    pub fn by_query(query: impl Into<Text>) -> Self {
        Self::of(Matcher::by_query(query))
    }

    /// Returns an override for the series with these names.
    pub fn by_names<T: Into<Text>>(names: impl IntoIterator<Item = T>) -> Self {
        Self::of(Matcher::by_names(names))
    }

    /// Returns an override for the fields of a type.
    pub fn by_type(kind: FieldType) -> Self {
        Self::of(Matcher::by_type(kind))
    }

    /// Returns an override for the series whose reduced value (`last`, `max`) compares to a number in this way.
    ///
    /// # Panics
    /// When Grafana has no calculation with that ID.
    #[track_caller]
    pub fn by_value(calculation: impl NamesCalculation, comparison: Comparison, value: impl Into<f64>) -> Self {
        Self::of(Matcher::by_value(calculation, comparison, value))
    }

    /// Returns an override without properties.
    pub fn of(matcher: Matcher) -> Self {
        Self { matcher, properties: Vec::new() }
    }

    /// Adds a property.
    pub fn with(mut self, property: Property) -> Self {
        self.properties.push(property);
        self
    }

    /// Sets properties of the custom part of the field config: everything that `change` sets in an empty one.
    ///
    /// ```
    /// use dashgen::model::Override;
    /// use dashgen::vocabulary::panel::{TableCell, TableField};
    ///
    /// Override::by_name("State").custom(|field: TableField| field.width(80.0).cell_options(TableCell::colored_text()));
    /// ```
    pub fn custom<C: Typed>(mut self, change: impl FnOnce(C) -> C) -> Self {
        let empty = C::read(Value::Object(Map::new())).ok();
        if let Some(Value::Object(members)) = empty.map(change).map(Typed::into_value) {
            let property = |(name, value)| Property::Custom(format!("custom.{name}").into(), Json(value));
            self.properties.extend(members.into_iter().map(property));
        }
        self
    }

    /// Sets the unit.
    pub fn unit(self, unit: Unit) -> Self {
        self.with(Property::Unit(unit))
    }

    /// Sets the number of decimals.
    pub fn decimals(self, count: u8) -> Self {
        self.with(Property::Decimals(count))
    }

    /// Sets the minimum and maximum of the axis or gauge, in the unit.
    pub fn range(self, min: f64, max: f64) -> Self {
        self.with(Property::Min(min)).with(Property::Max(max))
    }

    /// Sets the display name.
    pub fn display_name(self, name: impl Into<Text>) -> Self {
        self.with(Property::DisplayName(name.into()))
    }

    /// Sets the text shown if there is no value.
    pub fn no_value(self, text: impl Into<Text>) -> Self {
        self.with(Property::NoValue(text.into()))
    }

    /// Sets the thresholds, where the colour changes.
    pub fn thresholds(self, thresholds: Thresholds) -> Self {
        self.with(Property::Thresholds(thresholds))
    }

    /// Sets the value mappings.
    pub fn mappings(self, mappings: impl Into<Vec<Mapping>>) -> Self {
        self.with(Property::Mappings(mappings.into()))
    }

    /// Sets the data links.
    pub fn links(self, links: impl Into<Vec<DataLink>>) -> Self {
        self.with(Property::Links(links.into()))
    }

    /// Sets the actions: requests that a click sends.
    pub fn actions(self, actions: impl Into<Vec<Action>>) -> Self {
        self.with(Property::Actions(actions.into()))
    }

    /// Sets whether the column can be filtered, in tables.
    pub fn filterable(self, filterable: bool) -> Self {
        self.with(Property::Filterable(filterable))
    }

    /// Sets whether the minimum and maximum are calculated per field.
    pub fn field_min_max(self, own: bool) -> Self {
        self.with(Property::FieldMinMax(own))
    }

    /// Sets the colour, or how it is chosen.
    pub fn color(self, color: impl Into<ColorMode>) -> Self {
        self.with(Property::Color(color.into()))
    }
}

/// A property that an override changes.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Property {
    /// The unit.
    Unit(Unit),
    /// The number of decimals.
    Decimals(u8),
    /// The lower end of the axis, in the unit.
    Min(f64),
    /// The upper end of the axis, in the unit.
    Max(f64),
    /// The display name.
    DisplayName(Text),
    /// The text shown if there is no value.
    NoValue(Text),
    /// The colour.
    Color(ColorMode),
    /// The thresholds.
    Thresholds(Thresholds),
    /// The value mappings.
    Mappings(Vec<Mapping>),
    /// The data links.
    Links(Vec<DataLink>),
    /// The actions.
    Actions(Vec<Action>),
    /// Whether a table column can be filtered.
    Filterable(bool),
    /// Whether the minimum and maximum are calculated per field.
    FieldMinMax(bool),
    /// The side of the axis.
    AxisPlacement(Axis),
    /// The label of the axis.
    AxisLabel(Text),
    /// Whether it is drawn as a line, bars or points.
    DrawStyle(DrawStyle),
    /// The width of the line, from 0 to 10 pixels.
    LineWidth(u8),
    /// Whether the line is dashed.
    LineStyle(LineStyle),
    /// The opacity of the area below the line, from 0 to 100 percent.
    FillOpacity(u8),
    /// Whether and how it is stacked.
    Stacking(Stacking),
    /// Where it is hidden: in the visualization, legend or tooltip.
    HideFrom(HideFrom),
    /// A property that only some kinds of panels have, by its ID: see [`Override::custom`].
    Custom(Text, Json),
}

impl Property {
    /// Returns Grafana's ID of the property.
    pub fn id(&self) -> &str {
        match self {
            Self::Unit(_) => "unit",
            Self::Decimals(_) => "decimals",
            Self::Min(_) => "min",
            Self::Max(_) => "max",
            Self::DisplayName(_) => "displayName",
            Self::NoValue(_) => "noValue",
            Self::Color(_) => "color",
            Self::Thresholds(_) => "thresholds",
            Self::Mappings(_) => "mappings",
            Self::Links(_) => "links",
            Self::Actions(_) => "actions",
            Self::Filterable(_) => "filterable",
            Self::FieldMinMax(_) => "fieldMinMax",
            Self::AxisPlacement(_) => "custom.axisPlacement",
            Self::AxisLabel(_) => "custom.axisLabel",
            Self::DrawStyle(_) => "custom.drawStyle",
            Self::LineWidth(_) => "custom.lineWidth",
            Self::LineStyle(_) => "custom.lineStyle",
            Self::FillOpacity(_) => "custom.fillOpacity",
            Self::Stacking(_) => "custom.stacking",
            Self::HideFrom(_) => "custom.hideFrom",
            Self::Custom(id, _) => id,
        }
    }
}

impl Print for Property {
    fn print(&self, to: Printer<'_>) -> Written {
        let mut object = to.object();
        object.member("id", self.id());
        match self {
            Self::Unit(unit) => object.member("value", &unit.grafana_id()),
            Self::Decimals(count) => object.member("value", count),
            Self::Min(value) | Self::Max(value) => object.member("value", value),
            Self::DisplayName(text) | Self::NoValue(text) | Self::AxisLabel(text) => object.member("value", text),
            Self::Color(mode) => object.member("value", mode),
            Self::Thresholds(thresholds) => object.member("value", thresholds),
            Self::Mappings(mappings) => object.member("value", &Mappings(mappings)),
            Self::Links(links) => object.member("value", links),
            Self::Actions(actions) => object.member("value", actions),
            Self::Filterable(is) | Self::FieldMinMax(is) => object.member("value", is),
            Self::AxisPlacement(axis) => object.member("value", axis),
            Self::DrawStyle(style) => object.member("value", style),
            Self::LineWidth(value) | Self::FillOpacity(value) => object.member("value", value),
            Self::LineStyle(style) => object.member("value", style),
            Self::Stacking(stacking) => object.member("value", stacking),
            Self::HideFrom(hide) => object.member("value", hide),
            Self::Custom(_, value) => object.member("value", value),
        }
        object.end()
    }
}

impl Print for Override {
    fn print(&self, to: Printer<'_>) -> Written {
        let mut object = to.object();
        object.member("matcher", &self.matcher);
        object.member("properties", &self.properties);
        object.end()
    }
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use super::*;
    use crate::vocabulary::panel::{TableCell, TableField};

    #[test]
    fn what_a_kind_of_panel_adds_is_a_property_each() {
        let exception = Override::by_name("State")
            .custom(|field: TableField| field.width(80.0).cell_options(TableCell::colored_text()));
        let printed: Value = serde_json::from_str(&crate::json::text(&exception.properties)).unwrap();
        assert_snapshot!(printed, @r#"[{"id":"custom.cellOptions","value":{"type":"color-text"}},{"id":"custom.width","value":80}]"#);
        assert_eq!(Override::by_name("State").custom(|field: TableField| field).properties, []);
    }
}
