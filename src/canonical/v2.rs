//! Dashboards of version 2.

use super::classic::{query_of, selection, without_mark, without_values};
use super::{Dropped, Form};
use crate::json::tree::{Object, Tree};

pub(super) fn tidy(root: &mut Object<'_>, form: Form<'_>) {
    if let Some(elements) = root.object_mut("elements") {
        for element in elements.values_mut().filter_map(Tree::as_object_mut) {
            if let Some(spec) = element.object_mut("spec") {
                panel(spec, form);
            }
        }
    }
    for variable in root.objects_mut("variables") {
        let is_query = variable.text("kind") == Some("QueryVariable");
        if let Some(spec) = variable.object_mut("spec") {
            self::variable(spec, is_query, form);
        }
    }
}

fn panel(spec: &mut Object<'_>, form: Form<'_>) {
    let group = spec.object_mut("data").and_then(|data| data.object_mut("spec"));
    for panel_query in group.into_iter().flat_map(|group| group.objects_mut("queries")) {
        let Some(query) = panel_query.object_mut("spec").and_then(|spec| spec.object_mut("query")) else { continue };
        // `v2alpha1` has the plugin as the kind.
        let is_prometheus = ["group", "kind"].iter().any(|name| query.text(name) == Some("prometheus"));
        if let Some(spec) = query.object_mut("spec") {
            query_of(spec, is_prometheus, form);
        }
    }
}

fn variable(spec: &mut Object<'_>, is_query: bool, form: Form<'_>) {
    let loads = spec.text("refresh").is_some_and(|it| it != "never");
    if is_query && loads {
        without_values(spec);
        if form.drops(Dropped::Selections) {
            // The schema asks for a text and a value.
            let nothing = || Tree::Text("".into());
            let empty = || Object::of([("text", nothing()), ("value", nothing())]);
            let selection = selection(spec);
            spec.set("current", Tree::Object(selection.unwrap_or_else(empty)));
        }
    }
    without_mark(spec);
}
