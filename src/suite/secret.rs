//! Secrets, which are never written to files.

use crate::model::Text;

/// A secret, given by the environment variable of the Grafana process that contains it.
///
/// There is no variant that contains the secret itself, so it cannot end up in code, files or messages: files refer to
/// the variable as `$NAME`, and `provisioning/grafana.env` lists it without a value.
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
    /// Returns the secret in an environment variable.
    ///
    /// The name must consist of capital letters, digits and `_`, and must not start with a digit or with `GF_`, which
    /// is reserved for Grafana's own settings. A build rejects any other name, so that a password given by mistake is
    /// noticed.
    pub fn environment(variable: impl Into<Text>) -> Self {
        Self { variable: variable.into(), scheme: "" }
    }

    /// Prefixes it with `Bearer `, for the `Authorization` header.
    pub fn bearer(self) -> Self {
        Self { scheme: "Bearer ", ..self }
    }

    /// Prefixes it with `Token `, for the `Authorization` header of InfluxDB 2.
    pub fn token(self) -> Self {
        Self { scheme: "Token ", ..self }
    }

    /// Returns the name of the variable.
    pub fn variable(&self) -> &str {
        &self.variable
    }

    /// Returns the prefix of the value: `Bearer `, or nothing.
    pub(crate) fn scheme(&self) -> &'static str {
        self.scheme
    }
}
