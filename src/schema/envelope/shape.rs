//! Where in a file the dashboard stands, and of which format it is: decided here, for all who read files.

use serde_json::{Map, Value};

use super::DocumentError;
use super::known::{self, Format, NotKnown};
use crate::json::tree::Tree;

/// JSON that can be looked into, however it is held.
pub(crate) trait Look {
    /// Returns a member of an object.
    fn member(&self, name: &str) -> Option<&Self>;
    /// Returns a text.
    fn as_text(&self) -> Option<&str>;
    /// Returns what it is: `a list`.
    fn what(&self) -> &'static str;
    /// Shows the members of an object, until `see` says that it has seen enough.
    fn each_member(&self, see: &mut dyn FnMut(&str, &Self) -> bool);
    /// Returns whether it is an object.
    fn is_object(&self) -> bool;
}

/// The envelope of a dashboard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Around {
    /// Nothing.
    Nothing,
    /// What Grafana's HTTP API takes or gives.
    Wrapper,
    /// A resource.
    Resource,
    /// A resource, in what Grafana's HTTP API takes or gives.
    WrappedResource,
}

impl Around {
    /// Returns the JSON pointer of the dashboard.
    pub(crate) const fn pointer(self) -> &'static str {
        match self {
            Self::Nothing => "",
            Self::Wrapper => "/dashboard",
            Self::Resource => "/spec",
            Self::WrappedResource => "/dashboard/spec",
        }
    }

    /// Returns the JSON pointer of a resource's metadata.
    pub(crate) const fn metadata(self) -> Option<&'static str> {
        match self {
            Self::Nothing | Self::Wrapper => None,
            Self::Resource => Some("/metadata"),
            Self::WrappedResource => Some("/dashboard/metadata"),
        }
    }
}

/// Where the dashboard stands, and of which format it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Shape {
    /// Its envelope.
    pub(crate) around: Around,
    /// Its format.
    pub(crate) format: Format,
}

/// Finds the dashboard in a file, which is an object then.
pub(crate) fn shape<L: Look>(file: &L) -> Result<Shape, DocumentError> {
    if !file.is_object() {
        return Err(DocumentError::NoObject { found: file.what() });
    }
    let shaped = |around, format| Shape { around, format };
    if let Some(format) = of_resource(file) {
        return Ok(shaped(Around::Resource, format?));
    }
    match file.member("dashboard").filter(|inner| inner.is_object() && file.member("panels").is_none()) {
        Some(inner) => match of_resource(inner) {
            Some(format) => Ok(shaped(Around::WrappedResource, format?)),
            // Whatever is called a dashboard here is one, even without panels.
            None => Ok(shaped(Around::Wrapper, of_members(inner).unwrap_or(Format::Classic))),
        },
        None => of_members(file)
            .map(|format| shaped(Around::Nothing, format))
            .ok_or_else(|| DocumentError::something_else(file)),
    }
}

/// Returns the format of a resource's `spec`, or nothing where there is no resource.
fn of_resource<L: Look>(object: &L) -> Option<Result<Format, DocumentError>> {
    let (api_version, kind) = (object.member("apiVersion")?.as_text()?, object.member("kind")?.as_text()?);
    let has_spec = object.member("spec").is_some_and(Look::is_object);
    Some(match known::of_resource(api_version, kind) {
        Ok(_) if !has_spec => Err(DocumentError::NoSpec),
        Ok(format) => Ok(format),
        Err(NotKnown::Resource) => {
            Err(DocumentError::Resource { api_version: api_version.to_owned(), kind: kind.to_owned() })
        }
        Err(NotKnown::Version(version)) => Err(DocumentError::version(version)),
    })
}

pub(super) fn of_members<L: Look>(object: &L) -> Option<Format> {
    known::of_members(|name| object.member(name).is_some_and(Look::is_object), |name| object.member(name).is_some())
}

/// What a resource that says it is a dashboard lacks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Missing {
    /// Of version 1, all that a dashboard has.
    Dashboard,
    /// Of version 2, an object `elements`.
    Elements,
    /// Of version 2, an object `layout`.
    Layout,
    /// Of version 2, both.
    ElementsAndLayout,
}

/// Returns what the `spec` of a resource lacks, so that there is nothing in it to look at.
pub(crate) fn missing<L: Look>(spec: &L, format: Format) -> Option<Missing> {
    let is_usable = |name: &str| spec.member(name).is_some_and(Look::is_object);
    match format {
        Format::Classic => {
            (!known::has_classic_members(|name| spec.member(name).is_some())).then_some(Missing::Dashboard)
        }
        Format::V2 => match (is_usable("elements"), is_usable("layout")) {
            (true, true) => None,
            (false, true) => Some(Missing::Elements),
            (true, false) => Some(Missing::Layout),
            (false, false) => Some(Missing::ElementsAndLayout),
        },
    }
}

impl Look for Value {
    fn member(&self, name: &str) -> Option<&Self> {
        self.as_object()?.get(name)
    }

    fn as_text(&self) -> Option<&str> {
        self.as_str()
    }

    fn what(&self) -> &'static str {
        match self {
            Self::Null => "`null`",
            Self::Bool(_) => "a boolean",
            Self::Number(_) => "a number",
            Self::String(_) => "a string",
            Self::Array(_) => "a list",
            Self::Object(_) => "an object",
        }
    }

    fn each_member(&self, see: &mut dyn FnMut(&str, &Self) -> bool) {
        let members = self.as_object().into_iter().flat_map(Map::iter);
        let _ = members.into_iter().all(|(name, value)| see(name, value));
    }

    fn is_object(&self) -> bool {
        self.is_object()
    }
}

impl Look for Tree<'_> {
    fn member(&self, name: &str) -> Option<&Self> {
        self.get(name)
    }

    fn as_text(&self) -> Option<&str> {
        self.as_str()
    }

    fn what(&self) -> &'static str {
        match self {
            Self::Null => "`null`",
            Self::Bool(_) => "a boolean",
            Self::Unsigned(_) | Self::Signed(_) | Self::Float(_) => "a number",
            Self::Text(_) => "a string",
            Self::List(_) => "a list",
            Self::Object(_) => "an object",
        }
    }

    fn each_member(&self, see: &mut dyn FnMut(&str, &Self) -> bool) {
        let mut members = self.as_object().into_iter().flatten();
        let _ = members.all(|(name, value)| see(name, value));
    }

    fn is_object(&self) -> bool {
        self.is_object()
    }
}
