//! What the reader can choose at the top of a dashboard.

use super::{Origin, Text, Uid};
use crate::promql::ast::MatchOp;
use crate::promql::{Label, Query, ScopeMatcher};

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
#[derive(Debug, Clone, PartialEq, Eq)]
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
    pub fn chooses(&self, label: &'static str) -> ScopeMatcher {
        ScopeMatcher::new(label, MatchOp::Matches, self.placeholder())
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
    /// Returns the plugin's id.
    pub fn kind(&self) -> &str {
        match self {
            Self::Other { kind, .. } => kind,
            _ => "prometheus",
        }
    }
}

/// A variable of a dashboard.
#[derive(Debug, Clone)]
pub struct Variable {
    /// Its handle.
    pub var: Var,
    /// What stands before the menu; the name where it is empty.
    pub label: Text,
    /// What it is for.
    pub description: Text,
    /// What of it is shown.
    pub hide: Hide,
    /// Where its values come from.
    pub kind: VariableKind,
    /// Where it was written.
    pub origin: Origin,
}

/// What of a variable is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Hide {
    /// The name and the menu.
    #[default]
    Nothing,
    /// The menu alone.
    Label,
    /// Nothing.
    Variable,
}

/// When the values of a variable are asked for again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refresh {
    /// When the dashboard is opened.
    OnLoad,
    /// When the time range changes.
    OnTimeRange,
}

/// How the values of a variable are sorted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sort {
    /// As the datasource gives them.
    None,
    /// By the alphabet.
    #[default]
    Alphabetical,
    /// As numbers.
    Numerical,
}

/// Where the values of a variable come from.
#[derive(Debug, Clone)]
pub enum VariableKind {
    /// The datasources of a plugin.
    Datasource {
        /// The plugin's id.
        plugin: Text,
        /// The one chosen at first, by name and uid.
        default: Option<(Text, Uid)>,
    },
    /// The values of a label of some series.
    LabelValues {
        /// The series, as PromQL: a metric, perhaps with matchers.
        series: Text,
        /// The label.
        label: Text,
        /// The datasource; the dashboard's where it is missing.
        datasource: Option<DatasourceRef>,
        /// When they are asked for again.
        refresh: Refresh,
        /// How they are sorted.
        sort: Sort,
        /// Whether several can be chosen.
        multi: bool,
        /// What "All" stands for in queries; no "All" where it is missing.
        all: Option<Text>,
    },
    /// A fixed list.
    Custom {
        /// The values; the first is chosen at first.
        values: Vec<Text>,
        /// Whether several can be chosen.
        multi: bool,
        /// Whether there is an "All".
        include_all: bool,
    },
    /// Steps of time.
    Interval {
        /// The steps; the first is chosen at first.
        values: Vec<Text>,
    },
    /// Whatever the reader writes.
    Textbox {
        /// The text at first.
        default: Text,
    },
    /// A value that nobody chooses.
    Constant {
        /// The value.
        value: Text,
    },
}

impl Variable {
    /// Returns a visible variable.
    #[track_caller]
    pub fn new(var: Var, kind: VariableKind) -> Self {
        let (label, description) = (Text::default(), Text::default());
        Self { var, label, description, hide: Hide::default(), kind, origin: Origin::here() }
    }

    /// Returns the choice of a Prometheus datasource.
    #[track_caller]
    pub fn prometheus(var: Var) -> Self {
        Self::new(var, VariableKind::Datasource { plugin: "prometheus".into(), default: None })
    }

    /// Returns the choice of one or more values of a label, or all of them, asked for whenever the time range changes.
    #[track_caller]
    pub fn label_values(var: Var, series: impl Into<Text>, label: impl Into<Text>) -> Self {
        let kind = VariableKind::LabelValues {
            series: series.into(),
            label: label.into(),
            datasource: None,
            refresh: Refresh::OnTimeRange,
            sort: Sort::default(),
            multi: true,
            all: Some(".+".into()),
        };
        Self::new(var, kind)
    }

    /// Returns the choice of one or more values that a label of these series has, or all of them.
    ///
    /// ```
    /// # dashgen::metrics! {
    /// #     catalogue METRICS;
    /// #     target labels { Job = "job" }
    /// #     /// The service.
    /// #     info SERVICE("service_info", dashgen::unit::Number) by service {}
    /// # }
    /// use dashgen::model::{Var, Variable};
    ///
    /// let job = Variable::values_of(Var::literal("job"), &SERVICE.value(), service::Job);
    /// ```
    #[track_caller]
    pub fn values_of<L: Label, M>(var: Var, series: &Query<L, M>, label: L) -> Self {
        Self::label_values(var, series.to_string(), label.name())
    }

    /// Sets what stands before the menu.
    pub fn label(mut self, label: impl Into<Text>) -> Self {
        self.label = label.into();
        self
    }

    /// Says what it is for.
    pub fn description(mut self, description: impl Into<Text>) -> Self {
        self.description = description.into();
        self
    }

    /// Allows one value at a time only.
    pub fn single(mut self) -> Self {
        if let VariableKind::LabelValues { multi, .. } | VariableKind::Custom { multi, .. } = &mut self.kind {
            *multi = false;
        }
        self
    }

    /// Chooses this datasource at first, by its name and uid.
    pub fn starting_with(mut self, name: impl Into<Text>, uid: Uid) -> Self {
        if let VariableKind::Datasource { default, .. } = &mut self.kind {
            *default = Some((name.into(), uid));
        }
        self
    }
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
        assert_eq!(Var::literal("job").chooses("job"), ScopeMatcher::new("job", MatchOp::Matches, "$job"));
    }
}
