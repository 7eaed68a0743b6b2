//! What Grafana's API refuses, in the form that it takes and that means the same.

use crate::grafana::api::{self, Found, Member, Mended};
use crate::json;
use crate::json::tree::{Object, Tree};

/// Mends the dashboard's own members; returns the version of its schema.
pub(super) fn dashboard(root: &mut Object<'_>) -> f64 {
    let schema = root.get("schemaVersion").and_then(Tree::whole);
    let schema = schema.map_or(0.0, |version| u32::try_from(version).unwrap_or(u32::MAX).into());
    mend(root, api::DASHBOARD, schema);
    schema
}

/// Mends a panel's or row's own members.
pub(super) fn panel(panel: &mut Object<'_>, schema: f64) {
    mend(panel, api::PANEL, schema);
    if panel.text("type") == Some("row")
        && let Some(place) = panel.object_mut("gridPos")
    {
        mend(place, api::PLACE_OF_ROW, schema);
    }
    let Some(config) = panel.object_mut("fieldConfig") else { return };
    for property in config.objects_mut("overrides").flat_map(|exception| exception.objects_mut("properties")) {
        if property.text("id") == Some("noValue") {
            mend(property, api::NO_VALUE_OF_OVERRIDE, schema);
        }
    }
    if let Some(defaults) = config.object_mut("defaults") {
        mend(defaults, api::DEFAULTS, schema);
    }
}

/// Mends members of an object.
pub(super) fn mend(object: &mut Object<'_>, members: &[Member], schema: f64) {
    for Member { name, mend, .. } in members {
        let Some((value, mend)) = object.get(name).zip(*mend) else { continue };
        let Some(mended) = mend(found(value), schema) else { continue };
        let mended = match mended {
            Mended::Nothing => {
                object.retain(|other, _| other != *name);
                continue;
            }
            Mended::EmptyText => Tree::Text("".into()),
            Mended::Printed => Tree::Text(json::text(value).trim_end().to_owned().into()),
            Mended::Whole(number) => Tree::Unsigned(number.into()),
            Mended::EmptyObject => Tree::Object(Object::default()),
            Mended::Reference(plugin) => {
                let plugin = plugin.map(|plugin| ("type", Tree::Text(plugin.into())));
                let uid = ("uid", value.clone());
                Tree::Object(Object::of(plugin.into_iter().chain([uid])))
            }
        };
        object.set(name, mended);
    }
}

/// Returns what the API's rules tell apart in a value.
pub(crate) fn found<'t>(value: &'t Tree<'_>) -> Found<'t> {
    match value {
        Tree::Bool(false) => Found::False,
        Tree::Text(text) => Found::Text(text),
        Tree::List(items) if items.is_empty() => Found::EmptyList,
        value if value.is_zero() => Found::Zero,
        value if value.is_number() => Found::Number,
        _ => Found::Other,
    }
}
