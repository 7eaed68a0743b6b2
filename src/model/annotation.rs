//! Events drawn over graphs.

use super::{Color, DataQuery, DatasourceRef, Origin, PanelRef, Text};
use crate::promql::Query;
use crate::promql::ast::Expr;

/// Events drawn over graphs.
#[derive(Debug, Clone)]
pub struct Annotation {
    /// What it is called, beside its switch at the top of the page.
    pub name: Text,
    /// Where the events come from.
    pub source: AnnotationSource,
    /// The colour of the line.
    pub color: Color,
    /// The headline of an event; `{{label}}` stands for a label's value.
    pub title: Text,
    /// The text of an event; `{{label}}` stands for a label's value.
    pub text: Text,
    /// The labels whose values become the tags of an event, of a query in PromQL.
    pub tag_labels: Vec<Text>,
    /// Whether the values of a query are the times of its events, in milliseconds since 1970.
    pub use_value_for_time: bool,
    /// Whether it is on when the dashboard opens.
    pub enabled: bool,
    /// Whether its switch is hidden.
    pub hidden: bool,
    /// The panels that show it.
    pub show_in: ShowIn,
    /// Where it was written.
    pub origin: Origin,
}

/// Where the events of an annotation come from.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum AnnotationSource {
    /// From a query in PromQL: wherever its value is above zero.
    PromQl {
        /// The query.
        expr: Expr,
        /// The datasource; the dashboard's where it is missing.
        datasource: Option<DatasourceRef>,
        /// How far apart the points are at least; events closer than that become one.
        step: Text,
    },
    /// From Grafana's own store, of all dashboards, by tags.
    Tags {
        /// The tags.
        tags: Vec<Text>,
        /// Whether one of them is enough.
        match_any: bool,
        /// How many there are at most.
        limit: u32,
    },
    /// From Grafana's own store, of this dashboard.
    Dashboard {
        /// How many there are at most.
        limit: u32,
    },
    /// From a query of another datasource.
    Other(Box<DataQuery>),
}

/// Which panels show an annotation: handles of panels of the same dashboard.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum ShowIn {
    /// All.
    #[default]
    All,
    /// Only these.
    Only(Vec<PanelRef>),
    /// All but these.
    Except(Vec<PanelRef>),
}

impl Annotation {
    /// How far apart the moments are at which a query is evaluated, in seconds. Grafana joins those at which it finds
    /// something, and that are no further apart, to one event.
    const STEP_SECONDS: u64 = 60;

    /// How many events Grafana's own store gives at most.
    const LIMIT: u32 = 100;

    /// Returns an annotation that is on, with the name as its headline: wherever the query is above zero.
    #[track_caller]
    pub fn new<L, M>(name: impl Into<Text>, query: Query<L, M>) -> Self {
        let name = name.into();
        let source = AnnotationSource::PromQl {
            expr: query.into_expr(),
            datasource: None,
            step: format!("{}s", Self::STEP_SECONDS).into(),
        };
        Self { title: name.clone(), ..Self::of(name, source) }
    }

    /// Returns what people and programs wrote into Grafana with this tag, on any dashboard.
    #[track_caller]
    pub fn tagged(name: impl Into<Text>, tag: impl Into<Text>) -> Self {
        let source = AnnotationSource::Tags { tags: vec![tag.into()], match_any: false, limit: Self::LIMIT };
        Self::of(name, source)
    }

    /// Returns what people and programs wrote on this dashboard.
    #[track_caller]
    pub fn of_dashboard(name: impl Into<Text>) -> Self {
        Self::of(name, AnnotationSource::Dashboard { limit: Self::LIMIT })
    }

    /// Returns what a query of another datasource finds.
    #[track_caller]
    pub fn from_query(name: impl Into<Text>, query: DataQuery) -> Self {
        Self::of(name, AnnotationSource::Other(Box::new(query)))
    }

    #[track_caller]
    fn of(name: impl Into<Text>, source: AnnotationSource) -> Self {
        Self {
            name: name.into(),
            source,
            color: Color::BLUE,
            title: Text::default(),
            text: Text::default(),
            tag_labels: Vec::new(),
            use_value_for_time: false,
            enabled: true,
            hidden: false,
            show_in: ShowIn::All,
            origin: Origin::here(),
        }
    }

    /// Sets the text of an event; `{{label}}` stands for a label's value.
    pub fn text(mut self, text: impl Into<Text>) -> Self {
        self.text = text.into();
        self
    }

    /// Lets the values of these labels be the tags of an event.
    pub fn tag_labels<T: Into<Text>>(mut self, labels: impl IntoIterator<Item = T>) -> Self {
        self.tag_labels = labels.into_iter().map(Into::into).collect();
        self
    }

    /// Takes the values of the query for the times of its events, in milliseconds since 1970: `app_started_time * 1000`.
    pub fn use_value_for_time(mut self) -> Self {
        self.use_value_for_time = true;
        self
    }

    /// Sets the colour of the line.
    pub fn color(mut self, color: Color) -> Self {
        self.color = color;
        self
    }

    /// Looks for one tag more.
    pub fn tag(mut self, tag: impl Into<Text>) -> Self {
        if let AnnotationSource::Tags { tags, .. } = &mut self.source {
            tags.push(tag.into());
        }
        self
    }

    /// Lets one of the tags be enough.
    pub fn match_any_tag(mut self) -> Self {
        if let AnnotationSource::Tags { match_any, .. } = &mut self.source {
            *match_any = true;
        }
        self
    }

    /// Leaves it off until the reader switches it on.
    pub fn disabled(mut self) -> Self {
        self.enabled = false;
        self
    }

    /// Hides its switch.
    pub fn hidden(mut self) -> Self {
        self.hidden = true;
        self
    }

    /// Shows it on these panels only.
    pub fn only_in(mut self, panels: impl Into<Vec<PanelRef>>) -> Self {
        self.show_in = ShowIn::Only(panels.into());
        self
    }

    /// Shows it on all panels but these.
    pub fn except_in(mut self, panels: impl Into<Vec<PanelRef>>) -> Self {
        self.show_in = ShowIn::Except(panels.into());
        self
    }
}
