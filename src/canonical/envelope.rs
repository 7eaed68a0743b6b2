//! What stands around a dashboard.

use super::tree::{Object, Tree};
use super::{Form, FormatError, Keep, classic, v2};
use crate::schema::envelope::known::{self, Format, NotKnown};

pub(super) fn tidy(tree: &mut Tree<'_>, form: Form<'_>) -> Result<(), FormatError> {
    let Some(root) = tree.object_mut() else {
        return Err(FormatError::NoDashboard(match tree {
            Tree::List(_) => "this is a list",
            _ => "this is a single value",
        }));
    };
    if let Some(done) = as_resource(root, form) {
        return done;
    }
    if root.get("dashboard").is_some_and(|it| it.object().is_some()) && !root.has("panels") {
        if form.leaves_out(Keep::Ids) {
            root.retain(|name, _| name != "meta");
        }
        let Some(inner) = root.object_mut("dashboard") else { return Ok(()) };
        let format = format_of(inner).or(Some(Format::Classic));
        // Whatever is called a dashboard here is one, even without panels.
        return as_resource(inner, form).unwrap_or_else(|| dashboard(inner, format, form));
    }
    dashboard(root, None, form)
}

/// Tidies a Kubernetes resource; nothing happens to what is none.
fn as_resource(root: &mut Object<'_>, form: Form<'_>) -> Option<Result<(), FormatError>> {
    let known = known::of_resource(root.text("apiVersion")?, root.text("kind")?);
    Some(match known {
        Err(NotKnown::Resource) => Err(FormatError::NoDashboard("this is another kind of resource")),
        Ok(format) => resource(root, Some(format), form),
        // What a version to come says of a dashboard is known by its members.
        Err(NotKnown::Version(_)) => resource(root, None, form),
    })
}

fn resource(root: &mut Object<'_>, format: Option<Format>, form: Form<'_>) -> Result<(), FormatError> {
    if form.leaves_out(Keep::Ids) {
        root.retain(|name, _| name != "status" && name != "access");
        if let Some(metadata) = root.object_mut("metadata") {
            of_the_server(metadata);
        }
    }
    match root.object_mut("spec") {
        Some(spec) => dashboard(spec, format, form),
        None => Err(FormatError::NoDashboard("this is a resource without a `spec`")),
    }
}

/// Leaves out of a resource's metadata what the server fills in.
fn of_the_server(metadata: &mut Object<'_>) {
    metadata.retain(|name, _| !known::SERVERS.contains(&name));
    for notes in ["annotations", "labels"] {
        if let Some(notes) = metadata.object_mut(notes) {
            notes.retain(|name, _| !known::SERVERS_NOTES.contains(&name));
        }
    }
    metadata.retain(|name, value| !(["annotations", "labels"].contains(&name) && value.is_empty()));
}

fn format_of(root: &Object<'_>) -> Option<Format> {
    let is_object = |name: &str| root.get(name).is_some_and(|it| it.object().is_some());
    known::of_members(is_object, |name| root.has(name))
}

/// Tidies a dashboard, whose format its members tell unless it is known.
fn dashboard(root: &mut Object<'_>, format: Option<Format>, form: Form<'_>) -> Result<(), FormatError> {
    match format.or_else(|| format_of(root)) {
        Some(Format::V2) => v2::tidy(root, form),
        Some(Format::Classic) => classic::tidy(root, form),
        None => return Err(FormatError::NoDashboard("this is an object")),
    }
    Ok(())
}
