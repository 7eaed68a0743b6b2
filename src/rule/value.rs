//! How Go templates format a value: the functions `humanize`, `humanizeDuration` and `humanizePercentage`.
//!
//! Source: Prometheus, `template/template.go`; Grafana has the same functions.

use crate::unit::{Quantity, Unit};

/// How a template formats a value: the action, and the text after it.
pub(super) struct Written {
    action: String,
    suffix: String,
}

impl Written {
    /// Returns the template; the given function escapes the text after the action.
    pub(super) fn template(&self, text: impl Fn(&str) -> String) -> String {
        format!("{}{}", self.action, text(&self.suffix))
    }
}

/// Returns how a template formats a value of this unit: an action with the function for the unit.
pub(super) fn written(unit: &Unit, action: impl Fn(&str) -> String) -> Written {
    let (function, suffix) = function(unit);
    Written { action: format!("{{{{ {} }}}}", action(function)), suffix }
}

/// Returns the text that replaces a missing value of this unit.
pub(super) fn missing(unit: &Unit) -> String {
    match unit {
        unit if *unit == Unit::RATIO => "an unknown share".to_owned(),
        Unit::Percent => "an unknown percentage".to_owned(),
        unit if *unit == Unit::SECONDS => "an unknown time".to_owned(),
        Unit::Of { over: Quantity::Count(things), per: Quantity::One } => format!("an unknown number of {things}"),
        _ => "an unknown value".to_owned(),
    }
}

/// Returns the function that formats a value of this unit, and the text after it.
fn function(unit: &Unit) -> (&'static str, String) {
    if *unit == Unit::RATIO {
        ("humanizePercentage", String::new())
    } else if *unit == Unit::SECONDS {
        ("humanizeDuration", String::new())
    } else {
        ("humanize", suffix(unit))
    }
}

fn suffix(unit: &Unit) -> String {
    match unit {
        Unit::Number | Unit::Unknown | Unit::Id(_) => String::new(),
        Unit::Percent => " %".to_owned(),
        unit @ Unit::Of { .. } => format!(" {unit}"),
    }
}

/// Returns the value as formatted by the function.
pub(super) fn shown(value: f64, unit: &Unit) -> String {
    match function(unit) {
        ("humanizePercentage", _) => format!("{}%", four_digits(value * 100.0)),
        ("humanizeDuration", _) => duration(value),
        (_, suffix) => humanize(value) + &suffix,
    }
}

fn humanize(value: f64) -> String {
    if value == 0.0 || !value.is_finite() {
        return four_digits(value);
    }
    if value.abs() < 1.0 {
        return small(value);
    }
    let (mut value, mut prefix) = (value, "");
    for next in ["k", "M", "G", "T", "P", "E", "Z", "Y"] {
        if value.abs() < 1000.0 {
            break;
        }
        (value, prefix) = (value / 1000.0, next);
    }
    four_digits(value) + prefix
}

fn small(mut value: f64) -> String {
    let mut prefix = "";
    for next in ["m", "u", "n", "p", "f", "a", "z", "y"] {
        if value.abs() >= 1.0 {
            break;
        }
        (value, prefix) = (value * 1000.0, next);
    }
    four_digits(value) + prefix
}

fn duration(value: f64) -> String {
    if value == 0.0 {
        return "0s".to_owned();
    }
    if !value.is_finite() {
        return four_digits(value);
    }
    if value.abs() < 1.0 {
        return small(value) + "s";
    }
    let sign = if value < 0.0 { "-" } else { "" };
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "whole seconds, without their sign")]
    let total = value.abs() as u64;
    let (days, hours, minutes, seconds) = (total / 86_400, total / 3600 % 24, total / 60 % 60, total % 60);
    match (days, hours, minutes) {
        (0, 0, 0) => format!("{sign}{}s", four_digits(value.abs())),
        (0, 0, _) => format!("{sign}{minutes}m {seconds}s"),
        (0, _, _) => format!("{sign}{hours}h {minutes}m {seconds}s"),
        _ => format!("{sign}{days}d {hours}h {minutes}m {seconds}s"),
    }
}

/// Go's `%.4g`.
fn four_digits(value: f64) -> String {
    if value.is_nan() {
        return "NaN".to_owned();
    }
    if value.is_infinite() {
        return if value > 0.0 { "+Inf" } else { "-Inf" }.to_owned();
    }
    let scientific = format!("{value:.3e}");
    let (mantissa, exponent) = scientific.split_once('e').unwrap_or((&scientific, "0"));
    let exponent: i32 = exponent.parse().unwrap_or(0);
    if !(-4..4).contains(&exponent) {
        let sign = if exponent < 0 { '-' } else { '+' };
        return format!("{}e{sign}{:02}", trimmed(mantissa), exponent.abs());
    }
    let decimals = usize::try_from(3 - exponent).unwrap_or(0);
    trimmed(&format!("{value:.decimals$}")).to_owned()
}

fn trimmed(digits: &str) -> &str {
    if digits.contains('.') { digits.trim_end_matches('0').trim_end_matches('.') } else { digits }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_go_writes_them() {
        for (value, unit, expected) in [
            (0.051, Unit::RATIO, "5.1%"),
            (1.0 / 3.0, Unit::RATIO, "33.33%"),
            (0.102_941, Unit::SECONDS, "102.9ms"),
            (7384.9, Unit::SECONDS, "2h 3m 4s"),
            (2.5, Unit::SECONDS, "2.5s"),
            (0.0, Unit::SECONDS, "0s"),
            (123_456.0, Unit::USD, "123.5k USD"),
            (17.0, Unit::Number, "17"),
            (-0.000_02, Unit::Number, "-20u"),
            (1e30, Unit::Number, "1e+06Y"),
            (f64::NAN, Unit::Percent, "NaN %"),
        ] {
            assert_eq!(shown(value, &unit), expected, "{value}");
        }
    }
}
