//! Queries for lines of logs, in LogQL.

use std::fmt::Write;

use super::{DataQuery, DatasourceRef, Origin, PanelQuery, Text, Uid, Var};
use crate::promql::ast::{Expr, ExprKind};
use crate::promql::placeholder;

/// Begins a query for lines of logs: which Loki is asked, by its handle, by its uid, or by the variable that chooses it.
///
/// Loki asks for one label at least, so a query begins with one: [`LogStreams`].
///
/// ```
/// use dashgen::model::{Var, logs};
///
/// const LOKI: Var = Var::literal("loki");
/// const APP: Var = Var::literal("app");
///
/// let errors = logs(&LOKI).eq("namespace", "shop").chosen("app", &APP).contains("error");
/// assert_eq!(errors.to_string(), r#"{namespace="shop", app=~"$app"} |= "error""#);
/// ```
pub fn logs(datasource: impl Into<LogSource>) -> LogStreams {
    LogStreams { source: datasource.into() }
}

/// The Loki that a query asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogSource(DatasourceRef);

impl From<&Var> for LogSource {
    fn from(variable: &Var) -> Self {
        Self(DatasourceRef::by_variable("loki", variable))
    }
}

impl From<&Uid> for LogSource {
    fn from(uid: &Uid) -> Self {
        Self(DatasourceRef::other("loki", uid))
    }
}

impl From<DatasourceRef> for LogSource {
    fn from(datasource: DatasourceRef) -> Self {
        Self(datasource)
    }
}

/// The name of a label or field in LogQL: a letter or `_`, then letters, digits and `_`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LogLabel(&'static str);

impl LogLabel {
    /// Returns the label of a literal, checked where it is written.
    ///
    /// # Panics
    /// When the text is no name of a label: in a `const`, that is a build error.
    #[track_caller]
    pub const fn literal(name: &'static str) -> Self {
        let bytes = name.as_bytes();
        assert!(!bytes.is_empty() && !bytes[0].is_ascii_digit(), "a label of Loki begins with a letter or `_`");
        let mut at = 0;
        while at < bytes.len() {
            assert!(
                bytes[at].is_ascii_alphanumeric() || bytes[at] == b'_',
                "a label of Loki has only letters, digits and `_`"
            );
            at += 1;
        }
        Self(name)
    }
}

/// Panics like [`LogLabel::literal`].
impl From<&'static str> for LogLabel {
    #[track_caller]
    fn from(name: &'static str) -> Self {
        Self::literal(name)
    }
}

/// A query for logs that does not say which: it needs a label first. See [`logs`].
#[derive(Debug, Clone)]
pub struct LogStreams {
    source: LogSource,
}

impl LogStreams {
    /// Takes the streams whose label is this text.
    #[track_caller]
    pub fn eq(self, label: impl Into<LogLabel>, value: impl AsRef<str>) -> LogQuery {
        self.all().eq(label, value)
    }

    /// Takes the streams whose label matches this regular expression from end to end.
    #[track_caller]
    pub fn matches(self, label: impl Into<LogLabel>, regex: impl AsRef<str>) -> LogQuery {
        self.all().matches(label, regex)
    }

    /// Takes the streams whose label is one of the chosen values.
    #[track_caller]
    pub fn chosen(self, label: impl Into<LogLabel>, variable: &Var) -> LogQuery {
        self.all().chosen(label, variable)
    }

    #[track_caller]
    fn all(self) -> LogQuery {
        LogQuery { source: self.source, streams: String::new(), pipeline: String::new(), origin: Origin::here() }
    }
}

/// A query for lines of logs: streams by their labels, then lines by what is in them, in the order of the calls.
///
/// Texts stand for themselves, whatever they hold; `$name` in them is no variable.
#[derive(Debug, Clone)]
pub struct LogQuery {
    source: LogSource,
    streams: String,
    pipeline: String,
    origin: Origin,
}

impl LogQuery {
    /// Takes the streams whose label is this text.
    #[track_caller]
    pub fn eq(self, label: impl Into<LogLabel>, value: impl AsRef<str>) -> Self {
        self.stream(label.into(), "=", &literal(value.as_ref()))
    }

    /// Takes the streams whose label is not this text.
    #[track_caller]
    pub fn ne(self, label: impl Into<LogLabel>, value: impl AsRef<str>) -> Self {
        self.stream(label.into(), "!=", &literal(value.as_ref()))
    }

    /// Takes the streams whose label matches this regular expression from end to end.
    #[track_caller]
    pub fn matches(self, label: impl Into<LogLabel>, regex: impl AsRef<str>) -> Self {
        self.stream(label.into(), "=~", &literal(regex.as_ref()))
    }

    /// Takes the streams whose label does not match this regular expression.
    #[track_caller]
    pub fn not_matches(self, label: impl Into<LogLabel>, regex: impl AsRef<str>) -> Self {
        self.stream(label.into(), "!~", &literal(regex.as_ref()))
    }

    /// Takes the streams whose label is one of the chosen values.
    #[track_caller]
    pub fn chosen(self, label: impl Into<LogLabel>, variable: &Var) -> Self {
        self.stream(label.into(), "=~", &format!("\"{}\"", variable.placeholder()))
    }

    /// Takes the lines that have this text in them.
    pub fn contains(self, text: impl AsRef<str>) -> Self {
        self.step("|=", &literal(text.as_ref()))
    }

    /// Takes the lines that do not have this text in them.
    pub fn excludes(self, text: impl AsRef<str>) -> Self {
        self.step("!=", &literal(text.as_ref()))
    }

    /// Takes the lines that this regular expression matches anywhere.
    pub fn contains_match(self, regex: impl AsRef<str>) -> Self {
        self.step("|~", &literal(regex.as_ref()))
    }

    /// Takes the lines that this regular expression matches nowhere.
    pub fn excludes_match(self, regex: impl AsRef<str>) -> Self {
        self.step("!~", &literal(regex.as_ref()))
    }

    /// Takes the lines that have the text in them that the reader types or chooses.
    pub fn contains_chosen(self, variable: &Var) -> Self {
        self.step("|=", &format!("\"{}\"", variable.placeholder()))
    }

    /// Reads each line as JSON; its members become fields.
    pub fn json(self) -> Self {
        self.step("|", "json")
    }

    /// Reads each line as `key=value` pairs, which become fields.
    pub fn logfmt(self) -> Self {
        self.step("|", "logfmt")
    }

    /// Takes the lines whose field, read by [`LogQuery::json`] or [`LogQuery::logfmt`], is this text.
    #[track_caller]
    pub fn field_eq(self, field: impl Into<LogLabel>, value: impl AsRef<str>) -> Self {
        let field = field.into().0;
        self.step("|", &format!("{field}={}", literal(value.as_ref())))
    }

    /// Takes the lines whose field matches this regular expression from end to end.
    #[track_caller]
    pub fn field_matches(self, field: impl Into<LogLabel>, regex: impl AsRef<str>) -> Self {
        let field = field.into().0;
        self.step("|", &format!("{field}=~{}", literal(regex.as_ref())))
    }

    /// Makes a query of it, to be named or hidden.
    pub fn into_query(self) -> DataQuery {
        let query = DataQuery::loki(self.to_string()).datasource(self.source.0);
        DataQuery { origin: self.origin, ..query }
    }

    fn stream(mut self, label: LogLabel, operator: &str, value: &str) -> Self {
        let comma = if self.streams.is_empty() { "" } else { ", " };
        let _ = write!(self.streams, "{comma}{}{operator}{value}", label.0);
        self
    }

    fn step(mut self, operator: &str, operand: &str) -> Self {
        let _ = write!(self.pipeline, " {operator} {operand}");
        self
    }
}

/// Prints LogQL.
impl std::fmt::Display for LogQuery {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{{{}}}{}", self.streams, self.pipeline)
    }
}

impl From<LogQuery> for PanelQuery {
    fn from(query: LogQuery) -> Self {
        query.into_query().into()
    }
}

/// Writes a text in quotes, escaped as Go reads it, without what Grafana would take for a variable.
fn literal(text: &str) -> String {
    let quoted = Expr::from(ExprKind::String(Text::from(text.to_owned()))).to_string();
    let mut literal = String::with_capacity(quoted.len());
    for (at, character) in quoted.char_indices() {
        match character {
            '$' | '[' if placeholder::length_at(quoted.as_bytes(), at).is_some() => {
                let _ = write!(literal, "\\x{:02x}", character as u32);
            }
            _ => literal.push(character),
        }
    }
    literal
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOKI: Uid = Uid::literal("loki");

    #[test]
    fn streams_first_then_lines_in_order() {
        let query = logs(&LOKI)
            .eq("app", "shop")
            .contains("error")
            .ne("level", "debug")
            .excludes_match("GET /health.*")
            .logfmt()
            .field_matches("status", "5..");
        assert_eq!(
            query.to_string(),
            r#"{app="shop", level!="debug"} |= "error" !~ "GET /health.*" | logfmt | status=~"5..""#
        );
    }

    #[test]
    fn texts_stand_for_themselves() {
        let printed = |text: &str| logs(&LOKI).eq("app", "shop").contains(text).to_string();
        let cases = [
            (r#"say "no""#, r#""say \"no\"""#),
            (r"C:\temp\d+", r#""C:\\temp\\d+""#),
            ("two\nlines\t", r#""two\nlines\t""#),
            ("costs $price or ${price:raw}", r#""costs \x24price or \x24{price:raw}""#),
            ("[[app]] of [list]", r#""\x5b[app]] of [list]""#),
            ("error$", r#""error$""#),
            ("Ä 📈 `{}`", r#""Ä 📈 `{}`""#),
        ];
        for (text, expected) in cases {
            assert_eq!(printed(text), format!(r#"{{app="shop"}} |= {expected}"#), "{text}");
        }
    }

    #[test]
    fn a_variable_chooses_the_streams_and_the_loki() {
        let (loki, app) = (Var::literal("logs"), Var::literal("app"));
        let query = logs(&loki).chosen("app", &app).contains_chosen(&Var::literal("search"));
        assert_eq!(query.to_string(), r#"{app=~"$app"} |= "$search""#);
        let super::super::DataQuerySource::Plugin(plugin, source) = query.into_query().source else { panic!() };
        assert_eq!((&*plugin, source), ("loki", Some(DatasourceRef::by_variable("loki", &loki))));
    }

    #[test]
    #[should_panic(expected = "a label of Loki has only letters, digits and `_`")]
    fn a_label_that_loki_does_not_take() {
        let _ = logs(&LOKI).eq("app.kubernetes.io/name", "shop");
    }
}
