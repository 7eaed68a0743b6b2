//! Handles of variables: what repeats by them, and the datasources that they choose.

use std::collections::HashSet;

use super::super::error::RenderError;
use crate::model::{
    AnnotationSource, Dashboard, DataQuerySource, DatasourceRef, Item, Origin, Panel, PanelQuery, Row, Var,
    VariableKind,
};

/// Checks a panel, and its queries.
pub(super) fn of_panel(dashboard: &Dashboard, panel: &Panel) -> Result<(), RenderError> {
    repetition(dashboard, panel.repeat.as_ref().map(|it| &it.variable), panel.origin)?;
    source(dashboard, panel.datasource.as_ref(), panel.origin)?;
    panel.targets.iter().try_for_each(|target| match target {
        PanelQuery::PromQl(target) => source(dashboard, target.datasource.as_ref(), target.origin),
        PanelQuery::Other(ask) => match &ask.source {
            DataQuerySource::Plugin(_, own) => source(dashboard, own.as_ref(), ask.origin),
            DataQuerySource::Expression | DataQuerySource::Panel(_) => Ok(()),
        },
    })
}

/// Checks rows, tabs, annotations, variables, and the dashboard itself.
pub(super) fn of_page(dashboard: &Dashboard) -> Result<(), RenderError> {
    names_differ(dashboard)?;
    let row = |row: &Row| repetition(dashboard, row.repeat.as_ref(), row.origin);
    for item in &dashboard.items {
        match item {
            Item::Panel(_) => {}
            Item::Row(it) => row(it)?,
            Item::Tab(tab) => {
                repetition(dashboard, tab.repeat.as_ref(), tab.origin)?;
                tab.rows.iter().try_for_each(row)?;
            }
        }
    }
    for annotation in &dashboard.annotations {
        let asked = match &annotation.source {
            AnnotationSource::PromQl { datasource, .. } => datasource.as_ref(),
            AnnotationSource::Other(ask) => match &ask.source {
                DataQuerySource::Plugin(_, own) => own.as_ref(),
                DataQuerySource::Expression | DataQuerySource::Panel(_) => None,
            },
            AnnotationSource::Tags { .. } | AnnotationSource::Dashboard { .. } => None,
        };
        source(dashboard, asked, annotation.origin)?;
    }
    for variable in dashboard.all_variables() {
        let asked = match &variable.kind {
            VariableKind::LabelValues { datasource, .. } | VariableKind::GroupBy { datasource } => datasource.as_ref(),
            VariableKind::Query(query) => query.datasource.as_ref(),
            VariableKind::AdHoc(filters) => filters.datasource.as_ref(),
            _ => None,
        };
        source(dashboard, asked, variable.origin)?;
    }
    source(dashboard, Some(&dashboard.datasource), dashboard.origin)
}

fn names_differ(dashboard: &Dashboard) -> Result<(), RenderError> {
    let mut names = HashSet::new();
    match dashboard.all_variables().find(|variable| !names.insert(variable.var.name())) {
        None => Ok(()),
        Some(second) => Err(RenderError::DuplicateVariable {
            origin: second.origin,
            dashboard: dashboard.uid.clone(),
            variable: second.var.name().to_owned(),
        }),
    }
}

fn repetition(dashboard: &Dashboard, variable: Option<&Var>, origin: Origin) -> Result<(), RenderError> {
    variable.map_or(Ok(()), |it| is_here(dashboard, it.name(), "a repeat", origin))
}

fn source(dashboard: &Dashboard, asked: Option<&DatasourceRef>, origin: Origin) -> Result<(), RenderError> {
    let name = match asked {
        Some(DatasourceRef::Variable(variable)) => variable.name(),
        Some(DatasourceRef::Other { uid, .. }) => {
            match uid.strip_prefix("${").and_then(|rest| rest.strip_suffix('}')) {
                Some(name) => name,
                None => return Ok(()),
            }
        }
        _ => return Ok(()),
    };
    is_here(dashboard, name, "a datasource", origin)
}

/// Checks that the dashboard has a variable.
pub(super) fn is_here(
    dashboard: &Dashboard,
    name: &str,
    asker: &'static str,
    origin: Origin,
) -> Result<(), RenderError> {
    if dashboard.all_variables().any(|it| it.var.name() == name) {
        return Ok(());
    }
    Err(RenderError::UnknownVariable { origin, dashboard: dashboard.uid.clone(), asker, variable: name.to_owned() })
}
