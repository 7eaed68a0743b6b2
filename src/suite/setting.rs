//! Values of provisioning files: fixed, or read from Grafana's environment.

use std::time::Duration;

use crate::model::Text;
use crate::promql::duration;

/// A value of a provisioning file: fixed, or read from Grafana's environment when it starts.
///
/// Strings and durations convert to fixed values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Setting {
    /// This text; `$` is literal.
    Fixed(Text),
    /// The value of an environment variable of the Grafana process, read when Grafana starts.
    ///
    /// Grafana's files do not support defaults: an unset variable becomes an empty string. Therefore the build also
    /// writes `provisioning/grafana.env` with every variable and its default, for `docker run --env-file` and the like.
    Environment {
        /// The variable's name: `[A-Za-z_][A-Za-z0-9_]*`.
        variable: Text,
        /// The default value.
        default: Text,
    },
}

impl Setting {
    /// Returns a value that Grafana reads from an environment variable, with a default.
    ///
    /// ```
    /// use dashgen::suite::Setting;
    ///
    /// let url = Setting::environment("PROMETHEUS_URL", "http://prometheus:9090");
    /// assert_eq!(url.value(), "http://prometheus:9090");
    /// ```
    pub fn environment(variable: impl Into<Text>, default: impl Into<Text>) -> Self {
        Self::Environment { variable: variable.into(), default: default.into() }
    }

    /// Returns the fixed or default value.
    pub fn value(&self) -> &str {
        match self {
            Self::Fixed(text) => text,
            Self::Environment { default, .. } => default,
        }
    }
}

impl From<&'static str> for Setting {
    fn from(text: &'static str) -> Self {
        Self::Fixed(text.into())
    }
}

/// Formats the duration as Grafana expects it: `15s`.
impl From<Duration> for Setting {
    fn from(length: Duration) -> Self {
        Self::from(duration(length))
    }
}

impl From<String> for Setting {
    fn from(text: String) -> Self {
        Self::Fixed(text.into())
    }
}
