//! YAML that holds a dashboard: it is not read, but named, with the way to the JSON.

use std::fmt;
use std::path::Path;

use crate::grafana::GROUP;

/// A file that is YAML rather than JSON.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Yaml {
    /// What it holds, when that is a dashboard.
    pub holds: Option<Held>,
    /// The line, from 1, where that begins.
    pub line: usize,
}

/// How a dashboard stands in YAML.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Held {
    /// As YAML itself: a dashboard, or a resource.
    Yaml,
    /// As JSON in a `ConfigMap`, under this key.
    ConfigMap(String),
    /// As JSON in a resource of the Grafana operator.
    Operator,
    /// As one item of a list of resources.
    List,
}

impl Yaml {
    /// Returns what a text that is no JSON is, if it is YAML.
    pub fn find(text: &str) -> Option<Self> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let mut lines = text.lines().enumerate().filter(|(_, line)| says_something(line));
        let (first, line) = lines.next()?;
        let is_quoted = line.starts_with(['"', '\'']);
        if is_quoted || line.starts_with('{') || is_line(line) {
            let is_yaml = || text.lines().filter(|line| says_something(line)).all(is_line);
            let held = documents(text).find_map(|(first, document)| held(first, document));
            return match held {
                Some((line, held)) if !text.contains("\n```") => Some(Self { holds: Some(held), line }),
                // `"title": "x"` without braces is more likely JSON that was cut off.
                _ if is_quoted || !is_yaml() => None,
                _ => Some(Self { holds: None, line: first + 1 }),
            };
        }
        None
    }

    /// Returns how to get the JSON out of it.
    pub fn hint(&self) -> String {
        match &self.holds {
            Some(Held::ConfigMap(key)) => format!("extract the JSON: `yq '.data[\"{key}\"]' FILE > {key}`"),
            Some(Held::Operator) => "extract the JSON: `yq .spec.json FILE > dashboard.json`".to_owned(),
            Some(Held::List) => "convert each to JSON: `yq -o json '.items[0]' FILE > dashboard.json`".to_owned(),
            Some(Held::Yaml) | None => "convert it to JSON: `yq -o json FILE > dashboard.json`".to_owned(),
        }
    }
}

impl fmt::Display for Yaml {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match &self.holds {
            Some(Held::Yaml) => "this is YAML with a dashboard, but only JSON is supported",
            Some(Held::ConfigMap(_)) => "this is YAML, a `ConfigMap` with a dashboard, but only JSON is supported",
            Some(Held::Operator) => "this is YAML, a `GrafanaDashboard`, but only JSON is supported",
            Some(Held::List) => "this is YAML, a list with dashboards, but only JSON is supported",
            None => "this is YAML, but only JSON is supported",
        })
    }
}

/// Returns the documents of a file with the numbers of their first lines, from 0.
fn documents(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut rest = Some((0, text));
    std::iter::from_fn(move || {
        let (first, text) = rest?;
        let end = text.match_indices("\n---").find(|(at, _)| {
            let after = &text[at + 4..];
            after.is_empty() || after.starts_with(['\n', '\r', ' '])
        });
        rest = end.map(|(at, _)| (first + text[..=at].matches('\n').count(), &text[at + 1..]));
        // The line of the separator belongs to what follows it.
        let document = end.map_or(text, |(at, _)| &text[..=at]);
        Some((first, document))
    })
}

/// A key of a document, what stands behind it, and its line.
struct Entry<'a> {
    key: &'a str,
    value: &'a str,
    line: usize,
}

/// Returns how a document holds a dashboard, and the line.
fn held(first: usize, document: &str) -> Option<(usize, Held)> {
    let lines = || document.lines().enumerate().map(move |(at, line)| (first + at + 1, line));
    let flow =
        lines().find(|(_, line)| says_something(line) && !line.starts_with(['-', '%']) || line.starts_with("--- {"));
    let entries: Vec<Entry<'_>> = match flow {
        Some((line, text)) if text.trim_start_matches("--- ").starts_with('{') => flow_entries(document, line),
        _ => lines().filter_map(|(line, text)| block_entry(text, line)).collect(),
    };
    let top = |name: &str| entries.iter().find(|entry| entry.key == name);
    let kind = top("kind").map_or("", |kind| kind.value);
    let version = top("apiVersion").map_or("", |version| version.value);
    let is_of_grafana = |version: &str| version.strip_prefix(GROUP).is_some_and(|rest| rest.starts_with('/'));
    match kind {
        "GrafanaDashboard" => Some((top("kind")?.line, Held::Operator)),
        "Dashboard" if is_of_grafana(version) => Some((top("kind")?.line, Held::Yaml)),
        "DashboardList" if is_of_grafana(version) => Some((top("kind")?.line, Held::List)),
        "List" => {
            let inner = || {
                let undashed = |line: &'_ str| line.len() - line.trim_start_matches([' ', '-']).len();
                lines().filter_map(move |(at, line)| block_entry(&line[undashed(line)..], at))
            };
            let dashboard = inner().find(|entry| entry.key == "kind" && entry.value == "Dashboard")?;
            let is_resource = inner().any(|entry| entry.key == "apiVersion" && is_of_grafana(entry.value));
            is_resource.then_some((dashboard.line, Held::List))
        }
        "ConfigMap" => lines().find_map(|(at, line)| {
            let name = line.strip_prefix(' ')?.trim_start().split_once(':')?.0.trim_matches(['"', '\'']);
            let is_json =
                Path::new(name).extension().is_some_and(|it| it == "json") && !name.contains(char::is_whitespace);
            is_json.then(|| (at, Held::ConfigMap(name.to_owned())))
        }),
        "" if version.is_empty() => {
            let panels = top("panels").or_else(|| top("elements"))?;
            top("title").or_else(|| top("schemaVersion")).map(|_| (panels.line, Held::Yaml))
        }
        _ => None,
    }
}

/// Returns what a line says that is not indented: `key: value`.
fn block_entry(text: &str, line: usize) -> Option<Entry<'_>> {
    let key = key(text)?;
    let value = &text[key.len() + 1..];
    // With a quoted key and a comma behind the value, it is JSON that was cut off.
    let is_json = key.starts_with('"') && text.trim_end().ends_with(',');
    (!is_json).then(|| Entry { key: unquoted(key), value: unquoted(value.split(" #").next().unwrap_or(value)), line })
}

/// Returns the entries of a document in braces, `{title: API, panels: []}`; none where all keys are quoted, as in JSON.
fn flow_entries(document: &str, line: usize) -> Vec<Entry<'_>> {
    let Some(start) = document.find('{') else { return Vec::new() };
    let (mut depth, mut quote, mut from) = (0_usize, None, start + 1);
    let mut entries = Vec::new();
    for (at, character) in document[start..].char_indices().map(|(at, character)| (start + at, character)) {
        match (character, quote) {
            (_, Some(open)) if character == open => quote = None,
            ('"' | '\'', None) => quote = Some(character),
            ('{' | '[', None) => depth += 1,
            ('}' | ']', None) => depth = depth.saturating_sub(1),
            _ => {}
        }
        let is_end = depth == 0;
        if is_end || (depth == 1 && character == ',' && quote.is_none()) {
            entries.extend(document[from..at].split_once(':'));
            from = at + 1;
        }
        if is_end {
            break;
        }
    }
    if entries.iter().all(|(key, _)| key.trim().starts_with('"')) {
        return Vec::new();
    }
    entries.into_iter().map(|(key, value)| Entry { key: unquoted(key), value: unquoted(value), line }).collect()
}

fn unquoted(text: &str) -> &str {
    text.trim().trim_matches(['"', '\''])
}

fn says_something(line: &str) -> bool {
    !line.trim().is_empty() && !line.trim_start().starts_with('#')
}

/// Returns whether YAML has such lines: what is indented belongs to another.
fn is_line(line: &str) -> bool {
    let is_marker =
        |marker: &str| line.trim_end() == marker || line.strip_prefix(marker).is_some_and(|it| it.starts_with(' '));
    line.starts_with([' ', '\t', ']', '}'])
        || ["---", "...", "-", "%YAML", "%TAG"].into_iter().any(is_marker)
        || key(line).is_some()
}

/// Returns the key that a line begins with.
fn key(line: &str) -> Option<&str> {
    let (key, rest) = line.split_once(':')?;
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.' | b'/' | b'"' | b'\'');
    let is_key =
        !key.is_empty() && key.bytes().all(is_plain) && (rest.is_empty() || rest.starts_with([' ', '\t', '\r']));
    is_key.then_some(key)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Option<(usize, Option<Held>)> {
        Yaml::find(text).map(|yaml| (yaml.line, yaml.holds))
    }

    #[test]
    fn a_resource_and_a_dashboard() {
        let resource = "# ours\napiVersion: dashboard.grafana.app/v1\nkind: Dashboard\nspec:\n  title: API\n";
        assert_eq!(found(resource), Some((3, Some(Held::Yaml))));
        assert_eq!(found("title: API\npanels: []\n"), Some((2, Some(Held::Yaml))));
    }

    #[test]
    fn json_in_yaml() {
        let map = "apiVersion: v1\nkind: ConfigMap\ndata:\n  api.json: |-\n    {\"title\": \"API\"}\n";
        assert_eq!(found(map), Some((4, Some(Held::ConfigMap("api.json".to_owned())))));
        let operator = "---\nkind: \"GrafanaDashboard\" # v1beta1\nspec:\n  json: >\n    {}\n";
        assert_eq!(found(operator), Some((2, Some(Held::Operator))));
    }

    #[test]
    fn behind_another_document() {
        let both = "apiVersion: v1\nkind: Service\n---\nkind: GrafanaDashboard\n";
        assert_eq!(found(both), Some((4, Some(Held::Operator))));
    }

    #[test]
    fn other_ways_to_write_it() {
        for (text, line) in [
            ("{title: API, panels: []}", 1),
            ("---\n{\n  title: 'A, B',\n  panels: [{id: 1}],\n}\n", 2),
            ("{kind: Dashboard, apiVersion: dashboard.grafana.app/v1, spec: {}}", 1),
            ("\"apiVersion\": \"dashboard.grafana.app/v1\"\n\"kind\": \"Dashboard\"\n\"spec\": {}\n", 2),
            ("'title': API\n'panels': []\n", 2),
            ("%YAML 1.2\n---\ntitle: API\npanels: []\n", 4),
            ("\u{feff}title: API\npanels: []\n", 2),
            ("\u{feff}kind: Dashboard\napiVersion: dashboard.grafana.app/v1\n", 1),
        ] {
            assert_eq!(found(text), Some((line, Some(Held::Yaml))), "{text}");
        }
    }

    #[test]
    fn a_list_of_dashboards() {
        let item = "- apiVersion: dashboard.grafana.app/v1\n  kind: Dashboard\n  spec: {}\n";
        assert_eq!(found(&format!("apiVersion: v1\nkind: List\nitems:\n{item}")), Some((5, Some(Held::List))));
        assert_eq!(found("apiVersion: v1\nkind: List\nitems:\n- kind: Pod\n"), Some((1, None)));
    }

    #[test]
    fn markdown_is_no_yaml() {
        for text in [
            "# Dashboards\n\n- the first\n- the second\n\nThat is all.\n",
            "---\ntitle: Dashboards\n---\n\n# Dashboards\n\nThere are two.\n",
            "Note: it is long\n\nand goes on.\n",
            "- like this:\n\n```yaml\nkind: GrafanaDashboard\n```\n",
        ] {
            assert_eq!(found(text), None, "{text}");
        }
    }

    #[test]
    fn other_yaml_and_no_yaml() {
        assert_eq!(found("groups:\n- name: x\n"), Some((1, None)));
        assert_eq!(found("kind: ConfigMap\ndata:\n  a.txt: x\n"), Some((1, None)));
        for text in [
            "",
            "{\"title\": \"API\",}",
            "[1",
            "\"title\": \"API\"",
            "hello",
            "12",
            "kind : x",
            "{\"title\": \"A\", \"panels\": [}",
            "\"panels\": [],\n\"title\": \"A\"",
        ] {
            assert_eq!(found(text), None, "{text}");
        }
    }

    #[test]
    fn no_text_is_too_strange() {
        for text in ["---", "\n---", "a:\n---\n---", "kind:\u{2028}", "é: x", ":", "- ", "kind: ConfigMap\n ü:"] {
            drop(found(text));
        }
    }
}
