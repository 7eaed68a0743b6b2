//! HTTP settings of datasources: authentication, headers, cookies.

use std::time::Duration;

use super::Datasource;
use crate::model::Text;
use crate::suite::data::{Secure, Settings};
use crate::suite::{Secret, Setting};

/// A kind that is queried over HTTP, and therefore has a user, headers and cookies.
pub trait OverHttp {}

/// What is sent with each request.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Http {
    basic_auth: Option<(Setting, Secret)>,
    headers: Vec<(Text, Secure)>,
    cookies: Vec<Text>,
    timeout: Option<u32>,
    forwards_identity: bool,
}

impl Http {
    /// Returns the user for basic authentication.
    pub(super) fn user(&self) -> Option<&Setting> {
        self.basic_auth.as_ref().map(|(user, _)| user)
    }

    pub(super) fn settings(&self) -> Settings {
        let password = self.basic_auth.as_ref().map(|(_, password)| password);
        let mut settings = Settings::default()
            .with("oauthPassThru", &self.forwards_identity)
            .with("timeout", &self.timeout)
            .with("keepCookies", &self.cookies)
            .secret("basicAuthPassword", password);
        for (at, (name, value)) in self.headers.iter().enumerate() {
            settings = settings.with(format!("httpHeaderName{}", at + 1), name);
            settings.secure.push((format!("httpHeaderValue{}", at + 1).into(), value.clone()));
        }
        settings
    }
}

impl<K: OverHttp> Datasource<K> {
    /// Uses basic authentication.
    pub fn basic_auth(mut self, user: impl Into<Setting>, password: Secret) -> Self {
        self.http.basic_auth = Some((user.into(), password));
        self
    }

    /// Sends a header with each request: for example, `Authorization`.
    ///
    /// ```
    /// use dashgen::model::Uid;
    /// use dashgen::suite::{Datasource, Secret};
    ///
    /// Datasource::prometheus(Uid::literal("mimir"), "Mimir", "https://mimir.example.com/prometheus")
    ///     .header("Authorization", Secret::environment("MIMIR_TOKEN").bearer());
    /// ```
    pub fn header(mut self, name: impl Into<Text>, value: Secret) -> Self {
        self.http.headers.push((name.into(), Secure::Secret(value)));
        self
    }

    /// Sets the tenant for Loki, Mimir or Tempo, in the header `X-Scope-OrgID`.
    pub fn tenant(mut self, tenant: impl Into<Setting>) -> Self {
        self.http.headers.push(("X-Scope-OrgID".into(), Secure::Open(tenant.into())));
        self
    }

    /// Forwards the OAuth token of the user who views the dashboard.
    pub fn forward_oauth_identity(mut self) -> Self {
        self.http.forwards_identity = true;
        self
    }

    /// Forwards a cookie of the user who views the dashboard; Grafana removes all others.
    pub fn keep_cookie(mut self, name: impl Into<Text>) -> Self {
        self.http.cookies.push(name.into());
        self
    }

    /// Sets the timeout of requests, in whole seconds; the default is 30.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.http.timeout = Some(u32::try_from(timeout.as_secs()).unwrap_or(u32::MAX));
        self
    }
}
