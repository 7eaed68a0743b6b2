//! The queries of a panel.

use super::frame::{self as v1, Printed};
use crate::grafana::datasource::{self as builtin, PLUGIN};
use crate::json::{Either, Print, Printer, Written};
use crate::model::{DataQuery, DataQuerySource, DatasourceRef, Panel, PanelQuery, PromQuery, QueryType, ResultFormat};
use crate::render::check::Ids;
use crate::vocabulary::query::{self, DatasourceObject};

const MIXED: v1::Datasource<'_> = v1::Datasource { r#type: PLUGIN, uid: v1::Uid::Fixed(builtin::MIXED) };
const DASHBOARD: v1::Datasource<'_> = v1::Datasource { r#type: PLUGIN, uid: v1::Uid::Fixed(builtin::DASHBOARD) };
const EXPRESSION: v1::Datasource<'_> =
    v1::Datasource { r#type: builtin::EXPRESSION, uid: v1::Uid::Fixed(builtin::EXPRESSION) };

/// The queries of a panel, written one by one.
pub(in crate::render) struct Targets<'a> {
    pub(in crate::render) panel: &'a Panel,
    /// That of queries that name none.
    pub(in crate::render) datasource: v1::Datasource<'a>,
    pub(in crate::render) ids: Ids<'a>,
}

impl<'a> Targets<'a> {
    /// Returns the datasource that all queries ask, or the one that stands for several: Grafana asks what the panel
    /// names, whatever its queries say, unless that is the mixed one.
    pub(in crate::render) fn panel_datasource(&self) -> v1::Datasource<'a> {
        let asked = |target: &&PanelQuery| !matches!(target, PanelQuery::Other(ask) if is_expression(ask));
        let mut sources = self.panel.targets.iter().filter(asked).map(|target| self.source(target));
        let first = sources.next().unwrap_or(self.datasource);
        if sources.all(|other| other == first) { first } else { MIXED }
    }

    /// Returns the datasource of a query.
    pub(in crate::render) fn source(&self, target: &'a PanelQuery) -> v1::Datasource<'a> {
        match target {
            PanelQuery::PromQl(target) => target.datasource.as_ref().map_or(self.datasource, datasource),
            PanelQuery::Other(ask) => match &ask.source {
                DataQuerySource::Plugin(_, own) => own.as_ref().map_or(self.datasource, datasource),
                DataQuerySource::Expression => EXPRESSION,
                DataQuerySource::Panel(_) => DASHBOARD,
            },
        }
    }
}

fn is_expression(ask: &DataQuery) -> bool {
    matches!(ask.source, DataQuerySource::Expression)
}

impl Print for Targets<'_> {
    fn print(&self, to: Printer<'_>) -> Written {
        let targets = self.panel.targets.iter().enumerate();
        to.list(targets.map(|(index, target)| Letters { index, target, panel: self }))
    }
}

struct Letters<'a> {
    index: usize,
    target: &'a PanelQuery,
    panel: &'a Targets<'a>,
}

impl Print for Letters<'_> {
    fn print(&self, to: Printer<'_>) -> Written {
        let ref_id = self.panel.panel.ref_id(self.index);
        let source = self.panel.source(self.target);
        match self.target {
            PanelQuery::PromQl(target) => {
                let (datasource, ref_id) = (Some(source), Some(&*ref_id));
                v1::Target { datasource, hide: target.hidden, ref_id, ..promql(target) }.print(to)
            }
            PanelQuery::Other(ask) => asked(ask, self.panel.ids)
                .datasource(Some(Either::Right(object(source))))
                .ref_id(ref_id.into_owned())
                .print(to),
        }
    }
}

/// Returns what a query in PromQL asks, whatever its name and datasource.
pub(in crate::render) fn promql(target: &PromQuery) -> v1::Target<'_> {
    let instant = target.query_type == QueryType::Instant;
    v1::Target {
        datasource: None,
        editor_mode: "code",
        exemplar: target.exemplars,
        expr: Printed(&target.expr),
        format: match target.format {
            ResultFormat::TimeSeries => None,
            ResultFormat::Table => Some("table"),
            ResultFormat::Heatmap => Some("heatmap"),
        },
        hide: false,
        instant,
        interval: target.min_step.as_deref(),
        legend_format: target.legend.as_str(),
        range: !instant,
        ref_id: None,
    }
}

/// Returns what a query asks that is not PromQL.
pub(in crate::render) fn asked(ask: &DataQuery, ids: Ids<'_>) -> query::Target {
    let mut query = ask.query.clone();
    if let DataQuerySource::Panel(panel) = &ask.source
        && let Some(id) = ids.of([panel]).pop()
    {
        query = query.panel_id(id);
    }
    query
}

/// Returns a datasource as documents have it.
pub(in crate::render) fn object(source: v1::Datasource<'_>) -> DatasourceObject {
    let uid = match source.uid {
        v1::Uid::Fixed(uid) => uid.to_owned(),
        v1::Uid::Variable(name) => format!("${{{name}}}"),
    };
    DatasourceObject::empty().kind(Some(source.r#type.to_owned().into())).uid(Some(uid.into()))
}

/// Returns a datasource by type and uid.
pub(in crate::render) fn datasource(reference: &DatasourceRef) -> v1::Datasource<'_> {
    let uid = match reference {
        DatasourceRef::Prometheus(uid) => v1::Uid::Fixed(uid.as_str()),
        DatasourceRef::Variable(var) => v1::Uid::Variable(var.name()),
        DatasourceRef::Other { uid, .. } => v1::Uid::Fixed(uid),
    };
    v1::Datasource { r#type: reference.kind(), uid }
}
