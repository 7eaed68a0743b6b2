//! What has received observations, as samples.

use super::exposition::Sample;
use super::growth::Histogram;
use super::series::Series;
use crate::promql::MetricInfo;

/// How long a summary remembers observations for its quantiles, in seconds: as in most client libraries.
pub(super) const SUMMARIZED: f64 = 600.0;

/// Returns the samples of one series of a histogram.
pub(super) fn of_histogram(series: &Series, histogram: &Histogram) -> Vec<Sample> {
    let sample = |suffix, le, value| Sample { suffix, labels: series.labels.clone(), le, value };
    let mut count = 0.0;
    let mut samples = Vec::with_capacity(histogram.bounds.len() + 2);
    for (bound, more) in histogram.bounds.iter().zip(&histogram.counts) {
        count += more;
        samples.push(sample("_bucket", Some(*bound), count));
    }
    samples.push(sample("_sum", None, histogram.sum));
    samples.push(sample("_count", None, count));
    samples
}

/// Returns the samples of one series of a summary, from all that it has received and from what it had received when its
/// memory begins. Without declared quantiles, it has none.
pub(super) fn of_summary(info: &MetricInfo, series: &Series, now: &Histogram, before: &Histogram) -> Vec<Sample> {
    let recent: Vec<f64> = now.counts.iter().zip(&before.counts).map(|(now, before)| now - before).collect();
    let sample = |suffix, labels, value| Sample { suffix, labels, le: None, value };
    let quantiles = info.own_dimension().map_or(&[][..], |label| label.values);
    let quantile = |text: &&'static str| {
        let labels = series.labels.iter().copied().chain([("quantile", *text)]).collect();
        sample("", labels, quantile(&now.bounds, &recent, text.parse().unwrap_or(f64::NAN)))
    };
    let (sum, count) = (now.sum, now.counts.iter().sum());
    let rest = [("_sum", sum), ("_count", count)];
    let rest = rest.map(|(suffix, value)| sample(suffix, series.labels.clone(), value));
    quantiles.iter().map(quantile).chain(rest).collect()
}

/// Returns the value that a share of the observations stay below, on a straight line through its bucket; not a number
/// where there are no observations.
fn quantile(bounds: &[f64], counts: &[f64], share: f64) -> f64 {
    let rank = share * counts.iter().sum::<f64>();
    let (mut low, mut below) = (0.0, 0.0);
    for (&high, &count) in bounds.iter().zip(counts) {
        if count > 0.0 && below + count >= rank {
            return if high.is_finite() { low + (high - low) * (rank - below) / count } else { low };
        }
        if high.is_finite() {
            low = high;
        }
        below += count;
    }
    f64::NAN
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_of_buckets() {
        let of = |counts, share| quantile(&[1.0, 2.0, f64::INFINITY], counts, share);
        assert_eq!(of(&[10.0, 10.0, 0.0], 0.25).to_string(), "0.5");
        assert_eq!(of(&[10.0, 10.0, 0.0], 0.75).to_string(), "1.5");
        assert_eq!(of(&[0.0, 0.0, 5.0], 0.5).to_string(), "2");
        assert!(of(&[0.0, 0.0, 0.0], 0.5).is_nan() && of(&[1.0], f64::NAN).is_nan());
    }
}
