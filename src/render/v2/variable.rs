//! The variables of a dashboard, a row or a tab.

use crate::convert::words::{HIDE, REFRESH, SORT};
use crate::json::{self, Either, Typed};
use crate::model::{AdHoc, Dashboard, Text, Variable, VariableKind};
use crate::render::v1::frame::{self as v1, Current, VariableQuery};
use crate::render::v1::target::{datasource, object};
use crate::render::v1::variable;
use crate::schema::v2::{self, Choice, DataQuery, DatasourceName, Kinded};
use crate::vocabulary::query::{AdHocFilter, Target};

/// Returns variables as version 2 has them.
pub(super) fn all(variables: &[Variable], dashboard: &Dashboard) -> Vec<v2::Variable> {
    variables.iter().map(|variable| one(variable, dashboard)).collect()
}

/// Makes the specification of a variable, with what all kinds have.
macro_rules! spec {
    ($type:ident of $variable:ident { $($field:ident $(: $value:expr)?),* $(,)? }) => {
        v2::$type {
            description: said(&$variable.description),
            hide: Some(HIDE[usize::from(variable::hide($variable.hide))].into()),
            label: said(&$variable.label),
            name: Some($variable.var.name().to_owned().into()),
            $( $field $(: $value)?, )*
            ..v2::$type::empty()
        }
    };
}

fn one(variable: &Variable, dashboard: &Dashboard) -> v2::Variable {
    let own = |own: &Option<_>| datasource_of(datasource(own.as_ref().unwrap_or(&dashboard.datasource)));
    match &variable.kind {
        VariableKind::AdHoc(filters) => {
            let (group, source) = own(&filters.datasource);
            v2::AdhocKind { datasource: source, ..v2::AdhocKind::new().group(group).spec(ad_hoc(variable, filters)) }
                .into()
        }
        VariableKind::GroupBy { datasource } => {
            let (group, source) = own(datasource);
            let labels = || Either::Right(variable.default_values.clone());
            let spec = spec!(GroupBySpec of variable {
                current: Some(Choice::empty().text(labels()).value(labels())),
                multi: Some(true),
                options: Some(Vec::new()),
                skip_url_sync: Some(variable.skip_url_sync),
            });
            v2::GroupByKind { datasource: source, ..v2::GroupByKind::new().group(group).spec(spec) }.into()
        }
        VariableKind::Switch { on, off, is_on } => {
            // A value that is empty goes by its name.
            let (on, off) = (said(on).unwrap_or("Enabled".into()), said(off).unwrap_or("Disabled".into()));
            let spec = spec!(Switch of variable {
                current: Some(if *is_on { on.clone() } else { off.clone() }),
                disabled_value: Some(off),
                enabled_value: Some(on),
                skip_url_sync: Some(variable.skip_url_sync),
            });
            Kinded::from(spec).into()
        }
        kind => chosen(kind, variable, variable::chosen(variable, dashboard)),
    }
}

/// Returns a variable with values to choose from, of which the classic one says all.
fn chosen(kind: &VariableKind, variable: &Variable, classic: v1::Variable<'_>) -> v2::Variable {
    let skip_url_sync = Some(classic.skip_url_sync);
    let all_value = classic.all_value.and_then(said);
    let allow_custom_value = Some(classic.allow_custom_value.unwrap_or(true));
    let (include_all, multi) = (Some(classic.include_all), Some(classic.multi));
    let current = Some(current(&classic.current));
    let choice = |it: &v1::Choice<'_>| value(it.text, it.value).selected(it.selected);
    let options: Vec<Choice> = classic.options.iter().map(choice).collect();
    let refresh = Some(REFRESH[usize::from(classic.refresh.unwrap_or_default())].into());
    let regex = Some(classic.regex.unwrap_or_default().to_owned().into());
    match kind {
        VariableKind::Datasource { plugin, .. } => {
            let (options, plugin_id) = (Some(options), Some(plugin.clone()));
            Kinded::from(spec!(DatasourceSpec of variable {
                skip_url_sync, all_value, allow_custom_value, include_all, multi, current, options, refresh, regex, plugin_id
            }))
            .into()
        }
        VariableKind::Custom { .. } => {
            let (options, query) = (Some(options), Some(text(&classic.query)));
            Kinded::from(spec!(Custom of variable {
                skip_url_sync, all_value, allow_custom_value, include_all, multi, current, options, query
            }))
            .into()
        }
        VariableKind::Interval { .. } => {
            let listed = classic.options.iter().map(|it| it.value).filter(|it| !it.is_empty());
            let query = said(&text(&classic.query)).unwrap_or_else(|| listed.collect::<Vec<_>>().join(",").into());
            Kinded::from(spec!(Interval of variable {
                auto: Some(classic.auto),
                auto_count: Some(classic.auto_count.unwrap_or_default().into()),
                auto_min: Some(classic.auto_min.unwrap_or_default().to_owned().into()),
                query: Some(query),
                options: Some(options),
                skip_url_sync, current, refresh
            }))
            .into()
        }
        VariableKind::Textbox { default: query } => {
            Kinded::from(spec!(TextBox of variable { query: Some(query.clone()), skip_url_sync, current })).into()
        }
        VariableKind::Constant { value: query } => {
            Kinded::from(spec!(Constant of variable { query: Some(query.clone()), skip_url_sync, current })).into()
        }
        _ => {
            let statics: Vec<Choice> = classic.static_options.iter().map(|it| value(it.text, it.value)).collect();
            let (group, source) = classic.datasource.map(datasource_of).unwrap_or_default();
            let query = DataQuery::new().group(group).spec(asked(&classic.query));
            Kinded::from(spec!(QuerySpec of variable {
                definition: classic.definition.map(Into::into),
                query: Some(DataQuery { datasource: source, ..query }),
                regex_apply_to: classic.regex_apply_to.map(Into::into),
                sort: Some(SORT[usize::from(classic.sort.unwrap_or_default())].into()),
                static_options: (!statics.is_empty()).then_some(statics),
                static_options_order: classic.static_options_order.map(|place| place.word().into()),
                options: Some(options),
                skip_url_sync, all_value, allow_custom_value, include_all, multi, current, refresh, regex
            }))
            .into()
        }
    }
}

fn ad_hoc(variable: &Variable, filters: &AdHoc) -> v2::AdhocSpec {
    let retyped = |list: &[AdHocFilter]| list.iter().filter_map(retyped).collect();
    let key = |label: &Text| v2::FoundValue::empty().text(label.clone()).value(Either::Left(label.clone()));
    spec!(AdhocSpec of variable {
        allow_custom_value: Some(variable.allow_custom_value),
        base_filters: Some(retyped(&filters.base_filters)),
        default_keys: Some(filters.keys.iter().map(key).collect()),
        enable_group_by: filters.group_by.then_some(true),
        filters: Some(retyped(&filters.filters)),
        skip_url_sync: Some(variable.skip_url_sync),
    })
}

/// Returns the same object as another type has it: which members a query has, say, only its datasource knows.
fn retyped<A: Typed + Clone, B: Typed>(object: &A) -> Option<B> {
    B::read(json::value(object)).ok()
}

fn said(text: &str) -> Option<Text> {
    (!text.is_empty()).then(|| text.to_owned().into())
}

fn text(query: &VariableQuery<'_>) -> Text {
    if let VariableQuery::Text(text) = query { text.clone().into_owned().into() } else { Text::default() }
}

fn asked(query: &VariableQuery<'_>) -> Target {
    match query {
        VariableQuery::Text(text) if str::is_empty(text) => Target::empty(),
        VariableQuery::Text(text) => Target::empty().legacy_string_value(text.clone().into_owned()),
        VariableQuery::Prometheus(asked) => {
            let mut target = Target::empty().query(asked.query.clone()).ref_id(asked.ref_id);
            target.rest.insert("qryType", asked.query_type.into());
            target
        }
        VariableQuery::Document(asked) => retyped(*asked).unwrap_or_default(),
    }
}

fn datasource_of(source: v1::Datasource<'_>) -> (Text, Option<DatasourceName>) {
    let uid = object(source).uid.flatten().unwrap_or_default();
    (source.r#type.to_owned().into(), (!uid.is_empty()).then(|| DatasourceName::empty().name(uid)))
}

fn value(text: &str, value: &str) -> Choice {
    let one = |text: &str| Either::Left(text.to_owned().into());
    Choice::empty().text(one(text)).value(one(value))
}

fn current(current: &Current<'_>) -> Choice {
    let several = |texts: &[&str]| Either::Right(texts.iter().map(|text| (*text).to_owned().into()).collect());
    match current {
        Current::Unset => value("", ""),
        Current::One { text, value: one } => value(text, one),
        Current::Many { text, value } => Choice::empty().text(several(text)).value(several(value)),
    }
}
