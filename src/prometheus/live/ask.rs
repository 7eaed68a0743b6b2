//! Asks what one dashboard asks.

use std::time::Duration;

use super::pace::{self, Pace};
use super::report::{Asked, DashboardReport, Part, Problem, Verdict};
use super::sense::Bounds;
use super::variable::{self, Values, outcome};
use super::{Moment, reads};
use crate::layout;
use crate::model::{
    Annotation, AnnotationSource, Dashboard, DataQuery, DataQuerySource, DatasourceRef, Panel, PanelQuery, PromQuery,
    QueryType,
};
use crate::prometheus::{Answer, ClientError, Data};
use crate::promql::{Variables, interpolate};

/// The points that Grafana asks for an annotation: its range in steps of the annotation, or as many as a screen has.
const POINTS_OF_ANNOTATION: u32 = 1_920;

/// Asks everything that a dashboard asks when it opens.
pub(super) fn examine(dashboard: &Dashboard, moment: &Moment<'_>) -> Result<DashboardReport, ClientError> {
    let (ends, understood) = pace::ends(&dashboard.time, moment.now);
    let mut variables = Variables::default();
    let mut asked = ask_variables(dashboard, moment, ends, &mut variables)?;
    let page = Page { dashboard, moment, ends, variables };
    for annotation in &dashboard.annotations {
        asked.push(page.ask_annotation(annotation)?);
    }
    for (panel, width) in panels(dashboard) {
        for (index, target) in panel.targets.iter().enumerate() {
            let part = Part::Panel { title: panel.title.to_string(), ref_id: panel.ref_id(index).into_owned() };
            let allowed = panel.allowed.clone();
            asked.push(match target {
                PanelQuery::PromQl(target) => Asked { allowed, ..page.ask_target(target, part, panel, width)? },
                PanelQuery::Other(ask) => not_asked(part, ask),
            });
        }
    }
    let strange_range = (!understood).then(|| format!("{} to {}", dashboard.time.from, dashboard.time.to));
    Ok(DashboardReport { title: dashboard.title.to_string(), name: dashboard.name().to_owned(), strange_range, asked })
}

/// Names a query that Prometheus does not understand.
fn not_asked(part: Part, ask: &DataQuery) -> Asked {
    let why = match &ask.source {
        DataQuerySource::Plugin(kind, _) => format!("its datasource has the type `{kind}`"),
        DataQuerySource::Expression => "Grafana calculates it on the server".to_owned(),
        DataQuerySource::Panel(panel) => format!("it reuses the results of the panel `{}`", panel.key.as_str()),
    };
    let asked = Asked::new(part, ask.origin, crate::json::text(&ask.query).trim_end().to_owned());
    Asked { verdict: Verdict::NotAsked(why), ..asked }
}

/// Asks for the values of the variables, and sets what they stand for.
fn ask_variables(
    dashboard: &Dashboard,
    moment: &Moment<'_>,
    (from, to): (f64, f64),
    variables: &mut Variables,
) -> Result<Vec<Asked>, ClientError> {
    let ask = |label: &str, series: &str| moment.client.label_values(label, series, from, to);
    let values = variable::choose(dashboard.all_variables(), variables, &ask)?;
    Ok(values.into_iter().map(asked_variable).collect())
}

fn asked_variable(values: Values<'_>) -> Asked {
    let verdict = match values.found {
        Ok(found) if found.is_empty() => Verdict::Empty,
        Ok(found) => Verdict::Data(found.len()),
        Err(message) => Verdict::Failed(message),
    };
    let part = Part::Variable(values.variable.var.name().to_owned());
    let asked = Asked::new(part, values.variable.origin, values.query);
    Asked { reads: reads(&values.series), sent: values.series, verdict, ..asked }
}

/// Returns all panels with their widths in columns.
fn panels(dashboard: &Dashboard) -> Vec<(&Panel, u32)> {
    let places = dashboard.keys().into_iter().zip(layout::place(dashboard));
    let mut panels = dashboard.panels().peekable();
    // Rows and tabs have places, too.
    let of_key = |(key, place): (&str, layout::GridPos)| {
        let panel = panels.next_if(|panel| panel.key.as_str() == key)?;
        Some((panel, place.w))
    };
    places.filter_map(of_key).collect()
}

/// A dashboard whose variables have their values.
struct Page<'a> {
    dashboard: &'a Dashboard,
    moment: &'a Moment<'a>,
    ends: (f64, f64),
    variables: Variables,
}

/// How a query is asked, and what its numbers may be.
struct Manner<'a> {
    query_type: QueryType,
    pace: Pace,
    bounds: Bounds,
    datasource: &'a DatasourceRef,
}

impl Page<'_> {
    fn ask_annotation(&self, annotation: &Annotation) -> Result<Asked, ClientError> {
        let part = Part::Annotation(annotation.name.to_string());
        let (expr, datasource, step) = match &annotation.source {
            AnnotationSource::PromQl { expr, datasource, step } => (expr, datasource, step),
            AnnotationSource::Other(ask) => return Ok(not_asked(part, ask)),
            AnnotationSource::Tags { .. } | AnnotationSource::Dashboard { .. } => {
                let verdict = Verdict::NotAsked("its events are stored in Grafana".to_owned());
                return Ok(Asked { verdict, ..Asked::new(part, annotation.origin, String::new()) });
            }
        };
        let manner = Manner {
            query_type: QueryType::Range,
            pace: self.pace(POINTS_OF_ANNOTATION, pace::duration(step)),
            bounds: Bounds::default(),
            datasource: datasource.as_ref().unwrap_or(&self.dashboard.datasource),
        };
        self.ask(Asked::new(part, annotation.origin, expr.to_string()), &manner)
    }

    fn ask_target(&self, target: &PromQuery, part: Part, panel: &Panel, width: u32) -> Result<Asked, ClientError> {
        let points = panel.max_data_points.unwrap_or(pace::pixels(width));
        let datasource = target.datasource.as_ref().or(panel.datasource.as_ref());
        let manner = Manner {
            query_type: target.query_type,
            pace: self.pace(points, self.least_step(target, panel)),
            bounds: Bounds::of(target, panel),
            datasource: datasource.unwrap_or(&self.dashboard.datasource),
        };
        self.ask(Asked::new(part, target.origin, target.expr.to_string()), &manner)
    }

    fn pace(&self, points: u32, least: Option<Duration>) -> Pace {
        Pace::new(self.ends, points, least, self.moment.scrape_interval)
    }

    /// Returns the least step that a query or its panel names; a variable may stand for it.
    fn least_step(&self, target: &PromQuery, panel: &Panel) -> Option<Duration> {
        let text = target.min_step.as_ref().or(panel.min_step.as_ref())?;
        pace::duration(&interpolate(text, &self.variables).ok()?)
    }

    fn ask(&self, asked: Asked, manner: &Manner<'_>) -> Result<Asked, ClientError> {
        if let DatasourceRef::Other { kind, .. } = manner.datasource {
            let verdict = Verdict::NotAsked(format!("its datasource has the type `{kind}`"));
            return Ok(Asked { verdict, ..asked });
        }
        let placeholders = self.variables.clone().with_times(manner.pace.times());
        match interpolate(&asked.expr, &placeholders) {
            Err(error) => Ok(Asked { verdict: Verdict::Failed(error.to_string()), ..asked }),
            Ok(sent) => self.send(Asked { reads: reads(&sent), sent, ..asked }, manner),
        }
    }

    fn send(&self, asked: Asked, manner: &Manner<'_>) -> Result<Asked, ClientError> {
        let (answer, verdict) = self.answer(&asked, manner)?;
        Ok(judged(answer, verdict, manner.bounds, asked))
    }

    /// Returns what Prometheus answers, and what it means when there is something in it.
    fn answer(&self, asked: &Asked, manner: &Manner<'_>) -> Result<(Outcome, Found), ClientError> {
        let client = self.moment.client;
        let at_end = || outcome(client.query(&asked.sent, Some(manner.pace.to)));
        if manner.query_type == QueryType::Instant {
            return Ok((at_end()?, Verdict::Data));
        }
        let range = outcome(client.query_range(&asked.sent, manner.pace.range()))?;
        let is_empty = matches!(&range, Ok(answer) if answer.data.is_empty());
        // Data that is younger than a step may have no point on a whole step yet.
        if is_empty && !matches!(asked.part, Part::Annotation(_)) {
            return Ok((at_end()?, Verdict::EndOnly));
        }
        Ok((range, Verdict::Data))
    }
}

/// What Prometheus gave for a query, or why it gave nothing.
type Outcome = Result<Answer<Data>, String>;
/// The verdict when it gave so many series.
type Found = fn(usize) -> Verdict;

/// Writes down what came back.
fn judged(answer: Outcome, verdict: Found, bounds: Bounds, asked: Asked) -> Asked {
    match answer {
        Err(message) => Asked { verdict: Verdict::Failed(message), ..asked },
        Ok(answer) => Asked {
            verdict: if answer.data.is_empty() { Verdict::Empty } else { verdict(answer.data.series()) },
            strange: strange(&answer.data.values(), bounds),
            remarks: answer.warnings.into_iter().chain(answer.infos).collect(),
            ..asked
        },
    }
}

/// Returns what is wrong with some numbers; NaN stands for a share of nothing, so some of it is fine.
fn strange(values: &[f64], bounds: Bounds) -> Vec<Problem> {
    let mut problems = Vec::new();
    if !values.is_empty() && values.iter().all(|value| value.is_nan()) {
        problems.push(Problem::OnlyNan);
    }
    if values.iter().any(|value| value.is_infinite()) {
        problems.push(Problem::Infinite);
    }
    let outside = values.iter().copied().filter(|value| value.is_finite() && !bounds.hold(*value));
    if let Some(value) = outside.max_by(|a, b| a.abs().total_cmp(&b.abs())) {
        problems.push(Problem::Outside { value, bounds });
    }
    problems
}
