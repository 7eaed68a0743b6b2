//! What is said of fields, as documents have it: `fieldConfig` of classic panels and of v2 alike.
//!
//! Names: `FieldConfig` of `@grafana/schema` 13.2.3, and `FieldConfigProperty` of `@grafana/data`.

use schemars::{Schema, SchemaGenerator, json_schema};
use serde_json::{Map, Value, json};

use super::{Action, ColorMode, Matcher, Thresholds, UrlLink, ValueMapping};
use crate::json::{Json, Print, Printer, Trail, Typed, object, serialized};
use crate::model::Text;

object! {
    /// What is said of the fields of a panel. `C` is what its kind adds.
    pub struct FieldConfig<C> {
        /// For all fields.
        "defaults" defaults: FieldDefaults<C>,
        /// For single fields.
        "overrides" overrides: Vec<FieldOverride<C>>,
    }
}

object! {
    /// What is said of all fields of a panel.
    pub struct FieldDefaults<C> {
        /// What a click on a value can do.
        "actions" actions: Vec<Action>,
        /// How colours are chosen.
        "color" color: ColorMode,
        /// What the panel's kind adds.
        "custom" custom: C,
        /// Digits after the point.
        "decimals" decimals: f64,
        /// What the field is.
        "description" description: Text,
        /// The name of a series.
        "displayName" display_name: Text,
        /// The name that the datasource gave.
        "displayNameFromDS" display_name_from_ds: Text,
        /// Whether each field has ends of its own.
        "fieldMinMax" field_min_max: bool,
        /// Whether a table offers a filter.
        "filterable" filterable: bool,
        /// Where a click leads.
        "links" links: Vec<UrlLink>,
        /// What is shown in place of single values.
        "mappings" mappings: Vec<ValueMapping>,
        /// The upper end.
        "max" max: f64,
        /// The lower end.
        "min" min: f64,
        /// What is shown where there is no value.
        "noValue" no_value: Text,
        /// What stands for a value that is missing. Old dashboards only.
        "nullValueMode" null_value_mode: Text,
        /// Where the field comes from.
        "path" path: Text,
        /// Where values turn good or bad.
        "thresholds" thresholds: Thresholds,
        /// Grafana's id of the unit.
        "unit" unit: Text,
        /// Whether large values get a larger unit.
        "unitScale" unit_scale: bool,
        /// Whether the field can be written.
        "writeable" writeable: bool,
    }
}

object! {
    /// An exception for some fields.
    pub struct FieldOverride<C> {
        /// Who made it: `hideSeriesFrom` for a click in the legend.
        "__systemRef" system_ref: Text,
        /// Which fields.
        "matcher" matcher: Matcher,
        /// What is different.
        "properties" properties: Vec<FieldProperty<C>>,
    }
}

/// One thing that an exception sets.
#[derive(Debug, Clone, PartialEq)]
pub enum FieldProperty<C> {
    /// A member of [`FieldDefaults`]: its id, `unit` or `custom.lineWidth`, and the value, in an otherwise empty one.
    Known(Text, Box<FieldDefaults<C>>),
    /// Only an id, and no value: it changes nothing.
    Unset(Text),
    /// One that has no type here.
    Other(Json),
}

impl FieldConfig<Json> {
    /// Gives the fields, read before the panel's kind was known, the type of their kind.
    pub fn settled<C: Typed>(self) -> FieldConfig<C> {
        FieldConfig {
            defaults: self.defaults.map(FieldDefaults::settled),
            overrides: self.overrides.map(|it| it.into_iter().map(FieldOverride::settled).collect()),
            rest: self.rest,
        }
    }
}

impl FieldDefaults<Json> {
    fn settled<C: Typed>(self) -> FieldDefaults<C> {
        let Self { custom, mut rest, .. } = self;
        let custom = custom.and_then(|Json(value)| C::read(value).map_err(|kept| rest.insert("custom", kept)).ok());
        FieldDefaults {
            actions: self.actions,
            color: self.color,
            custom,
            decimals: self.decimals,
            description: self.description,
            display_name: self.display_name,
            display_name_from_ds: self.display_name_from_ds,
            field_min_max: self.field_min_max,
            filterable: self.filterable,
            links: self.links,
            mappings: self.mappings,
            max: self.max,
            min: self.min,
            no_value: self.no_value,
            null_value_mode: self.null_value_mode,
            path: self.path,
            thresholds: self.thresholds,
            unit: self.unit,
            unit_scale: self.unit_scale,
            writeable: self.writeable,
            rest,
        }
    }
}

impl FieldOverride<Json> {
    fn settled<C: Typed>(self) -> FieldOverride<C> {
        FieldOverride {
            system_ref: self.system_ref,
            matcher: self.matcher,
            properties: self.properties.map(|it| it.into_iter().map(FieldProperty::settled).collect()),
            rest: self.rest,
        }
    }
}

impl FieldProperty<Json> {
    fn settled<C: Typed>(self) -> FieldProperty<C> {
        match self {
            Self::Known(id, mut fields) if id.starts_with("custom.") => {
                let value = fields.custom.take().map(|Json(value)| value);
                let member = value.and_then(|mut it| it.get_mut(&id["custom.".len()..]).map(Value::take));
                FieldProperty::new(id, member.unwrap_or_default())
            }
            Self::Known(id, fields) => FieldProperty::Known(id, Box::new(fields.settled())),
            Self::Unset(id) => FieldProperty::Unset(id),
            Self::Other(value) => FieldProperty::Other(value),
        }
    }
}

impl<C: Typed> FieldProperty<C> {
    /// Sets the member with this id to a value.
    pub fn new(id: impl Into<Text>, value: Value) -> Self {
        let id = id.into();
        match Self::known(&id, value) {
            Ok(fields) => Self::Known(id, fields),
            Err(value) => Self::Other(pair(&id, &value)),
        }
    }

    /// Returns the id: `unit`, `custom.lineWidth`.
    pub fn id(&self) -> &str {
        match self {
            Self::Known(id, _) | Self::Unset(id) => id,
            Self::Other(Json(value)) => value.get("id").and_then(Value::as_str).unwrap_or_default(),
        }
    }

    fn known(id: &str, value: Value) -> Result<Box<FieldDefaults<C>>, Value> {
        let kept = value.clone();
        let (name, value) = match id.strip_prefix("custom.") {
            Some(member) => ("custom", Value::Object(Map::from_iter([(member.to_owned(), value)]))),
            None => (id, value),
        };
        let fields = FieldDefaults::read(Value::Object(Map::from_iter([(name.to_owned(), value)])))?;
        let mut is_known = name != "custom" || id != "custom";
        fields.unknown(&mut Trail::default(), &mut |at, _| is_known &= at != id);
        if is_known { Ok(Box::new(fields)) } else { Err(kept) }
    }
}

fn pair(id: &str, value: &Value) -> Json {
    Json(json!({ "id": id, "value": value }))
}

/// Writes the member of an object with this name.
fn print_member(of: &dyn Typed, name: &str, to: &mut Printer<'_>) {
    of.members(&mut |members| {
        if let Some(value) = members.field(name) {
            value.print(to);
        }
    });
}

/// The value of a property: the one member of its fields that is set.
struct OneValue<'a>(&'a str, &'a dyn Typed);

impl Print for OneValue<'_> {
    fn print(&self, to: &mut Printer<'_>) {
        let Self(id, fields) = self;
        let Some(member) = id.strip_prefix("custom.") else { return print_member(*fields, id, to) };
        fields.members(&mut |members| {
            if let Some(custom) = members.field("custom") {
                print_member(custom, member, to);
            }
        });
    }
}

impl<C: Typed> Print for FieldProperty<C> {
    fn print(&self, to: &mut Printer<'_>) {
        match self {
            Self::Known(id, fields) => {
                let mut object = to.object();
                object.member("id", id);
                object.member("value", &OneValue(id, &**fields));
                object.end();
            }
            Self::Unset(id) => {
                let mut object = to.object();
                object.member("id", id);
                object.end();
            }
            Self::Other(value) => value.print(to),
        }
    }
}

serialized!(FieldProperty<C>);

impl<C: Typed> Typed for FieldProperty<C> {
    fn fits(value: &Value) -> bool {
        value.is_object()
    }

    fn read(value: Value) -> Result<Self, Value> {
        let Value::Object(mut members) = value else { return Err(value) };
        if let (1, Some(Value::String(id))) = (members.len(), members.get("id")) {
            return Ok(Self::Unset(id.clone().into()));
        }
        if members.len() == 2
            && let Some(Value::String(id)) = members.get("id")
            && members.contains_key("value")
        {
            let id = id.clone();
            let value = members.remove("value").unwrap_or_default();
            return Ok(Self::new(id, value));
        }
        Ok(Self::Other(Json(Value::Object(members))))
    }

    fn schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "object" })
    }

    fn unknown(&self, at: &mut Trail, found: &mut dyn FnMut(&str, &Value)) {
        match self {
            Self::Known(_, fields) => fields.unknown(at, found),
            Self::Unset(_) => {}
            Self::Other(value) => at.inside(self.id(), |at| value.unknown(at, found)),
        }
    }
}
