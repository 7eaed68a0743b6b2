//! Prometheus's text format, version 0.0.4.
//!
//! Written by hand, since the crate of the Prometheus project, `prometheus-client`, speaks OpenMetrics only: there a
//! counter's family is its name without `_total`, so that Prometheus knows `x` and not the declared `x_total` as a
//! counter; it adds a full stop to every help text, and leaves a line break in one unescaped, which ends the scrape.

use std::fmt::{self, Write};

use crate::promql::MetricKind;

/// The content type of the format.
pub const CONTENT_TYPE: &str = "text/plain; version=0.0.4; charset=utf-8";

/// All series of one metric at one time.
#[derive(Debug, Clone, PartialEq)]
pub struct Family {
    /// The metric's name.
    pub name: &'static str,
    /// Its kind.
    pub kind: MetricKind,
    /// What the `# HELP` line says.
    pub help: &'static str,
    /// Its samples, those of one series together.
    pub samples: Vec<Sample>,
}

/// One number of one series.
#[derive(Debug, Clone, PartialEq)]
pub struct Sample {
    /// What follows the metric's name: `_bucket`, `_sum`, `_count` or nothing.
    pub suffix: &'static str,
    /// The labels of the series, in the order of their declaration.
    pub labels: Vec<(&'static str, &'static str)>,
    /// The upper bound of a histogram's bucket.
    pub le: Option<f64>,
    /// The value.
    pub value: f64,
}

/// Returns the text that a scrape receives.
pub fn expose(families: &[Family]) -> String {
    families.iter().map(Family::to_string).collect()
}

impl fmt::Display for Family {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "# HELP {} {}", self.name, Escaped { text: self.help, in_quotes: false })?;
        writeln!(f, "# TYPE {} {}", self.name, self.kind.prometheus_type())?;
        self.samples.iter().try_for_each(|sample| writeln!(f, "{}{sample}", self.name))
    }
}

/// The suffix, the labels and the value.
impl fmt::Display for Sample {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.suffix)?;
        let mut separator = '{';
        for (label, value) in &self.labels {
            write!(f, "{separator}{label}=\"{}\"", Escaped { text: value, in_quotes: true })?;
            separator = ',';
        }
        if let Some(bound) = self.le {
            write!(f, "{separator}le=\"{}\"", Float(bound))?;
            separator = ',';
        }
        if separator == ',' {
            f.write_char('}')?;
        }
        write!(f, " {}", Float(self.value))
    }
}

/// A number as Prometheus writes it.
struct Float(f64);

impl fmt::Display for Float {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            value if value == f64::INFINITY => f.write_str("+Inf"),
            value if value == f64::NEG_INFINITY => f.write_str("-Inf"),
            value => write!(f, "{value}"),
        }
    }
}

/// A text with backslashes and line breaks escaped, and quotes where it stands in quotes.
struct Escaped<'a> {
    text: &'a str,
    in_quotes: bool,
}

impl fmt::Display for Escaped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.text.chars().try_for_each(|character| match character {
            '\\' => f.write_str("\\\\"),
            '\n' => f.write_str("\\n"),
            '"' if self.in_quotes => f.write_str("\\\""),
            other => f.write_char(other),
        })
    }
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use super::*;
    use crate::exposition;

    fn sample(suffix: &'static str, labels: &[(&'static str, &'static str)], le: Option<f64>, value: f64) -> Sample {
        Sample { suffix, labels: labels.to_vec(), le, value }
    }

    #[test]
    fn every_kind_of_family() {
        let labels = [("method", "GET")];
        let families = [
            Family {
                name: "bots_total",
                kind: MetricKind::Gauge,
                help: "Configured bots",
                samples: vec![sample("", &[], None, 12.0)],
            },
            Family {
                name: "request_seconds",
                kind: MetricKind::Histogram,
                help: "Request duration",
                samples: vec![
                    sample("_bucket", &labels, Some(0.005), 3.0),
                    sample("_bucket", &labels, Some(f64::INFINITY), 4.0),
                    sample("_sum", &labels, None, 1.25),
                    sample("_count", &labels, None, 4.0),
                ],
            },
        ];
        assert_snapshot!(expose(&families), @r#"
        # HELP bots_total Configured bots
        # TYPE bots_total gauge
        bots_total 12
        # HELP request_seconds Request duration
        # TYPE request_seconds histogram
        request_seconds_bucket{method="GET",le="0.005"} 3
        request_seconds_bucket{method="GET",le="+Inf"} 4
        request_seconds_sum{method="GET"} 1.25
        request_seconds_count{method="GET"} 4
        "#);
    }

    #[test]
    fn what_is_written_is_read_again() {
        let labels = [("path", "a \"b\" \\d\nc é")];
        let part = |suffix, le| sample(suffix, &labels, le, f64::NAN);
        let samples = vec![part("_bucket", Some(f64::INFINITY)), part("_sum", None), part("_count", None)];
        let family = Family { name: "x", kind: MetricKind::Histogram, help: "a \"b\" \\d\nc", samples };
        let page = exposition::read(expose(std::slice::from_ref(&family)).as_bytes()).unwrap();
        let [read] = &page.families[..] else { panic!("{page:?}") };
        assert_eq!((&page.problems[..], &*read.name, read.kind.name()), (&[][..], "x", "histogram"));
        assert_eq!((&*read.help, read.series), (family.help, 1));
        assert_eq!(read.labels[0].values.first().unwrap(), labels[0].1);
    }

    #[test]
    fn quotes_backslashes_and_line_breaks_are_escaped() {
        let family = Family {
            name: "x",
            kind: MetricKind::Info,
            help: "a \"b\" \\d\nc",
            samples: vec![sample("", &[("path", "a \"b\" \\d\nc é")], None, 1.0)],
        };
        assert_snapshot!(family.to_string(), @r##"
        # HELP x a "b" \\d\nc
        # TYPE x gauge
        x{path="a \"b\" \\d\nc é"} 1
        "##);
    }

    #[test]
    fn numbers_that_are_none() {
        assert_eq!(sample("", &[], None, f64::NAN).to_string(), " NaN");
        assert_eq!(sample("", &[], None, f64::NEG_INFINITY).to_string(), " -Inf");
    }
}
