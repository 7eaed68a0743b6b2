//! What stands around a dashboard.

use super::tree::{Object, Tree};
use super::{FormatError, Keep, Rules, classic, v2};
use crate::schema::envelope::known::{self, Format, NotKnown};

pub(super) fn tidy(tree: &mut Tree<'_>, rules: &Rules<'_>) -> Result<(), FormatError> {
    let Some(root) = tree.object_mut() else {
        return Err(FormatError::NoDashboard(match tree {
            Tree::List(_) => "this is a list",
            _ => "this is a single value",
        }));
    };
    if let Some(done) = as_resource(root, rules) {
        return done;
    }
    if root.get("dashboard").is_some_and(|it| it.object().is_some()) && !root.has("panels") {
        if rules.drops(Keep::Ids) {
            root.retain(|name, _| name != "meta");
        }
        let Some(inner) = root.object_mut("dashboard") else { return Ok(()) };
        return as_resource(inner, rules).unwrap_or_else(|| dashboard(inner, rules));
    }
    dashboard(root, rules)
}

/// Tidies a Kubernetes resource; nothing happens to what is none.
fn as_resource(root: &mut Object<'_>, rules: &Rules<'_>) -> Option<Result<(), FormatError>> {
    let known = known::of_resource(root.text("apiVersion")?, root.text("kind")?);
    Some(match known {
        Err(NotKnown::Resource) => Err(FormatError::NoDashboard("this is another kind of resource")),
        // What a version to come says of a dashboard is known by its members.
        Ok(_) | Err(NotKnown::Version(_)) => resource(root, rules),
    })
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
    let is_object = |name: &str| root.get(name).is_some_and(|it| it.object().is_some());
    match known::of_members(is_object, |name| root.has(name)) {
        Some(Format::V2) => v2::tidy(root, rules),
        Some(Format::Classic) => classic::tidy(root, rules),
        None => return Err(FormatError::NoDashboard("this is an object")),
    }
    Ok(())
}
