//! The queries of a panel.

use super::frame::{self as v1, Printed};
use super::{Ids, datasource};
use crate::grafana::datasource::{self as builtin, PLUGIN};
use crate::json::{Either, Print, Printer, Written};
use crate::model::{AnyTarget, Ask, AskSource, Panel, QueryType, ResultFormat, Target};
use crate::vocabulary::query::{self, DatasourceObject};

const MIXED: v1::Datasource<'_> = v1::Datasource { r#type: PLUGIN, uid: v1::Uid::Fixed(builtin::MIXED) };
const DASHBOARD: v1::Datasource<'_> = v1::Datasource { r#type: PLUGIN, uid: v1::Uid::Fixed(builtin::DASHBOARD) };
const EXPRESSION: v1::Datasource<'_> =
    v1::Datasource { r#type: builtin::EXPRESSION, uid: v1::Uid::Fixed(builtin::EXPRESSION) };

/// The queries of a panel, written one by one.
pub(super) struct Targets<'a> {
    pub(super) panel: &'a Panel,
    /// That of queries that name none.
    pub(super) datasource: v1::Datasource<'a>,
    pub(super) ids: Ids<'a>,
}

impl<'a> Targets<'a> {
    /// Returns the datasource that all queries ask, or the one that stands for several: Grafana asks what the panel
    /// names, whatever its queries say, unless that is the mixed one.
    pub(super) fn panel_datasource(&self) -> v1::Datasource<'a> {
        let asked = |target: &&AnyTarget| !matches!(target, AnyTarget::Other(ask) if is_expression(ask));
        let mut sources = self.panel.targets.iter().filter(asked).map(|target| self.source(target));
        let first = sources.next().unwrap_or(self.datasource);
        if sources.all(|other| other == first) { first } else { MIXED }
    }

    fn source(&self, target: &'a AnyTarget) -> v1::Datasource<'a> {
        match target {
            AnyTarget::PromQl(target) => target.datasource.as_ref().map_or(self.datasource, datasource),
            AnyTarget::Other(ask) => match &ask.source {
                AskSource::Plugin(_, own) => own.as_ref().map_or(self.datasource, datasource),
                AskSource::Expression => EXPRESSION,
                AskSource::Panel(_) => DASHBOARD,
            },
        }
    }
}

fn is_expression(ask: &Ask) -> bool {
    matches!(ask.source, AskSource::Expression)
}

impl Print for Targets<'_> {
    fn print(&self, to: Printer<'_>) -> Written {
        let targets = self.panel.targets.iter().enumerate();
        to.list(targets.map(|(index, target)| Letters { index, target, panel: self }))
    }
}

struct Letters<'a> {
    index: usize,
    target: &'a AnyTarget,
    panel: &'a Targets<'a>,
}

impl Print for Letters<'_> {
    fn print(&self, to: Printer<'_>) -> Written {
        let ref_id = self.panel.panel.ref_id(self.index);
        let source = self.panel.source(self.target);
        match self.target {
            AnyTarget::PromQl(target) => promql(target, source, &ref_id).print(to),
            AnyTarget::Other(ask) => {
                let mut query = other(ask, source).ref_id(ref_id.into_owned());
                if let AskSource::Panel(panel) = &ask.source
                    && let Some(id) = self.panel.ids.of([panel]).pop()
                {
                    query = query.panel_id(id);
                }
                query.print(to)
            }
        }
    }
}

fn promql<'a>(target: &'a Target, source: v1::Datasource<'a>, ref_id: &'a str) -> v1::Target<'a> {
    let instant = target.query_type == QueryType::Instant;
    v1::Target {
        datasource: source,
        editor_mode: "code",
        exemplar: target.exemplars,
        expr: Printed(&target.expr),
        format: match target.format {
            ResultFormat::TimeSeries => None,
            ResultFormat::Table => Some("table"),
            ResultFormat::Heatmap => Some("heatmap"),
        },
        hide: target.hidden,
        instant,
        interval: target.min_step.as_deref(),
        legend_format: target.legend.as_str(),
        range: !instant,
        ref_id,
    }
}

/// Returns a query that is not PromQL, as its datasource reads it.
pub(super) fn other(ask: &Ask, source: v1::Datasource<'_>) -> query::Target {
    ask.query.clone().datasource(Some(Either::Right(object(source))))
}

/// Returns a datasource as documents have it.
pub(super) fn object(source: v1::Datasource<'_>) -> DatasourceObject {
    let uid = match source.uid {
        v1::Uid::Fixed(uid) => uid.to_owned(),
        v1::Uid::Variable(name) => format!("${{{name}}}"),
    };
    DatasourceObject::empty().kind(Some(source.r#type.to_owned().into())).uid(Some(uid.into()))
}
