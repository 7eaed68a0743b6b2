//! Correlations: links from the results of a datasource to a query to another.

use crate::json;
use crate::model::{Text, Uid};
use crate::suite::data::{Data, Member};
use crate::vocabulary::query::Target;

/// A link from a field of a datasource's results to a query to another datasource, in Explore.
///
/// Variables in the query, such as `${service}`, are replaced by fields of the row, and by values that the
/// transformations extract. grafana-operator does not support correlations.
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
    /// Its description.
    pub description: Text,
    /// The field that has the link.
    pub field: Text,
    /// The datasource that is queried.
    pub target: Uid,
    /// The query, without the datasource.
    pub query: Target,
    transformations: Vec<Transformation>,
}

/// How variables are extracted from a field.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Transformation {
    Logfmt { field: Text },
    Regex { field: Text, expression: Text, variable: Text },
}

impl Correlation {
    /// Returns a link from a field to a query to a datasource.
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

    /// Sets the description.
    pub fn description(self, description: impl Into<Text>) -> Self {
        Self { description: description.into(), ..self }
    }

    /// Extracts a variable from each pair in a field in logfmt: `service=api level=error`.
    pub fn logfmt(mut self, field: impl Into<Text>) -> Self {
        self.transformations.push(Transformation::Logfmt { field: field.into() });
        self
    }

    /// Extracts a variable from a field with the first group of a regular expression.
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
            // Required here before Grafana 11.5, and still allowed here since.
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
