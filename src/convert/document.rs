//! Files in which a dashboard may come.

use serde_json::Value;

use super::{Loss, to_v1, to_v2};
use crate::json::Typed;
use crate::schema::{v1, v2};

/// A dashboard in one of the formats.
#[derive(Debug, Clone, PartialEq)]
pub enum Document {
    /// The classic format.
    Classic(Box<v1::Dashboard>),
    /// The format of elements and layouts.
    V2(Box<v2::Dashboard>),
}

/// Why a JSON document is no dashboard that can be converted.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DocumentError {
    /// It is no object.
    #[error("a dashboard is a JSON object, not {found}")]
    NoObject {
        /// What it is.
        found: &'static str,
    },
    /// It is another kind of resource.
    #[error("kind `{kind}` of `{version}` is no dashboard; expected kind `Dashboard` of `dashboard.grafana.app`")]
    OtherKind {
        /// The kind.
        kind: String,
        /// The version of its API.
        version: String,
    },
    /// It is an object of which nothing is known.
    #[error("the object is no dashboard: it has neither `panels` nor `elements`, nor another member of a dashboard")]
    NoDashboard,
}

impl Document {
    /// Reads a dashboard: bare, wrapped as Grafana's HTTP API does (`{"dashboard": …}`), as a resource, or what a UI
    /// exports of a v2 resource, its `spec`.
    ///
    /// # Errors
    /// [`DocumentError`], when it is none of these.
    pub fn read(document: Value) -> Result<Self, DocumentError> {
        let Value::Object(mut members) = document else { return Err(DocumentError::NoObject { found: kind(&document) }) };
        if let Some(version) = members.get("apiVersion").and_then(Value::as_str) {
            let version = version.to_owned();
            return Self::resource(&version, members.into());
        }
        if let Some(inner @ Value::Object(_)) = members.get_mut("dashboard") {
            return Self::bare(inner.take());
        }
        Self::bare(members.into())
    }

    fn resource(version: &str, mut document: Value) -> Result<Self, DocumentError> {
        let kind = document["kind"].as_str().unwrap_or_default();
        if kind != "Dashboard" || !version.starts_with("dashboard.grafana.app/") {
            return Err(DocumentError::OtherKind { kind: kind.to_owned(), version: version.to_owned() });
        }
        if version.starts_with("dashboard.grafana.app/v2") {
            return Ok(Self::of_v2(document));
        }
        let uid = document["metadata"]["name"].take();
        let mut spec = document["spec"].take();
        if let Some(members) = spec.as_object_mut().filter(|_| uid.is_string()) {
            members.entry("uid").or_insert(uid);
        }
        Self::bare(spec)
    }

    fn bare(document: Value) -> Result<Self, DocumentError> {
        let has = |name: &str| document.get(name).is_some();
        if has("elements") && has("layout") {
            return Ok(Self::of_v2(serde_json::json!({ "spec": document })));
        }
        if !["panels", "rows", "schemaVersion", "templating", "title"].iter().any(|name| has(name)) {
            return Err(DocumentError::NoDashboard);
        }
        v1::Dashboard::read(document)
            .map(|it| Self::Classic(Box::new(it)))
            .map_err(|value| DocumentError::NoObject { found: kind(&value) })
    }

    fn of_v2(document: Value) -> Self {
        Self::V2(Box::new(v2::Dashboard::read(document).unwrap_or_default()))
    }

    /// Returns it in the classic format, and what that has no place for.
    pub fn into_classic(self) -> (v1::Dashboard, Vec<Loss>) {
        match self {
            Self::Classic(dashboard) => (*dashboard, Vec::new()),
            Self::V2(dashboard) => to_v1(&dashboard),
        }
    }

    /// Returns it in the v2 format, in an envelope, and what that has no place for.
    pub fn into_v2(self) -> (v2::Dashboard, Vec<Loss>) {
        match self {
            Self::Classic(dashboard) => to_v2(&dashboard),
            // By way of the classic format, older versions of this one become the current one.
            Self::V2(dashboard) => (*dashboard, Vec::new()),
        }
    }
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a text",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}
