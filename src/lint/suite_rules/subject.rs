//! What the lints of rules look at.

use crate::model::Origin;
use crate::promql::Catalogue;
use crate::rule::{AlertRule, RuleGroup, Rules};

/// The rules of a suite, and the metrics that they ask for.
pub(in crate::lint) struct Subject<'a> {
    pub(in crate::lint) rules: &'a Rules,
    pub(in crate::lint) catalogue: Option<&'a Catalogue>,
}

impl Subject<'_> {
    /// Returns all alerts, each with its group.
    pub(in crate::lint) fn alerts(&self) -> impl Iterator<Item = (&RuleGroup<AlertRule>, &AlertRule)> {
        self.rules.alerting.iter().flat_map(|group| group.rules.iter().map(move |rule| (group, rule)))
    }
}

/// What a lint says of a rule.
pub(in crate::lint) struct RuleDraft {
    pub(in crate::lint) origin: Origin,
    pub(in crate::lint) message: String,
    pub(in crate::lint) hint: &'static str,
}
