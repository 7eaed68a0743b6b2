//! Events drawn over graphs.

use super::{Color, DataQuery, DatasourceRef, Origin, PanelRef, Text};
use crate::promql::Query;
use crate::promql::ast::Expr;

/// Events drawn over graphs.
#[derive(Debug, Clone)]
pub struct Annotation {
    /// Its name, shown next to its toggle at the top of the dashboard.
    pub name: Text,
    /// Where the events come from.
    pub source: AnnotationSource,
    /// The colour of its line and markers.
    pub color: Color,
    /// The title of an event, shown in the tooltip; `{{label}}` is replaced by the value of a label.
    pub title: Text,
    /// The text of an event, shown in the tooltip; `{{label}}` is replaced by the value of a label.
    pub text: Text,
    /// The labels whose values become the tags of an event; PromQL only.
    pub tag_labels: Vec<Text>,
    /// Whether the values of the query are the times of the events, in milliseconds since 1970.
    pub use_value_as_time: bool,
    /// Whether it is on when the dashboard is opened.
    pub enabled: bool,
    /// Whether its toggle is hidden.
    pub hidden: bool,
    /// The panels that show it.
    pub show_in: ShowIn,
    /// Where in the Rust source it was defined.
    pub origin: Origin,
}

/// Where the events of an annotation come from.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum AnnotationSource {
    /// A PromQL query: an event wherever its value is above zero.
    PromQl {
        /// The query.
        expr: Expr,
        /// The datasource; the dashboard's where it is missing.
        datasource: Option<DatasourceRef>,
        /// The minimum step between points; events closer than that are merged.
        step: Text,
    },
    /// Annotations stored in Grafana, of all dashboards, by tags.
    Tags {
        /// The tags.
        tags: Vec<Text>,
        /// Whether one matching tag is enough.
        match_any: bool,
        /// The maximum number of events.
        limit: u32,
    },
    /// Annotations stored in Grafana, of this dashboard.
    Dashboard {
        /// The maximum number of events.
        limit: u32,
    },
    /// A query to another datasource.
    Other(Box<DataQuery>),
}

/// Which panels show an annotation: handles of panels of the same dashboard.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum ShowIn {
    /// All panels.
    #[default]
    All,
    /// Only these panels.
    Only(Vec<PanelRef>),
    /// All panels except these.
    Except(Vec<PanelRef>),
}

impl Annotation {
    /// The step at which the query is evaluated, in seconds. Grafana merges consecutive points into one event.
    const STEP_SECONDS: u64 = 60;

    /// The default limit for events stored in Grafana.
    const LIMIT: u32 = 100;

    /// Returns an annotation that is on, with its name as the title: an event wherever the query is above zero.
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

    /// Returns the annotations with this tag that users and programs added in Grafana, on any dashboard.
    #[track_caller]
    pub fn tagged(name: impl Into<Text>, tag: impl Into<Text>) -> Self {
        let source = AnnotationSource::Tags { tags: vec![tag.into()], match_any: false, limit: Self::LIMIT };
        Self::of(name, source)
    }

    /// Returns the annotations that users and programs added to this dashboard.
    #[track_caller]
    pub fn of_dashboard(name: impl Into<Text>) -> Self {
        Self::of(name, AnnotationSource::Dashboard { limit: Self::LIMIT })
    }

    /// Returns an annotation whose events come from a query to another datasource.
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
            use_value_as_time: false,
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

    /// Uses the values of these labels as the tags of an event.
    pub fn tag_labels<T: Into<Text>>(mut self, labels: impl IntoIterator<Item = T>) -> Self {
        self.tag_labels = labels.into_iter().map(Into::into).collect();
        self
    }

    /// Uses the values of the query as the times of its events, in milliseconds since 1970: `app_started_time * 1000`.
    pub fn use_value_as_time(mut self) -> Self {
        self.use_value_as_time = true;
        self
    }

    /// Sets the colour of the line.
    pub fn color(mut self, color: Color) -> Self {
        self.color = color;
        self
    }

    /// Adds a tag that events must have.
    pub fn tag(mut self, tag: impl Into<Text>) -> Self {
        if let AnnotationSource::Tags { tags, .. } = &mut self.source {
            tags.push(tag.into());
        }
        self
    }

    /// Requires only one of the tags, rather than all.
    pub fn match_any_tag(mut self) -> Self {
        if let AnnotationSource::Tags { match_any, .. } = &mut self.source {
            *match_any = true;
        }
        self
    }

    /// Turns it off by default; users can turn it on.
    pub fn disabled(mut self) -> Self {
        self.enabled = false;
        self
    }

    /// Hides its toggle.
    pub fn hidden(mut self) -> Self {
        self.hidden = true;
        self
    }

    /// Shows it only on these panels.
    pub fn only_in(mut self, panels: impl Into<Vec<PanelRef>>) -> Self {
        self.show_in = ShowIn::Only(panels.into());
        self
    }

    /// Shows it on all panels except these.
    pub fn except_in(mut self, panels: impl Into<Vec<PanelRef>>) -> Self {
        self.show_in = ShowIn::Except(panels.into());
        self
    }
}
