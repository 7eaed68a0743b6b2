//! Columns of joined tables: whether their labels are there, and whether their titles differ.

use std::collections::HashSet;

use super::super::error::RenderError;
use crate::model::{Dashboard, Panel};
use crate::promql::{Catalogue, labels};

/// Checks the columns of a panel.
pub(super) fn of_panel(dashboard: &Dashboard, panel: &Panel) -> Result<(), RenderError> {
    let mut titles = HashSet::new();
    for (title, label) in &panel.columns {
        if !titles.insert(title) {
            return Err(RenderError::DuplicateColumn {
                origin: panel.origin,
                dashboard: dashboard.uid.clone(),
                panel: panel.title.to_string().into(),
                column: title.to_string().into(),
            });
        }
        let Some(label) = label else { continue };
        let has = |query: &crate::model::PromQuery| labels(&query.expr, Catalogue::empty()).may_have(label);
        if !panel.promql().any(|(_, query)| has(query)) {
            return Err(RenderError::ColumnLabel {
                origin: panel.origin,
                dashboard: dashboard.uid.clone(),
                panel: panel.title.to_string().into(),
                column: title.to_string().into(),
                label,
            });
        }
    }
    Ok(())
}
