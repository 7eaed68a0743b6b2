//! Contact points: how people are told of alerts.

use serde_json::Value;

use crate::model::{Text, Uid};
use crate::suite::data::{Data, Secure, Settings};
use crate::suite::{Secret, Setting};

/// A contact point of Grafana: one or more ways to tell somebody of an alert.
///
/// Policies name it by a reference to it; one that none names is not written.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct ContactPoint {
    /// Its name, unique in Grafana.
    pub name: Text,
    /// How people are told; each does it.
    pub receivers: Vec<Receiver>,
}

impl ContactPoint {
    /// Returns a contact point with one way to tell people.
    pub fn new(name: impl Into<Text>, receiver: Receiver) -> Self {
        Self { name: name.into(), receivers: vec![receiver] }
    }

    /// Adds another way.
    pub fn and(mut self, receiver: Receiver) -> Self {
        self.receivers.push(receiver);
        self
    }
}

/// A way to tell somebody of an alert.
///
/// The names of settings are those of Grafana's documentation: "Provision contact points".
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Receiver {
    /// What Grafana keeps it by.
    pub uid: Uid,
    /// The kind: `email`.
    pub kind: Text,
    /// Whether it keeps quiet when an alert ends.
    pub is_quiet_at_the_end: bool,
    settings: Settings,
}

impl Receiver {
    /// Returns a receiver of any kind, by its id: `pushover`. [`Receiver::setting`] and [`Receiver::secret`] say the rest.
    pub fn new(uid: Uid, kind: impl Into<Text>) -> Self {
        Self { uid, kind: kind.into(), is_quiet_at_the_end: false, settings: Settings::default() }
    }

    /// Returns mail to addresses, with `;` between them.
    pub fn email(uid: Uid, addresses: impl Into<Setting>) -> Self {
        Self::new(uid, "email").with("addresses", &addresses.into())
    }

    /// Returns a request to an address, which everybody may know.
    pub fn webhook(uid: Uid, url: impl Into<Setting>) -> Self {
        Self::new(uid, "webhook").with("url", &url.into())
    }

    /// Returns a message of Slack, by an incoming webhook.
    pub fn slack(uid: Uid, webhook: Secret) -> Self {
        Self::new(uid, "slack").secret("url", webhook)
    }

    /// Returns a message of Slack to a channel, by a bot.
    pub fn slack_bot(uid: Uid, channel: impl Into<Setting>, token: Secret) -> Self {
        Self::new(uid, "slack").with("recipient", &channel.into()).secret("token", token)
    }

    /// Returns an incident of `PagerDuty`, by the key of an integration.
    pub fn pagerduty(uid: Uid, key: Secret) -> Self {
        Self::new(uid, "pagerduty").secret("integrationKey", key)
    }

    /// Returns an alert of Opsgenie, by the key of an API.
    pub fn opsgenie(uid: Uid, key: Secret) -> Self {
        Self::new(uid, "opsgenie").secret("apiKey", key)
    }

    /// Returns a message of Microsoft Teams, by a webhook.
    pub fn teams(uid: Uid, webhook: Secret) -> Self {
        Self::new(uid, "teams").secret("url", webhook)
    }

    /// Returns a message of Discord, by a webhook.
    pub fn discord(uid: Uid, webhook: Secret) -> Self {
        Self::new(uid, "discord").secret("url", webhook)
    }

    /// Returns a message of Google Chat, by a webhook.
    pub fn google_chat(uid: Uid, webhook: Secret) -> Self {
        Self::new(uid, "googlechat").secret("url", webhook)
    }

    /// Returns a message of Telegram to a chat, by a bot.
    pub fn telegram(uid: Uid, chat: impl Into<Setting>, token: Secret) -> Self {
        Self::new(uid, "telegram").with("chatid", &chat.into()).secret("bottoken", token)
    }

    /// Sets what has no constructor here: `title`, `message`, ..., with Grafana's templates as they are.
    pub fn setting(mut self, key: impl Into<Text>, value: impl Into<Value>) -> Self {
        self.settings.open.push((key.into(), Data::from(value.into())));
        self
    }

    /// Sets a secret that has no constructor here.
    pub fn secret(mut self, key: impl Into<Text>, secret: Secret) -> Self {
        self.settings.secure.push((key.into(), Secure::Secret(secret)));
        self
    }

    /// Keeps quiet when an alert ends.
    pub fn without_resolved(mut self) -> Self {
        self.is_quiet_at_the_end = true;
        self
    }

    fn with(self, key: &'static str, value: &Setting) -> Self {
        Self { settings: self.settings.with(key, value), ..self }
    }

    /// Returns what the receiver is told.
    pub(crate) fn settings(&self) -> &Settings {
        &self.settings
    }
}
