//! How transformations affect the results of a query: whether its fields stay in separate frames, which overrides by
//! query can match, or are merged with others, so that they can only be matched by name.
//!
//! Source: the transformers of the npm package `@grafana/data` 13.2.3; those that are not in there: Grafana,
//! `public/app/features/transformers`.

use super::{CalculateMode, CalculateOptions, ReduceMode, TimeSeriesFormat, Transformation, TransformationOptions};
use crate::json::Either;
use crate::vocabulary::field::FrameMatcher;

/// How the fields of a query are affected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fate {
    /// They stay in separate frames.
    Kept,
    /// They are merged into a frame with those of other queries.
    Joined,
    /// They are replaced by something else.
    Gone,
}

impl Transformation {
    /// Returns what becomes of the fields of a query, among so many queries that the panel asks.
    pub(crate) fn fate_of(&self, query: &str, queries: usize) -> Fate {
        if self.disabled == Some(true) || !self.is_for(query) {
            return Fate::Kept;
        }
        // A query alone may have one series: then there is nothing to be joined.
        let joined = if queries > 1 && !self.is_for_one() { Fate::Joined } else { Fate::Kept };
        match &self.options {
            Some(TransformationOptions::JoinByField(_) | TransformationOptions::Concatenate(_)) => joined,
            Some(TransformationOptions::Calculate(options)) if joins(options) => joined,
            Some(TransformationOptions::Merge(_)) => match self.id.as_deref() {
                Some("merge") => joined,
                Some("seriesToRows") => Fate::Gone,
                _ => Fate::Kept,
            },
            Some(TransformationOptions::PrepareTimeSeries(options)) => match options.format {
                Some(TimeSeriesFormat::Many | TimeSeriesFormat::Multi) => Fate::Kept,
                Some(TimeSeriesFormat::Long) => Fate::Gone,
                Some(TimeSeriesFormat::Wide) | None => joined,
            },
            Some(TransformationOptions::Reduce(options)) if options.mode != Some(ReduceMode::ReduceFields) => {
                Fate::Gone
            }
            Some(
                TransformationOptions::GroupToNestedTable(_)
                | TransformationOptions::GroupingToMatrix(_)
                | TransformationOptions::Heatmap(_)
                | TransformationOptions::Histogram(_)
                | TransformationOptions::JoinByLabels(_)
                | TransformationOptions::Transpose(_),
            ) => Fate::Gone,
            _ => Fate::Kept,
        }
    }

    /// Returns the name that a field has afterwards.
    pub(crate) fn renamed<'a>(&'a self, name: &'a str) -> &'a str {
        match &self.options {
            Some(TransformationOptions::Organize(options)) if self.disabled != Some(true) => {
                options.rename_by_name.as_ref().and_then(|names| names.get(name)).map_or(name, |new| &**new)
            }
            _ => name,
        }
    }

    fn queries(&self) -> Option<&str> {
        match self.filter.as_ref()? {
            FrameMatcher::ByText(matcher) if matcher.id.as_deref() == Some("byRefId") => matcher.options.as_deref(),
            _ => None,
        }
    }

    fn is_for(&self, query: &str) -> bool {
        self.queries().is_none_or(|filter| filter.starts_with('/') || filter.split('|').any(|name| name == query))
    }

    fn is_for_one(&self) -> bool {
        self.queries().is_some_and(|filter| !filter.starts_with('/') && !filter.contains('|'))
    }
}

/// Returns whether a calculation joins all series at their times first: not where it takes each and a number.
fn joins(options: &CalculateOptions) -> bool {
    let right = options.binary.as_ref().and_then(|binary| match binary.right.as_ref()? {
        Either::Left(text) => Some(&**text),
        Either::Right(operand) => operand.fixed.as_deref(),
    });
    let takes_number = right.is_some_and(|text| text.trim().is_empty() || text.trim().parse::<f64>().is_ok());
    options.time_series != Some(false) && !(options.mode == Some(CalculateMode::Binary) && takes_number)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vocabulary::transformation::{
        BinaryOperand, BinaryOptions, JoinByFieldOptions, LimitOptions, PrepareTimeSeriesOptions, ReduceFieldsOptions,
    };

    fn join() -> Transformation {
        Transformation::of(JoinByFieldOptions::new())
    }

    #[test]
    fn fields_that_a_join_takes() {
        assert_eq!(join().fate_of("A", 2), Fate::Joined);
        assert_eq!(join().fate_of("A", 1), Fate::Kept, "there may be one series");
        assert_eq!(join().disabled(true).fate_of("A", 2), Fate::Kept);
        assert_eq!(join().filter(FrameMatcher::by_query("B")).fate_of("A", 3), Fate::Kept);
        assert_eq!(join().filter(FrameMatcher::by_queries(["A", "B"])).fate_of("A", 3), Fate::Joined);
        assert_eq!(join().filter(FrameMatcher::by_query("A")).fate_of("A", 3), Fate::Kept);
    }

    #[test]
    fn fields_that_are_something_else_afterwards() {
        assert_eq!(Transformation::of(ReduceFieldsOptions::new()).fate_of("A", 1), Fate::Gone);
        let kept = ReduceFieldsOptions::new().mode(ReduceMode::ReduceFields);
        assert_eq!(Transformation::of(kept).fate_of("A", 2), Fate::Kept);
        assert_eq!(Transformation::series_to_rows().fate_of("A", 1), Fate::Gone);
        assert_eq!(Transformation::merge().fate_of("A", 2), Fate::Joined);
    }

    #[test]
    fn fields_that_stay_where_they_are() {
        assert_eq!(Transformation::of(LimitOptions::new()).fate_of("A", 2), Fate::Kept);
        assert_eq!(Transformation::of(CalculateOptions::new().time_series(false)).fate_of("A", 2), Fate::Kept);
        assert_eq!(Transformation::of(CalculateOptions::new()).fate_of("A", 2), Fate::Joined);
        let times = |right| BinaryOptions::new().right(Either::Right(BinaryOperand::new().fixed(right)));
        let calculated = |right| CalculateOptions::new().mode(CalculateMode::Binary).binary(times(right));
        assert_eq!(Transformation::of(calculated("100")).fate_of("A", 2), Fate::Kept);
        assert_eq!(Transformation::of(calculated("Memory")).fate_of("A", 2), Fate::Joined);
        let multi = PrepareTimeSeriesOptions::new().format(TimeSeriesFormat::Multi);
        assert_eq!(Transformation::of(multi).fate_of("A", 2), Fate::Kept);
    }
}
