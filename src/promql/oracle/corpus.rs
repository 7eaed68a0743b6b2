//! The queries of dashboards: of the corpus, and our own.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde_json::Value;

/// The queries of other people's dashboards that go to Prometheus, each once; none without a corpus.
pub(super) fn corpus() -> Option<BTreeSet<String>> {
    let texts = crate::json::corpus::others()?;
    Some(queries_in(texts.iter().map(|(_, text)| text.as_str())))
}

/// The queries of the dashboards of this repository: those that it ships, and those of its tests.
pub(super) fn own() -> BTreeSet<String> {
    let texts = crate::json::corpus::own();
    suite().into_iter().chain(queries_in(texts.iter().map(|(_, text)| text.as_str()))).collect()
}

/// The queries of the dashboards that this crate ships.
pub(super) fn suite() -> BTreeSet<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("dashboards");
    let files = folder.read_dir().expect("the folder is there");
    let texts: Vec<_> = files.map(|entry| std::fs::read_to_string(entry.unwrap().path()).unwrap()).collect();
    queries_in(texts.iter().map(String::as_str))
}

fn queries_in<'a>(texts: impl Iterator<Item = &'a str>) -> BTreeSet<String> {
    let mut queries = BTreeSet::new();
    for dashboard in texts.filter_map(|text| serde_json::from_str::<Value>(text).ok()) {
        let types = input_types(&dashboard);
        collect(&dashboard, None, &types, &mut queries);
    }
    queries
}

/// The datasource types that the dashboard's inputs and variables name, by their placeholder.
fn input_types(dashboard: &Value) -> BTreeMap<String, String> {
    let mut types = BTreeMap::new();
    for input in dashboard["__inputs"].as_array().into_iter().flatten() {
        if let (Some(name), Some(kind)) = (input["name"].as_str(), input["pluginId"].as_str()) {
            types.insert(name.to_owned(), kind.to_owned());
        }
    }
    for variable in dashboard["templating"]["list"].as_array().into_iter().flatten() {
        if let ("datasource", Some(name), Some(kind)) =
            (variable["type"].as_str().unwrap_or(""), variable["name"].as_str(), variable["query"].as_str())
        {
            types.insert(name.to_owned(), kind.to_owned());
        }
    }
    types
}

/// Returns the type of a panel's or target's datasource, when it can be told.
fn datasource_type(value: &Value, types: &BTreeMap<String, String>) -> Option<String> {
    if let Some(kind) = value["type"].as_str() {
        return Some(kind.to_owned());
    }
    let name = value.as_str().or(value["uid"].as_str())?;
    let name = name.trim_matches(['$', '{', '}', '[', ']']);
    types.get(name).cloned().or_else(|| name.to_ascii_lowercase().contains("loki").then(|| "loki".to_owned()))
}

fn collect(value: &Value, inherited: Option<&str>, types: &BTreeMap<String, String>, queries: &mut BTreeSet<String>) {
    let own = value.get("datasource").and_then(|source| datasource_type(source, types));
    let kind = own.as_deref().filter(|kind| *kind != "datasource" && *kind != "mixed").or(inherited);
    for target in value["targets"].as_array().into_iter().flatten() {
        let own = target.get("datasource").and_then(|source| datasource_type(source, types));
        let is_prometheus = own.as_deref().or(kind).is_none_or(|kind| kind == "prometheus");
        let expr = target["expr"].as_str().map(str::trim).filter(|expr| !expr.is_empty());
        if let (true, Some(expr)) = (is_prometheus, expr) {
            queries.insert(expr.to_owned());
        }
    }
    match value {
        Value::Object(fields) => fields.values().for_each(|field| collect(field, kind, types, queries)),
        Value::Array(items) => items.iter().for_each(|item| collect(item, kind, types, queries)),
        _ => {}
    }
}
