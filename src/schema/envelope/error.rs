//! Why a file is not a dashboard.

use super::shape::Look;
use super::{Yaml, known};
use crate::json;

/// Why a file is not a dashboard.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum DocumentError {
    /// The text is not valid JSON, or is nested too deeply.
    #[error("not readable as JSON: {}", json::problem(.0))]
    Syntax(serde_json::Error),
    /// The text is YAML.
    #[error("{0}")]
    Yaml(Yaml),
    /// Something else than an object.
    #[error("expected a dashboard object, found {found}")]
    NoObject {
        /// What it is.
        found: &'static str,
    },
    /// An object of something else.
    #[error("found {found}, but a dashboard has `panels`, or `elements` and `layout`")]
    Other {
        /// What it is.
        found: String,
        /// The member that looks like a dashboard.
        inside: Option<String>,
    },
    /// Another resource.
    #[error("found a `{kind}` of `{api_version}`, but a dashboard is a `Dashboard` of `dashboard.grafana.app`")]
    Resource {
        /// What it says of its group and version.
        api_version: String,
        /// Its kind.
        kind: String,
    },
    /// A resource of a version that is not known here.
    #[error("found version `{version}` of `dashboard.grafana.app`, but the supported ones are `{known}`")]
    Version {
        /// The version.
        version: String,
        /// The known one that looks most like it.
        nearest: Option<String>,
        /// The known ones, the newest first.
        known: String,
    },
    /// A resource without a dashboard.
    #[error("found a resource without `spec`, which should contain the dashboard")]
    NoSpec,
}

impl DocumentError {
    /// Returns how to mend it, when that is known.
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::Syntax(error) if error.is_eof() => Some("the file ends too early: was it cut off?".to_owned()),
            Self::Yaml(yaml) => Some(yaml.hint()),
            Self::Other { inside: Some(name), .. } => {
                Some(format!("its member `{name}` looks like a dashboard: extract it"))
            }
            Self::Resource { kind, .. } if kind.ends_with("List") => {
                Some("put each of its items into a separate file".to_owned())
            }
            Self::Resource { kind, .. } if kind == "GrafanaDashboard" => {
                Some("the dashboard is the string in its `spec.json`: extract it".to_owned())
            }
            Self::Version { nearest: Some(nearest), .. } => Some(format!("did you mean `{nearest}`?")),
            _ => None,
        }
    }

    pub(crate) fn syntax(text: &str, error: serde_json::Error) -> Self {
        match Yaml::find(text) {
            Some(yaml) => Self::Yaml(yaml),
            None => Self::Syntax(error),
        }
    }

    /// Describes an object that is not a dashboard.
    pub(super) fn something_else<L: Look>(object: &L) -> Self {
        let (mut names, mut inside) = (Vec::new(), None);
        object.each_member(&mut |name, value| {
            if names.len() <= NAMED {
                names.push(short(name));
            }
            if value.member("panels").is_some() && value.member("title").is_some() {
                inside = Some(name.to_owned());
            }
            inside.is_none()
        });
        Self::Other { found: described(&names), inside }
    }

    pub(super) fn version(version: String) -> Self {
        let (nearest, known) = known::versions(&version);
        Self::Version { version, nearest: nearest.map(str::to_owned), known: known.join("`, `") }
    }

    /// Returns whether the file is JSON of something else, rather than a dashboard that cannot be read.
    pub fn is_something_else(&self) -> bool {
        matches!(self, Self::NoObject { .. } | Self::Other { .. } | Self::Resource { .. })
    }
}

/// How many members are named, and how much of a name is shown.
const NAMED: usize = 4;
const SHOWN: usize = 40;

fn described(names: &[String]) -> String {
    let shown: Vec<_> = names.iter().take(NAMED).map(|name| format!("`{name}`")).collect();
    match (shown.is_empty(), names.len() > NAMED) {
        (true, _) => "an empty object".to_owned(),
        (false, false) => format!("an object with {}", shown.join(", ")),
        (false, true) => format!("an object with {}, ...", shown.join(", ")),
    }
}

fn short(name: &str) -> String {
    if name.chars().nth(SHOWN).is_none() {
        return name.escape_debug().to_string();
    }
    let start: String = name.chars().take(SHOWN).collect();
    format!("{}...", start.escape_debug())
}
