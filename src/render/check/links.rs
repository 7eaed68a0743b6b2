//! Links that take the value of a variable from a label: whether the panel's series have it.

use super::super::drill_down::is_table;
use super::super::error::RenderError;
use crate::model::{Dashboard, DataLink, LinkVariable, Panel, PromQuery};
use crate::promql::{Catalogue, labels};

/// Checks the links of a panel: one of all its series asks each query for the label; one of an override, or of a table,
/// whose rows have the columns of all queries, asks for one query that has it.
pub(super) fn of_panel(dashboard: &Dashboard, panel: &Panel) -> Result<(), RenderError> {
    let of_all = panel.field.links.len();
    for (index, link) in panel.data_links().enumerate() {
        let is_of_all = index < of_all && !is_table(panel);
        link.variables.iter().try_for_each(|set| label(dashboard, panel, link, set, is_of_all))?;
    }
    Ok(())
}

fn label(
    dashboard: &Dashboard,
    panel: &Panel,
    link: &DataLink,
    set: &LinkVariable,
    is_of_all: bool,
) -> Result<(), RenderError> {
    let is_column = panel.columns.iter().any(|(_, label)| *label == Some(set.label));
    if !panel.columns.is_empty() && !is_column {
        return Err(RenderError::LinkColumn {
            origin: link.origin,
            dashboard: dashboard.uid.clone(),
            panel: panel.title.to_string().into(),
            variable: set.variable.name().into(),
            label: set.label,
        });
    }
    let shown = || panel.promql().filter(|(_, query)| !query.hidden);
    let lacks = |query: &PromQuery| !labels(&query.expr, Catalogue::empty()).may_have(set.label);
    let all_others = panel.targets.len() == shown().count();
    let lacking = shown().find(|(_, query)| lacks(query));
    let Some((query, _)) = lacking.filter(|_| is_of_all || (all_others && shown().all(|(_, query)| lacks(query))))
    else {
        return Ok(());
    };
    Err(RenderError::LinkLabel {
        origin: link.origin,
        dashboard: dashboard.uid.clone(),
        panel: panel.title.to_string().into(),
        variable: set.variable.name().into(),
        label: set.label,
        query: panel.ref_id(query).into(),
    })
}
