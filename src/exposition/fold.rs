//! Which names are one metric.

use std::collections::HashSet;

use super::collect::{Collector, Entry, Seen};
use super::{Family, Kind};

/// The parts of a metric, by the endings of their names; the first that is there says how many series it has.
fn parts(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Counter => &["_total", ""],
        Kind::Histogram | Kind::NativeHistogram => &["_count", "_sum", "_bucket"],
        Kind::Summary => &["_count", "_sum", ""],
        Kind::GaugeHistogram => &["_gcount", "_gsum", "_bucket"],
        Kind::Info => &["_info", ""],
        Kind::Gauge | Kind::StateSet | Kind::Untyped => &[""],
    }
}

/// Returns the metrics of all names.
pub(super) fn families(collector: &Collector) -> Vec<Family> {
    let whole: Vec<_> = collector.entries.iter().filter_map(|entry| whole(entry, collector)).collect();
    let parts: HashSet<String> = whole.iter().flat_map(|metric| metric.parts.iter().cloned()).collect();
    whole.into_iter().filter(|metric| !parts.contains(&metric.entry.name)).map(Whole::into_family).collect()
}

/// A metric, with the names of its parts that have entries of their own.
struct Whole<'a> {
    entry: &'a Entry,
    name: String,
    kind: Kind,
    parts: Vec<String>,
    seen: Option<Seen>,
}

/// Returns the metric that an entry stands for.
fn whole<'a>(entry: &'a Entry, collector: &Collector) -> Option<Whole<'a>> {
    let base = match entry.kind {
        None | Some(Kind::Untyped) => untyped_base(entry, collector),
        Some(kind) => Some((&*entry.name, kind)),
    };
    let (base, kind) = base.unwrap_or((&entry.name, Kind::Untyped));
    if is_creation_time(entry, collector) {
        return None;
    }
    // A name that is described by itself is no part of another.
    let part = |suffix: &&'static str| {
        let name = format!("{base}{suffix}");
        let part = collector.get(&name)?;
        let is_free = name == entry.name || !part.is_described || entry.kind != Some(kind);
        Some((*suffix, name, part.seen.as_ref()?)).filter(|_| is_free)
    };
    let found: Vec<_> = parts(kind).iter().filter_map(part).collect();
    let is_native = kind == Kind::Histogram && found.is_empty() && entry.seen.is_some();
    let mut seen = if is_native { entry.seen.clone() } else { found.first().map(|(.., seen)| (*seen).clone()) };
    if let Some(seen) = &mut seen {
        found.iter().skip(1).for_each(|(.., part)| seen.join(part));
        seen.labels.retain(|label| !is_of_buckets(kind, &label.name));
    }
    // The series of a counter and an info metric have a longer name in OpenMetrics than the metric itself.
    let long = found.first().filter(|(suffix, ..)| ["_total", "_info"].contains(suffix));
    let name = long.map_or_else(|| base.to_owned(), |(_, name, _)| name.clone());
    let kind = if is_native { Kind::NativeHistogram } else { kind };
    let parts = found.into_iter().map(|(_, name, _)| name).filter(|name| *name != entry.name).collect();
    Some(Whole { entry, name, kind, parts, seen })
}

/// Returns the base name and type of what nobody gives a type, where its series tell: a histogram by its buckets, a
/// summary by its quantiles.
fn untyped_base<'a>(entry: &'a Entry, collector: &Collector) -> Option<(&'a str, Kind)> {
    let seen = entry.seen.as_ref()?;
    let (base, kind) = match entry.name.strip_suffix("_bucket") {
        Some(base) if seen.has_label("le") => (base, Kind::Histogram),
        None if seen.has_label("quantile") => (&*entry.name, Kind::Summary),
        _ => return None,
    };
    let is_untyped = |suffix: &str| {
        let part = collector.get(&format!("{base}{suffix}"));
        part.is_some_and(|part| part.seen.is_some() && part.kind.is_none_or(|kind| kind == Kind::Untyped))
    };
    (is_untyped("_sum") && is_untyped("_count")).then_some((base, kind))
}

/// Returns whether a name only tells when the series of another metric were created: in OpenMetrics by its name, and in
/// the text format of some client libraries as a gauge with the same help text.
fn is_creation_time(entry: &Entry, collector: &Collector) -> bool {
    let Some(base) = entry.name.strip_suffix("_created") else { return false };
    let has_times = |kind| matches!(kind, Kind::Counter | Kind::Histogram | Kind::Summary | Kind::GaugeHistogram);
    let is_of = |name: &str| {
        collector.get(name).is_some_and(|metric| {
            let is_same = !entry.is_described || (entry.kind == Some(Kind::Gauge) && entry.help == metric.help);
            metric.kind.is_some_and(has_times) && is_same
        })
    };
    is_of(base) || is_of(&format!("{base}_total"))
}

/// Returns whether a label belongs to the buckets of a metric rather than to the metric.
fn is_of_buckets(kind: Kind, label: &str) -> bool {
    matches!(kind, Kind::Histogram | Kind::GaugeHistogram) && label == "le"
}

impl Whole<'_> {
    fn into_family(self) -> Family {
        let Self { entry, name, kind, seen, .. } = self;
        let nothing = Seen { labels: Vec::new(), has_more_labels: false, series: 0, is_always_one: false };
        let Seen { labels, has_more_labels, series, is_always_one } = seen.unwrap_or(nothing);
        let (help, unit) = (entry.help.clone(), entry.unit.clone());
        Family { name, kind, help, unit, labels, has_more_labels, series, is_always_one }
    }
}
