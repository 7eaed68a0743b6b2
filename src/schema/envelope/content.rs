//! The dashboard in a file.

use schemars::{Schema, SchemaGenerator, json_schema};
use serde_json::Value;

use super::known::Format;
use super::shape;
use crate::json::tree::Tree;
use crate::json::{Found, Members, Print, Printer, Trail, Typed, Written, serialized};
use crate::schema::v1::Dashboard;
use crate::schema::v2::Spec;

/// A dashboard, in one of Grafana's two formats.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Content {
    /// The classic one.
    Classic(Box<Dashboard>),
    /// The newer one, which has elements and a layout.
    V2(Box<Spec>),
}

impl Content {
    fn inner(&self) -> &dyn Typed {
        match self {
            Self::Classic(dashboard) => &**dashboard,
            Self::V2(dashboard) => &**dashboard,
        }
    }

    /// Reads a dashboard of this format, from an object.
    pub(super) fn of(value: &Tree<'_>, format: Format) -> Self {
        match format {
            Format::Classic => Self::Classic(Box::new(Dashboard::of_tree(value).unwrap_or_default())),
            Format::V2 => Self::V2(Box::new(Spec::of_tree(value).unwrap_or_default())),
        }
    }
}

impl Print for Content {
    fn print(&self, to: Printer<'_>) -> Written {
        self.inner().print(to)
    }
}

serialized!(Content);

impl Typed for Content {
    crate::json::given_as_itself!();

    fn of_tree(value: &Tree<'_>) -> Option<Self> {
        value.as_object()?;
        Some(Self::of(value, shape::of_members(value).unwrap_or(Format::Classic)))
    }

    fn into_value(self) -> Value {
        match self {
            Self::Classic(dashboard) => dashboard.into_value(),
            Self::V2(spec) => spec.into_value(),
        }
    }

    fn schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "object" })
    }

    fn members<'a>(&'a self, see: &mut dyn FnMut(Members<'_, 'a>)) {
        self.inner().members(see);
    }

    fn unknown(&self, at: &mut Trail, found: Found<'_>) {
        self.inner().unknown(at, found);
    }
}
