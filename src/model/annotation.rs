//! Events drawn over graphs.

use super::{Color, DatasourceRef, Origin, Text};
use crate::promql::Query;
use crate::promql::ast::Expr;

/// Events that a query finds: wherever its value is above zero.
#[derive(Debug, Clone)]
pub struct Annotation {
    /// What it is called, beside its switch at the top of the page.
    pub name: Text,
    /// The query.
    pub expr: Expr,
    /// The datasource; the dashboard's where it is missing.
    pub datasource: Option<DatasourceRef>,
    /// The colour of the line.
    pub color: Color,
    /// The headline of an event; `{{label}}` stands for a label's value.
    pub title: Text,
    /// The text of an event; `{{label}}` stands for a label's value.
    pub text: Text,
    /// How far apart the points are at least; events closer than that become one.
    pub step: Text,
    /// Whether it is on when the dashboard opens.
    pub enabled: bool,
    /// Where it was written.
    pub origin: Origin,
}

impl Annotation {
    /// Returns an annotation that is on, with the name as its headline.
    #[track_caller]
    pub fn new<L, M>(name: impl Into<Text>, query: Query<L, M>) -> Self {
        let name = name.into();
        Self {
            title: name.clone(),
            name,
            expr: query.into_expr(),
            datasource: None,
            color: Color::BLUE,
            text: Text::default(),
            step: "60s".into(),
            enabled: true,
            origin: Origin::here(),
        }
    }

    /// Sets the text of an event; `{{label}}` stands for a label's value.
    pub fn text(mut self, text: impl Into<Text>) -> Self {
        self.text = text.into();
        self
    }

    /// Sets the colour of the line.
    pub fn color(mut self, color: Color) -> Self {
        self.color = color;
        self
    }
}
