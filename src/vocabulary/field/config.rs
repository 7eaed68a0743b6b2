//! What is said of fields, as documents have it: `fieldConfig` of classic panels and of v2 alike.
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

/// One thing that an exception sets: the id of a member of [`FieldDefaults`], `unit` or `custom.lineWidth`, and the
/// value, as the document has them. `C` is what the panel's kind adds.
#[derive(Debug, Clone, PartialEq)]
pub struct FieldProperty<C> {
    members: PropertyMembers,
    kind: PhantomData<C>,
}

object! {
    /// The members of something that an exception sets.
    pub struct PropertyMembers {
        /// What is set.
        "id" id: Text,
        /// What it is set to.
        "value" value: Json,
    }
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
        let (custom, mut defaults) = self.recast();
        if let Some(Json(value)) = custom {
            defaults.custom = C::read(value).map_err(|kept| defaults.rest.insert("custom", kept)).ok();
        }
        defaults
    }
}

impl<C> FieldDefaults<C> {
    /// Returns what the panel's kind adds, and the rest with room for what another adds.
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
    /// Sets the member with this id to a value.
    pub fn new(id: impl Into<Text>, value: impl Into<Value>) -> Self {
        Self::of(PropertyMembers::empty().id(id).value(Json(value.into())))
    }

    const fn of(members: PropertyMembers) -> Self {
        Self { members, kind: PhantomData }
    }

    /// Returns the members as the document has them.
    pub(crate) const fn members_mut(&mut self) -> &mut PropertyMembers {
        &mut self.members
    }

    fn settled<K>(self) -> FieldProperty<K> {
        FieldProperty::of(self.members)
    }

    /// Returns the id: `unit`, `custom.lineWidth`.
    pub fn id(&self) -> &str {
        self.members.id.as_deref().unwrap_or_default()
    }

    /// Returns the value; nothing where there is none, so that nothing is changed.
    pub fn value(&self) -> Option<&Value> {
        self.members.value.as_ref().map(|Json(value)| value)
    }

    /// Returns the id, and the value where nothing else is said beside them.
    fn plain(&self) -> Option<(&str, Option<&Value>)> {
        let id = self.members.id.as_deref()?;
        self.members.rest.is_empty().then(|| (id, self.value()))
    }
}

/// Returns the field config in which nothing but the member with an id is set.
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
