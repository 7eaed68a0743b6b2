//! The declaration of metrics.

use super::{Label, LabelInfo, MetricInfo, MetricKind};

/// The labels of one declared metric; [`metrics!`](crate::metrics) implements it.
pub trait MetricLabel: Label {
    /// The metric.
    const INFO: &'static MetricInfo;
}

/// Returns the text of a doc comment without the blank that `///` leaves.
#[doc(hidden)]
pub const fn help(doc: &'static str) -> &'static str {
    match doc.as_bytes() {
        [b' ', ..] => doc.split_at(1).1,
        _ => doc,
    }
}

/// Returns a declaration whose labels suit its kind; while compiling, anything else is an error.
#[doc(hidden)]
pub const fn checked(info: &'static MetricInfo) -> &'static MetricInfo {
    match info.kind {
        MetricKind::StateSet => assert!(
            own_label(info, info.name).is_some(),
            "a state set needs a label that is named like the metric and has its states: \
            `State = \"worker_state\" [\"idle\", \"busy\"]`"
        ),
        MetricKind::Summary => {
            if let Some(label) = own_label(info, "quantile") {
                check_quantiles(label.values);
            }
        }
        MetricKind::NativeHistogram => assert!(
            own_label(info, "le").is_none(),
            "the buckets of a native histogram are not series, so it has no label `le`"
        ),
        _ => {}
    }
    info
}

const fn own_label(info: &MetricInfo, name: &str) -> Option<&'static LabelInfo> {
    let mut at = 0;
    while at < info.labels.len() {
        let label = &info.labels[at];
        if !label.of_target && is_same(label.name.as_bytes(), name.as_bytes()) {
            return Some(label);
        }
        at += 1;
    }
    None
}

const fn is_same(mut a: &[u8], mut b: &[u8]) -> bool {
    while let ([first, rest @ ..], [other, others @ ..]) = (a, b) {
        if *first != *other {
            return false;
        }
        (a, b) = (rest, others);
    }
    a.is_empty() && b.is_empty()
}

const fn check_quantiles(mut values: &[&str]) {
    while let [value, others @ ..] = values {
        assert!(is_share(value.as_bytes()), "the quantiles of a summary are numbers from 0 to 1: `\"0.99\"`");
        values = others;
    }
}

/// Returns whether a text is a number from 0 to 1 as Prometheus writes it: `0.99`, `1`, `1e-05`.
const fn is_share(text: &[u8]) -> bool {
    let (first, mut rest) = match text {
        [first @ (b'0' | b'1'), rest @ ..] => (*first, rest),
        [b'1'..=b'9', rest @ ..] => (b'e', rest),
        _ => return false,
    };
    let mut is_small = first == b'0';
    let (mut is_whole, mut has_point) = (true, false);
    while let [byte, others @ ..] = rest {
        match byte {
            b'.' => has_point = true,
            b'0' if has_point => {}
            b'-' => {}
            b'0'..=b'9' => is_whole = false,
            b'e' => is_small = true,
            _ => return false,
        }
        rest = others;
    }
    is_small || (first == b'1' && is_whole)
}

/// The words for kinds in [`metrics!`](crate::metrics). A word that is none of them is looked for here in vain, and the
/// compiler's message, at that word, has the name of this module: so the name says what may stand there.
#[doc(hidden)]
#[expect(non_camel_case_types, reason = "the words of a declaration")]
pub mod counter_gauge_histogram_native_histogram_summary_info_state_set_or_untyped {
    pub type counter<L, M> = super::super::Counter<L, M>;
    pub type gauge<L, M> = super::super::Gauge<L, M>;
    pub type histogram<L, M> = super::super::Histogram<L, M>;
    pub type native_histogram<L, M> = super::super::NativeHistogram<L, M>;
    pub type summary<L, M> = super::super::Summary<L, M>;
    pub type info<L, M> = super::super::Info<L, M>;
    pub type state_set<L, M> = super::super::StateSet<L, M>;
    pub type untyped<L, M> = super::super::Untyped<L, M>;
}

/// Where a metric without help is looked for, in vain: the compiler's message has this name.
#[doc(hidden)]
pub mod help_is_missing_write_a_doc_comment {}

/// Declares metrics: for each a constant of its kind, a module with its labels, and an entry in the catalogue.
///
/// A declaration is the help text as a doc comment, the kind, the constant, the name in Prometheus, the unit (a type; see
/// [`units!`](crate::units)) and, after `by`, the module with the labels. A label may list values that it is known to
/// take. The target labels are those that Prometheus adds to every series.
///
/// The kinds are `counter`, `gauge`, `histogram`, `native_histogram`, `summary`, `info`, `state_set` and `untyped`. A
/// summary lists the quantiles that its target exports as values of its label `quantile`; a state set lists its states as
/// values of the label that is named like the metric.
///
/// ```
/// use dashgen::promql::{RATE_INTERVAL, minutes};
/// use dashgen::unit::{Seconds, Unit};
///
/// dashgen::units! {
///     /// HTTP requests.
///     pub Requests = Unit::count("requests");
/// }
///
/// dashgen::metrics! {
///     catalogue METRICS;
///     target labels { Job = "job", Instance = "instance" }
///
///     /// HTTP requests served.
///     counter REQUESTS("http_requests_total", Requests) by requests {
///         Method = "method" ["GET", "POST"],
///         Path = "path",
///     }
///     /// Time from request to response.
///     histogram DURATION("http_request_duration_seconds", Seconds) by duration { Path = "path" }
/// }
///
/// let by_method = REQUESTS.rate(RATE_INTERVAL).sum_by([requests::Method]);
/// assert_eq!(by_method.to_string(), "sum by (method) (rate(http_requests_total[$__rate_interval]))");
/// assert_eq!(by_method.unit().grafana_id(), "reqps");
///
/// let p95 = DURATION.quantile(0.95, minutes(5));
/// assert_eq!(
///     p95.to_string(),
///     "histogram_quantile(0.95, sum by (le) (rate(http_request_duration_seconds_bucket[5m])))"
/// );
/// assert_eq!(METRICS.metrics().len(), 2);
/// ```
///
/// The kinds with a label of their own:
///
/// ```
/// dashgen::metrics! {
///     catalogue METRICS;
///     target labels { Job = "job" }
///
///     /// Pauses of the garbage collector.
///     summary PAUSES("gc_pause_seconds", dashgen::unit::Seconds) by pauses { Quantile = "quantile" ["0.5", "0.99"] }
///     /// What the worker does.
///     state_set STATE("worker_state", dashgen::unit::Number) by state { State = "worker_state" ["idle", "busy"] }
/// }
///
/// assert_eq!(PAUSES.quantile_of(0.99).to_string(), "gc_pause_seconds{quantile=\"0.99\"}");
/// assert_eq!(STATE.is_state("busy").sum().to_string(), "sum(worker_state{worker_state=\"busy\"})");
/// ```
///
/// What a metric cannot do is not there:
///
/// ```compile_fail
/// # dashgen::metrics! {
/// #     catalogue METRICS;
/// #     target labels { Job = "job" }
/// #     /// Open connections.
/// #     gauge CONNECTIONS("connections", dashgen::unit::Number) by connections {}
/// # }
/// CONNECTIONS.rate(dashgen::promql::minutes(5));
/// ```
#[macro_export]
macro_rules! metrics {
    (
        catalogue $catalogue:ident;
        target labels $targets:tt
        $(
            $(#[doc = $doc:literal])*
            $kind:ident $metric:ident($name:literal, $unit:ty) by $module:ident $labels:tt
        )*
    ) => {
        /// The metrics declared here.
        pub static $catalogue: $crate::promql::Catalogue = $crate::promql::Catalogue::declared(
            &[$(<$module::Label as $crate::promql::MetricLabel>::INFO),*],
            $crate::promql::Declarations {
                catalogue: stringify!($catalogue),
                file: file!(),
                line: line!(),
                constants: &[$(stringify!($metric)),*],
            },
        );
        $(
            $(#[doc = $doc])*
            pub const $metric:
                $crate::promql::counter_gauge_histogram_native_histogram_summary_info_state_set_or_untyped::$kind<
                    $module::Label,
                    $unit,
                > = <$crate::promql::counter_gauge_histogram_native_histogram_summary_info_state_set_or_untyped::$kind<
                    $module::Label,
                    $unit,
                >>::declared($crate::promql::checked(<$module::Label as $crate::promql::MetricLabel>::INFO));

            $crate::metrics!(@labels $module $name $labels $targets);

            impl $crate::promql::MetricLabel for $module::Label {
                const INFO: &'static $crate::promql::MetricInfo = &$crate::promql::MetricInfo {
                    name: $name,
                    kind:
                        <$crate::promql::counter_gauge_histogram_native_histogram_summary_info_state_set_or_untyped::$kind<
                            $module::Label,
                            $unit,
                        >>::KIND,
                    unit: <$unit as $crate::unit::BaseMeasure>::UNIT,
                    help: $crate::metrics!(@help $metric $($doc)*),
                    labels: $module::LABELS,
                };
            }
        )*
    };

    (@help $metric:ident) => { $crate::promql::help_is_missing_write_a_doc_comment::$metric };
    (@help $metric:ident $($doc:literal)+) => { $crate::promql::help(concat!($($doc),+)) };

    (@labels $module:ident $metric:literal
        { $($own:ident = $own_name:literal $([$($value:literal),* $(,)?])?),* $(,)? }
        { $($target:ident = $target_name:literal),* $(,)? }
    ) => {
        #[doc = concat!("The labels of `", $metric, "`.")]
        pub mod $module {
            #[doc = concat!("A label of `", $metric, "`.")]
            #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
            pub enum Label {
                $(#[doc = concat!("`", $own_name, "`")] $own,)*
                $(#[doc = concat!("`", $target_name, "`, which Prometheus adds")] $target,)*
            }

            pub use Label::*;

            impl $crate::promql::Label for Label {
                fn name(self) -> &'static str {
                    match self {
                        $($own => $own_name,)*
                        $($target => $target_name,)*
                    }
                }
            }

            pub(super) const LABELS: &[$crate::promql::LabelInfo] = &[
                $($crate::promql::LabelInfo {
                    name: $own_name,
                    values: &[$($($value),*)?],
                    of_target: false,
                },)*
                $($crate::promql::LabelInfo { name: $target_name, values: &[], of_target: true },)*
            ];
        }
    };
}
