//! Handles: how variables, datasources, dashboards and panels are referred to.

use super::{PanelKey, Text, Uid};
use crate::promql::ast::MatchOp;
use crate::promql::{ScopeMatcher, Window};

/// The handle of a variable: queries name it through this, so that a misspelt name does not build.
///
/// A letter or `_`, then letters, digits and `_`, and not `__` at the beginning: Grafana keeps that for itself.
///
/// ```
/// use dashgen::model::Var;
///
/// const JOB: Var = Var::literal("job");
/// assert_eq!(JOB.placeholder(), "$job");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Var(Text);

/// A text that is no name of a variable.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{0}` is no variable name: it takes a letter or `_`, then letters, digits and `_`, and no `__` at the beginning"
)]
pub struct VarError(pub String);

impl Var {
    /// Checks a name.
    ///
    /// # Errors
    /// [`VarError`] when Grafana could not refer to it as `$name`.
    pub fn new(name: impl Into<Text>) -> Result<Self, VarError> {
        let name = name.into();
        if is_name(name.as_bytes()) { Ok(Self(name)) } else { Err(VarError(name.into_owned())) }
    }

    /// Returns the variable of a literal, checked where it is written.
    ///
    /// # Panics
    /// When the text is no name: in a `const`, that is a build error.
    #[track_caller]
    pub const fn literal(name: &'static str) -> Self {
        assert!(
            is_name(name.as_bytes()),
            "a variable name has only letters, digits and `_`, and does not begin with `__`"
        );
        Self(Text::Borrowed(name))
    }

    /// Returns the name.
    pub fn name(&self) -> &str {
        &self.0
    }

    /// Returns the name as queries and titles write it: `$job`.
    pub fn placeholder(&self) -> String {
        format!("${}", self.0)
    }

    /// Returns the condition that a label is one of the chosen values.
    pub fn filters(&self, label: &'static str) -> ScopeMatcher {
        ScopeMatcher::new(label, MatchOp::Matches, self.placeholder())
    }
}

/// The chosen value, of a variable whose values are durations: [`Variable::interval`](super::Variable::interval).
///
/// ```
/// use dashgen::model::Var;
/// use dashgen::unit::Number;
/// # dashgen::metrics! {
/// #     catalogue METRICS;
/// #     target labels { Job = "job" }
/// #     /// Requests.
/// #     counter REQUESTS("requests_total", Number) by requests {}
/// # }
///
/// const STEP: Var = Var::literal("step");
///
/// assert_eq!(REQUESTS.rate(STEP).to_string(), "rate(requests_total[$step])");
/// ```
impl From<Var> for Window {
    fn from(variable: Var) -> Self {
        Self::filled_in(variable.placeholder().into())
    }
}

const fn is_name(name: &[u8]) -> bool {
    if name.is_empty() || name[0].is_ascii_digit() || (name.len() > 1 && name[0] == b'_' && name[1] == b'_') {
        return false;
    }
    let mut at = 0;
    while at < name.len() {
        if !(name[at].is_ascii_alphanumeric() || name[at] == b'_') {
            return false;
        }
        at += 1;
    }
    true
}

/// Which datasource.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum DatasourceRef {
    /// One Prometheus server, by its uid.
    Prometheus(Uid),
    /// The Prometheus server that a variable names.
    Variable(Var),
    /// A datasource of another type.
    Other {
        /// The plugin's id: `loki`.
        kind: Text,
        /// Its uid.
        uid: Text,
    },
}

/// The Prometheus datasource with the uid `prometheus`.
impl Default for DatasourceRef {
    fn default() -> Self {
        Self::Prometheus(Uid::literal("prometheus"))
    }
}

impl DatasourceRef {
    /// Returns a datasource of a plugin other than Prometheus, by its uid.
    pub fn other(kind: impl Into<Text>, uid: &Uid) -> Self {
        Self::Other { kind: kind.into(), uid: uid.as_str().to_owned().into() }
    }

    /// Returns the datasource of a plugin other than Prometheus that a variable names.
    pub fn by_variable(kind: impl Into<Text>, variable: &Var) -> Self {
        Self::Other { kind: kind.into(), uid: format!("${{{}}}", variable.name()).into() }
    }

    /// Returns the plugin's id.
    pub fn kind(&self) -> &str {
        match self {
            Self::Other { kind, .. } => kind,
            _ => "prometheus",
        }
    }
}

/// A handle on a dashboard: what links and alerts refer to, so that none can dangle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DashboardRef {
    /// The dashboard's uid.
    pub uid: Uid,
}

impl DashboardRef {
    /// Returns the handle of a dashboard, by its checked uid.
    pub const fn new(uid: Uid) -> Self {
        Self { uid }
    }

    /// Returns the path of its page in Grafana.
    pub fn path(&self) -> String {
        format!("/d/{}", self.uid)
    }

    /// Returns the handle of one of its panels, by the panel's key.
    pub const fn panel(self, key: &'static str) -> PanelRef {
        PanelRef { dashboard: self, key: PanelKey::literal(key) }
    }
}

/// A handle on a panel: what alerts refer to. A suite in which it leads nowhere is not rendered.
///
/// ```
/// use dashgen::model::{DashboardRef, PanelRef, Uid};
///
/// const LATENCY: PanelRef = DashboardRef::new(Uid::literal("service")).panel("latency");
/// assert_eq!(LATENCY.key.as_str(), "latency");
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PanelRef {
    /// The dashboard.
    pub dashboard: DashboardRef,
    /// The panel's key.
    pub key: PanelKey,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_grafana_cannot_refer_to() {
        for name in ["", "1st", "two words", "__interval", "a-b", "ä"] {
            assert!(Var::new(name).is_err(), "{name}");
        }
    }

    #[test]
    fn a_condition_on_the_chosen_values() {
        assert_eq!(Var::literal("job").filters("job"), ScopeMatcher::new("job", MatchOp::Matches, "$job"));
    }
}
