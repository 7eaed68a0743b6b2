//! Annotations.

use super::super::datasource::{self, Reference};
use super::super::loss::{Losses, Place};
use super::super::member::{filled, pass};
use super::panel::spec_of;
use crate::json::{Either, Typed as _};
use crate::schema::v1;
use crate::schema::v2::{Annotation, Kinded};

/// Returns an annotation.
pub(super) fn one(pair: Kinded<Annotation>, at: Place<'_>, losses: &mut Losses) -> v1::Annotation {
    let spec = spec_of(pair, at, losses).unwrap_or_else(Annotation::empty);
    let at = &at.at("spec");
    let Annotation {
        built_in,
        datasource,
        enable,
        filter,
        hide,
        icon_color,
        legacy_options,
        mappings,
        name,
        origin,
        placement,
        query,
        mut rest,
    } = spec;
    losses.field(at.at("origin"), origin);
    let beside = Reference::alpha(datasource, &mut rest, *at, losses);
    let (asked, target) = datasource::query(query, beside, *at, losses);
    let made = legacy(legacy_options, target.has_no_members(), at.at("legacyOptions"), losses);
    let mut made = v1::Annotation {
        built_in: None,
        datasource: asked.into_classic(),
        enable: Some(enable.unwrap_or_default()),
        filter,
        hide: Some(hide.unwrap_or_default()),
        icon_color: Some(icon_color.unwrap_or_default()),
        mappings,
        name: Some(name.unwrap_or_default()),
        placement: filled(placement.flatten()),
        target: Some(target).filter(|it| !it.has_no_members()).or(made.target),
        ..made
    };
    if built_in == Some(true) {
        made.built_in = Some(Either::Left(1.0));
        made.kind = Some("dashboard".into());
        made.rest.remove("type");
    }
    pass(&mut rest, &mut made.rest, &["filter", "mappings"]);
    losses.rest(*at, &rest);
    made
}

/// What an annotation says itself, so that its options from before cannot.
const OWN: &[&str] =
    &["builtIn", "datasource", "enable", "filter", "hide", "iconColor", "mappings", "name", "placement"];

/// Returns the options from before, and among them what is asked if nothing is asked otherwise: Graphite's was a text.
fn legacy(options: Option<v1::Annotation>, asks: bool, at: Place<'_>, losses: &mut Losses) -> v1::Annotation {
    let Some(mut made) = options else { return v1::Annotation::empty() };
    let mut own = v1::Annotation {
        built_in: made.built_in.take(),
        datasource: made.datasource.take(),
        enable: made.enable.take(),
        filter: made.filter.take(),
        hide: made.hide.take(),
        icon_color: made.icon_color.take(),
        mappings: made.mappings.take(),
        name: made.name.take(),
        placement: made.placement.take(),
        target: made.target.take_if(|_| !asks),
        ..v1::Annotation::empty()
    };
    pass(&mut made.rest, &mut own.rest, OWN);
    if !asks {
        pass(&mut made.rest, &mut own.rest, &["target"]);
    }
    losses.left(at, own);
    made
}
