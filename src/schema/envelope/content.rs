//! The dashboard in a file.

use schemars::{Schema, SchemaGenerator, json_schema};
use serde_json::{Map, Value};

use crate::json::{Found, Members, Print, Printer, Trail, Typed, serialized};
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

/// Returns whether an object is the spec of a v2 dashboard.
pub(super) fn is_v2(members: &Map<String, Value>) -> bool {
    ["elements", "layout"].iter().all(|name| members.get(*name).is_some_and(Value::is_object))
}

impl Print for Content {
    fn print(&self, to: &mut Printer<'_>) {
        self.inner().print(to);
    }
}

serialized!(Content);

impl Typed for Content {
    fn fits(value: &Value) -> bool {
        value.is_object()
    }

    fn read(value: Value) -> Result<Self, Value> {
        match value {
            Value::Object(members) if is_v2(&members) => Ok(Self::v2(members)),
            Value::Object(members) => Ok(Self::classic(members)),
            other => Err(other),
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
