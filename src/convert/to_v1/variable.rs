//! Variables.

use serde_json::{Value, json};

use super::super::datasource::{Reference, take_query};
use super::super::loss::Losses;
use super::super::parts::{Made, Parts};
use super::super::words::{self, PLAIN_QUERY};

/// The word for a variable of which nothing is shown.
const HIDDEN: &str = "hideVariable";

/// Takes the variables of a dashboard.
pub(super) fn all(spec: &mut Parts, losses: &mut Losses) -> Vec<Value> {
    let variables = spec.objects("variables").unwrap_or_default();
    variables.into_iter().filter_map(|variable| one(variable, losses)).collect()
}

fn one(mut variable: Parts, losses: &mut Losses) -> Option<Value> {
    let kind = variable.text("kind").unwrap_or_default();
    let mut spec = variable.object("spec").unwrap_or_else(|| Parts::empty(variable.place("spec")));
    let hide = spec.get("hide").and_then(Value::as_str).map(str::to_owned);
    let common = common(&mut spec);
    let made = match kind.as_str() {
        "QueryVariable" => query(&mut spec, common, losses),
        "CustomVariable" => plain(&mut spec, common, "custom", &["valuesFormat"]),
        "DatasourceVariable" => datasource(&mut spec, common),
        "IntervalVariable" => interval(&mut spec, common),
        "TextVariable" => plain(&mut spec, common, "textbox", &[]),
        "ConstantVariable" => {
            if let Some(hide) = hide.filter(|hide| hide != HIDDEN) {
                let what = format!("`{hide}` would make a text box of a constant in the classic format: it is hidden");
                losses.add(spec.place("hide"), what);
            }
            plain(&mut spec, common, "constant", &[]).set("hide", 2)
        }
        "SwitchVariable" => switch(&mut spec, common),
        "AdhocVariable" => grouped(&mut variable, &mut spec, common, "adhoc", losses),
        "GroupByVariable" => grouped(&mut variable, &mut spec, common, "groupby", losses),
        other => {
            losses.add(variable.here(), format!("the classic format has no variables of the kind `{other}`"));
            return None;
        }
    };
    spec.end(losses);
    variable.end(losses);
    Some(made.into())
}

fn common(spec: &mut Parts) -> Made {
    Made::new()
        .maybe("description", spec.filled("description"))
        .set("hide", number(spec, "hide", words::HIDE))
        .maybe("label", spec.filled("label"))
        .set("name", spec.text("name").unwrap_or_default())
        .set("skipUrlSync", spec.flag("skipUrlSync").unwrap_or_default())
}

/// Takes a word for which the classic format has a number. An unknown one stays, and so is lost with a word about it.
fn number(spec: &mut Parts, name: &str, words: &[&str]) -> usize {
    let known = spec.get(name).and_then(Value::as_str).and_then(|word| words::number(words, word));
    if known.is_some() {
        spec.forget(&[name]);
    }
    known.unwrap_or_default()
}

/// Members that have the same name and shape in both formats.
const SAME: &[&str] = &["allValue", "allowCustomValue", "current", "includeAll", "multi", "options"];

fn same(spec: &mut Parts, made: Made, names: &[&str]) -> Made {
    names.iter().fold(made, |made, name| made.maybe(name, spec.value(name)))
}

fn query(spec: &mut Parts, common: Made, losses: &mut Losses) -> Made {
    let (asked, asking) = take_query(spec, losses);
    let made = same(spec, common, SAME)
        .maybe("datasource", asked.classic())
        .set("query", asked_for(asking, losses))
        .set("refresh", number(spec, "refresh", words::REFRESH))
        .set("sort", number(spec, "sort", words::SORT))
        .set("type", "query");
    let made = made.maybe("staticOptions", spec.value("staticOptions").filter(|it| *it != json!([])));
    same(spec, made, &["definition", "regex", "regexApplyTo", "staticOptionsOrder"])
}

/// Old queries are texts.
fn asked_for(mut query: Parts, losses: &mut Losses) -> Value {
    if let Some(text) = query.any(PLAIN_QUERY) {
        query.end(losses);
        return text;
    }
    let query = query.all();
    if query.is_empty() { json!("") } else { query.into() }
}

fn plain(spec: &mut Parts, common: Made, kind: &str, more: &[&str]) -> Made {
    let made = same(spec, common, SAME).set("query", spec.text("query").unwrap_or_default()).set("type", kind);
    same(spec, made, more)
}

fn datasource(spec: &mut Parts, common: Made) -> Made {
    let made = same(spec, common, SAME)
        .set("query", spec.text("pluginId").unwrap_or_default())
        .set("refresh", number(spec, "refresh", words::REFRESH))
        .set("type", "datasource");
    same(spec, made, &["regex"])
}

fn interval(spec: &mut Parts, common: Made) -> Made {
    let made = same(spec, common, &["auto", "auto_count", "auto_min", "current", "options"]);
    made.set("query", spec.text("query").unwrap_or_default())
        .set("refresh", number(spec, "refresh", words::REFRESH))
        .set("type", "interval")
}

fn switch(spec: &mut Parts, common: Made) -> Made {
    let on = spec.text("enabledValue").unwrap_or_else(|| "true".to_owned());
    let off = spec.text("disabledValue").unwrap_or_else(|| "false".to_owned());
    let current = spec.text("current").unwrap_or_else(|| off.clone());
    let option = |value: &str| json!({ "selected": value == current, "text": value, "value": value });
    common
        .set("current", json!({ "text": current, "value": current }))
        .set("options", json!([option(&on), option(&off)]))
        .set("query", "")
        .set("type", "switch")
}

/// Ad hoc filters and groupings, whose datasource stands beside what is specified.
fn grouped(variable: &mut Parts, spec: &mut Parts, common: Made, kind: &str, losses: &mut Losses) -> Made {
    let old = Reference::take(spec, losses);
    let asked = Reference::take_name(variable, losses);
    let asked = if asked.is_empty() { old } else { asked };
    let names: &[&str] = match kind {
        "adhoc" => &["allowCustomValue", "baseFilters", "defaultKeys", "enableGroupBy", "filters"],
        _ => &["current", "defaultValue", "multi", "options"],
    };
    same(spec, common, names).maybe("datasource", asked.classic()).set("type", kind)
}
