//! The variables of a dashboard.

use crate::json::tree::{Object, Tree};

use super::dashboard::list;
use super::text;

/// A variable.
#[derive(Debug)]
pub(crate) struct Variable<'a> {
    /// Its object.
    pub(crate) object: &'a Object<'a>,
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

pub(crate) fn read<'a>(root: &'a Object<'a>, pointer: &str) -> Vec<Variable<'a>> {
    list(root, pointer, "templating").map(|(object, pointer)| variable(object, pointer)).collect()
}

fn variable<'a>(object: &'a Object<'a>, pointer: String) -> Variable<'a> {
    let (query, query_pointer) = match object.get("query") {
        Some(Tree::Object(inner)) => (text(inner, "query"), format!("{pointer}/query/query")),
        Some(Tree::Text(query)) => (&**query, format!("{pointer}/query")),
        _ => ("", pointer.clone()),
    };
    Variable { name: text(object, "name"), kind: text(object, "type"), object, pointer, query, query_pointer }
}
