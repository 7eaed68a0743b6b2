//! Classic dashboards.

use super::tree::{Object, Tree};
use super::{Keep, Rules};
use crate::model::panel::PanelOptions;

pub(super) fn tidy(root: &mut Object<'_>, rules: &Rules<'_>) {
    let drops_ids = rules.drops(Keep::Ids);
    root.retain(|name, value| match name {
        "id" | "version" | "iteration" => !drops_ids,
        "style" | "hideControls" => false,
        "gnetId" | "uid" | "revision" => !matches!(value, Tree::Null),
        "fiscalYearStartMonth" => !value.is_zero(),
        "description" | "weekStart" => !value.is_empty(),
        "liveNow" | "preload" => *value != Tree::Bool(false),
        _ => true,
    });
    root.objects_mut("panels").for_each(|it| panel(it, rules));
    for row in root.objects_mut("rows") {
        row.objects_mut("panels").for_each(|it| panel(it, rules));
    }
    if let Some(templating) = root.object_mut("templating") {
        templating.objects_mut("list").for_each(|it| variable(it, rules));
    }
    if let Some(annotations) = root.object_mut("annotations") {
        for annotation in annotations.objects_mut("list") {
            if let Some(target) = annotation.object_mut("target") {
                query(target, rules);
            }
        }
    }
}

fn panel(panel: &mut Object<'_>, rules: &Rules<'_>) {
    let drops_version = rules.drops(Keep::Versions) && panel.text("type").is_some_and(is_own);
    panel.retain(|name, value| match name {
        "pluginVersion" => !drops_version,
        "hideTimeOverride" | "transparent" => *value != Tree::Bool(false),
        "description" | "links" | "transformations" => !value.is_empty(),
        "cacheTimeout" | "interval" | "maxDataPoints" | "repeat" | "timeFrom" | "timeShift" => {
            !matches!(value, Tree::Null)
        }
        _ => true,
    });
    panel.objects_mut("targets").for_each(|it| query(it, rules));
    // A panel of a folded row has none of its own, so this ends.
    panel.objects_mut("panels").for_each(|it| self::panel(it, rules));
}

/// Returns whether a panel's plugin comes with Grafana, so that the server's own version is the plugin's.
pub(super) fn is_own(plugin: &str) -> bool {
    /// Those that have no type here.
    const OTHERS: [&str; 3] = ["datagrid", "debug", "logstable"];
    PanelOptions::TYPED.contains(&plugin) || OTHERS.contains(&plugin)
}

pub(super) fn query(query: &mut Object<'_>, rules: &Rules<'_>) {
    let is_prometheus =
        query.get("datasource").and_then(Tree::object).is_some_and(|it| it.text("type") == Some("prometheus"));
    let drops_notes = rules.drops(Keep::Editor);
    query.retain(|name, value| match name {
        "datasourceId" | "key" | "requestId" | "utcOffsetSec" => !drops_notes,
        "disableTextWrap"
        | "fullMetaSearch"
        | "includeNullMetadata"
        | "intervalMs"
        | "maxDataPoints"
        | "useBackend" => !(drops_notes && is_prometheus),
        "exemplar" | "hide" => *value != Tree::Bool(false),
        _ => true,
    });
}

fn variable(variable: &mut Object<'_>, rules: &Rules<'_>) {
    variable.retain(|name, value| match name {
        "description" => !(value.is_empty() || matches!(value, Tree::Null)),
        "error" => !matches!(value, Tree::Null),
        _ => true,
    });
    if !rules.drops(Keep::Selections) {
        return;
    }
    let loads = variable.get("refresh").is_some_and(|it| !it.is_zero() && *it != Tree::Bool(false));
    if variable.text("type") == Some("query") && loads {
        let (all, multi) = (is_true(variable, "includeAll"), is_true(variable, "multi"));
        variable.set("current", selection(all, multi));
        variable.set("options", Tree::List(Vec::new()));
    }
    if let Some(current) = variable.object_mut("current") {
        current.retain(|name, _| name != "selected");
    }
}

fn is_true(variable: &Object<'_>, name: &str) -> bool {
    variable.get(name) == Some(&Tree::Bool(true))
}

/// What Grafana selects by itself.
pub(super) fn selection(all: bool, multi: bool) -> Tree<'static> {
    let written = |text: &'static str| {
        let text = Tree::Text(text.into());
        if multi { Tree::List(vec![text]) } else { text }
    };
    Tree::Object(if all {
        Object::of([("text", written("All")), ("value", written("$__all"))])
    } else {
        Object::default()
    })
}
