//! Conditions: where they may stand, and what they ask.

use super::super::error::RenderError;
use super::variables;
use crate::model::{Condition, Conditions, Dashboard, Item, Origin, Panel, Row};

/// Checks that conditions stand where version 2 has a place for them, and ask only for variables that there are.
pub(super) fn all(dashboard: &Dashboard) -> Result<(), RenderError> {
    for item in &dashboard.items {
        match item {
            Item::Panel(panel) => of_panel(dashboard, panel, dashboard.auto_grid.is_some())?,
            Item::Row(row) => of_row(dashboard, row)?,
            Item::Tab(tab) => {
                asked(dashboard, tab.show_when.as_ref(), tab.origin)?;
                tab.panels.iter().try_for_each(|panel| of_panel(dashboard, panel, tab.auto_grid.is_some()))?;
                tab.rows.iter().try_for_each(|row| of_row(dashboard, row))?;
            }
        }
    }
    Ok(())
}

fn of_row(dashboard: &Dashboard, row: &Row) -> Result<(), RenderError> {
    asked(dashboard, row.show_when.as_ref(), row.origin)?;
    row.panels.iter().try_for_each(|panel| of_panel(dashboard, panel, row.auto_grid.is_some()))
}

fn of_panel(dashboard: &Dashboard, panel: &Panel, has_auto_grid: bool) -> Result<(), RenderError> {
    if panel.show_when.is_some() && !has_auto_grid {
        return Err(RenderError::ConditionOnGrid {
            origin: panel.origin,
            dashboard: dashboard.uid.clone(),
            panel: panel.title.to_string(),
        });
    }
    asked(dashboard, panel.show_when.as_deref(), panel.origin)
}

fn asked(dashboard: &Dashboard, conditions: Option<&Conditions>, origin: Origin) -> Result<(), RenderError> {
    for condition in conditions.iter().flat_map(|it| &it.list) {
        if let Condition::Variable { variable, .. } = condition {
            variables::is_here(dashboard, variable.name(), "a condition", origin)?;
        }
    }
    Ok(())
}
