//! Legend and tooltip.

use serde_json::json;

use crate::json::Either;
use crate::migrate::value::{number, property};
use crate::schema::v1::legacy::{Graph, GraphLegend};
use crate::vocabulary::Text;
use crate::vocabulary::field::{Calculation, FieldOverride, MatchedValue, ValueMatcher};
use crate::vocabulary::panel::{
    GraphField, LegendDisplay, LegendOptions, LegendPlacement, TooltipMode, TooltipOptions, TooltipSort,
};

/// The headlines of numbers in a legend, by their old names.
const HEADLINES: [(&str, &str); 5] =
    [("avg", "Mean"), ("current", "Last *"), ("max", "Max"), ("min", "Min"), ("total", "Total")];

/// Takes the legend.
pub(super) fn options(old: &mut Graph) -> LegendOptions {
    let mut options = LegendOptions::new();
    let Some(legend) = &mut old.legend else { return options };
    options.show_legend = Some(legend.show.take() == Some(true));
    if legend.align_as_table.take() == Some(true) {
        options.display_mode = Some(LegendDisplay::Table);
    }
    if legend.right_side.take() == Some(true) {
        options.placement = Some(LegendPlacement::Right);
    }
    options.width = number(legend.side_width.take()).map(Either::Left);
    let numbers = take_numbers(legend);
    if legend.values.take() == Some(true) {
        options.calcs = Some(numbers);
    }
    let sort = legend.sort.take().flatten();
    let headline = HEADLINES.iter().find(|(name, _)| sort.as_deref() == Some(name));
    options.sort_by = headline.map(|(_, headline)| Text::Borrowed(headline));
    options.sort_desc = legend.sort_desc.take().flatten().filter(|_| headline.is_some());
    options
}

fn take_numbers(legend: &mut GraphLegend) -> Vec<Calculation> {
    let shown = [
        (legend.avg.take(), Calculation::MEAN),
        (legend.current.take(), Calculation::LAST_NOT_NULL),
        (legend.max.take(), Calculation::MAX),
        (legend.min.take(), Calculation::MIN),
        (legend.total.take(), Calculation::SUM),
    ];
    shown.into_iter().filter(|(shown, _)| *shown == Some(true)).map(|(_, calculation)| calculation).collect()
}

/// Returns exceptions for series that the legend leaves out.
pub(super) fn exceptions(old: &mut Graph) -> Vec<FieldOverride<GraphField>> {
    let Some(legend) = &mut old.legend else { return Vec::new() };
    let hidden = [(legend.hide_zero.take(), Calculation::ALL_ZERO), (legend.hide_empty.take(), Calculation::ALL_NULL)];
    let rules = hidden.into_iter().filter(|(hides, _)| *hides == Some(true)).map(|(_, reducer)| {
        let matched = MatchedValue::empty().reducer(reducer).op("gte").value(0.0);
        let mut rule = FieldOverride::empty().matcher(ValueMatcher::new().options(matched));
        let hide = json!({ "legend": true, "tooltip": true, "viz": false });
        rule.properties = Some(vec![property("custom.hideFrom", hide)]);
        rule
    });
    rules.collect()
}

/// Takes the tooltip.
pub(super) fn tooltip(old: &mut Graph) -> TooltipOptions {
    let mut options = TooltipOptions::new();
    let Some(tooltip) = &mut old.tooltip else { return options };
    let (is_shared, sort) = (tooltip.shared.take() == Some(true), tooltip.sort.take());
    if is_shared {
        options.mode = Some(TooltipMode::Multi);
        options.sort = Some(match sort {
            Some(1.0) => TooltipSort::Asc,
            Some(2.0) => TooltipSort::Desc,
            _ => TooltipSort::None,
        });
    }
    options
}
