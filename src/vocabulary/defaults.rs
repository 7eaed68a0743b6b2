//! The defaults that Grafana fills in.
//!
//! Grafana's editor writes all of them into the dashboards that it saves, so exported files contain many values that
//! nobody chose. The values are defined next to what they belong to: those of a kind of panel in its file below
//! [`super::panel`], those of a dashboard's frame in [`crate::schema`].

use serde_json::{Map, Value};

/// Default values that Grafana fills in, all since the same version.
#[derive(Debug, Clone, Copy)]
pub struct Filled {
    /// The first version of Grafana that has them: `9.0`.
    pub since: &'static str,
    /// A JSON object of the members with their values.
    pub members: &'static str,
}

impl Filled {
    /// Returns the members with their values.
    pub fn members(&self) -> Map<String, Value> {
        // A test reads every list.
        serde_json::from_str(self.members).unwrap_or_default()
    }
}

/// Lists the defaults that Grafana fills in since a version: `filled!("8.0" { "calcs": [] })`.
macro_rules! filled {
    ($since:literal $members:tt) => {
        $crate::vocabulary::defaults::Filled { since: $since, members: stringify!($members) }
    };
}
pub(crate) use filled;

/// Adds missing members to an object, recursively; existing values are kept, including lists.
///
/// ```
/// use dashgen::vocabulary::defaults::{Filled, fill};
/// use serde_json::json;
///
/// let defaults = [Filled { since: "8.0", members: r#"{ "legend": { "calcs": [], "placement": "bottom" } }"# }];
/// let mut options = json!({ "legend": { "placement": "right" } });
/// fill(options.as_object_mut().unwrap(), &defaults);
/// assert_eq!(options, json!({ "legend": { "calcs": [], "placement": "right" } }));
/// ```
pub fn fill(object: &mut Map<String, Value>, defaults: &[Filled]) {
    for filled in defaults {
        merge(object, filled.members());
    }
}

fn merge(object: &mut Map<String, Value>, defaults: Map<String, Value>) {
    for (name, default) in defaults {
        match (object.get_mut(&name), default) {
            (None, default) => drop(object.insert(name, default)),
            (Some(Value::Object(there)), Value::Object(default)) => merge(there, default),
            (Some(_), _) => {}
        }
    }
}
