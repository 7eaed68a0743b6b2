//! Grafana Loki.

use super::{Datasource, Describe, Destination, OverHttp, OverTls};
use crate::model::{Text, Uid};
use crate::suite::Setting;
use crate::suite::data::{Data, Member, Settings};

/// The settings of a Loki datasource.
///
/// Source: "Configure the Loki data source" in Grafana's documentation.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct Loki {
    /// The maximum number of lines per query; the default is 1000.
    pub max_lines: Option<u32>,
    /// Links derived from log lines.
    pub derived_fields: Vec<DerivedField>,
    manage_alerts: Option<bool>,
}

/// A link that Grafana derives from a log line or its labels.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct DerivedField {
    /// Its name, shown in the details of a line.
    pub name: Text,
    /// Its target.
    pub destination: Destination,
    /// The text of the link; by default, derived from its destination.
    pub label: Option<Text>,
    matcher: Matcher,
}

/// Where the value of a derived field comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Matcher {
    Regex(Text),
    Label(Text),
}

impl DerivedField {
    /// Returns a link from the first group of a regular expression that matches a line.
    ///
    /// ```
    /// use dashgen::model::Uid;
    /// use dashgen::suite::datasource::{DerivedField, Destination};
    ///
    /// DerivedField::regex("Trace", r"trace_id=(\w+)", &Uid::literal("tempo"));
    /// DerivedField::label("User", "user", Destination::url("https://shop.example.com/users/${__value.raw}"));
    /// ```
    pub fn regex(name: impl Into<Text>, regex: impl Into<Text>, destination: impl Into<Destination>) -> Self {
        Self::new(name.into(), Matcher::Regex(regex.into()), destination.into())
    }

    /// Returns a link from a stream label or from structured metadata.
    pub fn label(name: impl Into<Text>, label: impl Into<Text>, destination: impl Into<Destination>) -> Self {
        Self::new(name.into(), Matcher::Label(label.into()), destination.into())
    }

    fn new(name: Text, matcher: Matcher, destination: Destination) -> Self {
        Self { name, destination, label: None, matcher }
    }

    /// Sets the text of the link.
    pub fn link_text(self, text: impl Into<Text>) -> Self {
        Self { label: Some(text.into()), ..self }
    }
}

impl Member for DerivedField {
    fn member(&self) -> Option<Data> {
        let (matcher, kind) = match &self.matcher {
            Matcher::Regex(regex) => (regex, "regex"),
            Matcher::Label(label) => (label, "label"),
        };
        let [uid, url] = self.destination.members();
        Some(Data::object([
            ("name", self.name.member()),
            ("matcherType", kind.member()),
            ("matcherRegex", matcher.member()),
            uid,
            url,
            ("urlDisplayLabel", self.label.member()),
        ]))
    }
}

impl Datasource {
    /// Returns a Loki datasource with its URL.
    pub fn loki(uid: Uid, name: impl Into<Text>, url: impl Into<Setting>) -> Datasource<Loki> {
        Datasource::new(uid, name, Some(url.into()), Loki::default())
    }
}

impl Datasource<Loki> {
    /// Limits the number of lines per query; the default is 1000.
    pub fn max_lines(mut self, lines: u32) -> Self {
        self.kind.max_lines = Some(lines);
        self
    }

    /// Adds a link derived from log lines.
    pub fn derived_field(mut self, field: DerivedField) -> Self {
        self.kind.derived_fields.push(field);
        self
    }

    /// Sets whether Grafana shows and manages its alert rules; the default is yes.
    pub fn manage_alerts(mut self, manage: bool) -> Self {
        self.kind.manage_alerts = Some(manage);
        self
    }
}

impl Describe for Loki {
    fn plugin(&self) -> &'static str {
        "loki"
    }

    fn settings(&self) -> Settings {
        Settings::default()
            .with("maxLines", &self.max_lines)
            .with("manageAlerts", &self.manage_alerts.map(Data::Flag))
            .with("derivedFields", &self.derived_fields)
    }
}

impl OverHttp for Loki {}
impl OverTls for Loki {}
