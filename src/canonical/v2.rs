//! Dashboards of version 2.

use super::classic::{is_own, query, selection};
use super::tree::{Object, Tree};
use super::{Keep, Rules};

pub(super) fn tidy(root: &mut Object<'_>, rules: &Rules<'_>) {
    if let Some(elements) = root.object_mut("elements") {
        for element in elements.values_mut().filter_map(Tree::object_mut) {
            if let Some(spec) = element.object_mut("spec") {
                panel(spec, rules);
            }
        }
    }
    for variable in root.objects_mut("variables") {
        let is_query = variable.text("kind") == Some("QueryVariable");
        if let Some(spec) = variable.object_mut("spec") {
            self::variable(spec, is_query, rules);
        }
    }
}

fn panel(spec: &mut Object<'_>, rules: &Rules<'_>) {
    if let Some(config) = spec.object_mut("vizConfig") {
        // The schema asks for a version, so it is emptied.
        let is_own = config.text("group").is_some_and(is_own);
        if is_own && rules.drops(Keep::Versions) && config.has("version") {
            config.set("version", Tree::Text("".into()));
        }
        // Versions before the final one had it among the options.
        let was_own = config.text("kind").is_some_and(self::is_own);
        if let Some(inner) = config.object_mut("spec")
            && was_own
            && rules.drops(Keep::Versions)
            && inner.has("pluginVersion")
        {
            inner.set("pluginVersion", Tree::Text("".into()));
        }
    }
    let group = spec.object_mut("data").and_then(|data| data.object_mut("spec"));
    for panel_query in group.into_iter().flat_map(|group| group.objects_mut("queries")) {
        let data = panel_query.object_mut("spec").and_then(|spec| spec.object_mut("query"));
        if let Some(spec) = data.and_then(|data| data.object_mut("spec")) {
            query(spec, rules);
        }
    }
}

fn variable(spec: &mut Object<'_>, is_query: bool, rules: &Rules<'_>) {
    if !rules.drops(Keep::Selections) {
        return;
    }
    let loads = spec.text("refresh").is_some_and(|it| it != "never");
    if is_query && loads {
        let is_true = |name| spec.get(name) == Some(&Tree::Bool(true));
        let (all, multi) = (is_true("includeAll"), is_true("multi"));
        // The schema asks for a text and a value.
        let nothing = || Tree::Text("".into());
        let empty = Object::of([("text", nothing()), ("value", nothing())]);
        spec.set("current", if all { selection(all, multi) } else { Tree::Object(empty) });
        spec.set("options", Tree::List(Vec::new()));
    }
    if let Some(current) = spec.object_mut("current") {
        current.retain(|name, _| name != "selected");
    }
}
