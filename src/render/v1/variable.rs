//! The variables of a dashboard.

use std::borrow::Cow;

use super::frame::{self as v1, Choice, Current, FixedChoice, PrometheusQuery, VariableQuery};
use super::target::{self, datasource};
use crate::grafana;
use crate::json::Either;
use crate::model::{
    AdHoc, AutoStep, Dashboard, DatasourceRef, Hide, QueryVariable, Refresh, Sort, Text, Uid, ValuesQuery, Variable,
    VariableKind,
};
use crate::schema::v1 as document;

/// Returns a variable as it is written.
pub(in crate::render) fn written<'a>(variable: &'a Variable, dashboard: &'a Dashboard) -> v1::AnyVariable<'a> {
    let source = |own: &'a Option<DatasourceRef>| datasource(own.as_ref().unwrap_or(&dashboard.datasource));
    match &variable.kind {
        VariableKind::AdHoc(filters) => of_document(variable, ad_hoc(variable, filters, source(&filters.datasource))),
        VariableKind::GroupBy { datasource } => of_document(variable, group_by(variable, source(datasource))),
        VariableKind::Switch { on, off, is_on } => of_document(variable, switch(on, off, *is_on)),
        _ => v1::AnyVariable::Own(Box::new(chosen(variable, dashboard))),
    }
}

/// Returns a variable with values to choose from.
pub(in crate::render) fn chosen<'a>(variable: &'a Variable, dashboard: &'a Dashboard) -> v1::Variable<'a> {
    let hide = hide(variable.hide);
    let (description, label, name) = (&*variable.description, &*variable.label, variable.var.name());
    let plain = of_kind(&variable.kind, variable, dashboard);
    let current = started(variable, plain.multi).unwrap_or(plain.current);
    let skip_url_sync = plain.skip_url_sync || variable.skip_url_sync;
    v1::Variable { current, description, hide, label, name, skip_url_sync, ..plain }
}

/// Returns the number of what of a variable is hidden.
pub(in crate::render) fn hide(hide: Hide) -> u8 {
    match hide {
        Hide::Nothing => 0,
        Hide::Label => 1,
        Hide::Variable => 2,
        Hide::InControlsMenu => 3,
    }
}

/// Returns what a variable was told to choose at first.
fn started(variable: &Variable, multi: bool) -> Option<Current<'_>> {
    let first = variable.default_values.first()?;
    Some(if multi {
        let values: Vec<&str> = variable.default_values.iter().map(|value| &**value).collect();
        Current::Many { text: values.clone(), value: values }
    } else {
        Current::One { text: first, value: first }
    })
}

fn of_document(variable: &Variable, mut document: document::Variable) -> v1::AnyVariable<'static> {
    let text = |text: &Text| (!text.is_empty()).then(|| Some(text.clone()));
    document.description = text(&variable.description);
    document.label = text(&variable.label);
    document.skip_url_sync = variable.skip_url_sync.then_some(true);
    v1::AnyVariable::Other(Box::new(
        document.name(variable.var.name().to_owned()).hide(Either::Left(f64::from(hide(variable.hide)))),
    ))
}

fn ad_hoc(variable: &Variable, filters: &AdHoc, source: v1::Datasource<'_>) -> document::Variable {
    let key = |label: &Text| document::AdHocKey::empty().text(label.clone()).value(Either::Left(label.clone()));
    let keys: Vec<_> = filters.keys.iter().map(|label| Either::Right(key(label))).collect();
    let made = document::Variable {
        allow_custom_value: listed_only(variable),
        default_keys: (!keys.is_empty()).then_some(keys),
        enable_group_by: filters.group_by.then_some(true),
        ..document::Variable::empty()
    };
    made.kind("adhoc")
        .datasource(Some(Either::Right(target::object(source))))
        .filters(filters.filters.clone())
        .base_filters(filters.base_filters.clone())
}

fn group_by(variable: &Variable, source: v1::Datasource<'_>) -> document::Variable {
    let labels = || document::Chosen::Many(variable.default_values.clone());
    document::Variable::empty()
        .kind("groupby")
        .datasource(Some(Either::Right(target::object(source))))
        .current(document::Choice::empty().text(labels()).value(labels()))
        .multi(true)
        .options([])
}

fn switch(on: &Text, off: &Text, is_on: bool) -> document::Variable {
    let choice = |text: &'static str, value: &Text| {
        let (text, value) = (document::Chosen::One(text.into()), document::Chosen::One(value.clone()));
        document::Choice::empty().text(text).value(value)
    };
    let (enabled, disabled) = (choice("Enabled", on), choice("Disabled", off));
    let current = if is_on { enabled.clone() } else { disabled.clone() };
    document::Variable::empty()
        .kind("switch")
        .current(current)
        .options([enabled.selected(is_on), disabled.selected(!is_on)])
}

fn of_kind<'a>(kind: &'a VariableKind, variable: &'a Variable, dashboard: &'a Dashboard) -> v1::Variable<'a> {
    match kind {
        VariableKind::Datasource { plugin, default, multi, include_all } => v1::Variable {
            all_value: variable.all_value.as_deref(),
            allow_custom_value: listed_only(variable),
            current: first_datasource(default.as_ref(), *multi, *include_all),
            include_all: *include_all,
            multi: *multi,
            query: VariableQuery::Text(Cow::Borrowed(plugin)),
            refresh: Some(1),
            regex: Some(&variable.regex),
            r#type: "datasource",
            ..v1::Variable::default()
        },
        VariableKind::LabelValues { series, label, datasource: source, refresh, sort, multi, all } => {
            let of_series = if series.is_empty() { String::new() } else { format!("{series}, ") };
            let query = prometheus(1, format!("label_values({of_series}{label})"));
            let asked = Asked { source, refresh: *refresh, sort: *sort, multi: *multi, all };
            asked.written(query, variable, dashboard)
        }
        VariableKind::Query(query) => found(query, variable, dashboard),
        VariableKind::Custom { values, multi, include_all } => v1::Variable {
            all_value: variable.all_value.as_deref(),
            allow_custom_value: listed_only(variable),
            include_all: *include_all,
            multi: *multi,
            r#type: "custom",
            ..list(values, &variable.default_values, custom_value)
        },
        VariableKind::Interval { values, auto } => interval(values, auto.as_ref(), variable),
        VariableKind::Textbox { default } => v1::Variable {
            current: Current::One { text: default, value: default },
            options: vec![Choice { selected: true, text: default, value: default }],
            query: VariableQuery::Text(Cow::Borrowed(default)),
            r#type: "textbox",
            ..v1::Variable::default()
        },
        VariableKind::Constant { value } => v1::Variable {
            current: Current::One { text: value, value },
            query: VariableQuery::Text(Cow::Borrowed(value)),
            skip_url_sync: true,
            r#type: "constant",
            ..v1::Variable::default()
        },
        // These are written as documents.
        VariableKind::AdHoc(_) | VariableKind::GroupBy { .. } | VariableKind::Switch { .. } => v1::Variable::default(),
    }
}

/// What all variables have that a datasource is asked for.
struct Asked<'a> {
    source: &'a Option<DatasourceRef>,
    refresh: Refresh,
    sort: Sort,
    multi: bool,
    all: &'a Option<Text>,
}

impl<'a> Asked<'a> {
    fn written(
        self,
        (query, definition): (VariableQuery<'a>, String),
        variable: &'a Variable,
        dashboard: &'a Dashboard,
    ) -> v1::Variable<'a> {
        let Self { source, refresh, sort, multi, all } = self;
        let fixed = variable.static_options.as_ref().map_or(&[][..], |fixed| &fixed.values);
        v1::Variable {
            all_value: all.as_deref(),
            allow_custom_value: listed_only(variable),
            current: if all.is_some() { everything(multi) } else { Current::default() },
            datasource: Some(datasource(source.as_ref().unwrap_or(&dashboard.datasource))),
            definition: Some(definition),
            include_all: all.is_some(),
            multi,
            query,
            refresh: Some(match refresh {
                Refresh::Never => 0,
                Refresh::OnLoad => 1,
                Refresh::OnTimeRange => 2,
            }),
            regex: Some(&variable.regex),
            regex_apply_to: variable.regex_applies_to_text.then_some("text"),
            sort: Some(place_of(sort)),
            static_options: fixed.iter().map(|value| FixedChoice { text: value, value }).collect(),
            static_options_order: variable.static_options.as_ref().map(|fixed| fixed.place),
            r#type: "query",
            ..v1::Variable::default()
        }
    }
}

/// Returns whether a value that is not listed can be typed: what Grafana takes for granted is not said.
fn listed_only(variable: &Variable) -> Option<bool> {
    (!variable.allow_custom_value).then_some(false)
}

fn first_datasource(default: Option<&(Text, Uid)>, multi: bool, include_all: bool) -> Current<'_> {
    match default {
        Some((name, uid)) if multi => Current::Many { text: vec![name], value: vec![uid.as_str()] },
        Some((name, uid)) => Current::One { text: name, value: uid.as_str() },
        None if include_all => everything(multi),
        None => Current::default(),
    }
}

fn interval<'a>(values: &'a [Text], auto: Option<&'a AutoStep>, variable: &'a Variable) -> v1::Variable<'a> {
    /// The step that fits the time range.
    const AUTO: (&str, &str) = ("Auto", "$__auto");
    let listed = list(values, &variable.default_values, Cow::Borrowed);
    let plain = v1::Variable { refresh: Some(2), r#type: "interval", ..listed };
    let Some(AutoStep { count, min }) = auto else { return plain };
    let (text, value) = AUTO;
    let is_first = variable.default_values.is_empty();
    let others = plain.options.into_iter().map(|other| Choice { selected: other.selected && !is_first, ..other });
    v1::Variable {
        auto: true,
        auto_count: Some(*count),
        auto_min: Some(min),
        current: Current::One { text, value },
        options: std::iter::once(Choice { selected: is_first, text, value }).chain(others).collect(),
        ..plain
    }
}

fn place_of(sort: Sort) -> u8 {
    match sort {
        Sort::None => 0,
        Sort::Alphabetical => 1,
        Sort::AlphabeticalDescending => 2,
        Sort::Numerical => 3,
        Sort::NumericalDescending => 4,
        Sort::AlphabeticalIgnoringCase => 5,
        Sort::AlphabeticalIgnoringCaseDescending => 6,
        Sort::Natural => 7,
        Sort::NaturalDescending => 8,
    }
}

fn prometheus(query_type: u8, query: String) -> (VariableQuery<'static>, String) {
    let definition = query.clone();
    let ref_id = "PrometheusVariableQueryEditor-VariableQuery";
    (VariableQuery::Prometheus(PrometheusQuery { query_type, query, ref_id }), definition)
}

fn found<'a>(query: &'a QueryVariable, variable: &'a Variable, dashboard: &'a Dashboard) -> v1::Variable<'a> {
    let QueryVariable { query, datasource: source, refresh, sort, multi, all } = query;
    let query = match query {
        ValuesQuery::LabelNames(series) => prometheus(0, format!("label_names({series})")),
        // Grafana puts it into a text of PromQL as it is.
        ValuesQuery::Metrics(regex) => {
            prometheus(2, format!("metrics({})", regex.replace('\\', "\\\\").replace('"', "\\\"")))
        }
        ValuesQuery::QueryResult(expr) => prometheus(3, format!("query_result({expr})")),
        ValuesQuery::Series(series) => prometheus(4, series.to_string()),
        ValuesQuery::Text(text) => (VariableQuery::Text(Cow::Borrowed(text)), text.to_string()),
        ValuesQuery::Document(members) => (VariableQuery::Document(members), variable.var.name().to_owned()),
    };
    Asked { source, refresh: *refresh, sort: *sort, multi: *multi, all }.written(query, variable, dashboard)
}

fn everything(multi: bool) -> Current<'static> {
    if multi {
        Current::Many { text: vec!["All"], value: vec![grafana::ALL] }
    } else {
        Current::One { text: "All", value: grafana::ALL }
    }
}

fn list<'a>(values: &'a [Text], start: &[Text], written: impl Fn(&'a str) -> Cow<'a, str>) -> v1::Variable<'a> {
    let first = values.first().map(|value| Current::One { text: value, value });
    let is_chosen = |index, value| if start.is_empty() { index == 0 } else { start.contains(value) };
    let choice = |(index, value): (usize, &'a Text)| Choice { selected: is_chosen(index, value), text: value, value };
    v1::Variable {
        current: first.unwrap_or_default(),
        options: values.iter().enumerate().map(choice).collect(),
        query: VariableQuery::Text(values.iter().map(|value| written(value)).collect::<Vec<_>>().join(",").into()),
        ..v1::Variable::default()
    }
}

/// A value of a custom list as its query writes it: `,` parts values.
fn custom_value(value: &str) -> Cow<'_, str> {
    if value.contains(',') { value.replace(',', "\\,").into() } else { Cow::Borrowed(value) }
}
