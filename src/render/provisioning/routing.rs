//! What Grafana would refuse of contact points, policies and mute timings.

use super::check::{ProvisioningError, check_settings, check_unique};
use crate::schema::notifications::once_by_name;
use crate::suite::routing::{ContactPoint, Matcher, MuteTiming, Routing, TimeInterval};

/// Checks a tree of policies, and all that it names.
pub(super) fn check(routing: &Routing) -> Result<(), ProvisioningError> {
    same_by_name("contact point", || routing.contact_points(), |it| &it.name)?;
    same_by_name("mute timing", || routing.mute_timings(), |it| &it.name)?;
    let points: Vec<&ContactPoint> = once_by_name(routing.contact_points(), |it| &it.name).collect();
    let receivers = || points.iter().flat_map(|point| &point.receivers);
    check_unique("receiver", "uid", receivers().map(|receiver| receiver.uid.as_str()))?;
    for point in &points {
        let of = || format!("the contact point `{}`", point.name);
        point.receivers.iter().try_for_each(|receiver| check_settings(receiver.settings(), of))?;
    }
    if receivers().any(|receiver| receiver.kind.is_empty()) {
        return Err(ProvisioningError::NoName { what: "receiver's kind" });
    }
    routing.mute_timings().try_for_each(timing)?;
    routing.all_routes().iter().flat_map(|route| &route.matchers).try_for_each(matcher)
}

/// Checks that all have names, and that those of the same name are the same.
fn same_by_name<'a, T: PartialEq + 'a, I: Iterator<Item = &'a T>>(
    what: &'static str,
    all: impl Fn() -> I,
    name: impl Fn(&T) -> &str,
) -> Result<(), ProvisioningError> {
    // Grafana cuts off what surrounds a name.
    if all().any(|it| name(it).trim().is_empty()) {
        return Err(ProvisioningError::NoName { what });
    }
    let kept: Vec<&T> = once_by_name(all(), &name).collect();
    match all().find(|it| kept.iter().any(|other| name(other) == name(it) && other != it)) {
        Some(it) => Err(ProvisioningError::SameName { what, name: name(it).to_owned() }),
        None => Ok(()),
    }
}

fn timing(timing: &MuteTiming) -> Result<(), ProvisioningError> {
    match timing.intervals.iter().find_map(problem) {
        Some(problem) => Err(ProvisioningError::MuteTiming { timing: timing.name.to_string(), problem }),
        None => Ok(()),
    }
}

/// Returns what is wrong with times (Alertmanager: `timeinterval`).
fn problem(interval: &TimeInterval) -> Option<String> {
    let times = interval.times.iter().find(|(start, end)| start >= end || !end.is_real());
    let is_day = |day: i8| day != 0 && (-31..=31).contains(&day);
    let is_range = |(first, last): (i8, i8)| is_day(first) && is_day(last) && (first > last) <= (first > 0 && last < 0);
    let days = interval.days.iter().find(|days| !is_range(**days));
    let years = interval.years.iter().find(|(first, last)| first > last || *first == 0);
    None.or_else(|| times.map(|(start, end)| format!("the time from {start} to {end}")))
        .or_else(|| days.map(|(first, last)| format!("the days from {first} to {last}")))
        .or_else(|| years.map(|(first, last)| format!("the years from {first} to {last}")))
        .or_else(|| (interval == &TimeInterval::default()).then(|| "no times, and so all times".to_owned()))
}

fn matcher(matcher: &Matcher) -> Result<(), ProvisioningError> {
    let label = &*matcher.label;
    let is_word = label.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && label.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    if is_word { Ok(()) } else { Err(ProvisioningError::Matcher { label: label.to_owned() }) }
}
