//! Summarizes what a dashboard file contains, and how much of it dashgen has types for.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::Value;

use crate::convert;
use crate::json::tree::{self, Tree};
use crate::json::{Found, Trail, Typed};
use crate::schema::envelope::known::Format;
use crate::schema::envelope::shape::{Around, shape};
use crate::schema::envelope::{Document, DocumentError};
use crate::schema::v1::Panel;
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
    let json = text.strip_prefix('\u{feff}').unwrap_or(text);
    let (mut tree, _) = tree::read(json).map_err(|error| DocumentError::syntax(json, error))?;
    let shape = shape(&tree)?;
    let all = count_of(&tree);
    let mut places = BTreeMap::<String, usize>::new();
    let mut found = |at: &str, value: &Value| *places.entry(at.to_owned()).or_default() += count(value);
    let (format, contents) = match shape.format {
        Format::Classic => {
            let contents = view::contents(&tree, shape.around.pointer());
            panels_unknown(&mut tree, shape.around, &mut found);
            let document = Document::shaped(tree, shape);
            document.unknown(&mut found);
            (document.format(), contents)
        }
        Format::V2 => {
            drop(tree);
            let document = Document::parse(text)?;
            document.unknown(&mut found);
            (document.format(), contents_of_v2(document))
        }
    };
    let typed = all - places.values().sum::<usize>().min(all);
    Ok(Inspection {
        format,
        bytes: text.len(),
        contents: contents.unwrap_or_default(),
        values: Values { all, typed, others: sorted(places) },
    })
}

/// Takes the panels out, where all are objects, and shows every value inside that no type holds: one after the other, so
/// that no more than one is held as a tree and as types at the same time.
fn panels_unknown(tree: &mut Tree<'_>, around: Around, found: Found<'_>) {
    let dashboard =
        around.pointer().split('/').skip(1).try_fold(tree, |tree, name| tree.as_object_mut()?.get_mut(name));
    let Some(dashboard) = dashboard.and_then(Tree::as_object_mut) else { return };
    if dashboard.get("panels").and_then(Tree::as_array).is_some_and(|panels| panels.iter().all(Tree::is_object))
        && let Some(Tree::List(panels)) = dashboard.remove("panels")
    {
        let place = format!("{}/panels", around.pointer()).replace('/', ".");
        let typed = panels.into_iter().filter_map(|panel| Panel::of_tree(&panel));
        Trail::default().inside(&place[1..], |at| at.items(|at| typed.for_each(|panel| panel.unknown(at, found))));
    }
}

fn contents_of_v2(document: Document) -> Option<Contents> {
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
