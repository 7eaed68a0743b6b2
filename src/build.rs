//! Implements `dashgen build`: renders a suite into a folder, or compares it with the files there.
//!
//! ```
//! use dashgen::build::{self, Options};
//! use dashgen::model::{Dashboard, Uid};
//! use dashgen::suite::{Dashboards, Suite};
//! # let out = tempfile::tempdir()?;
//! # let out = out.path();
//!
//! let dashboards = Dashboards::from_functions(&[|| Dashboard::new(Uid::literal("shop"), "Shop")]);
//! let suite = Suite::new("shop").dashboards(dashboards);
//! let built = build::write(&suite, &Options::default(), out, &|| ())?;
//! assert_eq!(built.files.written[0].path, "dashboards/shop.json");
//! assert!(build::check(&suite, &Options::default(), out, &|| ())?.files.is_clean());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use std::borrow::Cow;
use std::path::Path;
use std::sync::LazyLock;

use crate::artifact::{ArtifactError, Build, Check, Outcome, Report, Scope};
use crate::model::Dashboard;
use crate::promql::DeclaredTwice;
use crate::render::{self, AlertsBy, DashboardFormat, Failure, Lost, ProvisioningError, RenderError, Target};
use crate::rule::Near;
use crate::suite::{RecordedRead, Suite, UnknownDashboard};

/// What to build of a suite, and how.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Options {
    /// The target, the dashboard formats and the alert rules.
    pub render: render::Options,
    /// Whether to write the suite's contact point and a notification policy that sends all alerts to it.
    pub contact_point: bool,
    /// Whether dashboards query recorded series where possible, and how closely those must match.
    pub recorded: Option<Near>,
    /// The dashboards to build, by file name, UID or title; if empty, everything is built.
    pub only: Vec<String>,
}

/// The result of a build or a comparison.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Built<F> {
    /// The files.
    pub files: F,
    /// The queries that read recorded series, if that was requested.
    pub recorded: Option<Vec<RecordedRead>>,
    /// What the classic dashboards cannot represent.
    pub lost: Vec<Lost>,
    /// Whether a cluster to which all of it is applied evaluates each alert twice: in Grafana and in Prometheus.
    pub has_alerts_twice: bool,
    /// The number of datasource correlations that the target cannot represent.
    pub lost_correlations: usize,
}

/// Why a suite could not be built or compared.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum BuildError {
    /// No dashboard has this name.
    #[error(transparent)]
    UnknownDashboard(#[from] UnknownDashboard),
    /// Two metrics export a series of the same name.
    #[error(transparent)]
    DeclaredTwice(#[from] DeclaredTwice),
    /// The target does not support a dashboard format.
    #[error(
        "the target `{}` does not support dashboards in the format `{}`; omit `--target` or `--dashboards`",
        target.name(), format.name()
    )]
    UnfitFormat {
        /// The target.
        target: Target,
        /// The format.
        format: DashboardFormat,
    },
    /// A dashboard cannot be rendered.
    #[error(transparent)]
    Render(#[from] RenderError),
    /// Something else cannot be rendered.
    #[error(transparent)]
    Provisioning(#[from] ProvisioningError),
    /// A file cannot be read or written.
    #[error(transparent)]
    Artifact(#[from] ArtifactError),
}

impl BuildError {
    /// Returns a hint, if there is one.
    pub fn hint(&self) -> Option<&'static str> {
        match self {
            Self::Provisioning(error) => error.hint(),
            Self::Artifact(error) => error.hint(),
            Self::UnknownDashboard(_) | Self::DeclaredTwice(_) | Self::UnfitFormat { .. } | Self::Render(_) => None,
        }
    }

    /// Returns whether the options ask for something that does not exist.
    pub fn is_usage(&self) -> bool {
        matches!(self, Self::UnknownDashboard(_) | Self::UnfitFormat { .. })
    }
}

/// Writes changed files to a folder, and removes files of earlier builds that no longer have a source. If anything
/// fails to render, nothing is written. `done` is called for each finished dashboard, from any thread.
///
/// # Errors
/// [`BuildError`]; the folder is then unchanged.
pub fn write(
    suite: &Suite,
    options: &Options,
    out: &Path,
    done: &(dyn Fn() + Sync),
) -> Result<Built<Outcome>, BuildError> {
    let plan = Plan::new(suite, options)?;
    let build = Build::begin(out)?.of(&suite.name)?.sweeping(&FOLDERS);
    let lost = plan.render(done, &|path, bytes| build.put(path, bytes).map(drop))?;
    let outcome = build.finish(plan.scope())?;
    Ok(plan.built(outcome, lost))
}

/// Compares a folder with what would be built. Nothing is written.
///
/// # Errors
/// [`BuildError`].
pub fn check(
    suite: &Suite,
    options: &Options,
    out: &Path,
    done: &(dyn Fn() + Sync),
) -> Result<Built<Report>, BuildError> {
    let plan = Plan::new(suite, options)?;
    let check = Check::begin(out)?.of(&suite.name)?;
    let lost = plan.render(done, &|path, bytes| check.put(path, bytes).map(drop))?;
    let report = check.finish(plan.scope());
    Ok(plan.built(report, lost))
}

/// Returns the part of the output folder that belongs to a target. A build does not remove files of other targets.
pub fn scope(target: Target) -> Scope {
    match target {
        Target::Files => Scope::Outside(&OTHER_FOLDERS),
        other => Scope::Inside(other.folders()),
    }
}

/// The folders at the root of the output that builds of any target write to.
static FOLDERS: LazyLock<Vec<&'static str>> = LazyLock::new(|| folders(Target::ALL));

/// The folders of all targets other than files.
static OTHER_FOLDERS: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    let others: Vec<Target> = Target::ALL.iter().copied().filter(|target| *target != Target::Files).collect();
    folders(&others)
});

fn folders(targets: &[Target]) -> Vec<&'static str> {
    let mut folders: Vec<_> = targets.iter().flat_map(|target| target.folders()).copied().collect();
    folders.sort_unstable();
    folders.dedup();
    folders
}

/// A suite, prepared for building.
struct Plan<'a> {
    suite: Cow<'a, Suite>,
    options: &'a Options,
    recorded: Option<Vec<RecordedRead>>,
}

impl<'a> Plan<'a> {
    fn new(suite: &'a Suite, options: &'a Options) -> Result<Self, BuildError> {
        suite.check_names(&options.only)?;
        suite.metrics()?;
        let render::Options { target, ref dashboards, .. } = options.render;
        if let Some(format) = dashboards.iter().copied().find(|format| !target.takes(*format)) {
            return Err(BuildError::UnfitFormat { target, format });
        }
        let recorded = options.recorded.map(|near| suite.recorded_reads(near));
        let suite = if options.contact_point { Cow::Borrowed(suite) } else { Cow::Owned(suite.without_routing()) };
        let suite = match options.recorded {
            None => suite,
            Some(near) => Cow::Owned(suite.with_recorded(near)),
        };
        Ok(Self { suite, options, recorded })
    }

    fn is_whole(&self) -> bool {
        self.options.only.is_empty()
    }

    fn scope(&self) -> Scope {
        if self.is_whole() { scope(self.options.render.target) } else { Scope::Part }
    }

    /// Passes every artifact to `put`, and returns what the classic dashboards cannot represent.
    fn render(&self, done: &(dyn Fn() + Sync), put: &render::Sink<'_, ArtifactError>) -> Result<Vec<Lost>, BuildError> {
        let wanted = |dashboard: &Dashboard| Suite::is_wanted(dashboard, &self.options.only);
        let counted = |path: &str, bytes: &[u8]| {
            done();
            put(path, bytes)
        };
        let lost = render::dashboards(&self.suite, &self.options.render, &wanted, &counted);
        let lost = lost.map_err(|failure| match failure {
            Failure::Render(error) => BuildError::from(error),
            Failure::Sink(error) => error.into(),
        })?;
        if self.is_whole() {
            for (path, text) in render::provisioning(&self.suite, &self.options.render)? {
                put(&path, text.as_bytes())?;
            }
        }
        Ok(lost)
    }

    fn built<F>(self, files: F, lost: Vec<Lost>) -> Built<F> {
        let render::Options { target, alerts, .. } = self.options.render;
        let has_both = alerts == AlertsBy::Either && self.suite.rules.alerts().next().is_some();
        let has_alerts_twice = self.is_whole() && target.is_cluster() && has_both;
        let is_without = self.is_whole() && target == Target::Operator;
        let correlations = self.suite.datasources.iter().map(|datasource| datasource.correlations.len());
        let lost_correlations = if is_without { correlations.sum() } else { 0 };
        Built { files, recorded: self.recorded, lost, has_alerts_twice, lost_correlations }
    }
}
