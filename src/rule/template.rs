//! What an alert says: text with labels and the value in it.
//!
//! Prometheus and Grafana both fill in Go templates, but know the value by different names, so a text is kept in parts.

use std::fmt::Write as _;

use super::value;
use crate::promql::Label;
use crate::unit::Unit;
use crate::vocabulary::Text;

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
///
/// While there is none, because the query failed or had no series, words for the unit stand in its place: `an unknown
/// share`, `an unknown time`, `an unknown number of trades`. A label that is not there becomes `an unknown job`. So a
/// text reads well when it takes them for nouns.
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
    /// The value, if there is one.
    pub value: Option<f64>,
    /// Its unit.
    pub unit: &'a Unit,
}

/// Whether an alert of Prometheus always has its value and its labels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Presence {
    /// It fires on a series of its query.
    Sure,
    /// It fires without one, too: there is no label then, and the value is `NaN`.
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

    /// Returns whether it names the value.
    pub fn has_value(&self) -> bool {
        self.parts.contains(&Part::Value)
    }

    /// Returns the template that Prometheus fills in.
    pub fn prometheus(&self, unit: &Unit, presence: Presence) -> String {
        let written = value::written(unit, |function| format!("$value | {function}"));
        let (label, value): (Guard, _) = match presence {
            Presence::Sure => (|label, _| format!("{{{{ {label} }}}}"), written.template(go_text)),
            Presence::Unsure => {
                // Nothing but NaN differs from itself.
                let value = written.template(go_text);
                let missing = go_text(&value::missing(unit));
                (guarded, format!("{{{{ if eq $value $value }}}}{value}{{{{ else }}}}{missing}{{{{ end }}}}"))
            }
        };
        self.template(&value, label, go_text)
    }

    /// Returns the template that Grafana fills in, where the node `node` has the value.
    ///
    /// Grafana fills it in when the query failed or had no series, too, and sends a template as it is when it stumbles
    /// over a value that is not there: so each stands in a guard.
    ///
    /// No dollar stands outside the template's own braces: newer releases expand `${NAME}` in annotations.
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

    /// Returns the text as it arrives.
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

/// Writes a label by the expression that has it and the words that stand for it while it has none.
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
