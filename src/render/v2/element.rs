//! Panels, apart from their places.

use std::borrow::Cow;

use serde_json::json;

use super::frame::{
    DataQuery, Kinded, Library, Nothing, Options, Panel, PanelLink, PanelQuery, QueryGroup, QueryOptions,
    Transformation, TransformationSpec, Visualization, VisualizationSpec, filled,
};
use crate::convert::{ANGULAR, drawn_as};
use crate::json::{Print, Printer, Written};
use crate::model;
use crate::render::v1::frame::{self as v1, LibraryPanel};
use crate::render::v1::target::{self, Targets};
use crate::render::v1::{Placed, link};
use crate::vocabulary::query::Target;
use crate::vocabulary::transformation;

/// The panels by name, written one by one.
pub(super) struct Elements<'a>(pub(super) Vec<(String, Placed<'a>)>);

impl Print for Elements<'_> {
    fn print(&self, to: Printer<'_>) -> Written {
        let mut object = to.object();
        for (name, placed) in &self.0 {
            object.member(name, &Element(*placed));
        }
        object.end()
    }
}

/// A panel, or one of the library, of which version 2 has only the name.
#[derive(Clone, Copy)]
struct Element<'a>(Placed<'a>);

impl Print for Element<'_> {
    fn print(&self, to: Printer<'_>) -> Written {
        let Self(placed) = self;
        match &placed.panel.library {
            Some(it) => {
                let of = LibraryPanel { name: &it.name, uid: it.uid.as_str() };
                let id = placed.page.ids.at(placed.at);
                Kinded("LibraryPanel", Library { id, of, title: &placed.panel.title }).print(to)
            }
            None => Kinded("Panel", panel(*placed, &placed.targets())).print(to),
        }
    }
}

fn panel<'t, 'a: 't>(placed: Placed<'a>, targets: &'t Targets<'a>) -> Panel<'t> {
    let classic = placed.document(targets);
    let query_options = QueryOptions {
        cache_timeout: classic.cache_timeout.and_then(filled),
        hide_time_override: classic.hide_time_override,
        interval: classic.interval.and_then(filled),
        max_data_points: classic.max_data_points.filter(|most| *most > 0),
        query_caching_ttl: classic.query_caching_ttl,
        time_compare: classic.time_compare.and_then(filled),
        time_from: classic.time_from.and_then(filled),
        time_shift: classic.time_shift.and_then(filled),
    };
    let transformations = classic.transformations.iter().map(step).collect();
    let queries = queries(targets);
    Panel {
        data: Kinded("QueryGroup", QueryGroup { queries, query_options, transformations }),
        description: classic.description,
        id: classic.id,
        links: placed.panel.links.iter().map(panel_link).collect(),
        title: classic.title,
        transparent: classic.transparent,
        visualization: visualization(&placed.panel.visualization, classic.field_config),
    }
}

fn panel_link(of: &model::Link) -> PanelLink<'_> {
    let classic = link(of);
    PanelLink {
        target_blank: classic.target_blank,
        title: classic.title,
        url: classic.url.unwrap_or(Cow::Borrowed("")),
    }
}

fn queries<'a>(targets: &Targets<'a>) -> Vec<Kinded<PanelQuery<'a>>> {
    let panel = targets.panel;
    let query = |(index, target): (usize, &'a model::PanelQuery)| {
        let source = targets.source(target);
        let query = match target {
            model::PanelQuery::PromQl(target) => DataQuery::of(source, target::promql(target)),
            model::PanelQuery::Other(ask) => {
                let asked = target::asked(ask, targets.ids);
                DataQuery::of(source, Target { datasource: None, hide: None, ref_id: None, ..asked })
            }
        };
        Kinded("PanelQuery", PanelQuery { hidden: target.is_hidden(), query, ref_id: panel.ref_id(index) })
    };
    panel.targets.iter().enumerate().map(query).collect()
}

fn step(step: &transformation::Transformation) -> Transformation<'_> {
    Transformation {
        group: step.id.as_deref().unwrap_or_default(),
        kind: "Transformation",
        spec: TransformationSpec {
            disabled: step.disabled.unwrap_or_default(),
            filter: step.filter.as_ref(),
            options: step.options.as_ref().map_or(&Nothing, |options| options),
            topic: step.topic.as_deref().and_then(filled),
        },
    }
}

fn visualization<'a>(of: &'a model::Visualization, field_config: v1::FieldConfig<'a>) -> Visualization<'a> {
    let (group, options) = match (of, drawn_as(of.plugin_id())) {
        (model::Visualization::Plugin(plugin), Some(today)) => {
            let mut options = plugin.options.0.clone();
            options[ANGULAR] = json!({ "autoMigrateFrom": plugin.id, "originalOptions": {} });
            (today, Options::Legacy(options))
        }
        _ => (of.plugin_id(), Options::Own(of.options())),
    };
    let version = of.plugin_version().unwrap_or_default();
    Visualization { group, kind: "VizConfig", spec: VisualizationSpec { field_config, options }, version }
}
