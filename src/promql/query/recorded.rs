//! Series that recording rules make.

use std::marker::PhantomData;

use super::{BucketRates, Label, LabelMatcher, Query, ScopeMatcher};
use crate::promql::ast::{Expr, ExprKind, Matcher, Name, Selector};

macro_rules! recorded {
    ($($(#[$doc:meta])* $name:ident;)+) => {$(
        $(#[$doc])*
        #[derive(Debug)]
        pub struct $name<L, M> {
            name: &'static str,
            matchers: Vec<Matcher>,
            types: PhantomData<fn() -> (L, M)>,
        }

        impl<L, M> Clone for $name<L, M> {
            fn clone(&self) -> Self {
                Self { name: self.name, matchers: self.matchers.clone(), types: PhantomData }
            }
        }

        impl<L, M> $name<L, M> {
            /// Returns the series of a name, checked where it is written: `level:metric:operations`.
            ///
            /// # Panics
            /// When the name has not this form: in a `const`, that is a build error.
            #[track_caller]
            pub const fn literal(name: &'static str) -> Self {
                check(name.as_bytes());
                Self { name, matchers: Vec::new(), types: PhantomData }
            }

            /// Returns the name.
            pub const fn name(&self) -> &'static str {
                self.name
            }

            /// Keeps only the series that the matcher takes.
            pub fn with(mut self, matcher: LabelMatcher<L>) -> Self {
                self.matchers.push(matcher.matcher);
                self
            }

            /// Keeps only the series that all these matchers take.
            pub fn within(mut self, scope: &[ScopeMatcher]) -> Self {
                self.matchers.extend(scope.iter().map(ScopeMatcher::matcher));
                self
            }

            fn expr(self) -> Expr {
                let (name, matchers) = (Some(Name::from(self.name)), self.matchers);
                ExprKind::Selector(Selector { name, matchers, ..Selector::default() }).into()
            }
        }
    )+};
}

recorded! {
    /// A series that a recording rule makes: a metric like any other, with the labels of its source and a unit.
    ///
    /// ```
    /// # dashgen::metrics! {
    /// #     catalogue METRICS;
    /// #     target labels { Job = "job" }
    /// #     /// Requests.
    /// #     counter REQUESTS("requests_total", dashgen::unit::Number) by requests {}
    /// # }
    /// use dashgen::promql::{Label, Recorded};
    /// use dashgen::unit::{Number, PerSecond};
    ///
    /// const RATE: Recorded<requests::Label, PerSecond<Number>> = Recorded::literal("job:requests:rate5m");
    /// assert_eq!(RATE.with(requests::Job.is("api")).value().sum().to_string(), "sum(job:requests:rate5m{job=\"api\"})");
    /// ```
    ///
    /// ```compile_fail
    /// use dashgen::promql::{AnyLabel, Recorded};
    /// const RATE: Recorded<AnyLabel, dashgen::unit::Number> = Recorded::literal("requests_rate5m");
    /// ```
    Recorded;
    /// The rates of a histogram's buckets as a recording rule makes them: they still become any quantile.
    RecordedBuckets;
}

impl<L: Label, M> Recorded<L, M> {
    /// Returns its value.
    pub fn value(self) -> Query<L, M> {
        Query::from_expr(self.expr())
    }
}

impl<L: Label, M> RecordedBuckets<L, M> {
    /// Returns how fast each bucket fills.
    pub fn rates(self) -> BucketRates<L, M> {
        BucketRates::from_expr(self.expr())
    }
}

/// Source: Prometheus, `docs/practices/rules.md`. The level is empty when no label is left.
#[track_caller]
const fn check(name: &[u8]) {
    let mut colons = 0;
    let mut part = 0;
    let mut at = 0;
    while at < name.len() {
        if name[at] == b':' {
            assert!(colons == 0 || part > 0, "a recorded name is `level:metric:operations`; its metric is empty");
            colons += 1;
            part = 0;
        } else {
            assert!(
                name[at].is_ascii_alphanumeric() || name[at] == b'_',
                "a recorded name may only contain letters, digits, `_` and two colons"
            );
            assert!(at > 0 || !name[at].is_ascii_digit(), "a recorded name must not start with a digit");
            part += 1;
        }
        at += 1;
    }
    assert!(colons == 2, "a recorded name is `level:metric:operations`, with two colons");
    assert!(part > 0, "a recorded name is `level:metric:operations`; its operations are empty");
}
