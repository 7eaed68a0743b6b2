//! What stands around a dashboard.

use super::tree::{Object, Tree};
use super::{FormatError, Keep, Rules, classic, v2};

pub(super) fn tidy(tree: &mut Tree<'_>, rules: &Rules<'_>) -> Result<(), FormatError> {
    let Some(root) = tree.object_mut() else {
        return Err(FormatError::NoDashboard(match tree {
            Tree::List(_) => "this is a list",
            _ => "this is a single value",
        }));
    };
    if let (Some(version), true) = (root.text("apiVersion"), root.has("kind")) {
        if !version.starts_with("dashboard.grafana.app/") || root.text("kind") != Some("Dashboard") {
            return Err(FormatError::NoDashboard("this is another kind of resource"));
        }
        return resource(root, rules);
    }
    if root.get("dashboard").is_some_and(|it| it.object().is_some()) && !root.has("panels") {
        if rules.drops(Keep::Ids) {
            root.retain(|name, _| name != "meta");
        }
        return root.object_mut("dashboard").map_or(Ok(()), |inner| dashboard(inner, rules));
    }
    dashboard(root, rules)
}

fn resource(root: &mut Object<'_>, rules: &Rules<'_>) -> Result<(), FormatError> {
    if rules.drops(Keep::Ids) {
        root.retain(|name, _| name != "status" && name != "access");
        if let Some(metadata) = root.object_mut("metadata") {
            of_the_server(metadata);
        }
    }
    match root.object_mut("spec") {
        Some(spec) => dashboard(spec, rules),
        None => Err(FormatError::NoDashboard("this is a resource without a `spec`")),
    }
}

/// Leaves out of a resource's metadata what the server fills in.
fn of_the_server(metadata: &mut Object<'_>) {
    const FILLED: [&str; 6] =
        ["creationTimestamp", "generation", "managedFields", "resourceVersion", "selfLink", "uid"];
    const NOTES: [&str; 8] = [
        "grafana.app/createdBy",
        "grafana.app/deprecatedInternalID",
        "grafana.app/grant-permissions",
        "grafana.app/message",
        "grafana.app/saved-from-ui",
        "grafana.app/updatedBy",
        "grafana.app/updatedTimestamp",
        "grafana.app/blob",
    ];
    metadata.retain(|name, _| !FILLED.contains(&name));
    for notes in ["annotations", "labels"] {
        if let Some(notes) = metadata.object_mut(notes) {
            notes.retain(|name, _| !NOTES.contains(&name));
        }
    }
    metadata.retain(|name, value| !(["annotations", "labels"].contains(&name) && value.is_empty()));
}

fn dashboard(root: &mut Object<'_>, rules: &Rules<'_>) -> Result<(), FormatError> {
    let is_object = |name| root.get(name).is_some_and(|it| it.object().is_some());
    if is_object("elements") && is_object("layout") {
        v2::tidy(root, rules);
    } else if ["panels", "rows", "schemaVersion", "templating"].iter().any(|name| root.has(name)) {
        classic::tidy(root, rules);
    } else {
        return Err(FormatError::NoDashboard("this is an object"));
    }
    Ok(())
}
