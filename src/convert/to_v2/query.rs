//! What a panel asks.

use std::collections::BTreeSet;

use serde_json::Value;

use super::super::datasource::Reference;
use super::super::loss::{Losses, Place};
use super::super::member::{filled, number, objects, pass, recast, whole_of};
use crate::json::Json;
use crate::schema::v1::{self, Panel, Target};
use crate::schema::v2::{Kinded, PanelQuery, QueryGroup, QueryOptions, Transformation, TransformationSpec};
use crate::vocabulary::transformation::TransformationOptions;

/// Takes what a panel asks.
pub(super) fn group(panel: &mut Panel, at: Place<'_>, losses: &mut Losses) -> QueryGroup {
    QueryGroup::empty()
        .queries(queries(panel, at, losses))
        .query_options(options(panel))
        .transformations(transformations(panel, at, losses))
}

fn options(panel: &mut Panel) -> QueryOptions {
    QueryOptions {
        cache_timeout: filled(panel.cache_timeout.take().flatten()),
        hide_time_override: panel.hide_time_override.take().filter(|it| *it),
        interval: filled(panel.interval.take().flatten()),
        max_data_points: panel.max_data_points.as_mut().and_then(whole_of).filter(|most| *most > 0).map(number),
        query_caching_ttl: whole_of(&mut panel.query_caching_ttl).map(number),
        time_compare: filled(panel.time_compare.take()),
        time_from: filled(panel.time_from.take().flatten()),
        time_shift: filled(panel.time_shift.take().flatten()),
        ..QueryOptions::empty()
    }
}

fn queries(panel: &mut Panel, at: Place<'_>, losses: &mut Losses) -> Vec<Kinded<PanelQuery>> {
    let shared = Reference::classic(panel.datasource.take(), at, losses);
    let targets = objects(&mut panel.targets, &mut panel.rest, (at, "targets"), losses).unwrap_or_default();
    if targets.as_slice().is_empty() && !shared.is_empty() {
        losses.add(at.at("datasource"), "in v2, only queries have a datasource, and this panel has none");
    }
    let mut letters = Letters::but(targets.as_slice());
    targets.map_all(|index, target| query(target, &shared, &mut letters, at.at("targets").item(index), losses).into())
}

fn query(
    mut target: Target,
    shared: &Reference,
    letters: &mut Letters,
    at: Place<'_>,
    losses: &mut Losses,
) -> PanelQuery {
    let own = Reference::classic(target.datasource.take(), at, losses);
    let rules = !shared.uid.is_empty() && !shared.is_mixed() && !own.is_expression() && own.uid != shared.uid;
    if rules && !own.is_empty() {
        losses.add(at.at("datasource"), "the panel uses another datasource, which takes precedence");
    }
    // Where both name the same, the panel may know its type.
    let is_silent = own.is_empty() || own.kind.is_empty() && own.uid == shared.uid;
    let asked = if rules || is_silent && !shared.is_mixed() { shared.clone() } else { own };
    let letter = filled(target.ref_id.take()).unwrap_or_else(|| letters.free().into());
    let hidden = target.hide.take().flatten().unwrap_or_default();
    PanelQuery::empty().hidden(hidden).query(asked.query(without_nulls(target))).ref_id(letter)
}

/// Takes members away that are `null`.
pub(super) fn without_nulls(mut target: Target) -> Target {
    target.interval.take_if(|it| it.is_none());
    target.legend_format.take_if(|it| it.is_none());
    target.legend_link.take_if(|it| it.is_none());
    target.raw_query.take_if(|it| it.is_none());
    target.step.take_if(|it| it.is_none());
    target.rest.drop_nulls();
    if let Some(others) = &mut target.others {
        others.counter_max.take_if(|it| it.is_none());
        others.counter_reset_value.take_if(|it| it.is_none());
        others.limit.take_if(|it| it.is_none());
        others.rest.drop_nulls();
    }
    target
}

/// The names of queries: `A`, `B`, …, `Z`, `AA`.
struct Letters {
    taken: BTreeSet<String>,
    next: usize,
}

impl Letters {
    /// Returns those that none of these has, if one of them needs a name.
    fn but(targets: &[Target]) -> Self {
        let names = || targets.iter().filter_map(|target| target.ref_id.as_deref());
        let are_all_named = names().filter(|name| !name.is_empty()).count() == targets.len();
        let taken = if are_all_named { BTreeSet::new() } else { names().map(str::to_owned).collect() };
        Self { taken, next: 0 }
    }

    /// Returns the first name that no query has.
    fn free(&mut self) -> String {
        loop {
            let name = letters(self.next);
            self.next += 1;
            if self.taken.insert(name.clone()) {
                return name;
            }
        }
    }
}

fn letters(index: usize) -> String {
    let last = char::from(b'A' + u8::try_from(index % 26).unwrap_or_default());
    match index / 26 {
        0 => last.to_string(),
        before => letters(before - 1) + &last.to_string(),
    }
}

fn transformations(panel: &mut Panel, at: Place<'_>, losses: &mut Losses) -> Vec<Transformation> {
    let steps = objects(&mut panel.transformations, &mut panel.rest, (at, "transformations"), losses);
    steps.unwrap_or_default().map_all(|index, step| {
        let v1::Transformation { disabled, filter, id, options, topic, mut rest } = step;
        let id = id.unwrap_or_default();
        let mut spec = TransformationSpec {
            disabled: disabled.filter(|it| *it),
            filter: filter.and_then(recast),
            options,
            topic: filled(topic),
            ..TransformationSpec::empty()
        };
        pass(&mut rest, &mut spec.rest, &["filter", "options"]);
        if spec.options.is_none() && spec.rest.get("options").is_none() {
            spec.options = Some(TransformationOptions::Other(Json(Value::Object(serde_json::Map::new()))).settled(&id));
        }
        losses.rest(at.at("transformations").item(index), &rest);
        Transformation::new().group(id).spec(spec)
    })
}
