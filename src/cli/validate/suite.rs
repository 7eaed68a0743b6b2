//! The suite itself: its dashboards, and the files that were generated from it.

use std::collections::{BTreeSet, HashMap};
use std::convert::Infallible;
use std::panic::resume_unwind;
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread::Builder;

use anyhow::Context as _;

use crate::artifact::{ArtifactError, Check, State, Unreadable};
use crate::build;
use crate::lint::{self, Changed, Context, FileReport, Finding, Input, Report, Selection, Sources};
use crate::model::{Dashboard, panel_ids};
use crate::promql::Dialect;
use crate::render::{self, DashboardFormat, Failure, Options, Target};
use crate::suite::Suite;

/// Returns what is found, and the generated files that cannot be read.
pub(super) fn check(suite: &Suite, out: &Path, selection: Selection) -> anyhow::Result<(Report, Vec<Unreadable>)> {
    // As a build without options leaves it.
    let suite = &suite.without_routing();
    let context = Context {
        catalogue: Some(suite.catalogue),
        recorded: suite.rules.recordings().map(|rule| rule.name).collect(),
        datasources: Some(suite.datasource_kinds().map(|(uid, kind)| (uid.to_string(), kind.to_owned())).collect()),
        dashboards: Some(uids(suite)?),
        dialect: Some(Dialect::Prometheus),
        selection,
    };
    let on_disk = OnDisk {
        check: Check::begin(out).with_context(|| format!("cannot compare with `{}`", out.display()))?,
        context: &context,
    };
    let mut report = Report::default();
    let mut of_files = Vec::new();
    let (checked, of_rules, supporting) = std::thread::scope(|scope| {
        let beside = || (lint::check_rules(&suite.rules, &context), supporting(suite));
        let running = Builder::new().spawn_scoped(scope, beside);
        let checked = check_dashboards(suite, &context, &on_disk);
        // Where there are no threads to be had, this one does the work.
        let (of_rules, supporting) = match running {
            Ok(running) => running.join().unwrap_or_else(|panic| resume_unwind(panic)),
            Err(_) => beside(),
        };
        anyhow::Ok((checked?, of_rules, supporting?))
    })?;
    for (of_dashboard, of_file) in checked {
        report.add(of_dashboard, &context);
        of_files.extend(of_file);
    }
    for finding in of_rules {
        report.push(finding);
    }
    for (path, text) in supporting {
        of_files.extend(on_disk.compare(&path, text.as_bytes(), None)?);
    }
    let (findings, unreadable) = on_disk.finish()?;
    for finding in of_files.into_iter().chain(findings) {
        report.push(finding);
    }
    Ok((report, unreadable))
}

/// Returns the files beside the dashboards: paths and texts.
fn supporting(suite: &Suite) -> anyhow::Result<Vec<(String, String)>> {
    Ok(render::provisioning(suite, &Options::default())?)
}

/// Returns the uids of all dashboards, once they are what a build takes: no two files of one name, no link that leads
/// nowhere.
fn uids(suite: &Suite) -> anyhow::Result<BTreeSet<String>> {
    let uids = Mutex::new(BTreeSet::new());
    render::each_dashboard::<Infallible>(suite, &|_, dashboard, _, _| {
        lock(&uids).insert(dashboard.uid.as_str().to_owned());
        Ok(())
    })?;
    Ok(uids.into_inner().unwrap_or_else(PoisonError::into_inner))
}

/// What the lints say of a dashboard, and how its file differs.
type Checked = (FileReport, Vec<Finding>);

fn check_dashboards(suite: &Suite, context: &Context<'_>, on_disk: &OnDisk<'_>) -> anyhow::Result<Vec<Checked>> {
    let checked = Mutex::new(Vec::new());
    render::each_dashboard(suite, &|index, dashboard, _, json| {
        let one = check_dashboard(dashboard, json, context, on_disk)?;
        lock(&checked).push((index, one));
        Ok(())
    })?;
    let mut checked = checked.into_inner().unwrap_or_else(PoisonError::into_inner);
    checked.sort_unstable_by_key(|(index, _)| *index);
    Ok(checked.into_iter().map(|(_, one)| one).collect())
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn check_dashboard(
    dashboard: &Dashboard,
    json: &mut Vec<u8>,
    context: &Context<'_>,
    on_disk: &OnDisk<'_>,
) -> Result<Checked, Failure<ArtifactError>> {
    let path = render::path(dashboard)?;
    render::dashboard(dashboard, json)?;
    let sources = sources(dashboard);
    let of_file = on_disk.compare(&path, json, Some(&sources)).map_err(Failure::Sink)?;
    let text = super::text(json);
    Ok((lint::check(Input { name: &path, text: &text, sources: Some(&sources) }, context), of_file))
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

    fn finish(self) -> anyhow::Result<(Vec<Finding>, Vec<Unreadable>)> {
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
