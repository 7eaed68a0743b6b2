//! The settings of datasource plugins and contact points, independent of file formats.

use serde_json::{Number, Value};

use super::{Secret, Setting};
use crate::model::{Text, Uid};

/// A value in a plugin's settings.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Data {
    /// A text.
    Text(Setting),
    /// A duration such as `15s`, and its name in messages: `scrape interval`.
    Duration(&'static str, Setting),
    /// A boolean.
    Flag(bool),
    /// A number.
    Number(Number),
    /// A datasource, which must exist.
    Datasource(Uid),
    /// A list.
    List(Vec<Self>),
    /// Members, in order.
    Object(Vec<(Text, Self)>),
    /// Nothing.
    Null,
}

impl Data {
    /// Returns an object with the members that have a value.
    pub(crate) fn object<const N: usize>(members: [(&'static str, Option<Self>); N]) -> Self {
        let present = members.into_iter().filter_map(|(key, value)| Some((Text::Borrowed(key), value?)));
        Self::Object(present.collect())
    }

    /// Visits each leaf value, with its path: `derivedFields[0].url`.
    pub(crate) fn leaves<'a>(&'a self, place: &str, show: &mut dyn FnMut(&str, &'a Self)) {
        match self {
            Self::List(items) => {
                for (at, item) in items.iter().enumerate() {
                    item.leaves(&format!("{place}[{at}]"), show);
                }
            }
            Self::Object(members) => {
                for (key, value) in members {
                    value.leaves(&format!("{place}.{key}"), show);
                }
            }
            leaf => show(place, leaf),
        }
    }
}

impl From<Value> for Data {
    fn from(value: Value) -> Self {
        match value {
            Value::Null => Self::Null,
            Value::Bool(flag) => Self::Flag(flag),
            Value::Number(number) => Self::Number(number),
            Value::String(text) => Self::Text(Setting::from(text)),
            Value::Array(items) => Self::List(items.into_iter().map(Self::from).collect()),
            Value::Object(members) => {
                Self::Object(members.into_iter().map(|(key, value)| (key.into(), value.into())).collect())
            }
        }
    }
}

/// A type that can be a member of a plugin's settings.
pub(crate) trait Member {
    /// Returns the value, or `None` for an empty list or `false`.
    fn member(&self) -> Option<Data>;
}

impl Member for Data {
    fn member(&self) -> Option<Data> {
        Some(self.clone())
    }
}

impl Member for bool {
    fn member(&self) -> Option<Data> {
        self.then_some(Data::Flag(true))
    }
}

impl Member for u32 {
    fn member(&self) -> Option<Data> {
        Some(Data::Number((*self).into()))
    }
}

impl Member for &'static str {
    fn member(&self) -> Option<Data> {
        Some(Data::Text(Setting::from(*self)))
    }
}

impl Member for Text {
    fn member(&self) -> Option<Data> {
        Some(Data::Text(Setting::Fixed(self.clone())))
    }
}

impl Member for Setting {
    fn member(&self) -> Option<Data> {
        Some(Data::Text(self.clone()))
    }
}

impl Member for Uid {
    fn member(&self) -> Option<Data> {
        Some(Data::Datasource(self.clone()))
    }
}

impl<T: Member> Member for Option<T> {
    fn member(&self) -> Option<Data> {
        self.as_ref().and_then(T::member)
    }
}

impl<T: Member> Member for Vec<T> {
    fn member(&self) -> Option<Data> {
        let items: Vec<Data> = self.iter().filter_map(T::member).collect();
        (!items.is_empty()).then_some(Data::List(items))
    }
}

/// A value that Grafana stores encrypted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Secure {
    /// A secret.
    Secret(Secret),
    /// A text that is not secret, but that Grafana stores among the secrets.
    Open(Setting),
}

/// The settings of a plugin; secret ones are kept separately.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Settings {
    /// The user, for datasources with their own login.
    pub user: Option<Setting>,
    /// The settings that Grafana shows.
    pub open: Vec<(Text, Data)>,
    /// The settings that Grafana does not show.
    pub secure: Vec<(Text, Secure)>,
    /// Links to queries to other datasources.
    pub correlations: Vec<Data>,
}

impl Settings {
    /// Sets the user.
    pub(crate) fn user(self, user: Option<&Setting>) -> Self {
        Self { user: user.cloned(), ..self }
    }

    /// Adds a member, if it has a value.
    pub(crate) fn with(mut self, key: impl Into<Text>, value: &impl Member) -> Self {
        self.open.extend(value.member().map(|value| (key.into(), value)));
        self
    }

    /// Adds a duration, with its name in messages.
    pub(crate) fn duration(mut self, key: &'static str, what: &'static str, value: Option<&Setting>) -> Self {
        self.open.extend(value.map(|value| (key.into(), Data::Duration(what, value.clone()))));
        self
    }

    /// Adds a secret, if there is one.
    pub(crate) fn secret(mut self, key: impl Into<Text>, secret: Option<&Secret>) -> Self {
        self.secure.extend(secret.map(|secret| (key.into(), Secure::Secret(secret.clone()))));
        self
    }

    /// Adds the settings of another list.
    pub(crate) fn and(mut self, other: Self) -> Self {
        self.open.extend(other.open);
        self.secure.extend(other.secure);
        self
    }

    /// Returns each leaf value, with its path: `derivedFields[0].url`.
    pub(crate) fn leaves(&self) -> Vec<(String, &Data)> {
        let mut leaves = Vec::new();
        let mut keep = |place: &str, leaf| leaves.push((place.to_owned(), leaf));
        self.open.iter().for_each(|(key, value)| value.leaves(key, &mut keep));
        let correlations = self.correlations.iter().enumerate();
        correlations.for_each(|(at, value)| value.leaves(&format!("correlations[{at}]"), &mut keep));
        leaves
    }

    /// Returns all secrets, each with its key.
    pub(crate) fn secrets(&self) -> impl Iterator<Item = (&str, &Secret)> {
        self.secure.iter().filter_map(|(key, value)| match value {
            Secure::Secret(secret) => Some((&**key, secret)),
            Secure::Open(_) => None,
        })
    }
}
