//! Regular expressions: a leading slash that no other closes is none that Grafana can read.

use super::super::error::RenderError;
use crate::model::{Dashboard, Mapping, Panel, Property, Text, Variable, Visualization};
use crate::vocabulary::field::pattern::is_readable;
use crate::vocabulary::field::{FrameMatcher, Matcher};
use crate::vocabulary::panel::ReduceOptions;
use crate::vocabulary::transformation::{Transformation, TransformationOptions};

/// Checks what a panel looks for in names and texts.
pub(super) fn of_panel(dashboard: &Dashboard, panel: &Panel) -> Result<(), RenderError> {
    let exceptions = panel.field.overrides.iter();
    let own_mappings = exceptions.clone().flat_map(|it| &it.properties).filter_map(|property| match property {
        Property::Mappings(mappings) => Some(mappings),
        _ => None,
    });
    let mappings = own_mappings.chain([&panel.field.mappings]).flatten().filter_map(|mapping| match mapping {
        Mapping::Regex { pattern, .. } => Some(pattern),
        _ => None,
    });
    let matched = exceptions.filter_map(|exception| of_matcher(&exception.matcher));
    let reduced = of_options(&panel.visualization).and_then(|options| options.fields.as_ref());
    let steps = panel.transformations.iter().flat_map(of_step);
    match mappings.chain(matched).chain(reduced).chain(steps).find(|pattern| !is_readable(pattern)) {
        None => Ok(()),
        Some(pattern) => Err(RenderError::UnreadablePattern {
            origin: panel.origin,
            dashboard: dashboard.uid.clone(),
            place: format!("panel `{}`", panel.title),
            pattern: pattern.to_string(),
        }),
    }
}

/// Checks what a variable takes of the values found.
pub(super) fn of_variable(dashboard: &Dashboard, variable: &Variable) -> Result<(), RenderError> {
    if is_readable(&variable.regex) {
        return Ok(());
    }
    Err(RenderError::UnreadablePattern {
        origin: variable.origin,
        dashboard: dashboard.uid.clone(),
        place: format!("variable `{}`", variable.var.name()),
        pattern: variable.regex.to_string(),
    })
}

fn of_matcher(matcher: &Matcher) -> Option<&Text> {
    match matcher {
        Matcher::ByText(matcher) if matcher.id.as_deref() == Some("byRegexp") => matcher.options.as_ref(),
        Matcher::ByRegexpOrNames(matcher) => matcher.options.as_ref()?.pattern.as_ref(),
        _ => None,
    }
}

fn of_options(visualization: &Visualization) -> Option<&ReduceOptions> {
    match visualization {
        Visualization::BarGauge(kind) => kind.options.reduce_options.as_ref(),
        Visualization::Gauge(kind) => kind.options.reduce_options.as_ref(),
        Visualization::PieChart(kind) => kind.options.reduce_options.as_ref(),
        Visualization::Stat(kind) => kind.options.reduce_options.as_ref(),
        _ => None,
    }
}

fn of_step(step: &Transformation) -> impl Iterator<Item = &Text> {
    let filter = match &step.filter {
        Some(FrameMatcher::ByText(matcher)) => matcher.options.as_ref(),
        _ => None,
    };
    let [first, second] = match &step.options {
        Some(TransformationOptions::ExtractFields(options)) => [options.regular_expression.as_ref(), None],
        Some(TransformationOptions::FilterByRefId(options)) => [options.include.as_ref(), options.exclude.as_ref()],
        Some(TransformationOptions::FilterFieldsByName(options)) => {
            [&options.include, &options.exclude].map(|names| names.as_ref().and_then(|it| it.pattern.as_ref()))
        }
        Some(TransformationOptions::RenameByRegex(options)) => [options.regex.as_ref(), None],
        _ => [None, None],
    };
    filter.into_iter().chain(first).chain(second)
}
