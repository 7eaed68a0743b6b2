//! Contact points: how people are notified of alerts.

use serde_json::Value;

use crate::model::{Text, Uid};
use crate::suite::data::{Data, Secure, Settings};
use crate::suite::{Secret, Setting};

/// A Grafana contact point: one or more ways to notify somebody of an alert.
///
/// Policies refer to it by value; one that no policy uses is not written.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct ContactPoint {
    /// Its name, unique in Grafana.
    pub name: Text,
    /// The receivers; all of them are notified.
    pub receivers: Vec<Receiver>,
}

impl ContactPoint {
    /// Returns a contact point with one receiver.
    pub fn new(name: impl Into<Text>, receiver: Receiver) -> Self {
        Self { name: name.into(), receivers: vec![receiver] }
    }

    /// Adds another receiver.
    pub fn and(mut self, receiver: Receiver) -> Self {
        self.receivers.push(receiver);
        self
    }
}

/// A receiver: a way to notify somebody of an alert.
///
/// The names of settings are from Grafana's documentation: "Provision contact points".
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Receiver {
    /// Its UID in Grafana.
    pub uid: Uid,
    /// The kind: `email`.
    pub kind: Text,
    /// Whether notifications about resolved alerts are disabled.
    pub disable_resolve_message: bool,
    settings: Settings,
}

impl Receiver {
    /// Returns a receiver of any kind, by its ID: `pushover`. Use [`Receiver::setting`] and [`Receiver::secret`] for
    /// its settings.
    pub fn new(uid: Uid, kind: impl Into<Text>) -> Self {
        Self { uid, kind: kind.into(), disable_resolve_message: false, settings: Settings::default() }
    }

    /// Returns an email receiver for one or more addresses, separated by `;`.
    pub fn email(uid: Uid, addresses: impl Into<Setting>) -> Self {
        Self::new(uid, "email").with("addresses", &addresses.into())
    }

    /// Returns a webhook with a URL that is not secret.
    pub fn webhook(uid: Uid, url: impl Into<Setting>) -> Self {
        Self::new(uid, "webhook").with("url", &url.into())
    }

    /// Returns a Slack receiver with an incoming webhook.
    pub fn slack(uid: Uid, webhook: Secret) -> Self {
        Self::new(uid, "slack").secret("url", webhook)
    }

    /// Returns a Slack receiver for a channel, with a bot token.
    pub fn slack_bot(uid: Uid, channel: impl Into<Setting>, token: Secret) -> Self {
        Self::new(uid, "slack").with("recipient", &channel.into()).secret("token", token)
    }

    /// Returns a `PagerDuty` receiver with an integration key.
    pub fn pagerduty(uid: Uid, key: Secret) -> Self {
        Self::new(uid, "pagerduty").secret("integrationKey", key)
    }

    /// Returns an Opsgenie receiver with an API key.
    pub fn opsgenie(uid: Uid, key: Secret) -> Self {
        Self::new(uid, "opsgenie").secret("apiKey", key)
    }

    /// Returns a Microsoft Teams receiver with a webhook.
    pub fn teams(uid: Uid, webhook: Secret) -> Self {
        Self::new(uid, "teams").secret("url", webhook)
    }

    /// Returns a Discord receiver with a webhook.
    pub fn discord(uid: Uid, webhook: Secret) -> Self {
        Self::new(uid, "discord").secret("url", webhook)
    }

    /// Returns a Google Chat receiver with a webhook.
    pub fn google_chat(uid: Uid, webhook: Secret) -> Self {
        Self::new(uid, "googlechat").secret("url", webhook)
    }

    /// Returns a Telegram receiver for a chat, with a bot token.
    pub fn telegram(uid: Uid, chat: impl Into<Setting>, token: Secret) -> Self {
        Self::new(uid, "telegram").with("chatid", &chat.into()).secret("bottoken", token)
    }

    /// Sets any other setting: `title`, `message`, ..., which may contain Grafana's templates.
    pub fn setting(mut self, key: impl Into<Text>, value: impl Into<Value>) -> Self {
        self.settings.open.push((key.into(), Data::from(value.into())));
        self
    }

    /// Sets any other secret setting.
    pub fn secret(mut self, key: impl Into<Text>, secret: Secret) -> Self {
        self.settings.secure.push((key.into(), Secure::Secret(secret)));
        self
    }

    /// Disables notifications about resolved alerts.
    pub fn disable_resolve_message(mut self) -> Self {
        self.disable_resolve_message = true;
        self
    }

    fn with(self, key: &'static str, value: &Setting) -> Self {
        Self { settings: self.settings.with(key, value), ..self }
    }

    /// Returns the settings of the receiver.
    pub(crate) fn settings(&self) -> &Settings {
        &self.settings
    }
}
