//! Who is notified of alerts evaluated by Grafana: contact points, notification policies by label, and mute timings.
//!
//! Policies refer to contact points and mute timings by value, so none can be missing.

mod contact_point;
mod mute_timing;
mod policy;

pub use contact_point::{ContactPoint, Receiver};
pub use mute_timing::{MuteTiming, TimeInterval, TimeOfDay, Weekday};
pub use policy::{Grouping, Match, Matcher, Route};

/// The notification policy tree for alerts evaluated by Grafana: a default contact point, and routes for some alerts.
///
/// `dashgen build` only writes it with `--contact-point`, because it replaces all notification policies of the
/// organization, including those created in the UI.
///
/// ```
/// use dashgen::model::Uid;
/// use dashgen::rule::Severity;
/// use dashgen::suite::routing::{ContactPoint, MuteTiming, Receiver, Route, Routing, TimeInterval, TimeOfDay, Weekday};
/// use dashgen::suite::{Secret, Suite};
///
/// let team = ContactPoint::new("Team", Receiver::email(Uid::literal("team-mail"), "team@example.com"));
/// let pager = Receiver::pagerduty(Uid::literal("pager"), Secret::environment("PAGERDUTY_KEY"));
/// let on_call = ContactPoint::new("On call", pager);
/// let nights = TimeInterval::new().between(TimeOfDay::at(22, 0), TimeOfDay::END).weekdays(Weekday::Monday, Weekday::Friday);
/// let routing = Routing::to(&team)
///     .route(Route::to(&on_call).severity(Severity::Critical))
///     .route(Route::to(&team).matches("team", "api|web").mute(&MuteTiming::new("nights", nights)));
/// let suite = Suite::new("shop").routing(routing);
/// ```
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Routing {
    /// The contact point for alerts that no route matches.
    pub contact_point: ContactPoint,
    /// How alerts are grouped.
    pub grouping: Grouping,
    /// The routes; the first matching one handles an alert.
    pub routes: Vec<Route>,
}

impl Routing {
    /// Returns a tree without routes: all alerts go to one contact point, grouped by folder and name, and are repeated
    /// every four hours.
    pub fn to(contact_point: &ContactPoint) -> Self {
        Self { contact_point: contact_point.clone(), grouping: Grouping::of_the_root(), routes: Vec::new() }
    }

    /// Sets how alerts are grouped.
    pub fn grouping(self, grouping: Grouping) -> Self {
        Self { grouping: grouping.or(self.grouping), ..self }
    }

    /// Adds a route after the existing ones.
    pub fn route(mut self, route: Route) -> Self {
        self.routes.push(route);
        self
    }

    /// Returns every contact point of the tree, starting with the root's, as often as each is used.
    pub fn contact_points(&self) -> impl Iterator<Item = &ContactPoint> {
        std::iter::once(&self.contact_point).chain(self.all_routes().into_iter().filter_map(Route::contact_point))
    }

    /// Returns every mute timing of the tree, as often as each is used.
    pub fn mute_timings(&self) -> impl Iterator<Item = &MuteTiming> {
        self.all_routes().into_iter().flat_map(Route::timings)
    }

    /// Returns all routes, each before those below it.
    pub(crate) fn all_routes(&self) -> Vec<&Route> {
        let mut all = Vec::new();
        let mut left: Vec<&Route> = self.routes.iter().rev().collect();
        while let Some(route) = left.pop() {
            all.push(route);
            left.extend(route.routes.iter().rev());
        }
        all
    }
}
