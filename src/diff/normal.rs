//! The form in which dashboards are compared.
//!
//! It is what a dashboard [means](crate::canonical::meaning), and what stays of that when the numbers and versions of
//! servers and editors are left out. Panels of folded rows follow their row, like those of open ones.

use serde_json::{Map, Value, json};

use crate::canonical;
use crate::convert;
use crate::json;
use crate::migrate;
use crate::schema::envelope::known::Format;
use crate::schema::envelope::shape::shape;
use crate::schema::envelope::{Content, Document, DocumentError};

/// A dashboard in the compared form.
#[derive(Debug, Clone)]
pub(super) struct Normal {
    /// The dashboard.
    pub(super) root: Map<String, Value>,
    /// The ids of its panels, in their order.
    pub(super) ids: Vec<Option<u64>>,
    /// What stands around the dashboard in the file, or nothing where pointers lead nowhere in it.
    around: Option<&'static str>,
    /// Where its panels stand, below that.
    panel_at: Vec<String>,
    /// How many annotations were put before those of the file.
    annotations_before: usize,
    schema: Option<u64>,
    /// The layout of a dashboard of version 2, as it stands there.
    pub(super) layout: Option<Value>,
    /// Whether it has rows from before Grafana 5.
    has_rows: bool,
}

/// The oldest schema version from which nothing is migrated that is compared here.
const SETTLED_SCHEMA: u64 = 39;

/// Returns both dashboards as Grafana shows them today, if one of them is older than the other; each is given with its
/// text.
pub(super) fn on_one_schema([(a, old), (b, new)]: [(&Normal, &str); 2]) -> Option<[Normal; 2]> {
    let is_settled = |it: &Normal| it.schema.is_some_and(|schema| schema >= SETTLED_SCHEMA);
    let is_same = a.schema == b.schema || (is_settled(a) && is_settled(b));
    if is_same && !a.has_rows && !b.has_rows {
        return None;
    }
    Some([migrated(a, old)?, migrated(b, new)?])
}

/// Returns a dashboard as Grafana shows it today.
pub(super) fn migrated(normal: &Normal, text: &str) -> Option<Normal> {
    let mut document = Document::parse(text).ok()?;
    if let Some(Content::Classic(inner)) = document.content_mut() {
        drop(migrate::migrate(inner));
    }
    let (text, around) = match document.classic() {
        Some(_) => (json::text(&document), normal.around.filter(|_| !normal.has_rows)),
        None => (convert::document_as_classic(document).to_string(), None),
    };
    Some(Normal { around, ..Normal::read(&text).ok()? })
}

impl Normal {
    /// Reads the text of a file.
    pub(super) fn read(text: &str) -> Result<Self, DocumentError> {
        let file = serde_json::from_str::<Value>(text).map_err(|error| DocumentError::syntax(text, error))?;
        let found = shape(&file)?;
        let around = found.around.pointer();
        if found.format == Format::V2 {
            let classic = convert::document_as_classic(Document::parse(text)?).to_string();
            let layout = file.pointer(&format!("{around}/layout")).cloned();
            return Ok(Self { around: None, layout, ..Self::read(&classic)? });
        }
        let annotations =
            |root: &Value| root.pointer("/annotations/list").and_then(Value::as_array).map_or(0, Vec::len);
        let in_file = file.pointer(around).map_or(0, annotations);
        let schema = file.pointer(around).and_then(|it| it.get("schemaVersion")?.as_u64());
        let meant = canonical::meaning(text)?;
        let annotations_before = annotations(&meant).saturating_sub(in_file);
        let Value::Object(root) = meant else { return Err(DocumentError::NoObject { found: "no object" }) };
        let has_rows = root.get("rows").and_then(Value::as_array).is_some_and(|rows| !rows.is_empty());
        let mut normal = Self {
            root,
            ids: Vec::new(),
            around: Some(around),
            panel_at: Vec::new(),
            annotations_before,
            schema,
            has_rows,
            layout: None,
        };
        normal.settle();
        Ok(normal)
    }

    /// Returns a member of the dashboard that is a text.
    pub(super) fn text(&self, name: &str) -> &str {
        self.root.get(name).and_then(Value::as_str).unwrap_or_default()
    }

    /// Returns its panels and rows.
    pub(super) fn panels(&self) -> &[Value] {
        self.root.get("panels").and_then(Value::as_array).map_or(&[], Vec::as_slice)
    }

    /// Returns the pointer in the file of what a pointer in this form leads to.
    pub(super) fn in_file(&self, pointer: &str) -> Option<String> {
        let around = self.around?;
        let item = |list: &str| {
            let rest = pointer.strip_prefix(list)?;
            let (index, rest) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
            Some((index.parse::<usize>().ok()?, rest))
        };
        if let Some((index, rest)) = item("/panels/") {
            return Some(format!("{around}{}{rest}", self.panel_at.get(index)?));
        }
        if let Some((index, rest)) = item("/annotations/list/") {
            let index = index.checked_sub(self.annotations_before)?;
            return Some(format!("{around}/annotations/list/{index}{rest}"));
        }
        Some(format!("{around}{pointer}"))
    }

    fn settle(&mut self) {
        for name in ["id", "version", "iteration", "schemaVersion", "gnetId", "revision"] {
            self.root.remove(name);
        }
        let panels = self.root.remove("panels");
        let Some(Value::Array(panels)) = panels else { return };
        let mut flat = Vec::with_capacity(panels.len());
        for (index, mut panel) in panels.into_iter().enumerate() {
            let inner = panel.as_object_mut().and_then(|panel| panel.remove("panels"));
            let at = format!("/panels/{index}");
            self.take(panel, at.clone(), &mut flat);
            if let Some(Value::Array(inner)) = inner {
                for (index, panel) in inner.into_iter().enumerate() {
                    self.take(panel, format!("{at}/panels/{index}"), &mut flat);
                }
            }
        }
        self.root.insert("panels".to_owned(), Value::Array(flat));
        without_empty_lists(&mut self.root);
    }

    fn take(&mut self, mut panel: Value, at: String, flat: &mut Vec<Value>) {
        let id = panel.as_object_mut().and_then(|panel| {
            panel.remove("pluginVersion");
            panel.remove("id")?.as_u64()
        });
        self.ids.push(id);
        self.panel_at.push(at);
        flat.push(panel);
    }
}

/// Leaves out lists in which nothing is: to have none is the same.
pub(super) fn without_empty_lists(object: &mut Map<String, Value>) {
    object.retain(|_, value| *value != json!([]));
    for value in object.values_mut() {
        in_value(value);
    }
}

fn in_value(value: &mut Value) {
    match value {
        Value::Object(object) => without_empty_lists(object),
        Value::Array(items) => items.iter_mut().for_each(in_value),
        _ => {}
    }
}
