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
use crate::json::tree::{self, Tree};
use crate::json::{Either, Found, Print, Printer, Trail, Typed, Written};
use known::Format;
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
        let (tree, _) = tree::read(text).map_err(|error| DocumentError::syntax(text, error))?;
        Self::of_tree(tree)
    }

    /// Reads a value.
    ///
    /// # Errors
    /// A value that is no dashboard.
    pub fn read(value: Value) -> Result<Self, DocumentError> {
        Self::of_tree(value.into())
    }

    pub(crate) fn of_tree(tree: Tree<'_>) -> Result<Self, DocumentError> {
        let shape = shape(&tree)?;
        Ok(Self::shaped(tree, shape))
    }

    /// Reads a file whose shape is known.
    pub(crate) fn shaped(mut tree: Tree<'_>, Shape { around, format }: Shape) -> Self {
        match around {
            Around::Nothing => Self::Bare(Content::of(&tree, format)),
            Around::Resource => Self::Resource(Box::new(resource(tree, format))),
            Around::Wrapper => {
                let content = Content::of(&taken(&mut tree, "dashboard"), format);
                Self::Wrapped(Box::new(wrapped(&tree, Either::Right(content))))
            }
            Around::WrappedResource => {
                let inner = resource(taken(&mut tree, "dashboard"), format);
                Self::Wrapped(Box::new(wrapped(&tree, Either::Left(Box::new(inner)))))
            }
        }
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

/// Takes a member out.
fn taken<'a>(tree: &mut Tree<'a>, name: &str) -> Tree<'a> {
    tree.as_object_mut().and_then(|members| members.remove(name)).unwrap_or(Tree::Null)
}

/// Reads what stands around a dashboard that was taken out.
fn wrapped(tree: &Tree<'_>, dashboard: Either<Box<Resource>, Content>) -> Wrapped {
    Wrapped { dashboard: Some(dashboard), ..Wrapped::of_tree(tree).unwrap_or_default() }
}

fn resource(mut tree: Tree<'_>, format: Format) -> Resource {
    let spec = Content::of(&taken(&mut tree, "spec"), format);
    Resource { spec: Some(spec), ..Resource::of_tree(&tree).unwrap_or_default() }
}
