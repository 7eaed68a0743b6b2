//! Variables.

use serde_json::{Value, json};

use super::super::datasource::Reference;
use super::super::loss::Losses;
use super::super::parts::{Made, Parts, kinded};
use super::super::words::{self, PLAIN_QUERY};
use crate::json::{Either, Json, Typed};
use crate::vocabulary::Text;

/// Takes the variables of a dashboard.
pub(super) fn all(dashboard: &mut Parts, losses: &mut Losses) -> Vec<Value> {
    let Some(mut templating) = dashboard.object("templating") else { return Vec::new() };
    let list = templating.objects("list").unwrap_or_default();
    let made = list.into_iter().filter_map(|variable| one(variable, losses)).collect();
    templating.forget(&["enable"]);
    templating.end(losses);
    made
}

fn one(mut variable: Parts, losses: &mut Losses) -> Option<Value> {
    let kind = variable.filled("type").unwrap_or_else(|| "query".to_owned());
    let common = common(&mut variable);
    let made = match kind.as_str() {
        "query" => kinded("QueryVariable", query(&mut variable, common, losses)),
        "custom" => kinded("CustomVariable", custom(&mut variable, common, losses)),
        "datasource" => kinded("DatasourceVariable", datasource(&mut variable, common, losses)),
        "interval" => kinded("IntervalVariable", interval(&mut variable, common, losses)),
        "textbox" => kinded("TextVariable", plain(&mut variable, common, losses)),
        "constant" => kinded("ConstantVariable", plain(&mut variable, common, losses)),
        "switch" => kinded("SwitchVariable", switch(&mut variable, common)),
        "adhoc" => adhoc(&mut variable, common, losses),
        "groupby" => group_by(&mut variable, common, losses),
        other => {
            losses.add(variable.here(), format!("v2 has no variables of the kind `{other}`"));
            return None;
        }
    };
    // What Grafana 5 had, and members of other kinds that every variable was written with.
    variable.forget_empty(&[
        "tagValuesQuery",
        "tags",
        "tagsQuery",
        "useTags",
        "multi",
        "includeAll",
        "sort",
        "refresh",
    ]);
    variable.forget_empty(&["regex", "error", "definition", "query", "options", "allValue", "auto", "auto_count"]);
    variable.forget_empty(&["auto_min", "allFormat", "multiFormat", "refresh_on_load"]);
    variable.end(losses);
    Some(made.into())
}

fn common(variable: &mut Parts) -> Made {
    let hide = number_or_word(variable, "hide", words::HIDE);
    Made::new()
        .maybe("description", variable.filled("description"))
        .set("hide", hide)
        .maybe("label", variable.filled("label"))
        .set("name", variable.text("name").unwrap_or_default())
        .set("skipUrlSync", variable.flag("skipUrlSync").unwrap_or_default())
}

/// Takes what the classic format has as a number, and old dashboards as a switch.
fn number_or_word(variable: &mut Parts, name: &str, words: &'static [&str]) -> &'static str {
    variable.forget_empty(&[name]);
    if variable.get(name) == Some(&json!(true)) {
        variable.put(name, json!(1));
    }
    let number = variable.get(name).and_then(Value::as_f64).and_then(super::super::parts::whole);
    let named = variable.get(name).and_then(Value::as_str).and_then(|word| words::number(words, word));
    let index = number.or_else(|| i64::try_from(named?).ok());
    match index.and_then(|index| words::word(words, index)) {
        Some(word) => {
            variable.forget(&[name]);
            word
        }
        // Another value stays, and so is lost with a word about it.
        None => words[0],
    }
}

/// What can be chosen, and what is.
fn chosen(variable: &mut Parts, losses: &mut Losses) -> Made {
    let current = variable.object("current").map_or_else(nothing, |it| choice(it, losses).into());
    Made::new().set("current", current)
}

fn nothing() -> Value {
    json!({ "text": "", "value": "" })
}

fn choice(mut choice: Parts, losses: &mut Losses) -> Made {
    type Words = Either<Text, Vec<Text>>;
    let mut words = |name: &str| choice.take::<Words>(name).map_or_else(|| json!(""), Typed::into_value);
    let made = Made::new().set("text", words("text")).set("value", words("value"));
    let made = made.maybe("selected", choice.flag("selected")).maybe("properties", choice.value("properties"));
    choice.forget_empty(&["isNone", "tags"]);
    choice.end(losses);
    made
}

fn options(variable: &mut Parts, name: &str, losses: &mut Losses) -> Option<Vec<Value>> {
    let options = variable.objects(name)?;
    Some(options.into_iter().map(|option| choice(option, losses).into()).collect())
}

/// What variables have whose values are a list.
fn listed(variable: &mut Parts, losses: &mut Losses) -> Made {
    let made = chosen(variable, losses)
        .maybe("allValue", variable.filled("allValue"))
        .set("allowCustomValue", variable.flag("allowCustomValue").unwrap_or(true))
        .set("includeAll", variable.flag("includeAll").unwrap_or_default())
        .set("multi", variable.flag("multi").unwrap_or_default());
    made.set("options", options(variable, "options", losses).unwrap_or_default())
}

fn query(variable: &mut Parts, common: Made, losses: &mut Losses) -> Made {
    let asked = Reference::take(variable, losses);
    let spec = match variable.value("query") {
        Some(Value::String(text)) if text.is_empty() => json!({}),
        Some(Value::String(text)) => json!({ PLAIN_QUERY: text }),
        Some(Value::Object(query)) => query.into(),
        Some(other) => {
            variable.put("query", other);
            json!({})
        }
        None => json!({}),
    };
    let order = variable.filled("staticOptionsOrder");
    let statics = options(variable, "staticOptions", losses).filter(|it| !it.is_empty());
    let made = common.with(listed(variable, losses));
    made.maybe("definition", variable.text("definition"))
        .set("query", asked.query(spec))
        .set("refresh", number_or_word(variable, "refresh", words::REFRESH))
        .set("regex", variable.text("regex").unwrap_or_default())
        .maybe("regexApplyTo", variable.filled("regexApplyTo"))
        .set("sort", number_or_word(variable, "sort", words::SORT))
        .maybe("staticOptions", statics)
        .maybe("staticOptionsOrder", order)
}

fn custom(variable: &mut Parts, common: Made, losses: &mut Losses) -> Made {
    let made = common.with(listed(variable, losses));
    made.set("query", variable.text("query").unwrap_or_default()).maybe("valuesFormat", variable.filled("valuesFormat"))
}

fn datasource(variable: &mut Parts, common: Made, losses: &mut Losses) -> Made {
    let made = common.with(listed(variable, losses));
    made.set("pluginId", variable.text("query").unwrap_or_default())
        .set("refresh", number_or_word(variable, "refresh", words::REFRESH))
        .set("regex", variable.text("regex").unwrap_or_default())
}

fn interval(variable: &mut Parts, common: Made, losses: &mut Losses) -> Made {
    let made = common.with(chosen(variable, losses));
    let options = options(variable, "options", losses).unwrap_or_default();
    let values = options.iter().filter_map(|option| option["value"].as_str()).filter(|value| !value.is_empty());
    let query = variable.filled("query").unwrap_or_else(|| values.collect::<Vec<_>>().join(","));
    variable.forget(&["refresh"]);
    made.set("auto", variable.flag("auto").unwrap_or_default())
        .set("auto_count", variable.number("auto_count").unwrap_or_default())
        .set("auto_min", variable.text("auto_min").unwrap_or_default())
        .set("options", options)
        .set("query", query)
        .set("refresh", words::REFRESH[2])
}

/// Text boxes and constants: their only option is what their query says.
fn plain(variable: &mut Parts, common: Made, losses: &mut Losses) -> Made {
    let query = variable.text("query").unwrap_or_default();
    let current = match variable.object("current") {
        Some(current) => choice(current, losses).into(),
        None => json!({ "text": query, "value": query }),
    };
    let says = |option: &Value| option["value"] == query.as_str() || option["value"] == current["value"];
    if variable.get("options").and_then(Value::as_array).is_some_and(|options| options.iter().all(says)) {
        variable.forget(&["options"]);
    }
    common.set("current", current).set("query", query)
}

fn switch(variable: &mut Parts, common: Made) -> Made {
    let said = |option: Option<&Value>| {
        let text = |name| option?.get(name)?.as_str().filter(|text| !text.is_empty()).map(str::to_owned);
        text("value").or_else(|| text("text"))
    };
    let options = variable.value("options").unwrap_or_default();
    let on = said(options.get(0)).unwrap_or_else(|| "true".to_owned());
    let off = said(options.get(1)).unwrap_or_else(|| "false".to_owned());
    let current = said(variable.value("current").as_ref()).unwrap_or_else(|| off.clone());
    common.set("current", current).set("disabledValue", off).set("enabledValue", on)
}

fn adhoc(variable: &mut Parts, common: Made, losses: &mut Losses) -> Made {
    let asked = Reference::take(variable, losses);
    let mut filters = |name| variable.take::<Vec<Json>>(name).unwrap_or_default().into_value();
    let made = common.set("baseFilters", filters("baseFilters")).set("filters", filters("filters"));
    let keys = filters("defaultKeys");
    let made = made
        .set("allowCustomValue", variable.flag("allowCustomValue").unwrap_or(true))
        .set("defaultKeys", keys)
        .maybe("enableGroupBy", variable.flag("enableGroupBy"));
    asked.name(kinded("AdhocVariable", made))
}

fn group_by(variable: &mut Parts, common: Made, losses: &mut Losses) -> Made {
    let asked = Reference::take(variable, losses);
    let made = common.with(chosen(variable, losses));
    let default = variable.object("defaultValue").map(|it| Value::from(choice(it, losses)));
    let made = made
        .maybe("defaultValue", default)
        .set("multi", variable.flag("multi").unwrap_or(true))
        .set("options", options(variable, "options", losses).unwrap_or_default());
    asked.name(kinded("GroupByVariable", made))
}
