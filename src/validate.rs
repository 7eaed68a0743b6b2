//! What `dashgen validate` does without files: a suite goes through all lints, and the files that were built from it are
//! compared with what it makes. Files from elsewhere are checked one by one, with [`lint::check`].
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

/// What is found in a suite and the files built from it.
#[derive(Debug, Clone, Default)]
pub struct Validated {
    /// What the lints say: of the dashboards in the suite's order, then of the rules, then of the files.
    pub report: Report,
    /// Files without a source that cannot be read.
    pub unreadable: Vec<Unreadable>,
}

/// Checks a suite, on all cores, and the files that a build without options wrote into a folder. Nothing is written.
///
/// # Errors
/// [`BuildError`], when the suite cannot be built or the files cannot be read.
pub fn suite(suite: &Suite, out: &Path, selection: Selection) -> Result<Validated, BuildError> {
    // As a build without options leaves it.
    let suite = &suite.without_routing();
    let context = Context {
        catalogue: Some(suite.catalogue),
        recorded: suite.rules.recordings().map(|rule| rule.name).collect(),
        datasources: Some(suite.datasource_kinds().map(|(uid, kind)| (uid.to_string(), kind.to_owned())).collect()),
        // Known when all are made: see `check_links`.
        dashboards: None,
        dialect: Some(Dialect::Prometheus),
        selection,
    };
    let on_disk = OnDisk { check: Check::begin(out)?.of(&suite.name)?, context: &context };
    let (checked, of_rules, supporting) = std::thread::scope(|scope| {
        let beside = || (lint::check_rules(&suite.rules, &context), supporting(suite));
        let running = Builder::new().spawn_scoped(scope, beside);
        let checked = check_dashboards(suite, &context, &on_disk);
        // Where there are no threads to be had, this one does the work.
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

/// Returns the files beside the dashboards: paths and texts.
fn supporting(suite: &Suite) -> Result<Vec<(String, String)>, ProvisioningError> {
    render::provisioning(suite, &Options::default())
}

/// What is found in one dashboard.
struct Checked {
    /// Its place in the suite.
    index: usize,
    /// What the lints say of it.
    of_dashboard: FileReport,
    /// How its file differs.
    of_file: Vec<Finding>,
}

/// Checks each dashboard as it is made; none is kept.
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

/// Checks those dashboards once more that link to one that there is not: which there are is known when all are made, and
/// to check all again for that would take twice the time.
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

/// Returns bytes as text. A byte that is no UTF-8 becomes U+FFFD, so that the rest is checked; the lints report the byte
/// itself.
pub fn text(bytes: &[u8]) -> Cow<'_, str> {
    // `from_utf8_lossy` alone takes ten times as long over text without such bytes.
    std::str::from_utf8(bytes).map_or_else(|_| String::from_utf8_lossy(bytes), Cow::Borrowed)
}

/// Returns where the parts of a dashboard were written.
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

/// The generated files, as they lie there.
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
