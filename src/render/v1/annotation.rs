//! Events drawn over graphs.

use super::frame::{self as v1, Printed};
use super::target::{self, datasource};
use crate::grafana::datasource as builtin;
use crate::json::Either;
use crate::model::{Annotation, AnnotationSource, Dashboard, DataQuerySource, ShowIn};
use crate::render::check::Ids;
use crate::vocabulary::query;

const GRAFANA: v1::Datasource<'_> =
    v1::Datasource { r#type: builtin::GRAFANA_PLUGIN, uid: v1::Uid::Fixed(builtin::GRAFANA) };

/// Grafana's own annotations come first: the server adds them to a file that lacks them.
pub(in crate::render) fn all<'a>(dashboard: &'a Dashboard, ids: Ids<'_>) -> Vec<v1::Annotation<'a>> {
    let own = v1::Annotation {
        built_in: 1,
        datasource: GRAFANA,
        enable: true,
        filter: None,
        hide: true,
        icon_color: "rgba(0, 211, 255, 1)",
        name: "Annotations & Alerts",
        tag_keys: None,
        target: None,
        text_format: "",
        title_format: "",
        r#type: Some("dashboard"),
        use_value_for_time: false,
    };
    std::iter::once(own).chain(dashboard.annotations.iter().map(|it| written(it, dashboard, ids))).collect()
}

fn written<'a>(annotation: &'a Annotation, dashboard: &'a Dashboard, ids: Ids<'_>) -> v1::Annotation<'a> {
    let (datasource, target) = asked(&annotation.source, dashboard);
    v1::Annotation {
        built_in: 0,
        datasource,
        enable: annotation.enabled,
        filter: match &annotation.show_in {
            ShowIn::All => None,
            ShowIn::Only(panels) => Some(v1::AnnotationFilter { exclude: false, ids: ids.of(panels) }),
            ShowIn::Except(panels) => Some(v1::AnnotationFilter { exclude: true, ids: ids.of(panels) }),
        },
        hide: annotation.hidden,
        icon_color: &annotation.color.0,
        name: &annotation.name,
        tag_keys: (!annotation.tag_labels.is_empty()).then(|| annotation.tag_labels.join(",")),
        target: Some(target),
        text_format: &annotation.text,
        title_format: &annotation.title,
        r#type: None,
        use_value_for_time: annotation.use_value_as_time,
    }
}

fn asked<'a>(source: &'a AnnotationSource, dashboard: &'a Dashboard) -> (v1::Datasource<'a>, v1::AnnotationTarget<'a>) {
    let of_grafana =
        |kind: &'static str, limit: u32| query::Target::empty().kind(kind).limit(Either::Left(f64::from(limit)));
    match source {
        AnnotationSource::PromQl { expr, datasource: own, step } => (
            datasource(own.as_ref().unwrap_or(&dashboard.datasource)),
            v1::AnnotationTarget::PromQl(v1::AnnotationQuery { expr: Printed(expr), interval: step, ref_id: "Anno" }),
        ),
        AnnotationSource::Tags { tags, match_any, limit } => {
            let tags = tags.iter().cloned().map(Either::Left).collect();
            let document = of_grafana("tags", *limit).match_any(*match_any).tags(Either::Left(Either::Left(tags)));
            (GRAFANA, v1::AnnotationTarget::Other(Box::new(document)))
        }
        AnnotationSource::Dashboard { limit } => {
            let document =
                of_grafana("dashboard", *limit).match_any(false).tags(Either::Left(Either::Left(Vec::new())));
            (GRAFANA, v1::AnnotationTarget::Other(Box::new(document)))
        }
        AnnotationSource::Other(ask) => {
            let own = if let DataQuerySource::Plugin(_, own) = &ask.source { own.as_ref() } else { None };
            let source = datasource(own.unwrap_or(&dashboard.datasource));
            let document = ask.query.clone().datasource(Either::Right(target::object(source))).ref_id("Anno");
            (source, v1::AnnotationTarget::Other(Box::new(document)))
        }
    }
}
