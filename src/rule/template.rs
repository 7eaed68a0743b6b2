//! The text of an alert, with labels and the value.
//!
//! Prometheus and Grafana both use Go templates, but with different names for the value, so a text is kept in parts.

use std::fmt::Write as _;

use super::value;
use crate::promql::Label;
use crate::unit::Unit;
use crate::vocabulary::Text;

/// A text that may contain labels and the value of the alert.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AlertText {
    /// Its parts, in order.
    pub parts: Vec<Part>,
}

/// A part of an [`AlertText`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// Literal text.
    Text(Text),
    /// The value of a label.
    Label(Text),
    /// The value of the query, formatted in its unit.
    Value,
}

/// The value of the alert's query, formatted in its unit: `5.1%`, `102.9ms`, `17`.
///
/// If there is no value, because the query failed or had no series, a phrase for the unit replaces it:
/// `an unknown share`, `an unknown time`, `an unknown number of trades`. A missing label becomes `an unknown job`.
/// Texts should therefore use them as nouns.
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

/// The labels and the value to fill in a text with.
#[derive(Debug, Clone, Copy)]
pub struct Subject<'a> {
    /// The labels of the series.
    pub labels: &'a [(Text, Text)],
    /// The value, if there is one.
    pub value: Option<f64>,
    /// Its unit.
    pub unit: &'a Unit,
}

/// Whether an alert in Prometheus always has a value and labels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Presence {
    /// It only fires on a series of its query.
    Sure,
    /// It also fires without one: there are no labels then, and the value is `NaN`.
    Unsure,
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

    /// Returns whether it is empty.
    pub fn is_empty(&self) -> bool {
        self.parts.iter().all(|part| matches!(part, Part::Text(text) if text.trim().is_empty()))
    }

    /// Returns the labels that it uses.
    pub fn labels(&self) -> impl Iterator<Item = &str> {
        self.parts.iter().filter_map(|part| match part {
            Part::Label(name) => Some(&**name),
            _ => None,
        })
    }

    /// Returns whether it uses the value.
    pub fn has_value(&self) -> bool {
        self.parts.contains(&Part::Value)
    }

    /// Returns the template for Prometheus.
    pub fn prometheus(&self, unit: &Unit, presence: Presence) -> String {
        let written = value::written(unit, |function| format!("$value | {function}"));
        let (label, value): (Guard, _) = match presence {
            Presence::Sure => (|label, _| format!("{{{{ {label} }}}}"), written.template(go_text)),
            Presence::Unsure => {
                // Only NaN differs from itself.
                let value = written.template(go_text);
                let missing = go_text(&value::missing(unit));
                (guarded, format!("{{{{ if eq $value $value }}}}{value}{{{{ else }}}}{missing}{{{{ end }}}}"))
            }
        };
        self.template(&value, label, go_text)
    }

    /// Returns the template for Grafana, where `node` is the ref ID of the query or expression that has the value.
    ///
    /// Grafana also evaluates it if the query failed or had no series, and sends the unexpanded template if a value is
    /// missing. Therefore each one is guarded.
    ///
    /// There are no dollar signs outside template actions: newer versions expand `${NAME}` in annotations.
    pub fn grafana(&self, unit: &Unit, node: &str) -> String {
        let value = value::written(unit, |function| format!("{function} .Value")).template(grafana_text);
        let missing = grafana_text(&value::missing(unit));
        let value = format!("{{{{ with $values.{node} }}}}{value}{{{{ else }}}}{missing}{{{{ end }}}}");
        self.template(&value, guarded, grafana_text)
    }

    fn template(&self, value: &str, label: Guard, text: fn(&str) -> String) -> String {
        let parts = self.parts.iter().map(|part| match part {
            Part::Text(plain) => text(plain),
            Part::Label(name) if is_word(name) => label(&format!("$labels.{name}"), &text(&unknown(name))),
            Part::Label(name) => label(&format!("index $labels {}", go_string(name)), &text(&unknown(name))),
            Part::Value => value.to_owned(),
        });
        parts.collect()
    }

    /// Returns the text, filled in.
    pub fn filled(&self, subject: Subject<'_>) -> String {
        let label = |name: &str| {
            let known = subject.labels.iter().find(|(known, value)| known == name && !value.is_empty());
            known.map_or_else(|| unknown(name), |(_, value)| value.to_string())
        };
        let parts = self.parts.iter().map(|part| match part {
            Part::Text(text) => text.to_string(),
            Part::Label(name) => label(name),
            Part::Value => {
                subject.value.map_or_else(|| value::missing(subject.unit), |it| value::shown(it, subject.unit))
            }
        });
        parts.collect()
    }
}

/// Writes a label: the expression that returns it, and the text used if it is missing.
type Guard = fn(&str, &str) -> String;

fn guarded(label: &str, missing: &str) -> String {
    format!("{{{{ with {label} }}}}{{{{ . }}}}{{{{ else }}}}{missing}{{{{ end }}}}")
}

fn unknown(label: &str) -> String {
    format!("an unknown {label}")
}

fn is_word(name: &str) -> bool {
    name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_') && name.starts_with(|c: char| !c.is_ascii_digit())
}

/// Escapes a text for a Go template: braces that could open an action are written with one.
fn go_text(text: &str) -> String {
    escaped(text, &['{'])
}

/// Escapes a text for a Go template in an annotation of Grafana's files.
fn grafana_text(text: &str) -> String {
    escaped(text, &['{', '$'])
}

/// Writes these characters with actions, dollar signs one by one, and leaves a single brace that is not next to an
/// action.
fn escaped(text: &str, special: &[char]) -> String {
    let mut result = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(special) {
        let (before, found) = rest.split_at(at);
        let length = if found.starts_with('{') { found.len() - found.trim_start_matches('{').len() } else { 1 };
        let (run, after) = found.split_at(length);
        result.push_str(before);
        // The brace of an action follows at the end of the text, and replaces a dollar sign.
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
            text().prometheus(&Unit::SECONDS, Presence::Sure),
            r#"Redis of {{ $labels.job }} needs {{ $value | humanizeDuration }} {{ "{{" }}now}}, $5 ${HOME} {{ "{" }}"#
        );
    }

    #[test]
    fn for_prometheus_when_there_may_be_no_series() {
        assert_eq!(
            AlertText::new::<AnyLabel>((AnyLabel("job"), " needs ", Value))
                .prometheus(&Unit::SECONDS, Presence::Unsure),
            "{{ with $labels.job }}{{ . }}{{ else }}an unknown job{{ end }} needs \
             {{ if eq $value $value }}{{ $value | humanizeDuration }}{{ else }}an unknown time{{ end }}"
        );
    }

    #[test]
    fn for_grafana() {
        assert_eq!(
            text().grafana(&Unit::RATIO, "B"),
            "Redis of {{ with $labels.job }}{{ . }}{{ else }}an unknown job{{ end }} needs \
             {{ with $values.B }}{{ humanizePercentage .Value }}{{ else }}an unknown share{{ end }} \
             {{ \"{{\" }}now}}, {{ \"$\" }}5 {{ \"$\" }}{HOME} {{ \"{\" }}"
        );
    }

    #[test]
    fn every_unit_has_words_for_a_value_that_is_missing() {
        let value = AlertText::new::<AnyLabel>(Value);
        let units = [Unit::RATIO, Unit::Percent, Unit::SECONDS, Unit::count("trades"), Unit::USD, Unit::Number];
        insta::assert_snapshot!(units.map(|unit| value.grafana(&unit, "B")).join("\n"), @r"
        {{ with $values.B }}{{ humanizePercentage .Value }}{{ else }}an unknown share{{ end }}
        {{ with $values.B }}{{ humanize .Value }} %{{ else }}an unknown percentage{{ end }}
        {{ with $values.B }}{{ humanizeDuration .Value }}{{ else }}an unknown time{{ end }}
        {{ with $values.B }}{{ humanize .Value }} trades{{ else }}an unknown number of trades{{ end }}
        {{ with $values.B }}{{ humanize .Value }} USD{{ else }}an unknown value{{ end }}
        {{ with $values.B }}{{ humanize .Value }}{{ else }}an unknown value{{ end }}
        ");
    }

    #[test]
    fn as_it_arrives() {
        let labels = [("job".into(), "api".into())];
        let subject = Subject { labels: &labels, value: Some(0.051), unit: &Unit::RATIO };
        assert_eq!(text().filled(subject), "Redis of api needs 5.1% {{now}}, $5 ${HOME} {");
        let nothing = Subject { labels: &[], value: None, unit: &Unit::RATIO };
        assert!(text().filled(nothing).starts_with("Redis of an unknown job needs an unknown share "));
    }

    #[test]
    fn a_label_that_is_no_word() {
        let odd = AlertText::new::<AnyLabel>(AnyLabel("a \"b\""));
        assert_eq!(odd.prometheus(&Unit::Number, Presence::Sure), r#"{{ index $labels "a \"b\"" }}"#);
        assert_eq!(
            odd.grafana(&Unit::Number, "B"),
            r#"{{ with index $labels "a \"b\"" }}{{ . }}{{ else }}an unknown a "b"{{ end }}"#
        );
    }
}
