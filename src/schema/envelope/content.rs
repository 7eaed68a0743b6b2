//! The dashboard in a file.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Serialize;
use serde_json::{Map, Value};

use crate::json::{Found, Trail, Typed};
use crate::schema::v1::Dashboard;
use crate::schema::v2::Spec;

/// A dashboard, in one of Grafana's two formats.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Content {
    /// The classic one.
    Classic(Box<Dashboard>),
    /// The newer one, which has elements and a layout.
    V2(Box<Spec>),
}

impl Content {
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

impl JsonSchema for Content {
    fn schema_name() -> Cow<'static, str> {
        "Content".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "object" })
    }
}

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

    fn unknown(&self, at: &mut Trail, found: Found<'_>) {
        match self {
            Self::Classic(dashboard) => dashboard.unknown(at, found),
            Self::V2(dashboard) => dashboard.unknown(at, found),
        }
    }
}
