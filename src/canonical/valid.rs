//! What Grafana's API (`v1beta1`, since version 12) refuses, in the form that it takes and that means the same.
//!
//! | value | why it means the same |
//! |---|---|
//! | `refresh: false` becomes `""` | both are "never" (`transformSaveModelToScene` gives it to the refresh picker, which asks whether it is true) |
//! | a number as `gnetId` becomes a text | it is only shown and sent as a part of an address |
//! | the width 0 of a row becomes 24, its height 0 becomes 1 | `SceneGridRow` is as wide as the page and one cell high, whatever is said |
//! | a number as `noValue` becomes a text, and 0 goes (in an override, it becomes `""`) | `getDisplayProcessor` shows it as a text, and 0 not at all |
//! | the list `[]` as `options` becomes `{}` | defaults are merged over either |
//! | a datasource that is a text becomes `{"uid": ..}` | `DatasourceSrv.getInstanceSettings` looks a uid up among the names, too, and fills variables in. In dashboards of a schema version below 36, only variables: Grafana's own migration looks names up there |

use super::tree::{Object, Tree};

/// Mends the dashboard's own members; returns whether names of datasources are looked up by no migration of Grafana's.
pub(super) fn dashboard(root: &mut Object<'_>) -> bool {
    if root.get("refresh") == Some(&Tree::Bool(false)) {
        root.set("refresh", Tree::Text("".into()));
    }
    if let Some(id) = root.get("gnetId").and_then(Tree::number) {
        root.set("gnetId", Tree::Text(id.into()));
    }
    root.get("schemaVersion").and_then(Tree::whole).is_some_and(|version| version >= 36)
}

/// Mends a panel's or row's own members.
pub(super) fn panel(panel: &mut Object<'_>) {
    let is_row = panel.text("type") == Some("row");
    if is_row && let Some(place) = panel.object_mut("gridPos") {
        for (name, usual) in [("w", 24), ("h", 1)] {
            if place.get(name).is_some_and(Tree::is_zero) {
                place.set(name, Tree::Unsigned(usual));
            }
        }
    }
    if panel.get("options") == Some(&Tree::List(Vec::new())) {
        panel.set("options", Tree::Object(Object::default()));
    }
    let Some(config) = panel.object_mut("fieldConfig") else { return };
    for property in config.objects_mut("overrides").flat_map(|exception| exception.objects_mut("properties")) {
        if property.text("id") == Some("noValue")
            && let Some(shown) = property.get("value").and_then(Tree::number)
        {
            let is_zero = property.get("value").is_some_and(Tree::is_zero);
            property.set("value", Tree::Text(if is_zero { "".into() } else { shown.into() }));
        }
    }
    if let Some(defaults) = config.object_mut("defaults")
        && let Some(shown) = defaults.get("noValue").and_then(Tree::number)
    {
        if defaults.get("noValue").is_some_and(Tree::is_zero) {
            defaults.retain(|name, _| name != "noValue");
        } else {
            defaults.set("noValue", Tree::Text(shown.into()));
        }
    }
}

/// Turns a datasource's name, or the variable that chooses it, into a reference.
pub(super) fn datasource(of: &mut Object<'_>, knows_names: bool) {
    let Some(name) = of.text("datasource").filter(|name| !name.is_empty()) else { return };
    if !(knows_names || name.starts_with('$')) {
        return;
    }
    let kind = match name {
        "-- Grafana --" => Some("grafana"),
        "-- Mixed --" | "-- Dashboard --" => Some("datasource"),
        _ => None,
    };
    let uid = Tree::Text(name.to_owned().into());
    let kind = kind.map(|kind| ("type", Tree::Text(kind.into())));
    of.set("datasource", Tree::Object(Object::of(kind.into_iter().chain([("uid", uid)]))));
}
