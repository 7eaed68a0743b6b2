//! JSON results, in the same form for all commands: pretty-printed, `snake_case`, with a `version`.

use serde::Serialize;

use super::console::Console;

/// Prints a whole document, which has a `version`.
pub(super) fn print(document: &impl Serialize, console: &mut Console<'_>) -> anyhow::Result<()> {
    console.data(format!("{}\n", serde_json::to_string_pretty(document)?).as_bytes())
}

/// A JSON document with a `version` and a list whose items are streamed: each is written as soon as it is available.
pub(super) struct Document {
    is_empty: bool,
}

impl Document {
    /// Begins a document with its version and the name of its list.
    pub(super) fn begin(version: u32, list: &str, console: &mut Console<'_>) -> anyhow::Result<Self> {
        console.data(format!("{{\n  \"version\": {version},\n  \"{list}\": [").as_bytes())?;
        Ok(Self { is_empty: true })
    }

    /// Writes an item.
    pub(super) fn item(&mut self, item: &impl Serialize, console: &mut Console<'_>) -> anyhow::Result<()> {
        let comma = if std::mem::take(&mut self.is_empty) { "" } else { "," };
        console.data(format!("{comma}\n    {}", indented(item, "    ")?).as_bytes())
    }

    /// Ends the list, adds one more member, and ends the document.
    pub(super) fn end_with(self, name: &str, member: &impl Serialize, console: &mut Console<'_>) -> anyhow::Result<()> {
        self.end_list(console)?;
        console.data(format!(",\n  \"{name}\": {}\n}}\n", indented(member, "  ")?).as_bytes())
    }

    fn end_list(&self, console: &mut Console<'_>) -> anyhow::Result<()> {
        console.data(if self.is_empty { b"]" } else { b"\n  ]" })
    }
}

/// JSON strings contain no raw line breaks: each one belongs to the layout.
fn indented(item: &impl Serialize, by: &str) -> serde_json::Result<String> {
    Ok(serde_json::to_string_pretty(item)?.replace('\n', &format!("\n{by}")))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn written(items: &[Value], rest: &Value) -> String {
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let mut console = Console::into_buffers(&mut out, &mut err);
        let mut document = Document::begin(1, "items", &mut console).unwrap();
        for item in items {
            document.item(item, &mut console).unwrap();
        }
        document.end_with("rest", rest, &mut console).unwrap();
        drop(console);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn as_if_it_was_written_at_once() {
        let items = [json!({"a": "x\ny", "b": [1, {}]}), json!({}), json!([])];
        let whole = json!({"version": 1, "items": items, "rest": {"c": 2}});
        assert_eq!(written(&items, &json!({"c": 2})), format!("{whole:#}\n"));
        assert_eq!(written(&[], &json!(0)), format!("{:#}\n", json!({"version": 1, "items": [], "rest": 0})));
    }
}
