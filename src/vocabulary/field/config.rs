//! Field config, as stored in documents: `fieldConfig` of both classic and v2 panels.
//!
//! Names: `FieldConfig` of `@grafana/schema` 13.2.3, and `FieldConfigProperty` of `@grafana/data`.

use std::marker::PhantomData;

use schemars::{Schema, SchemaGenerator, json_schema};
use serde_json::{Value, json};

use super::{Action, ColorMode, Matcher, Thresholds, UrlLink, ValueMapping};
use crate::json::tree::Tree;
use crate::json::{Json, Print, Printer, Trail, Typed, Written, object, serialized};
use crate::vocabulary::Text;

object! {
    /// The field config of a panel. `C` is the custom part of its kind.
    pub struct FieldConfig<C> {
        /// The defaults for all fields.
        "defaults" defaults: FieldDefaults<C>,
        /// The overrides.
        "overrides" overrides: Vec<FieldOverride<C>>,
    }
}

object! {
    /// The defaults for all fields of a panel.
    pub struct FieldDefaults<C> {
        /// The actions that a click on a value can send.
        "actions" actions: Vec<Action>,
        /// How colours are chosen.
        "color" color: ColorMode,
        /// The custom part of the panel's kind.
        "custom" custom: C,
        /// The number of decimals.
        "decimals" decimals: f64,
        /// The description of the field.
        "description" description: Text,
        /// The display name.
        "displayName" display_name: Text,
        /// The display name given by the datasource.
        "displayNameFromDS" display_name_from_ds: Text,
        /// Whether the minimum and maximum are calculated per field.
        "fieldMinMax" field_min_max: bool,
        /// Whether a table column can be filtered.
        "filterable" filterable: bool,
        /// The data links.
        "links" links: Vec<UrlLink>,
        /// Value mappings: text and colours shown instead of values.
        "mappings" mappings: Vec<ValueMapping>,
        /// The maximum.
        "max" max: f64,
        /// The minimum.
        "min" min: f64,
        /// The text shown if there is no value.
        "noValue" no_value: Text,
        /// How missing values are treated. Legacy dashboards only.
        "nullValueMode" null_value_mode: Text,
        /// The path of the field in the data source.
        "path" path: Text,
        /// The thresholds, where the colour changes.
        "thresholds" thresholds: Thresholds,
        /// Grafana's ID of the unit.
        "unit" unit: Text,
        /// Whether large values are scaled to a larger unit.
        "unitScale" unit_scale: bool,
        /// Whether the field is writable.
        "writeable" writeable: bool,
    }
}

object! {
    /// An override for some fields.
    pub struct FieldOverride<C> {
        /// What created it: `hideSeriesFrom` for a click in the legend.
        "__systemRef" system_ref: Text,
        /// The fields that it applies to.
        "matcher" matcher: Matcher,
        /// The properties to change.
        "properties" properties: Vec<FieldProperty<C>>,
    }
}

/// A property that an override sets: the ID of a member of [`FieldDefaults`], such as `unit` or `custom.lineWidth`, and
/// the value. `C` is the custom part of the panel's kind.
#[derive(Debug, Clone, PartialEq)]
pub struct FieldProperty<C> {
    members: PropertyMembers,
    kind: PhantomData<C>,
}

object! {
    /// The members of a property that an override sets.
    pub struct PropertyMembers {
        /// The ID of the property.
        "id" id: Text,
        /// The value.
        "value" value: Json,
    }
}

impl FieldConfig<Json> {
    /// Converts a field config that was read before the panel's kind was known to the type of its kind.
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
        let (custom, mut defaults) = self.recast();
        if let Some(Json(value)) = custom {
            defaults.custom = C::read(value).map_err(|kept| defaults.rest.insert("custom", kept)).ok();
        }
        defaults
    }
}

impl<C> FieldDefaults<C> {
    /// Splits off the custom part, and returns the rest with space for that of another kind.
    pub(crate) fn recast<D>(self) -> (Option<C>, FieldDefaults<D>) {
        let defaults = FieldDefaults {
            actions: self.actions,
            color: self.color,
            custom: None,
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
            rest: self.rest,
        };
        (self.custom, defaults)
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

impl<C> FieldProperty<C> {
    /// Sets the member with this ID to a value.
    pub fn new(id: impl Into<Text>, value: impl Into<Value>) -> Self {
        Self::of(PropertyMembers::empty().id(id).value(Json(value.into())))
    }

    const fn of(members: PropertyMembers) -> Self {
        Self { members, kind: PhantomData }
    }

    /// Returns the members as in the document.
    pub(crate) const fn members_mut(&mut self) -> &mut PropertyMembers {
        &mut self.members
    }

    fn settled<K>(self) -> FieldProperty<K> {
        FieldProperty::of(self.members)
    }

    /// Returns the ID: `unit`, `custom.lineWidth`.
    pub fn id(&self) -> &str {
        self.members.id.as_deref().unwrap_or_default()
    }

    /// Returns the value, or `None` if the property changes nothing.
    pub fn value(&self) -> Option<&Value> {
        self.members.value.as_ref().map(|Json(value)| value)
    }

    /// Returns the ID, and the value if there are no other members.
    fn plain(&self) -> Option<(&str, Option<&Value>)> {
        let id = self.members.id.as_deref()?;
        self.members.rest.is_empty().then(|| (id, self.value()))
    }
}

/// Returns a field config in which only the member with this ID is set.
fn otherwise_empty<C: Typed>(id: &str, value: &Value) -> Option<FieldDefaults<C>> {
    let (name, value) = match id.strip_prefix("custom.") {
        Some(member) => ("custom", json!({ member: value })),
        None => (id, value.clone()),
    };
    FieldDefaults::read(json!({ name: value })).ok()
}

impl<C: Typed> Print for FieldProperty<C> {
    fn print(&self, to: Printer<'_>) -> Written {
        self.members.print(to)
    }
}

serialized!(FieldProperty<C>);

impl<C: Typed> Typed for FieldProperty<C> {
    crate::json::given_as_itself!();

    fn of_tree(value: &Tree<'_>) -> Option<Self> {
        PropertyMembers::of_tree(value).map(Self::of)
    }

    fn into_value(self) -> Value {
        self.members.into_value()
    }

    fn schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "object", "properties": { "id": { "type": "string" } }, "required": ["id"] })
    }

    fn levels(&self) -> usize {
        self.members.levels()
    }

    fn unknown(&self, at: &mut Trail, found: &mut dyn FnMut(&str, &Value)) {
        let mut whole = |at: &mut Trail, id| at.inside(id, |at| found(at.as_str(), &self.members.clone().into_value()));
        let Some((id, value)) = self.plain() else { return whole(at, self.id()) };
        let Some(value) = value else { return };
        let mut is_known = id != "custom";
        let fields = otherwise_empty::<C>(id, value);
        if let Some(fields) = &fields {
            fields.unknown(&mut Trail::default(), &mut |at, _| is_known &= at != id);
        }
        match fields {
            Some(fields) if is_known => fields.unknown(at, found),
            _ => whole(at, id),
        }
    }
}
