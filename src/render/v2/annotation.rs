//! Events drawn over graphs.

use super::frame::{AnnotationFilter, AnnotationQuery, DataQuery, Kinded, LegacyOptions, Nothing};
use crate::model::Dashboard;
use crate::render::check::Ids;
use crate::render::v1::annotation;
use crate::render::v1::frame::Annotation;

/// Returns the annotations of a dashboard.
pub(super) fn all<'a>(dashboard: &'a Dashboard, ids: Ids<'_>) -> Vec<Kinded<AnnotationQuery<'a>>> {
    annotation::all(dashboard, ids).into_iter().map(|it| Kinded("AnnotationQuery", reframed(it))).collect()
}

fn reframed(annotation: Annotation<'_>) -> AnnotationQuery<'_> {
    let Annotation { tag_keys, text_format, title_format, r#type, use_value_for_time, .. } = annotation;
    let is_plain = tag_keys.is_none() && text_format.is_empty() && title_format.is_empty() && r#type.is_none();
    let legacy_options = LegacyOptions { tag_keys, text_format, title_format, r#type, use_value_for_time };
    AnnotationQuery {
        built_in: annotation.built_in != 0,
        enable: annotation.enable,
        filter: annotation.filter.map(|filter| AnnotationFilter { exclude: filter.exclude, ids: filter.ids }),
        hide: annotation.hide,
        icon_color: annotation.icon_color,
        legacy_options: (!is_plain || use_value_for_time).then_some(legacy_options),
        name: annotation.name,
        query: match annotation.target {
            Some(target) => DataQuery::of(annotation.datasource, target),
            None => DataQuery::of(annotation.datasource, Nothing),
        },
    }
}
