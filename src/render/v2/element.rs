//! Panels, apart from their places.

use std::borrow::Cow;

use serde_json::json;

use super::frame::{
    DataQuery, Kinded, Library, Nothing, Options, Panel, PanelLink, PanelQuery, QueryGroup, QueryOptions,
    Transformation, TransformationSpec, Visualization, VisualizationSpec, filled,
};
use crate::convert::{ANGULAR, drawn_as};
use crate::json::{Print, Printer, Written};
use crate::model::{self, AnyTarget};
use crate::render::v1::frame::{self as v1, LibraryPanel};
use crate::render::v1::target::{self, Targets};
use crate::render::v1::{Placed, link};
use crate::vocabulary::query::Target;
use crate::vocabulary::transformation;

/// A panel, or one of the library, of which version 2 has only the name.
pub(super) struct Element<'a>(pub(super) Placed<'a>);

impl Print for Element<'_> {
    fn print(&self, to: Printer<'_>) -> Written {
        let panel = self.0.panel;
        match &panel.library {
            Some(it) => {
                let of = LibraryPanel { name: &it.name, uid: it.uid.as_str() };
                let id = self.0.page.ids.at(self.0.at);
                Kinded("LibraryPanel", Library { id, of, title: &panel.title }).print(to)
            }
            None => Kinded("Panel", self.panel(self.0.document())).print(to),
        }
    }
}

impl<'a> Element<'a> {
    fn panel(&self, classic: v1::Panel<'a>) -> Panel<'a> {
        Panel {
            data: Kinded(
                "QueryGroup",
                QueryGroup {
                    queries: queries(&self.0.targets()),
                    query_options: QueryOptions {
                        cache_timeout: classic.cache_timeout.and_then(filled),
                        hide_time_override: classic.hide_time_override,
                        interval: classic.interval.and_then(filled),
                        max_data_points: classic.max_data_points.filter(|most| *most > 0),
                        query_caching_ttl: classic.query_caching_ttl,
                        time_compare: classic.time_compare.and_then(filled),
                        time_from: classic.time_from.and_then(filled),
                        time_shift: classic.time_shift.and_then(filled),
                    },
                    transformations: classic.transformations.iter().map(step).collect(),
                },
            ),
            description: classic.description,
            id: classic.id,
            links: self.0.panel.links.iter().map(panel_link).collect(),
            title: classic.title,
            transparent: classic.transparent,
            visualization: visualization(&self.0.panel.visualization, classic.field_config),
        }
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
    let query = |(index, target): (usize, &'a AnyTarget)| {
        let source = targets.source(target);
        let query = match target {
            AnyTarget::PromQl(target) => DataQuery::of(source, target::promql(target)),
            AnyTarget::Other(ask) => {
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
