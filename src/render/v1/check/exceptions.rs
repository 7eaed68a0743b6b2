//! Exceptions and transformations: which queries they are for; and what exceptions draw.

use super::super::super::error::RenderError;
use crate::model::{Dashboard, Matcher, Override, Panel};

/// Checks that a panel's exceptions and transformations are for queries that it has, and exceptions draw what its kind
/// draws.
pub(super) fn of_panel(dashboard: &Dashboard, panel: &Panel) -> Result<(), RenderError> {
    panel.field.overrides.iter().try_for_each(|exception| {
        query(dashboard, panel, &exception.matcher, "an exception")?;
        properties(dashboard, panel, exception)
    })?;
    let mut filters = panel.transformations.iter().filter_map(|step| step.filter.as_ref());
    filters.try_for_each(|filter| query(dashboard, panel, filter, "a transformation"))
}

fn query(dashboard: &Dashboard, panel: &Panel, matcher: &Matcher, reader: &'static str) -> Result<(), RenderError> {
    let Matcher::ByText(matcher) = matcher else { return Ok(()) };
    let (Some("byFrameRefID"), Some(query)) = (matcher.id.as_deref(), matcher.options.as_deref()) else {
        return Ok(());
    };
    if (0..panel.targets.len()).any(|index| panel.ref_id(index) == query) {
        return Ok(());
    }
    Err(RenderError::UnknownQuery {
        origin: panel.origin,
        reader,
        dashboard: dashboard.uid.clone(),
        panel: panel.title.to_string(),
        query: query.to_owned(),
    })
}

fn properties(dashboard: &Dashboard, panel: &Panel, exception: &Override) -> Result<(), RenderError> {
    let Some(known) = panel.visualization.custom_names() else { return Ok(()) };
    let is_foreign = |id: &str| id.strip_prefix("custom.").is_some_and(|name| !known.contains(&name));
    match exception.properties.iter().find(|property| is_foreign(property.id())) {
        None => Ok(()),
        Some(property) => Err(RenderError::ForeignProperty {
            origin: panel.origin,
            dashboard: dashboard.uid.clone(),
            panel: panel.title.to_string(),
            kind: panel.visualization.plugin_id().to_owned(),
            property: property.id().to_owned(),
        }),
    }
}
