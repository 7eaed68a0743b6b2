//! Text that is not valid JSON.

use crate::lint::context::Context;
use crate::lint::finding::{Excerpt, Finding, Place};
use crate::lint::{Check, Group, Input, Lint, Severity};
use crate::view::text::Unreadable;

pub(in crate::lint) const LINT: Lint = Lint {
    name: "invalid-json",
    group: Group::Correctness,
    severity: Severity::Error,
    docs: "
Flags a file that is not valid JSON: an empty file, a byte order mark, a trailing comma, a comment, a truncated file,
YAML.
# Why
Grafana does not load the file. With file provisioning, the only sign is a line in its log.
# Example
`{\"title\": \"API\",}` has a comma too many.
",
    check: Check::Elsewhere,
};

/// How much of a long line is shown around the error.
const AROUND: usize = 60;

pub(in crate::lint) fn finding(input: Input<'_>, error: Unreadable, context: &Context<'_>) -> Option<Finding> {
    let place = Place { file: input.name.to_owned(), position: Some(error.position), ..Place::default() };
    let excerpt = excerpt(input.text, error.byte);
    context.selection.contains(&LINT).then_some(Finding {
        lint: LINT.name,
        severity: LINT.severity,
        message: error.message,
        place,
        hint: error.hint,
        excerpt,
    })
}

/// Returns the line that contains the byte, shortened around it.
fn excerpt(text: &str, byte: usize) -> Option<Excerpt> {
    let line_start = text[..byte].rfind('\n').map_or(0, |at| at + 1);
    let line = text[line_start..].lines().next().unwrap_or_default();
    let at = byte - line_start;
    let from = (0..=at.saturating_sub(AROUND).min(line.len())).rev().find(|from| line.is_char_boundary(*from))?;
    let to = ((at + AROUND).min(line.len())..=line.len()).find(|to| line.is_char_boundary(*to))?;
    let shown = &line[from..to];
    (!shown.trim().is_empty()).then(|| Excerpt::new(shown, at - from..at - from + 1))
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use crate::lint::testing::findings_in_text;

    #[test]
    fn a_comma_too_many() {
        assert_snapshot!(findings_in_text("{\n  \"title\": \"ä\",\n  \"panels\": [1, 2,]\n}"), @r#"
        test.json:3:19: error[invalid-json]: trailing comma
         |
         |   "panels": [1, 2,]
         |                   ^
          hint: JSON does not allow a comma after the last member
        "#);
    }

    #[test]
    fn a_file_that_was_cut_off() {
        assert_snapshot!(findings_in_text("{\"title\": \"x\", \"panels\": ["), @r#"
        test.json:1:26: error[invalid-json]: EOF while parsing a list
         |
         | {"title": "x", "panels": [
         |                          ^
          hint: the file ends too early: was it cut off?
        "#);
    }

    #[test]
    fn a_dashboard_in_yaml() {
        let resource = "apiVersion: dashboard.grafana.app/v1\nkind: Dashboard\nspec:\n  title: API\n  panels: []\n";
        assert_snapshot!(findings_in_text(resource), @r"
        test.json:2:1: error[invalid-json]: this is YAML with a dashboard, but only JSON is supported
         |
         | kind: Dashboard
         | ^
          hint: convert it to JSON: `yq -o json FILE > dashboard.json`
        ");
        let map = "kind: ConfigMap\ndata:\n  api.json: |\n    {\"title\": \"API\", \"panels\": []}\n";
        assert_snapshot!(findings_in_text(map), @r#"
        test.json:3:1: error[invalid-json]: this is YAML, a `ConfigMap` with a dashboard, but only JSON is supported
         |
         |   api.json: |
         | ^
          hint: extract the JSON: `yq '.data["api.json"]' FILE > api.json`
        "#);
    }

    #[test]
    fn an_empty_file() {
        assert_snapshot!(findings_in_text(" \n"), @r#"
        test.json:1:1: error[invalid-json]: the file is empty
          hint: a dashboard is a JSON object: `{"title": ..}`
        "#);
    }

    #[test]
    fn a_byte_order_mark() {
        assert_snapshot!(findings_in_text("\u{feff}{\"panels\": []}"), @r#"
        test.json:1:1: error[invalid-json]: the file begins with a byte order mark
         |
         | \u{feff}{"panels": []}
         | ^
          hint: save it as UTF-8 without a BOM
        "#);
    }

    #[test]
    fn a_file_in_utf_16() {
        let bytes: Vec<u8> = "\u{feff}{}".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_snapshot!(findings_in_text(&String::from_utf8_lossy(&bytes)), @r#"
        test.json:1:1: error[invalid-json]: the file is UTF-16, but JSON must be UTF-8
         |
         | ��{\u{0}}\u{0}
         | ^
          hint: save it as UTF-8 without a BOM
        "#);
    }

    #[test]
    fn nested_too_deep() {
        assert_snapshot!(findings_in_text(&"[".repeat(100_000)), @r"
        test.json:1:128: error[invalid-json]: nested deeper than 127 levels
         |
         | [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[
         |                                                             ^
        ");
    }

    #[test]
    fn a_long_line_is_cut_around_the_place() {
        let text = format!("{{\"title\": \"{}\" x{}", "ä".repeat(1_000), "y".repeat(1_000));
        assert_snapshot!(findings_in_text(&text), @r#"
        test.json:1:1014: error[invalid-json]: expected `,` or `}`
         |
         | äääääääääääääääääääääääääääää" xyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy
         |                                ^
        "#);
    }
}
