//! Annotations.

use std::collections::BTreeMap;

use serde_json::Value;

use super::super::datasource::Reference;
use super::super::loss::{Losses, Place};
use super::super::member::{filled, objects};
use crate::json::{Either, Typed as _};
use crate::schema::v1::{self, AnnotationFilter, AnnotationMapping, Target};
use crate::schema::v2::{Annotation, Kinded};

/// Returns the annotations of a dashboard.
pub(super) fn all(annotations: Option<v1::Annotations>, losses: &mut Losses) -> Vec<Kinded<Annotation>> {
    let Some(mut annotations) = annotations else { return Vec::new() };
    let at = &Place::Document.at("annotations");
    let list = objects(&mut annotations.list, &mut annotations.rest, (*at, "list"), losses).unwrap_or_default();
    let made = list.map_all(|index, annotation| one(annotation, at.at("list").item(index), losses).into());
    losses.but(*at, annotations, &["enable"], &[]);
    made
}

/// What has no member of its own has a place in `legacyOptions`, so nothing is lost.
fn one(mut annotation: v1::Annotation, at: Place<'_>, losses: &mut Losses) -> Annotation {
    let asked = Reference::classic(annotation.datasource.take(), at, losses);
    let target = annotation.target.take().unwrap_or_else(Target::empty);
    let made = Annotation {
        built_in: annotation.built_in.take().map(|it| match it {
            Either::Left(number) => number != 0.0,
            Either::Right(truth) => truth,
        }),
        enable: Some(annotation.enable.take().unwrap_or_default()),
        filter: annotation.filter.take().map(|it| filter(it, at, losses)),
        hide: Some(annotation.hide.take().unwrap_or_default()),
        icon_color: Some(annotation.icon_color.take().unwrap_or_default()),
        mappings: mappings(&mut annotation, at, losses),
        name: Some(annotation.name.take().unwrap_or_default()),
        placement: filled(annotation.placement.take()).map(Some),
        query: Some(asked.query(target)),
        ..Annotation::empty()
    };
    annotation.rest.drop_nulls();
    Annotation { legacy_options: Some(annotation).filter(|left| !left.has_no_members()), ..made }
}

fn filter(filter: AnnotationFilter, at: Place<'_>, losses: &mut Losses) -> AnnotationFilter {
    let AnnotationFilter { exclude, ids, rest } = filter;
    losses.rest(at.at("filter"), &rest);
    let exclude = exclude.filter(|it| *it);
    AnnotationFilter { exclude, ..AnnotationFilter::empty() }.ids(ids.unwrap_or_default())
}

/// Which fields become which parts of an event: by name, or by a source and what is found there.
fn mappings(
    annotation: &mut v1::Annotation,
    at: Place<'_>,
    losses: &mut Losses,
) -> Option<BTreeMap<String, AnnotationMapping>> {
    let at = at.at("mappings");
    let mut made = BTreeMap::new();
    if let Some(mappings) = annotation.mappings.take() {
        for (part, mapping) in mappings {
            let mapping = self::mapping(mapping, at.at(&part), losses);
            made.insert(part, mapping);
        }
        return Some(made);
    }
    annotation.rest.get("mappings")?.as_object()?;
    let Some(Value::Object(mappings)) = annotation.rest.remove("mappings") else { return None };
    for (part, from) in mappings {
        let mapping = match AnnotationMapping::read(from) {
            Ok(mapping) => self::mapping(mapping, at.at(&part), losses),
            Err(Value::String(field)) => AnnotationMapping::empty().source("field").value(field),
            Err(Value::Null) => continue,
            Err(_) => {
                losses.member(at.at(&part));
                continue;
            }
        };
        made.insert(part, mapping);
    }
    Some(made)
}

fn mapping(mapping: AnnotationMapping, at: Place<'_>, losses: &mut Losses) -> AnnotationMapping {
    let AnnotationMapping { regex, source, value, rest } = mapping;
    losses.rest(at, &rest);
    let source = filled(source).unwrap_or("field".into());
    AnnotationMapping { regex: filled(regex), value: filled(value), ..AnnotationMapping::empty() }.source(source)
}
