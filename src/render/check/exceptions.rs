//! Exceptions and transformations: which queries they are for, whether Grafana knows their matchers, and what exceptions
//! draw; and what only some kinds of panels ask for.

use super::super::error::RenderError;
use crate::model::{Dashboard, Found, Override, Panel, Property, Visualization};
use crate::spelling::nearest;
use crate::vocabulary::field::{FrameMatcher, Matcher};
use crate::vocabulary::panel::{SCHEMES, XyMapping};

/// Checks that a panel's exceptions and transformations are for queries that it has and that keep their fields, that
/// Grafana knows their matchers, and that exceptions draw what its kind draws.
pub(super) fn of_panel(dashboard: &Dashboard, panel: &Panel) -> Result<(), RenderError> {
    let of = Of { dashboard, panel };
    for exception in &panel.field.overrides {
        of.matcher(&exception.matcher)?;
        of.properties(exception)?;
    }
    let mut filters = panel.transformations.iter().filter_map(|step| step.filter.as_ref());
    filters.try_for_each(|filter| of.filter(filter))?;
    of.axes()?;
    of.series()?;
    of.scheme()
}

struct Of<'a> {
    dashboard: &'a Dashboard,
    panel: &'a Panel,
}

impl Of<'_> {
    fn title(&self) -> String {
        self.panel.title.to_string()
    }

    fn place_of(&self, query: &str) -> Option<usize> {
        (0..self.panel.targets.len()).find(|index| self.panel.ref_id(*index) == query)
    }

    fn matcher(&self, matcher: &Matcher) -> Result<(), RenderError> {
        if let Some(id) = unknown(matcher) {
            return Err(self.unknown_matcher("an override", id));
        }
        let Matcher::ByText(matcher) = matcher else { return Ok(()) };
        let (Some("byFrameRefID"), Some(query)) = (matcher.id.as_deref(), matcher.options.as_deref()) else {
            return Ok(());
        };
        let Some(index) = self.place_of(query) else { return Err(self.unknown_query("an override", query)) };
        match self.panel.fields_of(index) {
            Found::ByQuery => Ok(()),
            Found::ByName(step, name) => Err(self.lost_query("an override", query, step, &format!("`{name}`"))),
            Found::Lost(step) => Err(self.lost_query("an override", query, step, "what is left")),
        }
    }

    /// A filter is for frames, which have matchers of their own.
    fn filter(&self, filter: &FrameMatcher) -> Result<(), RenderError> {
        let FrameMatcher::ByText(matcher) = filter else {
            return Err(self.unknown_matcher("a transformation", String::new()));
        };
        match (matcher.id.as_deref(), matcher.options.as_deref()) {
            (Some("byRefId"), Some(queries)) if !queries.starts_with('/') => {
                match queries.split('|').find(|query| self.place_of(query).is_none()) {
                    None => Ok(()),
                    Some(query) => Err(self.unknown_query("a transformation", query)),
                }
            }
            (Some("byRefId" | "byName"), _) => Ok(()),
            (id, _) => Err(self.unknown_matcher("a transformation", id.unwrap_or_default().to_owned())),
        }
    }

    /// A separate axis is an override for a query, too.
    fn axes(&self) -> Result<(), RenderError> {
        let lost = self.panel.promql().filter(|(_, target)| target.axis.is_some()).find_map(|(index, target)| {
            let Found::Lost(step) = self.panel.fields_of(index) else { return None };
            Some(RenderError::LostQuery {
                origin: target.origin,
                reader: "a separate axis",
                dashboard: self.dashboard.uid.clone(),
                panel: self.title().into(),
                query: self.panel.ref_id(index).into(),
                step,
                name: "a legend that is a fixed text, and that no other query has".into(),
            })
        });
        lost.map_or(Ok(()), Err)
    }

    /// Grafana draws no series of an XY chart that does not say all of its places.
    fn series(&self) -> Result<(), RenderError> {
        let Visualization::XyChart(chart) = &self.panel.visualization else { return Ok(()) };
        let mut series = chart.options.series.iter().flatten();
        let is_whole = series.all(|it| it.frame.is_some() && it.x.is_some() && it.y.is_some());
        if is_whole || chart.options.mapping != Some(XyMapping::Manual) {
            return Ok(());
        }
        Err(RenderError::HalfSeries {
            origin: self.panel.origin,
            dashboard: self.dashboard.uid.clone(),
            panel: self.title(),
        })
    }

    fn scheme(&self) -> Result<(), RenderError> {
        let Visualization::Heatmap(map) = &self.panel.visualization else { return Ok(()) };
        let scheme = map.options.color.as_ref().and_then(|color| color.scheme.as_deref());
        match scheme.filter(|name| !SCHEMES.contains(name)) {
            None => Ok(()),
            Some(name) => Err(RenderError::UnknownScheme {
                origin: self.panel.origin,
                dashboard: self.dashboard.uid.clone(),
                panel: self.title(),
                hint: nearest(name, SCHEMES).map(|it| format!("; did you mean `{it}`?")).unwrap_or_default(),
                name: name.to_owned(),
            }),
        }
    }

    fn properties(&self, exception: &Override) -> Result<(), RenderError> {
        let Some(known) = self.panel.visualization.custom_names() else { return Ok(()) };
        let is_foreign = |id: &str| id.strip_prefix("custom.").is_some_and(|name| !known.contains(&name));
        match exception.properties.iter().map(Property::id).find(|id| is_foreign(id)) {
            None => Ok(()),
            Some(property) => Err(RenderError::ForeignProperty {
                origin: self.panel.origin,
                dashboard: self.dashboard.uid.clone(),
                panel: self.title(),
                kind: self.panel.visualization.plugin_id().to_owned(),
                property: property.to_owned(),
            }),
        }
    }

    fn unknown_matcher(&self, asker: &'static str, id: String) -> RenderError {
        RenderError::UnknownMatcher {
            origin: self.panel.origin,
            dashboard: self.dashboard.uid.clone(),
            panel: self.title(),
            asker,
            id,
        }
    }

    fn unknown_query(&self, reader: &'static str, query: &str) -> RenderError {
        RenderError::UnknownQuery {
            origin: self.panel.origin,
            reader,
            dashboard: self.dashboard.uid.clone(),
            panel: self.title(),
            query: query.to_owned(),
        }
    }

    fn lost_query(&self, reader: &'static str, query: &str, step: &'static str, name: &str) -> RenderError {
        RenderError::LostQuery {
            origin: self.panel.origin,
            reader,
            dashboard: self.dashboard.uid.clone(),
            panel: self.title().into(),
            query: query.into(),
            step,
            name: format!("the name of its fields, {name} (`Override::by_name(..)`)").into(),
        }
    }
}

/// Returns the id of a matcher that Grafana does not have for fields, or that no document can use.
fn unknown(matcher: &Matcher) -> Option<String> {
    let (id, known): (_, &[&str]) = match matcher {
        Matcher::ByText(matcher) => (matcher.id.as_deref(), &["byName", "byRegexp", "byType", "byFrameRefID"]),
        Matcher::Plain(matcher) => (matcher.id.as_deref(), &["numeric", "time", "first", "firstTimeField"]),
        Matcher::ByNames(_) | Matcher::ByRegexpOrNames(_) | Matcher::ByValue(_) => return None,
        Matcher::Other(value) => (value.0.get("id").and_then(serde_json::Value::as_str), &[]),
    };
    let id = id.unwrap_or_default();
    (!known.contains(&id)).then(|| id.to_owned())
}
