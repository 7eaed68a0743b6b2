//! Units, as names tell them.

use super::name;

/// What a metric's unit is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Guess {
    pub(super) unit: Named,
    /// Whether nobody said so.
    pub(super) is_guess: bool,
}

/// A type for a unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Named {
    /// One that the library has.
    Library(&'static str),
    /// One that has to be declared.
    Own(Own),
}

/// A unit to be declared.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Own {
    /// The type.
    pub(super) name: String,
    /// What it is, for people.
    pub(super) what: String,
    /// How it is made, behind `Unit::`: `count("requests")`.
    pub(super) made_by: String,
}

/// The types of the library.
pub(super) const OF_LIBRARY: [&str; 7] = ["Bytes", "Number", "Percent", "Ratio", "Seconds", "Unknown", "Usd"];

/// Words at the end of a name, and the types that the library has for them.
const WORDS: &[(&str, &str)] = &[
    ("byte", "Bytes"),
    ("bytes", "Bytes"),
    ("pct", "Percent"),
    ("percent", "Percent"),
    ("percentage", "Percent"),
    ("ratio", "Ratio"),
    ("ratios", "Ratio"),
    ("sec", "Seconds"),
    ("second", "Seconds"),
    ("seconds", "Seconds"),
    ("usd", "Usd"),
];

/// Words at the end of a name, what to call the unit, what it is, and Grafana's id for it.
const BY_ID: &[(&str, &str, &str, &str)] = &[
    ("amperes", "Amperes", "Electric current in amperes", "amp"),
    ("amps", "Amperes", "Electric current in amperes", "amp"),
    ("bits", "Bits", "Data in bits", "bits"),
    ("bits_per_second", "BitsPerSecond", "Data in bits per second", "bps"),
    ("bytes_per_second", "BytesPerSecond", "Data in bytes per second", "binBps"),
    ("celsius", "Celsius", "Temperature in degrees Celsius", "celsius"),
    ("days", "Days", "Time in days", "d"),
    ("db", "Decibels", "Level in decibels", "dB"),
    ("decibels", "Decibels", "Level in decibels", "dB"),
    ("dbm", "DecibelMilliwatts", "Power in decibel-milliwatts", "dBm"),
    ("fahrenheit", "Fahrenheit", "Temperature in degrees Fahrenheit", "fahrenheit"),
    ("gb", "Gigabytes", "Data in gigabytes", "gbytes"),
    ("gigabytes", "Gigabytes", "Data in gigabytes", "gbytes"),
    ("grams", "Grams", "Mass in grams", "massg"),
    ("hertz", "Hertz", "Frequency in hertz", "hertz"),
    ("hours", "Hours", "Time in hours", "h"),
    ("joules", "Joules", "Energy in joules", "joule"),
    ("kb", "Kilobytes", "Data in kilobytes", "kbytes"),
    ("kelvin", "Kelvin", "Temperature in kelvins", "kelvin"),
    ("kilobytes", "Kilobytes", "Data in kilobytes", "kbytes"),
    ("mb", "Megabytes", "Data in megabytes", "mbytes"),
    ("megabytes", "Megabytes", "Data in megabytes", "mbytes"),
    ("meters", "Meters", "Length in meters", "lengthm"),
    ("metres", "Meters", "Length in meters", "lengthm"),
    ("microseconds", "Microseconds", "Time in microseconds", "µs"),
    ("milliseconds", "Milliseconds", "Time in milliseconds", "ms"),
    ("minutes", "Minutes", "Time in minutes", "m"),
    ("ms", "Milliseconds", "Time in milliseconds", "ms"),
    ("msec", "Milliseconds", "Time in milliseconds", "ms"),
    ("nanoseconds", "Nanoseconds", "Time in nanoseconds", "ns"),
    ("ns", "Nanoseconds", "Time in nanoseconds", "ns"),
    ("ops_per_second", "OperationsPerSecond", "Operations per second", "ops"),
    ("operations_per_second", "OperationsPerSecond", "Operations per second", "ops"),
    ("pascals", "Pascals", "Pressure in pascals", "pressurepa"),
    ("requests_per_second", "RequestsPerSecond", "Requests per second", "reqps"),
    ("rpm", "RevolutionsPerMinute", "Revolutions per minute", "rotrpm"),
    ("us", "Microseconds", "Time in microseconds", "µs"),
    ("usec", "Microseconds", "Time in microseconds", "µs"),
    ("volts", "Volts", "Voltage in volts", "volt"),
    ("watts", "Watts", "Power in watts", "watt"),
];

/// Returns the unit that OpenMetrics names, or that a name ends with; a number where it ends with none.
pub(super) fn of_metric(metric: &str, said: Option<&str>) -> Guess {
    if let Some(unit) = said.and_then(known) {
        return Guess { unit, is_guess: false };
    }
    let base = metric.strip_suffix("_total").or_else(|| metric.strip_suffix("_count")).unwrap_or(metric);
    let unit = known(base).or_else(|| counted(base)).unwrap_or(Named::Library("Number"));
    Guess { unit, is_guess: true }
}

/// Returns the unit that a name is, or ends with.
fn known(name: &str) -> Option<Named> {
    let ends_with = |word: &str| {
        name.strip_suffix(word).is_some_and(|before| before.is_empty() || before.ends_with(['_', ':', '.']))
    };
    let by_id = BY_ID.iter().filter(|(word, ..)| ends_with(word)).max_by_key(|(word, ..)| word.len());
    if let Some((_, name, what, id)) = by_id {
        let (name, what) = ((*name).to_owned(), (*what).to_owned());
        return Some(Named::Own(Own { name, what, made_by: format!("id({id:?})") }));
    }
    if is_quotient(name) {
        return None;
    }
    WORDS.iter().find(|(word, _)| ends_with(word)).map(|(_, library)| Named::Library(library))
}

/// Returns the unit of things that a name counts: `requests`, but not `status`.
fn counted(name: &str) -> Option<Named> {
    let last = name.rsplit(['_', ':', '.']).next().unwrap_or_default();
    let is_plural = last.strip_suffix('s').is_some_and(|rest| rest.len() > 1 && !rest.ends_with(['s', 'u', 'i']));
    if !is_plural || !last.bytes().all(|byte| byte.is_ascii_lowercase()) || is_quotient(name) {
        return None;
    }
    let name = name::variant(last);
    Some(Named::Own(Own { what: name.clone(), name, made_by: format!("count({last:?})") }))
}

/// Returns whether the last word is what something is divided by.
fn is_quotient(name: &str) -> bool {
    name.rsplit(['_', ':', '.']).nth(1) == Some("per")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(metric: &str) -> String {
        match of_metric(metric, None).unit {
            Named::Library(name) => name.to_owned(),
            Named::Own(own) => format!("{} = {}", own.name, own.made_by),
        }
    }

    #[test]
    fn what_names_end_with() {
        for (metric, unit) in [
            ("node_cpu_seconds_total", "Seconds"),
            ("go_memstats_alloc_bytes", "Bytes"),
            ("cache_hit_ratio", "Ratio"),
            ("http_requests_total", "Requests = count(\"requests\")"),
            ("node_hwmon_temp_celsius", "Celsius = id(\"celsius\")"),
            ("link_bytes_per_second", "BytesPerSecond = id(\"binBps\")"),
            ("trades_per_second", "Number"),
            ("process_open_fds", "Fds = count(\"fds\")"),
            ("queue_length", "Number"),
            ("probe_success", "Number"),
            ("x_status", "Number"),
        ] {
            assert_eq!(of(metric), unit, "{metric}");
        }
    }

    #[test]
    fn what_openmetrics_says_is_no_guess() {
        assert_eq!(of_metric("x", Some("seconds")), Guess { unit: Named::Library("Seconds"), is_guess: false });
        assert_eq!(of_metric("x_bytes", Some("furlongs")), Guess { unit: Named::Library("Bytes"), is_guess: true });
    }

    #[test]
    fn every_id_is_one_of_grafanas() {
        for (word, _, _, id) in BY_ID {
            assert!(crate::unit::is_known_id(id), "{word}: {id}");
        }
    }
}
