//! Variables.

use serde_json::{Value, json};

use super::super::datasource::Reference;
use super::super::loss::{Losses, Place};
use super::super::member::{filled, objects, recast, whole};
use super::super::words;
use super::text_of;
use crate::json::{Either, Rest, Typed};
use crate::schema::v1::{self, Chosen, Templating};
use crate::schema::v2::{
    AdhocKind, AdhocSpec, Choice, Constant, Custom, DatasourceSpec, GroupByKind, GroupBySpec, Interval, QuerySpec,
    Switch, TextBox, Variable,
};
use crate::vocabulary::Text;

/// Returns the variables of a dashboard.
pub(super) fn all(templating: Option<Templating>, losses: &mut Losses) -> Vec<Variable> {
    let Some(mut templating) = templating else { return Vec::new() };
    let at = &Place::Document.at("templating");
    let list = objects(&mut templating.list, &mut templating.rest, (*at, "list"), losses).unwrap_or_default();
    let made = list.filter_map(|(index, variable)| one(variable, at.at("list").item(index), losses)).collect();
    losses.but(*at, templating, &["enable"], &[]);
    made
}

/// What Grafana 5 had, and members of other kinds that every variable was written with.
const SILENT_IF_EMPTY: &[&str] = &[
    "allFormat",
    "allValue",
    "auto",
    "auto_count",
    "auto_min",
    "definition",
    "error",
    "hide",
    "includeAll",
    "multi",
    "multiFormat",
    "options",
    "query",
    "refresh",
    "refresh_on_load",
    "regex",
    "sort",
    "tagValuesQuery",
    "tags",
    "tagsQuery",
    "useTags",
];

/// Returns what is specified of a variable of some kind.
macro_rules! common {
    ($kind:ident, $common:expr, { $($field:ident: $value:expr),* $(,)? }) => {
        $kind {
            description: $common.description,
            hide: Some($common.hide),
            label: $common.label,
            name: Some($common.name),
            skip_url_sync: Some($common.skip_url_sync),
            $($field: $value,)*
            ..$kind::empty()
        }
    };
}
/// The same of a kind whose values are a list.
macro_rules! listed {
    (
        $kind:ident, $common:expr, $variable:ident, $at:ident, $losses:ident,
        { $($field:ident: $value:expr),* $(,)? }
    ) => {
        common!($kind, $common, {
            all_value: filled($variable.all_value.take().flatten()),
            allow_custom_value: Some($variable.allow_custom_value.take().unwrap_or(true)),
            current: Some(chosen($variable, $at, $losses)),
            include_all: Some($variable.include_all.take().unwrap_or_default()),
            multi: Some($variable.multi.take().unwrap_or_default()),
            options: Some(options($variable, $at, $losses)),
            $($field: $value),*
        })
    };
}

fn one(mut variable: v1::Variable, at: Place<'_>, losses: &mut Losses) -> Option<Variable> {
    let kind = filled(variable.kind.take()).unwrap_or("query".into());
    let it = &mut variable;
    let common = common(it);
    let made = match &*kind {
        "query" => Variable::Query(Box::new(query(it, common, at, losses).into())),
        "custom" => Variable::Custom(Box::new(custom(it, common, at, losses).into())),
        "datasource" => Variable::Datasource(Box::new(datasource(it, common, at, losses).into())),
        "interval" => Variable::Interval(Box::new(interval(it, common, at, losses).into())),
        "textbox" => {
            let (current, query) = plain(it, at, losses);
            let spec = common!(TextBox, common, { current: Some(current), query: Some(query) });
            Variable::TextBox(Box::new(spec.into()))
        }
        "constant" => {
            let (current, query) = plain(it, at, losses);
            let spec = common!(Constant, common, { current: Some(current), query: Some(query) });
            Variable::Constant(Box::new(spec.into()))
        }
        "switch" => Variable::Switch(Box::new(switch(it, common).into())),
        "adhoc" => Variable::Adhoc(Box::new(adhoc(it, common, at, losses))),
        "groupby" => Variable::GroupBy(Box::new(group_by(it, common, at, losses))),
        other => {
            losses.add(at, format!("v2 has no variables of the kind `{other}`"));
            return None;
        }
    };
    losses.but(at, variable, &[], SILENT_IF_EMPTY);
    Some(made)
}

/// What variables of all kinds have.
struct Common {
    description: Option<Text>,
    hide: Text,
    label: Option<Text>,
    name: Text,
    skip_url_sync: bool,
}

fn common(variable: &mut v1::Variable) -> Common {
    Common {
        description: filled(variable.description.take().flatten()),
        hide: number_or_word(variable.hide.take(), &mut variable.rest, "hide", words::HIDE),
        label: filled(variable.label.take().flatten()),
        name: variable.name.take().unwrap_or_default(),
        skip_url_sync: variable.skip_url_sync.take().unwrap_or_default(),
    }
}

/// Takes what the classic format has as a number, and old dashboards as a switch. Another value stays, and so is lost
/// with a word about it.
fn number_or_word<T: Typed>(field: Option<T>, rest: &mut Rest, name: &str, words: &'static [&str]) -> Text {
    let value = field.map(Typed::into_value).or_else(|| rest.remove(name));
    let index = match &value {
        Some(Value::Bool(true)) => Some(1),
        Some(Value::Number(number)) => number.as_f64().and_then(whole),
        Some(Value::String(word)) => words::number(words, word).and_then(|index| i64::try_from(index).ok()),
        _ => None,
    };
    let word = index.and_then(|index| words::word(words, index));
    if let (None, Some(value)) = (word, value) {
        rest.insert(name, value);
    }
    word.unwrap_or(words[0]).into()
}

/// Returns what is chosen.
fn chosen(variable: &mut v1::Variable, at: Place<'_>, losses: &mut Losses) -> Choice {
    match variable.current.take() {
        Some(current) => choice(current, at.at("current"), losses),
        None => says(&Text::default()),
    }
}

/// Returns the choice of a text.
fn says(text: &Text) -> Choice {
    Choice::empty().text(Either::Left(text.clone())).value(Either::Left(text.clone()))
}

fn choice(choice: v1::Choice, at: Place<'_>, losses: &mut Losses) -> Choice {
    let v1::Choice { is_none, selected, tags, text, value, mut rest } = choice;
    let mut words = |name, chosen| match chosen {
        Some(Chosen::One(text)) => Either::Left(text),
        Some(Chosen::Many(texts)) => Either::Right(texts),
        Some(Chosen::Number(_) | Chosen::Truth(_) | Chosen::Choice(_)) => {
            losses.member(at.at(name));
            Either::Left(Text::default())
        }
        Some(Chosen::Nothing) | None => Either::Left(Text::default()),
    };
    let mut made = Choice::empty().text(words("text", text)).value(words("value", value));
    made.selected = selected;
    made.properties = rest.take("properties");
    if let Some(odd) = rest.remove("properties").filter(|it| !it.is_null()) {
        made.rest.insert("properties", odd);
    }
    losses.but(at, v1::Choice { is_none, tags, rest, ..v1::Choice::empty() }, &[], &["isNone", "tags"]);
    made
}

fn options(variable: &mut v1::Variable, at: Place<'_>, losses: &mut Losses) -> Vec<Choice> {
    let options = objects(&mut variable.options, &mut variable.rest, (at, "options"), losses).unwrap_or_default();
    options.map_all(|index, option| choice(option, at.at("options").item(index), losses))
}

/// Takes a query of old, which is a text.
fn text_query(variable: &mut v1::Variable) -> Option<Text> {
    match variable.query.take_if(|query| matches!(query, Either::Left(_)))? {
        Either::Left(text) => Some(text),
        Either::Right(_) => None,
    }
}

fn query(variable: &mut v1::Variable, common: Common, at: Place<'_>, losses: &mut Losses) -> QuerySpec {
    let asked = Reference::classic(variable.datasource.take(), at, losses);
    let target = match variable.query.take() {
        Some(Either::Left(text)) if !text.is_empty() => v1::Target::empty().legacy_string_value(text),
        Some(Either::Right(query)) => recast::<v1::Target>(query).unwrap_or_else(v1::Target::empty),
        _ => v1::Target::empty(),
    };
    let statics = objects(&mut variable.static_options, &mut variable.rest, (at, "staticOptions"), losses);
    let statics = statics.unwrap_or_default();
    let statics = statics.map_all(|index, option| choice(option, at.at("staticOptions").item(index), losses));
    listed!(QuerySpec, common, variable, at, losses, {
        definition: variable.definition.take(),
        query: Some(asked.query(target)),
        refresh: Some(number_or_word(variable.refresh.take(), &mut variable.rest, "refresh", words::REFRESH)),
        regex: Some(variable.regex.take().unwrap_or_default()),
        regex_apply_to: filled(variable.regex_apply_to.take()),
        sort: Some(number_or_word(variable.sort.take(), &mut variable.rest, "sort", words::SORT)),
        static_options: Some(statics).filter(|it| !it.is_empty()),
        static_options_order: filled(variable.static_options_order.take()),
    })
}

fn custom(variable: &mut v1::Variable, common: Common, at: Place<'_>, losses: &mut Losses) -> Custom {
    listed!(Custom, common, variable, at, losses, {
        query: Some(text_query(variable).unwrap_or_default()),
        values_format: filled(variable.values_format.take()),
    })
}

fn datasource(variable: &mut v1::Variable, common: Common, at: Place<'_>, losses: &mut Losses) -> DatasourceSpec {
    listed!(DatasourceSpec, common, variable, at, losses, {
        plugin_id: Some(text_query(variable).unwrap_or_default()),
        refresh: Some(number_or_word(variable.refresh.take(), &mut variable.rest, "refresh", words::REFRESH)),
        regex: Some(variable.regex.take().unwrap_or_default()),
    })
}

fn interval(variable: &mut v1::Variable, common: Common, at: Place<'_>, losses: &mut Losses) -> Interval {
    let current = chosen(variable, at, losses);
    let options = options(variable, at, losses);
    let values = options.iter().filter_map(|option| match &option.value {
        Some(Either::Left(value)) if !value.is_empty() => Some(&**value),
        _ => None,
    });
    let query = filled(text_query(variable)).unwrap_or_else(|| values.collect::<Vec<_>>().join(",").into());
    variable.refresh = None;
    variable.rest.remove("refresh");
    common!(Interval, common, {
        auto: Some(variable.auto.take().unwrap_or_default()),
        auto_count: Some(variable.auto_count.take().unwrap_or_default()),
        auto_min: Some(variable.auto_min.take().unwrap_or_default()),
        current: Some(current),
        options: Some(options),
        query: Some(query),
        refresh: Some(words::REFRESH[2].into()),
    })
}

/// Takes text boxes and constants apart: their only option is what their query says.
fn plain(variable: &mut v1::Variable, at: Place<'_>, losses: &mut Losses) -> (Choice, Text) {
    let query = text_query(variable).unwrap_or_default();
    let current = match variable.current.take() {
        Some(current) => choice(current, at.at("current"), losses),
        None => says(&query),
    };
    let value = current.value.clone().map_or(Value::Null, Typed::into_value);
    let options = variable.options.take().map(Typed::into_value).or_else(|| variable.rest.remove("options"));
    let says = |option: &Value| option["value"] == *query || option["value"] == value;
    if let Some(options) = options.filter(|it| !it.as_array().is_some_and(|options| options.iter().all(says))) {
        variable.rest.insert("options", options);
    }
    (current, query)
}

fn switch(variable: &mut v1::Variable, common: Common) -> Switch {
    let options = variable.options.take().map(Typed::into_value).or_else(|| variable.rest.remove("options"));
    let current = variable.current.take().map(Typed::into_value).or_else(|| variable.rest.remove("current"));
    let said = |option: Option<&Value>| {
        let text = |name| text_of(option?.get(name)).map(|text| Text::Owned(text.to_owned()));
        text("value").or_else(|| text("text"))
    };
    let option = |index: usize| said(options.as_ref().and_then(|options| options.get(index)));
    let (on, off) = (option(0).unwrap_or("true".into()), option(1).unwrap_or("false".into()));
    let current = said(current.as_ref()).unwrap_or_else(|| off.clone());
    common!(Switch, common, { current: Some(current), disabled_value: Some(off), enabled_value: Some(on) })
}

/// Takes a list, whatever is in it, as v2 has it.
fn list<T: Typed, U: Typed>(field: Option<T>, from: &mut Rest, to: &mut Rest, name: &str) -> Option<U> {
    let odd = |from: &mut Rest| from.get(name)?.is_array().then(|| from.remove(name)).flatten();
    let value = field.map(Typed::into_value).or_else(|| odd(from)).unwrap_or_else(|| json!([]));
    U::read(value).map_err(|value| to.insert(name, value)).ok()
}

fn adhoc(variable: &mut v1::Variable, common: Common, at: Place<'_>, losses: &mut Losses) -> AdhocKind {
    let (group, datasource) = Reference::classic(variable.datasource.take(), at, losses).into_current();
    let (from, mut rest) = (&mut variable.rest, Rest::new());
    let spec = common!(AdhocSpec, common, {
        allow_custom_value: Some(variable.allow_custom_value.take().unwrap_or(true)),
        base_filters: list(variable.base_filters.take(), from, &mut rest, "baseFilters"),
        default_keys: list(variable.default_keys.take(), from, &mut rest, "defaultKeys"),
        enable_group_by: variable.enable_group_by.take(),
        filters: list(variable.filters.take(), from, &mut rest, "filters"),
        rest: rest,
    });
    AdhocKind { datasource, group, ..AdhocKind::new() }.spec(spec)
}

fn group_by(variable: &mut v1::Variable, common: Common, at: Place<'_>, losses: &mut Losses) -> GroupByKind {
    let (group, datasource) = Reference::classic(variable.datasource.take(), at, losses).into_current();
    let default = variable.rest.take::<v1::Choice>("defaultValue");
    let spec = common!(GroupBySpec, common, {
        current: Some(chosen(variable, at, losses)),
        default_value: default.map(|it| choice(it, at.at("defaultValue"), losses)),
        multi: Some(variable.multi.take().unwrap_or(true)),
        options: Some(options(variable, at, losses)),
    });
    GroupByKind { datasource, group, ..GroupByKind::new() }.spec(spec)
}
