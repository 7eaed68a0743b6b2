//! Files with dashboards: what stands around a dashboard, and which format it has.
//!
//! A dashboard comes bare, as an export, between the braces of Grafana's HTTP API, or as a Kubernetes resource. All
//! that stands around it is kept.

mod content;
mod error;
pub(crate) mod known;
mod resource;
mod stream;
#[cfg(test)]
mod tests;
mod wrapped;
mod yaml;

pub use content::Content;
pub use error::DocumentError;
pub use resource::{Conversion, Metadata, Resource, ResourceStatus};
pub use wrapped::{Given, Meta, PermissionsOf, Wrapped, WrappedPermissions};
pub use yaml::{Held, Yaml};

use serde::{Serialize, Serializer};
use serde_json::{Map, Value};

use super::v1;
use crate::json::{Either, Found, Print, Printer, Trail, Typed, Written};
use known::{Format, NotKnown};

/// A file with a dashboard.
#[derive(Debug, Clone, PartialEq)]
pub enum Document {
    /// A dashboard with nothing around it. An export for others has [`v1::Dashboard::inputs`].
    Bare(Content),
    /// What Grafana's HTTP API takes or gives: `{"dashboard": .., "meta": ..}`.
    Wrapped(Box<Wrapped>),
    /// A Kubernetes resource: `{"apiVersion": "dashboard.grafana.app/v1", "kind": "Dashboard", "spec": ..}`.
    Resource(Box<Resource>),
}

impl Print for Document {
    fn print(&self, to: Printer<'_>) -> Written {
        match self {
            Self::Bare(content) => content.print(to),
            Self::Wrapped(wrapped) => wrapped.print(to),
            Self::Resource(resource) => resource.print(to),
        }
    }
}

impl Serialize for Document {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Bare(content) => content.serialize(serializer),
            Self::Wrapped(wrapped) => wrapped.serialize(serializer),
            Self::Resource(resource) => resource.serialize(serializer),
        }
    }
}

impl Document {
    /// Reads the text of a file, which may begin with a byte order mark.
    ///
    /// # Errors
    /// Text that is no JSON or nests deeper than [`json::DEEPEST`](crate::json::DEEPEST) levels, and JSON that is no dashboard.
    pub fn parse(text: &str) -> Result<Self, DocumentError> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        if let Some(document) = stream::document(text) {
            return Ok(document);
        }
        Self::read(serde_json::from_str(text).map_err(|error| DocumentError::syntax(text, error))?)
    }

    /// Reads a value.
    ///
    /// # Errors
    /// A value that is no dashboard.
    pub fn read(value: Value) -> Result<Self, DocumentError> {
        let Value::Object(members) = value else { return Err(DocumentError::value(&value)) };
        if is_resource(&members) {
            return resource(members).map(|it| Self::Resource(Box::new(it)));
        }
        if members.get("dashboard").is_some_and(Value::is_object) && !members.contains_key("panels") {
            return wrapped(members).map(|it| Self::Wrapped(Box::new(it)));
        }
        bare(members).map(Self::Bare)
    }

    /// Returns the dashboard itself.
    pub fn content(&self) -> Option<&Content> {
        match self {
            Self::Bare(content) => Some(content),
            Self::Wrapped(wrapped) => match wrapped.dashboard.as_ref()? {
                Either::Left(resource) => resource.spec.as_ref(),
                Either::Right(content) => Some(content),
            },
            Self::Resource(resource) => resource.spec.as_ref(),
        }
    }

    /// Returns the dashboard itself, for changes.
    pub fn content_mut(&mut self) -> Option<&mut Content> {
        match self {
            Self::Bare(content) => Some(content),
            Self::Wrapped(wrapped) => match wrapped.dashboard.as_mut()? {
                Either::Left(resource) => resource.spec.as_mut(),
                Either::Right(content) => Some(content),
            },
            Self::Resource(resource) => resource.spec.as_mut(),
        }
    }

    /// Returns the dashboard, if it is a classic one.
    pub fn classic(&self) -> Option<&v1::Dashboard> {
        match self.content()? {
            Content::Classic(dashboard) => Some(dashboard),
            Content::V2(_) => None,
        }
    }

    /// Returns the words for what this is.
    pub fn format(&self) -> &'static str {
        let is_v2 = matches!(self.content(), Some(Content::V2(_)));
        match (self, is_v2) {
            (Self::Bare(_), false) => "classic",
            (Self::Bare(_), true) => "v2",
            (Self::Wrapped(_), false) => "classic, wrapped",
            (Self::Wrapped(_), true) => "v2, wrapped",
            (Self::Resource(_), false) => "classic, as a resource",
            (Self::Resource(_), true) => "v2, as a resource",
        }
    }

    /// Shows every value inside that no type holds.
    pub fn unknown(&self, found: Found<'_>) {
        let at = &mut Trail::default();
        match self {
            Self::Bare(content) => content.unknown(at, found),
            Self::Wrapped(wrapped) => wrapped.unknown(at, found),
            Self::Resource(resource) => resource.unknown(at, found),
        }
    }
}

fn is_resource(members: &Map<String, Value>) -> bool {
    members.get("apiVersion").is_some_and(Value::is_string) && members.get("kind").is_some_and(Value::is_string)
}

fn bare(members: Map<String, Value>) -> Result<Content, DocumentError> {
    match content::format(&members) {
        Some(Format::V2) => Ok(Content::v2(members)),
        Some(Format::Classic) => Ok(Content::classic(members)),
        None => Err(DocumentError::object(&members)),
    }
}

fn wrapped(mut members: Map<String, Value>) -> Result<Wrapped, DocumentError> {
    let dashboard = match members.remove("dashboard") {
        Some(Value::Object(inner)) if is_resource(&inner) => Either::Left(Box::new(resource(inner)?)),
        Some(Value::Object(inner)) if content::format(&inner) == Some(Format::V2) => Either::Right(Content::v2(inner)),
        // Whatever is called a dashboard here is one, even without panels.
        Some(Value::Object(inner)) => Either::Right(Content::classic(inner)),
        other => return Err(DocumentError::value(&other.unwrap_or_default())),
    };
    let mut wrapped = Wrapped::read(Value::Object(members)).unwrap_or_default();
    wrapped.dashboard = Some(dashboard);
    Ok(wrapped)
}

fn resource(mut members: Map<String, Value>) -> Result<Resource, DocumentError> {
    let text = |name: &str| members.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
    let (api_version, kind) = (text("apiVersion"), text("kind"));
    let format = match known::of_resource(&api_version, &kind) {
        Ok(format) => format,
        Err(NotKnown::Resource) => return Err(DocumentError::resource(api_version, kind)),
        Err(NotKnown::Version(version)) => {
            let (nearest, known) = known::versions(&version);
            return Err(DocumentError::Version {
                version,
                nearest: nearest.map(str::to_owned),
                known: known.join("`, `"),
            });
        }
    };
    let Some(Value::Object(spec)) = members.remove("spec") else { return Err(DocumentError::NoSpec) };
    let spec = match format {
        Format::Classic => Content::classic(spec),
        Format::V2 => Content::v2(spec),
    };
    let mut resource = Resource::read(Value::Object(members)).unwrap_or_default();
    resource.spec = Some(spec);
    Ok(resource)
}
