//! References to datasources: `{type, uid}`, or a name, in the classic format; a group and a name in v2.

use serde_json::Value;

use super::loss::Losses;
use super::parts::{Made, Parts};
use crate::grafana::datasource::{DASHBOARD, EXPRESSION, GRAFANA, GRAFANA_PLUGIN, MIXED, PLUGIN};

/// Which datasource is asked; what is not known is empty.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Reference {
    /// The plugin's id.
    pub(super) kind: String,
    /// Its uid, or a variable, or its name.
    pub(super) uid: String,
}

impl Reference {
    /// Returns whether nothing is known.
    pub(super) fn is_empty(&self) -> bool {
        self.kind.is_empty() && self.uid.is_empty()
    }

    /// Returns whether queries name their own.
    pub(super) fn is_mixed(&self) -> bool {
        self.uid == MIXED
    }

    /// Returns whether it computes with other queries.
    pub(super) fn is_expression(&self) -> bool {
        self.uid == EXPRESSION || self.kind == EXPRESSION
    }

    /// Returns the reference that old dashboards write as a name.
    fn named(name: String) -> Self {
        let kind = match name.as_str() {
            GRAFANA => GRAFANA_PLUGIN,
            MIXED => "mixed",
            DASHBOARD => PLUGIN,
            EXPRESSION => EXPRESSION,
            _ => "",
        };
        Self { kind: kind.to_owned(), uid: name }
    }

    /// Takes the datasource of a classic object.
    pub(super) fn take(parts: &mut Parts, losses: &mut Losses) -> Self {
        if let Some(name) = parts.text("datasource") {
            return Self::named(name);
        }
        let Some(mut object) = parts.object("datasource") else { return Self::default() };
        let (kind, mut uid) = (object.text("type").unwrap_or_default(), object.text("uid").unwrap_or_default());
        if kind == PLUGIN && uid.is_empty() {
            GRAFANA_PLUGIN.clone_into(&mut uid);
        }
        object.end(losses);
        Self { kind, uid }
    }

    /// Returns it as the classic format has it; nothing where nothing is known.
    pub(super) fn classic(&self) -> Option<Value> {
        let filled = |text: &String| Some(text.clone()).filter(|text| !text.is_empty());
        let made = Made::new().maybe("type", filled(&self.kind)).maybe("uid", filled(&self.uid));
        (!self.is_empty()).then(|| made.into())
    }

    /// Sets it in a v2 object.
    pub(super) fn name(&self, made: Made) -> Made {
        let made = made.set("group", self.kind.as_str());
        if self.uid.is_empty() { made } else { made.set("datasource", Made::new().set("name", self.uid.as_str())) }
    }

    /// Returns a query in v2.
    pub(super) fn query(&self, spec: impl Into<Value>) -> Value {
        self.name(Made::new().set("kind", "DataQuery").set("version", "v0").set("spec", spec)).into()
    }

    /// Takes the group and name of a v2 object.
    pub(super) fn take_name(parts: &mut Parts, losses: &mut Losses) -> Self {
        let kind = parts.text("group").unwrap_or_default();
        let mut uid = String::new();
        if let Some(mut datasource) = parts.object("datasource") {
            uid = datasource.text("name").unwrap_or_default();
            datasource.end(losses);
        }
        Self { kind, uid }
    }
}

/// Takes a v2 query: the datasource, and what is asked. `beside` is where `v2alpha1` has the datasource.
pub(super) fn take_query(beside: &mut Parts, losses: &mut Losses) -> (Reference, Parts) {
    let old = Reference::take(beside, losses);
    let Some(mut query) = beside.object("query") else { return (old, Parts::empty(beside.place("query"))) };
    let kind = query.text("kind").unwrap_or_default();
    let reference = if kind == "DataQuery" {
        Reference::take_name(&mut query, losses)
    } else {
        Reference { kind: if old.kind.is_empty() { kind } else { old.kind }, uid: old.uid }
    };
    // There is only one version of a query's form so far.
    if query.get("version").is_some_and(|it| it == "v0" || it == "") {
        query.forget(&["version"]);
    }
    let spec = query.object("spec").unwrap_or_else(|| Parts::empty(query.place("spec")));
    query.end(losses);
    (reference, spec)
}
