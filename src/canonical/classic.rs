//! Classic dashboards.

use super::{Dropped, Form, Keep, valid};
use crate::grafana::{self, api};
use crate::json::tree::{Object, Tree};

pub(super) fn tidy(root: &mut Object<'_>, form: Form<'_>) {
    let drops_ids = form.leaves_out(Keep::Ids);
    root.retain(|name, value| match name {
        name if grafana::SERVER_MEMBERS.contains(&name) => !drops_ids,
        "style" | "hideControls" => false,
        "gnetId" | "uid" | "revision" => !matches!(value, Tree::Null),
        "fiscalYearStartMonth" => !value.is_zero(),
        "description" | "weekStart" => !value.is_empty(),
        "liveNow" | "preload" => *value != Tree::Bool(false),
        _ => true,
    });
    let schema = valid::dashboard(root);
    for panel in root.objects_mut("panels") {
        self::panel(panel, schema, form);
    }
    for row in root.objects_mut("rows") {
        row.objects_mut("panels").for_each(|it| panel(it, schema, form));
    }
    if let Some(templating) = root.object_mut("templating") {
        for variable in templating.objects_mut("list") {
            valid::mend(variable, api::VARIABLE, schema);
            self::variable(variable, form);
        }
    }
    if let Some(annotations) = root.object_mut("annotations") {
        for annotation in annotations.objects_mut("list") {
            valid::mend(annotation, api::ANNOTATION, schema);
            if let Some(target) = annotation.object_mut("target") {
                query(target, form);
            }
        }
    }
}

fn panel(panel: &mut Object<'_>, schema: f64, form: Form<'_>) {
    panel.retain(|name, value| match name {
        "hideTimeOverride" | "transparent" => *value != Tree::Bool(false),
        "description" | "links" | "transformations" => !value.is_empty(),
        "cacheTimeout" | "interval" | "maxDataPoints" | "repeat" | "timeFrom" | "timeShift" => {
            !matches!(value, Tree::Null)
        }
        _ => true,
    });
    valid::panel(panel, schema);
    panel.objects_mut("targets").for_each(|it| query(it, form));
    // A panel of a folded row has none of its own, so this ends.
    panel.objects_mut("panels").for_each(|it| self::panel(it, schema, form));
}

/// Tidies a query that names its datasource.
fn query(query: &mut Object<'_>, form: Form<'_>) {
    let kind = query.get("datasource").and_then(Tree::as_object).and_then(|it| it.text("type"));
    let is_prometheus = kind == Some("prometheus");
    query_of(query, is_prometheus, form);
}

/// Tidies a query, to Prometheus or to something else, whose members may mean anything.
pub(super) fn query_of(query: &mut Object<'_>, is_prometheus: bool, form: Form<'_>) {
    let drops_notes = form.leaves_out(Keep::Editor);
    query.retain(|name, value| match name {
        "hide" => *value != Tree::Bool(false),
        "exemplar" => !(is_prometheus && *value == Tree::Bool(false)),
        "key" => !(drops_notes && value.as_str().is_some_and(|key| key.starts_with("Q-"))),
        "datasourceId"
        | "disableTextWrap"
        | "fullMetaSearch"
        | "includeNullMetadata"
        | "intervalMs"
        | "maxDataPoints"
        | "requestId"
        | "useBackend"
        | "utcOffsetSec" => !(drops_notes && is_prometheus),
        _ => true,
    });
}

fn variable(variable: &mut Object<'_>, form: Form<'_>) {
    variable.retain(|name, value| match name {
        "description" => !(value.is_empty() || matches!(value, Tree::Null)),
        "error" => !matches!(value, Tree::Null),
        _ => true,
    });
    let loads = variable.get("refresh").is_some_and(|it| !it.is_zero() && *it != Tree::Bool(false));
    if variable.text("type") == Some("query") && loads {
        without_values(variable);
        if form.drops(Dropped::Selections) {
            let selection = selection(variable);
            variable.set("current", Tree::Object(selection.unwrap_or_default()));
        }
    }
    without_mark(variable);
}

/// Empties the list of values that are loaded anew.
pub(super) fn without_values(variable: &mut Object<'_>) {
    if variable.contains_key("options") {
        variable.set("options", Tree::List(Vec::new()));
    }
}

/// Leaves out that what is selected is selected.
pub(super) fn without_mark(variable: &mut Object<'_>) {
    if let Some(current) = variable.object_mut("current") {
        current.retain(|name, _| name != "selected");
    }
}

/// What Grafana selects by itself, if it is always the same.
pub(super) fn selection(variable: &Object<'_>) -> Option<Object<'static>> {
    let is_true = |name| variable.get(name) == Some(&Tree::Bool(true));
    let written = |text: &'static str| {
        let text = Tree::Text(text.into());
        if is_true("multi") { Tree::List(vec![text]) } else { text }
    };
    is_true("includeAll").then(|| Object::of([("text", written("All")), ("value", written(grafana::ALL))]))
}
