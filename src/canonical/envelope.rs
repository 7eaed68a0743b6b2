//! The envelope of a dashboard.

use super::{Form, Keep, classic, v2};
use crate::grafana;
use crate::json::tree::{Object, Tree};
use crate::schema::envelope::DocumentError;
use crate::schema::envelope::known::Format;
use crate::schema::envelope::shape::{Around, Shape, shape};

pub(super) fn tidy(tree: &mut Tree<'_>, form: Form<'_>) -> Result<(), DocumentError> {
    let Shape { around, format } = shape(tree)?;
    let Some(root) = tree.as_object_mut() else { return Ok(()) };
    let content = match around {
        Around::Nothing => Some(root),
        Around::Wrapper => wrapped(root, form),
        Around::Resource => resource(root, form),
        Around::WrappedResource => wrapped(root, form).and_then(|inner| resource(inner, form)),
    };
    match (content, format) {
        (Some(root), Format::V2) => v2::tidy(root, form),
        (Some(root), Format::Classic) => classic::tidy(root, form),
        (None, _) => {}
    }
    Ok(())
}

/// Tidies what Grafana's HTTP API has around a dashboard, and returns what is inside.
fn wrapped<'r, 'a>(root: &'r mut Object<'a>, form: Form<'_>) -> Option<&'r mut Object<'a>> {
    if form.leaves_out(Keep::Ids) {
        root.retain(|name, _| name != "meta");
    }
    root.object_mut("dashboard")
}

/// Tidies what a resource has around a dashboard, and returns that.
fn resource<'r, 'a>(root: &'r mut Object<'a>, form: Form<'_>) -> Option<&'r mut Object<'a>> {
    if form.leaves_out(Keep::Ids) {
        root.retain(|name, _| name != "status" && name != "access");
        if let Some(metadata) = root.object_mut("metadata") {
            of_the_server(metadata);
        }
    }
    root.object_mut("spec")
}

/// Leaves out of a resource's metadata what the server fills in.
fn of_the_server(metadata: &mut Object<'_>) {
    metadata.retain(|name, _| !grafana::SERVER_METADATA.contains(&name));
    for notes in ["annotations", "labels"] {
        if let Some(notes) = metadata.object_mut(notes) {
            notes.retain(|name, _| !grafana::SERVER_NOTES.contains(&name));
        }
    }
    metadata.retain(|name, value| !(["annotations", "labels"].contains(&name) && value.is_empty()));
}
