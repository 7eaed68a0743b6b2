//! What the variables of a dashboard are known to hold.

use std::collections::BTreeSet;

use serde_json::Value;

use super::{Dashboard, Variable, names_in, text};
use crate::grafana::{ALL, variable};
use crate::json::tree::Tree;
use crate::promql::{Choice, Texts};

/// How deep variables may stand in the values of variables.
const DEEPEST: usize = 4;
/// How many texts are tried of a variable with others in its values.
const MOST_NESTED: usize = 64;

/// Returns the texts that a name may be replaced by.
pub(crate) fn texts(dashboard: &Dashboard<'_>, name: &str) -> Texts {
    nested_texts(dashboard, name, DEEPEST)
}

fn nested_texts(dashboard: &Dashboard<'_>, name: &str, depth: usize) -> Texts {
    if let Some(time) = of_time(name) {
        return Texts { choices: vec![Choice(vec![time.to_owned()])], is_complete: true };
    }
    let Some(variable) = dashboard.variable(name) else { return Texts::default() };
    let (choices, is_complete) = match variable.kind {
        "custom" => (custom(variable), true),
        "constant" => (first(&[variable.query], variable), true),
        // What is empty waits for somebody to type.
        "textbox" => (first(&[variable.query], variable), !variable.query.is_empty()),
        "interval" => (variable.query.split(',').map(|it| one(it.trim().trim_matches(['"', '\'']))).collect(), true),
        "switch" => (saved(variable, &["enabledValue", "disabledValue"]), true),
        _ => (saved(variable, &[]), false),
    };
    let mut texts = Texts { choices: Vec::new(), is_complete: is_complete && !choices.is_empty() };
    for choice in choices {
        let filled = filled(dashboard, choice, depth, &mut texts.is_complete);
        texts.choices.extend(filled);
    }
    texts
}

/// Replaces the variables in a text by what they hold, as Grafana does.
fn filled(dashboard: &Dashboard<'_>, choice: Choice, depth: usize, is_complete: &mut bool) -> Vec<Choice> {
    let names = choice.0.iter().flat_map(|text| names_in(text)).map(|(name, _)| name.to_owned());
    let names: BTreeSet<String> = names.filter(|name| dashboard.variable(name).is_some()).collect();
    let mut choices = vec![choice];
    for name in names {
        let inner = match depth.checked_sub(1) {
            Some(depth) => nested_texts(dashboard, &name, depth),
            None => Texts::default(),
        };
        *is_complete &= inner.is_complete && choices.len() * inner.choices.len() <= MOST_NESTED;
        let pairs = choices.iter().flat_map(|choice| inner.choices.iter().map(move |inner| (choice, inner)));
        choices = pairs
            .take(MOST_NESTED)
            .map(|(Choice(outer), Choice(inner))| {
                let texts = outer.iter().flat_map(|text| inner.iter().map(|inner| with(text, &name, inner)));
                Choice(texts.take(MOST_READINGS).collect())
            })
            .collect();
    }
    choices
}

/// How many readings are tried of one text.
const MOST_READINGS: usize = 4;

/// Returns a text with one variable replaced.
fn with(text: &str, name: &str, value: &str) -> String {
    let (mut result, mut copied) = (String::new(), 0);
    for (_, range) in names_in(text).filter(|(found, _)| *found == name) {
        result += &text[copied..range.start];
        result += value;
        copied = range.end;
    }
    result + &text[copied..]
}

/// Returns what Grafana itself puts there.
fn of_time(name: &str) -> Option<&'static str> {
    Some(match name {
        variable::INTERVAL | variable::RATE_INTERVAL => "1m",
        variable::RANGE => "1h",
        "__range_s" => "3600",
        "__interval_ms" | "__rate_interval_ms" | "__range_ms" => "60000",
        variable::FROM | variable::TO => "1700000000000",
        _ => return None,
    })
}

fn one(text: &str) -> Choice {
    Choice(vec![text.to_owned()])
}

/// Returns what a variable holds whose query is its value; the saved value where there is no query.
fn first(query: &[&str], variable: &Variable<'_>) -> Vec<Choice> {
    let saved = || saved(variable, &[]);
    match query {
        [""] if variable.object.get("query").is_none() => saved(),
        query => query.iter().map(|text| one(text)).collect(),
    }
}

/// Returns the values of a list: `a, b, one : 1`, with commas escaped; or JSON.
fn custom(variable: &Variable<'_>) -> Vec<Choice> {
    if let Ok(Value::Array(items)) = serde_json::from_str(variable.query) {
        return items.iter().filter_map(|item| Some(one(item.get("value").unwrap_or(item).as_str()?))).collect();
    }
    let mut choices: Vec<Choice> = split(variable.query).into_iter().map(choice).collect();
    if choices.is_empty() {
        choices = saved(variable, &[]);
    }
    choices.extend(Some(text(variable.object, "allValue")).filter(|all| !all.is_empty()).map(one));
    choices
}

/// Splits at the commas that no backslash escapes.
fn split(list: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut start = 0;
    for (at, _) in list.match_indices(',') {
        if !list[..at].ends_with('\\') {
            parts.push(&list[start..at]);
            start = at + 1;
        }
    }
    parts.push(&list[start..]);
    parts.retain(|part| !part.is_empty());
    parts
}

/// Returns how Grafana reads an item, and how it may have been meant: with nothing behind the colon, with one backslash
/// more than the comma needs.
fn choice(item: &str) -> Choice {
    let value_of = |item: &str| match item.split_once(" : ").filter(|(_, value)| !value.is_empty()) {
        Some((_, value)) => value.trim().to_owned(),
        None => item.trim().to_owned(),
    };
    let meant = match item.trim_end().strip_suffix(':') {
        Some(name) if name.ends_with(' ') => String::new(),
        _ => value_of(&item.replace("\\\\,", ",").replace("\\,", ",")),
    };
    let mut readings = vec![value_of(&item.replace("\\,", ",")), meant];
    readings.dedup();
    Choice(readings)
}

/// Returns the values that were saved with a variable: those of its menu, and the chosen one.
fn saved(variable: &Variable<'_>, members: &[&str]) -> Vec<Choice> {
    let options = variable.object.get("options").and_then(Tree::as_array).into_iter().flatten();
    let current = variable.object.get("current").into_iter();
    let values = current.chain(options).filter_map(|option| option.get("value")).flat_map(|value| match value {
        Tree::List(values) => values.iter().collect(),
        value => vec![value],
    });
    let own = members.iter().filter_map(|member| variable.object.get(member));
    let mut choices: Vec<Choice> =
        own.chain(values).filter_map(Tree::as_str).filter(|it| *it != ALL).map(one).collect();
    choices.extend(Some(text(variable.object, "allValue")).filter(|all| !all.is_empty()).map(one));
    // A menu of thousands says no more than its beginning.
    choices.truncate(MOST_SAVED);
    choices
}

const MOST_SAVED: usize = 20;

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn known(variable: &Value) -> (Vec<Vec<String>>, bool) {
        let dashboard = json!({"panels": [], "templating": {"list": [variable]}});
        let dashboard = Tree::from(dashboard);
        let dashboard = Dashboard::at(&dashboard, "").unwrap();
        let texts = texts(&dashboard, "v");
        (texts.choices.into_iter().map(|choice| choice.0).collect(), texts.is_complete)
    }

    fn custom(query: &str) -> Vec<Vec<String>> {
        known(&json!({"name": "v", "type": "custom", "query": query})).0
    }

    #[test]
    fn lists() {
        assert_eq!(custom("or,unless"), [["or"], ["unless"]]);
        assert_eq!(custom("Above : >, Below : <"), [[">"], ["<"]]);
        assert_eq!(custom("a\\,b, c"), [["a,b"], ["c"]]);
        assert_eq!(custom(r#"[{"text": "Above", "value": ">"}, "<"]"#), [[">"], ["<"]]);
    }

    #[test]
    fn what_was_meant() {
        assert_eq!(custom("None : ,One : 1"), [vec!["None :", ""], vec!["1"]]);
        assert_eq!(custom(r"Few :  ,Many : \\,pod"), [vec![""], vec![r"\,pod", ",pod"]]);
    }

    #[test]
    fn other_kinds() {
        let current = json!({"value": ["$__all", "c"]});
        assert_eq!(known(&json!({"name": "v", "type": "interval", "query": "1m,5m"})).0, [["1m"], ["5m"]]);
        assert_eq!(known(&json!({"name": "v", "type": "constant", "query": "> 5"})), (vec![vec!["> 5".into()]], true));
        assert_eq!(known(&json!({"name": "v", "type": "textbox", "query": ""})), (vec![vec![String::new()]], false));
        assert_eq!(known(&json!({"name": "v", "type": "query", "query": "label_values(x)"})), (vec![], false));
        assert_eq!(known(&json!({"name": "v", "type": "query", "current": current})), (vec![vec!["c".into()]], false));
        assert_eq!(known(&json!({"name": "v", "type": "custom", "query": ""})), (vec![], false));
        assert_eq!(known(&json!({"name": "other", "type": "custom", "query": "a"})), (vec![], false));
    }
}
