//! Notification policies: which alerts go where, by their labels.

use std::time::Duration;

use super::{ContactPoint, MuteTiming};
use crate::model::Text;
use crate::promql::{hours, minutes, seconds};
use crate::rule::Severity;

/// A branch of the tree: where alerts with some labels go.
///
/// What it does not say is as above it in the tree, but for mute timings, which are its own.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct Route {
    /// What the labels must be; all of these.
    pub matchers: Vec<Matcher>,
    /// How alerts are put together.
    pub grouping: Grouping,
    /// Whether the routes after it are looked at, too, once it has taken an alert.
    pub goes_on: bool,
    /// Where some of its alerts go instead.
    pub routes: Vec<Route>,
    contact_point: Option<ContactPoint>,
    muted: Vec<MuteTiming>,
    active: Vec<MuteTiming>,
}

impl Route {
    /// Returns a way to a contact point, for all alerts.
    pub fn to(contact_point: &ContactPoint) -> Self {
        Self { contact_point: Some(contact_point.clone()), ..Self::default() }
    }

    /// Takes alerts of a severity.
    pub fn severity(self, severity: Severity) -> Self {
        self.is("severity", severity.as_str())
    }

    /// Takes alerts whose label is this.
    pub fn is(self, label: impl Into<Text>, value: impl Into<Text>) -> Self {
        self.when(label, Match::Is, value)
    }

    /// Takes alerts whose label is something else, or is missing.
    pub fn is_not(self, label: impl Into<Text>, value: impl Into<Text>) -> Self {
        self.when(label, Match::IsNot, value)
    }

    /// Takes alerts whose label is what a regular expression finds, from beginning to end: `api|web`.
    pub fn matches(self, label: impl Into<Text>, regex: impl Into<Text>) -> Self {
        self.when(label, Match::Matches, regex)
    }

    /// Takes alerts whose label is nothing that a regular expression finds.
    pub fn does_not_match(self, label: impl Into<Text>, regex: impl Into<Text>) -> Self {
        self.when(label, Match::DoesNotMatch, regex)
    }

    fn when(mut self, label: impl Into<Text>, how: Match, value: impl Into<Text>) -> Self {
        self.matchers.push(Matcher { label: label.into(), how, value: value.into() });
        self
    }

    /// Changes how alerts are put together.
    pub fn grouping(self, grouping: Grouping) -> Self {
        Self { grouping: grouping.or(self.grouping), ..self }
    }

    /// Keeps quiet in these times.
    pub fn mute(mut self, timing: &MuteTiming) -> Self {
        self.muted.push(timing.clone());
        self
    }

    /// Keeps quiet outside of these times.
    pub fn only_in(mut self, timing: &MuteTiming) -> Self {
        self.active.push(timing.clone());
        self
    }

    /// Lets the routes after it look at its alerts, too.
    pub fn go_on(self) -> Self {
        Self { goes_on: true, ..self }
    }

    /// Adds a branch for some of its alerts, after those that there are.
    pub fn route(mut self, route: Self) -> Self {
        self.routes.push(route);
        self
    }

    /// Returns who hears of its alerts, unless it is who does above it.
    pub fn contact_point(&self) -> Option<&ContactPoint> {
        self.contact_point.as_ref()
    }

    /// Returns the times in which it keeps quiet.
    pub fn muted(&self) -> &[MuteTiming] {
        &self.muted
    }

    /// Returns the times outside of which it keeps quiet.
    pub fn active(&self) -> &[MuteTiming] {
        &self.active
    }

    pub(super) fn timings(&self) -> impl Iterator<Item = &MuteTiming> {
        self.muted.iter().chain(&self.active)
    }
}

/// What a label of an alert must be.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Matcher {
    /// The label.
    pub label: Text,
    /// How it is compared.
    pub how: Match,
    /// What it is compared with.
    pub value: Text,
}

/// How a label of an alert is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Match {
    /// It is this.
    Is,
    /// It is something else.
    IsNot,
    /// It is what a regular expression finds.
    Matches,
    /// It is nothing of what a regular expression finds.
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

/// How alerts are put together to messages, and how often those are sent.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Grouping {
    /// The labels that the alerts of a message have in common.
    pub by: Option<Vec<Text>>,
    /// How long the first alert of a group waits for others.
    pub wait: Option<Duration>,
    /// How long a group waits to tell of more.
    pub interval: Option<Duration>,
    /// How long it waits to tell of the same.
    pub repeat: Option<Duration>,
}

impl Grouping {
    /// Returns messages of the alerts that have these labels in common; `...` stands for all labels.
    pub fn by<T: Into<Text>>(labels: impl IntoIterator<Item = T>) -> Self {
        Self { by: Some(labels.into_iter().map(Into::into).collect()), ..Self::default() }
    }

    /// Lets the first alert of a group wait for others.
    pub fn wait(self, wait: Duration) -> Self {
        Self { wait: Some(wait), ..self }
    }

    /// Lets a group wait before it tells of more.
    pub fn interval(self, interval: Duration) -> Self {
        Self { interval: Some(interval), ..self }
    }

    /// Lets a group wait before it tells of the same again.
    pub fn repeat(self, repeat: Duration) -> Self {
        Self { repeat: Some(repeat), ..self }
    }

    /// Returns Grafana's own.
    pub(super) fn of_the_root() -> Self {
        Self::by(["grafana_folder", "alertname"]).wait(seconds(30)).interval(minutes(5)).repeat(hours(4))
    }

    pub(super) fn or(self, other: Self) -> Self {
        Self {
            by: self.by.or(other.by),
            wait: self.wait.or(other.wait),
            interval: self.interval.or(other.interval),
            repeat: self.repeat.or(other.repeat),
        }
    }
}
