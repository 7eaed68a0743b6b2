//! Correlations: links from what a datasource answers to a query of another.

use crate::json;
use crate::model::{Text, Uid};
use crate::suite::data::{Data, Member};
use crate::vocabulary::query::Target;

/// A link from a field of a datasource's answers to a query of another datasource, in Explore.
///
/// Variables in the query, `${service}`, stand for fields of the row, and for what the transformations find.
/// grafana-operator has no place for correlations.
///
/// ```
/// use dashgen::model::Uid;
/// use dashgen::suite::Datasource;
/// use dashgen::suite::datasource::Correlation;
/// use dashgen::vocabulary::query::Target;
///
/// let requests = Target::empty().expr("rate(requests_total{service=\"${service}\"}[5m])");
/// let link = Correlation::new("Requests", "line", &Uid::literal("prometheus"), requests).regex("line", r"service=(\w+)", "service");
/// Datasource::loki(Uid::literal("loki"), "Loki", "http://loki:3100").correlation(link);
/// ```
///
/// Source: "Create a new correlation" in Grafana's documentation; `makeCreateCorrelationCommand` in its source.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Correlation {
    /// The text of the link.
    pub label: Text,
    /// What it is for.
    pub description: Text,
    /// The field that has the link.
    pub field: Text,
    /// The datasource that is asked.
    pub target: Uid,
    /// What it is asked, but for the datasource.
    pub query: Target,
    transformations: Vec<Transformation>,
}

/// How variables are found in a field.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Transformation {
    Logfmt { field: Text },
    Regex { field: Text, expression: Text, variable: Text },
}

impl Correlation {
    /// Returns a link from a field to a query of a datasource.
    pub fn new(label: impl Into<Text>, field: impl Into<Text>, target: &Uid, query: Target) -> Self {
        Self {
            label: label.into(),
            description: Text::default(),
            field: field.into(),
            target: target.clone(),
            query,
            transformations: Vec::new(),
        }
    }

    /// Says what it is for.
    pub fn description(self, description: impl Into<Text>) -> Self {
        Self { description: description.into(), ..self }
    }

    /// Makes a variable of each pair in a field whose text is logfmt: `service=api level=error`.
    pub fn logfmt(mut self, field: impl Into<Text>) -> Self {
        self.transformations.push(Transformation::Logfmt { field: field.into() });
        self
    }

    /// Makes a variable of what the first group of a regular expression finds in a field.
    pub fn regex(mut self, field: impl Into<Text>, expression: impl Into<Text>, variable: impl Into<Text>) -> Self {
        let (field, expression, variable) = (field.into(), expression.into(), variable.into());
        self.transformations.push(Transformation::Regex { field, expression, variable });
        self
    }
}

impl Member for Transformation {
    fn member(&self) -> Option<Data> {
        Some(match self {
            Self::Logfmt { field } => Data::object([("type", "logfmt".member()), ("field", field.member())]),
            Self::Regex { field, expression, variable } => Data::object([
                ("type", "regex".member()),
                ("field", field.member()),
                ("expression", expression.member()),
                ("mapValue", variable.member()),
            ]),
        })
    }
}

impl Member for Correlation {
    fn member(&self) -> Option<Data> {
        let config = Data::object([
            // Before Grafana 11.5 it is asked for here, and later it may still be said here.
            ("type", "query".member()),
            ("field", self.field.member()),
            ("target", Some(json::value(&self.query).into())),
            ("transformations", self.transformations.member()),
        ]);
        Some(Data::object([
            ("targetUID", self.target.member()),
            ("label", self.label.member()),
            // Grafana does not start without one.
            ("description", self.description.member()),
            ("config", Some(config)),
        ]))
    }
}
