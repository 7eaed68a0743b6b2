//! Notification policies: where alerts are sent, by their labels.

use std::time::Duration;

use super::{ContactPoint, MuteTiming};
use crate::model::Text;
use crate::promql::{hours, minutes, seconds};
use crate::rule::Severity;

/// A route of the policy tree: where alerts with certain labels are sent.
///
/// Settings that are missing are inherited from its parent, except mute timings.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct Route {
    /// The label matchers; all of them must match.
    pub matchers: Vec<Matcher>,
    /// How alerts are grouped.
    pub grouping: Grouping,
    /// Whether alerts that it matches are also matched against the following routes.
    pub continue_matching: bool,
    /// Nested routes for some of its alerts.
    pub routes: Vec<Route>,
    contact_point: Option<ContactPoint>,
    muted: Vec<MuteTiming>,
    active: Vec<MuteTiming>,
}

impl Route {
    /// Returns a route to a contact point, for all alerts.
    pub fn to(contact_point: &ContactPoint) -> Self {
        Self { contact_point: Some(contact_point.clone()), ..Self::default() }
    }

    /// Matches alerts with this severity.
    pub fn severity(self, severity: Severity) -> Self {
        self.is("severity", severity.as_str())
    }

    /// Matches alerts whose label has this value.
    pub fn is(self, label: impl Into<Text>, value: impl Into<Text>) -> Self {
        self.when(label, Match::Is, value)
    }

    /// Matches alerts whose label has another value or is missing.
    pub fn is_not(self, label: impl Into<Text>, value: impl Into<Text>) -> Self {
        self.when(label, Match::IsNot, value)
    }

    /// Matches alerts whose label matches a regular expression completely: `api|web`.
    pub fn matches(self, label: impl Into<Text>, regex: impl Into<Text>) -> Self {
        self.when(label, Match::Matches, regex)
    }

    /// Matches alerts whose label does not match a regular expression.
    pub fn does_not_match(self, label: impl Into<Text>, regex: impl Into<Text>) -> Self {
        self.when(label, Match::DoesNotMatch, regex)
    }

    fn when(mut self, label: impl Into<Text>, how: Match, value: impl Into<Text>) -> Self {
        self.matchers.push(Matcher { label: label.into(), how, value: value.into() });
        self
    }

    /// Sets how alerts are grouped.
    pub fn grouping(self, grouping: Grouping) -> Self {
        Self { grouping: grouping.or(self.grouping), ..self }
    }

    /// Mutes notifications during these times.
    pub fn mute(mut self, timing: &MuteTiming) -> Self {
        self.muted.push(timing.clone());
        self
    }

    /// Mutes notifications outside of these times.
    pub fn only_in(mut self, timing: &MuteTiming) -> Self {
        self.active.push(timing.clone());
        self
    }

    /// Also matches its alerts against the following routes.
    pub fn continue_matching(self) -> Self {
        Self { continue_matching: true, ..self }
    }

    /// Adds a nested route for some of its alerts, after the existing ones.
    pub fn route(mut self, route: Self) -> Self {
        self.routes.push(route);
        self
    }

    /// Returns its contact point, unless it is inherited.
    pub fn contact_point(&self) -> Option<&ContactPoint> {
        self.contact_point.as_ref()
    }

    /// Returns the times during which notifications are muted.
    pub fn muted(&self) -> &[MuteTiming] {
        &self.muted
    }

    /// Returns the times outside of which notifications are muted.
    pub fn active(&self) -> &[MuteTiming] {
        &self.active
    }

    pub(super) fn timings(&self) -> impl Iterator<Item = &MuteTiming> {
        self.muted.iter().chain(&self.active)
    }
}

/// A label matcher.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Matcher {
    /// The label.
    pub label: Text,
    /// The operator.
    pub how: Match,
    /// The value to compare with.
    pub value: Text,
}

/// The operator of a label matcher.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Match {
    /// Equal.
    Is,
    /// Not equal.
    IsNot,
    /// Matches a regular expression.
    Matches,
    /// Does not match a regular expression.
    DoesNotMatch,
}

impl Match {
    /// Returns the operator: `=~`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Is => "=",
            Self::IsNot => "!=",
            Self::Matches => "=~",
            Self::DoesNotMatch => "!~",
        }
    }
}

/// How alerts are grouped into notifications, and how often those are sent.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Grouping {
    /// The labels that the alerts of a notification have in common.
    pub by: Option<Vec<Text>>,
    /// How long to wait for more alerts before the first notification of a group.
    pub group_wait: Option<Duration>,
    /// How long to wait before a notification about new alerts in a group.
    pub group_interval: Option<Duration>,
    /// How long to wait before repeating a notification.
    pub repeat_interval: Option<Duration>,
}

impl Grouping {
    /// Groups alerts by these labels; `...` means all labels.
    pub fn by<T: Into<Text>>(labels: impl IntoIterator<Item = T>) -> Self {
        Self { by: Some(labels.into_iter().map(Into::into).collect()), ..Self::default() }
    }

    /// Sets how long to wait for more alerts before the first notification of a group.
    pub fn group_wait(self, wait: Duration) -> Self {
        Self { group_wait: Some(wait), ..self }
    }

    /// Sets how long to wait before a notification about new alerts in a group.
    pub fn group_interval(self, interval: Duration) -> Self {
        Self { group_interval: Some(interval), ..self }
    }

    /// Sets how long to wait before repeating a notification.
    pub fn repeat_interval(self, repeat: Duration) -> Self {
        Self { repeat_interval: Some(repeat), ..self }
    }

    /// Returns Grafana's defaults.
    pub(super) fn of_the_root() -> Self {
        Self::by(["grafana_folder", "alertname"])
            .group_wait(seconds(30))
            .group_interval(minutes(5))
            .repeat_interval(hours(4))
    }

    pub(super) fn or(self, other: Self) -> Self {
        Self {
            by: self.by.or(other.by),
            group_wait: self.group_wait.or(other.group_wait),
            group_interval: self.group_interval.or(other.group_interval),
            repeat_interval: self.repeat_interval.or(other.repeat_interval),
        }
    }
}
