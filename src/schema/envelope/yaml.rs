//! YAML that holds a dashboard: it is not read, but named, with the way to the JSON.

use std::fmt;
use std::path::Path;

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
}

impl Yaml {
    /// Returns what a text that is no JSON is, if it is YAML.
    pub fn find(text: &str) -> Option<Self> {
        let mut lines = text.trim_start_matches('\u{feff}').lines().enumerate();
        let says_something = |line: &str| !line.trim().is_empty() && !line.trim_start().starts_with('#');
        let (first, line) = lines.find(|(_, line)| says_something(line))?;
        if !(line.starts_with("---") || line.starts_with("- ") || key(line).is_some()) {
            return None;
        }
        let held = documents(text).find_map(|(first, document)| held(first, document));
        let (line, holds) = held.map_or((first + 1, None), |(line, held)| (line, Some(held)));
        Some(Self { holds, line })
    }

    /// Returns how to get the JSON out of it.
    pub fn hint(&self) -> String {
        match &self.holds {
            Some(Held::ConfigMap(key)) => format!("take the JSON out: `yq '.data[\"{key}\"]' FILE > {key}`"),
            Some(Held::Operator) => "take the JSON out: `yq .spec.json FILE > dashboard.json`".to_owned(),
            Some(Held::Yaml) | None => "turn it into JSON: `yq -o json FILE > dashboard.json`".to_owned(),
        }
    }
}

impl fmt::Display for Yaml {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match &self.holds {
            Some(Held::Yaml) => "this is YAML with a dashboard, and only JSON is read",
            Some(Held::ConfigMap(_)) => "this is YAML, a `ConfigMap` with a dashboard, and only JSON is read",
            Some(Held::Operator) => "this is YAML, a `GrafanaDashboard`, and only JSON is read",
            None => "this is YAML, and only JSON is read",
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

/// Returns how a document holds a dashboard, and the line.
fn held(first: usize, document: &str) -> Option<(usize, Held)> {
    let lines = || document.lines().enumerate().map(move |(at, line)| (first + at + 1, line));
    let top = |name: &str| lines().find_map(|(at, line)| Some((at, value(line.strip_prefix(name)?)?)));
    let kind = top("kind").map_or("", |(_, kind)| kind);
    let version = top("apiVersion").map_or("", |(_, version)| version);
    match kind {
        "GrafanaDashboard" => Some((top("kind")?.0, Held::Operator)),
        "Dashboard" if version.starts_with("dashboard.grafana.app/") => Some((top("kind")?.0, Held::Yaml)),
        "ConfigMap" => lines().find_map(|(at, line)| {
            let name = line.strip_prefix(' ')?.trim_start().split_once(':')?.0.trim_matches(['"', '\'']);
            let is_json =
                Path::new(name).extension().is_some_and(|it| it == "json") && !name.contains(char::is_whitespace);
            is_json.then(|| (at, Held::ConfigMap(name.to_owned())))
        }),
        "" if version.is_empty() => {
            let (line, _) = top("panels").or_else(|| top("elements"))?;
            top("title").or_else(|| top("schemaVersion")).map(|_| (line, Held::Yaml))
        }
        _ => None,
    }
}

/// Returns what stands behind a key.
fn value(rest: &str) -> Option<&str> {
    let value = rest.strip_prefix(':')?;
    let is_apart = value.is_empty() || value.starts_with([' ', '\t']);
    is_apart.then(|| value.split(" #").next().unwrap_or(value).trim().trim_matches(['"', '\'']))
}

/// Returns the key that a line begins with.
fn key(line: &str) -> Option<&str> {
    let (key, rest) = line.split_once(':')?;
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.' | b'/' | b'"' | b'\'');
    let is_key =
        !key.is_empty() && key.bytes().all(is_plain) && (rest.is_empty() || rest.starts_with([' ', '\t', '\r']));
    // `"title": "x"` without braces is more likely JSON that was cut off.
    (is_key && !key.starts_with('"')).then_some(key)
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
    fn other_yaml_and_no_yaml() {
        assert_eq!(found("groups:\n- name: x\n"), Some((1, None)));
        assert_eq!(found("kind: ConfigMap\ndata:\n  a.txt: x\n"), Some((1, None)));
        for text in ["", "{\"title\": \"API\",}", "[1", "\"title\": \"API\"", "hello", "12", "kind : x"] {
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
