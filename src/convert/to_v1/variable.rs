//! Variables.

use super::super::datasource::{self, Reference};
use super::super::loss::{Losses, Place};
use super::super::member::{Items, filled, number, passed, recast};
use super::super::words;
use crate::json::{Either, Json, Typed};
use crate::schema::v1::{self, Chosen};
use crate::schema::v2::{
    AdhocKind, AdhocSpec, Choice, Constant, Custom, DatasourceSpec, GroupByKind, GroupBySpec, Interval, Kinded,
    QuerySpec, Switch, TextBox, Variable,
};
use crate::vocabulary::Text;

/// The word for a variable of which nothing is shown.
const HIDDEN: &str = "hideVariable";

/// Returns the variables of a dashboard, row or tab.
pub(super) fn all(list: Items<Variable>, object: Place<'_>, losses: &mut Losses) -> Vec<v1::Variable> {
    let at = object.at("variables");
    list.filter_map(|(index, variable)| one(variable, at.item(index), losses)).collect()
}

fn one(variable: Variable, at: Place<'_>, losses: &mut Losses) -> Option<v1::Variable> {
    let inside = at.at("spec");
    Some(match variable {
        Variable::Query(pair) => query(spec_of(*pair, QuerySpec::empty, at, losses), inside, losses),
        Variable::Custom(pair) => custom(spec_of(*pair, Custom::empty, at, losses), inside, losses),
        Variable::Datasource(pair) => datasource(spec_of(*pair, DatasourceSpec::empty, at, losses), inside, losses),
        Variable::Interval(pair) => interval(spec_of(*pair, Interval::empty, at, losses), inside, losses),
        Variable::TextBox(pair) => text_box(spec_of(*pair, TextBox::empty, at, losses), inside, losses),
        Variable::Constant(pair) => constant(spec_of(*pair, Constant::empty, at, losses), inside, losses),
        Variable::Switch(pair) => switch(spec_of(*pair, Switch::empty, at, losses), inside, losses),
        Variable::Adhoc(kind) => adhoc(*kind, at, losses),
        Variable::GroupBy(kind) => group_by(*kind, at, losses),
        Variable::Other(Json(other)) => {
            let kind = other["kind"].as_str().unwrap_or_default();
            losses.add(at, format!("the classic format has no variables of the kind `{kind}`"));
            return None;
        }
    })
}

fn spec_of<K>(pair: Kinded<K>, empty: fn() -> K, at: Place<'_>, losses: &mut Losses) -> K {
    losses.rest(at, &pair.rest);
    pair.spec.unwrap_or_else(empty)
}

/// Members that have the same name and shape in both formats, and that some write into variables of any kind.
const SAME: &[&str] = &["allValue", "allowCustomValue", "current", "includeAll", "multi", "options"];

/// Takes what variables of all kinds have out of what is specified, and returns a variable of which nothing else is
/// said. Members of these names stay as they are where the kind does not know them, or has them in another shape.
macro_rules! common {
    ($kind:literal, $spec:ident, $names:expr, $at:expr, $losses:expr) => {{
        let (spec, at, losses) = (&mut $spec, $at, &mut *$losses);
        losses.field(at.at("origin"), spec.origin.take());
        let made = passed(&mut spec.rest, $names).unwrap_or_else(v1::Variable::empty);
        v1::Variable {
            description: filled(spec.description.take()).map(Some),
            hide: Some(Either::Left(number_of(&mut spec.hide, words::HIDE))),
            label: filled(spec.label.take()).map(Some),
            name: Some(spec.name.take().unwrap_or_default()),
            skip_url_sync: Some(spec.skip_url_sync.take().unwrap_or_default()),
            kind: Some($kind.into()),
            ..made
        }
    }};
}

/// Takes a word for which the classic format has a number. An unknown one stays, and so is lost with a word about it.
fn number_of(word: &mut Option<Text>, words: &[&str]) -> f64 {
    let known = word.as_ref().and_then(|word| words::number(words, word));
    if known.is_some() {
        *word = None;
    }
    number(known.and_then(|index| i64::try_from(index).ok()).unwrap_or_default())
}

fn refresh(word: &mut Option<Text>) -> Either<f64, bool> {
    Either::Left(number_of(word, words::REFRESH))
}

fn says(query: Option<Text>) -> Either<Text, v1::VariableQuery> {
    Either::Left(query.unwrap_or_default())
}

/// Sets members that have the same name in both formats.
macro_rules! same {
    ($spec:ident, $made:ident, $($field:ident),*) => {
        $( if let Some(value) = $spec.$field.take() { $made.$field = Some(value.moved()); } )*
    };
}

/// What a value of v2 is in the classic format.
trait Moved<T> {
    fn moved(self) -> T;
}

impl<T> Moved<T> for T {
    fn moved(self) -> T {
        self
    }
}

impl Moved<Option<Self>> for Text {
    fn moved(self) -> Option<Self> {
        Some(self)
    }
}

impl Moved<Vec<v1::Choice>> for Vec<Choice> {
    fn moved(self) -> Vec<v1::Choice> {
        self.into_iter().map(Moved::moved).collect()
    }
}

impl Moved<Chosen> for Either<Text, Vec<Text>> {
    fn moved(self) -> Chosen {
        match self {
            Self::Left(text) => Chosen::One(text),
            Self::Right(texts) => Chosen::Many(texts),
        }
    }
}

/// What v2 has in another shape, the classic format may know.
impl Moved<v1::Choice> for Choice {
    fn moved(self) -> v1::Choice {
        let Self { properties, selected, text, value, rest } = self;
        let made = v1::Choice::read(rest.into_value()).unwrap_or_default();
        let mut made = v1::Choice {
            selected: selected.or(made.selected),
            text: text.map(Moved::moved).or(made.text),
            value: value.map(Moved::moved).or(made.value),
            ..made
        };
        if let Some(properties) = properties {
            made.rest.insert("properties", properties.into_value());
        }
        made
    }
}

fn query(mut spec: QuerySpec, at: Place<'_>, losses: &mut Losses) -> v1::Variable {
    const NAMES: &[&str] = &["definition", "regex", "regexApplyTo", "staticOptions", "staticOptionsOrder"];
    let beside = Reference::alpha(spec.datasource.take(), &mut spec.rest, at, losses);
    let (asked, target) = datasource::query(spec.query.take(), beside, at, losses);
    let mut made = common!("query", spec, &[SAME, NAMES].concat(), at, losses);
    same!(spec, made, all_value, allow_custom_value, current, definition, include_all, multi, options);
    spec.static_options.take_if(|options| options.is_empty());
    same!(spec, made, regex, regex_apply_to, static_options, static_options_order);
    made.datasource = asked.into_classic();
    made.refresh = Some(refresh(&mut spec.refresh));
    made.sort = Some(number_of(&mut spec.sort, words::SORT));
    ask(&mut made, target, at.at("query").at("spec"), losses);
    losses.left(at, spec);
    made
}

/// Sets what a variable asks. Old queries are texts.
fn ask(variable: &mut v1::Variable, mut target: v1::Target, at: Place<'_>, losses: &mut Losses) {
    let odd = target.rest.remove(words::PLAIN_QUERY);
    variable.query = match target.legacy_string_value.take() {
        None if odd.is_none() && target.has_no_members() => Some(Either::Left(Text::default())),
        None if odd.is_none() => recast(target).map(Either::Right),
        text => {
            losses.left(at, target);
            text.map(Either::Left)
        }
    };
    if let Some(odd) = odd {
        variable.rest.insert("query", odd);
    }
}

fn custom(mut spec: Custom, at: Place<'_>, losses: &mut Losses) -> v1::Variable {
    let mut made = common!("custom", spec, &[SAME, &["valuesFormat"]].concat(), at, losses);
    same!(spec, made, all_value, allow_custom_value, current, include_all, multi, options, values_format);
    made.query = Some(says(spec.query.take()));
    losses.left(at, spec);
    made
}

fn datasource(mut spec: DatasourceSpec, at: Place<'_>, losses: &mut Losses) -> v1::Variable {
    let mut made = common!("datasource", spec, &[SAME, &["regex"]].concat(), at, losses);
    same!(spec, made, all_value, allow_custom_value, current, include_all, multi, options, regex);
    made.query = Some(says(spec.plugin_id.take()));
    made.refresh = Some(refresh(&mut spec.refresh));
    losses.left(at, spec);
    made
}

fn interval(mut spec: Interval, at: Place<'_>, losses: &mut Losses) -> v1::Variable {
    const NAMES: &[&str] = &["auto", "auto_count", "auto_min", "current", "options"];
    let mut made = common!("interval", spec, NAMES, at, losses);
    same!(spec, made, auto, auto_count, auto_min, current, options);
    made.query = Some(says(spec.query.take()));
    made.refresh = Some(refresh(&mut spec.refresh));
    losses.left(at, spec);
    made
}

fn text_box(mut spec: TextBox, at: Place<'_>, losses: &mut Losses) -> v1::Variable {
    let mut made = common!("textbox", spec, SAME, at, losses);
    same!(spec, made, current);
    made.query = Some(says(spec.query.take()));
    losses.left(at, spec);
    made
}

fn constant(mut spec: Constant, at: Place<'_>, losses: &mut Losses) -> v1::Variable {
    if let Some(hide) = spec.hide.as_ref().filter(|hide| *hide != HIDDEN) {
        let what = format!("`{hide}` would turn a constant into a text box in the classic format: it is hidden");
        losses.add(at.at("hide"), what);
    }
    let mut made = common!("constant", spec, SAME, at, losses);
    same!(spec, made, current);
    made.hide = Some(Either::Left(2.0));
    made.query = Some(says(spec.query.take()));
    losses.left(at, spec);
    made
}

fn switch(mut spec: Switch, at: Place<'_>, losses: &mut Losses) -> v1::Variable {
    let made = common!("switch", spec, &[], at, losses);
    let on = spec.enabled_value.take().unwrap_or("true".into());
    let off = spec.disabled_value.take().unwrap_or("false".into());
    let current = spec.current.take().unwrap_or_else(|| off.clone());
    losses.left(at, spec);
    let chosen = |value: &Text| v1::Choice::empty().text(Chosen::One(value.clone())).value(Chosen::One(value.clone()));
    let option = |value: &Text| chosen(value).selected(*value == current);
    made.current(chosen(&current)).options([option(&on), option(&off)]).query(Either::Left(Text::default()))
}

/// Takes a datasource that stands beside what is specified; `v2alpha1` has it inside.
macro_rules! beside {
    ($kind:ident, $empty:expr, $at:expr, $losses:expr) => {{
        let (at, losses) = ($at, &mut *$losses);
        losses.field(at.at("labels"), $kind.labels);
        losses.rest(at, &$kind.rest);
        let mut spec = $kind.spec.unwrap_or_else($empty);
        let inside = Reference::alpha(spec.datasource.take(), &mut spec.rest, at.at("spec"), losses);
        let asked = Reference::current($kind.group, $kind.datasource, at, losses);
        (if asked.is_empty() { inside } else { asked }, spec)
    }};
}

fn adhoc(kind: AdhocKind, at: Place<'_>, losses: &mut Losses) -> v1::Variable {
    const NAMES: &[&str] = &["allowCustomValue", "baseFilters", "defaultKeys", "enableGroupBy", "filters"];
    let (asked, mut spec) = beside!(kind, AdhocSpec::empty, at, losses);
    let at = at.at("spec");
    let mut made = common!("adhoc", spec, NAMES, at, losses);
    same!(spec, made, allow_custom_value, enable_group_by);
    made.base_filters = spec.base_filters.take().and_then(recast).or(made.base_filters);
    made.datasource = asked.into_classic();
    made.default_keys = spec.default_keys.take().and_then(recast).or(made.default_keys);
    made.filters = spec.filters.take().and_then(recast).or(made.filters);
    losses.left(at, spec);
    made
}

fn group_by(kind: GroupByKind, at: Place<'_>, losses: &mut Losses) -> v1::Variable {
    let (asked, mut spec) = beside!(kind, GroupBySpec::empty, at, losses);
    let at = at.at("spec");
    let mut made = common!("groupby", spec, &["current", "defaultValue", "multi", "options"], at, losses);
    same!(spec, made, current, multi, options);
    if let Some(default) = spec.default_value.take() {
        let default: v1::Choice = default.moved();
        made.rest.insert("defaultValue", default.into_value());
    }
    made.datasource = asked.into_classic();
    losses.left(at, spec);
    made
}
