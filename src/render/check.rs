//! What a dashboard has to be before it is written.

mod columns;
mod conditions;
mod exceptions;
mod links;
mod patterns;
mod places;
mod values;
mod variables;

use std::collections::HashSet;

use super::error::RenderError;
use crate::grafana::datasource::{is_same_plugin, may_speak_promql};
use crate::model::{
    Dashboard, DataQuerySource, Origin, Panel, PanelId, PanelQuery, PanelRef, ShowIn, Variable, VariableKind,
    panel_ids, ref_id,
};

/// A dashboard that can be written, and the ids of what is in it.
pub(super) struct Checked<'a> {
    pub(super) dashboard: &'a Dashboard,
    keys: Vec<&'a str>,
    ids: Vec<PanelId>,
}

impl<'a> Checked<'a> {
    /// Checks a dashboard.
    pub(super) fn new(dashboard: &'a Dashboard) -> Result<Self, RenderError> {
        let keys = dashboard.keys();
        all(dashboard, &keys)?;
        let (ids, _) = panel_ids(&keys);
        Ok(Self { dashboard, keys, ids })
    }

    /// Returns the ids of its panels, rows and tabs.
    pub(super) fn ids(&self) -> Ids<'_> {
        Ids { keys: &self.keys, ids: &self.ids }
    }
}

/// The ids of panels, rows and tabs.
#[derive(Clone, Copy)]
pub(super) struct Ids<'a> {
    keys: &'a [&'a str],
    ids: &'a [PanelId],
}

impl Ids<'_> {
    /// Returns the id of what stands at a place, in the order of [`Dashboard::keys`].
    pub(super) fn at(&self, place: usize) -> u32 {
        self.ids[place].0
    }

    /// Returns the ids of panels, which are known to be there.
    pub(super) fn of<'p>(&self, panels: impl IntoIterator<Item = &'p PanelRef>) -> Vec<i64> {
        let place = |panel: &PanelRef| self.keys.iter().position(|key| *key == panel.key.as_str());
        panels.into_iter().filter_map(|panel| Some(i64::from(self.at(place(panel)?)))).collect()
    }
}

/// Checks keys, units, and what queries, annotations and variables refer to.
fn all(dashboard: &Dashboard, keys: &[&str]) -> Result<(), RenderError> {
    keys_differ(dashboard, keys)?;
    places::apart(dashboard, keys)?;
    for panel in dashboard.panels() {
        units(dashboard, panel)?;
        exceptions::of_panel(dashboard, panel)?;
        links::of_panel(dashboard, panel)?;
        columns::of_panel(dashboard, panel)?;
        patterns::of_panel(dashboard, panel)?;
        panel.targets.iter().try_for_each(|target| source(dashboard, panel, target))?;
        queries(dashboard, panel, keys)?;
        variables::of_panel(dashboard, panel)?;
    }
    for annotation in &dashboard.annotations {
        if let ShowIn::Only(panels) | ShowIn::Except(panels) = &annotation.show_in {
            panels.iter().try_for_each(|panel| is_here(dashboard, panel, keys, annotation.origin))?;
        }
    }
    for variable in dashboard.all_variables() {
        values(dashboard, variable)?;
        values::of_variable(dashboard, variable)?;
        patterns::of_variable(dashboard, variable)?;
    }
    variables::of_page(dashboard)?;
    conditions::all(dashboard)
}

fn keys_differ(dashboard: &Dashboard, keys: &[&str]) -> Result<(), RenderError> {
    let mut sorted = keys.to_vec();
    sorted.sort_unstable();
    let Some([key, _]) = sorted.array_windows().find(|[one, other]| one == other) else { return Ok(()) };
    let mut origins = keys.iter().zip(dashboard.key_origins()).filter(|(other, _)| *other == key);
    let mut origin = || origins.next().map_or(dashboard.origin, |(_, origin)| origin);
    let (first, origin) = (origin(), origin());
    Err(RenderError::DuplicateKey { origin, first, dashboard: dashboard.uid.clone(), key: (*key).to_owned() })
}

fn units(dashboard: &Dashboard, panel: &Panel) -> Result<(), RenderError> {
    let Err(conflict) = panel.axis_unit() else { return Ok(()) };
    Err(RenderError::MixedUnits {
        dashboard: dashboard.uid.clone(),
        panel: panel.title.clone().into_owned(),
        origin: panel.targets[conflict.second].origin(),
        first: ref_id(conflict.first).into_owned(),
        first_unit: Box::new(conflict.first_unit),
        second: ref_id(conflict.second).into_owned(),
        second_unit: Box::new(conflict.second_unit),
    })
}

fn queries(dashboard: &Dashboard, panel: &Panel, keys: &[&str]) -> Result<(), RenderError> {
    let is_plain = |target: &PanelQuery| target.name().is_none() && target.promql().is_some();
    if panel.targets.iter().all(is_plain) {
        return Ok(());
    }
    let mut names = HashSet::new();
    for (index, target) in panel.targets.iter().enumerate() {
        let name = panel.ref_id(index);
        if !names.insert(name.clone()) {
            return Err(RenderError::DuplicateQuery {
                origin: target.origin(),
                dashboard: dashboard.uid.clone(),
                panel: panel.title.to_string(),
                query: name.into_owned(),
            });
        }
    }
    for target in &panel.targets {
        let PanelQuery::Other(ask) = target else { continue };
        if let Some(unknown) = ask.reads.iter().find(|read| !names.contains(read.name())) {
            return Err(RenderError::UnknownQuery {
                origin: ask.origin,
                reader: "an expression",
                dashboard: dashboard.uid.clone(),
                panel: panel.title.to_string(),
                query: unknown.name().to_owned(),
            });
        }
        if let DataQuerySource::Panel(other) = &ask.source {
            is_here(dashboard, other, keys, ask.origin)?;
        }
    }
    Ok(())
}

/// Checks that a query is sent to a datasource that understands it.
fn source(dashboard: &Dashboard, panel: &Panel, query: &PanelQuery) -> Result<(), RenderError> {
    let (plugin, own) = match query {
        PanelQuery::PromQl(query) => ("prometheus", query.datasource.as_ref()),
        PanelQuery::Other(query) => match &query.source {
            DataQuerySource::Plugin(plugin, own) => (&**plugin, own.as_ref()),
            _ => return Ok(()),
        },
    };
    let asked = own.or(panel.datasource.as_ref()).unwrap_or(&dashboard.datasource).kind();
    let is_understood = match query {
        PanelQuery::PromQl(_) => may_speak_promql(asked),
        PanelQuery::Other(_) => is_same_plugin(asked, plugin),
    };
    if is_understood {
        return Ok(());
    }
    Err(RenderError::WrongDatasource {
        origin: query.origin(),
        dashboard: dashboard.uid.clone(),
        panel: panel.title.to_string(),
        plugin: plugin.to_owned(),
        asked: asked.to_owned(),
    })
}

fn is_here(dashboard: &Dashboard, panel: &PanelRef, keys: &[&str], origin: Origin) -> Result<(), RenderError> {
    if panel.dashboard.uid == dashboard.uid && keys.contains(&panel.key.as_str()) {
        return Ok(());
    }
    Err(RenderError::UnknownPanel {
        origin,
        dashboard: dashboard.uid.clone(),
        panel: panel.key.as_str().to_owned(),
        of: panel.dashboard.uid.clone(),
    })
}

/// Grafana reads a fixed list as one text, and has no way to escape some of what may stand in it.
fn values(dashboard: &Dashboard, variable: &Variable) -> Result<(), RenderError> {
    let VariableKind::Custom { values, .. } = &variable.kind else { return Ok(()) };
    match values.iter().find(|value| !is_writable(value)) {
        None => Ok(()),
        Some(value) => Err(RenderError::UnwritableValue {
            origin: variable.origin,
            dashboard: dashboard.uid.clone(),
            variable: variable.var.name().to_owned(),
            value: value.to_string(),
        }),
    }
}

fn is_writable(value: &str) -> bool {
    let names_a_value = value
        .match_indices(':')
        .any(|(at, _)| value[..at].ends_with(char::is_whitespace) && value[at + 1..].starts_with(char::is_whitespace));
    // `\,` would be an escaped comma; white space at the ends is cut off; nothing is left out.
    !names_a_value && !value.ends_with('\\') && !value.contains("\\,") && value.trim() == value && !value.is_empty()
}
