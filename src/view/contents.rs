//! What a classic dashboard contains.

use std::collections::{BTreeMap, BTreeSet};

use crate::json::tree::Tree;
use serde::Serialize;

use super::{Dashboard, Verdict, queries, text};
use crate::promql::ast::ExprKind;

/// What a dashboard contains.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Contents {
    /// Its title; empty if it has none.
    pub title: String,
    /// Its uid; empty where it has none.
    pub uid: String,
    /// The version of the classic format that it says it has.
    pub schema_version: Option<u64>,
    /// How many panels there are of each kind, rows left out.
    pub panels: BTreeMap<String, usize>,
    /// How many rows there are.
    pub rows: usize,
    /// The queries of panels, annotations and variables.
    pub queries: Queries,
    /// The metrics that PromQL queries name.
    pub metrics: BTreeSet<String>,
    /// Its variables: names and kinds.
    pub variables: Vec<Named>,
    /// The datasources that it names: uids, names and variables, with the plugin where it is known.
    pub datasources: BTreeSet<Named>,
    /// Its annotations: names.
    pub annotations: Vec<String>,
}

/// The queries of a dashboard.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Queries {
    /// Those in PromQL that were read.
    pub promql: usize,
    /// Those that should be PromQL, but do not parse.
    pub broken: usize,
    /// Others, by what is known of them: another language, or why nobody knows which.
    pub others: BTreeMap<String, usize>,
}

impl Queries {
    /// Returns how many there are.
    pub fn count(&self) -> usize {
        self.promql + self.broken + self.others.values().sum::<usize>()
    }
}

/// Something with a name, and what kind of it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Named {
    /// The name.
    pub name: String,
    /// The kind: of a variable its type, of a datasource its plugin; empty where it is not said.
    pub kind: String,
}

/// Returns what the classic dashboard at a place of a file contains; nothing where there is none.
pub(crate) fn contents(file: &Tree<'_>, pointer: &'static str) -> Option<Contents> {
    let dashboard = Dashboard::at(file, pointer)?;
    let (rows, panels): (Vec<_>, Vec<_>) = dashboard.panels.iter().partition(|panel| panel.is_row());
    let old_rows = dashboard.root.get("rows").and_then(Tree::as_array).map_or(0, <[_]>::len);
    let mut kinds = BTreeMap::<String, usize>::new();
    for panel in panels {
        let kind = if panel.is_library() && panel.kind.is_empty() { "library panel" } else { panel.kind };
        *kinds.entry(kind.to_owned()).or_default() += 1;
    }
    let mut contents = Contents {
        title: dashboard.title.to_owned(),
        uid: dashboard.uid.to_owned(),
        schema_version: dashboard.root.get("schemaVersion").and_then(version),
        panels: kinds,
        rows: rows.len() + old_rows,
        variables: dashboard.variables.iter().map(|it| named(it.name, it.kind)).collect(),
        annotations: dashboard
            .annotations
            .iter()
            .filter_map(|(it, _)| Some(it.get("name")?.as_str()?.to_owned()))
            .collect(),
        ..Contents::default()
    };
    let mut references = BTreeSet::new();
    datasources(file, &mut references);
    contents.datasources.extend(references.into_iter().map(|(name, kind)| named(name, kind)));
    for query in queries(&dashboard, None) {
        if let Some(why) = query.not_checked() {
            *contents.queries.others.entry(why.to_owned()).or_default() += 1;
        }
        match query.verdict {
            Verdict::Read(expr) | Verdict::Pasted(expr) => {
                contents.queries.promql += 1;
                let names = expr.nodes().filter_map(|node| match &node.kind {
                    ExprKind::Selector(selector) => selector.name.as_ref(),
                    _ => None,
                });
                contents.metrics.extend(names.map(|name| name.text.to_string()));
            }
            Verdict::Broken(_) => contents.queries.broken += 1,
            Verdict::NotChecked(_) | Verdict::Open => {}
        }
    }
    Some(contents)
}

fn version(value: &Tree<'_>) -> Option<u64> {
    value.as_u64().or_else(|| value.as_str()?.parse().ok())
}

fn named(name: &str, kind: &str) -> Named {
    Named { name: name.to_owned(), kind: kind.to_owned() }
}

/// Collects what stands under `datasource`, at any depth: names, each with its plugin.
fn datasources<'a>(value: &'a Tree<'_>, found: &mut BTreeSet<(&'a str, &'a str)>) {
    match value {
        Tree::List(items) => items.iter().for_each(|item| datasources(item, found)),
        Tree::Object(members) => {
            match members.get("datasource") {
                Some(Tree::Text(name)) => drop(found.insert((name, ""))),
                Some(Tree::Object(reference)) => drop(found.insert((text(reference, "uid"), text(reference, "type")))),
                _ => {}
            }
            members.values().for_each(|member| datasources(member, found));
        }
        _ => {}
    }
}
