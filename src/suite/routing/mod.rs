//! Who hears of the alerts that Grafana evaluates: contact points, policies by label, and times of silence.
//!
//! Policies name contact points and mute timings by the values themselves, so none can be missing.

mod contact_point;
mod mute_timing;
mod policy;

pub use contact_point::{ContactPoint, Receiver};
pub use mute_timing::{MuteTiming, TimeInterval, TimeOfDay, Weekday};
pub use policy::{Grouping, Match, Matcher, Route};

/// Who hears of the alerts that Grafana evaluates: all of them at first, and some elsewhere.
///
/// `dashgen build` leaves it out until it is asked for it (`--contact-point`), because it replaces all notification
/// policies of the organisation, those made in the UI included.
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
    /// Who hears of what no route takes.
    pub contact_point: ContactPoint,
    /// How alerts are put together.
    pub grouping: Grouping,
    /// Where alerts go instead; the first that fits takes one.
    pub routes: Vec<Route>,
}

impl Routing {
    /// Returns a tree without branches: all alerts go to a contact point, by folder and name, at most every four hours.
    pub fn to(contact_point: &ContactPoint) -> Self {
        Self { contact_point: contact_point.clone(), grouping: Grouping::of_the_root(), routes: Vec::new() }
    }

    /// Changes how alerts are put together.
    pub fn grouping(self, grouping: Grouping) -> Self {
        Self { grouping: grouping.or(self.grouping), ..self }
    }

    /// Adds a branch, after those that there are.
    pub fn route(mut self, route: Route) -> Self {
        self.routes.push(route);
        self
    }

    /// Returns every contact point of the tree, the root's first, each as often as it is named.
    pub fn contact_points(&self) -> impl Iterator<Item = &ContactPoint> {
        std::iter::once(&self.contact_point).chain(self.all_routes().into_iter().filter_map(Route::contact_point))
    }

    /// Returns every mute timing of the tree, each as often as it is named.
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
