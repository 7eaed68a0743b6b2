//! Dashboard files: the envelope of a dashboard, and its format.
//!
//! A dashboard comes bare, as an export, between the braces of Grafana's HTTP API, or as a Kubernetes resource. All
//! that stands around it is kept.

mod content;
mod error;
pub(crate) mod known;
mod metadata;
mod resource;
pub(crate) mod shape;
mod stream;
#[cfg(test)]
mod tests;
mod wrapped;
mod yaml;

pub use content::Content;
pub use error::DocumentError;
pub use metadata::{Conversion, Metadata, ResourceStatus};
pub use resource::Resource;
pub use wrapped::{Given, Meta, PermissionsOf, Wrapped, WrappedPermissions};
pub use yaml::{Held, Yaml};

use serde::{Serialize, Serializer};
use serde_json::Value;

use super::v1;
use crate::json::{Either, Found, Print, Printer, Trail, Typed, Written};
use shape::{Around, Shape, shape};

/// A file with a dashboard.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
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
    /// Reads the text of a file, which may start with a byte order mark.
    ///
    /// # Errors
    /// When the text is not valid JSON, is nested deeper than [`json::DEEPEST`](crate::json::DEEPEST) levels, or is not
    /// a dashboard.
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
    /// A value that is not a dashboard.
    pub fn read(mut value: Value) -> Result<Self, DocumentError> {
        let Shape { around, format } = shape(&value)?;
        let content = value.pointer_mut(around.pointer()).map(Value::take).unwrap_or_default();
        let content = Content::of(content, format);
        Ok(match around {
            Around::Nothing => Self::Bare(content),
            Around::Resource => Self::Resource(Box::new(resource(value, content))),
            Around::Wrapper => Self::Wrapped(Box::new(wrapped(value, Either::Right(content)))),
            Around::WrappedResource => {
                let inner = value.pointer_mut(Around::Wrapper.pointer()).map(Value::take).unwrap_or_default();
                Self::Wrapped(Box::new(wrapped(value, Either::Left(Box::new(resource(inner, content))))))
            }
        })
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

    /// Returns the envelope of the dashboard.
    fn around(&self) -> Around {
        match self {
            Self::Bare(_) => Around::Nothing,
            Self::Wrapped(wrapped) if matches!(wrapped.dashboard, Some(Either::Left(_))) => Around::WrappedResource,
            Self::Wrapped(_) => Around::Wrapper,
            Self::Resource(_) => Around::Resource,
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

/// Reads the envelope of a dashboard.
fn wrapped(mut value: Value, dashboard: Either<Box<Resource>, Content>) -> Wrapped {
    value.as_object_mut().map(|members| members.remove("dashboard"));
    let mut wrapped = Wrapped::read(value).unwrap_or_default();
    wrapped.dashboard = Some(dashboard);
    wrapped
}

fn resource(mut value: Value, spec: Content) -> Resource {
    value.as_object_mut().map(|members| members.remove("spec"));
    let mut resource = Resource::read(value).unwrap_or_default();
    resource.spec = Some(spec);
    resource
}
