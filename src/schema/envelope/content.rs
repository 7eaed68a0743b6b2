//! The dashboard in a file.

use schemars::{Schema, SchemaGenerator, json_schema};
use serde_json::{Map, Value};

use super::known::{self, Format};
use crate::json::{Found, Members, Print, Printer, Trail, Typed, Written, serialized};
use crate::schema::v1::Dashboard;
use crate::schema::v2::Spec;

/// A dashboard, in one of Grafana's two formats.
#[derive(Debug, Clone, PartialEq)]
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

    pub(super) fn classic(members: Map<String, Value>) -> Self {
        Self::Classic(Box::new(Dashboard::read(Value::Object(members)).unwrap_or_default()))
    }

    pub(super) fn v2(members: Map<String, Value>) -> Self {
        Self::V2(Box::new(Spec::read(Value::Object(members)).unwrap_or_default()))
    }
}

/// Returns the format of a dashboard, if it is one.
pub(super) fn format(members: &Map<String, Value>) -> Option<Format> {
    known::of_members(|name| members.get(name).is_some_and(Value::is_object), |name| members.contains_key(name))
}

impl Print for Content {
    fn print(&self, to: Printer<'_>) -> Written {
        self.inner().print(to)
    }
}

serialized!(Content);

impl Typed for Content {
    fn fits(value: &Value) -> bool {
        value.is_object()
    }

    fn read(value: Value) -> Result<Self, Value> {
        match value {
            Value::Object(members) if format(&members) == Some(Format::V2) => Ok(Self::v2(members)),
            Value::Object(members) => Ok(Self::classic(members)),
            other => Err(other),
        }
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
