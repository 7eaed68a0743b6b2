//! Grafana's files of contact points, notification policies and mute timings.
//!
//! Grafana expands `$NAME` in contact points and policies, but not in mute timings (Grafana:
//! `pkg/services/provisioning/alerting`).

use std::time::Duration;

use serde::Serialize;
use serde_json::{Map, Value};

use super::provisioning::Reader;
use crate::promql::duration;
use crate::suite::routing::{self, Grouping, Routing};

/// A file of contact points, and of the policies that name them.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Notifications {
    /// The contact points.
    pub contact_points: Vec<ContactPoint>,
    /// The policies, one tree of an organisation: it replaces the one that there is.
    pub policies: Vec<Policy>,
    /// The mute timings.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub mute_times: Vec<MuteTime>,
}

/// A contact point.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ContactPoint {
    /// The organisation, from 1.
    pub org_id: u32,
    /// The name, unique in the organisation.
    pub name: String,
    /// The receivers.
    pub receivers: Vec<Receiver>,
}

/// A way to tell people.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Receiver {
    /// What Grafana keeps it by.
    pub uid: String,
    /// The kind: `email`.
    #[serde(rename = "type")]
    pub kind: String,
    /// The settings, secret ones among them.
    pub settings: Map<String, Value>,
    /// Whether notifications about resolved alerts are disabled.
    pub disable_resolve_message: bool,
}

/// The policies of an organisation.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Policy {
    /// The organisation, from 1.
    pub org_id: u32,
    /// The root of the tree.
    #[serde(flatten)]
    pub route: Route,
}

/// A policy: where alerts go.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Route {
    /// The name of the contact point.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub receiver: Option<String>,
    /// The labels that alerts are put together by.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub group_by: Option<Vec<String>>,
    /// What the labels must be: a label, an operator, a value.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub object_matchers: Vec<[String; 3]>,
    /// The names of the times in which it keeps quiet.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub mute_time_intervals: Vec<String>,
    /// The names of the times outside of which it keeps quiet.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub active_time_intervals: Vec<String>,
    /// Whether the policies after it are looked at, too.
    #[serde(rename = "continue", skip_serializing_if = "std::ops::Not::not")]
    pub continue_matching: bool,
    /// How long to wait for more alerts before the first notification of a group.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub group_wait: Option<String>,
    /// How long to wait before a notification about new alerts in a group.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub group_interval: Option<String>,
    /// How long to wait before repeating a notification.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub repeat_interval: Option<String>,
    /// Nested routes for some of its alerts.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub routes: Vec<Self>,
}

/// A mute timing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MuteTime {
    /// The organisation, from 1; files only.
    #[serde(rename = "orgId", skip_serializing_if = "Option::is_none")]
    pub org_id: Option<u32>,
    /// The name, unique in the organisation.
    pub name: String,
    /// The times.
    pub time_intervals: Vec<TimeInterval>,
}

/// Times that recur.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TimeInterval {
    /// Times of the day.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub times: Vec<Times>,
    /// Days of the week: `monday:friday`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub weekdays: Vec<String>,
    /// Days of the month: `1:7`, `-3:-1`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub days_of_month: Vec<String>,
    /// Months: `1:3`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub months: Vec<String>,
    /// Years: `2026:2027`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub years: Vec<String>,
    /// The time zone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub location: Option<String>,
}

/// A time of the day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Times {
    /// The beginning: `22:00`.
    pub start_time: String,
    /// The end, which is not part of it: `24:00`.
    pub end_time: String,
}

impl Notifications {
    /// Returns all that a tree needs, for a reader; each thing stands there once, however often the tree names it.
    pub fn of(routing: &Routing, reader: Reader) -> Self {
        let contact_point = |it: &routing::ContactPoint| ContactPoint {
            org_id: 1,
            name: reader.literal(&it.name),
            receivers: it.receivers.iter().map(|it| Receiver::of(it, reader)).collect(),
        };
        Self {
            contact_points: once_by_name(routing.contact_points(), |it| &it.name).map(contact_point).collect(),
            policies: vec![Policy { org_id: 1, route: Route::root(routing, reader) }],
            mute_times: MuteTime::all(routing, Some(1)).collect(),
        }
    }
}

/// Returns the first of each name, in order.
pub(crate) fn once_by_name<'a, T: 'a>(
    all: impl Iterator<Item = &'a T>,
    name: impl Fn(&T) -> &str,
) -> impl Iterator<Item = &'a T> {
    let mut kept: Vec<&T> = Vec::new();
    for it in all {
        if !kept.iter().any(|other| name(other) == name(it)) {
            kept.push(it);
        }
    }
    kept.into_iter()
}

impl Receiver {
    /// Returns a receiver, for a reader.
    pub fn of(receiver: &routing::Receiver, reader: Reader) -> Self {
        let mut settings = reader.members(&receiver.settings().open);
        let secure = &receiver.settings().secure;
        settings.extend(secure.iter().map(|(key, value)| (key.to_string(), reader.secure(value).into())));
        Self {
            uid: reader.literal(receiver.uid.as_str()),
            kind: reader.literal(&receiver.kind),
            settings,
            disable_resolve_message: receiver.disable_resolve_message,
        }
    }
}

impl Route {
    /// Returns the root of a tree, with all below it, for a reader.
    pub fn root(routing: &Routing, reader: Reader) -> Self {
        Self {
            receiver: Some(reader.literal(&routing.contact_point.name)),
            routes: routing.routes.iter().map(|route| Self::of(route, reader)).collect(),
            ..Self::grouped(&routing.grouping, reader)
        }
    }

    fn of(route: &routing::Route, reader: Reader) -> Self {
        let names = |timings: &[routing::MuteTiming]| timings.iter().map(|it| reader.literal(&it.name)).collect();
        let matcher =
            |it: &routing::Matcher| [reader.literal(&it.label), it.how.as_str().to_owned(), reader.literal(&it.value)];
        Self {
            receiver: route.contact_point().map(|it| reader.literal(&it.name)),
            object_matchers: route.matchers.iter().map(matcher).collect(),
            mute_time_intervals: names(route.muted()),
            active_time_intervals: names(route.active()),
            continue_matching: route.continue_matching,
            routes: route.routes.iter().map(|route| Self::of(route, reader)).collect(),
            ..Self::grouped(&route.grouping, reader)
        }
    }

    fn grouped(grouping: &Grouping, reader: Reader) -> Self {
        let time = |time: Option<Duration>| time.map(duration);
        let labels = |labels: &Vec<crate::model::Text>| labels.iter().map(|it| reader.literal(it)).collect();
        Self {
            group_by: grouping.by.as_ref().map(labels),
            group_wait: time(grouping.group_wait),
            group_interval: time(grouping.group_interval),
            repeat_interval: time(grouping.repeat_interval),
            ..Self::default()
        }
    }
}

impl MuteTime {
    /// Returns the mute timings of a tree, each once.
    pub fn all(routing: &Routing, org_id: Option<u32>) -> impl Iterator<Item = Self> {
        once_by_name(routing.mute_timings(), |it| &it.name).map(move |timing| {
            let time_intervals = timing.intervals.iter().map(TimeInterval::of).collect();
            Self { org_id, name: timing.name.to_string(), time_intervals }
        })
    }
}

impl TimeInterval {
    fn of(interval: &routing::TimeInterval) -> Self {
        let times = |(start, end): &(routing::TimeOfDay, routing::TimeOfDay)| Times {
            start_time: start.to_string(),
            end_time: end.to_string(),
        };
        Self {
            times: interval.times.iter().map(times).collect(),
            weekdays: ranges(&interval.weekdays, |day| day.as_str().to_owned()),
            days_of_month: ranges(&interval.days, |day| day.to_string()),
            months: ranges(&interval.months, |month| (month.index() + 1).to_string()),
            years: ranges(&interval.years, |year| year.to_string()),
            location: interval.location.as_ref().map(ToString::to_string),
        }
    }
}

/// Prints ranges as Grafana reads them: `1:3`, or `1` for one alone.
fn ranges<T: Copy + PartialEq>(ranges: &[(T, T)], print: impl Fn(T) -> String) -> Vec<String> {
    let range = |(first, last): &(T, T)| {
        if first == last { print(*first) } else { format!("{}:{}", print(*first), print(*last)) }
    };
    ranges.iter().map(range).collect()
}
