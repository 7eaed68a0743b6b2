//! Contact points, policies by label, and mute timings: what files say of them, and what is refused.

use std::time::Duration;

use insta::assert_snapshot;

use super::{provisioning, refusal, suite};
use crate::model::{Month, Uid};
use crate::promql::hours;
use crate::render::{self, Options, Target};
use crate::rule::Severity;
use crate::suite::routing::{
    ContactPoint, Grouping, MuteTiming, Receiver, Route, Routing, TimeInterval, TimeOfDay, Weekday,
};
use crate::suite::{Secret, Setting, Suite};

fn team() -> ContactPoint {
    let addresses = Setting::environment("TEAM", "team@example.com");
    ContactPoint::new("Team $", Receiver::email(Uid::literal("team-mail"), addresses))
        .and(Receiver::slack(Uid::literal("team-slack"), Secret::environment("SLACK_WEBHOOK")).setting("title", "$x"))
}

fn on_call() -> ContactPoint {
    let pager = Receiver::pagerduty(Uid::literal("pager"), Secret::environment("PAGERDUTY_KEY"));
    ContactPoint::new("On call", pager.without_resolved())
}

fn nights() -> MuteTiming {
    let nights = TimeInterval::new()
        .between(TimeOfDay::START, TimeOfDay::at(6, 30))
        .between(TimeOfDay::at(22, 0), TimeOfDay::END)
        .weekdays(Weekday::Monday, Weekday::Friday)
        .location("Europe/Berlin");
    let holidays = TimeInterval::new().days(-3, -1).months(Month::December, Month::December).years(2026, 2027);
    MuteTiming::new("nights $", nights).and(holidays)
}

fn routing() -> Routing {
    let by_team = Route::to(&team())
        .matches("team", "api|web$")
        .mute(&nights())
        .go_on()
        .route(Route::to(&on_call()).is_not("env", "test").only_in(&nights()));
    Routing::to(&team())
        .grouping(Grouping::by(["alertname"]).repeat(hours(12)))
        .route(Route::to(&on_call()).severity(Severity::Critical).grouping(Grouping::default().wait(Duration::ZERO)))
        .route(by_team)
}

fn told(routing: Routing) -> Suite {
    Suite { routing: Some(routing), ..suite(vec![], vec![]) }
}

#[test]
fn a_tree_of_policies() {
    let files = provisioning(&told(routing())).unwrap();
    assert_snapshot!(files.into_iter().map(|(path, text)| format!("==> {path}\n{text}")).collect::<Vec<_>>().join("\n"), @"");
}

#[test]
fn a_tree_for_the_operator() {
    let options = Options { target: Target::Operator, ..Options::default() };
    let files = render::provisioning(&told(routing()), &options).unwrap();
    // The first comments are those of all objects.
    let shown = |(path, text): (String, String)| format!("==> {path}\n{}", text.split_once("spec:\n").unwrap().1);
    assert_snapshot!(files.into_iter().map(shown).collect::<Vec<_>>().join("\n"), @"");
}

#[test]
fn trees_that_are_refused() {
    let uid = || Uid::literal("it");
    let mail = |name: &'static str, address: &'static str| ContactPoint::new(name, Receiver::email(uid(), address));
    let one = mail("one", "a@example.com");
    let muted = |interval| Routing::to(&one).route(Route::default().mute(&MuteTiming::new("quiet", interval)));
    let new = TimeInterval::new;
    let trees = [
        Routing::to(&mail(" ", "a@example.com")),
        Routing::to(&one).route(Route::to(&mail("one", "b@example.com"))),
        Routing::to(&one).route(Route::to(&mail("two", "a@example.com"))),
        Routing::to(&ContactPoint::new("one", Receiver::webhook(uid(), "https://me:hunter2@example.com"))),
        Routing::to(&ContactPoint::new(
            "one",
            Receiver::webhook(uid(), "https://example.com").setting("password", "hunter2"),
        )),
        Routing::to(&ContactPoint::new("one", Receiver::webhook(uid(), "https://example.com").setting("url", "x"))),
        Routing::to(&ContactPoint::new("one", Receiver::slack(uid(), Secret::environment("https://hooks/hunter2")))),
        Routing::to(&one).route(Route::default().is("two words", "x")),
        muted(new()),
        muted(new().between(TimeOfDay::at(22, 0), TimeOfDay::at(6, 0))),
        muted(new().between(TimeOfDay::at(22, 0), TimeOfDay::at(25, 0))),
        muted(new().days(0, 3)),
        muted(new().days(3, 1)),
        muted(new().weekdays(Weekday::Saturday, Weekday::Sunday)),
        muted(new().months(Month::March, Month::January)),
        muted(new().years(2027, 2026)),
    ];
    let messages = trees.map(|tree| refusal(&told(tree))).join("\n");
    assert!(!messages.contains("hunter2"), "{messages}");
    assert_snapshot!(messages, @"");
}

/// From the first day to the last is a range, however both are counted.
#[test]
fn ranges_of_days() {
    for (first, last) in [(1, 7), (1, -1), (-7, -1), (31, 31)] {
        let timing = MuteTiming::new("quiet", TimeInterval::new().days(first, last));
        provisioning(&told(Routing::to(&team()).route(Route::default().mute(&timing)))).unwrap();
    }
}
