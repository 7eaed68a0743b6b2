//! The suite itself: its dashboards, and the files that were generated from it.

use std::path::Path;
use std::sync::{Mutex, PoisonError};

use anyhow::Context as _;

use crate::artifact::{Check, State, Unreadable};
use crate::build;
use crate::lint::{self, Changed, Context, FileReport, Finding, Input, Report, Selection, Sources};
use crate::model::{Dashboard, panel_ids};
use crate::promql::Dialect;
use crate::render::{self, DashboardFormat, Options, Target};
use crate::suite::Suite;

/// Returns what is found, and the generated files that cannot be read.
pub(super) fn check(suite: &Suite, out: &Path, selection: Selection) -> anyhow::Result<(Report, Vec<Unreadable>)> {
    // As a build without options leaves it.
    let suite = &suite.without_contact();
    let context = Context {
        catalogue: Some(suite.catalogue),
        recorded: suite.rules.recordings().map(|rule| rule.name).collect(),
        datasources: Some(suite.datasource_kinds().map(|(uid, kind)| (uid.to_string(), kind.to_owned())).collect()),
        dashboards: Some(suite.dashboards.iter().map(|dashboard| dashboard.uid.as_str().to_owned()).collect()),
        dialect: Some(Dialect::Prometheus),
        selection,
    };
    let on_disk = OnDisk {
        check: Check::begin(out).with_context(|| format!("cannot compare with `{}`", out.display()))?,
        context: &context,
        findings: Mutex::default(),
    };
    let mut report = Report::default();
    for dashboard in suite.dashboards.iter() {
        report.add(check_dashboard(&dashboard, &context, &on_disk)?, &context);
    }
    for finding in lint::check_rules(&suite.rules, &context) {
        report.push(finding);
    }
    check_together(suite)?;
    for (path, text) in render::provisioning(suite, &Options::default())? {
        on_disk.compare(&path, text.as_bytes(), None)?;
    }
    let (findings, unreadable) = on_disk.finish()?;
    for finding in findings {
        report.push(finding);
    }
    Ok((report, unreadable))
}

fn check_dashboard(dashboard: &Dashboard, context: &Context<'_>, on_disk: &OnDisk<'_>) -> anyhow::Result<FileReport> {
    let path = render::path(dashboard)?;
    let mut json = Vec::new();
    render::dashboard(dashboard, &mut json)?;
    let sources = sources(dashboard);
    on_disk.compare(&path, &json, Some(&sources))?;
    let text = String::from_utf8_lossy(&json);
    Ok(lint::check(Input { name: &path, text: &text, sources: Some(&sources) }, context))
}

/// Renders all dashboards for what a build would refuse: two files of one name, links that lead nowhere.
fn check_together(suite: &Suite) -> anyhow::Result<()> {
    let nothing = |_: &str, _: &[u8]| Ok::<(), std::convert::Infallible>(());
    render::dashboards(suite, &Options::default(), &|_| false, &nothing)?;
    Ok(())
}

/// Returns where the parts of a dashboard were written.
fn sources(dashboard: &Dashboard) -> Sources {
    let keys = dashboard.keys();
    let (ids, _) = panel_ids(&keys);
    let id_of = |key: &str| keys.iter().position(|other| *other == key).map(|at| i64::from(ids[at].0));
    let mut sources = Sources { dashboard: Some(dashboard.origin), ..Sources::default() };
    for panel in dashboard.panels() {
        let Some(id) = id_of(panel.key.as_str()) else { continue };
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
    findings: Mutex<Vec<Finding>>,
}

impl OnDisk<'_> {
    fn compare(&self, path: &str, made: &[u8], sources: Option<&Sources>) -> anyhow::Result<()> {
        let state = self.check.put(path, made)?;
        let found = match state {
            State::Fresh => return Ok(()),
            State::Missing => Vec::new(),
            _ => self.check.read(path)?,
        };
        let findings = lint::changed(Changed { path, state, made, found: &found, sources }, self.context);
        self.findings.lock().unwrap_or_else(PoisonError::into_inner).extend(findings);
        Ok(())
    }

    fn finish(self) -> anyhow::Result<(Vec<Finding>, Vec<Unreadable>)> {
        let mut findings = self.findings.into_inner().unwrap_or_else(PoisonError::into_inner);
        let strays = self.check.strays(DashboardFormat::Classic.folder())?;
        findings.extend(strays.iter().filter_map(|path| lint::stray(path, self.context)));
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
