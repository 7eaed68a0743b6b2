//! The metrics of a system, by their names.

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt;
use std::sync::OnceLock;

use super::metric::{MetricInfo, SeriesPart};

/// All metrics of a system, found by the names that PromQL uses.
#[derive(Debug)]
pub struct Catalogue {
    metrics: Cow<'static, [&'static MetricInfo]>,
    declared: Option<Declarations>,
    by_name: OnceLock<Names>,
}

impl Catalogue {
    /// Returns the catalogue without metrics: nothing is known, so nothing can be wrong.
    pub fn empty() -> &'static Self {
        static EMPTY: Catalogue = Catalogue::new(&[]);
        &EMPTY
    }

    /// Returns the catalogue of these metrics.
    pub const fn new(metrics: &'static [&'static MetricInfo]) -> Self {
        Self { metrics: Cow::Borrowed(metrics), declared: None, by_name: OnceLock::new() }
    }

    /// Returns the catalogue of these metrics, with what is said of it where it is declared;
    /// [`metrics!`](crate::metrics) calls it.
    #[doc(hidden)]
    pub const fn declared(metrics: &'static [&'static MetricInfo], declared: Declarations) -> Self {
        Self { metrics: Cow::Borrowed(metrics), declared: Some(declared), by_name: OnceLock::new() }
    }

    /// Returns the catalogue of all metrics of several.
    ///
    /// # Errors
    /// [`DeclaredTwice`] when two metrics have a series of the same name.
    pub fn of_all(catalogues: &[&'static Self]) -> Result<Self, DeclaredTwice> {
        let mut all = Names::new();
        let mut metrics = Vec::new();
        for &metric in catalogues.iter().flat_map(|of| of.metrics.iter()) {
            let mut is_new = true;
            for (series, part) in metric.series() {
                match all.get(&series) {
                    // The same declaration may be reached in two ways.
                    Some((other, _)) if std::ptr::eq(*other, metric) => is_new = false,
                    Some((other, _)) => {
                        let declarations = Box::new([other, metric].map(|it| declaration(catalogues, it)));
                        return Err(DeclaredTwice { series, declarations });
                    }
                    None => drop(all.insert(series, (metric, part))),
                }
            }
            metrics.extend(is_new.then_some(metric));
        }
        Ok(Self { metrics: Cow::Owned(metrics), declared: None, by_name: all.into() })
    }

    /// Returns the metrics, in the order of their declaration.
    pub fn metrics(&self) -> &[&'static MetricInfo] {
        &self.metrics
    }

    /// Returns the metric that a series name belongs to, and which part of it.
    pub fn find(&self, series: &str) -> Option<(&'static MetricInfo, SeriesPart)> {
        self.names().get(series).copied()
    }

    /// Returns every series name that queries may use, in no particular order.
    pub fn series_names(&self) -> impl Iterator<Item = &str> {
        self.names().keys().map(String::as_str)
    }

    fn names(&self) -> &Names {
        self.by_name.get_or_init(|| {
            let of = |metric: &'static MetricInfo| metric.series().map(move |(series, part)| (series, (metric, part)));
            self.metrics.iter().copied().flat_map(of).collect()
        })
    }
}

/// Series names, with the metric and the part of it that they belong to.
type Names = HashMap<String, (&'static MetricInfo, SeriesPart)>;

/// Returns where a metric of one of the catalogues is declared.
fn declaration(catalogues: &[&'static Catalogue], metric: &'static MetricInfo) -> Declaration {
    let found = catalogues.iter().find_map(|of| {
        let at = of.metrics.iter().position(|it| std::ptr::eq(*it, metric))?;
        Some((of.declared?, at))
    });
    Declaration {
        metric: metric.name,
        constant: found.and_then(|(declared, at)| declared.constants.get(at).copied()),
        place: found.map(|(Declarations { catalogue, file, line, .. }, _)| (catalogue, file, line)),
    }
}

/// Where the metrics of a catalogue are declared.
#[doc(hidden)]
#[derive(Debug, Clone, Copy)]
pub struct Declarations {
    /// The constant of the catalogue.
    pub catalogue: &'static str,
    /// The file.
    pub file: &'static str,
    /// The line where the declarations begin, from 1: macros do not know more of a place.
    pub line: u32,
    /// The constants of its metrics.
    pub constants: &'static [&'static str],
}

/// Two metrics that have a series of the same name.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "the series `{series}` is declared twice: as {} and as {}; keep one of them",
    declarations[0], declarations[1]
)]
pub struct DeclaredTwice {
    /// The name of the series.
    pub series: String,
    /// The two declarations.
    pub declarations: Box<[Declaration; 2]>,
}

/// Where a metric is declared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Declaration {
    /// The metric's name in Prometheus.
    pub metric: &'static str,
    /// Its constant, unless it is declared without [`metrics!`](crate::metrics).
    pub constant: Option<&'static str>,
    /// The catalogue, its file, and the line where its declarations begin.
    pub place: Option<(&'static str, &'static str, u32)>,
}

/// `` `REQUESTS` of the catalogue `METRICS` (src/metrics.rs:12) ``.
impl fmt::Display for Declaration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}`", self.constant.unwrap_or(self.metric))?;
        match self.place {
            Some((catalogue, file, line)) => write!(f, " of the catalogue `{catalogue}` ({file}:{line})"),
            None => write!(f, " of a catalogue made by `Catalogue::new`"),
        }
    }
}

#[cfg(test)]
mod tests {
    #![expect(unreachable_pub, dead_code, reason = "a declaration is for other crates to read")]

    use insta::assert_snapshot;

    use super::*;

    mod shop {
        crate::metrics! {
            catalogue METRICS;
            target labels { Job = "job" }
            /// Orders.
            counter ORDERS("orders_total", crate::unit::Number) by orders {}
            /// Time to pay.
            histogram PAYMENT("payment_seconds", crate::unit::Seconds) by payment {}
        }
    }

    mod runtime {
        crate::metrics! {
            catalogue RUNTIME;
            target labels { Job = "job" }
            /// Memory.
            gauge MEMORY("memory_bytes", crate::unit::Bytes) by memory {}
        }
    }

    mod clash {
        crate::metrics! {
            catalogue CLASH;
            target labels { Job = "job" }
            /// Payments.
            gauge PAYMENTS("payment_seconds_count", crate::unit::Number) by payments {}
        }
    }

    mod twice {
        crate::metrics! {
            catalogue TWICE;
            target labels { Job = "job" }
            /// One.
            gauge ONE("things", crate::unit::Number) by one {}
            /// Other.
            gauge OTHER("things", crate::unit::Number) by other {}
        }
    }

    static BY_HAND: Catalogue = Catalogue::new(&[<runtime::memory::Label as crate::promql::MetricLabel>::INFO]);
    static COPY: MetricInfo = MetricInfo {
        name: "memory_bytes",
        kind: crate::promql::MetricKind::Gauge,
        unit: crate::unit::Unit::BYTES,
        help: "",
        labels: &[],
    };
    static OF_COPY: Catalogue = Catalogue::new(&[&COPY]);

    fn error(catalogues: &[&'static Catalogue]) -> String {
        let error = Catalogue::of_all(catalogues).unwrap_err().to_string();
        let is_line = |part: &str| part.starts_with(|first: char| first.is_ascii_digit());
        let parts = error
            .split(".rs:")
            .map(|part| if is_line(part) { part.trim_start_matches(char::is_numeric) } else { part });
        parts.collect::<Vec<_>>().join(".rs:LINE")
    }

    #[test]
    fn metrics_of_several_catalogues() {
        let all = Catalogue::of_all(&[&shop::METRICS, &runtime::RUNTIME, &shop::METRICS]).unwrap();
        assert_eq!(all.metrics().len(), 3);
        for series in ["orders_total", "payment_seconds_count", "memory_bytes"] {
            assert!(all.find(series).is_some(), "{series}");
        }
        assert!(Catalogue::of_all(&[]).unwrap().metrics().is_empty());
    }

    #[test]
    fn a_name_that_is_declared_twice() {
        assert_snapshot!(error(&[&shop::METRICS, &clash::CLASH]), @"the series `payment_seconds_count` is declared twice: as `PAYMENT` of the catalogue `METRICS` (src/promql/catalogue.rs:LINE) and as `PAYMENTS` of the catalogue `CLASH` (src/promql/catalogue.rs:LINE); keep one of them");
        assert_snapshot!(error(&[&twice::TWICE]), @"the series `things` is declared twice: as `ONE` of the catalogue `TWICE` (src/promql/catalogue.rs:LINE) and as `OTHER` of the catalogue `TWICE` (src/promql/catalogue.rs:LINE); keep one of them");
        assert_snapshot!(error(&[&BY_HAND, &OF_COPY]), @"the series `memory_bytes` is declared twice: as `memory_bytes` of a catalogue made by `Catalogue::new` and as `memory_bytes` of a catalogue made by `Catalogue::new`; keep one of them");
    }
}
