//! Secrets, which are never written down.

use crate::model::Text;

/// A secret, by the environment variable of the Grafana process that holds it.
///
/// There is no form that holds the secret itself, so none gets into code, files or messages: files refer to the variable
/// as `$NAME`, and `provisioning/grafana.env` lists it without a value.
///
/// ```
/// use dashgen::suite::Secret;
///
/// let password = Secret::environment("LOKI_PASSWORD");
/// assert_eq!(password.variable(), "LOKI_PASSWORD");
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Secret {
    variable: Text,
    scheme: &'static str,
}

impl Secret {
    /// Returns the secret that an environment variable holds.
    ///
    /// The name is made of capital letters, digits and `_`, does not begin with a digit, nor with `GF_`, which are
    /// Grafana's own settings. A build refuses any other, so that a password in its place is noticed.
    pub fn environment(variable: impl Into<Text>) -> Self {
        Self { variable: variable.into(), scheme: "" }
    }

    /// Puts `Bearer ` before it, as the header `Authorization` asks for.
    pub fn bearer(self) -> Self {
        Self { scheme: "Bearer ", ..self }
    }

    /// Puts `Token ` before it: how InfluxDB 2 takes its tokens in the header `Authorization`.
    pub fn token(self) -> Self {
        Self { scheme: "Token ", ..self }
    }

    /// Returns the name of the variable.
    pub fn variable(&self) -> &str {
        &self.variable
    }

    /// Returns what stands before the variable's value: `Bearer `, or nothing.
    pub(crate) fn scheme(&self) -> &'static str {
        self.scheme
    }
}
