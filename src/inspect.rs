//! Summarizes what a dashboard file contains, and how much of it dashgen has types for.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::Value;

use crate::convert;
use crate::json::tree::{self, Tree};
use crate::schema::envelope::known::Format;
use crate::schema::envelope::shape::shape;
use crate::schema::envelope::{Document, DocumentError};
use crate::view::{self, Contents};

/// The contents of a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Inspection {
    /// `classic` or `v2`, and its envelope.
    pub format: &'static str,
    /// The size of the file, in bytes.
    pub bytes: usize,
    /// The contents of the dashboard. A v2 dashboard is summarized as the classic dashboard that it converts to.
    #[serde(flatten)]
    pub contents: Contents,
    /// How much of it dashgen has types for.
    pub values: Values,
}

/// The values of a document: strings, numbers, `true`, `false`, `null`, and empty lists and objects.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Values {
    /// The number of all values.
    pub all: usize,
    /// The number of values in typed fields.
    pub typed: usize,
    /// The places of the others, as `panels[].options.text`, and their numbers, in descending order.
    pub others: Vec<(String, usize)>,
}

impl Values {
    /// Returns the percentage of typed values.
    pub fn percent(&self) -> f64 {
        #[expect(clippy::cast_precision_loss, reason = "a share is shown to a digit or two")]
        let share = self.typed as f64 / self.all.max(1) as f64;
        100.0 * share
    }
}

/// Returns the contents of a file.
///
/// # Errors
/// When the text is not valid JSON or not a dashboard.
pub fn inspect(text: &str) -> Result<Inspection, DocumentError> {
    let document = Document::parse(text)?;
    let format = document.format();
    let mut places = BTreeMap::<String, usize>::new();
    document.unknown(&mut |at, value| *places.entry(at.to_owned()).or_default() += count(value));
    // Moved, so that types and tree are not held at the same time.
    let of_v2 = contents_of_v2(document);
    let json = text.strip_prefix('\u{feff}').unwrap_or(text);
    let (tree, _) = tree::read(json).map_err(|error| DocumentError::syntax(json, error))?;
    let shape = shape(&tree)?;
    let contents = match shape.format {
        Format::Classic => view::contents(&tree, shape.around.pointer()),
        Format::V2 => of_v2,
    };
    let all = count_of(&tree);
    let typed = all - places.values().sum::<usize>().min(all);
    Ok(Inspection {
        format,
        bytes: text.len(),
        contents: contents.unwrap_or_default(),
        values: Values { all, typed, others: sorted(places) },
    })
}

fn contents_of_v2(document: Document) -> Option<Contents> {
    if document.classic().is_some() {
        return None;
    }
    let classic = Tree::from(convert::document_as_classic(document));
    view::contents(&classic, "").map(|contents| Contents { schema_version: None, ..contents })
}

fn sorted(places: BTreeMap<String, usize>) -> Vec<(String, usize)> {
    let mut places: Vec<_> = places.into_iter().collect();
    places.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    places
}

/// Returns how many values there are.
fn count(value: &Value) -> usize {
    match value {
        Value::Array(items) if !items.is_empty() => items.iter().map(count).sum(),
        Value::Object(members) if !members.is_empty() => members.values().map(count).sum(),
        _ => 1,
    }
}

fn count_of(tree: &Tree<'_>) -> usize {
    match tree {
        Tree::List(items) if !items.is_empty() => items.iter().map(count_of).sum(),
        Tree::Object(members) if !members.is_empty() => members.values().map(count_of).sum(),
        _ => 1,
    }
}
