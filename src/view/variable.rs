//! The variables of a dashboard.

use serde_json::Value;

use super::dashboard::list;
use super::{Object, text};

/// A variable.
#[derive(Debug)]
pub(crate) struct Variable<'a> {
    /// Its object.
    pub(crate) object: &'a Object,
    /// Its pointer.
    pub(crate) pointer: String,
    /// Its name.
    pub(crate) name: &'a str,
    /// Its type: `query`, `datasource`, ...
    pub(crate) kind: &'a str,
    /// Its query: the text, or the text in the object that newer dashboards have.
    pub(crate) query: &'a str,
    /// The pointer of that text.
    pub(crate) query_pointer: String,
}

pub(crate) fn read<'a>(root: &'a Object, pointer: &str) -> Vec<Variable<'a>> {
    list(root, pointer, "templating").map(|(object, pointer)| variable(object, pointer)).collect()
}

fn variable(object: &Object, pointer: String) -> Variable<'_> {
    let (query, query_pointer) = match object.get("query") {
        Some(Value::Object(inner)) => (text(inner, "query"), format!("{pointer}/query/query")),
        Some(Value::String(query)) => (&**query, format!("{pointer}/query")),
        _ => ("", pointer.clone()),
    };
    Variable { name: text(object, "name"), kind: text(object, "type"), object, pointer, query, query_pointer }
}
