//! Where the fields of a panel's queries are, after its transformations.

use super::Panel;
use crate::model::{Legend, ResultFormat};
use crate::vocabulary::transformation::{Fate, TransformationOptions};

/// How an exception finds the fields of a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Found {
    /// By the query.
    ByQuery,
    /// By their name alone: this transformation put them into a frame with others.
    ByName(&'static str, String),
    /// Not at all: this transformation joined them with others, or made something else of them.
    Lost(&'static str),
}

impl Panel {
    /// Returns how an exception finds the fields of the query at a place.
    pub(crate) fn fields_of(&self, index: usize) -> Found {
        let query = self.ref_id(index);
        let mut steps = self.transformations.iter();
        let shown = self.targets.iter().filter(|target| !target.is_hidden()).count();
        let moved = steps.by_ref().find_map(|step| match step.fate_of(&query, shown) {
            Fate::Kept => None,
            fate => Some((fate, step.options.as_ref().and_then(TransformationOptions::id).unwrap_or_default(), step)),
        });
        let Some((fate, by, step)) = moved else { return Found::ByQuery };
        let name = self.only_name(index).filter(|_| fate == Fate::Joined);
        let Some(name) = name else { return Found::Lost(by) };
        let mut name = step.renamed(&name).to_owned();
        for step in steps {
            if step.fate_of(&query, shown) == Fate::Gone {
                return Found::Lost(step.options.as_ref().and_then(TransformationOptions::id).unwrap_or_default());
            }
            name = step.renamed(&name).to_owned();
        }
        Found::ByName(by, name)
    }

    /// Returns what all fields of a query are called, and none of another.
    fn only_name(&self, index: usize) -> Option<String> {
        let name = self.name_of(index)?;
        let is_other = |other: usize| other == index || self.name_of(other).as_ref() != Some(&name);
        (0..self.targets.len()).all(is_other).then_some(name)
    }

    /// Returns what all fields of a query are called. A table calls its values by its query, where there are several.
    pub(super) fn name_of(&self, index: usize) -> Option<String> {
        let target = self.targets[index].promql()?;
        match (target.format, &target.legend) {
            (ResultFormat::TimeSeries, Legend::Template(text)) if !text.contains("{{") => Some(text.to_string()),
            (ResultFormat::Table, _) => {
                let is_table = |(_, other): &(usize, &crate::model::PromQuery)| other.format == ResultFormat::Table;
                let several = self.promql().filter(is_table).count() > 1;
                Some(if several { format!("Value #{}", self.ref_id(index)) } else { "Value".to_owned() })
            }
            _ => None,
        }
    }
}
