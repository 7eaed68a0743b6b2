//! Values that are marked.

use crate::migrate::loss::Losses;
use crate::migrate::value::number;
use crate::schema::v1::legacy::{Graph, GraphThreshold};
use crate::vocabulary::field::{Color, FieldDefaults, Threshold, Thresholds};
use crate::vocabulary::panel::{GraphField, ThresholdsStyle, ThresholdsStyleMode};

/// Notes the marks of the right axis: thresholds go by the left one, which fields have unless they are told another.
pub(super) fn note_axes(old: &Graph, losses: &mut Losses) {
    let is_right =
        |mark: &GraphThreshold| mark.yaxis.as_deref() == Some("right") && number(mark.value.clone()).is_some();
    let marks = old.thresholds.iter().flatten().enumerate();
    for (index, _) in marks.filter(|(_, mark)| is_right(mark)) {
        losses.inside("thresholds", index, |losses| losses.note("it now marks the left axis, not the right one"));
    }
}

/// Takes the values that are marked; each colours what is above or below it.
pub(super) fn take(old: &mut Graph, defaults: &mut FieldDefaults<GraphField>) {
    let written = old.thresholds.take().unwrap_or_default();
    let (mut marks, others): (Vec<_>, Vec<_>) = written.into_iter().partition(|it| number(it.value.clone()).is_some());
    // What marks no value is a loss, if somebody wrote something there.
    old.thresholds = Some(others);
    marks.sort_by(|a, b| value(a).total_cmp(&value(b)));
    if marks.is_empty() {
        return;
    }
    let has = |of: fn(&GraphThreshold) -> Option<bool>| marks.iter().any(|mark| of(mark) == Some(true));
    let mode = match (has(|it| it.fill), has(|it| it.line)) {
        (true, true) => ThresholdsStyleMode::LineAndArea,
        (true, false) => ThresholdsStyleMode::Area,
        (false, _) => ThresholdsStyleMode::Line,
    };
    let custom = defaults.custom.get_or_insert_with(GraphField::empty);
    custom.thresholds_style = Some(ThresholdsStyle::new().mode(mode));
    defaults.thresholds = Some(Thresholds::new().steps(steps(&marks)));
}

fn steps(marks: &[GraphThreshold]) -> Vec<Threshold> {
    let mut steps = Vec::new();
    for (index, mark) in marks.iter().enumerate() {
        let next = marks.get(index + 1);
        if mark.op.as_deref() == Some("lt") {
            if steps.is_empty() {
                steps.push(step(None, color(mark)));
            }
            let is_below = |next: &&GraphThreshold| next.op.as_deref() == Some("lt");
            steps.push(step(Some(value(mark)), next.filter(is_below).map_or(Color::TRANSPARENT, color)));
        } else {
            steps.push(step(Some(value(mark)), color(mark)));
        }
    }
    if steps.first().is_some_and(|first| first.value != Some(None)) {
        steps.insert(0, step(None, Color::TRANSPARENT));
    }
    steps
}

fn step(value: Option<f64>, color: Color) -> Threshold {
    Threshold::from(value, color)
}

fn value(mark: &GraphThreshold) -> f64 {
    number(mark.value.clone()).unwrap_or(0.0)
}

fn color(mark: &GraphThreshold) -> Color {
    match mark.color_mode.as_deref() {
        Some("warning") => Color::AMBER,
        Some("ok") => Color::GREEN,
        Some("custom") => Color(mark.fill_color.clone().or(mark.line_color.clone()).unwrap_or("red".into())),
        _ => Color::RED,
    }
}
