//! What an alert says: text with labels and the value in it.
//!
//! Prometheus and Grafana both fill in Go templates, but know the value by different names, so a text is kept in parts.

use std::fmt::Write as _;

use super::value;
use crate::model::Text;
use crate::promql::Label;
use crate::unit::Unit;

/// A text with labels and the value of the alert in it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AlertText {
    /// Its parts, in order.
    pub parts: Vec<Part>,
}

/// A part of an [`AlertText`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// Text, whatever it holds.
    Text(Text),
    /// The value of a label.
    Label(Text),
    /// The value of the query, written for its unit.
    Value,
}

/// The value of the alert's query, written for its unit: `5.1%`, `102.9ms`, `17`.
#[derive(Debug, Clone, Copy)]
pub struct Value;

/// What can be a part of an alert's text: text, a label of the query's metric, or [`Value`].
pub trait AlertTextPart<L> {
    /// Appends the part.
    fn append(self, parts: &mut Vec<Part>);
}

impl<L> AlertTextPart<L> for &'static str {
    fn append(self, parts: &mut Vec<Part>) {
        parts.push(Part::Text(self.into()));
    }
}

impl<L> AlertTextPart<L> for String {
    fn append(self, parts: &mut Vec<Part>) {
        parts.push(Part::Text(self.into()));
    }
}

impl<L> AlertTextPart<L> for Value {
    fn append(self, parts: &mut Vec<Part>) {
        parts.push(Part::Value);
    }
}

impl<L: Label> AlertTextPart<L> for L {
    fn append(self, parts: &mut Vec<Part>) {
        parts.push(Part::Label(self.name().into()));
    }
}

macro_rules! tuples {
    ($($($name:ident)+;)+) => {$(
        impl<Labels, $($name: AlertTextPart<Labels>),+> AlertTextPart<Labels> for ($($name,)+) {
            #[expect(non_snake_case, reason = "the parts are named like their types")]
            fn append(self, parts: &mut Vec<Part>) {
                let ($($name,)+) = self;
                $($name.append(parts);)+
            }
        }
    )+};
}

tuples! {
    A B;
    A B C;
    A B C D;
    A B C D E;
    A B C D E F;
    A B C D E F G;
}

/// What a text is about: what its labels and its value stand for.
#[derive(Debug, Clone, Copy)]
pub struct Subject<'a> {
    /// The labels of the series.
    pub labels: &'a [(Text, Text)],
    /// The value.
    pub value: f64,
    /// Its unit.
    pub unit: &'a Unit,
}

impl AlertText {
    /// Returns the text of these parts.
    pub fn new<L>(parts: impl AlertTextPart<L>) -> Self {
        let mut text = Self::default();
        parts.append(&mut text.parts);
        text
    }

    /// Returns a text without labels and value.
    pub fn plain(text: impl Into<Text>) -> Self {
        Self { parts: vec![Part::Text(text.into())] }
    }

    /// Returns whether it says nothing.
    pub fn is_empty(&self) -> bool {
        self.parts.iter().all(|part| matches!(part, Part::Text(text) if text.trim().is_empty()))
    }

    /// Returns the labels that it names.
    pub fn labels(&self) -> impl Iterator<Item = &str> {
        self.parts.iter().filter_map(|part| match part {
            Part::Label(name) => Some(&**name),
            _ => None,
        })
    }

    /// Returns the template that Prometheus fills in.
    pub fn prometheus(&self, unit: &Unit) -> String {
        let (function, unit) = value::function(unit);
        self.template(&format!("{{{{ $value | {function} }}}}{unit}"), go_text)
    }

    /// Returns the template that Grafana fills in, where the node `node` has the value.
    ///
    /// No dollar stands outside the template's own braces: newer releases expand `${NAME}` in annotations.
    pub fn grafana(&self, unit: &Unit, node: &str) -> String {
        let (function, unit) = value::function(unit);
        let value = format!("{{{{ {function} $values.{node}.Value }}}}{unit}");
        self.template(&value, grafana_text)
    }

    fn template(&self, value: &str, text: impl Fn(&str) -> String) -> String {
        let parts = self.parts.iter().map(|part| match part {
            Part::Text(plain) => text(plain),
            Part::Label(name) if is_word(name) => format!("{{{{ $labels.{name} }}}}"),
            Part::Label(name) => format!("{{{{ index $labels {} }}}}", go_string(name)),
            Part::Value => value.to_owned(),
        });
        parts.collect()
    }

    /// Returns the text as it arrives.
    pub fn filled(&self, subject: Subject<'_>) -> String {
        let label = |name: &str| subject.labels.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value);
        let parts = self.parts.iter().map(|part| match part {
            Part::Text(text) => text.to_string(),
            Part::Label(name) => label(name).to_owned(),
            Part::Value => value::shown(subject.value, subject.unit),
        });
        parts.collect()
    }
}

fn is_word(name: &str) -> bool {
    name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_') && name.starts_with(|c: char| !c.is_ascii_digit())
}

/// Returns a text for a Go template that gives it back: braces that could open an action are written by one.
fn go_text(text: &str) -> String {
    escaped(text, &['{'])
}

/// Returns a text for a Go template in an annotation of Grafana's files that gives it back.
fn grafana_text(text: &str) -> String {
    escaped(text, &['{', '$'])
}

/// Writes these characters by actions, dollars one by one, and leaves a lone brace that meets no action.
fn escaped(text: &str, special: &[char]) -> String {
    let mut result = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(special) {
        let (before, found) = rest.split_at(at);
        let length = if found.starts_with('{') { found.len() - found.trim_start_matches('{').len() } else { 1 };
        let (run, after) = found.split_at(length);
        result.push_str(before);
        // The brace of an action follows at the end of the text, and instead of a dollar.
        let meets_action = after.is_empty() || after.starts_with(special);
        if run == "{" && !meets_action {
            result.push_str(run);
        } else {
            result.extend(["{{ \"", run, "\" }}"]);
        }
        rest = after;
    }
    result + rest
}

fn go_string(text: &str) -> String {
    let mut result = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => result.extend(['\\', c]),
            c if c.is_control() => {
                write!(result, "\\u{:04x}", u32::from(c)).expect("a String takes any text");
            }
            c => result.push(c),
        }
    }
    result + "\""
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::promql::AnyLabel;

    fn text() -> AlertText {
        AlertText::new::<AnyLabel>(("Redis of ", AnyLabel("job"), " needs ", Value, " {{now}}, $5 ${HOME} {"))
    }

    #[test]
    fn for_prometheus() {
        assert_eq!(
            text().prometheus(&Unit::SECONDS),
            r#"Redis of {{ $labels.job }} needs {{ $value | humanizeDuration }} {{ "{{" }}now}}, $5 ${HOME} {{ "{" }}"#
        );
    }

    #[test]
    fn for_grafana() {
        assert_eq!(
            text().grafana(&Unit::RATIO, "B"),
            r#"Redis of {{ $labels.job }} needs {{ humanizePercentage $values.B.Value }} {{ "{{" }}now}}, {{ "$" }}5 {{ "$" }}{HOME} {{ "{" }}"#
        );
    }

    #[test]
    fn as_it_arrives() {
        let labels = [("job".into(), "api".into())];
        let subject = Subject { labels: &labels, value: 0.051, unit: &Unit::RATIO };
        assert_eq!(text().filled(subject), "Redis of api needs 5.1% {{now}}, $5 ${HOME} {");
    }

    #[test]
    fn a_label_that_is_no_word() {
        let odd = AlertText::new::<AnyLabel>(AnyLabel("a \"b\""));
        assert_eq!(odd.prometheus(&Unit::Number), r#"{{ index $labels "a \"b\"" }}"#);
    }
}
