//! Implements `dashgen validate` without files: runs all lints on a suite, and compares the files that were built from
//! it with what it generates. Other files are checked one by one, with [`lint::check`].
//!
//! ```
//! use dashgen::lint::Selection;
//! use dashgen::model::{Dashboard, Uid};
//! use dashgen::suite::{Dashboards, Suite};
//! use dashgen::{build, validate};
//! # let out = tempfile::tempdir()?;
//! # let out = out.path();
//!
//! let dashboards = Dashboards::from_functions(&[|| Dashboard::new(Uid::literal("shop"), "Shop")]);
//! let suite = Suite::new("shop").dashboards(dashboards);
//! let validated = validate::suite(&suite, out, Selection::default())?;
//! assert!(validated.report.findings.iter().all(|finding| finding.lint == "missing-artifact"));
//! build::write(&suite, &build::Options::default(), out, &|| ())?;
//! assert!(validate::suite(&suite, out, Selection::default())?.report.findings.is_empty());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};
use std::panic::resume_unwind;
use std::path::Path;
use std::sync::{Mutex, PoisonError};
use std::thread::Builder;

use crate::artifact::{ArtifactError, Check, State, Unreadable};
use crate::build::{self, BuildError};
use crate::lint::{self, Changed, Context, FileReport, Finding, Input, Report, Selection, Sources};
use crate::model::{Dashboard, panel_ids};
use crate::promql::Dialect;
use crate::render::{self, DashboardFormat, Failure, Options, ProvisioningError, Target};
use crate::suite::Suite;

/// The result of checking a suite and the files built from it.
#[derive(Debug, Clone, Default)]
pub struct Validated {
    /// The findings: for the dashboards in the suite's order, then for the rules, then for the files.
    pub report: Report,
    /// Files without a source that cannot be read.
    pub unreadable: Vec<Unreadable>,
}

/// Checks a suite, on all cores, and the files that a build with default options wrote to a folder. Nothing is written.
///
/// # Errors
/// [`BuildError`] if the suite cannot be built or the files cannot be read.
pub fn suite(suite: &Suite, out: &Path, selection: Selection) -> Result<Validated, BuildError> {
    // As a build with default options writes it.
    let suite = &suite.without_routing();
    let catalogue = suite.metrics()?;
    let context = Context {
        catalogue: Some(&catalogue),
        recorded: suite.rules.recordings().map(|rule| rule.name).collect(),
        datasources: Some(suite.datasource_kinds().map(|(uid, kind)| (uid.to_string(), kind.to_owned())).collect()),
        // Only known once all are built: see `check_links`.
        dashboards: None,
        dialect: Some(Dialect::Prometheus),
        selection,
    };
    let on_disk = OnDisk { check: Check::begin(out)?.of(&suite.name)?, context: &context };
    let (checked, of_rules, supporting) = std::thread::scope(|scope| {
        let beside = || (lint::check_rules(&suite.rules, &context), supporting(suite));
        let running = Builder::new().spawn_scoped(scope, beside);
        let checked = check_dashboards(suite, &context, &on_disk);
        // If no thread can be started, this one does the work.
        let (of_rules, supporting) = match running {
            Ok(running) => running.join().unwrap_or_else(|panic| resume_unwind(panic)),
            Err(_) => beside(),
        };
        Ok::<_, BuildError>((checked?, of_rules, supporting?))
    })?;
    let (mut report, mut of_files) = (Report::default(), Vec::new());
    for one in checked {
        report.add(one.of_dashboard, &context);
        of_files.extend(one.of_file);
    }
    for (path, text) in supporting {
        of_files.extend(on_disk.compare(&path, text.as_bytes(), None)?);
    }
    let (findings, unreadable) = on_disk.finish()?;
    of_rules.into_iter().chain(of_files).chain(findings).for_each(|finding| report.push(finding));
    Ok(Validated { report, unreadable })
}

/// Returns the files other than dashboards: paths and texts.
fn supporting(suite: &Suite) -> Result<Vec<(String, String)>, ProvisioningError> {
    render::provisioning(suite, &Options::default())
}

/// The result of checking one dashboard.
struct Checked {
    /// Its index in the suite.
    index: usize,
    /// Its findings.
    of_dashboard: FileReport,
    /// How its file differs.
    of_file: Vec<Finding>,
}

/// Checks each dashboard as it is built; none are kept.
fn check_dashboards(suite: &Suite, context: &Context<'_>, on_disk: &OnDisk<'_>) -> Result<Vec<Checked>, BuildError> {
    let checked = Mutex::new(Vec::new());
    let made = render::each_dashboard(suite, &|index, dashboard, _, json| {
        let sources = sources(dashboard);
        let path = render::path(dashboard)?;
        render::dashboard(dashboard, json)?;
        let of_file = on_disk.compare(&path, json, Some(&sources)).map_err(Failure::Sink)?;
        let of_dashboard = check(&path, json, &sources, context);
        let one = Checked { index, of_dashboard, of_file };
        checked.lock().unwrap_or_else(PoisonError::into_inner).push(one);
        Ok(())
    });
    made.map_err(failed)?;
    let mut checked = checked.into_inner().unwrap_or_else(PoisonError::into_inner);
    checked.sort_unstable_by_key(|one| one.index);
    check_links(suite, context, &mut checked)?;
    Ok(checked)
}

/// Checks again the dashboards that link to unknown dashboards. Which ones exist is only known once all are built, and
/// checking all of them again would take twice the time.
fn check_links(suite: &Suite, context: &Context<'_>, checked: &mut [Checked]) -> Result<(), BuildError> {
    let uids: BTreeSet<String> =
        checked.iter().filter_map(|one| Some(one.of_dashboard.uid.as_ref()?.0.clone())).collect();
    let mut unsure: Vec<_> = checked.iter_mut().filter(|one| !one.of_dashboard.links.is_subset(&uids)).collect();
    if unsure.is_empty() {
        return Ok(());
    }
    let context = Context { dashboards: Some(uids), ..context.clone() };
    for Checked { index, of_dashboard, .. } in &mut unsure {
        let dashboard = suite.dashboards.get(*index);
        let mut json = Vec::new();
        render::dashboard(&dashboard, &mut json)?;
        *of_dashboard = check(&render::path(&dashboard)?, &json, &sources(&dashboard), &context);
    }
    Ok(())
}

fn check(path: &str, json: &[u8], sources: &Sources, context: &Context<'_>) -> FileReport {
    lint::check(Input { name: path, text: &text(json), sources: Some(sources) }, context)
}

fn failed(failure: Failure<ArtifactError>) -> BuildError {
    match failure {
        Failure::Render(error) => error.into(),
        Failure::Sink(error) => error.into(),
    }
}

/// Returns bytes as text. Invalid UTF-8 is replaced by U+FFFD, so that the rest can be checked; the lints report the
/// invalid byte itself.
pub fn text(bytes: &[u8]) -> Cow<'_, str> {
    // `from_utf8_lossy` alone takes ten times as long for valid text.
    std::str::from_utf8(bytes).map_or_else(|_| String::from_utf8_lossy(bytes), Cow::Borrowed)
}

/// Returns where the parts of a dashboard were defined.
fn sources(dashboard: &Dashboard) -> Sources {
    let keys = dashboard.keys();
    let (ids, _) = panel_ids(&keys);
    let ids: HashMap<&str, i64> = keys.iter().copied().zip(ids.iter().map(|id| i64::from(id.0))).collect();
    let mut sources = Sources { dashboard: Some(dashboard.origin), ..Sources::default() };
    for panel in dashboard.panels() {
        let Some(&id) = ids.get(panel.key.as_str()) else { continue };
        sources.panels.insert(id, panel.origin);
        for (index, target) in panel.targets.iter().enumerate() {
            sources.queries.insert((id, panel.ref_id(index).into_owned()), target.origin());
        }
    }
    for variable in dashboard.all_variables() {
        sources.variables.insert(variable.var.name().to_owned(), variable.origin);
    }
    sources
}

/// The generated files, as found on disk.
struct OnDisk<'a> {
    check: Check,
    context: &'a Context<'a>,
}

impl OnDisk<'_> {
    fn compare(&self, path: &str, made: &[u8], sources: Option<&Sources>) -> Result<Vec<Finding>, ArtifactError> {
        let state = self.check.put(path, made)?;
        let found = match state {
            State::Fresh => return Ok(Vec::new()),
            State::Missing => Vec::new(),
            _ => self.check.read(path)?,
        };
        Ok(lint::changed(Changed { path, state, made, found: &found, sources }, self.context))
    }

    fn finish(self) -> Result<(Vec<Finding>, Vec<Unreadable>), ArtifactError> {
        let strays = self.check.strays(DashboardFormat::Classic.folder())?;
        let mut findings: Vec<_> = strays.iter().filter_map(|path| lint::stray(path, self.context)).collect();
        let report = self.check.finish(build::scope(Target::Files));
        findings.extend(report.orphans.iter().filter_map(|orphan| lint::orphan(orphan, self.context)));
        if report.manifest_is_stale
            && report.differences.is_empty()
            && report.orphans.is_empty()
            && report.unreadable.is_empty()
        {
            findings.extend(lint::stale_manifest(self.context));
        }
        Ok((findings, report.unreadable))
    }
}
